"""All the exams of one vendor, told by their number: "all three Databricks ones", "the three of NVIDIA's"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from bot.catalog import Catalog
from bot.language import Language
from bot.status import standing
from bot.understand.described import TELLING
from bot.understand.numbers import value_of
from bot.understand.reader import Part

AFTER = 4  # words after it in which the number, and the word for exams, stand
AHEAD = 4  # words before a vendor's name in which the number of its exams stands
SUMMING = (*TELLING, "remaining")
"""Asks in which such a phrase stands for the exams themselves."""


def every_one(
    language: Language, catalog: Catalog, parts: Sequence[Part], certs: Sequence[str], today: date
) -> tuple[str, ...]:
    """The exams to book of each vendor all of whose exams are meant, with `certs`, those named beside them.

    A number must agree with how many there are; without one "all" counts only beside another vendor's exam.
    """
    found: list[str] = []
    for part in parts:
        for vendor, number in _counted(language, part):
            own = _to_book(catalog, vendor, today)
            others = [i for i in certs if catalog.certifications[i].vendor != vendor]
            if number == len(own) or (number is None and others):
                found += own
    return tuple(dict.fromkeys([*found, *certs])) if found else ()


def miscounted(language: Language, catalog: Catalog, parts: Sequence[Part], today: date) -> bool:
    """ "All three Microsoft ones" where it has four to book: which are meant, nobody can tell."""
    for vendor, number in (counted for part in parts for counted in _counted(language, part)):
        own = _to_book(catalog, vendor, today)
        if number is not None and number != len(own):
            return True
    return False


def _to_book(catalog: Catalog, vendor: str, today: date) -> list[str]:
    """The exams of a vendor that can be booked."""
    return [c.id for c in catalog.certifications.values() if c.vendor == vendor and standing(c, today).bookable]


def _counted(language: Language, part: Part) -> Iterator[tuple[str, int | None]]:
    """Each vendor right before a plural for exams, and the number before it; none where "all" stands alone.

    A noun of number stands for both: "the whole NAME trio", "the trio from NAME".
    """
    words = [token.word for token in part.linked.tokens]
    plural: Collection[str] = language.words["plural_exam_words"]
    nouns: dict[str, int] = language.words["number_nouns"]
    for vendor in (m for m in part.linked.mentions if m.kind == "vendor"):
        after = [word for word in words[vendor.end : vendor.end + AFTER] if word != "s"]
        before = words[max(0, vendor.first - AHEAD) : vendor.first]
        if noun := _noun(before, after, nouns, language):
            yield vendor.ids[0], noun
            continue
        inside = after[:1] and value_of(after[0], language)  # "Databricks' three exams"
        numbers = [n for word in (*before, *(after[:1] if inside else ())) if (n := _number(word, language))]
        follows = after[1:2] if inside else after[:1]
        if not (follows and follows[0] in plural):
            continue
        if numbers:
            yield vendor.ids[0], numbers[-1]
        elif set(before) & {*language.words["all_words"]}:
            yield vendor.ids[0], None


def _noun(before: Sequence[str], after: Sequence[str], nouns: Mapping[str, int], language: Language) -> int | None:
    """The noun of number right behind a vendor or a word for exams, or before it and "of" or "from"."""
    between = {*language.words["exam_words"], *language.words["between_vendor_and_nickname"]}
    behind = next((word for word in after if word not in language.words["exam_words"]), "")
    ahead = next((word for word in reversed(before) if word not in between), "")
    joined = bool({*before} & {*language.words["provider_joins"]})
    return nouns.get(behind) or (nouns.get(ahead) if joined else None)


def _number(word: str, language: Language) -> int | None:
    number = 2 if word == "both" else value_of(word, language)
    return number if number and number > 1 else None
