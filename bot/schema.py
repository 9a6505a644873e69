"""Typed records of certifications, vendors, roles, backgrounds and outcomes, as YAML holds them.

Every fact is a `Value` with its own provenance (bot/provenance.py).
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import model_validator

from bot.provenance import Provenance, Record, Sourced, Value

Level = Literal["foundational", "associate", "professional", "specialty", "expert"]
Stage = Literal["announced", "beta", "beta ended", "active", "last day"]


class Range(Record):
    """From `low` to `high`, in the unit of the field that holds it."""

    low: float
    high: float


class Domain(Record):
    """A part of the exam and its weight in percent, as the vendor prints it ("40-45")."""

    name: str
    weight: str | None = None


class Link(Record):
    """A page to learn from."""

    title: str
    url: str
    note: str = ""


class Event(Provenance):
    """Something that happened to an exam, or is announced to. Stages last until the next event.

    A month ("2026-04") stands for its first day and sets `month_only`. `approximate` means that
    the day is when it was first seen so, not when it happened. `languages` limits the event.
    """

    on: date
    event: Stage
    month_only: bool = False
    approximate: bool = False
    languages: tuple[str, ...] = ()
    note: str = ""

    @model_validator(mode="before")
    @classmethod
    def _month(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("on"), str) and len(data["on"]) == 7:
            return {**data, "on": data["on"] + "-01", "month_only": True}
        return data


class Successor(Record):
    """The exam to book instead; `note` says how it differs."""

    id: str
    note: str = ""


class Abroad(Record):
    """The fee in another country, in USD."""

    country: str
    value: float


class Certification(Sourced):
    """One exam version, as a vendor sells it."""

    id: str
    name: str
    short: str
    code: str | None = None
    aliases: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    vendor: str
    level: Level
    tier: str | None = None
    family: str | None = None
    about: Value[str]
    audience: Value[str]
    price: Value[float]
    beta_price: Value[float] | None = None
    prices_abroad: tuple[Abroad, ...] = ()
    minutes: Value[int]
    beta_minutes: Value[int] | None = None
    questions: Value[str]
    beta_questions: Value[str] | None = None
    format: Value[str]
    passing_score: Value[str]
    validity_years: Value[float | Literal["never"]]
    renewal: Value[str]
    delivery: Value[str]
    prerequisites: Value[str]
    experience: Value[str]
    domains: Value[tuple[Domain, ...]]
    exam_languages: Value[tuple[str, ...]]
    topics: Value[tuple[str, ...]]
    page: str
    exam_guide: Value[str]
    learning: Value[tuple[Link, ...]]
    study_hours: Value[Range]
    study_weeks: Value[Range]
    launched: Value[str]
    project: str | None = None
    events: tuple[Event, ...] = ()
    successors: tuple[Successor, ...] = ()
    requires: tuple[str, ...] = ()
    notes: tuple[Value[str], ...] = ()

    def fee_in(self, country: str) -> float | None:
        """The fee in another country, in USD, where a source gives it."""
        return next((fee.value for fee in self.prices_abroad if fee.country == country), None)


class Retake(Sourced):
    """A vendor's rule after a failed attempt, for some or all of its exams; `free` attempts more are in the fee.

    `attempts` is how many there may be in the time that the rule tells; None where it does not tell.
    """

    provenance: Provenance
    applies_to: str = "all exams"
    free: int = 0
    attempts: int | Literal["unlimited"] | None = None
    rule: Value[str]


class Vendor(Record):
    """Who sells the exam."""

    id: str
    name: str
    cloud: str | None = None
    aliases: tuple[str, ...]
    page: str
    retakes: tuple[Retake, ...]
    renewal: Retake


class Role(Sourced):
    """A job, what it pays and which certifications people in it typically hold; `says` tells of it in other words.

    `topics` are the subjects that are the job's own, where somebody asks what a field of work pays.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    says: tuple[str, ...] = ()
    seniority: int
    median: Value[int]
    at_least: bool = False
    topics: tuple[str, ...] = ()
    held: tuple[str, ...]
    held_text: str
    outcome: str | None = None
    guide_section: str


class Benchmark(Sourced):
    """A pay figure from a public source, beside the guide's own table."""

    id: str
    what: str
    aliases: tuple[str, ...] = ()
    certs: tuple[str, ...] = ()
    country: str
    year: str
    currency: str
    figure: Value[str]


class Step(Record):
    """One step of a path: any one of `certs`, the first that fits the person's cloud."""

    certs: tuple[str, ...]
    why: str
    optional: bool = False
    by_cloud: bool = False


class Background(Sourced):
    """Where a person comes from and the sequence the guide gives them; `programs` where their work is code.

    `tools` tell of such a person where nothing else says who somebody is.
    """

    id: str
    name: str
    goal: str
    aliases: tuple[str, ...]
    tools: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    steps: tuple[Step, ...]
    guide_section: str
    programs: bool = False


class Pick(Record):
    """What to take for an outcome; `when` says in which case, `why_alone` why where only one of several is left."""

    certs: tuple[str, ...]
    when: str = ""
    why: str = ""
    why_alone: str = ""
    pairing: bool = False


class Caution(Sourced):
    """A reason why a certification no longer fits where the guide puts it."""

    cert: str
    text: Value[str]


class Outcome(Sourced):
    """A career outcome and the guide's pick for it; `without_code` where nobody has to program for it."""

    id: str
    name: str
    aliases: tuple[str, ...]
    says: tuple[str, ...] = ()
    picks: tuple[Pick, ...]
    instead: tuple[str, ...] = ()
    cautions: tuple[Caution, ...] = ()
    guide_section: str
    without_code: bool = False
    background: str | None = None
    """Whose path leads there, where the guide has one: its first exam is where to begin."""

    @property
    def unfit(self) -> frozenset[str]:
        """The certifications that newer facts speak against for this goal."""
        return frozenset(caution.cert for caution in self.cautions if caution.cert not in self.instead)


class Topic(Record):
    """A subject that exams cover; `says` describes it in other words, `broader` are the subjects it is part of.

    `product_of` is the vendor whose product it is: who works with it works on that vendor's cloud.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    product_of: str | None = None


class Advice(Sourced):
    """A view of the guide: `points` are said in this order; `about` are the certifications that each speaks of.

    `corrections` are the ids of what newer sources put right in it.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    points: tuple[Value[str], ...]
    about: tuple[tuple[str, ...], ...] = ()
    corrections: tuple[str, ...] = ()
    guide_section: str


class Correction(Sourced):
    """Something in the guide that newer sources put right; `said` are phrases that take it for granted."""

    id: str
    certs: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    text: Value[str]
