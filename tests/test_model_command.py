"""`models`, the trace, the log and the cross-encoder's door."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from llm_server import KEY, Reply, serving

from bot.__main__ import main
from bot.chain import Bot
from bot.entail import open_judge
from bot.errors import ModelError
from bot.model_command import list_models, traced
from bot.settings import Settings
from bot.trace import Trace


def test_models_lists_each_provider_and_says_that_the_built_in_writer_answers(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    assert list_models(Settings()) == 0
    out = capsys.readouterr().out
    for name in ("openai:", "anthropic:", "google_genai:", "ollama:", "huggingface:", "export ANTHROPIC_API_KEY=…"):
        assert name in out
    assert out.endswith("Now: the built-in writer answers, with no model.\n")


@pytest.mark.parametrize(("reply", "says"), [(Reply("ready"), "answers ("), (Reply(status=401), "does not answer")])
def test_models_asks_the_model_that_is_set(
    reply: Reply, says: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serving(reply) as server:
        list_models(Settings(model="openai:tiny", base_url=f"{server.url}/v1"))
    out = capsys.readouterr().out
    assert says in out
    assert KEY not in out


def test_a_trace_goes_to_standard_error_and_tells_the_turn(bot: Bot, capsys: pytest.CaptureFixture[str]) -> None:
    answer = traced(bot, "What does AIF-C01 cost?")
    said = capsys.readouterr()
    assert "USD 100" in answer.answer
    assert not said.out
    for part in ("request ", "understand:", "certs: aif-c01", "evidence:", "write and verify:"):
        assert part in said.err


def test_the_commands_are_on_the_command_line(index_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--trace", "What does AIF-C01 cost?"]) == 0
    said = capsys.readouterr()
    assert "USD 100" in said.out
    assert "understand:" not in said.out
    assert "certs: aif-c01" in said.err
    assert main(["models"]) == 0
    assert "BOT_MODEL can be:" in capsys.readouterr().out


def test_the_log_is_json_by_line_and_holds_no_question(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    trace = Trace()
    with caplog.at_level(logging.INFO, "certpath"):
        bot.invoke({"question": "What does AIF-C01 cost?"}, trace=trace)
    lines = [json.loads(record.message) for record in caplog.records if record.name == "certpath"]
    assert [line["step"] for line in lines] == ["understand", "evidence", "write and verify"]
    assert {line["request"] for line in lines} == {trace.request}
    assert "AIF-C01" not in caplog.text


def test_a_folder_without_a_cross_encoder_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="BOT_NLI"):
        open_judge(tmp_path)
