"""Who somebody is by the tools they name: "ten years of C#" tells of a programmer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.catalog import Catalog
from bot.understand.reader import Part

SAID = re.compile(r"[^\W_][\w#+.]*(?<!\.)", re.UNICODE)  # "c#", "node.js" and ".net" are words, a full stop is none


def by_tools(catalog: Catalog, parts: Sequence[Part]) -> str | None:
    """The background most of whose tools a message names; None where it names none, or as many of two."""
    text = f" {' '.join(SAID.findall(' '.join(part.linked.text for part in parts).lower()))} "
    counts = {b.id: sum(f" {tool} " in text for tool in b.tools) for b in catalog.backgrounds.values()}
    first, second, *_ = sorted(counts.values(), reverse=True)
    return max(counts, key=lambda name: counts[name]) if first > second else None
