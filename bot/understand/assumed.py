"""What a sentence or clause takes for granted, told by its nearness to the wordings of granted.yaml.

The phrases of words.yaml tell what is said in so many words (claims.py); here it is told in any.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.language import GRANTED, Granted, Language
from bot.records import Claim
from bot.understand.reader import Part
from bot.understand.relations import choice
from bot.understand.saying import Saying
from bot.understand.spoken import Kind

SURE = 0.3  # score from which a sentence takes something for granted; the record decides whether that is wrong
HARDLY = 0.2  # the same of a subject, a language or a place in the guide, which names in the sentence bear out
NEVER = float("inf")
OTHER, BARE = "other", 2
"""The label of sentences that take nothing for granted; words of a clause too short to tell."""
OF_TWO = ("requires", "related", "converts")
OF_GUIDE = ("step", "pick")
NAMED: dict[str, Kind] = {"topics": "topic", "exam_languages": "language"}
"""Fields whose value is what the sentence names beside the exam."""


def assumed(language: Language, parts: Sequence[Part], certs: Sequence[str]) -> Iterator[Claim]:
    """The claims of a message's sentences and their clauses, of the exam named there, else beside it."""
    for part in parts:
        whole = Saying.of(part, certs)
        if choice(language.words["claims"], whole):
            continue
        for piece in (part, *part.clauses):
            near = piece.told.get(GRANTED)
            if (
                near
                and (granted := language.granted[near.ask]).field
                and near.score >= _least(language, granted, whole)
                and not (piece is part and _told_apart(part))
            ):
                said = Saying.of(piece, certs)
                yield from _claims(granted, said if said.certs else whole, certs)


def _least(language: Language, granted: Granted, saying: Saying) -> float:
    rules = language.words["claims"]
    if granted.field in OF_GUIDE and not saying.has(rules["guide_meant"]):
        return NEVER
    of_guide = granted.field in OF_GUIDE and saying.has(rules["guide_named"])
    return HARDLY if of_guide or granted.field in NAMED else SURE


def _told_apart(part: Part) -> bool:
    """ "My mother tongue is German, what does it cost?": a whole whose clauses take nothing for granted."""
    near = [clause.told.get(GRANTED) for clause in part.clauses if len(clause.linked.tokens) > BARE]
    return len(near) > 1 and all(one and one.ask == OTHER and one.score >= SURE for one in near)


def _claims(granted: Granted, saying: Saying, certs: Sequence[str]) -> Iterator[Claim]:
    cert = saying.cert(None, certs)
    if granted.field in OF_TWO:
        two = list(dict.fromkeys(one for _, one in saying.certs))
        if len(two) == 2:
            yield Claim(two[0], granted.field, two[1])
        elif granted.field == "requires" and cert:
            yield Claim(cert, "foreign_first", "")
    elif kind := NAMED.get(granted.field):
        yield from (Claim(cert, granted.field, named) for named in saying.part.linked.ids(kind)[:1] if cert)
    elif cert:
        yield Claim(cert, granted.field, granted.value)
