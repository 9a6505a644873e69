"""The command line: what it prints, what it refuses, and how it ends. A fake bot stands at the seam."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from bot import __version__
from bot.__main__ import main
from bot.settings import Settings

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.usefixtures("built")


def test_ask_prints_the_answer_then_its_numbered_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "What does it cost?"]) == 0
    out, err = capsys.readouterr()
    assert out == (
        "What does it cost? [1]\n\nSources:\n[1] Exam One › Price, as of 2026-08-18: https://example.org/one\n"
    )
    assert err == "Building the index.\n"


def test_ask_json_is_exactly_the_contract_s_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--json", "Was kostet es? Größe"]) == 0
    out = capsys.readouterr().out
    assert "Größe" in out
    assert json.loads(out) == {
        "question": "Was kostet es? Größe",
        "answer": "Was kostet es? Größe [1]",
        "refused": False,
        "citations": [
            {
                "n": 1,
                "kind": "record",
                "title": "Exam One",
                "section": "Price",
                "source": "catalog/x.yaml",
                "url": "https://example.org/one",
                "as_of": "2026-08-18",
                "quote": "It is 9.",
            }
        ],
        "model": "builtin",
        "seconds": 0.012,
    }


def test_retrieve_json_is_exactly_the_contract_s_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["retrieve", "-k", "3", "--json", "price"]) == 0
    shared = {"kind": "record", "title": "Exam One", "section": "Price", "source": "catalog/x.yaml"}
    assert json.loads(capsys.readouterr().out) == {
        "question": "price",
        "evidence": [
            {"n": 1, **shared, "as_of": "2026-08-18", "text": "price k=3"},
            {"n": 2, **shared, "as_of": None, "text": "It is 9."},
        ],
    }


def test_retrieve_prints_numbered_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["retrieve", "price"]) == 0
    first, second = capsys.readouterr().out.strip().split("\n\n")
    assert first == "[1] Exam One › Price (record, catalog/x.yaml)\nprice k=None"
    assert second.startswith("[2] ")


def test_garbage_is_collected_again_after_a_question() -> None:
    assert main(["ask", "What does it cost?"]) == 0
    assert gc.isenabled()


def test_a_question_without_quotation_marks_is_one_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "which", "exam", "first?"]) == 0
    assert capsys.readouterr().out.startswith("which exam first? [1]")


@pytest.mark.parametrize("argv", [["--today", "2027-03-01", "ask", "x"], ["ask", "x", "--today", "2027-03-01"]])
def test_today_on_the_command_line_wins_over_the_variable(argv: list[str], built: list[Settings]) -> None:
    assert main(argv) == 0
    assert built[0].now == date(2027, 3, 1)


def test_today_comes_from_the_variable_otherwise(built: list[Settings]) -> None:
    assert main(["ask", "x"]) == 0
    assert built[0].now == date(2026, 11, 22)


def test_a_wrong_variable_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("BOT_TODAY", "soon")
    assert main(["ask", "x"]) == 1
    err = capsys.readouterr().err
    assert err.startswith("certpath: BOT_TODAY is 'soon'")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "argv",
    [
        pytest.param(["ask"], id="ask without a question"),
        pytest.param(["retrieve"], id="retrieve without a question"),
        pytest.param(["ask", "x", "--batch", "-"], id="a question and a batch"),
        pytest.param(["retrieve", "-k", "0", "x"], id="no passages wanted"),
        pytest.param(["retrieve", "-k", "many", "x"], id="k is not a number"),
        pytest.param(["--today", "tomorrow", "ask", "x"], id="today is no date"),
        pytest.param(["dance"], id="an unknown command"),
        pytest.param(["--today", "2027-01-01", "ingest"], id="ingest after an option"),
    ],
)
def test_a_wrong_use_exits_with_2_and_shows_the_usage(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2
    assert "usage: certpath" in capsys.readouterr().err


def test_an_empty_question_is_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", ""]) == 1
    assert capsys.readouterr().err.endswith("certpath: The question is empty.\n")


def test_ctrl_c_ends_with_130() -> None:
    assert main(["ask", "interrupt"]) == 130


def test_what_would_steer_a_terminal_is_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "a\x1b[2Jb\u202ec\td"]) == 0
    assert capsys.readouterr().out.startswith("a[2Jbc\td [1]")


def test_ingest_is_handed_everything_that_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    module, given = ModuleType("ingest"), []
    module.main = lambda argv: given.append(argv) or 7  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ingest", module)
    assert main(["ingest", "--help", "notes.md"]) == 7
    assert given == [["--help", "notes.md"]]


def test_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"certpath {__version__}\n"


def test_a_reader_that_goes_away_leaves_no_traceback() -> None:
    """As with `| head -1`: the pipe is closed before anything is printed."""
    gone, pipe = os.pipe()
    os.close(gone)
    code = (
        "import sys, types\n"
        "from bot.__main__ import main\n"
        "from fakes import FakeBot\n"
        "chain = types.ModuleType('bot.chain')\n"
        "chain.build_bot = lambda settings, say: FakeBot()\n"
        "sys.modules['bot.chain'] = chain\n"
        "sys.exit(main(['ask', 'x']))"
    )
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    run = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path}, stdout=pipe, stderr=subprocess.PIPE
    )
    os.close(pipe)
    assert (run.returncode, run.stderr) == (141, b"")
