"""Whether an exam stands where the question takes it to stand: on a path, among all, in its beta; and whether one of
its domains weighs what is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.catalog import Background, Certification
from bot.facts import goals, ranking
from bot.facts.desk import Desk
from bot.facts.paths import nth, whole
from bot.facts.route import Stop, backgrounds_of, place_on, stops_of
from bot.facts.shares import share_of
from bot.facts.standing import status_of
from bot.records import Claim, Limits, Statement

Verdict = tuple[bool, Statement]
ENDS = {"cheapest": ranking.cheapest, "dearest": ranking.dearest, "shortest": ranking.shortest,
        "longest": ranking.longest}  # fmt: skip


def placed(desk: Desk) -> Iterator[Verdict]:
    """For each place, or share, that the question takes for granted whether that is right, and what is."""
    checks = {"step": _on_path, "pick": _picked, "end": _at_end, "beta": _in_beta, "share": _share}
    for claim in desk.query.claims:
        if claim.field in checks and claim.record:
            yield from checks[claim.field](desk, claim)


def _on_path(desk: Desk, claim: Claim) -> Iterator[Verdict]:
    for background in backgrounds_of(desk)[:1]:
        stops = stops_of(desk, background)
        place = place_on(desk, background, desk.cert(claim.record))
        if claim.value == "any":
            yield place is not None, whole(desk, background, stops)
        elif claim.value == "last":
            lasting = max(at for at, stop in enumerate(stops) if not stop.step.optional)
            yield place in (lasting, len(stops) - 1), _step(desk, background, stops[-1], "path.last", len(stops))
        elif int(claim.value) <= len(stops):
            number = int(claim.value)
            yield place == number - 1, _step(desk, background, stops[number - 1], "path.nth", number)


def _step(desk: Desk, background: Background, stop: Stop, key: str, place: int) -> Statement:
    return nth(desk, background, stop, place, key, desk.say("path.optional") if stop.step.optional else "")


def _picked(desk: Desk, claim: Claim) -> Iterator[Verdict]:
    """Against the guide's picks for the goal named; an exam that the guide never names is picked for nothing."""
    cert = desk.cert(claim.record)
    family = {cert.id, *(old.id for old in desk.catalog.certifications.values() if cert.id in _after(old))}
    if not any(named_in_guide(desk, desk.cert(i)) for i in family):
        text = desk.say("pick.unnamed", cert=cert.short)
        yield False, Statement(text, (desk.computed("guide", text, [cert]),))
        return
    for goal in (desk.catalog.outcomes[i] for i in desk.query.outcomes[:1]):
        picked = {i for pick in goal.picks for i in pick.certs}
        if said := next(goals.outcome(replace(desk, query=desk.query.but(claims=()))), None):
            yield bool(picked & family), said


def _after(cert: Certification) -> tuple[str, ...]:
    return tuple(link.id for link in cert.successors)


def named_in_guide(desk: Desk, cert: Certification) -> bool:
    """Whether a passage of the guide names an exam by its code or one of its names."""
    names = [name.lower() for name in (cert.code, cert.short, cert.name, *cert.aliases) if name]
    return any(name in p.text.lower() for p in desk.passages.values() if p.kind == "guide" for name in names)


def _at_end(desk: Desk, claim: Claim) -> Iterator[Verdict]:
    """Against all that are open, of the vendors and levels named; a beta at that end leaves room for the next one."""
    cert, limits = desk.cert(claim.record), desk.query.limits
    asked = Limits(vendors=limits.vendors, levels=limits.levels, no_beta=limits.no_beta)
    found = []
    for bounds in (asked, replace(asked, no_beta=True)):
        alone = replace(desk, query=desk.query.but(asks=(claim.value,), certs=(), limits=bounds, claims=()))
        found += list(ENDS[claim.value](alone))[:1]
    if found:
        yield any(cert.short in told.text for told in found), found[0]


def _in_beta(desk: Desk, claim: Claim) -> Iterator[Verdict]:
    cert = desk.cert(claim.record)
    stage = desk.standing(cert).stage
    if stage in ("beta", "active"):
        yield (stage == "beta") == (claim.value == "in"), status_of(desk, cert)


def _share(desk: Desk, claim: Claim) -> Iterator[Verdict]:
    yield from share_of(desk, desk.cert(claim.record), float(claim.value))
