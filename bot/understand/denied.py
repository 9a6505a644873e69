"""What a message denies of the person: "I don't want to build models", "not a developer", "rather than deploy them"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language import Language
from bot.understand.text import tokens

CLAUSE_END = re.compile(r"[,.;:!?()]|\s(?:but|and|just)\s", re.IGNORECASE)
OF_PERSON = ("background", "outcome", "role")
"""Kinds of names that are not taken for the person where they are denied."""

Span = tuple[int, int]


def spans(text: str, language: Language, *lists: str) -> list[Span]:
    """The stretches of `text`, in characters, that the phrases of lists of `denying` deny: each to its clause's end."""
    words = tokens(text)
    found: list[Span] = []
    for phrase in (phrase.split() for name in lists for phrase in language.words["denying"][name]):
        for first in range(len(words) - len(phrase) + 1):
            run = words[first : first + len(phrase)]
            if [word.word for word in run] == phrase:
                end = CLAUSE_END.search(text, run[-1].end)
                found.append((run[0].start, end.start() if end else len(text)))
    return found


def inside(at: int, stretches: Sequence[Span]) -> bool:
    """Whether a place in the text stands in one of the stretches."""
    return any(start <= at < end for start, end in stretches)


def without(text: str, stretches: Sequence[Span]) -> str:
    """The text without the stretches; unchanged where that would leave nothing."""
    kept = text
    for start, end in sorted(stretches, reverse=True):
        kept = kept[:start] + kept[end:]
    return kept if tokens(kept) else text
