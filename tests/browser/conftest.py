"""One server and one browser for all tests of the page; each test is a visitor of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium
from tests.browser.harness import PageServer, Visit, browsing, serving, visiting

Visiting = Callable[..., Visit]


# Not for the whole session: Playwright keeps an event loop running in this thread, and tests elsewhere have their own.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if chromium.find() is None:
        pytest.fail(chromium.MISSING, pytrace=False)
    with browsing() as opened:
        yield opened


@pytest.fixture(scope="package")
def server(index_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageServer]:
    """The page over the real index, with the built-in writer."""
    with serving(tmp_path_factory.mktemp("server"), index=index_path) as served:
        yield served


@pytest.fixture
def visit(browser: Browser, server: PageServer) -> Iterator[Visiting]:
    """`visit()` opens the page as somebody new; nothing may go wrong in their browser or leave it for elsewhere."""
    with ExitStack() as stack:
        opened: list[Visit] = []

        def come(url: str = "", **options: Any) -> Visit:
            coming: AbstractContextManager[Visit] = visiting(browser, url or server.url, **options)
            opened.append(stack.enter_context(coming))
            return opened[-1]

        yield come
        for visitor in opened:
            assert visitor.elsewhere == []
            assert visitor.problems == []


@pytest.fixture(scope="package")
def staged(index_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageServer]:
    """The page over a bot that can be told to answer with something hostile, or slowly (staged.py); with MCP tools."""
    program = ("-m", "tests.browser.staged")
    with serving(tmp_path_factory.mktemp("staged"), program, index=index_path, mcp=1) as served:
        yield served
