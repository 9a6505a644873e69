"""What a question takes for granted of an exam: values, standing, order, each a Claim to check against the record.

The phrases are in words.yaml under `claims`. A claim says only what was said; whether it is wrong
is for facts/premise.py to tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.language import Language
from bot.records import Claim
from bot.understand.assumed import assumed
from bot.understand.figures import amounts, bare_numbers, counted, pay
from bot.understand.granted import attempts, experience, lasting, scored, shares
from bot.understand.placed import stands_at
from bot.understand.reader import Part
from bot.understand.relations import carried, choice, demanded, in_turn, owners, pairs
from bot.understand.saying import Saying, chosen

VERSION = re.compile(r"0\d\d")
YEARS = range(2005, 2036)


def claims(language: Language, parts: Sequence[Part], certs: tuple[str, ...]) -> list[Claim]:
    """All that a message takes for granted, each once; a claim without a record is about what was spoken of."""
    rules: Mapping[str, Any] = language.words["claims"]
    found = [claim for part in parts for claim in owners(rules, part, certs)]
    sayings = [Saying.of(part, certs) for part in parts]
    found += carried(rules, sayings)
    for saying in sayings:
        found += amounts(rules, saying, certs)
        found += bare_numbers(rules, saying, certs)
        found += _texts(rules, saying, certs)
        found += _lists(rules, saying, certs)
        found += counted(language, saying, certs)
        found += _easy(rules, saying)
        found += _standing(rules, saying, certs)
        found += pairs(rules, saying)
        found += demanded(rules, saying)
        found += in_turn(rules, saying)
        found += stands_at(rules, saying)
        found += experience(language, saying, certs)
        found += attempts(language, saying, certs)
        found += lasting(language, saying, certs)
        found += shares(rules, saying, certs)
        found += scored(rules, saying, certs)
        found += pay(saying)
        found += _versions(saying)
    told = {(claim.record, claim.field) for claim in found}
    found += [claim for claim in assumed(language, parts, certs) if (claim.record, claim.field) not in told]
    return list(dict.fromkeys(found))


def _texts(rules: Mapping[str, Any], saying: Saying, certs: Sequence[str]) -> Iterator[Claim]:
    """What is said of fields that are texts, and values that have words of their own."""
    cert, offered = saying.cert(None, certs), choice(rules, saying)
    for field, options in rules["texts"].items():
        fit = [o for o in options if "needs" not in o or saying.has(o["needs"])]
        meant = [o for o in fit if not saying.has(o.get("unless", ()))]
        phrases = ([said for said in o["said"] if not offered or " or " in said] for o in meant)  # "a b c or d"
        told = [said for given in phrases if (said := saying.says(given))]
        for at, said in enumerate(told):
            if not any(said in longer for longer in told[:at]):  # "test centre" in "only at a test centre"
                yield Claim(cert, field, said)
    if offered:
        return
    if saying.says(rules["free"]) and not saying.has(rules["free_unless"]):
        yield Claim(cert, "price", "0")
    if (said := saying.says(rules["lifelong"])) and not saying.has(rules["lifelong_unless"]):
        yield Claim(saying.cert(saying.place(said), certs), "validity_years", "never")
    if saying.has(rules["needs"]["launched"]):
        yield from (Claim(cert, "launched", w) for w in saying.words if w.isdigit() and int(w) in YEARS)


def _lists(rules: Mapping[str, Any], saying: Saying, certs: Sequence[str]) -> Iterator[Claim]:
    """Languages, subjects and the level that are said of an exam."""
    if not saying.certs:
        return
    linked, cert = saying.part.linked, saying.cert(None, certs)
    only = "only " if saying.has(rules["only"]) else ""
    own = saying.has(rules["language_unless"])
    owners = {t.word for m in linked.mentions if m.kind == "vendor" for t in linked.tokens[m.first : m.end]}
    for mention in linked.mentions:
        before = [token.word for token in linked.tokens[max(0, mention.first - 1) : mention.first]]
        if (
            mention.kind == "language"
            and (not own or before[-1:] in (["in"], ["into"]))
            and (saying.part.ask == "exam_languages" or set(before) & set(rules["in_language"]))
        ):
            yield Claim(cert, "exam_languages", only + mention.ids[0])
        after = [m for m in linked.mentions if m.kind == "cert" and m.end <= mention.first]
        between = [token.word for token in linked.tokens[after[-1].end : mention.first]] if after else []
        if mention.kind == "topic" and between and between[-1] in rules["cover"] and len(between) <= 2:
            yield Claim(chosen(after[-1], certs), "topics", mention.ids[0])
        if mention.kind == "level" and between and set(between) - owners <= set(rules["is_a"]):
            yield Claim(chosen(after[-1], certs), "level", mention.ids[0])


def _easy(rules: Mapping[str, Any], saying: Saying) -> Iterator[Claim]:
    """ "Something gentle such as NAME": an exam taken for an easy one."""
    for at, cert in saying.certs:
        if " ".join(saying.words[:at]).endswith(tuple(rules["such_as"])) and saying.has(rules["easy"], 0, at):
            yield Claim(cert, "level", "easy")


def _standing(rules: Mapping[str, Any], saying: Saying, named: Sequence[str]) -> Iterator[Claim]:
    """Whether every exam of a sentence is taken for one to book, or for one that is gone."""
    for stage in ("open", "closed"):
        if saying.has(rules[stage]) and not saying.has(rules["unless"][f"standing {stage}"]):
            ends = [at for at, _ in saying.certs[1:]]
            places = zip(saying.certs, [*ends, None], strict=False)
            if not saying.certs and len(named) == 1 and saying.part.linked.ids("vendor"):
                yield Claim(named[0], "standing", stage)  # "NVIDIA's professional exam on LLMs, bookable since June"
            told = [cert for (at, cert), end in places if saying.has(rules[stage], at + 1, end)]
            certs = told if stage == "closed" and told else [cert for _, cert in saying.certs]
            yield from (Claim(cert, "standing", stage) for cert in certs)  # "A is gone, I'll take B": A alone


def _versions(saying: Saying) -> Iterator[Claim]:
    """A version number in the name by which an exam is called, or beside the only name: "version 003 of the exam"."""
    linked = saying.part.linked
    named = [m for m in linked.mentions if m.kind == "cert"]
    for mention in named:
        first, end = (0, None) if len(named) == 1 else (mention.first + 1, mention.end)
        words = [token.word for token in linked.tokens[first:end]]
        yield from (Claim(mention.ids[-1], "version", word) for word in words if VERSION.fullmatch(word))
