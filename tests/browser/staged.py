"""The page over a bot whose answers are staged: `python -m tests.browser.staged`, with BOT_* variables as always.

"Stage 3" is answered with the third ten of payloads.txt, in the answer and in every part of its citation, as if
a model or a document had been turned; "Slowly, …" is answered a word at a time, "Shortly, …" in few of them. The
rest is the real bot. `… staged building FILE` builds its index until there is such a file, and cannot open it where
the file holds a reason.
"""

from __future__ import annotations

import asyncio
import re
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bot import chain
from bot.__main__ import main
from bot.chain import Bot
from bot.errors import IndexError_
from bot.records import Answer, Citation, Passage
from bot.settings import Settings

PAYLOADS = Path(__file__).with_name("payloads.txt").read_text(encoding="utf-8").splitlines()
TEN = 10
STAGES = -(-len(PAYLOADS) // TEN)
LONGEST_NAME, LONGEST_MODEL = 400, 200  # that the page keeps
WORDS, PAUSE = {"Slowly": 30, "Shortly": 8}, 0.15  # a slow answer's words, and the seconds before each

real_answer, real_stream, real_astream = Bot._built_in, Bot.stream, Bot.astream


def hostile(question: str) -> Answer | None:
    """The answer to "Stage n"; every payload ends with a marker, and stands in the citation too."""
    found = re.fullmatch(r"Stage (\d+)", question)
    if found is None:
        return None
    planted = PAYLOADS[TEN * int(found[1]) :][:TEN]
    whole = "\n".join(planted)
    text = "\n\n".join(f"Payload {i}: {payload} [1]" for i, payload in enumerate(planted))
    name = whole[:LONGEST_NAME]
    citation = Citation(1, "document", name, name, name, planted[0], "2026-08-18", whole)
    passage = Passage("doc/planted", f"before\n{whole}\nafter", name, name, name, "document", url=planted[0])
    return Answer(question, text, False, (citation,), model=name[:LONGEST_MODEL], passages=(passage,))


def answer(self: Bot, given: Mapping[str, Any], *rest: Any) -> Answer:
    """In place of the bot's own."""
    return hostile(str(given["question"])) or real_answer(self, given, *rest)


def slow(given: Mapping[str, Any]) -> list[str]:
    """The words of a slow answer; none where the question does not ask for one."""
    return [f"word{i} " for i in range(WORDS.get(str(given["question"]).split(",")[0], 0))]


def stream(self: Bot, given: Mapping[str, Any], *rest: Any, **options: Any) -> Iterator[Any]:
    """In place of the bot's own."""
    words = slow(given)
    for word in words:
        time.sleep(PAUSE)
        yield word
    if words:
        yield Answer(str(given["question"]), "".join(words), False)
    else:
        yield from real_stream(self, given, *rest, **options)


async def astream(self: Bot, given: Mapping[str, Any], *rest: Any, **options: Any) -> AsyncIterator[Any]:
    """In place of the bot's own."""
    words = slow(given)
    for word in words:
        await asyncio.sleep(PAUSE)
        yield word
    if words:
        yield Answer(str(given["question"]), "".join(words), False)
        return
    async for piece in real_astream(self, given, *rest, **options):
        yield piece


def held(until: Path) -> Callable[..., Bot]:
    """In place of build_bot: nothing before `until` is there."""
    build = chain.build_bot

    def build_bot(settings: Settings, *, say: Callable[[str], None]) -> Bot:
        say("Building the index.")
        while not until.exists():
            time.sleep(0.05)
        if why := until.read_text():
            raise IndexError_(why)
        return build(settings, say=say)

    return build_bot


if __name__ == "__main__":
    if sys.argv[1:2] == ["building"]:
        chain.build_bot = held(Path(sys.argv[2]))
    Bot._built_in, Bot.stream, Bot.astream = answer, stream, astream  # type: ignore[method-assign]
    sys.exit(main(["serve"]))
