"""A server on loopback that speaks the chat protocols of OpenAI, Anthropic, Google and Ollama, and follows a script.

    with serving(Reply("It costs USD 100 [1]."), Reply(status=429)) as server:
        ...  # the first call is answered, each further one gets 429

Every call is kept in `server.calls`, so that a test can see what was sent.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-planted-0123456789abcdef"  # what no log, error or answer may show


@dataclass(frozen=True)
class Reply:
    """How a call is answered. `text` may be computed from what was sent."""

    text: str | Callable[[dict[str, Any]], str] = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None  # the whole body, in place of a protocol's
    before: float = 0.0  # seconds before the first token
    between: float = 0.0  # … and between any two
    stall_after: int | None = None  # tokens after which nothing more comes
    drop_after: int | None = None  # … after which the connection is cut
    ends: bool = True  # whether the stream says that it is done
    forever: bool = False  # the text again and again
    keeps: bool = False  # the connection, for the next call; a client that gets none leaves its socket open


@dataclass
class Server:
    """What is served and what was asked."""

    replies: list[Reply]
    url: str = ""
    calls: list[dict[str, Any]] = field(default_factory=list)
    open: int = 0
    most_open: int = 0
    stalling: int = 0  # calls that get nothing more until their server gives up, after a minute
    gone: threading.Event = field(default_factory=threading.Event)  # the test is over
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, call: dict[str, Any]) -> Reply:
        with self.lock:
            self.calls.append(call)
            return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]

    @contextmanager
    def stalled(self) -> Iterator[None]:
        with self.lock:
            self.stalling += 1
        yield
        with self.lock:
            self.stalling -= 1

    @property
    def evidence(self) -> str:
        """What the last call showed the model."""
        return sent(self.calls[-1]["body"])


def sent(body: dict[str, Any]) -> str:
    """Every text of a call, whatever its protocol."""
    return json.dumps(body, ensure_ascii=False).replace("\\n", "\n").replace('\\"', '"')


@contextmanager
def serving(*replies: Reply) -> Iterator[Server]:
    """A server that gives these replies in turn, the last one again and again."""
    server = Server(list(replies) or [Reply("Hello.")])
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(server))
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    server.url = f"http://127.0.0.1:{http.server_address[1]}"
    try:
        yield server
    finally:
        server.gone.set()
        http.shutdown()
        http.server_close()
        thread.join(5)


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            pass

        def do_GET(self) -> None:
            listing = {"data": [{"id": "tiny"}], "models": [{"name": "tiny"}], "object": "list"}
            self._whole(200, {}, json.dumps(listing).encode())

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or b"{}")
            reply = server.take({"path": self.path, "headers": dict(self.headers), "body": body})
            with server.lock:
                server.open += 1
                server.most_open = max(server.most_open, server.open)
            self.close_connection = not reply.keeps
            try:
                with suppress(OSError):
                    self._answer(reply, body)
            finally:
                with server.lock:
                    server.open -= 1

        def _answer(self, reply: Reply, body: dict[str, Any]) -> None:
            server.gone.wait(reply.before)
            if reply.status != 200:
                # Servers repeat the key that they were given; nobody may see it.
                error = {"error": {"message": f"refused {KEY}", "type": "x", "code": reply.status, "status": "X"}}
                self._whole(reply.status, reply.headers, json.dumps(error).encode())
            elif reply.raw is not None:
                self._whole(200, {"Content-Type": "text/event-stream"}, reply.raw)
            else:
                self._stream(reply, body)

        def _whole(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self._end_headers()
            self.wfile.write(body)

        def _stream(self, reply: Reply, body: dict[str, Any]) -> None:
            text = reply.text(body) if callable(reply.text) else reply.text
            speak = next(protocol for path, protocol in PROTOCOLS.items() if path in self.path)
            self.send_response(200)
            self.send_header("Content-Type", "application/x-ndjson" if speak is ollama else "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self._end_headers()
            self._chunk(speak.start())
            for count, token in enumerate(_tokens(text, reply.forever)):
                if count == reply.drop_after:
                    self.close_connection = True
                    self.connection.close()
                    return
                if count == reply.stall_after:
                    with server.stalled():
                        server.gone.wait(60)
                    return
                self._chunk(speak.token(token))
                if server.gone.wait(reply.between):
                    return
            if reply.ends:
                self._chunk(speak.end())
            self.wfile.write(b"0\r\n\r\n")

        def _end_headers(self) -> None:
            if self.close_connection:
                self.send_header("Connection", "close")
            self.end_headers()

        def _chunk(self, data: bytes) -> None:
            if data:
                self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
                self.wfile.flush()

    return Handler


def _tokens(text: str, forever: bool) -> Iterator[str]:
    pieces = re.findall(r"\S+\s*|\s+", text)
    while True:
        yield from pieces
        if not forever:
            return
        time.sleep(0.001)


def _event(data: dict[str, Any], name: str = "") -> bytes:
    head = f"event: {name}\n" if name else ""
    return f"{head}data: {json.dumps(data)}\n\n".encode()


class openai:
    @staticmethod
    def _part(delta: dict[str, Any], finish: str | None = None, **more: Any) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        return _event(
            {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice], **more}
        )

    @classmethod
    def start(cls) -> bytes:
        return cls._part({"role": "assistant", "content": ""})

    @classmethod
    def token(cls, text: str) -> bytes:
        return cls._part({"content": text})

    @classmethod
    def end(cls) -> bytes:
        usage = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
        last = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [], "usage": usage}
        return cls._part({}, "stop") + _event(last) + b"data: [DONE]\n\n"


class anthropic:
    @staticmethod
    def start() -> bytes:
        message = {
            "id": "m", "type": "message", "role": "assistant", "content": [], "model": "m", "stop_reason": None,
            "stop_sequence": None, "usage": {"input_tokens": 11, "output_tokens": 1},
        }  # fmt: skip
        block = {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
        return _event({"type": "message_start", "message": message}, "message_start") + _event(
            block, "content_block_start"
        )

    @staticmethod
    def token(text: str) -> bytes:
        delta = {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}}
        return _event(delta, "content_block_delta")

    @staticmethod
    def end() -> bytes:
        delta = {"stop_reason": "end_turn", "stop_sequence": None}
        return (
            _event({"type": "content_block_stop", "index": 0}, "content_block_stop")
            + _event(
                {"type": "message_delta", "delta": delta, "usage": {"input_tokens": 11, "output_tokens": 7}},
                "message_delta",
            )
            + _event({"type": "message_stop"}, "message_stop")
        )


class google:
    @staticmethod
    def _part(text: str, **more: Any) -> bytes:
        content = {"role": "model", "parts": [{"text": text}]}
        usage = {"promptTokenCount": 11, "candidatesTokenCount": 7, "totalTokenCount": 18}
        return _event({"candidates": [{"index": 0, "content": content, **more}], "usageMetadata": usage})

    @staticmethod
    def start() -> bytes:
        return b""

    @classmethod
    def token(cls, text: str) -> bytes:
        return cls._part(text)

    @classmethod
    def end(cls) -> bytes:
        return cls._part("", finishReason="STOP")


class ollama:
    @staticmethod
    def _line(content: str, **more: Any) -> bytes:
        line = {
            "model": "m",
            "created_at": "2026-11-22T00:00:00Z",
            "message": {"role": "assistant", "content": content},
        }
        return json.dumps({**line, "done": False, **more}).encode() + b"\n"

    @staticmethod
    def start() -> bytes:
        return b""

    @classmethod
    def token(cls, text: str) -> bytes:
        return cls._line(text)

    @classmethod
    def end(cls) -> bytes:
        return cls._line("", done=True, done_reason="stop", prompt_eval_count=11, eval_count=7)


PROTOCOLS: dict[str, Any] = {
    "/chat/completions": openai,
    "/v1/messages": anthropic,
    ":streamGenerateContent": google,
    "/api/chat": ollama,
}
