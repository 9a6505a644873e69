"""First steps, whole paths and what comes next, with closed exams replaced by what can be booked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.catalog import Background, Certification
from bot.facts import advice
from bot.facts.advised import on_paths, section_of, spoken, words_on
from bot.facts.desk import Desk, family_name, tag
from bot.facts.fees import total_of
from bot.facts.route import Stop, backgrounds_of, route, stops_of
from bot.facts.topics import beside
from bot.formats import in_languages, listing, moment, money
from bot.records import STEP, Statement


def first_step(desk: Desk) -> Iterator[Statement]:
    """The exam to take first, why, what has changed about it, and the steps after it."""
    for background in backgrounds_of(desk):
        stops = route(desk, background)
        if not stops:
            yield desk.state("path.done", section_of(desk, background), background=background.name)
            continue
        first, *later = stops
        yield _first(desk, background, first)
        yield from _mind(desk, first)
        yield from _alternatives(desk, first)
        if later:
            yield _then(desk, later)
        yield from _of_cloud(desk, stops)
        yield from beside(desk, first.book)


def _first(desk: Desk, background: Background, stop: Stop) -> Statement:
    is_first = stop.step is background.steps[0]
    key = "path.start" if is_first else "path.start later"
    if stop.book is None:
        key = "path.start closed"
    elif stop.book.id != stop.picked.id and not stop.renewed:
        key = "path.start replaced"
    basis = list(section_of(desk, background, f"{stop.picked.code} {stop.picked.name}"))
    if stop.book and stop.book.id != stop.picked.id and not stop.renewed:
        basis += [desk.record(stop.picked, "status"), desk.record(stop.book, "price")]
    ended = desk.standing(stop.picked).event
    return desk.state(
        key,
        basis,
        cert=spoken(stop),
        picked=stop.picked.short,
        background=background.name,
        goal=background.goal,
        why=stop.step.why.rstrip("."),
        when=moment(ended) if ended else "",
    )


def _mind(desk: Desk, stop: Stop) -> Iterator[Statement]:
    """What to know before booking: a version that closed, a beta, the fee."""
    book, picked = stop.book, stop.picked
    if book is None:
        return
    basis = [desk.record(picked, "status"), desk.record(book, "status"), desk.record(book, "price")]
    ended = desk.standing(picked).event
    if book.id != picked.id and ended:
        limited = in_languages(ended)
        now = desk.standing(book).stage
        yield desk.state(f"path.mind {now}", basis, "change", picked=tag(picked), limited=limited,
                         when=moment(ended), book=tag(book), fee=_fee(desk, book))  # fmt: skip
    else:
        stage = desk.say(f"stage.{desk.standing(book).stage}")
        yield desk.state("path.book", basis[1:], "why", book=tag(book), fee=_fee(desk, book), stage=stage)
        closes = desk.standing(book).closes
        if closes:
            yield desk.state("path.closes", basis[1:2], "change", book=tag(book), when=moment(closes),
                             limited=in_languages(closes))  # fmt: skip


def _fee(desk: Desk, cert: Certification) -> str:
    fee = desk.fee(cert)
    return money(fee) if fee is not None else desk.say("path.no fee")


def _alternatives(desk: Desk, stop: Stop) -> Iterator[Statement]:
    """The same step for another cloud."""
    for other in stop.others[:1]:
        book = desk.bookable(other)
        if book is None:
            continue
        vendor = desk.catalog.vendors[book.vendor]
        basis = [desk.record(book, "price"), *([desk.record(other, "status")] if book.id != other.id else [])]
        key = "path.alternative" if book.id == other.id else "path.alternative replaced"
        yield desk.state(key, basis, "why", cloud=vendor.cloud or vendor.name, book=desk.brief(book), picked=tag(other))
        yield from _caution(desk, book)


def _caution(desk: Desk, cert: Certification) -> Iterator[Statement]:
    if cert.prerequisites.note:
        yield Statement(f"{cert.prerequisites.note.rstrip('.')}.", (desk.record(cert, "fit"),), "note")


def _then(desk: Desk, later: list[Stop]) -> Statement:
    parts, basis = [], []
    for stop in later:
        book = stop.book or stop.picked
        optional = desk.say("path.optional") if stop.step.optional else ""
        parts.append(f"{optional}{desk.brief(book)}")
        basis.append(desk.record(book, "price"))
        if book.id != stop.picked.id:
            parts[-1] += desk.say("path.in place of", picked=tag(stop.picked))
            basis.append(desk.record(stop.picked, "status"))
    return desk.state("path.then", basis, "step", steps=", then ".join(parts))


def path(desk: Desk) -> Iterator[Statement]:
    """The whole sequence as a numbered list, with what each step costs, and the sum."""
    for background in backgrounds_of(desk):
        stops = route(desk, background)
        if desk.query.matter == STEP:
            yield from _nth(desk, background)
        yield whole(desk, background, stops)
        for place, stop in enumerate(stops, start=1):
            yield _line(desk, background, place, stop)
        yield from _sum(desk, stops)
        yield from _of_cloud(desk, stops)


def whole(desk: Desk, background: Background, stops: Sequence[Stop]) -> Statement:
    """The exams of a path in their order."""
    names = ", then ".join(family_name(stop.book or stop.picked) for stop in stops)
    return desk.state("path.whole", section_of(desk, background), background=background.name,
                      goal=background.goal, names=names)  # fmt: skip


def nth(
    desk: Desk, background: Background, stop: Stop, place: int, key: str = "path.nth", before: str = ""
) -> Statement:
    """One step of a path by its place; `before` stands before its exam."""
    book = stop.book or stop.picked
    text = desk.say(key, place=place, cert=f"{before}{desk.brief(book)}", background=background.name,
                    goal=background.goal)  # fmt: skip
    return Statement(text, (desk.computed("path", text, [book]), *words_on(desk, background, stop)))


def _of_cloud(desk: Desk, stops: list[Stop]) -> Iterator[Statement]:
    """What there is of the person's cloud, where the path has no exam of it."""
    cloud = desk.cloud
    booked = {cert.vendor for stop in stops for cert in (stop.book or stop.picked, *stop.others)}
    own = [c for c in desk.catalog.certifications.values() if c.vendor == cloud and desk.standing(c).bookable]
    if cloud and own and cloud not in booked:
        certs = listing([desk.brief(cert) for cert in own])
        text = desk.say("path.no cloud", vendor=desk.catalog.vendors[cloud].name, certs=certs)
        yield Statement(text, (desk.computed("list", text, own),), "note")


