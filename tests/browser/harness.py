"""A server of the page in a process of its own, and browsers that may talk to nobody else.

with serving(index=…, feedback=…) as page_server, browsing() as chromium:
    with visiting(chromium, page_server.url) as visit:
        ask(visit.page, "Which exam first?")
        assert not visit.problems
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Request, expect, sync_playwright
from playwright.sync_api import TimeoutError as Late

from tests.browser import chromium

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-11-22"
PATIENCE = 20_000  # ms that a test waits for anything
START_SECONDS = 60  # the machine may be busy
LAPTOP, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}


@dataclass
class PageServer:
    """A page that is being served."""

    url: str
    log: Path
    ready: float  # seconds from the start of the process to the first reply


@contextmanager
def serving(folder: Path, program: Sequence[str] = ("-m", "bot", "serve"), **settings: object) -> Iterator[PageServer]:
    """The page as `python -m bot serve` gives it, or as `program` does; `settings` are BOT_* variables."""
    port = _free_port()
    log = folder / "server.log"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    given = {"port": port, "today": TODAY, "feedback": folder / "feedback.db", **settings}
    environment |= {f"BOT_{name.upper()}": str(value) for name, value in given.items()}
    began = time.monotonic()
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, *program], cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _await(url, process, log)
            yield PageServer(url, log, time.monotonic() - began)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        with suppress(OSError), urllib.request.urlopen(f"{url}/health", timeout=1):
            return
        time.sleep(0.05)
    raise RuntimeError(f"The page does not come up:\n{log.read_text()[-2000:]}")


@contextmanager
def browsing() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    expect.set_options(timeout=PATIENCE)
    program = chromium.find()
    if program is None:
        raise RuntimeError(chromium.MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=chromium.ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Visit:
    """One visitor: a browser profile of their own, and everything that went wrong in it."""

    page: Page
    problems: list[str] = field(default_factory=list)  # scripts that failed, dialogs, refused by the policy
    elsewhere: list[str] = field(default_factory=list)  # requests that would have left this machine


@contextmanager
def visiting(browser: Browser, url: str, *, wait: bool = True, **options: Any) -> Iterator[Visit]:
    """A new visitor who opened the page. `options` are the browser context's (viewport, color_scheme, …)."""
    given = {"viewport": LAPTOP, "reduced_motion": "reduce", **options}
    context = browser.new_context(accept_downloads=True, **given)
    context.set_default_timeout(PATIENCE)
    visit = Visit(context.new_page())

    def asked(request: Request) -> None:
        if request.url.startswith("http") and not request.url.startswith(url):
            visit.elsewhere.append(request.url)

    def dialog(shown: Any) -> None:
        visit.problems.append(f"dialog: {shown.message}")
        shown.dismiss()

    context.on("request", asked)  # watched, not routed, which would take a second of each visit
    page = visit.page
    page.on("dialog", dialog)
    page.on("pageerror", lambda error: visit.problems.append(f"script: {error}"))
    page.on("console", lambda said: visit.problems.append(said.text) if _wrong(said) else None)
    try:
        page.goto(url, wait_until="domcontentloaded")
        if wait:
            typing(page).wait_for()
        yield visit
    finally:
        context.close()


def _wrong(said: Any) -> bool:
    """Whether a line on the console is an error; that a page which is left drops its streams is none."""
    left = said.text.startswith(("AbortError", "Unexpected error ")) or said.text.endswith("network error")
    return said.type == "error" and not left


def typing(page: Page) -> Any:
    """The box that a question is typed in."""
    return page.locator("#chat-input textarea")


def answers(page: Page) -> Any:
    """The answers of the conversation, oldest first; the one under way too."""
    return page.locator("#chatbot .cp-answer")


def ask(page: Page, question: str, *, wait: bool = True) -> str:
    """Type a question, send it, and give the finished answer's text."""
    before = finished(page).count()
    typing(page).fill(question)
    page.keyboard.press("Enter")
    return await_answer(page, before + 1) if wait else ""


def finished(page: Page) -> Any:
    """The answers that are whole, refusals too."""
    return page.locator("#chatbot .cp-answer.cp-done, #chatbot .cp-answer.cp-refused")


def await_answer(page: Page, number: int) -> str:
    """The text of the answer `number`, once it is whole; AssertionError says what the chat shows instead."""
    whole = finished(page).nth(number - 1)
    try:
        whole.wait_for()
    except Late:
        shown = f"the box holds {typing(page).input_value()!r}\n{page.locator('#tab-chat').inner_text()}"
        raise AssertionError(f"There is no answer {number}; {shown}") from None
    return str(whole.inner_text())


def open_tab(page: Page, name: str) -> None:
    """Go to a tab by what stands on it."""
    _press_tab(page, name)
    page.locator(f"#tab-{name.lower()}").wait_for()


def _press_tab(page: Page, name: str) -> None:
    """Press a tab; on a narrow screen the last ones are in a menu."""
    tab = page.get_by_role("tab", name=name, exact=True)
    if tab.count():
        tab.click()
    else:
        page.get_by_role("button", name="More tabs").click()
        page.locator(".overflow-dropdown button").filter(has_text=name).click()


def choose(page: Page, element: str, *options: str) -> None:
    """Pick options of a dropdown by what they begin with: typed, so that the list narrows, and pressed."""
    for option in options:
        box = page.locator(f"#{element} input")
        box.click()
        box.fill(option)
        page.locator(f"#{element} [role=option]").filter(has_text=option).first.click()
        box.blur()
