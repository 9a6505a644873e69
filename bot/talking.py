"""What a turn that a model words needs of the bot, and shares with other turns."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from bot.checking import Checker, Name
from bot.llm import Model
from bot.records import Answer, Passage, Query

if TYPE_CHECKING:
    from bot.index import Index
    from bot.records import Statement
    from bot.settings import Settings


class Bot(Protocol):
    """What a turn needs of the bot, which wires it."""

    index: Index
    settings: Settings
    understand: Any
    retriever: Any

    def read(self, input: Mapping[str, Any]) -> Query:  # noqa: A002
        """The question understood."""

    def gather(self, query: Query, k: int) -> tuple[list[Statement], list[Any]]:
        """What was computed, and found."""

    def built_in(self, query: Query, statements: Sequence[Statement], hits: Sequence[Any]) -> Answer:
        """The built-in answer."""

    def sources(self, query: Query, statements: Sequence[Statement], hits: Sequence[Any]) -> list[Passage]:
        """The evidence."""


class Talk(Protocol):
    """What a turn shares with others: the model, the checker of one index, the answers remembered."""

    bot: Bot
    model: Model
    hits: int
    remembered: OrderedDict[str, str]

    @property
    def checker(self) -> Checker:
        """Checks each sentence."""

    def names(self, text: str) -> Sequence[Name]:
        """The catalog's names in a text."""
