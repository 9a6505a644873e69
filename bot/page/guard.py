"""What stands before gradio: who may ask for what, how much, and what a browser may do with the reply.

Pure ASGI, so that streamed answers pass through piece by piece.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from bot.settings import Settings

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MAX_BODY = 6_000_000  # bytes; a page sends what its browser keeps, which is 5 MB at most
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
HEALTH = "/health"
FILES = "/gradio_api/file="

# All that the page, gradio_client and MCP clients ask for. Everything else that gradio serves (uploads,
# a proxy, run history, deep links, monitoring) is not there.
SERVED = re.compile(
    r"/(?:health|config/?|theme\.css|favicon\.ico|robots\.txt|manifest\.json)?"
    r"|/(?:assets|static|svelte)/.*"
    r"|/gradio_api/(?:info/?|openapi\.json|app_id/?|startup-events|queue/(?:join|data)|call/.+|cancel|reset/?"
    r"|heartbeat/[\w-]+|component_server/?|file=.+|mcp(?:/.*)?)"
)
INLINE = re.compile(rb"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
CARDS = re.compile(rb'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>', re.IGNORECASE)  # gradio's own, not ours

ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


def policy(html: bytes = b"", *, evaluates: bool = False) -> str:
    """The Content-Security-Policy of the page: itself alone, and the inline scripts of `html` by their hashes.

    Styles are inline throughout gradio; with `img-src`, `font-src` and `connect-src` closed they reach nobody.
    `evaluates` is for gradio's HTML component, which compiles its own template in the browser.
    """
    digests = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in INLINE.findall(html))
    scripts = ["'self'", *(f"'sha256-{digest}'" for digest in digests), *(["'unsafe-eval'"] if evaluates else [])]
    return "; ".join(
        (
            "default-src 'none'", f"script-src {' '.join(scripts)}", "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:", "font-src 'self' data:", "connect-src 'self'", "manifest-src 'self'",
            "base-uri 'self'", "form-action 'none'", "frame-ancestors 'none'", "object-src 'none'",
        )
    )  # fmt: skip


class Guard:
    """Refuses what nobody should ask, answers /health itself, and puts the policy on every reply."""

    def __init__(self, app: App, settings: Settings, *, evaluates: bool = False) -> None:
        self.app, self.settings, self.evaluates = app, settings, evaluates
        self.login: bytes | None = None
        if settings.user and settings.password:
            pair = f"{settings.user}:{settings.password.get_secret_value()}"
            self.login = b"Basic " + base64.b64encode(pair.encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request: /health, a refusal, or what gradio says with our headers on it."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        refused = self._refusal(scope, headers)
        if refused:
            await _reply(send, *refused)
        elif scope["path"] == HEALTH:
            await _reply(send, 200, '{"status":"ok"}', content="application/json")
        elif scope["path"] == "/":
            kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            await self.app({**scope, "headers": kept}, receive, _Page(send, self.evaluates))
        else:
            # A file that the bot wrote is for saving; were it ever opened, it may do nothing.
            csp = "default-src 'none'; sandbox" if scope["path"].startswith(FILES) else policy()
            await self.app(scope, receive, _with_headers(send, csp))

    def _refusal(self, scope: Scope, headers: dict[bytes, bytes]) -> tuple[int, str] | None:
        """Status and text where a request is turned away."""
        host, path = headers.get(b"host", b"").decode("latin-1"), scope["path"]
        origin = headers.get(b"origin", b"").decode("latin-1")
        # A page elsewhere that points its own name at this machine still sends that name.
        if self.settings.host in LOOPBACK and (urlsplit(f"//{host}").hostname or "") not in LOOPBACK:
            return 421, "This page is for this machine alone; BOT_HOST opens it to others."
        if origin and urlsplit(origin).netloc != host:
            return 403, "Another site may not use this page."
        if path == HEALTH:
            return None
        if self.login and not secrets.compare_digest(headers.get(b"authorization", b""), self.login):
            return 401, "A user and a password are needed."
        if not SERVED.fullmatch(path) or "://" in path:
            return 404, "There is nothing here."
        if scope["method"] in ("POST", "PUT", "PATCH"):
            return _too_much(headers)
        return None


def _too_much(headers: dict[bytes, bytes]) -> tuple[int, str] | None:
    length = headers.get(b"content-length", b"")
    if not length.isdigit():
        return 411, "The length of what is sent must be given."
    return (413, f"At most {MAX_BODY:,} bytes can be sent.") if int(length) > MAX_BODY else None


def _with_headers(send: Send, csp: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = _merged(message.get("headers", []), csp)
        await send(message)

    return sending


class _Page:
    """Holds the page back until it is whole, so that the policy can name the scripts in it."""

    def __init__(self, send: Send, evaluates: bool) -> None:
        self.send, self.evaluates = send, evaluates
        self.start: Message = {}
        self.body = b""

    async def __call__(self, message: Message) -> None:
        """Take one message of the reply; send all of it after the last."""
        if message["type"] == "http.response.start":
            self.start = message
            return
        self.body += message.get("body", b"")
        if message.get("more_body"):
            return
        html = CARDS.sub(b"", self.body)
        kept = [pair for pair in self.start.get("headers", []) if pair[0].lower() != b"content-length"]
        kept += [(b"content-length", str(len(html)).encode()), (b"cache-control", b"no-store")]
        self.start["headers"] = _merged(kept, policy(html, evaluates=self.evaluates))
        await self.send(self.start)
        await self.send({"type": "http.response.body", "body": html})


def _merged(headers: list[tuple[bytes, bytes]], csp: str) -> list[tuple[bytes, bytes]]:
    ours = {**ALWAYS, "content-security-policy": csp}
    kept = [pair for pair in headers if pair[0].decode("latin-1").lower() not in ours]
    return kept + [(name.encode(), value.encode()) for name, value in ours.items()]


async def _reply(send: Send, status: int, text: str, *, content: str = "text/plain; charset=utf-8") -> None:
    headers = [(b"content-type", content.encode()), (b"cache-control", b"no-store")]
    if status == 401:
        headers.append((b"www-authenticate", b'Basic realm="certpath", charset="UTF-8"'))
    await send({"type": "http.response.start", "status": status, "headers": _merged(headers, policy())})
    await send({"type": "http.response.body", "body": text.encode()})
