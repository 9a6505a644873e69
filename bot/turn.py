"""A turn whose answer a language model words: the same evidence, checked as it is written.

Whatever goes wrong ends in the built-in answer and one line that says so. The steps are the same for
`stream` and `astream`; only the waiting differs, so all of them are methods of one `Turn` (worded.py).
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Iterator, Mapping
from contextlib import aclosing, closing
from functools import partial
from typing import Any

from langchain_core.runnables import RunnableConfig

from bot.checking import Checker, Name
from bot.llm import Failure, Model, Usage
from bot.records import Answer
from bot.spelling import Spelling
from bot.talking import Bot
from bot.trace import Trace
from bot.worded import Turn

AROUND = ".,;:()[]\"'“”?!*"  # what may stand at a word


class Talk:
    """What turns share: the model, the checker of one index, the answers remembered."""

    def __init__(self, bot: Bot, model: Model, hits: int) -> None:
        self.bot, self.model, self.hits = bot, model, hits
        self.remembered: OrderedDict[str, str] = OrderedDict()
        self._checker: tuple[object, Checker] | None = None

    @property
    def checker(self) -> Checker:
        """The checker for the index that the bot reads now."""
        index = self.bot.index
        if self._checker is None or self._checker[0] is not index:
            self._checker = (index, new_checker(self.bot))
        return self._checker[1]

    def names(self, text: str) -> list[Name]:
        """The catalog's names in a text."""
        return names(self.bot, text)

    def stream(
        self, given: Mapping[str, Any], config: RunnableConfig | None, strict: bool, trace: Trace
    ) -> Iterator[str | Answer]:
        """The text as it comes, then the Answer."""
        turn = Turn(self, given, config, strict, trace)
        with turn:
            if asked := turn.rewriting():
                turn.rewritten(_whole(self.model, asked, turn.config))
            turn.prepare()
            try:
                if turn.messages:
                    with closing(turn.known() or self.model.stream(turn.messages, turn.config)) as pieces:
                        for piece in pieces:
                            yield from turn.feed(piece)
                yield from turn.end()
            except Failure as failure:
                yield from turn.fall_back(failure)
            yield turn.answer()

    async def astream(
        self, given: Mapping[str, Any], config: RunnableConfig | None, strict: bool, trace: Trace
    ) -> AsyncIterator[str | Answer]:
        """`stream` for an event loop: what computes runs in a thread, what waits does not hold one."""
        turn = Turn(self, given, config, strict, trace)
        with turn:
            if asked := await asyncio.to_thread(turn.rewriting):
                turn.rewritten(await _awhole(self.model, asked, turn.config))
            await asyncio.to_thread(turn.prepare)
            try:
                if turn.messages:
                    known = turn.known()
                    stream = _later(known) if known else self.model.astream(turn.messages, turn.config)
                    async with aclosing(stream) as pieces:
                        async for piece in pieces:
                            for said in turn.feed(piece):
                                yield said
                for said in turn.end():
                    yield said
            except Failure as failure:
                for said in turn.fall_back(failure):
                    yield said
            yield turn.answer()


def new_checker(bot: Bot) -> Checker:
    """The checker for what the bot's index holds."""
    texts = (passage.embedded for passage in bot.index.passages.values())
    ordinary = {word.strip(AROUND) for text in texts for word in text.replace("/", " ").split() if word.islower()}
    certs, words = bot.index.catalog.certifications, bot.index.language.words
    entails = None
    if bot.settings.nli:
        from bot.entail import open_judge

        entails = open_judge(bot.settings.nli)
    return Checker(
        partial(names, bot), bot.retriever.encode, frozenset(ordinary),
        lambda cert: certs[cert].vendor if cert in certs else "",
        least=bot.settings.support, entails=entails, said_of=words["said_of"],
        spelling=Spelling(words["number_words"], words["scale_words"], words["spans"]),
    )  # fmt: skip


def names(bot: Bot, text: str) -> list[Name]:
    """The catalog's names in a text."""
    linked = bot.understand.linker.link(text)
    tokens = linked.tokens
    return [Name(m.kind, m.ids, tokens[m.first].start, tokens[m.end - 1].end) for m in linked.mentions]


def _whole(model: Model, messages: list[tuple[str, str]], config: RunnableConfig) -> str | Failure:
    try:
        return "".join(piece for piece in model.stream(messages, config) if isinstance(piece, str))
    except Failure as failure:
        return failure


async def _awhole(model: Model, messages: list[tuple[str, str]], config: RunnableConfig) -> str | Failure:
    try:
        return "".join([piece async for piece in model.astream(messages, config) if isinstance(piece, str)])
    except Failure as failure:
        return failure


async def _later(pieces: Iterable[str | Usage]) -> AsyncGenerator[str | Usage]:
    for piece in pieces:
        yield piece
