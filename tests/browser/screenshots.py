"""The pictures in docs/, taken again: `make screenshots`, or `python -m tests.browser.screenshots [FOLDER]`.

As of one day and in one size, so that they change only where the page does. Without an index in BOT_INDEX or the
usual place, the page builds it first, which takes a minute.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import chromium
from tests.browser.harness import ROOT, ask, browsing, choose, open_tab, serving, visiting

DOCS = ROOT / "docs"
QUESTION = "I am a data analyst with 6 hours a week. Which certification should I take first?"
STILL = 800  # ms until nothing moves


def chat(page: Page) -> None:
    """An answer with one of its sources open."""
    page.set_default_timeout(180_000)  # the index may have to be built
    ask(page, QUESTION)
    page.locator("#followup-1").wait_for()
    page.locator("#chatbot a.cite").nth(1).click()
    expect(page.locator("#source-panel .cp-card.cp-open")).to_be_visible()


def path(page: Page) -> None:
    """The plan of the person who asked."""
    open_tab(page, "Path")
    page.locator("#path-plot .js-plotly-plot").wait_for()


def compare(page: Page) -> None:
    """Two of the certifications side by side, one of them in beta."""
    open_tab(page, "Compare")
    choose(page, "compare-pick", "AWS ML Engineer", "Google Professional ML")
    expect(page.locator("#compare-result thead th")).to_have_count(3)


def main(folder: Path) -> int:
    """Write the three pictures; 1 where there is no Chromium."""
    if chromium.find() is None:
        print(chromium.MISSING, file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    kept = {"index": os.environ["BOT_INDEX"]} if os.environ.get("BOT_INDEX") else {}
    with (
        tempfile.TemporaryDirectory() as scratch,
        serving(Path(scratch), **kept) as server,
        browsing() as browser,
        visiting(browser, server.url) as visit,
    ):
        for view in (chat, path, compare):
            view(visit.page)
            visit.page.mouse.move(0, 0)
            visit.page.evaluate("scrollTo(0, 0)")
            visit.page.wait_for_timeout(STILL)
            written = folder / f"{view.__name__}.png"
            visit.page.screenshot(path=written)
            print(written)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS))
