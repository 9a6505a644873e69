"""A plan as Markdown: a table of the steps, then each with its values, their sources and days, and the sums."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.formats import day, listing, money, number, span
from bot.language import Language
from bot.plan_model import Dates, Plan, PlanStep
from bot.show import clean
from bot.sourced import Fact

SPECIAL = re.compile(r"([\\`*_\[\]<>|])")


def to_markdown(plan: Plan, language: Language) -> str:
    """A table of the steps, then what is to be known of each, the sums and the numbered sources."""
    say, numbers = language.say, {source.id: n for n, source in enumerate(plan.sources, start=1)}
    lines = [f"# {_text(plan.title)}", "", say("plan.md.asof", today=day(plan.today)), ""]
    lines += [f"- {line}" for line in _asked(plan, language)]
    lines += ["", *_table(plan, language)] if plan.steps else ["", say("plan.md.done")]
    for step in plan.steps:
        lines += ["", f"## {step.place}. {_text(step.named.short)}", "", *_details(step, language, numbers)]
    lines += ["", f"## {say('plan.md.sums')}", "", *(f"- {line}" for line in _sums(plan, language))]
    if plan.notes:
        lines += ["", f"## {say('plan.md.notes')}", "", *(f"- {_text(note)}" for note in plan.notes)]
    lines += ["", f"## {say('plan.md.sources')}", ""] if plan.sources else []
    for n, source in enumerate(plan.sources, start=1):
        link = f": {_link(source.url)}" if source.url else ""
        lines.append(f"{n}. {_text(source.title)} ({_text(source.dated)}){link}")
    return clean("\n".join(lines)) + "\n"


def _text(text: str) -> str:
    """Text that Markdown shows as it is, in one line."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _asked(plan: Plan, language: Language) -> Iterator[str]:
    """What the plan was made for."""
    person, say = plan.person, language.say
    if person.cloud:
        yield say("plan.md.cloud", cloud=_text(person.cloud))
    if person.hours_a_week is not None:
        yield say("plan.md.hours", hours=number(person.hours_a_week))
    if person.budget is not None:
        yield say("plan.md.budget", budget=money(person.budget))
    if person.held:
        yield say("plan.md.held", held=_text(listing(person.held)))
    yield say("plan.md.start", start=day(person.start))
    for skipped in plan.skipped:
        yield say("plan.md.skipped", pick=_text(skipped.pick.short), held=_text(skipped.held))


def _table(plan: Plan, language: Language) -> list[str]:
    say = language.say
    rows = [tuple(language.wordings["plan.md.columns"].split(" | "))]
    for step in plan.steps:
        name = _text(step.named.short) + (say("plan.md.optional") if step.optional else "")
        fits = "" if step.fits is None else say("plan.md.yes" if step.fits else "plan.md.no")
        in_all = span(step.weeks_in_all) if step.weeks_in_all else say("show.unknown")
        weeks = span(step.weeks.span) if step.weeks.span else say("show.unknown")
        stage = say(f"stage.{step.named.stage}")
        rows.append((str(step.place), name, stage, weeks, in_all, step.fee.shown, money(step.fees_in_all), fits))
    if plan.budget is None:
        rows = [row[:-1] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    head, *body = (f"| {' | '.join(cell.ljust(w) for cell, w in zip(row, widths, strict=True))} |" for row in rows)
    return [head, f"|{'|'.join('-' * (width + 2) for width in widths)}|", *body]


def _details(step: PlanStep, language: Language, numbers: Mapping[str, int]) -> Iterator[str]:
    """What is to be known of a step, a line each, with its sources."""
    say, named = language.say, step.named

    def line(label: str, shown: str, *values: Fact) -> str:
        return f"- **{say(label)}:** {shown}{''.join(f' {_read(value, numbers, language)}' for value in values)}"

    yield line("plan.md.why", _text(step.why.shown), step.why)
    if step.change:
        yield line("plan.md.change", _text(step.change), step.pick_status)
    yield line("plan.md.status", _text(step.status.shown), step.status)
    for warning in (*step.warnings, *(say("plan.md.needs", cert=needed) for needed in step.first_needs)):
        yield line("plan.md.mind", _text(warning))
    yield line("plan.md.fee", step.fee.shown, step.fee)
    if step.hours.value is not None or step.weeks_from == "unknown":
        yield line("plan.md.study", step.hours.shown, step.hours)
    note = f" ({_text(step.weeks.note)})" if step.weeks.note else ""
    yield line("plan.md.weeks", step.weeks.shown + note, step.weeks)
    if step.study:
        yield line("plan.md.begin", between(step.study, language))
    yield line("plan.md.exam", between(step.exam, language) if step.exam else say("show.unknown"))
    if step.alternatives:
        yield line("plan.md.or", _text(listing([exam.short for exam in step.alternatives], "or")))
    if step.project:
        yield line("plan.md.project", _text(step.project))
    yield line("plan.md.page", _link(named.page))


def _read(value: Fact, numbers: Mapping[str, int], language: Language) -> str:
    """ "([1][2] checked 8 October 2026, confidence high)"."""
    marks = "".join(f"[{numbers[source]}]" for source in value.sources if source in numbers)
    said = language.say("plan.md.read", when=day(value.as_of), confidence=value.confidence)
    return f"({marks} {said})" if marks else f"({said})"


def _link(url: str) -> str:
    """A link to a web page; anything else stays text."""
    plain = "".join(char for char in url if char.isprintable() and char not in "<> ")
    return f"<{plain}>" if plain.startswith(("https://", "http://")) else _text(url)


def between(dates: Dates, language: Language) -> str:
    """ "26 January 2027 to 14 February 2027", or the one day."""
    if dates.earliest == dates.latest:
        return day(dates.latest)
    return language.say("plan.between", earliest=day(dates.earliest), latest=day(dates.latest))


def _sums(plan: Plan, language: Language) -> Iterator[str]:
    say, totals, check = language.say, plan.totals, plan.budget
    yield say("plan.md.fees", fees=money(totals.fees))
    if totals.standard_fees != totals.fees:
        yield say("plan.md.standard", fees=money(totals.standard_fees))
    if totals.optional_fees:
        yield say("plan.md.extra", fees=money(totals.optional_fees))
    if totals.fees_unknown:
        yield say("plan.md.fees unknown", certs=_text(listing(totals.fees_unknown)))
    if totals.weeks and not totals.weeks_unknown:
        yield say("plan.md.length", weeks=span(totals.weeks))
    if totals.weeks_unknown:
        yield say("plan.md.weeks unknown", certs=_text(listing(totals.weeks_unknown)))
    if totals.finish:
        yield say("plan.md.finish", when=between(totals.finish, language))
    if check:
        certs = _text(listing(check.fits))
        yield say("plan.md.pays" if certs else "plan.md.pays nothing", budget=money(check.budget), certs=certs,
                  spent=money(check.spent), left=money(check.left))  # fmt: skip
        if check.lacks:
            yield say("plan.md.lacks", lacks=money(check.lacks), certs=_text(listing(check.short)))
