"""What no source can hold: somebody's own records, counts of people, the years to come; and who may tell it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalog import Certification
from bot.facts.desk import Desk
from bot.facts.fields import FIELDS, field_of
from bot.facts.standing import status_of
from bot.formats import listing
from bot.records import Statement

MOST = 2  # exams


def own_record(desk: Desk) -> Iterator[Statement]:
    """That nobody's results, bookings or accounts are seen here, and who shows them."""
    yield Statement(desk.say("unknowable.own"), ())
    vendors = [desk.catalog.vendors[v].name for v in desk.query.vendors]
    if desk.certs:
        yield from _pages(desk, "unknowable.own page")
    elif vendors:
        yield Statement(desk.say("unknowable.own vendor", vendor=listing(vendors, "or")), ())
    else:
        yield Statement(desk.say("unknowable.own account"), ())


def statistics(desk: Desk) -> Iterator[Statement]:
    """That no source counts the people who take, pass or hold an exam."""
    yield Statement(desk.say("unknowable.statistics"), ())
    yield from _pages(desk, "unknowable.page")


def forecast(desk: Desk) -> Iterator[Statement]:
    """That only today's figures are known; where a fee is asked about, today's."""
    yield Statement(desk.say("unknowable.forecast"), ())
    for cert in desk.certs[:MOST]:
        yield from _today(desk, cert)


def _today(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """The standing of an exam where that is asked about, else the field, else the fee."""
    asked = next((FIELDS[ask][0] for ask in desk.query.asks if ask in FIELDS), "price")
    known = [status_of(desk, cert)] if "status" in desk.query.asks else list(field_of(desk, cert, asked))
    for one in known[:1]:
        yield Statement(desk.say("unknowable.today", said=one.text), one.basis)


def _pages(desk: Desk, key: str) -> Iterator[Statement]:
    for cert in desk.certs[:MOST]:
        vendor = desk.catalog.vendors[cert.vendor].name
        yield desk.state(key, (desk.record(cert, "pages"),), cert=cert.short, vendor=vendor, page=cert.page)
