"""A language model words the answers: they come as they are checked, lies never show, and stop frees what was held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from llm_server import KEY, Reply, Server, sent
from llm_server import serving as speaking
from playwright.sync_api import expect

from tests.browser.conftest import Visiting
from tests.browser.harness import PageServer, answers, ask, choose, finished, open_tab, serving

QUESTION = "What does AIF-C01 cost?"
FIRST = 8  # words until the first sentence is known to be whole
PACE = 0.1  # seconds between two words of the model
# Every wording that the page shows, for as long as it shows it, kept where a test can read it.
WATCH = """() => { window.seen = []; new MutationObserver(() => window.seen.push(
  document.querySelector('#chatbot')?.innerText ?? '')).observe(document.body,
  {childList: true, subtree: true, characterData: true}); }"""


def words(body: dict[str, Any]) -> str:
    """The price with its source, a lie, and a sentence more, from the evidence that the model was given."""
    n = re.findall(r"\[(\d+)\][^\n]*\n(?:[^\n\[]*\n)*?Price of AIF-C01", sent(body))[0]
    truth, lie = f"The AIF-C01 exam costs USD 100 [{n}].", f"The AIF-C01 exam costs USD 450 [{n}]."
    return f"{truth} {lie} The price of AIF-C01 is USD 100 [{n}]."


@pytest.fixture(scope="module")
def llm() -> Iterator[Server]:
    with speaking(Reply(words, between=PACE)) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPENAI_API_KEY", KEY)
        yield server


@pytest.fixture(scope="module")
def worded(llm: Server, index_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageServer]:
    """The page with a model that may be called once at a time, and that is waited for longer than any test is."""
    model = {"model": "openai:tiny", "base_url": f"{llm.url}/v1", "calls": 1, "idle_seconds": 90, "total_seconds": 90}
    with serving(tmp_path_factory.mktemp("worded"), index=index_path, **model) as served:
        yield served


def test_sentences_come_once_they_are_checked_and_a_lie_never_shows(
    visit: Visiting, worded: PageServer, llm: Server
) -> None:
    llm.replies[:] = [Reply(words, between=PACE)]
    page = visit(worded.url).page
    page.evaluate(WATCH)
    whole = ask(page, QUESTION)
    assert whole.count("USD 100") == 2
    seen = page.evaluate("window.seen")
    assert any(shown.count("USD 100") == 1 for shown in seen), "the first sentence waited for the rest"
    assert not [shown for shown in seen if "USD 450" in shown]
    page.locator("#chatbot a.cite").first.click()
    expect(page.locator("#source-panel .cp-card.cp-open mark").first).to_contain_text("USD 100")
    assert KEY not in page.content()


def test_stop_frees_the_one_call_that_the_model_takes(visit: Visiting, worded: PageServer, llm: Server) -> None:
    llm.replies[:] = [Reply(words, stall_after=FIRST), Reply(words)]
    page = visit(worded.url).page
    ask(page, QUESTION, wait=False)
    expect(answers(page).first).to_contain_text("USD 100")
    assert finished(page).count() == 0
    page.locator("#chat-stop").click()
    stopped = page.locator("#chatbot .cp-answer.cp-stopped")
    expect(stopped).to_contain_text("USD 100")
    expect(page.locator("#chatbot")).to_contain_text("Stopped")
    assert "USD 100" in ask(page, QUESTION)  # which would wait for the first call, had it not ended
    assert llm.stalling, "the first call held the model until its server gave up"
    assert len(llm.calls) >= 2


def test_a_model_that_fails_leaves_the_built_in_answer_and_says_so(
    visit: Visiting, worded: PageServer, llm: Server
) -> None:
    llm.replies[:] = [Reply(status=401)]
    page = visit(worded.url).page
    assert "The built-in writer answered instead." in ask(page, QUESTION)
    expect(page.locator("#source-panel .cp-card").first).to_be_visible()
    assert KEY not in page.content()


def test_another_model_is_chosen_without_a_restart(visit: Visiting, worded: PageServer, llm: Server) -> None:
    llm.replies[:] = [Reply("ready"), Reply(words)]
    page = visit(worded.url).page
    open_tab(page, "About")
    expect(page.locator("#model-status")).to_contain_text("openai:tiny")
    page.locator("#model-test").click()
    expect(page.locator("#model-status")).not_to_contain_text("from the next question on")
    expect(page.locator("#model-status .cp-model-ok")).to_contain_text("openai:tiny")
    choose(page, "model-choice", "built-in")
    expect(page.locator("#model-status")).to_contain_text("built-in writer")
    before = len(llm.calls)
    open_tab(page, "Chat")
    ask(page, QUESTION)
    assert len(llm.calls) == before
    assert KEY not in page.content()


def test_words_come_one_by_one_where_sentences_are_only_marked(
    visit: Visiting, llm: Server, index_path: Path, tmp_path: Path
) -> None:
    llm.replies[:] = [Reply(words, between=0.15)]
    model = {"model": "openai:tiny", "base_url": f"{llm.url}/v1", "strict": 0}
    with serving(tmp_path, index=index_path, **model) as served:
        page = visit(served.url).page
        page.evaluate(WATCH)
        assert "⚠" in ask(page, QUESTION)
        assert any("The AIF-C01 exam" in shown and "USD 100" not in shown for shown in page.evaluate("window.seen"))
        page.context.close()
