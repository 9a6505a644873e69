"""Catalog records as passages: one a topic, one sentence a field, so that each fact can be quoted.

`show` gives the wording of a single value; the passages and the built-in writer share it, which
is why what the writer says stands in the passage it cites.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from bot.catalog import Catalog, Certification, Value, Vendor
from bot.formats import day, domain, listing, moment, money, span, years
from bot.language import Language
from bot.provenance import Provenance
from bot.records import Passage
from bot.schema import Event, Link
from bot.status import predecessors

CATALOG = "corpus/catalog/"
TOPICS: dict[str, tuple[str, ...]] = {
    "price": ("price", "minutes", "questions", "format", "passing_score", "delivery", "exam_languages"),
    "status": (),
    "validity": ("validity_years", "renewal"),
    "fit": ("level", "tier", "vendor", "about", "audience", "prerequisites", "experience"),
    "content": ("domains", "topics"),
    "study": ("study_hours", "study_weeks", "launched", "project"),
    "pages": ("page", "exam_guide", "learning"),
}
TOPIC_OF = {field: topic for topic, fields in TOPICS.items() for field in fields}


def tag(cert: Certification) -> str:
    """The shortest unmistakable name: the code, else the short name."""
    return cert.code or cert.short


def show(catalog: Catalog, cert: Certification, field: str, language: Language) -> str | None:
    """The value of `field` in words; None where it is unknown or not published."""
    raw = getattr(cert, field)
    value = raw.known if isinstance(raw, Value) else raw
    if value is None:
        beta = getattr(cert, f"beta_{field}", None)
        return language.say("show.beta only", beta=_plain(field, beta.known)) if beta and beta.known else None
    if field in ("price", "minutes", "questions") and getattr(cert, f"beta_{field}"):
        beta = getattr(cert, f"beta_{field}").known
        if beta is not None:
            return language.say("show.beta", beta=_plain(field, beta), standard=_plain(field, value))
    if field == "vendor":
        return catalog.vendors[value].name
    if field == "topics":
        return listing([catalog.topics[topic].name for topic in value])
    return _plain(field, value)


def _plain(field: str, value: Any) -> str:
    written: dict[str, Callable[[Any], str]] = {
        "price": money,
        "minutes": lambda v: f"{v} minutes",
        "validity_years": years,
        "study_hours": lambda v: f"{span(v)} hours",
        "study_weeks": lambda v: f"{span(v)} weeks",
        "domains": lambda v: "; ".join(domain(part) for part in v),
        "exam_languages": listing,
        "learning": lambda v: "; ".join(_link(link) for link in v),
    }
    return written[field](value) if field in written else str(value)


def _link(link: Link) -> str:
    return f"{link.title} ({link.url})" + (f", {link.note}" if link.note else "")


def sentence(catalog: Catalog, cert: Certification, field: str, language: Language) -> str:
    """One full sentence on `field`, with what other sources say and any note."""
    raw = getattr(cert, field)
    label = language.wordings[f"label.{field}"]
    shown = show(catalog, cert, field, language)
    if shown is None:
        missing = raw.value if isinstance(raw, Value) else "unknown"
        key = "passage.not published" if missing == "not published" else "passage.unknown"
        shown = language.say(key, vendor=catalog.vendors[cert.vendor].name)
    text = f"{label} of {tag(cert)}: {shown.rstrip('.')}."
    return text + _asides(catalog, raw, field, language) if isinstance(raw, Value) else text


def _asides(catalog: Catalog, value: Value[Any], field: str, language: Language) -> str:
    parts = [value.note.rstrip(".") + "."] if value.note else []
    for other in value.others:
        if other.known is not None:
            who = catalog.sources[other.source[0]].title
            said = _plain(field, other.known).rstrip(".")
            parts.append(language.say("passage.other", source=who, value=said, checked=day(other.checked)))
    return "".join(f" {part}" for part in parts)


def certification_passages(catalog: Catalog, cert: Certification, language: Language) -> Iterator[Passage]:
    """The passages cert/<id>/<topic> of one certification."""
    for topic, fields in TOPICS.items():
        given = [field for field in fields if getattr(cert, field) is not None]
        lines = [sentence(catalog, cert, field, language) for field in given]
        values: list[Provenance] = [v for field in given if isinstance(v := getattr(cert, field), Value)]
        if topic == "status":
            lines, values = list(status_lines(catalog, cert, language)), list(cert.events)
        if topic == "validity":
            lines += [
                retake_line(rule.applies_to, rule.rule, language) for rule in catalog.vendors[cert.vendor].retakes
            ]
        yield _passage(catalog, cert, topic, lines, values or [cert.provenance], language)
    if cert.notes:
        lines = [f"{tag(cert)}: {note.value}" for note in cert.notes if note.known]
        yield _passage(catalog, cert, "notes", lines, list(cert.notes), language)


def _passage(
    catalog: Catalog,
    cert: Certification,
    topic: str,
    lines: Iterable[str],
    values: Iterable[Provenance],
    language: Language,
) -> Passage:
    values = list(values)
    return Passage(
        id=f"cert/{cert.id}/{topic}",
        text="\n".join([*lines, provenance_line(catalog, values, language)]),
        title=f"{cert.name} ({cert.code})" if cert.code else cert.name,
        section=language.wordings[f"section.{topic}"],
        source=f"{CATALOG}certifications.yaml#{cert.id}",
        kind="record",
        url=cert.page,
        as_of=max(value.checked for value in values),
        records=(cert.id,),
    )


def status_lines(catalog: Catalog, cert: Certification, language: Language) -> Iterator[str]:
    """What happened to an exam, day by day, and which exam follows or came before it."""
    for event in cert.events:
        yield event_line(cert, event, language)
    if not cert.events:
        yield language.say("status.no events", cert=tag(cert))
    for after in cert.successors:
        note = f" ({after.note.rstrip('.')})" if after.note else ""
        yield language.say("status.successor", cert=tag(cert), after=catalog.certifications[after.id].short, note=note)
    for before in predecessors(catalog, cert):
        yield language.say("status.predecessor", cert=tag(cert), before=before.short)


def event_line(cert: Certification, event: Event, language: Language) -> str:
    """One dated event in words."""
    limited = f" in {listing(event.languages)}" if event.languages else ""
    note = f" {event.note.rstrip('.')}." if event.note else ""
    return language.say(f"status.{event.event}", cert=tag(cert), when=moment(event), limited=limited) + note


def retake_line(applies_to: str, rule: Value[str], language: Language) -> str:
    """A retake rule with the exams it holds for."""
    known = language.wordings["passage.unknown"] + (f" {rule.note}" if rule.note else "")
    text = " ".join([str(rule.known or known), *(str(other.value) for other in rule.others)])
    return language.say("passage.retake", applies_to=applies_to, rule=str(text).rstrip("."))


def provenance_line(catalog: Catalog, values: Iterable[Provenance], language: Language) -> str:
    """Sources, date and confidence of a passage's values; the least sure of them speaks for all."""
    values = list(values)
    names = list(dict.fromkeys(catalog.sources[s].title for value in values for s in value.source))
    order = ("high", "medium", "low", "unknown")
    worst = max((value.confidence for value in values), key=order.index)
    checked: date = max(value.checked for value in values)
    return language.say("passage.provenance", sources="; ".join(names[:3]), checked=day(checked), confidence=worst)


