"""Questions that come to a sum, a remainder or a time: counts, amounts, failed attempts, what was added up before."""

from __future__ import annotations

from bot.catalog import Catalog
from bot.records import Claim, Query
from bot.understand.context import Context
from bot.understand.groups import VAGUE
from bot.understand.meant.groups import SUMMED, UNSURE
from bot.understand.meant.wordings import Wording

TIMED = ("minutes", "total", "path_time", "longest", "shortest")
OF_ATTEMPTS = ("attempts", "free_retake", "retake")
"""What is taken for granted of further attempts."""
QUESTIONED = ("questions", "count", "total", "longest", "compare", "minutes")
FAINTLY = ("outcome", "first_step", "which_one", "path", "verdict", "next_step", "minutes", "status", "topic", "about")
UNSURE_SUM = 0.36
"""Asks, and the certainty under which an exam with several people or sittings comes to a sum instead."""
SEVERAL = 2
FAILED = ("price", "total", "retake", "about", "remaining", "count", "held", "budget")
SPENT = ("verdict", "worth_it", "which_one", "first_step", "out_of_scope", "status", "about_me", "next_step", "held")
"""Asks that an amount to spend beside exams turns into whether it is enough."""
PLAIN_ASKS = ("status", "beta", "about", "compare", "path_time", "same_for")
"""Asks that exams joined by "plus" are near to."""
SPENDING = ("total", "price", "path_time", "study_time")
ON_PATH = ("first_step", "path", "next_step", "path_time", "total", "price", "remaining")


def failed(query: Query, context: Context, words: Wording) -> Query | None:
    """ "if I fail it once, what have I paid in all?": every attempt is paid for, unless the fee includes it."""
    if query.asks == ("retake",) and query.certs and not query.tries and words.has("price_words"):
        kept = tuple(claim for claim in query.claims if claim.field in OF_ATTEMPTS)
        return query.but(asks=("retake", "price"), claims=kept)  # "what does a second attempt cost?"
    named = {tried.cert for tried in query.tries}
    people = max([query.people, *query.copies]) > 1 and query.certainty < UNSURE and not words.has("waiting_words")
    paid = words.has("money_words") or people  # "six interns, A each, two bomb it once" can only be after a sum
    if not query.certs or not named or not paid or query.asks[0] not in FAILED:
        return None
    if query.asks[0] == "retake" and words.has("pay_again_words"):
        return query.but(asks=("retake", "price"), tries=(), claims=())  # "if I bomb, do I pay that a second time?"
    again = tuple(claim for claim in query.claims if claim.field == "free_retake")
    if again and query.asks[0] == "retake" and not (words.has("whole_words") or words.has("spent_words")):
        return query.but(asks=("retake", "price"), tries=(), claims=again)  # "failing it means paying 445 again?"
    extra = any(tried.more for tried in query.tries)
    over = words.has("spent_words") or words.has("passed_words")
    going_again = words.has("going_again_words", "failed_words") and not over
    if (going_again or words.has("next_attempt_words")) and not (extra or words.has("whole_words")):
        soon = tuple(claim for claim in query.claims if claim.field == "retake")
        return query.but(asks=("price", "retake"), tries=(), claims=soon)  # "I failed: what is the next attempt?"
    if extra and query.people > 1 and max(query.copies, default=1) == 1:  # only some of them sit it again
        query = query.but(copies=(query.people,) * len(query.certs), people=1)
    if len(query.certs) > 1 or not words.has("fail_words"):
        return query.but(asks=("total",), claims=())
    return query.but(asks=("total", "retake"), claims=())


def covered(query: Query, context: Context, words: Wording) -> Query | None:
    """ "will 600 cover the PMLE and both Databricks exams?", "I have 300. I want both, ok?": what an amount leaves."""
    scored = any(claim.field == "passing_score" for claim in query.claims)  # "65 percent is enough"
    if not (query.certs and query.amount) or scored or query.asks[0] in ("covers", "buys", "remaining"):
        return None
    given = words.has("giving_words") or (words.any(["with"]) and words.has("enough_words"))
    given = given and not words.has("how_many")
    spends = query.asks[0] in (*SPENT, *SUMMED) or query.certainty < UNSURE
    asked = words.has("cover_words") or (given and spends)
    if asked and (said := _taken_for_fee(query, words)):
        return query.but(asks=("price", "remaining"), claims=said)
    return query.but(asks=("remaining",), claims=()) if asked else None


def _taken_for_fee(query: Query, words: Wording) -> tuple[Claim, ...]:
    """ "it is 150 dollars, right?", "I've the 135 ready that they charge": an amount said to be the fee of one exam."""
    if len(query.certs) != 1 or not words.has("fee_claimed"):
        return ()
    said = tuple(claim for claim in query.claims if claim.field == "price" and claim.record in ("", query.certs[0]))
    return said or (Claim(query.certs[0], "price", f"{query.amount:g}"),)


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
    said = tuple(claim for claim in query.claims if claim.field not in ("price", "passing_score"))
    return query.but(asks=("discounted",), claims=said, amount=None) if told and fee else None


