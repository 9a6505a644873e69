"""What jobs pay: the guide's table, differences within it, and what public sources say beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from bot.catalog import Benchmark, Role
from bot.facts.desk import Desk
from bot.facts.standing import change
from bot.formats import money
from bot.records import Passage, Statement
from bot.records import Role as Place

WORD = re.compile(r"[a-z]+")
AMOUNT = re.compile(r"\d[\d,]*\d")  # the first figure of a survey


def _pay(role: Role) -> str:
    return money(role.median.known or 0) + ("+" if role.at_least else "")


def _row(desk: Desk, role: Role) -> tuple[Passage, ...]:
    return desk.guide(role.guide_section, f"{role.name} {_pay(role)}")


def _source(desk: Desk) -> Statement:
    basis = (desk.passages["correction/salary-unsourced"],) if "correction/salary-unsourced" in desk.passages else ()
    return desk.state("pay.source", basis, "note")


def salary(desk: Desk) -> Iterator[Statement]:
    """The pay of each role asked about; all roles where none is named."""
    roles = [desk.catalog.roles[i] for i in desk.query.roles]
    if desk.query.benchmarks and (not roles or _of_survey(desk)):
        yield from salary_elsewhere(desk)
        return
    if not roles:
        job = _other_job(desk)
        counted = [figure for figure in desk.catalog.benchmarks.values() if job and job in figure.what.lower()]
        if counted:
            yield from salary(replace(desk, query=desk.query.but(benchmarks=(counted[0].id,))))
            return
        if job:
            yield desk.state("pay.not of job", (), job=job)
            yield from (replace(s, role="why") if s.role == "answer" else s for s in all_roles(desk))
            return
        yield from all_roles(desk)
        return
    for role in roles[:3]:
        yield _of_role(desk, role)
    if len(roles) == 2:
        yield from _gap(desk, roles[0], roles[1], "why")
    yield _source(desk)


def _of_survey(desk: Desk) -> bool:
    """Whether a figure is asked for by the name of its survey, rather than by the job that it counts."""
    asked = desk.query.question.lower()
    return any(
        alias.lower() in asked and alias.lower() not in figure.what.lower()
        for figure in _benchmarks(desk)
        for alias in figure.aliases
    )


def _other_job(desk: Desk) -> str:
    """The job that a question names and that the guide has no figure for: "data engineer"."""
    given = desk.language.words
    said = WORD.findall(desk.query.question.lower())
    plain = {*given["common"], *given["before_titles"], *given["pay_words"], *given["tell_apart"]["most"]}
    kinds = {*given["job_words"]} - {*given["common"]}
    for kind, job in pairwise(said):
        if job in kinds and kind not in plain | kinds:
            return f"{kind} {job.removesuffix('s')}"
    return ""


def role_certs(desk: Desk) -> Iterator[Statement]:
    """What people in a job typically hold, and what to book for the exams among them that closed."""
    for role in (desk.catalog.roles[i] for i in desk.query.roles[:2]):
        yield desk.state("pay.held", _row(desk, role), job=role.name, held=role.held_text)
        for cert in (desk.cert(i) for i in role.held):
            yield from change(desk, cert)
    if not desk.query.roles:
        yield from all_roles(desk)


def _of_role(desk: Desk, role: Role) -> Statement:
    return desk.state("pay.role", _row(desk, role), job=role.name, pay=_pay(role), held=role.held_text)


def all_roles(desk: Desk) -> Iterator[Statement]:
    """The best paid role first, then the whole table."""
    words = set(desk.query.question.lower().replace("?", " ").split())
    least = bool(words & {*desk.language.words["tell_apart"]["least"], "less"})
    roles = sorted(desk.catalog.roles.values(), key=lambda role: (role.median.known or 0) * (1 if least else -1))
    top = roles[0]
    yield desk.state(
        "pay.bottom" if least else "pay.top", _row(desk, top), job=top.name, pay=_pay(top), held=top.held_text
    )
    for role in roles[1:]:
        yield desk.state("pay.line", _row(desk, role), "step", job=role.name, pay=_pay(role))
    yield _source(desk)


def salary_difference(desk: Desk) -> Iterator[Statement]:
    """The difference between two roles; from the role spoken of to the next where only one is named."""
    roles = [desk.catalog.roles[i] for i in desk.query.roles]
    if len(roles) == 1 and desk.query.benchmarks:
        yield from _beside(desk, roles[0], _benchmarks(desk)[0])
        return
    if len(roles) < 2:
        yield from salary(desk)
        return
    yield from _gap(desk, roles[0], roles[1], "answer")
    for role in roles[:2]:
        said = _of_role(desk, role)
        yield Statement(said.text, said.basis, "why")
    yield _source(desk)


def offered(desk: Desk, role: Role, said: float) -> Iterator[Statement]:
    """ "is 120k fair for a first job?": what is offered against the guide's figure; whether it is fair, nobody says."""
    known = role.median.known
    if known is None:
        return
    above = "within" if role.at_least else "above"  # "215,000 or more"
    key = above if said > known else "below" if said < known else "equal"
    text = desk.say(f"pay.offer {key}", said=money(said), gap=money(abs(said - known)), job=role.name, pay=_pay(role))
    yield Statement(text, (desk.computed("pay", text, (), "roles.yaml"), *_row(desk, role)))


