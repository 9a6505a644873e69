"""Steps laid out one after the other in time, from hours of study and hours a week.

Sums are exact until they are shown: weeks are rounded up once, over all steps so far, as the answers do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import Literal

from bot.catalog import Range
from bot.plan_model import Dates

Source = Literal["hours", "source", "unknown"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A step's study time as the record has it, and then what follows: weeks, their sum and the days."""

    hours: Range | None
    published: Range | None
    optional: bool = False
    bookable: bool = True
    source: Source = "unknown"
    weeks: Range | None = None
    weeks_in_all: Range | None = None
    study: Dates | None = None
    exam: Dates | None = None


def schedule(slots: Sequence[Slot], hours_a_week: float | None, start: date) -> list[Slot]:
    """Each slot with its weeks and days. An optional one does not push back those after it.

    What comes after a step of unknown length has no days: nobody knows them.
    """
    at: tuple[Fraction, Fraction] | None = (Fraction(0), Fraction(0))
    laid_out = []
    for slot in slots:
        source, low, high = _length(slot, hours_a_week)
        weeks = Range(low=ceil(low), high=ceil(high)) if source != "unknown" else None
        end = (at[0] + low, at[1] + high) if at and weeks else None
        in_all = Range(low=ceil(end[0]), high=ceil(end[1])) if end else None
        days = (_dates(start, at) if at else None, _dates(start, end) if end else None)
        if not slot.bookable:
            laid_out.append(replace(slot, source=source, weeks=weeks))
            continue
        laid_out.append(replace(slot, source=source, weeks=weeks, weeks_in_all=in_all, study=days[0], exam=days[1]))
        at = at if slot.optional else end
    return laid_out


def _length(slot: Slot, hours_a_week: float | None) -> tuple[Source, Fraction, Fraction]:
    """(where the weeks come from, fewest, most): worked out where hours and a rate are known."""
    if slot.hours and hours_a_week:
        rate = Fraction(hours_a_week)
        return "hours", Fraction(slot.hours.low) / rate, Fraction(slot.hours.high) / rate
    if slot.published:
        return "source", Fraction(slot.published.low), Fraction(slot.published.high)
    return "unknown", Fraction(0), Fraction(0)


def _dates(start: date, weeks: tuple[Fraction, Fraction]) -> Dates:
    earliest, latest = (start + timedelta(days=ceil(part * 7)) for part in weeks)
    return Dates(earliest=earliest, latest=latest)
