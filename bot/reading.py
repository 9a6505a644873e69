"""Values with what stands around them: of which exam, field, row and unit a number or date is said.

Read the same way in a sentence and in a passage, so that ties.py can lay the one beside the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.grounding import LIST_NUMBER, MARKER, MONTHS, PATTERNS, URL, VERSION, values
from bot.records import Passage
from bot.tabled import STEM, WORD, lines, stems

LINE_PART = re.compile(r"(?<=[.;])\s+(?=\S)")
SEGMENT = re.compile(r"[;,:(]\s+|\s*[()+|]\s*|[;,:]\s+|\s(?:and|against|than|while|whereas|but|or|versus)\s")
LABEL = re.compile(r"[^:.|]{3,90}:(?=\s)")
WHOLE = re.compile(r"\d\s?(?:of|out of|/)\s?(?:a maximum of )?\Z")
RANGE = re.compile(r"\s*to\s+\S*\d[\d,.]*")
HALT = re.compile(r"\b(?:in|on|for|with|at|to|from|by|as|after|before|until|per|than)\b", re.I)
NEVER = {  # topics that what is counted in these is not of
    "usd": {"duration", "questions", "passing", "validity", "study"},
    "year": {"duration"},
    "years": {"duration"},
}
ASIDE = re.compile(r"\s*(?:which|who|whose)\b")
AFTER = 3  # words after a value that may say what it is of
BESIDE = 2  # … that count it
SMALL = 4  # letters from which a word can count something
WHOLLY = {"sum": 4, "difference": 2}  # topics that both sides must have, within so many words before the value
WHOLLY_AFTER = 2
REPORTED, DENIED = "reported", "denied"
SIDES = {*WHOLLY, REPORTED, DENIED}  # topics that are not what a value is of
CALENDAR = {name[:STEM] for name in MONTHS}
DATED = re.compile(r"20\d\d-.*")

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
    unit: str = ""  # the first word of `beside`


class Other(NamedTuple):
    """What else the line of a passage's value gives in its place: "USD 150 in the standard version"."""

    value: str
    words: frozenset[str]  # that set it apart
    names: frozenset[str]  # of them, those with a capital


class Held(NamedTuple):
    """A value of a passage, and what else its line says of it."""

    said: Value
    passage_topics: frozenset[str]
    reported: frozenset[str]  # whether somebody else says it, or it is denied
    row: frozenset[str]
    rows: tuple[frozenset[str], ...]
    first: str = ""  # where it is not the first of its kind in its line: that one
    words: frozenset[str] = frozenset()  # that set it apart from the others
    others: tuple[Other, ...] = ()


