"""When a certification runs out that somebody says they passed on a day, in a month or in a year."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterator
from datetime import date

from bot.catalog import Certification
from bot.facts.desk import Desk
from bot.formats import day
from bot.grounding import values
from bot.language import stands
from bot.records import Statement

TOLD = re.compile(r"(?P<year>20\d\d)(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?")
LEAP_DAY = (2, 29)


def runs_out(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """The day, month or year until which it is valid, as exact as it is told when it was passed."""
    valid, passed = cert.validity_years.known, _passed(desk)
    if passed is None or not isinstance(valid, (int, float)) or valid != int(valid):
        return
    year, month, of_month = passed
    ended = year + int(valid)
    over = (ended, month or 12, of_month or 31) < (desk.today.year, desk.today.month, desk.today.day)
    text = desk.say("expiry.over" if over else "expiry.until", cert=cert.short,
                    passed=_when(year, month, of_month), ended=_when(ended, month, of_month))  # fmt: skip
    yield Statement(text, (desk.computed("expiry", text, [cert], field="validity_years"),))


def _passed(desk: Desk) -> tuple[int, int, int] | None:
    """(year, month, day) told of in the past, a month or day of 0 where it is not told."""
    if not stands(desk.language.words["earned_words"], desk.query.question):
        return None
    told = [match for value in sorted(values(desk.query.question), key=len) if (match := TOLD.fullmatch(value))]
    dates = [(int(m["year"]), int(m["month"] or 0), int(m["day"] or 0)) for m in told]
    past = [when for when in dates if when <= (desk.today.year, desk.today.month, desk.today.day)]
    return past[-1] if len(past) == 1 else None


def _when(year: int, month: int, of_month: int) -> str:
    """ "2027", "March 2027" or "28 September 2027", with the word before it."""
    if not month:
        return f"in {year}"
    if not of_month:
        return f"in {date(year, month, 1):%B %Y}"
    moved = (month, of_month) == LEAP_DAY and not isleap(year)
    return f"on {day(date(year, month, 28 if moved else of_month))}"
