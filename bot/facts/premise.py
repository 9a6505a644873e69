"""What a question takes for granted and the records contradict: said first, and put right.

Each claim that understanding found is checked against the record. A wrong one gives a sentence that
begins with "No" and states what is right; a right one is left alone, or affirmed where the question
wants a yes or a no.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, islice

from bot.catalog import Certification
from bot.facts import pay
from bot.facts.checks import CHECKS, HARDEST, NUMBER, NUMERIC
from bot.facts.desk import Desk
from bot.facts.fields import FIELDS, field_of
from bot.facts.placed import placed
from bot.facts.right import right
from bot.facts.standing import HISTORY, ended_in, instead_of, status_of
from bot.formats import listing
from bot.language import stands
from bot.records import Claim, Statement

SUMS = ("budget", "remaining", "total", "list")  # asks in which an amount is the person's own
OWN_CLOUD = (
    "first_step", "path", "outcome", "which_one", "list", "count", "cheapest", "dearest", "compare", "topic",
    "next_step", "budget", "same_for", "beta", "total", "audience", "worth_it", "other_option", "about_me",
)  # fmt: skip
"""Asks in which a vendor's name is a wish, not a claim about the exam."""
VALID = ("validity", "renewal")
MOST = 4  # sentences


def premises(desk: Desk) -> Iterator[Statement]:
    """Everything wrong in what the question takes for granted, the standing of its exams first."""
    yield from islice(_all(desk), MOST)


def _all(desk: Desk) -> Iterator[Statement]:
    query = desk.query
    for cert in desk.certs[:1]:
        yield from _vendor(desk, cert)
        yield from _level(desk, cert)
    yield from _standing(desk)
    yield from _versions(desk)
    yield from _corrected(desk)
    yield from _pay(desk)
    yield from _raised(desk)
    yield from _placed(desk)
    claims = [claim for given in query.claims for claim in _resolved(desk, given)]
    ordered = sorted(claims, key=lambda claim: (claim.record, claim.field))
    for _, same in groupby(ordered, key=lambda claim: (claim.record, claim.field)):
        yield from _checked(desk, list(same), alone=len(claims) == 1)


def _resolved(desk: Desk, claim: Claim) -> Iterator[Claim]:
    """A claim with the record and the field that the conversation gives it; none where it gives none."""
    query = desk.query
    if not claim.field:
        asked = [FIELDS[ask][0] for ask in query.asks if ask in FIELDS and FIELDS[ask][0] in NUMERIC]
        if "sure" in query.asks and asked and query.certs:
            yield Claim(query.certs[0], asked[0], claim.value)
    elif claim.record:
        yield claim
    elif query.certs and (query.asks[0] in FIELDS or "sure" in query.asks):
        yield Claim(query.certs[0], claim.field, claim.value)
    elif not query.certs and len(query.vendors) == 1:
        yield from _of_vendor(desk, claim)


def _of_vendor(desk: Desk, claim: Claim) -> Iterator[Claim]:
    """A claim about all exams of a vendor, where it is wrong of each."""
    certs = [c for c in desk.catalog.certifications.values() if c.vendor == desk.query.vendors[0] and desk.open(c)]
    fitting = [c for c in certs if c.level in desk.query.limits.levels] or certs
    check = CHECKS.get(claim.field)
    if check and claim.field != "price" and fitting and all(check(desk, c, claim) is False for c in fitting):
        yield Claim(fitting[0].id, claim.field, claim.value)


