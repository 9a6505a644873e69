"""The systems that are scored side by side: ours, ours with parts taken out, and the plain chain."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from bot.chain import Bot
from bot.index import Index
from bot.records import Answer, Query, Statement
from bot.retrieve import Hit, PassageRetriever
from bot.settings import Settings
from eval.score import Output

if TYPE_CHECKING:
    from bot.llm import Model

DEPTH = 20  # asked of the ranking, computed passages included; metrics look at the first 10 indexed ones
Message = dict[str, str]


class System(Protocol):
    """Something that answers, or at least retrieves, for the last turn of a conversation."""

    name: str

    def run(self, turns: Sequence[str], today: date) -> Output:
        """What it gives for the last of `turns`, its own answers to the others being the history."""


class BotSystem:
    """A bot in all its days: one for each date asked about, over one index."""

    def __init__(self, name: str, index: Index, settings: Settings, make: type[Bot] = Bot) -> None:
        self.name, self._index, self._settings, self._make = name, index, settings, make
        self._model: Model | None = None
        if settings.model != "builtin":
            from bot.llm import open_model

            self._model = open_model(settings)
        self._bots: dict[date, Bot] = {}
        self._answers: dict[tuple[date, tuple[str, ...]], Answer] = {}

    def run(self, turns: Sequence[str], today: date) -> Output:
        """Plays the conversation; an exception becomes the output's error."""
        bot = self._bot(today)
        began = time.perf_counter()
        try:
            history = self._history(tuple(turns[:-1]), today)
            began = time.perf_counter()
            answer = self._answer(tuple(turns), today)
            seconds = time.perf_counter() - began
            evidence = bot.retrieve(turns[-1], history)
            ranked = bot.retrieve(turns[-1], history, DEPTH)
        except Exception as error:  # whatever the bot raises is a result, and a failed one
            return Output(None, (), (), time.perf_counter() - began, f"{type(error).__name__}: {error}")
        indexed = [frozenset({passage.id}) for passage in ranked if passage.kind != "fact"]
        return Output(answer, tuple(evidence), tuple(indexed[:10]), seconds)

    def _bot(self, today: date) -> Bot:
        if today not in self._bots:
            settings = self._settings.model_copy(update={"today": today})
            self._bots[today] = self._make(self._index, settings, self._model)
        return self._bots[today]

    def _answer(self, turns: tuple[str, ...], today: date) -> Answer:
        """The answer to the last turn; what was answered once in this run is not asked again."""
        if (today, turns) not in self._answers:
            given = {"question": turns[-1], "history": self._history(turns[:-1], today)}
            self._answers[today, turns] = self._bot(today).invoke(given)
        return self._answers[today, turns]

    def _history(self, turns: tuple[str, ...], today: date) -> list[Message]:
        history: list[Message] = []
        for number, turn in enumerate(turns, start=1):
            history.append({"role": "user", "content": turn})
            history.append({"role": "assistant", "content": self._answer(turns[:number], today).answer})
        return history


class DenseRetriever(PassageRetriever):
    """Search by vectors alone."""

    def search(self, text: str, k: int, documents: bool | None = None) -> list[Hit]:
        """The `k` nearest passages."""
        found = self.index.dense(self.encode([text])[0], k, documents)
        return [Hit(self.index.passages[name], similarity) for name, similarity in found]


class LexicalRetriever(PassageRetriever):
    """Search by BM25 alone, without the records that the question names."""

    def search(self, text: str, k: int, documents: bool | None = None) -> list[Hit]:
        """The `k` best passages, close enough to be quoted by definition."""
        return [Hit(self.index.passages[name], 1.0) for name, _ in self.index.lexical(text, k, documents)]

    def retrieve(self, query: Query, k: int) -> list[Hit]:
        """The search alone, for the question as it was asked."""
        return self.search(query.question, k)


class DenseBot(Bot):
    """Ours with vectors in place of the fused search; facts and linked records stay."""

    def _wire(self, index: Index) -> None:
        super()._wire(index)
        self.retriever = DenseRetriever(index=index, encode=self.retriever.encode)


class FactlessBot(Bot):
    """Ours without facts: what is retrieved is quoted, nothing is computed from the catalog."""

    def read(self, input: Mapping[str, Any]) -> Query:  # noqa: A002
        """The question understood; so unsurely that the writer quotes rather than asks back."""
        return super().read(input).but(certainty=0.0)

    def gather(self, query: Query, k: int = DEPTH) -> tuple[list[Statement], list[Hit]]:
        """No statements; the retrieved passages."""
        return [], self.retriever.retrieve(query, k)


class LexicalBot(FactlessBot):
    """BM25 alone: no facts, no vectors, no linked records; the best sentences are quoted."""

    def _wire(self, index: Index) -> None:
        super()._wire(index)
        self.retriever = LexicalRetriever(index=index, encode=self.retriever.encode)


def _plain(index: Index, settings: Settings) -> System:
    from eval.plain import PlainChain

    return PlainChain(index, settings)


SYSTEMS: dict[str, tuple[str, Callable[[Index, Settings], System]]] = {
    "ours": ("certpath", lambda index, settings: BotSystem("ours", index, settings)),
    "dense": ("ours, dense only", lambda index, settings: BotSystem("dense", index, settings, DenseBot)),
    "bm25": ("BM25 only", lambda index, settings: BotSystem("bm25", index, settings, LexicalBot)),
    "no_facts": ("ours, no facts", lambda index, settings: BotSystem("no_facts", index, settings, FactlessBot)),
    "plain": ("plain LangChain chain", _plain),
}
