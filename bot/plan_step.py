"""One step of a plan: a stop of the route, with the values that the catalog holds on it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalog import Certification
from bot.facts.desk import Desk, once, same_exam, tag
from bot.facts.route import Stop
from bot.formats import moment, money, number, span
from bot.plan_model import Exam, PlanStep
from bot.plan_person import Want
from bot.schedule import Slot
from bot.sourced import Fact, fee_fact, field_fact, limited, standard_fee_fact, status_fact
from bot.status import standing


def step_of(desk: Desk, place: int, want: Want, slot: Slot, passed: set[str]) -> PlanStep:
    """A stop with its values; `passed` are the certifications held by then."""
    stop, catalog, language = want.stop, desk.catalog, desk.language
    cert = stop.book or stop.picked
    hours = field_fact(catalog, language, cert, "study_hours")
    others = once(book for other in stop.others if (book := desk.bookable(other)) and book.id != cert.id)
    return PlanStep(
        place=place,
        optional=stop.step.optional,
        pick=exam_of(desk, stop.picked),
        book=exam_of(desk, stop.book) if stop.book else None,
        why=want.why,
        status=status_fact(language, cert, desk.today),
        pick_status=status_fact(language, stop.picked, desk.today),
        change=_change(desk, stop),
        alternatives=tuple(exam_of(desk, other) for other in others),
        first_needs=tuple(catalog.certifications[i].short for i in cert.requires if i not in passed),
        hours=hours,
        weeks=_weeks(desk, cert, slot, hours),
        weeks_from=slot.source,
        weeks_in_all=slot.weeks_in_all,
        fee=fee_fact(language, cert, desk.today),
        standard_fee=standard_fee_fact(language, cert),
        fees_in_all=0.0,
        study=slot.study,
        exam=slot.exam,
        project=cert.project,
        warnings=tuple(_warnings(desk, cert, slot)),
    )


def exam_of(desk: Desk, cert: Certification) -> Exam:
    """A certification as plans name it."""
    return Exam(id=cert.id, short=cert.short, code=cert.code, vendor=desk.catalog.vendors[cert.vendor].name,
                page=cert.page, stage=desk.standing(cert).stage)  # fmt: skip


def _change(desk: Desk, stop: Stop) -> str:
    """The guide's pick against what to book today, where they differ."""
    if stop.book is not None and stop.book.id == stop.picked.id:
        return ""
    event = desk.standing(stop.picked).event
    parts = {"picked": tag(stop.picked), "when": moment(event) if event else "",
             "limited": limited(event) if event else "", "book": stop.book.short if stop.book else ""}  # fmt: skip
    if stop.book is None:
        return desk.say("plan.nothing", **parts)
    return desk.say("plan.successor" if same_exam(stop.picked, stop.book) else "plan.instead", **parts)


def _weeks(desk: Desk, cert: Certification, slot: Slot, hours: Fact) -> Fact:
    """The weeks worked out from the hours, with their sources; else what the record says of weeks."""
    if slot.source != "hours" or slot.weeks is None:
        found = field_fact(desk.catalog, desk.language, cert, "study_weeks")
        told = slot.source == "source" and desk.query.profile.hours_a_week is not None
        aside = desk.say("plan.as published") if told else ""
        return found.model_copy(update={"note": "; ".join(part for part in (found.note.rstrip("."), aside) if part)})
    note = desk.say("plan.at rate", hours=hours.shown, rate=number(desk.query.profile.hours_a_week or 0))
    shown = desk.say("plan.weeks", weeks=span(slot.weeks))
    return hours.model_copy(update={"value": slot.weeks, "shown": shown, "note": note})


def _warnings(desk: Desk, cert: Certification, slot: Slot) -> Iterator[str]:
    """What may have changed by the day of the exam."""
    now = desk.standing(cert)
    if now.stage == "beta" and cert.beta_price and cert.beta_price.known is not None and cert.price.known is not None:
        yield desk.say("plan.beta", cert=tag(cert), fee=money(cert.price.known))
    if now.closes and (slot.exam is None or slot.exam.latest > now.closes.on):
        late = slot.exam is not None and slot.exam.earliest > now.closes.on
        yield desk.say("plan.too late" if late else "plan.tight", cert=tag(cert), when=moment(now.closes))
    elif slot.exam and now.bookable and not standing(cert, slot.exam.latest).bookable:
        yield desk.say("plan.not then", cert=tag(cert))
