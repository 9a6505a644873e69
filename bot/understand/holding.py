"""What is known of the person after a message: who they are, what they can spend, which certifications they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.language import Language
from bot.records import Profile
from bot.understand.ask import Nearest
from bot.understand.context import Context
from bot.understand.exams import Exams
from bot.understand.groups import ABOUT_ONE, STATEMENTS
from bot.understand.narrowing import excluded, has
from bot.understand.reader import Part

SUMS = ("total", "price", "remaining", "budget")  # asks whose exams are paid for, those that are had left out
SPANS = ("hours", "days", "weeks", "months")
SURE_OF_HELD = 0.5  # score from which "I have passed it" is taken for said


class Holding:
    """Reads off the parts of a message what they say of the person."""

    def __init__(self, exams: Exams, language: Language) -> None:
        self.exams, self.language = exams, language

    def not_only_held(
        self, certs: tuple[str, ...], profile: Profile, parts: Sequence[Part], ask: str, today: date
    ) -> tuple[str, ...]:
        """Without certifications that are only told to be held, where the question names another."""
        had = self._had(parts, today) if ask in SUMS else set()
        others = tuple(c for c in certs if c not in had) or certs
        asked = tuple(c for c in others if c not in profile.held or c in self._asked_about(parts, ask, today))
        return asked or (certs if ask in ABOUT_ONE and ask != "next_step" else ())

    def _had(self, parts: Sequence[Part], today: date) -> set[str]:
        """ "Five of us already have A and now want B": what is told to be had in so many words."""
        said = [phrase.split() for phrase in self.language.words["had_before"]]
        after = [phrase.split() for phrase in self.language.words["had_behind"]]
        found = []
        for part in parts:
            words = [token.word for token in part.linked.tokens]
            for mention in part.linked.mentions:
                before = words[: mention.first - (words[mention.first - 1 : mention.first] in (["the"], ["our"]))]
                had = any(before[-len(phrase) :] == phrase for phrase in said)
                had |= any(words[mention.end : mention.end + len(phrase)] == phrase for phrase in after)
                found += [mention] if had else []
        return set(self.exams.versions(found, today, ""))

    def _asked_about(self, parts: Sequence[Part], ask: str, today: date) -> set[str]:
        """Certifications named where something is asked, not only stated as held.

        Of what is to be paid a clause counts as held only where it has a word for that: "A and B on one claim".
        """
        asking = [p for part in parts for p in (part.clauses if tells_held(part) else (part,))]
        plain = ask in SUMS and not has(self.language, parts, "holding_words")
        named = [m for p in asking if p.ask not in STATEMENTS or plain for m in p.linked.mentions]
        return set(self.exams.versions(named, today, ""))

    def profile(self, parts: Sequence[Part], ids: dict[str, tuple[str, ...]], context: Context, today: date) -> Profile:
        """What is known of the person after this message."""
        before = context.profile
        stated = [p for part in parts for p in (part, *part.clauses) if p.ask in STATEMENTS]
        held = [
            c
            for p in stated
            if p.ask == "held" and p.score >= SURE_OF_HELD and not self._failed(p)
            for c in self.exams.versions(p.linked.mentions, today, "status") or self._pointed(p, context)
        ]
        held += [cert for cert in self._had(parts, today) if cert not in held]
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

    def not_yet(self, part: Part, *, thought_of: bool = False) -> Part:
        """ "I'll book it next week", "I've three months for it": a plan, nothing that somebody holds.

        What is `thought_of` is so in every clause: "I have A and B on my list".
        """
        thought_of = thought_of or has(self.language, [part], "thought_of")
        part = replace(part, clauses=tuple(self.not_yet(clause, thought_of=thought_of) for clause in part.clauses))
        planned = thought_of or has(self.language, [part], "future_words") or self._time_ahead(part)
        if part.ask != "held" or not planned:
            return part
        others = tuple(near for near in part.ranked if near.ask not in STATEMENTS)
        return replace(part, ranked=(Nearest("about_me", part.score), *others))

    def _time_ahead(self, part: Part) -> bool:
        """Whether a time is told that there is for an exam, and none that has gone by."""
        spans = any(amount.unit in SPANS for amount in part.amounts)
        return spans and has(self.language, [part], "time_ahead") and not has(self.language, [part], "past_words")

    def _failed(self, part: Part) -> bool:
        """ "I failed it": sat, but not held."""
        return has(self.language, [part], "fail_words")

    def _pointed(self, part: Part, context: Context) -> tuple[str, ...]:
        """ "I hold that one": the certification spoken of."""
        pronouns = set(self.language.words["pronouns"])
        return context.focus if pronouns & {token.word for token in part.linked.tokens} else ()


def tells_held(part: Part) -> bool:
    """Whether a sentence has clauses of which one may say what somebody holds."""
    held = any(clause.ask == "held" and clause.score >= SURE_OF_HELD for clause in part.clauses)
    return held or (part.ask in STATEMENTS and bool(part.clauses))
