"""Questions of somebody who tells who they are, or asks for their job: optional steps, an amount or a time to spend."""

from __future__ import annotations

from dataclasses import replace

from bot.records import Limits, Query
from bot.understand.groups import PERSONAL, STATEMENTS, VAGUE
from bot.understand.meant.groups import SURE_OF_FIELD, UNSURE
from bot.understand.meant.wordings import Wording

OPTIONAL = "optional_step"
BEGINNING = (*PERSONAL, *STATEMENTS, "total", "price", "salary", "salary_elsewhere", "why", "about")
"""Asks that what somebody can spend, in money or time, makes a question of what it pays for."""
NOT_BEGUN = ("next_step", "verdict", "total", "price")
SCHEDULED = ("path_time", "retake", "validity", "renewal", "minutes", "closing")
"""Asks of a time told that are not about whether it is enough to study in."""
SHOWN = ("outcome", "projects", "topic", "which_one", "first_step", "budget", "list", "worth_it")
"""Asks that "the cheapest thing that proves I know NAME" is near to."""
WHOLE_PATH = ("route_words", "plural_exam_words", "later_ordinals", "skip_words", "every_step_words")
"""Words of who wants all of a path told, not only the step that may be left out."""
HARDLY = 0.2  # certainty under which a question about pay without a word for it is about something else


def of_person(query: Query, words: Wording) -> Query:
    """The query with what its person, amount and time show to be meant."""
    for rule in (
        _unpaid,
        _wanted,
        _noticed,
        _offered,
        _each_first,
        _optional,
        _of_plan,
        _on_role,
        _literate,
        _sponsored,
        _in_time,
        _feasible,
        _proving,
    ):
        query = rule(query, words) or query
    return query


def _unpaid(query: Query, words: Wording) -> Query | None:
    """ "which of these are worth it with a master's in ML?" is near to questions about pay, without a word for it."""
    roles = query.certainty >= HARDLY and query.roles
    pay = words.has("pay_words") or words.has("money_words") or query.countries or query.benchmarks or roles
    if not query.asks[0].startswith("salary") or query.certainty >= UNSURE or pay or query.certs:
        return None
    if query.outcomes or query.backgrounds:
        return query.but(asks=("outcome" if query.outcomes else "first_step",))
    return query.but(asks=("which_one",)) if query.certainty < HARDLY and words.has("exam_choice") else None


def _wanted(query: Query, words: Wording) -> Query | None:
    """ "what do I need to become a platform lead?": what people in the job hold, not what it pays."""
    wished = words.has("need_words", "become_words") and not words.has("pay_words")
    return query.but(asks=("role_certs",)) if wished and query.roles and query.asks[0].startswith("salary") else None


def _noticed(query: Query, words: Wording) -> Query | None:
    """ "do recruiters look at these at all?": who hires is spoken of, and asks for no exam."""
    told = words.has("hiring_words", "notice_words") and not words.has("exam_choice")
    unsure = query.asks[0] in (*PERSONAL, *VAGUE) and query.certainty < UNSURE
    if not (told and unsure) or query.certs or query.backgrounds or query.roles or query.limits:
        return None
    return query.but(asks=("portfolio",), outcomes=(), other_reading=None)


def _offered(query: Query, words: Wording) -> Query | None:
    """ "is 150,000 low for an MLOps lead?": an amount that is pay and not for exams."""
    if not (_is_pay(query) and query.roles) or query.certs or query.asks[0].startswith("salary"):
        return None
    return query.but(asks=("salary",), backgrounds=(), outcomes=(), limits=Limits(), other_reading=None)


def _is_pay(query: Query) -> bool:
    """Whether an amount is said to be what a job pays."""
    return any(claim.field == "pay" for claim in query.claims)


def _each_first(query: Query, words: Wording) -> Query | None:
    """ "him front end, me analyst, what does each take first?": of several persons no whole paths."""
    several = len(query.backgrounds) > 1 and query.asks[0] == "path" and not query.certs
    asked = several and words.has("first_words") and not words.has("route_words")
    return query.but(asks=("first_step",), other_reading=None) if asked else None


def _optional(query: Query, words: Wording) -> Query | None:
    """ "is there an optional extra at the end of an analyst's route?": the step that may be left out."""
    if not words.has("optional_words", "route_parts") or query.certs:
        return None
    if query.asks[0] not in (*PERSONAL, *VAGUE) and query.certainty >= UNSURE:
        return None
    if any(words.has(said) for said in WHOLE_PATH):
        return None  # the whole path is asked for, and says which step is optional
    return query.but(asks=(OPTIONAL,), other_reading=None, certainty=max(query.certainty, SURE_OF_FIELD))


