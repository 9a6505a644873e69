"""Groups of people told once and named again: "3 nurses, 2 doctors. The nurses take A, the doctors B"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.language import Language
from bot.understand.mention import Mention
from bot.understand.numbers import value_of
from bot.understand.people import LONGEST_CALLED, PAUSES, between
from bot.understand.reader import Part

FEW = 3  # words after "A for" in which a group is named
ARTICLES = ("a", "an")


def grouped(language: Language, parts: Sequence[Part]) -> dict[str, int]:
    """The people of each exam, where two groups or more are each named again beside their own; else nothing."""
    sizes: dict[str, set[int]] = {}
    told: dict[int, set[int]] = {}
    for place, part in enumerate(parts):
        for noun, value, at in _told(part, language):
            sizes.setdefault(noun, set()).add(value)
            told.setdefault(place, set()).add(at)
    bound: dict[str, tuple[str, int]] = {}
    for place, part in enumerate(parts):
        certs = sorted((m for m in part.linked.mentions if m.kind == "cert"), key=lambda m: m.first)
        for number, cert in enumerate(certs):
            start = certs[number - 1].end if number else 0
            noun = _beside(part, cert, start, sizes, told.get(place, set()))
            bound |= {i: (noun, min(sizes[noun])) for i in cert.ids if noun and len(sizes[noun]) == 1}
    several = len({noun for noun, _ in bound.values()}) > 1
    return {cert: size for cert, (_, size) in bound.items()} if several else {}


def _told(part: Part, language: Language) -> Iterator[tuple[str, int, int]]:
    """(noun, number, place of the noun) of each group that is counted: "3 junior testers", "a senior"."""
    words = [token.word for token in part.linked.tokens]
    named = {at for m in part.linked.mentions if m.kind == "cert" for at in range(m.first, m.end)}
    for at, word in enumerate(words):
        value = 1 if word in ARTICLES else value_of(word, language)
        if not value or at in named:
            continue
        for end in range(at + 1, min(at + LONGEST_CALLED, len(words))):
            if end in named or set(between(part.linked, end - 1, end)) & set(PAUSES) or value_of(words[end], language):
                break
            if words[end].endswith("s") or value == 1:
                yield _single(words[end]), value, end
                break


def _beside(part: Part, cert: Mention, start: int, sizes: dict[str, set[int]], told: set[int]) -> str:
    """The group named again before an exam, past the exam before it, or after "for" behind it."""
    words = [token.word for token in part.linked.tokens]
    before = [at for at in range(start, cert.first) if at not in told and _single(words[at]) in sizes]
    if before:
        return _single(words[before[-1]])
    after = (
        range(cert.end + 1, min(cert.end + 1 + FEW, len(words))) if words[cert.end : cert.end + 1] == ["for"] else ()
    )
    return next((_single(words[at]) for at in after if at not in told and _single(words[at]) in sizes), "")


def _single(word: str) -> str:
    return word.removesuffix("s")
