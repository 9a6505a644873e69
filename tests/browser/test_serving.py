"""The server itself, as programs meet it: limits that hold without a browser, and a page that is there at once."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradio_client import Client
from mcp import ClientSession, types
from mcp.client.streamable_http import streamable_http_client
from playwright.sync_api import Browser

from tests.browser.harness import PageServer, serving, typing, visiting

QUEUE = 4


@pytest.fixture(scope="module")
def narrow(index_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageServer]:
    """A page with a short queue, a user and a password."""
    program = ("-m", "tests.browser.staged")
    settings = {"queue": QUEUE, "at_once": 1, "user": "ada", "password": "lovelace"}
    with serving(tmp_path_factory.mktemp("narrow"), program, index=index_path, **settings) as served:
        yield served


def call(url: str, name: str, *data: Any, auth: tuple[str, str] | None = None) -> tuple[int, list[tuple[str, Any]]]:
    """Status of a call to a named endpoint, and its events."""
    with httpx.Client(base_url=url, timeout=60, auth=auth) as client:
        joined = client.post(f"/gradio_api/call/{name}", json={"data": list(data)})
        if joined.status_code != 200:
            return joined.status_code, []
        events = client.get(f"/gradio_api/call/{name}/{joined.json()['event_id']}").text
    pairs = [part.split("\n", 1) for part in events.strip().split("\n\n")]
    return 200, [(head.removeprefix("event: "), json.loads(body.removeprefix("data: "))) for head, body in pairs]


def test_a_program_asks_too(server: PageServer) -> None:
    status, events = call(server.url, "ask", "What does AIF-C01 cost?", None, None)
    assert (status, events[-1][0]) == (200, "complete")
    answer = events[-1][1][0]
    assert answer["citations"]
    assert "[1]" in answer["answer"]


def test_the_named_endpoints_are_typed_and_described(server: PageServer) -> None:
    client = Client(server.url, verbose=False)
    named = client.view_api(print_info=False, return_format="dict")["named_endpoints"]
    assert {"/ask", "/compare", "/plan", "/find_certifications"} == set(named)
    for endpoint in named.values():
        assert endpoint["description"]
        assert all(parameter["python_type"]["type"] for parameter in endpoint["parameters"])
    assert client.predict("AWS", "", "", None, True, api_name="/find_certifications")
    client.close()


def test_the_functions_are_mcp_tools(staged: PageServer) -> None:
    url = f"{staged.url}/gradio_api/mcp/"

    async def use() -> tuple[list[types.Tool], types.CallToolResult]:
        async with streamable_http_client(url) as (read, write, _), ClientSession(read, write) as session:
            await session.initialize()
            tools = (await session.list_tools()).tools
            return tools, await session.call_tool("find_certifications", {"vendor": "AWS"})

    with ThreadPoolExecutor(1) as pool:  # Playwright's event loop runs in this thread
        tools, found = pool.submit(asyncio.run, use()).result()
    assert {tool.name for tool in tools} == {"ask", "compare", "plan", "find_certifications"}
    assert all(tool.description and tool.inputSchema["properties"] for tool in tools)
    assert not found.isError
    assert "AIF-C01" in found.content[0].text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        pytest.param("x" * 2_001, "2,001 characters", id="a character too many"),
        pytest.param("ﬀ" * 1_001, "2,002 characters", id="a character too many once normalised"),
        pytest.param("x" * 5_000_000, "characters", id="five million"),
        pytest.param("   ", "empty", id="blank"),
    ],
)
def test_a_question_is_measured_by_the_server(server: PageServer, question: str, said: str) -> None:
    status, events = call(server.url, "ask", question, None, None)
    assert (status, events[-1][0]) == (200, "error")
    assert said in json.dumps(events[-1][1])


def test_a_long_past_is_answered(server: PageServer) -> None:
    past = [{"role": role, "content": "certification " * 500} for _ in range(200) for role in ("user", "assistant")]
    status, events = call(server.url, "ask", "What does AIF-C01 cost?", past, None)
    assert status == 200
    assert events[-1][0] in ("complete", "error")


def test_more_than_the_queue_takes_are_told_to_come_back(narrow: PageServer) -> None:
    def one(number: int) -> int:
        return call(narrow.url, "ask", f"Shortly, {number}", None, None, auth=("ada", "lovelace"))[0]

    with ThreadPoolExecutor(16) as pool, httpx.Client(base_url=narrow.url) as client:
        asked = [pool.submit(one, number) for number in range(QUEUE + 12)]
        healthy = 0  # replies while questions wait
        while not all(future.done() for future in asked):
            assert client.get("/health").status_code == 200
            healthy += not all(future.done() for future in asked)
            time.sleep(0.1)
    statuses = [future.result() for future in asked]
    assert statuses.count(503) >= 6
    assert statuses.count(200) >= QUEUE
    assert set(statuses) == {200, 503}
    assert healthy


def test_without_the_password_nothing_but_health_is_there(narrow: PageServer, browser: Browser) -> None:
    assert call(narrow.url, "ask", "x", None, None)[0] == 401
    with httpx.Client(base_url=narrow.url) as client:
        assert {client.get(path).status_code for path in ("/", "/config", "/gradio_api/info", "/assets/x.js")} == {401}
        assert client.get("/health").json() == {"status": "ok"}
    login = {"username": "ada", "password": "lovelace"}
    with visiting(browser, narrow.url, http_credentials=login) as visitor:
        assert typing(visitor.page).is_visible()


def test_files_outside_the_page_stay_where_they_are(server: PageServer) -> None:
    own = [str(Path.cwd() / "pyproject.toml"), "bot/page/server.py", str(server.log)]
    outside = ["/etc/passwd", "../../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "http://127.0.0.1:9/"]
    with httpx.Client(base_url=server.url) as client:
        for name in (*own, *outside):
            assert client.get(f"/gradio_api/file={name}").status_code in (400, 403, 404), name
        upload = client.post("/gradio_api/upload", files={"files": ("x.txt", b"x")})
        assert upload.status_code == 404


def test_the_page_can_be_used_before_the_bot_is_ready(browser: Browser, server: PageServer) -> None:
    with visiting(browser, server.url) as visitor:
        assert typing(visitor.page).is_editable()


def test_the_server_says_nothing_but_where_it_is(index_path: Path, tmp_path: Path, browser: Browser) -> None:
    with serving(tmp_path, index=index_path) as served, visiting(browser, served.url):
        pass  # closed while the page is open and its streams with it
    said = [line for line in served.log.read_text().splitlines() if "arning" not in line and "warn(" not in line]
    assert said == [f"certpath: {served.url} (Ctrl-C stops it)"]
