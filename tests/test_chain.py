"""The bot as a LangChain Runnable: invoke, batch, stream, their async twins, and what it refuses as input."""

from __future__ import annotations

import asyncio
import doctest
import socket
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from langchain_core.runnables import Runnable, RunnableLambda

import bot.chain
from bot import build_bot
from bot.chain import Bot, evidence
from bot.errors import InputError
from bot.records import Answer, Passage
from bot.settings import Settings

PRICE = {"question": "What does CKA cost?", "history": []}
TIME = {"question": "How long is the PMLE exam?", "history": []}


def test_the_example_in_the_docstring_holds(index_path: Path) -> None:
    (example,) = [test for test in doctest.DocTestFinder().find(bot.chain.build_bot, "build_bot") if test.examples]
    result = doctest.DocTestRunner().run(example)
    assert result.attempted == 3
    assert result.failed == 0


def test_it_is_a_runnable_that_pipes(bot: Bot) -> None:
    assert isinstance(bot, Runnable)
    chain = RunnableLambda(lambda text: {"question": text, "history": []}) | bot | (lambda answer: answer.answer)
    assert "USD 445" in chain.invoke("What does CKA cost?")


def test_an_answer_says_what_was_asked_who_answered_and_how_long_it_took(bot: Bot) -> None:
    answer = bot.invoke(PRICE)
    assert isinstance(answer, Answer)
    assert answer.question == PRICE["question"]
    assert answer.model == "builtin"
    assert answer.seconds > 0


def test_citations_are_numbered_as_the_text_marks_them(bot: Bot) -> None:
    answer = bot.invoke({"question": "Which exam should a DevOps engineer take first?", "history": []})
    assert [c.n for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert all(f"[{c.n}]" in answer.answer for c in answer.citations)


def test_the_history_may_be_left_out(bot: Bot) -> None:
    assert "USD 445" in bot.invoke({"question": "What does CKA cost?"}).answer


def test_the_same_question_gets_the_same_answer(bot: Bot) -> None:
    one, other = bot.invoke(PRICE), bot.invoke(PRICE)
    assert (one.answer, one.citations) == (other.answer, other.citations)


def test_stream_gives_the_text_and_then_the_answer(bot: Bot) -> None:
    *pieces, answer = bot.stream({"question": "What is the path of a data analyst?", "history": []})
    assert len(pieces) > 1
    assert "".join(pieces) == answer.answer


def test_batch_keeps_the_order(bot: Bot) -> None:
    first, second = bot.batch([PRICE, TIME])
    assert "USD 445" in first.answer
    assert "120 minutes" in second.answer


def test_batch_can_hand_back_what_went_wrong(bot: Bot) -> None:
    given: list[dict[str, Any]] = [{"question": "", "history": []}, PRICE]
    wrong, right = bot.batch(given, return_exceptions=True)
    assert isinstance(wrong, InputError)
    assert "USD 445" in right.answer


def test_the_async_twins(bot: Bot) -> None:
    async def ask() -> tuple[Answer, list[Any], list[Answer]]:
        streamed = [piece async for piece in bot.astream(PRICE)]
        return await bot.ainvoke(PRICE), streamed, await bot.abatch([PRICE, TIME])

    answer, streamed, batch = asyncio.run(ask())
    assert "USD 445" in answer.answer
    assert streamed[-1].answer == answer.answer
    assert [a.question for a in batch] == [PRICE["question"], TIME["question"]]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param({}, "question", id="nothing"),
        pytest.param({"question": None}, "question", id="no string"),
        pytest.param({"question": ["What?"]}, "question", id="a list"),
        pytest.param({"question": "  "}, "empty", id="white space"),
        pytest.param({"question": "a" * 2001}, "2,001", id="too long"),
        pytest.param(
            {"question": "x", "history": [{"role": "system", "content": "y"}]}, "role", id="a role that there is not"
        ),
        pytest.param({"question": "x", "history": [{"role": "user"}]}, "content", id="a message without content"),
        pytest.param(
            {"question": "x", "history": [{"role": "user", "content": 3}]}, "content", id="content that is no text"
        ),
    ],
)
def test_input_that_cannot_be_used(bot: Bot, given: dict[str, Any], told: str) -> None:
    with pytest.raises(InputError, match=told):
        bot.invoke(given)


@pytest.mark.parametrize("turn", ["", "?!", "a" * 5000], ids=["empty", "no words", "very long"])
def test_an_odd_turn_in_the_history_of_the_assistant_does_no_harm(bot: Bot, turn: str) -> None:
    history = [{"role": "user", "content": "hello"}, {"role": "assistant", "content": turn}]
    assert "USD 445" in bot.invoke({"question": "What does CKA cost?", "history": history}).answer


def test_the_day_comes_from_the_settings(index_path: Path) -> None:
    spring = build_bot(Settings(index=index_path, today=date(2026, 5, 1)))
    autumn = build_bot(Settings(index=index_path, today=date(2026, 11, 22)))
    question = {"question": "Can I still take AI-102?"}
    assert "can no longer" not in spring.invoke(question).answer
    assert "30 June 2026" in autumn.invoke(question).answer


def test_the_evidence_of_a_question_is_passages_each_once(bot: Bot) -> None:
    found = bot.retrieve("What does CKA cost?")
    assert found[0].id == "cert/cka/price"
    assert len({passage.id for passage in found}) == len(found) >= 3
    assert len(bot.retrieve("What does CKA cost?", k=2)) == 2
    assert len(bot.retrieve("Which exam first?", k=9)) == 9


def test_evidence_is_all_that_is_cited_and_a_few_more_in_the_order_given() -> None:
    passages = [Passage(name, name, "t", "s", "f", "record") for name in "abcdefgh"]
    one, *_, last = passages
    assert evidence([one], passages, None) == passages[:5]
    assert evidence([last, one], [one, *passages], None) == [*passages[:5], last]
    assert evidence([last], passages, 2) == passages[:2]


@pytest.mark.parametrize(
    ("question", "searched"),
    [("What does CKA cost?", False), ("xyzzy plugh", True)],
    ids=["computed", "nothing computed"],
)
def test_a_search_is_made_only_where_the_answer_may_use_it(
    bot: Bot, monkeypatch: pytest.MonkeyPatch, question: str, searched: bool
) -> None:
    made: list[str] = []
    monkeypatch.setattr(type(bot.retriever), "search", lambda self, text, k: made.append(text) or [])
    bot.invoke({"question": question})
    assert bool(made) is searched


def test_evidence_says_where_an_exam_stands_on_the_day(bot: Bot) -> None:
    first, *others = bot.retrieve("Can I still take AI-900?")
    assert (first.id, first.kind) == ("fact/standing", "fact")
    assert [passage.id for passage in others][:2] == ["cert/ai-900/status", "cert/ai-901/status"]


def test_answering_reaches_for_no_network(index_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was reached for")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    fresh = build_bot(Settings(index=index_path, today=date(2026, 11, 22)))
    assert "USD 445" in fresh.invoke(PRICE).answer
