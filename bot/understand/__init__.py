"""A question and its history -> a Query: what is asked, about which records, under which limits."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from bot.catalog import Catalog
from bot.language import Language
from bot.records import Profile, Query, Turn
from bot.understand.ask import Asks
from bot.understand.asking import SHORT, asks_of, fitted
from bot.understand.attempts import attempted
from bot.understand.claims import claims
from bot.understand.context import Context
from bot.understand.converse import resolve
from bot.understand.counting import counted
from bot.understand.dictated import undictated
from bot.understand.discounts import discount
from bot.understand.every import miscounted
from bot.understand.exams import Exams
from bot.understand.follow import SURE_OF_OTHER, of_another
from bot.understand.foreign import foreign_names
from bot.understand.going_on import going_on
from bot.understand.groups import ABOUT_ONE, LISTS, RANKED
from bot.understand.holding import Holding, tells_held
from bot.understand.letters import unsigned
from bot.understand.link import Linker
from bot.understand.meant import meant, without_denied
from bot.understand.meant.ends import by_end
from bot.understand.meant.wordings import Wording
from bot.understand.message import amount, count, ids_of, limits, narrows_list, place, study_time
from bot.understand.narrowing import excluded, has
from bot.understand.pointing import put_by_name
from bot.understand.reader import CHOOSING, Encode, Part, Reader
from bot.understand.resumed import resumed
from bot.understand.text import clean
from bot.understand.told import Told
from bot.understand.unknown import nearest

__all__ = ["Asks", "Understander"]


PAID = ("total", "price", "remaining", "retake")
"""Asks that, of what somebody has passed, are about what was paid for it."""


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
        self.told, self.holding = Told(catalog, language), Holding(self.exams, language)

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
        asked = unsigned(undictated(clean(question), self.language, self.linker.codes), self.language)
        text = put_by_name(asked, context, self.catalog, self.language, today)
        parts = fitted(self.language, self.reader.read(text), spoken=context.last is not None)
        parts = [self.holding.not_yet(part) for part in parts]
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
        guessed = asks[0] == "total" and not query.certs and context.last is None
        if guessed and miscounted(self.language, self.catalog, parts, today):
            query = query.but(asks=("of_vendor", "price"))
        if counterpart and not query.person_named:
            query = query.but(backgrounds=(), outcomes=())
        query = query.but(question=asked, narrows=narrows, certs=() if narrows else query.certs)
        said = " ".join(token.word for part in parts for token in part.linked.tokens)
        words = Wording(said, self.language)
        query = by_end(query, words)
        follow_up = going_on(query, context, self.catalog, self.language)
        resolved = (
            follow_up
            or resumed(query, context, self.catalog, self.language)
            or resolve(without_denied(query, context, self.language), context, self.catalog)
        )
        return meant(resolved, words, context, self.catalog).but(before=context.last)

    def _linked(self, text: str, parts: Sequence[Part], asks: tuple[str, ...], context: Context, today: date) -> Query:
        ids = {kind: ids_of(parts, kind) for kind in ("vendor", "role", "background", "outcome", "topic", "language")}
        if not ids["vendor"] and has(self.language, parts, "of_theirs") and context.last:
            ids["vendor"] = context.last.vendors or ((context.profile.vendor,) if context.profile.vendor else ())
        person_named = bool(ids["background"] or ids["outcome"] or ids["role"])
        self.told.add_described(parts, ids, asks[0], self.told.least(parts, ids, context))
        certs = self.exams.named(text, parts, ids["vendor"], asks[0], context, today)
        profile = self.holding.profile(parts, ids, context, today)
        if asks[0] in CHOOSING and has(self.language, parts, "further_words") and any(map(tells_held, parts)):
            profile = replace(profile, held=tuple(dict.fromkeys([*profile.held, *certs])))
            certs, ids["topic"] = (), ()  # "I hold A and B, what is the cheapest to add?"
        words = {token.word for part in parts for token in part.linked.tokens}
        attempts = attempted(self.language, parts, context.tried)
        asked = self.holding.not_only_held(certs, profile, parts, asks[0], today)
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
            topics=tuple(topic for topic in ids["topic"] if topic not in excluded(self.language, parts, "topic")),
            languages=ids["language"],
            limits=limits(self.language, parts, ids, asks),
            profile=profile,
            claims=taken,
            place=place(self.language, parts),
            count=count(self.language, parts),
            whole=bool((words - {"all"} if "at all" in text.lower() else words) & self.reader.lists["together"]),
            names_kind=(kind := bool(words & set(self.language.words["kind_words"]))),
            person_named=person_named,
            chosen_from=bool(words & set(self.language.words["claims"]["choice"])),
            elliptical=len(words) <= SHORT and not kind,
            of_them=has(self.language, parts, "them_words"),
            here=has(self.language, parts, "here_words"),
            of_these=has(self.language, parts, "these_words"),
            corrects=has(self.language, parts, "correction_words"),
            asks_record=has(self.language, parts, "of_record_words") or not has(self.language, parts, "of_us_words"),
            copies=tuple(counts.copies.get(i, 1) for i in asked),
            tries=attempts.tries,
            discount=discount(self.language, parts),
            study_time=study_time(self.language, parts),
            standard=has(self.language, parts, "standard_words")
            and not (has(self.language, parts, "beta_now") or has(self.language, parts, "standard_praise"))
            and not (attempts.tries and words & {*self.language.words["narrow"]["beta"]}),  # a beta, then that
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
