"""Questions about fields of exams: which one a word names, several at once, and what no record has a field for."""

from __future__ import annotations

import re

from bot.catalog import Catalog
from bot.domains import domains_named
from bot.records import Limits, Query
from bot.understand.context import Context
from bot.understand.groups import FIELD_ASKS, RANKED
from bot.understand.meant.groups import SURE_OF_FIELD, UNSURE
from bot.understand.meant.wordings import Wording
from bot.understand.reader import DECLINED
from bot.understand.text import tokens

RECORDED = ("renewal", "remaining", "buys", "salary", "salary_cert", "salary_elsewhere", "sources", "verdict", "avoid")
"""Asks that are answered whatever else a question names."""
LONG = 30  # words of a message that tells more than it asks
HARDLY_ASKED = 0.25  # certainty under which a tool's name is not taken for the exam named after it
COMPARING = (*RANKED, "compare", "price_difference", "list", "topic", "count", "total", "which_one")
"""Asks that a part of several exams named beside a word for its size turns into one about their domains."""
JOINED = re.compile(r"[,+&/?]\s*\S|\band\b", re.IGNORECASE)
CLAUSE = re.compile(r"[,;:?!.]\s|\band\b", re.IGNORECASE)
MEASURED = ("minutes", "questions", "study_time")
"""Fields that no matter without a field is worded like."""
PACED = ("minutes", "questions", "study_time", "count", "questions_total", "compare")
KINDS = ("format", "delivery")
"""Fields that "is it …?" asks about, which is worded like a question whether it is open."""
CHOOSING = ("outcome", "first_step", "which_one", "list", "topic")
"""Asks that the name of a kind of people makes a question about one exam be near to."""
KEEPING = ("renewal", "validity")
YEAR = re.compile(r"\b20[1-9]\d\b")
ENDING = ("status", "closing")
FORESEEN = ("price", "salary", "minutes", "questions", "passing_score", "salary_cert", *ENDING)
DATED = (*FIELD_ASKS, "status", "closing", "launched", "sources", "outdated", "data_date", "changes")


def of_raise(query: Query) -> Query:
    """ "is the raise to 300 worth it?": of the fee that is said to have risen, not of pay."""
    said = {claim.field for claim in query.claims if claim.record}
    return query.but(asks=("worth_it",)) if query.asks[0] == "salary_cert" and "price" in said else query


def by_share(query: Query, catalog: Catalog, words: Wording) -> Query:
    """ "the weight of troubleshooting in it": the domains of one exam, or of several, have shares."""
    if not query.certs:
        return query
    share = words.has("share_words") and not words.has("respect_words")  # "does it carry weight?"
    several = len(query.certs) > 1 and (share or words.has("part_words"))
    if several and query.asks[0] in (*COMPARING, "domains", "covers"):
        certs = [catalog.certifications[i] for i in query.certs]
        if domains_named(query.question, certs, catalog, words.language.words["common"]):
            return query.but(asks=("domains",))
    return query.but(asks=("domains",)) if share and query.certainty < SURE_OF_FIELD else query


def of_shares(query: Query, context: Context, catalog: Catalog, words: Wording) -> Query | None:
    """ "which of those is smallest?", "and how much is security?", after the domains of an exam: again about them."""
    last = context.last
    again = last and last.asks[0] == "domains" and last.certs and set(query.certs) <= set(last.certs)
    if last and again and query.topics and query.asks[0] in (*RANKED, "price", "total", "topic", "same_for", "covers"):
        certs, common = [catalog.certifications[i] for i in last.certs], words.language.words["common"]
        if domains_named(query.question, certs, catalog, common):
            return query.but(asks=("domains",), certs=last.certs, limits=Limits(), outcomes=())
    ends = words.has("heavy_words") or words.has("light_words")
    plain = not (query.vendors or words.fields() or words.has("money_words") or words.has("exam_words"))
    if not (last and again and ends and plain and query.asks[0] in (*RANKED, "list", "domains", "which_one", "count")):
        return None
    return query.but(asks=("domains",), certs=last.certs, limits=Limits())


