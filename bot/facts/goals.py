"""The guide's picks for a goal as they can be booked today, and the question back where the goal is unknown."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalog import Certification, Outcome, Pick
from bot.facts.affordable import within
from bot.facts.desk import Desk, once, same_exam, tag
from bot.formats import in_languages, listing, moment
from bot.records import Passage, Statement


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
    usual = [cert for i in first.picks[0].certs if desk.open(cert := desk.cert(i))]
    for cert in (in_cloud(desk, first) or usual)[:1]:
        yield desk.state("chat.which_one.start", (desk.record(cert, "price"),), "note", cert=desk.brief(cert))


def outcome(desk: Desk) -> Iterator[Statement]:
    """The guide's pick for a goal as it can be booked today, why, and what newer facts add."""
    ids = desk.query.outcomes or ((desk.query.profile.outcome,) if desk.query.profile.outcome else ())
    for goal in (desk.catalog.outcomes[i] for i in ids[:1] if i):
        picks = own_cloud(desk, goal)
        if (limit := desk.query.limits.max_price) is not None:
            yield from within(desk, goal, picks, limit)
            return
        guided = any(desk.cert(cert).vendor == desk.cloud for pick in picks for cert in pick.certs)
        for cert in () if guided else in_cloud(desk, goal)[:1]:
            vendor = desk.catalog.vendors[cert.vendor].name
            yield desk.state("pick.own cloud", (desk.record(cert, "price"), desk.record(cert, "fit")), goal=goal.name,
                             vendor=vendor, cert=desk.brief(cert), audience=desk.show(cert, "audience"))  # fmt: skip
        for pick in picks:
            yield from _pick(desk, goal, pick)
        yield from newer(desk, goal, picks)


def in_cloud(desk: Desk, goal: Outcome) -> list[Certification]:
    """What can be booked for a goal in the person's cloud, the guide's picks before what is newer."""
    named = [i for pick in goal.picks if not pick.pairing for i in pick.certs]
    booked = [desk.bookable(desk.cert(i)) for i in (*named, *goal.instead)]
    own = [cert for cert in booked if cert and cert.vendor == desk.cloud and desk.cloud]
    return [cert for cert in once(own) if cert.id not in goal.unfit]


def first_picks(desk: Desk, goal: Outcome) -> list[Certification]:
    """What can be booked of the guide's first pick for a goal, in the person's cloud where it has one."""
    booked = [desk.bookable(desk.cert(i)) for i in goal.picks[0].certs]
    return in_cloud(desk, goal)[:1] or once(cert for cert in booked if cert and cert.id not in goal.unfit)


def own_cloud(desk: Desk, goal: Outcome) -> list[Pick]:
    """Only the picks in the person's cloud, where the goal has any that can be booked and suits it."""
    cloud = desk.cloud
    if not cloud:
        return list(goal.picks)
    own = []
    for pick in goal.picks:
        certs = tuple(c for c in pick.certs if desk.cert(c).vendor == cloud)
        if certs or pick.pairing:
            own.append(pick.model_copy(update={"certs": certs or pick.certs}))
    takes = (desk.bookable(desk.cert(i)) for pick in own if not pick.pairing for i in pick.certs)
    return own if any(cert and cert.id not in goal.unfit for cert in takes) else list(goal.picks)


def _pick(desk: Desk, goal: Outcome, pick: Pick) -> Iterator[Statement]:
    booked, closed = [], []
    for cert in (desk.cert(i) for i in pick.certs):
        book = desk.bookable(cert)
        if not desk.open(cert):
            closed.append(cert)
        if book and not (book.id != cert.id and book.id in goal.unfit):
            booked.append(book)
    basis = list(desk.guide(goal.guide_section, f"{' '.join(desk.cert(i).name for i in pick.certs)} {pick.why}"))
    if booked:
        key = "pick.add" if pick.pairing else "pick.take"
        found = [desk.record(cert, "price") for cert in booked]
        other = any(not desk.open(c) and not same_exam(c, desk.bookable(c) or c) for c in map(desk.cert, pick.certs))
        fitting = pick.why and not (other and len(booked) == 1)
        reason = pick.why_alone if pick.why_alone and len(once(booked)) == 1 else pick.why
        why = desk.say("pick.why", why=reason.rstrip(".")) if fitting else ""
        yield desk.state(key, [*basis, *found], "why" if pick.pairing else "answer", why=why,
                         certs=listing([desk.brief(c) for c in once(booked)], "or"),
                         goal=goal.name, when=f" {pick.when}" if pick.when else "")  # fmt: skip
    for cert in closed:
        yield from _stands_in(desk, cert, booked)


def _stands_in(desk: Desk, cert: Certification, booked: list[Certification]) -> Iterator[Statement]:
    """Why a pick of the guide has another name here, or is left out."""
    after, event = desk.bookable(cert), desk.standing(cert).event
    if event:
        limited = in_languages(event)
        yield desk.state(
            "pick.stands" if after in booked else "pick.gone",
            (desk.record(cert, "status"),),
            "change",
            cert=tag(cert),
            after=tag(after) if after else "",
            when=moment(event),
            limited=limited,
        )


def newer(desk: Desk, goal: Outcome, picks: list[Pick]) -> Iterator[Statement]:
    """What newer facts add to the picks for a goal, and where they speak against them."""
    named = {i for pick in picks for i in pick.certs}
    shown = named | {book.id for i in named if (book := desk.bookable(desk.cert(i)))}
    unwanted = desk.query.limits.excluded
    instead = [desk.cert(i) for i in goal.instead if i not in shown]
    added = [cert for cert in instead if desk.open(cert) and cert.vendor not in unwanted]
    guided = {i for pick in goal.picks for i in pick.certs}
    for key, some in (
        ("pick.too", [cert for cert in added if cert.id in guided]),
        ("pick.newer", [cert for cert in added if cert.id not in guided]),
    ):
        if some:
            certs = listing([desk.brief(c) for c in some], "or")
            yield desk.state(key, [desk.record(c, "price") for c in some], "change", certs=certs)
    yield from cautions(desk, goal, named, {cert.id for cert in added})


def cautions(desk: Desk, goal: Outcome, named: set[str], added: set[str]) -> Iterator[Statement]:
    """What speaks against the picks named, apart from those that newer facts add."""
    touched = named | {after.id for i in named for after in desk.cert(i).successors}
    for caution in goal.cautions:
        if caution.cert in touched and caution.cert not in added and desk.open(desk.cert(caution.cert)):
            basis = [desk.record(desk.cert(caution.cert), "fit"), desk.record(desk.cert(caution.cert), "content")]
            yield Statement(str(caution.text.value), (*_corrections(desk, caution.cert), *basis), "note")


def _corrections(desk: Desk, cert: str) -> list[Passage]:
    found = [fix for fix in desk.catalog.corrections.values() if cert in fix.certs]
    return [desk.passages[f"correction/{fix.id}"] for fix in found]
