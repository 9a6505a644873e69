"""What a question says of an exam and another, or of its owner: whose it is, what replaced it, what it requires."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from bot.records import Claim
from bot.understand.mention import Mention
from bot.understand.reader import Part
from bot.understand.saying import Saying, chosen


def choice(rules: Mapping[str, Any], saying: Saying) -> bool:
    """Whether what a sentence names is offered to choose from."""
    return saying.has(rules["choice"]) or (len(saying.certs) > 1 and saying.has(("which",)))


def owners(rules: Mapping[str, Any], part: Part, certs: Sequence[str]) -> Iterator[Claim]:
    """The vendor or provider said to own an exam: "Microsoft's NCA-GENL", "Google makes the CKA"."""
    mentions = part.linked.mentions
    for owner in (m for m in mentions if m.kind in ("vendor", "elsewhere")):
        for cert in (m for m in mentions if m.kind == "cert" and not m.overlaps(owner)):
            before = owner.end <= cert.first
            gap = part.linked.tokens[slice(owner.end, cert.first) if before else slice(cert.end, owner.first)]
            between = " ".join(token.word for token in gap if token.word not in rules["between_owner"])
            beside = not gap and before and owner.kind == "vendor"
            called = not before and _called_theirs(rules, part, cert, owner)
            if beside or called or between in rules["makes" if before else "made_by"]:
                yield Claim(chosen(cert, certs), "vendor", owner.ids[0])


def _called_theirs(rules: Mapping[str, Any], part: Part, cert: Mention, owner: Mention) -> bool:
    """ "NAME is a Google exam", "isn't NAME Google's"."""
    words = [token.word for token in part.linked.tokens]
    between, after = words[cert.end : owner.first], words[owner.end : owner.end + 1]
    told = bool(between) and set(between) <= set(rules["is_theirs"])
    asked = not between and words[cert.first - 1 : cert.first] == ["t"]
    return (told or asked) and bool(set(after) & set(rules["theirs_after"]))


def pairs(rules: Mapping[str, Any], saying: Saying) -> Iterator[Claim]:
    """Which of two exams replaced, or is required before, the other."""
    for (start, one), (end, other) in pairwise(saying.certs):
        if one == other or saying.has(("or",), start, end):
            continue
        if saying.has(rules["converts"]):
            yield Claim(one, "converts", other)
            if not saying.has(rules["exact"]):
                yield Claim(one, "successor", other)  # what does not turn into it may not be followed by it either
                continue
        if saying.has(rules["replace"]) or saying.has(rules["exact"]):
            exact = "exactly " if saying.has(rules["exact"]) else ""
            passive = saying.has(rules["replace_passive"], start, end)
            active = not passive and saying.has(rules["replace_active"], start, end)
            old, new = (other, one) if active else (one, other)
            yield Claim(old, "successor" if active or passive else "related", exact + new)
        elif not choice(rules, saying) and _must(rules, saying) and saying.has(rules["order"]):
            yield Claim(one, "requires", other)


def in_turn(rules: Mapping[str, Any], saying: Saying) -> Iterator[Claim]:
    """ "AI-500 this spring, AI-103 in autumn", "A and then B": which of two exams is to be taken before the other."""
    for (start, one), (end, other) in pairwise(saying.certs):
        if one == other or choice(rules, saying):
            continue
        following = next((at for at, _ in saying.certs if at > end), None)
        times = [_season(rules, saying, start, end), _season(rules, saying, end, following)]
        after = saying.has(rules["taken_after"], start, end)
        if None not in times and times[0] != times[1]:
            yield Claim(one, "before", other) if (times[0] or 0) < (times[1] or 0) else Claim(other, "before", one)
        elif after or saying.has(rules["taken_before"], start, end):
            yield Claim(other, "before", one) if after else Claim(one, "before", other)


def _season(rules: Mapping[str, Any], saying: Saying, first: int, end: int | None) -> int | None:
    """The number of the season told between two places; None where none is."""
    return next((at for at, said in enumerate(rules["seasons"].values()) if saying.has(said, first, end)), None)


def carried(rules: Mapping[str, Any], sayings: Sequence[Saying]) -> Iterator[Claim]:
    """ "I hold A until May. On that day it turns into B": what the sentence before named turns into another exam."""
    for before, saying in pairwise(sayings):
        new = dict.fromkeys(cert for _, cert in saying.certs)
        old = [cert for _, cert in before.certs if cert not in new]
        if old and len(new) == 1 and saying.has(rules["converts"]):
            yield Claim(old[-1], "converts", next(iter(new)))


def _must(rules: Mapping[str, Any], saying: Saying) -> bool:
    """Whether something is said to be required, by anybody or by a vendor."""
    return saying.has(rules["must"]) or (bool(saying.part.linked.ids("vendor")) and saying.has(rules["demands"]))


def demanded(rules: Mapping[str, Any], saying: Saying) -> Iterator[Claim]:
    """An exam that is none of ours said to be required before one of ours."""
    foreign = [m for m in saying.part.linked.mentions if m.kind == "elsewhere"] or saying.part.linked.unknown
    told = _must(rules, saying) and saying.has(rules["order"]) and not choice(rules, saying)
    if foreign and told and len({cert for _, cert in saying.certs}) == 1:
        yield Claim(saying.certs[0][1], "foreign_first", "")
