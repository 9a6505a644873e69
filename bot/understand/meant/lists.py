"""Questions that come to a list, a ranking or a sequence: limits, superlatives, persons on a path."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.catalog import Catalog
from bot.records import STEP, Limits, Query
from bot.understand.groups import FIELD_ASKS, RANKED
from bot.understand.meant.groups import SURE_OF_FIELD, UNSURE
from bot.understand.meant.wordings import Wording
from bot.understand.reader import DECLINED

YEAR = re.compile(r"\b20[2-9]\d\b")
YEARLY = ("list", "count", "validity", "renewal", "status")
ENDS = {"cheapest": "cheap_ends", "dearest": "dear_ends"}
MOST_TOGETHER = 9  # exams from one end of a ranking that are added up
LASTING = ("list", "validity", "forecast", "status", "holders")
"""Asks that, with a year to come and a word for lasting, are about which exams last so long."""
LISTING = ("longest", "shortest", "minutes", "path_time", "price", "study_time", "count", "validity", "questions")
RANKING = ("validity", "study_time", "minutes", "questions")
"""Fields that a superlative without an exam ranks by."""
VENDORS = ("list", "count", "dearest", "longest", "vendor")
UNLIKELY = ("beta", "first_step", "out_of_scope", "hostile", "which_one", "topic", "outcome", "dearest", "budget",
            "level", "experience", "format", "delivery", "prerequisites", "learning", "domains", "retake",
            "renewal")  # fmt: skip
"""Asks that a question with limits is taken for a list instead of, where its wording tells little."""
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
WORLD = ("landscape", "avoid", "respected", "fundamentals", "out_of_scope", "which_one", "salary_top", "count")
"""Asks that a question with "retired" in it is taken for a list of closed exams instead of."""
SURE_TO_DECLINE = 0.6  # certainty from which a question that names a subject is foreign to the field all the same
HARDLY_TOLD = 0.21  # certainty under which a goal that no word names is not taken for said
FOR_EVERYBODY = ("path", "first_step", "which_one", "landscape")
"""Asks that, where no person is told of, may be about the guide's one recommendation for everybody."""
COUNTED = ("next_step", "path", "first_step", "which_one", "outcome", "about")
"""Asks that, of "the third exam" of somebody on a path, are about its third step."""
EASY = ("difficulty", "cheapest", "shortest", "list", "level", "which_one", "first_step", "count", "out_of_scope")
STILL_OPEN = ("list", "status", "topic", "covers", "count", "outdated", "holders")
FOR_LIFE = ("list", "count", "validity", "renewal", "beta", "which_one", "longest", "holders", "about_me", "outcome")
"""Asks that words for no expiry turn into a list of what is valid for life."""
UNORDERED = ("topic", "list", "first_step", "outcome", "which_one", "count")
"""Asks that a word for a sequence turns into the path of the person named."""


def in_order(query: Query, words: Wording) -> Query:
    """ "linux admin to mlops, exams 1 2 3": somebody and a word for a sequence ask for the path."""
    nobody = not (query.backgrounds or query.outcomes or query.roles or query.certs or query.limits)
    if nobody and query.asks[0] in FOR_EVERYBODY and words.has("everybody_words"):
        return query.but(asks=("verdict",))
    timed = query.asks[0] in ("path_time", "study_time") and query.backgrounds and not query.certs
    if timed and words.has("first_words"):
        return query.but(asks=("first_step", "path_time"))  # "what first, and how long will it take me?"
    ordered = (*UNORDERED, *(() if words.has("whole_words") else ("total",)))
    if query.asks[0] == "next_step" and query.backgrounds and words.has("next_words", "onward_words"):
        return query.but(asks=("path",))  # "what's next, and what after that?"
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


def ends_together(query: Query, words: Wording) -> Query:
    """ "the two cheapest exams, as a pair": the sum of as many from one end of the fees."""
    end = next((ask for ask, said in ENDS.items() if words.has(said)), None)
    number = words.number_before("cheap_ends", "dear_ends", "plural_exam_words") or query.count or 0
    summed = query.asks[0] == "total" or query.whole or words.has("whole_words") or words.has("sum_phrases")
    if query.certs or query.unknown or not end or not summed or not 1 < number <= MOST_TOGETHER:
        return query
    return query.but(asks=(end,), whole=True, count=number, other_reading=None)


