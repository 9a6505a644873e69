"""What a question says that an exam asks or grants: years of experience, further attempts and what they cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.language import Language
from bot.records import Claim
from bot.understand.limits import Amount
from bot.understand.numbers import value_of
from bot.understand.saying import Saying

OWN = 4  # words before an amount of time in which it is told to be the person's own
MONTHS = {"months": 1.0, "years": 12.0}
MOST_ATTEMPTS = 20
NEAR = 6  # words from a word for paying in which "again" belongs to it
MOST_MONTHS = 240
YEARS = range(2015, 2041)


def experience(language: Language, saying: Saying, certs: Sequence[str]) -> Iterator[Claim]:
    """ "Seven years, that's what they insist on": time in the trade said to be asked for, in months."""
    rules: Mapping[str, Any] = language.words["claims"]
    asked = saying.has(rules["asks_time"]) or (saying.has(rules["needs_time"]) and saying.has(rules["of_time"]))
    if not asked or saying.has(rules["asks_time_unless"]):
        return
    for amount in saying.part.amounts:
        months = amount.value * MONTHS.get(amount.unit, 0.0)
        if 0 < months <= MOST_MONTHS and not amount.rate and not _own(language, saying, amount):
            yield Claim(saying.cert(None, certs), "experience_time", f"{months:g}")


def lasting(language: Language, saying: Saying, certs: Sequence[str]) -> Iterator[Claim]:
    """ "mine from January 2026 lasts till January 2029": how many years it is said to be valid."""
    rules: Mapping[str, Any] = language.words["claims"]
    first_of = {word: at for at, word in reversed(list(enumerate(saying.words))) if word.isdigit()}
    years = sorted(at for word, at in first_of.items() if int(word) in YEARS)  # each year where it is told first
    if len(years) != 2 or not saying.has(rules["needs"]["validity_years"]):
        return
    (first, since), (last, till) = ((int(saying.words[at]), saying.words[max(0, at - 2) : at]) for at in years)
    dated = set(since) & set(rules["valid_from"]) and set(till) & set(rules["valid_till"])
    months = [set(said) & set(language.words["time_words"]) for said in (since, till)]
    if dated and first < last and months[0] == months[1]:
        yield Claim(saying.cert(years[-1], certs), "validity_years", f"{last - first}")


def shares(rules: Mapping[str, Any], saying: Saying, certs: Sequence[str]) -> Iterator[Claim]:
    """ "Responsible AI makes up 30% of it", "half of the exam is security": the share a domain is said to have."""
    if not saying.has(rules["makes_up"]) or saying.has(rules["makes_up_unless"]):
        return
    told = [amount.value for amount in saying.part.amounts if amount.unit == "percent"]
    told += [float(share) for share, said in rules["fractions"].items() if saying.has(said)]
    yield from (Claim(saying.cert(None, certs), "share", f"{share:g}") for share in told[:1])


def scored(rules: Mapping[str, Any], saying: Saying, certs: Sequence[str]) -> Iterator[Claim]:
    """ "All 75 count toward my score, right?": that no question of an exam goes unscored."""
    if saying.has(rules["all_of"]) and saying.has(rules["scored"]):
        yield Claim(saying.cert(None, certs), "scored", "all")


def _own(language: Language, saying: Saying, amount: Amount) -> bool:
    """Whether the words before an amount tell that it is the person's own."""
    places = (at for at, word in enumerate(saying.words) if value_of(word, language) == amount.value)
    at = next(places, len(saying.words))
    before = f" {' '.join(saying.words[max(0, at - OWN) : at])} "
    rules = language.words["claims"]
    asked = any(f" {phrase} " in before for phrase in rules["time_asked"])  # "only with seven years"
    return not asked and any(f" {own} " in before for own in rules["own_time"])


def attempts(language: Language, saying: Saying, certs: Sequence[str]) -> Iterator[Claim]:
    """Whether another attempt is free, whether there is one at all, how many there are, and how soon."""
    rules: Mapping[str, Any] = language.words["claims"]
    cert = saying.cert(None, certs)
    if saying.has(rules["any_attempts"]):
        yield Claim(cert, "attempts", "any")
    elif saying.has(rules["only_attempt"]):
        yield Claim(cert, "attempts", "only 1")
    elif not saying.has(language.words["person_words"]):
        most = "max " if saying.has(rules["caps"]) else ""
        yield from (Claim(cert, "attempts", f"{most}{n}") for n in _numbers(language, saying))
    again = saying.has((*language.words["again_words"], *rules["second_go"]))
    if again or saying.has(language.words["going_again_words"]):
        yield from (Claim(cert, "retake", f"{days}") for days, said in rules["soon_again"].items() if saying.has(said))
    if (again or saying.has(rules["anew"])) and not saying.has(rules["choice"]):
        if (saying.has(rules["paid_again"]) or _pays_anew(rules, saying)) and not saying.has(rules["free_used"]):
            yield Claim(cert, "free_retake", "no")
        elif saying.has(rules["free_again"]) and not saying.has(rules["free_again_unless"]):
            yield Claim(cert, "free_retake", "yes")


def _pays_anew(rules: Mapping[str, Any], saying: Saying) -> bool:
    """ "a failed one means paying 445 again": that a fee is due once more, in a sentence on failing."""
    pays = (at for at, word in enumerate(saying.words) if word in rules["pays"])
    failed = saying.has(rules["failing"])
    return failed and any(saying.has(rules["anew"], at, at + NEAR) for at in pays)


def _numbers(language: Language, saying: Saying) -> Iterator[int]:
    """ "three goes": numbers right before a word for attempts."""
    for word, after in zip(saying.words, saying.words[1:], strict=False):
        number = value_of(word, language) if after in language.words["attempts_named"] else None
        if number and 1 < number <= MOST_ATTEMPTS:
            yield number
