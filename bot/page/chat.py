"""Chat: answers that stream in, their sources beside them, and everything to go on with.

The state of a visitor is a Conversation and a Person, as plain data, in Gradio's session and in the browser.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from functools import partial
from typing import Any

import gradio as gr

from bot.page import memory, render, you
from bot.page.answering import Answering, begun
from bot.page.events import ANSWERS, PRIVATE, Updates
from bot.page.memory import UNDER_WAY, Conversation, Memory, Person
from bot.page.offers import Offers
from bot.page.service import Service
from bot.page.thumbs import Thumbs

LONGEST_TYPED = 2_000  # characters that the box takes; the server counts again


class Chat:
    """The tab. `wire` connects it to the visitor's state, which the other tabs share."""

    def __init__(self, service: Service) -> None:
        self.service = service
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
        self.thumbs, self.offers = Thumbs(self.service), Offers(self.service)
        self.known = gr.Markdown("", elem_id="chat-you", visible=False)
        with gr.Row(elem_id="chat-bar", equal_height=True):
            self.box = gr.Textbox(
                placeholder="Ask about certifications", show_label=False, label="Your question", lines=1,
                max_lines=6, max_length=LONGEST_TYPED, container=False, elem_id="chat-input", scale=1, autofocus=True,
                min_width=160,
            )  # fmt: skip
            self.send = gr.Button("Ask", variant="primary", elem_id="chat-send", scale=0, min_width=84)
            self.stop = gr.Button("Stop", variant="stop", elem_id="chat-stop", scale=0, min_width=84, visible=False)

    def wire(self, now: gr.State, person: gr.State, kept: gr.BrowserState, model: gr.Dropdown) -> list[Any]:
        """Events of the tab; the ones that answer are given back."""
        self.now, self.person, self.kept = now, person, kept
        state = [now, person, kept, model]
        everything = [*state[:3], *self._shown()]
        said = [now, *self._busied()]
        running: list[Any] = []
        slots = {**PRIVATE, "concurrency_id": ANSWERS, "concurrency_limit": self.service.settings.at_once}
        at_once = {**PRIVATE, "concurrency_limit": None, "trigger_mode": "multiple"}

        def asks(triggers: Any, function: Callable[..., Updates], given: list[Any]) -> None:
            """The question shows at once, whoever else is being answered; the answer waits for its turn."""
            shown = gr.on(triggers, function, given, said, **at_once)
            running.extend([shown, shown.then(self.answer, state, everything, **slots)])

        asks([self.box.submit, self.send.click], self.say, [self.box, now])
        for button in self.offers.buttons:
            asks(button.click, self.say, [button, now])
        for button, starter in zip(self.starter_buttons, self.starters, strict=True):
            asks(button.click, partial(self.say, starter["say"]), [now])
        asks(self.chatbot.retry, self.retry, [now])
        asks(self.chatbot.edit, self.edit, [now])
        answering = running[1::2]
        self.chatbot.undo(self.undo, state, [*everything], **PRIVATE)
        for event in answering:
            self.offers.wire(event, now, person, model)
        leaving = [self.new.click, self.earlier.input, self.forget.click]
        gr.on(leaving, None, None, None, cancels=running, **PRIVATE)
        # First the answer stops, then what it had become by then is shown.
        stopping = self.stop.click(None, None, None, cancels=running, **PRIVATE)
        stopping.then(self.stopped, state, everything, **PRIVATE)
        self.new.click(self.begin, [kept], everything, **PRIVATE)
        self.earlier.input(self.open, [self.earlier, kept], everything, **PRIVATE)
        self.forget.click(self.delete, [now, kept], everything, **PRIVATE)
        self.thumbs.wire(now, kept)
        return answering

    def _shown(self) -> list[Any]:
        return [self.chatbot, self.welcome, *self.thumbs.shown, self.offers.row, self.known, self.box, self.send,
                self.stop, self.sources, self.earlier, self.new, self.forget]  # fmt: skip

    # Asking

    def say(self, question: str, now: Any) -> Updates:
        """The question in the conversation; nothing where there is none, or one is being answered still."""
        talk = memory.conversation(now)
        waiting = talk.exchanges and talk.exchanges[-1].stage in UNDER_WAY
        if waiting or not any(sign.isprintable() and not sign.isspace() for sign in question or ""):
            return {self.box: gr.skip()}  # what is typed by now stays
        return self._busy(begun(talk, question, self.service))

    def retry(self, now: Any, event: gr.RetryData) -> Updates:
        """The last question once more."""
        talk = memory.conversation(now)
        if not talk.exchanges:
            return {self.box: gr.skip()}
        place = min(_place(event.index), len(talk.exchanges) - 1)
        question = talk.exchanges[place].question
        return self.say(question, talk.model_copy(update={"exchanges": talk.exchanges[:place]}).model_dump())

    def edit(self, now: Any, event: gr.EditData) -> Updates:
        """A question in other words; what came after it goes."""
        talk = memory.conversation(now)
        value = event.value if isinstance(event.value, str) else str(event.value.get("text", ""))
        return self.say(
            value, talk.model_copy(update={"exchanges": talk.exchanges[: _place(event.index)]}).model_dump()
        )

    async def answer(self, now: Any, person: Any, kept: Any, model: str) -> AsyncIterator[Updates]:
        """The question that was said: its answer as it comes, the sources when it is whole."""
        talk = memory.conversation(now)
        if not talk.exchanges or talk.exchanges[-1].stage != "said":
            yield {self.box: gr.skip()}
            return
        asked = Answering(self.service, talk, memory.person(person))
        async with aclosing(asked.pieces(model)) as texts:
            async for text in texts:
                yield {self.now: talk.model_dump(), self.chatbot: render.messages(talk, text)}
        yield {**self._settled(talk, asked.learnt, kept), self.box: gr.update(interactive=True)}

    def undo(self, now: Any, person: Any, kept: Any, model: str) -> Updates:
        """The last question back in the box."""
        talk = memory.conversation(now)
        question = talk.exchanges[-1].question if talk.exchanges else ""
        talk.exchanges = talk.exchanges[:-1]
        return {**self._settled(talk, None, kept), self.box: gr.update(value=question, interactive=True)}

    def stopped(self, now: Any, person: Any, kept: Any, model: str) -> Updates:
        """What was written until then stays, without sources, and is not part of what was said."""
        talk = memory.conversation(now)
        if talk.exchanges and talk.exchanges[-1].stage in UNDER_WAY:
            text = render.MARKER.sub("", talk.exchanges[-1].answer)
            talk.exchanges[-1] = talk.exchanges[-1].model_copy(update={"stage": "stopped", "answer": text})
        return {**self._settled(talk, None, kept), self.box: gr.update(interactive=True)}

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
        found, person = memory.read(kept), memory.person(known).model_dump()
        new = not found.conversations and memory.person(known) == Person()
        if new or memory.conversation(now).exchanges:  # they may have asked before the page has looked; that stays
            return {self.known: gr.skip()}
        talk = found.conversations[0] if found.conversations else Conversation()
        return {**self._view(talk, found), self.now: talk.model_dump(), self.person: person, **self.knows(person)}

    def knows(self, person: Any) -> Updates:
        """The line of what is known."""
        line = you.line(person, self.service)
        return {self.known: gr.update(value=line, visible=bool(line))}

    # What is shown

    def _busied(self) -> list[Any]:
        return [self.chatbot, self.welcome, self.send, self.stop, self.thumbs.row, self.offers.row, self.box]

    def _busy(self, talk: Conversation) -> Updates:
        return {
            self.now: talk.model_dump(), self.chatbot: gr.update(value=render.messages(talk), visible=True),
            self.welcome: gr.update(visible=False), self.send: gr.update(visible=False),
            self.stop: gr.update(visible=True), self.thumbs.row: gr.update(visible=False), **self.offers.hidden(),
            self.box: gr.update(value="", interactive=True),
        }  # fmt: skip

    def _settled(self, talk: Conversation, learnt: Person | None, kept: Any) -> Updates:
        """Everything after a turn, and the browser's memory of it.

        The person is left alone where nothing was learnt of them: they may have been mended meanwhile.
        """
        found = memory.read(kept).with_conversation(talk)
        shown = {**self._view(talk, found), self.now: talk.model_dump(), self.kept: found.model_dump()}
        if learnt:
            told = learnt.model_dump()
            shown |= {self.person: told, **self.knows(told)}
        return shown

    def _view(self, talk: Conversation, found: Memory) -> Updates:
        last = talk.exchanges[-1] if talk.exchanges else None
        titles = [(one.title, one.id) for one in found.conversations if one.exchanges]
        here = talk.id if talk.exchanges else None
        return {
            self.chatbot: gr.update(value=render.messages(talk), visible=bool(last)),
            self.welcome: gr.update(visible=not last), self.sources: render.sources_html(talk),
            self.send: gr.update(visible=True), self.stop: gr.update(visible=False),
            **self.offers.hidden(), **self.thumbs.view(last),
            self.earlier: gr.update(choices=titles, value=here, visible=bool(titles)),
            self.new: gr.update(visible=bool(last)), self.forget: gr.update(visible=bool(last)),
        }  # fmt: skip


WELCOME = (
    '<div class="cp-welcome"><h2>Which AI certification, when, and at what cost?</h2><p>Short answers from dated '
    "sources. Every sentence shows where it comes from. Ask in your own words, or start here:</p></div>"
)


def _place(index: Any) -> int:
    """The exchange that a message belongs to: every question has its answer beside it."""
    return int(index[0] if isinstance(index, list | tuple) else index) // 2
