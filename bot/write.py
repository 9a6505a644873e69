"""The built-in writer: query + statements + passages -> a draft that answers in its first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Protocol

from bot.catalog import Catalog
from bot.formats import listing
from bot.grounding import UNIT, needed
from bot.language import Language
from bot.records import UNKNOWABLE, Draft, Passage, Query, Statement
from bot.status import standing
from bot.tabled import STEM

ROLES = ("answer", "why", "step", "table", "change", "note")
CHAT = ("greeting", "thanks", "goodbye", "capabilities", "who_are_you")
WORD = re.compile(r"[a-z0-9]+")
UNDERSTOOD = 0.35  # score from which an ask without its name is asked back about
SURE = 0.6  # score from which a question is outside the field whatever it names
FAINT = 0.12  # the same for an ask about an exam, from which little else can be meant
LISTED = re.compile(r"\s*(?:[-*•|]|\d+[.)])")
QUOTED = 2  # sentences
WRAPPED = re.compile(r"(?<=[^\n|])\n(?=[^\s|*#>\d-])")  # a line of prose that goes on in the next
RULE = re.compile(r"\|?\s*:?-{3,}")
CLOSE = 0.38  # cosine from which a passage may be quoted in answer
SHARED = 0.5  # share of the question's rarer words that a quoted passage must hold


class Hit(Protocol):
    """A retrieved passage and its cosine similarity to the question."""

    @property
    def passage(self) -> Passage:
        """The passage."""

    @property
    def similarity(self) -> float:
        """Its cosine similarity, 0 where only BM25 found it."""


class BuiltinWriter:
    """Words an answer without any model, from statements that carry their own sources."""

    def __init__(self, catalog: Catalog, language: Language, passages: Mapping[str, Passage]) -> None:
        self.catalog, self.language, self.passages = catalog, language, passages

    def write(self, query: Query, statements: Sequence[Statement], hits: Sequence[Hit]) -> Draft:
        """1. What the person's own documents say. 2. Small talk and refusals. 3. What was computed.
        4. Else the sentences that answer, quoted."""
        if from_documents(statements):
            return compose(statements)
        if said := self._without_sources(query, statements):
            return said
        chosen = list(statements)
        if not chosen and (query.certainty >= UNDERSTOOD or (query.nameless and query.certainty >= FAINT)):
            return Draft(self.language.say("chat.about"), ())
        if not chosen:
            chosen = self._quotes(query, hits)
        if not chosen:
            return self._refusal("refuse.silent")
        draft = compose([*chosen, *self._left_out(query)])
        return replace(draft, text=self._brief(draft.text))

    def _brief(self, text: str) -> str:
        """The text with a certification's code alone where its name and code have been said already.

        Lists and tables keep their names, since they are read by themselves.
        """
        for name, code in self._coded:
            first, found, rest = text.partition(name)
            if not found:
                continue
            lines = rest.split("\n")
            said = [line if LISTED.match(line) else line.replace(name, code) for line in lines[1:]]
            text = "\n".join([first + found + lines[0].replace(name, code), *said])
        return text

    @cached_property
    def _coded(self) -> list[tuple[str, str]]:
        """(name with its code, code) of every certification that has one."""
        certs = self.catalog.certifications.values()
        return [(cert.short, cert.code) for cert in certs if cert.code and cert.code in cert.short]

    def _without_sources(self, query: Query, statements: Sequence[Statement]) -> Draft | None:
        ask, say = query.asks[0], self.language.say
        if ask == "out_of_scope" and query.unknown and query.certainty < SURE:
            return self._unknown(query)
        if ask in ("hostile", "out_of_scope"):
            return self._refusal(f"refuse.{ask}")
        if ask in UNKNOWABLE and statements:
            return replace(compose(statements), refused=True)
        if ask in CHAT:
            return Draft(say(f"chat.{ask}"), ())
        if ask == "salary_elsewhere" and not statements:
            return Draft(say("refuse.country", country=listing(query.countries) or say("chat.there")), (), refused=True)
        if query.unknown and not query.certs:
            return self._unknown(query)
        return None

    def _refusal(self, key: str) -> Draft:
        return Draft(self.language.say(key), (), refused=True)

    def _unknown(self, query: Query) -> Draft:
        text = self.language.say("refuse.unknown", name=listing(query.unknown))
        if query.nearest:
            certs = listing([self.catalog.certifications[i].short for i in query.nearest], "or")
            text += " " + self.language.say("refuse.nearest", certs=certs)
        elif certs := self._of_vendor(query):
            text += " " + certs
        return Draft(text, (), refused=True)

    def _of_vendor(self, query: Query) -> str:
        """The exams to book of the one vendor that a question names beside an unknown exam."""
        own = [c for c in self.catalog.certifications.values() if (c.vendor,) == query.vendors]
        names = [cert.short for cert in own if standing(cert, query.today).bookable]
        vendor = self.catalog.vendors[query.vendors[0]].name if names else ""
        return self.language.say("refuse.of vendor", vendor=vendor, certs=listing(names)) if names else ""

    def _left_out(self, query: Query) -> list[Statement]:
        return [Statement(self.language.say("note.unknown", name=name), (), "note") for name in query.unknown]

    def _quotes(self, query: Query, hits: Sequence[Hit]) -> list[Statement]:
        """The sentences of the best passages of ours that share most with the question."""
        asked = _stems(query.standalone) - _stems(" ".join(self.language.words["common"]))
        found: list[tuple[float, str, Passage]] = []
        for hit in hits[:4]:
            if hit.similarity < CLOSE or hit.passage.kind == "document":
                continue
            for sentence in _quotable(hit.passage.text):
                shared = len(asked & _stems(f"{hit.passage.section} {sentence}"))
                if asked and shared / len(asked) >= SHARED:
                    found.append((shared / len(asked) + hit.similarity, sentence.strip(), hit.passage))
        best = sorted(found, key=lambda item: -item[0])[:QUOTED]
        return [Statement(sentence, (passage,)) for _, sentence, passage in best]


def from_documents(statements: Sequence[Statement]) -> bool:
    """Whether statements are what a person's own documents say, or that they say nothing."""
    return any(s.role == "refusal" or any(p.kind == "document" for p in s.basis) for s in statements)


