"""Notes of a record that a question touches with a word of its own: a product, a version, a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalog import Certification
from bot.facts.desk import Desk
from bot.records import Passage, Statement

ENOUGH = 0.5  # a word of two lines at most, or several commoner ones
WORD = re.compile(r"[a-z0-9.]*[a-z0-9]")


def telling_notes(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """The notes that share two words, or one that no other certification's record has, with the question."""
    names = f"{cert.name} {cert.short} {' '.join(cert.aliases)} {' '.join(cert.nicknames)}".lower()
    asked = (
        set(WORD.findall(desk.query.question.lower())) - set(WORD.findall(names)) - set(desk.language.words["common"])
    )
    for note in (str(n.value) for n in cert.notes if n.known):
        shared = asked & set(WORD.findall(note.lower()))
        if len(shared) > 1 or any(_rare(desk, cert, word) for word in shared):
            yield Statement(note.rstrip(".") + ".", (desk.record(cert, "notes"),), "why")


def closest_line(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """The line of the record that shares the rarest words with the question, if it shares any."""
    names = WORD.findall(f"{cert.name} {cert.short} {' '.join(cert.aliases)} {' '.join(cert.nicknames)}".lower())
    asked = {_stem(w) for w in WORD.findall(desk.query.question.lower())}
    asked -= {_stem(w) for w in (*names, *desk.language.words["common"], *desk.language.words["certification_words"])}
    own = [p for p in desk.passages.values() if cert.id in p.records and p.kind == "record"]
    lines = [(line, passage) for passage in own for line in passage.text.splitlines()[:-1]]
    scored = [(_weight(asked & {_stem(w) for w in WORD.findall(line.lower())}, lines), line, p) for line, p in lines]
    best = max(scored, key=lambda item: item[0], default=(0.0, "", None))
    if best[2] is not None and best[0] >= ENOUGH:
        yield Statement(best[1], (best[2],))


def _weight(shared: set[str], lines: list[tuple[str, Passage]]) -> float:
    """How telling the shared words are among the record's own lines: each counts 1 over its lines."""
    counts = (sum(word in {_stem(w) for w in WORD.findall(line.lower())} for line, _ in lines) for word in shared)
    return sum(1 / count for count in counts)


def _stem(word: str) -> str:
    return word[:5]


def _rare(desk: Desk, cert: Certification, word: str) -> bool:
    others = (note for c in desk.catalog.certifications.values() if c.id != cert.id for note in c.notes)
    return len(word) > 2 and not any(word in WORD.findall(str(note.value).lower()) for note in others)
