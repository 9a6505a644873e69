"""How much of an exam a domain is: the one that a question names, else the heaviest or lightest it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalog import Certification
from bot.domains import domains_named
from bot.facts.desk import Desk, tag
from bot.formats import listing, number
from bot.language import stands
from bot.records import Statement
from bot.schema import Domain

NUMBER = re.compile(r"\d+(?:\.\d+)?")
NEAR = 3.0  # percent by which a share that somebody tells may be off


def of_subject(desk: Desk) -> Iterator[Statement]:
    """The weight that each exam gives the domain named, and of two exams how far apart they are."""
    named = domains_named(desk.query.question, desk.certs, desk.catalog, desk.language.words["common"])
    for cert in desk.certs if named else ():
        domain, basis = named.get(cert.id), (desk.record(cert, "domains"),)
        key = "domains.of" if domain else "domains.not of"
        yield desk.state(key, basis, cert=tag(cert), name=domain.name if domain else "", weight=_printed(domain))
    weights = [(cert, _weight(named[cert.id].weight)) for cert in desk.certs if cert.id in named]
    exact = [(weight, cert) for cert, weight in weights if weight is not None and _exact(named[cert.id])]
    if len(exact) == len(desk.certs) == 2:
        (least, low), (most, high) = sorted(exact, key=lambda pair: pair[0])
        key = "domains.more" if most > least else "domains.same"
        text = desk.say(key, high=tag(high), low=tag(low), gap=number(most - least))
        yield Statement(text, (desk.computed("shares", text, [high, low], field="domains"),))


def number_of(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """How many domains an exam has, where that is asked."""
    parts = cert.domains.known or ()
    if parts and stands(desk.language.words["number_asked"], desk.query.question):
        text = desk.say("domains.number", cert=tag(cert), number=len(parts))
        shown = f"{text} {'; '.join(part.name for part in parts)}"  # the source holds what was counted
        yield Statement(text, (desk.computed("shares", shown, [cert], field="domains"),))


def share_of(desk: Desk, cert: Certification, said: float) -> Iterator[tuple[bool, Statement]]:
    """Whether the domain that the question names weighs so many percent, and what it weighs."""
    named = domains_named(desk.query.question, [cert], desk.catalog, desk.language.words["common"])
    domain = named.get(cert.id)
    weight = _weight(domain.weight) if domain else None
    if domain and weight is not None:
        text = desk.state("domains.of", (desk.record(cert, "domains"),), cert=tag(cert), name=domain.name,
                          weight=_printed(domain))  # fmt: skip
        yield abs(weight - said) <= NEAR, text


def _printed(domain: Domain | None) -> str:
    return domain.weight or "" if domain else ""


def _exact(domain: Domain) -> bool:
    return (domain.weight or "").isdigit()


def extreme(desk: Desk, cert: Certification) -> Iterator[Statement]:
    """The heaviest or the lightest domain, several where they weigh the same; nothing where no weights are known."""
    words, asked = desk.language.words, desk.query.question
    end = next((name for name in ("light_words", "heavy_words") if stands(words[name], asked)), None)
    weights = [(part, _weight(part.weight)) for part in cert.domains.known or ()]
    known = [weight for _, weight in weights if weight is not None]
    if end is None or len(known) < 2 or len(known) < len(weights):
        return
    wanted = min(known) if end == "light_words" else max(known)
    found = listing([f"{part.name} ({part.weight}%)" for part, weight in weights if weight == wanted])
    yield desk.state(f"domains.{end}", (desk.record(cert, "domains"),), cert=tag(cert), value=found)


def _weight(printed: str | None) -> float | None:
    """The middle of "40-45", in percent."""
    numbers = [float(number) for number in NUMBER.findall(printed or "")]
    return sum(numbers) / len(numbers) if numbers else None
