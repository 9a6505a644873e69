"""A passage of a person's document as the sentences, list items and rows that can be quoted by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.grounding import UNIT
from bot.records import Passage
from bot.structure import DASHES, ITEM, ROW
from bot.tabled import cells

BULLET = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+")
NUMBERED = re.compile(r"\s*\d{1,3}[.)]\s+")
LABEL = re.compile(r"([A-Z][^.:!?|]{0,40}):\s+(?=\S)")
LONGEST_TITLE = 60  # characters of a numbered line that heads the lines below it
CLOSED = (".", ":", ";", ",", "!")


@dataclass(frozen=True, slots=True)
class Unit:
    """What is quoted at once. `head` is what it stands under, `block` the paragraph, item or table it belongs to.

    `row` holds (column, cell) of a table's row, in which `text` is worded; an item is worded with what opens its list.
    """

    text: str
    head: str
    block: int
    row: tuple[tuple[str, str], ...] = ()

    @property
    def embedded(self) -> str:
        """The text under its heading, as the embedding model reads it."""
        return f"{self.head}\n{self.text}" if self.head else self.text


@lru_cache(maxsize=512)
def units(passage: Passage) -> tuple[Unit, ...]:
    """The units of a passage, in order."""
    return tuple(_units(passage))


def _units(passage: Passage) -> Iterator[Unit]:
    top = passage.section or passage.title
    head, label = top, ""
    lines = passage.text.split("\n")
    for block, (kind, held) in enumerate(_blocks(lines)):
        if kind == "title":
            head = f"{top} › {BULLET.sub('', held[0], count=1).strip()}"
        elif kind == "table":
            yield from (Unit(_worded(row), head, block, row) for row in _rows(held))
        elif kind == "item":
            yield _item(BULLET.sub("", " ".join(held), count=1).strip(), label or head, block)
        else:
            text = " ".join(held)
            named = LABEL.match(text)
            label = f"{head} › {named[1]}" if named else ""
            yield from (Unit(part, label or head, block) for part in UNIT.split(text) if part.strip())
            label = f"{head} › {text}" if text.endswith(":") else ""


def _item(text: str, head: str, block: int) -> Unit:
    """A list's item; one that is no sentence is worded with the line or heading that its list stands under."""
    lead = head.split(" › ")[-1].rstrip(":?")
    return Unit(text if text.endswith(CLOSED) else f"{lead}: {text}", head, block)


def _blocks(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """(kind, its lines): a paragraph, a list item, a table, or a numbered line that heads what follows."""
    held: list[str] = []
    kind = ""
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        new = _kind(line, below, kind)
        if held and (new in ("item", "title", "blank") or new != kind or _labelled(line, held)):
            yield kind, held
            held = []
        kind = new
        if kind == "title":
            yield kind, [line]
            kind = ""
        elif kind != "blank":
            held.append(line.strip())
    if held:
        yield kind, held


def _labelled(line: str, held: Sequence[str]) -> bool:
    """Whether a line of prose opens with a label, as those of a list without marks do."""
    return bool(LABEL.match(line) and (held[-1].endswith((".", "!", "?")) or LABEL.match(held[-1])))


def _kind(line: str, below: str, above: str) -> str:
    if not line.strip():
        return "blank"
    if ROW.match(line):
        return "table"
    if NUMBERED.match(line) and _heads(line, below):
        return "title"
    if ITEM.match(line):
        return "item"
    return "item" if above == "item" and line.startswith(" ") else "text"


def _heads(line: str, below: str) -> bool:
    """Whether a numbered line is the title of what comes below it rather than the first line of a list's item."""
    title = len(line) <= LONGEST_TITLE and not line.rstrip().endswith(CLOSED)
    return title and below[:1].isupper() and not ITEM.match(below)


def _rows(lines: Sequence[str]) -> Iterator[tuple[tuple[str, str], ...]]:
    headed = len(lines) > 1 and DASHES.match(lines[1])
    header = cells(lines[0]) if headed else []
    for line in lines[2:] if headed else lines:
        row = cells(line)
        names = header if len(header) == len(row) else [""] * len(row)
        yield tuple((name, cell) for name, cell in zip(names, row, strict=True) if cell)


def _worded(row: Sequence[tuple[str, str]]) -> str:
    return "; ".join(f"{name}: {cell}" if name else cell for name, cell in row)