def billed(query: Query, words: Wording) -> Query:
    """ "five of our engineers passed it, what did that cost?": of no one's record, but of so many fees."""
    several = max([query.people, *query.copies]) > 1 or bool(query.tries)
    faint = query.asks[0] == "statistics" and query.certainty < UNSURE and not words.has("how_many")
    asked = faint or (query.asks[0] == "own_record" and (words.has("fee_words") or words.has("spent_words")))
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
    joined = (
        words.has("plus_words") and query.asks[0] in PLAIN_ASKS and not (words.fields() or words.has("study_words"))
    )
    if len(query.certs) > 1 and joined:
        return query.but(asks=("total",), claims=())  # "A while it is in beta plus B = ?"
    faint = query.certainty < UNSURE and query.asks[0] in VAGUE and query.asks[0] != "out_of_scope"
    if len(query.certs) > 1 and faint and words.has("money_words"):
        return query.but(asks=("total",), claims=())  # "annual spend: A in January, B in March"
    betas = query.limits.beta_only and not query.certs and query.asks[0] in ("beta", "list", "count")
    if betas and words.has("whole_words") and not words.any(["all", "every"]):
        return query.but(asks=("total",))  # "sum of the betas"
    if len(query.certs) > 1 and query.asks[0] in ON_PATH[:3] and not query.person_named and words.has("money_words"):
        return query.but(asks=("total",), backgrounds=(), outcomes=())  # "first A, then B: what am I out of pocket?"
    joining = words.number_before("more_words")
    owed = query.amount or any(claim.field == "price" for claim in query.claims)  # "I saved 10, so I need 125 more"
    bought_before = words.has("had_words") and not owed
    if joining and len(query.certs) == 1 and bought_before and query.asks[0] in SUMMED:
        return query.but(asks=("total",), copies=(joining,), people=1, claims=())  # "three are paid, we need five more"
    if not query.certs or (max(query.copies, default=1) < 2 and query.people < 2):
        return None
    ask = query.asks[0]
    unlike = len(query.certs) == len(set(query.copies)) == SEVERAL and words.has("choice_words")
    if unlike and (words.has("gap_words") or words.has("fee_ends")):
        return query.but(asks=("price_difference",), claims=())  # "which costs more, four of A or one B?"
    plain = not (words.fields() or words.has("waiting_words") or words.has("standing_words") or query.place)
    if ask in FAINTLY and query.certainty < UNSURE_SUM and plain:
        left = query.amount and words.has("enough_words")  # "ten of A, is 1,000 ok?"
        asks = ("remaining",) if left else ("total",)  # "A times three", "A for two of us"
        return query.but(asks=asks, claims=(), backgrounds=(), outcomes=())
    summed_up = words.has("whole_words") and not words.has("choice_words")
    if ask in ("cheapest", "compare", "price_difference") and words.has("fee_ends") and not summed_up:
        return None  # "I lead 3 engineers. Which is cheaper?"
    if ask == "price_difference" and len(query.certs) > 1 and words.has("gap_words"):
        return None  # "what do forty of us save with this one instead of that one?"
    if ask == "compare" and not words.has("money_words"):
        return None  # "my two sons argue which takes longer"
    fees = ask.startswith("salary") and not (query.roles or words.has("pay_words")) and words.has("whole_words")
    if fees:
        return query.but(asks=("total",), claims=(), backgrounds=())  # "five of us sit it. Altogether in US dollars?"
    if ask.startswith("salary") or not (ask in SUMMED or words.has("money_words") or "$" in query.question):
        return None
    if ask == "remaining" or (query.amount and ask in ("budget", "price", "total", "count", "verdict")):
        return query.but(asks=("remaining",), claims=())
    purse = ("price",) if query.amount is not None else ()  # "two of us at 200 each"
    paid = (*purse, *(OF_ATTEMPTS if query.tries else ()))  # what is told of attempts is added up
    return query.but(asks=("total",), claims=tuple(c for c in query.claims if c.field not in paid))


def fees_and_time(query: Query, context: Context, words: Wording) -> Query | None:
    """ "what's the bill, and how many weeks?": the fees of several exams, then their time of study."""
    sitting = (words.has("sitting_words") or words.any(["minutes"])) and not words.has("study_words")
    several = len(query.certs) >= SEVERAL or (query.backgrounds and not query.certs)
    if sitting or not words.any(["and"]) or query.asks[0] not in SPENDING or not several:
        return None
    other = words.has("time_asked") if query.asks[0] in ("total", "price") else words.has("bill_words")
    return query.but(asks=("total", "path_time"), claims=(), other_reading=None) if other else None


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
    priced = words.any(set(words.language.words["money_words"]) - {"total", "sum"})
    wanted = words.any(["minutes"]) or ((words.has("minute_words") or words.has("same_day_words")) and not priced)
    together = words.any(words.language.words["tell_apart"]["together"]) or query.asks[0] == "total"
    together = together or words.has("how_many") or words.has("same_day_words")
    together = together and not (words.any(["or"]) and not summed)  # "A or B, if I look at minutes?"
    precise = query.asks[0] != "path_time" or words.has("sitting_words")
    return query.but(asks=("minutes_total",)) if wanted and together and precise else None
