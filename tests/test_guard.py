"""The guard in front of a stand-in for gradio, and the address that the page is served on."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import socket
from typing import Any

import httpx
import pytest

from bot.errors import BotError, InputError
from bot.page.guard import MAX_BODY, Guard, Message, Receive, Scope, Send, policy
from bot.page.server import bound
from bot.settings import Settings, load_settings

SCRIPT = "let one = 1 < 2;"
PAGE = (
    f'<html><head><meta property="og:image" content="https://example.org/x.jpg"/><script>{SCRIPT}</script>'
    '<script src="./assets/a.js"></script></head></html>'
)
HOME = "http://127.0.0.1:7860"


async def gradio(scope: Scope, _: Receive, send: Send) -> None:
    """Says the page on /, else the path; in two pieces, with a policy of its own that must not stay."""
    page = scope["path"] == "/"
    content = b"text/html" if page else b"text/plain"
    headers = [(b"content-type", content), (b"content-security-policy", b"default-src *")]
    if dict(scope["headers"]).get(b"accept-encoding") and page:
        raise AssertionError("a compressed page has no scripts to name")
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    text = PAGE if page else scope["path"]
    await send({"type": "http.response.body", "body": text[:9].encode(), "more_body": True})
    await send({"type": "http.response.body", "body": text[9:].encode()})


def ask(
    path: str, method: str = "GET", *, settings: Settings | None = None, home: str = HOME, **given: Any
) -> httpx.Response:
    async def asking() -> httpx.Response:
        app = httpx.ASGITransport(Guard(gradio, settings or Settings()))  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=app, base_url=home) as client:
            return await client.request(method, path, **given)

    return asyncio.run(asking())


def test_the_page_may_only_use_itself_and_the_scripts_in_it() -> None:
    reply = ask("/")
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    rules = dict(rule.split(" ", 1) for rule in reply.headers["content-security-policy"].split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == f"'self' 'sha256-{digest}'"
    assert rules["img-src"] == "'self' data:"
    assert rules["connect-src"] == "'self'"
    assert "http" not in reply.headers["content-security-policy"]
    assert "example.org" not in reply.text, "gradio's own cards for other sites"
    assert int(reply.headers["content-length"]) == len(reply.content)
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_code_is_compiled_in_the_browser_only_where_the_page_needs_it() -> None:
    assert "unsafe-eval" not in policy()
    assert "script-src 'self' 'unsafe-eval'" in policy(evaluates=True)
    assert "script-src 'self' 'unsafe-inline'" not in policy(b"<script>x</script>", evaluates=True)


def test_a_file_for_saving_may_do_nothing() -> None:
    assert ask("/gradio_api/file=/tmp/plan.md").headers["content-security-policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:9", "https://127.0.0.1:7860.evil.example"]
)
@pytest.mark.parametrize(("path", "method"), [("/", "GET"), ("/gradio_api/queue/join", "POST"), ("/health", "GET")])
def test_another_site_is_refused(origin: str, path: str, method: str) -> None:
    reply = ask(path, method, headers={"origin": origin}, json={})
    assert reply.status_code == 403
    assert "access-control-allow-origin" not in reply.headers


def test_the_page_itself_and_programs_are_served() -> None:
    assert ask("/gradio_api/queue/join", "POST", headers={"origin": HOME}, json={}).status_code == 200
    assert ask("/gradio_api/call/ask", "POST", json={}).status_code == 200


def test_another_name_for_this_machine_is_refused() -> None:
    assert ask("/", home="http://rebound.example").status_code == 421
    assert ask("/", home="http://localhost:7860").status_code == 200
    assert ask("/", home="http://certs.example", settings=Settings(host="0.0.0.0")).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload", "/gradio_api/proxy=http://169.254.169.254/", "/gradio_api/file=http://169.254.169.254/",
        "/gradio_api/run/ask", "/gradio_api/api/ask", "/gradio_api/deep_link", "/gradio_api/runs", "/monitoring",
        "/gradio_api/vibe-edit", "/gradio_api/dev/reload", "/gradio_api/stream/x", "/docs", "/openapi.json", "/login",
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_the_page_does_not_need_is_not_there(path: str, method: str) -> None:
    assert ask(path, method).status_code == 404


def test_too_much_is_refused_before_it_is_read() -> None:
    path = "/gradio_api/queue/join"
    assert ask(path, "POST", content=b"x" * (MAX_BODY + 1)).status_code == 413

    async def pieces() -> Any:
        yield b"x"

    assert ask(path, "POST", content=pieces()).status_code == 411


def test_with_a_user_and_a_password_nothing_but_health_is_open() -> None:
    settings = Settings(user="ada", password="lovelace")  # type: ignore[arg-type]
    for path in ("/", "/config", "/gradio_api/info", "/gradio_api/mcp/", "/gradio_api/file=/x", "/assets/a.js"):
        assert ask(path, settings=settings).status_code == 401
        assert ask(path, settings=settings, auth=("ada", "wrong")).status_code == 401
        assert ask(path, settings=settings, auth=("ada", "lovelace")).status_code == 200
    assert ask("/health", settings=settings).json() == {"status": "ok"}
    assert "lovelace" not in repr(settings)


def test_websockets_are_closed() -> None:
    said: list[Message] = []

    async def send(message: Message) -> None:
        said.append(message)

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    asyncio.run(Guard(gradio, Settings())({"type": "websocket", "path": "/", "headers": []}, receive, send))
    assert said == [{"type": "websocket.close", "code": 1008}]


def test_a_user_without_a_password_is_said() -> None:
    with pytest.raises(InputError, match="BOT_USER and BOT_PASSWORD"):
        load_settings(user="ada")


def test_a_port_in_use_is_said_in_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(BotError, match=r"127\.0\.0\.1:\d+.*BOT_PORT"):
            bound(Settings(port=taken.getsockname()[1]))


def test_tools_that_could_not_be_called_are_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BotError, match="exclude each other"):
        bound(Settings(port=0, mcp=True, user="ada", password="lovelace"))  # type: ignore[arg-type]
    monkeypatch.setattr("bot.page.server.find_spec", lambda _: None)
    with pytest.raises(BotError, match=r"certpath\[mcp\]"):
        bound(Settings(port=0, mcp=True))
