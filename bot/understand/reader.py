"""One message read by itself: its sentences linked and matched with the asks, its amounts taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from bot.catalog import PERSON
from bot.language import Language
from bot.nearness import Vectors
from bot.understand.ask import Asks, Nearest, settle
from bot.understand.denied import spans, without
from bot.understand.groups import ABOUT_ONE, STATEMENTS
from bot.understand.limits import Amount, amounts
from bot.understand.link import Linker
from bot.understand.linked import Linked, outermost
from bot.understand.text import clauses, segments

DECLINED = ("out_of_scope", "hostile")
CLAUSED = frozenset((*ABOUT_ONE, *STATEMENTS, "compare", "price_difference"))
"""Asks whose sentences may ask or tell several things, a clause each."""
CHOOSING = ("cheapest", "dearest", "shortest", "longest", "list", "count", "which_one")
"""Asks whose sentences may tell what somebody holds: "I have NAME, what is the cheapest to add?"."""
LONGEST_BLENDED = 60  # words of a message that is embedded whole too
WHOLE = 0.5  # its share in the vector of a question in it, against 1 for the question
CLEARLY_DECLINED = 0.2  # by so much a reason to decline is nearer than all else where it counts even when not sure
FAINTLY_TOLD = 0.15  # score of a subject that a sentence with a word for an exam may be about
CLEARLY_TOLD = 0.45  # score from which a person, job or subject of the field stands in a sentence unnamed
FIELD_NAMES = ("cert", "vendor", "role", "background", "outcome", "level", "language")
SURE_OF_DECLINE = {"out_of_scope": 0.6, "hostile": 0.35}
"""Below this score a sentence that names something of the field is not taken for foreign to it."""

Encode = Callable[[list[str]], np.ndarray]
"""texts -> vectors, float32 (n, width); see bot.embed"""


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence or clause: what it names, what it asks (nearest first), the amounts in it.

    `told` holds by kind what it tells of in other words: a person, a job, a subject.
    """

    linked: Linked
    ranked: tuple[Nearest, ...]
    amounts: tuple[Amount, ...]
    clauses: tuple[Part, ...] = ()
    told: Mapping[str, Nearest] = field(default_factory=dict)
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
    """Reads one message: links and embeds its sentences in one batch, clauses only where they matter."""

    def __init__(self, linker: Linker, asks: Asks, language: Language, encode: Encode) -> None:
        self.linker, self.asks, self.language, self.encode = linker, asks, language, encode
        self.lists = {name: set(words) for name, words in language.words["tell_apart"].items()}

    def read(self, text: str) -> tuple[Part, ...]:
        """The sentences of a cleaned message, each with its clauses."""
        whole = [self.linker.link(segment) for segment in segments(text)]
        message = [self.linker.link(text)] if len(whole) > 1 and len(text.split()) <= LONGEST_BLENDED else []
        denied = spans(text, self.language, "wish")
        wanted = without(text, denied)
        told = [wanted] if wanted != text else []
        # the text as it stands goes into the same batch: retrieval asks for it next
        vectors = self._project([*map(self._masked, [*whole, *message]), *told, text])
        blended = [
            _lean(linked, own, vectors[len(whole)] if message else None)
            for linked, own in zip(whole, vectors, strict=False)
        ]
        first, *others = self._parts(whole, np.stack(blended))
        parts = [replace(part, told=self._wanted(part)) if denied else part for part in (first, *others)]
        named = self.asks.rank(vectors[-2:-1] if told else vectors[-1:])[0][1]
        parts[0] = replace(parts[0], told=_surer(parts[0].told, named, PERSON))
        return tuple(replace(part, clauses=self._clauses(part)) for part in parts)

    def _wanted(self, part: Part) -> dict[str, Nearest]:
        """What a sentence tells of, without the person where it says what somebody does not want."""
        denies = bool(spans(part.linked.text, self.language, "wish"))
        return {kind: near for kind, near in part.told.items() if not (denies and kind == PERSON)}

    def _clauses(self, part: Part) -> tuple[Part, ...]:
        """The clauses of a sentence, where they may ask or tell something beside it."""
        if part.ask not in CLAUSED and not (part.ask in CHOOSING and part.names["cert"]):
            return ()
        linked = [self.linker.link(clause) for clause in clauses(part.linked.text)]
        return self._parts(linked, self._project([*map(self._masked, linked)])) if linked else ()

    def _parts(self, linked: Sequence[Linked], vectors: Vectors) -> tuple[Part, ...]:
        ranked = self.asks.rank(vectors)
        return tuple(self._part(text, *near) for text, near in zip(linked, ranked, strict=True))

    def _project(self, texts: list[str]) -> Vectors:
        return self.asks.nearness.project(self.encode(texts))

    def _masked(self, linked: Linked) -> str:
        return linked.masked(self.language.words["masks"])

    def _part(self, linked: Linked, ranked: list[Nearest], told: dict[str, Nearest]) -> Part:
        found = tuple(amounts(linked.text, self.language))
        names: Counter[str] = Counter(m.kind for m in outermost(linked.mentions) for _ in (m.ids[:1] or ("",)))
        names["people"] = sum(amount.unit == "people" and amount.value > 1 for amount in found)
        names["money"] = sum(amount.unit == "money" for amount in found)
        names["span"] = sum(amount.unit in ("years", "minutes") for amount in found)
        names["cert"] += names["elsewhere"] + len(linked.unknown)
        words = {token.word for token in linked.tokens} | ({"+"} if "+" in linked.text else set())
        ranked = settle(ranked, names, words, self.lists)
        ours = any(names[kind] for kind in FIELD_NAMES) or any(near.score >= CLEARLY_TOLD for near in told.values())
        return Part(linked, tuple(_declining(ranked, ours)), found, (), told, names)


def _declining(ranked: list[Nearest], ours: bool) -> list[Nearest]:
    """The ranking with the reasons to decline taken together, and last where `ours`, what is named, speaks against."""
    top = ranked[0]
    if top.ask not in DECLINED:
        return ranked
    together = sum(max(near.score, 0.0) for near in ranked if near.ask in DECLINED)
    others = [near for near in ranked if near.ask not in DECLINED]
    if ours and others and top.score < SURE_OF_DECLINE[top.ask] and others[0].score > top.score - CLEARLY_DECLINED:
        return others
    return [Nearest(top.ask, together), *others]


def _surer(one: Mapping[str, Nearest], other: Mapping[str, Nearest], kind: str) -> dict[str, Nearest]:
    """What a sentence with its names masked tells of, and of one kind what the message tells with its names, if surer.

    The tools that somebody names say who they are; of a job or a subject they would be taken for the thing itself.
    """
    if kind not in other:
        return dict(one)
    return {**one, kind: max(one.get(kind, other[kind]), other[kind], key=lambda near: near.score)}


def _lean(linked: Linked, own: Vectors, message: Vectors | None) -> Vectors:
    """A sentence's vector; a question's leans towards the whole message that it closes."""
    if message is None or not linked.text.endswith("?"):
        return own
    blended = own + WHOLE * message
    return np.asarray(blended / np.linalg.norm(blended), dtype=np.float32)
