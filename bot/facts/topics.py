"""Which exams cover a subject, and whether one does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.facts.desk import Desk, tag
from bot.facts.lists import MOST, vendor_in_words
from bot.facts.notes import telling_notes
from bot.facts.standing import change, instead_of
from bot.formats import listing
from bot.records import Statement


def topic(desk: Desk) -> Iterator[Statement]:
    """Which exams to book cover a subject, and which closed ones did."""
    for subject in desk.query.topics[:2]:
        name = desk.catalog.topics[subject].name
        having = [c for c in desk.catalog.certifications.values() if subject in (c.topics.known or ())]
        limits = desk.query.limits
        having = [c for c in having if not limits.vendors or c.vendor in limits.vendors]
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
        if cert.domains.known:
            yield desk.state("is.domains", basis, "why", cert=tag(cert), value=desk.show(cert, "domains"))
        yield from change(desk, cert)
