"""What `python -m bot models` says: which models can be set, what each lacks, and what answers now."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

from bot import prompts
from bot.errors import ModelError
from bot.llm.failures import shown
from bot.llm.providers import BUILTIN, PROVIDERS, Provider, installed, key_of, open_model
from bot.settings import Settings

SECONDS = 2.0  # that a server on this machine is given to list its models
MOST = 8  # models listed of a server


def survey(settings: Settings) -> Iterator[str]:
    """Line by line: each provider with what it still needs, then what BOT_MODEL is and whether it answers."""
    yield "BOT_MODEL can be:"
    yield f"  {BUILTIN:30} no model: the built-in writer (the default)"
    for name, known in PROVIDERS.items():
        yield f"  {known.example:30} {_state(name, known)}"
    yield f"  {'openai:NAME':30} any OpenAI-compatible server, with BOT_BASE_URL=http://127.0.0.1:8000/v1"
    yield from _served(settings)
    yield from _now(settings)


def _state(name: str, known: Provider) -> str:
    if not installed(known):
        return f'needs `pip install "certpath[{known.extra}]"`'
    if known.keys and not key_of(known):
        return f"needs `export {known.keys[0]}=…`"
    if name == "huggingface":
        return "ready: name a folder with a chat model in .safetensors"
    return "ready" if known.keys else f"ready where a server runs at {known.address}"


def _served(settings: Settings) -> Iterator[str]:
    """The models that the server of one's own says it has."""
    if settings.base_url:
        names = _names(settings.base_url.rstrip("/") + "/models", "data", "id")
        where = shown(settings.base_url)
        yield f"At {where}: {', '.join(names)}" if names else f"Nothing at {where} lists its models."
    address = PROVIDERS["ollama"].address
    if names := _names(f"{address}/api/tags", "models", "name"):
        yield f"At {address} (ollama): {', '.join(names)}"


def choices(settings: Settings) -> list[str]:
    """What can be switched to now: the built-in writer, what BOT_MODEL names, and whatever has all that it needs."""
    ready = [known.example for known in PROVIDERS.values() if known.keys and installed(known) and key_of(known)]
    own = (
        _names((settings.base_url or "").rstrip("/") + "/models", "data", "id")
        if installed(PROVIDERS["openai"])
        else []
    )
    pulled = _names(f"{PROVIDERS['ollama'].address}/api/tags", "models", "name")
    pulled = pulled if installed(PROVIDERS["ollama"]) else []
    served = [*(f"openai:{name}" for name in own), *(f"ollama:{name}" for name in pulled)]
    return list(dict.fromkeys([BUILTIN, settings.model, *served, *([] if settings.base_url else ready)]))


def answers(settings: Settings) -> str:
    """Whether what BOT_MODEL names answers, in one line; it is asked for one word."""
    return next(iter(_now(settings)))


def _names(url: str, listing: str, name: str) -> list[str]:
    if not url.startswith(("http://", "https://")):
        return []
    try:
        with urllib.request.urlopen(url, timeout=SECONDS) as answer:  # noqa: S310 - checked above
            entries = json.load(answer)[listing]
        return [str(entry[name]) for entry in entries[:MOST]]
    except (OSError, urllib.error.URLError, ValueError, KeyError, TypeError):
        return []


def _now(settings: Settings) -> Iterator[str]:
    """What answers now; a model is asked for one word."""
    if settings.model == BUILTIN:
        yield "Now: the built-in writer answers, with no model."
        return
    started = time.perf_counter()
    try:
        model = open_model(settings)
        for _ in model.stream([("human", prompts.PING)]):
            pass
    except ModelError as error:
        yield f"Now: {settings.model} does not answer, so the built-in writer does. {error}"
    else:
        yield f"Now: {settings.model} answers ({time.perf_counter() - started:.1f} s for a word)."
