"""Questions that come to a sum, a remainder or a time: counts, amounts, failed attempts, what was added up before."""

from __future__ import annotations

from bot.catalog import Catalog
from bot.records import Limits, Query
from bot.understand.context import Context
from bot.understand.meant.groups import UNSURE
from bot.understand.meant.wordings import Wording

SUMMED = ("price", "count", "about", "total", "list", "budget", "compare", "price_difference", "cheapest", "path_time")
"""Asks that several sittings of an exam turn into a sum; others only beside a word for money."""
TIMED = ("minutes", "total", "path_time", "longest", "shortest")
QUESTIONED = ("questions", "count", "total", "longest", "compare", "minutes")
FAINTLY = ("outcome", "first_step", "which_one", "path", "verdict", "next_step", "minutes", "status", "topic", "about")
UNSURE_SUM = 0.36
"""Asks, and the certainty under which an exam with several people or sittings comes to a sum instead."""
SWAPPED = ("total", "price", "price_difference", "compare")
"""Asks of several exams that "without A, with B" repeats."""
SEVERAL = 2
SHORT = 9  # words of a follow-up that only says for how many
FAILED = ("price", "total", "retake", "about", "remaining", "count", "held", "budget")
SPENT = ("verdict", "worth_it", "which_one", "first_step", "out_of_scope", "status", "about_me", "next_step", "held")
"""Asks that an amount to spend beside exams turns into whether it is enough."""
ON_PATH = ("first_step", "path", "next_step", "path_time", "total", "price", "remaining")


def failed(query: Query, context: Context, words: Wording) -> Query | None:
    """ "if I fail it once, what have I paid in all?": every attempt is paid for, unless the fee includes it."""
    if query.asks == ("retake",) and query.certs and not query.tries and words.has("price_words"):
        return query.but(asks=("retake", "price"), claims=())  # "what does a second attempt cost?"
    named = {tried.cert for tried in query.tries}
    people = max([query.people, *query.copies]) > 1 and query.certainty < UNSURE and not words.has("waiting_words")
    paid = words.has("money_words") or people  # "six interns, A each, two bomb it once" can only be after a sum
    if not query.certs or not named or not paid or query.asks[0] not in FAILED:
        return None
    extra = any(tried.more for tried in query.tries)
    if words.has("next_attempt_words") and not (extra or words.has("whole_words")):
        return query.but(asks=("price", "retake"), tries=(), claims=())  # "I failed: what is the next attempt?"
    if len(query.certs) > 1 or not words.has("fail_words"):
        return query.but(asks=("total",), claims=())
    return query.but(asks=("total", "retake"), claims=())


def recounted(query: Query, context: Context, words: Wording) -> Query | None:
    """ "make it five, and one of them fails once", after a fee or a sum: the sum again with the new counts."""
    last = context.last
    if not last or not last.certs or set(query.certs) - set(last.certs):
        return None
    joining = words.number_before("more_words") or 0  # "plus two more"
    of_them = 0 if query.tries else words.number_before("of_them_phrases") or 0
    counted = of_them > 1 and len(last.certs) == 1 and query.asks[0] in ("total", "price")
    if last.asks[0] not in ("total", "price") and not counted:
        return None
    said = words.number_after("recount_phrases") or of_them
    again = (
        ("sure", "list", "other_option") if said or joining else ()
    )  # hardly understood, "make that seven" is near to any short follow-up
    if query.roles or query.asks[0] not in (*SUMMED, "retake", "held", "next_step", "about_me", "same_for", *again):
        return None
    before = max([last.people, *last.copies])
    more = joining or (query.people if query.people > 1 and words.has("more_words") else 0)
    people = before + more if more else said or (query.people if query.people > 1 else 0)
    failing = query.tries and (before > 1 or words.has("money_words"))
    if not (people or failing) or (query.place and not query.tries):
        return None
    tries = query.tries or last.tries
    number = people or before
    found = query.but(asks=("total",), certs=last.certs, copies=(), people=number, tries=tries, backgrounds=(),
                      claims=(), limits=Limits(), nameless=False, other_reading=None,
                     matter=last.matter)  # fmt: skip
    return found.but(copies=(number,) * len(last.certs), people=1) if tries else found  # only some sit it again


