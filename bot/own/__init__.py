"""A person's own documents: whether they answer a question that certpath's catalog does not, and with which words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from bot.language import Language
from bot.own.kinds import fits
from bot.own.match import Encode, Hit, Match, Matcher
from bot.own.orders import Orders
from bot.own.quote import chosen
from bot.own.words import Words, covered, stems
from bot.records import Passage, Query, Statement

__all__ = ["OwnDocuments"]

# Whether a question is for the documents: logistic regression over 87 questions on three sets of documents against
# 2,764 for the catalog, each asked beside each set (eval/LOG.md). Of those one in 1,600 is taken for theirs.
NEAR, COVERED, AHEAD, READ, NAMED, LEAST = 6.0, 8.0, 13.0, -6.0, -2.0, 5.2
GOES_ON = -2.0  # … that it may go on with an earlier question, which was not for the documents
OURS = 2.0  # what it counts for that a question says whose document it means: "our training policy"
SURE = 0.6  # score from which a reading as hostile or as small talk is clear, and a question is no follow-up
FEW = 10  # words of a follow-up
BACK = 3  # earlier questions that a follow-up may go back
VAGUE = 0.18  # share of what is asked that the passage does not say, from which it is only the nearest there is
SILENT = 0.36  # … from which the documents say nothing
EVERY = 4  # every so many of the example questions tell how common a word is
CHAT = ("greeting", "thanks", "goodbye", "hostile")


@dataclass(frozen=True, slots=True)
class Found:
    """What the documents say on a question, the text that was looked for (a follow-up with what it follows), and the
    share of the question itself that stands nowhere in it."""

    match: Match
    text: str
    unsaid: float


class OwnDocuments:
    """Answers from the documents among an index's passages.

    `search(text, k, documents)` finds passages of the documents or all others.
    """

    def __init__(
        self,
        passages: Collection[Passage],
        language: Language,
        search: Callable[[str, int, bool], Sequence[Hit]],
        encode: Encode,
        ordinary: Collection[str],
    ) -> None:
        self.language = language
        own = {passage.id: passage.embedded for passage in passages if passage.kind == "document"}
        others = [passage.embedded for passage in passages if passage.kind != "document"]
        examples = [text for _, text in language.examples()][::EVERY]
        light = (*language.words["common"], *language.words["light"])
        self.words = Words(own.values(), [*others, *examples], light, ordinary)
        self.matcher = Matcher(self.words, search, encode, Orders(language.words["orders"]), list(own))

    def answer(self, query: Query) -> list[Statement]:
        """What the documents say on a question; nothing where it is not for them.

        1. Find the unit that says most on it, and decide whether the question is for the documents.
        2. Where they do not say it, refuse what the catalog does not answer either.
        3. Else quote, with a remark where part of what is asked stands nowhere.
        """
        found = self._found(query)
        if found is None:
            return []
        silent = found.unsaid >= SILENT
        if silent and query.asks[0] != "out_of_scope":
            return []
        if silent or not fits(query.question, found.match.told, self.language):
            return [Statement(self.language.say("refuse.documents"), (), "refusal")]
        return self._quoted(found.match, vague=found.unsaid >= VAGUE)

    def _found(self, query: Query, back: int = 0) -> Found | None:
        """What is found for a question that is for the documents, by itself or as a follow-up of one that was."""
        if query.asks[0] in CHAT and query.certainty >= SURE:
            return None
        text = self.words.mended(query.standalone)
        alone = self.matcher.match(text)
        if alone is None:
            return None
        led = self._found(query.before, back + 1) if query.before and back < BACK and _follows(query) else None
        if led and (joined := self._joined(led, text, alone)):
            return joined
        goes_on = _may_follow(query) and led is None
        return Found(alone, text, self.matcher.unsaid(alone, text)) if self._meant(query, alone, goes_on) else None

    def _joined(self, led: Found, text: str, alone: Match) -> Found | None:
        """What is found for a question with the one before it, where that says as much of it as what is found alone."""
        whole = f"{led.text} {text}"
        match = self.matcher.match(whole)
        if match is None or covered(alone.asked, match.held) < covered(alone.asked, alone.held):
            return None
        found = Found(match, whole, self.matcher.unsaid(match, text))
        return found if found.unsaid < SILENT else None

    def _meant(self, query: Query, match: Match, goes_on: bool) -> bool:
        """Whether a question is for the documents: they say more on it than the catalog, and it reads like no other."""
        weighed = NEAR * match.best.near + COVERED * match.covered + AHEAD * match.ahead
        weighed += READ * min(query.certainty, 1.0) + NAMED * self._of_catalog(query, match)
        return weighed + OURS * self._ours(query, match) + GOES_ON * goes_on > LEAST

    def _of_catalog(self, query: Query, match: Match) -> bool:
        """Whether a question names an exam, and nothing that only the documents know."""
        return bool(query.certs) and not any(self.words.foreign(stem) for stem in match.asked if stem in match.held)

    def _ours(self, query: Query, match: Match) -> bool:
        """ "our training policy": whether "our" stands before a word of the document's title."""
        said = query.question.lower().split()
        title = stems(match.best.passage.title)
        own = self.language.words["our_words"]
        after = (" ".join(said[at + 1 : at + 4]) for at, word in enumerate(said) if word in own)
        return any(title & self.words.asked(text).keys() for text in after)

    def _quoted(self, match: Match, vague: bool) -> list[Statement]:
        say, units = self.language.say, chosen(match)
        if self.matcher.orders.given(match.best.passage, match.best.unit):
            told = " ".join(one.unit.text for one in units)
            return [Statement(say("documents.orders", told=told), (match.best.passage,))]
        opening = [Statement(say("documents.nearest"), ())] if vague else []
        if len(units) > 1 and match.best.unit.row:
            title = Statement(f"{match.best.passage.title}:", (match.best.passage,))
            return [*opening, title, *(Statement(f"- {one.unit.text}", (one.passage,), "step") for one in units)]
        return [*opening, *(Statement(_closed(one.unit.text), (one.passage,)) for one in units)]


def _may_follow(query: Query) -> bool:
    """Whether a question has one before it and is short."""
    return query.before is not None and len(query.question.split()) <= FEW


def _follows(query: Query) -> bool:
    """Whether a question may go on with the one before: short, not clearly another, with no name that is new."""
    earlier = query.before
    if earlier is None or not _may_follow(query) or query.certainty >= SURE:
        return False
    named = (query.certs, query.vendors, query.topics, query.backgrounds, query.outcomes, query.roles)
    before = (earlier.certs, earlier.vendors, earlier.topics, earlier.backgrounds, earlier.outcomes, earlier.roles)
    return all(set(now) <= set(then) for now, then in zip(named, before, strict=True))


def _closed(text: str) -> str:
    return text if text.endswith((".", "!", "?", ":")) else f"{text}."
