"""The whole turn in order, as one LangChain Runnable; the only place that wires parts together."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from langchain_core.runnables import Runnable, RunnableConfig

from bot.describe import CATALOG
from bot.embed import Remembered
from bot.errors import IndexError_, InputError
from bot.evidence import Basis, cited
from bot.facts import compute
from bot.grounding import values
from bot.index import Index, build, open_index
from bot.own import OwnDocuments
from bot.records import Answer, Passage, Query, Statement, Turn
from bot.retrieve import Hit, PassageRetriever
from bot.settings import Settings, load_settings
from bot.trace import Trace, about
from bot.understand import Asks, Understander
from bot.verify import verify
from bot.write import BuiltinWriter

if TYPE_CHECKING:
    from bot.llm import Model
    from bot.turn import Talk

EVIDENCE = 5  # passages of evidence, unless asked for more or the answer cites more
HITS = 6  # passages searched for where nothing was computed


class Bot(Runnable[dict[str, Any], Answer]):
    """From {"question": str, "history": [{"role", "content"}, …]} to an Answer.

    A `profile` (records.Profile) may be given too; it then stands in place of what the history tells of the person.

    A Runnable: `invoke`, `batch`, `stream` and their async twins. `stream` yields the text piece by
    piece and the Answer last. Raises InputError where the question cannot be used.
    """

    def __init__(self, index: Index, settings: Settings, model: Model | None = None) -> None:
        self.settings = settings
        self._wire(index)
        self.talk: Talk | None = None
        if model:
            from bot.turn import Talk

            self.talk = Talk(self, model, HITS)

    def _wire(self, index: Index) -> None:
        self.index = index
        embedder = Remembered(index.embedder.encode_wide, index.embedder.dimension)
        asks = Asks(index.nearness, index.example_asks)
        self.understand = Understander(
            index.catalog, index.language, asks, embedder.encode_wide, index.embedder.vocabulary
        )
        self.retriever = PassageRetriever(index=index, encode=embedder.encode)
        self.basis = Basis(index.catalog, index.passages)
        self.own = self._own(embedder) if any(p.kind == "document" for p in index.passages.values()) else None
        self.writer = BuiltinWriter(index.catalog, index.language, index.passages)

    def _own(self, embedder: Remembered) -> OwnDocuments:
        """The person's own documents, where the index has any: nobody else pays for them."""
        index = self.index
        passages, ordinary = index.passages.values(), index.embedder.vocabulary
        return OwnDocuments(passages, index.language, self.retriever.search, embedder.encode, ordinary)

    def invoke(self, input: Mapping[str, Any], config: RunnableConfig | None = None, **options: Any) -> Answer:  # noqa: A002
        """One turn.

        1. Understand the question in its conversation.
        2. Compute the facts that the catalog gives.
        3. Retrieve passages.
        4. Write a draft from both.
        5. Verify it against what it cites.
        """
        if self.talk:
            *_, last = self.stream(input, config, **options)
            assert isinstance(last, Answer)  # noqa: S101 - what a stream ends with
            return last
        return self._built_in(input, options.get("trace") or Trace())

    async def ainvoke(self, input: Mapping[str, Any], config: RunnableConfig | None = None, **options: Any) -> Answer:  # noqa: A002
        """`invoke`, without holding up the event loop."""
        *_, last = [piece async for piece in self.astream(input, config, **options)]
        assert isinstance(last, Answer)  # noqa: S101 - what a stream ends with
        return last

    def stream(self, input: Mapping[str, Any], config: RunnableConfig | None = None, **options: Any) -> Iterator[Any]:  # noqa: A002
        """The answer's text as it comes, then the Answer itself."""
        if self.talk:
            yield from self.talk.stream(input, config, *self._manner(options))
            return
        answer = self.invoke(input, config, **options)
        yield from answer.answer.splitlines(keepends=True)
        yield answer

    async def astream(
        self,
        input: Mapping[str, Any],  # noqa: A002
        config: RunnableConfig | None = None,
        **options: Any,
    ) -> AsyncIterator[Any]:
        """`stream`, without holding up the event loop."""
        if self.talk:
            async for piece in self.talk.astream(input, config, *self._manner(options)):
                yield piece
            return
        answer = await asyncio.to_thread(self.invoke, input, config, **options)
        for line in answer.answer.splitlines(keepends=True):
            yield line
        yield answer

    def _manner(self, options: Mapping[str, Any]) -> tuple[bool, Trace]:
        """Whether to withhold what fails the check (BOT_STRICT, else the caller, else no), and the trace to fill."""
        strict = self.settings.strict
        return bool(options.get("strict")) if strict is None else strict, options.get("trace") or Trace()

    def _built_in(self, input: Mapping[str, Any], trace: Trace) -> Answer:  # noqa: A002
        started = time.perf_counter()
        with trace.step("understand") as step:
            query = self.read(input)
            step.lines += about(query)
        with trace.step("evidence") as step:
            statements, hits = self.gather(query, HITS)
            step.counts |= {"statements": len(statements), "passages": len(hits)}
        with trace.step("write and verify") as step:
            answer = self.built_in(query, statements, hits)
            step.counts |= {"citations": len(answer.citations), "failed": len(answer.dropped)}
            step.lines += [f"✗ {sentence}" for sentence in answer.dropped]
        return replace(answer, seconds=round(time.perf_counter() - started, 4))

    def built_in(self, query: Query, statements: Sequence[Statement], hits: Sequence[Hit]) -> Answer:
        """What the built-in writer makes of the evidence, verified."""
        draft = self.writer.write(query, statements, hits)
        return verify(draft, query.question, allowed=frozenset(v for name in query.unknown for v in values(name)))

    def read(self, input: Mapping[str, Any]) -> Query:  # noqa: A002
        """The question understood; follows a switch of the index first."""
        newest = self.index.fresh()
        if newest is not self.index:
            self._wire(newest)
        question, history = input.get("question"), input.get("history") or ()
        if not isinstance(question, str):
            raise InputError('The input needs a "question" that is a string.')
        turns = [_turn(message) for message in history]
        return self.understand(question, turns, self.settings.now, input.get("profile"))

    def gather(self, query: Query, k: int) -> tuple[list[Statement], list[Hit]]:
        """What was computed for a query, or what the person's own documents say on it; else passages retrieved."""
        told = self.own.answer(query) if self.own else []
        statements = told or compute(query, self.index.catalog, self.index.language, self.index.passages)
        return statements, [] if statements else self.retriever.retrieve(query, k)

    def retrieve(self, question: str, history: Sequence[Mapping[str, str]] = (), k: int | None = None) -> list[Passage]:
        """The numbered evidence that a writer gets: what the answer rests on, then what a search finds.

        `k` passages of it, or as many as the answer needs.
        """
        query = self.read({"question": question, "history": history})
        statements, hits = self.gather(query, k or HITS)
        return self.sources(query, statements, hits, k)

    def sources(
        self, query: Query, statements: Sequence[Statement], hits: Sequence[Hit], k: int | None = None
    ) -> list[Passage]:
        """The evidence for what was computed and found, the most telling first."""
        if not statements:
            return [hit.passage for hit in hits]
        hits = hits or self.retriever.retrieve(query, k or HITS)
        ranked = self.basis.ranked(query, statements, [hit.passage for hit in hits])
        first = [*_quoted(statements), *self._today(query, statements)]
        return evidence([*first, *cited(statements)], [*first, *ranked], k)

    def _today(self, query: Query, statements: Sequence[Statement]) -> list[Passage]:
        """Where the records named stand on the day asked about, as a computed fact: dates alone do not say it."""
        status = {f"cert/{name}/status" for name in query.certs}
        said = [s for s in statements if status & {passage.id for passage in s.basis}]
        if not said:
            return []
        basis = dict.fromkeys(passage for statement in said for passage in statement.basis)
        language = self.index.language
        return [
            Passage(
                id="fact/standing",
                text="\n".join(statement.text for statement in said),
                title=language.say("title.computed"),
                section=language.say("section.status"),
                source=f"{CATALOG}certifications.yaml",
                kind="fact",
                as_of=query.today,
                records=tuple(dict.fromkeys(record for passage in basis for record in passage.records)),
                sources=tuple(passage.id for passage in basis),
            )
        ]


def _quoted(statements: Sequence[Statement]) -> list[Passage]:
    """What the answer quotes from the person's own documents."""
    return [passage for statement in statements for passage in statement.basis if passage.kind == "document"]


def evidence(cited: Sequence[Passage], ranked: Sequence[Passage], k: int | None) -> list[Passage]:
    """Each passage once, in the order given: the first `k`, else all that is cited and a few more."""
    passages = list(dict.fromkeys(ranked))
    few = set(passages[: k or EVIDENCE])
    return [passage for passage in passages if passage in few or (passage in cited and not k)]


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
    model = None
    if settings.model != "builtin":
        from bot.llm import open_model  # LangChain's chat models: only where one is asked for

        model = open_model(settings)
    try:
        return Bot(open_index(settings), settings, model)
    except IndexError_ as error:
        if say:
            say(f"{error} Building the index now; that takes about half a minute, once.")
    build(settings)
    return Bot(open_index(settings), settings, model)
