"""What a question leaves to the conversation, filled in: the person, the exams, the vendor's list."""

from __future__ import annotations

from dataclasses import replace

from bot.catalog import Catalog
from bot.records import EITHER, Limits, Query
from bot.understand.context import Context
from bot.understand.follow import pointed_at
from bot.understand.groups import (
    ABOUT_ONE,
    FAINT,
    FIELD_ASKS,
    LISTED,
    LISTS,
    MOVED_ON,
    OF_HOLDERS,
    PERSONAL,
    PLURAL,
    RANKED,
)  # fmt: skip

MOST_AT_ONCE = 4  # exams listed of which a field is told together
GUIDE_COUNTRY = "US"  # where the guide's salaries are paid


def abroad(query: Query, context: Context) -> Query:
    """Pay in a country named now, or before "over here", is another question than pay by the guide."""
    if query.asks[0].startswith("salary") and not query.countries and query.here:
        query = query.but(countries=context.countries)
    if query.roles and set(query.countries) == {GUIDE_COUNTRY} and query.asks[0] == "salary_elsewhere":
        return query.but(asks=("salary_difference",) if len(query.roles) > 1 else ("salary",))
    if query.countries and query.asks[0].startswith("salary") and set(query.countries) != {GUIDE_COUNTRY}:
        return query.but(asks=("salary_elsewhere",))
    return query


def as_list(query: Query) -> Query:
    """A question about one exam that names none but sets limits asks for the exams that fit them."""
    limits = query.limits.but_topics()
    if query.asks[0] == "closing" and not query.certs:
        return query  # which of them closes next, is found out later
    if query.asks[0] == "vendor" and limits.vendors and (query.outcomes or query.backgrounds) and not query.certs:
        return query.but(asks=("outcome" if query.outcomes else "first_step",))  # "I can't program. Which AWS exam?"
    if query.asks[0] in LISTED and not query.certs and not query.unknown and limits:
        described = replace(limits, open_only=False) == Limits(vendors=limits.vendors, levels=limits.levels)
        if described and query.asks[0] in FIELD_ASKS and query.asks[0] not in ("vendor", "level"):
            return query.but(asks=("of_vendor", query.asks[0]))
        if limits != Limits(open_only=True):
            return query.but(asks=("list",))
    if query.asks[0] in ("cheapest", "shortest", "longest") and not query.certs and query.limits.bounded:
        return query.but(asks=("list",))
    return query


def both(context: Context) -> tuple[str, ...]:
    """What "both together" asks for: hours of study after those of each, else the sum of the fees."""
    last = context.last
    if last and last.asks and last.asks[0] in ("study_time", "path_time"):
        return ("path_time",)
    return ("total",)


def _focus(context: Context, ask: str, held: tuple[str, ...]) -> tuple[str, ...]:
    """What "it" means: what was asked about, or what the answer went on to."""
    last = context.last
    if last and ask in OF_HOLDERS and held and (last.asks[0] == "next_step" or _told_held(last)):
        return held[-1:]
    told = last is not None and last.asks[0] == "next_step" and "?" not in last.question
    if last and last.certs and ((ask == "holders" and last.asks[0] == "next_step") or (told and ask in OF_HOLDERS)):
        return last.certs[:1]  # "a client passed it": what it is to those who hold it, and how it stands
    if (last and last.asks[0] in MOVED_ON) or (ask == "next_step" and last and last.asks[0] in PERSONAL):
        named = last.certs if last else ()
        return tuple(c for c in context.heard if c not in named)[:1] or context.focus
    return context.focus


def _told_held(last: Query) -> bool:
    """Whether a message before only told what somebody holds, and was answered by what to take."""
    return last.asks[0] in PERSONAL and not (last.certs or last.person_named) and bool(last.profile.held)


def fill_person(query: Query, context: Context, catalog: Catalog) -> Query:
    """The background, goal and cloud spoken of before, for questions that depend on them."""
    if query.asks and query.asks[0] == "role_certs" and not query.roles and (query.outcomes or query.backgrounds):
        query = query.but(asks=("outcome", *query.asks[1:]))  # no job is named, but what somebody builds
    if not query.asks or query.asks[0] not in (*PERSONAL, "total", "why"):
        return query
    last, known = context.last, query.profile
    if not query.backgrounds and not query.outcomes and known.background:
        query = query.but(backgrounds=(known.background,))
    if not query.backgrounds and not query.outcomes and context.told and known.outcome:
        query = query.but(outcomes=(known.outcome,))
    if not query.backgrounds and not query.outcomes and last and last.outcomes:
        query = query.but(outcomes=last.outcomes)
    nobody = not (query.backgrounds or query.outcomes or query.roles or query.topics or query.vendors)
    if nobody and known.role and query.asks[0] in ("which_one", "outcome"):
        query = query.but(roles=(known.role,))  # "which one is the pick?", after the job that somebody dreams of
    if query.asks[0] in ("outcome", "which_one", "first_step", "path") and not query.backgrounds and query.roles:
        query = for_role(query, catalog)
    return query.but(asks=(by_person(query), *query.asks[1:]))


def for_role(query: Query, catalog: Catalog) -> Query:
    """A job that somebody wants is a goal; where the guide has no such goal, what people in it hold."""
    goal = catalog.roles[query.roles[0]].outcome
    if query.outcomes:
        return query
    return query.but(outcomes=(goal,)) if goal else query.but(asks=("role_certs",))


