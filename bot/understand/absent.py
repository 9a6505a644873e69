"""Those of a number of people who do not sit the exam: "everyone bar me", "two already have it", "five drop out"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.language import Language
from bot.understand.numbers import value_of

NEAR = 5  # words from a number of people to what they do: "two of the lads drop out"


def absent(words: Sequence[str], named: set[int], language: Language) -> Iterator[tuple[int, int, int]]:
    """(how many, first word, end) of each such number; `named` are the places of exams' names."""
    text = " ".join(words)
    for phrase in language.words["but_me_phrases"]:
        if f" {phrase} " in f" {text} ":
            at = f" {text} ".index(f" {phrase} ")
            first = text[:at].count(" ")
            yield 1, first, first + len(phrase.split())
            return
    for at, word in enumerate(words):
        value = None if at in named else value_of(word, language)
        if not value:
            continue
        if any(" ".join(words[:at]).endswith(phrase) for phrase in language.words["all_but_phrases"]):
            yield value, at, at + 1
        elif not _of_more(words, at, value, language) and (end := _stays_out(words, at, language)):
            yield value, at, end


def _stays_out(words: Sequence[str], at: int, language: Language) -> int:
    """The end of the words that say that a number of people stays out, 0 where none do."""
    numbers = (i for i in range(at + 1, len(words)) if value_of(words[i], language))
    stop = min(at + 1 + NEAR, next(numbers, len(words)))
    for first in range(at + 1, stop):
        after = f"{' '.join(words[first : first + 3])} "
        for phrase in (*language.words["drop_out_phrases"], *language.words["had_by_some"]):
            if after.startswith(f"{phrase} "):
                return first + len(phrase.split())
    return 0


def _of_more(words: Sequence[str], at: int, value: int, language: Language) -> bool:
    """ "two of the eleven drop out": counted as a whole already, or the whole itself."""
    after = [word for word in words[at + 1 : at + 4] if word not in ("out", "the", "our", "my")]
    whole = value_of(after[1], language) if after[:1] == ["of"] and len(after) > 1 else None
    return bool(whole and whole > value) or words[at - 1 : at] == ["of"] or words[max(0, at - 2) : at] == ["of", "the"]
