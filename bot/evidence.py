"""What an answer rests on, ranked: read off its statements and the records rather than searched for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.catalog import Catalog, Certification
from bot.describe import TOPIC_OF
from bot.grounding import UNIT, needed
from bot.records import Passage, Query, Statement
from bot.status import instead, standing

TOPIC_OF_ASK = {
    "validity": "validity", "renewal": "validity", "retake": "validity", "holders": "validity",
    "status": "status", "successor": "status", "closing": "status", "beta": "status", "outdated": "status",
    "launched": "status", "path": "status", "changes": "content", "topic": "content", "covers": "content",
    "other_option": "content", "study_time": "study", "path_time": "study", "projects": "study",
    "about": "fit", "audience": "fit", "worth_it": "fit", "code": "fit", "name": "fit", "difficulty": "fit",
    "first_step": "fit", "next_step": "fit", "outcome": "fit", "which_one": "fit", "why": "fit",
    "respected": "fit", "portfolio": "fit", "fundamentals": "fit", "lock_in": "fit", "landscape": "fit",
    "verdict": "fit", "avoid": "fit", "salary": "fit", "salary_cert": "fit", "role_certs": "fit",
}  # fmt: skip
"""The topic of a record's passages that an ask is about, where its field does not say; else the price."""
OF_PERSON = ("first_step", "path", "outcome", "next_step", "which_one", "role_certs", "budget", "why")
"""Asks that the guide answers for a kind of person."""
PICKED = ("first_step", "path", "outcome", "next_step", "which_one")
"""Those of them for which the guide has a pick for each goal and a sequence for each background."""
OF_STANDING = ("status", "successor", "closing", "beta", "outdated", "launched")
ALSO = {"learning": "study"}
"""A second topic of a record's passages that an ask is about."""
PUT_RIGHT = (*OF_STANDING, "respected", "data_date", "sources")
"""Asks for which what newer sources put right in the guide is part of the answer."""
WHOLE = ("path", "outcome", "role_certs", "verdict")  # asks answered by several picks of the guide at once
OF_SUBJECT = ("topic", "covers", "outcome", "which_one")
NEAR = 8  # passages of a search among which a subject is looked for
MOST = 8  # passages shown that one computed fact was worked out from
LEAD = 3  # passages before those on the person who asks


