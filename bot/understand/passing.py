"""Names that a message only mentions in passing: an employer's, a tool's, a title that somebody bears."""

from __future__ import annotations

from bot.language import Language
from bot.understand.link import Linked
from bot.understand.mention import Mention

NAMED_AFTER = 3  # words after a name in which a word for certification makes it the name of an exam


def borne(linked: Linked, name: str, language: Language) -> bool:
    """ "I'm an AWS Certified Solutions Architect": a title that somebody tells they bear."""
    at = linked.text.find(name)
    before = " ".join(token.word for token in linked.tokens if token.end <= at)
    return any(f" {before}".endswith(f" {cue}") for cue in language.words["self_told"])


def in_passing(linked: Linked, mention: Mention, language: Language) -> bool:
    """Whether a name is that of an employer or a tool: "I work for NAME", "we use NAME"."""
    words = [token.word for token in linked.tokens]
    before = f" {' '.join(words[max(0, mention.first - NAMED_AFTER) : mention.first])}"
    return any(before.endswith(f" {cue}") for cue in language.words["in_passing"])


def of_exam(linked: Linked, mention: Mention, language: Language) -> bool:
    """Whether a word for certification follows a name: "the OpenAI Certified Developer exam"."""
    after = linked.tokens[mention.end : mention.end + NAMED_AFTER]
    ends = [linked.tokens[mention.end - 1].end, *(token.end for token in after)]
    cut = next((at for at, token in enumerate(after) if "," in linked.text[ends[at] : token.start]), len(after))
    return any(token.word in language.words["certification_words"] for token in after[:cut])
