"""Hours and weeks of study, of several exams or a whole route, and whether the time that somebody has is enough."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalog import Certification
from bot.facts.desk import Desk, tag
from bot.facts.enough import route_in_time, time_enough
from bot.facts.fields import field_of
from bot.facts.goals import first_picks
from bot.facts.route import backgrounds_of, booked_on
from bot.formats import number, span
from bot.language import stands
from bot.records import Statement
from bot.schema import Range


def path_time(desk: Desk) -> Iterator[Statement]:
    """Hours of study for several exams or a whole route, and weeks where hours a week are known."""
    judged = list(time_enough(desk))
    if judged:
        yield from judged
        return
    certs = [desk.bookable(cert) or cert for cert in desk.certs]
    backgrounds = backgrounds_of(desk)
    if not certs and backgrounds:
        certs = booked_on(desk, backgrounds[0])
        fitting = list(route_in_time(desk, certs))
        if fitting:
            yield from fitting
            return
    if not certs and desk.query.outcomes:
        certs = first_picks(desk, desk.catalog.outcomes[desk.query.outcomes[0]])
        for cert in certs:
            known = "study_hours" if cert.study_hours.known else "study_weeks"
            yield from field_of(desk, cert, known, silent=True)
        return
    hourly, rate = [cert for cert in certs if cert.study_hours.known], desk.query.profile.hours_a_week
    in_weeks = stands(desk.language.words["week_words"], desk.query.question) and not rate
    if 0 < len(hourly) < len(certs) and not in_weeks and (whole := _one_after_other(desk, certs)):
        yield whole
    for cert in certs:
        if cert.study_hours.known:
            yield desk.state("is.study_hours", (desk.record(cert, "study_hours"),), "step", cert=cert.short,
                             value=desk.show(cert, "study_hours"))  # fmt: skip
        elif cert.study_weeks.known:
            yield desk.state("is.study_weeks", (desk.record(cert, "study_weeks"),), "step", cert=cert.short,
                             value=desk.show(cert, "study_weeks"))  # fmt: skip
    yield from _weeks(desk, certs) if in_weeks else ()
    yield from _hours(desk, hourly) if len(hourly) > 1 or len(certs) == 1 else ()


def _one_after_other(desk: Desk, certs: list[Certification]) -> Statement | None:
    """The weeks of all, where some are told in hours and some in weeks; None where of one neither is known."""
    rate, terms, low, high = desk.query.profile.hours_a_week, [], 0.0, 0.0
    for cert in certs:
        hours, weeks = cert.study_hours.known, cert.study_weeks.known
        key = "time.of hours" if hours and rate else "time.of weeks"
        if hours and rate:
            weeks = Range(low=-(-hours.low // rate), high=-(-hours.high // rate))
        if weeks is None:
            return None
        low, high = low + weeks.low, high + weeks.high
        hours_in_all = span(hours or weeks)
        terms.append(desk.say(key, weeks=span(weeks), cert=tag(cert), hours=hours_in_all, rate=number(rate or 0)))
    text = desk.say("time.one after other", weeks=span(Range(low=low, high=high)), terms=" + ".join(terms))
    text += desk.say("time.no hours") if rate else ""
    return Statement(text, (desk.computed("time", text, certs, field="study_weeks"),), "answer")


def _weeks(desk: Desk, certs: list[Certification]) -> Iterator[Statement]:
    """The weeks that the guide plans for each exam, and for all of them where all are known."""
    known = [(cert, cert.study_weeks.known) for cert in certs if cert.study_weeks.known]
    if len(known) > 1 and len(known) == len(certs):
        whole = Range(low=sum(weeks.low for _, weeks in known), high=sum(weeks.high for _, weeks in known))
        text = desk.say("time.weeks of all", weeks=span(whole), certs=desk.named(certs))
        yield Statement(text, (desk.computed("time", text, certs, field="study_weeks"),), "answer")
    for cert, _ in known:
        yield desk.state("is.study_weeks", (desk.record(cert, "study_weeks"),), "answer" if len(known) == 1 else "step",
                         cert=cert.short, value=desk.show(cert, "study_weeks"))  # fmt: skip


def _hours(desk: Desk, certs: list[Certification]) -> Iterator[Statement]:
    ranges = [cert.study_hours.known for cert in certs if cert.study_hours.known]
    if not ranges:
        return
    hours = Range(low=sum(r.low for r in ranges), high=sum(r.high for r in ranges))
    rate = desk.query.profile.hours_a_week
    parts = {"certs": desk.named(certs), "hours": span(hours)}
    if rate:
        weeks = Range(low=-(-hours.low // rate), high=-(-hours.high // rate))
        parts |= {"rate": number(rate), "weeks": span(weeks)}
    text = desk.say("time.weeks" if rate else "time.hours", **parts)
    yield Statement(text, (desk.computed("time", text, certs),), "answer")
