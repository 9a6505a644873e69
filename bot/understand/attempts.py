"""How often an exam is sat until it is passed: "failed twice, then passed", "on the third go", "one of them again"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.language import Language
from bot.records import Tries
from bot.understand.linked import Linked
from bot.understand.mention import Mention
from bot.understand.numbers import value_of
from bot.understand.reader import Part

NEAR = 6  # words between a word for failing and its number
MOST = 9  # attempts


@dataclass(frozen=True, slots=True)
class Told:
    """Attempts that a message tells, where its words stand, and whether only some of several people need them."""

    attempts: int
    first: int
    end: int
    some: int = 0
    failing: bool = False
    every: bool = False  # "with a retake each": at all exams of the sentence


@dataclass(frozen=True, slots=True)
class Attempted:
    """The attempts at each exam, and by sentence the words that tell them, which count nothing else."""

    tries: tuple[Tries, ...] = ()
    used: tuple[frozenset[int], ...] = ()


def attempted(language: Language, parts: Sequence[Part], spoken: tuple[str, ...] = ()) -> Attempted:
    """The attempts of a whole message: each binds to the exam beside it, else to the one before or after it.

    `spoken` are the exams that they are at where the message names none.
    """
    each: dict[str, int] = {}
    more: dict[str, int] = {}
    used: list[frozenset[int]] = []
    before: Mention | None = None
    numbers = [n for part in parts for token in part.linked.tokens if (n := value_of(token.word, language))]
    for place, part in enumerate(parts):
        certs = [m for m in part.linked.mentions if m.kind == "cert"]
        later = [m for other in parts[place + 1 :] for m in other.linked.mentions if m.kind == "cert"]
        found = list(_told(part.linked, language, max(numbers, default=0), follows=bool(spoken)))
        for told in found:
            exam = _bound(told, certs) or before or next(iter(later), None)
            every = tuple(i for m in certs for i in m.ids) if told.every else ()
            for cert in every or (exam.ids if exam else spoken):
                if told.some:
                    more[cert] = max(more.get(cert, 0), told.some * (told.attempts - 1))
                else:
                    each[cert] = max(each.get(cert, 1), told.attempts)
        used.append(frozenset(at for told in found for at in range(told.first, told.end)))
        before = certs[-1] if certs else before
    tries = tuple(Tries(cert, each.get(cert, 1), more.get(cert, 0)) for cert in {**each, **more})
    return Attempted(tuple(t for t in tries if t.each > 1 or t.more), tuple(used))


def _bound(told: Told, certs: Sequence[Mention]) -> Mention | None:
    """The exam of the sentence that is meant: after "failed" the next one, else the one before."""
    ahead = min((m for m in certs if m.first >= told.first), key=lambda m: m.first, default=None)
    behind = max((m for m in certs if m.end <= told.first), key=lambda m: m.end, default=None)
    if told.failing and ahead and ahead.first - told.first <= NEAR:
        return ahead
    return behind or ahead


def _told(linked: Linked, language: Language, most: int, *, follows: bool) -> Iterator[Told]:
    words = [token.word for token in linked.tokens]
    named = {at for m in linked.mentions if m.kind == "cert" for at in range(m.first, m.end)}
    some = _some(words, named, language, 0 if follows else most) or _few(words, named, language, follows=follows)
    if some:
        yield some
        return
    known = {*language.words["passed_words"], *language.words["fail_words"]}
    summed = set(words) & {*language.words["whole_words"]}  # "on the second attempt, total?"
    led = any(phrase in " ".join(words) for phrase in language.words["at_the_attempt"])
    passed = bool(set(words) & known) or bool(summed and led)  # of "what is a second attempt?" one is told only
    for at in range(len(words)):
        if at in named:
            continue
        if more := _extra(words, at, language):
            yield more
        failed = _fails(words, at, language)
        if failed:
            yield failed
        place = _ordinal(linked, words, at, language)
        if place and passed:
            yield Told(place, at, at + 1)
        if words[at] in language.words["sat_words"] and (times := _times(words, at + 1, at + 3, language)):
            yield Told(times[0], at, times[1])


def _some(words: list[str], named: set[int], language: Language, most: int) -> Told | None:
    """ "one of the four will need a second go": how many of several people sit it again.

    `most` is the highest number of the message: "six of us failed it" are all of them where nobody else is counted.
    """
    for at in range(1, len(words) - 1):
        out = words[at - 1] == "out" and at > 1  # "2 out of 8"
        value = value_of(words[at - 1 - out], language) if words[at] == "of" else None
        them = words[at + 1] in language.words["of_whom"] or (value or most) < (value_of(words[at + 1], language) or 0)
        everybody = value == most and value > 1 and words[at + 1] in language.words["also_pronouns"]
        if not (value and them) or everybody:
            continue
        again = next((i for i in range(at + 1, len(words)) if _again(words, i, language)), None)
        between = {*range(at, again or 0)}
        if again and not between & named:  # "two of us for A and one for B, and A each fail once"
            times = _times(words, again, again + NEAR, language)
            return Told((times[0] if times else 1) + 1, at - 1, times[1] if times else again + 1, value)
    return None


def _few(words: list[str], named: set[int], language: Language, *, follows: bool) -> Told | None:
    """ "and if one fails?", "six interns, two bomb it": of several people, counted before, that many sit it again."""
    for at in range(1, len(words)):
        value = value_of(words[at - 1], language) or _one_of_two(words, at, language)
        after = {*words[at + 1 : at + 2]}
        attempt = after & {*language.words["attempt_words"]}
        if not value or at in named or attempt or words[at] not in language.words["fail_words"]:
            continue
        whole = follows or any((value_of(word, language) or 0) > value for word in words[: at - 1])
        whole |= bool(_one_of_two(words, at, language))
        if whole and not after & {*language.words["each_words"]}:  # "six interns, two fails each"
            times = _times(words, at, at + NEAR, language)
            return Told((times[0] if times else 1) + 1, at - 1, times[1] if times else at + 1, value)
    return None


def _one_of_two(words: list[str], at: int, language: Language) -> int:
    """ "A for me and my wife, she'll flunk it once": one of the two who are told of."""
    told = " ".join(words[: max(0, at - 2)])
    two = any(f"{me} and" in told or f"and {me}" in told for me in language.words["self_words"])
    return int(two and bool({*words[max(0, at - 2) : at]} & {*language.words["one_person_words"]}))


def _extra(words: list[str], at: int, language: Language) -> Told | None:
    """ "the exam plus one retake", "including a resit": so many more attempts that are paid for."""
    if words[at] not in language.words["retake_nouns"] or at < 2:
        return None
    extra = language.words["extra_words"]
    bare = words[at - 1] in extra and words[at - 1] != "and"  # "the total incl retake"
    number = 1 if bare or words[at - 1] in ("a", "one") else value_of(words[at - 1], language)
    if not number or not (bare or words[at - 2] in extra):
        return None
    if {*words[at + 1 : at + 2]} & {*language.words["each_words"]}:
        return Told(number + 1, at - 1, at + 2, every=True)
    return Told(2, at - 1, at + 1, number)


def _again(words: list[str], at: int, language: Language) -> bool:
    text = f" {' '.join(words[at : at + 2])} "
    return any(f" {phrase} " in text for phrase in (*language.words["again_words"], *language.words["fail_words"]))


def _fails(words: list[str], at: int, language: Language) -> Told | None:
    """ "failed", "flunked it 3 times": so many attempts, and the one that is passed."""
    text = f"{' '.join(words[at : at + 4])} "
    said = next((phrase for phrase in language.words["fail_words"] if text.startswith(f"{phrase} ")), None)
    denied = set(words[max(0, at - 2) : at]) & {"never", "without", "not", "no"}
    if said is None or denied:
        return None
    times = _times(words, at, at + NEAR, language)
    run = next((n for n in range(1, MOST) if words[at + n : at + n + 1] != [words[at]]), 1)
    times = times or ((run, at + run) if run > 1 else None)  # "fail fail pass"
    end = times[1] if times else at + 1
    both = language.words["both_words"]
    before = {*words[max(0, at - 1) : at]} - {*language.words["each_words"]}  # "the A lot will each flunk": of A only
    every = bool({*before, *words[at + 1 : at + 2], *words[end : end + 1]} & {*both})
    return Told(min((times[0] if times else 1) + 1, MOST), at, end, failing=True, every=every)


def _times(words: list[str], first: int, last: int, language: Language) -> tuple[int, int] | None:
    """The number of "twice" or "three times" between two places, and where it ends."""
    counted: dict[str, int] = language.words["times_words"]
    for at in range(first, min(last + 1, len(words))):
        if words[at] in counted:
            return int(counted[words[at]]), at + 1
        if words[at] == "times" and (value := value_of(words[at - 1], language)):
            return value, at + 1
    return None


def _ordinal(linked: Linked, words: list[str], at: int, language: Language) -> int | None:
    """ "third time", "on the second": the attempt at which an exam is passed."""
    ordinals = language.words["ordinals"].items()
    place = next((int(number) for number, said in ordinals if words[at] in said), None)
    if place is None:
        return None
    after = words[at + 1] if at + 1 < len(words) else ""
    gap = linked.text[linked.tokens[at].end : linked.tokens[at + 1].start if after else len(linked.text)]
    closes = not after or bool(set(gap) & set(",;.:!?"))
    led = " ".join(words[max(0, at - 2) : at]) in language.words["at_the_attempt"]
    return place if after in language.words["attempt_words"] or (led and closes) else None
