"""`python -m eval` from end to end on the real bot, over a few items."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from bot.index import open_index
from bot.records import Passage
from bot.settings import load_settings
from eval.__main__ import main
from eval.plain import covers
from eval.systems import SYSTEMS


@pytest.mark.usefixtures("index_path")
def test_a_run_is_scored_written_and_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = tmp_path / "run.json"
    code = main(["--split", "smoke", "--category", "sum", "--systems", "bm25", "--json", str(written)])
    said = capsys.readouterr().out
    run = json.loads(written.read_text(encoding="utf-8"))
    assert code in (0, 1)
    assert ("Every gate is passed." in said) is (code == 0)
    assert list(run["systems"]) == ["ours", "bm25"]
    assert run["meta"]["items"] == len(run["systems"]["ours"]["runs"][0]) == 2
    assert {"index", "embedding", "golden", "model", "when"} <= set(run["meta"])
    assert main(["compare", str(written), str(written)]) == 0
    assert "0 lost, 0 won" in capsys.readouterr().out


@pytest.mark.usefixtures("index_path")
@pytest.mark.parametrize("name", ["ours", "dense", "bm25", "no_facts"])
def test_every_system_answers_and_ranks(name: str) -> None:
    settings = load_settings()
    output = SYSTEMS[name][1](open_index(settings), settings).run(["Which exam first?", "And its price?"], date.max)
    assert output.error is None
    assert output.answer is not None
    assert output.evidence
    assert output.ranking


@pytest.mark.usefixtures("index_path")
def test_an_exception_is_a_result(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load_settings()
    system = SYSTEMS["ours"][1](open_index(settings), settings)
    monkeypatch.setattr("bot.chain.Bot.invoke", lambda *_: 1 / 0)
    output = system.run(["Which exam first?"], date(2026, 11, 22))
    assert output.error == "ZeroDivisionError: division by zero"


def test_what_cannot_be_scored_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(tmp_path / "none.json"), str(tmp_path / "none.json")]) == 2
    assert "none.json is not what" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["--systems", "magic"])
    assert "no system 'magic'" in capsys.readouterr().err


def test_a_chunk_stands_for_a_passage_of_which_it_holds_half() -> None:
    passage = Passage("p", "One two three. Four five six.\nSeven eight nine ten.", "", "", "", "guide")
    assert covers("… Four five six.\nSeven  eight nine ten. More.", {"p": passage}) == {"p"}
    assert covers("One two three.", {"p": passage}) == frozenset()
