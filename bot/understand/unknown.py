"""Names of certifications that the catalog does not hold, so that none is answered for by mistake."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from bot.catalog import Catalog, Certification
from bot.language import Language
from bot.status import standing
from bot.understand.text import Token, compact

if TYPE_CHECKING:
    from bot.understand.mention import Mention

ALIKE = 72  # percent of likeness from which an exam is named as the nearest
CODE = re.compile(r"\b([A-Za-z]{2,4})(-| ?)([A-Za-z]?\d{2,3})\b")
LETTER_CODE = re.compile(r"\b[A-Z]{2,4}-[A-Z]{2,5}\b")


def unknown_names(
    text: str,
    words: Sequence[Token],
    mentions: Sequence[Mention],
    catalog: Catalog,
    language: Language,
    known: Collection[str] = (),
) -> tuple[str, ...]:
    """Codes, foreign names and titles in `text` that look like a certification and link to none.

    `known` are the words of which names of ours are made.
    """
    certs = [m for m in mentions if m.kind == "cert"]
    found = [*_codes(text, words, certs, catalog, language)]
    found += [typed(text, words, m) for m in mentions if m.kind == "elsewhere"]
    found += [*_titles(text, words, mentions, language, known)]
    return tuple(name for name in dict.fromkeys(found) if not any(name != other and name in other for other in found))


def typed(text: str, words: Sequence[Token], mention: Mention) -> str:
    """A name as it was typed, with a plus sign that closes it."""
    end = words[mention.end - 1].end
    return text[words[mention.first].start : end] + ("+" if text[end : end + 1] == "+" else "")


def _codes(
    text: str, words: Sequence[Token], certs: Sequence[Mention], catalog: Catalog, language: Language
) -> Iterator[str]:
    """Exam codes by their shape; with a space in them only after a prefix that vendors use."""
    prefixes = {cert.code.split("-")[0].lower() for cert in catalog.certifications.values() if cert.code}
    prefixes |= set(language.words["code_prefixes"])
    known = {compact(cert.code) for cert in catalog.certifications.values() if cert.code}
    for found in CODE.finditer(text):
        prefix, joint, _ = found.groups()
        inside = any(words[m.first].start <= found.start() and found.end() <= words[m.end - 1].end for m in certs)
        if inside or compact(found[0]) in known:
            continue
        if prefix.lower() in prefixes and not (joint == " " and len(found[3]) < 3):
            yield found[0].upper()
    yield from (
        code[0]
        for code in LETTER_CODE.finditer(text)
        if compact(code[0]) not in known and _titled(code[0], text, language)
    )


def _titled(code: str, text: str, language: Language) -> bool:
    """Whether a word for certification follows a code of letters."""
    after = text.split(code, 1)[1].lower().split()[:2]
    return any(word.strip("?.,!") in language.words["certification_words"] for word in after)


def _titles(
    text: str, words: Sequence[Token], mentions: Sequence[Mention], language: Language, known: Collection[str]
) -> Iterator[str]:
    """ "AWS Certified Prompt Engineer": a vendor, a title and a word no certification of it has."""
    marks = set(language.words["certification_words"])
    parts = [m for m in mentions if m.kind in ("topic", "role", "background")]
    titles = set(language.words["title_words"]) | {w.word for m in parts for w in words[m.first : m.end]}
    levels = {w.word for m in mentions if m.kind == "level" for w in words[m.first : m.end]}
    certs = [m for m in mentions if m.kind == "cert"]
    for vendor in (m for m in mentions if m.kind == "vendor"):
        end = vendor.end
        while end < len(words) and end - vendor.end < 7 and _name_like(words[end], text, titles, marks, words[end - 1]):
            end += 1
        run = words[vendor.first : end]
        named = any(word.word in language.words["title_words"] and word.word not in levels for word in run[1:])
        marked = any(word.word in marks for word in run) or "certified" in (word.word for word in run)
        graded = marked or any(word.word in levels for word in run)
        if graded and not text.isupper() and _foreign(run[1:], text, {*known, *marks, *titles, *levels}):
            named = marked = True  # "Google Professional Gemini Whisperer"
        if named and marked and not any(c.first < end and vendor.first < c.end for c in certs):
            yield text[run[0].start : run[-1].end]


def _foreign(run: Sequence[Token], text: str, known: Collection[str]) -> bool:
    """Whether a word written with a capital is part of no name of ours."""
    return any(text[word.start].isupper() and word.word not in known for word in run)


def _name_like(word: Token, text: str, titles: set[str], marks: set[str], before: Token) -> bool:
    """Part of a name: a title word, a word for certification, or written with a capital."""
    if any(char in ".,;?!" for char in text[before.end : word.start]):
        return False
    return word.word in titles or word.word in marks or text[word.start].isupper()


def nearest(names: Sequence[str], catalog: Catalog, today: date) -> tuple[str, ...]:
    """For the first unknown name the certification most like it that can be booked, if any is like it."""
    if not names:
        return ()
    open_now = [cert for cert in catalog.certifications.values() if standing(cert, today).bookable]
    best = max(open_now, key=lambda cert: _likeness(names[0], cert, catalog))
    return (best.id,) if _likeness(names[0], best, catalog) >= ALIKE else ()


def _likeness(name: str, cert: Certification, catalog: Catalog) -> float:
    """0 to 100: of codes by their letters, of names by the words they share."""
    if CODE.fullmatch(name):
        return fuzz.ratio(compact(name), compact(cert.code)) if cert.code else 0.0
    vendor = catalog.vendors[cert.vendor].name
    return max(fuzz.token_set_ratio(name.lower(), f"{form} {vendor}".lower()) for form in (cert.name, cert.short))
