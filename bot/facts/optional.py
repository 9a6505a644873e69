"""The steps of a path that may be left out."""

from __future__ import annotations

from collections.abc import Iterator

from bot.facts.advised import words_on
from bot.facts.desk import Desk
from bot.facts.route import backgrounds_of, stops_of
from bot.records import Statement


def optional_step(desk: Desk) -> Iterator[Statement]:
    """Which step of the person's path is optional and what it is for; of every path that has one where none is told."""
    asked = backgrounds_of(desk)
    for background in asked or desk.catalog.backgrounds.values():
        stops = [stop for stop in stops_of(desk, background) if stop.step.optional]
        for stop in stops:
            book = stop.book or stop.picked
            basis = (*words_on(desk, background, stop), desk.record(book, "price"))
            yield desk.state("path.optional step", basis, background=background.name, goal=background.goal,
                             cert=desk.brief(book), why=stop.step.why.rstrip("."))  # fmt: skip
        if asked and not stops:
            text = desk.say("path.none optional", background=background.name, goal=background.goal)
            steps = [stop.book or stop.picked for stop in stops_of(desk, background)]
            yield Statement(text, (desk.computed("path", text, steps),))
