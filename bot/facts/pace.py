"""How much time an exam leaves for each of its questions, on average."""

from __future__ import annotations

from collections.abc import Iterator

from bot.facts.desk import Desk, once
from bot.facts.fields import field_of
from bot.facts.fit import exam_minutes, span_of
from bot.facts.standing import change
from bot.formats import span
from bot.records import Statement
from bot.schema import Range


def pace(desk: Desk) -> Iterator[Statement]:
    """The minutes of each exam divided by its questions; the two fields by themselves where one is not known."""
    for cert in once(desk.certs):
        minutes, asked = exam_minutes(desk, cert), span_of(desk, cert, "questions")
        if minutes is not None and asked is not None:
            each = Range(low=round(minutes / asked.high, 1), high=round(minutes / asked.low, 1))
            text = desk.say(
                "pace.each", cert=cert.short, each=span(each), minutes=f"{minutes:g}", questions=span(asked)
            )
            yield Statement(text, (desk.computed("pace", text, [cert]),))
        else:
            yield from field_of(desk, cert, "minutes")
            yield from field_of(desk, cert, "questions")
        yield from change(desk, cert)
