"""Names of certifications told by their form: a vendor and a title, words with capitals before "exam"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from bot.language import Language
from bot.understand.text import Token

if TYPE_CHECKING:
    from bot.understand.mention import Mention

LONGEST = 6  # words
ENDS = ",.;:?!"
CERTIFIED = "certified"
ACRONYM = range(3, 7)  # letters


def titles(
    text: str, words: Sequence[Token], mentions: Sequence[Mention], language: Language, known: Collection[str]
) -> Iterator[str]:
    """ "AWS Certified Prompt Engineer": a vendor, a title and a word no certification of it has."""
    marks = set(language.words["certification_words"])
    parts = [m for m in mentions if m.kind in ("topic", "role", "background")]
    titles = set(language.words["title_words"]) | {w.word for m in parts for w in words[m.first : m.end]}
    levels = {w.word for m in mentions if m.kind == "level" for w in words[m.first : m.end]}
    certs = [m for m in mentions if m.kind == "cert"]
    for vendor in (m for m in mentions if m.kind == "vendor"):
        end = vendor.end
        while end < len(words) and end - vendor.end < 7 and _name_like(words[end], text, titles, marks, words[end - 1]):
            end += 1
        run = words[vendor.first : end]
        named = any(word.word in language.words["title_words"] and word.word not in levels for word in run[1:])
        marked = any(word.word in marks for word in run) or "certified" in (word.word for word in run)
        graded = marked or any(word.word in levels for word in run)
        if graded and not text.isupper() and _foreign(run[1:], text, {*known, *marks, *titles, *levels}):
            named = marked = True  # "Google Professional Gemini Whisperer"
        plain = any(word.word in language.words["before_titles"] for word in run)
        if named and marked and not plain and not any(c.first < end and vendor.first < c.end for c in certs):
            yield text[run[0].start : run[-1].end]


def _foreign(run: Sequence[Token], text: str, known: Collection[str]) -> bool:
    """Whether a word written with a capital is part of no name of ours."""
    return any(text[word.start].isupper() and word.word not in known for word in run)


def _name_like(word: Token, text: str, titles: set[str], marks: set[str], before: Token) -> bool:
    """Part of a name: a title word, a word for certification, or written with a capital."""
    if any(char in ".,;?!" for char in text[before.end : word.start]):
        return False
    return word.word in titles or word.word in marks or text[word.start].isupper()


def unowned(
    text: str,
    words: Sequence[Token],
    mentions: Sequence[Mention],
    language: Language,
    known: Collection[str],
    ordinary: Collection[str],
) -> Iterator[str]:
    """ "Certified Prompt Poet", "the QZP exam", "google associate prompt designer cert": names that no record bears."""
    if text.isupper() or text.istitle():
        return
    named = {w.word for m in mentions if m.kind not in ("elsewhere", "topic") for w in words[m.first : m.end]}
    ours = {*known, *named, *language.words["certification_words"]}
    usual = {*ours, *language.words["title_words"]}
    for at, word in enumerate(words):
        after = words[at + 1].word if at + 1 < len(words) else ""
        if word.word not in language.words["certification_words"] or after in language.words["place_words"]:
            continue
        first, end = _capitals(text, words, at, mentions, language)
        strange = [w for w in words[first:end] if text[w.start].isupper() and w.word not in usual]
        acronym = end - first == 1 and _acronym(text, words[first], ordinary)
        if strange and (acronym or end - first > 1):
            yield text[_with_provider(words, first, mentions) : words[end - 1].end]
        yield from _in_small_letters(text, words, at, mentions, language, ours)
        if word.word == CERTIFIED:
            yield from _certified(text, words, at, mentions, language, ours)


def _capitals(
    text: str, words: Sequence[Token], at: int, mentions: Sequence[Mention], language: Language
) -> tuple[int, int]:
    """The run of words with capitals around, or right before, a word for certification: its first and past-last."""
    apart = {*language.words["common"], *language.words["time_words"]}
    owners = {place for m in mentions if m.kind in ("vendor", "country") for place in range(m.first, m.end)}

    def part(place: int, beside: int) -> bool:
        low, high = sorted((place, beside))
        joined = not text[words[low].end : words[high].start].strip()
        opens = place == 0 and not _acronym(text, words[0], ())  # any word has a capital there
        return joined and text[words[place].start].isupper() and words[place].word not in apart and not opens

    own = text[words[at].start].isupper()
    first, end = at, at + 1 if own else at
    while first > 0 and first - 1 not in owners and part(first - 1, first):
        first -= 1
    while own and end < len(words) and end not in owners and part(end, end - 1):
        end += 1
    return first, end


def _acronym(text: str, word: Token, ordinary: Collection[str]) -> bool:
    written = text[word.start : word.end]
    return written.isupper() and len(written) in ACRONYM and word.word not in ordinary


def _with_provider(words: Sequence[Token], first: int, mentions: Sequence[Mention]) -> int:
    """Where a name begins in the text, with the foreign provider whose name stands right before it."""
    before = [m.first for m in mentions if m.kind == "elsewhere" and m.first < first < m.end + 2]
    return words[min([first, *before])].start


def _in_small_letters(
    text: str, words: Sequence[Token], at: int, mentions: Sequence[Mention], language: Language, ours: Collection[str]
) -> Iterator[str]:
    """A vendor, a word that no name of ours has and a title, right before a word for certification."""
    plain = {*language.words["common"], *language.words["before_titles"]}
    for vendor in (m for m in mentions if m.kind == "vendor" and 1 < at - m.end <= LONGEST):
        run = words[vendor.end : at]
        joined = not any(char in ENDS for char in text[run[0].start : words[at].start])
        strange = [word for word in run if word.word not in ours]
        titled = run[-1].word in language.words["title_words"]
        if (
            joined
            and titled
            and (strange or run[0].word in language.words["levels"])
            and not any(word.word in plain for word in run)
        ):
            yield text[words[vendor.first].start : run[-1].end]


def _certified(
    text: str, words: Sequence[Token], at: int, mentions: Sequence[Mention], language: Language, ours: Collection[str]
) -> Iterator[str]:
    """A vendor, "certified" and a title that no name of ours has, up to the end of a clause."""
    vendor = next((m for m in mentions if m.kind == "vendor" and m.end == at), None)
    rest = text[words[at].end :]
    run = [word for word in words[at + 1 :] if not any(char in ENDS for char in rest[: word.start - words[at].end])]
    plain = any(word.word in language.words["common"] for word in run)
    if vendor and 1 < len(run) <= LONGEST and not plain and any(word.word not in ours for word in run):
        yield text[words[vendor.first].start : run[-1].end]
