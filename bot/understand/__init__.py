"""A question and its history -> a Query: what is asked, about which records, under which limits."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from bot.catalog import Catalog
from bot.language import Language
from bot.nearness import Vectors
from bot.records import Claim, Limits, Profile, Query, Turn
from bot.status import standing
from bot.understand.ask import Nearness
from bot.understand.context import Context
from bot.understand.converse import ABOUT_ONE, SMALL_TALK, STATEMENTS, resolve
from bot.understand.link import Linker, Mention
from bot.understand.reader import Encode, Part, Reader
from bot.understand.text import clean
from bot.understand.unknown import nearest

__all__ = ["Understander"]

SURE_OF_CLAUSE = 0.62  # nearness from which a clause counts as a question of its own
CLAIMED = {
    "money": "price", "minutes": "minutes", "hours": "minutes", "questions": "questions", "years": "validity_years",
}  # fmt: skip
HISTORIC = ("status", "closing", "successor", "changes", "holders", "exam_languages")
"""Asks that concern every version of an exam, not only the one to book now."""


class Understander:
    """Understands questions in their conversation.

    `examples` are the embedded example questions, shape (m, dim), `asks` the ask that each one
    belongs to, `weights` what nearness.fit made of both; `encode` embeds new text in the same space; `ordinary` is the embedding model's
    vocabulary, whose words are never taken for slips.
    """

    def __init__(
        self,
        catalog: Catalog,
        language: Language,
        examples: Vectors,
        weights: Vectors,
        asks: Sequence[str],
        encode: Encode,
        ordinary: Collection[str],
    ) -> None:
        self.catalog, self.language = catalog, language
        self.linker = Linker(catalog, language, ordinary)
        self.reader = Reader(self.linker, Nearness(examples, weights, asks), language, encode)

    def __call__(self, question: str, history: Sequence[Turn], today: date) -> Query:
        """1. Go through the history. 2. Read the question. 3. Fill in what it leaves to the history.

        Raises InputError where the question is empty or too long.
        """
        context = Context()
        for turn in history:
            if turn.role == "user":
                context = context.asked(self._query(turn.content, context, today))
            else:
                linked = self.linker.link(turn.content)
                context = context.answered(self._versions(linked.mentions, today, ""))
        return self._query(question, context, today)

    def _query(self, question: str, context: Context, today: date) -> Query:
        text = clean(question)
        parts = self.reader.read(text)
        asks, certainty = self._asks(parts)
        query = self._linked(text, parts, asks, context, today).but(certainty=certainty)
        return resolve(query, context, self.catalog)

    def _asks(self, parts: Sequence[Part]) -> tuple[tuple[str, ...], float]:
        """The asks of a message: statements and small talk count only where nothing else is said."""
        for skipped in ((*STATEMENTS, *SMALL_TALK), SMALL_TALK, ()):
            asking = [part for part in parts if part.ask not in skipped]
            if asking:
                break
        asks = [ask for part in asking for ask in (part.ask, *_of_clauses(part))]
        return tuple(dict.fromkeys(asks)), max(part.score for part in asking)

    def _linked(self, text: str, parts: Sequence[Part], asks: tuple[str, ...], context: Context, today: date) -> Query:
        ids = {kind: _ids(parts, kind) for kind in ("vendor", "role", "background", "outcome", "topic", "language")}
        mentions = [m for part in parts for m in part.linked.mentions]
        certs = self._versions(mentions, today, asks[0])
        profile = self._profile(parts, context.profile, today)
        return Query(
            question=text,
            standalone=text,
            today=today,
            asks=asks,
            certs=tuple(c for c in certs if c not in profile.held or c in _asked_about(parts, self, today)),
            vendors=ids["vendor"],
            roles=ids["role"],
            backgrounds=ids["background"],
            outcomes=ids["outcome"],
            topics=ids["topic"],
            languages=ids["language"],
            limits=self._limits(parts, ids, asks),
            profile=profile,
            claims=tuple(self._claims(parts, certs)),
            unknown=(unknown := tuple(dict.fromkeys(n for part in parts for n in part.linked.unknown))),
            nearest=nearest(unknown, self.catalog, today),
            countries=_ids(parts, "country"),
        )

    def _versions(self, mentions: Sequence[Mention], today: date, ask: str) -> tuple[str, ...]:
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

    def _profile(self, parts: Sequence[Part], before: Profile, today: date) -> Profile:
        """What is known of the person after this message."""
        stated = [p for part in parts for p in (part, *part.clauses) if p.ask in STATEMENTS]
        held = [c for p in stated if p.ask == "held" for c in self._versions(p.linked.mentions, today, "status")]
        vendors = [v for p in stated for v in p.linked.ids("vendor")]
        money = [a.value for part in parts for a in part.amounts if a.unit == "money" and part.ask in ("budget", "about_me")]
        hours = [a.value for part in parts for a in part.amounts if a.unit == "hours" and a.rate]
        return Profile(
            background=next(iter(_ids(parts, "background")), before.background),
            role=next(iter(_ids(parts, "role")), before.role),
            outcome=next(iter(_ids(parts, "outcome")), before.outcome),
            vendor=next(iter(vendors), before.vendor),
            budget=next(iter(money), before.budget),
            hours_a_week=next(iter(hours), before.hours_a_week),
            held=tuple(dict.fromkeys([*before.held, *held])),
        )

    def _limits(self, parts: Sequence[Part], ids: dict[str, tuple[str, ...]], asks: tuple[str, ...]) -> Limits:
        found = [amount for part in parts for amount in part.amounts]
        words = {token.word for part in parts for token in part.linked.tokens}
        narrow = {name: bool(words & set(given)) for name, given in self.language.words["narrow"].items()}
        money = [a for a in found if a.unit == "money"]
        loose = asks[0] in ("budget", "about_me", "list", "first_step", "which_one", "outcome")
        return Limits(
            vendors=ids["vendor"],
            levels=_ids(parts, "level"),
            topics=ids["topic"],
            max_price=next((a.value for a in money if a.bound == "max" or (loose and not a.bound)), None),
            min_price=next((a.value for a in money if a.bound == "min"), None),
            max_minutes=next((int(a.value * (60 if a.unit == "hours" else 1)) for a in found
                              if a.bound == "max" and a.unit in ("minutes", "hours") and not a.rate), None),
            max_hours=next((int(a.value) for a in found if a.bound == "max" and a.unit == "hours"), None),
            open_only=narrow["open"],
            closed_only=narrow["closed"],
            beta_only=narrow["beta"],
        )  # fmt: skip

    def _claims(self, parts: Sequence[Part], certs: tuple[str, ...]) -> list[Claim]:
        """Values said of an exam without a bound: each may be a wrong premise."""
        if not certs:
            return []
        said = [a for part in parts if part.ask not in STATEMENTS for a in part.amounts if not (a.bound or a.rate)]
        scale = {"hours": 60.0}
        return [Claim(certs[0], CLAIMED[a.unit], f"{a.value * scale.get(a.unit, 1.0):g}") for a in said if a.unit in CLAIMED]


def _ids(parts: Sequence[Part], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for part in parts for i in part.linked.ids(kind)))  # type: ignore[arg-type]


def _of_clauses(part: Part) -> list[str]:
    """The fields that the clauses of a sentence ask beside its main question."""
    if part.ask not in ABOUT_ONE:
        return []
    return [c.ask for c in part.clauses if c.ask in ABOUT_ONE and c.score >= SURE_OF_CLAUSE]


def _asked_about(parts: Sequence[Part], understander: Understander, today: date) -> set[str]:
    """Certifications named where something is asked, not only stated as held."""
    asking = [p for part in parts for p in ((part.clauses or (part,)) if part.ask in STATEMENTS else (part,))]
    named = [m for p in asking if p.ask != "held" for m in p.linked.mentions]
    return set(understander._versions(named, today, ""))
