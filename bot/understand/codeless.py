"""Whether somebody says that they do not program: "never wrote a line of code", "none of us codes"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import Language
from bot.understand.narrowing import says
from bot.understand.reader import Part

AHEAD = 5  # words before a word for programming in which a denial stands
STOPS = frozenset(",;:.!?()")


def codeless(language: Language, parts: Sequence[Part]) -> bool:
    """Whether a sentence says of somebody that they do not program, in a set phrase or with a denial ahead."""
    set_phrases = (*language.words["traits"]["no_code"]["asked"], *language.words["codeless"]["phrases"])
    return any(says(part, set_phrases) or _denies(language, part) for part in parts)


def untechnical(language: Language, parts: Sequence[Part]) -> bool:
    """Whether a sentence denies more than programming: "nobody technical", "hopeless with anything technical"."""
    return any(_denies(language, part, "technical") for part in parts)


def _denies(language: Language, part: Part, skills: str = "skills") -> bool:
    """Whether a word for programming is denied: in its clause, unless "not only" or "not afraid" denies less."""
    said = language.words["codeless"]
    words = part.linked.tokens
    for at, word in enumerate(words):
        if word.word not in said[skills]:
            continue
        ahead: list[str] = []
        for before, after in zip(reversed(words[max(0, at - AHEAD) : at]), reversed(words[: at + 1]), strict=False):
            if before.word in said["parts"] or STOPS & set(part.linked.text[before.end : after.start]):
                break
            ahead += reversed(before.word.split())
        if set(ahead) & set(said["denials"]) and not set(ahead) & set(said["kept"]):
            return True
    return False
