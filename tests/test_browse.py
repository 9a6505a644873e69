"""Rows, comparisons and the numbers behind the pictures."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from conftest import TODAY
from hypothesis import given
from hypothesis import strategies as st

from asking import real_catalog, real_language
from bot.browse import CertRow, browse
from bot.compared import FIELDS, compare
from bot.errors import InputError
from bot.pictures import open_over_time, price_by_hours, salaries, stages_over_time
from bot.status import standing

CATALOG, LANGUAGE = real_catalog(), real_language()
DAYS = st.dates(date(2025, 1, 1), date(2028, 1, 1))


def rows(today: date = TODAY, **wanted: object) -> dict[str, CertRow]:
    return {row.id: row for row in browse(CATALOG, LANGUAGE, today, **wanted)}  # type: ignore[arg-type]


def test_every_certification_is_a_row_and_those_open_come_first() -> None:
    everything = rows()
    assert set(everything) == set(CATALOG.certifications)
    opened = [row.open for row in everything.values()]
    assert opened == sorted(opened, reverse=True)


def test_a_closed_exam_says_when_it_closed_and_what_to_book() -> None:
    row = rows()["ai-102"]
    assert (row.stage, row.open, row.closed_on, row.instead) == ("closed", False, date(2026, 6, 30), ("ai-103",))
    assert row.status.shown == "closed on 30 June 2026"
    assert row.status.sources


def test_an_exam_about_to_close_says_until_when() -> None:
    row = rows(date(2026, 9, 1))["mla-c01"]
    assert row.open
    assert row.closes_on == date(2026, 9, 28)
    assert "28 September 2026" in row.status.shown


def test_a_beta_has_the_beta_s_fee_and_minutes() -> None:
    row = rows()["mla-c02"]
    assert (row.price.value, row.standard_price.value, row.minutes.value) == (75, 150, 170)


def test_what_is_announced_or_ended_is_not_open() -> None:
    shut = {row.id: row.stage for row in rows().values() if not row.open}
    assert shut["ncp-genl"] == "announced"
    assert shut["agentic-architect"] == "beta ended"


def test_filters_narrow_and_add_up() -> None:
    assert set(rows(vendors=["aws"], open_today=True, max_price=100)) == {"aif-c01", "aib-c01", "mla-c02"}
    assert set(rows(topics=["kubernetes"])) == {"cka"}
    assert {row.level for row in rows(levels=["expert", "specialty"]).values()} == {"expert", "specialty"}
    assert rows(max_price=0) == {}


@pytest.mark.parametrize("wanted", [{"vendors": ["oracle"]}, {"levels": ["guru"]}, {"topics": ["cooking"]},
                                    {"max_price": -1.0}, {"max_price": float("nan")}], ids=str)  # fmt: skip
def test_a_filter_that_there_is_not_is_named(wanted: dict[str, object]) -> None:
    with pytest.raises(InputError):
        rows(**wanted)


@given(DAYS)
def test_a_row_is_open_exactly_when_the_exam_can_be_taken(today: date) -> None:
    for row in rows(today).values():
        assert row.open == standing(CATALOG.certifications[row.id], today).bookable
        assert row.open or row.stage in ("upcoming", "announced", "beta ended", "closed")
        assert all(standing(CATALOG.certifications[i], today).bookable for i in row.instead)


def test_exams_side_by_side_have_a_value_for_each_field() -> None:
    both = compare(CATALOG, LANGUAGE, TODAY, ["mla-c02", "pmle", "mla-c02"])
    assert [row.id for row in both.certs] == ["mla-c02", "pmle"]
    lines = {line.field: line for line in both.lines}
    assert set(lines) == {"status", *FIELDS}
    assert all(len(line.values) == 2 for line in both.lines)
    assert [value.shown for value in lines["validity_years"].values] == ["3 years", "2 years"]
    assert lines["renewal"].values[0].value is None
    assert lines["passing_score"].values[1].shown == "not published"
    known = {source.id for source in both.sources}
    assert all(set(value.sources) <= known for line in both.lines for value in line.values)


@pytest.mark.parametrize("ids", [[], ["pmle"], ["pmle", "pmle"], ["pmle", "no-such-exam"],
                                 ["pmle", "cka", "aif-c01", "ai-103", "ai-901"]], ids=str)  # fmt: skip
def test_too_few_too_many_or_unknown_exams_are_refused(ids: list[str]) -> None:
    with pytest.raises(InputError):
        compare(CATALOG, LANGUAGE, TODAY, ids)


def test_price_against_study_has_only_known_values_and_says_what_it_leaves_out() -> None:
    picture = price_by_hours(CATALOG, LANGUAGE, TODAY)
    points = [point for drawn in picture.vendors.values() for point in drawn]
    opened = [row for row in rows().values() if row.open]
    assert len(points) + len(picture.left_out) == len(opened)
    assert all(point.price > 0 and 0 < point.hours.low <= point.hours.high for point in points)


def test_salaries_rise_with_seniority_and_name_their_source() -> None:
    table = salaries(CATALOG, LANGUAGE)
    figures = [row.median.value for row in table]
    assert len(table) == len(CATALOG.roles)
    assert figures == sorted(figures)
    assert all(row.median.sources and row.median.confidence == "low" for row in table)


def test_counts_over_time_agree_with_the_table_on_each_of_their_days() -> None:
    counts = open_over_time(CATALOG, date(2026, 1, 1), TODAY)
    assert (counts[0].on, counts[-1].on) == (date(2026, 1, 1), TODAY)
    for count in counts:
        stages = [row.stage for row in rows(count.on).values()]
        assert (count.active, count.beta) == (stages.count("active"), stages.count("beta"))


@given(DAYS)
def test_counts_hold_until_the_next_one(today: date) -> None:
    counts = [count for count in open_over_time(CATALOG, date(2025, 1, 1), date(2028, 1, 1)) if count.on <= today]
    stages = [standing(cert, today).stage for cert in CATALOG.certifications.values()]
    assert (counts[-1].active, counts[-1].beta) == (stages.count("active"), stages.count("beta"))


@given(DAYS)
def test_each_exam_has_one_bar_a_day_and_it_is_right(today: date) -> None:
    over = {}
    for bar in stages_over_time(CATALOG):
        if (bar.since is None or bar.since <= today) and (bar.until is None or today <= bar.until):
            assert bar.id not in over
            over[bar.id] = bar.stage
    now = {cert.id: standing(cert, today).stage for cert in CATALOG.certifications.values()}
    assert over == {name: stage for name, stage in now.items() if stage != "upcoming"}


def test_bars_of_an_exam_follow_each_other_without_a_gap() -> None:
    bars = [bar for bar in stages_over_time(CATALOG) if bar.id == "agentic-architect"]
    assert [bar.stage for bar in bars] == ["announced", "beta", "beta ended"]
    assert all(one.until and one.until + timedelta(days=1) == two.since for one, two in itertools.pairwise(bars))
