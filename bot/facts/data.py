"""Where the answers come from, how fresh they are, and what in the guide is out of date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.catalog import Certification, Value
from bot.describe import TOPIC_OF
from bot.facts.advice import ADVICE, book_instead
from bot.facts.desk import Desk, tag
from bot.facts.fields import FIELDS, field_of
from bot.facts.standing import HISTORY, release
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
    field = next(iter(FIELDS.get(desk.query.matter, ("price",))))
    value = getattr(cert, field)
    if field == "price" or not isinstance(value, Value):
        text = desk.say("data.price", cert=cert.short, when=day(cert.price.checked))
    else:
        label = desk.say(f"label.{field}")
        text = desk.say("data.field", label=label, cert=cert.short, when=day(value.checked))
    yield Statement(text, (desk.computed("data", text, [cert], field=field if field in TOPIC_OF else "price"),))
    passage = desk.record(cert, "status")
    if passage.as_of:
        yield desk.state("data.status", (passage,), cert=tag(cert), when=day(passage.as_of))
    source = desk.record(cert, field)
    yield Statement(source.text.splitlines()[-1], (source,), "why")


def _behind(desk: Desk) -> Iterator[Statement]:
    """Who says what was told of an exam just before: where sources disagree which says what, then all of them."""
    cert, ask = desk.certs[0], desk.query.matter
    field = next(iter(FIELDS.get(ask, ())), "status")
    if field == "launched" or ask in HISTORY:
        yield from (replace(line, role="answer") for line in release(desk, cert))
        field = "status"
    passage = desk.record(cert, field)
    if field != "status":
        yield from field_of(desk, cert, field)
    yield Statement(passage.text.splitlines()[-1], (passage,))


def sources(desk: Desk) -> Iterator[Statement]:
    """What the answers rest on; what was said of an exam just before, where that is asked."""
    if desk.query.matter and desk.certs:
        yield from _behind(desk)
        return
    views = (desk.catalog.advice[view] for view in ADVICE.get(desk.query.asks[0], ()))
    if any(view.corrections for view in views):
        return  # the answer to what was asked first says what there is no source for
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