def listed(query: Query, words: Wording) -> Query:
    """Limits without an exam ask for a list; the hardest is what the guide says of respect."""
    if query.certs or query.unknown:
        return query
    several = query.backgrounds or query.people > 1
    passing = query.limits.vendors and not several and not words.has("plural_exam_words")
    if query.asks[0] in ("total", "list") and words.has("sum_phrases") and query.certainty < HARDLY_TOLD and passing:
        # "we are on Azure, what would look decent, and what's the damage?"
        return query.but(asks=("outcome" if query.outcomes else "which_one",))
    if query.asks[0] == "closing" and (words.has("plural_exam_words") or words.has("any_words", "exam_words")):
        return query.but(asks=("closings",), nameless=False, other_reading=None, certainty=SURE_OF_FIELD)
    query = _yearly(until_year(_lifelong(_still_open(query), words), words), words)
    apart = words.has("beside_words") or (len(query.limits.levels) > 1 and words.has("differ_words"))
    if query.asks[0] in ("list", "compare", "landscape", "level") and len(query.limits.vendors) == 1 and apart:
        return query.but(asks=("compare",), other_reading=None)
    if query.asks[0] == "list" and _of_a_set(query) and words.has("sum_phrases"):
        return query.but(asks=("total",))
    if field := _field_of_set(query, words):
        return query.but(asks=("of_vendor", field))
    query = _by_superlative(_by_number(query, words), words)
    ask, unsure = query.asks[0], query.certainty < UNSURE
    if (
        ask == "out_of_scope"
        and (query.topics or query.limits.languages)
        and query.certainty < SURE_TO_DECLINE
        and words.has("exam_choice")
    ):
        return query.but(asks=("list",) if query.limits.languages else ("topic",))
    if ask in RANKED and words.has("sorted_phrases"):
        return query.but(asks=("list",))  # "everything on agents, cheapest first"
    if ask == "out_of_scope" and query.topics and query.certainty < HARDLY_TOLD:
        return query.but(asks=("topic",))
    leveled = len(query.limits.levels) > 1 and query.certainty < UNSURE and not query.vendors
    if leveled and words.has("choice_words") and ask in ("count", "list", "longest", "total", "compare"):
        return query.but(asks=("verdict",), other_reading=None)  # "two associates or one professional?"
    if words.has("easy_words") and (ask in EASY or query.asks[1:2] == ("difficulty",)):
        return query.but(asks=("easiest",), nameless=False, other_reading=None, certainty=SURE_OF_FIELD)
    if ask in HARD and words.has("hard_words"):
        return query.but(asks=("respected",))
    if ask in VENDORS and words.has("vendor_words", "exam_words", "most_words"):
        return query.but(asks=("vendor_counts",))
    ends = words.has("least_words") or words.has("most_words")
    at_vendor = query.limits.vendors and query.limits.levels and not query.person_named
    if at_vendor and query.certainty < HARDLY_TOLD and ask not in (*DECLINED, *FIELD_ASKS):
        return query.but(asks=("list",), backgrounds=(), outcomes=())
    unsaid = ask in ("outcome", "topic") and not (query.outcomes or query.backgrounds or query.topics or query.roles)
    if unsaid and (query.limits.languages or (query.limits.vendors and query.limits.levels)):
        return query.but(asks=("list",))  # "something in Spanish for my aunt?"
    if ask == "outcome" and query.certainty < HARDLY_TOLD and not (query.person_named or query.topics or query.vendors):
        return query.but(asks=("which_one",), outcomes=())
    if ask in ("outcome", "first_step") and not query.person_named and not words.has("person_told"):
        changed = _of_nobody(query, words)
        if changed:
            return changed
    if ask in WORLD and query.limits.closed_only and words.has("exam_words") and query.certainty < SURE_OF_FIELD:
        return query.but(asks=("list",))
    unclear = query.certainty < UNSURE and (ask not in DECLINED or words.has("take_words"))
    if query.limits.languages and query.count is None and (ask in FIELD_ASKS or unclear):
        return query.but(asks=("list",))
    if query.limits.traits and "needs_prerequisite" in query.limits.traits:
        return query.but(asks=("list",))
    person = query.profile.background or query.roles or query.outcomes
    if query.certainty < HARDLY_TOLD and query.limits.bounded and not person and ask not in DECLINED:
        return query.but(asks=("list",))
    listing = (*LISTING, *(() if ends else RANKED), *(UNLIKELY if unsure else ()))
    trait = unsure and (query.limits.lifelong or (query.limits.traits and words.has("exam_words")))
    if ask in listing and query.limits.bounded and (trait or not (query.profile.background or query.roles)):
        return query.but(asks=("list",))
    if ask == "which_one" and query.limits.bounded and not (query.profile.background or query.outcomes or query.roles):
        return query.but(asks=("budget",))
    if ask in RANKING and not query.vendors and ends:
        return query.but(asks=("shortest" if words.has("least_words") else "longest",))
    return query


