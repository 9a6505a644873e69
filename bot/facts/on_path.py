"""Whether an exam stands on a person's path where the question takes it to stand."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalog import Background
from bot.facts.advised import section_of, words_on
from bot.facts.desk import Desk, family_name
from bot.facts.route import Stop, backgrounds_of, place_on, stops_of
from bot.records import Statement


def steps_claimed(desk: Desk) -> Iterator[tuple[bool, Statement]]:
    """For each step of a path that the question takes for granted whether that is right, and what is."""
    for claim in (claim for claim in desk.query.claims if claim.field == "step"):
        for background in backgrounds_of(desk)[:1]:
            stops = stops_of(desk, background)
            place = place_on(desk, background, desk.cert(claim.record))
            if claim.value == "any":
                yield place is not None, _whole(desk, background, stops)
            elif claim.value == "last":
                lasting = max(at for at, stop in enumerate(stops) if not stop.step.optional)
                yield place in (lasting, len(stops) - 1), _step(desk, background, stops[-1], "path.last", len(stops))
            elif int(claim.value) <= len(stops):
                number = int(claim.value)
                yield place == number - 1, _step(desk, background, stops[number - 1], "path.nth", number)


def _step(desk: Desk, background: Background, stop: Stop, key: str, place: int) -> Statement:
    book = stop.book or stop.picked
    optional = desk.say("path.optional") if stop.step.optional else ""
    text = desk.say(key, place=place, cert=f"{optional}{desk.brief(book)}", background=background.name,
                    goal=background.goal)  # fmt: skip
    return Statement(text, (desk.computed("path", text, [book]), *words_on(desk, background, stop)))


def _whole(desk: Desk, background: Background, stops: list[Stop]) -> Statement:
    names = ", then ".join(family_name(stop.book or stop.picked) for stop in stops)
    return desk.state("path.whole", section_of(desk, background), background=background.name,
                      goal=background.goal, names=names)  # fmt: skip
