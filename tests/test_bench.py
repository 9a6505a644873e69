"""The benchmark's arithmetic, and that its processes start, take turns and end. No time is asserted."""

from __future__ import annotations

import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.weights import find_model
from eval.bench import (
    GOLDEN,
    Row,
    as_object,
    as_table,
    clean_environment,
    measure_warm,
    percentile,
    pick_questions,
    read_line,
    start,
    take_turns,
)

ROW = Row("cold start", "s", 1.0, 5.0, target=0.25)


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        pytest.param(0.5, 2, id="half of four values are at the second or below"),
        pytest.param(0.95, 4, id="95 % of four values are reached at the last"),
        pytest.param(0.0, 1, id="the least is the first"),
    ],
)
def test_a_percentile_is_a_value_that_was_measured(share: float, expected: int) -> None:
    assert percentile([4, 1, 3, 2], share) == expected


def test_a_row_compares_the_ratio_with_its_target() -> None:
    assert ROW.ratio == 0.2
    assert ROW.reached
    assert replace(ROW, certpath=1.25).reached
    assert replace(ROW, certpath=2.0).reached is False
    assert replace(ROW, target=None).reached is None


def test_a_plain_chain_that_measures_nothing_is_not_beaten() -> None:
    assert replace(ROW, plain=0.0).reached is False


def test_the_table_shows_figures_ratio_and_target() -> None:
    page = StringIO()
    Console(width=120, file=page).print(as_table([ROW, replace(ROW, name="ingest", target=None)]))
    reached, bare = (line.split() for line in page.getvalue().splitlines() if "│ s " in line)
    assert [cell for cell in reached if cell != "│"] == ["cold", "start", "s", "1", "5", "0.20", "≤", "0.25", "yes"]
    assert [cell for cell in bare if cell != "│"] == ["ingest", "s", "1", "5", "0.20"]


def test_the_figures_are_saved_with_what_they_were_measured_on() -> None:
    made = as_object([ROW], runs=3, questions=7)
    assert made["rows"] == [
        {
            "name": "cold start",
            "unit": "s",
            "certpath": 1.0,
            "plain": 5.0,
            "target": 0.25,
            "ratio": 0.2,
            "reached": True,
        }
    ]
    assert (made["runs"], made["questions"]) == (3, 7)
    assert made["machine"]["cpus"]


def test_systems_take_turns_in_blocks_and_in_beginning() -> None:
    log: list[tuple[str, int]] = []

    def system(name: str) -> object:
        return lambda block: log.append((name, len(block))) or len(block)

    assert take_turns([system("a"), system("b")], ["q"] * 5, 2) == [[2, 2, 1], [2, 2, 1]]
    assert log == [("a", 2), ("b", 2), ("b", 2), ("a", 2), ("a", 1), ("b", 1)]


def test_questions_are_taken_from_every_file_in_turn_without_conversations(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("[{turns: [a1]}, {turns: [x, y]}, {turns: [a2]}]")
    (tmp_path / "b.yaml").write_text("[{turns: [b1]}, {turns: [a1]}]")
    files = sorted(tmp_path.iterdir())
    assert pick_questions(files, 9) == ["a1", "b1", "a2"]
    assert pick_questions(files, 2) == ["a1", "b1"]


def test_there_are_enough_questions_of_every_kind() -> None:
    assert len(pick_questions(sorted(GOLDEN.glob("*.yaml")), 60)) == 60


def test_the_settings_of_the_person_stay_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BOT_MODEL", "openai:some-model")
    environment = clean_environment(tmp_path)
    assert {name for name in environment if name.startswith("BOT_")} == {"BOT_INDEX"}


def test_a_process_that_fails_is_no_figure(tmp_path: Path) -> None:
    process = start([sys.executable, "-c", "raise SystemExit(3)"], clean_environment(tmp_path))
    with pytest.raises(RuntimeError, match="ended without a result"):
        read_line(process)
    process.communicate()


def test_both_systems_are_measured_warm(index_path: Path, tmp_path: Path) -> None:
    environment = clean_environment(index_path) | {"BENCH_MODEL": str(find_model("all-MiniLM-L6-v2").path)}
    rows = measure_warm(["Which exam is cheapest?"], tmp_path / "store", environment)
    assert len(rows) == 5
    assert all(row.certpath > 0 and row.plain > 0 for row in rows)
