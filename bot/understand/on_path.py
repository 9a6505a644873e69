"""Where on a path a question takes an exam to stand: "the researcher route opens with NAME"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.records import Claim
from bot.understand.relations import choice
from bot.understand.saying import NAME, Saying

ARTICLES = ("a", "an", "the", "that", "your")


def steps(rules: Mapping[str, Any], saying: Saying) -> Iterator[Claim]:
    """A claim "step" for each exam that is said to stand at a place of a path: its number, "last", or "any"."""
    places: Mapping[str, list[str]] = rules["steps"]
    if not saying.certs or choice(rules, saying) or not saying.has(places["path"]):
        return
    words = [word for word in saying.words if word not in ARTICLES]
    stars = [at for at, word in enumerate(words) if word == NAME]
    named = dict(zip(stars, (cert for _, cert in saying.certs), strict=True))
    told: dict[str, str] = {}
    for place, phrases in places.items():
        for run in (phrase.split() for phrase in phrases if NAME in phrase):
            ends = (at for at in range(len(words)) if words[at : at + len(run)] == run)
            told |= {cert: place for at in ends if (cert := named[at + run.index(NAME)]) not in told}
    yield from (Claim(cert, "step", str(place)) for cert, place in told.items())