def swapped(query: Query, context: Context, words: Wording) -> Query | None:
    """ "without the second", "instead of A take B", after a sum of several: the sum of the others, with what is new."""
    last = context.last
    if not last or last.asks[0] not in SWAPPED or len(last.certs) < SEVERAL:
        return None
    pointed = last.certs[query.place - 1 : query.place] if query.place else ()
    gone = {*(pointed or query.certs)} & {*last.certs}
    kept = tuple(cert for cert in last.certs if cert not in gone)
    if not gone or not kept or not words.has("skip_words"):
        return None
    certs = (*kept, *(cert for cert in query.certs if cert not in last.certs))
    copies = tuple(n for cert, n in zip(last.certs, last.copies, strict=False) if cert in kept)
    again = ("compare",) if last.asks[0] == "compare" and len(certs) > 1 else ("total",)
    return query.but(asks=again, certs=certs, copies=copies, people=last.people, claims=(), place=None,
                     backgrounds=(), other_reading=None)  # fmt: skip


def covered(query: Query, context: Context, words: Wording) -> Query | None:
    """ "will 600 cover the PMLE and both Databricks exams?", "I have 300. I want both, ok?": what an amount leaves."""
    scored = any(claim.field == "passing_score" for claim in query.claims)  # "65 percent is enough"
    if not (query.certs and query.amount) or scored or query.asks[0] in ("covers", "buys", "remaining"):
        return None
    given = words.has("giving_words") or (words.any(["with"]) and words.has("enough_words"))
    given = given and not words.has("how_many")
    spends = query.asks[0] in (*SPENT, *SUMMED) or query.certainty < UNSURE
    asked = words.has("cover_words") or (given and spends)
    return query.but(asks=("remaining",), claims=()) if asked else None


def discounted(query: Query, words: Wording) -> Query | None:
    """ "AIP at half price?", "renewed with the discount for holders, how many dollars?": fees less a discount."""
    budget = query.amount is not None and query.discount is not None and query.amount != query.discount.off
    if query.discount is None or not query.certs or budget:
        return None
    fee = (
        (query.discount.known and not words.fields())
        or bool({*SUMMED, "remaining"} & set(query.asks))
        or words.has("money_words")
        or words.any(words.language.words["tell_apart"]["left"])
    )
    told = query.discount.known or words.has("renewing_words")
    return query.but(asks=("discounted",), claims=(), amount=None) if told and fee else None


def billed(query: Query, words: Wording) -> Query:
    """ "five of our engineers passed it, what did that cost?": of no one's record, but of so many fees."""
    several = max([query.people, *query.copies]) > 1
    faint = query.asks[0] == "statistics" and query.certainty < UNSURE and not words.has("how_many")
    asked = faint or (query.asks[0] == "own_record" and words.has("fee_words"))
    return query.but(asks=("total",), claims=()) if asked and query.certs and several else query


def whole_route(query: Query, catalog: Catalog, words: Wording) -> Query:
    """ "the fees all the way to it": of an exam that demands another one both are paid."""
    demanding = len(query.certs) == 1 and catalog.certifications[query.certs[0]].requires
    money = words.has("money_words") or query.asks[0] == "cheapest"
    asked = words.has("whole_route_words") and money and not query.asks[0].startswith("salary")
    said = tuple(claim for claim in query.claims if claim.field == "prerequisites")
    return query.but(asks=("total",), claims=said) if demanding and asked else query


def at_a_rate(query: Query, context: Context, words: Wording) -> Query | None:
    """ "how many weeks at 10 hours a week?": a time of study at a rate is worked out."""
    asked = query.certs and query.asks[0] == "study_time" and query.profile.hours_a_week
    return query.but(asks=("path_time",)) if asked else None


