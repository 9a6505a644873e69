"""What a call to a model can die of, in one sentence each, without a word of what the server wrote.

Servers repeat keys and prompts in their error messages, so none of that text is passed on.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit, urlunsplit

from bot.errors import ModelError

SECRET_NAMES = re.compile(r"(KEY|TOKEN|SECRET|PASSWORD)$")
SHORTEST_SECRET = 8  # characters; anything shorter would blot out ordinary words
RETRIED = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
CUT_OFF = frozenset(
    {
        "RemoteProtocolError",
        "ReadError",
        "IncompleteRead",
        "ConnectionResetError",
        "ClientPayloadError",
        "IncompleteReadError",
    }
)
LIST_MODELS = "`python -m bot models` shows what can be set"


class Failure(ModelError):
    """A call to a model that gave no usable answer.

    `kind` is one word for logs and tests; `again` says whether another try may work, and `wait` how many
    seconds the server asked for before it.
    """

    def __init__(self, kind: str, text: str, *, again: bool = False, wait: float | None = None) -> None:
        super().__init__(redacted(text))
        self.kind, self.again, self.wait = kind, again, wait


def failure_of(error: BaseException, model: str, where: str, pull: str = "", key: str = "", start: str = "") -> Failure:
    """The failure that a library's exception stands for.

    `pull` is the command that gets a missing model, `key` the variable that holds the key, `start` the
    command that starts the server.
    """
    status = _status(error)
    if any(type(link).__name__ in CUT_OFF for link in _chain(error)):
        return Failure("dropped", f"{where} broke the connection off.", again=True)
    if status in (401, 403):
        mend = f"`export {key}=…` sets a valid one" if key else "set a valid one"
        return Failure("refused_key", f"{where} refused the key for {model} ({status}); {mend}.")
    if status == 404:
        mend = f"`{pull}` gets it" if pull else LIST_MODELS
        return Failure("no_model", f"{where} has no model {model} (404); {mend}.")
    if status == 429:
        wait = _retry_after(error)
        asked = f" and asks to wait {wait:.0f} s" if wait else ""
        return Failure("busy", f"{where} takes no more calls for now (429){asked}.", again=True, wait=wait)
    if status is not None and (status >= 500 or status in RETRIED):
        return Failure("server", f"{where} had an error of its own ({status}).", again=True, wait=_retry_after(error))
    if status is not None:
        return Failure("rejected", f"{where} rejected the call for {model} ({status}); {LIST_MODELS}.")
    return _without_status(error, where, start)


def _without_status(error: BaseException, where: str, start: str) -> Failure:
    names = {cls.__name__ for link in _chain(error) for cls in type(link).__mro__}
    if any("Timeout" in name for name in names):
        return Failure("timeout", f"{where} did not answer in time.")
    if names & {"ConnectError", "ConnectionRefusedError", "ModelConnectionError", "ConnectionError"}:
        return Failure(
            "unreachable", f"Nothing answers at {where}; start the server or correct its address.", again=True
        )
    if names & {"ValueError", "ValidationError", "APIResponseValidationError"}:  # JSON and UTF-8 are ValueErrors
        return Failure("nonsense", f"{where} sent something that is no answer.")
    return Failure("broken", f"{where} could not be called ({type(error).__name__}).")


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or link.__context__


def _status(error: BaseException) -> int | None:
    for link in _chain(error):
        for name in ("status_code", "code"):
            status = getattr(link, name, None)
            if isinstance(status, int) and 400 <= status < 600:
                return status
        status = getattr(getattr(link, "response", None), "status_code", None)
        if isinstance(status, int) and status >= 400:
            return status
    return None


def _retry_after(error: BaseException) -> float | None:
    """Seconds that the server asked to wait, from a Retry-After of seconds or of a date."""
    for link in _chain(error):
        headers = getattr(getattr(link, "response", None), "headers", None)
        value = headers.get("retry-after") if headers is not None else None
        if not value:
            continue
        try:
            return max(0.0, float(value))
        except ValueError:
            pass
        try:
            return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
        except (TypeError, ValueError):
            return None
    return None


def shown(url: str) -> str:
    """An address without the name, password or query that it may carry."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    return urlunsplit((parts.scheme, host + (f":{parts.port}" if parts.port else ""), parts.path, "", ""))


def redacted(text: str) -> str:
    """`text` without any key, token or password that the environment holds."""
    for name, value in os.environ.items():
        if SECRET_NAMES.search(name) and len(value) >= SHORTEST_SECRET:
            text = text.replace(value, "•••")
    return text
