"""Text of a document that gives orders to whoever reads it, such as "ignore your rules": it answers no question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.language import stands
from bot.own.units import Unit, units
from bot.own.words import stems
from bot.records import Passage


class Orders:
    """Tells such text by `signs`, each some lists of phrases of which one each must stand in a sentence."""

    def __init__(self, signs: Sequence[Sequence[Sequence[str]]]) -> None:
        self._signs = signs
        self._known: dict[str, frozenset[int]] = {}

    def given(self, passage: Passage, unit: Unit) -> bool:
        """Whether a unit's paragraph gives orders."""
        if passage.id not in self._known:
            self._known[passage.id] = frozenset(one.block for one in units(passage) if self._give(one.text))
        return unit.block in self._known[passage.id]

    def answering(self, passage: Passage, asked: Mapping[str, float]) -> list[Unit]:
        """The units that may answer a question: those that give orders only where it names what they stand under."""
        return [unit for unit in units(passage) if not self.given(passage, unit) or _names(asked, unit)]

    def _give(self, text: str) -> bool:
        return any(all(stands(phrases, text) for phrases in sign) for sign in self._signs)


def _names(asked: Mapping[str, float], unit: Unit) -> bool:
    """Whether a question holds most words of what a unit stands under."""
    head = stems(unit.head.split(" › ")[-1])
    return len(head & asked.keys()) * 2 > len(head)
