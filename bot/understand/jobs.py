"""Names that are an exam's and a job's: "Kubernetes admin" is either, and the words around it tell which."""

from __future__ import annotations

from collections.abc import Sequence

from bot.catalog import Catalog
from bot.language import Language
from bot.understand.groups import PLAIN
from bot.understand.in_a_row import paused
from bot.understand.mention import Mention
from bot.understand.text import Token

FILLERS = ("row_fillers", "row_openings", "plural_exam_words")
AHEAD = 3  # words of the longest phrase that tells of an exam


def without_jobs(
    text: str, words: Sequence[Token], certs: Sequence[Mention], jobs: Sequence[Mention], language: Language
) -> list[Mention]:
    """The exams, without names that are a job's too, unless something beside them tells of an exam.

    That is a word for certification behind it; what one does with an exam before it ("what do I pay for NAME?");
    what only an exam has behind it, where it is nobody's job ("NAME cost", not "a NAME's cost"); or another exam in
    a row.
    """
    double = {m for m in certs if any((m.first, m.end) == (job.first, job.end) for job in jobs)}
    sure = [m for m in certs if m not in double]
    for m in sorted(double, key=lambda m: m.first):
        if _sat(words, m, language) or _in_row(text, words, m, sure, language):
            sure.append(m)  # a row goes on behind it
    return [m for m in certs if m in sure]


def _sat(words: Sequence[Token], mention: Mention, language: Language) -> bool:
    """Whether the words right before or behind a name tell of an exam."""
    lists = language.words
    after = " ".join([*(word.word for word in words[mention.end : mention.end + AHEAD]), ""])
    before = " ".join(["", *(word.word for word in words[: mention.first])])
    marks = {*lists["certification_words"], *lists["after_nickname"], *lists["after_exam_names"]}
    if {*after.split()[:1]} & marks:
        return True
    if any(before.endswith(f" {phrase}") for phrase in lists["done_with_exams"]):
        return True
    owned = {*before.split()[-1:]} & {*lists["possessives"], "a", "an"}
    return not owned and any(after.startswith(f"{phrase} ") for phrase in lists["after_exams_not_jobs"])


def _in_row(text: str, words: Sequence[Token], mention: Mention, sure: Sequence[Mention], language: Language) -> bool:
    """ "PMLE, Kubernetes admin and Terraform": right behind another exam or joined to it, and closed by a pause."""
    joins = {*language.words["exam_row_joins"]}
    before = " ".join(["", *(word.word for word in words[: mention.first])])
    if any(before.endswith(f" {cue}") for cue in language.words["self_told"]):
        return False
    summing = {*language.words["row_words"]} & {word.word for word in words}
    fillers = {word for name in FILLERS for word in language.words[name]}
    after = words[mention.end : mention.end + 1]
    closes = not after or after[0].word in joins or _paused(text, words, mention.end)
    for other in sure:
        first, end = sorted((mention, other), key=lambda m: m.first)
        between = [word.word for word in words[first.end : end.first]]
        plain = {*between} <= joins | fillers
        if first.end > end.first or not plain or not closes:
            continue
        if {*between} & joins or (_paused(text, words, first.end) and (other is first or summing)):
            return True
    return False


def _paused(text: str, words: Sequence[Token], at: int) -> bool:
    """Whether a comma or the like stands before the word at a place."""
    return at < len(words) and paused(text, words[at - 1], words[at])


def graded(mentions: Sequence[Mention], catalog: Catalog) -> list[Mention]:
    """ "fresher AI/ML engineer": of two job names side by side, the one that tells the grade."""
    roles = [m for m in mentions if m.kind == "role"]
    pairs = [(a, b) for a in roles for b in roles if a.end == b.first]
    plain = {a if catalog.roles[a.ids[0]].seniority == PLAIN else b for a, b in pairs
             if PLAIN in (catalog.roles[a.ids[0]].seniority, catalog.roles[b.ids[0]].seniority)}  # fmt: skip
    return [m for m in mentions if m not in plain]
