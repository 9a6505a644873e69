"""Whether a text says something: accepted forms of a fact, found whatever the typography.

"USD 20" is not found in "USD 200" nor in "USD 20.50"; "3 year" is found in "3 years".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

DASHES = re.compile(r"[\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
SINGLE = re.compile(r"[\u2018\u2019\u201a\u201b\u2032`\u00b4]")
DOUBLE = re.compile(r"[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]")
MARKER = re.compile(r"\s*\[\d+\]")
EMPHASIS = re.compile(r"\*+|__+")
PERCENT = re.compile(r"(?<=\d)\s+%")


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """NFKC, lower-case, plain dashes and quotes, no Markdown emphasis, no citation markers, single spaces."""
    text = unicodedata.normalize("NFKC", text)
    text = DASHES.sub("-", SINGLE.sub("'", DOUBLE.sub('"', text)))
    text = EMPHASIS.sub("", MARKER.sub("", text))
    return PERCENT.sub("%", " ".join(text.casefold().split()))


@lru_cache(maxsize=8192)
def _pattern(form: str) -> re.Pattern[str]:
    """A form at boundaries: digits never touch further digits, a first letter follows no letter."""
    plain = normalise(form)
    if not plain:
        raise ValueError("An accepted form is empty.")
    before = after = ""
    if plain[0].isdigit():
        before = r"(?<!\d)(?<!\d[.,])(?<!\d[.,]\d)"
    elif plain[0].isalpha():
        before = r"(?<![^\W_])"
    if plain[-1].isdigit():
        after = r"(?![.,]?\d)(?!k\b)"
    elif re.search(r"\d[.,]$", plain):
        after = r"(?!\d)"
    return re.compile(before + re.escape(plain) + after)


def place(text: str, form: str) -> int:
    """Where `form` first stands in the normalised text; -1 where it does not."""
    found = _pattern(form).search(normalise(text))
    return found.start() if found else -1


def says(text: str, form: str) -> bool:
    """Whether one form stands in the text."""
    return place(text, form) >= 0


def says_any(text: str, forms: Iterable[str]) -> bool:
    """Whether a fact, given by its accepted forms, stands in the text (STR-EM of ALCE, eval.py)."""
    return any(says(text, form) for form in forms)


NUMBERED = re.compile(r"^\s*(?:\*\*)?\d+[.)]\s", re.MULTILINE)


def in_order(text: str, forms: Sequence[str]) -> bool:
    """Whether all forms stand in the text and their first mentions come in this order.

    A numbered list is the order that an answer gives, so the lines before it do not count.
    """
    lines = NUMBERED.findall(text)
    listed = text[NUMBERED.search(text).start() :] if len(lines) >= 2 else text  # type: ignore[union-attr]
    places = [place(listed, form) for form in forms]
    return -1 not in places and places == sorted(places) and len(set(places)) == len(places)
