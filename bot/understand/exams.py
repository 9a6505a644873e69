"""Which exams a message means: those it names, and those that short names or the conversation tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from bot.catalog import Catalog
from bot.language import Language
from bot.status import instead, standing
from bot.understand.asking import SHORT
from bot.understand.context import Context
from bot.understand.described import TELLING, described, meant_for
from bot.understand.every import SUMMING, every_one
from bot.understand.groups import ABOUT_ONE
from bot.understand.in_a_row import follows
from bot.understand.link import Linker
from bot.understand.linked import Linked
from bot.understand.mention import Mention
from bot.understand.message import ids_of
from bot.understand.narrowing import has
from bot.understand.reader import Part
from bot.understand.text import segments

HISTORIC = ("status", "closing", "successor", "changes", "holders", "exam_languages")
"""Asks that concern every version of an exam, not only the one to book now."""


class Exams:
    """Tells the exams of a message, by the catalog and the conversation."""

    def __init__(self, catalog: Catalog, language: Language, linker: Linker) -> None:
        self.catalog, self.language, self.linker = catalog, language, linker

    def named(
        self, text: str, parts: Sequence[Part], vendors: tuple[str, ...], ask: str, context: Context, today: date
    ) -> tuple[str, ...]:
        """Their ids, each once. 1. Named in full. 2. By a short name. 3. By their vendor: all of its
        exams, or the one spoken of."""
        mentions = [m for part in parts for m in part.linked.mentions]
        certs = self.versions(mentions, today, ask) or self._replacement(parts, ask, context, today)
        if ask in TELLING:
            certs = self._in_rows(text, parts, certs, ask, today)
        certs = certs or self._short_name(text, parts, context)
        owners = vendors or self._owner(certs, parts)
        if len(owners) == 1 and ask in TELLING:
            certs = described(text, owners[0], self.linker.nicknames, certs, self.catalog, self.language, today)
        if vendors and ask in SUMMING:
            certs = every_one(self.language, self.catalog, parts, certs, today) or certs
        if len(vendors) == 1 and not certs and ask in (*ABOUT_ONE, "same_for"):
            words = [token.word for part in parts for token in part.linked.tokens]
            certs = meant_for(words, vendors[0], self.catalog, self.language, today)
        return certs or self._spoken_of(vendors, ask, context)

    def _owner(self, certs: Sequence[str], parts: Sequence[Part]) -> tuple[str, ...]:
        """ "NAME and its ML engineer": the vendor of the exams named, where something is said to be its."""
        own = dict.fromkeys(self.catalog.certifications[i].vendor for i in certs)
        return tuple(own) if has(self.language, parts, "its_words") else ()

    def _in_rows(
        self, text: str, parts: Sequence[Part], certs: tuple[str, ...], ask: str, today: date
    ) -> tuple[str, ...]:
        """The exams named, with those that short names list whose vendor stands in a sentence before them."""
        if len(parts) < 2 or not parts[0].names["vendor"]:
            return certs
        linked = self.linker.link(text)
        certs_in = [m for m in linked.mentions if m.kind == "cert"]
        listed = {m for m, after in pairwise(certs_in) if follows(linked.tokens, m, after, self.language)}
        inside = [m for m in certs_in if m in listed or len(segments(_typed(linked, m))) == 1]
        whole = self.versions(inside, today, ask)
        return whole if set(certs) < set(whole) else certs

    def versions(self, mentions: Sequence[Mention], today: date, ask: str) -> tuple[str, ...]:
        """The certifications meant: of several versions the one to book, unless history is asked."""
        found: list[str] = []
        for mention in (m for m in mentions if m.kind == "cert"):
            records = [self.catalog.certifications[i] for i in mention.ids]
            families = {cert.family or cert.id for cert in records}
            if len(families) == 1 and ask not in HISTORIC:
                open_now = [cert for cert in records if standing(cert, today).bookable]
                records = (open_now or records)[-1:]
            found += [cert.id for cert in records]
        return tuple(dict.fromkeys(found))

    def _spoken_of(self, vendors: tuple[str, ...], ask: str, context: Context) -> tuple[str, ...]:
        """ "the Google exam": the one of that vendor that the conversation has named already."""
        if ask not in ABOUT_ONE or len(vendors) != 1:
            return ()
        spoken = dict.fromkeys([*context.named, *context.heard, *context.listed])
        return tuple(i for i in spoken if self.catalog.certifications[i].vendor == vendors[0])[:1]

    def _short_name(self, text: str, parts: Sequence[Part], context: Context) -> tuple[str, ...]:
        """ "and the GenAI one?": in a short follow-up, another exam of the vendor spoken of."""
        if ids := self._nicknamed_before(text, parts, context):
            return ids
        theirs = has(self.language, parts, "theirs")
        own = theirs or has(self.language, parts, "same_vendor")  # "and for the Professional of the same vendor?"
        if (len(text.split()) > SHORT and not own) or not context.focus or ids_of(parts, "vendor"):
            return ()
        vendor = self.catalog.certifications[context.focus[0]].vendor
        levels = ids_of(parts, "level")
        sibling = self.catalog.sibling(context.focus[0], levels[0]) if levels else None
        return (sibling,) if sibling and not theirs else self.linker.nicknamed(text, vendor)

    def _nicknamed_before(self, text: str, parts: Sequence[Part], context: Context) -> tuple[str, ...]:
        """ "the infrastructure one", "the data scientist exam": of the exams spoken of, the only one so called."""
        spoken = dict.fromkeys([*context.listed, *context.heard, *context.named])
        return self._called(spoken, parts) or self._called(self._of_same_vendor(context), parts)

    def _of_same_vendor(self, context: Context) -> list[str]:
        """The exams to book of the vendor whose exam is spoken of."""
        vendor = self.catalog.certifications[context.focus[0]].vendor if context.focus else ""
        return [cert.id for cert in self.catalog.certifications.values() if cert.vendor == vendor]

    def _called(self, spoken: Iterable[str], parts: Sequence[Part]) -> tuple[str, ...]:
        """Of some exams the only one that is called by a nickname in the message, before "one" or "exam"."""
        marks = {*self.language.words["after_nickname"], "one"}
        words = [token.word for part in parts for token in part.linked.tokens]
        best: dict[int, list[str]] = {}
        for cert in (self.catalog.certifications[i] for i in spoken):
            for name in (n.lower().replace("-", " ").split() for n in cert.nicknames):
                ends = (at + len(name) for at in range(len(words)) if words[at : at + len(name)] == name)
                if any(end < len(words) and words[end] in marks for end in ends):
                    best.setdefault(len(name), []).append(cert.id)
        found = dict.fromkeys(best[max(best)]) if best else {}
        return tuple(found) if len(found) == 1 else ()

    def _replacement(self, parts: Sequence[Part], ask: str, context: Context, today: date) -> tuple[str, ...]:
        """ "what does the new one cover?": what to book for the exam spoken of, where that has closed or will."""
        if ask not in ABOUT_ONE or ask in HISTORIC or not context.focus:
            return ()
        if not has(self.language, parts, "replacement_words"):
            return ()
        after = next(instead(self.catalog, self.catalog.certifications[context.focus[0]], today), None)
        return (after.id,) if after else ()


def _typed(linked: Linked, mention: Mention) -> str:
    """A mention as it was typed, with what stands between its words."""
    return linked.text[linked.tokens[mention.first].start : linked.tokens[mention.end - 1].end]
