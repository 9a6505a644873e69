"""What certpath adds to a model's own time to the first token, beside a bare ChatOpenAI.stream in the same run.

    python -m eval.bench_first_token [--questions N]

The model is scripted, on loopback, and answers at once, so that nothing but the two ways is timed. Both take turns on
the same questions; certpath is warm. Certpath's time is to the first token of the model, `strict` off: with it on, the
first sentence is shown once it is checked.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from bot import build_bot
from bot.settings import load_settings
from eval.bench import GOLDEN, pick_questions
from eval.bench_workers import WARM_UP

MOST = 0.050  # seconds that certpath may add, warm
SCRIPT = "The sources do not say what was asked for."


def first(pieces: Iterator[object]) -> float:
    """Seconds to the first piece with text in it; the rest is read too."""
    started, seconds = perf_counter(), 0.0
    for piece in pieces:
        text = piece if isinstance(piece, str) else str(getattr(piece, "text", ""))
        if text and not seconds:
            seconds = perf_counter() - started
    return seconds


def measure(
    ours: Callable[[str], Iterator[object]], bare: Callable[[str], Iterator[object]], questions: Sequence[str]
) -> tuple[list[float], list[float]]:
    """Seconds to the first token of both, question by question in turns."""
    for question in WARM_UP:
        first(ours(question))
        first(bare(question))
    pairs = [(first(ours(question)), first(bare(question))) for question in questions]
    return [one for one, _ in pairs], [other for _, other in pairs]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 0 where certpath adds no more than MOST at the median."""
    parser = argparse.ArgumentParser("python -m eval.bench_first_token", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--questions", type=int, default=40, metavar="N")
    given = parser.parse_args(arguments)
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
    from langchain_openai import ChatOpenAI
    from llm_server import Reply, serving  # type: ignore[import-not-found, unused-ignore]

    os.environ.setdefault("OPENAI_API_KEY", "no-key-needed")
    with serving(Reply(SCRIPT)) as server:
        bot = build_bot(load_settings(model="openai:scripted", base_url=f"{server.url}/v1"))
        chat = ChatOpenAI(model="scripted", base_url=f"{server.url}/v1", max_retries=0)
        built_in = build_bot(load_settings(model="builtin"))
        questions = pick_questions(sorted(GOLDEN.glob("*.yaml")), 3 * given.questions)
        # Where there is nothing to cite, no model is asked and there is nothing to compare.
        worded = [q for q in questions if built_in.invoke({"question": q}).citations][: given.questions]
        ours, bare = measure(lambda q: iter(bot.stream({"question": q})), chat.stream, worded)
    added = [one - other for one, other in zip(ours, bare, strict=True)]
    print(f"{len(worded)} questions, load {os.getloadavg()[0]:.1f}; milliseconds to the first token, median and p95")
    for name, seconds in (("certpath", ours), ("bare ChatOpenAI.stream", bare), ("added", added)):
        print(f"  {name:24}{1000 * median(seconds):7.1f}{1000 * sorted(seconds)[int(0.95 * len(seconds))]:9.1f}")
    return 0 if median(added) <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
