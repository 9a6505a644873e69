"""A sentence as its words, with each exam's name as one star, for phrases to be looked up in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.understand.mention import Mention
from bot.understand.reader import Part

NAME = "*"


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence in lower case with each exam's name, its vendor's ahead of it, as one star.

    `certs` are the exams by place among its words.
    """

    part: Part
    words: tuple[str, ...]
    certs: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, part: Part, certs: Sequence[str]) -> Saying:
        """The sentence of a part of a message that names `certs`."""
        words: list[str] = []
        found: list[tuple[int, str]] = []
        named = {m.first: m for m in part.linked.mentions if m.kind == "cert"}
        said = [token.word for token in part.linked.tokens]
        owners = {
            m.first: m.end + (said[m.end : m.end + 1] == ["s"]) for m in part.linked.mentions if m.kind == "vendor"
        }
        skip = 0
        for at, token in enumerate(part.linked.tokens):
            if at in named and at >= skip:
                found.append((len(words), chosen(named[at], certs)))
                skip = named[at].end
                words.append(NAME)
            elif owners.get(at) in named:
                skip = owners[at]  # "Google's PMLE" is a name, too
            elif at >= skip:
                words.append(token.word)
        return cls(part, tuple(words), tuple(found))

    def has(self, phrases: Iterable[str], first: int = 0, end: int | None = None) -> bool:
        """Whether one of the phrases stands between two places."""
        text = f" {' '.join(self.words[first:end])} "
        return any(f" {phrase} " in text for phrase in phrases)

    def says(self, phrases: Iterable[str]) -> str:
        """The first phrase that stands in it, or nothing."""
        return next((phrase for phrase in phrases if self.has((phrase,))), "")

    def place(self, phrase: str) -> int | None:
        """Where a phrase begins among the words."""
        run = tuple(phrase.split())
        return next((at for at in range(len(self.words)) if self.words[at : at + len(run)] == run), None)

    def cert(self, place: int | None, certs: Sequence[str]) -> str:
        """The exam that something at `place` is about: named last before it, else first in the sentence."""
        before = [cert for at, cert in self.certs if place is None or at <= place]
        named = before[-1:] or [cert for _, cert in self.certs][:1]
        return named[0] if named else certs[0] if len(certs) == 1 else ""


def chosen(mention: Mention, certs: Sequence[str]) -> str:
    """The exam meant by a name: of those that the question is about the newest."""
    return next((i for i in reversed(mention.ids) if i in certs), mention.ids[-1])
