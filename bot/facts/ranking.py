"""The cheapest, dearest, shortest and longest of the exams that fit: by fee, minutes, study, validity or questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.catalog import Certification
from bot.facts.desk import Desk
from bot.facts.fees import total_of
from bot.facts.fit import exam_minutes, found, span_of
from bot.facts.limits import limits_in_words, stage_in_words
from bot.facts.lists import MOST, none_fits, none_free
from bot.formats import listing, money, number, years
from bot.language import stands
from bot.records import Statement

Key = Callable[[Certification], float | None]
Ranked = list[tuple[float, Certification]]
ASIDE = re.compile(r" \(|[,;]")
FOR_LIFE = float("inf")
KINDS = ("validity", "study_time", "questions", "passing_score")
"""What besides minutes "shortest" and "longest" may mean, by the words of `field_words`."""


def _ranked(desk: Desk, key: Key) -> Ranked:
    pool = list(desk.certs) if len(desk.certs) > 1 else found(desk)
    ranked = [(value, cert) for cert in pool if (value := key(cert)) is not None]
    return sorted(ranked, key=lambda pair: pair[0])


def _extreme(desk: Desk, key: Key, name: str, field: str, *, most: bool = False) -> Iterator[Statement]:
    """The exams at one end of a ranking, then the next ones; of two exams also how far they lie apart."""
    ranked = _ranked(desk, key)
    if most:
        ranked.reverse()
    if not ranked:
        yield from none_fits(desk, limits_in_words(desk), stage_in_words(desk))
        return
    best = [cert for value, cert in ranked if value == ranked[0][0]]
    others = [cert for value, cert in ranked if value != ranked[0][0]][:2]
    if len(desk.certs) > 1 and not others and len(best) > 1:
        yield from _equal(desk, best, field)
        return
    words = limits_in_words(desk) if len(desk.certs) < 2 else desk.say("limits.of these")
    shown = listing([_unit(desk, cert, field) for cert in best[:MOST]])
    verb = desk.say("verb.are" if len(best) > 1 else "verb.is")
    texts = [desk.say(f"most.{name}", limits=words, certs=shown, verb=verb)]
    if others:
        texts.append(desk.say("most.next", certs=listing([_unit(desk, cert, field) for cert in others])))
    if len(desk.certs) == 2 and others and (gap := _gap(ranked, field)):
        texts.append(desk.say("most.gap", gap=gap))
    fact = desk.computed("most", "\n".join(texts), [*best, *others])
    yield Statement(texts[0], (fact, *(desk.record(cert, field) for cert in best[:1])))
    yield from (Statement(text, (fact,), "why") for text in texts[1:])
    yield from _beyond(desk, key, ranked[0][0], field, most=most)


def _beyond(desk: Desk, key: Key, end: float, field: str, *, most: bool) -> Iterator[Statement]:
    """The exams announced of those asked about that lie further out still, and cannot be booked yet."""
    if len(desk.certs) > 1 or not desk.query.limits:
        return
    for cert in found(desk, anything=True):
        value = key(cert) if not desk.open(cert) and desk.standing(cert).stage != "closed" else None
        if value is not None and (value > end if most else value < end):
            basis = (desk.record(cert, "status"), desk.record(cert, field))
            yield desk.state("most.unopened", basis, "note", cert=_unit(desk, cert, field))


def _unit(desk: Desk, cert: Certification, field: str) -> str:
    """An exam with the value that it is ranked by."""
    if field == "price":
        return desk.brief(cert)
    shown = desk.show(cert, field) or ""
    return f"{cert.short} ({re.split(ASIDE, shown)[0]})"


def _equal(desk: Desk, certs: list[Certification], field: str) -> Iterator[Statement]:
    value = money(desk.fee(certs[0]) or 0) if field == "price" else desk.show(certs[0], field) or ""
    text = desk.say("most.equal", certs=desk.named(certs), value=value.rstrip("."))
    yield Statement(text, (desk.computed("most", text, certs), *(desk.record(cert, field) for cert in certs)))


def _gap(ranked: Ranked, field: str) -> str:
    """How far two exams lie apart, in the unit of the field; nothing where one is for life."""
    gap = abs(ranked[0][0] - ranked[-1][0])
    if gap == FOR_LIFE or field in ("study_hours", "study_weeks", "questions"):
        return ""
    if field == "price":
        return money(gap)
    return years(gap) if field == "validity_years" else f"{number(gap)} minutes"


def cheapest(desk: Desk) -> Iterator[Statement]:
    """The lowest fee to pay today, beta prices included and said to be such."""
    if desk.query.whole and _count(desk):
        yield total_of(desk, [(cert, fee) for fee, cert in _ranked(desk, desk.fee)[: _count(desk)]], "answer")
    yield from none_free(desk)
    yield from _extreme(desk, desk.fee, "cheapest", "price")
    if len(desk.certs) > 1 or desk.query.limits.no_beta:
        return
    ranked = sorted(found(desk), key=lambda cert: desk.fee(cert) or float("inf"))
    regular = next((cert for cert in ranked if desk.standing(cert).stage == "active"), None)
    if regular and regular is not ranked[0]:
        yield desk.state("most.cheapest regular", (desk.record(regular, "price"),), "note", cert=desk.brief(regular))


def _count(desk: Desk) -> int:
    """How many exams from one end are asked for; 0 where it is one, or where the exams are named."""
    count = desk.query.count or 0
    return count if count > 1 and len(desk.certs) < 2 else 0


def dearest(desk: Desk) -> Iterator[Statement]:
    """The highest fee."""
    if desk.query.whole and _count(desk):
        yield total_of(desk, [(cert, fee) for fee, cert in _ranked(desk, desk.fee)[: -_count(desk) - 1 : -1]], "answer")
    yield from _extreme(desk, desk.fee, "dearest", "price", most=True)


def shortest(desk: Desk) -> Iterator[Statement]:
    """The shortest exam in minutes, or that of the least study, the shortest validity, the fewest questions."""
    kind = _kind(desk)
    if kind == "study_time":
        field = _of_study(desk)
        yield from _extreme(desk, lambda cert: _span(cert, field, "low"), "least study", field)
    elif kind == "validity":
        yield from _extreme(desk, _validity, "least validity", "validity_years")
    elif kind == "questions":
        yield from _extreme(desk, lambda cert: _questions(desk, cert), "fewest questions", "questions")
    elif kind == "passing_score":
        yield from _extreme(desk, _pass_mark, "lowest pass mark", "passing_score")
    else:
        yield from _extreme(desk, lambda cert: exam_minutes(desk, cert), "shortest", "minutes")


def longest(desk: Desk) -> Iterator[Statement]:
    """The longest exam in minutes, or that of the most study, the longest validity, the most questions."""
    kind = _kind(desk)
    if kind == "study_time":
        field = _of_study(desk)
        yield from _extreme(desk, lambda cert: _span(cert, field, "high"), "most study", field, most=True)
    elif kind == "validity":
        yield from _extreme(desk, _validity, "most validity", "validity_years", most=True)
    elif kind == "questions":
        yield from _extreme(desk, lambda cert: _questions(desk, cert), "most questions", "questions", most=True)
    elif kind == "passing_score":
        yield from _extreme(desk, _pass_mark, "highest pass mark", "passing_score", most=True)
    else:
        yield from _extreme(desk, lambda cert: exam_minutes(desk, cert), "longest", "minutes", most=True)


def _of_study(desk: Desk) -> str:
    """The field of study that is ranked: weeks where the question speaks of weeks, else hours."""
    return "study_weeks" if stands(desk.language.words["week_words"], desk.query.question) else "study_hours"


def _span(cert: Certification, field: str, end: str) -> float | None:
    """The low or high end of a field with a range."""
    known = getattr(cert, field).known
    return None if known is None else float(getattr(known, end))


def _validity(cert: Certification) -> float | None:
    value = cert.validity_years.known
    return FOR_LIFE if value == "never" else value


def _questions(desk: Desk, cert: Certification) -> float | None:
    """The most questions that the record gives for the exam of today."""
    span = span_of(desk, cert, "questions")
    return span.high if span else None


def _pass_mark(cert: Certification) -> float | None:
    """The published pass mark on a scale of 1,000, on which a share counts as so much of it."""
    known = re.match(r"(\d+)(%?)", cert.passing_score.known or "")
    return None if known is None else float(known[1]) * (10 if known[2] else 1)


def _kind(desk: Desk) -> str:
    """What the ranking is about where the words name something else than minutes."""
    fields = desk.language.words["field_words"]
    return next((kind for kind in KINDS if stands(fields[kind], desk.query.question)), "")
