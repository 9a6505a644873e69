"""Whether a number or date is said of what the passage says it of: the same exam, field, row and unit.

That a value stands somewhere in the passage is not enough: "65 minutes" is not borne out by 65 questions, nor
"CKA costs USD 150" by a passage that gives another exam that price. So each value of a sentence is read with what
stands around it, and so is each value of the passage; one of these must go with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.grounding import LIST_NUMBER, MARKER, PATTERNS, URL, VERSION, held_by, values
from bot.records import Passage

WORD = re.compile(r"[^\W\d_][\w+#]*")
STEM = 5  # letters that tell a word from another whatever its ending
LINE_PART = re.compile(r"(?<=[.;])\s+(?=\S)")
SEGMENT = re.compile(r"[;,:(]\s+|\s*[()+|]\s*|[;,:]\s+|\s(?:and|against|than|while|whereas|but|or|versus)\s")
LABEL = re.compile(r"[^:.|]{3,90}:(?=\s)")
WHOLE = re.compile(r"\d\s?(?:of|out of|/)\s?(?:a maximum of )?\Z")
AFTER = 3  # words after a value that may say what it is of
BESIDE = 2  # … that count it
SMALL = 4  # letters from which a word can count something
WHOLLY = {"sum": 4, "difference": 2}  # topics that both sides must have, within so many words before the value
REPORTED, DENIED = "reported", "denied"
SIDES = {*WHOLLY, REPORTED, DENIED}  # topics that are not what a value is of

CertsOf = Callable[[str], Sequence[tuple[frozenset[str], int, int]]]
"""The exams named in a text: which it may be, and where the name stands."""


class Value(NamedTuple):
    """A value where it stands: of which exams and topics, followed by which words."""

    value: str
    start: int
    certs: frozenset[str]
    topics: frozenset[str]
    beside: frozenset[str]
    near: frozenset[str]  # of WHOLLY, the topics right at it
    whole: bool  # the 1000 of "700 of 1000"
    segment: str
    spelled: bool = False


class Held(NamedTuple):
    """A value of a passage, and what else its line says of it."""

    said: Value
    passage_topics: frozenset[str]
    reported: frozenset[str]  # whether somebody else says it, or it is denied
    row: frozenset[str]
    rows: tuple[frozenset[str], ...]


class Ties:
    """Reads values with what stands around them. `certs_of` gives the exams named in a text, with their places.

    `numbers` has the number words; `said_of` has for each topic the words that speak of it (both from words.yaml).
    """

    def __init__(
        self, certs_of: CertsOf, said_of: Mapping[str, Sequence[str]], numbers: Mapping[str, int] | None = None
    ) -> None:
        self.certs_of = certs_of
        self.spelled = {word: f"{number:g}" for word, number in (numbers or {}).items() if number > 1}
        self.number_word = re.compile(rf"\b(?:{'|'.join(self.spelled) or '(?!)'})\b", re.I)
        self.topics: dict[str, frozenset[str]] = {}
        for topic, words in said_of.items():
            for word in words:
                self.topics[word] = self.topics.get(word, frozenset()) | {topic}
        self.held = lru_cache(maxsize=512)(self._held)

    def broken(self, said: str, cited: Sequence[Passage]) -> str:
        """What parts a value of a sentence from the passages: "exam", "field" or "unit"; empty where nothing does."""
        held = [one for passage in cited for one in self.held(passage)]
        for value in self.read(said):
            if value.value in {v for passage in cited for v in values(f"{passage.title} {passage.section}")}:
                continue
            same = [one for one in held if value.value in _equal(one.said.value)]
            if (same or value.spelled) and (fault := self._fault(value, said, same, held)):
                return fault
        return ""

    def _fault(self, value: Value, said: str, same: Sequence[Held], held: Sequence[Held]) -> str:
        if value.spelled and not same:
            return "unit" if any(value.beside & one.said.beside for one in held) else ""
        rest = [one for one in same if not (value.certs and one.said.certs) or value.certs & one.said.certs]
        if not rest:
            return "exam"
        rest = [one for one in rest if self._of_the_same(value, said, one)]
        if not rest:
            return "field"
        counted = {word for word in value.beside if not any(word in one.said.beside for one in same)}
        if any(counted & one.said.beside for one in held):
            return "unit"
        return ""

    def _of_the_same(self, value: Value, said: str, one: Held) -> bool:
        """Whether a passage's value is of the same topic, row and source as a sentence's."""
        there = one.passage_topics
        if value.near - one.said.near or one.said.near - self.topics_of(said):
            return False
        if value.topics and there and not value.topics & there:
            return False
        if "checked" in there and "checked" not in value.topics:
            return False
        if one.reported - self.topics_of(said):
            return False
        if one.said.whole and not value.whole:
            return False
        return not one.rows or _best_row(value.segment, said, one)

    def topics_of(self, text: str) -> frozenset[str]:
        """Every topic that a text has a word of."""
        return frozenset(topic for word in WORD.findall(text) for topic in self.topics.get(word.lower(), ()))

    def read(self, text: str) -> list[Value]:
        """The values of a text, each with what stands around it."""
        words = [(self.spelled[m[0].lower()], m.start(), m.end()) for m in self.number_word.finditer(text)]
        found = sorted([*_occurrences(text), *words], key=lambda one: one[1])
        cuts = [m for m in SEGMENT.finditer(text) if not any(s < m.end() and m.start() < e for _, s, e in found)]
        edges = [0, *(m.end() for m in cuts), len(text) + 1]
        spans = list(zip(edges, [*(m.start() for m in cuts), len(text)], strict=False))
        certs = self._certs_by_span(text, spans, found)
        return [
            self._value(text, one, span, certs[place])
            for place, span in enumerate(spans)
            for one in found
            if span[0] <= one[1] < edges[place + 1]
        ]

    def _certs_by_span(
        self, text: str, spans: Sequence[tuple[int, int]], found: Sequence[tuple[str, int, int]]
    ) -> list[frozenset[str]]:
        """The exams that each span is of: those it names, else those named last; "A, B: x, y" goes in order."""
        named = self.certs_of(text)
        ends = [start for start, _ in spans[1:]] + [len(text) + 1]
        own = [
            frozenset[str]().union(*(ids for ids, place, _ in named if start <= place < end))
            for (start, _), end in zip(spans, ends, strict=True)
        ]
        last = max((place for place, ids in enumerate(own) if ids), default=-1)
        in_turn = [ids for ids in own if ids]
        after = [p for p in range(last + 1, len(spans)) if any(spans[p][0] <= s <= spans[p][1] for _, s, _ in found)]
        given, latest = list(own), frozenset[str]()
        for place, ids in enumerate(own):
            latest = ids or latest
            given[place] = self._in_brackets(text, spans, own, place) or latest
        if len(in_turn) > 1 and len(after) == len(in_turn):
            for place, ids in zip(after, in_turn, strict=True):
                given[place] = ids
        return given

    def _in_brackets(
        self, text: str, spans: Sequence[tuple[int, int]], own: Sequence[frozenset[str]], place: int
    ) -> frozenset[str]:
        """The exams of "USD 100 (AIF-C01)"."""
        if own[place] or place + 1 == len(spans) or "(" not in text[spans[place][1] : spans[place + 1][0]]:
            return frozenset()
        return frozenset() if any(char == " " for char in text[slice(*spans[place + 1])]) else own[place + 1]

    def _value(self, text: str, one: tuple[str, int, int], span: tuple[int, int], certs: frozenset[str]) -> Value:
        value, start, end = one
        stop = max(end, span[1])
        before = [word.lower() for word in WORD.findall(text[span[0] : start])]
        after = [word.lower() for word in WORD.findall(re.split(r"(?<![\w-])\d", text[end:stop])[0])]
        last = [t for word in reversed(before) if (t := self._ordinary(word))][:2]
        topics = frozenset[str]().union(*last, *map(self._ordinary, after[:AFTER]))
        close = {t for t, words in WHOLLY.items() if t in self.topics_of(" ".join([*before[-words:], *after[:1]]))}
        if text[end:].startswith(" ("):  # "65 (50 scored) in the standard version"
            after = [word.lower() for word in WORD.findall(re.sub(r"\([^)]*\)", "", text[end:]))]
        beside = [word[:STEM] for word in after if len(word) >= SMALL][:BESIDE]
        dated = re.fullmatch(r"20\d\d-.*", value)
        return Value(
            value, start, frozenset() if close else certs, topics, frozenset(() if dated else beside),
            frozenset(close), bool(WHOLE.search(text[:start])), text[span[0] : span[1]],
            text[start:end].lower() in self.spelled,
        )  # fmt: skip

    def _ordinary(self, word: str) -> frozenset[str]:
        return self.topics.get(word, frozenset()) - SIDES

    def _held(self, passage: Passage) -> tuple[Held, ...]:
        record = frozenset(passage.records if len(passage.records) == 1 and passage.kind == "record" else ())
        return tuple(one for line in _lines(passage.text) for one in self._of_line(*line, record))

    def _of_line(
        self, line: str, row: frozenset[str], rows: tuple[frozenset[str], ...], record: frozenset[str]
    ) -> Iterator[Held]:
        label = LABEL.match(line)
        topics = frozenset[str]()
        if label:
            topics = topics.union(*(self._ordinary(word.lower()) for word in WORD.findall(label[0])))
        for place, part in enumerate(part for part in LINE_PART.split(line) if part):
            around = self.topics_of(part)
            reported = around & {REPORTED} if place and label else frozenset[str]()
            for value in self.read(part):
                of = value.topics | topics if not place else value.topics or around - SIDES or topics
                how = reported | self.topics_of(value.segment) & {DENIED}
                yield Held(value._replace(certs=value.certs or record), of, how, row, rows)


def _equal(value: str) -> frozenset[str]:
    """The values that a value vouches for: a date for its month, USD 100 for 100."""
    return held_by(Passage("", value.upper(), "", "", "", "document")) | {value}


def _occurrences(text: str) -> Iterator[tuple[str, int, int]]:
    """The values of a text and their places, codes left out."""
    rest = text
    for pattern in (VERSION, URL, MARKER, LIST_NUMBER):
        rest = pattern.sub(_blank, rest)
    found = []
    for kind, pattern in PATTERNS:
        if kind != "code":
            found += [(v, *_trimmed(m)) for m in pattern.finditer(rest) for v in values(m[0])]
        rest = pattern.sub(_blank, rest)
    yield from sorted(found, key=lambda one: one[1])


def _trimmed(found: re.Match[str]) -> tuple[int, int]:
    """The span of a number without the comma after it."""
    return found.start(), found.start() + len(found[0].rstrip(", "))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


@lru_cache(maxsize=512)
def _lines(text: str) -> tuple[tuple[str, frozenset[str], tuple[frozenset[str], ...]], ...]:
    """The lines of a passage; of a table, a line for each cell, with the words of its row and of the other rows."""
    lines: list[tuple[str, frozenset[str], tuple[frozenset[str], ...]]] = []
    table: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if line.lstrip().startswith("|"):
            table.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        lines += _cells(table)
        table = []
        if line.strip():
            lines.append((line.strip(), frozenset(), ()))
    return tuple(lines)


def _cells(table: Sequence[Sequence[str]]) -> Iterator[tuple[str, frozenset[str], tuple[frozenset[str], ...]]]:
    body = [row for row in table[1:] if any(WORD.search(cell) or values(cell) for cell in row)]
    rows = tuple(_stems(row[0]) for row in body)
    for row, stems in zip(body, rows, strict=True):
        for header, cell in zip(table[0][1:], row[1:], strict=False):
            yield f"{row[0]} of {header}: {cell}", stems, rows


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:STEM].lower() for word in WORD.findall(text) if word != "of")


def _best_row(segment: str, said: str, one: Held) -> bool:
    """Whether no other row of the table is named better than the one that holds the value."""
    for text in (segment, said):
        stems = _stems(text)
        shares = [len(row & stems) / max(1, len(row)) for row in one.rows]
        if max(shares) > 0:
            return len(one.row & stems) / max(1, len(one.row)) >= max(shares)
    return True
