"""Compare: two or three certifications side by side, every value with its date and confidence."""

from __future__ import annotations

from collections.abc import Sequence

import gradio as gr

from bot.compared import Comparison, compare
from bot.errors import BotError
from bot.formats import day
from bot.page.render import badge, cited, empty, error, esc, link, safe, table
from bot.page.service import Service
from bot.sourced import Fact

MOST = 3


class Compare:
    """The tab."""

    def __init__(self, service: Service) -> None:
        self.service = service
        gr.Markdown(safe('<h2 class="cp-title">Side by side</h2><p class="cp-lead">Choose two or three certifications. '
                         "What differs is marked.</p>"))  # fmt: skip
        self.pick = gr.Dropdown(
            named(service), multiselect=True, max_choices=MOST, value=[], label="Certifications", elem_id="compare-pick"
        )
        self.only = gr.Checkbox(label="Only what differs", elem_id="compare-differs", value=False)
        self.result = gr.Markdown(EMPTY, elem_id="compare-result")
        for changed in (self.pick.change, self.only.input):
            changed(self.show, [self.pick, self.only], self.result, show_progress="hidden", api_visibility="private")

    def show(self, ids: Sequence[str] | None, only: bool = False) -> str:
        """The table, or what is missing for one."""
        wanted = list(ids or ())
        if len(wanted) < 2:
            return EMPTY if not wanted else empty("One more", "Choose at least two certifications to set side by side.")
        try:
            service = self.service
            return comparison_html(compare(service.catalog, service.language, service.settings.now, wanted), only)
        except BotError as wrong:
            return error(str(wrong))


EMPTY = empty("Nothing chosen yet", "Choose two or three certifications above: price, length, level, topics and more.")


def named(service: Service) -> list[tuple[str, str]]:
    """The certifications to choose from, the closed ones said to be so, last."""
    from bot.browse import browse

    rows = browse(service.catalog, service.language, service.settings.now)
    return [(row.short if row.open else f"{row.short} – {row.status.shown}", row.id) for row in rows]


def comparison_html(found: Comparison, only: bool = False) -> str:
    """Exams side by side."""
    head = ["Field", *(f"{link(row.page, row.short)} {badge(row.stage)}" for row in found.certs)]
    lines = [line for line in found.lines if line.differs or not only]
    rows: list[list[str]] = []
    for line in lines:
        mark = ' <span class="cp-differs" title="differs">≠</span>' if line.differs else ""
        rows.append([f"<b>{esc(line.label)}</b>{mark}", *(value(fact) for fact in line.values)])
    shut = [row for row in found.certs if not row.open]
    closed = "".join(f'<p class="cp-change">{badge(row.stage)} <b>{esc(row.short)}</b>: {esc(row.status.shown)}.</p>'
                     for row in shut)  # fmt: skip
    return safe(
        closed + table(head, rows, "cp-table cp-compare", f"As of {esc(day(found.today))}")
        + f'<details class="cp-more"><summary>Sources</summary><ul>{cited(found.sources)}</ul></details>'
    )  # fmt: skip


def value(fact: Fact) -> str:
    """A value with the day it was checked and how sure it is; the remark on it too."""
    unknown = fact.value is None
    note = f'<p class="cp-why">{esc(fact.note)}</p>' if fact.note else ""
    text = f'<span class="cp-unknown">{esc(fact.shown)}</span>' if unknown else esc(fact.shown)
    return f'{text}{note}<p class="cp-asof">{esc(fact.as_of)} · {esc(fact.confidence)}</p>'
