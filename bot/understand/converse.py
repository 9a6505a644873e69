"""A follow-up made to stand alone: what it leaves out is taken from the conversation so far."""

from __future__ import annotations

from dataclasses import fields, replace

from bot.catalog import Catalog
from bot.records import STEP, UNKNOWABLE, Limits, Query
from bot.status import standing
from bot.understand.asked_again import asked_again
from bot.understand.context import Context
from bot.understand.fill import abroad, as_list, at_home, background, both, by_person, fill_names, fill_person, for_role
from bot.understand.follow import (
    corrected,
    of_cloud,
    of_country,
    of_subject,
    pointed_at,
    stepping,
    without_own,
)
from bot.understand.groups import ABOUT_ONE, ALONE, ENDED, FAINT, FIELD_ASKS, PERSONAL, STATEMENTS, VAGUE

FEW = 7  # words of a message that may be a fragment of the one before
UNCLEAR = 0.2  # score under which nothing is known of a question but the exam that it names
CHOOSING = ("next_step", "verdict", "compare", "worth_it", "other_option", "which_one", "first_step", "out_of_scope")
UNSURE_PROJECT = 0.25  # score under which "what do I show the boss?" is about an exam rather than about a project
LIKELY_WHICH = ("respected", "lock_in", "verdict", "guide")  # asks that are worded like one about which exam to take
UNSURE_WHICH = 0.5  # score under which a question about an exam that names only a person is about which to take


