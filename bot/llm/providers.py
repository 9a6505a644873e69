"""Which models can be named, what each needs, and how it is opened."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from bot.errors import ModelError
from bot.llm.calling import Model
from bot.llm.failures import shown
from bot.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

BUILTIN = "builtin"
NO_KEY = "no-key-needed"  # what a client that insists on a key is given for a server that wants none
CONTEXT = 8192  # tokens of a model that does not say how many it can read


@dataclass(frozen=True)
class Provider:
    """A LangChain provider: its extra, its package, the variables that may hold its key, an example model.

    `options` go to the client. Its own retries are off: certpath counts them, and Google's SDK reads
    0 as "the default", so 1 attempt it is there.
    """

    extra: str
    package: str
    example: str
    keys: tuple[str, ...] = ()
    address: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    length: str = "max_tokens"
    temperature: float | None = None
    pull: str = ""
    start: str = ""


PROVIDERS: dict[str, Provider] = {
    "openai": Provider(
        "openai", "langchain_openai", "openai:gpt-4.1-mini", ("OPENAI_API_KEY",), "https://api.openai.com/v1",
        {"max_retries": 0, "stream_usage": True, "stream_chunk_timeout": None},
    ),
    "anthropic": Provider(
        "anthropic", "langchain_anthropic", "anthropic:claude-haiku-4-5", ("ANTHROPIC_API_KEY",),
        "https://api.anthropic.com", {"max_retries": 0},
    ),
    "google_genai": Provider(
        "google", "langchain_google_genai", "google_genai:gemini-2.5-flash", ("GOOGLE_API_KEY", "GEMINI_API_KEY"),
        "https://generativelanguage.googleapis.com", {"max_retries": 1}, temperature=0.0,
    ),
    "ollama": Provider(
        "ollama", "langchain_ollama", "ollama:llama3.2", (), "http://127.0.0.1:11434", {"num_ctx": CONTEXT},
        length="num_predict", temperature=0.0, pull="ollama pull {name}", start="ollama serve",
    ),
    "huggingface": Provider("huggingface", "langchain_huggingface", "huggingface:/path/to/model"),
}  # fmt: skip


def open_model(settings: Settings) -> Model:
    """The model that BOT_MODEL names, ready to be called; raises ModelError where it cannot be."""
    provider, name = split(settings.model)
    known = PROVIDERS[provider]
    _check_installed(known, settings.model)
    if provider == "huggingface":
        from bot.llm.local import open_local

        chat: BaseChatModel = open_local(name, settings)
        return Model(settings, settings.model, f"The model in {name}", chat, window=_window(chat, settings), calls=1)
    chat = _open(provider, name, known, settings, _key(known, settings))
    where = shown(settings.base_url or known.address)
    pull = known.pull.format(name=name)
    window, key = _window(chat, settings), next(iter(known.keys), "")
    return Model(settings, settings.model, where, chat, window=window, pull=pull, key=key, start=known.start)


def _window(chat: BaseChatModel, settings: Settings) -> int:
    """How many tokens it reads; a model of Ollama's reads what it is told to."""
    return settings.window or (chat.profile or {}).get("max_input_tokens") or CONTEXT


def split(model: str) -> tuple[str, str]:
    """("openai", "gpt-4.1-mini") for `openai:gpt-4.1-mini`."""
    provider, colon, name = model.partition(":")
    if provider not in PROVIDERS or not (colon and name):
        names = ", ".join(PROVIDERS)
        raise ModelError(
            f"BOT_MODEL is {model!r}, which names no model; write builtin or provider:name with one of {names}. "
            "`python -m bot models` shows each."
        )
    return provider, name


def installed(known: Provider) -> bool:
    """Whether the extra that brings a provider's package is installed."""
    return find_spec(known.package) is not None and (
        known.extra != "huggingface" or find_spec("transformers") is not None
    )


def _check_installed(known: Provider, model: str) -> None:
    if not installed(known):
        raise ModelError(f'{model} needs the extra {known.extra}: `pip install "certpath[{known.extra}]"` installs it.')


def key_of(known: Provider) -> str | None:
    """The key that the environment holds for a provider."""
    return next((os.environ[name] for name in known.keys if os.environ.get(name)), None)


def _key(known: Provider, settings: Settings) -> str | None:
    key = key_of(known)
    if known.keys and not key:
        if settings.base_url:
            return NO_KEY
        raise ModelError(f"{settings.model} needs a key: `export {known.keys[0]}=…` sets it.")
    return key


def _open(provider: str, name: str, known: Provider, settings: Settings, key: str | None) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {**known.options, known.length: settings.answer_tokens}
    temperature = settings.temperature if settings.temperature is not None else known.temperature
    if settings.base_url:
        options["base_url"] = settings.base_url
        # A server of one's own speaks chat completions and knows a temperature, whatever the model is called.
        temperature = 0.0 if temperature is None and provider == "openai" else temperature
    if provider == "openai" and settings.base_url:
        options["use_responses_api"] = False
    if provider == "ollama" and settings.window:
        options["num_ctx"] = settings.window
    if temperature is not None:
        options["temperature"] = temperature
    if key:
        options["api_key"] = key
    if provider != "ollama":
        options["timeout"] = settings.total_seconds
    try:
        chat: BaseChatModel = init_chat_model(name, model_provider=provider, **options)
    except Exception as error:  # whatever a client checks on opening; its words may hold the key
        reason = type(error).__name__
    else:
        return chat
    raise ModelError(f"{settings.model} cannot be opened ({reason}); check its name.")
