"""Amounts in a question: limits ("under $150"), a budget, hours a week, and values taken for granted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.language import Language

AMOUNT = re.compile(
    r"(?P<sign>[$€£]|\b(?:usd|gbp|eur)\s)?\s?(?<![\w-])(?P<number>\d[\d,]*(?:\.\d+)?)(?P<kilo>k\b)?"
    r"(?:\s?(?P<unit>%|[a-z]+))?(?:\s(?P<more>[a-z]+(?:\s[a-z]+)?))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit (money, minutes, hours, weeks, years, questions, percent) and bound."""

    value: float
    unit: str
    bound: str = ""  # "max", "min" or none
    rate: bool = False  # a week
    text: str = ""


def amounts(text: str, language: Language) -> Iterator[Amount]:
    """Every number with a unit that matters here, in the order of the text."""
    text = _digits(text, language)
    lowered = text.lower()
    for found in AMOUNT.finditer(text):
        unit = _unit(found, language)
        if not unit:
            continue
        value = float(found["number"].replace(",", "")) * (1000 if found["kilo"] else 1)
        yield Amount(value, unit, _bound(lowered, found, language), _is_rate(found, language), found[0].strip())


def _digits(text: str, language: Language) -> str:
    """ "an hour" -> "1 hour": number words before a unit as digits."""
    numbers: dict[str, int] = language.words["number_words"]
    units = [word for words in language.words["units"].values() for word in words if word.isalpha()]
    pattern = rf"\b({'|'.join(numbers)})\s+(?=(?:{'|'.join(units)})\b)"
    return re.sub(pattern, lambda found: f"{numbers[found[1].lower()]} ", text, flags=re.IGNORECASE)


def _unit(found: re.Match[str], language: Language) -> str:
    units: dict[str, list[str]] = language.words["units"]
    if found["sign"]:
        return "money"
    word = (found["unit"] or "").lower()
    if word == "of" and (found["more"] or "").lower().split()[:1] != ["us"]:
        return ""
    return next((unit for unit, words in units.items() if word in words), "")


def _is_rate(found: re.Match[str], language: Language) -> bool:
    return (found["more"] or "").lower() in language.words["a_week"]


def _bound(text: str, found: re.Match[str], language: Language) -> str:
    before, after = text[max(0, found.start() - 30) : found.start()].split(), text[found.end() :].split()
    near = " ".join(before[-4:]) + " "
    for bound, words in language.words["bounds"].items():
        if any(near.endswith(f"{word} ") or f"{word} the " in near for word in words):
            return str(bound)
    tail = " ".join([(found["more"] or "").lower(), *after[:2]])
    for bound, words in language.words["bounds_after"].items():
        if any(tail.startswith(word) for word in words):
            return str(bound)
    return ""
