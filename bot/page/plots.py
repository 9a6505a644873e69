"""The pictures, as Plotly figures: drawn by the plotly.js that Gradio serves itself, in light and in dark."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.formats import money, span
from bot.page.theme import HUES, INK
from bot.pictures import Count, PriceByHours, Salary
from bot.plan_model import Exam, Plan

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

SYMBOLS = ("circle", "square", "diamond", "cross", "triangle-up", "star", "hexagon")
LONGEST = 31  # characters of a name
PALE = "rgba(79,124,219,.4)"


def _figure(height: int, **layout: Any) -> Figure:
    """An empty figure in the page's manner. plotly takes a while to import, so it waits until something is drawn."""
    from plotly.graph_objects import Figure

    figure = Figure()
    grid = "rgba(128,138,155,.25)"
    figure.update_layout(
        template="none", height=height, paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)",
        font={"family": "system-ui, sans-serif", "size": 13, "color": INK}, margin={"l": 8, "r": 12, "t": 8, "b": 96},
        dragmode=False, hoverlabel={"font": {"family": "system-ui, sans-serif"}},
        legend={"orientation": "h", "yref": "container", "y": 0.01, "yanchor": "bottom", "x": 0},
        xaxis={"gridcolor": grid, "zeroline": False, "automargin": True, "linecolor": grid, "fixedrange": True},
        yaxis={"gridcolor": grid, "zeroline": False, "automargin": True, "linecolor": grid, "fixedrange": True},
    )  # fmt: skip
    figure.update_layout(**layout)
    return figure


def timeline(plan: Plan) -> Figure | None:
    """The steps of a plan in time: study until the earliest day of the exam, then the days it may fall on."""
    dated = [step for step in plan.steps if step.study and step.exam]
    if not dated:
        return None
    figure = _figure(150 + 62 * len(dated), barmode="overlay", showlegend=True)
    rows = [f"step {step.place}" for step in dated]
    sure = [(step.study.earliest, step.exam.earliest) for step in dated if step.study and step.exam]
    late = [(step.exam.earliest, step.exam.latest) for step in dated if step.exam]
    hover = [f"{step.named.short}<br>{step.weeks.shown}, {step.fee.shown}<br>{step.status.shown}" for step in dated]
    for spans, name, hue in ((sure, "study, at the quickest", HUES[0]), (late, "exam falls within", PALE)):
        figure.add_bar(
            y=rows, base=[start.isoformat() for start, _ in spans], orientation="h", name=name,
            x=[max(timedelta(days=2), end - start) / timedelta(milliseconds=1) for start, end in spans],
            marker={"color": hue, "cornerradius": 4}, width=0.34, hovertext=hover,
            hovertemplate="%{hovertext}<extra></extra>",
        )  # fmt: skip
    figure.add_scatter(
        y=rows, x=[end.isoformat() for _, end in late], mode="markers", name="exam, at the latest",
        marker={"size": 11, "symbol": "diamond", "color": HUES[1]}, hoverinfo="skip", cliponaxis=False,
    )  # fmt: skip
    for step, row in zip(dated, rows, strict=True):
        _over(figure, row, f"{step.place}. <b>{_short(step.named)}</b>, {step.fee.shown}")
    figure.update_yaxes(autorange="reversed", showgrid=False, showticklabels=False, type="category")
    first, last = min(start for start, _ in sure), max(end for _, end in late)
    end = last + max(timedelta(days=4), (last - first) * 0.04)
    figure.update_xaxes(
        type="date", tickformat="%b\n%Y", nticks=5, tickangle=0, range=[first.isoformat(), end.isoformat()]
    )
    return figure


def _short(exam: Exam) -> str:
    """A name that fits a phone."""
    if len(exam.short) <= LONGEST:
        return exam.short
    return exam.code or exam.short[: LONGEST - 1] + "…"


def price_hours(data: PriceByHours) -> Figure:
    """Fee against hours of study, a mark for each exam, a hue and a shape for each vendor."""
    figure = _figure(420)
    for place, (vendor, points) in enumerate(data.vendors.items()):
        middles = [(point.hours.low + point.hours.high) / 2 for point in points]
        figure.add_scatter(
            x=middles, y=[point.price for point in points], mode="markers", name=vendor,
            marker={"size": 13, "symbol": SYMBOLS[place % len(SYMBOLS)], "color": HUES[place % len(HUES)]},
            error_x={"type": "data", "symmetric": False, "thickness": 1.2, "width": 4,
                     "array": [p.hours.high - m for p, m in zip(points, middles, strict=True)],
                     "arrayminus": [m - p.hours.low for p, m in zip(points, middles, strict=True)]},
            hovertext=[f"{p.short}<br>{money(p.price)}, {span(p.hours)} hours<br>confidence {p.confidence}"
                       for p in points],
            hovertemplate="%{hovertext}<extra></extra>",
        )  # fmt: skip
    figure.update_xaxes(title={"text": "hours of study", "font": {"size": 13}}, rangemode="tozero")
    figure.update_yaxes(title={"text": "fee in USD", "font": {"size": 13}}, rangemode="tozero")
    return figure


def pay(rows: Sequence[Salary]) -> Figure:
    """The median pay of each role."""
    known = [row for row in rows if isinstance(row.median.value, float)]
    figure = _figure(24 + 56 * len(known), showlegend=False, margin={"l": 8, "r": 12, "t": 22, "b": 4})
    figure.add_bar(
        x=[row.median.value for row in known], y=[row.role for row in known], orientation="h", width=0.36,
        marker={"color": HUES[0], "cornerradius": 4},
        hovertext=[f"typically held: {row.held}<br>confidence {row.median.confidence}" for row in known],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip
    for row in known:
        _over(figure, row.role, f"<b>{row.role}</b>, {row.median.shown}{'+' if row.at_least else ''}")
    figure.update_xaxes(rangemode="tozero", showticklabels=False, showgrid=False)
    figure.update_yaxes(autorange="reversed", showgrid=False, showticklabels=False)
    return figure


def _over(figure: Figure, row: str, text: str) -> None:
    """What a bar stands for, over it, where even a phone has room for a name."""
    figure.add_annotation(x=0, xref="paper", xanchor="left", y=row, yshift=22, text=text, showarrow=False)


def over_time(counts: Sequence[Count], today: str) -> Figure:
    """How many exams could be taken, as a beta, or no longer, on each day."""
    figure = _figure(340, hovermode="x unified")
    days = [count.on.isoformat() for count in counts]
    for name, field, hue, dash in (("open", "active", HUES[2], "solid"), ("in beta", "beta", HUES[3], "dash"),
                                   ("closed", "closed", HUES[1], "dot")):  # fmt: skip
        figure.add_scatter(x=days, y=[getattr(count, field) for count in counts], mode="lines", name=name,
                           line={"shape": "hv", "color": hue, "width": 2.5, "dash": dash})  # fmt: skip
    figure.add_vline(x=today, line={"width": 1, "dash": "dash", "color": INK})
    figure.add_annotation(x=today, y=0.6, yref="paper", text="today", showarrow=False, xanchor="right", xshift=-4)
    figure.update_yaxes(title={"text": "exams", "font": {"size": 13}}, rangemode="tozero")
    figure.update_xaxes(tickformat="%b\n%Y", nticks=5, tickangle=0)
    return figure
