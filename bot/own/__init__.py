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
    """What the documents say on a question, and the text that was looked for: a follow-up with what it follows."""

    match: Match
    text: str


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
        own = [passage.embedded for passage in passages if passage.kind == "document"]
        others = [passage.embedded for passage in passages if passage.kind != "document"]
        examples = [text for _, text in language.examples()][::EVERY]
        light = (*language.words["common"], *language.words["light"])
        self.words = Words(own, [*others, *examples], light, ordinary)
        self.matcher = Matcher(self.words, search, encode, Orders(language.words["orders"]))

    def answer(self, query: Query) -> list[Statement]:
        """What the documents say on a question; nothing where it is not for them.

        1. Find the unit that says most on it, and decide whether the question is for the documents.
        2. Refuse where what is asked stands nowhere; else quote, with a remark where part of it stands nowhere.
        """
        found = self._found(query)
        if found is None:
            return []
        match = found.match
        if not self._told(match, query):
            return [Statement(self.language.say("refuse.documents"), (), "refusal")]
        return self._quoted(match, vague=self.matcher.unsaid(match) >= VAGUE)

    def _found(self, query: Query, back: int = 0) -> Found | None:
        """What is found for a question that is for the documents, by itself or as a follow-up of one that was."""
        if query.asks[0] in CHAT and query.certainty >= SURE:
            return None
        text = self.words.mended(query.standalone)
        alone = self.matcher.match(text)
        earlier = query.before
        if alone and earlier and back < BACK and _follows(query, earlier) and (led := self._found(earlier, back + 1)):
            joined = Found(self.matcher.match(f"{led.text} {text}") or alone, f"{led.text} {text}")
            if self._belongs(joined.match, alone):
                return joined
        return Found(alone, text) if alone and self._meant(query, alone) else None

    def _meant(self, query: Query, match: Match) -> bool:
        """Whether a question is for the documents: they say more on it than the catalog, and it reads like no other."""
        weighed = NEAR * match.best.near + COVERED * match.covered + AHEAD * match.ahead
        weighed += READ * min(query.certainty, 1.0) + NAMED * bool(query.certs) + OURS * self._ours(query, match)
        return weighed > LEAST

    def _ours(self, query: Query, match: Match) -> bool:
        """ "our training policy": whether "our" stands before a word of the document's title."""
        said = query.question.lower().split()
        title = stems(match.best.passage.title)
        own = self.language.words["our_words"]
        after = (" ".join(said[at + 1 : at + 4]) for at, word in enumerate(said) if word in own)
        return any(title & self.words.asked(text).keys() for text in after)

    def _belongs(self, joined: Match, alone: Match) -> bool:
        """Whether what is found with the question before says as much of this one as what is found for it alone."""
        return covered(alone.asked, joined.held) >= covered(alone.asked, alone.held)

    def _told(self, match: Match, query: Query) -> bool:
        """Whether what is asked stands there: a number where one is asked for, and most of the rest."""
        return self.matcher.unsaid(match) < SILENT and fits(query.question, match.text, self.language)

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


def _follows(query: Query, earlier: Query) -> bool:
    """Whether a question may go on with the one before: short, not clearly another, with no name that is new."""
    named = (query.certs, query.vendors, query.topics, query.backgrounds, query.outcomes, query.roles)
    before = (earlier.certs, earlier.vendors, earlier.topics, earlier.backgrounds, earlier.outcomes, earlier.roles)
    nothing_new = all(set(now) <= set(then) for now, then in zip(named, before, strict=True))
    return nothing_new and query.certainty < SURE and len(query.question.split()) <= FEW


def _closed(text: str) -> str:
    return text if text.endswith((".", "!", "?", ":")) else f"{text}."
