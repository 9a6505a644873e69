"""What a question takes for granted of an exam: values, standing, order, each a Claim to check against the record.

The phrases are in words.yaml under `claims`. A claim says only what was said; whether it is wrong
is for facts/premise.py to tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from bot.language import GRANTED, Language
from bot.records import Claim
from bot.understand.assumed import assumed
from bot.understand.granted import attempts, experience, lasting, scored, shares
from bot.understand.groups import STATEMENTS
from bot.understand.limits import Amount
from bot.understand.numbers import value_of
from bot.understand.placed import ARTICLES, stands_at
from bot.understand.reader import Part
from bot.understand.relations import carried, choice, demanded, in_turn, owners, pairs
from bot.understand.saying import NAME, Saying, chosen

BY_UNIT = {
    "money": "price", "minutes": "minutes", "hours": "minutes", "questions": "questions", "years": "validity_years",
    "months": "validity_years", "domains": "domains", "percent": "passing_score",
}  # fmt: skip
SCALE = {("minutes", "hours"): 60.0, ("validity_years", "months"): 1 / 12}
WAITS = {"hours": 1 / 24, "days": 1.0, "weeks": 7.0, "months": 30.0}
COUNTED = ("domains", "questions")
BARE = ("price", "minutes")
"""Asks whose field a number without a unit is taken to be about."""
VALID_ASKS = ("validity", "renewal", "holders")
OWN = (*STATEMENTS, "budget", "remaining")
"""Asks of sentences whose money and time are the person's own."""
THOUSANDS = re.compile(r"(?<![\d$€£])\d{2,3},\d{3}\b(?!,)")  # pay without a currency
LASTING, LIKELY = ("runs_out", "lifelong"), 0.25
"""Labels of granted.yaml, and the score from which years in a sentence near to them are how long it is valid."""
SURE = 0.6  # score from which a clause is about the pass mark, so that a percentage in its sentence is one
LONGEST_EXAM = 4  # hours
LONGEST_VALID = 10  # years
VERSION = re.compile(r"0\d\d")
SHORT = 12  # words of a remark whose lone number may be about what was said before
YEARS = range(2005, 2036)


def claims(language: Language, parts: Sequence[Part], certs: tuple[str, ...]) -> list[Claim]:
    """All that a message takes for granted, each once; a claim without a record is about what was spoken of."""
    rules: Mapping[str, Any] = language.words["claims"]
    found = [claim for part in parts for claim in owners(rules, part, certs)]
    sayings = [Saying.of(part, certs) for part in parts]
    found += carried(rules, sayings)
    for saying in sayings:
        found += _amounts(rules, saying, certs)
        found += _bare(rules, saying, certs)
        found += _texts(rules, saying, certs)
        found += _lists(rules, saying, certs)
        found += _counted(language, saying, certs)
        found += _easy(rules, saying)
        found += _standing(rules, saying, certs)
        found += pairs(rules, saying)
        found += demanded(rules, saying)
        found += in_turn(rules, saying)
        found += stands_at(rules, saying)
        found += experience(language, saying, certs)
        found += attempts(language, saying, certs)
        found += lasting(language, saying, certs)
        found += shares(rules, saying, certs)
        found += scored(rules, saying, certs)
        found += _pay(saying)
        found += _versions(saying)
    told = {(claim.record, claim.field) for claim in found}
    found += [claim for claim in assumed(language, parts, certs) if (claim.record, claim.field) not in told]
    return list(dict.fromkeys(found))


def _amounts(rules: Mapping[str, Any], saying: Saying, certs: Sequence[str]) -> Iterator[Claim]:
    """Values with a unit and without a bound; no money or time where a sentence tells of the person alone."""
    personal = not saying.certs and saying.has(rules["person"]) and not saying.has(rules["it"])
    for amount in (*saying.part.amounts, *_one_each(saying)):
        cert = saying.cert(_place(saying, amount), certs)
        if amount.unit in WAITS and saying.has(rules["needs"]["retake"]):
            yield Claim(cert, "retake", f"{amount.value * WAITS[amount.unit]:g}")
        elif (
            (field := BY_UNIT.get(amount.unit))
            and not (amount.rate or (field in BARE and (personal or _spread(rules, saying, amount))))
            and _counts(rules, saying, amount, field)
        ):
            yield Claim(cert, field, f"{amount.value * SCALE.get((field, amount.unit), 1.0):g}" + _sign(amount))


def _sign(amount: Amount) -> str:
    return "%" if amount.unit == "percent" else ""


def _one_each(saying: Saying) -> Iterator[Amount]:
    """ "after a year": one of a unit; not "20 dollars a year"."""
    spread = any(amount.unit == "money" for amount in saying.part.amounts)
    for article, unit in pairwise(saying.words):
        if article in ("a", "single", "every", "each") and unit in ("year", "month") and not spread:
            yield Amount(1.0, f"{unit}s")


