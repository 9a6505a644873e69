"""A model of random weights, served on loopback by `transformers serve` and run in this process, end to end.

What it writes is noise, so every answer ends in the built-in one; that the tokens come is what is proved.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny_model import make_tiny_model

from bot.chain import Bot
from bot.errors import ModelError
from bot.llm import Model, Usage, open_model
from bot.llm.calling import _loop
from bot.settings import Settings
from bot.trace import Trace

# Third-party code warns of its own future.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

ASKED = [("system", "Be brief."), ("human", "which exam costs USD 100 ?")]
QUESTION = {"question": "What does AIF-C01 cost?", "history": []}
STARTS = 45  # seconds that the server may take to start
FEW = {"answer_tokens": 24, "total_seconds": 40}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def served(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `transformers serve` with the model."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path_factory.mktemp("hub"))}
    command = [str(Path(sys.executable).with_name("transformers")), "serve", str(folder), "--device", "cpu",
               "--host", "127.0.0.1", "--port", str(port)]  # fmt: skip
    log = tmp_path_factory.mktemp("log") / "serve.txt"
    with log.open("w") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
        try:
            _wait(f"http://127.0.0.1:{port}/health", process, log)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            process.terminate()
            process.wait(20)


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + STARTS
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            time.sleep(0.3)
        else:
            return
    pytest.fail(f"transformers serve did not start:\n{log.read_text()[-2000:]}")


@pytest.fixture(params=["served", "in process"])
def model(request: pytest.FixtureRequest, folder: Path) -> Iterator[Model]:
    if request.param == "in process":
        yield open_model(Settings(model=f"huggingface:{folder}", **FEW))
        return
    model = open_model(Settings(model=f"openai:{folder}", base_url=request.getfixturevalue("served"), **FEW))
    yield model
    client = model.chat.root_async_client
    asyncio.run_coroutine_threadsafe(client._client._transport.aclose(), _loop()).result(5)  # its idle connections


def test_its_text_comes_token_by_token(model: Model) -> None:
    *pieces, usage = model.stream(ASKED)
    assert len(pieces) > 3
    assert isinstance(usage, Usage)
    assert usage.finish in ("length", "stop")
    assert 0 < usage.first < usage.seconds


def test_it_streams_to_an_event_loop(model: Model) -> None:
    async def read() -> list[object]:
        return [piece async for piece in model.astream(ASKED)]

    assert len(asyncio.run(read())) > 3


def test_a_whole_turn_over_it_ends_in_a_true_answer(model: Model, bot: Bot) -> None:
    trace = Trace()
    talking = Bot(bot.index, bot.settings.model_copy(update={"strict": True, **FEW}), model)
    answer = talking.invoke(QUESTION, trace=trace)
    assert answer.answer.startswith(bot.invoke(QUESTION).answer)
    kinds = [step.counts["kind"] for step in trace.steps if step.name == "fall back"]
    assert kinds
    assert kinds[0] in ("unverified", "repetition", "language")  # its noise, not the call, failed


def test_a_stopped_answer_stops_the_model_in_this_process(folder: Path) -> None:
    model = open_model(Settings(model=f"huggingface:{folder}", answer_tokens=4000, total_seconds=40))
    stream = model.stream(ASKED)
    next(stream)
    stream.close()
    model.settings = model.settings.model_copy(update={"total_seconds": 20})  # half of what the first may take
    next(short := model.stream(ASKED))  # the one slot is free again: nothing waited for its limit
    short.close()


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("config.json", "no model in"),
        ("model.safetensors", "no .safetensors file"),
        ("chat_template.jinja", "no chat template"),
    ],
)
def test_a_folder_that_lacks_something_is_told_in_a_sentence(file: str, says: str, tmp_path: Path) -> None:
    make_tiny_model(tmp_path, template=None if file == "chat_template.jinja" else "{{ messages }}")
    (tmp_path / file).unlink(missing_ok=True)
    with pytest.raises(ModelError, match=says):
        open_model(Settings(model=f"huggingface:{tmp_path}"))
