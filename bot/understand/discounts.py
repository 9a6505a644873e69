"""A discount that a message tells or points at: "half price", "25% off", "a $20 voucher", "the renewal discount"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.language import Language
from bot.records import Discount
from bot.understand.numbers import value_of
from bot.understand.reader import Part

BESIDE = 3  # words between a sum of money and the word for the discount that it is
BEFORE = 7  # words before an exam in which the discount on it is told
WHOLE = 100  # percent


def discount(language: Language, parts: Sequence[Part]) -> Discount | None:
    """The discount spoken of, with its size where the message tells it; None where it speaks of none."""
    text = f" {' '.join(token.word for part in parts for token in part.linked.tokens)} "
    percents = [a.value for part in parts for a in part.amounts if a.unit == "percent" and a.value <= WHOLE]
    if percents and any(f" {phrase} " in text for phrase in language.words["tax_words"]):
        return Discount(-percents[0])
    fractions: dict[str, int] = language.words["fractions_off"]
    fraction = next((float(off) for said, off in fractions.items() if f" {said} " in text), 0.0)
    if not fraction and not any(f" {phrase} " in text for phrase in language.words["discount_words"]):
        return None
    percent = fraction or next(iter(percents), 0.0)
    off = 0.0 if percent else next(_money_off(language, parts), 0.0)
    on = tuple(dict.fromkeys(_targets(language, parts)))
    return Discount(percent, off, tuple(dict.fromkeys(_sources(language, parts))), on)


def _money_off(language: Language, parts: Sequence[Part]) -> Iterator[float]:
    """ "$20 off", "a voucher worth 50 dollars": a sum of money beside a word for a discount."""
    marks = set(language.words["discount_words"])
    for part in parts:
        values = {a.value for a in part.amounts if a.unit == "money"}
        words = [token.word for token in part.linked.tokens]
        for at, word in enumerate(words):
            value = value_of(word, language)
            beside = {*words[max(0, at - BESIDE) : at], *words[at + 1 : at + BESIDE]}
            if value in values and beside & marks:
                yield float(value or 0)


def _sources(language: Language, parts: Sequence[Part]) -> Iterator[str]:
    """The exams that somebody holds and has the discount from, not those that it is for."""
    for part in parts:
        words = [token.word for token in part.linked.tokens]
        for mention in (m for m in part.linked.mentions if m.kind == "cert"):
            before = words[max(0, mention.first - BESIDE) : mention.first]
            after = words[mention.end : mention.end + 1]
            if set(before) & set(language.words["had_from"]) or set(after) & set(language.words["had_after"]):
                yield from mention.ids


def _targets(language: Language, parts: Sequence[Part]) -> Iterator[str]:
    """The exams that a discount is for: "A, then the half price voucher on B"."""
    marks = [*language.words["discount_words"], *language.words["fractions_off"]]
    for part in parts:
        words = [token.word for token in part.linked.tokens]
        for mention in (m for m in part.linked.mentions if m.kind == "cert"):
            led = words[mention.first - 1 : mention.first] if mention.first else []
            before = f" {' '.join(words[max(0, mention.first - BEFORE) : mention.first])} "
            if set(led) & set(language.words["discount_for"]) and any(f" {mark} " in before for mark in marks):
                yield from mention.ids
