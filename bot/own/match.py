"""The unit of a person's documents that says most on a question, and how well it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.lexical import tokenize
from bot.nearness import Vectors
from bot.own.orders import Orders
from bot.own.units import Unit
from bot.own.words import SPARE, STEM, Words, covered, stems
from bot.records import Passage

PASSAGES = 5  # of each kind that are looked through
TEXT, HEAD = 0.5, 0.25  # what words in a unit, and above it, count for beside a cosine similarity of 1

Encode = Callable[[list[str]], Vectors]


class Hit(Protocol):
    """A retrieved passage and its cosine similarity to the question."""

    @property
    def passage(self) -> Passage:
        """The passage."""

    @property
    def similarity(self) -> float:
        """Its cosine similarity."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A unit with its place in its passage and how much it says on a question; `near` is its cosine similarity."""

    passage: Passage
    unit: Unit
    score: float
    near: float


@dataclass(frozen=True, slots=True)
class Match:
    """What was found: `units` in the order of their passages; `best` leads.

    `asked` has the stems of the question with their weights; `ahead` is by how much the best is better than the best
    of certpath's own passages.
    """

    units: tuple[Scored, ...]
    best: Scored
    asked: Mapping[str, float]
    ahead: float

    @property
    def covered(self) -> float:
        """The share of the question that stands in the best unit's block."""
        return covered(self.asked, self.held)

    @property
    def text(self) -> str:
        """The best unit's block with the headings it stands under."""
        return f"{self.best.passage.title} {self.best.unit.head} {self.told}"

    @property
    def told(self) -> str:
        """The best unit's block."""
        return " ".join(one.unit.text for one in self.block)

    @property
    def held(self) -> frozenset[str]:
        """The stems of that."""
        return stems(self.text)

    @property
    def block(self) -> list[Scored]:
        """The best unit and those of its paragraph, list or table."""
        best = self.best
        return [u for u in self.units if u.passage is best.passage and u.unit.block == best.unit.block]


class Matcher:
    """Matches questions with units; `search(text, k, documents)` finds passages of one kind, `encode` embeds.

    `ids` are those of the documents' passages, in their order.
    """

    def __init__(
        self,
        words: Words,
        search: Callable[[str, int, bool], Sequence[Hit]],
        encode: Encode,
        orders: Orders,
        ids: Sequence[str],
    ) -> None:
        self.words, self.search, self.encode, self.orders = words, search, encode, orders
        self._places = {name: place for place, name in enumerate(ids)}

    def match(self, text: str) -> Match | None:
        """The best unit for a text; None where there is none."""
        asked = self.words.asked(text)
        found = [hit.passage for hit in self.search(text, PASSAGES, True)]
        found.sort(key=lambda passage: self._places.get(passage.id, 0))
        pairs = [(passage, unit) for passage in found for unit in self.orders.answering(passage, asked)]
        if not pairs:
            return None
        near = self._near(text, [f"{passage.title} › {unit.embedded}" for passage, unit in pairs])
        scored = tuple(
            Scored(passage, unit, cosine + _worded(asked, unit.text, f"{passage.title} {unit.head}"), cosine)
            for (passage, unit), cosine in zip(pairs, near, strict=True)
        )
        best = max(scored, key=lambda one: one.score)
        return Match(scored, best, asked, best.score - self._ours(text, asked))

    def unsaid(self, match: Match, text: str) -> float:
        """The share of a text's weight that the best unit's block does not say, in these words or in like ones."""
        asked = self.words.asked(text)
        held = [word for word in dict.fromkeys(tokenize(match.text)) if self.words.telling(word)]
        missing = [stem for stem in asked if stem not in match.held]
        spelt = {word[:STEM]: word for word in tokenize(text)}
        if not missing or not held:
            return 0.0
        vectors = self.encode([*held, *(spelt[stem] for stem in missing)])
        likest = (vectors[len(held) :] @ vectors[: len(held)].T).max(axis=1)
        lacking = sum(asked[stem] * (1 - float(like)) for stem, like in zip(missing, likest, strict=True))
        return lacking / (sum(asked.values()) + SPARE)

    def _near(self, text: str, others: list[str]) -> list[float]:
        vectors = self.encode([text, *others])
        return [float(cosine) for cosine in vectors[1:] @ vectors[0]]

    def _ours(self, text: str, asked: Mapping[str, float]) -> float:
        """How much the best of certpath's own passages says on a text."""
        hits = self.search(text, PASSAGES, False)
        return max((hit.similarity + _worded(asked, hit.passage.embedded, "") for hit in hits), default=0.0)


def _worded(asked: Mapping[str, float], text: str, head: str) -> float:
    """What the words of a question count for that stand in a text and in the headings above it."""
    told = stems(text)
    return TEXT * covered(asked, told) + HEAD * covered(asked, stems(head) - told)
