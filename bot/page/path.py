"""Path: the plan for the person, as a timeline, a table, and three files to take along."""

from __future__ import annotations

import tempfile
from pathlib import Path as File
from typing import Any

import gradio as gr

from bot.errors import BotError
from bot.formats import day, money, span
from bot.page import memory, plots
from bot.page.render import badge, cited, empty, error, esc, figures, link, safe, table
from bot.page.service import Service
from bot.plan import make_plan
from bot.plan_export import SUFFIX, Form, export
from bot.plan_model import Dates, Plan, PlanStep

FORMS: tuple[tuple[Form, str, str], ...] = (
    ("markdown", "export-md", "Save as Markdown"), ("csv", "export-csv", "Save as CSV"),
    ("ics", "export-ics", "Save to calendar"),
)  # fmt: skip


class Path:
    """The tab."""

    def __init__(self, service: Service) -> None:
        self.service = service
        with gr.Row(elem_classes="cp-bar"):
            self.summary = gr.Markdown(EMPTY, elem_id="path-summary")
            self.mend = gr.Button("Tell certpath about you", elem_id="path-you", size="sm", scale=0, min_width=210)
        with gr.Row(visible=False, elem_classes="cp-tools") as self.tools:
            self.start = gr.Textbox(
                label="Start on", placeholder="YYYY-MM-DD", elem_id="path-start", max_lines=1, max_length=10,
                scale=0, min_width=170,
            )  # fmt: skip
            self.files = [
                gr.DownloadButton(label, elem_id=elem_id, size="sm", scale=0, min_width=150, elem_classes="cp-file")
                for _, elem_id, label in FORMS
            ]
        self.plot = gr.Plot(visible=False, show_label=False, elem_id="path-plot", container=True)
        self.steps = gr.Markdown(elem_id="path-steps", visible=False)

    @property
    def shown(self) -> list[Any]:
        """Everything that `show` gives values for."""
        return [self.summary, self.mend, self.tools, *self.files, self.plot, self.steps]

    def show(self, kept: Any, start: str = "") -> list[Any]:
        """The plan of a person, or what is missing for one."""
        person = memory.person(kept)
        if not (person.background or person.outcome or person.role):
            return self._nothing(EMPTY, tools=False)
        try:
            plan = plan_for(self.service, person, start)
        except BotError as wrong:
            return self._nothing(error(str(wrong)), tools=True)
        figure = plots.timeline(plan)
        return [
            gr.update(value=summary_html(plan)), gr.update(value="Change what certpath knows"), gr.update(visible=True),
            *(gr.update(value=name, interactive=True) for name in written(plan, self.service)),
            gr.update(value=figure, visible=figure is not None), gr.update(value=steps_html(plan), visible=True),
        ]  # fmt: skip

    def _nothing(self, said: str, tools: bool) -> list[Any]:
        files = [gr.update(value=None, interactive=False)] * len(FORMS)
        return [gr.update(value=said), gr.update(value="Tell certpath about you"), gr.update(visible=tools), *files,
                gr.update(value=None, visible=False), gr.update(value="", visible=False)]  # fmt: skip


EMPTY = empty(
    "No plan yet",
    "A plan needs your background or your goal. With your hours a week it gets dates, and with a budget it says which "
    "exams that pays for.",
)


def plan_for(service: Service, person: memory.Person, start: str = "") -> Plan:
    """The plan of a person; raises BotError."""
    from bot.names import day as read_day

    begins = read_day(start) if start and start.strip() else None
    return make_plan(service.catalog, service.language, person.profile(service.catalog), service.settings.now, begins)


def written(plan: Plan, service: Service) -> list[str]:
    """The plan's files, in a folder of their own; Gradio takes copies, and clears them up."""
    folder = File(tempfile.mkdtemp(prefix="certpath-plan-"))
    names = []
    for form, _, _ in FORMS:
        name = folder / f"certpath-plan{SUFFIX[form]}"
        name.write_bytes(export(plan, form, service.language).encode("utf-8"))
        names.append(str(name))
    return names


