"""Values as they are shown outside an answer, each with its sources, the day it was checked and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from bot.catalog import Catalog, Certification, Provenance, Range, Record, Source, Value
from bot.describe import show
from bot.formats import listing, moment, money
from bot.language import Language
from bot.provenance import Confidence
from bot.schema import Event
from bot.status import standing

SURENESS: tuple[Confidence, ...] = ("high", "medium", "low", "unknown")


class Fact(Record):
    """A value, in words too; `value` is None where nobody knows it or the vendor keeps it to itself."""

    value: float | str | Range | tuple[str, ...] | None
    shown: str
    sources: tuple[str, ...]
    as_of: date
    confidence: Confidence
    note: str = ""

    @property
    def span(self) -> Range | None:
        """The value where it is a range."""
        return self.value if isinstance(self.value, Range) else None


def fact(read: Provenance, value: Any, shown: str, note: str = "") -> Fact:
    """A value with the provenance of `read`."""
    return Fact(value=value, shown=shown, note=note, sources=read.source, as_of=read.checked,
                confidence=read.confidence)  # fmt: skip


def field_fact(catalog: Catalog, language: Language, cert: Certification, field: str) -> Fact:
    """One field of a certification's record, in the answers' words; one without sources takes the record's."""
    raw = getattr(cert, field)
    shown = show(catalog, cert, field, language)
    if not isinstance(raw, Value):
        return fact(cert.provenance, raw, shown or language.say("show.unknown"))
    missing = "show.not published" if raw.value == "not published" else "show.unknown"
    value = raw.known if isinstance(raw.known, float | str | Range | None) else shown
    return fact(raw, value, shown or language.say(missing), raw.note)


def fee_fact(language: Language, cert: Certification, today: date) -> Fact:
    """What the exam costs on a day, in USD: the beta's fee while it is a beta."""
    beta = cert.beta_price if standing(cert, today).stage == "beta" else None
    return _amount(language, beta if beta and beta.known is not None else cert.price)


def standard_fee_fact(language: Language, cert: Certification) -> Fact:
    """What the standard version costs, in USD."""
    return _amount(language, cert.price)


def minutes_fact(language: Language, cert: Certification, today: date) -> Fact:
    """How long the exam lasts that can be sat on a day: the beta's while it is a beta."""
    beta = cert.beta_minutes if standing(cert, today).stage == "beta" else None
    minutes = beta if beta and beta.known is not None else cert.minutes
    known = minutes.known
    shown = language.say("show.minutes", minutes=known) if known is not None else language.say("show.unknown")
    return fact(minutes, known, shown, minutes.note)


def _amount(language: Language, price: Value[float]) -> Fact:
    known = price.known
    return fact(price, known, money(known) if known is not None else language.say("show.unknown"), price.note)


def status_fact(language: Language, cert: Certification, today: date) -> Fact:
    """Whether the exam can be taken on a day, since when, and until when where its end is announced."""
    now = standing(cert, today)
    parts = [status_in_words(language, now.stage, now.event)]
    if now.closes:
        parts.append(language.say("show.closes", when=moment(now.closes), limited=limited(now.closes)))
    read = max((event for event in (now.event, now.closes) if event), key=lambda e: e.checked, default=None)
    return fact(read or cert.provenance, now.stage, "; ".join(parts))


def status_in_words(language: Language, stage: str, event: Event | None) -> str:
    """ "in beta since 29 September 2026"; the stage alone where no event opened it."""
    named = language.say(f"stage.{stage}")
    if event is None:
        return named
    vague = event.approximate and stage in ("active", "beta", "beta ended", "closed")
    key = "show.by" if vague else f"show.dated {stage}"
    return language.say(key, stage=named, when=moment(event), limited=limited(event))


def limited(event: Event) -> str:
    """The languages that an event is about, as a phrase; empty where it is about all."""
    return f" in {listing(event.languages)}" if event.languages else ""


def least_sure(facts: Iterable[Fact]) -> Confidence:
    """The confidence of the least sure of the values that are known."""
    return max((f.confidence for f in facts if f.value is not None), key=SURENESS.index, default="unknown")


def sources_of(catalog: Catalog, facts: Iterable[Fact]) -> tuple[Source, ...]:
    """The sources that values rest on, each once, in the order in which they are met."""
    return tuple(catalog.sources[i] for i in dict.fromkeys(i for f in facts for i in f.sources))
