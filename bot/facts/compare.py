"""Two or three certifications side by side, and the difference in what they cost."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalog import Certification
from bot.facts.desk import Desk, tag
from bot.facts.fields import field_of
from bot.facts.standing import change
from bot.formats import listing, money
from bot.records import Statement

ROWS = ("price", "level", "minutes", "questions", "format", "validity_years", "experience", "study_hours")


def compare(desk: Desk) -> Iterator[Statement]:
    """Who each is for, then a table of what can be compared, then what has changed."""
    certs = desk.certs[:3]
    if len(certs) < 2:
        for cert in certs:
            for field in ("audience", "price", "minutes"):
                yield from field_of(desk, cert, field, silent=True)
        return
    yield from _difference(desk, certs, brief=True)
    for cert in certs:
        audience = desk.show(cert, "audience")
        if audience:
            basis = (desk.record(cert, "fit"),)
            yield desk.state("compare.take", basis, "answer", cert=cert.short, audience=audience.rstrip("."))
    yield _table(desk, certs)
    for cert in certs:
        yield from change(desk, cert)


def _table(desk: Desk, certs: tuple[Certification, ...]) -> Statement:
    rows = [f"| | {' | '.join(tag(cert) for cert in certs)} |", f"|{'---|' * (len(certs) + 1)}"]
    for field in ROWS:
        cells = [cert.level if field == "level" else desk.show(cert, field) for cert in certs]
        if any(cells):
            shown = " | ".join((cell or desk.say("compare.unknown")).rstrip(".") for cell in cells)
            rows.append(f"| {desk.say(f'label.{field}')} | {shown} |")
    stages = " | ".join(desk.say(f"stage.{desk.standing(cert).stage}") for cert in certs)
    rows.append(f"| {desk.say('compare.today')} | {stages} |")
    table = "\n".join(rows)
    return Statement(table, (desk.computed("compare", table, certs),), "table")


def _difference(desk: Desk, certs: tuple[Certification, ...], *, brief: bool = False) -> Iterator[Statement]:
    fees = [(cert, fee) for cert in certs if (fee := desk.fee(cert)) is not None]
    if len(fees) < 2:
        return
    (low, least), *_, (high, most) = sorted(fees, key=lambda pair: pair[1])
    parts = {
        "low": low.short,
        "high": high.short,
        "least": money(least),
        "most": money(most),
        "gap": money(most - least),
    }
    key = "compare.same fee" if most == least else "compare.fees" if brief else "compare.gap"
    parts["certs"] = listing([cert.short for cert, _ in fees])
    fact = desk.computed("difference", desk.say(key, **parts), [low, high])
    yield Statement(fact.text, (fact,), "answer")


def price_difference(desk: Desk) -> Iterator[Statement]:
    """How much more one costs than the other, and what each costs."""
    certs = desk.certs[:3]
    yield from _difference(desk, certs)
    for cert in certs:
        yield from (Statement(s.text, s.basis, "why") for s in field_of(desk, cert, "price") if s.role == "answer")
    if len(certs) > 1 and len(desk.query.asks) > 1:
        yield _table(desk, certs)
    for cert in certs:
        yield from change(desk, cert)


def other_option(desk: Desk) -> Iterator[Statement]:
    """Open exams of the same level that share most topics with the one spoken of."""
    for cert in desk.certs[:1]:
        topics = set(cert.topics.known or ())
        rivals = [
            c
            for c in desk.catalog.certifications.values()
            if c.id != cert.id and desk.open(c) and c.level == cert.level
        ]
        rivals.sort(key=lambda c: -len(topics & set(c.topics.known or ())))
        best = [c for c in rivals if topics & set(c.topics.known or ())][:2]
        if best:
            text = desk.say("other.options", cert=cert.short, certs=listing([desk.brief(c) for c in best], "or"))
            yield Statement(text, (desk.computed("other", text, [cert, *best]),))
            for rival in best:
                yield from (Statement(s.text, s.basis, "why") for s in field_of(desk, rival, "audience", silent=True))
