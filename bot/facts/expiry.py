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
PARTED = re.compile(r"[,;&+]\s|\band\b|[.?!]\s")
LEAP_DAY = (2, 29)


Day = tuple[int, int, int]
"""(year, month, day), a month or day of 0 where it is not told."""


def runs_out(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """The day, month or year until which it is valid, as exact as it is told when it was passed."""
    years, passed = _years(cert), _passed(desk).get(cert.id)
    if passed is None or years is None:
        return
    ended = (passed[0] + years, *passed[1:])
    over = _last(ended) < (desk.today.year, desk.today.month, desk.today.day)
    text = desk.say("expiry.over" if over else "expiry.until", cert=cert.short,
                    passed=_when(*passed), ended=_when(*ended))  # fmt: skip
    yield Statement(text, (desk.computed("expiry", text, [cert], field="validity_years"),))


def runs_out_first(desk: Desk) -> Iterator[Statement]:
    """Of several passed on days told, the one that runs out first."""
    passed = _passed(desk)
    certs = [(cert, years) for cert in desk.certs if cert.id in passed and (years := _years(cert)) is not None]
    ends = sorted(((_last((passed[c.id][0] + years, *passed[c.id][1:])), c) for c, years in certs), key=lambda e: e[0])
    if len(ends) < 2 or ends[0][0] == ends[1][0]:
        return
    text = desk.say("expiry.first", cert=ends[0][1].short, other=ends[1][1].short)
    yield Statement(text, (desk.computed("expiry", text, [cert for cert, _ in certs], field="validity_years"),))


def _years(cert: Certification) -> int | None:
    """The whole years for which it is valid; None where it never ends or that is not known."""
    valid = cert.validity_years.known
    return int(valid) if isinstance(valid, (int, float)) and valid == int(valid) else None


def _last(when: Day) -> Day:
    """The last day of a year, a month or a day."""
    return when[0], when[1] or 12, when[2] or 31


def _passed(desk: Desk) -> dict[str, Day]:
    """By id the day told of each exam asked about; none where it is not told which day is whose."""
    if not stands(desk.language.words["earned_words"], desk.query.question):
        return {}
    today = (desk.today.year, desk.today.month, desk.today.day)
    days = [when for part in PARTED.split(desk.query.question) for when in _days(part) if when <= today]
    return {cert.id: when for cert, when in zip(desk.certs, days, strict=True)} if len(days) == len(desk.certs) else {}


def _days(text: str) -> list[Day]:
    """The days, months and years in a part of a question, the most exact one alone."""
    told = [match for value in sorted(values(text), key=len) if (match := TOLD.fullmatch(value))]
    return [(int(m["year"]), int(m["month"] or 0), int(m["day"] or 0)) for m in told][-1:]


def _when(year: int, month: int, of_month: int) -> str:
    """ "2027", "March 2027" or "28 September 2027", with the word before it."""
    if not month:
        return f"in {year}"
    if not of_month:
        return f"in {date(year, month, 1):%B %Y}"
    moved = (month, of_month) == LEAP_DAY and not isleap(year)
    return f"on {day(date(year, month, 28 if moved else of_month))}"
