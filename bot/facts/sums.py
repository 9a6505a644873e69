"""What exams cost and take together: sums, several people, what a budget leaves."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalog import Background, Certification
from bot.facts.desk import Desk, once, tag
from bot.facts.fees import Priced, after_discount, charges, copies_of, paid_of, sum_of, terms_of, total_of
from bot.facts.fields import field_of
from bot.facts.fit import exam_minutes, found, span_of
from bot.facts.lists import listed
from bot.facts.of_role import of_role
from bot.facts.required import demands, required, required_fees
from bot.facts.route import backgrounds_of, booked_on, paid_for, route
from bot.facts.standing import change
from bot.formats import listing, money, number, span
from bot.language import stands
from bot.records import EITHER, Limits, Statement
from bot.schema import Range


def remaining(desk: Desk) -> Iterator[Statement]:
    """What a budget leaves after the exams named, as often as they are counted, or what it lacks."""
    limit = desk.query.amount or desk.query.profile.budget
    priced = [(cert, fee) for cert in desk.certs if (fee := desk.fee(cert)) is not None]
    if not priced:
        return
    if limit is None:
        yield total_of(desk, priced, "answer")
        return
    summed = stands(desk.language.words["whole_words"], desk.query.question)
    apart = stands(["or"], desk.query.question) and not summed
    for chosen in [[pair] for pair in priced] if apart else [priced]:
        yield _remainder(desk, chosen, limit)
    yield from required_fees(desk, desk.certs)
    for cert in desk.certs:
        yield from change(desk, cert)


def _remainder(desk: Desk, priced: Priced, limit: float) -> Statement:
    """What an amount leaves after some exams, or what it lacks."""
    people = desk.query.people
    spent = after_discount(sum_of(desk, priced) * people, desk.query.discount)
    terms = terms_of(desk, priced)
    if people > 1:
        terms = desk.say("total.each", terms=terms, people=people)
    alone = len(priced) == 1 and spent == priced[0][1]
    taken = desk.say("remaining.exam" if alone else "remaining.exams", spent=money(spent), terms=terms,
                     cert=tag(priced[0][0]))  # fmt: skip
    text = desk.say(_enough(desk, limit - spent), budget=money(limit), left=money(abs(limit - spent)), taken=taken)
    return Statement(text, (desk.computed("total", text, [cert for cert, _ in priced]),))


def _enough(desk: Desk, left: float) -> str:
    """The wording of what is left: with a yes or a no where it is asked whether an amount is enough."""
    asked = stands(desk.language.words["enough_words"], desk.query.question)
    if left < 0:
        return "remaining.no" if asked else "remaining.short"
    if left == 0:
        return "remaining.exactly"
    return "remaining.yes" if asked else "remaining.left"


def buys(desk: Desk) -> Iterator[Statement]:
    """How many sittings of an exam, or of several together, an amount pays for, and what is left of it."""
    amount = desk.query.amount or 0.0
    certs = once(desk.bookable(cert) or cert for cert in desk.certs)
    priced = [(cert, fee) for cert in certs if (fee := desk.fee(cert)) is not None]
    if not priced:
        return
    each = sum(fee for _, fee in priced)
    number = int(amount // each)
    key = "buys.some" if number else "buys.none"
    text = desk.say(key, budget=money(amount), number=number, fee=money(each), certs=desk.named(certs),
                    left=money(amount - number * each), lacks=money(each - amount))  # fmt: skip
    yield Statement(text, (desk.computed("total", text, certs),))
    for cert in desk.certs:
        yield from change(desk, cert)


def total(desk: Desk) -> Iterator[Statement]:
    """What several exams cost together: those named, else those that fit, else the route of the person."""
    certs = once(desk.bookable(cert) or cert for cert in desk.certs)
    backgrounds = backgrounds_of(desk)
    if not certs and desk.query.roles and not backgrounds:
        yield from of_role(desk, desk.catalog.roles[desk.query.roles[0]])
        return
    if len(certs) == 1 and _several(desk):
        yield from _times(desk, certs[0])
        return
    either = desk.query.matter == EITHER or stands(desk.language.words["either_words"], desk.query.question)
    if len(certs) > 1 and either:
        for cert in sorted(certs, key=lambda cert: desk.fee(cert) or 0):
            yield from _times(desk, cert)
        return
    on_route = backgrounds and stands(desk.language.words["route_parts"], desk.query.question)
    if not certs and not on_route and (_described(desk) or _everything(desk)):
        certs = sorted(found(desk), key=lambda cert: desk.fee(cert) or 0)
    if backgrounds and (not certs or (on_route and len(certs) < 2 and not _several(desk))):
        certs = booked_on(desk, backgrounds[0])
    needed = required(desk, certs) if len(certs) == 1 else []
    priced = [(cert, fee) for cert in once([*needed, *certs]) if (fee := desk.fee(cert)) is not None]
    if len(priced) == 1 and len(certs) == 1 and desk.query.people == 1 and copies_of(desk, certs[0]) == 1:
        yield from field_of(desk, certs[0], "price")
    elif priced:
        yield total_of(desk, priced, "answer")
    yield from demands(desk, certs) if needed else required_fees(desk, certs)
    for cert in desk.certs:
        yield from change(desk, cert)


def _several(desk: Desk) -> bool:
    """Whether one exam is counted for several people, or sat more than once."""
    return bool(desk.query.people > 1 or desk.query.tries or max(desk.query.copies, default=1) > 1)


def _described(desk: Desk) -> bool:
    """Whether the limits of the question describe a set of exams: of a vendor, at a level, in beta."""
    limits = desk.query.limits
    return bool(limits.vendors or limits.levels or limits.beta_only or limits.topics or limits.bounded)


def _everything(desk: Desk) -> bool:
    """ "what do all exams on your list cost together?"."""
    return stands(desk.language.words["whole_list"], desk.query.question) and not backgrounds_of(desk)


def _times(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """One fee, for several people or several times."""
    fee, number = desk.fee(cert), paid_of(desk, cert) * desk.query.people
    if fee is not None and number == 1:
        yield from field_of(desk, cert, "price")
    elif fee is not None and len(charges(desk, cert, fee)) > 1:
        yield total_of(desk, [(cert, fee)], "answer")
    elif fee is not None:
        text = desk.say("total.times", people=number, fee=money(fee), cert=cert.short, total=money(fee * number))
        yield Statement(text, (desk.computed("total", text, [cert]),))
    yield from required_fees(desk, [cert])
    for named in desk.certs:
        yield from change(desk, named)


def minutes_total(desk: Desk) -> Iterator[Statement]:
    """The minutes of several exams together, each as often as it is counted."""
    certs = once(desk.bookable(cert) or cert for cert in desk.certs)
    timed = [(cert, exam_minutes(desk, cert), copies_of(desk, cert)) for cert in certs]
    known = [(cert, minutes, number) for cert, minutes, number in timed if minutes is not None]
    if known:
        terms = " + ".join(f"{f'{n} × ' if n > 1 else ''}{minutes:g} ({tag(cert)})" for cert, minutes, n in known)
        total = sum(minutes * n for _, minutes, n in known)
        hours = desk.say("time.clock", hours=int(total // 60), minutes=int(total % 60))
        text = desk.say("time.exams", total=number(total), terms=terms, hours=hours)
        yield Statement(text, (desk.computed("time", text, [cert for cert, *_ in known]),))
    for cert in (cert for cert, minutes, _ in timed if minutes is None):
        yield from field_of(desk, cert, "minutes")


def questions_total(desk: Desk) -> Iterator[Statement]:
    """The questions of several exams together, each as often as it is counted."""
    certs = once(desk.bookable(cert) or cert for cert in desk.certs)
    asked = [(cert, span_of(desk, cert, "questions"), copies_of(desk, cert)) for cert in certs]
    known = [(cert, each, number) for cert, each, number in asked if each is not None]
    if known:
        terms = " + ".join(f"{f'{n} × ' if n > 1 else ''}{span(each)} ({tag(cert)})" for cert, each, n in known)
        whole = Range(low=sum(each.low * n for _, each, n in known), high=sum(each.high * n for _, each, n in known))
        text = desk.say("questions.exams", total=span(whole), terms=terms)
        yield Statement(text, (desk.computed("questions", text, [cert for cert, *_ in known]),))
    for cert in (cert for cert, each, _ in asked if each is None):
        yield from field_of(desk, cert, "questions")


def budget(desk: Desk) -> Iterator[Statement]:
    """What can be taken for an amount; for a person with a path, the steps it pays for."""
    limit = desk.query.limits.max_price or desk.query.profile.budget
    backgrounds = backgrounds_of(desk)
    if limit and backgrounds:
        paid = _paid(desk, backgrounds[0], limit)
        if paid:
            names = desk.named(cert for cert, _ in paid) if len(paid) > 1 else desk.brief(paid[0][0])
            basis = [desk.record(cert, "price") for cert, _ in paid]
            yield desk.state("budget.path", basis, background=backgrounds[0].name, certs=names)
            if len(paid) > 1:
                yield total_of(desk, paid)
            return
        if nothing := _unpaid(desk, backgrounds[0], limit):
            yield nothing
            return
    if limit and not backgrounds and not _wants_a_list(desk) and desk.query.limits.but_topics() in _prices(limit):
        yield from _by_background(desk, limit)
        return
    yield from listed(desk)


def _wants_a_list(desk: Desk) -> bool:
    """ "what can I take for 300?" against "I have 300, what do I do?"."""
    words = set(desk.query.question.lower().replace("?", " ").split())
    limit = desk.query.limits.max_price
    strict = limit is not None and limit != int(limit)  # "under 100" is said of a fee, not of a purse
    return desk.query.names_kind or strict or bool(words & set(desk.language.words["take_words"]))


def _prices(limit: float) -> tuple[Limits, ...]:
    """The limits of a question that says nothing but what somebody can spend."""
    return Limits(), Limits(max_price=limit)


def _paid(desk: Desk, background: Background, limit: float) -> list[tuple[Certification, float]]:
    """The steps of a background that an amount pays for, with their fees."""
    each = stands(desk.language.words["each_words"], desk.query.question)
    share = limit if each else limit / desk.query.people
    books = [stop.book for stop, _ in paid_for(desk, route(desk, background), share) if stop.book]
    return [(cert, desk.fee(cert) or 0.0) for cert in books]


def _unpaid(desk: Desk, background: Background, limit: float) -> Statement | None:
    """That an amount pays for none of the exams on a path, and what the cheapest of them takes."""
    books = [stop.book for stop in route(desk, background) if stop.book and desk.fee(stop.book) is not None]
    least = min(books, key=lambda cert: desk.fee(cert) or 0, default=None)
    if least is None:
        return None
    fee = money(desk.query.amount or limit)
    text = desk.say("budget.nothing", fee=fee, background=background.name, cert=desk.brief(least))
    return Statement(text, (desk.computed("total", text, books),))


def _by_background(desk: Desk, limit: float) -> Iterator[Statement]:
    """ "I have USD 300, what do I do?": for each kind of person the first steps that the amount pays for."""
    yield Statement(desk.say("budget.depends", fee=money(limit)), (desk.computed("total", money(limit)),))
    for background in desk.catalog.backgrounds.values():
        paid = _paid(desk, background, limit)
        if not paid:
            continue
        terms = listing([f"{cert.short} ({money(fee)})" for cert, fee in paid])
        text = desk.say("budget.line" if len(paid) > 1 else "budget.line one", background=background.name,
                        goal=background.goal, terms=terms, total=money(sum(fee for _, fee in paid)))  # fmt: skip
        yield Statement(text, (desk.computed("total", text, [cert for cert, _ in paid]),), "step")