def by_field(query: Query, words: Wording) -> Query:
    """The fields that a question about one exam names beside what its wording is near to.

    An unsure one that names one field asks for that; one about the age of what is known asks for its date.
    """
    if not query.certs:
        return query
    query = query.but(asks=tuple("questions" if ask == "count" else ask for ask in query.asks))
    fields, ask = words.fields(), query.asks[0]
    named = (*fields, *(("price",) if words.has("price_words") else ()))
    about_it = ask in FIELD_ASKS or set(query.asks) <= {"status", "price", "successor"}
    kinds = {claim.field for claim in query.claims} & set(KINDS)
    if ask == "status" and len(kinds) == 1 and not words.has("standing_words"):
        return query.but(asks=tuple(kinds))  # "is the CKA hands-on?"
    if ask in CHOOSING and len(query.certs) == 1 and words.has("meant_for"):
        return query.but(asks=("audience", "experience"), outcomes=(), backgrounds=())  # "is it meant for managers?"
    joined = JOINED.search(query.question) or words.any(["and"])
    if len(query.certs) == 1 and len({*named, ask}) > 1 and named and about_it and joined:
        return query.but(asks=tuple(dict.fromkeys([*query.asks, *named])))
    if len(query.asks) > 1:
        return query
    skill = words.any(words.language.words["codeless"]["skills"])
    if (ask == "covers" and query.topics and words.has("need_words")) or (ask == "format" and skill):
        return query.but(
            asks=("experience", ask) if ask == "covers" else (ask, "experience")
        )  # "need I Python for it?"
    if ask == "minutes" and words.has("hours_taken"):
        return query.but(asks=("minutes", "study_time"))  # of the exam, or of study: both are told
    if ask == "minutes" and words.has("lasting_words"):
        return query.but(asks=("validity",))  # "how long is it good for before I sit it again?"
    if ask in DATED and words.has("freshness_words"):
        return query.but(asks=("data_date",), claims=())
    unsure = query.certainty < UNSURE and ask in FIELD_ASKS and len(fields) == 1
    return query.but(asks=fields) if unsure else query


def paced(query: Query, words: Wording) -> Query:
    """ "how many minutes per question does it leave?": the length of an exam divided by its questions."""
    timed = query.asks[0] in PACED or query.certainty < SURE_OF_FIELD
    asked = query.certs and timed and words.has("per_question", "pace_words") and not words.has("price_words")
    return query.but(asks=("pace",), other_reading=None) if asked else query


def would_pay(query: Query, context: Context, words: Wording) -> Query:
    """ "and meanwhile, as a guinea pig, I'd pay?": an aside on paying asks for the fee of the exam spoken of."""
    spoken = context.focus[:1]
    given = query.amount or query.profile.budget or query.limits.max_price
    left = query.asks[0] in ("remaining", "budget") and query.certainty < UNSURE and not given
    if (
        not (query.asks[0] == "out_of_scope" or left)
        or not (spoken and words.has("would_pay"))
        or query.certs
        or query.vendors
    ):
        return query
    return query.but(asks=("price",), certs=spoken, other_reading=None)


def aged(query: Query, words: Wording) -> Query:
    """ "found a cheap 2021 course, good enough?": study material of years ago is what the guide warns of."""
    years = (int(year) for year in YEAR.findall(query.question))
    old = any(year < query.today.year for year in years)
    if not old or query.asks[0] not in (
        "learning",
        "worth_it",
        "avoid",
        "portfolio",
        "projects",
        "lock_in",
        "topic",
        "covers",
    ):
        return query
    return query.but(asks=("avoid",), unknown=()) if words.has("material_words") else query


