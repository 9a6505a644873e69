"""Thumbs up and down under an answer, with a word where it was wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from bot.errors import BotError
from bot.page import memory
from bot.page.events import PRIVATE, Updates
from bot.page.memory import Conversation, Exchange
from bot.page.service import Service
from bot.page.theme import STATIC

if TYPE_CHECKING:
    from bot.feedback import Rating

ASKED, THANKS = "Was this right?", "Thank you, that is kept on this server."


class Thumbs:
    """The row."""

    def __init__(self, service: Service) -> None:
        self.service = service
        with gr.Row(visible=False, elem_id="thumbs", elem_classes="cp-thumbs") as self.row:
            self.said = gr.Markdown(ASKED, elem_classes="cp-ask")
            self.up, self.down = (
                gr.Button(says, icon=STATIC / f"{way}.svg", size="sm", scale=0, min_width=84, elem_id=f"thumbs-{way}")
                for says, way in (("Yes", "up"), ("No", "down"))
            )
            self.note = gr.Textbox(
                placeholder="What was wrong or missing? (optional)", show_label=False, label="What was wrong",
                container=False, max_lines=1, max_length=500, visible=False, elem_id="thumbs-note", scale=1,
                min_width=180,
            )  # fmt: skip
            self.send = gr.Button("Send", size="sm", scale=0, min_width=64, visible=False, elem_id="thumbs-send")

    @property
    def shown(self) -> list[Any]:
        """Everything that `view` gives values for."""
        return [self.row, self.said, self.note, self.send, self.up, self.down]

    def wire(self, now: gr.State, kept: gr.BrowserState) -> None:
        """Events of the row: the visitor's conversation and the browser's memory of it learn of the rating."""
        state, changed = [now, kept], [*self.shown[1:], now, kept]

        def rated(rating: Rating, note: str, talk: Any, found: Any) -> Updates:
            shown, talk = self._rate(memory.conversation(talk), rating, note)
            if talk is None:
                return shown
            return {**shown, now: talk.model_dump(), kept: memory.read(found).with_conversation(talk).model_dump()}

        self.up.click(lambda *held: rated("up", "", *held), state, changed, **PRIVATE)
        self.down.click(lambda *held: rated("down", "", *held), state, changed, **PRIVATE)
        gr.on([self.send.click, self.note.submit], lambda note, *held: rated("down", note or "", *held),
              [self.note, *state], changed, **PRIVATE)  # fmt: skip

    def view(self, last: Exchange | None) -> Updates:
        """The row under an exchange; hidden where there is nothing to rate."""
        rated = bool(last and last.rating)
        return {
            self.row: gr.update(visible=bool(last and last.stage in ("done", "refused"))),
            self.said: THANKS if rated else ASKED,
            self.up: gr.update(visible=not rated), self.down: gr.update(visible=not rated),
            self.note: gr.update(visible=False, value=""), self.send: gr.update(visible=False),
        }  # fmt: skip

    def _rate(self, talk: Conversation, rating: Rating, note: str) -> tuple[Updates, Conversation | None]:
        """Keep a rating of the last answer; what the row then shows, and the conversation with the rating in it."""
        from bot.feedback import save  # sqlite-utils takes a while to import

        if not talk.exchanges:
            return {self.said: gr.skip()}, None
        last = talk.exchanges[-1]
        turns = [one.question for one in talk.exchanges[:-1] if one.stage in ("done", "refused")]
        try:
            save(rating, last.question, last.answer, note, turns=turns, path=self.service.settings.feedback)
        except BotError as error:
            return {self.said: str(error)}, None
        talk.exchanges[-1] = last.model_copy(update={"rating": rating})
        shown = self.view(talk.exchanges[-1])
        del shown[self.row]
        if rating == "down" and not note:
            more = {self.note: gr.update(visible=True, value=""), self.send: gr.update(visible=True)}
            shown |= {self.said: "Thank you. A word more?", **more}
        return shown, talk
