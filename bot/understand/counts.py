"""Numbers of people and of sittings in one sentence, by the words beside them: "seven of us", "A x4", "twice"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.language import Language
from bot.understand.linked import Linked
from bot.understand.numbers import value_of
from bot.understand.people import LONGEST_CALLED, PAUSES, and_i, between, i_and, of_ours, persons, plural, whole_of

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


def counts_in(linked: Linked, language: Language, out: set[int]) -> Iterator[Count]:
    """The counts of one sentence in the order of its words; after people were counted, a bare number goes on.

    `out` are the places of words that count people who stay out of it.
    """
    words = [token.word for token in linked.tokens]
    starts = {m.first for m in linked.mentions if m.kind == "cert"}
    ends = {m.end for m in linked.mentions if m.kind == "cert"}
    named = {at for m in linked.mentions if m.kind == "cert" for at in range(m.first, m.end)}
    people = False
    at = 0
    while at < len(words):
        if at in out:
            at += 1
            continue
        if alone := _alone(linked, words, at, language, starts if people else set()):
            people = True
            yield alone
            at += 1
            continue
        end, value = _number(words[: _pause(linked, at)], at, named, language)
        if value is not None and _an_amount(linked, at, end, language):
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
    if words[at] not in language.words["self_words"]:
        return None
    own = {*language.words["possessives"], "the"}
    if me := _me_and(linked, words, at, own, language):
        return me
    if at == 0:
        return None
    joint = at > 2 and between(linked, at - 3, at - 2) == "-"  # "my co-founder and I"
    opening = words[at - 3 - joint] in own if at > 2 + joint else False
    named = any(m.kind == "cert" and m.first <= at - 2 < m.end for m in linked.mentions)  # "the PMLE and I sit …"
    if words[at - 1] == "and" and opening and not named:
        return Count(2, at - 2 - joint, at + 1, True)
    near = any(at < place <= at + LONGEST_CALLED for place in starts)
    joined = words[at - 1] in ("and", "plus", "while") or set(between(linked, at - 1, at)) & set(PAUSES)
    return Count(1, at, at + 1, True) if near and joined else None


def _me_and(linked: Linked, words: list[str], at: int, own: set[str], language: Language) -> Count | None:
    """ "for me and the missus", "me and my mate want it": two."""
    after = words[at + 3 : at + 4]
    if words[at + 1 : at + 2] != ["and"] or not {*words[at + 2 : at + 3]} & own or not after:
        return None
    known = any(m.first <= at + 3 < m.end for m in linked.mentions if m.kind == "cert")
    if known or value_of(after[0], language) or plural(words, at + 3, language):
        return None
    opens = at == 0 or words[at - 1] in {*language.words["for_words"], *language.words["paying_words"]}
    follows = any(m.end <= at for m in linked.mentions if m.kind == "cert")
    return Count(2, at, at + 4, True, follows) if opens else None


def _an_amount(linked: Linked, first: int, end: int, language: Language) -> bool:
    """Whether a number is one of money or percent: "$20 vouchers", "a 50% code"."""
    start, stop = linked.tokens[first].start, linked.tokens[end - 1].end
    if {token.word for token in linked.tokens[end : end + 1]} & {*language.words["units"]["money"]}:
        return True
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
        if "and" in words[at:end] and any(word.isdigit() for word in words[at:end]):
            continue  # "a budget of 1,500 and four engineers"
        text = " ".join(words[at:end])
        value = int(text.strip("x")) if TIMES.fullmatch(text) else value_of(text, language)
        if value is not None and text != "an" and not text.startswith("0"):  # "version 003"
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
    after = words[count.end : count.end + 1]
    if before == "all" and len(starts) == 1 and set(after) <= {*language.words["after_all_of"]}:
        return Count(count.value, count.first, count.end, True, follows, whole=True)  # "we want A, all 4 how much?"
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
    led = {" ".join(words[max(0, count.first - n) : count.first]) for n in range(1, 5)}
    each_of = led & {*language.words["every_one_phrases"]} and count.end not in starts
    if led & {*language.words["group_phrases"]} or (each_of and not {*words[count.end : count.end + 2]} & exams):
        return Count(count.value, count.first, count.end, True, follows)
    verb = words[count.end : count.end + 1] and words[count.end] in language.words["sitting_verbs"]
    if verb and count.value > 1 and not definite and not set(between(linked, count.end - 1, count.end)) & set(PAUSES):
        return Count(count.value, count.first, count.end + 1, True)  # "another two want the PMLE"
    if word in things:
        return Count(count.value, count.first, at + 1)
    alone = not starts and words[count.end : count.end + 1] in ([], ["then"])  # "for 6?", after a fee
    stopped = set(between(linked, count.end - 1, count.end)) & set(PAUSES)  # "A for three, B for the remaining seven"
    closes = count.end == len(words) or words[count.end] in ("and", "of", *language.words["after_count"]) or stopped
    led_by = "for" in words[max(0, count.first - 3) : count.first]
    led_by = led_by and before in (*language.words["others_words"], "same")  # "B for the same two"
    if (before == "for" or led_by) and (alone or (follows and closes)):
        return Count(count.value, count.first, count.end, True, follows)
    joined = not {",", ":"} & set(between(linked, count.end - 1, at + 1))
    adjacent = count.end in starts or (at in starts and words[at - 1] == "of")
    counts = count.value > 1 or before == "plus"  # "two of us want A, plus 1 B"
    if (adjacent or (word in exams and at + 1 in starts)) and joined and not definite and counts:
        return Count(count.value, count.first, count.end)
    return None