def by_person(query: Query) -> str:
    """The first ask, as far as who asks decides it: a goal is picked for, a background has a path."""
    ask = query.asks[0]
    if ask == "path" and query.outcomes and not query.backgrounds:
        return "outcome"
    if ask in ("which_one", "outcome", "first_step"):
        if query.outcomes and (ask != "first_step" or not query.backgrounds or query.certainty < FAINT):
            return "outcome"
        if query.backgrounds:
            return "first_step"
        if query.topics and ask == "outcome":
            return "topic"
    return ask


def fill_names(query: Query, context: Context) -> Query:
    """The certifications, roles and topics that "it", "both" or nothing at all stands for."""
    ask, last = query.asks[0], context.last
    if ask == "next_step" and not query.certs and query.profile.held:
        return query.but(certs=query.profile.held[-1:])
    if len(query.roles) == 1 and last and last.roles and ask in ("salary_difference", "price_difference", "compare"):
        return query.but(asks=("salary_difference",), roles=(*last.roles[:1], *query.roles))
    if ask == "price" and query.whole and last and last.asks[0] in PERSONAL and not query.certs:
        return query.but(asks=("total",), backgrounds=query.backgrounds or last.backgrounds)
    if query.certs or query.unknown or query.vendors:
        return query
    if ask == "remaining" and last and last.asks[0] == "remaining":
        return query.but(certs=last.certs, copies=last.copies, people=last.people, amount=query.amount or last.amount)
    if ask == "remaining" and last and last.certs and query.profile.budget and not query.amount:
        return query.but(certs=last.certs, copies=last.copies, people=last.people)  # "I want A." "How much is left?"
    pointed = pointed_at(query, context)
    if pointed and ask in (*ABOUT_ONE, "same_for"):
        return query.but(certs=pointed, asks=context.last.asks if ask == "same_for" and context.last else query.asks)
    if ask == "path_time" and last and last.asks[0] in ABOUT_ONE and query.count is None and not query.whole:
        ask = ask if query.profile.hours_a_week else "study_time"
        certs = pointed or _focus(context, ask, query.profile.held)
        return query.but(asks=(ask,), certs=certs)  # "how many weeks for it?"
    picked = [q for q in (last, last.before if last else None) if q and q.asks[0] in RANKED and not q.certs]
    if ask == "total" and len(picked) == query.count == len(context.named[:2]):
        return query.but(certs=tuple(reversed(context.named[:2])), backgrounds=())  # the first of each ranking
    listed = last is not None and last.asks[0] in LISTS and not last.certs and bool(last.limits or last.topics)
    if listed and last and ask in (*RANKED, "total") and query.of_them and not query.limits:
        return query.but(limits=replace(last.limits, topics=last.limits.topics or last.topics))
    among = query.of_these and last is not None and len(last.certs) > 1  # "which of those is open longest?"
    if ask in PLURAL and (among or not (query.limits or query.topics)):
        personal = ask in ("total", "path_time") and context.last and context.last.asks[0] in PERSONAL
        whole = personal and (query.whole or not (context.last and context.last.certs))
        if query.backgrounds and whole:
            return query
        asked = last is not None and last.asks[0] in (*ABOUT_ONE, "total") and bool(last.certs)
        if last and ask == "total" and query.people > 1 and asked and not (query.of_them or query.of_these):
            return query.but(certs=last.certs)  # "A's fee? And for three?": of the one asked about last
        everybody = query.count is not None and query.count == context.people  # "for all five of them"
        picked_for = ask == "total" and last is not None and last.asks[0] == "outcome"
        if picked_for and query.profile.vendor and (everybody or query.people > 1 or not query.count):
            return query.but(certs=context.heard[:1])  # of the cloud that they use
        either = picked_for and (everybody or not (query.whole or query.count))
        return query.but(certs=context.together(query.count), matter=EITHER if either else query.matter)
    several = query.count is not None and last is not None and 0 < len(last.certs) < query.count
    if query.of_these and several and ask in FIELD_ASKS:  # "and the second?", of a path, then "the cost of those two"
        return query.but(certs=context.together(query.count))
    if query.of_these and ask in FIELD_ASKS and last and not last.certs and len(context.listed) > 1:
        return query.but(certs=context.listed[: query.count or MOST_AT_ONCE])  # "how long do all these last?"
    pair = query.of_these and query.count in (None, 2) and len(context.named) > 1
    if pair and ask in (*FIELD_ASKS, "closing", "status"):
        return query.but(certs=context.together(None))  # "who of the pair closed earlier?"
    ranked = last is not None and last.asks[0] in RANKED and len(last.certs) > 1
    if ranked and ask in ABOUT_ONE and not (query.of_them or query.of_these or query.count):
        return query.but(certs=context.heard[:1] or context.focus)  # "which is longest? And what does that one cost?"
    if ask in ABOUT_ONE and not (query.topics and ask == "covers" and not context.focus):
        return query.but(certs=_focus(context, ask, query.profile.held))
    if (ask.startswith("salary") or ask == "role_certs") and not query.roles and context.last and context.last.roles:
        return query.but(roles=context.last.roles)
    return query


def at_home(query: Query, context: Context, catalog: Catalog) -> Query:
    """ "I live in Taiwan." "What does it cost?": the fee there, where the record has one."""
    fees = (catalog.certifications[i].fee_in(country) for i in query.certs for country in context.countries)
    priced = query.asks[0] in ("price", "total") and not query.countries
    there = priced and any(fee is not None for fee in fees)
    return query.but(countries=context.countries) if there else query


def background(query: Query) -> tuple[str, ...]:
    """The background that a question tells, else the one known of the person."""
    known = query.profile.background
    return query.backgrounds or ((known,) if known else ())
