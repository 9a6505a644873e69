"""What a short follow-up does to the question before it: counts in its answer, corrects it, goes a step on."""

from __future__ import annotations

from collections.abc import Sequence

from bot.catalog import Catalog, Certification
from bot.language import Language
from bot.records import Limits, Query
from bot.status import standing
from bot.understand.context import Context
from bot.understand.groups import ABOUT_ONE, FIELD_ASKS, LISTS, PERSONAL, STATEMENTS, VAGUE
from bot.understand.narrowing import has
from bot.understand.reader import Part

SURE_OF_OTHER = 0.5  # score from which a message that corrects asks something of its own
STEPS = ("list", "other_option", "which_one", "next_step", "about", "first_step", "path", "outcome")
"""Asks that, of "the second" after a path, are about its second step."""


def pointed_at(query: Query, context: Context) -> tuple[str, ...]:
    """ "the second one": counted in what was spoken of last."""
    if not query.place:
        return ()
    last = context.last
    spoken = last.certs if last and len(last.certs) > 1 else context.listed
    if last and last.asks[0] == "next_step" and last.certs and query.place <= 2:
        spoken = (*last.certs[:1], *[cert for cert in context.heard if cert not in last.certs][:1])
    named = tuple(reversed(context.named))
    spoken = spoken or (context.heard if len(context.heard) > 1 else named)
    return spoken[query.place - 1 : query.place]


def fields_before(last: Query) -> tuple[str, ...]:
    """The fields asked of one exam in the last questions, one after the other, in the order of the asking."""
    asked: list[str] = []
    query: Query | None = last
    while query and query.certs == last.certs and set(query.asks) <= {*FIELD_ASKS}:
        asked = [*query.asks, *asked]
        query = query.before
    fields = tuple(dict.fromkeys(asked))
    return fields if len(fields) > 1 else ()


def stepping(query: Query, context: Context) -> bool:
    """ "What do I take second, then?" of somebody whose path was spoken of."""
    last, known = context.last, query.backgrounds or query.profile.background
    beyond = query.asks[0] in ("price", "total") and not pointed_at(query, context)  # further than what was listed
    if not (query.place and query.place > 1 and last and known) or query.certs:
        return False
    if query.asks[0] not in STEPS and not beyond:
        return False
    return (not last.certs or last.asks[0] == "next_step") and last.asks[0] not in LISTS


def of_cloud(query: Query, context: Context) -> bool:
    """ "Which one should I say? It's Azure.": the cloud that the answer to somebody's first step asked for."""
    last, cloud = context.last, query.profile.vendor
    told = cloud and cloud != context.profile.vendor and cloud in query.vendors
    asked = (*VAGUE, "vendor", "next_step", *(("same_for", "sure", "next_step", *STATEMENTS) if _moves(query) else ()))
    return bool(told and last and last.asks[0] in PERSONAL) and not query.certs and query.asks[0] in asked


def _moves(query: Query) -> bool:
    """ "They are on Google Cloud, not AWS": another cloud in place of one, and nobody else."""
    apart = set(query.vendors) - set(query.limits.vendors) or query.corrects
    return bool(apart) and not query.person_named


def of_country(query: Query, context: Context) -> bool:
    """ "I live in Taipei though", after a fee: the fee there."""
    last = context.last
    if not (query.countries and last and last.asks[0] in ("price", "total") and last.certs) or query.certs:
        return False
    return query.asks[0] in STATEMENTS or (query.elliptical and not query.roles)


def of_another(language: Language, parts: Sequence[Part], last: Query | None) -> bool:
    """ "And my boss, who only signs the bills?": after what somebody is to take, the same for another person."""
    after = last is not None and last.asks[0] in PERSONAL and not last.certs
    return after and has(language, parts, "another_person")


def of_subject(query: Query, context: Context, catalog: Catalog) -> Query:
    """ "Sorry, I meant the Kubernetes one": the only exam to book on a subject, in place of the one spoken of."""
    last = context.last
    if not (query.corrects and last and last.certs and query.topics) or query.certs or query.vendors:
        return query
    having = [c for c in catalog.covering(query.topics[0]) if standing(c, query.today).stage != "closed"]
    return query.but(certs=(having[0].id,), topics=(), backgrounds=(), limits=Limits()) if len(having) == 1 else query


def corrected(query: Query, context: Context) -> bool:
    """ "No, I meant Google's": the last question again, for another exam or vendor."""
    last = context.last
    if not (query.corrects and last and (query.certs or (query.vendors and last.certs))):
        return False
    own = query.asks[0] in (*ABOUT_ONE, *FIELD_ASKS) and query.certainty >= SURE_OF_OTHER
    return not own


def without_own(query: Query, catalog: Catalog) -> Query:
    """ "what about Microsoft's entry exam, the 901?": a vendor named beside its own exam stands for no other one."""
    owners = {catalog.certifications[i].vendor for i in query.certs}
    alone = query.asks[0] == "compare" and len(query.certs) == 1 and set(query.vendors) <= owners
    return query.but(vendors=()) if alone else query


def counterpart(catalog: Catalog, cert_id: str, vendor: str, query: Query) -> Certification | None:
    """The exam of `vendor` most like another: same level, most topics shared, bookable first."""
    like = catalog.certifications[cert_id]
    topics = set(like.topics.known or ())

    def likeness(cert: Certification) -> tuple[bool, bool, int]:
        shared = len(topics & set(cert.topics.known or ()))
        return standing(cert, query.today).bookable, cert.level == like.level, shared

    own = [cert for cert in catalog.certifications.values() if cert.vendor == vendor]
    picked = {i for goal in query.outcomes for pick in catalog.outcomes[goal].picks for i in pick.certs}
    own = [cert for cert in own if cert.id in picked] or own  # "Google's, the one for managers"
    return max(own, key=likeness, default=None)
