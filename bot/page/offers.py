"""The questions to go on with, each one click, under an answer."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import gradio as gr

from bot.page import memory
from bot.page.events import Updates
from bot.page.followups import OFFERED, follow_ups
from bot.page.memory import Conversation
from bot.page.service import Service
from bot.records import Profile

log = logging.getLogger(__name__)


class Offers:
    """The row; it hides while an answer is under way."""

    def __init__(self, service: Service) -> None:
        self.service = service
        with gr.Row(visible=False, elem_id="followups", elem_classes="cp-followups") as self.row:
            self.buttons = [
                gr.Button("", size="sm", visible=False, elem_id=f"followup-{n}", elem_classes="cp-follow", scale=0)
                for n in range(1, OFFERED + 1)
            ]

    @property
    def shown(self) -> list[Any]:
        """Everything that `look` gives values for."""
        return [self.row, *self.buttons]

    def hidden(self) -> Updates:
        """The row while there is nothing to offer."""
        return {self.row: gr.update(visible=False)}

    async def look(self, now: Any, person: Any, model: str) -> Updates:
        """Questions looked for once the answer stands, so that nobody waits for them."""
        talk = memory.conversation(now)
        if not talk.exchanges or talk.exchanges[-1].stage != "done":
            return self.hidden()
        try:
            bot = await self.service.bot(model)
            known = memory.person(person).profile(bot.index.catalog)
            return self._offering(await asyncio.to_thread(self._found, bot, talk, known))
        except Exception:  # an answer is whole without them
            log.exception("No follow-ups could be found")
            return self.hidden()

    def _found(self, bot: Any, talk: Conversation, before: Profile) -> list[str]:
        history = talk.history()
        groups = self.service.language.words.get("page_followups", ())
        return follow_ups(bot, groups, history, before) if len(history) > 1 else []

    def _offering(self, offered: list[str]) -> Updates:
        texts = [*offered, *[""] * OFFERED][:OFFERED]
        pairs = zip(self.buttons, texts, strict=True)
        buttons = {button: gr.update(value=text, visible=bool(text)) for button, text in pairs}
        return {**buttons, self.row: gr.update(visible=bool(offered))}