def resolve(query: Query, context: Context, catalog: Catalog) -> Query:
    """The query with everything that it leaves to the conversation filled in.

    1. A statement about the person asks the last question again, for that person.
    2. An elliptical question ("what about the Azure one?") takes the last question's asks.
    3. A question about "it", "both" or "them" takes the certifications spoken of.
    """
    ask = query.asks[0] if query.asks else ""
    if ask in UNKNOWABLE:
        return query.but(certs=query.certs or context.focus[:1])
    query = without_own(query, catalog)
    if context.last and of_country(query, context):
        return context.last.but(question=query.question, countries=query.countries, profile=query.profile)
    if context.last and of_cloud(query, context):
        clouds = query.limits.vendors or query.vendors
        kept = Limits(vendors=clouds, excluded=query.limits.excluded)
        moved = query.but(asks=context.last.asks, backgrounds=background(query), vendors=clouds, limits=kept)
        return fill_person(moved, context, catalog)
    if ask in STATEMENTS and query.certs and query.corrects and context.last and context.last.certs:
        query = query.but(asks=("same_for",), outcomes=(), roles=(), backgrounds=())  # "no, the GenAI one, I mistyped"
        ask = query.asks[0]
    if ask in STATEMENTS and query.certs and query.certainty < FAINT:
        return query.but(asks=("about",))  # an exam, and nothing told that could be made out
    planned = ask == "about_me" and query.certs and not (query.person_named or query.profile.held)
    if planned and query.backgrounds and set(query.topics) and not query.names_kind:
        limits = replace(query.limits, topics=())
        query, planned = query.but(certs=(), topics=(), limits=limits), False  # "infra guy, Terraform": a tool, no exam
    if planned:
        return query.but(asks=("about",))  # "I've booked it for Friday"
    if ask in STATEMENTS:
        return _statement(query, context, catalog)
    if stepping(query, context):
        return query.but(asks=("path",), backgrounds=background(query), matter=STEP)
    if ask == "budget" and query.limits.min_price is not None and query.limits.max_price is None:
        return query.but(asks=("list",), outcomes=(), backgrounds=())  # "anything dearer than 250?"
    query = of_subject(query, context, catalog)
    if corrected(query, context):
        query = query.but(asks=("same_for",))
        ask = query.asks[0]
    if ask in ("sources", "data_date") and query.asks_record and not query.certs and context.last:
        return query.but(certs=context.last.certs[:1], matter=context.last.asks[0])  # "who says so?"
    pointed = pointed_at(query, context)
    if pointed and context.last and not query.certs and (ask in ("same_for", "sure") or _fragment(query, context)):
        repeated = tuple(a for a in context.last.asks if a != "sure")  # "and the first one?"
        return query.but(asks=query.asks if ask in ABOUT_ONE else repeated, certs=pointed)
    if pointed and query.people > 1 and not query.certs and (ask in ("total", "price") or query.certainty < FAINT):
        return query.but(asks=("total",), certs=pointed, backgrounds=())  # "what would the second cost four of us?"
    if _fragment(query, context):
        query = query.but(asks=("same_for" if query.certs else "sure",))
        ask = query.asks[0]
    if query.place and query.certs and set(query.certs) <= set(context.listed) and ask in ("other_option", "held"):
        query = query.but(asks=("next_step",))  # "I have the AWS one. What's second?"
        ask = query.asks[0]
    if (
        query.place
        and not query.certs
        and context.heard
        and ask in ("list", "other_option", "which_one", "next_step", "about")
    ):
        return query.but(asks=("about",), certs=pointed_at(query, context))
    spoken = context.last.certs if context.last else ()
    gone = all(standing(catalog.certifications[i], query.today).stage == "closed" for i in spoken)
    ended = context.last is not None and bool(spoken) and (context.last.asks[0] in (*ENDED, "changes") or gone)
    nobody = not (query.certs or query.backgrounds or query.outcomes or query.vendors)
    if (
        ended
        and nobody
        and (ask == "next_step" or (ask in ("which_one", "first_step") and len(query.question.split()) <= FEW))
    ):
        query = query.but(asks=("successor",))  # "so what do I book now?"
    person = bool(query.backgrounds or query.outcomes) and not (query.certs or query.limits.languages)
    least = UNSURE_WHICH if ask in LIKELY_WHICH else UNSURE_PROJECT if ask == "projects" else FAINT
    if person and query.certainty < least and ask in (*VAGUE, *LIKELY_WHICH, "projects"):
        query = query.but(asks=("first_step",))
        ask = query.asks[0]
    vague = ask in VAGUE and ask not in ("out_of_scope", "lock_in")
    if query.certainty < FAINT and query.limits.vendors and not query.certs and vague:
        query = query.but(asks=("list",))
        ask = query.asks[0]
    if query.certs and query.limits.beta_only and query.certainty < FAINT and ask in CHOOSING:
        query = query.but(asks=("status", "price"))  # "wait for the final one, or take the beta?"
        ask = query.asks[0]
    if ask == "beta" or (query.limits.beta_only and ask in ("total", "price", "list") and not query.names_kind):
        query = _own_beta(query, context, catalog)
    if ask in ENDED and query.certs and set(query.certs) <= set(query.profile.held):
        query = query.but(asks=("holders", *query.asks))
    if ask == "budget" and query.certs:
        query = query.but(asks=("price",), limits=replace(query.limits, max_price=None))
    if query.certs and query.certainty < UNCLEAR:
        query = query.but(asks=("about",))
    listed_before = query.narrows or (
        context.last is not None and context.last.asks[0] == "list" and not query.names_kind
    )
    narrows = query.certainty < FAINT or (query.elliptical and query.limits.bounded)  # "and under $150?"
    if listed_before and narrows and query.limits and not query.certs:
        query = query.but(asks=("list",))
        ask = "list"
    if context.last and ((ask == "list" and listed_before) or query.narrows):
        query = query.but(limits=_narrowed(query.limits, _listed_by(context.last)))
    if ask in ("same_for", "sure", "why"):
        query = asked_again(query, context, catalog)
    elif ask == "both":
        query = query.but(asks=both(context))
    query = abroad(query, context)
    unclear = query.certainty < FAINT and not query.certs
    if unclear and query.outcomes and query.limits.vendors and query.asks[0] in FIELD_ASKS:
        query = query.but(asks=("outcome",))  # "specialising in LLMs: which NVIDIA exam and which Microsoft exam?"
    query = as_list(fill_names(fill_person(query, context, catalog), context))
    alone = query.asks[0] in (*ABOUT_ONE, "compare", "price_difference")
    nameless = alone and not query.certs and not query.vendors
    if nameless and (query.backgrounds or query.outcomes) and query.certainty < UNSURE_WHICH and ask not in ALONE:
        query = query.but(asks=("first_step",))  # who tells who they are, and names no exam, wants to be told one
        return query.but(asks=(by_person(query),))
    return at_home(query, context, catalog).but(nameless=nameless)


