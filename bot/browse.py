"""Every certification as a row for tables, with filters; plain data for any front end.

What fits a filter is decided where the answers decide it (bot/facts/lists.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.catalog import Catalog, Certification, Record
from bot.errors import InputError
from bot.facts.desk import Desk
from bot.facts.fit import found
from bot.formats import listing
from bot.language import Language
from bot.provenance import Confidence
from bot.records import Limits, Query
from bot.schema import Level
from bot.sourced import Fact, fee_fact, field_fact, least_sure, minutes_fact, standard_fee_fact, status_fact
from bot.status import Stage, instead, standing


class CertRow(Record):
    """One certification as of a day. `price` and `minutes` are those of the exam that can be sat on that day.

    `as_of` is the newest day on which one of the values was checked, `confidence` that of the least sure one.
    """

    id: str
    name: str
    short: str
    code: str | None
    vendor_id: str
    vendor: str
    level: Level
    stage: Stage
    open: bool
    status: Fact
    opens_on: date | None = None
    closed_on: date | None = None
    closes_on: date | None = None
    instead: tuple[str, ...] = ()
    price: Fact
    standard_price: Fact
    minutes: Fact
    study_hours: Fact
    study_weeks: Fact
    validity: Fact
    topic_ids: tuple[str, ...]
    topics: Fact
    page: str
    as_of: date
    confidence: Confidence

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every value of the row with its sources."""
        return (self.status, self.price, self.minutes, self.study_hours, self.study_weeks, self.validity, self.topics)


def cert_row(catalog: Catalog, language: Language, cert: Certification, today: date) -> CertRow:
    """A certification as a row."""
    now = standing(cert, today)
    fields = {
        "status": status_fact(language, cert, today),
        "price": fee_fact(language, cert, today),
        "minutes": minutes_fact(language, cert, today),
        "study_hours": field_fact(catalog, language, cert, "study_hours"),
        "study_weeks": field_fact(catalog, language, cert, "study_weeks"),
        "validity": field_fact(catalog, language, cert, "validity_years"),
        "topics": field_fact(catalog, language, cert, "topics"),
    }
    ends = now.event.on if now.event and now.stage in ("closed", "beta ended") else None
    return CertRow(
        id=cert.id, name=cert.name, short=cert.short, code=cert.code, vendor_id=cert.vendor,
        vendor=catalog.vendors[cert.vendor].name, level=cert.level, stage=now.stage, open=now.bookable,
        opens_on=now.event.on if now.event and now.stage == "upcoming" else None, closed_on=ends,
        closes_on=now.closes.on if now.closes else None,
        instead=() if now.bookable else tuple(after.id for after in instead(catalog, cert, today)),
        standard_price=standard_fee_fact(language, cert), topic_ids=cert.topics.known or (), page=cert.page,
        as_of=max(value.as_of for value in fields.values()), confidence=least_sure(fields.values()), **fields,
    )  # fmt: skip


def browse(
    catalog: Catalog,
    language: Language,
    today: date,
    *,
    vendors: Sequence[str] = (),
    levels: Sequence[str] = (),
    max_price: float | None = None,
    open_today: bool = False,
    topics: Sequence[str] = (),
) -> list[CertRow]:
    """The certifications that meet every filter, by id; those open today first, then as the catalog has them.

    A fee that nobody knows meets no `max_price`. InputError names a filter that there is not.
    """
    _known("vendor", vendors, catalog.vendors)
    _known("topic", topics, catalog.topics)
    _known("level", levels, {cert.level: None for cert in catalog.certifications.values()})
    if max_price is not None and not max_price >= 0:
        raise InputError(f"The highest price is {max_price:g}; it must be an amount in USD of 0 or more.")
    limits = Limits(vendors=tuple(vendors), levels=tuple(levels), topics=tuple(topics), max_price=max_price)
    desk = Desk(Query("", "", today, limits=limits), catalog, language, {})
    certs = [cert for cert in found(desk, anything=True) if desk.open(cert) or not open_today]
    rows = [cert_row(catalog, language, cert, today) for cert in certs]
    return sorted(rows, key=lambda row: not row.open)


def _known(what: str, wanted: Sequence[str], records: object) -> None:
    """InputError at the first id that no record has."""
    known = list(records) if isinstance(records, dict) else []
    for name in wanted:
        if name not in known:
            raise InputError(f"There is no {what} {name!r}; give one of {listing(known, 'or')}.")