class Reader:
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

    def topics_of(self, text: str) -> frozenset[str]:
        """Every topic that a text has a word of."""
        return frozenset(topic for word in WORD.findall(text) for topic in self._topics(word.lower()))

    def _topics(self, word: str) -> frozenset[str]:
        one = word if word == "days" else word.removesuffix("s")  # "the last day" is an end, "14 days" is none
        return self.topics.get(word) or self.topics.get(one) or frozenset()

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
            aside = ASIDE.match(text[slice(*spans[place])])  # "AI-901, which replaced AI-900, costs"
            latest = latest if aside else ids or latest
            given[place] = self._in_brackets(text, spans, own, place) or (ids or latest)
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
        following = RANGE.sub("", text[end : max(end, span[1])], count=1)  # the "weeks" of the 5 in "5 to 9 weeks"
        before = [word.lower() for word in WORD.findall(text[span[0] : start])]
        after = [word.lower() for word in WORD.findall(re.split(r"(?<![\w-])\d", following)[0])]
        last = [t for word in reversed(before) if (t := self.ordinary(word))][:2]
        topics = frozenset[str]().union(*last, *map(self.ordinary, after[:AFTER]))
        if after and (unit := self.ordinary(after[0])):  # "170 minutes for 85 questions"
            topics = unit
        topics -= NEVER.get("usd" if " " in value else "".join(after[:1]), frozenset())
        dated = DATED.fullmatch(value)
        nearby = {t: self.topics_of(" ".join([*before[-words:], *after[:WHOLLY_AFTER]])) for t, words in WHOLLY.items()}
        close = {t for t, there in nearby.items() if t in there and not dated}
        if text[end:].startswith(" ("):  # "65 (50 scored) in the standard version"
            following = re.sub(r"\([^)]*\)", "", text[end:])
        counted = WORD.findall(HALT.split(re.split(r"(?<![\w-])\d", following)[0])[0])
        beside = [word[:STEM].lower() for word in counted if len(word) >= SMALL][:BESIDE]
        return Value(
            value, start, frozenset() if close else certs, topics, frozenset(() if dated else beside),
            frozenset(close), bool(WHOLE.search(text[:start])), text[span[0] : span[1]],
            text[start:end].lower() in self.spelled, "" if dated else next(iter(beside), ""),
        )  # fmt: skip

    def ordinary(self, word: str) -> frozenset[str]:
        """The topics that a word gives what it stands at."""
        return self._topics(word) - SIDES

    def label_topics(self, line: str) -> frozenset[str]:
        """What a line is of that opens with a label: "Duration: 90 minutes"."""
        label = LABEL.match(line)
        words = WORD.findall(label[0]) if label else ()
        return frozenset[str]().union(*(self.ordinary(word.lower()) for word in words))

    def _held(self, passage: Passage) -> tuple[Held, ...]:
        record = frozenset(passage.records if len(passage.records) == 1 and passage.kind == "record" else ())
        return tuple(one for line in lines(passage.text) for one in self._of_line(*line, record))

    def _of_line(
        self, line: str, row: frozenset[str], rows: tuple[frozenset[str], ...], record: frozenset[str]
    ) -> Iterator[Held]:
        label, topics = LABEL.match(line), self.label_topics(line)
        found: list[tuple[Held, int]] = []
        parts = [part for part in LINE_PART.split(line) if part]
        for place, part in enumerate(parts):
            around = self.topics_of(part)
            reported = around & {REPORTED} if place and label else frozenset[str]()
            for value in self.read(part):
                of = value.topics | topics if not place else value.topics or around - SIDES or topics
                how = reported | self.topics_of(value.segment) & {DENIED}
                found.append((Held(value._replace(certs=value.certs or record), of, how, row, rows), place))
        yield from _apart(found, parts, label[0]) if label else (one for one, _ in found)


def _apart(found: Sequence[tuple[Held, int]], parts: Sequence[str], label: str) -> Iterator[Held]:
    """The values of a line with what sets each apart from the others of its kind: "75 in the beta; 150 after it"."""
    common = stems(label)
    for one, place in found:
        rivals = [(r, p) for r, p in found if p != place and kind(r.said) == kind(one.said)]
        rivals = [(r, p) for r, p in rivals if r.said.value != one.said.value]
        words = stems(parts[place]) - common - CALENDAR
        others = []
        for rival, there in rivals:
            own = stems(parts[there]) - common - CALENDAR
            names = frozenset(w[:STEM].lower() for w in WORD.findall(parts[there]) if w[0].isupper())
            others.append(Other(rival.said.value, own - words, (own - words) & names))
        first = next((r.said.value for r, p in rivals if p < place), "")
        shared = frozenset[str]().union(*(stems(parts[p]) for _, p in rivals))
        yield one._replace(first=first, words=words - shared, others=tuple(others))


def kind(value: Value) -> str:
    """Dates are of one kind, amounts of money of another, minutes of a third."""
    if DATED.fullmatch(value.value):
        return "date"
    if " " in value.value or value.value.endswith("%"):
        return value.value.split(" ")[0] if " " in value.value else "%"
    return value.unit


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
