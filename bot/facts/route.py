"""The steps still to take on a person's path, each with what to book for it on the day asked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.catalog import Background, Certification, Outcome, Step
from bot.facts.desk import Desk, same_exam
from bot.language import stands


@dataclass(frozen=True, slots=True)
class Stop:
    """One step of a path on the day asked about: the guide's choice and what to book for it."""

    step: Step
    picked: Certification
    book: Certification | None
    others: tuple[Certification, ...] = ()

    @property
    def renewed(self) -> bool:
        """The guide's choice has a successor under the same name."""
        return self.book is not None and self.book.id != self.picked.id and same_exam(self.picked, self.book)


def route(desk: Desk, background: Background) -> list[Stop]:
    """The steps that are still to take, in the guide's order, without exams the person holds."""
    return [stop for stop in stops_of(desk, background) if not held_for(desk, stop)]


def stops_of(desk: Desk, background: Background) -> list[Stop]:
    """All steps of a background in the guide's order, those that the person has taken among them."""
    return [stop_of(desk, step) for step in background.steps]


def place_on(desk: Desk, background: Background, cert: Certification) -> int | None:
    """At which step of a background's path an exam stands, from 0; None where it is none of its exams."""
    for place, stop in enumerate(stops_of(desk, background)):
        named = [stop.picked, *stop.others]
        if cert.id in {exam.id for one in named for exam in (one, desk.bookable(one) or one)}:
            return place
    return None


def held_for(desk: Desk, stop: Stop) -> str | None:
    """The certification that the person holds and that makes a step unnecessary, by its id: any one of its exams."""
    wanted = {stop.picked.id, stop.book.id if stop.book else stop.picked.id}
    for other in stop.others:
        wanted |= {other.id, (desk.bookable(other) or other).id}
    return next((held for held in desk.query.profile.held if held in wanted), None)


def toward(desk: Desk, goal: Outcome) -> Iterator[Stop]:
    """The guide's picks for a goal as stops: any one of its first picks, then each pick that it adds to them."""
    first = [pick for pick in goal.picks if not pick.pairing]
    for picks in (first, *([pick] for pick in goal.picks if pick.pairing)):
        certs = tuple(dict.fromkeys(cert for pick in picks for cert in pick.certs))
        if not certs:
            continue
        stop = stop_of(desk, Step(certs=certs, why=picks[0].why))
        own = next(pick for pick in picks if stop.picked.id in pick.certs)
        yield _fitting(desk, goal, replace(stop, step=stop.step.model_copy(update={"why": own.why})))


def _fitting(desk: Desk, goal: Outcome, stop: Stop) -> Stop:
    """A stop without successors that do not suit the goal; for such a one the first newer exam that does."""

    def suits(cert: Certification) -> bool:
        book = desk.bookable(cert)
        return book is None or book.id == cert.id or book.id not in goal.unfit

    others = tuple(cert for cert in stop.others if suits(cert))
    if suits(stop.picked):
        return replace(stop, others=others)
    newer = sorted((cert for cert in map(desk.cert, goal.instead) if desk.open(cert)),
                   key=lambda cert: cert.vendor != desk.cloud)  # fmt: skip
    return replace(stop, book=newer[0] if newer else None, others=others)


def stop_of(desk: Desk, step: Step) -> Stop:
    """A step as it can be taken today: in the person's cloud, with a successor for a closed exam."""
    cloud = desk.cloud
    certs = [desk.cert(i) for i in step.certs]
    own = [cert for cert in certs if cert.vendor == cloud]
    ranked = own or sorted(certs, key=lambda cert: not desk.open(cert))
    if not own:
        kept = [cert for cert in certs if cert.id == step.certs[0]]
        ranked = kept + [cert for cert in ranked if cert not in kept]
    first = ranked[0]
    if not own and desk.bookable(first) is None:
        first = next((cert for cert in ranked if desk.bookable(cert)), first)
    limit = desk.query.limits.max_price
    if not own and limit is not None:  # of several clouds' exams one that can be paid for
        first = next((cert for cert in (first, *ranked) if _costs(desk, cert) <= limit), first)
    others = () if own else tuple(cert for cert in certs if cert is not first)
    return Stop(step, first, desk.bookable(first), others)


def _costs(desk: Desk, cert: Certification) -> float:
    """What it takes to book an exam, or its successor; more than anybody has where that is not known."""
    book = desk.bookable(cert)
    fee = desk.fee(book) if book else None
    return float("inf") if fee is None else fee


def backgrounds_of(desk: Desk) -> list[Background]:
    """The backgrounds the question names, else the one told before."""
    ids = desk.query.backgrounds or ((desk.query.profile.background,) if desk.query.profile.background else ())
    return [desk.catalog.backgrounds[i] for i in ids if i][:2]


def booked_on(desk: Desk, background: Background) -> list[Certification]:
    """What to book on a person's route, without optional steps and without one to be skipped."""
    stops, place = route(desk, background), desk.query.place
    words = set(desk.query.question.lower().replace(",", " ").split())
    if place and words & set(desk.language.words["skip_words"]):
        stops = [stop for number, stop in enumerate(stops, start=1) if number != place]
    whole = stands(desk.language.words["with_optional"], desk.query.question)
    books = [stop.book for stop in stops if stop.book and (whole or not stop.step.optional)]
    return books[: desk.query.count] if place == 1 and desk.query.count else books  # "the first two"


def paid_for(desk: Desk, stops: Iterable[Stop], limit: float) -> Iterator[tuple[Stop, float]]:
    """Of the stops, in order, those that a budget pays for, each with what is left after it."""
    for stop in stops:
        fee = desk.fee(stop.book) if stop.book else None
        if fee is not None and fee <= limit:
            limit -= fee
            yield stop, limit
