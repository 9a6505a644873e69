"""Which exams cover a subject, and whether one does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.catalog import Certification
from bot.facts.advised import on_paths
from bot.facts.desk import Desk, tag
from bot.facts.limits import vendor_in_words
from bot.facts.lists import MOST
from bot.facts.notes import telling_notes
from bot.facts.standing import change, instead_of
from bot.formats import listing
from bot.records import Statement

NEAREST = 3  # exams named where none covers the subject itself


def topic(desk: Desk) -> Iterator[Statement]:
    """Which exams to book cover a subject, and which closed ones did."""
    for subject in desk.query.topics[:2]:
        name = desk.catalog.topics[subject].name
        having = _having(desk, subject)
        now = [c for c in having if desk.open(c)]
        gone = [c for c in having if desk.standing(c).stage == "closed"]
        soon = [c for c in having if not desk.open(c) and c not in gone]
        if now:
            certs = listing([desk.brief(c) for c in now[:MOST]])
            text = desk.say("topic.covered", topic=name, certs=certs)
            yield Statement(text, (desk.computed("topic", text, now), *(desk.record(c, "content") for c in now[:3])))
        else:
            text = desk.say("topic.none", topic=name, limits=vendor_in_words(desk))
            yield Statement(text, (desk.computed("topic", text, gone),))
            yield from _nearest(desk, subject) if not soon else ()
            for cert in gone[:2]:
                yield from (replace(s, role="why") for s in instead_of(desk, cert) if s.role == "answer")
        if gone:
            yield desk.state(
                "topic.gone",
                [desk.record(c, "status") for c in gone[:3]],
                "change",
                topic=name,
                certs=desk.named(gone[:3]),
            )
        if soon:
            yield desk.state(
                "topic.soon",
                [desk.record(c, "status") for c in soon[:3]],
                "note",
                topic=name,
                certs=desk.named(soon[:3]),
            )
            yield from (replace(line, role="note") for line in (() if now else _nearest(desk, subject)))


def _nearest(desk: Desk, subject: str) -> Iterator[Statement]:
    """The exams to book that cover the nearest subject of which one that none covers is a part."""
    for broader in desk.catalog.topics[subject].broader:
        if certs := _bookable(desk, broader)[:NEAREST]:
            yield _on(desk, "topic.nearest", broader, certs)
            return
        soon = [c for c in _having(desk, broader) if not desk.open(c) and desk.standing(c).stage != "closed"]
        if soon:
            basis = [desk.record(c, "status") for c in soon[:NEAREST]]
            name = desk.catalog.topics[broader].name
            yield desk.state("topic.soon", basis, "note", topic=name, certs=desk.named(soon[:NEAREST]))
    others = [c for c in desk.catalog.certifications.values() if c.vendor in desk.query.limits.vendors and desk.open(c)]
    if others:  # a vendor without anything near
        text = desk.say(
            "topic.others", limits=vendor_in_words(desk), certs=listing([desk.brief(c) for c in others[:MOST]])
        )
        yield Statement(text, (desk.computed("list", text, others, field="events"),))


def beside(desk: Desk, advised: Certification | None) -> Iterator[Statement]:
    """For a subject that somebody names beside who they are: what covers it, unless the exam advised does."""
    for subject in desk.query.topics[:1]:
        near = next((s for s in (subject, *desk.catalog.topics[subject].broader) if _bookable(desk, s)), None)
        certs = _bookable(desk, near) if near else []
        if near and certs and advised not in certs:
            yield replace(_on(desk, "topic.beside", near, certs[:NEAREST]), role="note")


def _bookable(desk: Desk, subject: str) -> list[Certification]:
    """The exams to book that cover a subject, of the vendors that the question limits to."""
    return [cert for cert in _having(desk, subject) if desk.open(cert)]


def _having(desk: Desk, subject: str) -> list[Certification]:
    """The exams that cover a subject, of the vendors that the question limits to."""
    limits = desk.query.limits
    return [c for c in desk.catalog.covering(subject) if not limits.vendors or c.vendor in limits.vendors]


def _on(desk: Desk, key: str, subject: str, certs: Sequence[Certification]) -> Statement:
    names = listing([desk.brief(c) for c in certs], "or")
    text = desk.say(key, topic=desk.catalog.topics[subject].name, certs=names)
    return Statement(text, (desk.computed("topic", text, certs), *(desk.record(c, "content") for c in certs)))


def lacking(desk: Desk) -> Iterator[Statement]:
    """ "how much of it is about Kubernetes?": that a subject is none of the topics or domains of the exam."""
    for cert in desk.certs[:1] if desk.query.asks[0] == "domains" else ():
        told = str(desk.show(cert, "domains") or "").lower()
        for subject in desk.query.topics[:1]:
            name = desk.catalog.topics[subject].name
            if cert.topics.known and subject not in cert.topics.known and name.lower() not in told:
                yield desk.state("covers.no", (desk.record(cert, "content"),), cert=cert.short, topic=name)


def covers(desk: Desk) -> Iterator[Statement]:
    """Whether a certification covers a subject, yes or no."""
    if not desk.certs:
        yield from topic(desk)
    for cert in desk.certs[:3]:
        basis = (desk.record(cert, "content"),)
        yield from telling_notes(desk, cert)
        for subject in desk.query.topics[:3]:
            yes = subject in (cert.topics.known or ())
            yield desk.state("covers.yes" if yes else "covers.no", basis, cert=cert.short,
                             topic=desk.catalog.topics[subject].name)  # fmt: skip
        if not any(subject in (cert.topics.known or ()) for subject in desk.query.topics):
            names = [desk.catalog.topics[subject].name.lower() for subject in desk.query.topics]
            goals = [b for b in desk.catalog.backgrounds.values() if any(name in b.goal.lower() for name in names)]
            yield from on_paths(desk, cert, goals) if goals else ()  # "is the CKA a must for MLOps?"
        if cert.domains.known:
            yield desk.state("is.domains", basis, "why", cert=tag(cert), value=desk.show(cert, "domains"))
        yield from change(desk, cert)
