"""Which certifications fit the limits of a question: lists, counts, superlatives, topics, budgets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from bot.catalog import Certification
from bot.facts.checks import HARDEST
from bot.facts.desk import Desk
from bot.facts.fit import fits, found, open_in
from bot.facts.limits import limits_in_words, stage_in_words
from bot.formats import listing, moment, money
from bot.language import stands
from bot.records import Limits, Statement

MOST = 7  # lines in a list
TELLING = 0.9  # share of the exams above which a word tells none apart
WORD = re.compile(r"[a-z0-9]+")


def listed(desk: Desk) -> Iterator[Statement]:
    """How many fit, then each with its fee, cheapest first."""
    certs = sorted(found(desk), key=lambda cert: (desk.fee(cert) is None, desk.fee(cert) or 0))
    words, stage = limits_in_words(desk), stage_in_words(desk)
    if not certs:
        yield from none_fits(desk, words, stage)
        yield from _languages_unknown(desk)
        return
    yield from none_free(desk)
    shown = certs if len(certs) <= MOST or _all_wanted(desk) else certs[:MOST]
    lines = [_line(desk, cert) for cert in shown]
    head = desk.say("list.head" if len(certs) > 1 else "list.one", count=len(certs), limits=words, stage=stage)
    fact = desk.computed("list", "\n".join([head, *lines]), certs)
    yield Statement(head, (fact,))
    yield from (Statement(line, (fact,), "step") for line in lines)
    if len(shown) < len(certs):
        rest = desk.named(certs[len(shown) :])
        text = desk.say("list.more", count=len(certs) - len(shown), certs=rest)
        yield Statement(text, (desk.computed("list", f"{fact.text}\n{text}", certs),), "note")
    yield from _not_now(desk)
    yield from _languages_unknown(desk)


def _languages_unknown(desk: Desk) -> Iterator[Statement]:
    """The exams that fit but for the language, of which no list of languages is known."""
    limits = desk.query.limits
    if not limits.languages:
        return
    asked = Desk(desk.query.but(limits=replace(limits, languages=())), desk.catalog, desk.language, desk.passages)
    certs = [cert for cert in found(asked) if cert.exam_languages.known is None]
    if 0 < len(certs) <= MOST:
        basis = [desk.record(cert, "exam_languages") for cert in certs]
        yield desk.state("list.languages unknown", basis, "note", certs=listing([desk.brief(c) for c in certs]))


def _not_now(desk: Desk) -> Iterator[Statement]:
    """What else fits and cannot be booked: what is still to open, and of a vendor's whole list what closed, too."""
    limits = desk.query.limits
    if limits.open_only or limits.closed_only or limits.beta_only:
        return
    whole = bool(limits.vendors) and limits == Limits(vendors=limits.vendors)
    missing = [cert for cert in found(desk, anything=True) if not desk.open(cert) and not open_in(desk, cert)]
    missing = [cert for cert in missing if whole or desk.standing(cert).stage != "closed"]
    if missing:
        names = [
            desk.say("list.not now item", cert=cert.short, stage=desk.say(f"stage.{desk.standing(cert).stage}"))
            for cert in missing
        ]
        text = desk.say("list.not now", certs=listing(names))
        yield Statement(text, (desk.computed("list", text, missing),), "note")


def vendor_counts(desk: Desk) -> Iterator[Statement]:
    """How many exams of each vendor can be booked, the vendor with most first."""
    counts = Counter(cert.vendor for cert in found(desk))
    ranked = [(desk.catalog.vendors[vendor].name, count) for vendor, count in counts.most_common()]
    if not ranked:
        return
    top = [name for name, count in ranked if count == ranked[0][1]]
    head = desk.say("list.vendors tied" if len(top) > 1 else "list.vendors", vendor=listing(top), count=ranked[0][1])
    lines = [desk.say("list.vendor count", vendor=name, count=count) for name, count in ranked]
    fact = desk.computed("list", "\n".join([head, *lines]), found(desk))
    yield Statement(head, (fact,))
    yield from (Statement(line, (fact,), "step") for line in lines)


def easiest(desk: Desk) -> Iterator[Statement]:
    """The exams at the lowest level of those that fit: nothing else tells how hard an exam is."""
    yield from _at_level(desk, "list.easiest", lowest=True)


def hardest(desk: Desk) -> Iterator[Statement]:
    """The exams at the highest level of those that fit."""
    yield from _at_level(desk, "list.hardest", lowest=False)


def _at_level(desk: Desk, key: str, *, lowest: bool) -> Iterator[Statement]:
    certs = found(desk)
    if not certs:
        yield from none_fits(desk, limits_in_words(desk), stage_in_words(desk))
        return
    level = (max if lowest else min)((cert.level for cert in certs), key=HARDEST.index)
    there = sorted((cert for cert in certs if cert.level == level), key=lambda cert: desk.fee(cert) or 0)
    shown = listing([desk.brief(cert) for cert in there[:MOST]])
    text = desk.say(key, limits=limits_in_words(desk), level=level, certs=shown)
    yield Statement(text, (desk.computed("most", text, there, field="level"),))
    yield desk.state("compare.measured", (), "note")


