"""Whom a plan is for: the steps that the guide has for that person, and what else is to be said to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.catalog import Catalog
from bot.describe import describe_catalog
from bot.errors import InputError
from bot.facts.desk import Desk
from bot.facts.goals import newer, own_cloud
from bot.facts.route import Stop, backgrounds_of, stops_of, toward
from bot.plan_model import Person
from bot.records import Profile
from bot.sourced import Fact, fact

LEAST_HOURS, MOST_HOURS, MOST_YEARS = 0.5, 100, 10


@dataclass(frozen=True)
class Want:
    """A stop, and the reason for it with its source."""

    stop: Stop
    why: Fact


def check(profile: Profile, today: date, start: date) -> None:
    """Raises InputError where an amount or a day makes no sense."""
    hours, budget = profile.hours_a_week, profile.budget
    if hours is not None and not LEAST_HOURS <= hours <= MOST_HOURS:
        raise InputError(f"{hours:g} hours a week cannot be planned; give between {LEAST_HOURS:g} and {MOST_HOURS}.")
    if budget is not None and not 0 <= budget < float("inf"):
        raise InputError(f"A budget of {budget:g} cannot be planned; give an amount in USD of 0 or more.")
    if not 0 <= (start - today).days <= MOST_YEARS * 366:
        raise InputError(f"The start {start} must lie between today, {today}, and {MOST_YEARS} years from then.")


def goals_of(profile: Profile, catalog: Catalog) -> tuple[str, ...]:
    """The goal that was told, else the one that the job aimed at stands for."""
    role = catalog.roles[profile.role] if profile.role else None
    goal = profile.outcome or (role.outcome if role and not profile.background else None)
    return (goal,) if goal else ()


def wanted(desk: Desk) -> Iterator[Want]:
    """The steps from the person's background, then those towards the goal that are not among them."""
    covered: set[str] = set()
    for background in backgrounds_of(desk):
        for stop in stops_of(desk, background):
            covered |= {*stop.step.certs, *([stop.book.id] if stop.book else [])}
            yield Want(stop, fact(background.provenance, stop.step.why, stop.step.why.rstrip(".")))
    for goal in (desk.catalog.outcomes[i] for i in goals_of(desk.query.profile, desk.catalog)):
        for stop in toward(desk, goal):
            if not covered & {*stop.step.certs, *([stop.book.id] if stop.book else [])}:
                yield Want(stop, fact(goal.provenance, stop.step.why, stop.step.why.rstrip(".")))


def title(desk: Desk) -> str:
    """What the plan is called."""
    goals = [desk.catalog.outcomes[i].name for i in goals_of(desk.query.profile, desk.catalog)]
    backgrounds = backgrounds_of(desk)
    if not backgrounds:
        return desk.say("plan.title goal", goal=goals[0])
    if goals:
        return desk.say("plan.title both", background=backgrounds[0].name, goal=goals[0])
    return desk.say("plan.title", background=backgrounds[0].name, goal=backgrounds[0].goal)


def person(desk: Desk, start: date) -> Person:
    """What is known of the person, in names."""
    told, catalog = desk.query.profile, desk.catalog
    goals = goals_of(told, catalog)
    return Person(
        ids=(*((told.background,) if told.background else ()), *goals),
        background=catalog.backgrounds[told.background].name if told.background else None,
        goal=catalog.outcomes[goals[0]].name if goals else None,
        cloud=catalog.vendors[told.vendor].name if told.vendor else None,
        budget=told.budget,
        hours_a_week=told.hours_a_week,
        held=tuple(catalog.certifications[i].short for i in told.held),
        start=start,
    )


def notes(desk: Desk) -> Iterator[str]:
    """What newer facts add to the guide's picks for the goal, and where they speak against them."""
    goals = goals_of(desk.query.profile, desk.catalog)
    if goals:
        held = {passage.id: passage for passage in describe_catalog(desk.catalog, desk.language)}
        for goal in (desk.catalog.outcomes[i] for i in goals):
            desk = replace(desk, passages=held)
            yield from (statement.text for statement in newer(desk, goal, own_cloud(desk, goal)))
