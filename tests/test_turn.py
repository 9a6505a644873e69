"""A turn worded by a model: good answers pass, lies do not, and every failure ends in the built-in answer."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable
from typing import Any

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from llm_server import KEY, Reply, Server, sent, serving

from bot.chain import Bot
from bot.llm import open_model
from bot.records import Answer
from bot.settings import Settings
from bot.trace import Trace

ASKED = {"question": "What does AIF-C01 cost?", "history": []}
FOLLOW_UP = {
    "question": "And how long is it?",
    "history": [{"role": "user", "content": "What does AIF-C01 cost?"}, {"role": "assistant", "content": "USD 100."}],
}
Make = Callable[..., Bot]


@pytest.fixture
def llm_bot(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> Make:
    """The real bot with a model at a scripted server."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)

    def make(server: Server, **given: Any) -> Bot:
        limits = {"idle_seconds": 15, "total_seconds": 30, **given}
        settings = bot.settings.model_copy(
            update=Settings(model="openai:tiny", base_url=f"{server.url}/v1", **limits).model_dump(
                include={"model", "base_url", *limits}
            )
        )
        return Bot(bot.index, settings, open_model(settings))

    return make


def price(body: dict[str, Any]) -> str:
    """The number of the source that holds the price, as a well-behaved model would find it."""
    return re.findall(r"\[(\d+)\][^\n]*\n(?:[^\n\[]*\n)*?Price of AIF-C01", sent(body))[0]


def good(body: dict[str, Any]) -> str:
    return f"The AIF-C01 exam costs USD 100 [{price(body)}]."


def lying(body: dict[str, Any]) -> str:
    n = price(body)
    return f"AIF-C01 costs USD 100 [{n}]. AIF-C01 costs USD 450 [{n}]. It is the best exam in the world. See [99]."


def test_a_good_answer_passes_with_its_source(llm_bot: Make) -> None:
    with serving(Reply(good)) as server:
        answer = llm_bot(server).invoke(ASKED)
    assert answer.answer == "The AIF-C01 exam costs USD 100 [1]."
    assert answer.model == "openai:tiny"
    assert [citation.n for citation in answer.citations] == [1]
    assert "USD 100" in answer.citations[0].quote


def test_lies_are_withheld_where_it_is_strict(llm_bot: Make) -> None:
    script = Reply(lambda body: lying(body).replace(" See [99].", ""))
    with serving(script) as server:
        *pieces, answer = llm_bot(server, strict=True).stream(ASKED)
    assert "450" not in answer.answer + "".join(pieces[:1])


def test_lies_are_marked_where_it_is_not_and_cite_nothing(llm_bot: Make) -> None:
    with serving(Reply(lying)) as server:
        *pieces, answer = llm_bot(server).stream(ASKED)
    assert answer.answer.count("⚠") == 3
    assert "USD 450 [" not in answer.answer
    assert "".join(pieces).count("⚠") == 3


def test_a_strict_stream_is_the_answer_sentence_by_sentence(llm_bot: Make) -> None:
    with serving(Reply(lambda body: good(body) * 1 + "\n\nAIF-C01 takes 90 minutes [" + price(body) + "].")) as server:
        *pieces, answer = llm_bot(server, strict=True).stream(ASKED)
    assert "".join(pieces) == answer.answer
    assert len(pieces) == 2


def test_tokens_come_as_they_are_written(llm_bot: Make) -> None:
    with serving(Reply(good)) as server:
        *pieces, _ = llm_bot(server).stream(ASKED)
    assert len(pieces) > 3


FAULTS = {
    "401": Reply(status=401),
    "404": Reply(status=404),
    "429": Reply(status=429, headers={"Retry-After": "60"}),
    "500": Reply(status=500),
    "bad JSON": Reply(raw=b"data: {bad\n\n"),
    "empty": Reply(""),
    "repetition": Reply("the exam ", forever=True),
    "another language": Reply(
        "El examen cuesta cien dólares y dura noventa minutos según la fuente oficial citada. " * 2
    ),
    "stall": Reply(good, stall_after=2),
    "drop": Reply(good, drop_after=2),
    "no end": Reply(good, ends=False),
    "drip": Reply("word ", between=0.5, forever=True),
    "all lies": Reply("AIF-C01 costs USD 450 [1]."),
}


