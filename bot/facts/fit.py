"""Which certifications meet the limits of a question."""

from __future__ import annotations

import re

from bot.catalog import Certification
from bot.facts.desk import Desk
from bot.language import stands
from bot.schema import Range
from bot.status import of_today, open_languages

NUMBER = re.compile(r"\d+")


def fits(desk: Desk, cert: Certification) -> bool:
    """Whether a certification meets every limit of the question."""
    limits, stage = desk.query.limits, desk.standing(cert).stage
    fee = desk.fee(cert)
    minutes = exam_minutes(desk, cert)
    hours = cert.study_hours.known
    return (
        (not limits.vendors or cert.vendor in limits.vendors)
        and (not limits.levels or cert.level in limits.levels)
        and (not limits.topics or bool(set(limits.topics) & set(cert.topics.known or ())))
        and (limits.max_price is None or (fee is not None and fee <= limits.max_price))
        and (limits.min_price is None or (fee is not None and fee >= limits.min_price))
        and (limits.max_minutes is None or (minutes is not None and minutes <= limits.max_minutes))
        and (limits.min_minutes is None or (minutes is not None and minutes >= limits.min_minutes))
        and (limits.min_years is None or _lasts(cert, limits.min_years))
        and (limits.max_years is None or _lapses(cert, limits.max_years))
        and all(_has_trait(desk, cert, trait) for trait in limits.traits)
        and (limits.max_hours is None or (hours is not None and hours.low <= limits.max_hours))
        and (not limits.languages or _offered(cert, limits.languages))
        and cert.vendor not in limits.excluded
        and cert.level not in limits.excluded_levels
        and not any(_has_trait(desk, cert, trait) for trait in limits.excluded_traits)
        and (not limits.lifelong or cert.validity_years.known == "never")
        and (not limits.beta_only or stage == "beta")
        and not (limits.no_beta and stage == "beta")
        and (not limits.closed_only or stage == "closed")
    )


def exam_minutes(desk: Desk, cert: Certification) -> float | None:
    """The minutes of the exam that can be sat today: the beta's while it is a beta."""
    minutes = of_today(cert, "minutes", desk.today).known
    return float(minutes) if minutes is not None else None


def span_of(desk: Desk, cert: Certification, field: str) -> Range | None:
    """From the least to the most questions or hours of study: 50 to 60 of "50 to 60"; of "65 (50 scored)" the 65."""
    if field == "study_hours":
        return cert.study_hours.known
    questions = of_today(cert, "questions", desk.today).known
    numbers = [float(number) for number in NUMBER.findall((questions or "").split("(")[0])]
    return Range(low=numbers[0], high=numbers[-1]) if numbers else None


def codes(desk: Desk, cert: Certification) -> bool:
    """Whether the record names a programming language among what is expected."""
    expected = f"{cert.experience.known or ''} {cert.audience.known or ''}"
    return any(word in expected for word in desk.language.words["code_languages"])


def for_all(desk: Desk, cert: Certification) -> bool:
    """Whether the record says that it is for people who do not program, or for everybody."""
    expected = f"{cert.experience.known or ''} {cert.audience.known or ''}".lower()
    return any(word in expected for word in desk.language.words["for_all"])


def _lasts(cert: Certification, years: float) -> bool:
    valid = cert.validity_years.known
    return valid == "never" or (valid is not None and valid >= years)


def _lapses(cert: Certification, years: float) -> bool:
    valid = cert.validity_years.known
    return valid is not None and valid != "never" and valid <= years


def _has_trait(desk: Desk, cert: Certification, trait: str) -> bool:
    """Whether the record's field says one of the words that stand for a kind of exam."""
    wanted = desk.language.words["traits"][trait]
    value = getattr(cert, wanted["field"]).known
    return value is not None and any(word in str(value).lower() for word in wanted["has"])


def _offered(cert: Certification, languages: tuple[str, ...]) -> bool:
    """Whether the exam is offered in one of the languages, or in a variety of it."""
    return any(have.endswith(wanted) for have in cert.exam_languages.known or () for wanted in languages)


def found(desk: Desk, *, anything: bool = False) -> list[Certification]:
    """The certifications that fit: those to book today, unless closed ones are asked for."""
    further = stands(desk.language.words["further_words"], desk.query.question)
    held = desk.query.profile.held if further else ()
    certs = [cert for cert in desk.catalog.certifications.values() if fits(desk, cert) and cert.id not in held]
    if anything or desk.query.limits.closed_only:
        return certs
    return [cert for cert in certs if desk.open(cert) or open_in(desk, cert)]


def open_in(desk: Desk, cert: Certification) -> tuple[str, ...]:
    """The languages asked for in which an exam closed in English can still be taken."""
    wanted = desk.query.limits.languages
    return tuple(have for have in open_languages(cert, desk.today) if any(have.endswith(w) for w in wanted))
