"""HTML and plain text as Markdown, so that one chunker serves all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import pairwise

from bot.structure import ITEM, ROW

HEADINGS = {f"h{level}": level for level in range(1, 7)}
SKIPPED = {"script", "style", "template", "noscript", "svg", "nav", "head"}
BLOCKS = {"p", "div", "section", "article", "ul", "ol", "table", "blockquote", "pre", "figure", "dl", "dt", "dd"}
LONGEST_HEADING = 80  # characters
MIDWAY = re.compile(r".*\b(an?|and|as|at|by|for|from|in|is|it|of|on|or|that|the|to|with)$", re.IGNORECASE)


def html_to_markdown(text: str) -> str:
    """Headings, paragraphs, lists and tables of an HTML page; scripts, styles and navigation left out."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.markdown()


class _Reader(HTMLParser):
    """Gathers Markdown lines. It keeps counters, not a tree, so that depth costs nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.words: list[str] = []
        self.row: list[str] | None = None
        self.cell = False
        self.rows = 0
        self.lists: list[str] = []
        self.skipping = ""
        self.depth = 0
        self.mark = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipping:
            self.depth += tag == self.skipping
        elif tag in SKIPPED:
            self.skipping, self.depth = tag, 1
        elif tag in HEADINGS:
            self._flush(blank=True)
            self.mark = "#" * HEADINGS[tag] + " "
        elif tag == "li":
            self._flush()
            self.mark = "  " * min(len(self.lists) - 1, 1) + ("1. " if self.lists[-1:] == ["ol"] else "- ")
        elif tag == "tr":
            if self.row is not None:
                self.handle_endtag("tr")
            self._flush()
            self.row = []
        elif tag in ("td", "th"):
            self._end_cell()
            self.cell = self.row is not None
        elif tag == "br":
            self.words.append(" ")
        elif tag in BLOCKS and self.row is None:
            self._flush(blank=not self.lists)
            self.lists += [tag] if tag in ("ul", "ol") else []
            self.rows = 0 if tag == "table" else self.rows

    def handle_endtag(self, tag: str) -> None:
        if self.skipping:
            self.depth -= tag == self.skipping
            self.skipping = self.skipping if self.depth else ""
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table") and self.row is not None:
            self._end_cell()
            self._end_row(self.row)
        elif tag in HEADINGS or tag in ("li", "title") or (tag in BLOCKS and self.row is None):
            if tag in ("ul", "ol") and self.lists:
                self._flush()
                self.lists.pop()
            self._flush(blank=tag != "li" and not self.lists)

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.words.append(data)

    def _end_cell(self) -> None:
        if self.cell and self.row is not None:
            self.row.append(self._text().replace("|", "\\|"))
        self.cell = False
        self.words = []

    def _end_row(self, row: list[str]) -> None:
        if any(row):
            self.lines.append(f"| {' | '.join(row)} |")
            self.rows += 1
            if self.rows == 1:
                self.lines.append("|" + "---|" * len(row))
        self.row = None
        self.words = []

    def _text(self) -> str:
        text = " ".join("".join(self.words).split())
        self.words = []
        return text

    def _flush(self, blank: bool = False) -> None:
        text = self._text()
        if text:
            self.lines.append(self.mark + text)
            self.mark = ""
        if blank:
            self.lines.append("")

    def markdown(self) -> str:
        self._flush()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.lines)).strip()


@dataclass(frozen=True)
class _Look:
    """What tells the headings of one level from another's: their casing and what follows them."""

    titled: bool
    follows: str


def plain_to_markdown(text: str) -> str:
    """Plain text with its short title-like lines as headings; lists and pipe tables stay.

    A heading with another right below it is the parent of those that follow and look alike: the
    same casing, and the same kind of thing (text, list, table) under them.
    """
    lines = text.splitlines()
    filled = [number for number, line in enumerate(lines) if line.strip()]
    after = dict(pairwise(filled))
    before = {follower: number for number, follower in after.items()}
    heads = {n for n in after if _is_heading(lines[n], lines[after[n]], lines, before.get(n), n)}
    children: _Look | None = None
    made = []
    for number, line in enumerate(lines):
        if number not in heads:
            made.append(line)
            continue
        look = _Look(_is_titled(line), _line_kind(lines[after[number]]))
        if after[number] in heads:
            first = after[number]
            children = _Look(_is_titled(lines[first]), _line_kind(lines[after.get(first, first)]))
            level = 2
        elif children is not None and look == children:
            level = 3
        else:
            children, level = None, 2
        made.append(f"\n{'#' * level} {line.strip()}\n")
    return "\n".join(made)


def _is_heading(line: str, below: str, lines: list[str], above: int | None, number: int) -> bool:
    """Short, opening like a title and not closing like a sentence, after the end of a paragraph."""
    line = line.strip()
    if len(line) > LONGEST_HEADING or len(line.split()) > 12 or _line_kind(line) != "text":
        return False
    if not (line[0].isupper() or line[0].isdigit()) or line[-1] in ".,:;!-–—" or below.strip()[0].islower():
        return False
    if MIDWAY.match(line):
        return False
    if above is None or above < number - 1:
        return True
    return (
        _line_kind(lines[above]) != "text" or len(lines[above]) <= LONGEST_HEADING or lines[above].rstrip()[-1] in ".!?"
    )


def _line_kind(line: str) -> str:
    return "row" if ROW.match(line) else "item" if ITEM.match(line) else "text"


def _is_titled(line: str) -> bool:
    """Whether the long words of a line are capitalised, as in a Title Like This One."""
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 4]
    return bool(words) and all(word[0].isupper() for word in words)
