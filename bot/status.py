"""Whether an exam can be taken on a given day, and what to book instead when it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from bot.catalog import Catalog, Certification, Event, Value

Stage = Literal["upcoming", "announced", "beta", "beta ended", "active", "closed"]
ENGLISH = "English"
ENDINGS = ("last day", "beta ended")
"""Events that still leave their own day."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The stage of an exam on a day; `event` opened that stage, `closes` is a last day to come."""

    stage: Stage
    event: Event | None = None
    closes: Event | None = None

    @property
    def bookable(self) -> bool:
        """Whether a person can take the exam, as a beta or in full."""
        return self.stage in ("beta", "active")


def standing(cert: Certification, today: date, language: str = ENGLISH) -> Standing:
    """The stage of `cert` on `today` in `language`; an exam without events is active."""
    events = [e for e in cert.events if not e.languages or language in e.languages]
    past = [e for e in events if e.on < today or (e.on == today and e.event not in ENDINGS)]
    ahead = [e for e in events if e not in past]
    closes = next((e for e in ahead if e.event == "last day"), None)
    if not past:
        opening = next((e for e in ahead if e.event != "last day"), None)
        return Standing("upcoming", opening) if opening else Standing("active", None, closes)
    last = past[-1]
    return Standing("closed" if last.event == "last day" else last.event, last, closes)


def of_today(cert: Certification, field: Literal["minutes", "questions"], today: date) -> Value[Any]:
    """A field of the exam that can be sat on `today`: the beta's while it is a beta and has a value of its own."""
    beta: Value[Any] | None = getattr(cert, f"beta_{field}")
    in_beta = beta is not None and standing(cert, today).stage == "beta"
    return beta if beta is not None and in_beta else getattr(cert, field)


def open_languages(cert: Certification, today: date) -> tuple[str, ...]:
    """The languages, other than English, in which a closed exam can still be taken."""
    others = [name for name in cert.exam_languages.known or () if name != ENGLISH]
    return tuple(name for name in others if standing(cert, today, name).bookable)


def instead(catalog: Catalog, cert: Certification, today: date) -> Iterator[Certification]:
    """The exams to book in place of `cert`, best first, following successors of successors."""
    seen = {cert.id}
    queue = [after.id for after in cert.successors]
    while queue:
        name = queue.pop(0)
        if name in seen:
            continue
        seen.add(name)
        candidate = catalog.certifications[name]
        if standing(candidate, today).bookable:
            yield candidate
        else:
            queue.extend(after.id for after in candidate.successors)


def predecessors(catalog: Catalog, cert: Certification) -> tuple[Certification, ...]:
    """The exams whose place `cert` took: versions of the same, not others that point to it."""
    before = (c for c in catalog.certifications.values() if cert.id in {after.id for after in c.successors})
    return tuple(c for c in before if c.family == cert.family is not None)
