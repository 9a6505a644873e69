"""Messages written as letters: the closing formula and the name under it say nothing of the question."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.language import Language

NAME = r"(?:[\s,.–—-]+(?-i:[A-Z][\w'’-]*\.?)){0,4}"
"""The name that a letter is signed with: at most four words with capitals."""


def unsigned(text: str, language: Language) -> str:
    """ "Price please, kind regards, Mrs. Abernathy" -> "Price please"."""
    opened = _closing(tuple(language.words["letter_closings"])).sub("", text)
    return opened if any(char.isalnum() for char in opened) else text


@lru_cache(maxsize=2)
def _closing(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """A closing formula after a pause, and the name up to the end."""
    said = "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))
    return re.compile(rf"(?:(?<=[?!])|[,.;\n–—-])\s*(?:with\s+)?(?:{said}){NAME}[\s,.!]*$", re.IGNORECASE)
