"""What a plan is made of: typed, frozen, and the same for the page, the command line, the API and Python."""

from __future__ import annotations

from datetime import date
from typing import Literal

from bot.catalog import Range, Record, Source
from bot.sourced import Fact


class Exam(Record):
    """An exam as a plan names it."""

    id: str
    short: str
    code: str | None
    vendor: str
    page: str
    stage: str


class Dates(Record):
    """Two days between which something falls: for whoever needs the least study, and the most."""

    earliest: date
    latest: date


class Person(Record):
    """Whom the plan is for, as understood; what was not said is None or empty."""

    ids: tuple[str, ...]
    background: str | None = None
    goal: str | None = None
    cloud: str | None = None
    budget: float | None = None
    hours_a_week: float | None = None
    held: tuple[str, ...] = ()
    start: date


class PlanStep(Record):
    """One step: the guide's pick, what to book for it today, what it takes and when it falls.

    `weeks_from` says whether the weeks are worked out from hours of study, or are the source's own.
    `fees_in_all` and `weeks_in_all` run through the steps that are not optional; an optional step shows what it
    would come to with it. `lacks` is what is missing of the fee when its turn comes.
    """

    place: int
    optional: bool
    pick: Exam
    book: Exam | None
    why: Fact
    status: Fact
    pick_status: Fact
    change: str = ""
    alternatives: tuple[Exam, ...] = ()
    first_needs: tuple[str, ...] = ()
    hours: Fact
    weeks: Fact
    weeks_from: Literal["hours", "source", "unknown"]
    weeks_in_all: Range | None = None
    fee: Fact
    standard_fee: Fact
    fees_in_all: float
    fits: bool | None = None
    lacks: float | None = None
    study: Dates | None = None
    exam: Dates | None = None
    project: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def named(self) -> Exam:
        """What to book, else the guide's pick."""
        return self.book or self.pick

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every value of the step with its sources."""
        return (self.why, self.pick_status, self.status, self.fee, self.standard_fee, self.hours, self.weeks)


class Skipped(Record):
    """A step that is not in the plan because of a certification that the person holds."""

    pick: Exam
    held: str


class Totals(Record):
    """What the steps that are not optional come to; what is unknown is named, not counted."""

    fees: float
    fees_unknown: tuple[str, ...] = ()
    standard_fees: float
    optional_fees: float = 0.0
    weeks: Range | None = None
    weeks_unknown: tuple[str, ...] = ()
    finish: Dates | None = None


class BudgetCheck(Record):
    """Which steps a budget pays for, in order, and what the whole plan lacks."""

    budget: float
    fits: tuple[str, ...]
    spent: float
    left: float
    short: tuple[str, ...]
    lacks: float


class Plan(Record):
    """The way from here to a goal, as of `today`; `sources` holds every source that a value names."""

    title: str
    today: date
    person: Person
    steps: tuple[PlanStep, ...]
    skipped: tuple[Skipped, ...] = ()
    totals: Totals
    budget: BudgetCheck | None = None
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
