"""Phrases that pick one of the exams spoken of, put as its name: "the cheaper one", "the one needed before it"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any, get_args

from bot.catalog import Catalog, Certification
from bot.language import Language
from bot.schema import Level
from bot.status import of_today, standing
from bot.understand.bare_codes import AMOUNT, numbers_of
from bot.understand.context import Context
from bot.understand.groups import RANKED
from bot.understand.text import Token, tokens

FOR_LIFE = float("inf")
NUMBER = re.compile(r"\d+")
VERSION = re.compile(r" \(0\d\d\)")
STAGES = {"open": ("active", "beta"), "beta": ("beta",), "closed": ("closed",)}
MOST_BETWEEN = 5  # words between "the one" and "before it"
FEW = 4  # words of a message in which a number alone may be that of a code
FAR = 30  # words of a message past which nothing is looked for

PAUSES = set(",;.:?!")

Span = tuple[int, int]


def put_by_name(text: str, context: Context, catalog: Catalog, language: Language, today: date) -> str:
    """The text with the phrase that points at an exam spoken of replaced by the exam's name.

    A phrase that is all that is asked ("which is the cheaper one?") stays as it is.
    """
    words = tokens(text)
    if context.last is None or len(words) > FAR:
        return text
    if put := _version(text, words, context, catalog) or _code(text, words, context, catalog):
        return put
    found = _pointed(words, context, catalog, language, today)
    asked = (((first, end), cert) for (first, end), cert in found if not _asked_for(text, words, first, end, language))
    named = (*_siblings(words, context, catalog, language), *_other(words, context, language))
    for (first, end), cert in (*named, *asked):
        name = catalog.certifications[cert]
        return f"{text[: words[first].start]}{name.code or name.short}{text[words[end - 1].end :]}"
    return text


def _version(text: str, words: Sequence[Token], context: Context, catalog: Catalog) -> str:
    """ "I printed the objectives for 003": another version of the exam spoken of, put behind its name."""
    short = catalog.certifications[context.focus[0]].short if context.focus else ""
    of_versions = VERSION.search(short)
    number = next((word for word in words if of_versions and re.fullmatch(r"0\d\d", word.word)), None)
    if number is None or VERSION.sub("", short).lower() in text.lower():
        return ""
    return f"{text[: number.start]}{VERSION.sub('', short)} {text[number.start :]}"


def _code(text: str, words: Sequence[Token], context: Context, catalog: Catalog) -> str:
    """ "and 300?", after an exam of the same vendor: its number alone stands for the code."""
    vendor = catalog.certifications[context.focus[0]].vendor if context.focus else ""
    numbered = vendor and len(words) <= FEW and any(word.word.isdigit() for word in words)
    known = numbers_of(catalog).get(vendor, {}) if numbered else {}
    number = next((word for word in words if word.word in known and text[word.start - 1 : word.start] != "-"), None)
    if number is None or AMOUNT.search(text[: number.start]):
        return ""
    return f"{text[: number.start]}{catalog.certifications[known[number.word]].code}{text[number.end :]}"


def _last(context: Context, catalog: Catalog, several: Sequence[Certification]) -> str | None:
    """The last of some exams named or listed, or of the steps of a path; what an answer names after them is none."""
    before = context.last
    if before is None:
        return None
    if len(before.certs) > 1 or before.asks[0] == "list":
        return several[-1].id
    steps = len(catalog.backgrounds[before.backgrounds[0]].steps) if before.backgrounds else 0
    return several[steps - 1].id if 0 < steps <= len(several) else None


def _pointed(
    words: Sequence[Token], context: Context, catalog: Catalog, language: Language, today: date
) -> Iterator[tuple[Span, str]]:
    """The phrases found, each with the exam that it picks."""
    several = [catalog.certifications[i] for i in context.spoken_of]
    if len(several) > 1:
        for pick in language.words["picks"]:
            for span in _spans(words, pick, language):
                if cert := _picked(pick, several, today):
                    yield span, cert
        if last := _last(context, catalog, several):
            yield from ((span, last) for span in _places(words, language.words["last_phrases"]))
        for phrases, fits in _kinds(catalog, language):
            found = [cert.id for cert in several if fits(cert)]
            if len(found) == 1:
                yield from ((span, found[0]) for span in _spans(words, {"adjectives": phrases}, language))
    for cert in context.focus[:1]:
        if needed := catalog.certifications[cert].requires:
            yield from ((span, needed[0]) for span in _required(words, language))


def _siblings(
    words: Sequence[Token], context: Context, catalog: Catalog, language: Language
) -> Iterator[tuple[Span, str]]:
    """ "Its bigger brother": the exam of the same name at the next level."""
    spans = list(_places(words, language.words["sibling_phrases"]))
    for cert in context.focus[:1] if spans else ():
        above = LEVELS[LEVELS.index(level) + 1 :] if (level := catalog.certifications[cert].level) in LEVELS else ()
        yield from ((spans[0], other) for up in above if (other := catalog.sibling(cert, up)))


def _other(words: Sequence[Token], context: Context, language: Language) -> Iterator[tuple[Span, str]]:
    """ "And the other one?": of the two spoken of last the one that was not asked about just now."""
    last = context.last.certs if context.last else ()
    others = [cert for cert in context.named if cert not in last]
    if context.last and context.last.asks[0] in RANKED and len(last) == 2:
        others = [cert for cert in last if cert not in context.heard[:1]]  # not the one that came out first
    if others and (len(last) == 1 or len(others) == 1):
        yield from ((span, others[0]) for span in _places(words, language.words["other_phrases"]))


def _spans(words: Sequence[Token], pick: dict[str, list[str]], language: Language) -> Iterator[Span]:
    """Where a phrase for an end of a field stands in one of the frames for it."""
    for kind, frames in language.words["pick_frames"].items():
        said = pick.get(kind, ())
        yield from _places(words, [frame.replace("*", phrase) for frame in frames for phrase in said])


def _kinds(catalog: Catalog, language: Language) -> Iterator[tuple[list[str], Callable[[Certification], bool]]]:
    """The words for kinds of exams ("hands-on"), levels and vendors, each with the test of what is such an exam."""
    for trait in language.words["traits"].values():
        yield trait["asked"], partial(_is_such, trait)
    for level, names in language.words["levels"].items():
        yield [level, *names], partial(_is_at, level)
    for vendor in catalog.vendors.values():
        yield [name.lower() for name in (vendor.name, *vendor.aliases)], partial(_is_of, vendor.id)


def _is_such(trait: dict[str, Any], cert: Certification) -> bool:
    said = str(getattr(cert, trait["field"]).known).lower()
    return any(word in said for word in trait["has"])


def _is_of(vendor: str, cert: Certification) -> bool:
    return cert.vendor == vendor


def _is_at(level: str, cert: Certification) -> bool:
    return cert.level == level


def _places(words: Sequence[Token], phrases: Sequence[str]) -> Iterator[Span]:
    """Where one of the phrases stands, the longest first."""
    text = f" {' '.join(word.word for word in words)} "
    for phrase in sorted(phrases, key=len, reverse=True):
        if (at := text.find(f" {phrase} ")) >= 0:
            first = text[:at].count(" ")
            yield first, first + len(phrase.split())


def _required(words: Sequence[Token], language: Language) -> Iterator[Span]:
    """ "That prerequisite"; "the one they want before it"."""
    yield from _places(words, language.words["required_phrases"])
    opening, closing = language.words["required_frame"]["opening"], language.words["required_frame"]["closing"]
    for first, begun in _places(words, opening):
        for at, end in _places(words[begun : begun + MOST_BETWEEN + 3], closing):
            if at <= MOST_BETWEEN:
                yield first, begun + end


def _picked(pick: dict[str, str], certs: Sequence[Certification], today: date) -> str | None:
    """The only exam at the end of the field that a phrase names; none where two are equal there."""
    if pick["by"] in STAGES:
        found = [cert for cert in certs if standing(cert, today).stage in STAGES[pick["by"]]]
        return found[0].id if len(found) == 1 else None
    values = [(value, cert) for cert in certs if (value := VALUES[pick["by"]](cert, today)) is not None]
    if len(values) < 2:
        return None
    end = (min if pick["end"] == "least" else max)(value for value, _ in values)
    best = [cert.id for value, cert in values if value == end]
    return best[0] if len(best) == 1 else None


def _fee(cert: Certification, today: date) -> float | None:
    in_beta = standing(cert, today).stage == "beta" and cert.beta_price is not None
    return cert.beta_price.known if in_beta and cert.beta_price else cert.price.known


def _minutes(cert: Certification, today: date) -> float | None:
    minutes: float | None = of_today(cert, "minutes", today).known
    return minutes


def _questions(cert: Certification, today: date) -> float | None:
    numbers = NUMBER.findall((of_today(cert, "questions", today).known or "").split("(")[0])
    return float(numbers[-1]) if numbers else None


def _validity(cert: Certification, today: date) -> float | None:
    value = cert.validity_years.known
    return FOR_LIFE if value == "never" else value


def _level(cert: Certification, today: date) -> float | None:
    return float(LEVELS.index(cert.level)) if cert.level in LEVELS else None


def _study(cert: Certification, today: date) -> float | None:
    hours = cert.study_hours.known
    return (hours.low + hours.high) / 2 if hours else None


LEVELS: tuple[str, ...] = get_args(Level)
VALUES: dict[str, Callable[[Certification, date], float | None]] = {
    "price": _fee, "minutes": _minutes, "questions": _questions, "validity": _validity, "level": _level,
    "study_time": _study,
}  # fmt: skip


def _asked_for(text: str, words: Sequence[Token], first: int, end: int, language: Language) -> bool:
    """Whether the phrase itself is what is asked: "and the cheaper one?", "which is the cheaper one, please?"."""
    empty, being = set(language.words["empty_words"]), set(language.words["being_words"])
    pauses = [at for at in range(1, len(words)) if set(text[words[at - 1].end : words[at].start]) & PAUSES]
    begins = max((at for at in pauses if at <= first), default=0)
    before = [word.word for word in words[begins:first]]
    if end == len(words) and set(before) <= empty:
        return True
    closes = end == len(words) or end in pauses
    return closes and (before[:1] in ([word] for word in being) or (set(before) <= empty and bool(set(before) & being)))
