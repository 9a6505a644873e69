"""What many tests share: a closed-off environment, the real index built once, the real bot.

No test reaches beyond this machine: pyproject.toml gives pytest-socket's options.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from bot.settings import Settings
from fakes import FakeBot

if TYPE_CHECKING:
    from bot.chain import Bot
    from bot.records import Answer

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 22)  # the day that every expectation in tests/ is written for

Ask = Callable[..., "Answer"]


@pytest.fixture(scope="session", autouse=True)
def own_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The person's own settings, index and chat history stay out of the tests, and subprocesses too."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("BOT_")]:
            patch.delenv(name)
        for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
            patch.setenv(name, str(home / name))
        patch.setenv("BOT_INDEX", str(home / "index"))
        patch.setenv("BOT_TODAY", TODAY.isoformat())
        yield home


@pytest.fixture(scope="session")
def index_path(own_environment: Path, pytestconfig: pytest.Config) -> Iterator[Path]:
    """The index of corpus/, brought up to date once a session, and kept between sessions.

    `BOT_INDEX` names it from then on, so that subprocesses find it.
    """
    from bot.index import build

    cache_folder = pytestconfig.cache.mkdir("index") if pytestconfig.cache else own_environment / "index"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOT_INDEX", str(cache_folder))
        build(Settings())
        yield cache_folder


@pytest.fixture(scope="session")
def build_for(index_path: Path) -> Callable[[date], Bot]:
    """The real bot as of a day; each is built once."""
    from bot import build_bot

    return cache(lambda today: build_bot(Settings(index=index_path, today=today)))


@pytest.fixture(scope="session")
def bot(build_for: Callable[[date], Bot]) -> Bot:
    """The real bot, without a model, as of TODAY."""
    return build_for(TODAY)


@pytest.fixture(scope="session")
def ask(build_for: Callable[[date], Bot]) -> Ask:
    """`ask("And its price?", "Which exam first?")`: the question, after what the person said before it."""

    def answer(question: str, *history_turns: str, today: date = TODAY) -> Answer:
        asked, history = build_for(today), []
        for turn in history_turns:
            said = asked.invoke({"question": turn, "history": list(history)}).answer
            history += [{"role": "user", "content": turn}, {"role": "assistant", "content": said}]
        return asked.invoke({"question": question, "history": history})

    return answer


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """FakeBot in place of bot.chain; the settings that it was asked to be built with."""
    given: list[Settings] = []

    def build_bot(settings: Settings, *, say: Callable[[str], None]) -> FakeBot:
        say("Building the index.")
        given.append(settings)
        return FakeBot()

    chain = ModuleType("bot.chain")
    chain.build_bot = build_bot  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "bot.chain", chain)
    return given
