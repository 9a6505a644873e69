"""Figures that a question says of an exam: amounts with a unit, bare numbers beside a word for a field, counts, pay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from bot.language import GRANTED, Language
from bot.records import Claim
from bot.understand.groups import STATEMENTS
from bot.understand.limits import Amount
from bot.understand.numbers import value_of
from bot.understand.placed import ARTICLES
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
SHORT = 12  # words of a remark whose lone number may be about what was said before
YEARS = range(2005, 2036)  # numbers that are years, and no amount


def amounts(rules: Mapping[str, Any], saying: Saying, certs: Sequence[str]) -> Iterator[Claim]:
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


def bare_numbers(rules: Mapping[str, Any], saying: Saying, certs: Sequence[str]) -> Iterator[Claim]:
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


def counted(language: Language, saying: Saying, certs: Sequence[str]) -> Iterator[Claim]:
    """ "the seven PMLE domains": a number before the name of an exam, and what it counts after it."""
    words = [token.word for token in saying.part.linked.tokens]
    for mention in (m for m in saying.part.linked.mentions if m.kind == "cert" and m.first):
        number = value_of(words[mention.first - 1], language)
        after = words[mention.end : mention.end + 1]
        unit = next((unit for unit in COUNTED if {*after} & {*language.words["units"][unit]}), "")
        if number and number > 1 and unit:
            yield Claim(chosen(mention, certs), unit, f"{number}")


def pay(saying: Saying) -> Iterator[Claim]:
    """What a job is said to pay."""
    roles = saying.part.linked.ids("role")
    money = [amount.value for amount in saying.part.amounts if amount.unit == "money" and not amount.bound]
    money += [float(said.replace(",", "")) for said in THOUSANDS.findall(saying.part.linked.text)]
    money += [float(w[:-1]) * 1000 for w in saying.words if w.endswith("k") and w[:-1].isdigit()]
    if len(roles) == 1:
        yield from (Claim(roles[0], "pay", f"{value:.0f}") for value in money if value >= 10_000)
