"""Amounts in a question: limits ("under $150"), a budget, hours a week, and values taken for granted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.language import Language, stands
from bot.understand.numbers import digits

AMOUNT = re.compile(
    r"(?P<sign>[$€£]|\b(?:usd|gbp|eur)\s)?\s?(?<![\w-])(?P<number>\d[\d,]*(?:\.\d+)?)(?P<kilo>k\b)?"
    r"(?:\s?(?P<unit>%|[$€£]|[a-z]+))?(?:(?:\s|\s?/\s?)(?P<more>[a-z]+(?:\s[a-z]+)?))?",
    re.IGNORECASE,
)
LEAST_FEE, YEARS = 20, range(2015, 2040)
"""A bounded number without a unit is money from so much on, unless it is a year."""
OPPOSITE = {"min": "below", "below": "min", "max": "above", "above": "max"}
NEAR = 4  # words before a number in which its bound stands
DENIED = 3  # words before a bound in which a denial turns it round


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit (money, minutes, hours, weeks, years, questions, percent) and bound."""

    value: float
    unit: str
    bound: str = ""  # "max" or "below", "min" or "above", or none
    rate: bool = False  # a week
    text: str = ""


def amounts(text: str, language: Language) -> Iterator[Amount]:
    """Every number with a unit that matters here, in the order of the text."""
    text = digits(text, language)
    lowered = text.lower()
    for found in AMOUNT.finditer(text):
        bound = _bound(lowered, found, language)
        value = float(found["number"].replace(",", "")) * (1000 if found["kilo"] else 1)
        unit = _unit(found, language) or (bound and _bare_money(found, value, language))
        if unit:
            yield Amount(value, unit, bound, _is_rate(found, language), found[0].strip())


def _unit(found: re.Match[str], language: Language) -> str:
    units: dict[str, list[str]] = language.words["units"]
    if found["sign"] or (found["unit"] or "") in ("$", "€", "£"):
        return "money"
    word = (found["unit"] or "").lower()
    if word == "of" and (found["more"] or "").lower().split()[:1] != ["us"]:
        return ""
    return next((unit for unit, words in units.items() if word in words), "")


def _bare_money(found: re.Match[str], value: float, language: Language) -> str:
    """ "max 100" is about money, "max 2 exams" is not."""
    word = (found["unit"] or "").lower()
    return "" if value < LEAST_FEE or value in YEARS or word in language.words["countable"] else "money"


def bare_money(text: str, language: Language) -> Iterator[float]:
    """Numbers that may be money though no currency stands beside them: those that nothing countable follows."""
    text = digits(text, language)
    for found in AMOUNT.finditer(text):
        word = (found["unit"] or "").lower()
        value = float(found["number"].replace(",", "")) * (1000 if found["kilo"] else 1)
        cover = {said.split()[0] for name in ("cover_words", "enough_words") for said in language.words[name]}
        follows = {"", *language.words["common"], *language.words["joins"], *cover}
        ends = not text[found.end("number") :].startswith((" ", "%"))
        if value >= LEAST_FEE and value not in YEARS and (ends or word in follows):
            yield value


def _is_rate(found: re.Match[str], language: Language) -> bool:
    return (found["more"] or "").lower() in language.words["a_week"]


def _bound(text: str, found: re.Match[str], language: Language) -> str:
    before = re.findall(r"[\w%]+", _in_clause(text[max(0, found.start() - 45) : found.start()]))
    near = " ".join(before[-NEAR:]) + " "
    for bound, words in language.words["bounds"].items():
        word = next((w for w in words if near.endswith(f"{w} ") or f"{w} the " in near), None)
        if word:
            ahead = before[: len(before) - len(word.split())]
            dropped = stands(language.words["drop_phrases"], " ".join(ahead))  # "leave out those over 150"
            denied = dropped or set(_after_join(ahead[-DENIED:])) & set(language.words["bound_denied"])
            return OPPOSITE[bound] if denied else str(bound)
    follows = re.findall(r"[\w%]+", text[found.end() :])
    tail = " ".join([(found["more"] or "").lower(), *follows[:4]]).strip()
    bare = " ".join([(found["unit"] or "").lower(), tail])
    for bound, words in language.words["bounds_after"].items():
        if any(_opens(tail, word) or _opens(bare, word) for word in words):
            return str(bound)
    return ""


def _in_clause(text: str) -> str:
    """What stands before an amount in its own clause: in "nothing from them, under 200" the denial is of the other."""
    return re.split(r"[,;:](?=\s)", text)[-1]


def _after_join(words: list[str]) -> list[str]:
    """The words after the last "or" or "and": "no expiry or at least 3 years" denies no bound."""
    joins = [at for at, word in enumerate(words) if word in ("or", "and", "but")]
    return words[joins[-1] + 1 :] if joins else words


def _opens(tail: str, words: str) -> bool:
    return f"{tail} ".startswith(f"{words} ")
