"""The other writer: query + numbered evidence -> what a language model is told, and a watch over what it says."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import fields

from bot import prompts
from bot.formats import day
from bot.llm import Failure
from bot.records import Passage, Profile, Query, Turn
from bot.sentences import THINKING

Messages = list[tuple[str, str]]

LETTERS_A_TOKEN = 3  # fewer than any tokeniser of English needs, so that the budget holds
FRAME = 900  # tokens of the rules and the question
MOST_EVIDENCE = 6_000  # tokens, whatever the window: more sources make small models worse
LEAST_EVIDENCE = 500
LONGEST = 6_000  # characters of an answer; one that goes past them never ends
TAIL = 600  # characters in which repetition is looked for
LOOP = re.compile(r"(.{2,80}?)\1{5,}\Z|(\S)\2{60,}\Z", re.DOTALL)
LINES_AGAIN = 4  # times that a line may not be said
ENOUGH = 12  # words from which the language can be told
OWN_WORDS = 0.5  # least share of words that the corpus knows, names left out
PLAIN_WORD = re.compile(r"(?<![\w'’])[^\W\d_]{2,}(?![\w'’])")
TURNS = 6  # messages of the conversation that a rewrite is shown
LONGEST_TURN = 1_000


def within_budget(passages: Sequence[Passage], window: int, answer_tokens: int) -> list[Passage]:
    """The passages that fit into the model's window beside the rules and its answer; the first in any case."""
    left = max(LEAST_EVIDENCE, min(MOST_EVIDENCE, window - answer_tokens - FRAME))
    chosen: list[Passage] = []
    for passage in passages:
        left -= tokens(passage.embedded) + 20
        if left < 0 and chosen:
            break
        chosen.append(passage)
    return chosen


def tokens(text: str) -> int:
    """How many tokens a text has at most, about."""
    return len(text) // LETTERS_A_TOKEN + 1


def answer_messages(query: Query, evidence: Sequence[Passage]) -> Messages:
    """What a model is told so that it words an answer from the evidence."""
    sources = "\n\n".join(_source(n, passage) for n, passage in enumerate(evidence, start=1))
    # Made from the sources, so that none of them can hold the line that ends them.
    mark = hashlib.sha256(sources.encode("utf-8", "replace")).hexdigest()[:12]
    fence, end = prompts.FENCE.format(mark=mark), prompts.FENCE_END.format(mark=mark)
    rules = prompts.SYSTEM.format(today=day(query.today), missing=prompts.MISSING, fence=fence, end=end)
    told = profile_text(query.profile)
    asked = prompts.QUESTION.format(
        fence=fence, sources=sources, end=end,
        person=prompts.PERSON.format(profile=told) if told else "", question=query.question,
    )  # fmt: skip
    if query.standalone != query.question:
        asked += prompts.STANDALONE.format(standalone=query.standalone)
    return [("system", rules), ("human", asked)]


def _source(n: int, passage: Passage) -> str:
    heading = " › ".join(part for part in (passage.title, passage.section) if part)
    dated = f" (as of {passage.as_of.isoformat()})" if passage.as_of else ""
    return prompts.SOURCE.format(n=n, heading=heading, dated=dated, text=passage.text)


def profile_text(profile: Profile) -> str:
    """What the person has said of themselves, in a line."""
    told = ((part.name.replace("_", " "), getattr(profile, part.name)) for part in fields(profile))
    return "; ".join(f"{name}: {_plain(value)}" for name, value in told if value)


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def rewrite_messages(question: str, history: Sequence[Turn]) -> Messages:
    """What a model is told so that it rewrites a follow-up."""
    told = "\n".join(f"{turn.role}: {turn.content[:LONGEST_TURN]}" for turn in history[-TURNS:])
    return [("system", prompts.REWRITE), ("human", prompts.CONVERSATION.format(turns=told, question=question))]


class Watch:
    """Reads along as a model writes, and raises a Failure where that goes nowhere.

    `ordinary` holds the words that the corpus writes small: an answer in another language has few of them.
    """

    def __init__(self, where: str, ordinary: Collection[str]) -> None:
        self.where, self.ordinary = where, ordinary
        self.text = ""
        self._shown = 0
        self._checked = 0

    def feed(self, piece: str) -> str:
        """What of the text may go on: all but what the model thought before it answered."""
        self.text += piece
        said = self.said
        self._check(said)
        new, self._shown = said[self._shown :], len(said)
        return new

    @property
    def said(self) -> str:
        """The text without its thoughts."""
        if "<think>".startswith(start := self.text.lstrip()[:7]) and len(start) < 7:
            return ""  # it may be about to think
        return THINKING.sub("", self.text).lstrip() if start == "<think>" else self.text

    def end(self) -> None:
        """Look at the whole once it is written."""
        if not self.said.strip():
            raise Failure("empty", f"{self.where} sent an empty answer.")
        self._look(self.said)

    def _check(self, said: str) -> None:
        if len(self.text) > LONGEST:
            raise Failure("endless", f"{self.where} did not come to an end.")
        if len(said) - self._checked >= 80:
            self._checked = len(said)
            self._look(said)

    def _look(self, said: str) -> None:
        lines = Counter(line.strip() for line in re.split(r"[\n.!?]+", said) if len(line.strip()) > 15)
        if LOOP.search(said[-TAIL:]) or any(times >= LINES_AGAIN for times in lines.values()):
            raise Failure("repetition", f"{self.where} repeated itself without end.")
        if self._foreign(said):
            raise Failure("language", f"{self.where} did not answer in English.")

    def _foreign(self, said: str) -> bool:
        letters = [letter for letter in said if letter.isalpha()]
        if len(letters) >= ENOUGH and sum(letter.isascii() for letter in letters) < len(letters) / 2:
            return True
        plain = [word for word in PLAIN_WORD.findall(said) if word.islower()]
        return len(plain) >= ENOUGH and sum(word in self.ordinary for word in plain) < OWN_WORDS * len(plain)
