"""Numbers in words, up to thousands, and spans of time ("half an hour") as digits."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.formats import number_of
from bot.language import Language

LEAST_BARE = 20
"""A number word from so much on is a number wherever it stands; "one" or "a" only before a unit."""


def digits(text: str, language: Language) -> str:
    """ "an hour" -> "1 hour", "below a hundred" -> "below 100", "two full years" -> "2 years"."""
    spans: dict[str, str] = language.words["spans"]
    for words in sorted(spans, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(words)}\b", spans[words], text, flags=re.IGNORECASE)
    text = _filled(_numbers(language), "|".join(language.words["fillers"])).sub(r"\1 ", text)
    text = re.sub(rf"(?<=\w)-(?=(?:{'|'.join(sorted(_units(language)))})\b)", " ", text, flags=re.IGNORECASE)
    return _pattern(_numbers(language), _scales(language)).sub(lambda found: _written(found, language), text)


def value_of(words: str, language: Language) -> int | None:
    """The number that words of a question tell, by words.yaml; None for no number."""
    return number_of(words, language.words["number_words"], language.words["scale_words"])


def _numbers(language: Language) -> str:
    return "|".join(language.words["number_words"])


def _scales(language: Language) -> str:
    return "|".join([*language.words["scale_words"], "dozen"])


def _units(language: Language) -> set[str]:
    return {word for words in language.words["units"].values() for word in words if word.isalpha()}


@lru_cache(maxsize=4)
def _filled(numbers: str, fillers: str) -> re.Pattern[str]:
    """A number with a word after it that only stresses it: "two full years" are two years."""
    return re.compile(rf"\b({numbers}|\d+)[ -](?:{fillers}) (?=[a-z])", re.IGNORECASE)


@lru_cache(maxsize=4)
def _pattern(numbers: str, scales: str) -> re.Pattern[str]:
    """A run of number words; "a" opens one only before a scale: "a hundred and fifty"."""
    first = rf"(?:a\s+(?:{scales})|{numbers}|{scales})"
    return re.compile(rf"\b{first}(?:(?:-|\s+and\s+(?!an\b)|\s+)(?:{numbers}|{scales}))*\b", re.IGNORECASE)


def _written(found: re.Match[str], language: Language) -> str:
    value = value_of(re.sub(r"^a\s+", "", found[0], flags=re.IGNORECASE), language)
    rest = re.match(r"\s+([a-z]+)(\s+us\b)?", found.string[found.end() :], re.IGNORECASE)
    before_unit = rest is not None and rest[1].lower() in _units(language) and (rest[1].lower() != "of" or rest[2])
    if value is None or not (before_unit or value >= LEAST_BARE):
        return found[0]
    return str(value)
