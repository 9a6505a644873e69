"""The command line: chat, ask, retrieve, plan, models, ingest, serve.

Nothing heavy is imported here before the command that needs it is known.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from bot import __version__, model_command, plan_command
from bot.errors import BotError
from bot.show import EXAMPLES

if TYPE_CHECKING:
    from bot.chain import Bot
    from bot.settings import Settings

INTERRUPTED = 130  # what a shell reports for Ctrl-C
PIPE_CLOSED = 141  # … and for a reader that went away

DESCRIPTION = """\
Career questions about AI/ML certifications: which exam first, in which order, what it costs,
whether it can still be taken. Answers are short, dated and cited, with no API key and no network.
Without a command, certpath chats in the terminal.
"""

EPILOG = f"""\
examples:
  certpath                                      chat
  certpath ask "{EXAMPLES[0]}"
  certpath ask --json "{EXAMPLES[2]}"
  certpath --today 2027-03-01 ask "Which certifications will be closed by then?"
  certpath plan --background "data analyst" --hours 6 --budget 500
  certpath ingest notes.md ~/syllabus.pdf       answer from documents of your own too

settings, as environment variables:
  BOT_MODEL      builtin (the default), or provider:model of a chat model that words the answers
  BOT_BASE_URL   where that chat model is served
  BOT_EMBEDDING  the embedding model
  BOT_INDEX      the folder of the index; by default in your cache folder
  BOT_CHROMA_URL a Chroma server to read from instead
  BOT_TODAY      the date that answers are given for, YYYY-MM-DD
  BOT_STRICT     1 withholds what of a model's answer the sources do not bear out; 0 marks it
  BOT_REWRITE    llm lets the model resolve follow-ups
  BOT_CACHE      1 remembers a model's answers while certpath runs
  BOT_LOG        info writes a line of JSON for each step of a turn to standard error

`certpath models` lists the models that can be set and says what answers now.
"""

ASK_EPILOG = f"""\
examples:
  certpath ask "{EXAMPLES[1]}"
  certpath ask --trace "{EXAMPLES[0]}"
  certpath ask --batch questions.jsonl > answers.jsonl
  echo '{{"id": "q1", "turns": ["Which exam first?", "And what does it cost?"]}}' | certpath ask --batch -

