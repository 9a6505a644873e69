"""One message read by itself: its sentences linked and matched with the asks, its amounts taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from bot.language import Language
from bot.nearness import Vectors
from bot.understand.ask import Nearest, Nearness, settle
from bot.understand.limits import Amount, amounts
from bot.understand.link import Linked, Linker, outermost
from bot.understand.text import clauses, segments

DECLINED = ("out_of_scope", "hostile")
LONGEST_BLENDED = 60  # words of a message that is embedded whole too
WHOLE = 0.5  # its share in the vector of a question in it, against 1 for the question
FIELD_NAMES = ("cert", "vendor", "role", "background", "outcome", "level")
SURE_OF_DECLINE = {"out_of_scope": 0.6, "hostile": 0.35}
"""Below this score a sentence that names something of the field is not taken for foreign to it."""

Encode = Callable[[list[str]], np.ndarray]
"""texts -> vectors, float32 (n, dim), normalised"""


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence or clause: what it names, what it asks (nearest first), the amounts in it, who says so."""

    linked: Linked
    ranked: tuple[Nearest, ...]
    amounts: tuple[Amount, ...]
    clauses: tuple[Part, ...] = ()
    person: Nearest | None = None
    names: Counter[str] = field(default_factory=Counter)

    @property
    def ask(self) -> str:
        """The nearest ask."""
        return self.ranked[0].ask

    @property
    def declines(self) -> bool:
        """Whether it asks for something outside the field, or attacks."""
        return self.ask in DECLINED

    @property
    def score(self) -> float:
        """How near it is, 0 to 1."""
        return self.ranked[0].score


class Reader:
    """Reads one message. Every text is embedded once and remembered, so a history costs nothing."""

    def __init__(self, linker: Linker, nearness: Nearness, language: Language, encode: Encode) -> None:
        self.linker, self.nearness, self.language, self.encode = linker, nearness, language, encode
        self.lists = {name: set(words) for name, words in language.words["tell_apart"].items()}
        self._vectors: dict[str, np.ndarray] = {}

    def read(self, text: str) -> tuple[Part, ...]:
        """The sentences of a cleaned message, each with its clauses."""
        whole = [self.linker.link(segment) for segment in segments(text)]
        inner = [[self.linker.link(clause) for clause in clauses(linked.text)] for linked in whole]
        message = [self.linker.link(text)] if len(whole) > 1 and len(text.split()) <= LONGEST_BLENDED else []
        self._embed([*whole, *message, *(clause for parts in inner for clause in parts)])
        return tuple(
            self._part(linked, [self._part(clause) for clause in parts], message)
            for linked, parts in zip(whole, inner, strict=True)
        )

    def _masked(self, linked: Linked) -> str:
        return linked.masked(self.language.words["masks"])

    def _embed(self, texts: Sequence[Linked]) -> None:
        new = [text for text in dict.fromkeys(self._masked(linked) for linked in texts) if text not in self._vectors]
        if len(self._vectors) > 2_000:
            self._vectors.clear()
            new = list(dict.fromkeys(self._masked(linked) for linked in texts))
        if new:
            self._vectors.update(zip(new, self.encode(new), strict=True))

    def _vector(self, linked: Linked, message: Sequence[Linked]) -> Vectors:
        """A sentence's vector; a question's leans towards the whole message that it closes."""
        own = self._vectors[self._masked(linked)]
        if not message or not linked.text.endswith("?"):
            return own
        blended = own + WHOLE * self._vectors[self._masked(message[0])]
        return np.asarray(blended / np.linalg.norm(blended), dtype=np.float32)

    def _part(self, linked: Linked, inner: Sequence[Part] = (), message: Sequence[Linked] = ()) -> Part:
        found = tuple(amounts(linked.text, self.language))
        names: Counter[str] = Counter(m.kind for m in outermost(linked.mentions) for _ in (m.ids[:1] or ("",)))
        names["people"] = sum(amount.unit == "people" and amount.value > 1 for amount in found)
        names["money"] = sum(amount.unit == "money" for amount in found)
        names["cert"] += names["elsewhere"] + len(linked.unknown)
        ranked, person = self.nearness.rank(self._vector(linked, message))
        words = {token.word for token in linked.tokens} | ({"+"} if "+" in linked.text else set())
        ranked = settle(ranked, names, words, self.lists)
        if any(names[kind] for kind in FIELD_NAMES) and ranked[0].score < SURE_OF_DECLINE.get(ranked[0].ask, 0.0):
            ranked.sort(key=lambda near: near.ask in DECLINED)
        return Part(linked, tuple(ranked), found, tuple(inner), person, names)
