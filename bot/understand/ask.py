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


Ranked = tuple[list[Nearest], dict[str, Nearest]]
MOST = 10  # asks of a ranking
REMEMBERED = 512  # texts


class Asks:
    """Scores every ask for a text by what was fitted at ingest; `asks` are those of the examples, row by row."""

    def __init__(self, nearness: Nearness, asks: Sequence[str]) -> None:
        self.nearness, self.ids = nearness, list(dict.fromkeys(asks))
        self._known: dict[bytes, Ranked] = {}

    def rank(self, projected: Vectors) -> list[Ranked]:
        """For each text's projected vector (n, d) the nearest asks, best first, and by kind what it tells of.

        Kept for the next turns, which go through the whole conversation again; nobody may change what they get.
        """
        keys = [row.tobytes() for row in projected]
        found = {key: ranked for key in keys if (ranked := self._known.get(key))}
        new = [place for place, key in enumerate(keys) if key not in found]
        if new:
            scored = self.nearness.scores(projected[new])
            fresh = {keys[place]: self._best(row) for place, row in zip(new, scored, strict=True)}
            self._known = {**(self._known if len(self._known) < REMEMBERED else {}), **fresh}
            found |= fresh
        return [found[key] for key in keys]

    def _best(self, scores: Vectors) -> Ranked:
        asks: list[Nearest] = []
        told: dict[str, Nearest] = {}
        for at in (-scores).argsort():
            kind, _, name = self.ids[at].rpartition(":")
            if kind:
                told.setdefault(kind, Nearest(name, float(scores[at])))
            elif len(asks) < MOST:
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
