"""Chat in the terminal: a prompt that remembers, answers as Markdown, sources on request."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from platformdirs import user_state_path
from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from rich.console import Console
from rich.live import Live
from rich.markdown import Markdown
from rich.spinner import Spinner
from rich.text import Text

from bot.catalog import load_catalog
from bot.errors import BotError
from bot.formats import day
from bot.records import Answer
from bot.settings import Settings
from bot.show import EXAMPLES, clean, source_line, sources_text

if TYPE_CHECKING:
    from bot.chain import Bot

PROMPT = "you › "
HELP = """\
/sources  what the last answer rests on, word for word
/new      start over: what was said so far is forgotten
/help     these lines
/quit     leave; so does Ctrl-D
Anything else is a question."""


def chat(bot: Bot, settings: Settings) -> int:
    """Chat until the person leaves; plain lines where nobody sits at a terminal."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        session: PromptSession[str] = PromptSession(PROMPT, history=_history())
        console = Console()
        console.print(Text(greeting(settings)))
        return Chat(bot, console, session.prompt).run()
    return Chat(bot, Console(), input).run()


def greeting(settings: Settings) -> str:
    """What to ask, and from when the facts are."""
    certs = load_catalog(settings.corpus_path / "catalog").certifications.values()
    checked = sorted(cert.provenance.checked for cert in certs)
    dated = f"Facts checked {day(checked[0])} to {day(checked[-1])}; answers are" if checked else "Answers are"
    return "\n".join(
        [
            "Ask about AI/ML certifications: which first, in which order, at what cost, what is still open. Such as:",
            *(f"  - {example}" for example in EXAMPLES),
            f"{dated} for {day(settings.now)}. /help lists the commands.",
        ]
    )


def _history() -> History:
    """Questions of earlier sessions, for the arrow keys; of this one only where the file cannot be written."""
    path = user_state_path("certpath") / "history"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(path)


class Chat:
    """One conversation. `read` gives the next line and raises EOFError at the end."""

    def __init__(self, bot: Bot, console: Console, read: Callable[[], str]) -> None:
        self.bot = bot
        self.console = console
        self.read = read
        self.history: list[dict[str, str]] = []
        self.last: Answer | None = None

    def run(self) -> int:
        """Read, answer, repeat; 0 once the person leaves."""
        while True:
            try:
                line = self.read().strip()
            except EOFError:
                return 0
            except KeyboardInterrupt:
                self._say("Ctrl-D or /quit leaves.")
                continue
            if line == "/quit":
                return 0
            if line.startswith("/"):
                self._command(line)
            elif line:
                self._answer(line)

    def _command(self, line: str) -> None:
        if line == "/new":
            self.history, self.last = [], None
            self._say("A new conversation.")
        elif line == "/sources":
            self._say(self._sources())
        else:
            self._say(HELP if line == "/help" else f"There is no command {clean(line)}.\n{HELP}")

    def _answer(self, question: str) -> None:
        try:
            answer = self._stream(question)
        except BotError as error:
            self._say(str(error))
        except KeyboardInterrupt:
            self._say("Stopped.")
        else:
            self.last = answer
            self.history += [
                {"role": "user", "content": question},
                {"role": "assistant", "content": answer.answer},
            ]
            self.console.print(_markdown(answer.answer))
            self._say(sources_text(answer.citations), style="dim")

    def _stream(self, question: str) -> Answer:
        """Show words as they come, then let go of them: only the verified answer stays on screen."""
        text = ""
        with Live(Spinner("dots", "looking it up"), console=self.console, transient=True) as live:
            for part in self.bot.stream({"question": question, "history": list(self.history)}):
                if isinstance(part, Answer):
                    return part
                text += part
                live.update(_markdown(text))
        raise BotError("The answer broke off; ask again.")

    def _sources(self) -> str:
        if self.last is None or not self.last.citations:
            return "There are no sources yet: ask something first." if self.last is None else "That answer has none."
        return "\n".join(f"{source_line(source)}\n    “{clean(source.quote)}”" for source in self.last.citations)

    def _say(self, text: str, style: str = "") -> None:
        # As Text, so that rich does not read [1] as its own markup.
        if text:
            self.console.print(Text(text, style=style))


def _markdown(text: str) -> Markdown:
    return Markdown(clean(text), hyperlinks=False)