def describe_catalog(catalog: Catalog, language: Language) -> list[Passage]:
    """Every record of the catalog as passages with stable ids."""
    passages: list[Passage] = []
    for cert in catalog.certifications.values():
        passages.extend(certification_passages(catalog, cert, language))
    passages.extend(_vendor(catalog, vendor, language) for vendor in catalog.vendors.values())
    passages.extend(_others(catalog, language))
    return passages


def _vendor(catalog: Catalog, vendor: Vendor, language: Language) -> Passage:
    rules = [retake_line(f"{vendor.name}, {rule.applies_to}", rule.rule, language) for rule in vendor.retakes]
    renewal = language.say("passage.renewal", vendor=vendor.name, rule=str(vendor.renewal.rule.value).rstrip("."))
    values = [rule.rule for rule in (*vendor.retakes, vendor.renewal)]
    return Passage(
        id=f"vendor/{vendor.id}",
        text="\n".join([*rules, renewal, provenance_line(catalog, values, language)]),
        title=vendor.name,
        section=language.wordings["section.retakes"],
        source=f"{CATALOG}vendors.yaml#{vendor.id}",
        kind="record",
        url=vendor.page,
        as_of=max(value.checked for value in values),
        records=(vendor.id,),
    )


def _others(catalog: Catalog, language: Language) -> Iterator[Passage]:
    """Pay figures from public sources, and where newer sources put the guide right."""
    for figure in catalog.benchmarks.values():
        text = language.say("passage.benchmark", what=figure.what, country=figure.country, year=figure.year,
                            figure=str(figure.figure.value).rstrip("."))  # fmt: skip
        yield _single(catalog, "benchmark", "roles.yaml", figure.id, text, figure.figure, language)
    for fix in catalog.corrections.values():
        yield _single(catalog, "correction", "advice.yaml", fix.id, str(fix.text.value), fix.text, language, fix.certs)


def _single(
    catalog: Catalog,
    kind: str,
    file: str,
    record: str,
    text: str,
    value: Value[str],
    language: Language,
    certs: tuple[str, ...] = (),
) -> Passage:
    return Passage(
        id=f"{kind}/{record}",
        text=f"{text}\n{provenance_line(catalog, [value], language)}",
        title=language.wordings[f"title.{kind}"],
        section=language.wordings[f"section.{kind}"],
        source=f"{CATALOG}{file}#{record}",
        kind="record",
        url=next((url for s in value.source if (url := catalog.sources[s].url)), None),
        as_of=value.checked,
        records=(record, *certs),
    )
