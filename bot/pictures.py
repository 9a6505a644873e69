"""The numbers behind the pictures: price against study, salary by role, exams open and closed over time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.browse import cert_row
from bot.catalog import Catalog, Certification, Range, Record
from bot.formats import money
from bot.language import Language
from bot.provenance import Confidence
from bot.sourced import Fact, fact, least_sure
from bot.status import ENDINGS, Stage, standing


class PricePoint(Record):
    """An exam that can be booked, where both its fee and its study hours are known."""

    id: str
    short: str
    vendor: str
    stage: Stage
    price: float
    hours: Range
    confidence: Confidence


class PriceByHours(Record):
    """The points by vendor, and the exams that cannot be drawn since a value is not known."""

    vendors: dict[str, tuple[PricePoint, ...]]
    left_out: tuple[str, ...]


class Salary(Record):
    """What the guide says a role pays; `at_least` where the figure is the lower end."""

    id: str
    role: str
    median: Fact
    at_least: bool
    held: str


class Count(Record):
    """How many exams could be taken in full, as a beta, and no longer, from a day on."""

    on: date
    active: int
    beta: int
    closed: int


class Bar(Record):
    """A stage of an exam from a day to the day before the next; None where the end is not known."""

    id: str
    short: str
    vendor: str
    stage: Stage
    since: date | None
    until: date | None
    approximate: bool


def price_by_hours(catalog: Catalog, language: Language, today: date) -> PriceByHours:
    """Fee against hours of study of what can be booked today, by vendor."""
    rows = [cert_row(catalog, language, cert, today) for cert in catalog.certifications.values()]
    points, left_out = [], []
    for row in (row for row in rows if row.open):
        hours, price = row.study_hours.span, row.price.value
        if hours is None or not isinstance(price, float):
            left_out.append(row.short)
            continue
        sure = least_sure((row.price, row.study_hours))
        points.append(PricePoint(id=row.id, short=row.short, vendor=row.vendor, stage=row.stage, price=price,
                                 hours=hours, confidence=sure))  # fmt: skip
    names = dict.fromkeys(point.vendor for point in points)
    vendors = {name: tuple(point for point in points if point.vendor == name) for name in names}
    return PriceByHours(vendors=vendors, left_out=tuple(left_out))


def salaries(catalog: Catalog, language: Language) -> list[Salary]:
    """The guide's table of pay in the order of seniority, in USD a year."""
    found = []
    for role in sorted(catalog.roles.values(), key=lambda role: role.seniority):
        known = role.median.known
        shown = money(known) if known is not None else language.say("show.unknown")
        median = fact(role.median, known, shown, role.median.note)
        found.append(Salary(id=role.id, role=role.name, median=median, at_least=role.at_least, held=role.held_text))
    return found


def open_over_time(catalog: Catalog, since: date, until: date) -> list[Count]:
    """How many exams could be taken, from each day on which that changed, both ends among them.

    An exam of which no start is known counts as active from the beginning: that it began before is all that is known.
    """
    days = {since, until}
    for cert in catalog.certifications.values():
        days |= {day for day in _turns(cert) if since <= day <= until}
    counts: list[Count] = []
    for on in sorted(days):
        stages = [standing(cert, on).stage for cert in catalog.certifications.values()]
        count = Count(on=on, active=stages.count("active"), beta=stages.count("beta"),
                      closed=stages.count("closed") + stages.count("beta ended"))  # fmt: skip
        if on in (since, until) or not counts or count.model_copy(update={"on": counts[-1].on}) != counts[-1]:
            counts.append(count)
    return counts


def _turns(cert: Certification) -> list[date]:
    """The days from which an exam may have another stage: the day after one that still leaves its own day."""
    return [event.on + timedelta(days=event.event in ENDINGS) for event in cert.events]


def stages_over_time(catalog: Catalog) -> list[Bar]:
    """Every stage of every exam as a bar, one exam after the other; the same stage twice in a row is one bar."""
    return [bar for cert in catalog.certifications.values() for bar in _bars(catalog, cert)]


def _bars(catalog: Catalog, cert: Certification) -> Iterator[Bar]:
    turns = sorted(set(_turns(cert)))
    starts: list[date | None] = [None, *turns]
    stages = [
        standing(cert, (start or (turns[0] if turns else date.max)) - timedelta(days=not start)) for start in starts
    ]
    vague = {event.on + timedelta(days=event.event in ENDINGS) for event in cert.events if event.approximate}
    kept = [(start, now.stage) for start, now in zip(starts, stages, strict=True)]
    kept = [part for place, part in enumerate(kept) if not place or part[1] != kept[place - 1][1]]
    for place, (start, stage) in enumerate(kept):
        end = kept[place + 1][0] if place + 1 < len(kept) else None
        if stage != "upcoming":
            yield Bar(id=cert.id, short=cert.short, vendor=catalog.vendors[cert.vendor].name, stage=stage, since=start,
                      until=end - timedelta(days=1) if end else None, approximate=start in vague)  # fmt: skip
