"""What has happened to the exams lately: betas, openings and closings, newest first; and what is to come."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from bot.catalog import Certification
from bot.facts.desk import Desk
from bot.facts.standing import status_of
from bot.formats import day, in_languages, listing, moment
from bot.language import stands
from bot.records import Statement

MOST = 7  # lines
YEAR = re.compile(r"\b20\d\d\b")
MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
NOTED = ("beta", "active", "beta ended", "last day")
"""Events that change what can be booked."""


def news(desk: Desk) -> Iterator[Statement]:
    """The events of the vendors asked about since the day the question gives, or what is still to come."""
    vendors = desk.query.limits.vendors
    certs = [c for c in desk.catalog.certifications.values() if not vendors or c.vendor in vendors]
    names = listing([desk.catalog.vendors[vendor].name for vendor in vendors])
    of_vendor = desk.say("news.vendor", vendor=names) if names else ""
    coming = list(_ahead(desk, certs))
    if stands(desk.language.words["ahead_words"], desk.query.question):
        none = Statement(desk.say("news.none ahead", vendor=of_vendor), (desk.computed("list", "", certs),))
        yield from coming or [none]
        return
    yield from _past(desk, certs, of_vendor)
    yield from (replace(statement, role="note") for statement in coming)


def _past(desk: Desk, certs: list[Certification], of_vendor: str) -> Iterator[Statement]:
    """What happened, a line for what happened alike on one day."""
    since = _since(desk)
    groups: dict[tuple[date, str, str, str], list[Certification]] = {}
    for cert in certs:
        for event in cert.events:
            if event.event in NOTED and event.on <= desk.today and (since is None or event.on >= since):
                key = (event.on, event.event, moment(event), in_languages(event))
                groups.setdefault(key, []).append(cert)
    ordered = sorted(groups.items(), key=lambda group: group[0][0], reverse=True)
    shown, earlier = ordered[:MOST], ordered[MOST:]
    head = desk.say("news.head" if shown else "news.none", vendor=of_vendor,
                    since=desk.say("news.since", when=day(since)) if since else "")  # fmt: skip
    told = [cert for _, held in shown for cert in held]
    yield Statement(head, (desk.computed("list", head, told, field="events"),))
    for (_, kind, when, limited), held in shown:
        basis = [desk.record(cert, "status") for cert in held]
        names = listing([cert.short for cert in held])
        yield desk.state(f"news.{kind}", basis, "step", certs=names, when=when, limited=limited)
    if earlier:
        text = desk.say("news.more", count=len(earlier), when=earlier[0][0][2])
        fact = desk.computed("list", text, [cert for _, held in earlier for cert in held], field="events")
        yield Statement(text, (fact,), "note")


def _ahead(desk: Desk, certs: list[Certification]) -> Iterator[Statement]:
    """What is announced and cannot be booked yet, and the last days to come."""
    yield from (status_of(desk, cert) for cert in certs if desk.standing(cert).stage == "announced")
    for cert in certs:
        for event in cert.events:
            if event.event == "last day" and event.on >= desk.today:
                yield desk.state("closing.ahead", (desk.record(cert, "status"),), cert=cert.short, when=moment(event),
                                 limited=in_languages(event))  # fmt: skip


def _since(desk: Desk) -> date | None:
    """The first day of the season, month or year that the question names, the latest of them before today."""
    text = desk.query.question.lower()
    words = re.findall(r"\w+", text)
    months = {**MONTHS, **desk.language.words["seasons"]}
    before = desk.language.words["since_words"]
    month = next((months[word] for first, word in pairwise(words) if word in months and first in before), None)
    told = [int(found) for found in YEAR.findall(text)]
    year = told[0] if told else desk.today.year
    if month:
        first = date(year, month, 1)
        return first if told or first <= desk.today else date(year - 1, month, 1)
    this_year = any(phrase in text for phrase in desk.language.words["this_year_words"])
    return date(year, 1, 1) if told or this_year else None
