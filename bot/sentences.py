"""A text that comes in pieces, cut into sentences as each of them ends."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

MARKERS = r"(?:[ \t]*\[[^\]\n]{1,12}\])*"
END = re.compile(rf"[.!?][\"”’)*_]*{MARKERS}(?=\s+[\"“(*_]*[A-Z])|(?=\n)")
NUMBERED = re.compile(r"\s*(?:[-*•]\s*)?\d+[.)]$")  # "2." opens a step and ends no sentence
LAST_WORD = re.compile(r"\S+$")
THINKING = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
LISTED = re.compile(r"\[(?:[Ss]ources?\s*|\^)?(\d+(?:\s*[,;&]\s*\d+)*)\]")
BRACKETS = str.maketrans("【】", "[]")
AFTER_STOP = re.compile(r"([.!?])((?:\s*\[\d+\])+)$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or line as it was written, and the white space before it."""

    gap: str
    raw: str

    @property
    def text(self) -> str:
        """The sentence with its markers as certpath writes them: one number each, before the full stop."""
        return tidied(self.raw)


def tidied(raw: str) -> str:
    """`[1, 2]` and `[Source 1]` as `[1][2]` and `[1]`; markers after the full stop moved before it."""

    def apart(found: re.Match[str]) -> str:
        return "".join(f"[{number}]" for number in re.findall(r"\d+", found[1]))

    text = LISTED.sub(apart, raw.translate(BRACKETS))
    return AFTER_STOP.sub(lambda found: f" {''.join(found[2].split())}{found[1]}", text)


class Sentences:
    """Takes pieces of text and gives each sentence once it has ended. `abbreviated` words end none."""

    def __init__(self, abbreviated: Collection[str] = ()) -> None:
        self.abbreviated = frozenset(abbreviated)
        self.rest = ""  # the gap before the sentence under way, and what there is of it

    def feed(self, piece: str) -> Iterator[Sentence]:
        """The sentences that end in or before `piece`."""
        self.rest += piece
        while (end := self._end()) is not None:
            done, self.rest = self.rest[:end], self.rest[end:]
            yield _sentence(done)

    def finish(self) -> Iterator[Sentence]:
        """What is left, as the last sentence."""
        if self.rest.strip():
            yield _sentence(self.rest)
        self.rest = ""

    def _end(self) -> int | None:
        start = len(self.rest) - len(self.rest.lstrip())
        for found in END.finditer(self.rest, start):
            said = self.rest[start : found.start() + 1]
            if found[0] and (NUMBERED.fullmatch(said) or self._abbreviated(said)):
                continue
            if found.end() > start:
                return found.end()
        return None

    def _abbreviated(self, said: str) -> bool:
        word = LAST_WORD.search(said)
        return bool(word) and word[0].lstrip('("“').lower() in self.abbreviated  # type: ignore[index]


def _sentence(text: str) -> Sentence:
    body = text.lstrip()
    return Sentence(text[: len(text) - len(body)], body.rstrip())