def foreseen(query: Query, words: Wording) -> bool:
    """ "What will it cost in 2031?": a figure of years to come; nobody's own plan, which today's figure serves."""
    years = [int(year) - query.today.year for year in YEAR.findall(query.question)]
    least = 2 if query.asks[0] in ENDING else 1  # of next year's standing something may be announced
    later = any(year >= least for year in years) or (least == 1 and words.has("later_words"))
    planned = words.has("future_words") or (least == 1 and query.claims)
    told = query.asks[0] in FORESEEN or (bool(query.certs) and words.has("around_words"))
    return told and later and words.has("will_words") and not planned


def kept_until(query: Query, words: Wording) -> Query:
    """ "if I pass it today, is it still good in 2028?": no forecast, but how long the certification is valid."""
    lasting = words.has("lapse_words") or words.has("lasting_words")
    asked = query.asks[0] == "forecast" and query.certs and lasting and words.has("if_passed_words")
    return query.but(asks=("validity",), other_reading=None) if asked else query


def kept_alive(query: Query, words: Wording) -> bool:
    """ "what's the fee for keeping it alive afterwards?": what renewing asks for, of whatever number of people."""
    several = max(query.people, *query.copies, 1) > 1
    paid = query.asks[0] in ("price", "total", "remaining") or (query.asks[0] in KEEPING and several)
    return paid and bool(query.certs) and words.has("keep_alive_words")


def beside_matter(query: Query) -> tuple[str, ...]:
    """The field that a question surely asks beside a matter without one: "a toilet break lol, how long do I sit?"."""
    clauses = len(CLAUSE.split(query.question.strip(" ?!."))) > 1
    sure = query.asks[0] in MEASURED and query.certainty >= SURE_OF_FIELD and query.certs
    return query.asks[:1] if clauses and sure else ()


def unrecorded(query: Query, words: Wording) -> str:
    """The name of what is asked about, where no record has a field for it."""
    foreign = query.asks[0] in DECLINED and not _of_exams(query)
    if query.asks[0] == "topic" and query.topics:
        return ""  # "bots that look things up in files before they reply: which exam?"
    if foreign or query.asks[0] in RECORDED or query.amount or query.backgrounds or query.roles or query.people > 1:
        return ""
    beta = words.any(words.language.words["narrow"]["beta"])
    matters = (one for one in words.language.words["unrecorded"] if one.get("of_betas") or not beta)
    named = next((one for one in matters if words.any(one["asked"])), None)
    if named is None or (
        query.certainty >= SURE_OF_FIELD and query.asks[0] in FIELD_ASKS and not words.ends(named["asked"])
    ):
        return ""  # "I forgot my passport twice, so before I choose: how long is it valid?"
    if len(words.text.split()) > LONG and not words.ends(named["asked"]):
        return ""  # a story in which the boss refunds a fee, and a question after it
    return str(named["name"])


def _of_exams(query: Query) -> bool:
    """Whether a question that seems foreign speaks of exams all the same."""
    return query.asks[0] == "out_of_scope" and (query.names_kind or bool(query.certs))


def of_the_company(query: Query, words: Wording) -> bool:
    """ "Is NVIDIA's share a buy?": the vendor as a company, whatever is said of an exam beside it."""
    return bool(query.vendors) and not query.certs and words.has("stock_words")


def names_a_product_only(query: Query, catalog: Catalog, words: Wording) -> bool:
    """ "my terraform apply fails": a tool that an exam is named after, and nothing that speaks of an exam."""
    versioned = any(claim.field == "version" for claim in query.claims)
    told = query.amount or versioned or words.has("exam_choice")
    if query.certainty >= HARDLY_ASKED or query.elliptical or not query.certs or told:
        return False
    said = set(words.text.split())
    tools = {
        token.word for topic in catalog.topics.values() for token in tokens(" ".join([topic.name, *topic.aliases]))
    }
    names = {token.word for i in query.certs for token in tokens(catalog.certifications[i].short)}
    owners = {catalog.vendors[catalog.certifications[i].vendor] for i in query.certs}
    names -= {token.word for owner in owners for token in tokens(owner.name)}  # "what Google asks of PMLEs"
    return bool(names & said) and names & said <= tools
