"""Questions about how long certifications last that come to a list: until a year, for a year, for life."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.records import Query
from bot.understand.meant.wordings import Wording

YEAR = re.compile(r"\b20[2-9]\d\b")
YEARLY = ("list", "count", "validity", "renewal", "status")
LASTING = ("list", "validity", "forecast", "status", "holders")
"""Asks that, with a year to come and a word for lasting, are about which exams last so long."""
FOR_LIFE = ("list", "count", "validity", "renewal", "beta", "which_one", "longest", "holders", "about_me", "outcome")
"""Asks that words for no expiry turn into a list of what is valid for life."""


def lasting(query: Query, words: Wording) -> Query:
    """The query as a list of what lasts as long as its words say, where they say so."""
    return _yearly(until_year(_lifelong(query, words), words), words)


def ran_out(query: Query, words: Wording) -> Query:
    """ "my certification expired last week": what renewing it asks for, and what replaced it."""
    told = query.asks[0] in ("next_step", "other_option") and query.certs and words.has("ran_out_words")
    return query.but(asks=("renewal", "successor"), other_reading=None) if told else query


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


def _lifelong(query: Query, words: Wording) -> Query:
    """ "is there even one of these that never lapses?": the exams that are valid for life."""
    asked = words.has("lifelong_words") and (words.has("one_of_phrases") or words.has("any_of_words"))
    if not asked or query.asks[0] not in FOR_LIFE:
        return query
    if query.limits.min_years:  # "for life, or three years at least": what never lapses lasts that long, too
        return query.but(asks=("list",), limits=replace(query.limits, lifelong=False), claims=(), nameless=False)
    limits = replace(query.limits, lifelong=True, beta_only=False)
    said = tuple(claim for claim in query.claims if query.vendors and not claim.record)  # of all exams of a vendor
    return query.but(asks=("list",), limits=limits, claims=said, nameless=False, other_reading=None)