def added(query: Query, context: Context, words: Wording) -> Query | None:
    """ "now add the PMLE to it": the sum before, with one more."""
    last = context.last
    asked = query.asks[0] in ("total", "price", "same_for", "about", "next_step")
    added = last and last.asks[0] in ("total", "price") and last.certs and asked
    others = words.has("more_words") and max(query.copies, default=1) > 1  # "another two want the PMLE"
    if not (last and added and query.certs and (words.has("add_words") or others)):
        return None
    before = dict(zip(last.certs, last.copies or (1,) * len(last.certs), strict=False))
    counts = {cert: before.get(cert, 1) * last.people for cert in last.certs}
    counts |= dict(zip(query.certs, query.copies, strict=False)) if others or max(counts.values()) == 1 else {}
    certs = tuple(dict.fromkeys([*last.certs, *query.certs]))
    shared = max(counts.values()) if not others else 1  # "add the PMLE to it": for as many as before
    return query.but(asks=("total",), certs=certs, copies=tuple(counts.get(cert, shared) for cert in certs), people=1,
                     claims=())  # fmt: skip


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
    of_betas = query.limits.beta_only and query.asks[0] in ("status", "beta")
    of_betas = of_betas and (words.has("whole_words") or words.has("sum_phrases"))
    if len(query.certs) > 1 and (of_betas or (query.asks[0] in ("compare", "about") and sum_of)):
        return query.but(asks=("total",))
    if len(query.certs) > 1 and query.asks[0] in ON_PATH[:3] and not query.person_named and words.has("money_words"):
        return query.but(asks=("total",), backgrounds=(), outcomes=())  # "first A, then B: what am I out of pocket?"
    joining = words.number_before("more_words")
    if joining and len(query.certs) == 1 and words.has("had_words") and query.asks[0] in SUMMED:
        return query.but(asks=("total",), copies=(joining,), people=1, claims=())  # "three are paid, we need five more"
    if not query.certs or (max(query.copies, default=1) < 2 and query.people < 2):
        return None
    ask = query.asks[0]
    plain = not (words.fields() or words.has("waiting_words") or words.has("standing_words") or query.place)
    if ask in FAINTLY and query.certainty < UNSURE_SUM and plain:
        return query.but(asks=("total",), claims=(), backgrounds=(), outcomes=())  # "A times three", "A for two of us"
    if ask in ("cheapest", "compare", "price_difference") and words.has("fee_ends") and not words.has("whole_words"):
        return None  # "I lead 3 engineers. Which is cheaper?"
    if ask == "price_difference" and len(query.certs) > 1 and words.has("gap_words"):
        return None  # "what do forty of us save with this one instead of that one?"
    if ask == "compare" and not words.has("money_words"):
        return None  # "my two sons argue which takes longer"
    if ask.startswith("salary") or not (ask in SUMMED or words.has("money_words") or "$" in query.question):
        return None
    if ask == "remaining" or (query.amount and ask in ("budget", "price", "total", "count", "verdict")):
        return query.but(asks=("remaining",), claims=())
    return query.but(asks=("total",), claims=tuple(c for c in query.claims if c.field != "price"))


def timed(query: Query, context: Context, words: Wording) -> Query | None:
    """The minutes of several exams together."""
    if query.asks[0] in ("path_time", "study_time") and words.has("limit_words") and not words.has("study_words"):
        return query.but(asks=("minutes",))  # "how much time is allowed in each?"
    if query.asks[0] == "total" and len(query.certs) > 1 and words.has("study_words") and not words.has("money_words"):
        return query.but(asks=("path_time",))  # "hours of learning for both, added up"
    several = len(query.certs) > 1 or max(query.copies, default=1) > 1
    summed = words.has("whole_words") or words.has("sum_phrases") or words.any(["in all"])
    if (
        several
        and summed
        and query.asks[0] in QUESTIONED
        and words.any(words.language.words["field_words"]["questions"])
    ):
        return query.but(asks=("questions_total",))
    if not several or query.asks[0] not in TIMED or words.has("study_words"):
        return None
    wanted = words.has("minute_words") and not words.any(set(words.language.words["money_words"]) - {"total", "sum"})
    together = words.any(words.language.words["tell_apart"]["together"]) or query.asks[0] == "total"
    together = together or words.has("how_many")
    precise = query.asks[0] != "path_time" or words.has("sitting_words")
    return query.but(asks=("minutes_total",)) if wanted and together and precise else None
