"""The questions to go on with, each one click, under an answer.

They are looked for once the answer stands, so that nobody waits for them, and shown if nothing was asked meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import gradio as gr

from bot.page import memory
from bot.page.events import PRIVATE, Updates
from bot.page.followups import OFFERED, follow_ups
from bot.page.memory import Conversation
from bot.page.service import Service
from bot.records import Profile

log = logging.getLogger(__name__)


class Offers:
    """The row; it hides while an answer is under way."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.found = gr.State(("", []))  # which answer, and what to go on with
        with gr.Row(visible=False, elem_id="followups", elem_classes="cp-followups") as self.row:
            self.buttons = [
                gr.Button("", size="sm", visible=False, elem_id=f"followup-{n}", elem_classes="cp-follow", scale=0)
                for n in range(1, OFFERED + 1)
            ]

    def wire(self, answered: Any, now: gr.State, person: gr.State, model: gr.Dropdown) -> None:
        """Look after the event `answered`."""
        looked = answered.then(self.look, [now, person, model], self.found, **PRIVATE)
        looked.then(self.show, [self.found, now], [self.row, *self.buttons], **PRIVATE)

    def hidden(self) -> Updates:
        """The row while there is nothing to offer."""
        return {self.row: gr.update(visible=False)}

    async def look(self, now: Any, person: Any, model: str) -> tuple[str, list[str]]:
        """Questions that go with the last answer."""
        talk = memory.conversation(now)
        if not talk.exchanges or talk.exchanges[-1].stage != "done":
            return "", []
        try:
            bot = await self.service.bot(model)
            known = memory.person(person).profile(bot.index.catalog)
            return _answer_of(talk), await asyncio.to_thread(self._found, bot, talk, known)
        except Exception:  # an answer is whole without them
            log.exception("No follow-ups could be found")
            return "", []

    def show(self, found: tuple[str, list[str]], now: Any) -> Updates:
        """What was found, unless the conversation has gone on."""
        answer, offered = found
        talk = memory.conversation(now)
        return self._offering(offered if talk.exchanges and answer == _answer_of(talk) else [])

    def _found(self, bot: Any, talk: Conversation, before: Profile) -> list[str]:
        history = talk.history()
        groups = self.service.language.words.get("page_followups", ())
        return follow_ups(bot, groups, history, before) if len(history) > 1 else []

    def _offering(self, offered: list[str]) -> Updates:
        texts = [*offered, *[""] * OFFERED][:OFFERED]
        pairs = zip(self.buttons, texts, strict=True)
        buttons = {button: gr.update(value=text, visible=bool(text)) for button, text in pairs}
        return {**buttons, self.row: gr.update(visible=bool(offered))}


def _answer_of(talk: Conversation) -> str:
    """Which answer stands last, and whether it is whole."""
    return f"{talk.id} {len(talk.exchanges)} {talk.exchanges[-1].stage} {talk.exchanges[-1].seconds}"
