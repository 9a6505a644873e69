"""How money, dates, spans and lists are written, everywhere alike, so that they can be checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from bot.schema import Domain, Event, Range

HALF_DOZEN = re.compile(r"\bhalf (?:a )?dozen\b")


def money(amount: float, currency: str = "USD") -> str:
    """150 -> "USD 150"; 70.5 -> "USD 70.50"; 155000 -> "USD 155,000"."""
    return f"{currency} {amount:,.0f}" if amount == int(amount) else f"{currency} {amount:,.2f}"


def day(when: date) -> str:
    """2026-09-28 -> "28 September 2026"."""
    return f"{when.day} {when:%B %Y}"


def moment(event: Event) -> str:
    """The day or month of an event; "by" where the day is only when it was first seen so."""
    text = f"{event.on:%B %Y}" if event.month_only else day(event.on)
    return f"by {text}" if event.approximate else text


def in_languages(event: Event | None) -> str:
    """ " in English", where an event is of some languages only."""
    return f" in {listing(event.languages)}" if event and event.languages else ""


def number(value: float) -> str:
    """3.0 -> "3"; 1.5 -> "1.5"."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def span(value: Range) -> str:
    """Range(20, 32) -> "20–32"; Range(80, 80) -> "80"."""
    return number(value.low) if value.low == value.high else f"{number(value.low)}–{number(value.high)}"


def years(value: float | str) -> str:
    """3 -> "3 years"; "never" -> "for life: it does not expire"."""
    if value == "never":
        return "for life: it does not expire"
    return f"{number(float(value))} year{'' if value == 1 else 's'}"


def listing(parts: Sequence[str], word: str = "and") -> str:
    """["a", "b", "c"] -> "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def led_by(before: str, text: str) -> str:
    """A sentence after words that lead to it: ("For two: ", "Plan 3 weeks.") -> "For two: plan 3 weeks."."""
    return before + text[0].lower() + text[1:] if before else text


def article(name: str) -> str:
    """ "data analyst" -> "a data analyst", "ML researcher" -> "an ML researcher": by the sound of the first letter."""
    spelled = len(name) > 1 and name[:2].isupper()
    vowel = name[0].lower() in ("aefhilmnorsx" if spelled else "aeiou")
    return f"{'an' if vowel else 'a'} {name}"


def domain(part: Domain) -> str:
    """Domain("Modeling", "36") -> "Modeling 36%"."""
    return f"{part.name} {part.weight}%" if part.weight else part.name


def number_of(words: str, numbers: Mapping[str, int], scales: Mapping[str, int]) -> int | None:
    """ "twenty-five" -> 25, "two hundred and fifty" -> 250, "two dozen" -> 24, "half a dozen" -> 6, "7" -> 7.

    None for no number.
    """
    total = part = 0
    for word in re.findall(r"\w+", HALF_DOZEN.sub("6", words.lower())):
        if word.isdigit():
            part += int(word)
        elif word in scales:
            part = max(part, 1) * scales[word]
            total, part = (total + part, 0) if scales[word] > 100 else (total, part)
        elif word == "dozen":
            part = max(part, 1) * numbers[word]
        elif word in numbers:
            part += numbers[word]
        elif word != "and":
            return None
    return total + part or None
