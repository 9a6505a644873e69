"""Which domain of an exam weighs most, or least, where a question asks for that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalog import Certification
from bot.facts.desk import Desk, tag
from bot.formats import listing
from bot.language import stands
from bot.records import Statement

NUMBER = re.compile(r"\d+(?:\.\d+)?")


def extreme(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """The heaviest or the lightest domain, several where they weigh the same; nothing where no weights are known."""
    words, asked = desk.language.words, desk.query.question
    end = next((name for name in ("light_words", "heavy_words") if stands(words[name], asked)), None)
    weights = [(part, _weight(part.weight)) for part in cert.domains.known or ()]
    known = [weight for _, weight in weights if weight is not None]
    if end is None or len(known) < 2 or len(known) < len(weights):
        return
    wanted = min(known) if end == "light_words" else max(known)
    found = listing([f"{part.name} ({part.weight}%)" for part, weight in weights if weight == wanted])
    yield desk.state(f"domains.{end}", (desk.record(cert, "domains"),), cert=tag(cert), value=found)


def _weight(printed: str | None) -> float | None:
    """The middle of "40-45", in percent."""
    numbers = [float(number) for number in NUMBER.findall(printed or "")]
    return sum(numbers) / len(numbers) if numbers else None
