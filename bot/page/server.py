"""How the page is served: gradio behind the guard, on this machine unless BOT_HOST says otherwise.

    with bound(settings) as listening:
        import_gradio()
        app = make_app(build_page(settings), settings, theme=…, css=…, head=…)
        code = run(app, listening)

`make_app` takes what gradio 6 wants at launch rather than in `gr.Blocks(…)`. Nothing is sent to anybody.
"""

from __future__ import annotations

import gc
import importlib
import inspect
import os
import socket
import sys
from contextlib import suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from bot.errors import BotError
from bot.page.guard import App, Guard
from bot.settings import Settings

if TYPE_CHECKING:
    import gradio as gr

EVALUATING = frozenset({"html"})  # components that compile a template in the browser
CLOSING_SECONDS = 3  # for answers that still stream
SWEEP = (3_600, 86_400)  # every hour, exports older than a day go


def import_gradio() -> None:
    """Import gradio without telemetry, a look for newer versions, and the work that only its developers need.

    On each import gradio parses its components and writes type stubs beside them, which takes nearly half of the time;
    it leaves out a class whose file cannot be told.
    """
    os.environ |= {"GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_DISABLE_TELEMETRY": "1", "DO_NOT_TRACK": "1"}
    file_of, collecting = inspect.getfile, gc.isenabled()

    def file_of_others(thing: Any) -> str:
        if isinstance(thing, type) and thing.__module__.startswith("gradio."):
            raise OSError
        return file_of(thing)

    gc.disable()  # there is nothing to collect yet
    inspect.getfile = file_of_others  # type: ignore[assignment]
    try:
        importlib.import_module("gradio")
    finally:
        inspect.getfile = file_of
        if collecting:
            gc.enable()


def make_app(blocks: gr.Blocks, settings: Settings, *, mcp: bool = False, **look: Any) -> App:
    """The page as an ASGI app, its limits set and the guard before it.

    `look` is gradio's theme, css, head and their like; `mcp` offers the named endpoints as MCP tools.
    """
    import gradio as gr
    from fastapi import FastAPI

    blocks.queue(max_size=settings.queue, default_concurrency_limit=settings.at_once, api_open=False)
    blocks.delete_cache = SWEEP
    inner = gr.mount_gradio_app(
        FastAPI(openapi_url=None), blocks, path="/", server_name=settings.host, server_port=settings.port,
        footer_links=[], run_history=False, enable_monitoring=False, pwa=False, ssr_mode=False,
        show_error=True, max_file_size=1, mcp_server=mcp, **look,
    )  # fmt: skip
    return Guard(inner, settings, evaluates=evaluates(blocks))


def evaluates(blocks: gr.Blocks) -> bool:
    """Whether the page compiles code in the browser: an HTML component's template, a handler written in JavaScript."""
    kinds = {block.get_block_name() for block in blocks.blocks.values()}
    scripted = any(isinstance(function.js, str) for function in blocks.fns.values())
    return scripted or bool(kinds & EVALUATING)


def run(app: App, listening: socket.socket) -> int:
    """Serve on a socket from `bound` until Ctrl-C or SIGTERM; 0 then."""
    import uvicorn

    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    listening.listen()  # before the line: whoever opens the page at once waits a moment and is not turned away
    print(f"certpath: http://{shown}:{port} (Ctrl-C stops it)", file=sys.stderr, flush=True)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False,
        timeout_graceful_shutdown=CLOSING_SECONDS, lifespan="on",
    )  # fmt: skip
    with suppress(KeyboardInterrupt):  # which uvicorn raises again once it has closed
        uvicorn.Server(config).run(sockets=[listening])
    return 0


def bound(settings: Settings) -> socket.socket:
    """The socket to serve on, taken before anything that takes long; BotError where the settings cannot be served."""
    if settings.mcp and settings.user and settings.password:
        raise BotError("BOT_MCP and BOT_PASSWORD exclude each other: gradio calls the tools without a password.")
    if settings.mcp and find_spec("mcp") is None:
        raise BotError('BOT_MCP needs one more package: pip install "certpath[mcp]".')
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((settings.host, settings.port))
    except OSError as error:
        listening.close()
        raise BotError(
            f"The page cannot be served on {settings.host}:{settings.port}: {error.strerror or error}. "
            "BOT_PORT sets another port (0 takes one that is free), BOT_HOST another address."
        ) from None
    return listening
