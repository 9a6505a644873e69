"""What exams cost and take together: sums, several people, what a budget leaves, hours and weeks of study."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalog import Certification
from bot.facts.desk import Desk, once
from bot.facts.fees import term, total_of
from bot.facts.lists import found, listed
from bot.facts.route import backgrounds_of, route
from bot.facts.standing import change
from bot.formats import money, number
from bot.records import Statement


def remaining(desk: Desk) -> Iterator[Statement]:
    """What a budget leaves after the exams named, or what it lacks."""
    limit = desk.query.amount or desk.query.profile.budget
    priced = [(cert, fee) for cert in desk.certs if (fee := desk.fee(cert)) is not None]
    if not priced:
        return
    if limit is None:
        yield total_of(desk, priced, "answer")
        return
    spent = sum(fee for _, fee in priced)
    key = "remaining.left" if spent <= limit else "remaining.short"
    text = desk.say(key, budget=money(limit), left=money(abs(limit - spent)), spent=money(spent),
                    terms=" + ".join(term(cert, fee, 1) for cert, fee in priced))  # fmt: skip
    yield Statement(text, (desk.computed("total", text, [cert for cert, _ in priced]),))


def total(desk: Desk) -> Iterator[Statement]:
    """What several exams cost together: those named, else the whole route of the person."""
    certs = [desk.bookable(cert) or cert for cert in desk.certs]
    backgrounds = backgrounds_of(desk)
    if len(certs) == 1 and desk.query.people > 1:
        yield from _times(desk, certs[0])
        return
    if not certs and (desk.query.limits.vendors or desk.query.limits.levels):
        certs = sorted(found(desk), key=lambda cert: desk.fee(cert) or 0)
    if len(certs) < 2 and backgrounds:
        stops = route(desk, backgrounds[0])
        certs = [stop.book for stop in stops if stop.book and not stop.step.optional]
    priced = [(cert, fee) for cert in once(certs) if (fee := desk.fee(cert)) is not None]
    if priced:
        yield total_of(desk, priced, "answer")
    for cert in desk.certs:
        yield from change(desk, cert)


def _times(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """One fee for several people."""
    fee = desk.fee(cert)
    if fee is not None:
        text = desk.say("total.times", people=desk.query.people, fee=money(fee), cert=cert.short,
                        total=money(fee * desk.query.people))  # fmt: skip
        yield Statement(text, (desk.computed("total", text, [cert]),))


def path_time(desk: Desk) -> Iterator[Statement]:
    """Hours of study for several exams or a whole route, and weeks where hours a week are known."""
    certs = [desk.bookable(cert) or cert for cert in desk.certs]
    backgrounds = backgrounds_of(desk)
    if not certs and backgrounds:
        certs = [stop.book for stop in route(desk, backgrounds[0]) if stop.book and not stop.step.optional]
    for cert in certs:
        if cert.study_hours.known:
            yield desk.state("is.study_hours", (desk.record(cert, "study_hours"),), "step", cert=cert.short,
                             value=desk.show(cert, "study_hours"))  # fmt: skip
        elif cert.study_weeks.known:
            yield desk.state("is.study_weeks", (desk.record(cert, "study_weeks"),), "step", cert=cert.short,
                             value=desk.show(cert, "study_weeks"))  # fmt: skip
    yield from _hours(desk, [cert for cert in certs if cert.study_hours.known])


def _hours(desk: Desk, certs: list[Certification]) -> Iterator[Statement]:
    ranges = [cert.study_hours.known for cert in certs if cert.study_hours.known]
    if not ranges:
        return
    low, high = sum(r.low for r in ranges), sum(r.high for r in ranges)
    rate = desk.query.profile.hours_a_week
    parts = {"certs": desk.named(certs), "low": number(low), "high": number(high)}
    if rate:
        parts |= {"rate": number(rate), "from_weeks": number(-(-low // rate)), "to_weeks": number(-(-high // rate))}
    text = desk.say("time.weeks" if rate else "time.hours", **parts)
    yield Statement(text, (desk.computed("time", text, certs),), "answer")


def budget(desk: Desk) -> Iterator[Statement]:
    """What can be taken for an amount; for a person with a path, the steps it pays for."""
    limit = desk.query.limits.max_price or desk.query.profile.budget
    backgrounds = backgrounds_of(desk)
    if limit and backgrounds:
        paid, left = [], limit
        for stop in route(desk, backgrounds[0]):
            fee = desk.fee(stop.book) if stop.book else None
            if stop.book and fee is not None and fee <= left:
                paid.append((stop.book, fee))
                left -= fee
        if paid:
            names = desk.named(cert for cert, _ in paid)
            basis = [desk.record(cert, "price") for cert, _ in paid]
            yield desk.state("budget.path", basis, background=backgrounds[0].name, certs=names)
            if len(paid) > 1:
                yield total_of(desk, paid)
            return
    yield from listed(desk)