class Basis:
    """What an answer rests on, read off its statements and the records rather than searched for."""

    def __init__(self, catalog: Catalog, passages: Mapping[str, Passage]) -> None:
        self.catalog, self.passages = catalog, passages
        self._under: dict[str, list[Passage]] = {}
        for passage in passages.values():
            if passage.kind == "guide":
                self._under.setdefault(passage.section.split(" › ")[-1], []).append(passage)

    def ranked(self, query: Query, statements: Sequence[Statement], found: Sequence[Passage]) -> list[Passage]:
        """Passages, each once, the most telling first.

        1. Of what the statements rest on, the passages of the records named on what is asked.
        2. What the statements cite, with what computed facts were worked out from; where a person
           asks, the guide's words for such a person after the first.
        3. What the records named, and the guide, say beside that.
        4. What else the statements rest on.
        5. What a search found, the records named first.
        """
        basis = [passage for statement in statements for passage in statement.basis]
        resting = [*self._front(query, basis), *rested_on(statements)]
        resting = list(dict.fromkeys(self._beside(resting, query, found)))
        lead = 1 if query.asks[0] in (*OF_PERSON, *WHOLE) else LEAD
        told = query.profile
        related = [
            *self._standing(query),
            *self._people(*((name,) if name else () for name in (told.background, told.outcome))),
        ]
        rest = sorted(found, key=lambda passage: not set(query.certs) & set(passage.records))
        aside = [*self._aside(query, found), *(self._overtaken(query, resting) if query.asks[0] in WHOLE else ())]
        return list(dict.fromkeys([*resting[:lead], *aside, *resting, *related, *basis, *rest]))

    def _front(self, query: Query, basis: Sequence[Passage]) -> list[Passage]:
        """What comes before all that is cited: the status asked for, and of a comparison what it is about."""
        first, *others = query.asks
        asks = others[:2] if first == "compare" else [first] if first in OF_STANDING else []
        front = [passage for passage in self._known(linked(query, asks)) if passage in basis or first == "compare"]
        if first == "exam_languages":
            front += [p for p in basis if p.id.endswith("/status") and self._by_language(p.records[0])]
        return front

    def _sections(self, query: Query) -> set[str]:
        """The guide's sections on the goals, where a question tells none, or on the backgrounds."""
        people = self.catalog.backgrounds if query.outcomes else self.catalog.outcomes
        named = {person.guide_section for person in people.values()}
        return {passage.section for name in named for passage in self._under.get(name, [])}

    def _by_language(self, record: str) -> bool:
        """Whether an exam opened or closed in some languages only."""
        return any(event.languages for event in self.catalog.certifications[record].events)

    def _aside(self, query: Query, found: Sequence[Passage]) -> Iterator[Passage]:
        """What belongs near the top whatever is cited: the person, the records named, own documents, the subject."""
        yield from self._people(query.backgrounds, query.outcomes, query.roles)
        yield from self._known(linked(query, query.asks[:2]))
        yield from [passage for passage in found[:NEAR] if passage.kind == "document"][:2]
        if query.asks[0] in PUT_RIGHT:
            yield from [
                p for p in found[:NEAR] if p.id.startswith("correction/") and set(p.records) & set(query.certs)
            ][:1]
        if query.asks[0] in PICKED and not (query.outcomes and query.backgrounds):
            yield from [p for p in found[:NEAR] if p.section in self._sections(query)][:1]
        if query.tries:
            vendors = dict.fromkeys(self.catalog.certifications[cert].vendor for cert in query.certs)
            yield from self._known(f"vendor/{vendor}" for vendor in vendors)
        if query.topics and query.asks[0] in OF_SUBJECT:
            yield from [passage for passage in found[:NEAR] if passage.id.endswith("/content")][:2]

    def _overtaken(self, query: Query, resting: Sequence[Passage]) -> Iterator[Passage]:
        """The status of each exam that the guide picks and that has closed, then of what to book for each.

        Those of the vendors that the question limits to come first.
        """
        pairs = [
            (passage, after)
            for passage in dict.fromkeys(resting)
            if passage.id.endswith("/status") and (after := self._next(passage.records[0], query))
        ]
        pairs.sort(key=lambda pair: bool(query.limits.vendors) and pair[1].vendor not in query.limits.vendors)
        yield from (passage for passage, _ in pairs)
        yield from self._known(f"cert/{after.id}/status" for _, after in pairs)

    def _beside(self, used: Sequence[Passage], query: Query, found: Sequence[Passage]) -> Iterator[Passage]:
        """Each passage; after a computed one its sources, after an exam's closing what to book next."""
        for passage in used:
            if query.asks[0] == "topic" and passage.id.endswith("/status"):
                yield from self._known([f"cert/{passage.records[0]}/content"])  # that a closed one covers it as well
            yield passage
            yield from self._sources(passage, used, found)
            if passage.id.endswith("/status") and (passage.records[0] in query.certs or query.asks[0] in OF_PERSON):
                after = self._next(passage.records[0], query)
                yield from self._known([f"cert/{after.id}/status"] if after else [])

    def _sources(self, fact: Passage, used: Sequence[Passage], found: Sequence[Passage]) -> Iterator[Passage]:
        """What a fact was worked out from, in its order.

        Exams on a subject have none: first those with more of the subjects asked, then those that a search finds.
        """
        facts = [other for other in used if other.id == fact.id]
        names = list(fact.sources)
        if fact.id == "fact/list":  # what the list was limited by comes first, of what cannot be booked now as well
            topics = list(dict.fromkeys(name.rsplit("/", 1)[-1] for name in names))
            together = dict.fromkeys(name for other in facts for name in other.sources)
            names = sorted((n for n in together if n.rsplit("/", 1)[-1] in topics),
                           key=lambda name: topics.index(name.rsplit("/", 1)[-1]))  # fmt: skip
        if fact.id == "fact/topic":
            places = {passage.id: place for place, passage in enumerate(found)}
            names = list(dict.fromkeys(name for other in facts for name in other.sources))
            names.sort(key=lambda name: (-sum(name in other.sources for other in facts), places.get(name, len(found))))
        return self._known(names[:MOST])

    def _standing(self, query: Query) -> Iterator[Passage]:
        """The status of certifications named that are not simply open, and of those to book next."""
        for name in query.certs[:3]:
            now = standing(self.catalog.certifications[name], query.today)
            if now.stage != "active" or now.closes:
                yield from self._beside([*self._known([f"cert/{name}/status"])], query, ())

    def _people(
        self, backgrounds: Sequence[str] = (), outcomes: Sequence[str] = (), roles: Sequence[str] = ()
    ) -> Iterator[Passage]:
        """The guide's words for each background, goal and job."""
        catalog = self.catalog
        named = [
            *((catalog.backgrounds[name].guide_section, catalog.backgrounds[name].name) for name in backgrounds),
            *((catalog.outcomes[name].guide_section, catalog.outcomes[name].name) for name in outcomes),
            *((catalog.roles[name].guide_section, catalog.roles[name].name) for name in roles),
        ]
        for section, name in named:
            under = self._under.get(section, [])
            yield from [*(passage for passage in under if name in passage.text), *under][:1]

    def _next(self, record: str, query: Query) -> Certification | None:
        """The exam to book next, where a certification has closed or will."""
        cert = self.catalog.certifications[record]
        now = standing(cert, query.today)
        if now.stage != "closed" and not now.closes:
            return None
        after = (self.catalog.certifications[link.id] for link in cert.successors)
        return next(instead(self.catalog, cert, query.today), None) or next(after, None)

    def _known(self, names: Iterable[str]) -> Iterator[Passage]:
        return (self.passages[name] for name in names if name in self.passages)


def cited(statements: Iterable[Statement]) -> list[Passage]:
    """What the sentences of an answer cite, each once."""
    sentences = (
        (sentence, statement.basis)
        for statement in statements
        for sentence in ([statement.text] if statement.role == "table" else UNIT.split(statement.text))
    )
    return list(dict.fromkeys(passage for sentence, basis in sentences for passage in needed(sentence, basis)))


def rested_on(statements: Iterable[Statement]) -> Iterator[Passage]:
    """What each statement cites, then the status it rests on: that an exam is open shows in no number."""
    for statement in statements:
        yield from cited([statement])
        yield from (passage for passage in statement.basis if passage.id.endswith("/status"))


def linked(query: Query, asks: Sequence[str]) -> list[str]:
    """For each certification named, the ids of its passages on what is asked."""
    topics = dict.fromkeys(TOPIC_OF_ASK.get(ask) or TOPIC_OF.get(ask, "price") for ask in asks)
    topics |= dict.fromkeys(ALSO[ask] for ask in asks if ask in ALSO)
    return [f"cert/{cert}/{topic}" for cert in query.certs[:3] for topic in topics]
