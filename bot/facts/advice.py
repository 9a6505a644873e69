"""The guide's views, its picks for an outcome, and where newer sources put it right."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalog import Advice, Certification, Outcome, Pick, Retake, Vendor
from bot.facts.desk import Desk, same_exam, tag
from bot.facts.standing import change
from bot.formats import day, listing, moment
from bot.records import Passage, Statement
from bot.status import instead

ADVICE: dict[str, tuple[str, ...]] = {
    "avoid": ("cert-collecting", "outdated-material", "fundamentals", "lock-in"),
    "portfolio": ("portfolio", "projects"),
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
        if len(views) > 2:
            yield from _mistakes(desk, [desk.catalog.advice[i] for i in views])
            continue
        for view in (desk.catalog.advice[i] for i in views):
            points = [str(p.value) for p in view.points if p.known]
            for place, point in enumerate(points[: 2 if len(views) > 1 else 5]):
                found = desk.guide(view.guide_section, point)
                yield Statement(point, found, "answer" if place == 0 else "why")
    if "landscape" in desk.query.asks:
        yield from _tiers(desk)
    yield from _named_and_closed(desk)


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
        yield desk.state("landscape.tier", (desk.computed("tiers", desk.say("landscape.tier", tier=tier, certs=names), certs),),
                         "step", tier=tier, certs=names)  # fmt: skip


def which_one(desk: Desk) -> Iterator[Statement]:
    """Asks back who is asking, and gives the first step that fits anybody."""
    say = desk.say
    lines = [say("chat.which_one")]
    lines += [
        say("chat.which_one.background", background=b.name[0].upper() + b.name[1:], goal=b.goal)
        for b in desk.catalog.backgrounds.values()
    ]
    first, *_ = desk.catalog.outcomes.values()
    yield Statement("\n".join([*lines, say("chat.which_one.outcome", goal=first.name)]), ())
    certs = [cert for i in first.picks[0].certs if desk.open(cert := desk.cert(i))][:1]
    for cert in certs:
        yield desk.state("chat.which_one.start", (desk.record(cert, "price"),), "note", cert=desk.brief(cert))


def _named_and_closed(desk: Desk) -> Iterator[Statement]:
    """What to book for the closed exams that a verdict or a view of respect names."""
    if "verdict" in desk.query.asks or "which_one" in desk.query.asks:
        for outcome in ("verdict",):
            text = " ".join(str(p.value) for p in desk.catalog.advice[outcome].points)
            closed = [c for c in desk.catalog.certifications.values() if tag(c) in text and not desk.open(c)]
            for cert in closed:
                yield from _instead(desk, cert)


def _instead(desk: Desk, cert: Certification) -> Iterator[Statement]:
    after = next(instead(desk.catalog, cert, desk.today), None)
    event = desk.standing(cert).event
    if after and event:
        limited = f" in {listing(event.languages)}" if event.languages else ""
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


def outcome(desk: Desk) -> Iterator[Statement]:
    """The guide's pick for a goal as it can be booked today, why, and what newer facts add."""
    ids = desk.query.outcomes or ((desk.query.profile.outcome,) if desk.query.profile.outcome else ())
    for goal in (desk.catalog.outcomes[i] for i in ids[:1] if i):
        picks = _own_cloud(desk, goal)
        for pick in picks:
            yield from _pick(desk, goal, pick)
        yield from _newer(desk, goal, picks)


def _own_cloud(desk: Desk, goal: Outcome) -> list[Pick]:
    """Only the picks in the person's cloud, where the goal has any."""
    cloud = desk.cloud
    if not cloud:
        return list(goal.picks)
    own = []
    for pick in goal.picks:
        certs = tuple(c for c in pick.certs if desk.cert(c).vendor == cloud)
        if certs or pick.pairing:
            own.append(pick.model_copy(update={"certs": certs or pick.certs}))
    return own if any(not p.pairing for p in own) else list(goal.picks)


