"""Many questions at once: one JSON object a line in, one a line out, in the same order.

A line is `{"id": "q1", "turns": ["…", "…"]}`: what a person says, one after the other in one
conversation. A line that cannot be read or answered gets an object with its `error`; the rest
still run.
"""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

from bot.errors import BotError, InputError
from bot.show import answer_object, evidence_object, to_json

if TYPE_CHECKING:
    from bot.chain import Bot

Reply = Callable[[list[str]], dict[str, Any]]
"""From the turns of a conversation to the object about the last one."""


def open_lines(path: str) -> AbstractContextManager[BinaryIO]:
    """The lines of a file, or of standard input for `-`, as bytes: each is decoded on its own."""
    if path == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return open(path, "rb")
    except OSError as error:
        raise InputError(f"--batch {path} cannot be read: {error.strerror}.") from None


def run_batch(lines: Iterable[bytes], reply: Reply, write: Callable[[str], None]) -> bool:
    """Reply to every line that is not blank; True where none of them failed."""
    every_one = True
    for raw in lines:
        if raw.strip():
            result = _reply_to(raw, reply)
            every_one = every_one and "error" not in result
            write(to_json(result))
    return every_one


def ask_turns(bot: Bot, turns: list[str]) -> dict[str, Any]:
    """The answer to the last turn, after everything before it was asked and answered."""
    history = _converse(bot, turns[:-1])
    return answer_object(turns[-1], bot.invoke({"question": turns[-1], "history": history}))


def retrieve_turns(bot: Bot, turns: list[str], k: int | None = None) -> dict[str, Any]:
    """The evidence for the last turn, after everything before it was asked and answered."""
    history = _converse(bot, turns[:-1])
    return evidence_object(turns[-1], bot.retrieve(turns[-1], history, k))


def _converse(bot: Bot, turns: list[str]) -> list[dict[str, str]]:
    history: list[dict[str, str]] = []
    for turn in turns:
        answer = bot.invoke({"question": turn, "history": list(history)})
        history += [{"role": "user", "content": turn}, {"role": "assistant", "content": answer.answer}]
    return history


def _reply_to(raw: bytes, reply: Reply) -> dict[str, Any]:
    name: str | int | None = None
    try:
        line = _read_object(raw)
        name = _read_id(line)
        return {"id": name, **reply(_read_turns(line))}
    except BotError as error:
        return {"id": name, "error": str(error)}
    except Exception as error:
        # A defect of ours must not cost the other lines; it shows on stderr and in the exit code.
        traceback.print_exc()
        return {"id": name, "error": f"A defect in certpath: {type(error).__name__}: {error}"}


def _read_object(raw: bytes) -> dict[str, Any]:
    try:
        line = json.loads(raw.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise InputError("The line is not UTF-8 text.") from None
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else error
        raise InputError(f"The line is not JSON: {reason}.") from None
    if not isinstance(line, dict):
        raise InputError('The line must be an object such as {"id": "q1", "turns": ["…"]}.')
    return line


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON value")


def _read_id(line: dict[str, Any]) -> str | int | None:
    name = line.get("id")
    if name is None or (isinstance(name, str | int) and not isinstance(name, bool)):
        return name
    raise InputError('"id" must be text or a whole number.')


def _read_turns(line: dict[str, Any]) -> list[str]:
    turns = line.get("turns")
    if not isinstance(turns, list) or not turns:
        raise InputError('"turns" must be a list with at least one question.')
    if not all(isinstance(turn, str) for turn in turns):
        raise InputError('Every one of "turns" must be text.')
    return turns
