"""You: what certpath understood about the person, as chips that can be mended or cleared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import gradio as gr

from bot.errors import InputError
from bot.formats import listing, money, number
from bot.page import memory
from bot.page.amounts import amount, shown
from bot.page.memory import Person
from bot.page.render import esc, safe
from bot.page.service import Service

FIELDS = ("background", "role", "outcome", "vendor", "budget", "hours_a_week", "held")
LABELS = {"background": "Background", "role": "Job aimed at", "outcome": "Goal", "vendor": "Cloud",
          "budget": "Budget", "hours_a_week": "Study time", "held": "Holds"}  # fmt: skip
CLEARED = "✕"


class You:
    """The tab; `chips` and `editors` show a Person, `changed` is called with whatever mends it."""

    def __init__(self, service: Service) -> None:
        self.service = service
        catalog = service.catalog
        gr.Markdown(
            safe('<h2 class="cp-title">What certpath knows about you</h2><p class="cp-lead">Picked up from the chat, '
                 "or set here. It changes the answers and your plan, and it stays in this browser.</p>")
        )  # fmt: skip
        with gr.Row(elem_id="you-chips", elem_classes="cp-chips"):
            self.chips = {
                name: gr.Button("", size="sm", visible=False, elem_id=f"you-clear-{name}", elem_classes="cp-chip",
                                scale=0, min_width=0)
                for name in FIELDS
            }  # fmt: skip
            self.clear = gr.Button("Clear all", size="sm", visible=False, elem_id="you-clear", scale=0, min_width=0,
                                   elem_classes="cp-quiet")  # fmt: skip
        self.nothing = gr.Markdown(NOTHING, elem_id="you-empty")
        with gr.Group(), gr.Row(elem_classes="cp-filters"):
            self.background = _choice("Background", "you-background", catalog.backgrounds.values())
            self.outcome = _choice("Goal", "you-goal", catalog.outcomes.values())
            self.role = _choice("Job aimed at", "you-role", catalog.roles.values())
            self.vendor = _choice("Cloud", "you-cloud", catalog.vendors.values())
        with gr.Group(), gr.Row(elem_classes="cp-filters"):
            self.budget = gr.Textbox(label="Budget for exams, USD", elem_id="you-budget", max_lines=1, max_length=12,
                                     placeholder="not said")  # fmt: skip
            self.hours = gr.Textbox(label="Hours a week for study", elem_id="you-hours", max_lines=1, max_length=6,
                                    placeholder="not said")  # fmt: skip
            self.held = gr.Dropdown(
                [(cert.short, cert.id) for cert in catalog.certifications.values()], multiselect=True, value=[],
                label="Certifications held", elem_id="you-held", filterable=True, scale=2,
            )  # fmt: skip
        self.editors: list[Any] = [
            self.background,
            self.role,
            self.outcome,
            self.vendor,
            self.budget,
            self.hours,
            self.held,
        ]

    @property
    def shown(self) -> list[Any]:
        """Everything that `show` gives values for."""
        return [*self.chips.values(), self.clear, self.nothing, *self.editors]

    def show(self, kept: Any) -> list[Any]:
        """Chips and editors for a person."""
        person = memory.person(kept)
        chips = chips_of(person, self.service)
        updates: list[Any] = [
            gr.update(value=f"{LABELS[name]}: {chips[name]}  {CLEARED}" if name in chips else "", visible=name in chips)
            for name in FIELDS
        ]
        updates += [gr.update(visible=bool(chips)), gr.update(visible=not chips)]
        return [*updates, *(gr.update(value=_edited(person, name)) for name in FIELDS)]

    def returned(self, kept: Any) -> list[Any]:
        """What somebody who comes back had told; nothing for somebody new, who may be choosing already."""
        return self.show(kept) if memory.person(kept) != Person() else [gr.skip()] * len(self.shown)

    def wire(self, state: gr.State) -> None:
        """Editors and chips write to `state`; whoever shows a person listens to its changes."""
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        quick = [*self.chips.values(), self.clear, self.nothing]

        def mended(*values: Any) -> list[Any]:
            kept = person_from(values).model_dump()
            return [kept, *self.show(kept)[: len(quick)]]

        for editor in self.editors:
            boxed = isinstance(editor, gr.Textbox)
            triggers: Any = [editor.blur, editor.submit] if boxed else [editor.input]
            gr.on(triggers, mended, self.editors, [state, *quick], **quiet)
        for name in (*FIELDS, ""):
            button = self.chips[name] if name else self.clear
            button.click(self._clearing(name), state, [state, *self.shown], **quiet)

    def _clearing(self, name: str) -> Callable[[Any], list[Any]]:
        def cleared(kept: Any) -> list[Any]:
            blank = Person()
            person = memory.person(kept).model_copy(update={name: getattr(blank, name)}) if name else blank
            told = person.model_dump()
            return [told, *self.show(told)]

        return cleared


NOTHING = safe(
    '<p class="cp-note">Nothing yet. Say in the chat what you do, what you aim at, which cloud you use or what you can '
    "spend, or choose it here.</p>"
)


def _choice(label: str, elem_id: str, records: Any) -> gr.Dropdown:
    names = [("not said", ""), *((record.name[0].upper() + record.name[1:], record.id) for record in records)]
    return gr.Dropdown(names, label=label, elem_id=elem_id, value="", min_width=220, filterable=True)


def _edited(person: Person, name: str) -> Any:
    """What the editor of a field holds; a choice that is not made is its first, "not said"."""
    value = getattr(person, name)
    if name in ("budget", "hours_a_week"):
        return shown(value)
    return "" if value is None and name in ("background", "role", "outcome", "vendor") else value


def person_from(values: Sequence[Any]) -> Person:
    """A person from the editors, in the order of FIELDS; an amount that makes no sense is left out."""
    told = dict(zip(FIELDS, values, strict=True))
    amounts = {name: _amount(told[name], most) for name, most in (("budget", 1e7), ("hours_a_week", 168))}
    hours = amounts["hours_a_week"] or None
    named = {name: told[name] or None for name in ("background", "role", "outcome", "vendor")}
    return memory.person({**named, "budget": amounts["budget"], "hours_a_week": hours, "held": told["held"] or []})


def _amount(text: Any, most: float) -> float | None:
    try:
        value = amount(text)
    except InputError:
        return None
    return value if value is not None and value <= most else None


def chips_of(person: Person, service: Service) -> dict[str, str]:
    """Each known field in words."""
    catalog = service.catalog
    told = person.profile(catalog)
    found = {
        "background": told.background and catalog.backgrounds[told.background].name,
        "role": told.role and catalog.roles[told.role].name,
        "outcome": told.outcome and catalog.outcomes[told.outcome].name,
        "vendor": told.vendor and catalog.vendors[told.vendor].name,
        "budget": money(told.budget) if told.budget is not None else "",
        "hours_a_week": f"{number(told.hours_a_week)} hours a week" if told.hours_a_week else "",
        "held": listing([catalog.certifications[i].code or catalog.certifications[i].short for i in told.held]),
    }
    return {name: str(text) for name, text in found.items() if text}


def line(kept: Any, service: Service) -> str:
    """What is known of the person, in a line above the chat."""
    chips = chips_of(memory.person(kept), service)
    pills = "".join(
        f'<span class="cp-pill"><b>{esc(LABELS[name])}</b> {esc(text)}</span>' for name, text in chips.items()
    )
    return safe(f'<div class="cp-you">{pills}</div>') if pills else ""