def none_free(desk: Desk) -> Iterator[Statement]:
    """ "are there any free ones?": that none is, before the cheapest."""
    if not stands(desk.language.words["free_words"], desk.query.question):
        return
    certs = found(desk)
    if certs and all(desk.fee(cert) for cert in certs):
        text = desk.say("most.none free", limits=limits_in_words(desk), count=len(certs))
        yield Statement(text, (desk.computed("most", text, certs),))


def _all_wanted(desk: Desk) -> bool:
    words = set(desk.query.question.lower().replace("?", " ").split())
    return bool(words & set(desk.language.words["all_words"]))


def _line(desk: Desk, cert: Certification) -> str:
    now = desk.standing(cert)
    languages = open_in(desk, cert)
    if now.stage == "closed" and languages:
        fee = desk.fee(cert)
        cost = money(fee) if fee is not None else desk.say("path.no fee")
        return desk.say("list.line in languages", cert=cert.short, fee=cost, languages=listing(languages))
    if now.stage == "closed" and now.event:
        return desk.say("list.line closed", cert=cert.short, when=moment(now.event))
    stage = desk.say("list.in beta") if now.stage == "beta" else ""
    fee = desk.fee(cert)
    return desk.say(
        "list.line", cert=cert.short, fee=money(fee) if fee is not None else desk.say("path.no fee"), stage=stage
    )


def none_fits(desk: Desk, words: str, stage: str) -> Iterator[Statement]:
    """Nothing fits; what comes nearest when the price, or the closing, is the reason."""
    text = desk.say("list.none", limits=words, stage=stage)
    relaxed = desk.query.but(limits=_without_price(desk))
    near = [
        c
        for c in desk.catalog.certifications.values()
        if desk.open(c) and fits(Desk(relaxed, desk.catalog, desk.language, desk.passages), c)
    ]
    near = sorted((c for c in near if desk.fee(c) is not None), key=lambda c: desk.fee(c) or 0)[:1]
    yield Statement(text, (desk.computed("list", text, near),))
    for cert in near:
        yield desk.state("list.nearest", (desk.record(cert, "price"),), "why", cert=desk.brief(cert))


def _without_price(desk: Desk) -> object:
    return replace(
        desk.query.limits, max_price=None, min_price=None, max_minutes=None, max_hours=None, min_minutes=None
    )


def of_vendor(desk: Desk) -> Iterator[Statement]:
    """A field of each exam to book of a vendor or at a level, where the question names no exam; which, is asked back.

    Where the question speaks of several exams, they are the answer and nothing is asked back.
    """
    from bot.facts.fields import FIELDS, field_of

    field = FIELDS.get(desk.query.asks[1], ("price",))[0]
    certs = found(desk)
    if len(certs) == 1:  # no other can be meant
        yield from field_of(desk, certs[0], field)
        return
    several = stands(desk.language.words["plural_exam_words"], desk.query.question)
    head = "list.by field" if several and len(certs) > 1 else "list.which"
    yield Statement(desk.say(head, limits=limits_in_words(desk), label=desk.say(f"label.{field}")), ())
    for cert in certs[:MOST]:
        vendor = desk.catalog.vendors[cert.vendor].name
        value = vendor if field == "vendor" else desk.show(cert, field) or desk.say("compare.unknown")
        yield desk.state(
            "list.of vendor", (desk.record(cert, field),), "step", cert=cert.short, value=value.rstrip(".")
        )
    if more := certs[MOST:]:
        text = desk.say("list.more", count=len(more), certs=desk.named(more))
        yield Statement(text, (desk.computed("list", text, more),), "note")


def by_value(desk: Desk, field: str) -> Iterator[Statement]:
    """For a field asked of no exam by name: the open exams whose value shares a telling word with the question."""
    asked = set(WORD.findall(desk.query.question.lower())) - set(desk.language.words["common"])
    rows = [(cert, desk.show(cert, field) or "") for cert in found(desk)]
    words = [set(WORD.findall(value.lower())) & asked for _, value in rows]
    known = sum(bool(value) for _, value in rows)
    telling = {w for held in words for w in held if sum(w in other for other in words) <= known * TELLING}
    best = max((len(held & telling) for held in words), default=0)
    fits = [
        (cert, value) for (cert, value), held in zip(rows, words, strict=True) if best and len(held & telling) == best
    ]
    if not fits:
        return
    label = desk.say(f"label.{field}")
    head = desk.say(
        "list.by value" if len(fits) > 1 else "list.one by value", count=len(fits), label=label[0].lower() + label[1:]
    )
    lines = [desk.say("list.of vendor", cert=cert.short, value=value.rstrip(".")) for cert, value in fits[:MOST]]
    fact = desk.computed("list", "\n".join([head, *lines]), [cert for cert, _ in fits[:MOST]], field=field)
    yield Statement(head, (fact,))
    yield from (Statement(line, (fact,), "step") for line in lines)


def beta(desk: Desk) -> Iterator[Statement]:
    """The exams that are in beta on the day asked about."""
    query = desk.query.but(limits=replace(desk.query.limits, beta_only=True, closed_only=False))
    yield from listed(Desk(query, desk.catalog, desk.language, desk.passages))