def _checked(desk: Desk, claims: list[Claim], *, alone: bool) -> Iterator[Statement]:
    """The claims about one field of one exam: denied where none is right, affirmed where one alone is asked about."""
    field = claims[0].field
    check = CHECKS.get(field)
    if check is None:
        return
    cert = desk.cert(claims[0].record)
    summed = field == "price" and desk.query.asks[0] in SUMS  # where an amount may be a purse
    if summed and not any(float(claim.value) in cert.price.said_elsewhere for claim in claims):
        return
    verdicts = [check(desk, cert, claim) for claim in claims]
    every = field == "exam_languages" and not desk.query.chosen_from  # one that is right makes no other right
    if False in verdicts and (every or True not in verdicts):
        told = right(desk, cert, claims[verdicts.index(False)])
        yield from _answered(desk, "premise.no", told)
        yield from told[1:3] if field == "topics" else ()  # what it is about, or asks for, instead
    elif verdicts == [True] and alone and _wants_yes_or_no(desk):
        yield from _answered(desk, "premise.yes", right(desk, cert, claims[0]))


def _answered(desk: Desk, key: str, statements: list[Statement]) -> Iterator[Statement]:
    """The first statement with No or Yes before it."""
    if statements:
        first = statements[0]
        yield replace(first, text=desk.say(key, said=_inside(desk, first.text)), role="answer")


def plainly(desk: Desk, text: str) -> str:
    """A sentence without the Yes or No before it, in small letters: the same of what it states."""
    for key in ("premise.no", "premise.yes"):
        text = text.removeprefix(desk.say(key, said=""))
    return text.lower()


def _inside(desk: Desk, text: str) -> str:
    """A sentence to stand after a colon: its first letter small, unless a name begins it."""
    names = [*(c.short for c in desk.catalog.certifications.values()), *(v.name for v in desk.catalog.vendors.values())]
    named = text[1:2].isupper() or any(text.startswith(name) for name in names)  # "AI Safety makes up 20%"
    return text if named else text[0].lower() + text[1:]


def _wants_yes_or_no(desk: Desk) -> bool:
    words = re.findall(r"[a-z0-9]+", desk.query.question.lower())
    rules = desk.language.words["claims"]
    ends = any(" ".join(words).endswith(f" {end}") for end in rules["tags"])
    return desk.query.question.rstrip().endswith("?") and (ends or bool(set(words[:1]) & set(rules["yes_no"])))


def _standing(desk: Desk) -> Iterator[Statement]:
    """An exam taken for open that is not, with what to book instead, or for gone that is open."""
    for claim in [claim for claim in desk.query.claims if claim.field == "standing"][:2]:
        cert = desk.cert(claim.record)
        others = [desk.cert(c.record) for c in desk.query.claims if c.field == "standing" and c.value == claim.value]
        if claim.value == "closed" and all(desk.open(other) for other in others):
            yield from _answered(desk, "premise.no", [status_of(desk, cert)])
            yield from ended_in(desk, cert)
        known = any(c.record == cert.id and c.value == "closed" for c in desk.query.claims if c.field == "standing")
        if claim.value == "open" and not known and not desk.open(cert) and not _elsewhere(desk, cert):
            yield status_of(desk, cert)
            yield from instead_of(desk, cert, role="why")


def _elsewhere(desk: Desk, cert: Certification) -> bool:
    """Whether the answer says anyhow how an exam stands, or the question is about holding it or another language."""
    told = desk.query.asks[0] == "status" or desk.standing(cert).stage == "closed"
    said = (desk.query.asks[0] in HISTORY and told) or cert.id in desk.query.profile.held
    own = desk.query.asks[0] in VALID and stands(desk.language.words["earned_words"], desk.query.question)
    own = own and desk.standing(cert).stage not in ("upcoming", "announced")
    return said or own or any(language != "English" for language in desk.query.limits.languages)


def _corrected(desk: Desk) -> Iterator[Statement]:
    """A correction of the guide, where the question says of its exams, or of their vendor, what it puts right."""
    for fix in desk.catalog.corrections.values():
        vendors = {desk.cert(i).vendor for i in fix.certs}
        about = set(fix.certs) & set(desk.query.certs) or vendors & set(desk.query.vendors)
        if about and stands((phrase.replace("-", " ") for phrase in fix.said), desk.query.question):
            yield Statement(str(fix.text.value), (desk.passages[f"correction/{fix.id}"],))


