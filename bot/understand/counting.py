"""How many sittings of each exam a message counts: "3 tickets A + 1 ticket B", "seven of us", "A twice"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language import Language, stands
from bot.understand.absent import absent
from bot.understand.counts import Count, counts_in
from bot.understand.grouped import grouped
from bot.understand.linked import Linked
from bot.understand.mention import Mention
from bot.understand.narrowing import says
from bot.understand.numbers import value_of
from bot.understand.people import between
from bot.understand.reader import Part

FAR = 8  # words between a count and the exam that it counts


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
        (part.linked, [c for c in counts if c.whole or c.first not in taken])
        for part, counts, taken in zip(parts, _present(parts, language), used, strict=False)
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
    if groups := grouped(language, parts):
        return Counted({**copies, **groups})
    if people > 1 and (some := _some_also(language, parts)):
        every = {cert: people * copies.get(cert, 1) for cert in certs_of(parts)}
        return Counted({**every, **some})
    if max(copies.values(), default=1) > 1 and (some := _some_also(language, parts)):
        return Counted({**copies, **some})  # "five engineers, each gets A, and one of those five also B"
    copies, people = _without_absent(language, parts, copies, people)
    halved = any(says(part, language.words["half_phrases"]) for part in parts)
    return _halved(Counted(copies, people), certs_of(parts)) if halved else Counted(copies, people)


def _some_also(language: Language, parts: Sequence[Part]) -> dict[str, int]:
    """ "All take A, and two of them also B": how many of those who were counted take an exam that not all do."""
    found: dict[str, int] = {}
    for part in parts:
        words = [token.word for token in part.linked.tokens]
        certs = [m for m in part.linked.mentions if m.kind == "cert"]
        for at in range(1, len(words) - 1):
            some = value_of(words[at - 1], language) if words[at] == "of" else None
            after = min((m for m in certs if m.first > at), key=lambda m: m.first, default=None)
            if after and stands(language.words["drop_out_phrases"], " ".join(words[at : after.first])):
                continue  # "two of the eleven drop out of A"
            those = words[at + 1] in language.words["others_of"]
            counted = those and value_of("".join(words[at + 2 : at + 3]), language)
            if some and after and (counted or words[at + 1] in language.words["of_whom"]):
                found |= dict.fromkeys(after.ids, some)
    return found


def _without_absent(
    language: Language, parts: Sequence[Part], copies: dict[str, int], people: int
) -> tuple[dict[str, int], int]:
    """The counts without those who stay out, of the only group that is counted."""
    gone = sum(number for part in parts for number, _, _ in _absent(part.linked, language))
    if (
        not gone
        or gone >= max([people, *copies.values()])
        or len(certs_of(parts)) > 1
        or (people > 1) == any(number > 1 for number in copies.values())
    ):
        return copies, people
    left = {cert: number - gone for cert, number in copies.items() if number > gone}
    return (left or copies, people) if people == 1 else (copies, people - gone if people > gone else people)


def _absent(linked: Linked, language: Language) -> list[tuple[int, int, int]]:
    words = [token.word for token in linked.tokens]
    return list(
        absent(words, {at for m in linked.mentions if m.kind == "cert" for at in range(m.first, m.end)}, language)
    )


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


def _present(parts: Sequence[Part], language: Language) -> list[list[Count]]:
    """The counts of each sentence, without those of people who stay out of it where others are counted."""
    out = [{at for _, first, end in _absent(p.linked, language) for at in range(first, end)} for p in parts]
    counts = [list(counts_in(p.linked, language, o)) for p, o in zip(parts, out, strict=True)]
    return counts if any(counts) else [list(counts_in(p.linked, language, set())) for p in parts]
