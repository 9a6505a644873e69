"""One question put to the bot: its text as it grows, and what became of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing

from bot.errors import BotError
from bot.page import memory
from bot.page.memory import Conversation, Exchange, Person
from bot.page.service import Service
from bot.records import Answer

log = logging.getLogger(__name__)

BROKEN = "Something broke here; the server's log says what. Ask again, or in other words."
LIFE_SECONDS = 0.3  # between two looks whether the index is there
LONGEST_SHOWN = 8_000  # characters of a question that is too long


def begun(talk: Conversation, question: str, service: Service) -> Conversation:
    """The conversation with one question more, which nothing has answered yet."""
    earlier = talk.exchanges[-(memory.TURNS - 1) :]
    began = talk.began or memory.today_text(service.settings.now)
    asked = Exchange(question=question[:LONGEST_SHOWN])
    return talk.model_copy(update={"exchanges": [*earlier, asked], "began": began})


class Answering:
    """The last question of a conversation under way; the conversation is kept up with it.

    Whoever stops it closes `pieces`, and a model's call ends with it. `learnt` is the person afterwards, where the
    question told something of them.
    """

    def __init__(self, service: Service, talk: Conversation, person: Person) -> None:
        self.service, self.talk, self.person = service, talk, person
        self.question = talk.exchanges[-1].question
        self.learnt: Person | None = None

    async def pieces(self, model: str) -> AsyncGenerator[str]:
        """The text so far, again and again; whatever goes wrong ends in a failed exchange."""
        try:
            async with aclosing(self._pieces(model)) as texts:
                async for text in texts:
                    yield text
        except BotError as error:
            self._failed(str(error))
        except Exception:
            log.exception("A question could not be answered")
            self._failed(BROKEN)

    async def _pieces(self, model: str) -> AsyncGenerator[str]:
        pending = self.talk.exchanges[-1].model_copy(update={"stage": "pending"})
        self.talk.exchanges[-1] = pending
        yield ""
        while self.service.opening:  # a sign of life now and then, so that whoever left holds no place
            await asyncio.sleep(LIFE_SECONDS)
            yield ""
        bot = await self.service.bot(model)
        before = self.person.profile(bot.index.catalog)
        given = {"question": self.question, "history": self.talk.history(), "profile": before}
        text, answer = "", None
        # Strict: a sentence that its sources do not bear out is withheld, unless BOT_STRICT says otherwise.
        async for piece in bot.astream(given, strict=True):
            if isinstance(piece, Answer):
                answer = piece
                continue
            text += piece
            self.talk.exchanges[-1] = pending.model_copy(update={"answer": text})
            yield text
        assert answer is not None  # noqa: S101 - what a stream ends with
        known = memory.known_of(await asyncio.to_thread(bot.read, given))
        self.learnt = known if known.profile(bot.index.catalog) != before else None
        sources = memory.sources_of(answer, bot.index.passages, bot.index.catalog, self.service.labels)
        self.talk.exchanges[-1] = memory.finished(answer, self.question, sources)

    def _failed(self, why: str) -> None:
        self.talk.exchanges[-1] = Exchange(question=self.question, answer=why, stage="failed")