def _pick(desk: Desk, goal: Outcome, pick: Pick) -> Iterator[Statement]:
    unfit = {caution.cert for caution in goal.cautions if caution.cert not in goal.instead}
    booked, closed = [], []
    for cert in (desk.cert(i) for i in pick.certs):
        book = desk.bookable(cert)
        if not desk.open(cert):
            closed.append(cert)
        if book and not (book.id != cert.id and book.id in unfit):
            booked.append(book)
    basis = list(desk.guide(goal.guide_section, f"{' '.join(desk.cert(i).name for i in pick.certs)} {pick.why}"))
    if booked:
        key = "pick.add" if pick.pairing else "pick.take"
        found = [desk.record(cert, "price") for cert in booked]
        other = any(not desk.open(c) and not same_exam(c, desk.bookable(c) or c) for c in map(desk.cert, pick.certs))
        fitting = pick.why and not (other and len(booked) == 1)
        why = desk.say("pick.why", why=pick.why.rstrip(".")) if fitting else ""
        yield desk.state(key, [*basis, *found], "why" if pick.pairing else "answer", why=why,
                         certs=listing([desk.brief(c) for c in dict.fromkeys(booked_ids(booked))], "or"),
                         goal=goal.name, when=f" {pick.when}" if pick.when else "")  # fmt: skip
    for cert in closed:
        yield from _stands_in(desk, cert, booked)


def _stands_in(desk: Desk, cert: Certification, booked: list[Certification]) -> Iterator[Statement]:
    """Why a pick of the guide has another name here, or is left out."""
    after, event = desk.bookable(cert), desk.standing(cert).event
    if event:
        limited = f" in {listing(event.languages)}" if event.languages else ""
        yield desk.state("pick.stands" if after in booked else "pick.gone", (desk.record(cert, "status"),), "change",
                         cert=tag(cert), after=tag(after) if after else "", when=moment(event), limited=limited)  # fmt: skip


def booked_ids(certs: list[Certification]) -> list[Certification]:
    """The certifications, each once, in order."""
    return list({cert.id: cert for cert in certs}.values())


def _newer(desk: Desk, goal: Outcome, picks: list[Pick]) -> Iterator[Statement]:
    named = {i for pick in picks for i in pick.certs}
    shown = named | {book.id for i in named if (book := desk.bookable(desk.cert(i)))}
    added = [desk.cert(i) for i in goal.instead if i not in shown and desk.open(desk.cert(i))]
    if added:
        certs = listing([desk.brief(c) for c in added], "or")
        yield desk.state("pick.newer", [desk.record(c, "price") for c in added], "change", certs=certs)
    touched = named | {after.id for i in named for after in desk.cert(i).successors}
    for caution in goal.cautions:
        if caution.cert in touched and caution.cert not in {c.id for c in added} and desk.open(desk.cert(caution.cert)):
            basis = [desk.record(desk.cert(caution.cert), "fit"), desk.record(desk.cert(caution.cert), "content")]
            yield Statement(str(caution.text.value), (*_corrections(desk, caution.cert), *basis), "note")


def _corrections(desk: Desk, cert: str) -> list[Passage]:
    found = [fix for fix in desk.catalog.corrections.values() if cert in fix.certs]
    return [desk.passages[f"correction/{fix.id}"] for fix in found]


def outdated(desk: Desk) -> Iterator[Statement]:
    """What in the guide has been overtaken: the exams that closed first, then the other corrections."""
    named = {i for b in desk.catalog.backgrounds.values() for step in b.steps for i in step.certs}
    named |= {i for cert in desk.catalog.certifications.values() if cert.tier for i in [cert.id]}
    if desk.certs:
        fixes = [fix for fix in desk.catalog.corrections.values() if set(desk.query.certs) & set(fix.certs)]
        for fix in fixes[:3]:
            yield Statement(str(fix.text.value), (desk.passages[f"correction/{fix.id}"],), "answer")
        if fixes:
            return
    gone = [c for c in desk.catalog.certifications.values() if c.id in named and desk.standing(c).stage == "closed"]
    if gone:
        text = desk.say("outdated.head", count=len(gone), certs=desk.named(gone))
        yield Statement(text, (desk.computed("outdated", text, gone),))
    for cert in gone:
        lines = list(_instead(desk, cert))
        yield from (Statement(f"- {line.text}", line.basis, "step") for line in lines)
    for fix in desk.catalog.corrections.values():
        if (
            fix.text.checked <= desk.today
            and not set(fix.certs) & {c.id for c in gone}
            and fix.id.endswith(("price", "naming", "unsourced"))
        ):
            yield Statement(f"- {fix.text.value}", (desk.passages[f"correction/{fix.id}"],), "note")


