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
from bot.understand.quoted import certified, quoted
from bot.understand.text import Token, compact
from bot.understand.titles import titles, unowned

if TYPE_CHECKING:
    from bot.understand.mention import Mention

ALIKE = 72  # percent of likeness from which an exam is named as the nearest
CODE = re.compile(r"\b([A-Za-z]{2,4})(-| ?)([A-Za-z]?\d{2,3})\b")
LETTER_CODE = re.compile(r"\b[A-Za-z]{2,4}-[A-Za-z]{2,5}\b")


def unknown_names(
    text: str,
    words: Sequence[Token],
    mentions: Sequence[Mention],
    catalog: Catalog,
    language: Language,
    known: Collection[str] = (),
    ordinary: Collection[str] = (),
) -> tuple[str, ...]:
    """Codes, foreign names and titles in `text` that look like a certification and link to none.

    `known` are the words of which names of ours are made, `ordinary` those that are no names at all.
    """
    found = [*_codes(text, words, mentions, catalog, language), *letter_codes(text, words, mentions, catalog, language)]
    material = set(language.words["material_words"])  # whose course or book it is says nothing of an exam
    found += [
        typed(text, words, m)
        for m in mentions
        if m.kind == "elsewhere" and not material & {word.word for word in words[m.end : m.end + 1]}
    ]
    found += [*titles(text, words, mentions, language, known), *quoted(text, words, mentions, language)]
    if not any(m.kind == "cert" for m in mentions):
        found += unowned(text, words, mentions, language, known, ordinary)
        found += certified(text, words, mentions, language, known)
    beside = set(language.words["beside_words"])  # "NAME associate versus professional" is two kinds, no name
    found = [name for name in dict.fromkeys(found) if not beside & set(name.lower().split())]
    return tuple(name for name in found if not any(name != other and name in other for other in found))


def typed(text: str, words: Sequence[Token], mention: Mention) -> str:
    """A name as it was typed, with a plus sign that closes it."""
    end = words[mention.end - 1].end
    return text[words[mention.first].start : end] + ("+" if text[end : end + 1] == "+" else "")


def _codes(
    text: str, words: Sequence[Token], mentions: Sequence[Mention], catalog: Catalog, language: Language
) -> Iterator[str]:
    """Exam codes by their shape; with a space in them only after a prefix that vendors use."""
    known = {compact(cert.code) for cert in catalog.certifications.values() if cert.code}
    shapes = {_shape(cert.code) for cert in catalog.certifications.values() if cert.code}
    prefixes = _prefixes(catalog) | set(language.words["code_prefixes"])
    owned = [words[m.end - 1].end for m in mentions if m.kind == "vendor"]
    for found in CODE.finditer(text):
        prefix, joint, _ = found.groups()
        if _named(found, words, [m for m in mentions if m.kind == "cert"]) or compact(found[0]) in known:
            continue
        shaped = joint == "-" and _shape(found[0]) in shapes  # "QCA-C01", whatever its prefix
        shaped |= joint != " " and found[0].isupper() and _told(found, text, owned, language)  # "the DBX-777 exam"
        if (prefix.lower() in prefixes and not (joint == " " and len(found[3]) < 3)) or shaped:
            yield found[0].upper()


def without_unknown(
    text: str, words: Sequence[Token], certs: Sequence[Mention], mentions: Sequence[Mention],
    catalog: Catalog, language: Language,
) -> list[Mention]:  # fmt: skip
    """The certifications named, without those whose name is only part of a code of letters that we do not have."""
    codes = letter_codes(text, words, mentions, catalog, language)
    spans = [(text.index(code), text.index(code) + len(code)) for code in codes]
    places = {m: (words[m.first].start, words[m.end - 1].end) for m in certs}
    return [m for m, (start, end) in places.items() if not any(start < last and first < end for first, last in spans)]


def letter_codes(
    text: str, words: Sequence[Token], mentions: Sequence[Mention], catalog: Catalog, language: Language
) -> list[str]:
    """Codes of letters alone that are none of ours: with a prefix of ours, after a vendor, or before "exam"."""
    known = {compact(cert.code) for cert in catalog.certifications.values() if cert.code}
    prefixes = _prefixes(catalog, lettered=True)
    vendors = [words[m.end - 1].end for m in mentions if m.kind == "vendor"]
    single = [m for m in mentions if m.kind == "cert" and len(m.ids) == 1]
    found = []
    for code in LETTER_CODE.finditer(text):
        ours = _slip(compact(code[0]), known) or _named(code, words, single)
        told = code[0].isupper() and _told(code, text, vendors, language)
        if not ours and (told or code[0].split("-")[0].lower() in prefixes):
            found.append(code[0])
    return found


def _slip(code: str, known: Collection[str]) -> bool:
    """Whether a code is one of ours, two of its letters changed round at most."""
    return any(sorted(code) == sorted(ours) for ours in known)


def _prefixes(catalog: Catalog, *, lettered: bool = False) -> set[str]:
    """What the codes of our exams begin with; `lettered`: those of codes without a digit."""
    codes = (cert.code for cert in catalog.certifications.values() if cert.code and "-" in cert.code)
    return {code.split("-")[0].lower() for code in codes if not (lettered and any(map(str.isdigit, code)))}


def _shape(code: str) -> str:
    """ "AAA-A99" of "MLA-C01", written in capitals; a code in small letters has another."""
    return "".join("9" if char.isdigit() else "A" if char.isupper() else char for char in code)


def _named(found: re.Match[str], words: Sequence[Token], certs: Sequence[Mention]) -> bool:
    """Whether a code stands within a name of ours."""
    return any(words[m.first].start <= found.start() and found.end() <= words[m.end - 1].end for m in certs)


def _told(code: re.Match[str], text: str, vendors: Sequence[int], language: Language) -> bool:
    """Whether a code stands after a vendor, which ends at one of `vendors`, or beside a word for certification."""
    owned = any(end < code.start() and not text[end : code.start()].strip(" :'s") for end in vendors)
    near = [*text[: code.start()].lower().split()[-1:], *text[code.end() :].lower().split()[:2]]
    return owned or any(word.strip("?.,!:'()") in language.words["certification_words"] for word in near)


def nearest(names: Sequence[str], catalog: Catalog, today: date) -> tuple[str, ...]:
    """For the first unknown name the certification most like it that can be booked, if any is like it."""
    if not names:
        return ()
    open_now = [cert for cert in catalog.certifications.values() if standing(cert, today).bookable]
    best = max(open_now, key=lambda cert: _likeness(names[0], cert, catalog))
    return (best.id,) if _likeness(names[0], best, catalog) >= ALIKE else ()


def _likeness(name: str, cert: Certification, catalog: Catalog) -> float:
    """0 to 100: of codes by their letters, of names by the words they share."""
    if CODE.fullmatch(name) or (LETTER_CODE.fullmatch(name) and cert.code and not any(map(str.isdigit, cert.code))):
        return fuzz.ratio(compact(name), compact(cert.code)) if cert.code else 0.0
    vendor = catalog.vendors[cert.vendor].name
    return max(fuzz.token_set_ratio(name.lower(), f"{form} {vendor}".lower()) for form in (cert.name, cert.short))
