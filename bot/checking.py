"""Whether a sentence that a language model wrote is borne out by the passages it cites.

In this order, from what is certain to what is likely:

1. It has a marker, unless it states nothing, and every marker points to a passage.
2. Its numbers, dates and codes stand in what it cites.
3. So do the names in it: those of the catalog by their record, any other word by word.
4. Its values are of the same exam, field and unit there (ties.py), and no source that it does not cite has its
   words while what it cites has not.
5. It is like what it cites by its embedding; or a cross-encoder says that the passage entails it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.grounding import LIST_NUMBER, MARKER, PATTERNS, URL, missing, values
from bot.prompts import MISSING
from bot.records import Passage
from bot.ties import LINE_PART, STEM, WORD, Ties

if TYPE_CHECKING:
    from numpy.typing import NDArray

CLAUSE = re.compile(r"[;,]\s+")
SHORT = 4  # words from which a sentence states something whatever it looks like
WEIGHTY = 5  # letters from which a word says something
NOVEL = 0.7  # share of its words of weight that a sentence may not add to what it cites
NOVEL_WORDS = 3  # … where they are as many
BETTER = 0.5  # share of its words that another source has more of than what it cites
LONGEST = 25  # words of a sentence that says what is missing; more would say something else besides


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the catalog in a text: what kind of record, which ones it may mean, where it stands."""

    kind: str
    ids: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of a sentence: `fault` is empty where it holds. `likeness` is -1 where not measured."""

    fault: str
    cited: tuple[Passage, ...] = ()
    likeness: float = -1.0


class Checker:
    """Checks sentences one by one. `names` finds the catalog's names; `encode` embeds, rows of length 1.

    `ordinary` holds the words that the corpus writes small somewhere, which therefore are no names; `said_of` has the
    words that tell what a value is of; `vendor_of` gives a certification's vendor; `entails` is a cross-encoder, where
    there is one.
    """

    def __init__(
        self,
        names: Callable[[str], Sequence[Name]],
        encode: Callable[[list[str]], NDArray[Any]],
        ordinary: Collection[str],
        vendor_of: Callable[[str], str],
        *,
        least: float,
        said_of: Mapping[str, Sequence[str]] | None = None,
        numbers: Mapping[str, int] | None = None,
        entails: Callable[[str, str], float] | None = None,
    ) -> None:
        self.names = lru_cache(maxsize=4096)(names)
        self.encode, self.ordinary, self.vendor_of = encode, ordinary, vendor_of
        self.least, self.entails = least, entails
        self.ties = Ties(self._certs, said_of or {}, numbers)

    def check(self, sentence: str, evidence: Sequence[Passage], question: str) -> Verdict:
        """The verdict on one sentence whose markers [n] count in `evidence` from 1."""
        numbers = list(dict.fromkeys(int(n) for n in MARKER.findall(sentence)))
        cited = tuple(evidence[n - 1] for n in numbers if 1 <= n <= len(evidence))
        if len(cited) < len(numbers):
            return Verdict("marker", cited)
        said = MARKER.sub("", sentence).strip()
        if not cited:
            return Verdict("" if self._states_nothing(said, question) else "no marker")
        if missing(said, cited):
            return Verdict("value", cited)
        if self._strange(said, cited):
            return Verdict("name", cited)
        if apart := self.ties.broken(said, cited):
            return Verdict(apart, cited)
        if self._better_elsewhere(said, cited, evidence):
            return Verdict("marker", cited)
        likeness = self.likeness(said, cited)
        if (
            self._novel(said, cited, question)
            or likeness < self.least
            or (self.entails and not self._entailed(said, cited))
        ):
            return Verdict("unsupported", cited, likeness)
        return Verdict("", cited, likeness)

    def likeness(self, said: str, cited: Sequence[Passage]) -> float:
        """The cosine of a sentence to the part of what it cites that is most like it."""
        parts = [part for passage in cited for part in _parts(passage)]
        rows = self.encode([said, *parts])
        return float((rows[1:] @ rows[0]).max())

    def _entailed(self, said: str, cited: Sequence[Passage]) -> bool:
        assert self.entails is not None  # noqa: S101 - for the type checker
        return max(self.entails(passage.embedded, said) for passage in cited) >= 0.5

    def _states_nothing(self, said: str, question: str) -> bool:
        """Whether a sentence may stand without a marker: a lead-in, a question, or that something is missing."""
        if not WORD.search(said):
            return True
        if said.startswith(MISSING):
            asked = Passage("question", question, "", "", "", "document")
            named = {i for name in self.names(said) if name.kind == "cert" for i in name.ids}
            known = {i for name in self.names(question) if name.kind == "cert" for i in name.ids}
            brief = len(WORD.findall(said)) <= LONGEST and not CLAUSE.search(said)
            return brief and not missing(said, (asked,)) and named <= known
        if values(said) or any(name.kind in ("cert", "vendor") for name in self.names(said)):
            return False
        return said.endswith((":", "?")) or said.startswith("|") or len(WORD.findall(said)) < SHORT

    def _strange(self, said: str, cited: Sequence[Passage]) -> bool:
        """Whether it names an exam, a vendor or anything else that what it cites does not speak of."""
        found = self.names(said)
        if any(not self._spoken_of(name, cited) for name in found if name.kind in ("cert", "vendor")):
            return True
        rest = said
        for name in found:
            rest = rest[: name.start] + "," * (name.end - name.start) + rest[name.end :]
        words = {word.lower() for passage in cited for word in WORD.findall(passage.embedded)}
        initials = "".join(word[0] for passage in cited for word in WORD.findall(passage.embedded.lower()))
        return any(
            word.lower() not in words and not (word.isupper() and word.lower() in initials)
            for word in _capitalised(rest, self.ordinary)
        )

    def _spoken_of(self, name: Name, cited: Iterable[Passage]) -> bool:
        wanted = set(name.ids)
        for passage in cited:
            there = {i for other in self.names(passage.embedded) if other.kind == name.kind for i in other.ids}
            of_record = passage.records if name.kind == "cert" else map(self.vendor_of, passage.records)
            if wanted & (there | set(of_record)):
                return True
        return False

    def _better_elsewhere(self, said: str, cited: Sequence[Passage], evidence: Sequence[Passage]) -> bool:
        """Whether a source that it does not cite has its words, and what it cites does not."""
        wanted = self._weighty(said)
        if not wanted or self.ties.read(said):
            return False
        cites = frozenset[str]().union(*(self._stems(self._body(passage)) for passage in cited))
        best = max(len(wanted & self._stems(self._body(passage))) for passage in evidence)
        return (best - len(wanted & cites)) / len(wanted) >= BETTER

    def _novel(self, said: str, cited: Sequence[Passage], question: str) -> bool:
        """Whether most of its words stand neither in what it cites nor in the question."""
        wanted = self._weighty(said)
        known = self._stems(question).union(*(self._stems(self._body(passage)) for passage in cited))
        novel = wanted - known
        return len(novel) >= NOVEL_WORDS and len(novel) >= NOVEL * len(wanted)

    def _body(self, passage: Passage) -> str:
        """A passage without the line that says where it comes from and when that was checked."""
        lines = passage.embedded.split("\n")
        return "\n".join(line for line in lines if "checked" not in self.ties.topics_of(line))

    def _weighty(self, said: str) -> frozenset[str]:
        rest = said
        for name in self.names(said):
            rest = rest[: name.start] + "," * (name.end - name.start) + rest[name.end :]
        return self._stems(rest)

    def _stems(self, text: str) -> frozenset[str]:
        """The beginnings of the words of weight in a text; words of one topic are one."""
        words = (word.lower() for word in WORD.findall(text) if len(word) >= WEIGHTY)
        return frozenset(next(iter(sorted(self.ties.topics.get(word, ()))), word[:STEM]) for word in words)

    def _certs(self, text: str) -> list[tuple[frozenset[str], int, int]]:
        return [(frozenset(name.ids), name.start, name.end) for name in self.names(text) if name.kind == "cert"]


def _capitalised(text: str, ordinary: Collection[str]) -> list[str]:
    """Words written like names: those with a capital that the corpus never writes small.

    The first word of a sentence counts where another such word follows at once.
    """
    rest = LIST_NUMBER.sub(" ", URL.sub(" ", text))
    for _, pattern in PATTERNS:
        rest = pattern.sub(",", rest)
    found = []
    first = True
    for word in WORD.finditer(rest):
        name = len(word[0]) > 1 and word[0][:1].isupper() and word[0].lower() not in ordinary
        following = re.match(r"[ -](?=[A-Z])", rest[word.end() :])
        if name and (not first or following):
            found.append(word[0])
        first = False
    return found


@lru_cache(maxsize=1024)
def _parts(passage: Passage) -> tuple[str, ...]:
    """A passage as a whole, and each of its sentences with and without its heading, as they are embedded."""
    units = [unit for unit in LINE_PART.split(passage.text.replace("\n", ". ")) if WORD.search(unit)]
    each = [replace(passage, text=unit).embedded for unit in units]
    return (passage.embedded, *(dict.fromkeys([*each, *units])))
