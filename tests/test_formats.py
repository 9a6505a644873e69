"""How money, dates, spans and lists are written; the verifier reads the same back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formats import article, day, domain, listing, moment, money, number, span, years
from bot.grounding import values
from bot.schema import Domain, Event, Range


@pytest.mark.parametrize(
    ("amount", "written"),
    [(150, "USD 150"), (70.5, "USD 70.50"), (155000, "USD 155,000"), (0, "USD 0"), (515.5, "USD 515.50")],
)
def test_money(amount: float, written: str) -> None:
    assert money(amount) == written
    assert money(amount, "GBP") == written.replace("USD", "GBP")


@given(st.integers(0, 999_999))
def test_money_is_read_back(cents: int) -> None:
    assert values(money(cents / 100)) == {f"usd {cents / 100:g}"}


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_is_read_back(when: date) -> None:
    assert values(f"on {day(when)}.") == {when.isoformat()}


def test_a_day_has_no_leading_zero() -> None:
    assert day(date(2026, 6, 1)) == "1 June 2026"


@pytest.mark.parametrize(
    ("given", "written"),
    [
        pytest.param({"on": "2026-09-28"}, "28 September 2026", id="day"),
        pytest.param({"on": "2026-04"}, "April 2026", id="month"),
        pytest.param({"on": "2019-12", "approximate": True}, "by December 2019", id="seen by then"),
    ],
)
def test_the_moment_of_an_event(given: dict[str, object], written: str) -> None:
    assert moment(Event.model_validate({**given, "event": "active", "source": "s", "checked": "2026-01-01"})) == written


@pytest.mark.parametrize(("value", "written"), [(3.0, "3"), (1.5, "1.5"), (1188.0, "1,188")])
def test_numbers(value: float, written: str) -> None:
    assert number(value) == written


@pytest.mark.parametrize(("low", "high", "written"), [(20, 32, "20–32"), (80, 80, "80"), (1.5, 2, "1.5–2")])
def test_spans(low: float, high: float, written: str) -> None:
    assert span(Range(low=low, high=high)) == written


@pytest.mark.parametrize(("value", "written"), [(1, "1 year"), (3, "3 years"), (1.5, "1.5 years")])
def test_years(value: float, written: str) -> None:
    assert years(value) == written


def test_for_life() -> None:
    assert "not expire" in years("never")


@pytest.mark.parametrize(
    ("parts", "written"), [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_lists(parts: list[str], written: str) -> None:
    assert listing(parts, "or") == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("data analyst", "a data analyst"),
        ("ML researcher", "an ML researcher"),
        ("AI/ML Engineer (junior)", "an AI/ML Engineer (junior)"),
        ("DevOps engineer", "a DevOps engineer"),
        ("Applied AI engineer", "an Applied AI engineer"),
        ("UX designer", "a UX designer"),
    ],
)
def test_articles_follow_the_sound(name: str, written: str) -> None:
    assert article(name) == written


def test_domains_with_and_without_a_weight() -> None:
    assert domain(Domain(name="Modeling", weight="36")) == "Modeling 36%"
    assert domain(Domain(name="State")) == "State"