def _narrowed(limits: Limits, before: Limits) -> Limits:
    """ "Nothing from Google, please": the limits of the list before, with those said now."""
    unset = Limits()
    names = (field.name for field in fields(Limits))
    kept = {n: getattr(before, n) for n in names if getattr(limits, n) == getattr(unset, n)}
    excluded = (*before.excluded, *limits.excluded)
    vendors = tuple(v for v in kept.get("vendors", limits.vendors) if v not in excluded)
    return replace(limits, **{**kept, "vendors": vendors, "excluded": tuple(dict.fromkeys(excluded))})


def _listed_by(last: Query) -> Limits:
    """The limits of what was listed, those that the ask itself sets among them."""
    beta_only = last.limits.beta_only or last.asks[0] == "beta"
    return replace(last.limits, beta_only=beta_only, topics=last.limits.topics or last.topics)


def _own_beta(query: Query, context: Context, catalog: Catalog) -> Query:
    """A beta asked about of one exam, named or spoken of, is its standing and its fee."""
    spoken = context.focus[:1]
    in_beta = any(standing(catalog.certifications[i], query.today).stage == "beta" for i in spoken)
    certs = query.certs or (spoken if query.elliptical or (in_beta and query.asks[0] != "beta") else ())
    fields = (ask for ask in query.asks if ask in FIELD_ASKS)  # "the beta: how long is it, and what do I pay?"
    return query.but(asks=tuple(dict.fromkeys(["status", "price", *fields])), certs=certs) if certs else query


def _fragment(query: Query, context: Context) -> bool:
    """A few words that ask nothing by themselves: a name alone, or a doubt about what was said."""
    if context.last is None or query.certainty >= FAINT or len(query.question.split()) > FEW:
        return False
    return bool(query.certs) or query.asks[0] == "out_of_scope"


def _statement(query: Query, context: Context, catalog: Catalog) -> Query:
    last = context.last
    if last and last.certs and last.asks[0] in ("price", "total") and query.people > 1:
        certs = query.certs or last.certs  # "there are three of us, all going"
        return query.but(asks=("total",), certs=certs, backgrounds=(), outcomes=())
    if query.asks[0] == "held" and not query.backgrounds:
        return query.but(asks=("next_step",), certs=query.profile.held[-1:] or query.certs)
    if last and last.asks[0] in (*PERSONAL, "same_for", "salary", "list", "cheapest"):
        asks = ("first_step",) if last.asks[0] in ("which_one", "verdict") else last.asks
        outcomes = query.outcomes or (() if query.backgrounds else last.outcomes)
        no_code = any(catalog.outcomes[goal].without_code for goal in query.outcomes)
        people = query.backgrounds if no_code else background(query)  # who writes no code is no programmer spoken of
        known = query.but(backgrounds=people, outcomes=outcomes, limits=query.limits or last.limits)
        return known.but(asks=(by_person(known.but(asks=asks)), *asks[1:]) if no_code else asks)
    if last and last.asks[0] == "topic" and query.vendors and not query.person_named:
        return query.but(asks=("topic",), topics=last.topics)  # "we're on that cloud"
    if query.profile.budget and query.limits.max_price:
        return query.but(asks=("budget",))
    if query.backgrounds or query.profile.background:
        return query.but(asks=("first_step",), backgrounds=background(query))
    if query.roles:
        query = for_role(query, catalog)  # "being a lead there, that's my dream"
    if query.outcomes:
        return query.but(asks=("outcome",))
    return query if query.roles else query.but(asks=("which_one",))
