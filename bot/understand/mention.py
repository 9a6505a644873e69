"""A name in a text."""

from __future__ import annotations

from dataclasses import dataclass

from bot.understand.spoken import Kind


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: the records it may mean, and its first and past-last token."""

    kind: Kind
    ids: tuple[str, ...]
    first: int
    end: int

    def overlaps(self, other: Mention) -> bool:
        """Whether the two share a token."""
        return self.first < other.end and other.first < self.end

    def within(self, other: Mention) -> bool:
        """Whether the other one holds all its tokens."""
        return other.first <= self.first and self.end <= other.end
