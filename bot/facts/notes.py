"""Notes of a record that a question touches with a word of its own: a product, a version, a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalog import Certification
from bot.facts.desk import Desk
from bot.records import Statement

WORD = re.compile(r"[a-z0-9.]*[a-z0-9]")


def telling_notes(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """The notes that share two words, or one that no other certification's record has, with the question."""
    names = f"{cert.name} {cert.short} {' '.join(cert.aliases)} {' '.join(cert.nicknames)}".lower()
    asked = set(WORD.findall(desk.query.question.lower())) - set(WORD.findall(names)) - set(desk.language.words["common"])
    for note in (str(n.value) for n in cert.notes if n.known):
        shared = asked & set(WORD.findall(note.lower()))
        if len(shared) > 1 or any(_rare(desk, cert, word) for word in shared):
            yield Statement(note.rstrip(".") + ".", (desk.record(cert, "notes"),), "why")


def _rare(desk: Desk, cert: Certification, word: str) -> bool:
    others = (note for c in desk.catalog.certifications.values() if c.id != cert.id for note in c.notes)
    return len(word) > 2 and not any(word in WORD.findall(str(note.value).lower()) for note in others)
