"""The one planner: from what is known of a person to a dated, sourced plan, for every face alike.

`make_plan` works from the catalog alone: no index, no model, no clock. The route is that of the answers
(bot/facts/route.py); what is not known stays unknown and is said so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.catalog import Catalog
from bot.errors import InputError
from bot.facts.desk import Desk
from bot.facts.route import Stop, held_for, paid_for
from bot.language import Language
from bot.plan_model import BudgetCheck, Plan, PlanStep, Skipped, Totals
from bot.plan_person import Want, check, notes, person, title, wanted
from bot.plan_step import exam_of, step_of
from bot.records import Profile, Query
from bot.schedule import Slot, schedule
from bot.sourced import Fact, sources_of


def make_plan(catalog: Catalog, language: Language, profile: Profile, today: date, start: date | None = None) -> Plan:
    """The plan for a person as of `today`, begun on `start` (by default `today`).

    1. Take the guide's steps for the background, and those for the goal that it lacks. 2. Leave out what is held.
    3. Lay the rest out in time. 4. Add up the fees. 5. Hold them against the budget.
    Raises InputError where the person is unknown or an amount makes no sense.
    """
    start = start or today
    check(profile, today, start)
    desk = Desk(Query("", "", today, profile=profile), catalog, language, {})
    every = [(want, held_for(desk, want.stop)) for want in wanted(desk)]
    if not every:
        raise InputError(_who(catalog))
    todo = [want for want, held in every if held is None]
    slots = schedule([_slot(want.stop) for want in todo], profile.hours_a_week, start)
    steps = tuple(_steps(desk, todo, slots))
    return Plan(
        title=title(desk),
        today=today,
        person=person(desk, start),
        steps=steps,
        skipped=tuple(
            Skipped(pick=exam_of(desk, want.stop.picked), held=catalog.certifications[held].short)
            for want, held in every
            if held
        ),
        totals=_totals(steps),
        budget=_budget(steps, profile.budget) if profile.budget is not None else None,
        notes=tuple(notes(desk)),
        sources=sources_of(catalog, (value for step in steps for value in step.facts)),
    )


def _who(catalog: Catalog) -> str:
    """What is missing for a plan, with names that would do."""
    background, goal = next(iter(catalog.backgrounds), ""), next(iter(catalog.outcomes), "")
    return f"A plan needs a background, such as {background}, or a goal, such as {goal}."


def _slot(stop: Stop) -> Slot:
    cert = stop.book or stop.picked
    return Slot(cert.study_hours.known, cert.study_weeks.known, stop.step.optional, stop.book is not None)


def _steps(desk: Desk, todo: Sequence[Want], slots: Sequence[Slot]) -> Iterator[PlanStep]:
    """Each step with the running sum of the fees, and whether the budget still pays for it."""
    budget, passed, so_far = desk.query.profile.budget, set(desk.query.profile.held), 0.0
    ordered = sorted((want.stop for want in todo), key=lambda stop: stop.step.optional)
    paid = {stop.picked.id: left for stop, left in paid_for(desk, ordered, budget or 0.0)}
    left = budget or 0.0
    for place, (want, slot) in enumerate(zip(todo, slots, strict=True), start=1):
        step = step_of(desk, place, want, slot, passed)
        fee, known = _amount(step.fee) if step.book else 0.0, step.fee.value is not None
        fits = step.pick.id in paid if budget is not None and step.book and known else None
        lacks = fee - left if fits is False else None
        yield step.model_copy(update={"fees_in_all": so_far + fee, "fits": fits, "lacks": lacks})
        so_far += 0.0 if step.optional else fee
        left = paid.get(step.pick.id, left)
        passed.add(step.named.id)


def _totals(steps: Sequence[PlanStep]) -> Totals:
    """The sums over the steps that are not optional and can be booked."""
    counted = [step for step in steps if not step.optional and step.book]
    timed = [step for step in counted if step.weeks_in_all]
    whole = len(timed) == len(counted)
    return Totals(
        fees=sum(_amount(step.fee) for step in counted),
        fees_unknown=tuple(step.named.short for step in counted if step.fee.value is None),
        standard_fees=sum(_amount(step.standard_fee) for step in counted),
        optional_fees=sum(_amount(step.fee) for step in steps if step.optional and step.book),
        weeks=timed[-1].weeks_in_all if timed else None,
        weeks_unknown=tuple(step.named.short for step in counted if step.weeks_from == "unknown"),
        finish=counted[-1].exam if whole and counted else None,
    )


def _amount(fee: Fact) -> float:
    return fee.value if isinstance(fee.value, float) else 0.0


def _budget(steps: Sequence[PlanStep], budget: float) -> BudgetCheck:
    fitting = [step for step in steps if step.fits]
    spent = sum(_amount(step.fee) for step in fitting)
    needed = sum(_amount(step.fee) for step in steps if not step.optional and step.book)
    return BudgetCheck(
        budget=budget,
        fits=tuple(step.named.short for step in fitting),
        spent=spent,
        left=budget - spent,
        short=tuple(step.named.short for step in steps if step.fits is False),
        lacks=max(0.0, needed - budget),
    )
