"""Titles in quotation marks, and whole titles that begin with "Certified", that no record bears."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from bot.language import Language
from bot.understand.text import Token

if TYPE_CHECKING:
    from bot.understand.mention import Mention

QUOTED = re.compile(r"(?<!\w)['\"‘“«»„]\s?([^'\"‘’“”«»„?!]{4,70}?)\s?['\"’”»«“](?!\w)")
BESIDE = 3  # words before a quotation in which a word for certification makes it a name
CERTIFIED = "certified"


def quoted(text: str, words: Sequence[Token], mentions: Sequence[Mention], language: Language) -> Iterator[str]:
    """ "the 'Prompt Wizard Pro' exam": a quotation in capitals beside, or with, a word for certification."""
    marks = {*language.words["certification_words"], *language.words["quoted_words"]}
    for found in QUOTED.finditer(text):
        run = [at for at, word in enumerate(words) if found.start(1) <= word.start and word.end <= found.end(1)]
        if len(run) < 2 or not _titled(text, [words[at] for at in run], language) or _ours(run, mentions):
            continue
        near = [word.word for word in words[max(0, run[0] - BESIDE) : run[-1] + 1]]
        after = [word.word for word in words[run[-1] + 1 :] if word.word not in language.words["common"]]
        if marks & {*near, *after[:1]}:
            yield found[1]


def certified(
    text: str, words: Sequence[Token], mentions: Sequence[Mention], language: Language, known: Collection[str]
) -> Iterator[str]:
    """ "Certified Neural Prompt Architect", "the globex certified engineer exam": a title that is none of ours."""
    titles = set(language.words["title_words"])
    for at, word in enumerate(words):
        if word.word == CERTIFIED and _of_stranger([w.word for w in words[max(0, at - 1) : at + 3]], language, known):
            yield text[words[at - 1].start : words[at + 1].end]
        if word.word != CERTIFIED or not text[word.start].isupper() or text.isupper() or text.istitle():
            continue
        end = at + 1
        while end < len(words) and text[words[end].start].isupper() and not _apart(text, words, end):
            end += 1
        if end - at > 2 and words[end - 1].word in titles and not _ours(range(at, end), mentions):
            yield text[word.start : words[end - 1].end]


def _of_stranger(run: Sequence[str], language: Language, known: Collection[str]) -> bool:
    """Whether four words are an owner that we do not know, "certified", a title and a word for certification."""
    lists = language.words
    plain = {*known, *lists["common"], *lists["before_titles"], *lists["light"], *lists["number_words"]}
    named = len(run) == 4 and run[0] not in plain
    return named and run[2] in lists["title_words"] and run[3] in lists["certification_words"]


def _titled(text: str, run: Sequence[Token], language: Language) -> bool:
    """Whether a quotation is written as a title: each of its words in capitals but the small ones."""
    small = language.words["common"]
    return all(text[word.start].isupper() or text[word.start].isdigit() or word.word in small for word in run)


def _apart(text: str, words: Sequence[Token], at: int) -> bool:
    return bool(text[words[at - 1].end : words[at].start].strip())


def _ours(run: Collection[int], mentions: Sequence[Mention]) -> bool:
    """Whether an exam's name, or that of a job alone, stands within a run of words."""
    whole = [m for m in mentions if m.kind == "role" and m.first <= min(run) and max(run) < m.end]
    return bool(whole) or any(m.kind == "cert" and m.first <= max(run) and min(run) < m.end for m in mentions)
