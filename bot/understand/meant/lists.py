"""Questions that come to a list or a ranking: sets of exams, limits without an exam, superlatives.

Each rule sees what the ones before it left; the first that changes what is asked ends it.
"""

from __future__ import annotations

from dataclasses import replace

from bot.records import Limits, Query
from bot.understand.groups import FIELD_ASKS, RANKED
from bot.understand.meant.ends import by_number, by_superlative, ranked, soonest
from bot.understand.meant.groups import HARDLY_TOLD, SURE_OF_FIELD, UNSURE, VIEWS
from bot.understand.meant.lasting import lasting
from bot.understand.meant.limited import BY_LIMITS
from bot.understand.meant.wordings import Wording
from bot.understand.reader import DECLINED

VENDORS = ("list", "count", "dearest", "longest", "vendor")
HARD = (
    "outcome",
    "first_step",
    "difficulty",
    "longest",
    "dearest",
    "list",
    "level",
    "which_one",
    "compare",
    "experience",
    "count",
    "validity",
    "lock_in",
)
SURE_TO_DECLINE = 0.6  # certainty from which a question that names a subject is foreign to the field all the same
EASY = ("difficulty", "cheapest", "shortest", "list", "level", "which_one", "first_step", "count", "out_of_scope")
STILL_OPEN = ("list", "status", "topic", "covers", "count", "outdated", "holders")
BY_LEVEL = ("count", "list", "longest", "total", "compare")


def listed(query: Query, words: Wording) -> Query:
    """Limits without an exam ask for a list; the hardest is what the guide says of respect."""
    if query.certs or query.unknown:
        return query
    for rule in (_damage, _closings, soonest):
        if changed := rule(query, words):
            return changed
    query = lasting(_still_open(query), words)
    for rule in (_vendors_levels, _sum_of_set, _of_each):
        if changed := rule(query, words):
            return changed
    query = by_superlative(by_number(query, words), words)
    for rule in (
        _within_field,
        _sorted,
        _on_topic,
        _holding,
        _of_levels,
        _easiest,
        _hardest,
        _most_at,
        _at_vendor,
        _unsaid_goal,
        _unsaid_person,
        _of_nobody,
        *BY_LIMITS,
        ranked,
    ):
        if changed := rule(query, words):
            return changed
    return query


def _damage(query: Query, words: Wording) -> Query | None:
    """ "we are on Azure, what would look decent, and what's the damage?": a choice, with a fee in passing."""
    several = query.backgrounds or query.people > 1
    passing = query.limits.vendors and not several and not words.has("plural_exam_words")
    if query.asks[0] in ("total", "list") and words.has("sum_phrases") and query.certainty < HARDLY_TOLD and passing:
        return query.but(asks=("outcome" if query.outcomes else "which_one",))
    return None


def _closings(query: Query, words: Wording) -> Query | None:
    """ "which exams close next?": no one exam's last day."""
    if query.asks[0] == "closing" and (words.has("plural_exam_words") or words.has("any_words", "exam_words")):
        return query.but(asks=("closings",), nameless=False, other_reading=None, certainty=SURE_OF_FIELD)
    return None


def _vendors_levels(query: Query, words: Wording) -> Query | None:
    """A vendor's exams side by side."""
    apart = words.has("beside_words") or (len(query.limits.levels) > 1 and words.has("differ_words"))
    ends = words.has("least_words") or words.has("most_words")
    faint = query.asks[0] in RANKED and query.certainty < UNSURE and not ends
    listing = faint or query.asks[0] in ("list", "compare", "landscape", "level")
    if listing and len(query.limits.vendors) == 1 and apart:
        return query.but(asks=("compare",), other_reading=None)
    return None


def _sum_of_set(query: Query, words: Wording) -> Query | None:
    """ "all NVIDIA associates together": the fees of a set."""
    summed = query.asks[0] == "list" and _of_a_set(query) and words.has("sum_phrases")
    return query.but(asks=("total",)) if summed else None


def _of_each(query: Query, words: Wording) -> Query | None:
    field = _field_of_set(query, words)
    return query.but(asks=("of_vendor", field)) if field else None


def _within_field(query: Query, words: Wording) -> Query | None:
    """What seems foreign but names a subject of exams, or a language, and asks for an exam."""
    sized = query.limits.bounded and words.has("plural_exam_words")  # "60-minute tests, I'm a goldfish"
    named = query.topics or query.limits.languages or sized
    if query.asks[0] != "out_of_scope" or not named or query.certainty >= SURE_TO_DECLINE:
        return None
    asked = words.has("exam_choice")
    return query.but(asks=("list",) if query.limits.languages or sized else ("topic",)) if asked or sized else None


def _sorted(query: Query, words: Wording) -> Query | None:
    """ "everything on agents, cheapest first"."""
    return query.but(asks=("list",)) if query.asks[0] in RANKED and words.has("sorted_phrases") else None


