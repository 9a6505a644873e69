"""Whether a computed fact follows from the records: the bot's arithmetic, worked out a second time.

A computed passage vouches for itself when it is cited, so each of its values must stand in an
indexed passage, or be a sum, a difference, a count or a rounding of values that do.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations

from bot.records import Passage
from eval.citations import source_text
from eval.values import WORDS, Value, fees, held, values

CLOSE = 0.011  # prices have two digits after the point
TIMES = re.compile(r"(\d+) × USD ([\d,]+(?:\.\d+)?)")
COUNTS = {
    **WORDS, "dozen": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
YEAR = re.compile(r"\b20\d\d\b")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
THOUSANDS = re.compile(r"(\d[\d,]*(?:\.\d+)?)k\b", re.IGNORECASE)
WEEKS = (1.0, 52 / 12, 1 / 7)  # in a week, a month, a day
MOST_HEADS = 100  # numbers of a question below this may count people
PARTS = 12  # of more amounts than these, only the sum of all is tried


def underived(fact: Passage, index: Mapping[str, Passage], today: date, question: str = "") -> list[str]:
    """The values of a computed passage that neither stand in the index nor follow from what it lists.

    What the person gave in `question`, a budget or a head count, may be computed with and repeated.
    """
    given = _given(question)
    source = frozenset[Value]().union(*(values(source_text(passage)) for passage in _basis(fact, index)))
    stated = values(fact.text)
    loose = [value for value in stated if not held(value, source) and not today.isoformat().startswith(value.key)]
    loose = [value for value in loose if value.amount not in given and not _dated(value, source, question)]
    known = [amount for amount in fees(fact.text) if not any(value.amount == amount for value in loose)]
    known += {v.amount for v in stated if v.amount is not None and v not in loose} - set(known)
    known += [v.amount for v in source if v.kind == "minutes" and v.amount is not None]
    spread = _a_week(known, given) if fact.id == "fact/time" else ()
    loose = [value for value in loose if value.amount not in spread]
    # first, since of many amounts only the first few are tried together
    known = [int(times) * float(fee.replace(",", "")) for times, fee in TIMES.findall(fact.text)] + known
    return sorted(value.key for value in loose if not _follows(value, known, fact, given))


def _dated(value: Value, source: frozenset[Value], question: str) -> bool:
    """Whether a date is one that the person told, or that day so many years later as a source gives."""
    told = {one.key for one in values(question) if one.kind == value.kind} | set(YEAR.findall(question))
    year, _, rest = value.key.partition("-")
    spans = {0.0, *(one.amount for one in source if one.amount is not None)}
    if not year.isdigit():
        return False
    return any(key.partition("-")[2] == rest and int(year) - int(key[:4]) in spans for key in told)


def _given(question: str) -> frozenset[float]:
    """The numbers that the person gave, in digits or in words."""
    said = {float(number.replace(",", "")) for number in NUMBER.findall(question)}
    said |= {float(number.replace(",", "")) * 1000 for number in THOUSANDS.findall(question)}  # "they offer 150k"
    words = re.findall(r"[a-z]+", question.lower())
    said |= {float(COUNTS[word]) for word in words if word in COUNTS}
    heads = {abs(one - other) for one, other in combinations(said, 2) if max(one, other) < MOST_HEADS}  # three drop out
    return frozenset(said | heads | {one + other for one, other in combinations(said, 2)})  # eight, three of them twice


def _a_week(known: Iterable[float], given: frozenset[float]) -> frozenset[float]:
    """Hours of study spread over the time that the person gave, and the hours that a week's hours add up to."""
    spans = {number * weeks for number in given for weeks in WEEKS}
    return frozenset(math.ceil(amount / span) for amount in known for span in spans if span) | {
        float(int(one * span)) for one in given for span in spans
    }


def _basis(fact: Passage, index: Mapping[str, Passage]) -> Iterable[Passage]:
    """The indexed passages of the records a fact was computed from, and the guide; all where it names none."""
    wanted = set(fact.records)
    own = [p for p in index.values() if p.kind == "guide" or wanted & set(p.records)]
    return own if wanted else index.values()


def _follows(value: Value, amounts: list[float], fact: Passage, given: frozenset[float] = frozenset()) -> bool:
    """Whether a number is a sum, difference, multiple or rounding of `amounts`, or counts records or lines."""
    if value.amount is None:
        return False
    wanted = value.amount
    counts = {len(fact.records), fact.text.count("\n"), fact.text.count(";") + 1, fact.text.count(",") + 1}
    if value.kind == "number" and wanted in counts | {count + 1 for count in counts}:
        return True
    if (
        value.kind == "minutes"
        and " min" in fact.text
        and any(wanted in divmod(total, 60) for total in _totals(amounts, given))
    ):
        return True  # 270 minutes are 4 hours and 30 minutes
    if fact.id == "fact/pace" and any(abs(wanted - round(a / b, 1)) < CLOSE for a in amounts for b in amounts):
        return True  # minutes divided by questions
    rounded = {math.ceil(amount) for amount in amounts} | {round(amount) for amount in amounts}
    return wanted in rounded or any(abs(total - wanted) < CLOSE for total in _totals(amounts, given))


def _totals(amounts: list[float], given: frozenset[float] = frozenset()) -> Iterable[float]:
    sums = {sum(part) for size in range(1, 5) for part in combinations(amounts[:PARTS], size)}
    yield from (one * total for one in given for total in sums)
    yield from (abs(one - total) for one in given for total in sums)
    yield from (one % total for one in given for total in amounts if total > 0)  # what whole fees leave of a budget
    yield sum(amounts)
    yield from (abs(one - other) for one, other in combinations(amounts, 2))
    yield from (times * amount for amount in amounts for times in range(2, 7))
    yield from (sum(part) for size in range(2, 7) for part in combinations(amounts[:PARTS], size))
