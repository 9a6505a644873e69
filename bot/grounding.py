"""What in a sentence can be checked against its sources: money, dates, numbers, codes; and the quote.

A sentence is grounded when every such value in it stands in a passage that it cites, whatever the
spelling: "$150" and "USD 150", "2026-09-28" and "28 September 2026" are the same value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.records import Passage

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in MONTHS)
PATTERNS = (
    ("date", re.compile(r"\b(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b")),
    ("date", re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<name>{_MONTH})\.?,?\s+(?P<y>20\d\d)\b", re.I)),
    ("date", re.compile(rf"\b(?P<name>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>20\d\d)\b", re.I)),
    ("month", re.compile(rf"\b(?P<name>{_MONTH})\.?\s+(?P<y>20\d\d)\b", re.I)),
    ("code", re.compile(r"\b[A-Z]{2,5}-(?:[A-Z]{2,4}|[A-Z]?\d{2,3})\b|\b[A-Z]{2,4}\d?-[A-Z]?\d{2,3}\b")),
    ("code", re.compile(r"(?<![\w.,])0\d\d\b")),  # a version, such as "version 004"
    ("money", re.compile(r"(?:\b(?P<c>USD|GBP|EUR)\s?|(?P<s>[$£€]))(?P<n>\d[\d,]*(?:\.\d+)?)(?P<k>k\b)?", re.I)),
    ("percent", re.compile(r"(?P<n>\d[\d,]*(?:\.\d+)?)\s?(?:%|percent\b)")),
    ("number", re.compile(r"(?<![\w.])(?P<n>\d[\d,]*(?:\.\d+)?)(?![\w]*-\w)")),
)  # fmt: skip
SIGNS = {"$": "usd", "£": "gbp", "€": "eur"}
URL = re.compile(r"https?://\S+")
MARKER = re.compile(r"\[(\d+)\]")
VERSION = re.compile(r"\(0\d\d\)")  # part of a name, such as "(004)"
LIST_NUMBER = re.compile(r"^\s*\d+\.\s")
WORDS = re.compile(r"[a-z0-9]+")
UNIT = re.compile(r"(?<=[.!?])(?<!\n\d\.)(?<!\A\d\.)\s+(?=[A-Z*\"“(\[])|\n+")


@lru_cache(maxsize=4096)
def values(text: str) -> frozenset[str]:
    """The checkable values of a text, each in one spelling; markers, links and list numbers left out."""
    rest = VERSION.sub(" ", text)
    rest = LIST_NUMBER.sub(" ", MARKER.sub(" ", URL.sub(" ", rest)))
    rest = rest.replace("–", " – ")
    found: set[str] = set()
    for kind, pattern in PATTERNS:
        found.update(_value(kind, match) for match in pattern.finditer(rest))
        rest = pattern.sub(" ", rest)
    return frozenset(found)


def _value(kind: str, match: re.Match[str]) -> str:
    parts = match.groupdict()
    if kind == "code":
        return match[0].upper()
    if kind in ("date", "month"):
        name = parts.get("name")
        month = int(parts["m"]) if name is None else next(
            place for place, full in enumerate(MONTHS, 1) if full.startswith(name.lower()[:3])
        )  # fmt: skip
        return f"{parts['y']}-{month:02}" + (f"-{int(parts['d']):02}" if kind == "date" else "")
    amount = float(parts["n"].replace(",", "").rstrip(".")) * (1000 if parts.get("k") else 1)
    if kind == "money":
        return f"{(parts['c'] or SIGNS[parts['s']]).lower()} {amount:g}"
    return f"{amount:g}" + ("%" if kind == "percent" else "")


@lru_cache(maxsize=4096)
def held_by(passage: Passage) -> frozenset[str]:
    """The values that a passage can vouch for: its text's, its headings', and its dates' parts."""
    found = set(values(passage.text)) | set(values(f"{passage.title} {passage.section}"))
    found |= {value[:7] for value in found if re.fullmatch(r"20\d\d-\d\d-\d\d", value)}
    found |= {value[:4] for value in found if re.fullmatch(r"20\d\d-\d\d(-\d\d)?", value)}
    found |= {value.split(" ")[1] for value in found if " " in value}
    found |= {value.rstrip("%") for value in found}
    found |= {name[1:-1] for name in VERSION.findall(f"{passage.title} {passage.section} {passage.text}")}
    return frozenset(found)


def missing(sentence: str, passages: Iterable[Passage]) -> frozenset[str]:
    """The values of a sentence that none of the passages holds; empty where it is grounded."""
    held: set[str] = set()
    for passage in passages:
        held |= held_by(passage)
    return values(sentence) - held


def needed(sentence: str, basis: Sequence[Passage]) -> list[Passage]:
    """The fewest passages of `basis`, in order, that hold what it holds of the sentence; at least one."""
    wanted = set(values(sentence))
    kept: list[Passage] = []
    for passage in basis:
        if not kept or wanted & held_by(passage):
            kept.append(passage)
            wanted -= held_by(passage)
    if (
        len(kept) > 1
        and not values(sentence) - set().union(*(held_by(p) for p in kept[1:]))
        and kept[0].kind != "guide"
    ):
        kept = kept[1:]
    return kept


def quote(passage: Passage, sentences: Iterable[str]) -> str:
    """The shortest run of the passage's own sentences that holds the values and most of the words.

    Word for word a part of `passage.text`.
    """
    said = " ".join(sentences)
    wanted, words = values(said) & values(passage.text), set(WORDS.findall(said.lower()))
    units = _read_units(passage.text)
    best, rank = slice(0), (-1, -10_000, -1)
    for first, opening in enumerate(units):
        held, shared = wanted & opening.opening_values, words & opening.words
        for last, unit in enumerate(units[first:], first):
            if last > first:
                held, shared = held | wanted & unit.values, shared | words & unit.words
            new = (len(held), first - last, len(shared))
            if new > rank:
                best, rank = slice(opening.start, unit.end), new
    return passage.text[best]


class _Unit(NamedTuple):
    start: int
    end: int
    opening_values: frozenset[str]  # where a quote begins with it: its list number is no value
    values: frozenset[str]
    words: frozenset[str]


@lru_cache(maxsize=1024)
def _read_units(text: str) -> tuple[_Unit, ...]:
    return tuple(
        _Unit(start, end, values(unit), values(f". {unit}"), frozenset(WORDS.findall(unit.lower())))
        for start, end in _units(text)
        for unit in [text[start:end]]
    )


def _units(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for gap in UNIT.finditer(text):
        if text[start : gap.start()].strip():
            spans.append((start, gap.start()))
        start = gap.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans
