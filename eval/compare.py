"""Two runs side by side: which metrics moved, which items flipped, and whether chance explains it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.golden import GoldenError
from eval.runner import METRIC_TITLES
from eval.stats import Flips, mcnemar

Run = Mapping[str, Any]


def read_run(path: Path) -> Run:
    """A run as `--json` wrote it; GoldenError where it is none."""
    try:
        content: Run = json.loads(path.read_text(encoding="utf-8"))
        content["systems"]["ours"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GoldenError(f"{path} is not what `python -m eval --json` writes ({type(error).__name__}).") from None
    return content


def passed(run: Run, system: str = "ours") -> dict[str, bool]:
    """By item, whether it passed in every repetition."""
    rows = run["systems"][system]["runs"]
    return {item["id"]: all(row[n]["passed"] for row in rows) for n, item in enumerate(rows[0])}


def flips(before: Run, after: Run) -> Flips:
    """McNemar's test on ours in both runs."""
    return mcnemar(passed(before), passed(after))


def show(before: Run, after: Run, console: Console) -> Flips:
    """Print the comparison; returns the flips."""
    found = flips(before, after)
    console.print(_metrics(before, after))
    for name in ("index", "embedding", "golden"):
        if before["meta"].get(name) != after["meta"].get(name):
            console.print(f"The {name} differs: {before['meta'].get(name)} and {after['meta'].get(name)}.")
    console.print(
        f"{found.n} items in both; {len(found.lost)} lost, {len(found.won)} won; exact McNemar p = {found.p:.3g}."
    )
    reasons = {item["id"]: item for item in after["systems"]["ours"]["runs"][0]}
    for name in found.lost:
        why = "; ".join(reasons[name]["reasons"])
        console.print(f"[red]lost[/] {name}: {escape(why)}", soft_wrap=True)
    for name in found.won:
        console.print(f"[green]won[/]  {name}", soft_wrap=True)
    return found


def _metrics(before: Run, after: Run) -> Table:
    table = Table("metric", "before", "after", "change")
    one, other = (run["systems"]["ours"]["metrics"] for run in (before, after))
    for name in (name for name in one if name in other):
        a, b = one[name]["value"], other[name]["value"]
        table.add_row(METRIC_TITLES.get(name, name), f"{a:.4g}", f"{b:.4g}", f"{b - a:+.4g}" if a != b else "")
    return table
