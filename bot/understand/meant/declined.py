"""Questions that are declined whatever exam they name: cheating and forgery, and everyday matters beside an exam."""

from __future__ import annotations

from bot.records import Query
from bot.understand.meant.wordings import Wording
from bot.understand.reader import DECLINED

SURE_OF_FIELD = 0.65  # certainty from which an everyday word in a question about exams is only a figure of speech


def refused(query: Query, words: Wording) -> Query:
    """The query as one to decline, where its words tell of cheating or of nothing in the field."""
    for rule in (_dishonest, _everyday):
        if changed := rule(query, words):
            return changed
    return query


def _dishonest(query: Query, words: Wording) -> Query | None:
    """ "a PDF that looks just like a genuine certificate", "who sits it for me?": a word of each list of a rule."""
    if query.asks[0] == "hostile":
        return None
    for rule in words.language.words["cheating"]:
        if all(map(words.any, rule["said"])) and not words.any(rule.get("unless", ())):
            return query.but(asks=("hostile",), other_reading=None)
    return None


def _everyday(query: Query, words: Wording) -> Query | None:
    """ "a lasagne recipe for the study group": an everyday thing, and beside it nothing that certpath knows."""
    named = query.certs or query.vendors or query.topics or query.roles or query.unknown or query.person_named
    if named or query.asks[0] in DECLINED or query.certainty >= SURE_OF_FIELD:
        return None
    asked = words.without("in_passing_words")
    ours = asked.has("exam_choice") or asked.has("field_nouns")
    return query.but(asks=("out_of_scope",), other_reading=None) if asked.has("everyday_words") and not ours else None