def _nth(desk: Desk, background: Background) -> Iterator[Statement]:
    """The step that a question counts: "what do I take second?"; those taken are counted too."""
    place, stops = desk.query.place, stops_of(desk, background)
    if place and place <= len(stops):
        yield nth(desk, background, stops[place - 1], place)


def _line(desk: Desk, background: Background, place: int, stop: Stop) -> Statement:
    book = stop.book or stop.picked
    basis = [*section_of(desk, background, f"{stop.picked.code} {stop.picked.name}"), desk.record(book, "price")]
    instead = ""
    if book.id != stop.picked.id:
        ended = desk.standing(stop.picked).event
        basis.append(desk.record(stop.picked, "status"))
        instead = desk.say("path.replaces", picked=tag(stop.picked), when=moment(ended) if ended else "")
    others = [desk.bookable(other) for other in stop.others]
    alternatives = [other for other in others if other and other.id != book.id][:2]
    basis += [desk.record(other, "price") for other in alternatives]
    either = desk.say("path.or", certs=listing([desk.brief(c) for c in alternatives], "or")) if alternatives else ""
    return desk.state("path.line", basis, "step", place=place, cert=desk.brief(book), why=stop.step.why.rstrip("."),
                      either=either, instead=instead,
                      optional=desk.say("path.optional") if stop.step.optional else "")  # fmt: skip


def _sum(desk: Desk, stops: Sequence[Stop]) -> Iterator[Statement]:
    """What the steps of a path cost together, but for optional ones."""
    fees = [(stop.book, desk.fee(stop.book)) for stop in stops if stop.book and not stop.step.optional]
    known = [(cert, fee) for cert, fee in fees if fee is not None]
    without = desk.say("total.without optional") if any(stop.step.optional for stop in stops) else ""
    if len(known) > 1:
        yield total_of(desk, known, before=without)


def next_step(desk: Desk) -> Iterator[Statement]:
    """What comes after an exam: on the person's path, else on each path that holds it."""
    after = desk.certs[0] if desk.certs else None
    backgrounds = backgrounds_of(desk)
    if after is None and not backgrounds:
        return
    found = False
    for background in backgrounds or list(desk.catalog.backgrounds.values()):
        stop = _following(desk, background, after)
        if stop:
            found = True
            yield _next(desk, background, stop, after)
            yield from _mind(desk, stop)
    if found:
        return
    if backgrounds:
        yield from first_step(desk)  # what they hold is on no path of theirs: the path begins
    elif after:
        yield from _by_verdict(desk)


def _following(desk: Desk, background: Background, after: Certification | None) -> Stop | None:
    free = replace(desk, query=desk.query.but(profile=replace(desk.query.profile, held=())))
    stops = route(free, background)
    for place, stop in enumerate(stops[:-1]):
        options = {stop.picked.id, *(o.id for o in stop.others), *([stop.book.id] if stop.book else [])}
        options |= {b.id for o in stop.others if (b := desk.bookable(o))}
        if after and after.id in options:
            return stops[place + 1]
    return None


def _next(desk: Desk, background: Background, stop: Stop, after: Certification | None) -> Statement:
    basis = words_on(desk, background, stop)
    return desk.state("path.next", basis, after=family_name(after) if after else "", background=background.name,
                      cert=spoken(stop), goal=background.goal, why=stop.step.why.rstrip("."))  # fmt: skip


def _by_verdict(desk: Desk) -> Iterator[Statement]:
    """The guide's recommendation for anybody, and what has closed of it since."""
    yield from advice.advice(Desk(desk.query.but(asks=("verdict",)), desk.catalog, desk.language, desk.passages))


def why(desk: Desk) -> Iterator[Statement]:
    """The reasons for an exam: of the person's path, of the outcomes it is picked for, its audience."""
    for cert in desk.certs[:1]:
        yield from on_paths(desk, cert, backgrounds_of(desk))
        value = desk.show(cert, "audience")
        if value:
            yield desk.state(
                "is.audience", (desk.record(cert, "fit"),), "why", cert=cert.short, value=value.rstrip(".")
            )
        value = desk.show(cert, "about")
        if value:
            yield desk.state("is.about", (desk.record(cert, "fit"),), "why", cert=cert.short, value=value.rstrip("."))
