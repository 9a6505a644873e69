"""What the catalog says of one certification: any field, with notes and what others say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.catalog import Certification, Value
from bot.describe import TOPIC_OF, _plain
from bot.facts.advised import on_paths, section_of
from bot.facts.desk import Desk, tag
from bot.facts.enough import time_enough
from bot.facts.expiry import runs_out, runs_out_first
from bot.facts.fees import total_of
from bot.facts.lists import by_value
from bot.facts.notes import telling_notes
from bot.facts.required import required_fees
from bot.facts.route import backgrounds_of
from bot.facts.shares import extreme, number_of, of_subject
from bot.facts.standing import change, instead_of, release, status_of
from bot.formats import day, listing, money
from bot.language import stands
from bot.records import Statement
from bot.status import instead

HOME = "US"  # the country that the fees of the catalog are for
OF_THE_OLD = ("price", "validity", "renewal", "about", "worth_it", "page", "code", "vendor", "name", "launched")
"""Asks that are answered for a closed exam alone: its successor's fee is told anyway, the rest is history."""
FIELDS: dict[str, tuple[str, ...]] = {
    "price": ("price",),
    "minutes": ("minutes",),
    "questions": ("questions",),
    "format": ("format",),
    "passing_score": ("passing_score",),
    "validity": ("validity_years", "renewal"),
    "renewal": ("renewal", "validity_years"),
    "delivery": ("delivery",),
    "prerequisites": ("prerequisites", "experience"),
    "experience": ("experience", "prerequisites"),
    "domains": ("domains",),
    "exam_languages": ("exam_languages",),
    "about": ("about", "audience", "price"),
    "audience": ("audience", "experience"),
    "page": ("page", "exam_guide"),
    "learning": ("learning",),
    "study_time": ("study_hours", "study_weeks"),
    "level": ("level",),
    "code": ("code",),
    "vendor": ("vendor",),
    "launched": ("launched",),
    "difficulty": ("level", "experience", "study_hours"),
    "worth_it": ("audience", "about"),
    "name": ("name",),
}


def fields(desk: Desk) -> Iterator[Statement]:
    """Every field asked of every certification, then what has changed about it."""
    yield from _total(desk)
    by_subject = list(of_subject(desk)) if "domains" in desk.query.asks else []
    yield from by_subject
    if not desk.certs and not desk.query.unknown:
        words = set(desk.query.question.lower().replace("?", " ").split())
        for ask in [
            ask for ask in desk.query.asks[:1] if ask in FIELDS and not words & {*desk.language.words["it_words"]}
        ]:
            yield from by_value(desk, FIELDS[ask][0]) if FIELDS[ask][0] in TOPIC_OF else ()
    if {"validity", "renewal"} & set(desk.query.asks):
        yield from runs_out_first(desk)
    judged = list(time_enough(desk)) if "study_time" in desk.query.asks else []
    yield from judged
    whole = stands(desk.language.words["whole_route_words"], desk.query.question)  # "is anything needed before that?"
    for cert in desk.certs[:4]:
        yield from telling_notes(desk, cert)
        if {"validity", "renewal"} & set(desk.query.asks):
            yield from runs_out(desk, cert)
        asked = [field for ask in desk.query.asks if ask != "worth_it" for field in FIELDS.get(ask, ())]
        if "price" in asked:
            yield from _there(desk, cert)
        for place, field in enumerate(dict.fromkeys(asked)):
            called = tag(cert) if place else cert.short
            if field == "domains":
                yield from number_of(desk, cert)
                yield from extreme(desk, cert)
            told = field_of(desk, cert, field, called, silent=place > 0 and not _wanted(desk, field))
            if judged and field in FIELDS["study_time"]:  # the hours and weeks are said already
                told = (statement for statement in told if statement.role != "answer")
            yield from (replace(s, role="why") for s in told) if by_subject and field == "domains" else told
        for needed in map(desk.cert, cert.requires if whole and "prerequisites" in desk.query.asks else ()):
            own = field_of(desk, needed, "prerequisites", silent=True)
            yield from (replace(told, role="why") for told in own if told.role == "answer")
        if "price" in asked:
            yield from _abroad(desk, cert)
        if "price" in asked and desk.open(cert):
            yield from required_fees(desk, [cert])
        yield from change(desk, cert)
        yield from _of_successor(desk, cert)
        if "launched" in desk.query.asks:
            yield from release(desk, cert)


