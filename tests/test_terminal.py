"""The chat in the terminal, with a fake bot, a screen made of text and typed lines from a list."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import pytest
from rich.console import Console

from bot.__main__ import main
from bot.settings import Settings
from bot.terminal import Chat, greeting
from fakes import FakeBot


@pytest.fixture
def talk() -> Callable[..., str]:
    """What a terminal shows when a person types these lines."""

    def run(*lines: str) -> str:
        screen, typed = Console(file=io.StringIO(), width=100), iter(lines)

        def read() -> str:
            line = next(typed, None)
            if line is None:
                raise EOFError
            if line == "^C":
                raise KeyboardInterrupt
            return line

        assert Chat(FakeBot(), screen, read).run() == 0  # type: ignore[arg-type]
        return screen.file.getvalue()  # type: ignore[attr-defined]

    return run


def test_a_chat_shows_the_verified_answer_with_its_sources_and_remembers(talk: Callable[..., str]) -> None:
    shown = talk("first", "", "second")
    assert "unverified" not in shown
    assert "first | first [1] | second [1]" in shown
    assert "[1] Exam One › Price, as of 2026-08-18: https://example.org/one" in shown


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["/sources"], "no sources yet", id="sources before any answer"),
        pytest.param(["first", "/sources"], "“It is 9.”", id="sources with their quotes"),
        pytest.param(["first", "/new", "/sources"], "no sources yet", id="new forgets the answer"),
        pytest.param(["/help"], "start over", id="help"),
        pytest.param(["/dance"], "no command /dance", id="an unknown command"),
        pytest.param(["^C"], "/quit leaves", id="Ctrl-C at the prompt"),
        pytest.param(["interrupt", "next"], "Stopped.\nnext [1]", id="Ctrl-C while answering"),
        pytest.param(["", "bad\x1b[2J"], "bad[2J [1]", id="an escape sequence in an answer"),
    ],
)
def test_chat_commands(lines: list[str], expected: str, talk: Callable[..., str]) -> None:
    assert expected in talk(*lines)


def test_new_forgets_the_conversation_and_quit_leaves(talk: Callable[..., str]) -> None:
    shown = talk("first", "/new", "second", "/quit", "third")
    assert "first | " not in shown
    assert "third" not in shown


@pytest.mark.usefixtures("built")
def test_lines_from_a_pipe_are_answered_one_by_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("first\nsecond\n"))
    assert main([]) == 0
    assert "second [1]" in capsys.readouterr().out


def test_the_greeting_says_what_to_ask_and_from_when_the_facts_are() -> None:
    text = greeting(Settings())
    assert text.count("  - ") == 3
    assert "answers are for 22 November 2026" in text
