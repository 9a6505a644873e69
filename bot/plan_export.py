"""A plan in each form that leaves the page or the command line: Markdown, CSV, calendar, JSON."""

from __future__ import annotations

from typing import Literal, get_args

from bot.language import Language
from bot.plan_model import Plan

Form = Literal["markdown", "csv", "ics", "json"]
FORMS: tuple[Form, ...] = get_args(Form)
SUFFIX: dict[Form, str] = {"markdown": ".md", "csv": ".csv", "ics": ".ics", "json": ".json"}


def export(plan: Plan, form: Form, language: Language) -> str:
    """The text of a plan in one of the forms; encode it as UTF-8 and keep its line ends."""
    if form == "csv":
        from bot.plan_csv import to_csv

        return to_csv(plan)
    if form == "ics":
        from bot.plan_calendar import to_ics

        return to_ics(plan, language)
    if form == "markdown":
        from bot.plan_markdown import to_markdown

        return to_markdown(plan, language)
    return plan.model_dump_json(indent=2) + "\n"
