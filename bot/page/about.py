"""About: where the facts come from, how fresh they are, how often the answers are right, and what words them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import gradio as gr

from bot import __version__
from bot.formats import day
from bot.page import render
from bot.page.models import Models
from bot.page.render import esc, link, safe, table
from bot.page.service import Service

FIGURES = Path(__file__).with_name("figures.json")


class About:
    """The tab."""

    def __init__(self, service: Service) -> None:
        gr.Markdown(about_html(service), elem_id="about")
        gr.Markdown(safe('<h2 class="cp-title">Which model answers</h2>'))
        self.models = Models(service)
        gr.Markdown(sources_html(service), elem_id="about-sources")


def about_html(service: Service) -> str:
    """Freshness and figures."""
    catalog = service.catalog
    checked = sorted(cert.provenance.checked for cert in catalog.certifications.values())
    official = sum(source.official for source in catalog.sources.values())
    dates = f"{day(checked[0])} to {day(checked[-1])}" if checked else "never"
    cells = [
        (str(len(catalog.certifications)), "certifications"), (str(len(catalog.vendors)), "vendors"),
        (str(len(catalog.sources)), f"sources, {official} of them official"), (dates, "facts checked"),
        (day(service.settings.now), "answers are for"),
    ]  # fmt: skip
    return safe(
        f'<h2 class="cp-title">About certpath {esc(__version__)}</h2><p class="cp-lead">certpath answers from a dated '
        "guide and a catalog of facts, each with its source. What it computes, it computes from them; what it does not "
        "know, it says. Look at the official page before you pay: every source links to it.</p>"
        f"{render.figures(cells)}{_measured()}"
    )


def _measured() -> str:
    found = figures()
    if not found:
        return ""
    rows = [[esc(row.get("what", "")), esc(row.get("right", "")), esc(row.get("of", "")), esc(row.get("share", ""))]
            for row in found.get("rows", ())]  # fmt: skip
    note = f'<p class="cp-note">{esc(found.get("note", ""))}</p>'
    caption = f"Measured {esc(found.get('date', ''))}"
    shown = table(("Questions", "Right", "Of", "Share"), rows, "cp-table", caption)
    return f'<h2 class="cp-title">How often it is right</h2>{shown}{note}'


def figures() -> dict[str, Any]:
    """The latest figures of the evaluation, where the package has them."""
    try:
        found = json.loads(FIGURES.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def sources_html(service: Service) -> str:
    """Every source with its date."""
    rows = [
        [
            link(source.url, source.title) or esc(source.title),
            "official" if source.official else "reports it",
            esc(source.dated),
        ]
        for source in sorted(service.catalog.sources.values(), key=lambda source: not source.official)
    ]
    return safe(
        f'<details class="cp-more"><summary>All {len(rows)} sources</summary>'
        f"{table(('Source', 'Kind', 'Dated'), rows, 'cp-table')}</details>"
    )
