"""Figures in one spelling, so that a sentence and a passage can be compared: "two hours" and "120 minutes" are one.

Only what the check reads is rewritten, never what is shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.formats import number_of
from bot.grounding import MONTHS, values

UNITS = (
    r"years?|months?|weeks?|days?|hours?|minutes?|dollars?|bucks|usd(?! \d)|euros?|pounds?|percent|points?|questions?|"
    r"tasks?|items?|attempts?|languages?|domains?|exams?|certifications?|certificates?"
)
TIMES = {"hour": (60, "minute"), "year": (12, "month"), "week": (7, "day")}
CURRENCIES = {"dollar": "USD", "buck": "USD", "usd": "USD", "euro": "EUR", "pound": "GBP"}
SMOOTH = (
    (re.compile(r"\*\*|__|`"), ""),
    (re.compile(r"[\u00a0\u2007\u2009\u202f]"), " "),
    (re.compile(r"\bUS\s?(?=\$)"), ""),
    (re.compile(r"\bUS (?=dollars?\b)", re.I), ""),
    (re.compile(r"(?<=\d)\s?mins?\b\.?", re.I), " minutes"),
    (re.compile(r"(?<=\d)\s?(?:hrs?|h)\b\.?", re.I), " hours"),
    (re.compile(r"(?<=\d)-(?=(?:minute|hour|day|week|month|year|question|point)s?\b)"), " "),
    (re.compile(r"(?<![\w.-])(\d[\d,.]*)\s*[-–—]\s*(?=(?:USD\s?|[$£€])?\d[\d,.]*(?![\w-]))"), r"\1 to "),
    (re.compile(r"(?<![\w.])(\d+)\s?k\b", re.I), r"\1,000"),
    (re.compile(r"(?<![\w.])(\d+) thousand\b", re.I), r"\1,000"),
    (re.compile(r"\b(\d{1,2})(?:st|nd|rd|th) (?:of )?(?=[A-Z])"), r"\1 "),
    (re.compile(r"\bSept\b\.?"), "Sep"),
)
AMOUNT = re.compile(
    r"(?<![\w.$£€])(?<!USD )(?<!EUR )(?<!GBP )(\d[\d,.]*)\s?(dollars?|bucks|usd|euros?|pounds?)\b", re.I
)
SLASHED = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](20\d\d)\b")
AN_HOUR = re.compile(
    r"\b(takes?|lasts?|for|in|of|is|about|roughly|just|only|within|after|under) an? (?=(?:hour|year|month|week)\b)",
    re.I,
)
LONG = re.compile(r"(?<![\w.])(\d+) hours?(?: and)? (\d+) minutes", re.I)
SPAN = re.compile(r"(?<![\w.])(\d[\d.]*) (hour|year|week)s?\b", re.I)
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in MONTHS)
DAY = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}}) (?P<m>{_MONTH})|(?P<m2>{_MONTH})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)\b"
    r"(?!,? 20\d\d|[\w-])",
    re.I,
)
QUARTER = re.compile(r"\bQ([1-4])(?: of)? (20\d\d)\b")
NEVER = "1 January 2000"  # a date that no passage holds
DETERMINED = re.compile(r"\b(?:the|these|those|both|which|other|first|last|top|next|all)\s+$", re.I)
BETWEEN = r"(?!(?:in|of|to|and|for|is|at|by|on|or|with|from|as|are|was|than)\b)[\w/]+(?:-\w+)?"
COUNTED = re.compile(rf"(?:\s+(?:or more|or fewer|{BETWEEN})){{0,2}}?[\s-]+(?:{UNITS})\b", re.I)


class Spelling:
    """Rewrites figures; `numbers` and `scales` hold the words for them, `spans` those of times (all in words.yaml)."""

    def __init__(self, numbers: Mapping[str, int], scales: Mapping[str, int], spans: Mapping[str, str]) -> None:
        self.spans = {phrase.lower(): span for phrase, span in spans.items()}
        longest = "|".join(re.escape(phrase) for phrase in sorted(self.spans, key=len, reverse=True)) or "(?!)"
        self.span = re.compile(rf"(?<![\w.])(?:{longest})\b", re.I)
        self.numbers = {word: number for word, number in numbers.items() if word != "an"}
        self.scales = scales
        one = "|".join(sorted(self.numbers, key=len, reverse=True)) or "(?!)"
        more = "|".join([one, *scales])
        self.run = re.compile(rf"\b(?:{one})(?:(?:[\s-]+(?:and[\s-]+)?)(?:{more}))*\b", re.I)
        self.plain = lru_cache(maxsize=4096)(self._plain)

    def _plain(self, text: str) -> str:
        """A text with its numbers as digits, its amounts as "USD 5", its ranges as "5 to 9"."""
        text = self.span.sub(lambda found: self.spans[found[0].lower()], text)
        text = re.sub(r"\ba (?=hundred\b|thousand\b)", "one ", AN_HOUR.sub(r"\1 1 ", text), flags=re.I)
        text = self.run.sub(self._digits(text), text)
        for pattern, spelling in SMOOTH:
            text = pattern.sub(spelling, text)
        text = AMOUNT.sub(lambda found: f"{CURRENCIES[found[2].lower().rstrip('s')]} {found[1]}", text)
        return SLASHED.sub(_dated, text)

    def _digits(self, text: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a replacer for `sub`
        def digits(found: re.Match[str]) -> str:
            after, before = text[found.end() :], text[: found.start()]
            to = re.match(r"\s+(?:to|or|and)\s+", after)  # "five to nine weeks"
            second = self.run.match(after, to.end()) if to else None
            counted = COUNTED.match(after[second.end() :] if second else after)
            paid = re.search(r"(?:USD|[$£€])\s?$", before)
            if not (counted or paid) or (DETERMINED.search(before) and not paid):
                return found[0]
            number = number_of(found[0], self.numbers, self.scales) or 0
            exam = counted and re.search(r"(?:exam|certif|item|point|lang|domain)\w*$", counted[0], re.I)
            return found[0] if number == 1 and exam else f"{number:,}"

        return digits

    def resolved(self, said: str, held: Sequence[str]) -> str:
        """A sentence, in plain spelling, with the spans and days as the passages, in plain spelling too, have them.

        "2 hours" is "120 minutes" where they count minutes; a day without its year gets theirs, if they have one.
        """
        there = "\n".join(held).lower()

        def span(found: re.Match[str]) -> str:
            many, unit = TIMES[found[2].lower()]
            other = f"{float(found[1]) * many:g} {unit}"
            if re.search(rf"(?<![\d.]){re.escape(found[1])} {found[2].lower()}", there) or not (
                found[2].lower() == "hour" or re.search(rf"(?<!\d){other}", there)
            ):
                return found[0]
            return f"{other}s"

        dates = [value for text in held for value in values(text) if re.fullmatch(r"20\d\d-\d\d-\d\d", value)]

        def day(found: re.Match[str]) -> str:
            month = (found["m"] or found["m2"])[:3].lower()
            number = next(place for place, name in enumerate(MONTHS, 1) if name.startswith(month))
            tail = f"-{number:02}-{int(found['d'] or found['d2']):02}"
            return next((date for date in dates if date.endswith(tail)), NEVER)

        def quarter(found: re.Match[str]) -> str:
            months = [f"{found[2]}-{3 * int(found[1]) - back:02}" for back in (2, 1, 0)]
            return next((date for date in dates if date[:7] in months), NEVER)

        said = LONG.sub(lambda found: f"{60 * int(found[1]) + int(found[2])} minutes", said)
        return QUARTER.sub(quarter, DAY.sub(day, SPAN.sub(span, said)))


def _dated(found: re.Match[str]) -> str:
    first, second = int(found[1]), int(found[2])
    month, day = (second, first) if first > 12 or "." in found[0] else (first, second)
    return f"{found[3]}-{month:02}-{day:02}" if 1 <= month <= 12 else found[0]
