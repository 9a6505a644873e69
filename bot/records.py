"""The few records that travel through a turn: Passage, Query, Draft, Citation, Answer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

UNKNOWABLE = ("own_record", "statistics", "forecast")
"""Asks for what no source can hold."""

STEP = "step"
EITHER = "either"
"""The matter of a question about one step of a path by its number."""

Kind = Literal["guide", "record", "fact", "document"]
"""Where a passage comes from: the guide, one catalog record, a computation, a user's file."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text that can be retrieved, numbered and cited.

    `text` is what is shown and quoted; `embedded` is what the embedding model reads (the
    heading path and the text). `source` is the file, `section` the heading path within it.
    `sources` are the ids of the passages that a computed one was worked out from.
    """

    id: str
    text: str
    title: str
    section: str
    source: str
    kind: Kind
    url: str | None = None
    as_of: date | None = None
    records: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def embedded(self) -> str:
        """The text with the headings it stands under, as embedding and BM25 read it."""
        head = " › ".join(part for part in (self.title, self.section) if part)
        return f"{head}\n{self.text}" if head else self.text


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of the conversation so far."""

    role: Literal["user", "assistant"]
    content: str


STRICT = 0.01  # USD, hours or years by which a bound that leaves out its own value lies beyond it


@dataclass(frozen=True, slots=True)
class Limits:
    """What the question restricts the certifications to; None or empty where it does not."""

    vendors: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    min_price: float | None = None
    max_price: float | None = None
    max_minutes: int | None = None
    max_hours: int | None = None
    min_minutes: int | None = None
    min_years: float | None = None
    max_years: float | None = None
    traits: tuple[str, ...] = ()
    open_only: bool = False
    closed_only: bool = False
    beta_only: bool = False
    no_beta: bool = False
    lifelong: bool = False
    excluded: tuple[str, ...] = ()
    excluded_levels: tuple[str, ...] = ()
    excluded_traits: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != Limits()

    def but_topics(self) -> Limits:
        """The limits that are not about subjects."""
        return replace(self, topics=())

    @property
    def bounded(self) -> bool:
        """Whether a price, a time or the kind of exam is limited."""
        fees, minutes = (self.min_price, self.max_price), (self.min_minutes, self.max_minutes)
        amounts = (*fees, *minutes, self.max_hours, self.min_years, self.max_years)
        return bool(self.traits or self.lifelong) or any(bound is not None for bound in amounts)


@dataclass(frozen=True, slots=True)
class Profile:
    """What the person has said about themselves; lasts through the conversation."""

    background: str | None = None
    role: str | None = None
    outcome: str | None = None
    vendor: str | None = None
    budget: float | None = None
    hours_a_week: float | None = None
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A value the question takes for granted, to be checked against the record."""

    record: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Tries:
    """How often an exam is sat: `each` time by everybody who is counted, `more` times by some of them again."""

    cert: str
    each: int = 1
    more: int = 0


@dataclass(frozen=True, slots=True)
class StudyTime:
    """The time that somebody has for study: so many days, weeks or months (`unit`), or so many `hours` in all."""

    number: float = 0.0
    unit: str = "weeks"
    hours: float | None = None

    @property
    def weeks(self) -> float:
        """The span in weeks; 0 where none is told."""
        return self.number * {"days": 1 / 7, "weeks": 1.0, "months": 52 / 12}[self.unit]


@dataclass(frozen=True, slots=True)
class Discount:
    """A discount spoken of, in percent or in money where it is told, the exams held that it comes from, and those
    that it is for where it is not for all. A tax is a discount of less than nothing."""

    percent: float = 0.0
    off: float = 0.0
    held: tuple[str, ...] = ()
    on: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether it is told how large it is."""
        return self.percent != 0 or self.off > 0


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood: what is asked, about which records, under which limits."""

    question: str
    standalone: str
    today: date
    asks: tuple[str, ...] = ()
    certs: tuple[str, ...] = ()
    vendors: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    backgrounds: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    limits: Limits = Limits()
    profile: Profile = Profile()
    claims: tuple[Claim, ...] = ()
    place: int | None = None
    count: int | None = None
    people: int = 1
    amount: float | None = None
    copies: tuple[int, ...] = ()
    tries: tuple[Tries, ...] = ()
    discount: Discount | None = None
    study_time: StudyTime | None = None
    standard: bool = False
    whole: bool = False
    benchmarks: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    certainty: float = 0.0
    person_named: bool = False
    matter: str = ""
    nameless: bool = False
    names_kind: bool = False
    chosen_from: bool = False
    elliptical: bool = False
    narrows: bool = False
    of_them: bool = False
    of_these: bool = False
    here: bool = False
    corrects: bool = False
    asks_record: bool = False
    other_reading: str | None = None
    before: Query | None = field(default=None, repr=False, compare=False)

    @property
    def names_anything(self) -> bool:
        """Whether it names, or takes from the conversation, any record or bound."""
        named = (self.certs, self.vendors, self.roles, self.backgrounds, self.outcomes, self.topics, self.countries)
        return any(named) or self.limits.bounded or bool(self.limits.levels)

    def but(self, **changes: object) -> Query:
        """The same query with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


Role = Literal["answer", "why", "step", "table", "change", "note", "refusal"]
"""The place of a statement in an answer, in this order; a refusal is the whole of it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or table row that the catalog supports, with the passages it rests on."""

    text: str
    basis: tuple[Passage, ...]
    role: Role = "answer"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a writer wrote: text with markers [n] that point into the numbered evidence."""

    text: str
    evidence: tuple[Passage, ...]
    refused: bool = False
    model: str = "builtin"


@dataclass(frozen=True, slots=True)
class Citation:
    """A source as shown: `quote` stands word for word in the passage numbered `n`."""

    n: int
    kind: Kind
    title: str
    section: str
    source: str
    url: str | None
    as_of: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A verified answer. `seconds` is the time of the whole turn; `passages` are what the citations number."""

    question: str
    answer: str
    refused: bool
    citations: tuple[Citation, ...] = ()
    model: str = "builtin"
    seconds: float = 0.0
    dropped: tuple[str, ...] = field(default=(), compare=False)
    passages: tuple[Passage, ...] = field(default=(), compare=False, repr=False)