def _versions(desk: Desk) -> Iterator[Statement]:
    """An older version by whose number an exam is called: the note that says when it ended."""
    for claim in (claim for claim in desk.query.claims if claim.field == "version"):
        cert = desk.cert(claim.record)
        notes = [text for n in cert.notes if claim.value in NUMBER.findall(text := str(n.known or ""))]
        if claim.value not in cert.short and notes:
            told = Statement(notes[0].rstrip(".") + ".", (desk.record(cert, "notes"),))
            yield from [told] if desk.query.asks[0] == "closing" else _answered(desk, "premise.no", [told])


def _placed(desk: Desk) -> Iterator[Statement]:
    """An exam taken to stand where it does not; affirmed where a yes or a no is wanted."""
    for holds, told in islice(placed(desk), 2):
        if not holds or (len(desk.query.claims) == 1 and _wants_yes_or_no(desk)):
            yield from _answered(desk, "premise.yes" if holds else "premise.no", [told])


def _pay(desk: Desk) -> Iterator[Statement]:
    """What a job is said to pay by the guide."""
    if desk.query.asks[0] != "salary" or desk.query.benchmarks:
        return
    claims = (claim for claim in desk.query.claims if claim.field == "pay" and claim.record in desk.query.roles)
    for claim in islice(claims, 1):
        role = desk.catalog.roles[claim.record]
        known, said = role.median.known, float(claim.value)
        if stands(desk.language.words["offer_words"], desk.query.question):
            yield from pay.offered(desk, role, said)
        elif known is not None and said != known and not (role.at_least and said > known):
            yield from _answered(desk, "premise.no", list(pay.salary(desk))[:1])


def _raised(desk: Desk) -> Iterator[Statement]:
    """That a certification raises pay, which no source bears out; where pay is asked about it is said anyhow."""
    told = any(claim.field == "raise" for claim in desk.query.claims)
    if told and not any(ask.startswith("salary") for ask in desk.query.asks):
        yield from _answered(desk, "premise.no", [pay.no_single(desk)])


def _vendor(desk: Desk, cert: Certification) -> Iterator[Statement]:
    query, vendors = desk.query, desk.catalog.vendors
    owners = [c for c in query.claims if c.field == "vendor" and c.value != desk.cert(c.record).vendor]
    if owners:
        cert, owner = desk.cert(owners[0].record), owners[0].value
        said = vendors[owner].name if owner in vendors else owner
    else:
        own = query.asks[0] != "vendor" and query.profile.vendor in query.vendors
        wish = bool(set(query.asks) & set(OWN_CLOUD)) or own or len(desk.certs) != 1
        foreign = () if wish or cert.vendor in query.vendors else query.vendors
        said = listing([vendors[v].name for v in foreign], "or")
    if said:
        yield desk.state("premise.vendor", (desk.record(cert, "fit"),), cert=cert.short, said=said,
                         vendor=vendors[cert.vendor].name)  # fmt: skip


def _level(desk: Desk, cert: Certification) -> Iterator[Statement]:
    query = desk.query
    claimed = [c.value for c in query.claims if c.field == "level" and c.record == cert.id]
    hard = HARDEST.index(cert.level) <= HARDEST.index("specialty")
    easy = ["foundational"] if "easy" in claimed and hard else []
    easy += ["professional"] if "hard" in claimed and cert.level == HARDEST[-1] else []
    said = [level for level in claimed if level not in ("easy", "hard", cert.level)] + easy
    if not said and len(desk.certs) == 1 and query.asks[0] not in OWN_CLOUD and cert.level not in query.limits.levels:
        said = [level for level in query.limits.levels if level.lower() not in cert.name.lower()]
    if said:
        yield desk.state("premise.level", (desk.record(cert, "fit"),), cert=cert.short, level=cert.level, said=said[0])
        if HARDEST.index(cert.level) < HARDEST.index(said[0]) and "experience" not in query.asks:
            yield from islice(field_of(desk, cert, "experience", silent=True), 1)
