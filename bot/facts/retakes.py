"""What a vendor says of another attempt after a failed one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.catalog import Certification, Retake, Vendor
from bot.facts.desk import Desk, tag
from bot.facts.standing import change
from bot.language import stands
from bot.records import Statement


def _lowered(desk: Desk, text: str) -> str:
    """Text to stand after a colon: its first letter small, unless a name begins it."""
    first = text.split()[0].lower()
    return text[0].lower() + text[1:] if first in desk.language.words["common"] or first == "after" else text


def _fitting(desk: Desk, vendor: Vendor, certs: Sequence[Certification]) -> list[Retake]:
    """The rules for some exams of a vendor: for the very exam, else for its level or stage, else all."""
    for wanted in (
        [c.short for c in certs],
        [tag(c) for c in certs],
        [desk.standing(c).stage for c in certs],
        [c.level for c in certs],
    ):
        fitting = [rule for rule in vendor.retakes if any(word in rule.applies_to for word in wanted)]
        if fitting:
            return fitting
    beta = [rule for rule in vendor.retakes if "beta" in rule.applies_to] if certs else []
    return [rule for rule in vendor.retakes if rule not in beta]


def free_retakes(desk: Desk, cert: Certification) -> int:
    """How many further attempts the fee of an exam includes, as far as its vendor's rules say."""
    return sum(rule.free for rule in desk.catalog.vendors[cert.vendor].retakes if tag(cert) in rule.applies_to)


def rule_for(desk: Desk, cert: Certification) -> Retake | None:
    """The rule of its vendor that fits an exam best, if that is known."""
    rules = _fitting(desk, desk.catalog.vendors[cert.vendor], [cert])
    return rules[0] if rules and rules[0].rule.known else None


def rules_of(desk: Desk, vendor: Vendor) -> Iterator[Statement]:
    """A vendor's rules for the exams asked about, the most fitting first."""
    basis = (desk.passages[f"vendor/{vendor.id}"],)
    certs = [cert for cert in desk.certs if cert.vendor == vendor.id]
    for place, rule in enumerate(_fitting(desk, vendor, certs)):
        who = vendor.name if rule.applies_to == "all exams" else f"{vendor.name} ({rule.applies_to})"
        key, said = ("retake.rule", rule.rule.known) if rule.rule.known else ("retake.unknown", rule.rule.note)
        yield desk.state(key, basis, "why" if place else "answer", who=who, rule=_lowered(desk, str(said)).rstrip("."))
        for other in rule.rule.others[:1]:
            yield Statement(str(other.value), basis, "note")


def retake(desk: Desk) -> Iterator[Statement]:
    """The retake rules of the vendors asked about, or of the vendors of the exams asked about."""
    vendors = list(dict.fromkeys([*(cert.vendor for cert in desk.certs), *desk.query.vendors]))
    for vendor in (desk.catalog.vendors[v] for v in vendors[:3]):
        yield from rules_of(desk, vendor)
    if not vendors:
        free = [v for v in desk.catalog.vendors.values() if any(rule.free for rule in v.retakes)]
        only = free if stands(desk.language.words["free_words"], desk.query.question) else []
        for vendor in only or desk.catalog.vendors.values():
            if vendor.retakes and vendor.retakes[0].rule.known:
                first_sentence = str(vendor.retakes[0].rule.known).split(". ")[0].rstrip(".")
                basis = (desk.passages[f"vendor/{vendor.id}"],)
                yield desk.state("retake.line", basis, "step", who=vendor.name, rule=first_sentence)
    for cert in desk.certs[:2]:
        yield from change(desk, cert)
