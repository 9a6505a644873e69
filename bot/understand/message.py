"""What a message says beside its question: limits, counts, places, values taken for granted."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import Language
from bot.records import Claim, Limits
from bot.understand.converse import STATEMENTS
from bot.understand.limits import Amount
from bot.understand.reader import Part

CLAIMED = {
    "money": "price", "minutes": "minutes", "hours": "minutes", "questions": "questions", "years": "validity_years",
}  # fmt: skip
BARE = ("price", "minutes")
"""Asks whose field a number without a unit is taken to be about."""
UPPER = ("max", "below")
LONGEST_EXAM = 4  # hours


def limits(
    language: Language, parts: Sequence[Part], names: dict[str, tuple[str, ...]], asks: tuple[str, ...]
) -> Limits:
    """The restrictions of a message, in the fields of Limits."""
    found = [amount for part in parts for amount in part.amounts]
    words = {token.word for part in parts for token in part.linked.tokens}
    narrow = {name: bool(words & set(given)) for name, given in language.words["narrow"].items()}
    money = [a for a in found if a.unit == "money"]
    loose = asks[0] in ("budget", "about_me", "list", "first_step", "which_one", "outcome")
    left_out = excluded(language, parts)
    no_beta = narrow["beta"] and any(denied(language, part, language.words["narrow"]["beta"]) for part in parts)
    return Limits(
        vendors=tuple(vendor for vendor in names["vendor"] if vendor not in left_out),
        excluded=left_out,
        lifelong=asks[0] in ("validity", "list", "renewal") and bool(words & set(language.words["lifelong_words"])),
        levels=ids_of(parts, "level"),
        topics=names["topic"],
        languages=names["language"],
        max_price=next((_most(a, 0.01) for a in money if a.bound in UPPER or (loose and not a.bound)), None),
        min_price=next((a.value for a in money if a.bound == "min"), None),
        max_minutes=next((int(_most(a, 0.01) * (60 if a.unit == "hours" else 1)) for a in found
                          if a.bound in UPPER and not a.rate and _is_exam_time(a)), None),
        max_hours=next((int(_most(a, 0.01)) for a in found
                        if a.bound in UPPER and a.unit == "hours" and not a.rate and not _is_exam_time(a)), None),
        open_only=narrow["open"],
        closed_only=narrow["closed"],
        beta_only=narrow["beta"] and not (no_beta or narrow["open"] or words & set(language.words["too_words"])),
        no_beta=no_beta,
    )  # fmt: skip


def place(language: Language, parts: Sequence[Part]) -> int | None:
    """ "the second one" -> 2."""
    words = {token.word for part in parts for token in part.linked.tokens}
    ordinals: dict[int, list[str]] = language.words["ordinals"]
    return next((int(place) for place, names in ordinals.items() if words & set(names)), None)


def count(language: Language, parts: Sequence[Part]) -> int | None:
    """ "both" -> 2, "those three" -> 3."""
    words = {token.word for part in parts for token in part.linked.tokens}
    counts: dict[str, int] = language.words["count_words"]
    return next((number for word, number in counts.items() if word in words), None)


def denied(language: Language, part: Part, names: Sequence[str]) -> bool:
    """Whether one of the words stands shortly after a denial: "isn't a beta"."""
    words = [token.word for token in part.linked.tokens]
    denials = set(language.words["not_words"])
    return any(word in names and denials & set(words[max(0, at - 4) : at]) for at, word in enumerate(words))


def excluded(language: Language, parts: Sequence[Part], kind: str = "vendor") -> tuple[str, ...]:
    """Vendors, or other names, that the question leaves out: "not from Microsoft"."""
    denials = set(language.words["not_words"])
    found: list[str] = []
    for part in parts:
        for mention in (m for m in part.linked.mentions if m.kind == kind):
            before = part.linked.tokens[max(0, mention.first - 3) : mention.first]
            found += mention.ids if denials & {token.word for token in before} else ()
    return tuple(found)


def claims(language: Language, parts: Sequence[Part], certs: tuple[str, ...]) -> list[Claim]:
    """Values said of an exam without a bound: each may be a wrong premise."""
    if not certs:
        return []
    claims = [Claim(certs[0], "vendor", vendor) for part in parts for vendor in _owner(part)]
    said = [
        a
        for part in parts
        if part.ask not in (*STATEMENTS, "budget", "remaining")
        for a in part.amounts
        if not (a.bound or a.rate)
    ]
    scale = {"hours": 60.0}
    claims += [
        Claim(certs[0], c.ask, n) for p in parts for c in (p.clauses or (p,)) if c.ask in BARE for n in _bare_numbers(c)
    ]
    return claims + [
        Claim(certs[0], CLAIMED[a.unit], f"{a.value * scale.get(a.unit, 1.0):g}") for a in said if a.unit in CLAIMED
    ]


def _most(amount: Amount, step: float) -> float:
    """The most that a bound admits: "under 100" leaves out 100."""
    return amount.value - step if amount.bound == "below" else amount.value


def _owner(part: Part) -> Sequence[str]:
    """The vendor named right before an exam, as its owner: "Microsoft's NCA-GENL"."""
    certs = [m.first for m in part.linked.mentions if m.kind == "cert"]
    words = part.linked.tokens
    return [
        m.ids[0] for m in part.linked.mentions
        if m.kind == "vendor" and any(m.end == at or (m.end + 1 == at and words[m.end].word == "s") for at in certs)
    ]  # fmt: skip


def _bare_numbers(part: Part) -> list[str]:
    """Numbers without a unit that are no part of a name and no year: "is 300, isn't it?"."""
    named = {at for m in part.linked.mentions for at in range(m.first, m.end)}
    if part.amounts:
        return []
    words = [token.word for at, token in enumerate(part.linked.tokens) if at not in named]
    return [word for word in words if word.isdigit() and 20 <= int(word) <= 2_000]


def copies_in(part: Part) -> dict[str, int]:
    """How many of an exam are meant: "2x", "3 x" right before its name."""
    found: dict[str, int] = {}
    words = part.linked.tokens
    for mention in (m for m in part.linked.mentions if m.kind == "cert"):
        before = [token.word for token in words[max(0, mention.first - 2) : mention.first]]
        number = before[-1].removesuffix("x") if before and before[-1] not in ("x", "times") else "".join(before[:-1])
        if number.isdigit() and "".join(before[-1:]).strip("0123456789") in ("x", "times"):
            found |= {i: int(number) for i in mention.ids}
    return found


def _is_exam_time(amount: Amount) -> bool:
    """Minutes, and as many hours as an exam can last; more hours are hours of study."""
    return amount.unit == "minutes" or (amount.unit == "hours" and amount.value <= LONGEST_EXAM)


def ids_of(parts: Sequence[Part], kind: str) -> tuple[str, ...]:
    """The ids of all mentions of a kind in a message, in order, each once."""
    return tuple(dict.fromkeys(i for part in parts for i in part.linked.ids(kind)))  # type: ignore[arg-type]
