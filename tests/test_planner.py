"""Plans from what people type, in Python and on the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from conftest import TODAY
from icalendar import Calendar

from asking import real_catalog, real_language
from bot.__main__ import main
from bot.errors import InputError
from bot.plan_model import Plan
from bot.planner import Planner

PLANNER = Planner(real_catalog(), real_language())
NAMES = PLANNER.names


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("CKA", {"cka"}),
        ("aif c01, ai900", {"aif-c01", "ai-900"}),
        ("the Google ML one", {"pmle"}),
        ("databriks ml associate", {"databricks-ml-associate"}),
        ("AWS ML Engineer Associate", {"mla-c01", "mla-c02"}),
        ("mla-c01", {"mla-c01"}),
    ],
)
def test_certifications_are_found_as_people_write_them(written: str, meant: set[str]) -> None:
    assert set(NAMES.certs([written])) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("devops-engineer", ("devops-engineer", None)),
        ("SRE", ("devops-engineer", None)),
        ("genai specialist", (None, "genai-specialist")),
        ("Senior ML Engineer", (None, "senior-ml")),
        ("product manager", (None, "ai-literacy")),
    ],
)
def test_a_person_is_found_by_background_goal_or_job(written: str, meant: tuple[str | None, str | None]) -> None:
    assert NAMES.person(written) == meant


@pytest.mark.parametrize(
    ("written", "unit", "meant"),
    [
        ("$1,500", "money", 1500),
        ("500 USD", "money", 500),
        ("six hours a week", "hours", 6),
        ("6.5", "hours", 6.5),
    ],
)
def test_amounts_are_read_with_and_without_a_unit(written: str, unit: str, meant: float) -> None:
    assert NAMES.amount(written, unit, "It") == meant


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param({"background": "plumber"}, "'plumber'.*data-analyst", id="an unknown background"),
        pytest.param({"background": "sre", "goal": "data analyst"}, "background", id="two backgrounds"),
        pytest.param({"background": "sre", "cloud": "oracle"}, "'oracle'.*NVIDIA", id="an unknown vendor"),
        pytest.param({"background": "sre", "have": ["CKX"]}, "'CKX'", id="an unknown exam"),
        pytest.param({"background": "sre", "have": ["Databricks ML"]}, "Professional", id="one of two exams"),
        pytest.param({"background": "sre", "have": ["\x1b[31m"]}, "31m", id="a control character"),
        pytest.param({"background": "sre", "budget": "lots"}, "'lots'", id="no number"),
        pytest.param({"background": "sre", "budget": "€500"}, "USD", id="another currency"),
        pytest.param({"background": "sre", "hours": "-3"}, "-3 hours", id="hours below zero"),
        pytest.param({"background": "sre", "start": "1 December"}, "YYYY-MM-DD", id="no date"),
        pytest.param({"background": "x" * 500}, "200 characters", id="a name too long"),
        pytest.param({}, "background", id="nothing"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence(given: dict[str, object], told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        PLANNER.plan(TODAY, **given)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    assert "\x1b" not in str(caught.value)


PLAN = ("--today", "2026-11-22", "plan", "--background", "DevOps", "--cloud", "amazon", "--hours", "6", "--budget",
        "500", "--have", "cka", "--start", "2026-12-01")  # fmt: skip


def test_plan_prints_markdown_unless_told_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(list(PLAN)) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("# Plan for a DevOps engineer")
    assert main([*PLAN, "--markdown"]) == 0
    assert capsys.readouterr().out == printed


def test_plan_prints_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*PLAN, "--json"]) == 0
    made = Plan.model_validate(json.loads(capsys.readouterr().out))
    assert made.person.start == date(2026, 12, 1)
    assert next(step.named.id for step in made.steps) == "mla-c02"


@pytest.mark.parametrize(
    ("form", "read"),
    [
        ("--csv", lambda text: text.count("\r\n") == 3),
        ("--ics", lambda text: len(Calendar.from_ical(text).walk("VEVENT")) == 4),
    ],
)
def test_plan_writes_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str, read: object) -> None:
    assert main([*PLAN, form, "--out", str(tmp_path / "plan")]) == 0
    assert capsys.readouterr().out == ""
    assert read((tmp_path / "plan").read_bytes().decode("utf-8"))  # type: ignore[operator]


def test_a_plan_that_cannot_be_made_ends_with_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "--goal", "nothing at all"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert main([*PLAN, "--out", str(tmp_path)]) == 1
    assert "cannot be written" in capsys.readouterr().err
