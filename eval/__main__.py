"""The command line: `python -m eval` scores, `python -m eval compare A.json B.json` compares two runs,
`python -m eval from-feedback` turns thumbs-down into golden items to review, `python -m eval planted` measures
what the check of a model's drafts catches.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from eval.runner import Result

SYSTEM_NAMES = ("ours", "dense", "bm25", "no_facts", "plain")


def build_parser() -> argparse.ArgumentParser:
    """The arguments of `python -m eval`."""
    parser = argparse.ArgumentParser(prog="python -m eval", description="Score certpath against the golden questions.")
    parser.add_argument("--split", choices=("smoke", "dev", "test"), default="smoke", help="which questions (smoke)")
    parser.add_argument("--model", help="a chat model as provider:model, scored in three runs; builtin by default")
    parser.add_argument("--systems", default="ours", help=f"all, or some of {','.join(SYSTEM_NAMES)} (ours)")
    parser.add_argument("--category", action="append", help="only items of this category; may be repeated")
    parser.add_argument("--growth", action="store_true", help="score again with 1,000 and 10,000 unrelated passages")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything as JSON")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write a report to open in a browser")
    parser.add_argument("--save-baseline", action="store_true", help="what passes now must go on passing")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """0 where every gate is passed, 1 where one is not, 2 where nothing could be scored."""
    from rich.console import Console

    from bot.errors import BotError
    from eval.golden import GoldenError

    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        other = (
            {"compare": _compare, "from-feedback": _from_feedback, "planted": _planted}.get(arguments[0])
            if arguments
            else None
        )
        return other(arguments[1:]) if other else _score(arguments)
    except (BotError, GoldenError) as error:
        Console(stderr=True).print(str(error), style="red", markup=False, soft_wrap=True)
        return 2


def _compare(arguments: Sequence[str]) -> int:
    from rich.console import Console

    from eval.compare import read_run, show

    parser = argparse.ArgumentParser(prog="python -m eval compare", description="What changed between two runs.")
    parser.add_argument("before", type=Path, help="a file that --json wrote")
    parser.add_argument("after", type=Path, help="another")
    given = parser.parse_args(arguments)
    show(read_run(given.before), read_run(given.after), Console())
    return 0


def _from_feedback(arguments: Sequence[str]) -> int:
    from bot.feedback import read
    from bot.settings import load_settings
    from eval.from_feedback import golden_yaml

    parser = argparse.ArgumentParser(
        prog="python -m eval from-feedback", description="Thumbs-down as golden items to review."
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="write them there rather than print them")
    given = parser.parse_args(arguments)
    path = load_settings().feedback
    ratings = read("down", path=path)
    text = golden_yaml(ratings)
    if given.out:
        given.out.write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    where = f"; they are in {given.out}" if given.out else ""
    print(f"{len(ratings)} thumbs-down in {path}{where}", file=sys.stderr)
    return 0


def _planted(arguments: Sequence[str]) -> int:
    from eval.planted import main as planted

    return planted(arguments)


def _systems(given: str, parser: argparse.ArgumentParser) -> list[str]:
    """Ours first, which the gates look at, then the others asked for."""
    names = list(SYSTEM_NAMES) if given == "all" else given.split(",")
    for name in names:
        if name not in SYSTEM_NAMES:
            parser.error(f"there is no system {name!r}; there are {', '.join(SYSTEM_NAMES)}")
    return list(dict.fromkeys(["ours", *names]))


def _score(arguments: Sequence[str]) -> int:
    """1. Read the items. 2. Bring the index up to date. 3. Run every system. 4. Report. 5. Check the gates."""
    from rich.console import Console

    from bot.settings import load_settings
    from eval import gates, runner, table
    from eval.golden import load_split
    from eval.growth import SIZES

    parser = build_parser()
    given = parser.parse_args(arguments)
    names, console, began = _systems(given.systems, parser), Console(), time.perf_counter()
    items = [item for item in load_split(given.split) if given.category is None or item.category in given.category]
    if not items:
        parser.error("no item is of this category")
    settings = load_settings(model=given.model)
    repeats = 1 if settings.model == "builtin" else runner.LLM_RUNS
    with table.progress_bar(console) as bar:
        task = bar.add_task("")

        def tell(stage: str, done: int, total: int) -> None:
            bar.update(task, description=stage, completed=done, total=total)

        bench = runner.Bench(settings, tell)
        results = [runner.run_system(name, items, bench, tell, runs=repeats if name == "ours" else 1) for name in names]
        grown = runner.growth(items, bench, SIZES, tell) if given.growth else {}
    meta = {
        "split": given.split, "model": settings.model, "runs": repeats, "items": len(items),
        "when": datetime.now(UTC).isoformat(timespec="seconds"), "seconds": round(time.perf_counter() - began, 1),
        **runner.fingerprint(bench.index, items),
    }  # fmt: skip
    breaches = gates.check(results[0], given.split, whole=given.category is None)
    _print(results, grown, given.split, console)
    table.print_breaches(breaches, console)
    if given.json:
        text = json.dumps({**runner.as_object(results, meta), "growth": grown}, ensure_ascii=False, indent=1)
        given.json.write_text(text + "\n", encoding="utf-8")
    if given.html:
        from eval.report import write_report

        write_report(given.html, results, meta, breaches, grown)
    if given.save_baseline:
        gates.save_baseline(results[0], given.split, meta)
        console.print(f"Wrote {gates.BASELINE.name}.")
    console.print(f"{meta['seconds']} s")
    return 1 if breaches else 0


def _print(results: list[Result], grown: dict[str, dict[str, float | None]], split: str, console: Console) -> None:
    """The tables, and the failed items; not the questions of the test split, which nobody may tune on."""
    from eval import table

    console.print(table.metrics_table(results))
    console.print(table.categories_table(results[0]))
    if grown:
        console.print(table.growth_table(grown))
    if split != "test":
        table.print_failures(results[0], console)


if __name__ == "__main__":
    sys.exit(main())
