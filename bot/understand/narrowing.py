"""What narrows a list in words: open or closed, betas left out, vendors left out, kinds of exams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.language import Language
from bot.understand.reader import Part

AHEAD = 4  # words before a name in which a denial stands
OPPOSITE = {"open": "closed", "closed": "open"}


def narrowed(language: Language, parts: Sequence[Part]) -> dict[str, bool]:
    """Which of "open", "closed" and "beta" a message limits to; where it says both, the sentence that asks decides."""
    asking = [part for part in parts if part.linked.text.rstrip().endswith("?")]
    found = _stages(language, parts)
    asked = _stages(language, asking)
    stages = (asked & set(OPPOSITE)) or (found & set(OPPOSITE))
    return {name: name in stages or (name == "beta" and name in found) for name in language.words["narrow"]}


def _stages(language: Language, parts: Sequence[Part]) -> set[str]:
    """The lists of `narrow` with a word in the parts; a denied one stands for its opposite."""
    found: set[str] = set()
    for part in parts:
        words = _words(part)
        for name, given in language.words["narrow"].items():
            for first, end in _places(words, given):
                denied = _denied_at(language, words, first, end) and name in OPPOSITE
                found.add(OPPOSITE[name] if denied else name)
    return found


def denied(language: Language, part: Part, names: Sequence[str]) -> bool:
    """Whether one of the words is denied: "isn't a beta", "ignoring betas", "betas aside"."""
    words = _words(part)
    return any(_denied_at(language, words, first, end) for first, end in _places(words, names))


def excluded(language: Language, parts: Sequence[Part], kind: str = "vendor") -> tuple[str, ...]:
    """Vendors, or other names, that the question leaves out: "not from Microsoft", "Google aside"."""
    found: list[str] = []
    for part in parts:
        words = _words(part)
        for mention in (m for m in part.linked.mentions if m.kind == kind):
            before = set(_in_clause(part, max(0, mention.first - 3), mention.first))
            after = " ".join(words[mention.end : mention.end + 3])
            out = before & set(language.words["not_words"]) or _leaves_out(language, after)
            found += mention.ids if out else ()
    return tuple(found)


def _in_clause(part: Part, first: int, end: int) -> list[str]:
    """The words from `first` on that no comma or stop parts from the word at `end`."""
    found = part.linked.tokens
    cut = [at for at in range(first, end) if set(part.linked.text[found[at].end : found[at + 1].start]) & set(",;:.(")]
    return [word.word for word in found[(cut[-1] + 1 if cut else first) : end]]


def traits_in(language: Language, parts: Sequence[Part]) -> tuple[str, ...]:
    """The kinds of exams asked for: "hands-on", "online", "no coding"; not those said to be unwanted."""
    found = []
    for name, trait in language.words["traits"].items():
        for part in parts:
            words = _words(part)
            if any(not _denied_at(language, words, first, end) for first, end in _places(words, trait["asked"])):
                found.append(str(name))
                break
    return tuple(found)


def has(language: Language, parts: Sequence[Part], name: str) -> bool:
    """Whether a word or phrase of a list stands in the message."""
    return any(says(part, language.words[name]) for part in parts)


def says(part: Part, phrases: Sequence[str]) -> bool:
    """Whether one of the phrases stands in a sentence."""
    return any(True for _ in _places(_words(part), phrases))


def _words(part: Part) -> list[str]:
    return [word for token in part.linked.tokens for word in token.word.split()]  # "cant" is mended to "can t"


def _places(words: Sequence[str], names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where one of the names, each of one or more words, stands."""
    for name in names:
        wanted = name.split()
        for first in range(len(words) - len(wanted) + 1):
            if list(words[first : first + len(wanted)]) == wanted:
                yield first, first + len(wanted)


def _denied_at(language: Language, words: Sequence[str], first: int, end: int) -> bool:
    denials = {*language.words["not_words"], *language.words["left_out_before"]}
    before = f" {' '.join(words[max(0, first - AHEAD) : first])} "
    if any(f" {denial} " in before for denial in denials):
        return True
    return _leaves_out(language, " ".join(words[end : end + 3]))


def _leaves_out(language: Language, after: str) -> bool:
    return any(f"{after} ".startswith(f"{phrase} ") for phrase in language.words["left_out_after"])
