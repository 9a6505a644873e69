"""Names of no record that a message asks about; not those of an employer or a tool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.language import Language
from bot.records import Claim
from bot.understand.groups import ABOUT_ONE, PERSONAL, PLURAL
from bot.understand.mention import Mention
from bot.understand.reader import Part
from bot.understand.unknown import typed

WANTING = ("first_step", "path", "outcome", "which_one", "verdict")
"""Asks of somebody who wants an exam, in which a foreign name without a word for certification is a job or a tool."""
SURE_OF_FIELD = 0.5  # score from which a foreign name is asked about, whoever asks
NAMED_AFTER = 3  # words after a name in which a word for certification makes it the name of an exam


def foreign_names(
    language: Language, parts: Sequence[Part], ids: Mapping[str, tuple[str, ...]], ask: str, taken: Sequence[Claim]
) -> tuple[str, ...]:
    """Names of no record; not those of an employer or a tool where somebody tells who they are."""
    names = tuple(dict.fromkeys(name for part in parts for name in part.linked.unknown))
    person = ids["background"] or ids["outcome"] or ids["role"]
    sure = max((part.score for part in parts), default=0.0) >= SURE_OF_FIELD
    employers = ask in WANTING or (person and not (sure and ask in (*ABOUT_ONE, *PLURAL)))
    owners = {claim.value for claim in taken if claim.field == "vendor"}  # said not to own the exam
    foreign = {
        typed(part.linked.text, part.linked.tokens, m)
        for part in parts for m in part.linked.mentions
        if m.kind == "elsewhere"
        and (m.ids[0] in owners or (not _of_exam(language, part, m) and (employers or _in_passing(language, part, m))))
    }  # fmt: skip
    borne = {name for part in parts for name in part.linked.unknown if _borne(language, part, name)}
    return tuple(name for name in names if name not in foreign and not (ask in PERSONAL and name in borne))


def _borne(language: Language, part: Part, name: str) -> bool:
    """ "I'm an AWS Certified Solutions Architect": a title that somebody tells they bear."""
    before = " ".join(token.word for token in part.linked.tokens if token.end <= part.linked.text.find(name))
    return any(f" {before}".endswith(f" {cue}") for cue in language.words["self_told"])


def _in_passing(language: Language, part: Part, mention: Mention) -> bool:
    """Whether a name is that of an employer or a tool: "I work for NAME", "NAME shop"."""
    words = [token.word for token in part.linked.tokens]
    before = f" {' '.join(words[max(0, mention.first - NAMED_AFTER) : mention.first])}"
    after = {*words[mention.end : mention.end + 1]} & {*language.words["passing_after"]}
    return bool(after) or any(before.endswith(f" {cue}") for cue in language.words["in_passing"])


def _of_exam(language: Language, part: Part, mention: Mention) -> bool:
    """Whether a word for certification follows a name: "the OpenAI Certified Developer exam"."""
    linked = part.linked
    after = linked.tokens[mention.end : mention.end + NAMED_AFTER]
    ends = [linked.tokens[mention.end - 1].end, *(token.end for token in after)]
    cut = next((at for at, token in enumerate(after) if "," in linked.text[ends[at] : token.start]), len(after))
    after = after[:cut]
    return any(token.word in language.words["certification_words"] for token in after) or _offered(
        language, part, mention
    )


def _offered(language: Language, part: Part, mention: Mention) -> bool:
    """Whether a certification stands in a choice that is asked about: "NAME or …, which should come first?"."""
    words = [token.word for token in part.linked.tokens]
    beside = {*words[max(0, mention.first - 1) : mention.first], *words[mention.end : mention.end + 1]}
    choice = beside & {*language.words["claims"]["choice"]} and "which" in words
    return bool(choice) and mention.ids[0] not in {provider["name"] for provider in language.words["providers"]}