def data_date(desk: Desk) -> Iterator[Statement]:
    """The newest and the guide's date, and the day the answer is for."""
    newest = max(
        v.checked for c in desk.catalog.certifications.values() for v in (c.price, c.provenance, *c.notes, *c.events)
    )
    text = desk.say("data.date", newest=day(newest), written=desk.catalog.guide_written, today=day(desk.today))
    yield Statement(text, (desk.computed("data", text),))
    for cert in desk.certs[:1]:
        passage = desk.record(cert, "price")
        if passage.as_of:
            yield desk.state("data.cert", (passage,), "why", cert=cert.short, when=day(passage.as_of))


def sources(desk: Desk) -> Iterator[Statement]:
    """What the answers rest on."""
    official = sum(source.official for source in desk.catalog.sources.values())
    text = desk.say("data.sources", certs=len(desk.catalog.certifications), sources=len(desk.catalog.sources),
                    official=official, written=desk.catalog.guide_written)  # fmt: skip
    yield Statement(text, (desk.computed("data", text),))
    yield desk.state("pay.source", (desk.passages["correction/salary-unsourced"],), "why")
    for cert in desk.certs[:1]:
        passage = desk.record(cert, "price")
        yield Statement(passage.text.splitlines()[-1], (passage,), "why")


def guide(desk: Desk) -> Iterator[Statement]:
    """What the guide is, from its own opening."""
    opening = next((p for p in desk.passages.values() if p.kind == "guide"), None)
    if opening:
        text = desk.say("data.guide", written=desk.catalog.guide_written)
        yield Statement(text, (opening,))


def _lowered(desk: Desk, text: str) -> str:
    """Text to stand after a colon: its first letter small, unless a name begins it."""
    first = text.split()[0].lower()
    return text[0].lower() + text[1:] if first in desk.language.words["common"] or first == "after" else text


def _fitting(desk: Desk, vendor: Vendor) -> list[Retake]:
    """The rules for the exams asked about: for the very exam, else for its level or stage, else all."""
    certs = [cert for cert in desk.certs if cert.vendor == vendor.id]
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


def retake(desk: Desk) -> Iterator[Statement]:
    """The retake rules of the vendors asked about, or of the vendors of the exams asked about."""
    vendors = list(dict.fromkeys([*(cert.vendor for cert in desk.certs), *desk.query.vendors]))
    for vendor in (desk.catalog.vendors[v] for v in vendors[:3]):
        basis = (desk.passages[f"vendor/{vendor.id}"],)
        for place, rule in enumerate(_fitting(desk, vendor)):
            who = vendor.name if rule.applies_to == "all exams" else f"{vendor.name} ({rule.applies_to})"
            key, said = ("retake.rule", rule.rule.known) if rule.rule.known else ("retake.unknown", rule.rule.note)
            yield desk.state(
                key, basis, "why" if place else "answer", who=who, rule=_lowered(desk, str(said)).rstrip(".")
            )
            for other in rule.rule.others[:1]:
                yield Statement(str(other.value), basis, "note")
    if not vendors:
        for vendor in desk.catalog.vendors.values():
            if vendor.retakes and vendor.retakes[0].rule.known:
                first_sentence = str(vendor.retakes[0].rule.known).split(". ")[0].rstrip(".")
                basis = (desk.passages[f"vendor/{vendor.id}"],)
                yield desk.state("retake.line", basis, "step", who=vendor.name, rule=first_sentence)
    for cert in desk.certs[:2]:
        yield from change(desk, cert)
