"""Follow-ups that go on with the last question under another condition: more time, one vendor, one of the two."""

from __future__ import annotations

from dataclasses import replace

from bot.catalog import Catalog
from bot.language import Language, stands
from bot.records import Limits, Query
from bot.status import standing
from bot.understand.context import Context
from bot.understand.follow import fields_before
from bot.understand.groups import ENDED, RANKED, STATEMENTS

ON_SUBJECTS = ("topic", "outcome", "which_one", "first_step", "list", "covers", "audience", "domains")
TIMED = ("study_time", "path_time")
LISTING = ("list", "topic", "other_option", "news", "same_for", "beta", "status")
UNSURE = 0.3  # certainty under which "which would you take?" is about the two compared before


def resumed(query: Query, context: Context, catalog: Catalog, language: Language) -> Query | None:
    """The last question under the condition that this one adds; None where it adds none of those known here."""
    last = context.last
    if last and query.certs and stands(language.words["same_fields_words"], query.question):
        fields = fields_before(last)
        return query.but(asks=fields) if fields else None  # "the same two for A and B"
    if last and (judged := _in_time_told(query, last, language)):
        return judged
    if last is None or query.certs or query.unknown:
        return None
    going_on = _ended(query, last, catalog) or _without_betas(query, last) or _whole_path(query, last, language)
    if going_on or (going_on := _for_whom(query, last, language)):
        return going_on
    if (
        last.asks[0].startswith("salary")
        and query.elliptical
        and stands(language.words["entry_phrases"], query.question)
    ):
        first = min(catalog.roles.values(), key=lambda role: role.seniority)
        return last.but(question=query.question, asks=("salary",), roles=(first.id,))  # "and someone starting out?"
    again = last.study_time is not None and query.study_time is not None  # "correction, three WEEKS: still doable?"
    if last.asks[0] in TIMED and last.certs and (again or _another_time(query, last)):
        # hours a week alone leave the weeks as they were
        return query.but(asks=last.asks, certs=last.certs, study_time=query.study_time or last.study_time)
    subject = last.topics and stands(language.words["that_subject"], query.question)
    if subject and query.asks[0] in ON_SUBJECTS:  # "which exam tests precisely those skills?"
        vendors = query.vendors or last.limits.vendors or last.vendors
        limits = replace(query.limits, vendors=vendors)
        return query.but(asks=("topic",), topics=last.topics, outcomes=(), limits=limits)
    if last.asks[0] == "news" and query.vendors and query.asks[0] in LISTING and not query.names_kind:
        return query.but(asks=("news",), limits=Limits(vendors=query.vendors))
    two = last.asks[0] in ("compare", "price_difference") and len(last.certs) > 1
    theirs = _of_vendor(query, last, catalog) if two else None
    seasoned = stands(language.words["units"]["years"], query.question)  # "with 2 years of practice?"
    if (
        theirs
        and not seasoned
        and query.asks[0] in (*STATEMENTS, "list", "which_one", "of_vendor", "same_for", "out_of_scope")
    ):
        return query.but(asks=("worth_it", "price", "study_time"), certs=(theirs,), limits=Limits())
    picks = stands(language.words["pick_words"], query.question)
    person = query.backgrounds or query.outcomes or query.roles
    if two and picks and not person and (query.certainty < UNSURE or query.asks[0] == "which_one"):
        asks = ("compare", "experience") if seasoned else ("compare",)
        return query.but(asks=asks, certs=last.certs, certainty=last.certainty, limits=Limits())
    return None


def _in_time_told(query: Query, last: Query, language: Language) -> Query | None:
    """ "I have 6 months and 5 hours a week." "NAME possible?": whether the time told before is enough."""
    told = last.study_time is not None and not last.certs and last.asks[0] not in TIMED
    asked = len(query.certs) == 1 and stands(language.words["feasible_words"], query.question)
    if not (told and asked) or query.study_time is not None:
        return None
    return query.but(asks=("study_time",), study_time=last.study_time, outcomes=(), backgrounds=(), claims=())


def _ended(query: Query, last: Query, catalog: Catalog) -> Query | None:
    """ "is it dead?" "Since when?": the day on which the closed exam spoken of ended."""
    gone = [i for i in last.certs if standing(catalog.certifications[i], query.today).stage == "closed"]
    asked = query.asks[0] == "launched" and query.elliptical and last.asks[0] in (*ENDED, "holders", "successor")
    return query.but(asks=("closing",), certs=tuple(gone)) if gone and asked else None


def _without_betas(query: Query, last: Query) -> Query | None:
    """ "and without betas", after a ranking or a list: the same without them."""
    asked = query.asks[0] in ("beta", "same_for", "sure", "list") and query.limits.no_beta and query.elliptical
    if not asked or last.asks[0] not in (*RANKED, "list", "topic", "total", "count") or last.certs:
        return None
    return last.but(question=query.question, limits=replace(last.limits, no_beta=True), profile=query.profile)


def _whole_path(query: Query, last: Query, language: Language) -> Query | None:
    """ "and the cost?", after a whole path or how long it takes: what the path costs."""
    asked = query.asks[0] == "price" and query.elliptical and not stands(language.words["it_words"], query.question)
    if not asked or last.asks[0] not in ("path", "path_time") or not last.backgrounds or last.certs or query.place:
        return None
    return query.but(asks=("total",), backgrounds=last.backgrounds)


def _for_whom(query: Query, last: Query, language: Language) -> Query | None:
    """ "so which exam is it, and what does it cost?": the one for the person told of, which is told with its fee."""
    goal, person = query.profile.outcome, query.profile.background
    asked = query.asks[0] == "price" and stands(language.words["which_exam"], query.question)
    if not asked or not (goal or person) or last.certs or query.limits or query.topics:
        return None
    outcomes = (goal,) if goal and not (last.asks[0] == "first_step" and person) else ()
    return query.but(asks=("outcome" if outcomes else "first_step",), outcomes=outcomes,
                     backgrounds=(person,) if person and not outcomes else ())  # fmt: skip


def _of_vendor(query: Query, last: Query, catalog: Catalog) -> str | None:
    """ "I'm on that cloud", after a comparison: of those compared the only one of that vendor."""
    found = [i for i in last.certs if catalog.certifications[i].vendor in query.vendors]
    return found[0] if len(found) == 1 and len(query.vendors) == 1 else None


def _another_time(query: Query, last: Query) -> bool:
    """Whether a message says nothing but other hours, hours a week or weeks."""
    rate = query.profile.hours_a_week
    told = query.study_time is not None or (rate is not None and rate != last.profile.hours_a_week)
    return told and (query.asks[0] in (*STATEMENTS, *TIMED, "same_for", "minutes") or query.elliptical)
