"""The sum of fees with its terms, as a computed fact."""

from __future__ import annotations

from bot.catalog import Certification
from bot.facts.desk import Desk, tag
from bot.formats import money
from bot.records import Statement


def total_of(desk: Desk, priced: list[tuple[Certification, float]], role: str = "note") -> Statement:
    """The sum of several fees, with its terms; times the people where each of several takes them."""
    copies = dict(zip(desk.query.certs, desk.query.copies, strict=False))
    number = {cert.id: copies.get(cert.id, 1) for cert, _ in priced}
    terms = " + ".join(term(cert, fee, number[cert.id]) for cert, fee in priced)
    amount = sum(fee * number[cert.id] for cert, fee in priced)
    people = desk.query.people
    key = "total.people" if people > 1 else "total.sum"
    text = desk.say(key, total=money(amount), terms=terms, people=people, whole=money(amount * people))
    fact = desk.computed("total", text, [cert for cert, _ in priced])
    return Statement(text, (fact,), role)  # type: ignore[arg-type]


def term(cert: Certification, fee: float, number: int) -> str:
    """ "2 × USD 165 (code)"."""
    return f"{f'{number} × ' if number > 1 else ''}{money(fee)} ({tag(cert)})"
