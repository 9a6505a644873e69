"""The words of a question, asked for by the lists of words.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from bot.language import Language
from bot.understand.numbers import value_of
from bot.understand.text import tokens

LAST = 16  # words in which a message that tells a story first comes to its question


class Wording:
    """The words of a question, asked for by the lists of words.yaml."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = f" {' '.join(token.word for token in tokens(text))} "
        self.language = language

    def has(self, *lists: str) -> bool:
        """Whether a word or phrase of each of the lists stands in the question."""
        return all(self.any(self.language.words[name]) for name in lists)

    def weighs(self) -> bool:
        """Whether the question sets things against each other: a word for a choice, or for what lies between."""
        return self.has("choice_words") or self.has("gap_words")

    def any(self, phrases: Iterable[str]) -> bool:
        """Whether one of the phrases stands in the question."""
        return any(f" {phrase} " in self.text for phrase in phrases)

    def ends(self, phrases: Iterable[str]) -> bool:
        """Whether one of the phrases stands among the last words, where a long message asks."""
        end = f" {' '.join(self.text.split()[-LAST:])} "
        return any(f" {phrase} " in end for phrase in phrases)

    def number_before(self, *lists: str) -> int | None:
        """The number, in digits or in words, right before a word or phrase of the lists: "the 2 cheapest"."""
        said = self.text.split()
        opening = {str(phrase).split()[0] for name in lists for phrase in self.language.words[name]}
        pairs = pairwise(said)
        return next((n for one, two in pairs if two in opening and (n := value_of(one, self.language))), None)

    def number_after(self, *lists: str) -> int | None:
        """The number right after a word or phrase of the lists: "make it 5"."""
        for phrase in (phrase for name in lists for phrase in self.language.words[name]):
            _, found, rest = self.text.partition(f" {phrase} ")
            if found and (number := value_of(rest.split(" ")[0], self.language)):
                return number
        return None

    def without(self, *lists: str) -> Wording:
        """The same words without the phrases of the lists: "wine for our study group" -> "wine for our"."""
        text = self.text
        for phrase in sorted((one for name in lists for one in self.language.words[name]), key=len, reverse=True):
            text = text.replace(f" {phrase} ", " ")
        return Wording(text, self.language)

    def fields(self) -> tuple[str, ...]:
        """The fields that the words name; years in a job are no validity."""
        named = (ask for ask, phrases in self.language.words["field_words"].items() if self.any(phrases))
        return tuple(ask for ask in named if ask != "validity" or not (self.has("time_told") or self._of_job()))

    def _of_job(self) -> bool:
        """ "I code since 10 years": years that are somebody's, where no other word asks how long an exam is valid."""
        own, years = self.language.words["field_words"]["validity"], self.language.words["year_words"]
        told = self.has("self_words") and self.number_before("year_words")
        return bool(told) and not self.any(word for word in own if word not in years)
