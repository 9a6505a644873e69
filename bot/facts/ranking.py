"""The cheapest, dearest, shortest and longest of the exams that fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.catalog import Certification
from bot.facts.desk import Desk
from bot.facts.lists import MOST, found, limits_in_words, none_fits, stage_in_words
from bot.formats import listing
from bot.records import Statement

Key = Callable[[Certification], float | None]


def _ranked(desk: Desk, key: Key) -> list[tuple[float, Certification]]:
    pool = list(desk.certs) if len(desk.certs) > 1 else found(desk)
    ranked = [(value, cert) for cert in pool if (value := key(cert)) is not None]
    return sorted(ranked, key=lambda pair: pair[0])


def _extreme(desk: Desk, key: Key, name: str, field: str, *, most: bool = False) -> Iterator[Statement]:
    ranked = _ranked(desk, key)
    if most:
        ranked.reverse()
    if not ranked:
        yield from none_fits(desk, limits_in_words(desk), stage_in_words(desk))
        return
    best = [cert for value, cert in ranked if value == ranked[0][0]]
    others = [cert for value, cert in ranked if value != ranked[0][0]][:2]
    words = limits_in_words(desk) if len(desk.certs) < 2 else desk.say("limits.of these")

    def unit(cert: Certification) -> str:
        return desk.brief(cert) if field == "price" else f"{cert.short} ({desk.show(cert, field)})"

    text = desk.say(f"most.{name}", limits=words, certs=listing([unit(cert) for cert in best[:MOST]]))
    if others:
        text_next = desk.say("most.next", certs=listing([unit(cert) for cert in others]))
    fact = desk.computed("most", "\n".join([text, *([text_next] if others else [])]), [*best, *others])
    yield Statement(text, (fact, *(desk.record(cert, field) for cert in best[:1])))
    if others:
        yield Statement(text_next, (fact,), "why")


def _minutes(desk: Desk, cert: Certification) -> float | None:
    """The minutes of the exam that can be sat today: the beta's while it is a beta."""
    in_beta = desk.standing(cert).stage == "beta" and cert.beta_minutes is not None
    value = cert.beta_minutes if in_beta and cert.beta_minutes else cert.minutes
    return float(value.known) if value.known is not None else None


def cheapest(desk: Desk) -> Iterator[Statement]:
    """The lowest fee to pay today, beta prices included and said to be such."""
    yield from _extreme(desk, desk.fee, "cheapest", "price")
    regular = [c for c in found(desk) if desk.standing(c).stage == "active"] if len(desk.certs) < 2 else []
    if regular:
        first = min(regular, key=lambda cert: desk.fee(cert) or float("inf"))
        yield desk.state("most.cheapest regular", (desk.record(first, "price"),), "note", cert=desk.brief(first))


def dearest(desk: Desk) -> Iterator[Statement]:
    """The highest fee."""
    yield from _extreme(desk, desk.fee, "dearest", "price", most=True)


def shortest(desk: Desk) -> Iterator[Statement]:
    """The shortest exam in minutes, or the one with the least study."""
    if _study_asked(desk):
        yield from _extreme(
            desk, lambda c: c.study_hours.known.low if c.study_hours.known else None, "least study", "study_hours"
        )
    else:
        yield from _extreme(desk, lambda cert: _minutes(desk, cert), "shortest", "minutes")


def longest(desk: Desk) -> Iterator[Statement]:
    """The longest exam in minutes, or the one with the most study."""
    if _study_asked(desk):
        key: Key = lambda c: c.study_hours.known.high if c.study_hours.known else None  # noqa: E731
        yield from _extreme(desk, key, "most study", "study_hours", most=True)
    else:
        yield from _extreme(desk, lambda cert: _minutes(desk, cert), "longest", "minutes", most=True)


def _study_asked(desk: Desk) -> bool:
    words = set(desk.query.question.lower().replace("?", " ").split())
    return bool(words & set(desk.language.words["study_words"]))
