"""Steps laid out in time: exact sums, weeks rounded up once, no days where nobody knows them."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from bot.catalog import Range
from bot.schedule import Slot, schedule

START = date(2026, 12, 1)
HOURS = st.tuples(st.integers(1, 200), st.integers(0, 100)).map(lambda pair: Range(low=pair[0], high=sum(pair)))
WEEKS = st.tuples(st.integers(1, 20), st.integers(0, 10)).map(lambda pair: Range(low=pair[0], high=sum(pair)))
SLOTS = st.lists(st.builds(Slot, st.none() | HOURS, st.none() | WEEKS, st.booleans(), st.booleans()), max_size=6)


def days(weeks: float) -> date:
    return START + timedelta(days=ceil(weeks * 7))


def test_hours_and_hours_a_week_give_weeks_and_days() -> None:
    (slot,) = schedule([Slot(Range(low=48, high=64), Range(low=8, high=8))], 6, START)
    assert (slot.source, slot.weeks, slot.weeks_in_all) == ("hours", Range(low=8, high=11), Range(low=8, high=11))
    assert slot.study
    assert slot.exam
    assert (slot.study.earliest, slot.study.latest) == (START, START)
    assert (slot.exam.earliest, slot.exam.latest) == (days(8), days(64 / 6))


def test_weeks_are_rounded_up_once_over_all_steps() -> None:
    first, second = schedule([Slot(Range(low=20, high=32), None), Slot(Range(low=48, high=64), None)], 6, START)
    assert (first.weeks, second.weeks) == (Range(low=4, high=6), Range(low=8, high=11))
    assert second.weeks_in_all == Range(low=12, high=16)  # 68 and 96 hours at 6 a week


def test_without_hours_a_week_the_published_weeks_count() -> None:
    (slot,) = schedule([Slot(Range(low=48, high=64), Range(low=8, high=8))], None, START)
    assert (slot.source, slot.weeks) == ("source", Range(low=8, high=8))


def test_nothing_after_a_step_of_unknown_length_has_days() -> None:
    known = Slot(None, Range(low=4, high=8))
    before, unknown, after = schedule([known, Slot(None, None), known], 6, START)
    assert before.exam
    assert unknown.study == before.exam
    assert (unknown.source, unknown.weeks, unknown.exam) == ("unknown", None, None)
    assert after.weeks
    assert (after.study, after.exam, after.weeks_in_all) == (None, None, None)


def test_an_optional_step_does_not_push_back_those_after_it() -> None:
    known = Slot(None, Range(low=4, high=8))
    first, extra, last = schedule([known, Slot(None, Range(low=2, high=2), optional=True), known], 6, START)
    assert extra.study == first.exam == last.study


def test_what_cannot_be_booked_takes_no_time() -> None:
    known = Slot(None, Range(low=4, high=8))
    shut, after = schedule([Slot(None, Range(low=2, high=2), bookable=False), known], 6, START)
    assert (shut.study, shut.exam) == (None, None)
    assert after.study
    assert after.study.latest == START


@given(SLOTS, st.none() | st.floats(0.5, 100))
def test_days_never_run_backwards(slots: list[Slot], rate: float | None) -> None:
    at = START
    for slot in schedule(slots, rate, START):
        for dates in (slot.study, slot.exam):
            assert dates is None or START <= dates.earliest <= dates.latest
        if slot.study and slot.exam:
            assert slot.study.latest <= slot.exam.latest
            assert slot.study.earliest >= at
            at = at if slot.optional else slot.exam.earliest
