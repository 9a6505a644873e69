"""Catalog: every certification with filters, and the pictures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import gradio as gr

from bot.browse import CertRow, browse
from bot.errors import BotError
from bot.formats import day, listing, money
from bot.page import plots
from bot.page.amounts import amount
from bot.page.render import badge, empty, error, esc, link, safe, table
from bot.page.service import Service
from bot.pictures import open_over_time, price_by_hours, salaries

SORTS = ("open first", "price, low to high", "study time, short to long", "name")
BACK, AHEAD = timedelta(days=420), timedelta(days=240)


class Catalog:
    """The tab."""

    def __init__(self, service: Service) -> None:
        self.service = service
        catalog = service.catalog
        gr.Markdown(safe('<h2 class="cp-title">All certifications</h2>'))
        with gr.Group(), gr.Row(elem_classes="cp-filters"):
            self.vendor = gr.Dropdown([(v.name, v.id) for v in catalog.vendors.values()], multiselect=True, value=[],
                                      label="Vendor", elem_id="filter-vendor", min_width=200)  # fmt: skip
            levels = list(dict.fromkeys(cert.level for cert in catalog.certifications.values()))
            self.level = gr.Dropdown([(level.capitalize(), level) for level in levels], multiselect=True, value=[],
                                     label="Level", elem_id="filter-level", min_width=200)  # fmt: skip
            topics = sorted(catalog.topics.values(), key=lambda topic: topic.name.lower())
            self.topic = gr.Dropdown([(topic.name, topic.id) for topic in topics],
                                     multiselect=True, value=[], label="Topic", elem_id="filter-topic",
                                     min_width=200)  # fmt: skip
        with gr.Group(), gr.Row(elem_classes="cp-filters"):
            self.price = gr.Textbox(label="Price at most, USD", elem_id="filter-price", value="", max_lines=1,
                                    max_length=12, placeholder="any", min_width=160)  # fmt: skip
            self.sort = gr.Dropdown(list(SORTS), value=SORTS[0], label="Sort by", elem_id="filter-sort", min_width=200)
            self.open = gr.Checkbox(label="Open today only", elem_id="filter-open", value=False, min_width=160)
        self.table = gr.Markdown(self.show([], [], [], "", SORTS[0], False), elem_id="catalog-table")
        with gr.Accordion("In pictures", open=False, elem_id="catalog-pictures") as self.pictures:
            gr.Markdown(safe('<h3 class="cp-title">Price against hours of study</h3>'))
            self.prices = gr.Plot(show_label=False, elem_id="plot-price")
            self.left_out = gr.Markdown("")
            gr.Markdown(safe('<h3 class="cp-title">Salary by role</h3><p class="cp-lead">US medians of the guide, for '
                             "which it gives no source.</p>"))  # fmt: skip
            self.pay = gr.Plot(show_label=False, elem_id="plot-pay")
            gr.Markdown(safe('<h3 class="cp-title">Exams open and closed over time</h3>'))
            self.time = gr.Plot(show_label=False, elem_id="plot-time")
            self.numbers = gr.Markdown("")
        self.filters: list[Any] = [self.vendor, self.level, self.topic, self.price, self.sort, self.open]
        self._wire()

    def _wire(self) -> None:
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "trigger_mode": "always_last"}
        for one in self.filters:
            one.change(self.show, self.filters, self.table, **quiet)
        self.pictures.expand(self.drawn, None, [self.prices, self.left_out, self.pay, self.time, self.numbers],
                             api_visibility="private")  # fmt: skip

    def show(
        self, vendors: Sequence[str] | None, levels: Sequence[str] | None, topics: Sequence[str] | None,
        price: str, sort: str, open_only: bool,
    ) -> str:  # fmt: skip
        """The table of what meets every filter."""
        service = self.service
        try:
            rows = browse(service.catalog, service.language, service.settings.now, vendors=vendors or (),
                          levels=levels or (), max_price=amount(price), open_today=open_only,
                          topics=topics or ())  # fmt: skip
        except BotError as wrong:
            return error(str(wrong))
        if not rows:
            return empty(
                "Nothing fits", "No certification meets all of these filters. Take one away, or raise the price."
            )
        return rows_html(service, _sorted(rows, sort), service.settings.now)

    def drawn(self) -> list[Any]:
        """The pictures, each with its numbers in words."""
        service = self.service
        today = service.settings.now
        prices = price_by_hours(service.catalog, service.language, today)
        paid = salaries(service.catalog, service.language)
        counts = open_over_time(service.catalog, today - BACK, today + AHEAD)
        left = f"Not drawn, since the price or the study time is not known: {listing(prices.left_out)}."
        return [
            plots.price_hours(prices), safe(f'<p class="cp-note">{esc(left)}</p>' if prices.left_out else ""),
            plots.pay(paid), plots.over_time(counts, today.isoformat()), numbers_html(service, today),
        ]  # fmt: skip


def _sorted(rows: Sequence[CertRow], sort: str) -> list[CertRow]:
    last = float("inf")
    if sort == SORTS[1]:
        return sorted(
            rows, key=lambda row: (row.price.value if isinstance(row.price.value, float) else last, row.short)
        )
    if sort == SORTS[2]:
        return sorted(rows, key=lambda row: (row.study_hours.span.low if row.study_hours.span else last, row.short))
    return sorted(rows, key=lambda row: row.short.lower()) if sort == SORTS[3] else list(rows)


def rows_html(service: Service, rows: Sequence[CertRow], today: date) -> str:
    """The certifications as a table; what is closed is struck and says what to book instead."""
    head = ("Certification", "Today", "Level", "Price", "Exam", "Study", "Valid", "Checked")
    opened = sum(row.open for row in rows)
    caption = f"{len(rows)} certification{'' if len(rows) == 1 else 's'}, {opened} open today, {esc(day(today))}"
    body = [_cells(service, row) for row in rows]
    return safe(table(head, body, "cp-table cp-catalog", caption))


def _cells(service: Service, row: CertRow) -> list[str]:
    names = [service.catalog.certifications[i].short for i in row.instead]
    title = link(row.page, row.short)
    name = f"<b>{title}</b>" if row.open else f'<b class="cp-gone">{title}</b>'
    name += f'<p class="cp-why">{esc(row.vendor)}</p>'
    more = row.status.shown if row.status.shown != "open" else ""
    today = badge(row.stage) + (f'<p class="cp-why">{esc(more)}</p>' if more else "")
    if names:
        today += f'<p class="cp-change">Book {esc(listing(names, "or"))}</p>'
    fee = esc(row.price.shown)
    if row.price.value != row.standard_price.value and row.standard_price.value is not None:
        fee += f'<p class="cp-why">{esc(row.standard_price.shown)} standard</p>'
    study = row.study_hours if row.study_hours.value is not None else row.study_weeks
    cells = [_known(row.minutes), _known(study), _known(row.validity)]
    checked = f'{esc(row.as_of)}<p class="cp-why">{esc(row.confidence)}</p>'
    return [name, today, esc(row.level.capitalize()), fee, *cells, checked]


def _known(fact: Any) -> str:
    return esc(fact.shown) if fact.value is not None else '<span class="cp-unknown">not known</span>'


def numbers_html(service: Service, today: date) -> str:
    """The numbers behind the pictures, for whoever cannot or would not look."""
    prices = price_by_hours(service.catalog, service.language, today)
    points = [p for group in prices.vendors.values() for p in group]
    first = [[esc(p.short), esc(money(p.price)), esc(f"{p.hours.low:g}–{p.hours.high:g}")] for p in points]
    paid = [[esc(s.role), esc(s.median.shown) + ("+" if s.at_least else ""), esc(s.held)]
            for s in salaries(service.catalog, service.language)]  # fmt: skip
    counts = [[esc(c.on), str(c.active), str(c.beta), str(c.closed)]
              for c in open_over_time(service.catalog, today - BACK, today + AHEAD)]  # fmt: skip
    return safe(
        '<details class="cp-more"><summary>The numbers behind the pictures</summary>'
        + table(("Exam", "Fee", "Hours"), first, "cp-table", "Price against hours of study")
        + table(("Role", "US median", "Typically held"), paid, "cp-table", "Salary by role")
        + table(("From", "Open", "In beta", "Closed"), counts, "cp-table", "Exams over time")
        + "</details>"
    )
