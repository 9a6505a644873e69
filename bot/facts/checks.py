"""Whether what is said of an exam agrees with its record: a check for each field that people make claims about."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.catalog import Certification, Value
from bot.facts.desk import Desk
from bot.facts.retakes import rule_for, rules_of
from bot.facts.versions import is_like
from bot.language import stands
from bot.records import Claim
from bot.status import standing

NUMBER = re.compile(r"\d+(?:\.\d+)?")
RANGE = re.compile(r"(\d+)\s*(?:–|to)\s*(\d+)")
WAIT = re.compile(r"(\d+) (?:calendar )?(hour|day)s")
TIME = re.compile(r"(?P<up>up to )?\d[\d+]*(?: (?:to|or more|–) ?\d*)? ?(?:or more )?(?P<unit>years?|months?|of them)")
CLOSE = 1.0  # a price told without its cents is right
HARDEST = ("expert", "professional", "specialty", "associate", "foundational")
NUMERIC = ("price", "minutes", "questions", "passing_score", "validity_years")
"""Fields that a number may be said of without naming them."""

UNSCORED = "unscored"  # the word for questions that do not count in the records

Check = Callable[[Desk, Certification, Claim], bool | None]
"""Whether a claim is right; None where the record does not decide."""


def _number(desk: Desk, cert: Certification, claim: Claim) -> bool | None:
    """A number against a field that holds one, in the standard exam or its beta."""
    value: Value[object] = getattr(cert, claim.field)
    beta: Value[object] | None = getattr(cert, f"beta_{claim.field}", None)
    if beta is not None and claim.field == "price" and _of_beta(desk, cert):
        value = beta  # "the beta costs 100, right?"
    known = [v.known for v in (value, beta) if v is not None and v.known is not None]
    if not known:
        return None
    if claim.value == "ends":
        return "never" not in known
    if "never" in (*known, claim.value):
        return claim.value in known
    return any(abs(float(claim.value) - float(str(number))) < CLOSE for number in known)


def _of_beta(desk: Desk, cert: Certification) -> bool:
    """Whether a question speaks of what an exam costs while it is in its beta."""
    said = stands(desk.language.words["claims"]["beta_fee"], desk.query.question)
    return said and not desk.query.standard and desk.standing(cert).stage == "beta"


def _counted(desk: Desk, cert: Certification, claim: Claim) -> bool | None:
    """A number against a text that holds numbers: one of them, or within a range that it gives."""
    value: Value[str] = getattr(cert, claim.field)
    beta: Value[str] | None = getattr(cert, f"beta_{claim.field}", None)
    if value.known is None:
        return None if claim.field != "passing_score" or value.value != "not published" else False
    text = " ".join(str(v.known) for v in (value, beta) if v is not None and v.known is not None)
    said = float(claim.value.rstrip("%"))
    numbers = {float(n) for n in NUMBER.findall(text)}
    if claim.value.endswith("%") and "%" not in text:
        return True if said * 10 in numbers else None  # 70 % of a scale of 1000 is no plain contradiction
    return said in numbers or any(float(a) <= said <= float(b) for a, b in RANGE.findall(text))


def _held(desk: Desk, cert: Certification, claim: Claim) -> bool | None:
    """What is said of a text field against the rule for it in words.yaml."""
    value: Value[str] = getattr(cert, claim.field)
    if value.known is None:
        return None
    options = desk.language.words["claims"]["texts"][claim.field]
    rule = next(option for option in options if claim.value in option["said"])
    text = str(value.known).lower()
    if "holds" in rule:
        return any(word.lower() in text for word in rule["holds"])
    return False if any(word.lower() in text for word in rule["lacks"]) else None


def gone_in(desk: Desk, cert: Certification, language: str) -> bool:
    """Whether an exam that goes on in other languages has ended in this one."""
    return desk.open(cert) and standing(cert, desk.today, language).stage == "closed"


def _language(desk: Desk, cert: Certification, claim: Claim) -> bool | None:
    """Whether the exam is offered in the language said, or in no other."""
    known, wanted = cert.exam_languages.known, claim.value.removeprefix("only ")
    if gone_in(desk, cert, wanted):
        return False
    if not known or not desk.open(cert):
        return None
    there = any(have.endswith(wanted) for have in known)
    return there and len(known) == 1 if claim.value != wanted else there


def _topic(desk: Desk, cert: Certification, claim: Claim) -> bool | None:
    known = cert.topics.known
    return None if not known or claim.value in known or "covers" in desk.query.asks else False


def _launched(desk: Desk, cert: Certification, claim: Claim) -> bool | None:
    text = str(cert.launched.known or "")
    return claim.value in text if NUMBER.search(text) and "earlier" not in text else None


def _domains(desk: Desk, cert: Certification, claim: Claim) -> bool | None:
    return float(claim.value) == len(cert.domains.known) if cert.domains.known else None


def _successor(desk: Desk, cert: Certification, claim: Claim) -> bool | None:
    """Whether the other exam took this one's place, or, where only related, either the other's."""
    other = desk.cert(claim.value.removeprefix("exactly "))
    pairs = [(cert, other), (other, cert)][: 1 if claim.field == "successor" else 2]
    followed = [(old, new) for old, new in pairs if new.id in {link.id for link in old.successors}]
    if not followed:
        return False
    return is_like(desk, followed[0][0]) if claim.value.startswith("exactly ") else True


def _converts(desk: Desk, cert: Certification, claim: Claim) -> bool | None:
    """Whether one certification turns into the other by itself; None where the record does not say that it does not."""
    denied = any(link.id == claim.value and "not convert" in link.note for link in cert.successors)
    return False if denied else None


def _requires(desk: Desk, cert: Certification, claim: Claim) -> bool | None:
    """Whether one of two exams is required for the other; None where its prerequisites are unknown."""
    other = desk.cert(claim.value)
    if other.id in cert.requires or cert.id in other.requires:
        return True
    return None if harder(desk, cert, other).prerequisites.known is None else False


def _before(desk: Desk, cert: Certification, claim: Claim) -> bool | None:
    """Whether an exam may be taken before another: not where the other is required for it."""
    return False if claim.value in cert.requires else None


def _foreign_first(desk: Desk, cert: Certification, claim: Claim) -> bool | None:
    """Whether an exam that is none of ours is required: never where none is."""
    return False if cert.prerequisites.known == "none" else None


def harder(desk: Desk, one: Certification, other: Certification) -> Certification:
    """Of two exams the one that the other could be required for; of equals the one whose prerequisites are known."""
    if one.id in other.requires:
        return other
    return min((one, other), key=lambda cert: (HARDEST.index(cert.level), cert.prerequisites.known is None))


def _retake(desk: Desk, cert: Certification, claim: Claim) -> bool | None:
    """Days to wait against those of the vendor's rule; a longer break is nobody's mistake."""
    texts = [s.text for s in rules_of(desk, desk.catalog.vendors[cert.vendor])]
    days = [float(n) / (24 if unit == "hour" else 1) for n, unit in WAIT.findall(" ".join(texts))]
    if not days or float(claim.value) in days:
        return True if days else None
    return False if float(claim.value) < days[0] else None


def _free_retake(desk: Desk, cert: Certification, claim: Claim) -> bool | None:
    """Whether another attempt is, or is not, in the fee; None where the rule is not known."""
    rule = rule_for(desk, cert)
    return None if rule is None else (rule.free > 0) == (claim.value == "yes")


def _scored(desk: Desk, cert: Certification, claim: Claim) -> bool | None:
    """Whether every question counts: not where the record tells of unscored ones."""
    return False if cert.questions.known and UNSCORED in cert.questions.known else None


def _attempts(desk: Desk, cert: Certification, claim: Claim) -> bool | None:
    """How often an exam may be sat, against what its vendor's rule tells of that."""
    rule = rule_for(desk, cert)
    if rule is None or (rule.attempts is None and not rule.free):
        return None
    if claim.value == "only 1":
        return rule.attempts == 1
    if rule.attempts is None:
        return None
    if claim.value == "any":
        return rule.attempts == "unlimited"
    if claim.value.startswith("max "):
        return rule.attempts == int(claim.value.removeprefix("max "))
    return False if rule.attempts != "unlimited" and int(claim.value) > rule.attempts else None


