"""A Markdown document becomes passages by its structure, with ids that last.

A passage never mixes two sections and never exceeds what the embedding model reads, its heading
path included. A row keeps its table's header, a list item the line that opens its list.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from bot.records import Kind, Passage
from bot.structure import Unit, outline, units

CHUNKER = "1"  # raise it when the same document would be split otherwise
MAX_TOKENS = 256
MAX_CHARACTERS = 2_000
ARROW = " › "

Count = Callable[[str], int]
SENTENCE = re.compile(r"(?<=[.!?])[ \t\n]+(?=\S)")


def chunk_markdown(
    text: str,
    *,
    prefix: str,
    title: str,
    source: str,
    kind: Kind,
    count: Count,
    as_of: date | None = None,
    url: str | None = None,
    limit: int = MAX_TOKENS,
) -> list[Passage]:
    """The passages of a Markdown `text`, in order; each `embedded` counts at most `limit` word pieces.

    Ids are `prefix`/slug of the heading path, with -2, -3 … where a section takes several passages.
    """
    title = _clip(title, count, limit // 4)
    used: dict[str, int] = {}
    passages: list[Passage] = []
    for section in outline(text)[1]:
        heading = _heading(section.path, title, count, limit // 2)
        slug = slugify(ARROW.join(section.path)) or "start"

        def fits(body: str, heading: str = heading) -> bool:
            short = len(body) <= MAX_CHARACTERS
            return short and count(Passage("", body, title, heading, source, kind).embedded) <= limit

        for body in _pack(units(section.blocks), fits):
            passages.append(Passage(f"{prefix}/{_name(slug, used)}", body, title, heading, source, kind, url, as_of))
    return passages


def slugify(text: str) -> str:
    """Lower-case words joined by hyphens, at most 80 characters; a hash where no letter is Latin."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]", "", text)).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    if text and not slug:
        return short_hash(text)
    return slug if len(slug) <= 80 else f"{slug[:71].rstrip('-')}-{short_hash(text)}"


def short_hash(text: str) -> str:
    """8 hex digits that stand for `text`."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _name(slug: str, used: dict[str, int]) -> str:
    number = used.get(slug, 0) + 1
    while number > 1 and f"{slug}-{number}" in used:
        number += 1
    used[slug] = number
    name = slug if number == 1 else f"{slug}-{number}"
    used.setdefault(name, 1)
    return name


def _pack(pieces: Iterable[Unit], fits: Callable[[str], bool]) -> Iterator[str]:
    """Texts that fit, each of as many whole units as it takes, in order."""
    waiting = deque(pieces)
    text = ""
    while waiting:
        unit = waiting.popleft()
        if fits(unit.after(text)):
            text = unit.after(text)
        elif text:
            if text != unit.lead:
                yield text
            text = ""
            waiting.appendleft(unit)
        else:
            waiting.extendleft(reversed(_refine(unit, fits)))
    if text:
        yield text


def _refine(unit: Unit, fits: Callable[[str], bool]) -> list[Unit]:
    """Smaller units for one that does not fit alone: by line, by sentence, in halves, at last without its lead."""
    if unit.lead and not fits(unit.lead * 2):
        return [Unit(unit.text, unit.gap)]
    parts, gap = re.split(r"\n+", unit.text), "\n"
    if len(parts) < 2:
        parts, gap = SENTENCE.split(unit.text), " "
    if len(parts) < 2:
        parts = _halves(unit.text)
    return [Unit(parts[0], unit.gap, unit.lead, unit.heads), *(Unit(part, gap, unit.lead) for part in parts[1:])]


def _halves(text: str) -> list[str]:
    middle = len(text) // 2
    cut = text.rfind(" ", 1, middle + 1)
    cut = cut if cut > 0 else middle
    return [part for part in (text[:cut], text[cut:].strip() or text[cut:]) if part]


def _heading(path: tuple[str, ...], title: str, count: Count, limit: int) -> str:
    """The heading path, its outer parts left out where it would take more than `limit` word pieces."""
    while len(path) > 1 and count(ARROW.join((title, *path))) > limit:
        path = path[1:]
    return _clip(ARROW.join(path), count, limit - limit // 4)


def _clip(text: str, count: Count, limit: int) -> str:
    text = " ".join(text.split())[:200]
    while text and count(text) > limit:
        text = text[: len(text) * 3 // 4].rstrip()
    return text
