"""What a question comes to, once its names and amounts are known: sums, lists, pay, fields compared.

The embeddings tell what a wording is near to; here the counts, the limits and a few words decide
between asks that are worded alike.
"""

from __future__ import annotations

from bot.catalog import Catalog
from bot.language import Language
from bot.records import UNKNOWABLE, Limits, Query
from bot.understand.context import Context
from bot.understand.groups import RANKED
from bot.understand.meant.again import (
    added,
    first_steps,
    for_people,
    for_team,
    recounted,
    swapped,
    without_step,
)
from bot.understand.meant.apart import by_level, by_vendors
from bot.understand.meant.asked_back import lapsed, one_asked
from bot.understand.meant.carried import in_language_told, of_theirs
from bot.understand.meant.claimed import claimed, misquoted, without_gone
from bot.understand.meant.compared import (
    beside_last,
    by_last_field,
    by_subject,
    compared,
    gap,
    or_project,
    paid,
    regarded,
    those,
)
from bot.understand.meant.declined import refused
from bot.understand.meant.ends import end_without_code, ends_together
from bot.understand.meant.fields import (
    aged,
    beside_matter,
    by_field,
    by_share,
    foreseen,
    kept_alive,
    kept_until,
    names_a_product_only,
    of_raise,
    of_shares,
    of_the_company,
    paced,
    unrecorded,
    would_pay,
)
from bot.understand.meant.lasting import ran_out, until_year
from bot.understand.meant.lists import listed
from bot.understand.meant.persons import of_person
from bot.understand.meant.sequence import begun, in_order, paths_beside
from bot.understand.meant.sums import (
    at_a_rate,
    billed,
    bought,
    covered,
    discounted,
    failed,
    fees_and_time,
    summed,
    timed,
    whole_route,
)
from bot.understand.meant.wordings import Wording

__all__ = ["meant", "without_denied"]

FEW = 9  # words of a question about a beta that is about the exam it points at


def meant(query: Query, words: Wording, context: Context, catalog: Catalog) -> Query:
    """The query with the ask that its names, counts and limits show to be meant; `words` are its mended words."""
    if (declined := refused(query, words)).asks != query.asks:
        return declined
    if kept_alive(query, words):
        return query.but(asks=("validity", "renewal"), people=1, copies=(), other_reading=None)
    query = misquoted(lapsed(query, words), words, catalog)
    query = billed(without_gone(claimed(query), catalog), words)
    query = until_year(query, words) if query.asks[0] == "forecast" else query
    query = ran_out(kept_until(query, words), words)
    if query.asks[0] in UNKNOWABLE:
        return query
    found = _meant(query, words, context, catalog)
    return found if found.asks == query.asks else found.but(other_reading=None)  # a rule knew better than the wording


def _meant(query: Query, words: Wording, context: Context, catalog: Catalog) -> Query:
    if foreseen(query, words):
        return query.but(asks=("forecast", *query.asks))
    if beside := paths_beside(query, words):
        return beside
    query = for_team(of_raise(would_pay(query, context, words)), context, words)
    query = by_vendors(by_subject(query, catalog, words), catalog, words)
    query = in_order(by_share(by_field(by_level(query, catalog, words), words), catalog, words), words)
    query = aged(begun(query, words, catalog), words)
    query = ends_together(end_without_code(query, words, catalog), words)
    query = or_project(query, words)
    if query.whole and query.asks[0] in RANKED and not query.certs:
        return query
    query = whole_route(query, catalog, words)
    if reduced := discounted(query, words):
        return reduced
    if (paced_query := paced(query, words)).asks != query.asks:
        return paced_query
    if matter := unrecorded(query, words):
        return query.but(asks=(*beside_matter(query), "unrecorded"), matter=matter)
    if names_a_product_only(query, catalog, words) or of_the_company(query, words):
        return query.but(asks=("out_of_scope",), certs=())
    if changed := of_shares(query, context, catalog, words):
        return changed
    for rule in (
        those,
        swapped,
        recounted,
        failed,
        covered,
        at_a_rate,
        added,
        first_steps,
        without_step,
        for_people,
        bought,
        fees_and_time,
        timed,
        summed,
        beside_last,
        by_last_field,
        gap,
        of_theirs,
        in_language_told,
    ):
        changed = rule(query, context, words)
        if changed:
            return changed
    query = listed(of_person(query, words), words)
    return one_asked(compared(regarded(paid(query, catalog, words), words), catalog, words), words)


def without_denied(query: Query, context: Context, language: Language) -> Query:
    """ "I can't do betas. What comes next?" does not ask for betas; "out of beta yet?" asks of the one spoken of."""
    if query.asks[0] != "beta" or query.certs or not query.limits.no_beta:
        return query
    words = query.question.lower().split()
    pointed = len(words) <= FEW and set(words) & set(language.words["pronouns"])
    if (query.elliptical or pointed) and context.focus:
        return query.but(asks=("status",), certs=context.focus[:1], limits=Limits())
    return query.but(asks=query.asks[1:] or ("list",))
