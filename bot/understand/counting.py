"""How many sittings of each exam a message counts: "3 tickets A + 1 ticket B", "seven of us", "A twice"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.language import Language
from bot.understand.link import Linked
from bot.understand.mention import Mention
from bot.understand.narrowing import says
from bot.understand.numbers import value_of
from bot.understand.people import LONGEST_CALLED, PAUSES, and_i, between, i_and, of_ours, persons, plural, whole_of
from bot.understand.reader import Part

FAR = 8  # words between a count and the exam that it counts
MOST = 1000  # sittings
TIMES = re.compile(r"x\d+|\d+x")


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people or of sittings, and where its words stand."""

    value: int
    first: int
    end: int
    people: bool = False
    after: bool = False  # "A for two": counts the exam before it
    whole: bool = False  # "2 out of 8": counts only where nobody else is counted


@dataclass(frozen=True, slots=True)
class Counted:
    """The copies of each exam by id, and the people for all of whom they are meant."""

    copies: dict[str, int]
    people: int = 1


def counted(language: Language, parts: Sequence[Part], told: Sequence[frozenset[int]] = ()) -> Counted:
    """The counts of a whole message, without the words that are `told` by sentence to count attempts.

    1. A count binds to the exam after it, or with "for", "x" or "twice" to the one before it.
    2. One number of people in a message with several exams is meant for all of them.
    """
    used = [*told, *[frozenset[int]()] * len(parts)]
    copies: dict[str, int] = {}
    people = 1
    words = {token.word for part in parts for token in part.linked.tokens}
    each = bool(words & set(language.words["each_words"]))
    found = [
        (part.linked, [c for c in _counts(part.linked, language) if c.whole or c.first not in taken])
        for part, taken in zip(parts, used, strict=False)
    ]
    unnamed = not any(m.kind == "cert" for part in parts for m in part.linked.mentions)  # "three seats of the latter"
    counted_so = any(count.people and not count.whole for _, counts in found for count in counts)
    found = [(linked, [c for c in counts if not (c.whole and counted_so)]) for linked, counts in found]
    several = sum(len(counts) for _, counts in found) > 1
    for linked, counts in found:
        certs = [m for m in linked.mentions if m.kind == "cert"]
        groups: dict[str, int] = {}
        for count in counts:
            near = _bound_to(count, certs, linked, language)
            one_side = len({m.first >= count.end for m in certs}) == 1
            shared = not several and len(certs) > 1 and one_side and (count.people or each)
            shared = shared and not _others_sit(linked, certs, language)
            shared |= bool(near) and len(certs) > 1 and "(" in _up_to(linked, count, certs)  # "3 x (A + B)"
            if near is None or shared:
                people = max(people, count.value) if count.people or shared or unnamed else people
            else:
                for cert in near.ids:
                    if count.people and cert in groups and words & set(language.words["versus_words"]):
                        copies[cert] = max(copies[cert], count.value)  # "for 1 person against 10 people"
                    elif count.people and cert in groups:  # "3 accountants + 2 lawyers"
                        copies[cert] = copies[cert] // groups[cert] * (groups[cert] + count.value)
                    else:
                        copies[cert] = copies.get(cert, 1) * count.value  # "seven people, each once"
                    groups |= {cert: groups.get(cert, 0) + count.value} if count.people else {}
    halved = any(says(part, language.words["half_phrases"]) for part in parts)
    return _halved(Counted(copies, people), certs_of(parts)) if halved else Counted(copies, people)


def _up_to(linked: Linked, count: Count, certs: Sequence[Mention]) -> str:
    """The text between a count and the first exam after it."""
    ahead = [m.first for m in certs if m.first >= count.end]
    return between(linked, count.end - 1, min(ahead)) if ahead else ""


