"""The structure of a Markdown text: its sections by heading path, and the units a section is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Block = list[str]

ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
SETEXT = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
FENCE = re.compile(r" {0,3}(```|~~~)")
RULE = re.compile(r" {0,3}([-*_])[ \t]*(\1[ \t]*){2,}$")
ITEM = re.compile(r" {0,3}([-*+•]|\d{1,3}[.)])[ \t]+\S")
ROW = re.compile(r"\s*\|.*\|\s*$")
DASHES = re.compile(r"\s*\|[\s:|-]*-[\s:|-]*$")


@dataclass(frozen=True)
class Section:
    """The blocks of lines that stand under one heading path."""

    path: tuple[str, ...]
    blocks: list[Block]


@dataclass(frozen=True)
class Unit:
    """What a passage is packed from: a paragraph, a list item, a row.

    `gap` parts it from the unit before; `lead` is the header or opening line that a passage
    beginning with it needs; `heads` says that the lead was not written before.
    """

    text: str
    gap: str = "\n\n"
    lead: str = ""
    heads: bool = False

    @property
    def alone(self) -> str:
        """The unit as the beginning of a passage."""
        return f"{self.lead}\n{self.text}" if self.lead else self.text

    def after(self, text: str) -> str:
        """`text` continued by the unit."""
        return f"{text}{self.gap}{self.alone if self.heads else self.text}" if text else self.alone


def outline(text: str) -> tuple[str | None, list[Section]]:
    """(the document's title, its sections in order).

    The title is the level-one heading that stands above all else; it is part of no heading path.
    """
    parts = list(_headed(text))
    tops = {path[0] for path, _, level in parts if path and level == 1}
    headless = [lines for path, lines, _ in parts if not path and any(map(str.strip, lines))]
    first = next((path for path, _, _ in parts if path), ())
    titled = len(tops) == 1 and not headless and all(path[:1] == first[:1] for path, _, _ in parts if path)
    found = [Section(path[titled:], list(_blocks(lines))) for path, lines, _ in parts]
    return (first[0] if titled else None), [section for section in found if section.blocks]


def _headed(text: str) -> Iterator[tuple[tuple[str, ...], list[str], int]]:
    """(heading path, lines under it, level of its innermost heading), one a heading, in order."""
    stack: list[tuple[int, str]] = []
    lines: list[str] = []
    fenced = False
    for line in _body(text).splitlines():
        fenced ^= bool(FENCE.match(line))
        heading = None if fenced else _read_heading(line, lines)
        if heading is None:
            lines.append(line)
            continue
        yield tuple(name for _, name in stack), lines, stack[-1][0] if stack else 0
        stack = [*(entry for entry in stack if entry[0] < heading[0]), heading]
        lines = []
    yield tuple(name for _, name in stack), lines, stack[-1][0] if stack else 0


def _read_heading(line: str, above: list[str]) -> tuple[int, str] | None:
    """(level, text) where `line` is a heading or underlines the one above, which it then takes away."""
    if (found := ATX.match(line)) and _plain(found[2]):
        return len(found[1]), _plain(found[2])
    if not above or not SETEXT.match(line) or _kind(above[-1]) != "text" or len(above[-1]) > 120:
        return None
    if len(above) > 1 and above[-2].strip():  # the last line of a paragraph, then a rule
        return None
    return (1 if "=" in line else 2), _plain(above.pop())


def _body(text: str) -> str:
    """The text without front matter and comments."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    return re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)


def _plain(heading: str) -> str:
    """A heading without the marks of links, emphasis and code."""
    heading = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    return " ".join(re.sub(r"[*_`]{1,3}(\S(?:.*?\S)?)[*_`]{1,3}", r"\1", heading).split())


def _kind(line: str) -> str:
    if not line.strip() or RULE.match(line):
        return "blank"
    return "fence" if FENCE.match(line) else "row" if ROW.match(line) else "item" if ITEM.match(line) else "text"


def _blocks(lines: Iterable[str]) -> Iterator[Block]:
    """Paragraphs, lists, tables and fenced blocks; indented text belongs to the list item above it."""
    block: Block = []
    inside = ""  # the kind of the block that is open
    for line in lines:
        kind = _kind(line)
        if inside == "fence":
            block.append(line)
            if kind == "fence":
                yield block
                block, inside = [], ""
            continue
        if block and kind != inside and not (inside == "item" and kind == "text"):
            yield block
            block = []
        if kind != "blank":
            block.append(line)
        inside = inside if inside == "item" and kind == "text" and len(block) > 1 else kind
    if block:
        yield block


def units(blocks: Iterable[Block]) -> Iterator[Unit]:
    """The units of a section: rows lead with their header, items with the line that opens their list."""
    opening = ""
    for block in blocks:
        kind = _kind(block[0])
        if kind == "row":
            yield from _rows([line.strip() for line in block])
        elif kind == "item":
            yield from _items(block, opening)
        else:
            text = "\n".join(map(str.rstrip, block)).strip()
            opening = text if kind == "text" and text.endswith(":") and len(text) <= 200 else ""
            yield Unit(text)


def _rows(lines: list[str]) -> Iterator[Unit]:
    head = 2 if len(lines) > 1 and DASHES.match(lines[1]) else 1
    header, rows = "\n".join(lines[:head]), lines[head:]
    if not rows:
        yield Unit(header)
    for number, row in enumerate(rows):
        yield Unit(row, "\n" if number else "\n\n", header, heads=not number)


def _items(block: Block, opening: str) -> Iterator[Unit]:
    items: list[Block] = []
    for line in block:
        if not items or (ITEM.match(line) and len(line) - len(line.lstrip()) < 2):
            items.append([line.rstrip()])
        else:
            items[-1].append(line.rstrip())
    for item in items:
        yield Unit("\n".join(item), "\n", opening)
