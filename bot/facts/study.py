"""Hours and weeks of study, of several exams or a whole route, and whether the time that somebody has is enough."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalog import Certification
from bot.facts.desk import Desk
from bot.facts.enough import route_in_time, time_enough
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
    for cert in certs:
        if cert.study_hours.known:
            yield desk.state("is.study_hours", (desk.record(cert, "study_hours"),), "step", cert=cert.short,
                             value=desk.show(cert, "study_hours"))  # fmt: skip
        elif cert.study_weeks.known:
            yield desk.state("is.study_weeks", (desk.record(cert, "study_weeks"),), "step", cert=cert.short,
                             value=desk.show(cert, "study_weeks"))  # fmt: skip
    in_weeks = stands(desk.language.words["week_words"], desk.query.question) and not desk.query.profile.hours_a_week
    yield from _weeks(desk, certs) if in_weeks else ()
    yield from _hours(desk, [cert for cert in certs if cert.study_hours.known])


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
