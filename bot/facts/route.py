"""The steps still to take on a person's path, each with what to book for it on the day asked about."""

from __future__ import annotations

from dataclasses import dataclass

from bot.catalog import Background, Certification, Step
from bot.facts.desk import Desk, same_exam


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
    held = set(desk.query.profile.held)
    stops = (stop_of(desk, step) for step in background.steps)
    return [stop for stop in stops if not held & {stop.picked.id, stop.book.id if stop.book else stop.picked.id}]


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
    others = () if own else tuple(cert for cert in certs if cert is not first)
    return Stop(step, first, desk.bookable(first), others)


def backgrounds_of(desk: Desk) -> list[Background]:
    """The backgrounds the question names, else the one told before."""
    ids = desk.query.backgrounds or ((desk.query.profile.background,) if desk.query.profile.background else ())
    return [desk.catalog.backgrounds[i] for i in ids if i][:2]
