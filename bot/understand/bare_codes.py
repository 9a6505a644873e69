"""Exam codes by their numbers alone, where several stand together: "901 plus 103", "is 300 harder than 103?"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.catalog import Catalog
from bot.understand.text import Token

DIGITS = 3  # of a number that people say in place of a code
NUMBER = re.compile(rf"-?(\d{{{DIGITS}}})")
SEVERAL = 2  # such numbers of one vendor in a message
AMOUNT = re.compile(r"(?:[$€£]|\b(?:usd|eur|gbp))\s?$", re.IGNORECASE)


def numbers_of(catalog: Catalog) -> dict[str, dict[str, str]]:
    """vendor -> the number of a code -> the certification, where the number is that of one code alone."""
    table: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for cert in catalog.certifications.values():
        number = NUMBER.search(cert.code or "")
        if number and not any(char.isdigit() for char in (cert.code or "")[: number.start()]):
            table[cert.vendor][number[1]].append(cert.id)
    return {vendor: {n: ids[0] for n, ids in found.items() if len(ids) == 1} for vendor, found in table.items()}


def bare_codes(
    text: str, words: Sequence[Token], taken: Sequence[tuple[int, int]], units: set[str],
    numbers: Mapping[str, Mapping[str, str]],
) -> list[tuple[int, str]]:  # fmt: skip
    """(place among the words, certification) of each number that stands for a code.

    `taken` are the spans of words that names hold already; a number with a unit or a currency beside it is an amount.
    """
    for known in numbers.values():
        found = [
            (place, known[word.word])
            for place, word in enumerate(words)
            if word.word in known
            and not any(first <= place < end for first, end in taken)
            and not AMOUNT.search(text[: word.start])
            and not (place + 1 < len(words) and words[place + 1].word in units)
        ]
        if len({cert for _, cert in found}) >= SEVERAL:
            return found
    return []
