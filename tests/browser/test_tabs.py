"""Everything beside the chat: the person, the plan and its files, the comparison, the catalog."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visiting
from tests.browser.harness import ask, choose, open_tab


def read_file(page: Page, element: str) -> str:
    """What a download holds."""
    with page.expect_download() as coming:
        page.locator(f"#{element}").click()
    assert coming.value.suggested_filename.startswith("certpath-plan")
    return Path(coming.value.path()).read_bytes().decode("utf-8")


@pytest.fixture
def planned(visit: Visiting) -> Page:
    """Somebody with a background and hours, looking at their plan."""
    page = visit().page
    open_tab(page, "You")
    choose(page, "you-background", "Data analyst")
    expect(page.locator("#you-clear-background")).to_contain_text("data analyst", ignore_case=True)
    page.locator("#you-hours input").fill("6")
    page.locator("#you-hours input").press("Enter")
    expect(page.locator("#you-clear-hours_a_week")).to_contain_text("6 hours a week")
    open_tab(page, "Path")
    expect(page.locator("#tab-path")).to_contain_text("The steps in order", timeout=10_000)
    return page


def test_the_profile_changes_the_answers_and_can_be_cleared(visit: Visiting) -> None:
    page = visit().page
    question = "Which certification should I take first?"
    anybody = ask(page, question)
    open_tab(page, "You")
    choose(page, "you-background", "Data analyst")
    chip = page.locator("#you-clear-background")
    expect(chip).to_contain_text("Background: data analyst", ignore_case=True)
    open_tab(page, "Chat")
    analyst = ask(page, question)
    assert analyst != anybody
    open_tab(page, "You")
    chip.click()
    expect(chip).to_be_hidden()
    expect(page.locator("#you-background input")).to_have_value("not said")
    open_tab(page, "Chat")
    expect(page.locator(".cp-pill")).to_have_count(0)


def test_what_was_said_in_the_chat_is_known(visit: Visiting) -> None:
    page = visit().page
    ask(page, "I am a data analyst with 6 hours a week and $400. Which certification should I take first?")
    open_tab(page, "You")
    expect(page.locator("#you-clear-background")).to_contain_text("data analyst", ignore_case=True)
    expect(page.locator("#you-clear-hours_a_week")).to_contain_text("6 hours a week")
    expect(page.locator("#you-clear-budget")).to_contain_text("400")


def test_the_plan_is_drawn(planned: Page) -> None:
    expect(planned.locator("#path-plot .js-plotly-plot")).to_be_visible()
    assert planned.locator("#path-steps tbody tr").count() >= 2


def test_the_plan_begins_on_the_day_that_is_wished(planned: Page) -> None:
    summary, start = planned.locator("#path-summary"), planned.locator("#path-start input")
    start.fill("2028-01-03")
    start.press("Enter")
    expect(summary).to_contain_text("2028")
    start.fill("soon")
    start.press("Enter")
    expect(summary.locator(".cp-error")).to_contain_text("soon")
    expect(planned.locator("#export-md")).to_be_disabled()
    start.fill("")
    start.press("Enter")
    expect(summary).to_contain_text("2027")


def test_the_plan_as_markdown_reads_back(planned: Page) -> None:
    text = read_file(planned, "export-md")
    assert text.startswith("# ")
    assert "2026-11-22" in text or "22 November 2026" in text
    assert "http" in text, "no source"


def test_the_plan_as_csv_reads_back(planned: Page) -> None:
    rows = list(csv.DictReader(io.StringIO(read_file(planned, "export-csv").lstrip("\ufeff"))))
    assert len(rows) >= planned.locator("#path-steps tbody tr").count()
    assert not [cell for row in rows for cell in row.values() if cell and re.match(r"[=+@]", cell)], "a formula"


def test_the_plan_as_a_calendar_reads_back(planned: Page) -> None:
    calendar = icalendar.Calendar.from_ical(read_file(planned, "export-ics"))
    events = calendar.walk("VEVENT")
    assert events
    assert all(event.decoded("DTSTART") for event in events)


def test_the_catalog_is_filtered(visit: Visiting) -> None:
    page = visit().page
    open_tab(page, "Catalog")
    rows = page.locator("#catalog-table tbody tr")
    rows.first.wait_for()
    everything = rows.count()
    closed = page.locator("#catalog-table tbody tr .cp-gone")
    assert everything > 20
    assert closed.count(), "a closed exam is visibly closed"
    caption = page.locator("#catalog-table caption")
    page.locator("#filter-open input").check()
    expect(caption).to_have_text(re.compile(r"^(\d+) certifications, \1 open"))
    expect(closed).to_have_count(0)
    opened = caption.inner_text()
    choose(page, "filter-level", "Foundational")
    expect(caption).not_to_have_text(opened)
    for level in page.locator("#catalog-table tbody tr td:nth-child(3) .cp-td").all_inner_texts():
        assert level == "Foundational"
    page.locator("#filter-price input").fill("1")
    page.locator("#filter-price input").press("Enter")
    expect(page.locator("#catalog-table")).to_contain_text(re.compile(r"Nothing fits|Free|\$0"))


def test_the_pictures_are_drawn_and_said_in_numbers(visit: Visiting) -> None:
    page = visit().page
    open_tab(page, "Catalog")
    page.get_by_role("button", name="In pictures").click()
    for plot in ("plot-price", "plot-pay", "plot-time"):
        expect(page.locator(f"#{plot} .js-plotly-plot")).to_be_visible()
    page.get_by_text("The numbers behind the pictures").click()
    expect(page.get_by_role("table").filter(has_text="US median")).to_be_visible()


def test_two_and_three_are_compared(visit: Visiting) -> None:
    page = visit().page
    open_tab(page, "Compare")
    choose(page, "compare-pick", "AWS")
    expect(page.locator("#compare-result")).to_contain_text("One more")
    choose(page, "compare-pick", "Google")
    head = page.locator("#compare-result thead th")
    expect(head).to_have_count(3)
    lines = page.locator("#compare-result tbody tr")
    every = lines.count()
    page.locator("#compare-differs input").check()
    expect(lines).not_to_have_count(every)
    choose(page, "compare-pick", "Azure")
    expect(head).to_have_count(4)


def test_about_says_how_fresh_the_facts_are(visit: Visiting) -> None:
    page = visit().page
    open_tab(page, "About")
    expect(page.locator("#about")).to_contain_text("facts checked")
    expect(page.locator("#model-status")).to_contain_text("built-in writer")
    page.locator("#model-test").click()
    expect(page.locator("#model-status")).to_contain_text("answers")
