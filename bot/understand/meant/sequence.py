"""Questions that come to a sequence: somebody on a path, and where a path to a goal begins."""

from __future__ import annotations

from dataclasses import replace

from bot.catalog import Catalog
from bot.records import STEP, Query
from bot.understand.meant.wordings import Wording

PAIR = 2
FOR_EVERYBODY = ("path", "first_step", "which_one", "landscape")
"""Asks that, where no person is told of, may be about the guide's one recommendation for everybody."""
COUNTED = ("next_step", "path", "first_step", "which_one", "outcome", "about")
"""Asks that, of "the third exam" of somebody on a path, are about its third step."""
UNORDERED = ("topic", "list", "first_step", "outcome", "which_one", "count")
"""Asks that a word for a sequence turns into the path of the person named."""


def paths_beside(query: Query, words: Wording) -> Query | None:
    """ "which is cheaper, the DevOps path or the analyst's?": what the paths of two backgrounds cost, or take."""
    weighed = words.weighs() or words.any(["than", "compared", "both", "and"])
    if len(query.backgrounds) < PAIR or query.certs or not (words.has("route_parts") and weighed):
        return None
    if words.has("money_words") or words.has("fee_ends"):
        return query.but(asks=("fees_beside",), other_reading=None)
    timed = query.asks[0] in ("path_time", "study_time", "shortest", "longest") or words.has("study_words")
    return query.but(asks=("times_beside",), other_reading=None) if timed else None


def in_order(query: Query, words: Wording) -> Query:
    """ "linux admin to mlops, exams 1 2 3": somebody and a word for a sequence ask for the path."""
    nobody = not (query.backgrounds or query.outcomes or query.roles or query.certs or query.limits)
    if nobody and query.asks[0] in FOR_EVERYBODY and words.has("everybody_words"):
        return query.but(asks=("verdict",))
    timed = query.asks[0] in ("path_time", "study_time") and query.backgrounds and not query.certs
    if timed and words.has("first_words"):
        return query.but(asks=("first_step", "path_time"))  # "what first, and how long will it take me?"
    ordered = (*UNORDERED, *(() if words.has("whole_words") else ("total",)))
    twice = words.has("onward_words") and words.without("onward_words").has("next_words")
    if query.asks[0] == "next_step" and query.backgrounds and twice:
        return query.but(asks=("path",))  # "what's next, and what after that?"
    several = (query.count or 0) > 1 and not query.place  # "I sat the first, what are the two left over?"
    if query.asks[0] == "next_step" and query.backgrounds and (several or words.has("left_of_path")):
        return query.but(asks=("path",), certs=())  # "I have the first already, what's left for me?"
    if query.asks[0] == "next_step" and query.backgrounds and words.has("plural_exam_words", "later_ordinals"):
        return query.but(asks=("path",))  # "what are my second and third exams?"
    counted = query.place and query.place > 1 and query.asks[0] in COUNTED and words.has("step_places")
    if counted and query.backgrounds and (not query.certs or query.asks[0] == "next_step"):
        return query.but(asks=("path",), certs=(), matter=STEP)  # "Databricks first, then Google. And the third exam?"
    guided = query.asks[0] == "guide"  # "someone says this one first: which order does the guide have?"
    asked = query.backgrounds and words.has("route_words") and (guided or not query.certs)
    asked = asked and (guided or query.asks[0] in ordered)
    return query.but(asks=("path",)) if asked else query


def begun(query: Query, words: Wording, catalog: Catalog) -> Query:
    """ "I do C#, we want AI in our product. Exam number one?": the first exam of the path that leads to the goal."""
    asked = query.asks[0] in ("first_step", "which_one", "outcome") and words.has("first_words")
    if not asked or not query.outcomes or query.backgrounds or query.certs:
        return query
    start = catalog.outcomes[query.outcomes[0]].background
    if start is None:
        return query
    profile = replace(query.profile, background=start)
    return query.but(asks=("first_step",), backgrounds=(start,), outcomes=(), profile=profile)
