"""What an amount pays for of the exams that lead to a goal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.catalog import Certification, Outcome, Pick
from bot.facts.desk import Desk, once
from bot.formats import listing, money
from bot.records import Statement


def within(desk: Desk, goal: Outcome, picks: Sequence[Pick], limit: float) -> Iterator[Statement]:
    """The first of the picks for a goal that a budget pays for, what else it pays for, and what costs more."""
    ranked, fee = _candidates(desk, goal, picks), money(desk.query.amount or limit)
    paid = [cert for cert in ranked if (desk.fee(cert) or 0) <= limit]
    if not paid:
        yield from _nothing(desk, goal, ranked, fee)
        return
    first, *others = paid
    why = next((pick.why for pick in picks if pick.certs == (first.id,)), "")  # what is said of several is not of one
    about = desk.say("pick.why", why=why.rstrip(".")) if why else ""
    text = desk.say("pick.within", goal=goal.name, fee=fee, certs=desk.brief(first), why=about)
    guide = desk.guide(goal.guide_section, f"{first.name} {why}") if why else ()
    yield Statement(text, (desk.computed("list", text, [first]), *guide))
    above = [cert for cert in ranked if cert not in paid]
    for key, certs in (("pick.within more", others), ("pick.above", above)):
        if certs:
            text = desk.say(key, fee=fee, certs=listing([desk.brief(cert) for cert in certs]))
            yield Statement(text, (desk.computed("list", text, certs),), "why")


def _nothing(desk: Desk, goal: Outcome, ranked: Sequence[Certification], fee: str) -> Iterator[Statement]:
    """That a budget is too small for any of the exams, and what the cheapest takes."""
    least = min(ranked, key=lambda cert: desk.fee(cert) or 0, default=None)
    if least:
        text = desk.say("pick.within none", goal=goal.name, fee=fee, certs=desk.brief(least))
        yield Statement(text, (desk.computed("list", text, ranked),))


def _candidates(desk: Desk, goal: Outcome, picks: Sequence[Pick]) -> list[Certification]:
    """What can be booked for a goal: the guide's picks first, then what newer facts add; nothing that does not suit."""
    named = [desk.cert(i) for pick in picks for i in pick.certs]
    booked = [(cert, desk.bookable(cert)) for cert in named]
    fitting = [book for cert, book in booked if book and (book.id == cert.id or book.id not in goal.unfit)]
    newer = [desk.cert(i) for i in goal.instead if desk.open(desk.cert(i))]
    own = [cert for cert in newer if not desk.cloud or cert.vendor == desk.cloud]
    return [cert for cert in once([*fitting, *own]) if desk.fee(cert) is not None]
