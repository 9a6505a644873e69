"""What a run prints in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from eval.gates import Breach
from eval.runner import METRIC_TITLES, Result, latency
from eval.stats import Estimate


def progress_bar(console: Console) -> Progress:
    """A bar that shows on a terminal only and disappears when it is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def show(value: Estimate | None) -> str:
    """ "0.95 (0.92 to 0.97)", or nothing where the metric does not apply."""
    if value is None or value.value is None:
        return ""
    digits = 0 if value.value > 10 else 3
    if value.low is None or value.high is None:
        return f"{value.value:.{digits}f}"
    return f"{value.value:.{digits}f} ({value.low:.{digits}f} to {value.high:.{digits}f})"


def plain(value: Estimate | None) -> str:
    """The value alone."""
    return show(value).split(" ")[0]


def metrics_table(results: Sequence[Result]) -> Table:
    """Metrics by row, systems by column; 95 % intervals where there is one system (all are in the report)."""
    table = Table("metric", *(result.title for result in results), "n")
    write = show if len(results) == 1 else plain
    measured = [result.metrics() for result in results]
    for name, title in METRIC_TITLES.items():
        cells = [write(metrics.get(name)) for metrics in measured]
        if any(cells):
            n = next(metrics[name].n for metrics in measured if name in metrics)
            table.add_row(title, *cells, str(n))
    for title, share in (("seconds a turn, median", 0.5), ("seconds a turn, 95 %", 0.95)):
        table.add_row(title, *(f"{latency(result, share):.3f}" for result in results), "")
    return table


def categories_table(result: Result) -> Table:
    """What is right, by category."""
    table = Table("category", "right", "n", "failing")
    for name in dict.fromkeys(verdict.category for verdict in result.verdicts):
        right = result.metrics(name)["correct"]
        failing = [v.id for v in result.verdicts if v.category == name and not v.passed]
        table.add_row(name, show(right), str(right.n), ", ".join(failing[:6]) + (" …" if len(failing) > 6 else ""))
    return table


def growth_table(rows: Mapping[str, Mapping[str, float | None]]) -> Table:
    """Retrieval as unrelated passages are added."""
    names = list(next(iter(rows.values())))
    table = Table("unrelated passages", *(METRIC_TITLES[name] for name in names))
    for size, row in rows.items():
        table.add_row(f"{int(size):,}", *(f"{row[name]:.3f}" for name in names))
    return table


def print_failures(result: Result, console: Console) -> None:
    """Every failed item with what was asked and why it fails."""
    for verdict in result.verdicts:
        if not verdict.passed:
            asked = " / ".join(verdict.turns)
            console.print(f"[bold]{verdict.id}[/] {escape(asked)}", soft_wrap=True, highlight=False)
            console.print(f"   {escape('; '.join(verdict.reasons))}", soft_wrap=True, highlight=False)


def print_breaches(breaches: Sequence[Breach], console: Console) -> None:
    """What fails the run, one a line; or that nothing does."""
    for breach in breaches:
        console.print(f"[red]gate[/] {escape(str(breach))}", soft_wrap=True, highlight=False)
    console.print(f"{len(breaches)} breaches of the gates." if breaches else "Every gate is passed.")
