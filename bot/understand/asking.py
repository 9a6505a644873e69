"""Which asks a whole message makes: its sentences weighed together, statements and small talk set apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.catalog import TOPIC
from bot.language import Language
from bot.records import UNKNOWABLE
from bot.understand.ask import Nearest
from bot.understand.codeless import codeless
from bot.understand.fitting import fitting
from bot.understand.groups import ABOUT_ONE, ASIDE, FIELD_ASKS, SMALL_TALK, STATEMENTS
from bot.understand.message import amount
from bot.understand.narrowing import has, traits_in
from bot.understand.reader import DECLINED, FAINTLY_TOLD, SURE_OF_DECLINE, Part

LIKELY_SUBJECT = 0.25  # score from which a subject counts more than all but a sure reason to decline
SURE_TO_DECLINE = 0.6  # score from which one hostile sentence decides for the whole message
STRONGER = 0.15  # by so much a sentence that is no question must be clearer than the question to count
OTHERS = 0.5  # how much the other sentences of a message say of what one sentence asks
SECOND = 0.28  # score from which a further ask of a comparison counts
SURE_OF_CLAUSE = 0.5  # nearness from which a clause counts as a question of its own
SECOND_READING = 0.4  # score from which a question has no other reading
HARDLY_NEARER = 0.1  # by less than so much the second ask is as good a reading: it is right in a quarter of the cases
NO_SECOND = (
    *DECLINED, *UNKNOWABLE, *STATEMENTS, ASIDE, *SMALL_TALK, "beta", "same_for", "sure", "why", "both", "capabilities",
    "who_are_you", "first_step", "path", "which_one", "outcome", "next_step", "other_option", "total", "remaining",
)  # fmt: skip
VIEWS = ("lock_in", "portfolio", "respected", "fundamentals", "avoid")
"""Matters that the guide has a view on."""
SURE_OF_TALK = 0.24  # score under which small talk is taken for something foreign
SURE_OF_STATEMENT = 0.6  # score from which what somebody tells of themselves counts more than what is hardly asked
CLEARLY_FOREIGN = 0.5  # score from which something foreign counts more than small talk beside it
FAR_NEARER = 0.2  # by which the first reading lies ahead of the second
NODDED = 2  # words of a nod
FOR_PERSON, TIMED = ("first_step", "outcome", "which_one"), ("study_time", "path_time")
TOLD = 9  # words of a message that only tells something
SHORT = 6  # words; a follow-up of at most so many may name an exam by a nickname alone


def fitted(language: Language, parts: Sequence[Part], *, spoken: bool) -> list[Part]:
    """The parts, each with its asks ordered by how they fit what the whole message names."""
    parts, subject = _on_subject(language, _told_only(language, parts))
    names: Counter[str] = sum((part.names for part in parts), Counter())
    names["topic"] += subject
    words = {token.word for part in parts for token in part.linked.tokens}
    if amount(language, parts) is not None and names["cert"] and words & set(language.words["tell_apart"]["left"]):
        names["left"] = 1
    scored = any(word.isdigit() and len(word) > 2 for word in words) or names["money"]
    billed = names["cert"] and names["people"] and has(language, parts, "money_words")  # "five of our engineers: cost?"
    if has(language, parts, "own_words") and not (scored or billed):  # "I got 690. Did I pass?" asks for the pass mark
        names["own"] = 1
    narrow = any(words & set(given) for given in language.words["narrow"].values())
    narrow |= has(language, parts, "lifelong_words") or (
        has(language, parts, "exam_words") and bool(traits_in(language, parts))
    )
    if spoken and words & set(language.words["pronouns"]) and len(words) <= SHORT * 2:
        parts = [_about_it(part) for part in parts]
    spoken = spoken or has(language, parts, "pointing_words")  # which one, is asked back then
    return [
        replace(part, ranked=tuple(fitting(_with_others(part, parts), names, context=spoken, narrow=narrow)))
        for part in parts
    ]


def _on_subject(language: Language, parts: Sequence[Part]) -> tuple[list[Part], bool]:
    """The parts, and whether a subject is told in other words beside a word for an exam.

    "Stopping a bot from saying filthy things. Which exam has that?" is a subject, not a faint reason to decline.
    """
    told = max((part.told[TOPIC].score for part in parts if TOPIC in part.told), default=0.0)
    if told < FAINTLY_TOLD or not has(language, parts, "exam_words"):
        return list(parts), False
    least = SURE_TO_DECLINE if told >= LIKELY_SUBJECT else SURE_OF_DECLINE["hostile"]
    put = [_as(part, "topic") if part.declines and part.score < least else part for part in parts]
    return put, any(part.ask == "topic" for part in put)


def _as(part: Part, ask: str) -> Part:
    """A sentence that asks, or tells, something else than it is nearest to."""
    others = (near for near in part.ranked if near.ask not in (*DECLINED, ask))
    return replace(part, ranked=(Nearest(ask, part.score), *others))


def _told_only(language: Language, parts: Sequence[Part]) -> list[Part]:
    """ "No, I can't program.", "we have it all on AWS": told, not asked, where it is hardly nearer to that."""
    asks = any("?" in part.linked.text or part.names["cert"] or part.names["topic"] for part in parts)
    tells = codeless(language, parts) or any(part.names["vendor"] for part in parts)
    if asks or not tells or sum(len(part.linked.tokens) for part in parts) > TOLD:
        return list(parts)
    near = [next((near.score for near in part.ranked[:2] if near.ask == "about_me"), 0.0) for part in parts]
    return [
        _as(part, "about_me") if score and part.score - score < HARDLY_NEARER else part
        for part, score in zip(parts, near, strict=True)
    ]


def asks_of(parts: Sequence[Part]) -> tuple[tuple[str, ...], float, str | None]:
    """(asks, score of the first, another reading): what is said beside a question counts only where none is asked.

    The other reading is the next ask where the first is unsure and hardly nearer.
    """
    if any(part.declines and part.score >= SURE_TO_DECLINE for part in parts if part.ask == "hostile"):
        return ("hostile",), 1.0, None
    asking = [p for p in parts if p.ask != "out_of_scope" or not any(map(_asks_us, parts))]
    if any(_statement(part) and part.score >= SURE_OF_STATEMENT for part in parts):
        asking = [part for part in asking if not _hardly_asks(part)] or asking
    for skip in (_nod, _remark, _faintly_declining, _statement, _small_talk, _for_help, _no_question):
        left = [part for part in asking if not skip(part)]
        if not (all(map(_small_talk, left)) and any(map(_foreign, asking))):  # "super, and will it rain tomorrow?"
            asking = left or asking
    others = [part for part in parts if part not in asking and not (_aside(part) or _nod(part))]
    asking += [part for part in others if part.score > asking[0].score + STRONGER]
    asking.sort(key=lambda part: -part.score if len(parts) > len(asking) else 0)
    asking.sort(key=lambda part: part.ask in UNKNOWABLE)  # what can be answered comes first
    asking = _viewed(asking, parts)
    asks = [ask for part in asking for ask in (part.ask, *_of_clauses(part))]
    if asks[0] == ASIDE or (asks[0] in SMALL_TALK and asking[0].score < SURE_OF_TALK):
        asks[0] = "out_of_scope"
    if asks[0] == "capabilities" and (any(map(_statement, parts)) or "which_one" in asks):
        asks[0] = "which_one"  # "Boss says get certified. Help."
    if asks[0] == "compare":  # "he says it takes longer than the other. Who is right?"
        told = (near for part in parts for near in part.ranked[:2])
        asks += [near.ask for near in told if near.ask in FIELD_ASKS and near.score >= SECOND]
    return tuple(dict.fromkeys(asks)), max(part.score for part in asking), _second(asking[0])


def _viewed(asking: list[Part], parts: Sequence[Part]) -> list[Part]:
    """ "I doubt that one vendor is healthy. Has the guide a view?": a view on what is said before it."""
    if asking[0].ask != "guide":
        return asking
    own = next((near for near in asking[0].ranked[1:2] if near.ask in VIEWS), None)
    if own and asking[0].score - own.score < HARDLY_NEARER:  # "what does the guide say about portfolios?"
        others = [near for near in asking[0].ranked if near is not own]
        return [replace(asking[0], ranked=(own, *others)), *asking[1:]]
    views = [part for part in parts if part not in asking and part.ask in VIEWS and part.score >= SECOND]
    return [*sorted(views, key=lambda part: -part.score)[:1], *asking[1:]] if views else asking


def _second(part: Part) -> str | None:
    first, *rest = part.ranked
    second = next((near for near in rest if near.ask not in NO_SECOND), None)
    if first.ask in NO_SECOND or second is None or first.score >= SECOND_READING:
        return None
    return second.ask if first.score - second.score < HARDLY_NEARER else None


def _of_clauses(part: Part) -> list[str]:
    """The fields that the clauses of a sentence ask beside its main question."""
    if part.ask in FOR_PERSON:  # "what's first, and how long do I study?"
        timed = any(c.ask in TIMED and c.score >= SURE_OF_CLAUSE for c in part.clauses)
        return ["path_time"] if timed else []
    if part.ask not in (*ABOUT_ONE, "compare", "price_difference"):
        return []
    several = part.ask not in ABOUT_ONE
    least = SURE_OF_CLAUSE / 2 if several else SURE_OF_CLAUSE
    found = [c.ask for c in part.clauses if c.ask in ABOUT_ONE and c.score >= least]
    return found + [
        near.ask for near in part.ranked[1:4] if several and near.ask in FIELD_ASKS and near.score >= SECOND
    ]


def _asks_us(part: Part) -> bool:
    """Whether a sentence clearly asks something that is ours to answer."""
    return not _aside(part) and part.ask != "capabilities" and part.score >= SECOND_READING


def _hardly_asks(part: Part) -> bool:
    """ "Scrap that, it's for me now.": nothing that could be made out, and no question."""
    return part.score < SURE_OF_TALK and _no_question(part) and not part.linked.mentions


def _no_question(part: Part) -> bool:
    return not part.linked.text.rstrip().endswith("?")


def _aside(part: Part) -> bool:
    return part.declines or part.ask in (*STATEMENTS, ASIDE, *SMALL_TALK)


def _statement(part: Part) -> bool:
    return part.ask in STATEMENTS


def _nod(part: Part) -> bool:
    """ "Right.", "Okay.": said before a question, it doubts and asks nothing."""
    few = len(part.linked.tokens) <= NODDED and not part.linked.mentions
    return few and part.ask in ("sure", "both", ASIDE) and not part.linked.text.rstrip().endswith("?")


def _remark(part: Part) -> bool:
    return part.ask == ASIDE


def _small_talk(part: Part) -> bool:
    return part.ask in SMALL_TALK


def _for_help(part: Part) -> bool:
    """ "I need a certificate. Help!": what it is needed for is said beside it."""
    return part.ask == "capabilities"


def _foreign(part: Part) -> bool:
    """Whether a sentence is about something else: surely, or by far nearest to that."""
    apart = any(part.score - second.score >= FAR_NEARER for second in part.ranked[1:2])
    return part.ask == "out_of_scope" and (part.score >= CLEARLY_FOREIGN or apart)


def _faintly_declining(part: Part) -> bool:
    return part.declines and part.score < SURE_TO_DECLINE


def _with_others(part: Part, parts: Sequence[Part]) -> list[Nearest]:
    """The asks of a sentence, each also as near as the message's other sentences make it, by half."""
    others = [
        near for other in parts if other is not part for near in other.ranked if near.ask not in (*STATEMENTS, ASIDE)
    ]
    extra: dict[str, float] = {}
    for near in others:
        extra[near.ask] = extra.get(near.ask, 0.0) + OTHERS * max(near.score, 0.0)
    return [Nearest(near.ask, near.score + extra.get(near.ask, 0.0)) for near in part.ranked]


def _about_it(part: Part) -> Part:
    """A short message with a pronoun in a conversation is about its subject, not about the world."""
    if part.ask != "out_of_scope" or part.score >= SURE_TO_DECLINE:
        return part
    return replace(part, ranked=tuple(sorted(part.ranked, key=lambda near: near.ask == "out_of_scope")))
