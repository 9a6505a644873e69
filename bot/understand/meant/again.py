"""A sum or a path spoken of, asked again: with other counts, one exam more or less, for all who were told of."""

from __future__ import annotations

from dataclasses import replace

from bot.records import STEP, Limits, Query
from bot.understand.context import Context
from bot.understand.groups import RANKED, VAGUE
from bot.understand.meant.groups import SUMMED
from bot.understand.meant.wordings import Wording

SWAPPED = ("total", "price", "price_difference", "compare")
"""Asks of several exams that "without A, with B" repeats."""
SEVERAL = 2
SHORT = 9  # words of a follow-up that only says for how many
ON_PATH = ("first_step", "path", "next_step", "path_time", "total", "price", "remaining")


def recounted(query: Query, context: Context, words: Wording) -> Query | None:
    """ "make it five, and one of them fails once", after a fee or a sum: the sum again with the new counts."""
    last = context.last
    if not last or not last.certs or set(query.certs) - set(last.certs):
        return None
    if query.asks[0] == "retake" and words.has("pay_again_words"):
        return None
    heard = words.has("heard_words")  # "I've seen 395 too"
    joining = 0 if heard else words.number_before("more_words") or int(words.has("join_me_phrases"))  # "plus two more"
    of_them = 0 if query.tries else words.number_before("of_them_phrases") or 0
    counted = of_them > 1 and len(last.certs) == 1 and query.asks[0] in ("total", "price")
    if last.asks[0] not in ("total", "price") and not counted:
        return None
    said = words.number_after("recount_phrases") or of_them
    # hardly understood, "make that seven" is near to any short follow-up
    again = ("sure", *VAGUE) if said or joining else ()
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


def for_team(query: Query, context: Context, words: Wording) -> Query:
    """ "each of them takes A, what is our bill?", after "I manage four developers": for as many as were told of."""
    last = context.last
    counted = query.people > 1 or max(query.copies, default=1) > 1
    if last is None or counted or query.asks[0] not in ("total", "price"):
        return query
    again = query.asks[0] == last.asks[0] == "total" and query.certs == last.certs
    if again and max([last.people, *last.copies]) > 1 and not words.any(["one", "each", "single", "apiece"]):
        return query.but(copies=last.copies, people=last.people, tries=query.tries or last.tries)  # "before tax?"
    spoken = query.certs or last.certs or last.backgrounds
    every = query.count or words.number_after("everybody_of")
    everybody = every == context.people and last.asks[0] != "list"  # "and for all five?"
    if context.people < SEVERAL or not spoken or not (everybody or words.has("team_words")):
        return query
    begins = last.asks[0] == "first_step" and not query.certs
    return query.but(people=context.people, certs=context.heard[:1] if begins else query.certs)


def for_people(query: Query, context: Context, words: Wording) -> Query | None:
    """ "and for twelve of us?": the exams spoken of, for so many; "that one for four", after a ranking: the first."""
    last = context.last
    ranked = last and last.asks[0] in RANKED and len(last.certs) != 1
    ranked = ranked and set(query.certs) <= {*last.certs, *context.heard} if last else False
    single = (words.has("it_words") or not (last and last.certs)) and not (
        words.has("those_words") or words.has("whole_words")
    )
    if ranked and single and query.people > 1 and query.asks[0] in SUMMED:
        return query.but(asks=("total",), certs=context.heard[:1], copies=(), backgrounds=(), claims=())
    spoken = context.last.certs if context.last else ()
    if query.people < 2 or query.certs or not spoken or len(words.text.split()) > SHORT or query.roles:
        return None
    return query.but(asks=("total",), certs=spoken, copies=(), backgrounds=(), claims=())


def added(query: Query, context: Context, words: Wording) -> Query | None:
    """ "now add the PMLE to it": the sum before, or what it left of an amount, with one more."""
    last = context.last
    asked = query.asks[0] in ("total", "price", "same_for", "about", "next_step", "remaining")
    added = last and last.asks[0] in ("total", "price", "remaining") and last.certs and asked
    others = words.has("more_words") and max(query.copies, default=1) > 1  # "another two want the PMLE"
    if not (last and added and query.certs and (words.has("add_words") or others)):
        return None
    before = dict(zip(last.certs, last.copies or (1,) * len(last.certs), strict=False))
    counts = {cert: before.get(cert, 1) * last.people for cert in last.certs}
    counts |= dict(zip(query.certs, query.copies, strict=False)) if others or max(counts.values()) == 1 else {}
    certs = tuple(dict.fromkeys([*last.certs, *query.certs]))
    shared = max(counts.values()) if not others else 1  # "add the PMLE to it": for as many as before
    left = last.asks[0] == "remaining"
    return query.but(asks=("remaining",) if left else ("total",), certs=certs, people=1, claims=(),
                     copies=tuple(counts.get(cert, shared) for cert in certs),
                     amount=(query.amount or last.amount) if left else query.amount)  # fmt: skip


def swapped(query: Query, context: Context, words: Wording) -> Query | None:
    """ "without the second", "instead of A take B", after a sum of several: the sum of the others, with what is new."""
    last = context.last
    asked = last and (last.asks[0] in SWAPPED or query.asks[0] == "total")
    if not (last and asked) or len(last.certs) < SEVERAL:
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


def first_steps(query: Query, context: Context, words: Wording) -> Query | None:
    """ "what do the first two cost?", after a path: the sum of so many of its steps."""
    backgrounds = query.backgrounds or ((query.profile.background,) if query.profile.background else ())
    asked = query.place == 1 and (query.count or 0) > 1 and query.asks[0] in ("price", "total")
    on_path = context.last and (context.last.asks[0] in ON_PATH or context.last.matter == STEP)
    spoken = context.last and len(context.last.certs) > 1
    if not (asked and on_path and backgrounds) or spoken:
        return None
    return query.but(asks=("total",), certs=(), copies=(), backgrounds=backgrounds, people=1)


def without_step(query: Query, context: Context, words: Wording) -> Query | None:
    """ "skip the second, what is left to pay?": the path spoken of, without that step."""
    last = context.last
    if not (last and query.place and words.has("skip_words") and last.asks[0] in ON_PATH):
        return None
    backgrounds = query.backgrounds or last.backgrounds
    step = context.listed[query.place - 1 : query.place]
    if not words.has("money_words"):
        if not (backgrounds and step) or len(words.text.split()) > SHORT:
            return None
        known = replace(query.profile, held=tuple(dict.fromkeys([*query.profile.held, *step])))
        return query.but(asks=("path",), certs=(), backgrounds=backgrounds, profile=known, place=None)
    return query.but(asks=("total",), certs=(), copies=(), backgrounds=backgrounds) if backgrounds else None
