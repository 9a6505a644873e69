"""Whether a number or date is said of what the passage says it of: the same exam, field, row and unit.

That a value stands somewhere in the passage is not enough: "65 minutes" is not borne out by 65 questions, nor
"CKA costs USD 150" by a passage that gives another exam that price. So each value of a sentence is read with what
stands around it, and so is each value of the passage (reading.py); one of these must go with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.grounding import held_by, values
from bot.reading import LABEL, LINE_PART, Held, Other, Reader, Value
from bot.records import Passage
from bot.tabled import stems

TIMES = frozenset({"year", "years", "month", "week", "weeks", "day", "days", "hour", "hours", "minut"})
BRIEF = 5  # words of a label
MOST = 0.5  # share of another value's own words from which they are taken for its


class Ties:
    """Lays the values of a sentence beside those of the passages that it cites."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def broken(self, said: str, cited: Sequence[Passage]) -> str:
        """What parts a value of a sentence from the passages: "exam", "field" or "unit"; empty where nothing does."""
        held = [one for passage in cited for one in self.reader.held(passage)]
        label, first = self._label(said), len(LINE_PART.split(said)[0])
        for value in self.reader.read(said):
            if value.value in {v for passage in cited for v in values(f"{passage.title} {passage.section}")}:
                continue
            same = [one for one in held if value.value in _equal(one.said.value)]
            of = value._replace(topics=value.topics or (label if value.start < first else frozenset()))
            if (same or value.spelled) and (fault := self._fault(of, said, same, held)):
                return fault
        return ""

    def _label(self, said: str) -> frozenset[str]:
        """What the values of "- Duration: 90 minutes" are of, whatever stands beside them."""
        label = LABEL.match(said)
        if not label or values(label[0]) or len(label[0].split()) > BRIEF:
            return frozenset()
        return self.reader.label_topics(said)

    def _fault(self, value: Value, said: str, same: Sequence[Held], held: Sequence[Held]) -> str:
        if value.spelled and not same:
            return "unit" if any(value.beside & one.said.beside for one in held) else ""
        rest = [one for one in same if not (value.certs and one.said.certs) or value.certs & one.said.certs]
        if not rest:
            return "exam"
        rest = [one for one in rest if self._of_the_same(value, said, one) and in_its_place(value, said, one)]
        if not rest:
            return "field"
        if (time := value.beside & TIMES) and not any(
            not one.said.beside or _same_time(time, one.said.beside) for one in rest
        ):
            return "unit"
        counted = {word for word in value.beside if not any(word in one.said.beside for one in same)}
        if any(counted & one.said.beside for one in held):
            return "unit"
        return ""

    def _of_the_same(self, value: Value, said: str, one: Held) -> bool:
        """Whether a passage's value is of the same topic, row and source as a sentence's."""
        there, spoken = one.passage_topics, self.reader.topics_of(said)
        if value.near - one.said.near or one.said.near - spoken:
            return False
        topics = value.topics - {"checked"} if one.reported else value.topics  # "gives USD 90 (checked 11 May 2026)"
        if topics and there and not topics & there:
            return False
        if "checked" in there and "checked" not in value.topics:
            return False
        if one.reported and (one.reported - spoken or (one.words and not one.words & stems(said))):
            return False
        if one.said.whole and not value.whole:
            return False
        return not one.rows or _best_row(value.segment, said, one)


def in_its_place(value: Value, said: str, one: Held) -> bool:
    """Whether a value is said where its line says it, of several: not "USD 150 in the beta" of 150 after it."""
    given = {other.value for other in one.others if other.value in values(said)}
    here, whole = stems(value.segment), stems(said)
    for other in one.others:
        words = here if other.value in given else whole
        if _means(other, words) and not one.words & words:
            return False
    return not one.first or one.first in given or bool(one.words & whole)


def _means(other: Other, words: frozenset[str]) -> bool:
    hit = other.words & words
    return bool(hit & other.names) or (bool(hit) and len(hit) >= MOST * len(other.words))


def _same_time(time: frozenset[str], beside: frozenset[str]) -> bool:
    return any(a.rstrip("s") == b.rstrip("s") for a in time for b in beside)


def _equal(value: str) -> frozenset[str]:
    """The values that a value vouches for: a date for its month, USD 100 for 100."""
    return held_by(Passage("", value.upper(), "", "", "", "document")) | {value}


def _best_row(segment: str, said: str, one: Held) -> bool:
    """Whether no other row of the table is named better than the one that holds the value."""
    for text in (segment, said):
        words = stems(text)
        shares = [len(row & words) / max(1, len(row)) for row in one.rows]
        if max(shares) > 0:
            return len(one.row & words) / max(1, len(one.row)) >= max(shares)
    return True
