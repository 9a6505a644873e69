"""What a visitor meets while the bot cannot answer yet, or never will."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visiting
from tests.browser.harness import PageServer, ask, await_answer, open_tab, serving

QUESTION = "What does AIF-C01 cost?"


@pytest.fixture
def building(index_path: Path, tmp_path: Path) -> Iterator[Callable[[Path], PageServer]]:
    """The page while its index is being built, until a file is there."""
    with ExitStack() as stack:
        yield lambda until: stack.enter_context(
            serving(tmp_path, ("-m", "tests.browser.staged", "building", str(until)), index=index_path)
        )


def test_the_page_works_while_the_index_is_being_built(
    visit: Visiting, building: Callable[[Path], PageServer], tmp_path: Path
) -> None:
    built = tmp_path / "built"
    page = visit(building(built).url).page
    line = page.locator("#status-line")
    expect(line).to_contain_text("The index is being built")
    open_tab(page, "Catalog")
    assert page.locator("#catalog-table tbody tr").count() > 20
    open_tab(page, "Chat")
    ask(page, QUESTION, wait=False)
    expect(page.locator("#chatbot .cp-wait")).to_be_visible()
    for _ in range(5):  # more than are answered at once: the fifth sees their question too
        other = visit(page.url).page
        ask(other, QUESTION, wait=False)
        expect(other.locator("#chatbot .cp-wait")).to_be_visible()
        other.context.close()
    built.touch()
    assert "USD 100" in await_answer(page, 1)
    expect(line).to_be_hidden()
    page.context.close()  # before the server goes


def test_an_index_that_cannot_be_had_is_said_at_once_and_to_whoever_asks(
    visit: Visiting, building: Callable[[Path], PageServer], tmp_path: Path
) -> None:
    why = "The index is damaged. Run `python ingest.py`."
    failed = tmp_path / "failed"
    failed.write_text(why)
    page = visit(building(failed).url).page
    expect(page.locator("#status-line .cp-error")).to_contain_text("Questions cannot be answered now. The index is")
    ask(page, QUESTION, wait=False)
    expect(page.locator("#chatbot .cp-error")).to_contain_text("Run `python ingest.py`")
    open_tab(page, "Catalog")
    assert page.locator("#catalog-table tbody tr").count() > 20
    page.context.close()
