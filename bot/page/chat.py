"""Chat: answers that stream in, their sources beside them, and everything to go on with.

The state of a visitor is a Conversation and a Person, as plain data, in Gradio's session and in the browser.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any

import gradio as gr

from bot.errors import BotError
from bot.page import memory, render, you
from bot.page.followups import OFFERED, follow_ups
from bot.page.memory import Conversation, Exchange, Memory
from bot.page.service import Service
from bot.page.theme import STATIC
from bot.records import Answer

log = logging.getLogger(__name__)

LONGEST_TYPED = 2_000  # characters that the box takes; the server counts again
Updates = dict[Any, Any]
# Named, since an event is otherwise called after its function, and "ask" is the name of an endpoint.
PRIVATE: dict[str, Any] = {"api_visibility": "private", "api_name": "chat", "show_progress": "hidden"}


class Chat:
    """The tab. `wire` connects it to the visitor's state, which the other tabs share."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.labels = {k: v for k, v in service.language.wordings.items() if k.startswith("label.")}
        self.starters = service.language.words.get("page_starters", ())
        with gr.Row(elem_classes="cp-bar cp-talks"):
            self.earlier = gr.Dropdown([], label="Earlier conversations", show_label=False, container=False, value=None,
                                       elem_id="chat-earlier", interactive=True, visible=False, scale=1,
                                       min_width=180)  # fmt: skip
            self.new = gr.Button(
                "New conversation", size="sm", scale=0, min_width=150, elem_id="chat-new", visible=False
            )
            self.forget = gr.Button("Delete it", size="sm", scale=0, min_width=96, elem_id="chat-forget", visible=False,
                                    elem_classes="cp-quiet")  # fmt: skip
        with gr.Row(elem_id="chat-row"):
            with gr.Column(scale=3, min_width=300, elem_id="chat-column"):
                self._conversation()
            with gr.Column(scale=2, min_width=280, elem_id="source-column"):
                self.sources = gr.Markdown(render.sources_html(Conversation()), elem_id="source-panel",
                                           latex_delimiters=[])  # fmt: skip

    def _conversation(self) -> None:
        with gr.Column(elem_id="welcome") as self.welcome:
            gr.Markdown(render.safe(WELCOME))
            with gr.Row(elem_classes="cp-starters"):
                self.starter_buttons = [
                    gr.Button(one["say"], elem_id=f"starter-{n}", elem_classes="cp-starter",
                              size="sm", min_width=230)
                    for n, one in enumerate(self.starters, start=1)
                ]  # fmt: skip
        self.chatbot = gr.Chatbot(
            [], elem_id="chatbot", show_label=False, label="Conversation", container=False, height="auto",
            visible=False, editable="user", allow_tags=False, latex_delimiters=[], buttons=["copy"], layout="bubble",
            feedback_options=None, sanitize_html=True, group_consecutive_messages=False, allow_file_downloads=False,
        )  # fmt: skip
        with gr.Row(visible=False, elem_id="thumbs", elem_classes="cp-thumbs") as self.thumbs:
            self.asked_rating = gr.Markdown("Was this right?", elem_classes="cp-ask")
            self.up = gr.Button("Yes", icon=STATIC / "up.svg", size="sm", scale=0, min_width=84, elem_id="thumbs-up")
            self.down = gr.Button(
                "No", icon=STATIC / "down.svg", size="sm", scale=0, min_width=84, elem_id="thumbs-down"
            )
            self.note = gr.Textbox(
                placeholder="What was wrong or missing? (optional)", show_label=False, label="What was wrong",
                container=False, max_lines=1, max_length=500, visible=False, elem_id="thumbs-note", scale=1,
                min_width=180,
            )  # fmt: skip
            self.send_note = gr.Button("Send", size="sm", scale=0, min_width=64, visible=False, elem_id="thumbs-send")
        with gr.Row(visible=False, elem_id="followups", elem_classes="cp-followups") as self.followups:
            self.follow_buttons = [
                gr.Button("", size="sm", visible=False, elem_id=f"followup-{n}", elem_classes="cp-follow", scale=0)
                for n in range(1, OFFERED + 1)
            ]
        self.known = gr.Markdown("", elem_id="chat-you", visible=False)
        with gr.Row(elem_id="chat-bar", equal_height=True):
            self.box = gr.Textbox(
                placeholder="Ask about AI and ML certifications", show_label=False, label="Your question", lines=1,
                max_lines=6, max_length=LONGEST_TYPED, container=False, elem_id="chat-input", scale=1, autofocus=True,
                min_width=160,
            )  # fmt: skip
            self.send = gr.Button("Ask", variant="primary", elem_id="chat-send", scale=0, min_width=84)
            self.stop = gr.Button("Stop", variant="stop", elem_id="chat-stop", scale=0, min_width=84, visible=False)

    def wire(self, now: gr.State, person: gr.State, kept: gr.BrowserState, model: gr.Dropdown) -> list[Any]:
        """Events of the tab; the ones that ask are given back."""
        self.now, self.person, self.kept = now, person, kept
        state = [now, person, kept, model]
        everything = [*state[:3], *self._shown()]
        running = []

        def asks(trigger: Any, function: Callable[..., AsyncIterator[Updates]], first: Any) -> None:
            given = [first, *state] if first is not None else state
            running.append(trigger(function, given, everything, **PRIVATE))

        running.append(gr.on([self.box.submit, self.send.click], self.ask, [self.box, *state], everything,
                             trigger_mode="always_last", **PRIVATE))  # fmt: skip
        for button in self.follow_buttons:
            asks(button.click, self.ask, button)
        for button, starter in zip(self.starter_buttons, self.starters, strict=True):
            asks(button.click, self._starting(starter["say"]), None)
        asks(self.chatbot.retry, self.retry, None)
        asks(self.chatbot.edit, self.edit, None)
        self.chatbot.undo(self.undo, state, [*everything], **PRIVATE)
        rows = [self.followups, *self.follow_buttons]
        offering = [event.then(self.offers, [now, person, model], rows, **PRIVATE) for event in running]
        moved_on = [self.box.submit, self.send.click, self.new.click, self.earlier.input]
        gr.on(moved_on, None, None, None, cancels=offering, **PRIVATE)
        # First the answer stops, then what it had become by then is shown.
        self.stop.click(None, None, None, cancels=running, **PRIVATE).then(self.stopped, state, everything, **PRIVATE)
        self.new.click(self.begin, [kept], everything, **PRIVATE)
        self.earlier.input(self.open, [self.earlier, kept], everything, **PRIVATE)
        self.forget.click(self.delete, [now, kept], everything, **PRIVATE)
        thumbs = [self.asked_rating, self.note, self.send_note, self.up, self.down, now]
        self.up.click(self._rating("up"), [now], thumbs, **PRIVATE)
        self.down.click(self._rating("down"), [now], thumbs, **PRIVATE)
        gr.on([self.send_note.click, self.note.submit], self.noted, [self.note, now], thumbs, **PRIVATE)
        return running

    def _shown(self) -> list[Any]:
        return [self.chatbot, self.welcome, self.thumbs, self.asked_rating, self.up, self.down, self.note,
                self.send_note, self.followups, *self.follow_buttons, self.known, self.box, self.send, self.stop,
                self.sources, self.earlier, self.new, self.forget]  # fmt: skip

    # Asking

    async def ask(self, question: str, now: Any, person: Any, kept: Any, model: str) -> AsyncIterator[Updates]:
        """One question: the page shows it at once, the answer as it comes, the sources when it is whole."""
        if not (question or "").strip():
            yield {self.box: gr.update(value="")}
            return
        talk = memory.conversation(now)
        earlier = talk.exchanges[-(memory.TURNS - 1) :]
        talk = talk.model_copy(update={"exchanges": [*earlier, Exchange(question=question[:8_000])]})
        talk.began = talk.began or memory.today_text(self.service.settings.now)
        yield {**self._busy(talk), self.box: gr.update(value="", interactive=True)}
        pending, known = talk.exchanges[-1], memory.person(person)
        try:
            bot = await self.service.bot(model)
            before = known.profile(bot.index.catalog)
            given = {"question": question, "history": talk.history(), "profile": before}
            text = ""
            async for piece in bot.astream(given):
                if isinstance(piece, Answer):
                    sources = memory.sources_of(piece, bot.index.passages, bot.index.catalog, self.labels)
                    pending = memory.finished(piece, question, sources)
                    continue
                text += piece
                talk.exchanges[-1] = pending.model_copy(update={"answer": text})
                yield {self.now: talk.model_dump(), self.chatbot: render.messages(talk, text)}
            known = memory.known_of(await asyncio.to_thread(bot.read, given))
        except BotError as error:
            pending = Exchange(question=question[:8_000], answer=str(error), stage="failed")
        except Exception:
            log.exception("A question could not be answered")
            pending = Exchange(question=question[:8_000], answer="Something broke here; the server's log says what. "
                               "Ask again, or in other words.", stage="failed")  # fmt: skip
        talk.exchanges[-1] = pending
        yield {**self._settled(talk, known.model_dump(), kept), self.box: gr.update(interactive=True)}

    async def offers(self, now: Any, person: Any, model: str) -> Updates:
        """Questions to go on with, looked for once the answer stands, so that nobody waits for them."""
        talk = memory.conversation(now)
        if not talk.exchanges or talk.exchanges[-1].stage != "done":
            return {self.followups: gr.update(visible=False)}
        try:
            bot = await self.service.bot(model)
            known = memory.person(person).profile(bot.index.catalog)
            return self._offering(await asyncio.to_thread(self._offers, bot, talk, known))
        except Exception:  # an answer is whole without them
            log.exception("No follow-ups could be found")
            return {self.followups: gr.update(visible=False)}

    def _offers(self, bot: Any, talk: Conversation, before: Any) -> list[str]:
        history = talk.history()
        groups = self.service.language.words.get("page_followups", ())
        return follow_ups(bot, groups, history, before) if len(history) > 1 else []

    def _starting(self, question: str) -> Callable[..., AsyncIterator[Updates]]:
        async def started(now: Any, person: Any, kept: Any, model: str) -> AsyncIterator[Updates]:
            async for update in self.ask(question, now, person, kept, model):
                yield update

        return started

    async def retry(self, now: Any, person: Any, kept: Any, model: str, event: gr.RetryData) -> AsyncIterator[Updates]:
        """The last question once more."""
        talk = memory.conversation(now)
        if talk.exchanges:
            place = min(_place(event.index), len(talk.exchanges) - 1)
            question = talk.exchanges[place].question
            talk.exchanges = talk.exchanges[:place]
            async for update in self.ask(question, talk.model_dump(), person, kept, model):
                yield update

    async def edit(self, now: Any, person: Any, kept: Any, model: str, event: gr.EditData) -> AsyncIterator[Updates]:
        """A question in other words; what came after it goes."""
        talk = memory.conversation(now)
        talk.exchanges = talk.exchanges[: _place(event.index)]
        value = event.value if isinstance(event.value, str) else str(event.value.get("text", ""))
        async for update in self.ask(render.as_typed(value), talk.model_dump(), person, kept, model):
            yield update

    def undo(self, now: Any, person: Any, kept: Any, model: str) -> Updates:
        """The last question back in the box."""
        talk = memory.conversation(now)
        question = talk.exchanges[-1].question if talk.exchanges else ""
        talk.exchanges = talk.exchanges[:-1]
        return {**self._settled(talk, person, kept), self.box: gr.update(value=question, interactive=True)}

    def stopped(self, now: Any, person: Any, kept: Any, model: str) -> Updates:
        """What was written until then stays, without sources, and is not part of what was said."""
        talk = memory.conversation(now)
        if talk.exchanges and talk.exchanges[-1].stage == "pending":
            text = render.MARKER.sub("", talk.exchanges[-1].answer)
            talk.exchanges[-1] = talk.exchanges[-1].model_copy(update={"stage": "stopped", "answer": text})
        return {**self._settled(talk, person, kept), self.box: gr.update(interactive=True)}

    # Conversations

    def begin(self, kept: Any) -> Updates:
        """An empty conversation; what is known of the person stays."""
        return {**self._view(Conversation(), memory.read(kept)), self.now: Conversation().model_dump(),
                self.box: gr.update(value="", interactive=True)}  # fmt: skip

    def open(self, name: str, kept: Any) -> Updates:
        """A conversation that the browser kept."""
        found = memory.read(kept)
        talk = next((one for one in found.conversations if one.id == name), Conversation())
        return {**self._view(talk, found), self.now: talk.model_dump()}

    def delete(self, now: Any, kept: Any) -> Updates:
        """Forget the conversation that is open."""
        talk, found = memory.conversation(now), memory.read(kept)
        found = found.model_copy(update={"conversations": [c for c in found.conversations if c.id != talk.id]})
        return {**self.begin(found.model_dump()), self.kept: found.model_dump()}

    def returned(self, kept: Any, now: Any, known: Any) -> Updates:
        """What a visitor who comes back finds: the last conversation, and what is known of them."""
        if memory.conversation(now).exchanges:  # they asked before the page had looked; that stays
            return {self.known: gr.skip()}
        found = memory.read(kept)
        talk = found.conversations[0] if found.conversations else Conversation()
        person = memory.person(known).model_dump()
        return {**self._view(talk, found), self.now: talk.model_dump(), self.person: person, **self.knows(person)}

    def knows(self, person: Any) -> Updates:
        """The line of what is known."""
        line = you.line(person, self.service)
        return {self.known: gr.update(value=line, visible=bool(line))}

    # What is shown

    def _busy(self, talk: Conversation) -> Updates:
        return {
            self.now: talk.model_dump(), self.chatbot: gr.update(value=render.messages(talk), visible=True),
            self.welcome: gr.update(visible=False), self.send: gr.update(visible=False),
            self.stop: gr.update(visible=True),
            self.thumbs: gr.update(visible=False), self.followups: gr.update(visible=False),
        }  # fmt: skip

    def _settled(self, talk: Conversation, person: Any, kept: Any) -> Updates:
        """Everything after a turn, and the browser's memory of it."""
        told = memory.person(person)
        found = memory.read(kept).with_conversation(talk)
        return {**self._view(talk, found), self.now: talk.model_dump(), self.person: told.model_dump(),
                self.kept: found.model_dump(), **self.knows(person)}  # fmt: skip

    def _view(self, talk: Conversation, found: Memory) -> Updates:
        last = talk.exchanges[-1] if talk.exchanges else None
        titles = [(one.title, one.id) for one in found.conversations if one.exchanges]
        here = talk.id if talk.exchanges else None
        return {
            self.chatbot: gr.update(value=render.messages(talk), visible=bool(last)),
            self.welcome: gr.update(visible=not last), self.sources: render.sources_html(talk),
            self.send: gr.update(visible=True), self.stop: gr.update(visible=False),
            self.followups: gr.update(visible=False), self.thumbs: gr.update(visible=_ratable(last)),
            self.asked_rating: "Was this right?" if not last or not last.rating else THANKS,
            self.up: gr.update(visible=not (last and last.rating)),
            self.down: gr.update(visible=not (last and last.rating)),
            self.note: gr.update(visible=False, value=""), self.send_note: gr.update(visible=False),
            self.earlier: gr.update(choices=titles, value=here, visible=bool(titles)),
            self.new: gr.update(visible=bool(last)), self.forget: gr.update(visible=bool(last)),
        }  # fmt: skip

    def _offering(self, offered: list[str]) -> Updates:
        texts = [*offered, *[""] * OFFERED][:OFFERED]
        buttons = {
            button: gr.update(value=text, visible=bool(text))
            for button, text in zip(self.follow_buttons, texts, strict=True)
        }
        return {**buttons, self.followups: gr.update(visible=bool(offered))}

    # Thumbs

    def _rating(self, rating: str) -> Callable[[Any], Updates]:
        def rated(now: Any) -> Updates:
            return self._rate(now, rating, "")

        return rated

    def noted(self, note: str, now: Any) -> Updates:
        """The word that goes with a thumbs-down."""
        return self._rate(now, "down", note or "")

    def _rate(self, now: Any, rating: str, note: str) -> Updates:
        talk = memory.conversation(now)
        if not talk.exchanges:
            return {self.asked_rating: gr.update()}
        last = talk.exchanges[-1]
        turns = [one.question for one in talk.exchanges[:-1] if one.stage in ("done", "refused")]
        try:
            from bot.feedback import save

            save(rating, last.question, last.answer, note, turns=turns, path=self.service.settings.feedback)  # type: ignore[arg-type]
        except BotError as error:
            return {self.asked_rating: str(error)}
        talk.exchanges[-1] = last.model_copy(update={"rating": rating})
        asking = rating == "down" and not note
        return {
            self.asked_rating: "Thank you. A word more?" if asking else THANKS,
            self.note: gr.update(visible=asking, value=""),
            self.send_note: gr.update(visible=asking), self.up: gr.update(visible=False),
            self.down: gr.update(visible=False), self.now: talk.model_dump(),
        }  # fmt: skip


THANKS = "Thank you, that is kept on this server."
WELCOME = (
    '<div class="cp-welcome"><h2>Which AI certification, when, and at what cost?</h2><p>Short answers from dated '
    "sources. Every sentence shows where it comes from. Ask in your own words, or start here:</p></div>"
)


def _place(index: Any) -> int:
    """The exchange that a message belongs to: every question has its answer beside it."""
    return int(index[0] if isinstance(index, list | tuple) else index) // 2


def _ratable(last: Exchange | None) -> bool:
    return bool(last and last.stage in ("done", "refused"))
