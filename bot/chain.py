"""The whole turn in order, as one LangChain Runnable; the only place that wires parts together."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from bot.embed import Remembered
from bot.errors import IndexError_, InputError, ModelError
from bot.facts import compute
from bot.grounding import values
from bot.index import Index, build, open_index
from bot.records import Answer, Passage, Query, Statement, Turn
from bot.retrieve import Hit, PassageRetriever
from bot.settings import Settings, load_settings
from bot.understand import Asks, Understander
from bot.verify import verify
from bot.write import BuiltinWriter

EVIDENCE = 6  # passages of evidence, unless asked for more or the facts need more


class Bot(Runnable[dict[str, Any], Answer]):
    """From {"question": str, "history": [{"role", "content"}, …]} to an Answer.

    A Runnable: `invoke`, `batch`, `stream` and their async twins. `stream` yields the text piece by
    piece and the Answer last. Raises InputError where the question cannot be used.
    """

    def __init__(self, index: Index, settings: Settings) -> None:
        self.settings = settings
        self._wire(index)

    def _wire(self, index: Index) -> None:
        self.index = index
        embedder = Remembered(index.embedder.encode_wide, index.embedder.dimension)
        asks = Asks(index.nearness, index.example_asks)
        self.understand = Understander(
            index.catalog, index.language, asks, embedder.encode_wide, index.embedder.vocabulary
        )
        self.retriever = PassageRetriever(index=index, encode=embedder.encode)
        self.writer = BuiltinWriter(index.catalog, index.language, index.passages)

    def invoke(self, input: Mapping[str, Any], config: RunnableConfig | None = None, **_: Any) -> Answer:  # noqa: A002
        """One turn.

        1. Understand the question in its conversation.
        2. Compute the facts that the catalog gives.
        3. Retrieve passages.
        4. Write a draft from both.
        5. Verify it against what it cites.
        """
        started = time.perf_counter()
        query = self.read(input)
        statements, hits = self.gather(query, EVIDENCE)
        draft = self.writer.write(query, statements, hits)
        answer = verify(draft, query.question, allowed=frozenset(v for name in query.unknown for v in values(name)))
        return replace(answer, seconds=round(time.perf_counter() - started, 4))

    def stream(self, input: Mapping[str, Any], config: RunnableConfig | None = None, **_: Any) -> Iterator[Any]:  # noqa: A002
        """The answer's text line by line, then the Answer itself."""
        answer = self.invoke(input, config)
        yield from answer.answer.splitlines(keepends=True)
        yield answer

    def read(self, input: Mapping[str, Any]) -> Query:  # noqa: A002
        """The question understood; follows a switch of the index first."""
        newest = self.index.fresh()
        if newest is not self.index:
            self._wire(newest)
        question, history = input.get("question"), input.get("history") or ()
        if not isinstance(question, str):
            raise InputError('The input needs a "question" that is a string.')
        return self.understand(question, [_turn(message) for message in history], self.settings.now)

    def gather(self, query: Query, k: int) -> tuple[list[Statement], list[Hit]]:
        """What was computed for a query, and the passages retrieved for it."""
        statements = compute(query, self.index.catalog, self.index.language, self.index.passages)
        return statements, self.retriever.retrieve(query, k)

    def retrieve(self, question: str, history: Sequence[Mapping[str, str]] = (), k: int | None = None) -> list[Passage]:
        """The numbered evidence that a writer gets: what facts rest on first, then what was retrieved."""
        query = self.read({"question": question, "history": history})
        statements, hits = self.gather(query, k or EVIDENCE)
        basis = [passage for statement in statements for passage in statement.basis]
        return evidence(basis, hits, k)


def evidence(basis: Sequence[Passage], hits: Sequence[Hit], k: int | None) -> list[Passage]:
    """Each passage once: all that facts rest on and a few retrieved, or exactly the first `k`."""
    facts = list(dict.fromkeys(basis))
    others = [hit.passage for hit in hits if hit.passage not in facts]
    return [*facts, *others][:k] if k else [*facts, *others[: max(2, EVIDENCE - len(facts))]]


def _turn(message: Mapping[str, str]) -> Turn:
    role = message.get("role")
    if role not in ("user", "assistant") or not isinstance(message.get("content"), str):
        raise InputError('Each message of the history needs a "role" (user or assistant) and a "content" string.')
    return Turn(role, message["content"])  # type: ignore[arg-type]


def build_bot(settings: Settings | None = None, *, say: Callable[[str], None] | None = None) -> Bot:
    """The bot that the settings describe; builds the index first where there is none, saying so.

    >>> from bot import build_bot
    >>> bot = build_bot()
    >>> bot.invoke({"question": "What does the AIF-C01 exam cost?"}).answer
    'AWS AI Practitioner (AIF-C01) costs USD 100 [1].'
    """
    settings = settings or load_settings()
    if settings.model != "builtin":
        raise ModelError(
            f"BOT_MODEL is {settings.model!r}, but this version answers with its built-in writer only: unset BOT_MODEL."
        )
    try:
        return Bot(open_index(settings), settings)
    except IndexError_ as error:
        if say:
            say(f"{error} Building the index now; that takes about half a minute, once.")
    build(settings)
    return Bot(open_index(settings), settings)
