"""The sum of fees with its terms, as a computed fact."""

from __future__ import annotations

from dataclasses import dataclass

from bot.catalog import Certification
from bot.facts.desk import Desk, tag
from bot.facts.retakes import free_retakes, rule_for
from bot.formats import led_by, money
from bot.language import stands
from bot.records import Discount, Statement, Tries

Priced = list[tuple[Certification, float]]


def total_of(desk: Desk, priced: Priced, role: str = "note", before: str = "") -> Statement:
    """The sum of several fees, with its terms; times the people where each of several takes them.

    `before` stands ahead of the sentence.
    """
    terms, amount = terms_of(desk, priced), sum_of(desk, priced)
    people = desk.query.people
    key = "total.people" if people > 1 else "total.sum"
    text = desk.say(key, total=money(amount), terms=terms, people=people, whole=money(amount * people))
    text = led_by(before, text)
    fact = desk.computed("total", text, [cert for cert, _ in priced])
    return Statement(text, (fact,), role)  # type: ignore[arg-type]


def copies_of(desk: Desk, cert: Certification) -> int:
    """How many sittings of an exam, or of the closed one it is booked instead of, are asked for."""
    for wanted, number in zip(desk.certs, desk.query.copies, strict=False):
        if cert.id in _versions(desk, wanted):
            return number
    return 1


@dataclass(frozen=True, slots=True)
class Charge:
    """A fee in USD for an exam, and how often it is paid; `later` for what follows a failed beta."""

    fee: float
    number: int
    later: bool = False


def paid_of(desk: Desk, cert: Certification) -> int:
    """How many fees are paid for an exam: one a sitting, without the attempts that its fee includes."""
    return sum(_sittings(desk, cert))


def charges(desk: Desk, cert: Certification, fee: float) -> list[Charge]:
    """What is paid for an exam. A beta that can be taken only once is followed by the standard version."""
    first, further = _sittings(desk, cert)
    standard = cert.price.known
    if not further or standard is None or fee == standard or not _only_once(desk, cert):
        return [Charge(fee, first + further)]
    return [Charge(fee, first), Charge(standard, further, later=True)]


def _sittings(desk: Desk, cert: Certification) -> tuple[int, int]:
    """(first attempts, further ones) that are paid for."""
    copies, free = copies_of(desk, cert), free_retakes(desk, cert)
    tried = next((t for t in desk.query.tries if cert.id in _versions(desk, desk.cert(t.cert))), Tries(cert.id))
    if not desk.query.tries and stands(desk.language.words["attempts_named"], desk.query.question):
        return 1, -(-copies // (1 + free)) - 1  # "two attempts at it": the copies are attempts
    return copies, copies * (-(-tried.each // (1 + free)) - 1) + (0 if free else tried.more)


def _only_once(desk: Desk, cert: Certification) -> bool:
    rule = rule_for(desk, cert) if desk.standing(cert).stage == "beta" else None
    return rule is not None and rule.attempts == 1


def _versions(desk: Desk, cert: Certification) -> tuple[str, str]:
    """The exam and what is booked for it today."""
    return cert.id, (desk.bookable(cert) or cert).id


def sum_of(desk: Desk, priced: Priced) -> float:
    """The sum of the fees, each as often as the question counts it."""
    return sum(charge.fee * charge.number for cert, fee in priced for charge in charges(desk, cert, fee))


def after_discount(amount: float, discount: Discount | None) -> float:
    """An amount less a discount, which is never more than the amount."""
    if discount is None or not discount.known:
        return amount
    return round(max(0.0, amount * (1 - discount.percent / 100) - discount.off), 2)


def terms_of(desk: Desk, priced: Priced) -> str:
    """The terms of a sum, joined."""
    return " + ".join(
        term(cert, charge.fee, charge.number, desk.say("total.later") if charge.later else _instead(desk, cert))
        for cert, fee in priced
        for charge in charges(desk, cert, fee)
    )


def _instead(desk: Desk, cert: Certification) -> str:
    """The closed exam that was asked about, where this one is booked in its place."""
    for named in desk.certs:
        if named.id != cert.id and (book := desk.bookable(named)) and book.id == cert.id:
            return desk.say("total.instead", old=tag(named))
    return ""


def term(cert: Certification, fee: float, number: int, instead: str = "") -> str:
    """ "2 × USD 165 (code)"."""
    return f"{f'{number} × ' if number > 1 else ''}{money(fee)} ({tag(cert)}{instead})"