@pytest.mark.parametrize("strict", [True, False], ids=["strict", "live"])
@pytest.mark.parametrize("fault", FAULTS)
def test_every_failure_ends_in_the_built_in_answer_and_a_line(
    fault: str, strict: bool, llm_bot: Make, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    trace = Trace()
    with serving(FAULTS[fault]) as server, caplog.at_level(logging.DEBUG, "certpath"):
        llm = llm_bot(server, strict=strict, idle_seconds=1, total_seconds=3)
        *pieces, answer = llm.stream(ASKED, trace=trace)
    built_in = bot.invoke(ASKED)
    assert answer.answer.startswith(built_in.answer + "\n\n")
    assert answer.answer.endswith("The built-in writer answered instead.")
    assert (answer.citations, answer.model) == (built_in.citations, "builtin")
    assert "".join(pieces).endswith(answer.answer)
    assert KEY not in f"{pieces} {answer} {trace.text()} {caplog.text}"


def test_small_talk_and_refusals_ask_no_model(llm_bot: Make) -> None:
    with serving(Reply(good)) as server:
        llm = llm_bot(server)
        assert llm.invoke({"question": "Hello!", "history": []}).answer
        assert llm.invoke({"question": "What is the weather in Paris?", "history": []}).refused
    assert not server.calls


def test_many_chats_at_once_while_models_are_slow(llm_bot: Make) -> None:
    async def ask_all(llm: Bot) -> list[Answer]:
        return await asyncio.gather(*(llm.ainvoke(ASKED) for _ in range(6)))

    with serving(Reply(good, before=0.3)) as server:
        answers = asyncio.run(ask_all(llm_bot(server, calls=6)))
    assert {answer.answer for answer in answers} == {"The AIF-C01 exam costs USD 100 [1]."}
    assert server.most_open > 1


def test_an_answer_is_remembered_only_where_that_is_set(llm_bot: Make) -> None:
    for on, calls in ((True, 1), (False, 2)):
        with serving(Reply(good)) as server:
            llm = llm_bot(server, cache=on)
            assert llm.invoke(ASKED).answer == llm.invoke(ASKED).answer
        assert len(server.calls) == calls


def test_the_model_may_rewrite_a_follow_up(llm_bot: Make) -> None:
    with serving(Reply("How long is the AIF-C01 exam?"), Reply("AIF-C01 takes 90 minutes [1].")) as server:
        answer = llm_bot(server, rewrite="llm").invoke(FOLLOW_UP)
    assert answer.answer == "AIF-C01 takes 90 minutes [1]."
    assert answer.question == FOLLOW_UP["question"]


@pytest.mark.parametrize("rewrite", [Reply(status=401), Reply("How long is the CKA exam, at USD 445?")])
def test_a_rewrite_that_fails_or_adds_something_is_left_in_the_open(rewrite: Reply, llm_bot: Make) -> None:
    with serving(rewrite, Reply("AIF-C01 takes 90 minutes [1].")) as server:
        answer = llm_bot(server, rewrite="llm").invoke(FOLLOW_UP)
    assert "90 minutes" in answer.answer
    assert "could not rewrite the question" in answer.answer


def test_callbacks_see_the_turn_and_the_call_within_it(llm_bot: Make) -> None:
    seen: list[tuple[str, Any]] = []

    class Handler(BaseCallbackHandler):
        def on_chain_start(self, *_: Any, run_id: Any, **__: Any) -> None:
            seen.append(("chain", run_id))

        def on_chat_model_start(self, *_: Any, parent_run_id: Any, **__: Any) -> None:
            seen.append(("model", parent_run_id))

        def on_chain_end(self, *_: Any, run_id: Any, **__: Any) -> None:
            seen.append(("end", run_id))

    with serving(Reply(good)) as server:
        llm_bot(server).invoke(ASKED, {"callbacks": [Handler()]})
    assert [name for name, _ in seen] == ["chain", "model", "end"]
    assert len({run for _, run in seen}) == 1


def test_a_trace_tells_what_was_verified_and_what_was_dropped(llm_bot: Make) -> None:
    trace = Trace()
    with serving(Reply(lying)) as server:
        llm_bot(server).invoke(ASKED, trace=trace)
    told = trace.text()
    dropped = ("value: AIF-C01 costs USD 450", "no marker: It is the best exam", "marker: See [99].")
    for part in ("certs: aif-c01", "[1] cert/aif-c01/", "word: ", "tokens_in 11", "failed 3", *dropped):
        assert part in told


def test_a_small_window_gets_fewer_sources(llm_bot: Make) -> None:
    shown = []
    for window in (2_300, 100_000):
        with serving(Reply(good)) as server:
            llm_bot(server, window=window, answer_tokens=500).invoke(ASKED)
        shown.append(len(re.findall(r"^\[\d+\] ", server.evidence, re.MULTILINE)))
    assert 0 < shown[0] < shown[1]
