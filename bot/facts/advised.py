"""Where the guide advises an exam: the steps of its paths, with the guide's words on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.catalog import Background, Certification
from bot.facts.desk import Desk, family_name
from bot.facts.route import Stop, stop_of
from bot.records import Passage, Statement


def on_paths(desk: Desk, cert: Certification, backgrounds: Sequence[Background] = ()) -> Iterator[Statement]:
    """Why the guide takes an exam, for each path that it is a step of; of all paths where none are given."""
    for background in backgrounds or desk.catalog.backgrounds.values():
        for stop in (stop_of(desk, step) for step in background.steps):
            if cert.id in {stop.picked.id, stop.book.id if stop.book else ""}:
                yield desk.state("why.path", words_on(desk, background, stop), "why", background=background.name,
                                 cert=spoken(stop), why=stop.step.why.rstrip("."))  # fmt: skip


def section_of(desk: Desk, background: Background, about: str = "") -> tuple[Passage, ...]:
    """The guide's section on a background, the passages nearest to `about` first."""
    return desk.guide(background.guide_section, about)


def words_on(desk: Desk, background: Background, stop: Stop) -> list[Passage]:
    """The guide's words on a step, and the record that says what took the place of its exam."""
    renewed = stop.book is not None and stop.book.id != stop.picked.id
    guide = section_of(desk, background, f"{stop.picked.code} {stop.picked.name}")
    return [*guide, *([desk.record(stop.picked, "status")] if renewed else [])]


def spoken(stop: Stop) -> str:
    """The name to say first: without a version where the version has changed meanwhile."""
    book = stop.book or stop.picked
    return family_name(book) if stop.renewed else book.short