def _of_successor(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """The same field of what is to be booked instead of an exam that has closed."""
    asked = [FIELDS[ask][0] for ask in desk.query.asks if ask in FIELDS and ask not in OF_THE_OLD]
    after = next(instead(desk.catalog, cert, desk.today), None) if desk.standing(cert).stage == "closed" else None
    if after is None or after.id in {other.id for other in desk.certs}:
        return
    for field in dict.fromkeys(asked):
        told = field_of(desk, after, field, silent=True)
        yield from (replace(statement, role="change") for statement in told if statement.role == "answer")


def _there(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """The fee in the country named, where the record gives it."""
    for country in desk.query.countries:
        if (fee := cert.fee_in(country)) is not None:
            basis = (desk.record(cert, "price"),)
            yield desk.state("is.price there", basis, cert=cert.short, value=money(fee), country=country)


def _abroad(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """That no source gives the fee for the country named, where what is noted of the fee does not name it."""
    noted = (HOME, *(country for country in desk.query.countries if country in (cert.price.note or "")))
    unknown = [country for country in desk.query.countries if country not in noted]
    if unknown:
        basis = (desk.record(cert, "price"),)
        yield desk.state("is.price abroad", basis, "why", cert=tag(cert), country=listing(unknown))


def _total(desk: Desk) -> Iterator[Statement]:
    """The sum, where the price of several exams is asked."""
    priced = [(cert, fee) for cert in desk.certs[:4] if (fee := desk.fee(cert)) is not None]
    if len(priced) > 1 and "price" in desk.query.asks:
        yield total_of(desk, priced, "why")


def _wanted(desk: Desk, field: str) -> bool:
    """Whether a field was asked for, rather than added to round off an answer."""
    return any(FIELDS[ask][0] == field for ask in desk.query.asks if ask in FIELDS)


def field_of(
    desk: Desk, cert: Certification, field: str, called: str = "", *, silent: bool = False
) -> Iterator[Statement]:
    """One field in a sentence that calls the exam `called`; nothing where it is not known and `silent`."""
    called = called or cert.short
    if field == "vendor" and desk.query.vendors and cert.vendor not in desk.query.vendors:
        return  # said already, where the premise was put right
    if field in ("level", "vendor", "page", "name", "code"):
        yield _plain_field(desk, cert, field)
        return
    value: Value[object] = getattr(cert, field)
    shown = desk.show(cert, field)
    basis = (desk.record(cert, field),)
    if shown is None:
        if silent:
            return
        key = "unpublished" if value.value == "not published" else "unknown"
        label = desk.say(f"label.{field}")
        label = label if label.split()[0].isupper() else label[0].lower() + label[1:]
        key += " many" if key == "unknown" and label in desk.language.words["plural_labels"] else ""
        yield desk.state(f"is.{key}", basis, label=label, cert=cert.short, vendor=_vendor(desk, cert))
    else:
        key = "is.no prerequisites" if field == "prerequisites" and value.known == "none" else f"is.{field}"
        yield desk.state(key, basis, cert=called, value=_within_sentence(desk, shown, field))
    yield from _asides(desk, cert, field, value)


def _within_sentence(desk: Desk, shown: str, field: str) -> str:
    """A value as it stands inside a sentence: no full stop, and no capital but a name's."""
    text = shown.rstrip(".")
    first = text.split()[0] if field == "about" else ""
    named = any(first.lower() in vendor.aliases for vendor in desk.catalog.vendors.values())
    return text[0].lower() + text[1:] if first[1:].islower() and not named else text


def _plain_field(desk: Desk, cert: Certification, field: str) -> Statement:
    basis = (desk.record(cert, field),)
    value = _vendor(desk, cert) if field == "vendor" else getattr(cert, field)
    if value is None:
        return desk.state("is.no code", basis, cert=cert.short, vendor=_vendor(desk, cert))
    key = f"is.{field}.unranked" if field == "level" and not cert.tier else f"is.{field}"
    return desk.state(key, basis, cert=tag(cert) if field == "name" else cert.short, value=value, tier=cert.tier)


def _asides(desk: Desk, cert: Certification, field: str, value: Value[object]) -> Iterator[Statement]:
    basis = (desk.record(cert, TOPIC_OF[field]),)
    if value.note:
        yield Statement(value.note.rstrip(".")[0].upper() + value.note.rstrip(".")[1:] + ".", basis, "note")
    for other in value.others[:2]:
        if other.known is not None:
            source = desk.catalog.sources[other.source[0]].title
            said = _plain(field, other.known)
            yield desk.state("is.other", basis, "note", source=source, value=said, checked=day(other.checked))
    if value.confidence == "low":
        yield desk.state("is.unsure", basis, "note", cert=tag(cert))


def worth_it(desk: Desk) -> Iterator[Statement]:
    """Whether to take it: first whether it can be taken at all, then for whom it is."""
    if not desk.certs:
        return
    for cert in desk.certs[:2]:
        if desk.open(cert):
            yield desk.state(
                "worth.open", (desk.record(cert, "audience"),), cert=cert.short, value=_for_whom(desk, cert)
            )
        else:
            yield status_of(desk, cert)
            yield from instead_of(desk, cert)
            yield from field_of(desk, cert, "audience", silent=True)
    yield from _on_own_path(desk)
    section = desk.catalog.advice["portfolio"].guide_section
    yield desk.state("worth.portfolio", desk.guide(section, desk.say("worth.portfolio")), "why")
    for cert in desk.certs[:2]:
        yield from change(desk, cert, unless_closed=True)


def _on_own_path(desk: Desk) -> Iterator[Statement]:
    """Whether the exam is a step of the path of somebody who says who they are."""
    for background in backgrounds_of(desk)[:1]:
        told = list(on_paths(desk, desk.certs[0], [background]))
        if not told:
            basis = (*section_of(desk, background)[:1], desk.record(desk.certs[0], "fit"))
            told = [desk.state("worth.not on path", basis, background=background.name, cert=tag(desk.certs[0]))]
        yield from told


def _for_whom(desk: Desk, cert: Certification) -> str:
    return (desk.show(cert, "audience") or desk.say("worth.unknown")).rstrip(".")


def _vendor(desk: Desk, cert: Certification) -> str:
    return desk.catalog.vendors[cert.vendor].name
