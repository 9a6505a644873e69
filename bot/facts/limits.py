"""The limits of a question in words, as they stand in an answer: "at associate level of AWS under USD 200"."""

from __future__ import annotations

from dataclasses import replace

from bot.facts.desk import Desk
from bot.formats import listing, money, number, years
from bot.records import STRICT, Limits


def limits_in_words(desk: Desk) -> str:
    """The limits of the question, worded to stand after "certifications"."""
    limits = desk.query.limits
    parts = []
    if limits.levels:
        parts.append(desk.say("limits.level", level=listing(limits.levels, "or")))
    if limits.topics:
        parts.append(
            desk.say("limits.topic", topic=listing([desk.catalog.topics[t].name for t in limits.topics], "or"))
        )
    if limits.vendors:
        parts.append(
            desk.say("limits.vendor", vendor=listing([desk.catalog.vendors[v].name for v in limits.vendors], "or"))
        )
    if limits.max_price is not None:
        fee, strict = _bound(limits.max_price, STRICT)
        parts.append(desk.say("limits.below price" if strict else "limits.max price", fee=money(round(fee, 2))))
    if limits.min_price is not None:
        fee, strict = _bound(limits.min_price, -STRICT)
        parts.append(desk.say("limits.above price" if strict else "limits.min price", fee=money(fee)))
    if limits.languages:
        parts.append(desk.say("limits.language", language=listing(limits.languages, "or")))
    if limits.lifelong:
        parts.append(desk.say("limits.lifelong"))
    if limits.excluded:
        parts.append(
            desk.say("limits.excluded", vendor=listing([desk.catalog.vendors[v].name for v in limits.excluded]))
        )
    if limits.excluded_levels:
        parts.append(desk.say("limits.excluded level", level=listing(limits.excluded_levels)))
    parts += [desk.say(f"limits.{trait}") for trait in limits.traits]
    parts += [desk.say("limits.not", kind=desk.say(f"limits.{trait}")) for trait in limits.excluded_traits]
    exact_years = limits.min_years is not None and limits.min_years == limits.max_years
    if exact_years and limits.min_years is not None:
        parts.append(desk.say("limits.exact years", years=years(limits.min_years)))
    elif limits.min_years is not None:
        least, strict = _bound(limits.min_years, -STRICT)
        parts.append(desk.say("limits.above years" if strict else "limits.years", years=number(least)))
    if limits.max_years is not None and not exact_years:
        parts.append(desk.say("limits.max years", years=years(limits.max_years)))
    exact_minutes = limits.min_minutes is not None and limits.min_minutes == limits.max_minutes
    if exact_minutes:
        parts.append(desk.say("limits.exact minutes", minutes=limits.min_minutes))
    elif limits.min_minutes is not None:
        parts.append(desk.say("limits.min minutes", minutes=limits.min_minutes))
    if limits.max_minutes is not None and not exact_minutes:
        parts.append(desk.say("limits.minutes", minutes=limits.max_minutes))
    elif limits.max_hours is not None:
        parts.append(desk.say("limits.hours", hours=limits.max_hours))
    return "".join(f" {part}" for part in parts)


def _bound(limit: float, back: float) -> tuple[float, bool]:
    """The number said, and whether it is left out itself: 200.01 is "over 200", 199.99 "under 200"."""
    said = round(limit + back, 2)
    strict = said == int(said) and limit != int(limit)
    return (said, True) if strict else (limit, False)


def vendor_in_words(desk: Desk) -> str:
    """The vendors that the question limits to, worded alike."""
    only = replace(Limits(), vendors=desk.query.limits.vendors)
    return limits_in_words(replace(desk, query=desk.query.but(limits=only)))


def stage_in_words(desk: Desk) -> str:
    """ "open today", "in beta today" or "closed", as the question limits it."""
    limits = desk.query.limits
    return desk.say(f"list.{'closed' if limits.closed_only else 'beta' if limits.beta_only else 'open'}")
