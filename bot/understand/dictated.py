"""Text that was dictated: codes said digit by digit, stops said by name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from bot.language import Language

LEAST_DIGITS = 3  # digit words in a row that spell a number out; "one two" may be a count


def undictated(text: str, language: Language, codes: Collection[str]) -> str:
    """ "ai one oh two, can i still book it question mark" -> "ai 102, can i still book it?".

    Letters in a row become a word where they spell one of the `codes`, written small and without hyphens.
    """
    digits, stops = language.words["spoken_digits"], language.words["spoken_stops"]
    text = _spelt(tuple(digits)).sub(lambda said: _code(said[0], digits, codes), text)
    text = _digits(tuple(digits)).sub(lambda said: "".join(digits[word] for word in said[0].lower().split()), text)
    for said, stop in stops.items():
        text = re.sub(rf"\s+{said}(?=\s|$)", stop, text, flags=re.IGNORECASE)
    return text


def _code(said: str, digits: Mapping[str, str], codes: Collection[str]) -> str:
    """The code that ends a run of letters and digit words, or the run as it is: "a c k a" has one behind an article."""
    words = said.split()
    for first in range(len(words)):
        code = "".join(digits.get(word.lower(), word.lower()) for word in words[first:])
        if code in codes and len(words) - first >= LEAST_DIGITS:
            return " ".join([*words[:first], code])
    return said


@lru_cache(maxsize=2)
def _spelt(words: tuple[str, ...]) -> re.Pattern[str]:
    """Single letters, digits and digit words in a row."""
    one = rf"(?:[a-z0-9]|{'|'.join(words)})"
    return re.compile(rf"\b{one}(?:\s+{one}){{{LEAST_DIGITS - 1},}}\b", re.IGNORECASE)


@lru_cache(maxsize=2)
def _digits(words: tuple[str, ...]) -> re.Pattern[str]:
    """Digit words in a row, at least as many as a code has digits."""
    one = rf"(?:{'|'.join(words)})"
    return re.compile(rf"\b{one}(?:\s+{one}){{{LEAST_DIGITS - 1},}}\b", re.IGNORECASE)
