"""Batches: what one line may cost the others (nothing), and what comes out for it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.settings import Settings

pytestmark = pytest.mark.usefixtures("built")


@pytest.fixture
def batch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, list[dict[str, Any]]]]:
    """Run a batch of these lines; the exit code and the objects that came out."""

    def run(*lines: str | bytes, command: str = "ask") -> tuple[int, list[dict[str, Any]]]:
        file = tmp_path / "lines.jsonl"
        file.write_bytes(b"\n".join(line.encode() if isinstance(line, str) else line for line in lines))
        code = main([command, "--batch", str(file)])
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def test_a_batch_asks_every_turn_and_reports_the_last_in_order(batch: Callable[..., Any]) -> None:
    code, out = batch('{"id": "q1", "turns": ["first", "second"]}', "", "  ", '{"id": 2, "turns": ["weather"]}')
    assert code == 0
    assert [(line["id"], line["question"], line["refused"]) for line in out] == [
        ("q1", "second", False),
        (2, "weather", True),
    ]
    assert out[0]["answer"] == "first | first [1] | second [1]"
    assert list(out[0]) == ["id", "question", "answer", "refused", "citations", "model", "seconds"]


def test_a_batch_of_retrievals_keeps_the_conversation(batch: Callable[..., Any]) -> None:
    code, out = batch('{"id": "q1", "turns": ["first", "second"]}', command="retrieve")
    assert code == 0
    assert list(out[0]) == ["id", "question", "evidence"]
    assert out[0]["evidence"][0]["text"] == "first | first [1] | second k=None"


@pytest.mark.parametrize(
    ("line", "name", "error"),
    [
        pytest.param("{oops", None, "not JSON", id="no JSON"),
        pytest.param("[" * 100_000, None, "nested too deeply", id="nested without end"),
        pytest.param('{"id": NaN, "turns": ["x"]}', None, "NaN", id="not a JSON value"),
        pytest.param(b'{"turns": ["\xff"]}', None, "UTF-8", id="not UTF-8"),
        pytest.param('["x"]', None, "must be an object", id="a list"),
        pytest.param('{"id": ["q"], "turns": ["x"]}', None, '"id"', id="an id that is a list"),
        pytest.param('{"id": "q"}', "q", '"turns"', id="no turns"),
        pytest.param('{"id": "q", "turns": []}', "q", "at least one", id="no turn in turns"),
        pytest.param('{"id": "q", "turns": "x"}', "q", '"turns"', id="turns are text"),
        pytest.param('{"id": "q", "turns": ["x", 1]}', "q", "must be text", id="a turn is a number"),
        pytest.param('{"id": "q", "turns": [" "]}', "q", "empty", id="the bot refuses the question"),
        pytest.param('{"id": "q", "turns": ["defect"]}', "q", "ZeroDivisionError: by zero", id="a defect of ours"),
    ],
)
def test_a_line_that_fails_gets_its_error_and_the_rest_still_run(
    line: str | bytes, name: str | None, error: str, batch: Callable[..., Any]
) -> None:
    code, (failed, fine) = batch(line, '{"id": "next", "turns": ["x"]}')
    assert code == 1
    assert set(failed) == {"id", "error"}
    assert failed["id"] == name
    assert error in failed["error"]
    assert fine["answer"] == "x [1]"


def test_a_batch_survives_what_cannot_be_encoded(batch: Callable[..., Any]) -> None:
    code, out = batch('\ufeff{"id": "q", "turns": ["\\ud800 \u2028 ü"]}\r')
    assert code == 0
    assert out[0]["question"] == "\ud800 \u2028 ü"


def test_a_batch_comes_from_standard_input_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"turns": ["x"]}')))
    assert main(["ask", "--batch", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] is None


def test_a_missing_batch_file_is_one_line_before_anything_is_built(
    built: list[Settings], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "--batch", "no-such-file"]) == 1
    assert capsys.readouterr().err == "certpath: --batch no-such-file cannot be read: No such file or directory.\n"
    assert not built
