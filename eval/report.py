"""One self-contained HTML report: figures, plots as inline SVG, every failed item with its reasons."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.gates import Breach
from eval.golden import HERE
from eval.metrics import LOWER_IS_BETTER
from eval.ranking import CUTS
from eval.runner import METRIC_TITLES, Result, latency
from eval.table import show

TEMPLATE = HERE / "report.html.j2"
COLOURS = ("#1f5fa8", "#c2571a", "#3b7d4f", "#7a4a9e", "#6b6b6b")
AGAINST = ("correct", "truthfulness", "context_recall", "required_recall", "citation_recall", "citation_precision",
           "recall@5", "ndcg@10", "mrr@10")  # fmt: skip


def write_report(
    path: Path,
    results: Sequence[Result],
    meta: Mapping[str, Any],
    breaches: Sequence[Breach],
    grown: Mapping[str, Mapping[str, float | None]],
) -> None:
    """Write the report to `path`; needs jinja2 and matplotlib."""
    from jinja2 import Environment, select_autoescape

    measured = [result.metrics() for result in results]
    rows = [(METRIC_TITLES[name], [show(metrics.get(name)) for metrics in measured]) for name in METRIC_TITLES]
    template = Environment(autoescape=select_autoescape(default=True, default_for_string=True)).from_string(
        TEMPLATE.read_text(encoding="utf-8")
    )
    text = template.render(
        meta=meta, results=results, breaches=breaches, plots=_plots(results, grown),
        rows=[(title, cells) for title, cells in rows if any(cells)],
        failed=[verdict for run in results[0].runs for verdict in run if not verdict.passed],
        weak=[v for v in results[0].verdicts if v.passed and v.citation_recall is not None and v.citation_recall < 1],
    )  # fmt: skip
    path.write_text(text, encoding="utf-8")


def _plots(results: Sequence[Result], grown: Mapping[str, Mapping[str, float | None]]) -> list[tuple[str, str]]:
    """(caption, SVG) of each plot."""
    plots = [("Right by category, with 95 % intervals", _by_category(results[0]))]
    if len(results) > 1:
        plots.append(("Ours against each baseline, with 95 % intervals", _against(results)))
    plots.append(("Recall by number of passages", _recall_curve(results)))
    plots.append(("Seconds a turn takes: share of turns answered within", _latency(results)))
    if grown:
        plots.append(("Recall@5 as unrelated passages are added", _growth(grown)))
    return plots


def _axes(width: float, height: float) -> tuple[Any, Any]:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "certpath", "font.size": 10})
    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="both", color="#e4e4e4", linewidth=0.7)
    axes.set_axisbelow(True)
    return figure, axes


def _svg(figure: Any) -> str:
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None})
    text = out.getvalue()
    return text[text.index("<svg") :]


def _by_category(result: Result) -> str:
    names = list(dict.fromkeys(verdict.category for verdict in result.verdicts))
    figure, axes = _axes(8, 0.3 * len(names) + 0.9)
    for place, name in enumerate(names):
        right = result.metrics(name)["correct"]
        axes.plot([right.low, right.high], [place, place], color=COLOURS[0], linewidth=2)
        axes.plot([right.value], [place], "o", color=COLOURS[0])
        axes.text(1.02, place, f"n={right.n}", va="center", fontsize=8, color="#555555")
    axes.set_yticks(range(len(names)), [name.replace("_", " ") for name in names])
    axes.invert_yaxis()
    axes.set_xlim(0, 1.09)
    return _svg(figure)


def _against(results: Sequence[Result]) -> str:
    names = [name for name in AGAINST if name not in LOWER_IS_BETTER]
    figure, axes = _axes(8, 0.55 * len(names) + 0.9)
    step = 0.7 / len(results)
    for number, result in enumerate(results):
        metrics = result.metrics()
        colour = COLOURS[number % len(COLOURS)]
        for place, name in enumerate(names):
            value = metrics.get(name)
            if value is None or value.value is None:
                continue
            height = place + (number - (len(results) - 1) / 2) * step
            if value.low is not None and value.high is not None:
                axes.plot([value.low, value.high], [height, height], color=colour, linewidth=1.6)
            axes.plot([value.value], [height], "o", color=colour, markersize=4)
        axes.plot([], [], "o-", color=colour, label=result.title)
    axes.set_yticks(range(len(names)), [METRIC_TITLES[name] for name in names])
    axes.invert_yaxis()
    axes.legend(frameon=False, fontsize=8, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return _svg(figure)


def _recall_curve(results: Sequence[Result]) -> str:
    figure, axes = _axes(6, 3)
    for number, result in enumerate(results):
        metrics = result.metrics()
        values = [metrics[f"recall@{k}"].value if f"recall@{k}" in metrics else None for k in CUTS]
        axes.plot(CUTS, values, "o-", color=COLOURS[number % len(COLOURS)], label=result.title)
    axes.set_xticks(CUTS)
    axes.set_ylim(0, 1.03)
    axes.set_xlabel("passages looked at")
    axes.legend(frameon=False, fontsize=8)
    return _svg(figure)


def _latency(results: Sequence[Result]) -> str:
    figure, axes = _axes(6, 3)
    shares = [n / 100 for n in range(1, 101)]
    for number, result in enumerate(results):
        seconds = [latency(result, share) for share in shares]
        axes.plot(seconds, shares, color=COLOURS[number % len(COLOURS)], label=result.title)
    axes.set_xscale("log")
    axes.set_xlabel("seconds")
    axes.legend(frameon=False, fontsize=8)
    return _svg(figure)


def _growth(grown: Mapping[str, Mapping[str, float | None]]) -> str:
    figure, axes = _axes(6, 3)
    axes.plot(range(len(grown)), [row["recall@5"] for row in grown.values()], "o-", color=COLOURS[0])
    axes.set_xticks(range(len(grown)), [f"{int(size):,}" for size in grown])
    axes.set_ylim(0, 1.03)
    axes.set_xlabel("unrelated passages")
    return _svg(figure)
