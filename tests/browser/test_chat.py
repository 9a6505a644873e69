"""The chat: ask, read on, go on, come back."""

from __future__ import annotations

import re
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bot import feedback
from tests.browser.conftest import Visiting
from tests.browser.harness import PageServer, answers, ask, await_answer, finished, typing

FIRST = "I am a data analyst. Which certification should I take first?"
PRICE = "What does AIF-C01 cost?"


def test_a_question_is_answered_with_sources_that_open_beside_it(visit: Visiting) -> None:
    page = visit().page
    ask(page, PRICE)
    assert re.search(r"(USD |\$)\d", finished(page).first.inner_text())
    marker = page.locator("#chatbot a.cite").first
    marker.click()
    card = page.locator("#source-panel .cp-card.cp-open")
    expect(card).to_be_in_viewport()
    expect(card.locator("mark").first).to_be_visible()
    expect(card.locator("time")).to_have_attribute("datetime", re.compile(r"20\d\d-\d\d-\d\d"))
    assert card.locator("mark").first.inner_text().strip()
    official = card.locator("a.cp-out")
    assert (official.get_attribute("href") or "").startswith("https://")
    assert official.get_attribute("target") == "_blank"
    assert "noopener" in (official.get_attribute("rel") or "")


def test_an_answer_streams_and_health_answers_meanwhile(visit: Visiting, staged: PageServer) -> None:
    page = visit(staged.url).page
    ask(page, "Slowly, please", wait=False)
    expect(answers(page).first).to_contain_text("word3")
    assert "word29" not in answers(page).first.inner_text()
    with urllib.request.urlopen(f"{staged.url}/health", timeout=5) as reply:
        assert reply.status == 200
    assert "word29" not in answers(page).first.inner_text(), "it waited for the answer"
    expect(page.locator("#chat-stop")).to_be_visible()
    assert "word29" in await_answer(page, 1)
    expect(page.locator("#chat-send")).to_be_visible()


def test_an_answer_can_be_stopped(visit: Visiting, staged: PageServer) -> None:
    page = visit(staged.url).page
    ask(page, "Slowly, please", wait=False)
    expect(answers(page).first).to_contain_text("word2")
    page.locator("#chat-stop button, button#chat-stop").first.click()
    stopped = page.locator("#chatbot .cp-answer.cp-stopped")
    expect(stopped).to_be_visible()
    expect(page.locator("#chat-send")).to_be_visible()
    assert "word29" not in stopped.inner_text()
    assert ask(page, PRICE)


def test_a_follow_up_is_understood_from_what_was_said(visit: Visiting) -> None:
    page = visit().page
    ask(page, PRICE)
    second = ask(page, "And how long is it?")
    assert re.search(r"\d+ minutes", second)


def test_a_suggested_question_is_one_click_and_is_answered(visit: Visiting) -> None:
    page = visit().page
    ask(page, FIRST)
    suggested = page.locator("[id^=followup-]:visible")
    suggested.first.wait_for()
    assert 2 <= suggested.count() <= 3
    wording = suggested.first.inner_text()
    suggested.first.click()
    await_answer(page, 2)
    expect(page.locator("#chatbot [data-testid=user]").nth(1)).to_contain_text(wording)
    assert page.locator("#chatbot .cp-answer.cp-refused").count() == 0


def test_a_starter_is_one_click(visit: Visiting) -> None:
    page = visit().page
    assert page.locator("[id^=starter-]").count() >= 4
    page.locator("#starter-1").click()
    assert await_answer(page, 1)
    expect(page.locator("#starter-1")).to_be_hidden()


def test_a_question_can_be_mended_retried_and_undone(visit: Visiting) -> None:
    page = visit().page
    ask(page, PRICE)
    page.get_by_role("button", name="Edit").first.click()
    box = page.locator("#chatbot textarea")
    box.fill("What does AI-102 cost?")
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("#chatbot [data-testid=user]")).to_have_text(re.compile("AI-102"))
    expect(finished(page)).to_have_count(1)
    expect(finished(page).first).to_contain_text("AI-102")
    page.get_by_role("button", name="Retry").click()
    expect(finished(page)).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(finished(page)).to_have_count(0)
    expect(typing(page)).to_have_value("What does AI-102 cost?")


def test_a_question_is_edited_as_it_was_typed(visit: Visiting) -> None:
    page = visit().page
    typed = "# R&D: what does *AIF-C01* cost, <b>today</b>? &#42; a_b"
    ask(page, typed)
    page.get_by_role("button", name="Edit").first.click()
    box = page.locator("#chatbot textarea")
    expect(box).to_have_value(typed)
    box.press_sequentially(" now")  # at its end
    page.get_by_role("button", name="Submit").click()
    said = page.locator("#chatbot [data-testid=user]")
    expect(said).to_have_text(re.compile(re.escape(f"{typed} now")))
    expect(finished(page)).to_have_count(1)