def _halved(told: Counted, certs: Sequence[str]) -> Counted:
    """ "12 people, half do A and half do B": as many of each as half of them."""
    if told.people > 1 and told.people % 2 == 0 and certs:
        return Counted(dict.fromkeys(certs, told.people // 2))
    if len(certs) == 1 and told.copies.get(certs[0], 1) % 2 == 0:
        return Counted({certs[0]: told.copies[certs[0]] // 2})  # "half my team of ten"
    return told


def certs_of(parts: Sequence[Part]) -> tuple[str, ...]:
    """The exams that a message names."""
    return tuple(dict.fromkeys(i for part in parts for i in part.linked.ids("cert")))


def _others_sit(linked: Linked, certs: Sequence[Mention], language: Language) -> bool:
    """ "three of us take A and our senior does B": a verb before a later exam has another subject."""
    places = range(certs[0].end, certs[-1].first)
    owners = {*language.words["possessives"], *language.words["self_words"], *language.words["others_words"]}
    words = {linked.tokens[at].word for at in places}
    return bool(words & set(language.words["sitting_verbs"]) and words & owners)


def _bound_to(count: Count, certs: Sequence[Mention], linked: Linked, language: Language) -> Mention | None:
    """The exam that a count counts: the next one, unless too much or another number stands between."""
    if count.after:
        return max((m for m in certs if m.end <= count.first), key=lambda m: m.end, default=None)
    fillers = {
        *language.words["between_count_and_name"],
        *language.words["copy_words"],
        *language.words["person_words"],
    }
    nearest = min((m for m in certs if m.first >= count.end), key=lambda m: m.first, default=None)
    if nearest is None and len(certs) == 1 and not count.people:
        return certs[0]  # "A, if I need three goes"
    if nearest is None or nearest.first - count.end > FAR:
        return None
    gap = {token.word for token in linked.tokens[count.end : nearest.first]}
    return nearest if gap <= fillers or count.people else None


def _counts(linked: Linked, language: Language) -> Iterator[Count]:
    words = [token.word for token in linked.tokens]
    starts = {m.first for m in linked.mentions if m.kind == "cert"}
    ends = {m.end for m in linked.mentions if m.kind == "cert"}
    named = {at for m in linked.mentions if m.kind == "cert" for at in range(m.first, m.end)}
    people = False
    at = 0
    while at < len(words):
        if alone := _alone(linked, words, at, language, starts if people else set()):
            people = True
            yield alone
            at += 1
            continue
        end, value = _number(words[: _pause(linked, at)], at, named, language)
        if value is not None and _an_amount(linked, at, end):
            at = end
            continue
        if value is None:
            if words[at] in language.words["times_words"]:
                both = at > 0 and words[at - 1] in language.words["tell_apart"]["both"]
                if at in ends or both:
                    yield Count(int(language.words["times_words"][words[at]]), at, at + 1, both, not both)
            at += 1
            continue
        count = _kind(linked, Count(value, at, end), starts, ends, language)
        others = at > 0 and words[at - 1] in language.words["others_words"]
        if count is None and people and (others or _continues(linked, words, at, end, starts, language)):
            count = Count(value, at, end, True)  # "two people to A and three to B", "the other three take B"
        if count and 0 < count.value <= MOST:
            people = count.people
            yield count
        at = max(end, count.end) if count else end


def _alone(linked: Linked, words: list[str], at: int, language: Language, starts: set[int]) -> Count | None:
    """ "my wife and I" are two; "me for that one" after others who were counted is one."""
    if words[at] not in language.words["self_words"] or at == 0:
        return None
    own = {*language.words["possessives"], "the"}
    joint = at > 2 and between(linked, at - 3, at - 2) == "-"  # "my co-founder and I"
    opening = words[at - 3 - joint] in own if at > 2 + joint else False
    named = any(m.kind == "cert" and m.first <= at - 2 < m.end for m in linked.mentions)  # "the PMLE and I sit …"
    if words[at - 1] == "and" and opening and not named:
        return Count(2, at - 2 - joint, at + 1, True)
    near = any(at < place <= at + LONGEST_CALLED for place in starts)
    joined = words[at - 1] in ("and", "plus", "while") or set(between(linked, at - 1, at)) & set(PAUSES)
    return Count(1, at, at + 1, True) if near and joined else None


def _an_amount(linked: Linked, first: int, end: int) -> bool:
    """Whether a number is one of money or percent: "$20 vouchers", "a 50% code"."""
    start, stop = linked.tokens[first].start, linked.tokens[end - 1].end
    return linked.text[:start].rstrip().endswith(("$", "€", "£")) or linked.text[stop:].lstrip().startswith("%")


def _continues(linked: Linked, words: list[str], at: int, end: int, starts: set[int], language: Language) -> bool:
    """Whether a number goes on counting people: a comma or "and" before it, an exam after it, "to" between."""
    fillers = language.words["between_count_and_name"]
    follows = next((place for place in sorted(starts) if place >= end), None)
    if (
        follows is None
        or at == 0
        or not (words[at - 1] in ("and", "plus") or set(between(linked, at - 1, at)) & {*",;"})
    ):
        return False
    one = words[at] == "one" and follows - end < LONGEST_CALLED
    return one or (follows > end and all(word in fillers for word in words[end:follows]))


def _pause(linked: Linked, at: int) -> int:
    """Past the last word from one on that no comma or stop parts from it: "a team of 5, 3000 dollars"."""
    for after in range(at, len(linked.tokens) - 1):
        gap = between(linked, after, after + 1)
        if set(gap) & set(PAUSES) and " " in gap:  # "1,500" is one number
            return after + 1
    return len(linked.tokens)


def _number(words: list[str], at: int, named: set[int], language: Language) -> tuple[int, int | None]:
    """The end and value of the longest number that starts at a word outside of names."""
    for end in range(min(at + 4, len(words)), at, -1):
        if named & set(range(at, end)) or words[end - 1] == "and" or words[at] == "and":
            continue
        text = " ".join(words[at:end])
        value = int(text.strip("x")) if TIMES.fullmatch(text) else value_of(text, language)
        if value is not None and text != "an":
            return end, value
    return at + 1, None


def _kind(linked: Linked, count: Count, starts: set[int], ends: set[int], language: Language) -> Count | None:
    """The count as one of people or of sittings, by the words beside it; None where it counts neither."""
    words = [token.word for token in linked.tokens]
    things, called_so = set(language.words["copy_words"]), set(language.words["person_words"])
    exams, fillers = set(language.words["exam_words"]), set(language.words["between_count_and_name"])
    before = words[count.first - 1] if count.first else ""
    definite = before in language.words["set_words"]
    at = count.end
    paused = bool(set(between(linked, at - 1, at)) & {*",;"})  # "I am 54, and the kids say"
    while (
        not paused
        and at < min(count.end + 3, len(words))
        and at not in starts
        and words[at] in fillers - exams - called_so
    ):
        at += 1
    word = words[at] if at < len(words) and at not in starts and not paused else ""
    for_them = "for" in (before, words[count.first - 2] if definite and count.first > 1 else "")
    follows = any(end <= count.first for end in ends)
    if whole := whole_of(words, count.first, count.value, language):
        return Count(whole, count.first, count.end, True, follows, whole=True)
    times = TIMES.fullmatch(words[count.first])
    if times and (words[count.first].startswith("x") or count.end not in starts):
        return Count(count.value, count.first, count.end, False, True) if count.first in ends else None  # "A x4"
    if before in ("x", "times") and count.first - 1 in ends:
        return Count(count.value, count.first, count.end, False, True)
    called = of_ours(linked, words, count.end, starts, language)
    if called := called or persons(linked, words, count.end, count.value, starts, language):
        more = and_i(linked, words, called, language)
        joined = bool(more) or i_and(linked, words, count.first, language)
        return Count(count.value + joined, count.first, called + more, True, for_them and follows)
    if word in called_so:
        return Count(count.value, count.first, at + 1, True, for_them and follows)
    if before in language.words["send_words"] and plural(words, count.end, language) and count.value > 1:
        return Count(count.value, count.first, count.end + 1, True, for_them and follows)  # "send five clerks to it"
    led = {" ".join(words[max(0, count.first - n) : count.first]) for n in (1, 2)}
    if led & {*language.words["group_phrases"]}:
        return Count(count.value, count.first, count.end, True, follows)
    verb = words[count.end : count.end + 1] and words[count.end] in language.words["sitting_verbs"]
    if verb and count.value > 1 and not definite and not set(between(linked, count.end - 1, count.end)) & set(PAUSES):
        return Count(count.value, count.first, count.end + 1, True)  # "another two want the PMLE"
    if word in things:
        return Count(count.value, count.first, at + 1)
    alone = not starts and words[count.end : count.end + 1] in ([], ["then"])  # "for 6?", after a fee
    if before == "for" and (alone or (follows and words[count.end : count.end + 1] in ([], ["and"]))):
        return Count(count.value, count.first, count.end, True, follows)
    joined = not {",", ":"} & set(between(linked, count.end - 1, at + 1))
    adjacent = count.end in starts or (at in starts and words[at - 1] == "of")
    if (adjacent or (word in exams and at + 1 in starts)) and joined and not definite and count.value > 1:
        return Count(count.value, count.first, count.end)
    return None
