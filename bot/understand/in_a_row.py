"""Exams of one vendor named in a row by short names: "both betas, the strategist and the engineer"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.language import Language
from bot.understand.mention import Mention
from bot.understand.spoken import ShortNames
from bot.understand.text import Token

LONGEST = 5  # words of a short name
PAUSES = ",:;.+&/()"


def in_a_row(
    text: str, words: tuple[Token, ...], found: Sequence[Mention], certs: Sequence[Mention],
    nicknames: ShortNames, language: Language,
) -> list[Mention]:  # fmt: skip
    """The short names after a vendor's name, where the message tells that several of its exams are meant.

    A row goes on after a comma or "and" and ends with one, with "exam" or with the sentence; one word alone
    that is a subject's name too counts only before "exam" or "one", or right behind another short name.
    """
    said = {token.word for token in words}
    several = {*language.words["plural_exam_words"], *language.words["row_words"], *language.words["number_nouns"]}
    vendors = [m for m in found if m.kind == "vendor"]
    if not vendors or not said & several:
        return []
    subjects = {at for m in found if m.kind in ("topic", "level") for at in range(m.first, m.end)}
    row: list[Mention] = []
    at = vendors[0].end
    while at < len(words):
        vendor = max((m for m in vendors if m.end <= at), key=lambda m: m.end)
        spot = next(_spots(words, at, vendor.ids[0], nicknames), None)
        joined = spot is not None and any(follows(words, before, spot, language) for before in (*row, *certs))
        if (
            spot
            and _stands(text, words, spot, language, set() if joined else subjects)
            and not any(spot.overlaps(c) for c in certs)
        ):
            row.append(spot)
            at = spot.end
        else:
            at += 1
    return row if len(row) + len(certs) > 1 else []


def _spots(words: tuple[Token, ...], first: int, vendor: str, names: ShortNames) -> Iterator[Mention]:
    """The short name that begins at a word, the longest first."""
    for end in range(min(first + LONGEST, len(words)), first, -1):
        if ids := names.of(vendor, [word.word for word in words[first:end]]):
            yield Mention("cert", ids, first, end)


def _stands(text: str, words: tuple[Token, ...], spot: Mention, language: Language, subjects: set[int]) -> bool:
    """Whether a short name stands by itself in a row."""
    marks = {*language.words["after_nickname"], *language.words["plural_exam_words"]}
    lists = language.words
    opening = {*lists["row_joins"], *lists["exam_row_joins"], *lists["before_nickname"], *lists["row_openings"]}
    before = words[spot.first - 1]
    after = words[spot.end] if spot.end < len(words) else None
    opens = before.word in opening or paused(text, before, words[spot.first])
    marked = after is not None and after.word in marks
    closes = after is None or marked or after.word in language.words["row_joins"]
    closes = closes or (after is not None and paused(text, words[spot.end - 1], after))
    single = spot.end - spot.first == 1 and spot.first in subjects
    return opens and closes and (marked or not single)


def follows(words: Sequence[Token], before: Mention, spot: Mention, language: Language) -> bool:
    """Whether a short name stands right behind another in a row: "both ML ones plus GenAI"."""
    plain = {*language.words["after_nickname"], *language.words["plural_exam_words"], *language.words["exam_row_joins"]}
    plain |= {*language.words["row_fillers"], *language.words["row_openings"]}
    return before.end <= spot.first and all(word.word in plain for word in words[before.end : spot.first])


def paused(text: str, one: Token, other: Token) -> bool:
    """Whether a comma or the like stands between two words."""
    return bool(set(text[one.end : other.start]) & set(PAUSES))
