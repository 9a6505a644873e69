"""Where the answers come from, how fresh they are, and what in the guide is out of date."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalog import Certification
from bot.facts.advice import book_instead
from bot.facts.desk import Desk, tag
from bot.formats import day
from bot.records import Statement


def outdated(desk: Desk) -> Iterator[Statement]:
    """What in the guide has been overtaken: the exams that closed first, then the other corrections."""
    named = {i for b in desk.catalog.backgrounds.values() for step in b.steps for i in step.certs}
    named |= {i for cert in desk.catalog.certifications.values() if cert.tier for i in [cert.id]}
    if desk.certs:
        fixes = [fix for fix in desk.catalog.corrections.values() if set(desk.query.certs) & set(fix.certs)]
        for fix in fixes[:3]:
            yield Statement(str(fix.text.value), (desk.passages[f"correction/{fix.id}"],), "answer")
        if fixes:
            return
    gone = [c for c in desk.catalog.certifications.values() if c.id in named and desk.standing(c).stage == "closed"]
    if gone:
        text = desk.say("outdated.head", count=len(gone), certs=desk.named(gone))
        yield Statement(text, (desk.computed("outdated", text, gone),))
    for cert in gone:
        lines = list(book_instead(desk, cert))
        yield from (Statement(f"- {line.text}", line.basis, "step") for line in lines)
    for fix in desk.catalog.corrections.values():
        if (
            fix.text.checked <= desk.today
            and not set(fix.certs) & {c.id for c in gone}
            and fix.id.endswith(("price", "naming", "unsourced"))
        ):
            yield Statement(f"- {fix.text.value}", (desk.passages[f"correction/{fix.id}"],), "note")


def data_date(desk: Desk) -> Iterator[Statement]:
    """When the facts were checked: those of an exam that is named; the newest of all, the guide, and today."""
    newest = max(
        v.checked for c in desk.catalog.certifications.values() for v in (c.price, c.provenance, *c.notes, *c.events)
    )
    for cert in desk.certs[:1]:
        yield from _checked(desk, cert)
    text = desk.say("data.date", newest=day(newest), written=desk.catalog.guide_written, today=day(desk.today))
    yield Statement(text, (desk.computed("data", text),), "note" if desk.certs else "answer")


def _checked(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """When the fee of a certification was last checked, and whether it can be taken."""
    text = desk.say("data.price", cert=cert.short, when=day(cert.price.checked))
    yield Statement(text, (desk.computed("data", text, [cert], field="price"),))
    passage = desk.record(cert, "status")
    if passage.as_of:
        yield desk.state("data.status", (passage,), cert=tag(cert), when=day(passage.as_of))


def sources(desk: Desk) -> Iterator[Statement]:
    """What the answers rest on."""
    official = sum(source.official for source in desk.catalog.sources.values())
    text = desk.say("data.sources", certs=len(desk.catalog.certifications), sources=len(desk.catalog.sources),
                    official=official, written=desk.catalog.guide_written)  # fmt: skip
    yield Statement(text, (desk.computed("data", text),))
    yield desk.state("pay.source", (desk.passages["correction/salary-unsourced"],), "why")
    for cert in desk.certs[:1]:
        passage = desk.record(cert, "price")
        yield Statement(passage.text.splitlines()[-1], (passage,), "why")


def guide(desk: Desk) -> Iterator[Statement]:
    """What the guide is, from its own opening."""
    opening = next((p for p in desk.passages.values() if p.kind == "guide"), None)
    if opening:
        text = desk.say("data.guide", written=desk.catalog.guide_written)
        yield Statement(text, (opening,))
