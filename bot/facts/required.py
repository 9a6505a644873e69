"""The fees of what an exam demands: certifications that have to be held before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.catalog import Certification
from bot.facts.desk import Desk, once, tag
from bot.facts.fees import term
from bot.formats import listing, money
from bot.records import Statement


def required(desk: Desk, certs: Iterable[Certification]) -> list[Certification]:
    """What the exams demand, as it is booked today, without what is named with them or held."""
    wanted = list(certs)
    known = {*(cert.id for cert in wanted), *desk.query.certs, *desk.query.profile.held}
    needed = (desk.cert(i) for cert in wanted for i in cert.requires if i not in known)
    return once(desk.bookable(cert) or cert for cert in needed)


def required_fees(desk: Desk, certs: Iterable[Certification]) -> Iterator[Statement]:
    """Of each exam that demands another one: that it does, and what that costs on top."""
    named = list(certs)
    for cert in named:
        others = [other for other in required(desk, [cert]) if other not in named]
        priced = [(other, fee) for other in others if (fee := desk.fee(other)) is not None]
        own = desk.fee(cert)
        if not priced or own is None:
            continue
        terms = " + ".join(term(one, fee, 1) for one, fee in [*priced, (cert, own)])
        text = desk.say("required.fees", cert=tag(cert), needed=listing([tag(other) for other, _ in priced]),
                        total=money(own + sum(fee for _, fee in priced)), terms=terms)  # fmt: skip
        yield Statement(text, (desk.computed("required", text, [cert, *(other for other, _ in priced)]),), "why")


def demands(desk: Desk, certs: Iterable[Certification]) -> Iterator[Statement]:
    """Which exam has to be held before which, where a sum counts both."""
    for cert in certs:
        if needed := [desk.cert(i) for i in cert.requires]:
            names = listing([tag(other) for other in needed])
            yield desk.state("required.first", (desk.record(cert, "prerequisites"),), "why", cert=tag(cert),
                             needed=names)  # fmt: skip
