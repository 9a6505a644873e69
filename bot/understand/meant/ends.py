"""Ends of a ranking: which exam is cheapest, shortest or valid longest, and those from one end together."""

from __future__ import annotations

from dataclasses import replace

from bot.catalog import Catalog
from bot.records import Query
from bot.understand.groups import RANKED
from bot.understand.meant.groups import SURE_OF_FIELD, UNSURE, VIEWS
from bot.understand.meant.wordings import Wording
from bot.understand.reader import DECLINED

ENDS = {"cheapest": "cheap_ends", "dearest": "dear_ends"}
NO_CODE = "no_code"
"""The trait of exams for people who do not program."""
CODELESS = ("list", "outcome", "first_step", "which_one", *RANKED)
MOST_TOGETHER = 9  # exams from one end of a ranking that are added up
RANKING = ("validity", "study_time", "minutes", "questions", "passing_score")
"""Fields that a superlative without an exam ranks by."""


def by_end(query: Query, words: Wording) -> Query:
    """ "the exam with the fewest weeks of prep": a field of no exam named, nor of the one spoken of, but a ranking."""
    ends = words.has("least_words") or words.has("most_words")
    if query.asks[0] not in RANKING or query.certs or query.unknown or not (query.names_kind and ends):
        return query
    limits = replace(query.limits, max_minutes=None, min_minutes=None)
    return query.but(asks=("shortest" if words.has("least_words") else "longest",), limits=limits)


def end_without_code(query: Query, words: Wording, catalog: Catalog) -> Query:
    """ "I can't code, what's the cheapest?": the end of those meant for people who do not code."""
    end = _end_said(words)
    no_code = any(catalog.outcomes[goal].without_code for goal in query.outcomes)
    if not (end and no_code) or query.certs or query.asks[0] not in CODELESS:
        return query
    limits = replace(query.limits, traits=tuple(dict.fromkeys([*query.limits.traits, NO_CODE])), levels=())
    return query.but(asks=(end,), outcomes=(), limits=limits, claims=(), other_reading=None)


def ends_together(query: Query, words: Wording) -> Query:
    """ "the two cheapest exams, as a pair": the sum of as many from one end of the fees."""
    end = next((ask for ask, said in ENDS.items() if words.has(said)), None)
    number = words.number_before("cheap_ends", "dear_ends", "plural_exam_words") or query.count or 0
    summed = query.asks[0] == "total" or query.whole or words.has("whole_words") or words.has("sum_phrases")
    if query.certs or query.unknown or not end or not summed or not 1 < number <= MOST_TOGETHER:
        return query
    return query.but(asks=(end,), whole=True, count=number, other_reading=None)


def soonest(query: Query, words: Wording) -> Query | None:
    """ "Google badges: the one that lapses soonest?": the shortest validity."""
    other = query.asks[0] in (*DECLINED, "closings", "path", "next_step")
    asked = words.has("soonest_words", "lapse_words") and not other
    known = query.but(outcomes=(), backgrounds=(), nameless=False, other_reading=None)
    return known.but(asks=("shortest",)) if asked else None


def ranked(query: Query, words: Wording) -> Query | None:
    """ "which gives me the most minutes?"."""
    of_vendor = query.asks[0] == "of_vendor"  # "AWS: the badge with the fewest questions?"
    least = words.has("least_words")
    by_field = query.asks[1 if of_vendor else 0] in RANKING and (of_vendor or not query.vendors)
    if by_field and (least or words.has("most_words")):
        return query.but(asks=("shortest" if least else "longest",), nameless=False, other_reading=None)
    return None


def by_number(query: Query, words: Wording) -> Query:
    """ "which throws the most questions at you?" ranks by another number than the fee."""
    other = set(words.fields()) & {"validity", "study_time", "questions"}
    if query.asks[0] not in ("cheapest", "dearest") or not other or words.has("money_words"):
        return query
    return query.but(asks=("longest",) if query.asks[0] == "dearest" else ("shortest",))


def by_superlative(query: Query, words: Wording) -> Query:
    """A question that is hardly understood but for a superlative in it asks for that; so does a view."""
    viewed = query.asks[0] in VIEWS and query.certainty < SURE_OF_FIELD and not words.has("respect_words")
    if (
        (query.certainty >= UNSURE and not viewed)
        or query.roles
        or query.asks[0] in ("which_one", "first_step", *RANKED)
    ):
        return query
    end = _end_said(words)
    return query.but(asks=(end,)) if end else query


def _end_said(words: Wording) -> str | None:
    """The end of a ranking that a superlative names."""
    return next((end for end, said in words.language.words["superlatives"].items() if words.any(said)), None)
