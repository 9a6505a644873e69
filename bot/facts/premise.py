"""What a question takes for granted and the records contradict: said first, and put right."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalog import Certification
from bot.facts.desk import Desk
from bot.formats import listing
from bot.records import Claim, Statement

SUMS = ("budget", "remaining", "total", "list")  # asks in which an amount is the person's own
OWN_CLOUD = (
    "first_step",
    "path",
    "outcome",
    "which_one",
    "list",
    "count",
    "cheapest",
    "dearest",
    "compare",
    "topic",
    "next_step",
    "budget",
    "same_for",
    "beta",
    "total",
    "audience",
    "worth_it",
    "other_option",
    "about_me",
)
"""Asks in which a vendor's name is a wish, not a claim about the exam."""


def premises(desk: Desk) -> Iterator[Statement]:
    """Wrong vendor, wrong value, wrong level: each in one sentence with the right one."""
    for cert in desk.certs[:1]:
        yield from _vendor(desk, cert)
        yield from _level(desk, cert)
    for claim in [claim for claim in desk.query.claims if claim.field != "vendor"][:2]:
        if desk.query.asks[0] not in SUMS:
            yield from _value(desk, claim)


def _vendor(desk: Desk, cert: Certification) -> Iterator[Statement]:
    query = desk.query
    owners = [claim.value for claim in query.claims if claim.field == "vendor" and claim.value != cert.vendor]
    if owners:
        yield desk.state(
            "premise.vendor",
            (desk.record(cert, "fit"),),
            cert=cert.short,
            said=desk.catalog.vendors[owners[0]].name,
            vendor=desk.catalog.vendors[cert.vendor].name,
        )
        return
    if not query.vendors or query.asks[0] in OWN_CLOUD or query.profile.vendor in query.vendors:
        return
    if cert.vendor not in query.vendors and len(desk.certs) == 1:
        said = listing([desk.catalog.vendors[v].name for v in query.vendors], "or")
        yield desk.state("premise.vendor", (desk.record(cert, "fit"),), cert=cert.short, said=said,
                         vendor=desk.catalog.vendors[cert.vendor].name)  # fmt: skip


def _level(desk: Desk, cert: Certification) -> Iterator[Statement]:
    query = desk.query
    said = [level for level in query.limits.levels if level.lower() not in cert.name.lower()]
    if said and len(desk.certs) == 1 and cert.level not in query.limits.levels and query.asks[0] not in OWN_CLOUD:
        yield desk.state("premise.level", (desk.record(cert, "fit"),), cert=cert.short, level=cert.level, said=said[0])


def _value(desk: Desk, claim: Claim) -> Iterator[Statement]:
    cert, said = desk.cert(claim.record), float(claim.value)
    value = getattr(cert, claim.field)
    known = value.known
    if known is None or claim.field == "questions":
        return
    right = {float(known)} if known != "never" else set()
    beta = getattr(cert, f"beta_{claim.field}", None)
    if beta is not None and beta.known is not None:
        right.add(float(beta.known))
    if said in right:
        return
    yield desk.state(
        "premise.value",
        (desk.record(cert, claim.field),),
        cert=cert.short,
        label=_label(desk, claim.field),
        value=(desk.show(cert, claim.field) or "").rstrip("."),
    )


def _label(desk: Desk, field: str) -> str:
    label = desk.say(f"label.{field}")
    return label[0].lower() + label[1:]