A batch has one conversation a line; the object that comes out is about its last turn. A line that
cannot be read gets an object with its "error", and the exit code is 1.
"""

RETRIEVE_EPILOG = f"""\
examples:
  certpath retrieve "{EXAMPLES[2]}"
  certpath retrieve -k 5 --json "{EXAMPLES[0]}"
  certpath retrieve --batch questions.jsonl > evidence.jsonl
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. 1 is a failure said in one line, 2 a wrong use."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A lone surrogate comes out as \udXXX, which is right in JSON and harmless in text.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
    except BotError as error:
        print(f"certpath: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python would try to flush once more on its way out, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    return code


def _run(argv: list[str]) -> int:
    if argv[:1] == ["ingest"]:
        import ingest

        return ingest.main(argv[1:])
    parser = build_parser()
    args = parser.parse_args(argv)
    if args.command in ("ask", "retrieve") and bool(args.question) == bool(args.batch):
        parser.error(f"{args.command} takes either a question in quotation marks or --batch FILE")
    if args.command == "ingest":
        parser.error("ingest comes first: certpath ingest [PATH …]")
    if args.command == "serve":
        return _serve(args)
    if args.command == "models":
        return model_command.list_models(_settings(args))
    if args.command == "plan":
        return plan_command.run(args, _settings(args))
    return _chat(args) if args.command is None else _question(args)


def build_parser() -> argparse.ArgumentParser:
    """The whole command line, help that teaches included."""
    today = argparse.ArgumentParser(add_help=False)
    # Suppressed, so that a command's own default does not undo what stands before the command.
    today.add_argument(
        "--today", type=_day, default=argparse.SUPPRESS, metavar="YYYY-MM-DD", help="answer as of this date"
    )
    shape: dict[str, Any] = {"formatter_class": argparse.RawDescriptionHelpFormatter, "parents": [today]}
    parser = argparse.ArgumentParser("certpath", description=DESCRIPTION, epilog=EPILOG, **shape)
    parser.add_argument("--version", action="version", version=f"certpath {__version__}")
    commands = parser.add_subparsers(dest="command", title="commands", metavar="COMMAND")
    ask = commands.add_parser("ask", help="answer a question, or a file of them", epilog=ASK_EPILOG, **shape)
    retrieve = commands.add_parser(
        "retrieve", help="show the evidence that an answer would rest on", epilog=RETRIEVE_EPILOG, **shape
    )
    for command in (ask, retrieve):
        command.add_argument("question", nargs="*", metavar="QUESTION", help="what you want to know, in plain words")
        command.add_argument("--json", action="store_true", help="print one JSON object")
        command.add_argument("--batch", metavar="FILE", help="JSON lines, one conversation each; - is standard input")
    ask.add_argument("--trace", action="store_true", help="show on standard error how the answer came about")
    retrieve.add_argument("-k", type=_count, metavar="N", help="at most N passages")
    plan_command.add_parser(commands, **shape)
    commands.add_parser("models", help="list the models that can word answers, and try the one that is set", **shape)
    commands.add_parser("ingest", help="bring the index up to date, with documents of your own", add_help=False)
    commands.add_parser("serve", help="open the chat page on this machine", **shape)
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as YYYY-MM-DD") from None


def _count(text: str) -> int:
    if text.isdecimal() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")


def _settings(args: argparse.Namespace) -> Settings:
    from bot.settings import load_settings

    settings = load_settings(today=getattr(args, "today", None))
    if settings.log:
        from bot.trace import show_log

        show_log(settings.log)
    return settings


def _build(settings: Settings) -> Bot:
    from bot import build_bot  # through the door, which sets numpy's threads before numpy loads

    def say(line: str) -> None:
        gc.enable()  # what is said first is that an index will be built, which leaves much to collect
        print(line, file=sys.stderr, flush=True)

    return build_bot(settings, say=say)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection within: loading makes objects that stay, and going through them finds nothing."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _question(args: argparse.Namespace) -> int:
    """`ask` and `retrieve`, for one question or a batch."""
    from bot import batch

    settings = _settings(args)
    if args.batch:
        with batch.open_lines(args.batch) as lines:
            with _uncollected():
                bot = _build(settings)
            turns = partial(batch.retrieve_turns, k=args.k) if args.command == "retrieve" else batch.ask_turns
            return 0 if batch.run_batch(lines, partial(turns, bot), partial(print, flush=True)) else 1
    question = " ".join(args.question)
    with _uncollected():
        bot = _build(settings)
        print(_evidence(bot, question, args) if args.command == "retrieve" else _answer(bot, question, args))
    return 0


def _answer(bot: Bot, question: str, args: argparse.Namespace) -> str:
    from bot.show import answer_object, answer_text, to_json

    answer = model_command.traced(bot, question) if args.trace else bot.invoke({"question": question, "history": []})
    return to_json(answer_object(question, answer)) if args.json else answer_text(answer)


def _evidence(bot: Bot, question: str, args: argparse.Namespace) -> str:
    from bot.show import evidence_object, evidence_text, to_json

    passages = bot.retrieve(question, [], args.k)
    return to_json(evidence_object(question, passages)) if args.json else evidence_text(passages)


def _chat(args: argparse.Namespace) -> int:
    from bot.terminal import chat

    settings = _settings(args)
    with _uncollected():
        bot = _build(settings)
    return chat(bot, settings)


def _serve(args: argparse.Namespace) -> int:
    from bot.app import serve  # gradio: only for the page

    return serve(_settings(args))


if __name__ == "__main__":
    sys.exit(main())
