"""Can it still be taken, since when not, and what to book instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.catalog import Certification
from bot.facts.desk import Desk, tag
from bot.facts.notes import telling_notes
from bot.formats import in_languages, listing, moment, money
from bot.language import stands
from bot.records import Role, Statement
from bot.status import instead, open_languages

HISTORY = ("status", "successor", "closing", "holders", "changes")
"""Asks whose answers say by themselves how an exam stands."""

DAYS_OF_A_YEAR = 365


def status(desk: Desk) -> Iterator[Statement]:
    """Whether each certification asked about can be taken, and if not, what can."""
    for cert in desk.certs[:3]:
        yield status_of(desk, cert)
        yield from _rumoured(desk, cert)
        yield from _language_asked(desk, cert)
        yield from _after(desk, cert)
        yield from _since(desk, cert)
        yield from release(desk, cert) if desk.standing(cert).stage in ("beta", "beta ended") else _notes(desk, cert)


def _rumoured(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """That no source has what somebody else said of the end of an exam, which is simply open."""
    words = desk.language.words
    told = stands(words["rumour_words"], desk.query.question) and stands(words["claims"]["ending"], desk.query.question)
    now = desk.standing(cert)
    if told and now.stage == "active" and not now.closes:
        yield Statement(desk.say("standing.rumour"), (), "why")


def status_of(desk: Desk, cert: Certification) -> Statement:
    """One sentence on whether it can be taken on the day asked about."""
    now = desk.standing(cert)
    basis = (desk.record(cert, "status"), desk.record(cert, "price"))
    key = f"standing.{now.stage}"
    if now.stage == "upcoming" and now.event:
        key = f"standing.upcoming.{now.event.event}"
    if now.stage == "active" and now.closes:
        key = "standing.closing"
    event = now.closes if key == "standing.closing" else now.event
    limited = in_languages(event)
    return desk.state(key, basis, cert=cert.short, when=moment(event) if event else "", limited=limited,
                      beta=_beta_fee(desk, cert))  # fmt: skip


def _beta_fee(desk: Desk, cert: Certification) -> str:
    fee = desk.fee_today(cert)
    return desk.say("standing.fee", fee=money(fee)) if fee is not None else ""


def _language_asked(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """A closed English exam may be open in another language."""
    still = open_languages(cert, desk.today)
    if desk.standing(cert).stage == "closed" and still:
        basis = (desk.record(cert, "status"), desk.record(cert, "price"))
        yield desk.state("standing.other languages", basis, "why", cert=tag(cert), languages=listing(still))


def _after(desk: Desk, cert: Certification) -> Iterator[Statement]:
    if not desk.open(cert):
        yield from instead_of(desk, cert, role="why")
    elif desk.standing(cert).closes or desk.standing(cert).stage == "beta":
        for after in cert.successors[:1]:
            basis = (desk.record(cert, "status"),)
            yield desk.state("standing.successor", basis, "why", cert=tag(cert), after=desk.cert(after.id).short)


def instead_of(desk: Desk, cert: Certification, role: Role = "answer") -> Iterator[Statement]:
    """What to book in place of a certification that cannot be taken."""
    after = list(instead(desk.catalog, cert, desk.today))
    basis = [desk.record(cert, "status")]
    if not after:
        if desk.standing(cert).stage == "closed":
            yield desk.state("standing.no successor", basis, role, cert=tag(cert))
        return
    first, *others = after
    notes = {link.id: link.note.rstrip(".") for link in cert.successors}
    yield desk.state(
        "standing.instead",
        [*basis, desk.record(first, "price")],
        role,
        after=desk.brief(first),
        cert=tag(cert),
    )
    if notes.get(first.id):
        yield desk.state("standing.note", basis, "note", after=tag(first), note=notes[first.id])
    if others:
        certs = listing([desk.brief(other) for other in others], "or")
        found = [desk.record(other, "price") for other in others]
        yield desk.state("standing.or else", [*basis, *found], "note", certs=certs)


def _since(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """Since when an exam that was a beta has been open in full."""
    event = desk.standing(cert).event
    if event and event.event == "active" and any(before.event == "beta" for before in cert.events):
        key = "standing.since by" if event.approximate else "standing.since"
        yield desk.state(key, (desk.record(cert, "status"),), "why", when=moment(event))


def _notes(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """The note of the event that put the exam where it is, and of its version."""
    now = desk.standing(cert)
    if now.event and now.event.note:
        note = now.event.note.rstrip(".")
        yield Statement(f"{note[0].upper()}{note[1:]}.", (desk.record(cert, "status"),), "note")


def release(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """What is said of the day on which a beta turns into the standard exam."""
    if desk.standing(cert).stage in ("beta", "beta ended"):
        yield from _notes(desk, cert)
        for note in cert.notes[:1]:
            yield Statement(f"{str(note.value).rstrip('.')}.", (desk.record(cert, "notes"),), "note")


def change(
    desk: Desk, cert: Certification, *, unless_closed: bool = False, role: Role = "change"
) -> Iterator[Statement]:
    """For answers about something else: a sentence where the exam is not simply open."""
    now = desk.standing(cert)
    if now.stage == "active" and not now.closes:
        return
    if now.stage == "closed" and unless_closed:
        return
    yield replace(status_of(desk, cert), role=role)
    if now.stage == "closed":
        after = next(instead(desk.catalog, cert, desk.today), None)
        if after:
            basis = (desk.record(cert, "status"), desk.record(after, "price"))
            yield desk.state("standing.instead", basis, role, after=desk.brief(after), cert=tag(cert))


def ended_in(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """The languages in which an open exam has closed."""
    for event in cert.events:
        if event.event == "last day" and event.languages and event.on < desk.today:
            yield desk.state("closing.past", (desk.record(cert, "status"),), "why", cert=cert.short,
                             when=moment(event), limited=in_languages(event))  # fmt: skip


def closing(desk: Desk) -> Iterator[Statement]:
    """The day an exam closed or closes; that none is announced where none is."""
    for cert in desk.certs[:3]:
        ends = [event for event in cert.events if event.event == "last day"]
        basis = (desk.record(cert, "status"),)
        if not ends:
            yield desk.state("closing.none", basis, cert=cert.short)
            yield from change(desk, cert)
            yield from release(desk, cert)
            continue
        if desk.open(cert) and all(event.languages for event in ends):
            yield desk.state("closing.none itself", basis, cert=cert.short)
        for event in ends:
            limited = in_languages(event)
            key = "closing.past" if event.on < desk.today else "closing.ahead"
            yield desk.state(key, basis, cert=cert.short, when=moment(event), limited=limited)
        yield from _language_asked(desk, cert)
        yield from _after(desk, cert)


def closings(desk: Desk) -> Iterator[Statement]:
    """Which exams have a last day to come, the next one first, and which closed within a year."""
    vendors = desk.query.limits.vendors
    certs = [c for c in desk.catalog.certifications.values() if not vendors or c.vendor in vendors]
    ends = [(event, cert) for cert in certs for event in cert.events if event.event == "last day"]
    ahead = sorted((pair for pair in ends if pair[0].on >= desk.today), key=lambda pair: pair[0].on)
    for event, cert in ahead:
        limited = in_languages(event)
        yield desk.state("closing.ahead", (desk.record(cert, "status"),), cert=cert.short, when=moment(event),
                         limited=limited)  # fmt: skip
    if not ahead:
        bookable = [c for c in certs if desk.open(c)]
        text = desk.say("closings.none", count=len(bookable))
        yield Statement(text, (desk.computed("list", text, bookable, field="events"),))
    gone = [pair for pair in ends if 0 < (desk.today - pair[0].on).days <= DAYS_OF_A_YEAR]
    gone.sort(key=lambda pair: pair[0].on, reverse=True)
    for event, cert in gone:
        limited = in_languages(event)
        yield desk.state("closing.past", (desk.record(cert, "status"),), "step", cert=cert.short, when=moment(event),
                         limited=limited)  # fmt: skip


def holders(desk: Desk) -> Iterator[Statement]:
    """What becomes of a certification that somebody holds when its exam has closed."""
    for cert in desk.certs[:2]:
        basis = (desk.record(cert, "validity"),)
        value = desk.show(cert, "validity_years")
        if value:
            yield desk.state("holders.valid", basis, cert=cert.short, value=value)
        renewal = desk.show(cert, "renewal")
        if renewal:
            yield desk.state("is.renewal", basis, "why", cert=cert.short, value=renewal.rstrip("."))
        yield from telling_notes(desk, cert)
        turned = stands(desk.language.words["claims"]["converts"], desk.query.question)
        for after in cert.successors[:1] if turned else ():
            new, note = desk.cert(after.id).short, after.note.rstrip(".")
            yield desk.state("premise.converts", (desk.record(cert, "status"),), "why", new=new, note=note)
        yield from change(desk, cert)