def _spread(rules: Mapping[str, Any], saying: Saying, amount: Amount) -> bool:
    """ "20 dollars a year", "two minutes a question": an amount for a part of the whole."""
    at = _place(saying, amount)
    after = f" {' '.join(saying.words[at + 1 : at + 4])} " if at is not None else ""
    return any(f" {phrase} " in after for phrase in rules["spread"])


def _counts(rules: Mapping[str, Any], saying: Saying, amount: Amount, field: str) -> bool:
    """Whether an amount is said of the exam itself."""
    if field == "price" and _changed(rules, saying, _place(saying, amount)):
        return True
    if amount.bound:
        return False
    if field == "price" and _priced(rules, saying, amount):
        return True
    if saying.has(rules["unless"].get(field, ())):
        return False
    if field == "validity_years":
        told = saying.part.told.get(GRANTED)
        known = saying.part.ask in VALID_ASKS or saying.has(rules["needs"]["validity_years"])
        known |= told is not None and told.ask in LASTING and told.score >= LIKELY
        return known and amount.value <= LONGEST_VALID * (12 if amount.unit == "months" else 1)
    if field == "passing_score":
        on_pass = any(clause.ask == field and clause.score >= SURE for clause in saying.part.clauses)
        return on_pass or saying.has(rules["pass_words"])
    if field == "minutes" and amount.unit == "hours" and amount.value > LONGEST_EXAM:
        return False
    return saying.part.ask not in OWN or (saying.has(rules["bare"][field]) if field in rules["bare"] else False)


def _priced(rules: Mapping[str, Any], saying: Saying, amount: Amount) -> bool:
    """ "NAME is 135 dollars": whatever else the sentence says, the amount is the exam's."""
    at = _place(saying, amount)
    phrase = _named(rules, " ".join(saying.words[max(0, at - 4) : at]))[1] if at else ""
    return NAME in phrase


def _changed(rules: Mapping[str, Any], saying: Saying, at: int | None) -> bool:
    """ "They put it up to 300": the amount is what a fee is said to have become."""
    if at is None or not saying.has(rules["changed"]):
        return False
    return saying.words[at - 1] in rules["changed_to"] or saying.words[at + 1 : at + 2] == ("now",)


def _place(saying: Saying, amount: Amount) -> int | None:
    """Where an amount stands among the words, as far as its digits are there."""
    digits = f"{amount.value:g}"
    return next((at for at, word in enumerate(saying.words) if word == digits), None)


def _bare(rules: Mapping[str, Any], saying: Saying, certs: Sequence[str]) -> Iterator[Claim]:
    """Numbers without a unit that a phrase, or the question, says what they are of."""
    with_unit = {f"{amount.value:g}" for amount in saying.part.amounts}
    clauses = [c.ask for c in (saying.part.clauses or (saying.part,)) if c.ask in BARE and not saying.part.amounts]
    for at, word in enumerate(saying.words):
        if not word.isdigit() or word in with_unit or not 20 <= int(word) <= 2_000 or int(word) in YEARS:
            continue
        before = " ".join(saying.words[max(0, at - 4) : at])
        field, phrase = _named(rules, before)
        if _changed(rules, saying, at) or _paid_for(saying, at):
            field, phrase = "price", NAME
        if not field and saying.words[at - 1 : at] != (NAME,):  # not "azure ai fundamentals 901"
            field = next(iter(clauses), "")
        if field and (NAME in phrase or not saying.has(rules["unless"].get(field, ()))):
            yield Claim(saying.cert(at, certs), field, word)
        elif not certs and len(saying.words) <= SHORT:
            yield Claim("", "", word)  # "I read 135 somewhere": of whatever was asked before


def _paid_for(saying: Saying, at: int) -> bool:
    """ "They entered 395 for the NAME": what it is said to cost."""
    after = [word for word in saying.words[at + 1 : at + 4] if word not in ARTICLES]
    return after[:2] == ["for", NAME]


def _named(rules: Mapping[str, Any], before: str) -> tuple[str, str]:
    """The field that the words right before a number name, and the phrase that does."""
    named = ((field, phrase) for field, phrases in rules["bare"].items() for phrase in phrases)
    return next(((field, phrase) for field, phrase in named if f" {before}".endswith(f" {phrase}")), ("", ""))


def _texts(rules: Mapping[str, Any], saying: Saying, certs: Sequence[str]) -> Iterator[Claim]:
    """What is said of fields that are texts, and values that have words of their own."""
    cert, offered = saying.cert(None, certs), choice(rules, saying)
    for field, options in rules["texts"].items():
        fit = [o for o in options if "needs" not in o or saying.has(o["needs"])]
        meant = [o for o in fit if not saying.has(o.get("unless", ()))]
        phrases = ([said for said in o["said"] if not offered or " or " in said] for o in meant)  # "a b c or d"
        told = [said for given in phrases if (said := saying.says(given))]
        for at, said in enumerate(told):
            if not any(said in longer for longer in told[:at]):  # "test centre" in "only at a test centre"
                yield Claim(cert, field, said)
    if offered:
        return
    if saying.says(rules["free"]) and not saying.has(rules["free_unless"]):
        yield Claim(cert, "price", "0")
    if (said := saying.says(rules["lifelong"])) and not saying.has(rules["lifelong_unless"]):
        yield Claim(saying.cert(saying.place(said), certs), "validity_years", "never")
    if saying.has(rules["needs"]["launched"]):
        yield from (Claim(cert, "launched", w) for w in saying.words if w.isdigit() and int(w) in YEARS)