def _on_topic(query: Query, words: Wording) -> Query | None:
    foreign = query.asks[0] == "out_of_scope" and query.certainty < HARDLY_TOLD
    return query.but(asks=("topic",)) if foreign and query.topics else None


def _holding(query: Query, words: Wording) -> Query | None:
    """ "do any AWS papers contain a proper share of it?": the exams that hold a subject."""
    asked = (
        query.topics and query.limits.vendors and words.has("containing_words") and query.asks[0] in (*VIEWS, "sources")
    )
    return query.but(asks=("topic",), outcomes=(), backgrounds=()) if asked else None


def _of_levels(query: Query, words: Wording) -> Query | None:
    """ "two associates or one professional?": what the guide recommends to everybody."""
    leveled = len(query.limits.levels) > 1 and query.certainty < UNSURE and not query.vendors
    if leveled and words.has("choice_words") and query.asks[0] in BY_LEVEL:
        return query.but(asks=("verdict",), other_reading=None)
    return None


def _easiest(query: Query, words: Wording) -> Query | None:
    if words.has("easy_words") and (query.asks[0] in EASY or query.asks[1:2] == ("difficulty",)):
        return query.but(asks=("easiest",), nameless=False, other_reading=None, certainty=SURE_OF_FIELD)
    return None


def _hardest(query: Query, words: Wording) -> Query | None:
    """ "which is the hardest?": by the guide's view, of one vendor's by their levels."""
    hard = words.has("hard_words") and (query.asks[0] in HARD or query.asks[1:2] == ("difficulty",))
    of_vendor = bool(query.limits.vendors) and words.has("hardest_words")
    if hard and of_vendor:
        return query.but(asks=("hardest",), nameless=False, other_reading=None, certainty=SURE_OF_FIELD)
    return query.but(asks=("respected",)) if hard and query.asks[0] in HARD else None


def _most_at(query: Query, words: Wording) -> Query | None:
    """ "who sells the most exams?"."""
    asked = query.asks[0] in VENDORS and words.has("vendor_words", "exam_words", "most_words")
    return query.but(asks=("vendor_counts",)) if asked else None


def _at_vendor(query: Query, words: Wording) -> Query | None:
    """A vendor and a level, and hardly a word that tells what of them."""
    at_vendor = query.limits.vendors and query.limits.levels and not query.person_named
    if at_vendor and query.certainty < HARDLY_TOLD and query.asks[0] not in (*DECLINED, *FIELD_ASKS):
        return query.but(asks=("list",), backgrounds=(), outcomes=())
    return None


def _unsaid_goal(query: Query, words: Wording) -> Query | None:
    """ "something in Spanish for my aunt?"."""
    named = query.outcomes or query.backgrounds or query.topics or query.roles
    limited = query.limits.languages or (query.limits.vendors and query.limits.levels)
    return query.but(asks=("list",)) if query.asks[0] in ("outcome", "topic") and not named and limited else None


def _unsaid_person(query: Query, words: Wording) -> Query | None:
    """A goal that is only guessed, of nobody."""
    guessed = query.asks[0] == "outcome" and query.certainty < HARDLY_TOLD
    if guessed and not (query.person_named or query.topics or query.vendors):
        return query.but(asks=("which_one",), outcomes=())
    return None


def _of_nobody(query: Query, words: Wording) -> Query | None:
    """ "has Databricks anything for generative AI?", "all foundational exams": told of no person, so of exams."""
    chosen = query.asks[0] == "which_one" and query.topics and query.limits.vendors and not query.outcomes
    if not (chosen or query.asks[0] in ("outcome", "first_step")):
        return None
    if query.person_named or (words.has("person_told") and not chosen):
        return None
    known = query.but(outcomes=(), backgrounds=())
    if query.topics and (query.certainty < SURE_OF_FIELD or query.limits.vendors):
        return known.but(asks=("topic",))
    listed = query.limits.levels or (query.limits.vendors and words.has("all_words"))
    return known.but(asks=("list",)) if listed and words.has("plural_exam_words") else None


def _of_a_set(query: Query) -> bool:
    """Whether the limits name a set of exams, all of which can be added up."""
    return bool(query.limits.vendors or query.limits.levels) and not query.limits.bounded


def _field_of_set(query: Query, words: Wording) -> str:
    """ "validity of all NVIDIA exams": the one field that is asked of a set of exams."""
    alone = query.limits == Limits(vendors=query.limits.vendors, levels=query.limits.levels)
    fields = [field for field in words.fields() if field in FIELD_ASKS and field != "level"]
    wanted = query.asks[0] == "list" and alone and bool(query.limits) and words.has("plural_exam_words")
    return fields[0] if wanted and len(fields) == 1 and not words.has("least_words", "most_words") else ""


def _still_open(query: Query) -> Query:
    """ "has it an exam on this that one can book, or is that all gone?": both kinds, on the subject named."""
    limits = query.limits
    if not (limits.open_only and limits.closed_only and query.topics) or query.asks[0] not in STILL_OPEN:
        return query
    return query.but(asks=("topic",), limits=replace(limits, open_only=False, closed_only=False))