def _gap(desk: Desk, one: Role, other: Role, place: Place) -> Iterator[Statement]:
    low, high = sorted((one, other), key=lambda r: r.median.known or 0)
    gap = (high.median.known or 0) - (low.median.known or 0)
    text = desk.say("pay.gap", high=high.name, low=low.name, gap=money(gap), most=_pay(high), least=_pay(low),
                    at_least=desk.say("pay.at least") if high.at_least else "")  # fmt: skip
    yield Statement(text, (desk.computed("pay", text, (), "roles.yaml"),), place)


def _beside(desk: Desk, role: Role, figure: Benchmark) -> Iterator[Statement]:
    """A job of the guide beside those that a survey counts: which figure is higher, each with what it is of."""
    found = AMOUNT.search(str(figure.figure.value))
    basis = (*_row(desk, role), desk.passages[f"benchmark/{figure.id}"])
    if found and figure.currency == "USD":
        other = float(found[0].replace(",", ""))
        ranked = sorted([(role.median.known or 0, role.name, _pay(role)), (other, figure.what, money(other))])
        (_, low, least), (_, high, most) = ranked
        yield desk.state("pay.beside", basis, high=high, low=low, most=most, least=least)
    said = _of_role(desk, role)
    yield Statement(said.text, said.basis, "why")
    yield from (Statement(told.text, told.basis, "why") for told in salary_elsewhere(desk))
    yield desk.state("pay.apart", (), "note")


def salary_cert(desk: Desk) -> Iterator[Statement]:
    """The roles whose holders typically have a certification; no pay is due to it alone."""
    yield from salary_elsewhere(desk)
    yield no_single(desk)
    for cert in desk.certs[:2]:
        family = {c.id for c in desk.catalog.certifications.values() if cert.family and c.family == cert.family} | {
            cert.id
        }
        roles = [role for role in desk.catalog.roles.values() if family & set(role.held)]
        for role in sorted(roles, key=lambda r: r.seniority):
            named = cert if cert.id in role.held else desk.cert(next(i for i in role.held if i in family))
            yield desk.state("pay.cert", _row(desk, role), "why", cert=named.short, job=role.name, pay=_pay(role),
                             held=role.held_text)  # fmt: skip
        if not roles:
            text = desk.say("pay.no role", cert=cert.short)
            yield Statement(text, (desk.computed("pay", text, [cert], "roles.yaml"),), "why")


def no_single(desk: Desk) -> Statement:
    """That no source ties pay to one certification."""
    return desk.state("pay.no single", (desk.passages["correction/salary-unsourced"],))


def salary_elsewhere(desk: Desk) -> Iterator[Statement]:
    """Pay in a country that the public sources cover; nothing for any other."""
    for figure in _benchmarks(desk):
        passage = desk.passages[f"benchmark/{figure.id}"]
        yield desk.state("passage.benchmark", (passage,), what=figure.what, country=figure.country,
                         year=figure.year, figure=str(figure.figure.value).rstrip("."))  # fmt: skip


def _benchmarks(desk: Desk) -> list[Benchmark]:
    named = [desk.catalog.benchmarks[i] for i in desk.query.benchmarks]
    asked, certs = set(desk.query.countries), set(desk.query.certs)
    others = [f for f in desk.catalog.benchmarks.values() if f.country in asked or certs & set(f.certs)]
    return (named or others)[:3]
