"""Exams of one vendor told by short names: "the two ML exams and the generative AI one"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.catalog import Catalog
from bot.language import Language
from bot.status import standing
from bot.understand.text import tokens

LONGEST = 5  # words of a nickname
TELLING = ("price", "total", "compare", "price_difference", "minutes", "validity", "cheapest", "dearest", "shortest",
           "longest", "study_time", "path_time", "level", "questions", "passing_score", "delivery")  # fmt: skip
"""Asks about several exams, in which a short name after "the" or before "exam" is taken for one."""


def described(
    text: str, nicknames: Mapping[str, tuple[str, ...]], certs: Sequence[str], catalog: Catalog, language: Language,
    today: date,
) -> tuple[str, ...]:  # fmt: skip
    """The exams of a vendor that the text tells by their nicknames, beside those named in full.

    `nicknames` are the vendor's, written together. The result has several exams or is `certs` itself.
    """
    words = [token.word for token in tokens(text)]
    found: list[str] = []
    at = 0
    while at < len(words):
        end, ids = _longest(words, at, nicknames)
        meant = _meant(words, at, end, ids, catalog, language, today)
        found += meant
        at = end if meant else at + 1
    every = tuple(dict.fromkeys([*certs, *found]))
    return every if len(every) > max(1, len(certs)) else tuple(certs)


def _longest(words: Sequence[str], at: int, nicknames: Mapping[str, tuple[str, ...]]) -> tuple[int, tuple[str, ...]]:
    for end in range(min(at + LONGEST, len(words)), at, -1):
        if ids := nicknames.get("".join(words[at:end])):
            return end, ids
    return at + 1, ()


def _meant(
    words: Sequence[str], at: int, end: int, ids: Sequence[str], catalog: Catalog, language: Language, today: date
) -> list[str]:
    """The bookable exams that one nickname means here; several only where it is counted or in the plural."""
    now = [i for i in ids if standing(catalog.certifications[i], today).bookable] or list(ids)[-1:]
    before, after = words[at - 1] if at else "", words[end] if end < len(words) else ""
    marked = before in language.words["before_nickname"] or after in language.words["after_nickname"]
    plural = before in language.words["count_words"] or after in language.words["plural_exam_words"]
    return now if ids and (plural or (marked and len(now) == 1)) else []
