"""The planner: the guide's steps as they can be booked, what they take and cost, and what a budget pays for."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from conftest import TODAY
from hypothesis import given
from hypothesis import strategies as st

from asking import real_catalog, real_language
from bot.catalog import Range
from bot.errors import InputError
from bot.plan import make_plan
from bot.plan_model import Plan
from bot.records import Profile
from bot.status import standing

CATALOG, LANGUAGE = real_catalog(), real_language()
DAYS = (date(2026, 5, 1), TODAY, date(2027, 6, 1))
PEOPLE = st.builds(
    Profile,
    background=st.none() | st.sampled_from(sorted(CATALOG.backgrounds)),
    role=st.none() | st.sampled_from(sorted(CATALOG.roles)),
    outcome=st.sampled_from(sorted(CATALOG.outcomes)),
    vendor=st.none() | st.sampled_from(sorted(CATALOG.vendors)),
    budget=st.none() | st.floats(0, 2000),
    hours_a_week=st.none() | st.floats(0.5, 60),
    held=st.lists(st.sampled_from(sorted(CATALOG.certifications)), max_size=4, unique=True).map(tuple),
)


def plan(today: date = TODAY, start: date | None = None, **known: object) -> Plan:
    return make_plan(CATALOG, LANGUAGE, Profile(**known), today, start)  # type: ignore[arg-type]


def booked(made: Plan) -> list[str | None]:
    return [step.book.id if step.book else None for step in made.steps]


def test_each_step_names_the_guide_s_pick_and_what_to_book_for_it() -> None:
    made = plan(background="devops-engineer", vendor="aws", hours_a_week=6, start=date(2026, 12, 1))
    first = made.steps[0]
    assert (first.pick.id, first.pick.stage, first.pick_status.shown) == (
        "mla-c01", "closed", "closed in English on 28 September 2026")  # fmt: skip
    assert first.book
    assert (first.book.id, first.status.value) == ("mla-c02", "beta")
    assert "MLA-C01" in first.change
    assert "MLA-C02" in first.change
    assert (first.weeks_from, first.weeks.value) == ("hours", Range(low=8, high=11))
    assert first.project
    assert first.exam
    assert (first.exam.earliest, first.exam.latest) == (date(2027, 1, 26), date(2027, 2, 14))


def test_a_beta_shows_both_fees_and_says_that_it_will_cost_more() -> None:
    made = plan(background="devops-engineer", vendor="aws")
    first = made.steps[0]
    assert (first.fee.value, first.standard_fee.value) == (75, 150)
    assert any("USD 150" in warning for warning in first.warnings)
    assert made.totals.standard_fees - made.totals.fees == 75


def test_before_an_exam_closed_the_plan_books_the_guide_s_own_pick() -> None:
    made = plan(date(2026, 5, 1), background="devops-engineer")
    assert (made.steps[0].named.id, made.steps[0].change) == ("mla-c01", "")


def test_unknown_hours_of_study_stay_unknown_and_the_published_weeks_stand() -> None:
    step = plan(background="devops-engineer", hours_a_week=6).steps[-1]
    assert (step.hours.value, step.weeks_from, step.weeks.value) == (None, "source", Range(low=4, high=8))
    assert "published" in step.weeks.note


def test_a_step_of_unknown_length_is_named_and_ends_the_days() -> None:
    made = plan(date(2026, 5, 1), background="software-developer", vendor="microsoft", hours_a_week=5)
    assert made.steps[0].weeks_from == "unknown"
    assert made.steps[0].exam is None
    assert made.steps[1].study is None
    assert made.totals.finish is None
    assert made.steps[0].named.short in made.totals.weeks_unknown


def test_what_is_held_is_left_out_and_said() -> None:
    made = plan(background="devops-engineer", held=("cka", "mla-c02"))
    assert booked(made) == ["databricks-ml-associate"]
    assert [(skipped.pick.id, skipped.held) for skipped in made.skipped] == [
        ("mla-c01", "AWS ML Engineer Associate (MLA-C02)"), ("cka", "CKA")]  # fmt: skip


def test_whoever_holds_one_exam_of_a_step_need_not_take_another() -> None:
    assert "pmle" not in booked(plan(background="data-analyst", held=("databricks-ml-professional",)))


def test_whoever_holds_everything_has_no_steps_left() -> None:
    made = plan(background="devops-engineer", held=("cka", "mla-c01", "databricks-ml-associate"), budget=100.0)
    assert made.steps == ()
    assert len(made.skipped) == 3
    assert (made.totals.fees, made.totals.finish) == (0, None)
    assert made.budget
    assert made.budget.lacks == 0


def test_the_budget_pays_for_steps_in_order_and_what_is_short_is_told() -> None:
    made = plan(background="devops-engineer", vendor="aws", budget=500.0)
    assert [step.fits for step in made.steps] == [True, True, False]
    assert [step.fees_in_all for step in made.steps] == [75, 275, 720]
    assert made.steps[2].lacks == 445 - 225
    assert made.budget
    assert (made.budget.spent, made.budget.left, made.budget.lacks) == (275, 225, 220)
    assert made.budget.short == (made.steps[2].named.short,)


def test_an_optional_step_is_shown_but_not_counted() -> None:
    made = plan(background="data-analyst")
    extra = made.steps[-1]
    assert extra.optional
    assert made.totals.fees == made.steps[-2].fees_in_all == 400
    assert made.totals.optional_fees == extra.fee.value


def test_a_goal_takes_one_of_its_picks_and_then_what_the_guide_adds() -> None:
    assert booked(plan(outcome="model-builder")) == ["databricks-ml-associate", "pmle"]
    made = plan(outcome="ai-developer")
    assert booked(made) == ["ai-103"]
    assert [exam.id for exam in made.steps[0].alternatives] == ["mla-c02"]


def test_a_successor_that_does_not_suit_the_goal_is_not_booked() -> None:
    made = plan(outcome="ai-literacy", vendor="microsoft")
    assert made.steps[0].pick.id == "ai-900"
    assert booked(made) == ["aif-c01"]
    assert any("expects Python" in note for note in made.notes)


def test_a_job_stands_for_its_goal_and_a_goal_adds_to_a_background() -> None:
    assert plan(role="senior-ml-engineer").person.ids == ("senior-ml",)
    both = booked(plan(background="devops-engineer", outcome="genai-specialist", vendor="aws"))
    assert both == ["mla-c02", "databricks-ml-associate", "cka", "nca-genl"]


def test_an_exam_that_closes_before_the_day_planned_for_it_is_flagged() -> None:
    made = plan(date(2026, 9, 1), background="devops-engineer")
    assert made.steps[0].named.id == "mla-c01"
    assert any("28 September 2026" in warning for warning in made.steps[0].warnings)


@pytest.mark.parametrize(
    ("known", "start", "told"),
    [
        pytest.param({}, None, "background", id="nobody"),
        pytest.param({"role": "mlops-lead"}, None, "background", id="a job without a goal"),
        pytest.param({"outcome": "senior-ml", "hours_a_week": 0.0}, None, "0 hours", id="no hours"),
        pytest.param(
            {"outcome": "senior-ml", "hours_a_week": float("nan")}, None, "nan hours", id="hours not a number"
        ),
        pytest.param({"outcome": "senior-ml", "hours_a_week": 500.0}, None, "500 hours", id="too many hours"),
        pytest.param({"outcome": "senior-ml", "budget": -1.0}, None, "budget of -1", id="a debt"),
        pytest.param({"outcome": "senior-ml", "budget": float("inf")}, None, "inf", id="all the money"),
        pytest.param({"outcome": "senior-ml"}, date(2026, 11, 21), "2026-11-21", id="a start in the past"),
        pytest.param({"outcome": "senior-ml"}, date(9999, 12, 31), "9999-12-31", id="a start too far away"),
    ],
)
def test_what_cannot_be_planned_is_told_in_one_sentence(
    known: dict[str, object], start: date | None, told: str
) -> None:
    with pytest.raises(InputError, match=told) as caught:
        plan(start=start, **known)
    assert str(caught.value).count(". ") == 0


@given(PEOPLE, st.sampled_from(DAYS))
def test_no_plan_breaks_its_own_rules(person: Profile, today: date) -> None:
    made = make_plan(CATALOG, LANGUAGE, person, today)
    names = [step.named.id for step in made.steps]
    assert len(set(names)) == len(names)
    assert [step.place for step in made.steps] == list(range(1, len(names) + 1))
    known = {source.id for source in made.sources}
    for step in made.steps:
        assert step.book is None or standing(CATALOG.certifications[step.book.id], today).bookable
        assert step.book is not None or step.change
        assert not {step.pick.id, step.named.id} & set(person.held)
        assert all(value.sources == () or set(value.sources) <= known for value in step.facts)
    counted = [step for step in made.steps if step.book and not step.optional]
    assert made.totals.fees == sum(step.fee.value for step in counted if isinstance(step.fee.value, float))
    if made.budget:
        assert made.budget.spent <= made.budget.budget
        assert made.budget.left == pytest.approx(made.budget.budget - made.budget.spent)


@pytest.mark.parametrize(("person", "today"), [*product(CATALOG.backgrounds, DAYS)], ids=str)
def test_every_background_can_be_planned_on_every_day(person: str, today: date) -> None:
    made = plan(today, background=person, hours_a_week=6, budget=1000.0)
    assert made.steps
    assert all(step.why.sources and step.fee.sources for step in made.steps)
    assert Plan.model_validate_json(made.model_dump_json()) == made
