"""A plan as CSV: a row a step, a column a value, and three for where each value was read."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from bot.catalog import Range
from bot.plan_model import Dates, Plan, PlanStep
from bot.show import clean
from bot.sourced import Fact

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, in full width too."""


def _low(span: Range | None) -> float | str:
    return "" if span is None else span.low


def _high(span: Range | None) -> float | str:
    return "" if span is None else span.high


def _first(dates: Dates | None) -> str:
    return "" if dates is None else dates.earliest.isoformat()


def _last(dates: Dates | None) -> str:
    return "" if dates is None else dates.latest.isoformat()


COLUMNS: dict[str, Callable[[PlanStep], object]] = {
    "step": lambda step: step.place,
    "optional": lambda step: step.optional,
    "exam": lambda step: step.named.short,
    "code": lambda step: step.named.code,
    "vendor": lambda step: step.named.vendor,
    "can_be_booked": lambda step: step.book is not None,
    "status": lambda step: step.status.shown,
    "guide_pick": lambda step: step.pick.short,
    "guide_pick_status": lambda step: step.pick_status.shown,
    "change": lambda step: step.change,
    "why": lambda step: step.why.shown,
    "mind": lambda step: " ".join(step.warnings),
    "first_needs": lambda step: "; ".join(step.first_needs),
    "alternatives": lambda step: "; ".join(exam.short for exam in step.alternatives),
    "fee_usd": lambda step: step.fee.value,
    "standard_fee_usd": lambda step: step.standard_fee.value,
    "fees_in_all_usd": lambda step: step.fees_in_all,
    "fits_budget": lambda step: step.fits,
    "lacks_usd": lambda step: step.lacks,
    "study_hours_low": lambda step: _low(step.hours.span),
    "study_hours_high": lambda step: _high(step.hours.span),
    "weeks_low": lambda step: _low(step.weeks.span),
    "weeks_high": lambda step: _high(step.weeks.span),
    "weeks_from": lambda step: step.weeks_from,
    "weeks_in_all_low": lambda step: _low(step.weeks_in_all),
    "weeks_in_all_high": lambda step: _high(step.weeks_in_all),
    "study_from_earliest": lambda step: _first(step.study),
    "study_from_latest": lambda step: _last(step.study),
    "exam_earliest": lambda step: _first(step.exam),
    "exam_latest": lambda step: _last(step.exam),
    "project": lambda step: step.project,
    "page": lambda step: step.named.page,
}
READ: dict[str, Callable[[PlanStep], Fact]] = {
    "why": lambda step: step.why,
    "status": lambda step: step.status,
    "guide_pick_status": lambda step: step.pick_status,
    "fee": lambda step: step.fee,
    "standard_fee": lambda step: step.standard_fee,
    "study_hours": lambda step: step.hours,
    "weeks": lambda step: step.weeks,
}


def to_csv(plan: Plan) -> str:
    """A row a step; numbers as numbers, days as YYYY-MM-DD, text that no spreadsheet takes for a formula."""
    titles = {source.id: source.title for source in plan.sources}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*COLUMNS, *(f"{name}_{what}" for name in READ for what in ("sources", "as_of", "confidence"))])
    for step in plan.steps:
        values = [read(step) for read in READ.values()]
        provenance = [part for value in values for part in _provenance(value, titles)]
        writer.writerow([safe(cell) for cell in (*(column(step) for column in COLUMNS.values()), *provenance)])
    return out.getvalue()


def _provenance(value: Fact, titles: dict[str, str]) -> tuple[str, str, str]:
    named = "; ".join(titles.get(source, source) for source in value.sources)
    return named, value.as_of.isoformat(), value.confidence


def safe(cell: object) -> object:
    """A cell as a spreadsheet should show it: text that looks like a formula gets an apostrophe before it."""
    if cell is None or isinstance(cell, bool):
        return "" if cell is None else str(cell).lower()
    if not isinstance(cell, str):
        return f"{cell:g}" if isinstance(cell, float) else cell
    text = " ".join(clean(cell).split())
    return f"'{text}" if text.startswith(FORMULA) else text
