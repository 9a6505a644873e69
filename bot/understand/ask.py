"""What is asked, found by nearness to the example questions and by what the question names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.nearness import Nearness, Vectors

NEEDS: dict[str, tuple[tuple[str, int], ...]] = {
    "compare": (("cert", 2),), "price_difference": (("cert", 2),), "salary_difference": (("role", 2),),
}  # fmt: skip
"""How many names of a kind an ask cannot do without; for fewer of them, see FEWER."""
FEWER = {"price_difference": "price", "salary_difference": "salary"}
SEVERAL = {"price": "total", "study_time": "path_time"}
"""What an ask turns into where the whole of several exams is asked for."""
SUMMED = ("price", "study_time", "compare", "price_difference", "same_for", "next_step", "budget")


@dataclass(frozen=True, slots=True)
class Nearest:
    """An ask with its score: about 1 for a wording like its examples, about 0 for anything else."""

    ask: str
    score: float


class Asks:
    """Scores every ask for a text by what was fitted at ingest; `asks` are those of the examples, row by row."""

    def __init__(self, nearness: Nearness, asks: Sequence[str]) -> None:
        self.nearness, self.ids = nearness, list(dict.fromkeys(asks))

    def rank(self, projected: Vectors, most: int = 10) -> list[tuple[list[Nearest], dict[str, Nearest]]]:
        """For each text's projected vector (n, d) the nearest asks, best first, and by kind what it tells of."""
        return [self._best(row, most) for row in self.nearness.scores(projected)]

    def _best(self, scores: Vectors, most: int) -> tuple[list[Nearest], dict[str, Nearest]]:
        asks: list[Nearest] = []
        told: dict[str, Nearest] = {}
        for at in (-scores).argsort():
            kind, _, name = self.ids[at].rpartition(":")
            if kind:
                told.setdefault(kind, Nearest(name, float(scores[at])))
            elif len(asks) < most:
                asks.append(Nearest(name, float(scores[at])))
        return asks, told


def settle(
    ranked: Sequence[Nearest], names: Counter[str], words: set[str], lists: dict[str, set[str]]
) -> list[Nearest]:
    """The ranking with what embeddings blur decided by names and words: number, least or most.

    `words` are the words of the text, `lists` the word lists that tell opposites apart.
    """
    top, *rest = ranked
    ask = top.ask
    if ask in FEWER and names[NEEDS[ask][0][0]] < 2 and not words & lists["both"]:
        ask = FEWER[ask]
    if ask == "price" and names["people"]:
        ask = "total"
    if ask in SUMMED and names["cert"] > 1 and words & lists["together"]:
        ask = SEVERAL.get(ask, "total")
    for low, high in (("cheapest", "dearest"), ("shortest", "longest")):
        if ask in (low, high):
            ask = low if words & lists["least"] else high if words & lists["most"] else ask
    if ask == "salary" and names["role"] > 1:
        ask = "salary_difference"
    return [Nearest(ask, top.score), *(near for near in rest if near.ask != ask)]
