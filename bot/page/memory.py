"""What the browser keeps: conversations with their citations, and the profile. Data only, and never trusted."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.catalog import Catalog, Value
from bot.records import Answer, Passage, Profile, Query

CONVERSATIONS = 20  # kept in the browser
TURNS = 40  # of a conversation
SPOKEN = 12  # of them that the bot goes through
SURENESS = "; confidence "  # how passages made of records say it
ORDER = ("high", "medium", "low", "unknown")
UNDER_WAY = ("said", "pending")  # stages of a question that is not answered yet
KEY, KEY_PERSON, SALT = (
    "certpath",
    "certpath-you",
    "certpath-browser",
)  # the browser's own data: enciphered only because Gradio always does


class Kept(BaseModel):
    """Read back from a browser: whatever does not fit is dropped."""

    model_config = ConfigDict(extra="ignore")


class Source(Kept):
    """A citation with the passage that its quote stands in."""

    n: int
    kind: str = Field(default="", max_length=20)
    title: str = Field(default="", max_length=400)
    section: str = Field(default="", max_length=400)
    source: str = Field(default="", max_length=400)
    url: str | None = Field(default=None, max_length=2_000)
    as_of: str | None = Field(default=None, max_length=40)
    quote: str = Field(default="", max_length=6_000)
    text: str = Field(default="", max_length=20_000)
    confidence: str = Field(default="", max_length=20)
    rests_on: list[str] = Field(default_factory=list, max_length=60)


class Exchange(Kept):
    """One question and what became of it."""

    question: str = Field(max_length=8_000)
    answer: str = Field(default="", max_length=40_000)
    stage: Literal["said", "pending", "done", "refused", "stopped", "failed"] = "said"
    model: str = Field(default="", max_length=200)
    seconds: float = 0.0
    rating: Literal["", "up", "down"] = ""
    sources: list[Source] = Field(default_factory=list, max_length=60)


class Person(Kept):
    """A Profile as the browser keeps it."""

    background: str | None = None
    role: str | None = None
    outcome: str | None = None
    vendor: str | None = None
    budget: float | None = Field(default=None, ge=0, le=1e7)
    hours_a_week: float | None = Field(default=None, gt=0, le=168)
    held: list[str] = Field(default_factory=list, max_length=60)

    def profile(self, catalog: Catalog) -> Profile:
        """What of it the catalog knows."""
        known: dict[str, Collection[str]] = {"background": catalog.backgrounds, "role": catalog.roles,
                                             "outcome": catalog.outcomes, "vendor": catalog.vendors}  # fmt: skip
        named = {name: getattr(self, name) for name, there in known.items() if getattr(self, name) in there}
        held = tuple(i for i in dict.fromkeys(self.held) if i in catalog.certifications)
        return Profile(budget=self.budget, hours_a_week=self.hours_a_week, held=held, **named)


class Conversation(Kept):
    """What was said, oldest first."""

    id: str = Field(default_factory=lambda: uuid.uuid4().hex[:12], max_length=40)
    began: str = Field(default="", max_length=20)
    exchanges: list[Exchange] = Field(default_factory=list, max_length=TURNS)

    @property
    def title(self) -> str:
        """Its first question, in one short line."""
        asked = " ".join(self.exchanges[0].question.split()) if self.exchanges else ""
        return asked if len(asked) <= 60 else f"{asked[:59].rstrip()}…"

    def history(self, end: int | None = None) -> list[dict[str, str]]:
        """The turns before the exchange `end` as the bot takes them, without what failed or was stopped."""
        told = [one for one in self.exchanges[:end] if one.stage in ("done", "refused")][-SPOKEN:]
        pairs = [(("user", one.question), ("assistant", one.answer)) for one in told]
        return [{"role": role, "content": content} for pair in pairs for role, content in pair]


class Memory(Kept):
    """The conversations that the browser keeps."""

    conversations: list[Conversation] = Field(default_factory=list)

    def with_conversation(self, one: Conversation) -> Memory:
        """With this conversation as the newest; the oldest go where there are too many."""
        others = [other for other in self.conversations if other.id != one.id]
        kept = [one, *others] if one.exchanges else others
        return self.model_copy(update={"conversations": kept[:CONVERSATIONS]})


def read(kept: Any) -> Memory:
    """What a browser sent, as far as it can be read."""
    if not isinstance(kept, dict):
        return Memory()
    conversations = [found for raw in _list(kept.get("conversations"))[:CONVERSATIONS]
                     if (found := _read(Conversation, raw))]  # fmt: skip
    return Memory(conversations=conversations)


def conversation(kept: Any) -> Conversation:
    """The conversation that a page's state holds; an empty one where it holds none."""
    return _read(Conversation, kept) or Conversation()


def person(kept: Any) -> Person:
    """The person that a page's state holds."""
    return _read(Person, kept) or Person()


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _read(kind: type[Any], raw: Any) -> Any:
    try:
        return kind.model_validate(raw) if isinstance(raw, dict) else None
    except ValidationError:
        return None


def person_of(profile: Profile) -> Person:
    """A Profile to keep."""
    return Person(**{part.name: getattr(profile, part.name) for part in fields(Profile) if part.name != "held"},
                  held=list(profile.held))  # fmt: skip


def finished(answer: Answer, question: str, sources: Sequence[Source]) -> Exchange:
    """An answered exchange."""
    return Exchange(
        question=question, answer=answer.answer, stage="refused" if answer.refused else "done", model=answer.model,
        seconds=answer.seconds, sources=list(sources),
    )  # fmt: skip


def sources_of(
    answer: Answer, passages: Mapping[str, Passage], catalog: Catalog, labels: Mapping[str, str]
) -> list[Source]:
    """The citations of an answer, each with its passage, how sure it is, and what a computed one rests on.

    `labels` are the names that fields have in passages (label.… in wording.yaml).
    """
    found = []
    for citation, passage in zip(answer.citations, answer.passages, strict=False):
        rests = [passages[i] for i in passage.sources if i in passages]
        found.append(Source(
            **asdict(citation), text=passage.text,
            confidence=_confidence(passage, citation.quote, rests, catalog, labels),
            rests_on=list(dict.fromkeys(" › ".join(p for p in (one.title, one.section) if p) for one in rests)),
        ))  # fmt: skip
    return found


def _confidence(
    passage: Passage, quote: str, rests: Sequence[Passage], catalog: Catalog, labels: Mapping[str, str]
) -> str:
    """How sure what is quoted is: the least sure of its values; nothing where nobody says, as for a person's files."""
    if passage.kind == "document":
        return ""
    certs = [catalog.certifications[i] for i in passage.records if i in catalog.certifications]
    named = [name.removeprefix("label.") for name, label in labels.items() if f"{label} of " in quote]
    values = [getattr(cert, name, None) for cert in certs for name in named]
    quoted = _least(value.confidence for value in values if isinstance(value, Value))
    texts = [passage.text, *(one.text for one in rests)]
    return quoted or _least(text.rsplit(SURENESS, 1)[1].split(".")[0] for text in texts if SURENESS in text)


def _least(words: Iterable[str]) -> str:
    """The least sure; "unknown" speaks of values that nobody has, so it counts only where there is nothing else."""
    found = {word for word in words if word in ORDER}
    return max(found - {"unknown"} or found, key=ORDER.index, default="")


def known_of(query: Query) -> Person:
    """What is known of a person after a question."""
    return person_of(query.profile)


def today_text(today: date) -> str:
    """The day a conversation began."""
    return today.isoformat()
