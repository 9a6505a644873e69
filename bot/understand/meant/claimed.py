"""Messages that only say something of an exam: what they say of it is what they ask about."""

from __future__ import annotations

from dataclasses import replace

from bot.catalog import Catalog
from bot.records import UNKNOWABLE, Claim, Query
from bot.status import standing
from bot.understand.asking import SURE_TO_DECLINE
from bot.understand.groups import FIELD_ASKS, VAGUE
from bot.understand.meant.groups import SURE_OF_FIELD, UNSURE
from bot.understand.meant.wordings import Wording

SPENT = ("budget", "remaining", "buys", "out_of_scope")
"""Asks that an amount which is a fee leads to where it is taken for somebody's own."""
HARDLY = 0.2
"""The certainty under which a question about an exam was not made out."""
KNOWN = 0.25
"""The certainty of a question whose claim tells what it is about."""
ASK_OF = {
    "price": "price", "minutes": "minutes", "questions": "questions", "format": "format", "delivery": "delivery",
    "passing_score": "passing_score", "validity_years": "validity", "renewal": "renewal", "level": "level",
    "experience": "experience", "experience_time": "experience", "prerequisites": "prerequisites",
    "requires": "prerequisites", "foreign_first": "prerequisites", "domains": "domains", "topics": "covers",
    "exam_languages": "exam_languages", "launched": "launched", "retake": "retake", "free_retake": "retake",
    "attempts": "retake", "vendor": "vendor", "successor": "successor", "related": "successor",
    "converts": "successor", "standing": "status", "before": "prerequisites", "raise": "salary_cert",
}  # fmt: skip
"""By the field of a claim the ask that its record answers."""


def without_gone(query: Query, catalog: Catalog) -> Query:
    """ "A is gone, I'll take B. How long does it take?": a field of the one that is not said to have closed."""
    said = {c.record for c in query.claims if c.field == "standing" and c.value == "closed"}
    gone = {i for i in said if not standing(catalog.certifications[i], query.today).bookable}
    left = tuple(i for i in query.certs if i not in gone)
    asked = query.asks[0] in FIELD_ASKS and not query.chosen_from and len(left) == 1
    return query.but(certs=left, copies=()) if gone and asked else query


def misquoted(query: Query, words: Wording, catalog: Catalog) -> Query:
    """ "135 for NCA-GENL, as printed": what another source gives for the fee is that, and no purse."""
    given = query.amount or query.limits.max_price
    if given is None or len(query.certs) != 1 or max(query.copies, default=1) > 1:
        return query
    said_of_exam = any(claim.field == "price" for claim in query.claims)
    if words.has("giving_words") and not said_of_exam:
        return query  # "I have 135 dollars"
    cert, fee = query.certs[0], catalog.certifications[query.certs[0]].price
    said = Claim(cert, "price", f"{given:g}")
    if given == fee.known or given not in fee.said_elsewhere:
        return query
    asks = tuple(dict.fromkeys("price" if ask in SPENT else ask for ask in query.asks))
    profile = replace(query.profile, budget=None if query.profile.budget == given else query.profile.budget)
    return query.but(asks=asks, amount=None, limits=replace(query.limits, max_price=None), profile=profile,
                     claims=tuple(dict.fromkeys([*query.claims, said])))  # fmt: skip


def claimed(query: Query) -> Query:
    """ "With only one shot at it I can't sleep": where nothing else is asked, what is said of an exam."""
    ask = query.asks[0]
    remark = ask == "out_of_scope" and query.certainty < SURE_TO_DECLINE
    remark |= ask in (*VAGUE, *UNKNOWABLE) and ask not in ("sources", "data_date") and query.certainty < UNSURE
    remark |= ask == "about" and query.certainty < HARDLY  # nothing was understood but the exam
    remark |= ask == "topic" and query.certainty < SURE_OF_FIELD
    asks = dict.fromkeys(ASK_OF[c.field] for c in query.claims if c.record in query.certs and c.field in ASK_OF)
    if not asks or not remark:
        return query
    said = [one for one in asks if one != "vendor"]  # "Google's PMLE" names the exam first of all
    return query.but(asks=tuple(said or asks), other_reading=None, certainty=max(query.certainty, KNOWN))
