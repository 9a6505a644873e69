"""What the events of the page share."""

from __future__ import annotations

from typing import Any

Updates = dict[Any, Any]  # component -> what becomes of it

# The page draws its own waiting, and its events are no endpoints.
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
# Named, since an event is otherwise called after its function, and "ask" is the name of an endpoint.
PRIVATE: dict[str, Any] = {**QUIET, "api_name": "chat"}
ANSWERS = "answers"  # what may run BOT_AT_ONCE times: every answer, however it was asked for
