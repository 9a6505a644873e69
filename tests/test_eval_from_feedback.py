from __future__ import annotations

from pathlib import Path

import pytest
from conftest import TODAY

from bot.feedback import save
from eval.__main__ import main
from eval.golden import read_items


@pytest.fixture(autouse=True)
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BOT_FEEDBACK", str(tmp_path / "feedback.db"))
    return tmp_path / "feedback.db"


def test_thumbs_down_become_items_that_read_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save("up", "Fine?", "Yes. [1]")
    save("down", "What does it cost?", "It is 9. [1]", "the price is old")
    save("down", "And the next?", "None. [1]", turns=["Which exam first?"])
    out = tmp_path / "review.yaml"
    assert main(["from-feedback", "--out", str(out)]) == 0
    assert "2 thumbs-down in" in capsys.readouterr().err
    first, second = read_items(out)
    assert (first.turns, first.today, first.required) == (("What does it cost?",), TODAY, ())
    assert second.turns == ("Which exam first?", "And the next?")
    assert (first.category, second.category) == ("fields", "follow_ups")
    text = out.read_text(encoding="utf-8")
    assert '# note: "the price is old"' in text
    assert '# answered: "It is 9. [1]"' in text
    assert text.count("required: []") == 2


def test_a_conversation_rated_twice_is_one_item(capsys: pytest.CaptureFixture[str]) -> None:
    save("down", "q?", "a", "first")
    save("down", "q?", "b", "second")
    assert main(["from-feedback"]) == 0
    said = capsys.readouterr().out
    assert said.count("- id:") == 1
    assert "second" in said
    assert "first" not in said


def test_nothing_to_review_is_an_empty_list(tmp_path: Path) -> None:
    out = tmp_path / "review.yaml"
    assert main(["from-feedback", "--out", str(out)]) == 0
    assert read_items(out) == []


@pytest.mark.parametrize("line_break", ["\n", "\r", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_nothing_that_was_typed_leaves_its_place(tmp_path: Path, line_break: str) -> None:
    typed = f"x{line_break}- id: planted{line_break}  category: fields"
    save("down", typed, typed, typed, turns=[typed])
    out = tmp_path / "review.yaml"
    assert main(["from-feedback", "--out", str(out)]) == 0
    (item,) = read_items(out)
    assert item.id.startswith("feedback-")
    assert "planted" in item.turns[0]