def _of_nobody(query: Query, words: Wording) -> Query | None:
    """ "has Databricks anything for generative AI?", "all foundational exams": told of no person, so of exams."""
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


def _by_number(query: Query, words: Wording) -> Query:
    """ "which throws the most questions at you?" ranks by another number than the fee."""
    other = set(words.fields()) & {"validity", "study_time", "questions"}
    if query.asks[0] not in ("cheapest", "dearest") or not other or words.has("money_words"):
        return query
    return query.but(asks=("longest",) if query.asks[0] == "dearest" else ("shortest",))


def until_year(query: Query, words: Wording) -> Query:
    """ "which will still be valid in 2029 if I pass today": those that last so many years."""
    years = [int(year) - query.today.year for year in YEAR.findall(query.question)]
    lasting = query.asks[0] in LASTING and (words.has("lapse_words") or words.has("lasting_words"))
    if not (len(years) == 1 and years[0] > 0 and lasting and words.has("any_of_words")) or query.certs:
        return query
    return query.but(asks=("list",), limits=replace(query.limits, min_years=float(years[0]), open_only=False),
                     nameless=False)  # fmt: skip


def _yearly(query: Query, words: Wording) -> Query:
    """ "which have to be renewed every year", "which are gone after a year": those that last one year."""
    lapsing = words.has("lapse_words") or words.has("renew_words")
    named = query.names_kind or words.has("any_of_words")
    if not (query.asks[0] in YEARLY and lapsing and named and words.has("yearly_words")):
        return query
    if query.limits.min_years is not None or query.limits.max_years is not None or words.has("than_phrases"):
        return query
    limits = replace(query.limits, max_years=1.0, closed_only=False)
    return query.but(asks=("list",), limits=limits, nameless=False, claims=(), other_reading=None)


def _still_open(query: Query) -> Query:
    """ "has it an exam on this that one can book, or is that all gone?": both kinds, on the subject named."""
    limits = query.limits
    if not (limits.open_only and limits.closed_only and query.topics) or query.asks[0] not in STILL_OPEN:
        return query
    return query.but(asks=("topic",), limits=replace(limits, open_only=False, closed_only=False))


def _lifelong(query: Query, words: Wording) -> Query:
    """ "is there even one of these that never lapses?": the exams that are valid for life."""
    asked = words.has("lifelong_words") and (words.has("one_of_phrases") or words.has("any_of_words"))
    if not asked or query.asks[0] not in FOR_LIFE:
        return query
    if query.limits.min_years:  # "for life, or three years at least": what never lapses lasts that long, too
        return query.but(asks=("list",), limits=replace(query.limits, lifelong=False), claims=(), nameless=False)
    limits = replace(query.limits, lifelong=True, beta_only=False)
    return query.but(asks=("list",), limits=limits, claims=(), nameless=False, other_reading=None)


def _by_superlative(query: Query, words: Wording) -> Query:
    """A question that is hardly understood but for a superlative in it asks for that."""
    if query.certainty >= UNSURE or query.roles or query.asks[0] in ("which_one", "first_step", *RANKED):
        return query
    ends = words.language.words["superlatives"].items()
    return query.but(asks=next(((end,) for end, said in ends if words.any(said)), query.asks))
