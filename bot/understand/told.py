"""Who somebody is, which job they want and what it is about, where the wording tells it and no word names it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.catalog import PERSON, ROLE, TOPIC, Catalog
from bot.language import Language
from bot.understand.ask import Nearest
from bot.understand.codeless import codeless, untechnical
from bot.understand.context import Context
from bot.understand.follow import of_another
from bot.understand.groups import ABOUT_ONE, FIELD_ASKS, PERSONAL, PLURAL, RANKED, STATEMENTS, VAGUE
from bot.understand.narrowing import says
from bot.understand.reader import CLEARLY_TOLD, FAINTLY_TOLD, Part
from bot.understand.tools import by_tools

SURE_TOLD = {PERSON: 0.3, ROLE: 0.3, TOPIC: 0.3}
"""Scores from which a sentence tells of a person, a job or a subject that it does not name."""
ON_ROLES = ("salary", "salary_difference", "salary_elsewhere", "role_certs")
OF_ANYBODY = ("list", "count", "cheapest", "dearest", "shortest", "longest", "beta", "topic", "covers")
"""Asks whose wordings hardly tell of a person."""
FOR_A_GOAL = ("outcome", "role_certs")
"""Asks whose answer is for what somebody builds, where they say it, rather than for what they call themselves."""
SURE_OF_GOAL = 0.5  # score from which a message that asks what to take for a goal has told it, however faintly
ABOUT_TOPICS, LIKELY_TOLD = ("topic", "covers"), 0.2  # asks about a subject, and the score that then tells of it
SURE_OF_TOPIC, HARDLY_TOLD = 0.6, 0.12  # of a message that surely asks about a subject, the score that tells of it
ON_PERSON = (*PERSONAL, *STATEMENTS, *VAGUE, "total", "experience", "salary")
"""Asks that depend on who somebody is, where tools tell it."""
RATHER_TOLD = 0.6  # score from which a wording tells more of who somebody is than a word for people who write no code
SURE_OF_PERSON = 0.7  # score from which a wording tells more of who somebody is than the tools they name
BARE = 5  # words of a follow-up that names a vendor and tells of nobody
ON_TOPICS = ("topic", "covers", "list", "which_one", "outcome")


class Told:
    """Fills in what the examples of people, jobs and subjects tell of a message."""

    def __init__(self, catalog: Catalog, language: Language) -> None:
        self.catalog, self.language = catalog, language
        self._without_code_goal = next((o.id for o in catalog.outcomes.values() if o.without_code), None)

    def least(self, parts: Sequence[Part], ids: dict[str, tuple[str, ...]], context: Context) -> float | None:
        """The score from which a person is told of here, where it is not the usual one.

        Lower after "and my boss?"; higher where somebody known only says which cloud they are on, or names a vendor
        and nothing else.
        """
        if of_another(self.language, parts, context.last):
            return LIKELY_TOLD
        last = context.last
        known = last is not None and last.asks[0] in PERSONAL and bool(last.backgrounds or last.outcomes)
        known |= bool(context.profile.background or context.profile.outcome)
        bare = last is not None and sum(len(part.linked.tokens) for part in parts) <= BARE  # "and AWS?"
        if known and bare and ids["vendor"]:
            return SURE_OF_PERSON  # "we use AWS", of somebody known
        return CLEARLY_TOLD if (known or bare) and ids["vendor"] else None

    def add_described(
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
        if person and ask in (*OF_ANYBODY, *FIELD_ASKS) and not introduced and person.score < CLEARLY_TOLD:
            person = None
        least_topic = HARDLY_TOLD if score >= SURE_OF_TOPIC else LIKELY_TOLD
        if ask == "topic" and not any(ids[name] for name in ("topic", "background", "outcome", "role")):
            least_topic = FAINTLY_TOLD
        topic = _told(parts, TOPIC, least_topic if ask in ABOUT_TOPICS else None)
        about_topic = ask in ON_TOPICS and topic and (not person or topic.score > person.score)
        person = self._without_code(parts, person, ids, ask)
        tools = by_tools(self.catalog, parts) if ask in ON_PERSON and not field_only else None
        person = _by_tools_rather(person, tools)
        route = ask == "path"  # for which it takes who somebody is, whatever they name as their goal
        if person and self._rather_told(person, ids):
            ids["outcome"] = ()
        if person and "/" in person.ask and not about_topic:  # the others are people whom the guide has no path for
            kind, record = person.ask.split("/")
            goal = kind == "outcome" and not ids[kind] and ask in FOR_A_GOAL and person.score >= CLEARLY_TOLD
            named = ids["background"] or ids["outcome"] or (kind == "outcome" and ids["role"])
            named = ids["background"] if route and kind == "background" else named
            if record in ids[kind] or (goal and not ids["role"]) or not named:
                ids[kind] = tuple(dict.fromkeys([record, *ids[kind]]))  # of several named, the one told of comes first
        named = ids["background"] or (not route and (ids["outcome"] or ids["role"]))
        if tools and not named:
            ids["background"] = (tools,)
        self._literate_first(parts, ids, ask)
        for kind, asks, told in ((ROLE, ON_ROLES, _told(parts, ROLE)), (TOPIC, ON_TOPICS, topic)):
            if told and ask in asks and not ids[kind]:
                ids[kind] = (told.ask,)

    def _rather_told(self, person: Nearest, ids: dict[str, tuple[str, ...]]) -> bool:
        """ "I analyse sales data": a word for people who write no code, in a message that surely tells of another."""
        kind = person.ask.partition("/")[0]
        sure = kind == "background" and person.score >= RATHER_TOLD
        return sure and not ids["background"] and ids["outcome"] == (self._without_code_goal,)

    def _literate_first(self, parts: Sequence[Part], ids: dict[str, tuple[str, ...]], ask: str) -> None:
        """ "lawyer, want to follow what they say about LLMs": who writes no code wants literacy in a subject."""
        goals, literacy, said = ids["outcome"], self._without_code_goal, self.language.words
        if not literacy or ids["background"]:
            return

        def told(phrases: Sequence[str]) -> bool:
            return any(says(part, phrases) for part in parts)

        if not goals:  # "I need to talk to data scientists in meetings, that's all"
            nobody = not ids["role"] and ask in (*STATEMENTS, *FOR_A_GOAL)
            ids["outcome"] = (literacy,) if nobody and told(said["talking_to"]) else ()
            return
        follows = literacy in goals and told(said["follow_words"])
        if (follows or codeless(self.language, parts)) and not told(said["become_words"]):
            ids["outcome"] = tuple(dict.fromkeys([literacy, *goals]))

    def _without_code(
        self, parts: Sequence[Part], person: Nearest | None, ids: dict[str, tuple[str, ...]], ask: str
    ) -> Nearest | None:
        """Nobody who writes no code is told of as a programmer: their goal is the one that asks for none.

        That is their goal, too, where nothing tells of a person or goal and the question depends on who asks.
        """
        goal = self._without_code_goal
        kind, _, record = person.ask.partition("/") if person else ("", "", "")
        if person is None or not record:  # nobody whom the guide speaks of
            told = ask in (*PERSONAL, *STATEMENTS, *RANKED) and not any(
                ids[name] for name in ("background", "outcome", "role")
            )
        elif kind == "background":
            told = self.catalog.backgrounds[record].programs or untechnical(self.language, parts)
        else:
            told = record != goal and person.score < CLEARLY_TOLD
        becomes = kind != "background" and any(says(part, self.language.words["become_words"]) for part in parts)
        if goal is None or not told or becomes or not codeless(self.language, parts):
            return person
        return Nearest(f"outcome/{goal}", person.score if person else CLEARLY_TOLD)


def _by_tools_rather(person: Nearest | None, tools: str | None) -> Nearest | None:
    """Who somebody is by the tools they name, where their wording tells no more surely of another background."""
    unsure = person is not None and person.ask.startswith("background/") and person.score < SURE_OF_PERSON
    return Nearest(f"background/{tools}", person.score) if person and tools and unsure else person


def _told(parts: Sequence[Part], kind: str, least: float | None = None) -> Nearest | None:
    """What the surest part tells of, by kind."""
    least = SURE_TOLD[kind] if least is None else least
    found = [(part, part.told[kind]) for part in parts if kind in part.told and part.told[kind].score >= least]
    # who somebody says they are counts before what their question sounds like
    introduced = [pair for pair in found if kind == PERSON and pair[0].ask in STATEMENTS and "/" in pair[1].ask]
    return max((near for _, near in introduced or found), key=lambda near: near.score, default=None)
