"""Query + catalog -> statements: what must be computed and never made up, each with its passages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from bot.catalog import Catalog
from bot.facts import (
    advice,
    compare,
    data,
    discounts,
    fields,
    goals,
    lists,
    news,
    optional,
    pace,
    paths,
    paths_beside,
    pay,
    ranking,
    regard,
    retakes,
    standing,
    study,
    sums,
    topics,
    unknowable,
    unrecorded,
    versions,
)
from bot.facts.desk import Desk, tag
from bot.facts.notes import closest_line
from bot.facts.premise import plainly, premises
from bot.language import Language
from bot.records import UNKNOWABLE, Passage, Query, Statement

__all__ = ["compute"]

Computation = Callable[[Desk], Iterator[Statement]]

ANSWERS: dict[str, Computation] = {
    "first_step": paths.first_step,
    "path": paths.path,
    "next_step": paths.next_step,
    "why": paths.why,
    "total": sums.total,
    "remaining": sums.remaining,
    "discounted": discounts.discounted,
    "buys": sums.buys,
    "minutes_total": sums.minutes_total,
    "questions_total": sums.questions_total,
    "pace": pace.pace,
    "vendor_counts": lists.vendor_counts,
    "path_time": study.path_time,
    "fees_beside": paths_beside.fees_beside,
    "times_beside": paths_beside.times_beside,
    "outcome": goals.outcome,
    "verdict": advice.advice,
    "budget": sums.budget,
    "status": standing.status,
    "successor": versions.successor,
    "closing": standing.closing,
    "closings": standing.closings,
    "news": news.news,
    "changes": versions.changes,
    "holders": standing.holders,
    "outdated": data.outdated,
    "beta": lists.beta,
    "topic": topics.topic,
    "covers": topics.covers,
    "list": lists.listed,
    "count": lists.listed,
    "easiest": lists.easiest,
    "hardest": lists.hardest,
    "cheapest": ranking.cheapest,
    "dearest": ranking.dearest,
    "shortest": ranking.shortest,
    "longest": ranking.longest,
    "compare": compare.compare,
    "price_difference": compare.price_difference,
    "other_option": compare.other_option,
    "salary": pay.salary,
    "salary_cert": pay.salary_cert,
    "salary_difference": pay.salary_difference,
    "which_one": goals.which_one,
    "role_certs": pay.role_certs,
    "salary_top": pay.all_roles,
    "salary_elsewhere": pay.salary_elsewhere,
    "projects": advice.projects,
    "retake": retakes.retake,
    "unrecorded": unrecorded.unrecorded,
    "own_record": unknowable.own_record,
    "statistics": unknowable.statistics,
    "forecast": unknowable.forecast,
    "sources": data.sources,
    "data_date": data.data_date,
    "guide": data.guide,
    "worth_it": fields.worth_it,
    **dict.fromkeys(advice.ADVICE, advice.advice),
    "optional_step": optional.optional_step,
}


RECOMMENDING = ("first_step", "path", "next_step", "outcome", "which_one", "topic", "worth_it", "verdict",
                "respected", "other_option", "landscape", "fundamentals", "why", "guide")  # fmt: skip
"""Asks whose answers somebody may book by."""
CODE = re.compile(r"[A-Z]{2,4}-[A-Z]?\d{2,3}")
HARDLY = 0.12  # score under which a question that names nothing known is not guessed at
UNSURE = 0.22  # score under which the record's line nearest to the question is quoted first
OTHER_SENTENCES = 2  # of another reading of the question
ABOUT_CONTENT = ("about", "covers", "domains", "learning", "page", "list")
"""Asks for which the exams on a subject are an answer, where none is named."""
NEED_PERSON = ("first_step", "path", "outcome", "which_one", "path_time")
"""Asks that nothing can be said on without knowing who asks."""


def compute(query: Query, catalog: Catalog, language: Language, passages: Mapping[str, Passage]) -> list[Statement]:
    """The statements that answer `query`, in the order of their asks; none where nothing is known.

    `passages` are the indexed ones by id: a statement rests on those that hold its facts.
    """
    if query.certainty < HARDLY and not query.names_anything:
        return []
    desk = Desk(query, catalog, language, passages)
    if query.asks[0] in UNKNOWABLE:
        return list(ANSWERS[query.asks[0]](desk))
    found = [*premises(desk), *topics.lacking(desk)]
    put_right = bool(found)
    unheld = query.asks[0] == "next_step" and not (query.certs or query.profile.held)
    if (query.asks[0] in NEED_PERSON or unheld) and not (query.backgrounds or query.outcomes or _of_exams(query)):
        # an exam that is named is judged all the same, first of all whether it can be booked
        return _once(desk, [*found, *(fields.worth_it(desk) if query.certs else goals.which_one(desk))])
    done: set[Computation] = set()
    for ask in query.asks[:4]:
        if ask == "of_vendor":
            return [*found, *lists.of_vendor(desk)]
        if ask == "which_one" and found and (query.outcomes or query.backgrounds):
            continue  # who asks is known, and has been told
        computation = _of_named(desk, ask) or _computation(ask)
        if ask in fields.FIELDS and compare.tells(query, ask):
            continue
        if computation and computation not in done:
            done.add(computation)
            found += computation(desk)
    if query.certs and query.certainty < UNSURE and query.asks[0] in fields.FIELDS and not put_right:
        found = [line for cert in desk.certs[:2] for line in closest_line(desk, cert)] + found
    found += _other_reading(desk, done)
    found = found or _by_names(desk)
    found += _related(desk)
    for cert in desk.certs:
        if (
            not desk.open(cert)
            and cert.code
            and not any(cert.code in s.text for s in found if s.role in ("answer", "change"))
        ):
            found += standing.change(desk, cert)
    return _once(desk, [*found, *_overtaken(desk, found)])


def _of_exams(query: Query) -> bool:
    """ "How long do these take me?": the time for exams named is known whoever asks."""
    return query.asks[0] == "path_time" and bool(query.certs or query.profile.background or query.limits)


def _overtaken(desk: Desk, found: list[Statement]) -> Iterator[Statement]:
    """What to book for each closed exam that an answer recommends by its code without saying that it closed."""
    if not set(RECOMMENDING) & set(desk.query.asks):
        return
    told = {passage.id for statement in found for passage in statement.basis}
    words = set(CODE.findall(" ".join(statement.text for statement in found)))
    for cert in desk.catalog.certifications.values():
        closed = cert.code in words and desk.standing(cert).stage == "closed"
        if closed and f"cert/{cert.id}/status" not in told:
            yield from advice.book_instead(desk, cert)


def _by_names(desk: Desk) -> list[Statement]:
    """What can be said of a person or a subject that a question names, where nothing is known of what it asks."""
    query = desk.query
    if query.certs or query.asks[0].startswith("salary"):
        return []  # that pay is unknown there is an answer of its own
    if query.outcomes:
        return list(goals.outcome(desk))
    if query.backgrounds:
        return list(paths.first_step(desk))
    return list(topics.topic(desk)) if query.topics and query.asks[0] in ABOUT_CONTENT else []


def _of_named(desk: Desk, ask: str) -> Computation | None:
    """How the exams or vendors named are seen, where that is asked of them rather than in general."""
    return regard.regard if ask == "respected" and (desk.query.certs or desk.query.limits.vendors) else None


def _computation(ask: str) -> Computation | None:
    return fields.fields if ask in fields.FIELDS and ask != "worth_it" else ANSWERS.get(ask)


def _other_reading(desk: Desk, done: set[Computation]) -> list[Statement]:
    """The first sentences of what else an unsure question may mean."""
    ask = desk.query.other_reading
    computation = _computation(ask) if ask and ask not in desk.query.asks else None
    if not computation or computation in done - {fields.fields}:
        return []
    other = Desk(desk.query.but(asks=(ask,)), desk.catalog, desk.language, desk.passages)
    found = list(computation(other))
    if any(statement.role in ("step", "table") for statement in found):
        return []  # a list is too much for a guess
    told = [statement for statement in found if statement.role == "answer"]
    return [replace(statement, role="note") for statement in told[:OTHER_SENTENCES]]


def _related(desk: Desk) -> list[Statement]:
    """Where one certification named follows another, what is said of the change."""
    ids = {*desk.query.certs, *desk.query.profile.held}
    pairs = [
        (desk.cert(old), link) for old in ids for link in desk.cert(old).successors if link.id in ids and link.note
    ]
    return [
        desk.state("changes.note", (desk.record(old, "status"),), "why", new=desk.cert(link.id).short,
                   old=old.short, note=link.note.rstrip("."))
        for old, link in pairs
    ]  # fmt: skip


def _once(desk: Desk, statements: list[Statement]) -> list[Statement]:
    """Each sentence once, whatever asks led to it, with or without a yes or no; no note that another sentence holds."""
    kept: dict[str, Statement] = {}
    for statement in statements:
        kept.setdefault(_in_short(desk, plainly(desk, statement.text)), statement)
    notes = [text for text, statement in kept.items() if statement.role == "note"]
    said = {note for note in notes if any(note != text and note.rstrip(".") in text for text in kept)}
    return [statement for text, statement in kept.items() if text not in said]


def _in_short(desk: Desk, text: str) -> str:
    """A sentence with the exams asked about called by their codes, as a second sentence on them calls them."""
    for cert in desk.certs:
        text = text.replace(cert.short.lower(), tag(cert).lower())
    return text