def _lists(rules: Mapping[str, Any], saying: Saying, certs: Sequence[str]) -> Iterator[Claim]:
    """Languages, subjects and the level that are said of an exam."""
    if not saying.certs:
        return
    linked, cert = saying.part.linked, saying.cert(None, certs)
    only = "only " if saying.has(rules["only"]) else ""
    own = saying.has(rules["language_unless"])
    owners = {t.word for m in linked.mentions if m.kind == "vendor" for t in linked.tokens[m.first : m.end]}
    for mention in linked.mentions:
        before = [token.word for token in linked.tokens[max(0, mention.first - 1) : mention.first]]
        if (
            mention.kind == "language"
            and (not own or before[-1:] in (["in"], ["into"]))
            and (saying.part.ask == "exam_languages" or set(before) & set(rules["in_language"]))
        ):
            yield Claim(cert, "exam_languages", only + mention.ids[0])
        after = [m for m in linked.mentions if m.kind == "cert" and m.end <= mention.first]
        between = [token.word for token in linked.tokens[after[-1].end : mention.first]] if after else []
        if mention.kind == "topic" and between and between[-1] in rules["cover"] and len(between) <= 2:
            yield Claim(chosen(after[-1], certs), "topics", mention.ids[0])
        if mention.kind == "level" and between and set(between) - owners <= set(rules["is_a"]):
            yield Claim(chosen(after[-1], certs), "level", mention.ids[0])


def _counted(language: Language, saying: Saying, certs: Sequence[str]) -> Iterator[Claim]:
    """ "the seven PMLE domains": a number before the name of an exam, and what it counts after it."""
    words = [token.word for token in saying.part.linked.tokens]
    for mention in (m for m in saying.part.linked.mentions if m.kind == "cert" and m.first):
        number = value_of(words[mention.first - 1], language)
        after = words[mention.end : mention.end + 1]
        unit = next((unit for unit in COUNTED if {*after} & {*language.words["units"][unit]}), "")
        if number and number > 1 and unit:
            yield Claim(chosen(mention, certs), unit, f"{number}")


def _easy(rules: Mapping[str, Any], saying: Saying) -> Iterator[Claim]:
    """ "Something gentle such as NAME": an exam taken for an easy one."""
    for at, cert in saying.certs:
        if " ".join(saying.words[:at]).endswith(tuple(rules["such_as"])) and saying.has(rules["easy"], 0, at):
            yield Claim(cert, "level", "easy")


def _standing(rules: Mapping[str, Any], saying: Saying, named: Sequence[str]) -> Iterator[Claim]:
    """Whether every exam of a sentence is taken for one to book, or for one that is gone."""
    for stage in ("open", "closed"):
        if saying.has(rules[stage]) and not saying.has(rules["unless"][f"standing {stage}"]):
            ends = [at for at, _ in saying.certs[1:]]
            places = zip(saying.certs, [*ends, None], strict=False)
            if not saying.certs and len(named) == 1 and saying.part.linked.ids("vendor"):
                yield Claim(named[0], "standing", stage)  # "NVIDIA's professional exam on LLMs, bookable since June"
            told = [cert for (at, cert), end in places if saying.has(rules[stage], at + 1, end)]
            certs = told if stage == "closed" and told else [cert for _, cert in saying.certs]
            yield from (Claim(cert, "standing", stage) for cert in certs)  # "A is gone, I'll take B": A alone


def _pay(saying: Saying) -> Iterator[Claim]:
    """What a job is said to pay."""
    roles = saying.part.linked.ids("role")
    money = [amount.value for amount in saying.part.amounts if amount.unit == "money" and not amount.bound]
    money += [float(said.replace(",", "")) for said in THOUSANDS.findall(saying.part.linked.text)]
    money += [float(w[:-1]) * 1000 for w in saying.words if w.endswith("k") and w[:-1].isdigit()]
    if len(roles) == 1:
        yield from (Claim(roles[0], "pay", f"{value:.0f}") for value in money if value >= 10_000)


def _versions(saying: Saying) -> Iterator[Claim]:
    """A version number in the name by which an exam is called, or beside the only name: "version 003 of the exam"."""
    linked = saying.part.linked
    named = [m for m in linked.mentions if m.kind == "cert"]
    for mention in named:
        first, end = (0, None) if len(named) == 1 else (mention.first + 1, mention.end)
        words = [token.word for token in linked.tokens[first:end]]
        yield from (Claim(mention.ids[-1], "version", word) for word in words if VERSION.fullmatch(word))
