"""Where a question takes an exam to stand: on a path ("the researcher route opens with NAME"), among all
("NAME is the cheapest you have"), in its beta or past it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from bot.records import Claim
from bot.understand.relations import choice
from bot.understand.saying import NAME, Saying

ARTICLES = ("a", "an", "the", "that", "your", "my", "our")
GAP, WIDEST = "…", 5
Places = Mapping[str, Sequence[str]]
"""By what is said of an exam its phrases, in which a star is the exam."""


def stands_at(rules: Mapping[str, Any], saying: Saying) -> Iterator[Claim]:
    """A claim "step" for each exam said to stand on a path (its number, "last" or "any"), "end" for one said to be
    the cheapest, dearest, shortest or longest, and "beta" for one said to be in its beta, or past it."""
    if not saying.certs or choice(rules, saying):
        return
    if saying.has(rules["steps"]["path"]):
        yield from _told(rules["steps"], saying, "step")
    yield from _told(rules["ends"], saying, "end")
    if not saying.has(rules["beta"]["was"]):
        yield from _told(rules["beta"], saying, "beta")


def _told(places: Places, saying: Saying, field: str) -> Iterator[Claim]:
    """What one of the phrases says of an exam; the first that fits counts."""
    text = f" {' '.join(word for word in saying.words if word not in ARTICLES)} "
    words = {*text.split(), GAP}
    told: dict[str, str] = {}
    for place, phrases in places.items():
        for phrase in (phrase for phrase in phrases if NAME in phrase and words.issuperset(phrase.split())):
            for found in _pattern(phrase).finditer(text):
                _, cert = saying.certs[text[: found.start("name")].count(NAME)]
                told.setdefault(cert, str(place))
    yield from (Claim(cert, field, place) for cert, place in told.items())


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    """A phrase to look for between spaces; its star is the exam, its dots are up to five words."""
    words = (f"(?P<name>{re.escape(NAME)})" if word == NAME else re.escape(word) for word in phrase.split())
    return re.compile(f"(?<= ){' '.join(words).replace(f'{GAP} ', f'(?:[^ ]+ ){{0,{WIDEST}}}')}(?= )")
