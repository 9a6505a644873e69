"""What it costs to hold what people in a job typically hold."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalog import Certification, Role
from bot.facts.desk import Desk, once
from bot.facts.fees import total_of
from bot.facts.goals import in_cloud
from bot.language import stands
from bot.records import Statement


def of_role(desk: Desk, role: Role) -> Iterator[Statement]:
    """The sum of the fees for what people in a job hold, in the person's cloud; from nothing on, an entry exam too."""
    certs = _held(desk, role)
    if stands(desk.language.words["whole_route_words"], desk.query.question):
        certs = once([*_entry(desk), *certs])
    priced = [(cert, fee) for cert in certs if (fee := desk.fee(cert)) is not None]
    if not priced:
        return
    yield total_of(desk, priced, "answer")
    row = desk.guide(role.guide_section, f"{role.name} {role.held_text}")
    yield desk.state("pay.held", row, "why", job=role.name, held=role.held_text)


def _held(desk: Desk, role: Role) -> list[Certification]:
    """What to book of the exams that a job typically holds: of several clouds' at a level the person's or the first."""
    chosen: dict[tuple[str, str], Certification] = {}
    for named in (desk.cert(i) for i in role.held):
        cert = desk.bookable(named)
        if cert is None:
            continue
        cloud = desk.catalog.vendors[named.vendor].cloud
        place = (named.level, "") if cloud else (named.level, named.id)  # clouds have an exam each, others their own
        if place not in chosen or named.vendor == desk.cloud:
            chosen[place] = cert
    return once(chosen.values())


def _entry(desk: Desk) -> list[Certification]:
    """The exam to begin with of who knows nothing yet: the first pick for AI literacy, in the person's cloud."""
    goal = next(goal for goal in desk.catalog.outcomes.values() if goal.without_code)
    usual = [cert for i in goal.picks[0].certs if desk.open(cert := desk.cert(i))]
    return (in_cloud(desk, goal) or usual)[:1]
