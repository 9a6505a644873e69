"""What kind of thing is asked for, where that shows: an answer to "how many" has a number in it."""

from __future__ import annotations

import re

from bot.grounding import values
from bot.language import Language, stands

DATE = re.compile(r"20\d\d-\d\d")
MONEY = re.compile(r"[a-z]{3} ")


def fits(question: str, text: str, language: Language) -> bool:
    """Whether a text holds the kinds of thing that a question asks for."""
    return all(
        stands(kind["told"], text) or _told(kind["values"], question, text, language)
        for kind in language.words["answer_kinds"]
        if stands(kind["asked"], question)
    )


def _told(kind: str, question: str, text: str, language: Language) -> bool:
    """Whether a text has an amount of money, or any number, that the question has not."""
    new = values(text) - values(question)
    if kind == "money":
        return any(MONEY.match(value) for value in new)
    return any(not DATE.match(value) for value in new) or stands(language.words["number_words"], text)
