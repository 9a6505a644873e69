"""What a conversation leaves behind for the next question: the person, the topic, the names."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.records import Profile, Query
from bot.understand.groups import ABOUT_ONE, RANKED, SMALL_TALK

IN_ORDER = (
    "first_step", "path", "next_step", "outcome", "verdict", "list", "count", "topic", "cheapest", "dearest",
    "shortest", "longest", "budget", "beta", "compare", "role_certs",
)  # fmt: skip
"""Asks whose answers set several certifications in an order that "the second one" counts in."""

NAMELESS = ("capabilities", "who_are_you", *SMALL_TALK)
"""Asks whose answers name exams as examples only: "it" means none of them."""


@dataclass(frozen=True, slots=True)
class Context:
    """The state before a turn.

    `named` are the person's own names, `heard` those of the last answer, `listed` those of the last
    answer that set several in order, in that order. `told` where the profile was given, not read out of questions;
    `roles` the last two jobs named; `people` those last counted;
    `countries` those named last.
    """

    profile: Profile = Profile()
    last: Query | None = None
    named: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    told: bool = False
    roles: tuple[str, ...] = ()
    people: int = 1
    countries: tuple[str, ...] = ()

    def asked(self, query: Query) -> Context:
        """The state after a question."""
        named = tuple(dict.fromkeys([*query.certs, *self.named]))[:6] if query.certs else self.named
        last = query if query.asks else self.last
        roles = tuple(dict.fromkeys([*query.roles, *self.roles]))[:2]
        people = query.people if query.people > 1 else self.people
        return replace(self, profile=query.profile, last=last, named=named, roles=roles, people=people,
                       countries=query.countries or self.countries)  # fmt: skip

    def answered(self, certs: tuple[str, ...]) -> Context:
        """The state after an answer that mentions `certs`, in that order; examples of what can be asked are none."""
        if self.last and self.last.asks[0] in NAMELESS:
            return self
        if self.last and self.last.asks[0] in RANKED and not self.last.certs and certs:
            # "the cheapest of A? And of B? What are those two together?"
            self = replace(self, named=tuple(dict.fromkeys([certs[0], *self.named]))[:6])
        ordered = len(certs) > 1 and self._in_order
        again = ordered and self.last is not None and self.last.place and self.listed  # one of them comes first now
        return replace(self, heard=certs or self.heard, listed=certs if ordered and not again else self.listed)

    @property
    def _in_order(self) -> bool:
        """Whether the last answer set exams in order; the sum of a path's steps does, too."""
        last = self.last
        summed = last is not None and last.asks[0] in ("total", "path_time") and bool(last.backgrounds)
        return summed or (last is not None and last.asks[0] in IN_ORDER)

    @property
    def focus(self) -> tuple[str, ...]:
        """The certification that "it" means: what was asked about last, else what the answer put first."""
        if self.last and self.last.certs:
            return self.last.certs
        return self.heard[:1]

    @property
    def tried(self) -> tuple[str, ...]:
        """The exam just spoken of, which an attempt that names none is at."""
        last = self.last
        return last.certs if last and last.asks[0] in ("total", *ABOUT_ONE) and len(last.certs) == 1 else ()

    @property
    def spoken_of(self) -> tuple[str, ...]:
        """The certifications of which "the cheaper one" is one: those of the last question, its answer, or the talk."""
        if self.last and len(self.last.certs) > 1:
            return self.last.certs
        if self.last and self._in_order and not self.last.certs and len(self.listed) > 1:
            return self.listed
        return tuple(reversed(self.named[:2]))

    def together(self, count: int | None) -> tuple[str, ...]:
        """The certifications that "both", "those three" or "them" means: two unless more are counted."""
        if self.last and len(self.last.certs) >= (count or 2):
            return self.last.certs[:count]
        if self.last and self.last.asks[0] == "role_certs" and not self.last.certs and count is None:
            return self.listed  # "what do those cost together?", after what people in a job hold
        named = tuple(reversed(self.named[: count or 2]))
        if len(named) >= (count or 2):
            return named
        first = self.listed[: count or 2]
        if self.last and self.last.certs and set(self.last.certs) < set(first):
            return first  # "and the second?", of a path, then "the cost of those two"
        return self.heard[: count or 2]
