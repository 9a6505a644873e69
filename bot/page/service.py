"""What every visitor's page asks: the catalog at once, the bot as soon as its index is open."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from bot.catalog import load_catalog, read_yaml
from bot.errors import BotError, IndexError_
from bot.language import Language
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.chain import Bot
    from bot.planner import Planner

log = logging.getLogger(__name__)

MOST_MODELS = 6  # kept open at once
PATIENCE = 180.0  # seconds that a question waits for the index
Stage = Literal["loading", "building", "ready", "failed"]


@dataclass(frozen=True)
class State:
    """How far the bot is; `why` where it cannot be had."""

    stage: Stage
    why: str = ""


class Service:
    """One for all visitors. The catalog is read at once; the index opens in a thread, or is built there."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.catalog = load_catalog(settings.corpus_path / "catalog")
        self.language = _wordings(settings)
        self.labels = {name: said for name, said in self.language.wordings.items() if name.startswith("label.")}
        self.state = State("loading")
        self._first: Bot | None = None
        self._bots: OrderedDict[str, Bot] = OrderedDict()
        self._opening = threading.Lock()
        self._done = threading.Event()

    def start(self) -> Service:
        """Open the index in the background."""
        threading.Thread(target=self._open, name="certpath-index", daemon=True).start()
        return self

    @cached_property
    def planner(self) -> Planner:
        """The planner over the same catalog; knowing the names takes half a second, so not before it is asked for."""
        from bot.planner import Planner

        return Planner(self.catalog, self.language)

    def _open(self) -> None:
        try:
            from bot import build_bot

            self._first = build_bot(
                self.settings.model_copy(update={"model": "builtin"}), say=lambda _: self._set(State("building"))
            )
            # What the first question would otherwise wait for.
            self._first.invoke({"question": self.language.words["page_starters"][0]["say"], "history": []})
            self._set(State("ready"))
            self._warm()
        except BotError as error:
            self._set(State("failed", str(error)))
        except Exception:
            log.exception("The index cannot be opened")
            self._set(State("failed", "The index cannot be opened; the server's log says why."))
        finally:
            self._done.set()

    def _warm(self) -> None:
        """Open the model that is set, whose library takes seconds to import."""
        self._done.set()
        with suppress(Exception):  # a question says what is wrong with it
            self.bot_now(self.settings.model)

    def _set(self, state: State) -> None:
        self.state = state

    @property
    def opening(self) -> bool:
        """Whether the index is still being opened, or built."""
        return not self._done.is_set()

    async def ready(self) -> None:
        """Returns once questions can be answered; raises IndexError_ where they never will be."""
        waited = 0.0
        while not self._done.is_set() and waited < PATIENCE:
            await asyncio.sleep(0.1)
            waited += 0.1
        if self.state.stage != "ready":
            raise IndexError_(self.state.why or "The index is still being built; ask again in a minute.")

    async def bot(self, model: str = "builtin") -> Bot:
        """The bot whose answers `model` words; raises BotError where it cannot be had."""
        await self.ready()
        return await asyncio.to_thread(self.bot_now, model)

    def bot_now(self, model: str = "builtin") -> Bot:
        """`bot`, once the index is open; models share it."""
        assert self._first is not None  # noqa: S101 - after ready()
        if model == "builtin":
            return self._first
        with self._opening:
            if model not in self._bots:
                self._bots[model] = self._with(model)
            self._bots.move_to_end(model)
            while len(self._bots) > MOST_MODELS:
                self._bots.popitem(last=False)
            return self._bots[model]

    def _with(self, model: str) -> Bot:
        from bot.chain import Bot
        from bot.llm import open_model

        assert self._first is not None  # noqa: S101 - after ready()
        settings = self.settings.model_copy(update={"model": model})
        return Bot(self._first.index, settings, open_model(settings))


def _wordings(settings: Settings) -> Language:
    """The language without its example questions, which only understanding needs and which take long to read."""
    folder = settings.corpus_path / "language"
    words = read_yaml(folder / "words.yaml") | read_yaml(folder / "elsewhere.yaml")
    return Language(asks=(), wordings=read_yaml(folder / "wording.yaml"), words=words)
