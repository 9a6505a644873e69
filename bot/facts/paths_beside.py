"""The paths of two backgrounds side by side: what each costs, or how many weeks each takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from bot.facts.desk import Desk
from bot.facts.fees import sum_of, total_of
from bot.facts.route import backgrounds_of, booked_on
from bot.facts.study import path_time
from bot.formats import led_by, money
from bot.records import Statement

PAIR = 2


def fees_beside(desk: Desk) -> Iterator[Statement]:
    """What the path of each background costs, the lower sum first."""
    backgrounds = backgrounds_of(desk)
    if len(backgrounds) < PAIR:
        return
    priced = {b.id: [(c, fee) for c in booked_on(desk, b) if (fee := desk.fee(c)) is not None] for b in backgrounds}
    sums = {b.id: sum_of(desk, priced[b.id]) for b in backgrounds}
    low, high = ranked = sorted(backgrounds, key=lambda background: sums[background.id])
    if sums[low.id] < sums[high.id]:
        text = desk.say("beside.cheaper", background=low.name, other_background=high.name,
                        gap=money(sums[high.id] - sums[low.id]), least=money(sums[low.id]),
                        most=money(sums[high.id]))  # fmt: skip
        certs = [cert for background in ranked for cert, _ in priced[background.id]]
        yield Statement(text, (desk.computed("difference", text, certs, field="price"),))
    for background in ranked:
        yield total_of(desk, priced[background.id], "why", desk.say("beside.of", background=background.name))


def times_beside(desk: Desk) -> Iterator[Statement]:
    """How long the path of each background takes."""
    for background in backgrounds_of(desk):
        alone = replace(desk, query=desk.query.but(backgrounds=(background.id,)))
        for statement in islice(path_time(alone), 1):
            text = led_by(desk.say("beside.of", background=background.name), statement.text)
            yield replace(statement, text=text)
