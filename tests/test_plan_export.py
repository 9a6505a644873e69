"""The plan's exports, each read back: Markdown, CSV, calendar and JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta

import pytest
from conftest import TODAY
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from asking import real_catalog, real_language
from bot.plan import make_plan
from bot.plan_csv import COLUMNS, FORMULA, safe
from bot.plan_export import FORMS, export
from bot.plan_model import Plan
from bot.records import Profile

CATALOG, LANGUAGE = real_catalog(), real_language()
START = date(2026, 12, 1)
DEVOPS = Profile(background="devops-engineer", vendor="aws", budget=500.0, hours_a_week=6.0, held=())


def plan(profile: Profile = DEVOPS, today: date = TODAY, start: date | None = START) -> Plan:
    return make_plan(CATALOG, LANGUAGE, profile, today, start)


def hostile(text: str) -> Plan:
    """A plan in which the catalog's free text is `text`."""
    made = plan()
    first = made.steps[0]
    exam = first.named.model_copy(update={"short": text})
    why = first.why.model_copy(update={"shown": text})
    step = first.model_copy(update={"book": exam, "why": why, "project": text, "change": text, "warnings": (text,)})
    return made.model_copy(update={"title": text, "steps": (step,), "notes": (text,)})


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("background", CATALOG.backgrounds)
@pytest.mark.parametrize("today", [date(2026, 5, 1), TODAY], ids=str)
def test_every_form_names_every_step_and_comes_out_the_same_twice(form: str, background: str, today: date) -> None:
    made = plan(Profile(background=background, hours_a_week=5.0), today, None)
    text = export(made, form, LANGUAGE)  # type: ignore[arg-type]
    assert text == export(made, form, LANGUAGE)  # type: ignore[arg-type]
    flat = text.replace("\r\n ", "").replace("\\", "")
    dated = [step for step in made.steps if form != "ics" or step.study]
    assert all(step.named.short in flat for step in dated)


def test_json_reads_back_as_the_same_plan() -> None:
    assert Plan.model_validate(json.loads(export(plan(), "json", LANGUAGE))) == plan()


def test_csv_reads_back_with_its_numbers_days_and_sources() -> None:
    first, second, third = rows(export(plan(), "csv", LANGUAGE))
    assert (first["fee_usd"], first["standard_fee_usd"], first["fees_in_all_usd"]) == ("75", "150", "75")
    assert (first["study_hours_low"], first["weeks_high"], first["weeks_from"]) == ("48", "11", "hours")
    assert (first["exam_earliest"], first["exam_latest"]) == ("2027-01-26", "2027-02-14")
    assert first["fee_as_of"] == "2026-10-08"
    assert first["fee_confidence"] == "high"
    assert first["fee_sources"]
    assert (second["study_hours_low"], second["weeks_from"], second["fits_budget"]) == ("", "source", "true")
    assert (third["fits_budget"], third["lacks_usd"]) == ("false", "220")


def test_csv_of_a_plan_without_steps_is_its_heading() -> None:
    text = export(plan(Profile(background="devops-engineer", held=("cka", "mla-c01", "databricks-ml-associate"))),
                  "csv", LANGUAGE)  # fmt: skip
    assert rows(text) == []
    assert text.startswith(",".join(COLUMNS))


@given(st.text(max_size=30), st.sampled_from([*FORMULA, " =", "\t=", "\r\n+", "\x00-", "\u200b@"]))
def test_no_cell_begins_as_a_formula(text: str, start: str) -> None:
    cell = safe(start + text)
    assert isinstance(cell, str)
    assert not cell.lstrip().startswith(FORMULA)


@given(st.text(min_size=1, max_size=60))
def test_csv_holds_any_text_in_its_cell(text: str) -> None:
    (row,) = rows(export(hostile(text), "csv", LANGUAGE))
    assert row["exam"] == safe(text)
    assert None not in row
    assert not any(value.startswith(FORMULA) for value in row.values())


def test_the_calendar_has_a_day_to_begin_and_a_day_for_the_exam_of_each_step() -> None:
    made = plan()
    calendar = Calendar.from_ical(export(made, "ics", LANGUAGE))
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert len(events) == 2 * len(made.steps)
    first = made.steps[0]
    study, exam = events["study-mla-c01-devops-engineer@certpath"], events["exam-mla-c01-devops-engineer@certpath"]
    assert study["DTSTART"].dt == START
    assert first.exam
    assert exam["DTSTART"].dt == first.exam.latest
    assert exam["DTEND"].dt == first.exam.latest + timedelta(days=1)
    for told in ("26 January 2027", "in beta", "USD 75", "checked 8 October 2026", "confidence high", first.named.page):
        assert told in exam["DESCRIPTION"]
    titles = {source.id: source.title for source in made.sources}
    assert all(titles[source] in exam["DESCRIPTION"] for value in (first.fee, first.why) for source in value.sources)


def test_events_keep_their_ids_when_the_plan_changes() -> None:
    def ids(made: Plan) -> list[str]:
        return [str(event["UID"]) for event in Calendar.from_ical(export(made, "ics", LANGUAGE)).walk("VEVENT")]

    slower = Profile(background="devops-engineer", vendor="aws", hours_a_week=3.0, budget=9.0)
    assert ids(plan()) == ids(plan(slower, start=date(2027, 3, 1)))
    assert len(set(ids(plan()))) == len(ids(plan()))


def test_steps_without_days_are_named_in_the_calendar() -> None:
    made = plan(Profile(background="software-developer", vendor="microsoft"), date(2026, 5, 1), None)
    (event,) = Calendar.from_ical(export(made, "ics", LANGUAGE)).walk("VEVENT")
    assert all(step.named.short in event["DESCRIPTION"] for step in made.steps)


def test_calendar_lines_are_folded_and_end_as_the_standard_says() -> None:
    lines = export(plan(), "ics", LANGUAGE).encode().split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)


@given(st.text(min_size=1, max_size=80))
def test_no_text_breaks_out_of_its_event(text: str) -> None:
    made = hostile(text + "\r\nEND:VEVENT\r\nBEGIN:VEVENT")
    calendar = Calendar.from_ical(export(made, "ics", LANGUAGE))
    assert len(calendar.walk("VEVENT")) == 2


def test_markdown_shows_table_sums_and_numbered_sources() -> None:
    text = export(plan(), "markdown", LANGUAGE)
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert len({line.count("|") for line in table}) == 1
    assert len(table) == 2 + len(plan().steps)
    for told in ("USD 720", "USD 220", "16–27 weeks", "closed in English on 28 September 2026", "confidence low"):
        assert told in text
    cited = {int(n) for n in re.findall(r"\[(\d+)\]", text)}
    assert cited <= set(range(1, len(plan().sources) + 1))


def test_markdown_shows_text_as_text() -> None:
    text = export(hostile("a|b <script>alert(1)</script> [x](javascript:y)\n# no heading"), "markdown", LANGUAGE)
    assert "<script>" not in re.sub(r"\\.", "", text)
    assert "\n# no" not in text
    assert "](javascript" not in re.sub(r"\\.", "", text)
    assert re.sub(r"\\.", "", text).count("\n# ") == 0
