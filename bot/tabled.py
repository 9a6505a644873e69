"""Tables line by line: those of a passage, and one that a model writes, whose rows mean little without a header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.grounding import MARKER, values

WORD = re.compile(r"[^\W\d_][\w+#]*")
STEM = 5  # letters that tell a word from another whatever its ending
LITTLE = {
    "the", "and", "for", "its", "with", "that", "this", "from", "are", "was", "has", "have", "not", "but", "into",
    "only",
}  # fmt: skip
BRIEF = 4  # words that a column may be headed with
RULE = re.compile(r"[\s|:-]+")

Line = tuple[str, frozenset[str], tuple[frozenset[str], ...]]
"""A line of a passage; of a table, a cell with the words of its row and of the other rows."""


@lru_cache(maxsize=512)
def lines(text: str) -> tuple[Line, ...]:
    """The lines of a passage; of a table, a line for each cell."""
    found: list[Line] = []
    table: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if line.lstrip().startswith("|"):
            table.append(cells(line))
            continue
        found += _rows(table)
        table = []
        if line.strip():
            found.append((line.strip(), frozenset(), ()))
    return tuple(found)


def _rows(table: Sequence[Sequence[str]]) -> Iterator[Line]:
    body = [row for row in table[1:] if any(WORD.search(cell) or values(cell) for cell in row)]
    rows = tuple(stems(row[0]) for row in body)
    for row, words in zip(body, rows, strict=True):
        for header, cell in zip(table[0][1:], row[1:], strict=False):
            yield f"{row[0]} of {header}: {cell}", words, rows


def cells(line: str) -> list[str]:
    """The cells of a row."""
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words of a text, little words left out."""
    return frozenset(w[:STEM].lower() for w in WORD.findall(text) if len(w) > 2 and w.lower() not in LITTLE)


class Table:
    """The table that a model is writing: keeps its header, and gives each row's cells as sentences of their own."""

    def __init__(self) -> None:
        self.header: list[str] = []

    def read(self, line: str) -> list[str] | None:
        """What a line states, cell by cell; none for a header or a rule, and None where it is no row of a table."""
        if not line.startswith("|"):
            self.header = []
            return None
        row = cells(MARKER.sub("", line))
        if RULE.fullmatch(line):
            return []
        if not self.header and not MARKER.search(line):
            self.header = row
            return [] if all(len(WORD.findall(cell)) <= BRIEF for cell in row) else None
        self.header = self.header or [""] * len(row)  # a table of two columns may have none
        named = zip(self.header[1:], row[1:], strict=False)
        return [f"{row[0]} of {name}: {cell}" if name else f"{row[0]}: {cell}" for name, cell in named if cell]
