"""What a message says beside its question: limits, counts, places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.language import Language
from bot.records import STRICT, Limits, Query, StudyTime
from bot.understand import narrowing
from bot.understand.groups import LISTS, STATEMENTS
from bot.understand.limits import Amount, bare_money
from bot.understand.narrowing import compared_with, denied, excluded, narrowed, traits_in
from bot.understand.numbers import value_of
from bot.understand.reader import Part

UPPER, LOWER = ("max", "below"), ("min", "above")
LASTING = ("validity", "list", "renewal", "count")
LISTED_BY = ("validity", "list", "renewal", "count", "path_time", "out_of_scope")
RANKED = ("list", "count", "cheapest", "dearest", "shortest", "longest")
TRAITED = ("format", "delivery", "prerequisites", "experience", "audience", "validity", "budget", "beta")
"""Asks in which a kind of exam ("hands-on", "online") picks the exams."""
UNCLEAR = 0.3  # score of the best sentence under which any kind of exam named counts
NUMBER = ("number", "nr", "step", "exam")
AFTER = 3  # words between "after" and an ordinal
LONGEST_EXAM = 4  # hours
SPANS = ("days", "weeks", "months")


def limits(
    language: Language, parts: Sequence[Part], names: dict[str, tuple[str, ...]], asks: tuple[str, ...]
) -> Limits:
    """The restrictions of a message, in the fields of Limits."""
    found = [amount for part in parts for amount in part.amounts]
    words = {token.word for part in parts for token in part.linked.tokens}
    narrow = narrowed(language, parts)
    study = bool(words & set(language.words["study_words"]))
    unclear = max(part.score for part in parts) < UNCLEAR
    money = [a for a in found if a.unit == "money"]
    loose = asks[0] in ("cheapest", "budget", "about_me", "list", "first_step", "which_one", "outcome")
    left_out = excluded(language, parts)
    levels_out = excluded(language, parts, "level")
    kinds = asks[0] in (*RANKED, *TRAITED) or unclear
    regular = asks[0] in RANKED and bool(words & set(language.words["regular_words"]))
    no_beta = regular or any(denied(language, part, language.words["narrow"]["beta"]) for part in parts)
    no_name = not any(part.names["cert"] for part in parts)
    lasts = no_name and narrowing.has(language, parts, "lasting_words")
    lapses = lasts or (no_name and narrowing.has(language, parts, "lapse_words"))
    spanning = no_name and narrowing.has(language, parts, "spanning_words") and asks[0] in LISTED_BY
    lasting = lasts and not words & set(language.words["only_words"])
    sitting = [
        replace(a, value=a.value * (60 if a.unit == "hours" else 1))
        for a in found if not a.rate and _is_exam_time(a, study)
    ]  # fmt: skip
    plural = set(language.words["plural_exam_words"])  # "60-minute tests only"
    sized = any(plural & set(a.text.lower().split()[1:]) for a in sitting)
    exact = no_name and (asks[0] == "list" or sized or narrowing.has(language, parts, "exact_words"))
    either = ("",) if exact else ()
    fitting = no_name and words & set(language.words["kind_words"]) and narrowing.has(language, parts, "feasible_words")
    return Limits(
        vendors=tuple(vendor for vendor in names["vendor"] if vendor not in left_out),
        excluded=left_out,
        lifelong=(asks[0] in LASTING or unclear) and narrowing.has(language, parts, "lifelong_words"),
        levels=tuple(level for level in ids_of(parts, "level") if level not in levels_out),
        excluded_levels=levels_out,
        topics=tuple(topic for topic in names["topic"] if topic not in excluded(language, parts, "topic")),
        languages=tuple(i for i in names["language"] if i not in compared_with(parts, "language")),
        max_price=next((_most(a) for a in money if a.bound in UPPER or (loose and not a.bound)), None),
        min_price=next((_least(a) for a in money if a.bound in LOWER), None),
        max_minutes=next((int(_most(a)) for a in sitting if a.bound in (*UPPER, *either)), None),
        min_minutes=next((int(a.value) + (a.bound == "above") for a in sitting if a.bound in (*LOWER, *either)), None),
        min_years=next((_least(a) for a in found if a.unit == "years" and (a.bound in LOWER or lasting or (
            spanning and not a.bound))), None),
        max_years=_lasting_at_most(found) if lapses and (asks[0] in LISTED_BY or unclear) else None,
        traits=(traits := traits_in(language, parts) if kinds else ()),
        excluded_traits=_dropped_traits(language, parts, traits) if asks[0] in RANKED else (),
        max_hours=next((int(_most(a)) for a in found
                        if a.bound in UPPER and a.unit == "hours" and not (a.rate or _is_exam_time(a, study))),
                       _hours_in_all(language, parts) if fitting else None),
        open_only=narrow["open"],
        closed_only=narrow["closed"],
        beta_only=narrow["beta"] and not (no_beta or narrow["open"] or words & set(language.words["too_words"])),
        no_beta=no_beta,
    )  # fmt: skip


def narrows_list(language: Language, parts: Sequence[Part], last: Query | None) -> bool:
    """Whether a message names no exam and sets a limit to those listed just before: "only those without code"."""
    if last is None or last.certs or last.asks[0] not in LISTS or any(part.names["cert"] for part in parts):
        return False
    ids = {kind: ids_of(parts, kind) for kind in ("vendor", "topic", "language")}
    return narrowing.has(language, parts, "narrowing_words") and bool(limits(language, parts, ids, ("list",)))


def _dropped_traits(language: Language, parts: Sequence[Part], wanted: Sequence[str]) -> tuple[str, ...]:
    """Kinds to leave out; none of what a wanted kind may be beside: "labs instead of only multiple choice"."""
    fields = {language.words["traits"][trait]["field"] for trait in wanted}
    dropped = traits_in(language, parts, dropped=True)
    return tuple(trait for trait in dropped if language.words["traits"][trait]["field"] not in fields)


def _lasting_at_most(found: Sequence[Amount]) -> float | None:
    """Years, in "those that lapse after twelve months"."""
    spans = {"years": 1.0, "months": 1 / 12}
    return next((round(a.value * spans[a.unit], 2) for a in found if a.unit in spans and a.bound not in LOWER), None)


def place(language: Language, parts: Sequence[Part]) -> int | None:
    """ "the second one" -> 2."""
    spoken = [part for part in parts if part.ask not in STATEMENTS]
    asking = [part for part in spoken if part.linked.text.rstrip().endswith("?")]
    told = [[token.word for token in part.linked.tokens] for part in (*reversed(asking or spoken[-1:]), *parts)]
    found = (number for words in told if (number := _place(language, words)))  # where it is asked comes first
    return next(found, None) or _numbered(language, [word for words in told[-len(parts) :] for word in words])


def _place(language: Language, words: Sequence[str]) -> int | None:
    """The place that an ordinal in a sentence tells."""
    ordinals: dict[int, list[str]] = language.words["ordinals"]
    for number, names in ordinals.items():
        at = next((at for at, word in enumerate(words) if word in names), None)
        if at is not None:
            after = "after" in words[max(0, at - AFTER) : at]  # "after the first one" comes the second
            return int(number) + after
    return None


def _numbered(language: Language, words: Sequence[str]) -> int | None:
    """ "number three costs what?" -> 3."""
    pairs = ((value_of(two, language), one) for one, two in pairwise(words))
    return next((n for n, one in pairs if one in NUMBER and n and n <= len(language.words["ordinals"])), None)


def count(language: Language, parts: Sequence[Part]) -> int | None:
    """ "both" -> 2, "those three" -> 3."""
    words = {token.word for part in parts for token in part.linked.tokens}
    counts: dict[str, int] = language.words["count_words"]
    return next((number for word, number in counts.items() if word in words), None)


def amount(language: Language, parts: Sequence[Part]) -> float | None:
    """What somebody has to spend; without a currency only where a word tells that it is money to spend."""
    money = next((a.value for part in parts for a in part.amounts if a.unit == "money"), None)
    told = narrowing.has(language, parts, "giving_words") or narrowing.has(language, parts, "cover_words")
    if money is not None or not told:
        return money
    masked = (part.linked.masked(language.words["masks"]) for part in parts)
    return next((value for text in masked for value in bare_money(text, language)), None)


def study_time(language: Language, parts: Sequence[Part]) -> StudyTime | None:
    """The time that a message says there is for study: a span, else hours that are not a week's."""
    found = [a for part in parts for a in part.amounts if not a.rate]
    spans = [StudyTime(a.value, a.unit) for a in found if a.unit in SPANS]
    words = [token.word for part in parts for token in part.linked.tokens]
    spans += [
        StudyTime(1.0, f"{unit}s") for first, article, unit in zip(words, words[1:], words[2:], strict=False)
        if f"{first} {article}" in language.words["within_a"] and f"{unit}s" in SPANS
    ]  # fmt: skip
    hours = [StudyTime(hours=a.value) for a in found if a.unit == "hours"]
    return next(iter([*spans, *hours]), None)


def _least(amount: Amount) -> float:
    """The least that a bound admits: "over 200" leaves out 200."""
    return amount.value + STRICT if amount.bound == "above" else amount.value


def _hours_in_all(language: Language, parts: Sequence[Part]) -> int | None:
    """ "feasible in a month at six hours weekly": the hours that there are for study."""
    span = study_time(language, parts)
    rate = next((a.value for part in parts for a in part.amounts if a.unit == "hours" and a.rate), None)
    return int(rate * span.weeks) if span and span.weeks and rate else None


def _most(amount: Amount) -> float:
    """The most that a bound admits: "under 100" leaves out 100."""
    return amount.value - STRICT if amount.bound == "below" else amount.value


def _is_exam_time(amount: Amount, study: bool) -> bool:
    """Minutes, and as many hours as an exam can last; more hours, or where study is named, are hours of study."""
    return amount.unit == "minutes" or (amount.unit == "hours" and amount.value <= LONGEST_EXAM and not study)


def ids_of(parts: Sequence[Part], kind: str) -> tuple[str, ...]:
    """The ids of all mentions of a kind in a message, in order, each once."""
    return tuple(dict.fromkeys(i for part in parts for i in part.linked.ids(kind)))  # type: ignore[arg-type]
