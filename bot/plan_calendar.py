"""A plan as a calendar: for each step a day to begin on and a day to have taken the exam by.

The days are those for whoever needs the most study. A UID names the person's kind, the step and which of the two days
it is, so that a plan exported again moves the events that are there instead of adding others.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, vText

from bot import __version__
from bot.formats import day
from bot.language import Language
from bot.plan_markdown import between
from bot.plan_model import Dates, Plan, PlanStep
from bot.show import clean
from bot.sourced import Fact


def to_ics(plan: Plan, language: Language) -> str:
    """The calendar of a plan. Steps without days, since a study time is not known, are named in the events before."""
    calendar = Calendar()
    calendar.add("prodid", f"-//certpath//certpath {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(clean(plan.title)))
    for event in _events(plan, language):
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.decode("utf-8")


def _events(plan: Plan, language: Language) -> Iterator[Event]:
    undated = [step.named.short for step in plan.steps if step.exam is None]
    for step in plan.steps:
        about = _about(plan, step, language)
        if undated and step.study:
            about += "\n" + language.say("plan.ics.undated", certs="; ".join(undated))
        for kind, dates in (("study", step.study), ("exam", step.exam)):
            if dates:
                summary = language.say(f"plan.ics.{kind}", cert=step.named.short,
                                       stage=language.say(f"stage.{step.named.stage}"))  # fmt: skip
                yield _event(plan, step, kind, dates, clean(summary), clean(_range(dates, language) + about))


def _event(plan: Plan, step: PlanStep, kind: str, dates: Dates, summary: str, about: str) -> Event:
    event = Event()
    event.add("uid", "-".join((kind, step.pick.id, *plan.person.ids)) + "@certpath")
    # The plan's own day, not the clock's: the same plan gives the same file.
    event.add("dtstamp", datetime.combine(plan.today, time(), UTC))
    event.add("dtstart", dates.latest)
    event.add("dtend", _after(dates.latest))
    event.add("summary", summary)
    event.add("description", about)
    event.add("url", step.named.page)
    event.add("transp", "TRANSPARENT")
    return event


def _after(when: date) -> date:
    return when + timedelta(days=1)


def _range(dates: Dates, language: Language) -> str:
    """Both days, where they differ, as a line of their own."""
    if dates.earliest == dates.latest:
        return ""
    return language.say("plan.ics.range", range=between(dates, language)) + "\n"


def _about(plan: Plan, step: PlanStep, language: Language) -> str:
    """What is to be known of the step, a line each, with sources, days and confidence."""
    titles = {source.id: source.title for source in plan.sources}

    def line(label: str, shown: str, value: Fact) -> str:
        named = "; ".join(titles[source] for source in value.sources)
        read = language.say("plan.md.read", when=day(value.as_of), confidence=value.confidence)
        return f"{language.say(label)}: {shown} ({'; '.join(part for part in (named, read) if part)})"

    lines = [language.say("plan.md.asof", today=day(plan.today)), line("plan.md.why", step.why.shown, step.why)]
    lines += [line("plan.md.change", step.change, step.pick_status)] if step.change else []
    lines += [line("plan.md.status", step.status.shown, step.status), *step.warnings]
    lines.append(line("plan.md.fee", step.fee.shown, step.fee))
    lines.append(line("plan.md.study", step.hours.shown, step.hours))
    note = f" ({step.weeks.note})" if step.weeks.note else ""
    lines.append(line("plan.md.weeks", step.weeks.shown + note, step.weeks))
    lines += [f"{language.say('plan.md.project')}: {step.project}"] if step.project else []
    return "\n".join([*lines, step.named.page])
