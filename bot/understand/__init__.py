"""A question and its history -> a Query: what is asked, about which records, under which limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from bot.catalog import PERSON, Catalog
from bot.language import Language
from bot.nearness import Vectors
from bot.records import Claim, Limits, Profile, Query, Turn
from bot.status import standing
from bot.understand.ask import Nearest, Nearness
from bot.understand.context import Context
from bot.understand.converse import ABOUT_ONE, SMALL_TALK, STATEMENTS, resolve
from bot.understand.fitting import fitting
from bot.understand.limits import Amount
from bot.understand.link import Linker, Mention
from bot.understand.reader import Encode, Part, Reader
from bot.understand.text import clean
from bot.understand.unknown import nearest

__all__ = ["Understander"]

STRONGER = 0.15  # by so much a sentence that is no question must be clearer than the question to count
SURE_OF_HELD = 0.5  # score from which "I have passed it" is taken for said
SHORT = 6  # words; a follow-up of at most so many may name an exam by a nickname alone
SURE_OF_PERSON = 0.24  # score from which a sentence tells who says it
SURE_TO_DECLINE = 0.6  # score from which one hostile sentence decides for the whole message
UPPER = ("max", "below")
LONGEST_EXAM = 4  # hours
OTHERS = 0.5  # how much the other sentences of a message say of what one sentence asks
SECOND = 0.2  # score from which a further ask of a comparison counts
SURE_OF_CLAUSE = 0.5  # nearness from which a clause counts as a question of its own
CLAIMED = {
    "money": "price", "minutes": "minutes", "hours": "minutes", "questions": "questions", "years": "validity_years",
}  # fmt: skip
BARE = ("price", "minutes")
"""Asks whose field a number without a unit is taken to be about."""
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
        parts = self._fitted(self.reader.read(text), context)
        asks, certainty = self._asks(parts)
        query = self._linked(text, parts, asks, context, today).but(certainty=certainty)
        return resolve(query, context, self.catalog)

    def _fitted(self, parts: Sequence[Part], context: Context) -> list[Part]:
        """The parts, each with its asks ordered by how they fit what the whole message names."""
        names: Counter[str] = sum((part.names for part in parts), Counter())
        words = {token.word for part in parts for token in part.linked.tokens}
        if names["money"] and names["cert"] and words & self.reader.lists["left"]:
            names["left"] = 1
        narrow = any(words & set(given) for given in self.language.words["narrow"].values())
        spoken = context.last is not None
        if spoken and words & set(self.language.words["pronouns"]) and len(words) <= SHORT * 2:
            parts = [_about_it(part) for part in parts]
        return [
            replace(part, ranked=tuple(fitting(_with_others(part, parts), names, context=spoken, narrow=narrow)))
            for part in parts
        ]

    def _asks(self, parts: Sequence[Part]) -> tuple[tuple[str, ...], float]:
        """The asks of a message: what is said beside a question counts only where none is asked."""
        if any(part.declines and part.score >= SURE_TO_DECLINE for part in parts if part.ask == "hostile"):
            return ("hostile",), 1.0
        asking = list(parts)
        for skip in (_faintly_declining, _statement, _small_talk, _no_question):
            asking = [part for part in asking if not skip(part)] or asking
        asking += [p for p in parts if p not in asking and p.score > asking[0].score + STRONGER and not _aside(p)]
        asking.sort(key=lambda part: -part.score if len(parts) > len(asking) else 0)
        asks = [ask for part in asking for ask in (part.ask, *_of_clauses(part))]
        return tuple(dict.fromkeys(asks)), max(part.score for part in asking)

    def _linked(self, text: str, parts: Sequence[Part], asks: tuple[str, ...], context: Context, today: date) -> Query:
        ids = {kind: _ids(parts, kind) for kind in ("vendor", "role", "background", "outcome", "topic", "language")}
        self._add_person(parts, ids)
        mentions = [m for part in parts for m in part.linked.mentions]
        certs = self._versions(mentions, today, asks[0]) or self._short_name(text, parts, context)
        certs = certs or self._spoken_of(ids["vendor"], asks[0], context)
        profile = self._profile(parts, ids, context.profile, today)
        return Query(
            question=text,
            standalone=text,
            today=today,
            asks=asks,
            certs=self._not_only_held(certs, profile, parts, asks[0], today),
            vendors=ids["vendor"],
            roles=ids["role"],
            backgrounds=ids["background"],
            outcomes=ids["outcome"],
            topics=ids["topic"],
            languages=ids["language"],
            limits=self._limits(parts, ids, asks),
            profile=profile,
            claims=tuple(self._claims(parts, certs)),
            place=self._place(parts),
            count=self._count(parts),
            whole=bool({t.word for p in parts for t in p.linked.tokens} & self.reader.lists["together"]),
            copies=tuple(next((c[i] for part in parts if i in (c := _copies(part))), 1) for i in certs),
            standard=bool(
                {t.word for p in parts for t in p.linked.tokens} & set(self.language.words["standard_words"])
            ),
            benchmarks=_ids(parts, "benchmark"),
            amount=next((a.value for part in parts for a in part.amounts if a.unit == "money"), None),
            people=next((int(a.value) for part in parts for a in part.amounts if a.unit == "people"), 1),
            unknown=(unknown := self._unknown(parts, ids, asks[0])),
            nearest=nearest(unknown, self.catalog, today),
            countries=tuple(c for c in _ids(parts, "country") if c not in self._excluded(parts, "country")),
        )

    def _add_person(self, parts: Sequence[Part], ids: dict[str, tuple[str, ...]]) -> None:
        """The kind of person that the wording tells of, where no word names one."""
        told = [part.person for part in parts if part.person and part.person.score >= SURE_OF_PERSON]
        if told and not (ids["background"] or ids["outcome"]):
            table, record = max(told, key=lambda near: near.score).ask.removeprefix(PERSON).split("/")
            ids[table.removesuffix("s")] = (record,)

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

    def _spoken_of(self, vendors: tuple[str, ...], ask: str, context: Context) -> tuple[str, ...]:
        """ "the Google exam": the one of that vendor that the conversation has named already."""
        if ask not in ABOUT_ONE or len(vendors) != 1:
            return ()
        spoken = dict.fromkeys([*context.named, *context.heard])
        return tuple(i for i in spoken if self.catalog.certifications[i].vendor == vendors[0])[:1]

    def _short_name(self, text: str, parts: Sequence[Part], context: Context) -> tuple[str, ...]:
        """ "and the GenAI one?": in a short follow-up, another exam of the vendor spoken of."""
        if len(text.split()) > SHORT or not context.focus or _ids(parts, "vendor"):
            return ()
        vendor = self.catalog.certifications[context.focus[0]].vendor
        levels = _ids(parts, "level")
        sibling = self.catalog.sibling(context.focus[0], levels[0]) if levels else None
        return (sibling,) if sibling else self.linker.nicknamed(text, vendor)

    def _not_only_held(
        self, certs: tuple[str, ...], profile: Profile, parts: Sequence[Part], ask: str, today: date
    ) -> tuple[str, ...]:
        """Without certifications that are only told to be held, where the question names another."""
        asked = tuple(c for c in certs if c not in profile.held or c in _asked_about(parts, self, today))
        return asked or (certs if ask in ABOUT_ONE and ask != "next_step" else ())

    def _profile(self, parts: Sequence[Part], ids: dict[str, tuple[str, ...]], before: Profile, today: date) -> Profile:
        """What is known of the person after this message."""
        stated = [p for part in parts for p in (part, *part.clauses) if p.ask in STATEMENTS]
        held = [
            c
            for p in stated
            if p.ask == "held" and p.score >= SURE_OF_HELD
            for c in self._versions(p.linked.mentions, today, "status")
        ]
        vendors = [v for p in stated for v in p.linked.ids("vendor")]
        money = [
            a.value for part in parts for a in part.amounts if a.unit == "money" and part.ask in ("budget", "about_me")
        ]
        hours = [a.value for part in parts for a in part.amounts if a.unit == "hours" and a.rate]
        return Profile(
            background=next(iter(ids["background"]), before.background),
            role=next(iter(ids["role"]), before.role),
            outcome=next(iter(ids["outcome"]), before.outcome),
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
        excluded = self._excluded(parts)
        no_beta = narrow["beta"] and any(self._denied(part, self.language.words["narrow"]["beta"]) for part in parts)
        return Limits(
            vendors=tuple(vendor for vendor in ids["vendor"] if vendor not in excluded),
            excluded=excluded,
            lifelong=asks[0] in ("validity", "list", "renewal") and bool(words & set(self.language.words["lifelong_words"])),
            levels=_ids(parts, "level"),
            topics=ids["topic"],
            languages=ids["language"],
            max_price=next((_most(a, 0.01) for a in money if a.bound in UPPER or (loose and not a.bound)), None),
            min_price=next((a.value for a in money if a.bound == "min"), None),
            max_minutes=next((int(_most(a, 0.01) * (60 if a.unit == "hours" else 1)) for a in found
                              if a.bound in UPPER and not a.rate and _is_exam_time(a)), None),
            max_hours=next((int(_most(a, 0.01)) for a in found
                            if a.bound in UPPER and a.unit == "hours" and not a.rate and not _is_exam_time(a)), None),
            open_only=narrow["open"],
            closed_only=narrow["closed"],
            beta_only=narrow["beta"] and not (no_beta or narrow["open"] or words & set(self.language.words["too_words"])),
            no_beta=no_beta,
        )  # fmt: skip

    def _unknown(self, parts: Sequence[Part], ids: dict[str, tuple[str, ...]], ask: str) -> tuple[str, ...]:
        """Names of no record; not those of an employer or a tool where somebody tells who they are."""
        names = tuple(dict.fromkeys(name for part in parts for name in part.linked.unknown))
        person = ids["background"] or ids["outcome"] or ids["role"]
        foreign = _ids(parts, "elsewhere") if person and ask not in ABOUT_ONE else ()
        return tuple(name for name in names if name not in foreign)

    def _place(self, parts: Sequence[Part]) -> int | None:
        """ "the second one" -> 2."""
        words = {token.word for part in parts for token in part.linked.tokens}
        ordinals: dict[int, list[str]] = self.language.words["ordinals"]
        return next((int(place) for place, names in ordinals.items() if words & set(names)), None)

    def _count(self, parts: Sequence[Part]) -> int | None:
        """ "both" -> 2, "those three" -> 3."""
        words = {token.word for part in parts for token in part.linked.tokens}
        counts: dict[str, int] = self.language.words["count_words"]
        return next((number for word, number in counts.items() if word in words), None)

    def _denied(self, part: Part, names: Sequence[str]) -> bool:
        """Whether one of the words stands shortly after a denial: "isn't a beta"."""
        words = [token.word for token in part.linked.tokens]
        denials = set(self.language.words["not_words"])
        return any(word in names and denials & set(words[max(0, at - 4) : at]) for at, word in enumerate(words))

    def _excluded(self, parts: Sequence[Part], kind: str = "vendor") -> tuple[str, ...]:
        """Vendors, or other names, that the question leaves out: "not from Microsoft"."""
        denials = set(self.language.words["not_words"])
        found: list[str] = []
        for part in parts:
            for mention in (m for m in part.linked.mentions if m.kind == kind):
                before = part.linked.tokens[max(0, mention.first - 3) : mention.first]
                found += mention.ids if denials & {token.word for token in before} else ()
        return tuple(found)

    def _claims(self, parts: Sequence[Part], certs: tuple[str, ...]) -> list[Claim]:
        """Values said of an exam without a bound: each may be a wrong premise."""
        if not certs:
            return []
        claims = [Claim(certs[0], "vendor", vendor) for part in parts for vendor in _owner(part)]
        said = [a for part in parts if part.ask not in (*STATEMENTS, "budget", "remaining") for a in part.amounts if not (a.bound or a.rate)]
        scale = {"hours": 60.0}
        claims += [Claim(certs[0], c.ask, n) for p in parts for c in (p.clauses or (p,)) if c.ask in BARE for n in _bare_numbers(c)]
        return claims + [
            Claim(certs[0], CLAIMED[a.unit], f"{a.value * scale.get(a.unit, 1.0):g}") for a in said if a.unit in CLAIMED
        ]


def _most(amount: Amount, step: float) -> float:
    """The most that a bound admits: "under 100" leaves out 100."""
    return amount.value - step if amount.bound == "below" else amount.value


def _owner(part: Part) -> Sequence[str]:
    """The vendor named right before an exam, as its owner: "Microsoft's NCA-GENL"."""
    certs = [m.first for m in part.linked.mentions if m.kind == "cert"]
    words = part.linked.tokens
    return [
        m.ids[0] for m in part.linked.mentions
        if m.kind == "vendor" and any(m.end == at or (m.end + 1 == at and words[m.end].word == "s") for at in certs)
    ]  # fmt: skip


def _bare_numbers(part: Part) -> list[str]:
    """Numbers without a unit that are no part of a name and no year: "is 300, isn't it?"."""
    named = {at for m in part.linked.mentions for at in range(m.first, m.end)}
    if part.amounts:
        return []
    words = [token.word for at, token in enumerate(part.linked.tokens) if at not in named]
    return [word for word in words if word.isdigit() and 20 <= int(word) <= 2_000]


def _copies(part: Part) -> dict[str, int]:
    """How many of an exam are meant: "2x", "3 x" right before its name."""
    found: dict[str, int] = {}
    words = part.linked.tokens
    for mention in (m for m in part.linked.mentions if m.kind == "cert"):
        before = [token.word for token in words[max(0, mention.first - 2) : mention.first]]
        number = before[-1].removesuffix("x") if before and before[-1] not in ("x", "times") else "".join(before[:-1])
        if number.isdigit() and "".join(before[-1:]).strip("0123456789") in ("x", "times"):
            found |= {i: int(number) for i in mention.ids}
    return found


def _is_exam_time(amount: Amount) -> bool:
    """Minutes, and as many hours as an exam can last; more hours are hours of study."""
    return amount.unit == "minutes" or (amount.unit == "hours" and amount.value <= LONGEST_EXAM)


def _ids(parts: Sequence[Part], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for part in parts for i in part.linked.ids(kind)))  # type: ignore[arg-type]


def _no_question(part: Part) -> bool:
    return not part.linked.text.rstrip().endswith("?")


def _with_others(part: Part, parts: Sequence[Part]) -> list[Nearest]:
    """The asks of a sentence, each also as near as the message's other sentences make it, by half."""
    others = [near for other in parts if other is not part for near in other.ranked if near.ask not in STATEMENTS]
    extra: dict[str, float] = {}
    for near in others:
        extra[near.ask] = extra.get(near.ask, 0.0) + OTHERS * max(near.score, 0.0)
    return [Nearest(near.ask, near.score + extra.get(near.ask, 0.0)) for near in part.ranked]


