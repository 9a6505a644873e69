"""Questions about one exam that none is named for, though they read like a list: which exam, is asked back."""

from __future__ import annotations

from bot.records import Limits, Query
from bot.understand.meant.wordings import Wording

OF_HOLDING = ("own_record", "validity", "holders", "status", "renewal", "about", "which_one", "list")
"""Asks that a question whether one's own certification has lapsed is near to."""


def lapsed(query: Query, words: Wording) -> Query:
    """ "has mine lapsed?": how long it is valid; where none is named, of which."""
    asked = query.asks[0] in OF_HOLDING and words.has("mine_words", "lapsed_words")
    if not asked or query.certs or query.vendors or query.unknown:
        return query
    return query.but(asks=("validity",), limits=Limits(), claims=(), nameless=True, other_reading=None)


def one_asked(query: Query, words: Wording) -> Query:
    """The query about the one exam that it points at and does not name, where it came to a list."""
    if query.asks[0] != "list" or query.certs or words.has("plural_exam_words") or words.has("any_words"):
        return query
    for rule in (_at_level, _of_it):
        if changed := rule(query, words):
            return changed
    return query


def _at_level(query: Query, words: Wording) -> Query | None:
    """ "can I still sign up for the associate?": one of several at that level."""
    levels = words.language.words["levels"]
    named = (f"the {name}" for level in query.limits.levels for name in (level, *levels[level]))
    alone = query.limits == Limits(levels=query.limits.levels, open_only=query.limits.open_only)
    if not alone or not words.any(named) or words.has("all_words"):
        return None
    return query.but(asks=("of_vendor", "price"), limits=Limits(levels=query.limits.levels), other_reading=None)


def _of_it(query: Query, words: Wording) -> Query | None:
    """ "is it in English?", "can I take the exam online?", where no exam has been spoken of."""
    limits = query.limits
    kinds = {words.language.words["traits"][trait]["field"] for trait in limits.traits}
    fields = [*kinds, *(["exam_languages"] if limits.languages else [])]
    alone = limits == Limits(languages=limits.languages, traits=limits.traits, open_only=limits.open_only)
    opened = set(words.text.split()[:2]) & set(words.language.words["yes_no_openers"])
    pointed = words.any(["it"]) and not words.has("exam_words")
    if (
        not alone
        or len(fields) != 1
        or not opened
        or not (pointed or words.has("the_exam_words"))
        or words.has("expletive_phrases")
    ):
        return None
    return query.but(asks=(fields[0],), limits=Limits(), nameless=True, other_reading=None)
