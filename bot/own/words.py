"""Which words of a question tell something, how much each tells, and which of them a text holds."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

from bot.lexical import tokenize

STEM = 6  # letters that tell a word from another whatever its ending
LIKE = 0.8  # ratio from which a word that nobody knows is taken for a slip of one of the documents
SHORTEST = 5  # letters of a word that is mended
SPARE = 3.0  # weight by which a coverage is held down: a question of two common words is covered by anything


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words of a text, as BM25 parts them."""
    return frozenset(word[:STEM] for word in tokenize(text))


class Words:
    """The words of an index: `documents` are the texts of a person's own, `others` all that certpath may say or hear.

    `light` words tell nothing of what is asked; a word in `ordinary` is no slip.
    """

    def __init__(
        self, documents: Iterable[str], others: Iterable[str], light: Iterable[str], ordinary: Collection[str]
    ) -> None:
        own = [tokenize(text) for text in documents]
        ours = [stems(text) for text in others]
        every = [*(frozenset(word[:STEM] for word in words) for words in own), *ours]
        self._count = Counter(stem for text in every for stem in text)
        self._texts, self._ours = len(every), frozenset[str]().union(*ours)
        self._light = frozenset(token for word in light for token in tokenize(word))
        self._spelt = sorted({word for words in own for word in words if len(word) >= SHORTEST and word.isalpha()})
        self._ordinary = ordinary

    def asked(self, text: str) -> dict[str, float]:
        """The stems of a question's telling words with their weights: the rarer, the heavier."""
        telling = (word[:STEM] for word in tokenize(text) if self.telling(word))
        return {stem: math.log((self._texts + 1) / (1 + self._count[stem])) for stem in telling}

    def telling(self, word: str) -> bool:
        """Whether a word, as `tokenize` gives it, tells something of what is asked."""
        return word not in self._light

    def foreign(self, stem: str) -> bool:
        """Whether only the documents have a word."""
        return stem not in self._ours

    def mended(self, text: str) -> str:
        """A text with the slips in it mended that are nearly a word of the documents."""
        return " ".join(self._mended(word) for word in text.split())

    def _mended(self, word: str) -> str:
        plain = word.strip(".,;:?!\"'()").lower()
        known = len(plain) < SHORTEST or not plain.isalpha() or plain in self._ordinary or self._count[plain[:STEM]]
        near = [] if known else get_close_matches(plain, self._spelt, 1, LIKE)
        return word.lower().replace(plain, near[0]) if near else word


def covered(asked: Mapping[str, float], held: Collection[str]) -> float:
    """The share of a question's weight whose words a text holds, 0 to below 1."""
    return sum(weight for stem, weight in asked.items() if stem in held) / (sum(asked.values()) + SPARE)
