"""A question and its history -> a Query: what is asked, about which records, under which limits."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from bot.catalog import PERSON, ROLE, TOPIC, Catalog
from bot.language import Language
from bot.records import Profile, Query, Turn
from bot.understand.ask import Asks, Nearest
from bot.understand.asking import SHORT, asks_of, fitted
from bot.understand.attempts import attempted
from bot.understand.claims import claims
from bot.understand.context import Context
from bot.understand.converse import resolve
from bot.understand.counting import counted
from bot.understand.discounts import discount
from bot.understand.exams import Exams
from bot.understand.follow import SURE_OF_OTHER, of_another
from bot.understand.foreign import foreign_names
from bot.understand.groups import ABOUT_ONE, LISTS, PERSONAL, PLURAL, RANKED, STATEMENTS
from bot.understand.link import Linker
from bot.understand.meant import meant, without_denied
from bot.understand.message import amount, count, ids_of, limits, narrows_list, place, study_time
from bot.understand.narrowing import excluded, has, says
from bot.understand.pointing import put_by_name
from bot.understand.reader import CHOOSING, CLEARLY_TOLD, Encode, Part, Reader
from bot.understand.resumed import resumed
from bot.understand.text import clean
from bot.understand.tools import by_tools
from bot.understand.unknown import nearest

__all__ = ["Asks", "Understander"]

SURE_OF_HELD = 0.5  # score from which "I have passed it" is taken for said
SURE_TOLD = {PERSON: 0.3, ROLE: 0.3, TOPIC: 0.3}
"""Scores from which a sentence tells of a person, a job or a subject that it does not name."""
ON_ROLES = ("salary", "salary_difference", "salary_elsewhere", "role_certs")
OF_ANYBODY = ("list", "count", "cheapest", "dearest", "shortest", "longest", "beta", "topic", "covers")
"""Asks whose wordings hardly tell of a person."""
FOR_A_GOAL = ("outcome", "role_certs")
"""Asks whose answer is for what somebody builds, where they say it, rather than for what they call themselves."""
SURE_OF_GOAL = 0.5  # score from which a message that asks what to take for a goal has told it, however faintly
PAID = ("total", "price", "remaining", "retake")
"""Asks that, of what somebody has passed, are about what was paid for it."""
ABOUT_TOPICS, LIKELY_TOLD = ("topic", "covers"), 0.2  # asks about a subject, and the score that then tells of it
SURE_OF_TOPIC, HARDLY_TOLD = 0.6, 0.12  # of a message that surely asks about a subject, the score that tells of it
ON_PERSON = (*PERSONAL, *STATEMENTS, "out_of_scope", "total", "lock_in", "respected", "landscape")
"""Asks that depend on who somebody is, where tools tell it."""
ON_TOPICS = ("topic", "covers", "list", "which_one", "outcome")


class Understander:
    """Understands questions in their conversation.

    `asks` tells what is asked; `encode` embeds new text as the examples were, shape (n, width);
    `ordinary` is the embedding model's vocabulary, whose words are never taken for slips.
    """

    def __init__(
        self,
        catalog: Catalog,
        language: Language,
        asks: Asks,
        encode: Encode,
        ordinary: Collection[str],
    ) -> None:
        self.catalog, self.language = catalog, language
        self.linker = Linker(catalog, language, ordinary)
        self.exams = Exams(catalog, language, self.linker)
        self.reader = Reader(self.linker, asks, language, encode)

    def __call__(self, question: str, history: Sequence[Turn], today: date, profile: Profile | None = None) -> Query:
        """1. Go through the history. 2. Read the question. 3. Fill in what it leaves to the history.

        A `profile` given, which the person may have mended, stands in place of what the history tells of them.

        Raises InputError where the question is empty or too long.
        """
        context = Context()
        for turn in history:
            if turn.role == "user":
                context = context.asked(self._query(turn.content, context, today))
            else:
                linked = self.linker.link(turn.content)
                context = context.answered(self.exams.versions(linked.mentions, today, ""))
        if profile is not None:
            context = replace(context, profile=profile, told=True)
        return self._query(question, context, today)

    def _query(self, question: str, context: Context, today: date) -> Query:
        asked = clean(question)
        text = put_by_name(asked, context, self.catalog, self.language, today)
        parts = fitted(self.language, self.reader.read(text), spoken=context.last is not None)
        parts = [self._not_yet(part) for part in parts]
        asks, certainty, other = asks_of(parts)
        if asks[0] == "held" and has(self.language, parts, "fail_words"):
            asks = ("retake", *asks[1:])
        if (
            of_another(self.language, parts, context.last)
            and certainty < SURE_OF_OTHER
            and asks[0] not in (*ABOUT_ONE, *LISTS)
        ):
            asks = ("same_for",)
        counterpart = self._counterpart(parts, context)
        asks = ("same_for",) if counterpart else asks
        narrows = narrows_list(self.language, parts, context.last)
        if narrows and asks[0] not in (*RANKED, "total", "count"):
            asks = ("list",)
        query = self._linked(text, parts, asks, context, today).but(certainty=certainty, other_reading=other)
        if counterpart and not query.person_named:
            query = query.but(backgrounds=(), outcomes=())
        query = query.but(question=asked, narrows=narrows, certs=() if narrows else query.certs)
        said = " ".join(token.word for part in parts for token in part.linked.tokens)
        resolved = resumed(query, context, self.language) or resolve(
            without_denied(query, context, self.language), context, self.catalog
        )
        return meant(resolved, said, context, self.catalog, self.language).but(before=context.last)

    def _linked(self, text: str, parts: Sequence[Part], asks: tuple[str, ...], context: Context, today: date) -> Query:
        ids = {kind: ids_of(parts, kind) for kind in ("vendor", "role", "background", "outcome", "topic", "language")}
        person_named = bool(ids["background"] or ids["outcome"] or ids["role"])
        self._add_described(parts, ids, asks[0], self._least(parts, ids, context))
        certs = self.exams.named(text, parts, ids["vendor"], asks[0], context, today)
        profile = self._profile(parts, ids, context, today)
        if asks[0] in CHOOSING and has(self.language, parts, "further_words") and any(map(_tells_held, parts)):
            profile = replace(profile, held=tuple(dict.fromkeys([*profile.held, *certs])))
            certs, ids["topic"] = (), ()  # "I hold A and B, what is the cheapest to add?"
        words = {token.word for part in parts for token in part.linked.tokens}
        attempts = attempted(self.language, parts, context.paid_for)
        asked = self._not_only_held(certs, profile, parts, asks[0], today)
        if asks[0] in PAID and (not asked or attempts.tries) and has(self.language, parts, "spent_words"):
            asked = certs  # what somebody holds was paid for
        counts = counted(self.language, parts, attempts.used)
        taken = tuple(claims(self.language, parts, certs))
        return Query(
            question=text,
            standalone=text,
            today=today,
            asks=asks,
            certs=asked,
            vendors=ids["vendor"],
            roles=ids["role"],
            backgrounds=ids["background"],
            outcomes=ids["outcome"],
            topics=ids["topic"],
            languages=ids["language"],
            limits=limits(self.language, parts, ids, asks),
            profile=profile,
            claims=taken,
            place=place(self.language, parts),
            count=count(self.language, parts),
            whole=bool(words & self.reader.lists["together"]),
            names_kind=(kind := bool(words & set(self.language.words["kind_words"]))),
            person_named=person_named,
            chosen_from=bool(words & set(self.language.words["claims"]["choice"])),
            elliptical=len(words) <= SHORT and not kind,
            of_them=has(self.language, parts, "them_words"),
            of_these=has(self.language, parts, "these_words"),
            corrects=has(self.language, parts, "correction_words"),
            asks_record=has(self.language, parts, "of_record_words") or not has(self.language, parts, "of_us_words"),
            copies=tuple(counts.copies.get(i, 1) for i in asked),
            tries=attempts.tries,
            discount=discount(self.language, parts),
            study_time=study_time(self.language, parts),
            standard=has(self.language, parts, "standard_words"),
            benchmarks=ids_of(parts, "benchmark"),
            amount=amount(self.language, parts),
            people=counts.people,
            unknown=(unknown := foreign_names(self.language, parts, ids, asks[0], taken)),
            nearest=nearest(unknown, self.catalog, today),
            countries=tuple(c for c in ids_of(parts, "country") if c not in excluded(self.language, parts, "country")),
        )

    def _counterpart(self, parts: Sequence[Part], context: Context) -> bool:
        """ "now both for the Azure equivalent": after an exam, the same of another vendor's."""
        spoken = context.last is not None and bool(context.last.certs)
        vendor = ids_of(parts, "vendor") and not ids_of(parts, "cert")
        return bool(spoken and vendor) and has(self.language, parts, "equivalent_words")

    def _least(self, parts: Sequence[Part], ids: dict[str, tuple[str, ...]], context: Context) -> float | None:
        """The score from which a person is told of here, where it is not the usual one.

        Lower after "and my boss?"; higher where somebody known only says which cloud they are on.
        """
        if of_another(self.language, parts, context.last):
            return LIKELY_TOLD
        last = context.last
        known = last is not None and last.asks[0] in PERSONAL and bool(last.backgrounds or last.outcomes)
        return CLEARLY_TOLD if known and ids["vendor"] else None

    def _add_described(
        self, parts: Sequence[Part], ids: dict[str, tuple[str, ...]], ask: str, least: float | None = None
    ) -> None:
        """The person, job or subject that the wording tells of, where no word names one.

        A person told of at `least` so clearly counts, where that is given.
        """
        field_only = ask in (*ABOUT_ONE, *PLURAL) and any(part.names["cert"] for part in parts)
        introduced = any(part.ask in STATEMENTS for part in parts)
        score = max(part.score for part in parts)
        if least is None and ask in FOR_A_GOAL and score >= SURE_OF_GOAL:
            least = LIKELY_TOLD
        person = None if field_only and not introduced else _told(parts, PERSON, least)
        if person and ask in OF_ANYBODY and not introduced and person.score < CLEARLY_TOLD:
            person = None
        topic = _told(
            parts, TOPIC, (HARDLY_TOLD if score >= SURE_OF_TOPIC else LIKELY_TOLD) if ask in ABOUT_TOPICS else None
        )
        about_topic = ask in ON_TOPICS and topic and (not person or topic.score > person.score)
        person = self._without_code(parts, person)
        if person and "/" in person.ask and not about_topic:  # the others are people whom the guide has no path for
            kind, record = person.ask.split("/")
            goal = kind == "outcome" and not ids[kind] and ask in FOR_A_GOAL and person.score >= CLEARLY_TOLD
            named = ids["background"] or ids["outcome"] or (kind == "outcome" and ids["role"])
            if record in ids[kind] or (goal and not ids["role"]) or not named:
                ids[kind] = tuple(dict.fromkeys([record, *ids[kind]]))  # of several named, the one told of comes first
        named = ids["background"] or ids["outcome"] or ids["role"]
        if not (named or field_only) and ask in ON_PERSON and (found := by_tools(self.catalog, parts)):
            ids["background"] = (found,)
        for kind, asks, told in ((ROLE, ON_ROLES, _told(parts, ROLE)), (TOPIC, ON_TOPICS, topic)):
            if told and ask in asks and not ids[kind]:
                ids[kind] = (told.ask,)

    def _without_code(self, parts: Sequence[Part], person: Nearest | None) -> Nearest | None:
        """Nobody who writes no code is told of as a programmer: their goal is the one that asks for none."""
        kind, _, record = person.ask.partition("/") if person else ("", "", "")
        programs = kind == "background" and self.catalog.backgrounds[record].programs
        denied = self.language.words["traits"]["no_code"]["asked"]
        if person is None or not programs or not any(says(part, denied) for part in parts):
            return person
        goal = next((o.id for o in self.catalog.outcomes.values() if o.without_code), None)
        return Nearest(f"outcome/{goal}", person.score) if goal else None

    def _not_only_held(
        self, certs: tuple[str, ...], profile: Profile, parts: Sequence[Part], ask: str, today: date
    ) -> tuple[str, ...]:
        """Without certifications that are only told to be held, where the question names another."""
        asked = tuple(c for c in certs if c not in profile.held or c in _asked_about(parts, self, today))
        return asked or (certs if ask in ABOUT_ONE and ask != "next_step" else ())

    def _profile(
        self, parts: Sequence[Part], ids: dict[str, tuple[str, ...]], context: Context, today: date
    ) -> Profile:
        """What is known of the person after this message."""
        before = context.profile
        stated = [p for part in parts for p in (part, *part.clauses) if p.ask in STATEMENTS]
        held = [
            c
            for p in stated
            if p.ask == "held" and p.score >= SURE_OF_HELD and not self._failed(p)
            for c in self.exams.versions(p.linked.mentions, today, "status") or self._pointed(p, context)
        ]
        left_out = excluded(self.language, parts)
        vendors = [v for p in stated for v in p.linked.ids("vendor") if v not in left_out]
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

    def _not_yet(self, part: Part) -> Part:
        """ "I'll book it next week": a plan, nothing that somebody holds."""
        part = replace(part, clauses=tuple(map(self._not_yet, part.clauses)))
        if part.ask != "held" or not has(self.language, [part], "future_words"):
            return part
        others = tuple(near for near in part.ranked if near.ask not in STATEMENTS)
        return replace(part, ranked=(Nearest("about_me", part.score), *others))

    def _failed(self, part: Part) -> bool:
        """ "I failed it": sat, but not held."""
        return has(self.language, [part], "fail_words")

    def _pointed(self, part: Part, context: Context) -> tuple[str, ...]:
        """ "I hold that one": the certification spoken of."""
        pronouns = set(self.language.words["pronouns"])
        return context.focus if pronouns & {token.word for token in part.linked.tokens} else ()


def _told(parts: Sequence[Part], kind: str, least: float | None = None) -> Nearest | None:
    """What the surest part tells of, by kind."""
    least = SURE_TOLD[kind] if least is None else least
    found = [(part, part.told[kind]) for part in parts if kind in part.told and part.told[kind].score >= least]
    # who somebody says they are counts before what their question sounds like
    introduced = [pair for pair in found if kind == PERSON and pair[0].ask in STATEMENTS and "/" in pair[1].ask]
    return max((near for _, near in introduced or found), key=lambda near: near.score, default=None)


def _tells_held(part: Part) -> bool:
    """Whether a sentence has clauses of which one may say what somebody holds."""
    held = any(clause.ask == "held" and clause.score >= SURE_OF_HELD for clause in part.clauses)
    return held or (part.ask in STATEMENTS and bool(part.clauses))


def _asked_about(parts: Sequence[Part], understander: Understander, today: date) -> set[str]:
    """Certifications named where something is asked, not only stated as held."""
    asking = [p for part in parts for p in (part.clauses if _tells_held(part) else (part,))]
    named = [m for p in asking if p.ask != "held" for m in p.linked.mentions]
    return set(understander.exams.versions(named, today, ""))
