"""The evaluation's own readers: values and accepted forms."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.matching import in_order, normalise, says
from eval.values import Value, fees, held, ungrounded, values

AMOUNTS = st.integers(0, 99_999)


@given(AMOUNTS)
def test_money_is_one_value_however_it_is_written(amount: int) -> None:
    spellings = (
        f"USD {amount}",
        f"${amount}",
        f"{amount:,} USD",
        f"**USD {amount:,}**",
        f"USD\u00a0{amount}.",
        f"${amount:,}!",
    )
    assert {values(text) for text in spellings} == {frozenset({Value("money", f"USD {amount:g}", float(amount))})}


@given(AMOUNTS, AMOUNTS)
def test_a_fee_is_grounded_by_the_same_fee_only(said: int, held_amount: int) -> None:
    loose = ungrounded(f"It costs USD {said}.", [f"Price: ${held_amount:,}."])
    assert bool(loose) is (said != held_amount)


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_a_date_is_one_value_however_it_is_written(day: date) -> None:
    spellings = (
        f"{day:%d %B %Y}",
        f"{day:%B} {day.day}, {day.year}",
        day.isoformat(),
        f"{day.day} {day:%b} {day.year}",
    )
    assert {values(text) for text in spellings} == {frozenset({Value("date", day.isoformat())})}


@given(st.integers(1, 40))
def test_durations_compare_by_length(hours: int) -> None:
    assert not ungrounded(f"{hours} hours", [f"{hours * 60} minutes"])
    assert ungrounded(f"{hours} hours", [f"{hours * 60 + 1} minutes"])


@given(st.text(st.characters(categories=("Ll", "Zs", "Po"), exclude_characters="$€£"), max_size=80))
def test_text_without_digits_or_capitals_has_no_values_but_spelled_durations(text: str) -> None:
    assert all(value.kind in ("minutes", "days", "months", "number") for value in values(text))


@given(st.text(max_size=200))
def test_any_text_can_be_read_and_vouches_for_itself(text: str) -> None:
    assert not ungrounded(text, [text])
    normalise(text)


@pytest.mark.parametrize(
    ("said", "source", "grounded"),
    [
        pytest.param("three years", "Validity: 3 years", True, id="spelled number"),
        pytest.param("36 months", "Validity: 3 years", True, id="months and years"),
        pytest.param("two years", "Validity: 3 years", False, id="other duration"),
        pytest.param("20 to 32 hours", "20–32 hours", True, id="range"),
        pytest.param("in September 2026", "on 28 September 2026", True, id="month of a day"),
        pytest.param("in 2026", "on 28 September 2026", True, id="year of a day"),
        pytest.param("on 29 September 2026", "on 28 September 2026", False, id="next day"),
        pytest.param("XY-102", "XY-101", False, id="other code"),
        pytest.param("70 %", "70 percent", True, id="percent"),
        pytest.param("USD 70", "70 percent", False, id="other unit"),
        pytest.param("185k", "USD 185,000", True, id="thousands"),
        pytest.param("| Minutes | 90 |", "90 minutes", True, id="table cell without a unit"),
        pytest.param("see [12] and https://example.org/99", "nothing", True, id="markers and links are no values"),
        pytest.param("1. First", "nothing", True, id="list numbers are no values"),
    ],
)
def test_grounding(said: str, source: str, grounded: bool) -> None:
    assert (not ungrounded(said, [source])) is grounded


def test_fees_come_as_often_as_they_stand() -> None:
    assert fees("USD 100 + USD 100 = USD 200, 90 minutes") == [100, 100, 200]


def test_a_bare_number_vouches_for_a_value_with_a_unit() -> None:
    assert held(Value("money", "USD 90", 90.0), values("| 90 |"))


@pytest.mark.parametrize(
    ("text", "form", "found"),
    [
        pytest.param("It is USD 200.", "USD 20", False, id="longer number"),
        pytest.param("It is USD 20.50", "USD 20", False, id="decimals"),
        pytest.param("It is USD 20.", "USD 20", True, id="full stop"),
        pytest.param("It has 175 questions", "75", False, id="end of a number"),
        pytest.param("It has 1,075 questions", "75", False, id="end of a long number"),
        pytest.param("It costs 2,100", "100", False, id="after a comma"),
        pytest.param("It costs **USD 20** [1]", "USD 20", True, id="bold and marker"),
        pytest.param("lasts 3\u00a0years", "3 year", True, id="no-break space"),
        pytest.param("does not publish", "doesn’t publish", False, id="other wording"),
        pytest.param("doesn't publish", "doesn’t publish", True, id="typographic quote"),
        pytest.param("Professional‑level", "professional-level", True, id="no-break hyphen"),
        pytest.param("unpublished", "published", False, id="within a word"),
        pytest.param("certifications", "certif", True, id="stem"),
        pytest.param("see [75]", "75", False, id="marker is no number"),
        pytest.param("USD 110k", "USD 110", False, id="thousands"),
        pytest.param("ＡＩＦ－Ｃ０１", "aif-c01", True, id="full width"),
    ],
)
def test_a_form_is_found_at_boundaries(text: str, form: str, found: bool) -> None:
    assert says(text, form) is found


@given(AMOUNTS, AMOUNTS)
def test_a_number_is_found_only_whole(one: int, other: int) -> None:
    assert says(f"It costs USD {one} today.", f"USD {other}") is (one == other)


def test_the_order_of_a_numbered_list_counts() -> None:
    answer = "You end with C.\n\n1. **A** first\n2. B\n3. C"
    assert in_order(answer, ["A", "B", "C"])
    assert not in_order(answer, ["B", "A"])
    assert not in_order("First B, then A", ["A", "B"])
    assert not in_order("A", ["A", "B"])
