"""The head of the page: what it is, for which day, and whether it can answer yet."""

from __future__ import annotations

from typing import Any

import gradio as gr

from bot.formats import day
from bot.page.render import esc, safe
from bot.page.service import Service

POLL_SECONDS = 0.6
TEXTS = {
    "loading": "Opening the index. You can ask already; the answer comes in a moment.",
    "building": "The index is being built, which takes about a minute, once. Path, Compare and Catalog work already.",
}


class Status:
    """The title, and a line that goes away once questions are answered."""

    def __init__(self, service: Service) -> None:
        self.service = service
        gr.Markdown(safe('<div class="cp-top"><h1>certpath</h1><p>AI and ML certifications, answered from dated '
                         f"sources. For {esc(day(service.settings.now))}.</p></div>"), elem_id="top")  # fmt: skip
        self.line = gr.Markdown(self.text(), elem_id="status-line", visible=service.state.stage != "ready")
        self.timer = gr.Timer(POLL_SECONDS, active=True)

    def wire(self) -> None:
        """Look again until the index is open."""
        self.timer.tick(self.looked, None, [self.line, self.timer], show_progress="hidden",
                        api_visibility="private")  # fmt: skip

    def looked(self) -> tuple[Any, Any]:
        """The line as it is now; the timer rests once there is nothing to wait for."""
        stage = self.service.state.stage
        over = stage in ("ready", "failed")
        return gr.update(value=self.text(), visible=stage != "ready"), gr.update(active=not over)

    def text(self) -> str:
        """The line."""
        state = self.service.state
        if state.stage == "failed":
            return safe(f'<div class="cp-error"><b>Questions cannot be answered now.</b> {esc(state.why)}</div>')
        return safe(f'<div class="cp-wait-line">{esc(TEXTS.get(state.stage, ""))}</div>')
