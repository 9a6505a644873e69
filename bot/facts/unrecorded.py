"""What people ask about exams and no record tells: said to be unknown, with the page that may tell it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.catalog import Certification
from bot.facts.desk import Desk
from bot.facts.standing import change
from bot.records import Passage, Statement

MOST = 4  # lines


def unrecorded(desk: Desk) -> Iterator[Statement]:
    """That a matter is not known of each exam asked about, or the one line of its record that touches it."""
    matter = next((one for one in desk.language.words["unrecorded"] if one["name"] == desk.query.matter), None)
    if matter is None:
        return
    if not desk.certs:
        yield from _anywhere(desk, matter)
    for cert in desk.certs[:2]:
        lines = list(_touching(desk, cert, matter["in"]))
        if lines:
            yield desk.state("unrecorded.only", [lines[0][1]], matter=matter["name"], cert=cert.short)
            yield from (Statement(f"- {line}", (passage,), "step") for line, passage in lines[:2])
        else:
            page = (desk.record(cert, "pages"),)
            yield desk.state("unrecorded.page", page, matter=matter["name"], cert=cert.short, page=cert.page)
        yield from change(desk, cert)


def _anywhere(desk: Desk, matter: dict[str, Any]) -> Iterator[Statement]:
    """What the records of the vendors asked about, or of all, say on a matter, else those of their exams."""
    wanted = desk.query.vendors or tuple(desk.catalog.vendors)
    found: list[tuple[str, Passage]] = []
    for vendor in wanted:
        own = list(_lines(desk.passages[f"vendor/{vendor}"], matter["in"]))
        exams = (cert for cert in desk.catalog.certifications.values() if cert.vendor == vendor and desk.open(cert))
        found += own or [line for cert in exams for line in _touching(desk, cert, matter["in"])]
    if not found:
        yield Statement(desk.say("unrecorded.nothing", matter=matter["name"]), ())
        return
    yield Statement(desk.say("unrecorded.only in all", matter=matter["name"]), ())
    yield from (Statement(f"- {line}", (passage,), "step") for line, passage in found[:MOST])


def _touching(desk: Desk, cert: Certification, words: list[str]) -> Iterator[tuple[str, Passage]]:
    """The lines of an exam's record that hold one of the words."""
    for passage in desk.passages.values():
        if cert.id in passage.records and passage.kind == "record":
            yield from _lines(passage, words)


def _lines(passage: Passage, words: list[str]) -> Iterator[tuple[str, Passage]]:
    """The lines of a record that hold one of the words, each with the passage; the last one names the sources."""
    yield from ((line, passage) for line in passage.text.splitlines()[:-1] if any(w in line.lower() for w in words))
