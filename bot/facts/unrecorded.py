"""What people ask about exams and no record tells: said to be unknown, with the page that may tell it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalog import Certification
from bot.facts.desk import Desk
from bot.facts.standing import change
from bot.records import Passage, Statement


def unrecorded(desk: Desk) -> Iterator[Statement]:
    """That a matter is not known of each exam asked about, or the one line of its record that touches it."""
    matter = next((one for one in desk.language.words["unrecorded"] if one["name"] == desk.query.matter), None)
    if matter is None:
        return
    if not desk.certs:
        yield Statement(desk.say("unrecorded.nothing", matter=matter["name"]), ())
    for cert in desk.certs[:2]:
        lines = list(_touching(desk, cert, matter["in"]))
        if lines:
            yield desk.state("unrecorded.only", [lines[0][1]], matter=matter["name"], cert=cert.short)
            yield from (Statement(f"- {line}", (passage,), "step") for line, passage in lines[:2])
        else:
            page = (desk.record(cert, "pages"),)
            yield desk.state("unrecorded.page", page, matter=matter["name"], cert=cert.short, page=cert.page)
        yield from change(desk, cert)


def _touching(desk: Desk, cert: Certification, words: list[str]) -> Iterator[tuple[str, Passage]]:
    """The lines of an exam's record that hold one of the words."""
    for passage in desk.passages.values():
        if cert.id in passage.records and passage.kind == "record":
            lines = passage.text.splitlines()[:-1]  # the last one says where the record is from
            yield from ((line, passage) for line in lines if any(word in line.lower() for word in words))
