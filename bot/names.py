"""Names as people write them -> ids, for whoever gives them outside a question: options, filters, API calls."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from bot.catalog import Catalog
from bot.errors import InputError
from bot.formats import listing
from bot.language import Language
from bot.understand.limits import amounts
from bot.understand.link import Linker
from bot.understand.text import WORD

MOST = 200  # characters of a name


class Names:
    """Reads names and amounts; whatever cannot be read raises InputError in one sentence."""

    def __init__(self, catalog: Catalog, language: Language) -> None:
        self.catalog, self.language = catalog, language
        self._linker = Linker(catalog, language, ())

    def certs(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The certifications that names stand for, several in a text where commas part them; all versions of each."""
        parts = [part for text in texts for part in text.split(",") if part.strip()]
        return tuple(dict.fromkeys(cert for part in parts for cert in self._certs(part)))

    def _certs(self, text: str) -> tuple[str, ...]:
        text = _plain(text)
        if text.lower() in self.catalog.certifications:
            return (text.lower(),)
        linked = self._linker.link(text)
        found = linked.ids("cert") or self._linker.link(f"{text} certification").ids("cert")
        if not found or linked.unknown:
            raise InputError(f"No certification is known by the name {text!r}; give its code or its name.")
        families = {self.catalog.certifications[i].family or i for i in found}
        named = {m.ids for m in linked.mentions if m.kind == "cert"}
        if len(families) > len(named or {found}):
            shorts = [self.catalog.certifications[i].short for i in found]
            raise InputError(f"{text!r} may mean {listing(shorts, 'or')}; give the code of one.")
        return found

    def person(self, text: str) -> tuple[str | None, str | None]:
        """(background, goal) that a text names; a job stands for the goal that leads to it."""
        text = _plain(text)
        if text.lower() in self.catalog.backgrounds:
            return text.lower(), None
        if text.lower() in self.catalog.outcomes:
            return None, text.lower()
        linked = self._linker.link(text)
        backgrounds, goals = linked.ids("background"), linked.ids("outcome")
        goals = goals or tuple(o for i in linked.ids("role") if (o := self.catalog.roles[i].outcome))
        if not backgrounds and not goals:
            known = listing([*self.catalog.backgrounds, *self.catalog.outcomes], "or")
            raise InputError(f"No background or goal is known by the name {text!r}; give one of {known}.")
        if len(backgrounds) > 1 or len(goals) > 1:
            raise InputError(f"{text!r} may mean {listing([*backgrounds, *goals], 'or')}; give one of them.")
        return next(iter(backgrounds), None), next(iter(goals), None)

    def vendor(self, text: str) -> str:
        """The vendor that a text names."""
        return self._one(text, "vendor", self.catalog.vendors)

    def topic(self, text: str) -> str:
        """The subject that a text names."""
        return self._one(text, "topic", self.catalog.topics)

    def _one(self, text: str, kind: Any, records: Mapping[str, Any]) -> str:
        text = _plain(text)
        if text.lower() in records:
            return text.lower()
        found = self._linker.link(text).ids(kind)
        if len(found) != 1:
            known = listing([str(record.name) for record in records.values()], "or")
            raise InputError(f"No {kind} is known by the name {text!r}; give one of {known}.")
        return found[0]

    def amount(self, text: str | float, unit: str, what: str) -> float:
        """A number, with its unit or without: 500, "$500", "6 hours a week"."""
        try:
            return float(str(text).replace(",", ""))
        except ValueError:
            plain = _plain(str(text))
            if any(unicodedata.category(sign) == "Sc" and sign != "$" for sign in plain):
                raise InputError(f"{what} is {plain!r}; fees are in USD, so give it in USD.") from None
            found = [a.value for a in amounts(plain, self.language) if a.unit == unit]
        if len(found) != 1:
            raise InputError(f"{what} is {str(text)[:MOST]!r}, which is no number.")
        return found[0]


def day(text: str | date) -> date:
    """A day written as YYYY-MM-DD."""
    try:
        return text if isinstance(text, date) else date.fromisoformat(text.strip())
    except ValueError:
        raise InputError(f"{text[:MOST]!r} is no date; write it as YYYY-MM-DD.") from None  # type: ignore[index]


def _plain(text: str) -> str:
    """The text without control characters, folded, and not longer than a name can be."""
    text = unicodedata.normalize("NFKC", text[: MOST * 2])
    text = " ".join("".join(c if unicodedata.category(c)[0] != "C" else " " for c in text).split())
    if not WORD.search(text):
        raise InputError("An empty name was given; leave the option out instead.")
    if len(text) > MOST:
        raise InputError(f"A name has at most {MOST} characters; one of {len(text)} was given.")
    return text
