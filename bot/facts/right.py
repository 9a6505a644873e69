"""What the record says instead of a claim that it contradicts."""

from __future__ import annotations

from bot.catalog import Certification
from bot.facts.checks import gone_in, harder
from bot.facts.desk import Desk
from bot.facts.fields import field_of
from bot.facts.retakes import rules_of
from bot.facts.standing import ended_in
from bot.facts.versions import successor_of
from bot.language import stands
from bot.records import Claim, Statement


def right(desk: Desk, cert: Certification, claim: Claim) -> list[Statement]:
    """What the record says instead."""
    if claim.field in ("successor", "related"):
        return _true_successor(desk, cert, desk.cert(claim.value.removeprefix("exactly ")))
    if claim.field == "converts":
        new = desk.cert(claim.value)
        note = next(link.note for link in cert.successors if link.id == new.id)
        return [desk.state("premise.converts", (desk.record(cert, "status"),), new=new.short, note=note.rstrip("."))]
    if claim.field == "requires":
        target = harder(desk, cert, desk.cert(claim.value))
        return list(field_of(desk, target, "prerequisites"))
    if claim.field == "exam_languages" and gone_in(desk, cert, claim.value.removeprefix("only ")):
        return list(ended_in(desk, cert))
    if claim.field in ("foreign_first", "before"):
        return list(field_of(desk, cert, "prerequisites"))
    if claim.field in ("retake", "free_retake", "attempts"):
        return list(rules_of(desk, desk.catalog.vendors[cert.vendor]))[:1]
    if claim.field == "experience_time":
        asked = [field for field in ("experience", "prerequisites") if getattr(cert, field).known is not None]
        return [statement for field in asked for statement in field_of(desk, cert, field)]
    if claim.field == "topics":
        name = desk.catalog.topics[claim.value].name
        lacking = desk.state("covers.no", (desk.record(cert, "content"),), cert=cert.short, topic=name)
        demands = (*desk.language.words["need_words"], *desk.language.words["claims"]["demands"])
        needed = stands(demands, desk.query.question)  # "it wants Python"
        return [lacking, *field_of(desk, cert, "about"), *(field_of(desk, cert, "prerequisites") if needed else ())]
    return list(field_of(desk, cert, "questions" if claim.field == "scored" else claim.field))


def _true_successor(desk: Desk, one: Certification, other: Certification) -> list[Statement]:
    """What took the place of the one that has closed."""
    old = next((cert for cert in (one, other) if cert.successors), one)
    return list(successor_of(desk, old))[:1]
