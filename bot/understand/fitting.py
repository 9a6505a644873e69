"""Which of the near asks fits what a message names: an ask without its names is a bad guess."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.understand.ask import Nearest
from bot.understand.groups import ABOUT_ONE, PERSONAL

MISSING = 0.25  # taken off an ask that lacks every name it needs
NAMED = 0.06  # added to an ask whose names are there
NEEDS: dict[str, tuple[str, ...]] = {
    "total": ("certs", "background", "vendor", "level", "people", "context"),
    "compare": ("certs", "context"),
    "price_difference": ("certs", "context"),
    "remaining": ("cert", "context"),
    "topic": ("topic",),
    "role_certs": ("role", "context"),
    "salary_difference": ("roles", "context"),
    "salary_cert": ("cert", "context"),
    "next_step": ("cert", "background", "context"),
    "list": ("vendor", "level", "topic", "money", "span", "narrow"),
    "why": ("context",), "sure": ("context",), "same_for": ("context",), "both": ("context",),
    "other_option": ("context", "cert"), "goodbye": ("nothing",), "greeting": ("nothing",), "thanks": ("nothing",),
    "who_are_you": ("nothing",), "capabilities": ("nothing",),
}  # fmt: skip
NEEDS |= {ask: ("cert", "vendor", "context") for ask in ABOUT_ONE if ask not in NEEDS}
DRAWN = {"background": PERSONAL, "outcome": PERSONAL, "role": ("salary", "role_certs"), "certs": ("compare", "total")}
"""Names that draw a message to asks."""


def fitting(ranked: Sequence[Nearest], names: Counter[str], *, context: bool, narrow: bool) -> list[Nearest]:
    """The asks again, best first, each score lessened where its names are missing, raised where they are there."""
    there = {kind for kind, count in names.items() if count}
    there |= {f"{kind}s" for kind, count in names.items() if count > 1}
    there |= {"context"} if context else set()
    there |= {"narrow"} if narrow else set()
    if not there - {"context", "narrow"}:
        there.add("nothing")
    fitted = [Nearest(near.ask, near.score + _fit(near.ask, there)) for near in ranked]
    return sorted(fitted, key=lambda near: -near.score)


def _fit(ask: str, there: set[str]) -> float:
    score = 0.0
    if ask in NEEDS and not there & set(NEEDS[ask]):
        score -= MISSING
    if any(kind in there and ask in asks for kind, asks in DRAWN.items()):
        score += NAMED
    if ask == "topic" and "topic" in there and "cert" not in there:
        score += NAMED
    if ask == "own_record" and "own" in there:
        score += MISSING
    if ask == "remaining" and "left" in there:
        score += 2 * MISSING
    return score
