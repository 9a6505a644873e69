"""What exams cost with a discount: the one that a question tells, else the one that the record of an exam gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalog import Certification
from bot.facts.desk import Desk, once, tag
from bot.facts.fees import Priced, after_discount, sum_of, terms_of
from bot.facts.fields import field_of
from bot.facts.standing import change
from bot.formats import listing, money, number
from bot.language import stands
from bot.records import Discount, Statement

PERCENT = re.compile(r"\b(\d+(?:\.\d+)?) ?%")


def discounted(desk: Desk) -> Iterator[Statement]:
    """The fees less the discount, and where that comes from; without a known one the fees as they are."""
    named = desk.query.discount or Discount()
    asked = [cert for cert in desk.certs if cert.id not in named.held] or list(desk.certs)
    certs = once(desk.bookable(cert) or cert for cert in asked)
    priced = [(cert, fee) for cert in certs if (fee := desk.fee(cert)) is not None]
    giver = None if named.known else _giver(desk, certs)
    told = Discount(percent=_given(desk, giver)) if giver else named
    if not told.known or not priced:
        for cert in asked:
            yield from field_of(desk, cert, "price")
            yield from field_of(desk, cert, "renewal")
        return
    yield _reduced(desk, priced, told)
    if giver:
        yield from (s for s in field_of(desk, giver, "renewal") if s.role == "answer")
    elif told.percent > 0 or told.off:
        yield Statement(desk.say("discount.own"), (), "note")
    for cert in asked:
        yield from change(desk, cert)


def _reduced(desk: Desk, priced: Priced, told: Discount) -> Statement:
    if 0 < len(on := [pair for pair in priced if pair[0].id in told.on]) < len(priced):
        return _partly(desk, priced, on, told)
    full = sum_of(desk, priced) * desk.query.people
    rate = _rate(told)
    terms = terms_of(desk, priced)
    if desk.query.people > 1:
        terms = desk.say("total.each", terms=terms, people=desk.query.people)
    single = len(priced) == 1 and full == priced[0][1]
    key = ("tax." if told.percent < 0 else "discount.") + ("one" if single else "several")
    text = desk.say(key, rate=rate, cert=tag(priced[0][0]),
                    fee=money(full), reduced=money(after_discount(full, told)), terms=terms)  # fmt: skip
    return Statement(text, (desk.computed("total", text, [cert for cert, _ in priced]),))


def _rate(told: Discount) -> str:
    return f"{number(abs(told.percent))}%" if told.percent else money(told.off)


def _partly(desk: Desk, priced: Priced, on: Priced, told: Discount) -> Statement:
    """The sum of several fees of which only some are reduced."""
    fees = [(cert, after_discount(fee, told) if (cert, fee) in on else fee) for cert, fee in priced]
    whole = sum_of(desk, fees) * desk.query.people
    text = desk.say("discount.partly", rate=_rate(told), certs=listing([tag(cert) for cert, _ in on]),
                    reduced=money(whole), terms=terms_of(desk, fees), fee=money(sum_of(desk, on)))  # fmt: skip
    return Statement(text, (desk.computed("total", text, [cert for cert, _ in priced]),))


def _giver(desk: Desk, certs: list[Certification]) -> Certification | None:
    """The exam whose record tells of a discount: one that is asked about, else one that is held, of the same vendor."""
    held = [desk.cert(i) for i in ((desk.query.discount or Discount()).held or desk.query.profile.held)]
    vendors = {cert.vendor for cert in certs}
    return next((c for c in (*certs, *held) if c.vendor in vendors and _given(desk, c)), None)


def _given(desk: Desk, cert: Certification) -> float:
    """The percentage off in what the record says of renewal; 0 where it tells of none."""
    text = cert.renewal.known or ""
    found = PERCENT.search(text) if stands(desk.language.words["discount_words"], text) else None
    return float(found[1]) if found else 0.0
