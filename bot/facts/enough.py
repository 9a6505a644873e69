"""Whether the time that somebody has is enough for the study that an exam takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.catalog import Certification
from bot.facts.desk import Desk
from bot.formats import number, span
from bot.records import Statement, StudyTime
from bot.schema import Range


def time_enough(desk: Desk) -> Iterator[Statement]:
    """The time told against the hours or weeks of study of one exam; nothing where either is not known."""
    told, certs = desk.query.study_time, desk.certs
    if told is None or len(certs) != 1:
        return
    cert, rate = desk.bookable(certs[0]) or certs[0], desk.query.profile.hours_a_week
    hours, plan = cert.study_hours.known, cert.study_weeks.known
    total = rate * told.weeks if rate and told.weeks else told.hours
    if hours and total:
        yield _of_hours(desk, cert, hours, total)
    elif plan and told.weeks:
        yield _of_weeks(desk, cert, plan)
    elif hours and told.weeks:
        text = desk.say("schedule.hours", cert=cert.short, hours=span(hours), rate=_rate(hours, told), span=_span(told))
        yield Statement(text, (desk.computed("time", text, [cert]),))


def route_in_time(desk: Desk, certs: Sequence[Certification]) -> Iterator[Statement]:
    """Which steps of a path fit one after the other into the hours that somebody has; nothing where none are told."""
    told, rate = desk.query.study_time, desk.query.profile.hours_a_week
    total = rate * told.weeks if told and rate and told.weeks else told.hours if told else None
    if not told or not total or not certs:
        return
    known = [cert for cert in certs if cert.study_hours.known]
    if rate and told.weeks:
        text = desk.say("schedule.route", span=_span(told), rate=number(rate), told=number(int(total)))
        yield Statement(text, (desk.computed("time", text, known),))
    if known:
        yield _fitting(desk, known, total)
    if unknown := [cert for cert in certs if cert not in known]:
        basis = [desk.record(cert, "study_hours") for cert in unknown]
        yield desk.state("schedule.route unknown", basis, "why", certs=desk.named(unknown))


def _fitting(desk: Desk, certs: Sequence[Certification], total: float) -> Statement:
    """The exams whose hours of study add up to no more than there are, and the one that is too much."""
    fitting: list[Certification] = []
    for cert in certs:
        if _hours_of([*fitting, cert]).high > total:
            break
        fitting.append(cert)
    rest = [cert for cert in certs if cert not in fitting]
    key = f"schedule.route {'all' if not rest else 'part' if fitting else 'none'}"
    hours = span(_hours_of(fitting)) if fitting else ""
    more = span(_hours_of(rest[:1])) if rest else ""
    text = desk.say(key, certs=desk.named(fitting), hours=hours, next=desk.named(rest[:1]), more=more)
    return Statement(text, (desk.computed("time", text, [*fitting, *rest[:1]]),))


def _hours_of(certs: Sequence[Certification]) -> Range:
    """The hours of study of several exams together, from the least to the most."""
    ranges = [cert.study_hours.known for cert in certs if cert.study_hours.known]
    return Range(low=sum(hours.low for hours in ranges), high=sum(hours.high for hours in ranges))


def _of_hours(desk: Desk, cert: Certification, hours: Range, total: float) -> Statement:
    """Hours in all, or hours a week over a span, against the hours of study."""
    told, rate = desk.query.study_time, desk.query.profile.hours_a_week
    key = "short" if total < hours.low else "just" if total < hours.high else "enough"
    added = ""
    if rate and told and told.weeks:
        added = desk.say("schedule.sum", rate=number(rate), span=_span(told), told=number(int(total)))
    text = desk.say(f"schedule.total {key}", told=number(int(total)), cert=cert.short, hours=span(hours), sum=added)
    return Statement(text, (desk.computed("time", text, [cert]),))


def _of_weeks(desk: Desk, cert: Certification, plan: Range) -> Statement:
    """A span against the weeks that are planned for it, with the hours a week that it would take."""
    told, hours = desk.query.study_time or StudyTime(), cert.study_hours.known
    pace = desk.say("schedule.pace", span=_span(told), hours=span(hours), rate=_rate(hours, told)) if hours else ""
    key = "schedule." + ("tight" if told.weeks < plan.low else "just" if told.weeks < plan.high else "enough")
    weeks = f"{span(plan)} week{'' if plan.high == 1 else 's'}"
    text = desk.say(key, span=_span(told), cert=cert.short, plan=weeks, pace=pace)
    return Statement(text, (desk.computed("time", text, [cert], field="study_weeks"),))


def _rate(hours: Range, told: StudyTime) -> str:
    """The hours a week that the study comes to, whole ones."""
    return span(Range(low=-(-hours.low // told.weeks), high=-(-hours.high // told.weeks)))


def _span(told: StudyTime) -> str:
    """ "6 weeks", "1 month"."""
    return f"{number(told.number)} {told.unit if told.number != 1 else told.unit.removesuffix('s')}"
