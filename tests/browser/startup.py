"""How soon the page can be used: `python -m tests.browser.startup [RUNS]`, in the system's Chromium.

Each run starts a server of its own, with the index that BOT_INDEX or the usual place holds, and a visitor who comes as
soon as it listens; a browser that is open already, as people's are, shows an empty page until then.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser import chromium
from tests.browser.harness import ask, browsing, serving, typing, visiting

MEASURED = (
    "process start to listening",
    "listening to a box that takes typing",
    "listening to the first answer, whole",
)
QUESTION = "What does AIF-C01 cost?"


def measure(browser: Browser) -> tuple[float, float, float]:
    """The seconds of MEASURED, once."""
    kept = {"index": os.environ["BOT_INDEX"]} if os.environ.get("BOT_INDEX") else {}
    with tempfile.TemporaryDirectory() as scratch, serving(Path(scratch), **kept) as server:
        began = time.monotonic()
        with visiting(browser, server.url) as visit:
            typing(visit.page).fill("typed")
            assert typing(visit.page).input_value() == "typed"
            usable = time.monotonic() - began
            ask(visit.page, QUESTION)
            return server.ready, usable, time.monotonic() - began


def main(runs: int) -> int:
    """Print the median and the extremes of each; 1 where there is no Chromium."""
    if chromium.find() is None:
        print(chromium.MISSING, file=sys.stderr)
        return 1
    with browsing() as browser, visiting(browser, "about:blank", wait=False):
        measured = [measure(browser) for _ in range(runs)]
    for name, seconds in zip(MEASURED, zip(*measured, strict=True), strict=True):
        print(f"{name}: {statistics.median(seconds):.2f} s ({min(seconds):.2f} to {max(seconds):.2f}, {runs} runs)")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
