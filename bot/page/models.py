"""Which model words the answers: shown, tried and switched for one visitor, with no restart and no key in sight."""

from __future__ import annotations

import asyncio
from typing import Any

import gradio as gr

from bot.errors import BotError
from bot.page.render import esc, safe
from bot.page.service import Service

BUILTIN = "builtin"
NAMES = {BUILTIN: "built-in writer (no model)"}


class Models:
    """The choice, and whether what is chosen answers."""

    def __init__(self, service: Service) -> None:
        self.service = service
        with gr.Row(elem_classes="cp-bar"):
            self.choice = gr.Dropdown(
                _named([BUILTIN, service.settings.model]), value=service.settings.model, label="Answers are worded by",
                elem_id="model-choice", scale=2, min_width=240,
            )  # fmt: skip
            self.test = gr.Button("Does it answer?", elem_id="model-test", size="sm", scale=0, min_width=150)
        self.said = gr.Markdown(status(service.settings.model), elem_id="model-status")
        self.test.click(self.tried, self.choice, self.said, api_visibility="private")
        self.choice.input(status, self.choice, self.said, show_progress="hidden", api_visibility="private")

    def offered(self) -> Any:
        """What can be switched to; a server that is asked for its models may take two seconds."""
        from bot.llm import choices

        return gr.update(choices=_named(choices(self.service.settings)))

    async def tried(self, model: str) -> str:
        """Whether the model answers."""
        from bot.llm import answers

        if model == BUILTIN:
            await self.service.ready()
            return _said("ok", "The built-in writer answers, with no model.")
        settings = self.service.settings.model_copy(update={"model": model})
        try:
            line = await asyncio.to_thread(answers, settings)
        except BotError as error:
            line = str(error)
        return _said("bad" if "does not answer" in line else "ok", line.removeprefix("Now: "))


def status(model: str) -> str:
    """What is chosen, before it is tried."""
    if model == BUILTIN:
        return _said("ok", "The built-in writer words the answers: no model, no key, no network.")
    return _said(
        "new", f"{model} words the answers from the next question on; each sentence is checked against its source."
    )


def _named(models: list[str]) -> list[tuple[str, str]]:
    return [(NAMES.get(model, model), model) for model in dict.fromkeys(models)]


def _said(kind: str, text: str) -> str:
    return safe(f'<p class="cp-model cp-model-{kind}">{esc(text)}</p>')