def _experience_time(desk: Desk, cert: Certification, claim: Claim) -> bool | None:
    """Months in the trade against those that the record advises; none are asked for where it tells no time."""
    if cert.experience.known is None:
        return False if cert.prerequisites.known == "none" else None
    spans = list(TIME.finditer(cert.experience.known))
    told = [months for span in spans for months in _months(span)]
    said, least = float(claim.value), 0.0 if any(span["up"] for span in spans) else min(told, default=0.0)
    if said in told:
        return True
    return None if told and least <= said <= sum(told) else False


def _months(span: re.Match[str]) -> list[float]:
    """The months of a span of time: one number, or two of a range."""
    scale = 1 if span["unit"].startswith("month") else 12
    return [float(number) * scale for number in NUMBER.findall(span[0])]


CHECKS: dict[str, Check] = {
    **dict.fromkeys(("price", "minutes", "validity_years"), _number),
    **dict.fromkeys(("questions", "passing_score"), _counted),
    **dict.fromkeys(("format", "delivery", "prerequisites", "experience"), _held),
    **dict.fromkeys(("successor", "related"), _successor),
    "exam_languages": _language, "topics": _topic, "launched": _launched, "domains": _domains,
    "requires": _requires, "foreign_first": _foreign_first, "converts": _converts, "renewal": _held, "retake": _retake,
    "free_retake": _free_retake, "attempts": _attempts, "experience_time": _experience_time, "scored": _scored,
    "before": _before,
}  # fmt: skip
