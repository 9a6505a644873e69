"""Calling a model: tokens as they come, at most two retries, limits on time and on calls at once.

All calls run on one event loop in a thread of its own, because the clients' connections belong to the
loop that opened them: so `stream` and `astream` share connections and slots, from whatever thread or loop.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from bot.llm.failures import Failure, failure_of
from bot.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import RunnableConfig

RETRIES = 2
CLOSING = 0.3  # seconds that a client has to let go of a stream
PAUSE = 0.5  # seconds before the first retry, twice as long before the second
FINISHED = ("finish_reason", "stop_reason", "done_reason")  # what providers call the reason for the end

Messages = Sequence[tuple[str, str]]
"""(role, text) pairs: "system", "human" or "ai"."""


@dataclass
class Usage:
    """What one answer took; the last thing a stream gives."""

    tokens_in: int = 0
    tokens_out: int = 0
    tries: int = 1
    first: float = 0.0  # seconds to the first token, waiting for a slot included
    seconds: float = 0.0
    finish: str = ""


Piece = str | Usage
_END = object()


@dataclass
class Model:
    """A chat model that can be called: `name` as BOT_MODEL has it, `where` as errors may show it."""

    settings: Settings
    name: str
    where: str
    chat: BaseChatModel
    window: int = 0
    calls: int = 0
    pull: str = ""  # the command that gets a missing model
    key: str = ""  # the variable that holds its key
    start: str = ""  # the command that starts its server
    _slots: asyncio.Semaphore = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._slots = asyncio.Semaphore(self.calls or self.settings.calls)

    def stream(self, messages: Messages, config: RunnableConfig | None = None) -> Generator[Piece]:
        """The text as it comes, then a Usage; raises Failure. Closing the iterator stops the call."""
        pieces: SimpleQueue[Any] = SimpleQueue()
        call = self._start(messages, config, pieces.put)
        try:
            while (piece := pieces.get()) is not _END:
                yield _given(piece)
        finally:
            call.cancel()

    async def astream(self, messages: Messages, config: RunnableConfig | None = None) -> AsyncGenerator[Piece]:
        """`stream` for an event loop, which it never blocks."""
        loop = asyncio.get_running_loop()
        pieces: asyncio.Queue[Any] = asyncio.Queue()
        call = self._start(messages, config, lambda piece: _hand_over(loop, pieces, piece))
        try:
            while (piece := await pieces.get()) is not _END:
                yield _given(piece)
        finally:
            call.cancel()

    def _failure(self, error: BaseException) -> Failure:
        return failure_of(error, self.name, self.where, self.pull, self.key, self.start)

    def _start(self, messages: Messages, config: RunnableConfig | None, put: Callable[[Any], None]) -> Future[None]:
        return asyncio.run_coroutine_threadsafe(self._write(messages, config, put), _loop())

    async def _write(self, messages: Messages, config: RunnableConfig | None, put: Callable[[Any], None]) -> None:
        try:
            put(await self._within_limits(messages, config, put))
        except Failure as failure:
            put(failure)
        except Exception as error:  # a defect; the person gets the built-in answer all the same
            put(self._failure(error))
        finally:
            put(_END)

    async def _within_limits(
        self, messages: Messages, config: RunnableConfig | None, put: Callable[[Any], None]
    ) -> Usage:
        total = self.settings.total_seconds
        try:
            async with asyncio.timeout(total) as limit, self._slots:
                return await self._tries(messages, config, put, limit.when() or 0.0)
        except TimeoutError:
            raise Failure("timeout", f"{self.where} was not done after {total:g} s.") from None

    async def _tries(
        self, messages: Messages, config: RunnableConfig | None, put: Callable[[Any], None], ends: float
    ) -> Usage:
        """Try, and try again where that may help, nothing has been shown yet, and the time allows it."""
        started, usage = time.perf_counter(), Usage()
        while True:
            try:
                await self._once(messages, config, put, usage, started)
            except Failure as failure:
                pause = failure.wait if failure.wait is not None else PAUSE * 2 ** (usage.tries - 1)
                left = ends - asyncio.get_running_loop().time()
                longest = min(left, self.settings.idle_seconds)
                if usage.first or not failure.again or usage.tries > RETRIES or pause >= longest:
                    raise
                usage.tries += 1
                await asyncio.sleep(pause)
            else:
                usage.seconds = time.perf_counter() - started
                return usage

    async def _once(
        self,
        messages: Messages,
        config: RunnableConfig | None,
        put: Callable[[Any], None],
        usage: Usage,
        started: float,
    ) -> None:
        said = False
        async for chunk in self._chunks(messages, config):
            if counted := getattr(chunk, "usage_metadata", None):
                usage.tokens_in += counted.get("input_tokens") or 0
                usage.tokens_out += counted.get("output_tokens") or 0
            ended = chunk.response_metadata
            usage.finish = next((str(ended[name]) for name in FINISHED if ended.get(name)), usage.finish)
            if text := str(chunk.text):
                usage.first = usage.first or time.perf_counter() - started
                said = said or bool(text.strip())
                put(text)
        if not said:
            raise Failure("empty", f"{self.where} sent an empty answer.")
        if not usage.finish:
            raise Failure("dropped", f"{self.where} broke its answer off.")

    async def _chunks(self, messages: Messages, config: RunnableConfig | None) -> AsyncIterator[Any]:
        """What LangChain streams, with a limit on each wait; a library's exception comes out as a Failure."""
        idle = self.settings.idle_seconds
        stream = self.chat.astream([*messages], config)
        failure: Failure | None = None
        try:
            while True:
                async with asyncio.timeout(idle):
                    chunk = await anext(stream)
                yield chunk
                await asyncio.sleep(0)  # a flood must not keep the loop from its clocks
                if (task := asyncio.current_task()) and task.cancelling():
                    raise asyncio.CancelledError  # Python 3.11's wait_for, in a client, may have swallowed it
        except StopAsyncIteration:
            return
        except TimeoutError:
            failure = Failure("stalled", f"{self.where} sent nothing for {idle:g} s.")
        except Exception as error:
            failure = self._failure(error)
        finally:
            # Closing may read on to the end, and a flood has none.
            with suppress(Exception):
                async with asyncio.timeout(CLOSING):
                    await stream.aclose()  # type: ignore[attr-defined]
        # Raised out here, so that it has no context: servers write keys into their errors.
        raise failure


def _given(piece: Any) -> Piece:
    if isinstance(piece, Failure):
        raise piece
    return piece  # type: ignore[no-any-return]


def _hand_over(loop: asyncio.AbstractEventLoop, pieces: asyncio.Queue[Any], piece: Any) -> None:
    with suppress(RuntimeError):  # nobody waits any more: that loop is closed
        loop.call_soon_threadsafe(pieces.put_nowait, piece)


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="certpath-models", daemon=True).start()
    return loop
