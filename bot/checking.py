"""Whether a sentence that a language model wrote is borne out by the passages it cites.

In this order, from what is certain to what is likely:

1. It has a marker, unless it states nothing, and every marker points to a passage (draft.py).
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

from bot.grounding import LIST_NUMBER, missing, values
from bot.phrases import LITTLE, TITLE, capitalised, counts, praises
from bot.prompts import MISSING
from bot.reading import LINE_PART, Reader
from bot.records import Passage
from bot.spelling import Spelling
from bot.tabled import STEM, WORD
from bot.ties import Ties

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHECKED = re.compile(r"\bChecked \d")
CLAUSE = re.compile(r"[;,]\s+")
SHORT = 4  # words from which a sentence states something whatever it looks like
WEIGHTY = 5  # letters from which a word says something
NOVEL = 0.7  # share of its words of weight that a sentence may not add to what it cites
NOVEL_WORDS = 3  # … where they are as many
BETTER = 0.5  # share of its words that another source has more of than what it cites
BETTER_WORDS = 2  # … and how many words more at least
LONGEST = 25  # words of a sentence that says what is missing; more would say something else besides
NAMED = ("cert", "vendor", "language")  # kinds of names that what is cited must speak of


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
    """Checks sentences. `names` finds the catalog's names; `encode` embeds, rows of length 1.

    `ordinary` holds the words that the corpus writes small somewhere, which therefore are no names; `said_of` has the
    words that tell what a value is of; `vendor_of` gives a certification's vendor; `entails` is a cross-encoder, where
    there is one; `spelling` rewrites figures.
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
        spelling: Spelling | None = None,
        entails: Callable[[str, str], float] | None = None,
    ) -> None:
        self.names = lru_cache(maxsize=4096)(names)
        self.encode, self.ordinary, self.vendor_of = encode, ordinary, vendor_of
        self.least, self.entails = least, entails
        self.spelling = spelling or Spelling({}, {}, {})
        self.reader = Reader(self.certs, said_of or {}, self.spelling.numbers)
        self.ties = Ties(self.reader)
        self._plain = lru_cache(maxsize=1024)(self._in_plain_spelling)

    def judge(self, said: str, cited: Sequence[Passage], evidence: Sequence[Passage], question: str) -> Verdict:
        """The verdict on what a sentence says, markers left out, of the passages that it cites."""
        plain = tuple(map(self._plain, cited))
        said = self.spelling.resolved(self.spelling.plain(said), [passage.text for passage in plain])
        if missing(said, plain) - counts(said, plain, self.certs):
            return Verdict("value")
        if self.strange(said, plain):
            return Verdict("name")
        if apart := self.ties.broken(said, plain):
            return Verdict(apart)
        if self._better_elsewhere(said, plain, [*map(self._plain, evidence)]):
            return Verdict("marker")
        likeness = self.likeness(said, plain)
        if (
            praises(said, plain)
            or self._novel(said, plain, question)
            or likeness < self.least
            or (self.entails and not self._entailed(said, plain))
        ):
            return Verdict("unsupported", likeness=likeness)
        return Verdict("", likeness=likeness)

    def _in_plain_spelling(self, passage: Passage) -> Passage:
        return replace(passage, text=self.spelling.plain(passage.text))

    def likeness(self, said: str, cited: Sequence[Passage]) -> float:
        """The cosine of a sentence to the part of what it cites that is most like it."""
        parts = [part for passage in cited for part in _parts(passage)]
        rows = self.encode([said, *parts])
        return float((rows[1:] @ rows[0]).max())

    def _entailed(self, said: str, cited: Sequence[Passage]) -> bool:
        assert self.entails is not None  # noqa: S101 - for the type checker
        return max(self.entails(passage.embedded, said) for passage in cited) >= 0.5

    def states_nothing(self, said: str, question: str, evidence: Sequence[Passage]) -> bool:
        """Whether a sentence may stand without a marker: a lead-in, a name, a question, that something is missing."""
        if not WORD.search(said):
            return True
        if not WORD.search(self._unnamed(LIST_NUMBER.sub("", said))):
            return not self.strange(said, evidence)  # "**CKA:**" over what is said of it
        if said.startswith(MISSING):
            asked = Passage("question", question, "", "", "", "document")
            named = {i for name in self.names(said) if name.kind == "cert" for i in name.ids}
            known = {i for name in self.names(question) if name.kind == "cert" for i in name.ids}
            brief = len(WORD.findall(said)) <= LONGEST and not CLAUSE.search(said)
            return brief and not missing(said, (asked,)) and named <= known
        if values(said) or any(name.kind in ("cert", "vendor") for name in self.names(said)):
            return False
        return said.endswith((":", "?")) or len(WORD.findall(said)) < SHORT

    def strange(self, said: str, cited: Sequence[Passage]) -> bool:
        """Whether it names an exam, a vendor or anything else that what it cites does not speak of."""
        if any(not self._spoken_of(name, cited) for name in self.names(said) if name.kind in NAMED):
            return True
        there = [word.lower() for passage in cited for word in WORD.findall(passage.embedded)]
        words, beginnings = frozenset(there), frozenset(word[:STEM] for word in there)
        initials = "".join(word[0] for word in there)
        runs = TITLE.findall(self._unnamed(said, ("cert", "vendor", "role", "language")))
        return any(
            word.lower() not in words and not (word.isupper() and word.lower() in initials)
            for word in capitalised(self._unnamed(said), self.ordinary)
        ) or any(word[:STEM].lower() not in beginnings for run in runs for word in WORD.findall(run))

    def _unnamed(self, text: str, kinds: Collection[str] = ()) -> str:
        """A text whose names of the catalog, all or of some kinds, are blotted out."""
        for name in self.names(text):
            if not kinds or name.kind in kinds:
                text = text[: name.start] + "," * (name.end - name.start) + text[name.end :]
        return text

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
        if not wanted or self.reader.read(said):
            return False
        cites = frozenset[str]().union(*(self._stems(self._body(passage)) for passage in cited))
        more = max(len(wanted & self._stems(self._body(passage))) for passage in evidence) - len(wanted & cites)
        return more >= min(len(wanted), BETTER_WORDS) and more / len(wanted) >= BETTER

    def _novel(self, said: str, cited: Sequence[Passage], question: str) -> bool:
        """Whether most of its words stand neither in what it cites nor in the question."""
        wanted = self._weighty(said)
        known = self._stems(question).union(*(self._stems(self._body(passage)) for passage in cited))
        novel = wanted - known
        return len(novel) >= NOVEL_WORDS and len(novel) >= NOVEL * len(wanted)

    def _body(self, passage: Passage) -> str:
        """A passage without the line that says where it comes from and when that was checked."""
        lines = passage.embedded.split("\n")
        return "\n".join(line for line in lines if not CHECKED.search(line))

    def _weighty(self, said: str) -> frozenset[str]:
        return self._stems(self._unnamed(said))

    def _stems(self, text: str) -> frozenset[str]:
        """The beginnings of the words of weight in a text; words of one topic are one."""
        words = (w for word in WORD.findall(text) if len(word) >= WEIGHTY and (w := word.lower()) not in LITTLE)
        return frozenset(next(iter(sorted(self.reader.topics.get(word, ()))), word[:STEM]) for word in words)

    def certs(self, text: str) -> list[tuple[frozenset[str], int, int]]:
        """The exams named in a text: which it may be, and where the name stands."""
        return [(frozenset(name.ids), name.start, name.end) for name in self.names(text) if name.kind == "cert"]


@lru_cache(maxsize=1024)
def _parts(passage: Passage) -> tuple[str, ...]:
    """A passage as a whole, and each of its sentences with and without its heading, as they are embedded."""
    units = [unit for unit in LINE_PART.split(passage.text.replace("\n", ". ")) if WORD.search(unit)]
    each = [replace(passage, text=unit).embedded for unit in units]
    return (passage.embedded, *(dict.fromkeys([*each, *units])))
