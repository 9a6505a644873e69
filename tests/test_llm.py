"""Calling models: each provider's client against a server that speaks its protocol, and everything that can fail."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import product
from typing import Any

import pytest
from llm_server import KEY, Reply, Server, serving

from bot.errors import ModelError
from bot.llm import Failure, Model, Usage, open_model
from bot.llm.failures import failure_of, redacted, shown
from bot.settings import Settings

TEXT = "It costs USD 100 [1]. Book it."
PATHS = {"openai": "/v1", "anthropic": "", "google_genai": "", "ollama": ""}
ASKED = [("system", "Be brief."), ("human", "What does it cost?")]

# google-genai leaves a coroutine unawaited where it reports an HTTP error.
pytestmark = [
    pytest.mark.filterwarnings("ignore:coroutine 'ClientResponse.json':RuntimeWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:google"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:aiohttp"),
]


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GOOGLE_API_KEY"):
        monkeypatch.setenv(name, KEY)
    monkeypatch.delenv("GEMINI_API_KEY", raising=False)


def model_of(server: Server, provider: str = "openai", **given: Any) -> Model:
    limits = {"idle_seconds": 15, "total_seconds": 30, **given}  # a client's first call may take seconds under load
    return open_model(Settings(model=f"{provider}:tiny", base_url=server.url + PATHS[provider], **limits))


def fail(model: Model) -> Failure:
    with pytest.raises(Failure) as caught:
        list(model.stream(ASKED))
    return caught.value


@pytest.mark.parametrize("provider", PATHS)
def test_each_provider_streams_its_text_and_counts_its_tokens(provider: str) -> None:
    with serving(Reply(TEXT)) as server:
        *pieces, usage = model_of(server, provider).stream(ASKED)
    assert "".join(map(str, pieces)) == TEXT
    assert len(pieces) > 3
    assert isinstance(usage, Usage)
    assert (usage.tokens_in, usage.tokens_out, usage.tries) == (11, 7, 1)
    assert 0 < usage.first <= usage.seconds


@pytest.mark.parametrize("provider", PATHS)
def test_what_is_sent_holds_the_rules_and_the_question(provider: str) -> None:
    with serving(Reply(TEXT)) as server:
        list(model_of(server, provider).stream(ASKED))
    assert "Be brief." in server.evidence
    assert "What does it cost?" in server.evidence


FAULTS: dict[str, tuple[Reply, str, int]] = {
    "401": (Reply(status=401), "refused_key", 1),
    "404": (Reply(status=404), "no_model", 1),
    "429 for longer than anyone waits": (Reply(status=429, headers={"Retry-After": "600"}), "busy", 1),
    "bad JSON": (Reply(raw=b"data: {bad\n\n"), "nonsense", 1),
    "a web page": (Reply(raw=b"<html>Welcome</html>"), "nonsense", 1),
    "empty": (Reply(""), "empty", 1),
    "white space": (Reply("   \n "), "empty", 1),
    "no end": (Reply(TEXT, ends=False), "dropped", 1),
    "cut after some tokens": (Reply(TEXT, drop_after=3), "dropped", 1),
}


@pytest.mark.parametrize(("provider", "fault"), list(product(PATHS, FAULTS)))
def test_a_fault_is_named_in_one_sentence_without_the_key(provider: str, fault: str) -> None:
    reply, kind, calls = FAULTS[fault]
    with serving(reply) as server:
        failure = fail(model_of(server, provider))
    assert failure.kind == kind
    assert len(server.calls) == calls
    assert KEY not in f"{failure} {failure!r} {failure.__cause__!r} {failure.__context__!r}"
    assert "\n" not in str(failure)
    assert str(failure).endswith(".")


@pytest.mark.parametrize("provider", PATHS)
@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_may_pass_is_tried_three_times_in_all(provider: str, status: int) -> None:
    with serving(Reply(status=status)) as server:
        failure = fail(model_of(server, provider))
    assert failure.kind == ("busy" if status == 429 else "server")
    assert len(server.calls) == 3


@pytest.mark.parametrize("provider", PATHS)
def test_an_answer_on_the_last_try_is_an_answer(provider: str) -> None:
    with serving(Reply(status=500), Reply(status=503), Reply(TEXT)) as server:
        *_, usage = model_of(server, provider).stream(ASKED)
    assert isinstance(usage, Usage)
    assert usage.tries == 3


@pytest.mark.parametrize("provider", PATHS)
def test_retry_after_is_waited_for(provider: str) -> None:
    with serving(Reply(status=429, headers={"Retry-After": "1"}), Reply(TEXT)) as server:
        started = time.perf_counter()
        list(model_of(server, provider).stream(ASKED))
    assert time.perf_counter() - started >= 1  # a pause that was asked for, not a speed


def test_nobody_at_the_address() -> None:
    model = open_model(Settings(model="openai:tiny", base_url="http://127.0.0.1:9/v1"))
    failure = fail(model)
    assert failure.kind == "unreachable"
    assert "http://127.0.0.1:9/v1" in str(failure)


@pytest.mark.parametrize(
    "reply", [Reply(TEXT, stall_after=2), Reply(TEXT, before=30)], ids=["midway", "from the start"]
)
def test_a_stalled_stream_is_cut_at_the_limit_between_tokens(reply: Reply) -> None:
    with serving(reply) as server:
        failure = fail(model_of(server, idle_seconds=0.5))
    assert failure.kind == "stalled"
    assert len(server.calls) == 1


@pytest.mark.parametrize(
    "reply", [Reply(TEXT, between=0.3, forever=True), Reply(TEXT, forever=True)], ids=["drip", "flood"]
)
def test_a_stream_without_end_is_cut_at_the_limit_in_all(reply: Reply) -> None:
    with serving(reply) as server:
        failure = fail(model_of(server, idle_seconds=1, total_seconds=1.5))
    assert failure.kind == "timeout"


def test_a_stopped_answer_frees_its_slot() -> None:
    with serving(Reply(TEXT, stall_after=1), Reply(TEXT)) as server:
        model = model_of(server, calls=1, idle_seconds=90, total_seconds=90)  # longer than its server stalls
        pieces = model.stream(ASKED)
        assert next(pieces)
        while not server.stalling:
            time.sleep(0.01)
        pieces.close()  # type: ignore[attr-defined]
        assert list(model.stream(ASKED))
        assert server.stalling == 1


def test_a_cancelled_task_frees_its_slot() -> None:
    async def cancel_then_ask(model: Model) -> None:
        async def read() -> list[Any]:
            return [piece async for piece in model.astream(ASKED)]

        reading = asyncio.create_task(read())
        while not server.stalling:
            await asyncio.sleep(0.01)
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
        assert await read()

    with serving(Reply(TEXT, stall_after=1), Reply(TEXT)) as server:
        asyncio.run(cancel_then_ask(model_of(server, calls=1, idle_seconds=90, total_seconds=90)))
        assert server.stalling == 1


def test_retry_after_may_be_a_date() -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    with serving(Reply(status=429, headers={"Retry-After": date})) as server:
        failure = fail(model_of(server))
    assert failure.wait == pytest.approx(90, abs=10)
    assert len(server.calls) == 1


def test_no_more_calls_at_once_than_set_and_none_is_lost() -> None:
    async def many(model: Model) -> list[list[Any]]:
        async def one() -> list[Any]:
            return [piece async for piece in model.astream(ASKED)]

        return await asyncio.gather(*(one() for _ in range(9)))

    with serving(Reply(TEXT, before=0.1)) as server:
        answers = asyncio.run(many(model_of(server, calls=3)))
    assert len(answers) == 9
    assert server.most_open == 3


def test_streaming_from_one_loop_after_another_works() -> None:
    async def once(model: Model) -> str:
        return "".join([piece async for piece in model.astream(ASKED) if isinstance(piece, str)])

    with serving(*[Reply(TEXT, keeps=True)] * 3, Reply(TEXT)) as server:
        model = model_of(server)
        assert [asyncio.run(once(model)) for _ in range(3)] == [TEXT] * 3
        assert list(model.stream(ASKED))


@pytest.mark.parametrize(
    ("model", "missing", "told"),
    [
        ("openai:gpt", "OPENAI_API_KEY", "export OPENAI_API_KEY="),
        ("anthropic:claude", "ANTHROPIC_API_KEY", "export ANTHROPIC_API_KEY="),
        ("google_genai:gemini", "GOOGLE_API_KEY", "export GOOGLE_API_KEY="),
    ],
)
def test_a_missing_key_is_named_with_the_command_that_sets_it(
    model: str, missing: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(missing)
    with pytest.raises(ModelError, match=told):
        open_model(Settings(model=model))


@pytest.mark.parametrize("model", ["gpt-4", "openai:", ":x", "nobody:x", ""])
def test_what_names_no_model_is_said_so(model: str) -> None:
    with pytest.raises(ModelError, match="python -m bot models"):
        open_model(Settings(model=model))


def test_a_missing_extra_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.llm.providers.find_spec", lambda _: None)
    with pytest.raises(ModelError, match=r'pip install "certpath\[anthropic\]"'):
        open_model(Settings(model="anthropic:claude"))


def test_a_server_of_one_s_own_needs_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    with serving(Reply(TEXT)) as server:
        assert list(model_of(server).stream(ASKED))


def test_a_missing_ollama_model_comes_with_the_command_that_pulls_it() -> None:
    with serving(Reply(status=404)) as server:
        assert "`ollama pull tiny`" in str(fail(model_of(server, "ollama")))


def test_addresses_are_shown_without_what_they_may_hide() -> None:
    assert shown("http://me:secret@host:8000/v1?key=secret") == "http://host:8000/v1"
    assert shown("http://[::1]:8000/v1") == "http://[::1]:8000/v1"


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    planted = [f"planted-secret-{number:02}" for number in range(20)]
    for number, secret in enumerate(planted):
        monkeypatch.setenv(f"SOME_{number}_API_KEY", secret)
    return planted


def test_no_secret_of_the_environment_stands_in_a_failure(secrets: list[str]) -> None:
    failure = Failure("x", f"It broke: {' '.join(secrets)}.")
    assert not any(secret in str(failure) for secret in secrets)
    assert redacted("nothing to hide") == "nothing to hide"


def test_what_nobody_foresaw_is_a_failure_too() -> None:
    assert failure_of(ZeroDivisionError("by zero"), "m", "The server").kind == "broken"