def _of_plan(query: Query, words: Wording) -> Query | None:
    """ "what does the whole DevOps to MLOps plan cost?": the steps of the path, not all exams on its subject."""
    if not (words.has("route_parts") and query.backgrounds) or query.certs:
        return None
    unsummed = query.asks[0] in ("budget", "of_vendor", "list") and query.amount is None
    if unsummed and words.has("money_words") and words.has("entire_words"):
        return query.but(asks=("total",), topics=(), limits=Limits(vendors=query.limits.vendors))
    summed = query.asks[0] in ("total", "path_time", "price", "study_time") and query.topics
    return query.but(topics=(), limits=replace(query.limits, topics=())) if summed else None


def _on_role(query: Query, words: Wording) -> Query | None:
    """ "from nothing to ML engineer, what do I spend overall?": a sum of what people in the job hold."""
    spent = words.has("whole_words") or words.has("whole_route_words")
    asked = query.asks[0] in ("total", "path_time", "price") and query.roles and spent and not query.backgrounds
    return query.but(asks=("total",), outcomes=()) if asked and not query.certs and words.has("money_words") else None


def _literate(query: Query, words: Wording) -> Query | None:
    """ "total beginner, zero coding, in HR": who tells who they are wants no list of all that fits beginners."""
    told = (
        query.asks[0] in ("list", "count", "outcome")
        and query.outcomes
        and query.certainty < UNSURE
        and query.person_named
    )
    plain = replace(query.limits, levels=(), traits=(), topics=(), vendors=(), open_only=False) == Limits()
    listing = words.has("plural_exam_words") or words.has("all_words") or words.has("any_of_words")
    if not (told and plain and query.limits.traits) or listing:
        return None
    return query.but(asks=("outcome",), limits=Limits(vendors=query.limits.vendors), certainty=SURE_OF_FIELD)


def _sponsored(query: Query, words: Wording) -> Query | None:
    """ "my lad does Kubernetes, the boss pays 400, what gets him near ML?": the steps that an amount pays for."""
    spends = words.has("to_spend_words") or any(sign in query.question for sign in "$€£")
    above = query.limits.min_price is not None and query.limits.max_price is None  # "anything dearer than 250?"
    amount = (query.amount or query.limits.max_price) if spends and not above else None  # not "before I turn forty"
    known = query.backgrounds or query.outcomes
    unsure = query.asks[0] in VAGUE and query.certainty < SURE_OF_FIELD
    if not (amount and known) or query.certs or not (query.asks[0] in BEGINNING or unsure):
        return None
    if query.roles and (words.has("pay_words") or _is_pay(query)):
        return None
    limits = replace(query.limits, max_price=query.limits.max_price or amount)
    profile = replace(query.profile, budget=query.profile.budget or amount)
    if query.outcomes and not query.backgrounds:
        return query.but(asks=("outcome",), limits=limits, profile=profile)
    begun = query.asks[0] if query.asks[0] in PERSONAL and query.asks[0] != "which_one" else "first_step"
    asks = ("budget",) if begun in ("budget", *NOT_BEGUN) else ("budget", begun)
    return query.but(asks=asks, limits=limits, profile=profile, other_reading=None)


def _in_time(query: Query, words: Wording) -> Query | None:
    """ "3 months and 10 hours a week, Kubernetes guy": what fits into that time, then what to begin with."""
    told = query.study_time is not None and (query.profile.hours_a_week or query.study_time.hours)
    begun = query.asks[0] if query.asks[0] in ("first_step", "path") else "first_step"
    if not told or not query.backgrounds or query.certs or query.asks[0] not in BEGINNING:
        return None
    return query.but(asks=("path_time", begun), other_reading=None)


def _feasible(query: Query, words: Wording) -> Query | None:
    """ "three months for this exam, next to a job. Doable?": whether the time is enough."""
    wanted = words.has("feasible_words") or query.asks[0] == "about"  # "only got a fortnight for it"
    told = query.study_time is not None and len(query.certs) == 1 and wanted
    if not told or query.asks[0] in ("study_time", *SCHEDULED) or query.certainty >= SURE_OF_FIELD:
        return None
    return query.but(asks=("study_time",), outcomes=(), backgrounds=(), claims=(), other_reading=None)


def _proving(query: Query, words: Wording) -> Query | None:
    """ "cheapest thing that proves I can build with LLMs": the cheapest exam on a subject."""
    cheap = words.has("cheap_ends") or words.any(["least i can pay", "least money", "lowest price"])
    asked = cheap and query.topics and not query.certs and query.asks[0] in SHOWN
    if not asked or query.limits.max_price or words.has("whole_words"):
        return None
    limits = replace(query.limits, topics=query.limits.topics or query.topics)
    return query.but(asks=("cheapest",), limits=limits, outcomes=(), other_reading=None)
