"""What took an exam's place or whose place it took, and what changed from one version to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.catalog import Certification
from bot.facts.desk import Desk, same_exam
from bot.facts.standing import change, instead_of, status_of
from bot.records import Statement
from bot.status import predecessors


def successor(desk: Desk) -> Iterator[Statement]:
    """Which exam took another's place, or which one it took."""
    for cert in desk.certs[:2]:
        yield from successor_of(desk, cert)


def successor_of(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """What took the place of one certification, or whose place it took; then how it stands."""
    basis = (desk.record(cert, "status"),)
    if cert.successors:
        after = desk.named((desk.cert(link.id) for link in cert.successors), "or")
        key = "successor.is" if is_like(desk, cert) else "successor.unlike"
        yield desk.state(key, basis, cert=cert.short, after=after)
        yield replace(status_of(desk, cert), role="why")
        yield from instead_of(desk, cert, role="why")
        return
    before = desk.named(predecessors(desk.catalog, cert))
    key = "successor.replaces" if before else "successor.none"
    yield desk.state(key, basis, cert=cert.short, before=before)
    yield replace(status_of(desk, cert), role="why")


def is_like(desk: Desk, cert: Certification) -> bool:
    """Whether what follows a certification is its own next version, not just the nearest other."""
    after = (desk.cert(link.id) for link in cert.successors)
    return any(same_exam(cert, new) or new.family == cert.family is not None for new in after)


def changes(desk: Desk) -> Iterator[Statement]:
    """What differs between an exam and the one before or after it."""
    for cert in desk.certs[:1]:
        after = [desk.cert(link.id) for link in cert.successors] or [cert]
        before = [cert] if cert.successors else list(predecessors(desk.catalog, cert))
        notes = [
            (desk.cert(x.id), x.note) for old in before for x in old.successors if x.note and desk.cert(x.id) in after
        ]
        for new, note in notes[:2]:
            yield _differs(desk, new, before, note)
        for new in after[:1]:
            yield from (
                Statement(f"{str(note.value).rstrip('.')}.", (desk.record(new, "notes"),), "why")
                for note in new.notes[:3]
                if note.known
            )
            if new.domains.known:
                value = desk.show(new, "domains")
                yield desk.state("is.domains", (desk.record(new, "domains"),), "why", cert=new.short, value=value)
        yield from change(desk, cert)


def differing(desk: Desk, certs: Sequence[Certification]) -> Iterator[Statement]:
    """What is new in each of some exams that follows another of them."""
    for old in certs:
        notes = {link.id: link.note for link in old.successors if link.note}
        yield from (_differs(desk, new, [old], notes[new.id]) for new in certs if new.id in notes)


def _differs(desk: Desk, new: Certification, before: Sequence[Certification], note: str) -> Statement:
    basis = [desk.record(old, "status") for old in before]
    return desk.state("changes.note", basis, new=new.short, old=desk.named(before), note=note.rstrip("."))
