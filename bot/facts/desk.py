"""The desk that facts are worked out at: the query, the records, the passages they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.catalog import Catalog, Certification
from bot.describe import CATALOG, TOPIC_OF, show, tag
from bot.formats import listing, money
from bot.grounding import missing
from bot.language import Language, stands
from bot.records import Passage, Query, Role, Statement
from bot.status import Standing, instead, standing

GUIDE = "guide/"
HEADING = ("name", "code")  # what stands over every passage of a record; the one that tells what it is is cited for it
WORKED_OUT_FROM: dict[str, tuple[str, ...]] = {
    "compare": ("price", "fit"), "time": ("study",), "topic": ("content",), "other": ("content",),
    "required": ("price", "fit"), "shares": ("content",),
    "outdated": ("status",), "tiers": ("fit",), "pay": (), "data": (), "regard": (),
}  # fmt: skip
"""Name of a computed fact -> topics of its records' passages that it rests on; of any other, the price."""


@dataclass(frozen=True)
class Desk:
    """Everything a fact may be computed from. Nothing here changes; nothing is read from a clock."""

    query: Query
    catalog: Catalog
    language: Language
    passages: Mapping[str, Passage]

    @property
    def today(self) -> date:
        """The day the answer is for."""
        return self.query.today

    @property
    def certs(self) -> tuple[Certification, ...]:
        """The certifications the question is about."""
        return tuple(self.catalog.certifications[i] for i in self.query.certs)

    def cert(self, record: str) -> Certification:
        """A certification by its id."""
        return self.catalog.certifications[record]

    def standing(self, cert: Certification) -> Standing:
        """Whether it can be taken on the day asked about."""
        return standing(cert, self.today)

    def open(self, cert: Certification) -> bool:
        """Whether it can be booked, as a beta or in full."""
        return self.standing(cert).bookable

    def bookable(self, cert: Certification) -> Certification | None:
        """The certification itself, else the first to book in its place, else None."""
        return cert if self.open(cert) else next(instead(self.catalog, cert, self.today), None)

    def fee(self, cert: Certification) -> float | None:
        """What it costs to sit the exam on the day asked about, in USD; the regular fee where that is asked for.

        In the one country that the question names the fee there, where the record gives it.
        """
        there = cert.fee_in(self.query.countries[0]) if len(self.query.countries) == 1 else None
        if there is not None:
            return there
        return cert.price.known if self.query.standard else self.fee_today(cert)

    def fee_today(self, cert: Certification) -> float | None:
        """What it costs to sit the exam on the day asked about, in USD: in a beta the beta's fee."""
        if self.standing(cert).stage == "beta" and cert.beta_price and cert.beta_price.known is not None:
            return cert.beta_price.known
        return cert.price.known

    def show(self, cert: Certification, field: str) -> str | None:
        """A value in words, or None where it is not known."""
        return show(self.catalog, cert, field, self.language)

    def say(self, key: str, **parts: object) -> str:
        """A wording with its parts filled in."""
        return self.language.say(key, **parts)

    def state(self, key: str, basis: Iterable[Passage], role: Role = "answer", **parts: object) -> Statement:
        """A statement from a wording, resting on `basis`."""
        return Statement(self.say(key, **parts), tuple(dict.fromkeys(basis)), role)

    def record(self, cert: Certification, field_or_topic: str) -> Passage:
        """The passage of a certification that holds a field."""
        topic = "fit" if field_or_topic in HEADING else TOPIC_OF.get(field_or_topic, field_or_topic)
        return self.passages[f"cert/{cert.id}/{topic}"]

    def guide(self, section: str, about: str = "") -> tuple[Passage, ...]:
        """The guide's passage under a heading; of several the one that shares most with `about`."""
        wanted = set(about.lower().split())
        under = [p for p in self.passages.values() if p.id.startswith(GUIDE) and p.section.endswith(section)]
        best = max(
            under, key=lambda p: (-len(missing(about, (p,))), len(wanted & set(p.text.lower().split()))), default=None
        )
        if best is None or missing(about, (best,)):
            whole = (p for p in self.passages.values() if p.kind == "guide" and not missing(about, (p,)))
            best = next(whole, best)
        return (best,) if best else ()

    @property
    def cloud(self) -> str | None:
        """The vendor the person works with: named, told before, or the one whose product is named."""
        if self.query.limits.vendors or self.query.profile.vendor:
            return next(iter(self.query.limits.vendors), self.query.profile.vendor)
        products = (self.catalog.topics[topic].product_of for topic in self.query.topics)
        return next((vendor for vendor in products if vendor), None)

    def computed(
        self, name: str, text: str, records: Iterable[Certification] = (), file: str = "", field: str = ""
    ) -> Passage:
        """A computed fact as a passage that names the records, and their passages, it was worked out from.

        Those that hold `field`, where it was worked out from one field; else those that such facts rest on.
        """
        certs = list(records)
        topics = (TOPIC_OF.get(field, field),) if field else self._topics(name)
        checked = [cert.provenance.checked for cert in certs]
        return Passage(
            id=f"fact/{name}",
            text=text,
            title=self.say("title.computed"),
            section=self.say(f"fact.{name}"),
            source=CATALOG + (file or "certifications.yaml"),
            kind="fact",
            url=certs[0].page if len(certs) == 1 else None,
            as_of=max(checked, default=None),
            records=tuple(cert.id for cert in certs),
            sources=tuple(f"cert/{cert.id}/{topic}" for topic in topics for cert in certs),
        )

    def _topics(self, name: str) -> tuple[str, ...]:
        """The topics of the records that a computed fact rests on; of a list those it was limited by."""
        if name != "list":
            return WORKED_OUT_FROM.get(name, ("price",))
        limits = self.query.limits
        traits = self.language.words["traits"]
        given = {
            "fit": limits.levels,
            "content": limits.topics,
            "validity": limits.lifelong or limits.min_years is not None or limits.max_years is not None,
            "study": limits.max_hours is not None,
            **{TOPIC_OF[traits[trait]["field"]]: True for trait in limits.traits},
            "price": limits.bounded or limits.languages,
        }
        topics = [topic for topic, limited in given.items() if limited]
        if limits.max_price is not None or limits.min_price is not None:
            topics.insert(0, "price")
        if limits.closed_only or limits.beta_only:
            topics.insert(0, "status")
        elif not topics and stands(self.language.words["price_words"], self.query.question):
            topics = ["price"]
        elif not topics:
            # of a vendor's exams the record says whose they are and at what level, of all others whether they are open
            topics = ["fit"] if limits.vendors and not limits.open_only else ["status"]
        return tuple(dict.fromkeys([*topics, "price"]))

    def named(self, certs: Iterable[Certification], word: str = "and") -> str:
        """Short names, joined."""
        return listing([cert.short for cert in certs], word)

    def brief(self, cert: Certification) -> str:
        """Name, fee and whether it is open: "CKA (USD 445, open)"."""
        fee = self.fee(cert)
        stage = self.say(f"stage.{self.standing(cert).stage}")
        return f"{cert.short} ({money(fee)}, {stage})" if fee is not None else f"{cert.short} ({stage})"


def family_name(cert: Certification) -> str:
    """The name without its version: what stays when the exam is renewed."""
    return cert.short.split(" (")[0]


def once(certs: Iterable[Certification]) -> list[Certification]:
    """The certifications, each once, in order."""
    return list({cert.id: cert for cert in certs}.values())


def same_exam(one: Certification, other: Certification) -> bool:
    """Whether two are versions of one exam under one name."""
    return one.id == other.id or (one.family is not None and family_name(one) == family_name(other))


__all__ = ["Desk", "family_name", "once", "same_exam", "tag"]
