"""The guide's views, its picks for an outcome, and where newer sources put it right."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.catalog import Advice, Certification
from bot.facts.desk import Desk, tag
from bot.formats import in_languages, listing, moment
from bot.records import Statement
from bot.status import instead

ADVICE: dict[str, tuple[str, ...]] = {
    "avoid": ("cert-collecting", "outdated-material", "fundamentals", "lock-in"),
    "portfolio": ("portfolio", "cert-collecting", "projects"),
    "lock_in": ("lock-in",),
    "fundamentals": ("fundamentals",),
    "respected": ("respected",),
    "landscape": ("landscape",),
    "verdict": ("verdict",),
}


def advice(desk: Desk) -> Iterator[Statement]:
    """The points of the views asked for, in the guide's order, each citing the guide."""
    for ask in desk.query.asks:
        views = ADVICE.get(ask, ())
        if ask == "avoid":
            yield from _mistakes(desk, [desk.catalog.advice[i] for i in views])
            continue
        for view in (desk.catalog.advice[i] for i in views):
            points = [str(p.value) for p in view.points if p.known]
            for place, point in enumerate(points[: 2 if len(views) > 1 else 5]):
                found = desk.guide(view.guide_section, point)
                yield Statement(point, found, "answer" if place == 0 else "why")
            yield from put_right(desk, view)
    if "landscape" in desk.query.asks:
        yield from _tiers(desk)


def put_right(desk: Desk, view: Advice, certs: Collection[str] = ()) -> Iterator[Statement]:
    """What newer sources say against a view of the guide; against what it says of some exams, where they are given."""
    for fix in (desk.catalog.corrections[i] for i in view.corrections):
        if not certs or set(certs) & set(fix.certs):
            yield Statement(str(fix.text.value), (desk.passages[f"correction/{fix.id}"],), "note")


def _mistakes(desk: Desk, views: list[Advice]) -> Iterator[Statement]:
    """All that the guide warns of, a line each."""
    names = listing([view.name[0].lower() + view.name[1:] for view in views])
    yield desk.state("avoid.head", desk.guide(views[0].guide_section), names=names)
    for view in views:
        points = " ".join(str(point.value) for point in view.points[:2] if point.known)
        yield Statement(f"- {points}", desk.guide(view.guide_section, points), "step")


def _tiers(desk: Desk) -> Iterator[Statement]:
    """The guide's tiers and the exams in each."""
    tiers: dict[str, list[Certification]] = {}
    for cert in desk.catalog.certifications.values():
        if cert.tier:
            tiers.setdefault(cert.tier, []).append(cert)
    for tier, certs in tiers.items():
        names = desk.named(certs)
        fact = desk.computed("tiers", desk.say("landscape.tier", tier=tier, certs=names), certs)
        yield desk.state("landscape.tier", (fact,),
                         "step", tier=tier, certs=names)  # fmt: skip


def book_instead(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """The sentence that an exam closed and what to book in its place."""
    after = next(instead(desk.catalog, cert, desk.today), None)
    event = desk.standing(cert).event
    if after and event:
        limited = in_languages(event)
        basis = (desk.record(cert, "status"), desk.record(after, "price"))
        yield desk.state("pick.closed", basis, "change", cert=tag(cert), when=moment(event), limited=limited,
                         after=desk.brief(after))  # fmt: skip


def projects(desk: Desk) -> Iterator[Statement]:
    """A project to build beside an exam, and the guide's examples."""
    for cert in desk.certs[:3]:
        if cert.project:
            yield desk.state(
                "project.cert", (desk.record(cert, "study"),), cert=cert.short, project=cert.project.rstrip(".")
            )
    view = desk.catalog.advice["projects"]
    for place, point in enumerate(view.points):
        role = "why" if desk.certs or place else "answer"
        yield Statement(str(point.value), desk.guide(view.guide_section, str(point.value)), role)  # type: ignore[arg-type]
