"""Limits without an exam that ask for a list or for what an amount pays for, where the wording tells little."""

from __future__ import annotations

from bot.records import Query
from bot.understand.groups import FIELD_ASKS, RANKED
from bot.understand.meant.groups import HARDLY_TOLD, SURE_OF_FIELD, UNSURE
from bot.understand.meant.wordings import Wording
from bot.understand.reader import DECLINED

LISTING = ("longest", "shortest", "minutes", "path_time", "price", "study_time", "count", "validity", "questions")
UNLIKELY = ("beta", "first_step", "out_of_scope", "hostile", "which_one", "topic", "outcome", "dearest", "budget",
            "level", "experience", "format", "delivery", "prerequisites", "learning", "domains", "retake",
            "renewal")  # fmt: skip
"""Asks that a question with limits is taken for a list instead of, where its wording tells little."""
WORLD = ("landscape", "avoid", "respected", "fundamentals", "out_of_scope", "which_one", "salary_top", "count")
"""Asks that a question with "retired" in it is taken for a list of closed exams instead of."""


def _closed(query: Query, words: Wording) -> Query | None:
    """ "which ones were retired?"."""
    asked = query.asks[0] in WORLD and query.limits.closed_only and words.has("exam_words")
    return query.but(asks=("list",)) if asked and query.certainty < SURE_OF_FIELD else None


def _in_language(query: Query, words: Wording) -> Query | None:
    """ "anything in Japanese?"."""
    unclear = query.certainty < UNSURE and (query.asks[0] not in DECLINED or words.has("take_words"))
    asked = query.limits.languages and query.count is None and (query.asks[0] in FIELD_ASKS or unclear)
    return query.but(asks=("list",)) if asked else None


def _needing(query: Query, words: Wording) -> Query | None:
    """ "which ones demand another exam first?"."""
    asked = query.limits.traits and "needs_prerequisite" in query.limits.traits
    return query.but(asks=("list",)) if asked else None


def _bounded(query: Query, words: Wording) -> Query | None:
    """A bound of nobody, and hardly a word that tells what of it."""
    unclear = query.certainty < HARDLY_TOLD and query.asks[0] not in DECLINED
    return query.but(asks=("list",)) if unclear and query.limits.bounded and not _somebody(query) else None


def _limited(query: Query, words: Wording) -> Query | None:
    """ "what is under an hour and costs less than 150?": fields within bounds."""
    ends, unsure = words.has("least_words") or words.has("most_words"), query.certainty < UNSURE
    listing = (*LISTING, *(() if ends else RANKED), *(UNLIKELY if unsure else ()))
    trait = unsure and (query.limits.lifelong or (query.limits.traits and words.has("exam_words")))
    nobody = trait or not (query.profile.background or query.roles)
    return query.but(asks=("list",)) if query.asks[0] in listing and query.limits.bounded and nobody else None


def _affordable(query: Query, words: Wording) -> Query | None:
    """ "which one for 150 dollars?"."""
    asked = query.asks[0] == "which_one" and query.limits.bounded
    return query.but(asks=("budget",)) if asked and not _somebody(query) else None


def _somebody(query: Query) -> bool:
    """Whether a person is told of, by background, job or goal."""
    return bool(query.profile.background or query.outcomes or query.roles)


BY_LIMITS = (_closed, _in_language, _needing, _bounded, _affordable, _limited)
"""The rules in their order; the first that changes what is asked ends it."""
