"""The evaluation's own reading of numbers, so that the bot is not graded by the bot's code.

A value is money, a percentage, a date, a duration, an exam code or a bare number. Durations are
compared by length ("2 hours" is "120 minutes"), dates by day, codes letter by letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from eval.matching import DASHES, EMPHASIS

Kind = Literal["money", "percent", "date", "month", "minutes", "days", "months", "code", "number"]
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SYMBOLS = {"$": "USD", "£": "GBP", "€": "EUR"}
UNITS: dict[str, tuple[Kind, int]] = {
    "minute": ("minutes", 1), "min": ("minutes", 1), "hour": ("minutes", 60), "h": ("minutes", 60),
    "day": ("days", 1), "week": ("days", 7), "month": ("months", 1), "year": ("months", 12),
}  # fmt: skip
WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
         "eleven": 11, "twelve": 12}  # fmt: skip

_N = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNIT = r"minutes?|mins?|hours?|h|days?|weeks?|months?|years?"
_MONTH = r"(?P<name>" + "|".join(f"{m}[a-z]*" for m in MONTHS) + r")\.?"
MONTH_NAME = re.compile(_MONTH)
NOISE = re.compile(r"https?://\S+|\[\d+\]|\(0\d\d\)|^\s*\d+[.)]\s", re.MULTILINE)
SPELLED = re.compile(rf"\b({'|'.join(WORDS)})(?=[ -](?:to (?:{'|'.join(WORDS)}|\d+) )?(?:{_UNIT}|questions?)\b)", re.I)
RANGE = re.compile(rf"(?<![\w.-])({_N})\s?-\s?(?=\d)")
DATES = (
    re.compile(r"(?<!\d)(?P<y>20\d\d)-(?P<m>\d\d)(?:-(?P<d>\d\d))?(?!\d)"),
    re.compile(rf"(?<![\d.])(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},? (?P<y>20\d\d)(?!\d)", re.I),
    re.compile(rf"\b{_MONTH} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>20\d\d)(?!\d)", re.I),
    re.compile(rf"\b{_MONTH},? (?P<y>20\d\d)(?!\d)", re.I),
)
CODE = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)+(?![\w-])")
MONEY = re.compile(rf"(?:\b(?P<c>USD|GBP|EUR) ?|(?P<s>[$£€]) ?)(?P<n>{_N})(?P<k>k\b)?(?:(?: to | ?- ?)(?P<n2>{_N}))?")
MONEY_AFTER = re.compile(rf"(?<![\w.,])(?P<n>{_N})(?P<k>k)? ?(?P<c>USD|GBP|EUR)\b")
PERCENT = re.compile(rf"(?<![\w.,])(?P<n>{_N}) ?(?:%|per ?cent\b)")
DURATION = re.compile(rf"(?<![\w.,])(?P<n>{_N})(?: (?:to|or|and) (?P<n2>{_N}))?[ -]?(?P<u>{_UNIT})\b", re.I)
NUMBER = re.compile(rf"(?<![\w.,-])(?P<n>{_N})(?P<k>k\b)?(?!\w)")


@dataclass(frozen=True, slots=True)
class Value:
    """One value: `key` in a form that compares, `amount` as it was written, if it is a number."""

    kind: Kind
    key: str
    amount: float | None = None


@lru_cache(maxsize=16384)
def values(text: str) -> frozenset[Value]:
    """Every value of a text; links, citation markers and the numbers of list items are none."""
    rest = DASHES.sub("-", unicodedata.normalize("NFKC", text))
    rest = NOISE.sub(" ", EMPHASIS.sub("", rest))
    rest = SPELLED.sub(lambda word: str(WORDS[word[1].lower()]), rest)
    found: set[Value] = set()
    for pattern in DATES:
        found.update(_date(match) for match in pattern.finditer(rest))
        rest = pattern.sub(" ; ", rest)
    found.update(Value("code", match[0]) for match in CODE.finditer(rest))
    rest = RANGE.sub(r"\1 to ", CODE.sub(" ; ", rest))
    for pattern in (MONEY, MONEY_AFTER, PERCENT, DURATION, NUMBER):
        for match in pattern.finditer(rest):
            found.update(_amounts(match))
        rest = pattern.sub(" ; ", rest)
    return frozenset(found)


def _date(match: re.Match[str]) -> Value:
    parts = match.groupdict()
    month = int(parts["m"]) if parts.get("m") else MONTHS.index(parts["name"][:3].lower()) + 1
    key = f"{parts['y']}-{month:02}"
    return Value("date", f"{key}-{int(parts['d']):02}") if parts.get("d") else Value("month", key)


def _amounts(match: re.Match[str]) -> Iterable[Value]:
    parts = match.groupdict()
    for name in ("n", "n2"):
        if not parts.get(name):
            continue
        amount = float(parts[name].replace(",", "")) * (1000 if parts.get("k") else 1)
        if parts.get("c") or parts.get("s"):
            yield Value("money", f"{parts.get('c') or SYMBOLS[parts['s']]} {amount:g}", amount)
        elif parts.get("u"):
            kind, size = UNITS[parts["u"].lower().rstrip("s")]
            yield Value(kind, f"{amount * size:g}", amount)
        else:
            yield Value("percent" if match.re is PERCENT else "number", f"{amount:g}", amount)


def fees(text: str) -> list[float]:
    """The amounts of money in a text, in order, each as often as it stands there."""
    rest = NOISE.sub(" ", EMPHASIS.sub("", unicodedata.normalize("NFKC", text)))
    return [float(match["n"].replace(",", "")) for match in MONEY.finditer(rest)]


def held(value: Value, source: frozenset[Value]) -> bool:
    """Whether a source vouches for a value.

    The same value, or the same amount where one of the two bears no unit (a table's cell). A month
    is vouched for by a day in it, a year by a date in it.
    """
    if any(other.kind == value.kind and other.key == value.key for other in source):
        return True
    if value.kind == "month":
        return any(other.kind == "date" and other.key.startswith(value.key) for other in source)
    if value.amount is None:
        return False
    if value.kind == "number":
        year = f"{value.amount:g}"
        dated = (other for other in source if other.kind in ("date", "month"))
        return any(other.amount == value.amount for other in source) or any(v.key.startswith(year) for v in dated)
    return any(other.kind == "number" and other.amount == value.amount for other in source)


def ungrounded(sentence: str, sources: Iterable[str]) -> frozenset[Value]:
    """The values of a sentence that none of the source texts vouches for."""
    source = frozenset[Value]().union(*(values(text) for text in sources))
    return frozenset(value for value in values(sentence) if not held(value, source))