def _quotable(text: str) -> list[str]:
    """The sentences and rows of a text that tell something: not the names of a table's columns."""
    units = [unit.strip() for unit in UNIT.split(WRAPPED.sub(" ", text))]
    heads = {at for at, unit in enumerate(units) if any(RULE.match(line) for line in units[at + 1 : at + 2])}
    return [unit for at, unit in enumerate(units) if at not in heads and not RULE.match(unit)]


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in WORD.findall(text.lower()))


def compose(statements: Iterable[Statement]) -> Draft:
    """The statements in the order of their roles as Markdown, each ending in its markers."""
    statements = list(statements)
    if refusal := next((statement for statement in statements if statement.role == "refusal"), None):
        return Draft(refusal.text, (), refused=True)
    evidence: list[Passage] = []
    parts: dict[str, list[str]] = {role: [] for role in ROLES}
    ordered = sorted(statements, key=lambda statement: ROLES.index(statement.role))
    for statement in ordered:
        parts[statement.role].append(_marked(statement, evidence))
    blocks = [" ".join(parts["answer"] + parts["why"])]
    blocks += ["\n".join(parts["step"]), *parts["table"]]
    blocks += [" ".join(parts["change"]), _notes(parts["note"])]
    return Draft("\n\n".join(block for block in blocks if block), tuple(evidence))


def _notes(notes: list[str]) -> str:
    return "\n".join(notes) if any(note.startswith("- ") for note in notes) else " ".join(notes)


def _marked(statement: Statement, evidence: list[Passage]) -> str:
    """The statement with markers before the full stop of each of its sentences, or after a table."""
    if not statement.basis:
        return statement.text
    if statement.role == "table":
        return f"{statement.text}\n{_markers(statement.text, statement.basis, evidence)}"
    sentences = UNIT.split(statement.text)
    return " ".join(_marked_sentence(sentence, statement.basis, evidence) for sentence in sentences)


def _marked_sentence(sentence: str, basis: Sequence[Passage], evidence: list[Passage]) -> str:
    end = sentence[-1] if sentence[-1] in ".:" else ""
    return f"{sentence.removesuffix(end)} {_markers(sentence, basis, evidence)}{end}"


def _markers(sentence: str, basis: Sequence[Passage], evidence: list[Passage]) -> str:
    cited = needed(sentence, basis)
    evidence.extend(passage for passage in cited if passage not in evidence)
    return "".join(f"[{evidence.index(passage) + 1}]" for passage in cited)
