from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import ingest
from bot import index, probe
from bot.errors import IndexBusy
from bot.index import Report, open_index
from small import WordEncoder, check_here, small_settings

ROOT = Path(ingest.__file__).parent


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small corpus and an index of its own; the model is replaced by one that counts words."""
    settings = small_settings(tmp_path)
    monkeypatch.setenv("BOT_INDEX", str(settings.index))
    monkeypatch.setenv("BOT_CORPUS", str(settings.corpus))
    monkeypatch.setattr(probe, "probe", check_here)
    real = index.build
    monkeypatch.setattr(index, "build", lambda *given, **more: real(*given, **more, encoder=WordEncoder()))
    return tmp_path


def test_it_prints_what_it_did_and_the_stages(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ingest.main([]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Passages: 3 added, 0 kept, 0 changed, 0 removed; 6 texts embedded; ")
    assert err.splitlines() == ["Embedding 6 …", "Writing 3 …", "Checking …"]

    assert ingest.main([]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Passages: 0 added, 3 kept, 0 changed, 0 removed; 0 texts embedded; ")
    assert err == ""


def test_an_article_as_plain_text_is_taken_as_it_stands(home: Path) -> None:
    article = home / "article.txt"
    article.write_text("An opening sentence, and no heading above it.\nPay in 2026\n| Job | Pay |\n| Guide | 10 |\n")

    assert ingest.main([str(article)]) == 0
    passages = open_index(small_settings(home), embedder=WordEncoder()).passages.values()
    sections = {passage.section: passage.text for passage in passages if passage.kind == "document"}
    assert sections == {
        "": "An opening sentence, and no heading above it.",
        "Pay in 2026": "| Job | Pay |\n| Guide | 10 |",
    }


def test_a_file_that_cannot_be_read_is_named_and_the_exit_code_says_so(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "empty.md").touch()
    (home / "good.md").write_text("good")

    assert ingest.main([str(home / "empty.md"), str(home / "good.md")]) == 1
    out, err = capsys.readouterr()
    assert "4 added" in out
    assert err.splitlines()[-1].endswith("empty.md: not read: it is empty.")


def test_paths_are_remembered_until_forgotten(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "good.md").write_text("good")
    ingest.main([str(home / "good.md")])
    ingest.main([])
    assert "4 kept" in capsys.readouterr().out

    ingest.main(["--forget", str(home / "good.md")])
    assert "3 kept, 0 changed, 1 removed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("raised", "line"),
    [
        (IndexBusy("Another ingest runs."), "Another ingest runs."),
        (KeyboardInterrupt(), "Stopped; the index is as it was."),
    ],
)
def test_an_error_is_one_line_and_exit_code_1(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], raised: BaseException, line: str
) -> None:
    def fail(*given: object, **more: object) -> Report:
        raise raised

    monkeypatch.setattr(index, "build", fail)
    assert ingest.main([]) == 1
    assert capsys.readouterr().err == f"{line}\n"


def test_why_an_index_was_built_anew_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ingest.main([])
    (home / "index" / "CURRENT").write_text("?")
    capsys.readouterr()

    assert ingest.main([]) == 0
    assert capsys.readouterr().out.startswith("Built anew: ")


def test_a_terminal_gets_a_bar(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    assert ingest.main([]) == 0
    assert "Embedding" in capsys.readouterr().err


def test_the_help_says_what_is_read_and_remembered(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        ingest.main(["--help"])
    said = capsys.readouterr().out

    assert 'pip install "certpath[documents]"' in said
    assert "Paths are remembered" in said
    assert "--forget PATH" in said


def test_it_runs_as_a_script_from_any_folder(tmp_path: Path) -> None:
    child = subprocess.run(
        [sys.executable, ROOT / "ingest.py"],
        cwd=tmp_path,
        env={**os.environ, "BOT_CORPUS": str(tmp_path / "nowhere"), "BOT_INDEX": str(tmp_path / "index")},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert child.returncode == 1
    assert len(child.stderr.splitlines()) == 1
    assert "is missing" in child.stderr
