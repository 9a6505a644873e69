"""How a message calls the people who sit an exam: "six support agents", "four of our nurses", "me and two friends"."""

from __future__ import annotations

from bot.language import Language
from bot.understand.linked import Linked
from bot.understand.numbers import value_of

SHORTEST_PLURAL = 3  # letters
LONGEST_CALLED = 5  # words between a number of people and what they are called: "two of our new sales people"
EVERYONE = {"everyone", "everybody"}
FAR = 6  # words of "two of the eleven drop out"
PAUSES = ",;:.!?()+&/"


def and_i(linked: Linked, words: list[str], at: int, language: Language) -> int:
    """ "two colleagues and I", "three of them plus me": the words that count the one who asks too, if any."""
    selves = {*language.words["self_words"]}
    if words[at : at + 1] and words[at] in language.words["joining_words"] and {*words[at + 1 : at + 2]} & selves:
        return 2
    return int(bool({*words[at : at + 1]} & selves) and "+" in between(linked, at - 1, at))


def i_and(linked: Linked, words: list[str], first: int, language: Language) -> bool:
    """ "me and my two colleagues", "me + 3 colleagues"."""
    at = first - (words[first - 1] in language.words["possessives"]) if first else 0
    if not at:
        return False
    joined = words[at - 1] in language.words["joining_words"]
    own = at - 1 - joined
    counted = own > 0 and words[own - 1] == "and"  # "my wife and I plus two friends": I am one of the two before
    joined = joined or "+" in between(linked, at - 1, at)
    return own >= 0 and words[own] in language.words["self_words"] and joined and not counted


def persons(
    linked: Linked, words: list[str], first: int, value: int, starts: set[int], language: Language
) -> int | None:
    """Past the name of the people counted: "six support agents", "four of our nurses will sit"."""
    called, endings = set(language.words["person_words"]), tuple(language.words["person_endings"])
    stop, noun = {*language.words["joins"], *language.words["copy_words"]}, 0
    for at in range(first, min(first + LONGEST_CALLED, len(words))):
        counts = words[at].isdigit() or value_of(words[at], language)  # "1500 dollars put 5 people through it"
        if at in starts or words[at] in stop or counts or set(between(linked, at - 1, at)) & set(PAUSES):
            break
        if words[at] in called:
            return at + 1
        if value > 1 and plural(words, at, language) and words[at] not in language.words["not_persons"]:
            noun = at + 1
            named = ":" in between(linked, at, at + 1)  # "forty clerks: what do we pay?"
            sits = words[at + 1 : at + 2] and words[at + 1] in language.words["sits_words"]
            everyone = bool(set(words) & EVERYONE)  # "seven nurses on our ward, everyone wants it"
            if words[at].endswith(endings) or sits or named or everyone or at + 1 in starts:  # "2 leads AIP-C01"
                return noun
    return None


def of_ours(linked: Linked, words: list[str], first: int, starts: set[int], language: Language) -> int | None:
    """Past "of our salespeople", "of the lads in sales": a part of somebody's people, whatever they are called."""
    if words[first : first + 1] != ["of"] or first + 2 >= len(words):
        return None
    vendors = {at for m in linked.mentions if m.kind == "vendor" for at in range(m.first, m.end)}
    owned = words[first + 1] in {*language.words["possessives"], "the"}
    for at in range(first + 2, min(first + LONGEST_CALLED, len(words)) if owned else 0):
        if at in starts or at in vendors or set(between(linked, at - 1, at)) & set(PAUSES):
            return None  # "two of the three Databricks exams"
        if words[at] in language.words["people_nouns"] or plural(words, at, language):
            return None if words[at] in language.words["not_persons"] else at + 1
    return None


def whole_of(words: list[str], first: int, value: int, language: Language) -> int | None:
    """ "if 2 out of 8 fail": eight in all; "two of the eleven drop out": nine are left. None where it is no whole."""
    before = [word for word in words[max(0, first - 4) : first] if word not in ("the", "our", "my", "out")]
    part = value_of(before[-2], language) if before[-1:] == ["of"] and len(before) > 1 else None
    if not part or part >= value:
        return None
    after = f" {' '.join(words[first : first + FAR])} "
    if any(f" {phrase} " in after for phrase in language.words["drop_out_phrases"]):
        return value - part
    return value if any(f" {phrase} " in after for phrase in language.words["fail_words"]) else None


def plural(words: list[str], at: int, language: Language) -> bool:
    """Whether the word there may stand for people: a plural that is no unit, no exam and nothing else counted."""
    word = words[at] if at < len(words) else ""
    units = {unit for said in language.words["units"].values() for unit in said}
    other = {*language.words["countable"], *language.words["exam_words"], *language.words["copy_words"]}
    ends = word.endswith("s") and not word.endswith(("ss", "us", "is"))  # "the boss", "the missus"
    return len(word) > SHORTEST_PLURAL and ends and word not in units | other


def between(linked: Linked, first: int, last: int) -> str:
    """The text from the end of one token to the start of a later one."""
    end = linked.tokens[last].start if last < len(linked.tokens) else len(linked.text)
    return linked.text[linked.tokens[first].end : end]
