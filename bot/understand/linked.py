"""A text with the names found in it, its slips mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.understand.mention import Mention
from bot.understand.spoken import Kind
from bot.understand.text import Token

ORDER: tuple[Kind, ...] = (
    "cert", "other", "elsewhere", "role", "background", "outcome",
    "vendor", "topic", "level", "language", "country", "benchmark",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Linked:
    """A text with its tokens (mended), the names found, and names that no record bears."""

    text: str
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    unknown: tuple[str, ...]

    def ids(self, kind: Kind) -> tuple[str, ...]:
        """Ids of all mentions of a kind, in the order of the text, each once."""
        found = (i for mention in self.mentions if mention.kind == kind for i in mention.ids)
        return tuple(dict.fromkeys(found))

    def masked(self, masks: Mapping[str, str]) -> str:
        """The text with every linked name replaced by the neutral words of its kind."""
        out, at = [], 0
        for mention in sorted(outermost(self.mentions), key=lambda m: m.first):
            start, end = self.tokens[mention.first].start, self.tokens[mention.end - 1].end
            out += [self._mended(at, start), masks[mention.kind]]
            at = end
        return "".join([*out, self._mended(at, len(self.text))])

    def _mended(self, start: int, end: int) -> str:
        """The stretch of text with mended words in place of slips."""
        out, at = [], start
        for token in self.tokens:
            if start <= token.start and token.end <= end:
                written = self.text[token.start : token.end]
                out += [self.text[at : token.start], written if written.lower() == token.word else token.word]
                at = token.end
        return "".join([*out, self.text[at:end]])


def outermost(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions that no earlier kind or longer one overlaps."""
    kept: list[Mention] = []
    for mention in sorted(
        mentions, key=lambda m: (m.kind not in ("cert", "elsewhere"), m.first - m.end, ORDER.index(m.kind))
    ):
        if not any(mention.overlaps(other) for other in kept):
            kept.append(mention)
    return kept