def test_an_answer_is_copied_as_its_words(visit: Visiting) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"]).page
    ask(page, PRICE)
    page.get_by_role("button", name="Copy message").last.click()
    expect(page.locator("#chatbot .cp-copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"USD 100.*\[1\]", copied)
    assert "<" not in copied


def test_a_conversation_is_found_again_with_its_sources(visit: Visiting) -> None:
    page = visit().page
    ask(page, PRICE)
    page.locator("#chat-new").click()
    expect(finished(page)).to_have_count(0)
    ask(page, FIRST)
    page.reload()
    expect(page.locator("#chatbot")).to_contain_text(FIRST)
    page.locator("#chat-earlier input").click()
    page.get_by_role("option", name=PRICE).click()
    expect(page.locator("#chatbot")).to_contain_text(PRICE)
    page.locator("#chatbot a.cite").first.click()
    expect(page.locator("#source-panel .cp-card.cp-open mark").first).to_be_visible()
    assert re.search(r"\d+ minutes", ask(page, "And how long is it?")), "the conversation does not go on"


def test_a_deleted_conversation_is_gone(visit: Visiting) -> None:
    page = visit().page
    ask(page, PRICE)
    page.locator("#chat-forget").click()
    expect(finished(page)).to_have_count(0)
    page.reload()
    expect(page.locator("#starter-1")).to_be_visible()
    assert PRICE not in page.locator("body").inner_text()


def test_thumbs_down_with_a_word_is_kept(visit: Visiting, server: PageServer) -> None:
    page = visit().page
    kept_in = Path(server.log.parent / "feedback.db")
    question = "What does MLA-C01 cost?"
    ask(page, question)
    page.locator("#thumbs-down").click()
    page.locator("#thumbs-note input, #thumbs-note textarea").fill("the price is old")
    page.locator("#thumbs-send").click()
    expect(page.locator("#thumbs")).to_contain_text("kept on this server")
    rated = [one for one in feedback.read("down", path=kept_in) if one.question == question]
    assert rated[-1].note == "the price is old"
    assert "[1]" in rated[-1].answer


def test_thumbs_up_is_kept(visit: Visiting, server: PageServer) -> None:
    page = visit().page
    ask(page, "What does DP-100 cost?")
    page.locator("#thumbs-up").click()
    expect(page.locator("#thumbs")).to_contain_text("Thank you")
    questions = [one.question for one in feedback.read("up", path=server.log.parent / "feedback.db")]
    assert questions == ["What does DP-100 cost?"]


def test_two_visitors_at_once_never_see_each_other(visit: Visiting) -> None:
    visitors = {name: visit() for name in ("heron", "otter")}
    background = {"heron": "data analyst", "otter": "DevOps engineer"}
    for turn in range(2):
        for name, visitor in visitors.items():  # both are under way before either is read
            said = f"Canary {name}-{turn}: I am a {background[name]}. Which certification should I take first?"
            ask(visitor.page, said, wait=False)
        for visitor in visitors.values():
            await_answer(visitor.page, turn + 1)
    for name, visitor in visitors.items():
        (other,) = set(visitors) - {name}
        everything = visitor.page.content() + visitor.page.evaluate("JSON.stringify(localStorage)")
        assert f"{name}-1" in everything
        assert other not in everything
        expect(visitor.page.locator(".cp-pill")).to_contain_text([background[name]], ignore_case=True)


def test_too_long_a_question_is_refused_by_the_server_too(visit: Visiting) -> None:
    page = visit().page
    # The browser's own limit, lifted as a program would.
    typing(page).evaluate("box => box.removeAttribute('maxlength')")
    typing(page).fill("x" * 2_001)
    page.keyboard.press("Enter")
    expect(page.locator("#chatbot .cp-error")).to_contain_text("2,001 characters")
    assert ask(page, PRICE)


@pytest.mark.parametrize("question", ["   ", "\u200b"], ids=["blank", "invisible"])
def test_nothing_typed_is_nothing_asked(visit: Visiting, question: str) -> None:
    page = visit().page
    typing(page).fill(question)
    page.keyboard.press("Enter")
    ask(page, PRICE)  # sent after it, so answered after it
    expect(finished(page)).to_have_count(1)
    expect(page.locator("#chatbot [data-testid=user]")).to_have_count(1)
