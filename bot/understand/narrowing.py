"""What narrows a list in words: open or closed, betas left out, vendors left out, kinds of exams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.language import Language
from bot.understand.mention import Mention
from bot.understand.reader import Part

AHEAD = 4  # words before a name in which a denial stands
PARTS = ("and", "but")  # words that end what is denied before them: "not beta and open"
DENIED = 3  # words before a name in which "not" denies it
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
    """Vendors, or other names, that the question leaves out: "not from Microsoft", "drop Google", "X and Y aside"."""
    return tuple(i for part in parts for group in _joined(part, kind) if _left_out(language, part, *group)
                 for mention in group[1] for i in mention.ids)  # fmt: skip


def compared_with(parts: Sequence[Part], kind: str) -> set[str]:
    """Names that something else is set above: "I speak Japanese better than English"."""
    return {
        i
        for part in parts
        for mention in part.linked.mentions
        if mention.kind == kind and set(_words(part)[max(0, mention.first - 1) : mention.first]) & {"than", "then"}
        for i in mention.ids
    }


def _joined(part: Part, kind: str) -> Iterator[tuple[int, list[Mention]]]:
    """The mentions of a kind, those joined by "and" together, each group with the end of the one before it."""
    group: list[Mention] = []
    start = 0
    for mention in (m for m in part.linked.mentions if m.kind == kind):
        if group and set(_words(part)[group[-1].end : mention.first]) - {"and", "or", "nor"}:
            yield start, group
            start, group = group[-1].end, []
        group.append(mention)
    if group:
        yield start, group


def _left_out(language: Language, part: Part, start: int, group: Sequence[Mention]) -> bool:
    """Whether a denial or a word for dropping stands before a name, past `start`, or a phrase for it after the name."""
    first, end = group[0].first, group[-1].end
    near = set(_in_clause(part, max(start, first - DENIED), first))
    ahead = " ".join(_in_clause(part, max(start, first - AHEAD), first))
    after = _words(part)[end : end + AHEAD]
    if after[:1] and after[0] in language.words["kind_words"]:
        after = after[1:]  # "leave the professional ones out"
    dropped = any(f" {phrase} " in f" {ahead} " for phrase in language.words["drop_phrases"])
    return dropped or bool(near & set(language.words["not_words"])) or _leaves_out(language, " ".join(after[:3]))


def _in_clause(part: Part, first: int, end: int) -> list[str]:
    """The words from `first` on that no comma or stop parts from the word at `end`."""
    found = part.linked.tokens
    cut = [at for at in range(first, end) if set(part.linked.text[found[at].end : found[at + 1].start]) & set(",;:.(")]
    return [word.word for word in found[(cut[-1] + 1 if cut else first) : end]]


def traits_in(language: Language, parts: Sequence[Part], *, dropped: bool = False) -> tuple[str, ...]:
    """The kinds of exams asked for: "hands-on", "no coding"; not those unwanted, or with `dropped` only these."""
    found = []
    for name, trait in language.words["traits"].items():
        for part in parts:
            words = _words(part)
            out = [_denied_at(language, words, *at) for at in _places(words, trait["asked"])]
            if (dropped and out and all(out)) or (not dropped and not all([*out, *_wanting(language, trait, words)])):
                found.append(str(name))
                break
    return tuple(found)


def _wanting(language: Language, trait: dict[str, list[str]], words: list[str]) -> list[bool]:
    """ "Nobody expects me to code": of words that are a trait where they are denied, whether they are not."""
    return [not _denied_at(language, words, *at) for at in _places(words, trait.get("denied", ()))]


def has(language: Language, parts: Sequence[Part], name: str) -> bool:
    """Whether a word or phrase of a list stands in the message."""
    return any(says(part, language.words[name]) for part in parts)


def says(part: Part, phrases: Sequence[str]) -> bool:
    """Whether one of the phrases stands in a sentence."""
    text = f" {' '.join(_words(part))} "
    return any(f" {phrase} " in text for phrase in phrases)


def _words(part: Part) -> list[str]:
    return [word for token in part.linked.tokens for word in token.word.split()]  # "cant" is mended to "can t"


def _places(words: Sequence[str], names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where one of the names, each of one or more words, stands."""
    text = f" {' '.join(words)} "
    for wanted in [name.split() for name in names if f" {name} " in text]:
        for first in range(len(words) - len(wanted) + 1):
            if list(words[first : first + len(wanted)]) == wanted:
                yield first, first + len(wanted)


def _denied_at(language: Language, words: Sequence[str], first: int, end: int) -> bool:
    lists = ("not_words", "left_out_before", "drop_phrases", "nobody_words")
    denials = {phrase for name in lists for phrase in language.words[name]}
    ahead = words[max(0, first - AHEAD) : first]
    begins = max((at + 1 for at, word in enumerate(ahead) if word in PARTS), default=0)
    before = f" {' '.join(ahead[begins:])} "
    if any(f" {denial} " in before for denial in denials):
        return True
    return _leaves_out(language, " ".join(words[end : end + 3]))


def _leaves_out(language: Language, after: str) -> bool:
    return any(f"{after} ".startswith(f"{phrase} ") for phrase in language.words["left_out_after"])
