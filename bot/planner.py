"""Plans from what people type: names in any spelling, amounts with or without a unit, a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.catalog import Catalog, load_catalog
from bot.errors import InputError
from bot.language import Language, load_language
from bot.names import Names, day
from bot.plan import make_plan
from bot.plan_model import Plan
from bot.records import Profile
from bot.settings import Settings


class Planner:
    """One catalog, and the names in it; a bot's `index.catalog` and `index.language` will do as well."""

    def __init__(self, catalog: Catalog, language: Language) -> None:
        self.catalog, self.language = catalog, language
        self.names = Names(catalog, language)

    def plan(
        self,
        today: date,
        background: str = "",
        goal: str = "",
        cloud: str = "",
        budget: str | float | None = None,
        hours: str | float | None = None,
        have: Sequence[str] = (),
        start: str | date | None = None,
    ) -> Plan:
        """The plan for a person; InputError says in one sentence what cannot be read."""
        profile = self.profile(background, goal, cloud, budget, hours, have)
        return make_plan(self.catalog, self.language, profile, today, day(start) if start else None)

    def profile(
        self,
        background: str = "",
        goal: str = "",
        cloud: str = "",
        budget: str | float | None = None,
        hours: str | float | None = None,
        have: Sequence[str] = (),
    ) -> Profile:
        """What is told of a person, as the conversation would keep it. A goal given as background is one too."""
        told = [self.names.person(text) for text in (background, goal) if text]
        backgrounds = list(dict.fromkeys(b for b, _ in told if b))
        goals = list(dict.fromkeys(g for _, g in told[::-1] if g))
        if len(backgrounds) > 1:
            raise InputError(f"{goal!r} is a background too; give one background and one goal.")
        return Profile(
            background=next(iter(backgrounds), None),
            outcome=next(iter(goals), None),
            vendor=self.names.vendor(cloud) if cloud else None,
            budget=None if budget in (None, "") else self.names.amount(budget, "money", "The budget"),
            hours_a_week=None if hours in (None, "") else self.names.amount(hours, "hours", "The hours a week"),
            held=self.names.certs(have),
        )


def open_planner(settings: Settings) -> Planner:
    """A planner over the corpus itself, for which no index is needed."""
    return Planner(load_catalog(settings.corpus_path / "catalog"), load_language(settings.corpus_path / "language"))
