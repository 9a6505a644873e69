"""Exams of one vendor told by short names or by whom they are for: "the two ML exams", "the one for leaders"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.catalog import Catalog
from bot.language import Language
from bot.status import standing
from bot.understand.spoken import ShortNames
from bot.understand.text import tokens

LONGEST = 5  # words of a nickname
ALIKE = 2  # exams that the same words may name
MOST_TOLD = 4  # words after "the one for" that tell what it is about
TELLING = ("price", "total", "compare", "price_difference", "minutes", "validity", "cheapest", "dearest", "shortest",
           "longest", "study_time", "path_time", "level", "questions", "passing_score", "delivery")  # fmt: skip
"""Asks about several exams, in which a short name after "the" or before "exam" is taken for one."""


def described(
    text: str, vendor: str, nicknames: ShortNames, certs: Sequence[str], catalog: Catalog, language: Language,
    today: date,
) -> tuple[str, ...]:  # fmt: skip
    """The exams of a vendor that the text tells by their nicknames, beside those named in full.

    The result has several exams or is `certs` itself.
    """
    words = [token.word for token in tokens(text)]
    found: list[str] = []
    at = 0
    while at < len(words):
        end, ids = _longest(words, at, vendor, nicknames)
        meant = _meant(words, at, end, ids, catalog, language, today)
        found += meant
        at = end if meant else at + 1
    every = tuple(dict.fromkeys([*certs, *found]))
    return every if len(every) > max(1, len(certs)) else tuple(certs)


def meant_for(words: Sequence[str], vendor: str, catalog: Catalog, language: Language, today: date) -> tuple[str, ...]:
    """ "Google's one for leaders": the vendor's exam to book that has such words in its names or its audience.

    Words that most of its exams have tell none of them apart; what two have names both.
    """
    told = _told_of(words, language)
    own = [c for c in catalog.certifications.values() if c.vendor == vendor and standing(c, today).bookable]
    names = {c.id: _stems([c.name, c.short, *c.nicknames, *c.aliases]) for c in own}
    readers = {c.id: _stems([str(c.audience.known or "")]) for c in own}
    for known in (names, {i: names[i] | readers[i] for i in names}):
        fits = [i for i in known if told & known[i]]
        if 1 <= len(fits) <= ALIKE:
            return tuple(fits)
    return ()


def _told_of(words: Sequence[str], language: Language) -> set[str]:
    """The words after "one for" or "exam on" that say what an exam is about, as stems."""
    opening, marks = language.words["exam_for_words"], language.words["after_nickname"]
    at = next((at for at in range(1, len(words)) if words[at] in opening and words[at - 1] in marks), None)
    told = words[at + 1 : at + 1 + MOST_TOLD] if at else ()
    plain = {*language.words["common"], *language.words["left_out_of_names"], *language.words["anybody_words"]}
    return _stems(" ".join(word for word in told if word not in plain).split())


def _stems(texts: Sequence[str]) -> set[str]:
    """The words of some texts without the s of a plural."""
    return {token.word.removesuffix("s") for text in texts for token in tokens(text)}


def _longest(words: Sequence[str], at: int, vendor: str, nicknames: ShortNames) -> tuple[int, tuple[str, ...]]:
    for end in range(min(at + LONGEST, len(words)), at, -1):
        if ids := nicknames.of(vendor, words[at:end]):
            return end, ids
    return at + 1, ()


def _meant(
    words: Sequence[str], at: int, end: int, ids: Sequence[str], catalog: Catalog, language: Language, today: date
) -> list[str]:
    """The bookable exams that one nickname means here; several only where it is counted or in the plural."""
    now = [i for i in ids if standing(catalog.certifications[i], today).bookable] or list(ids)[-1:]
    before, after = words[at - 1] if at else "", words[end] if end < len(words) else ""
    if any(f" {' '.join(words[:at])}".endswith(f" {cue}") for cue in language.words["self_told"]):
        return []  # "I'm an ML engineer"
    marked = before in language.words["before_nickname"] or after in language.words["after_nickname"]
    plural = before in language.words["count_words"] or after in language.words["plural_exam_words"]
    return now if ids and (plural or (marked and len(now) == 1)) else []
