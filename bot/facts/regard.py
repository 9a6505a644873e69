"""How employers see exams, as far as the guide says: of those named, or of a vendor's."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalog import Certification
from bot.facts.advice import put_right
from bot.facts.advised import on_paths
from bot.facts.desk import Desk
from bot.facts.standing import change
from bot.records import Statement

VIEW = "respected"


def regard(desk: Desk) -> Iterator[Statement]:
    """What the guide says of how the exams or vendors named are seen; of an exam that it passes over, that it does."""
    view, asked = desk.catalog.advice[VIEW], _asked_about(desk)
    told = [(str(point.value), certs) for point, certs in zip(view.points, view.about, strict=True) if asked & {*certs}]
    spoken = {cert for _, certs in told for cert in certs}
    for cert in desk.certs[:2]:
        if cert.id not in spoken:
            text = desk.say("regard.silent", cert=cert.short)
            yield Statement(text, (desk.computed("regard", text, [cert]),))
    for place, (point, _) in enumerate(told):
        yield Statement(point, desk.guide(view.guide_section, point), "answer" if place == 0 else "why")
    if not told:
        section = desk.catalog.advice["portfolio"].guide_section
        yield desk.state("worth.portfolio", desk.guide(section, desk.say("worth.portfolio")), "why")
    for cert in desk.certs[:2]:
        yield from _held(desk, cert)
        yield from on_paths(desk, cert)
        yield from change(desk, cert)
    if asked & spoken:
        yield from put_right(desk, view, asked & spoken)


def _asked_about(desk: Desk) -> set[str]:
    vendors = desk.query.limits.vendors
    return set(desk.query.certs) or {c.id for c in desk.catalog.certifications.values() if c.vendor in vendors}


def _held(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """The jobs whose holders typically have an exam, by the guide's table."""
    for role in desk.catalog.roles.values():
        if cert.id in role.held:
            basis = desk.guide(role.guide_section, f"{role.name} {role.held_text}")
            yield desk.state("regard.held", basis, job=role.name, held=role.held_text)
