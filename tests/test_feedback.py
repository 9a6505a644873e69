from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import ROOT, TODAY

from bot.errors import BotError, InputError
from bot.feedback import KEPT, MAX_ANSWER, MAX_NOTE, read, save


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "not" / "there" / "feedback.db"


def test_a_rating_comes_back_as_it_was_given(path: Path) -> None:
    assert save("down", "And its price?", "It is 9. [1]", " too old ", turns=["Which exam first?"], path=path) == 1
    assert save("up", "Why?", "Because. [1]", path=path) == 2
    first, second = read(path=path)
    assert (first.rating, first.question, first.answer) == ("down", "And its price?", "It is 9. [1]")
    assert (first.turns, first.note, first.today) == (("Which exam first?",), "too old", TODAY)
    assert (second.rating, second.turns, second.note) == ("up", (), "")
    assert read("up", path=path) == [second]


def test_where_nothing_was_rated_there_is_nothing_and_no_file(path: Path) -> None:
    assert read(path=path) == []
    assert not path.exists()


def test_the_setting_says_where(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setenv("BOT_FEEDBACK", str(path))
    save("up", "q", "a")
    assert [rated.question for rated in read()] == ["q"]
    assert path.stat().st_mode & 0o077 == 0, "others on this machine could read it"


def test_threads_and_processes_lose_nothing(path: Path) -> None:
    code = "from bot.feedback import save\nfor i in range(25): save('down', f'p{i}', 'a')"
    environment = {**os.environ, "BOT_FEEDBACK": str(path)}
    others = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=environment) for _ in range(2)]
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda i: save("up", f"t{i}", "a", path=path), range(50)))
    assert [other.wait() for other in others] == [0, 0]
    kept = read(path=path)
    assert len(kept) == 100
    assert {rated.question for rated in kept if rated.rating == "up"} == {f"t{i}" for i in range(50)}
    assert len(set(numbers)) == 50


def test_what_is_kept_stays_bounded(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert KEPT >= 1_000
    monkeypatch.setattr("bot.feedback.KEPT", 3)
    for i in range(5):
        save("up", f"q{i}", "a" * (MAX_ANSWER + 1), "n" * (MAX_NOTE + 1), path=path)
    kept = read(path=path)
    assert [rated.question for rated in kept] == ["q2", "q3", "q4"]
    assert (len(kept[0].answer), len(kept[0].note)) == (MAX_ANSWER, MAX_NOTE)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("'); drop table feedback; --", id="SQL"),
        pytest.param("a\0b", id="a NUL"),
        pytest.param("\ud800", id="a lone surrogate"),
        pytest.param("<script>alert(1)</script>", id="HTML"),
    ],
)
def test_hostile_text_is_only_text(path: Path, text: str) -> None:
    save("down", text, text, text, turns=[text], path=path)
    (rated,) = read(path=path)
    assert rated.question == rated.turns[0] == text.replace("\0", "").replace("\ud800", "?")


def test_only_up_and_down_are_ratings(path: Path) -> None:
    with pytest.raises(InputError, match="up or down"):
        save("sideways", "q", "a", path=path)  # type: ignore[arg-type]


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "no.db").write_text("this is no database, but long enough to be looked at as one")
    with pytest.raises(BotError, match=r"no\.db.*BOT_FEEDBACK"):
        save("up", "q", "a", path=tmp_path / "no.db")
