"""Foreign certifications told by a provider and a title: "IBM's quantum developer certificate"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import Language
from bot.understand.mention import Mention
from bot.understand.text import Token

LONGEST = 6  # words of a title
SHORTEST = 2  # words of one that no word for certification follows
PAUSES = ",;:.?!()"


def with_titles(
    text: str, words: Sequence[Token], units: Sequence[str], found: Sequence[Mention], kept: Sequence[Mention],
    language: Language,
) -> list[Mention]:  # fmt: skip
    """Foreign names, each with the title that belongs to it, in which no person is meant.

    `units` are the words in their usual form, `kept` are exams of ours.
    """
    words = [Token(unit or word.word, word.start, word.end) for word, unit in zip(words, units, strict=True)]
    out = []
    for mention in found:
        first, end = _before(text, words, mention, language), _after(text, words, mention.first, mention.end, language)
        wider = Mention(mention.kind, mention.ids, first, end)
        out.append(mention if any(wider.overlaps(m) and not m.within(wider) for m in kept) else wider)
    return out


def _after(text: str, words: Sequence[Token], first: int, start: int, language: Language) -> int:
    """Past the title behind a provider; where there is none, past the provider."""
    lists = language.words
    titles, levels, plain = {*lists["title_words"]}, {*lists["levels"]}, _plain(language)
    best = start
    for at in range(start, min(start + LONGEST, len(words))):
        if set(text[words[at - 1].end : words[at].start]) & set(PAUSES) or words[at].word in plain:
            break
        if words[at].word in titles:
            marked = {*(word.word for word in words[at + 1 : at + 2])} & {*lists["certification_words"]}
            run = [word.word for word in words[start : at + 1] if word.word != "s"]
            if marked or (words[at].word in levels and len(run) >= SHORTEST):
                best = at + 1
    return best


def _before(text: str, words: Sequence[Token], mention: Mention, language: Language) -> int:
    """Where the title begins of "the quantum developer certificate from IBM"; where there is none, the provider."""
    lists = language.words
    at, ends = mention.first - 1, {*lists["title_words"]}
    if at < SHORTEST or words[at].word not in lists["provider_joins"]:
        return mention.first
    if words[at - 1].word in lists["certification_words"]:
        at -= 1
    elif words[at - 1].word not in lists["levels"]:
        return mention.first
    if words[at - 1].word not in ends or set(text[words[at - 1].start : words[mention.first].start]) & set(PAUSES):
        return mention.first
    first, plain = at - 1, _plain(language)
    while first > max(0, at - LONGEST) and words[first - 1].word not in plain:
        if set(text[words[first - 1].end : words[first].start]) & set(PAUSES):
            break
        first -= 1
    return first


def _plain(language: Language) -> set[str]:
    """Words that end a title: those of ordinary sentences."""
    lists = language.words
    names = ("common", "joins", "certification_words", "before_titles", "plural_exam_words", "before_nickname")
    return {word for name in names for word in lists[name]} - {"s"}
