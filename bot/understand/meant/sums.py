"""Questions that come to a sum, a remainder or a time: counts, amounts, failed attempts, what was added up before."""

from __future__ import annotations

import re

from bot.records import Query
from bot.understand.context import Context
from bot.understand.meant.wordings import Wording

SUMMED = ("price", "count", "about", "total", "list", "budget", "compare", "price_difference", "cheapest", "path_time")
"""Asks that several sittings of an exam turn into a sum; others only beside a word for money."""
TIMED = ("minutes", "total", "path_time", "longest", "shortest")
SHORT = 9  # words of a follow-up that only says for how many
FAILED = ("price", "total", "retake", "about", "remaining", "count", "held", "budget")
BARE = re.compile(r"(?<![\w.-])(\d{2,5})(?![\w-])")
ON_PATH = ("first_step", "path", "next_step", "path_time", "total", "price", "remaining")


def failed(query: Query, context: Context, words: Wording) -> Query | None:
    """ "if I fail it once, what have I paid in all?": every attempt is paid for."""
    if len(query.certs) != 1 or not words.has("fail_words", "money_words") or query.asks[0] not in FAILED:
        return None
    times = words.language.words["times_words"]
    fails = next((int(number) for word, number in times.items() if words.any([word])), 1)
    return query.but(asks=("total", "retake"), copies=(fails + 1,), claims=())


def covered(query: Query, context: Context, words: Wording) -> Query | None:
    """ "will 600 cover the PMLE and both Databricks exams?": an amount without its currency."""
    amount = query.amount or next((float(number) for number in BARE.findall(query.question)), None)
    scored = any(claim.field == "passing_score" for claim in query.claims)  # "65 percent is enough"
    asked = query.certs and amount and words.has("cover_words") and not scored
    asked = asked and query.asks[0] not in ("covers", "buys", "remaining")
    return query.but(asks=("remaining",), amount=amount, claims=()) if asked else None


def at_a_rate(query: Query, context: Context, words: Wording) -> Query | None:
    """ "how many weeks at 10 hours a week?": a time of study at a rate is worked out."""
    asked = query.certs and query.asks[0] == "study_time" and query.profile.hours_a_week
    return query.but(asks=("path_time",)) if asked else None


def added(query: Query, context: Context, words: Wording) -> Query | None:
    """ "now add the PMLE to it": the sum before, with one more."""
    last = context.last
    asked = query.asks[0] in ("total", "price", "same_for", "about", "next_step")
    added = last and last.asks[0] in ("total", "price") and last.certs and asked
    if not (last and added and query.certs and words.has("add_words")):
        return None
    certs = tuple(dict.fromkeys([*last.certs, *query.certs]))
    return query.but(asks=("total",), certs=certs, copies=(), claims=())


def without_step(query: Query, context: Context, words: Wording) -> Query | None:
    """ "skip the second, what is left to pay?": the path spoken of, without that step."""
    last = context.last
    if not (last and query.place and words.has("skip_words", "money_words") and last.asks[0] in ON_PATH):
        return None
    backgrounds = query.backgrounds or last.backgrounds
    return query.but(asks=("total",), certs=(), copies=(), backgrounds=backgrounds) if backgrounds else None


def for_people(query: Query, context: Context, words: Wording) -> Query | None:
    """ "and for twelve of us?": the exams spoken of, for so many."""
    spoken = context.last.certs if context.last else ()
    if query.people < 2 or query.certs or not spoken or len(words.text.split()) > SHORT or query.roles:
        return None
    return query.but(asks=("total",), certs=spoken, copies=(), backgrounds=(), claims=())


def bought(query: Query, context: Context, words: Wording) -> Query | None:
    """ "budget 1,000, how many seats of it?": how many an amount buys."""
    amount = query.amount or query.limits.max_price or query.profile.budget
    counted = max(query.copies, default=1) > 1 or query.people > 1
    if not (amount and query.certs and words.has("how_many")) or counted:
        return None
    return query.but(asks=("buys",), amount=amount, claims=())


def summed(query: Query, context: Context, words: Wording) -> Query | None:
    """Several sittings of an exam ask for a sum, or with an amount named, for what that leaves."""
    sum_of = words.has("whole_words") and (words.has("money_words") or not (words.fields() or words.has("study_words")))
    if len(query.certs) > 1 and query.asks[0] in ("compare", "about") and sum_of:
        return query.but(asks=("total",))
    if len(query.certs) > 1 and query.asks[0] in ON_PATH[:3] and not query.person_named and words.has("money_words"):
        return query.but(asks=("total",), backgrounds=(), outcomes=())  # "first A, then B: what am I out of pocket?"
    if not query.certs or (max(query.copies, default=1) < 2 and query.people < 2):
        return None
    ask = query.asks[0]
    if ask.startswith("salary") or not (ask in SUMMED or words.has("money_words") or "$" in query.question):
        return None
    if ask == "remaining" or (query.amount and ask in ("budget", "price", "total", "count", "verdict")):
        return query.but(asks=("remaining",), claims=())
    return query.but(asks=("total",), claims=tuple(c for c in query.claims if c.field != "price"))


def timed(query: Query, context: Context, words: Wording) -> Query | None:
    """The minutes of several exams together."""
    if query.asks[0] in ("path_time", "study_time") and words.has("limit_words") and not words.has("study_words"):
        return query.but(asks=("minutes",))  # "how much time is allowed in each?"
    several = len(query.certs) > 1 or max(query.copies, default=1) > 1
    if not several or query.asks[0] not in TIMED or words.has("study_words"):
        return None
    wanted = words.has("minute_words") and not words.any(set(words.language.words["money_words"]) - {"total", "sum"})
    together = words.any(words.language.words["tell_apart"]["together"]) or query.asks[0] == "total"
    together = together or words.has("how_many")
    precise = query.asks[0] != "path_time" or words.has("sitting_words")
    return query.but(asks=("minutes_total",)) if wanted and together and precise else None