def _about_it(part: Part) -> Part:
    """A short message with a pronoun in a conversation is about its subject, not about the world."""
    if part.ask != "out_of_scope" or part.score >= SURE_TO_DECLINE:
        return part
    return replace(part, ranked=tuple(sorted(part.ranked, key=lambda near: near.ask == "out_of_scope")))


def _aside(part: Part) -> bool:
    return part.declines or part.ask in (*STATEMENTS, *SMALL_TALK)


def _statement(part: Part) -> bool:
    return part.ask in STATEMENTS


def _small_talk(part: Part) -> bool:
    return part.ask in SMALL_TALK


def _faintly_declining(part: Part) -> bool:
    return part.declines and part.score < SURE_TO_DECLINE


def _of_clauses(part: Part) -> list[str]:
    """The fields that the clauses of a sentence ask beside its main question."""
    if part.ask not in (*ABOUT_ONE, "compare", "price_difference"):
        return []
    several = part.ask not in ABOUT_ONE
    least = SURE_OF_CLAUSE / 2 if several else SURE_OF_CLAUSE
    found = [c.ask for c in part.clauses if c.ask in ABOUT_ONE and c.score >= least]
    return found + [near.ask for near in part.ranked[1:4] if several and near.ask in ABOUT_ONE and near.score >= SECOND]


def _asked_about(parts: Sequence[Part], understander: Understander, today: date) -> set[str]:
    """Certifications named where something is asked, not only stated as held."""
    asking = [p for part in parts for p in ((part.clauses or (part,)) if part.ask in STATEMENTS else (part,))]
    named = [m for p in asking if p.ask != "held" for m in p.linked.mentions]
    return set(understander._versions(named, today, ""))