def summary_html(plan: Plan) -> str:
    """The plan in a few figures."""
    totals = plan.totals
    cells = [(str(len(plan.steps)), "steps"), (money(totals.fees), "exam fees today")]
    if totals.weeks:
        cells.append((f"{span(totals.weeks)}", "weeks of study"))
    if totals.finish:
        cells.append((_between(totals.finish), "last exam"))
    notes = list(plan.notes)
    if plan.budget and plan.budget.lacks:
        notes.insert(0, f"{money(plan.budget.budget)} is {money(plan.budget.lacks)} short of the whole plan.")
    elif plan.budget:
        notes.insert(0, f"{money(plan.budget.budget)} pays for all of it and leaves {money(plan.budget.left)}.")
    if plan.person.hours_a_week is None:
        notes.append("Say how many hours a week you have, and the plan gets weeks and dates of its own.")
    if totals.weeks_unknown:
        notes.append(f"The study time is not known for {', '.join(totals.weeks_unknown)}, so dates end before it.")
    said = "".join(f"<li>{esc(note)}</li>" for note in notes)
    return safe(
        f'<h2 class="cp-title">{esc(plan.title)}</h2><p class="cp-lead">As of {esc(day(plan.today))}.</p>'
        + figures(cells)
        + (f'<ul class="cp-notes">{said}</ul>' if said else "")
    )


def steps_html(plan: Plan) -> str:
    """The steps as a table, each with its reason, its change and its project; then the sources."""
    head = ("Step", "Exam", "Today", "Study", "Fee", "Running total", "Portfolio project")
    rows = [_row(step) for step in plan.steps]
    skipped = "".join(f"<li>Left out: {esc(s.pick.short)}, since you hold {esc(s.held)}.</li>" for s in plan.skipped)
    return safe(
        table(head, rows, "cp-table cp-plan", "The steps in order")
        + (f'<ul class="cp-notes">{skipped}</ul>' if skipped else "")
        + f'<details class="cp-more"><summary>Sources of the plan</summary><ul>{cited(plan.sources)}</ul></details>'
    )


def _row(step: PlanStep) -> list[str]:
    exam = step.named
    name = (
        f"<b>{link(exam.page, exam.short) or esc(exam.short)}</b>{' <small>optional</small>' if step.optional else ''}"
    )
    name += f'<p class="cp-why">{esc(step.why.shown[:1].upper() + step.why.shown[1:])}.</p>'
    if step.change:
        name += (
            f'<p class="cp-change">{badge(step.pick.stage, step.pick.code or step.pick.short)} {esc(step.change)}</p>'
        )
    name += "".join(f'<p class="cp-mind">{esc(warning)}</p>' for warning in step.warnings)
    if step.alternatives:
        name += f'<p class="cp-why">Or take {esc(", ".join(other.short for other in step.alternatives))}.</p>'
    more = step.status.shown if step.status.shown != "open" else ""
    today = badge(exam.stage) + (f'<p class="cp-why">{esc(more)}</p>' if more else "")
    study = f"{esc(step.weeks.shown)}"
    if step.exam:
        study += f'<p class="cp-why">exam {esc(_between(step.exam))}</p>'
    fee = esc(step.fee.shown)
    if step.fits is False:
        fee += '<p class="cp-mind">over the budget</p>'
    checked = f'<p class="cp-why">checked {esc(day(step.fee.as_of))}, confidence {esc(step.fee.confidence)}</p>'
    return [str(step.place), name, today, study, fee + checked, esc(money(step.fees_in_all)), esc(step.project or "–")]


def _between(dates: Dates) -> str:
    if dates.earliest == dates.latest:
        return day(dates.latest)
    return f"{dates.earliest:%b %Y} – {dates.latest:%b %Y}" if dates.latest.month != dates.earliest.month \
        else f"{dates.earliest.day}–{dates.latest.day} {dates.latest:%b %Y}"  # fmt: skip
