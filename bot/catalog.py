"""The catalog: every record under corpus/catalog, checked on load, and what may be asked of it.

The models of the records are in schema.py. An error names the file, the record and the field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import CatalogError
from bot.provenance import Provenance, Record, Source, Sourced, Value
from bot.schema import (
    Advice,
    Background,
    Benchmark,
    Caution,
    Certification,
    Correction,
    Domain,
    Event,
    Link,
    Outcome,
    Pick,
    Range,
    Retake,
    Role,
    Step,
    Successor,
    Topic,
    Vendor,
)

__all__ = [
    "Advice",
    "Background",
    "Benchmark",
    "Catalog",
    "Caution",
    "Certification",
    "Correction",
    "Domain",
    "Event",
    "Link",
    "Outcome",
    "Pick",
    "Provenance",
    "Range",
    "Record",
    "Retake",
    "Role",
    "Source",
    "Sourced",
    "Step",
    "Successor",
    "Topic",
    "Value",
    "Vendor",
    "load_catalog",
    "read_yaml",
]


PERSON, ROLE, TOPIC = "who", "role", "topic"
"""Kinds of labels of embedded examples; the others are asks and have no kind. A label is "kind:name"."""


class Catalog(BaseModel):
    """Everything under corpus/catalog, by id, checked for references that lead nowhere."""

    model_config = ConfigDict(frozen=True)

    sources: dict[str, Source]
    vendors: dict[str, Vendor]
    certifications: dict[str, Certification]
    topics: dict[str, Topic]
    roles: dict[str, Role]
    benchmarks: dict[str, Benchmark]
    backgrounds: dict[str, Background]
    outcomes: dict[str, Outcome]
    advice: dict[str, Advice]
    corrections: dict[str, Correction]
    guide_written: str = "first half of 2026"

    def described(self) -> Iterator[tuple[str, str]]:
        """(label, words that tell of it without its name): "who:background/…", "who:outcome/…", "role:…", "topic:…"."""
        people = [(f"{PERSON}:background/{b.id}", b.says) for b in self.backgrounds.values()]
        people += [(f"{PERSON}:outcome/{o.id}", o.says) for o in self.outcomes.values()]
        roles = [(f"{ROLE}:{role.id}", role.says) for role in self.roles.values()]
        topics = [(f"{TOPIC}:{topic.id}", topic.says) for topic in self.topics.values()]
        for label, texts in (*people, *roles, *topics):
            yield from ((label, text) for text in texts)

    def covering(self, topic: str) -> list[Certification]:
        """The certifications that cover a subject, whatever their standing."""
        return [cert for cert in self.certifications.values() if topic in (cert.topics.known or ())]

    def sibling(self, cert: str, level: str) -> str | None:
        """The certification whose short name, or else a nickname, differs from another's in the level alone."""
        like = self.certifications[cert]
        renamed = like.short.lower().replace(like.level, level)
        others = (c.id for c in self.certifications.values() if c.short.lower() == renamed)
        found = next((other for other in others if other != cert), None)
        if found:
            return found
        renamed_too = {name.replace(like.level, level) for name in like.nicknames if like.level in name.split()}
        own = (c for c in self.certifications.values() if c.vendor == like.vendor and c.level == level)
        return next((c.id for c in own if c.id != cert and renamed_too & set(c.nicknames)), None)


FILES: dict[str, dict[str, type[Record]]] = {
    "sources.yaml": {"sources": Source},
    "vendors.yaml": {"vendors": Vendor},
    "topics.yaml": {"topics": Topic},
    "certifications.yaml": {"certifications": Certification},
    "roles.yaml": {"roles": Role, "benchmarks": Benchmark},
    "backgrounds.yaml": {"backgrounds": Background},
    "outcomes.yaml": {"outcomes": Outcome},
    "advice.yaml": {"advice": Advice, "corrections": Correction},
}


def load_catalog(folder: Path) -> Catalog:
    """Read and check every file of `folder`; raises CatalogError naming file, record and field."""
    tables: dict[str, Any] = {}
    for name, lists in FILES.items():
        content = read_yaml(folder / name)
        for stray in set(content) - set(lists):
            raise CatalogError(f"{name}: there is no list called {stray!r}; it may hold {', '.join(lists)}.")
        for key, model in lists.items():
            tables[key] = _read_records(name, key, content.get(key), model)
    catalog = Catalog(**tables)
    _check_references(catalog)
    return catalog


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping a YAML file holds; CatalogError names the file and the line that is wrong."""
    import yaml

    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_yaml_loader())  # noqa: S506
    except FileNotFoundError:
        raise CatalogError(f"{path} is missing; `git checkout {path.name}` or reinstall certpath.") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())
        raise CatalogError(f"{path.name} is not valid YAML: {reason}.") from None
    if not isinstance(content, dict):
        raise CatalogError(f"{path.name} must hold a mapping such as `{path.stem}:`, not {type(content).__name__}.")
    return content


@cache
def _yaml_loader() -> Any:
    """PyYAML's safe loader, in C where it is there, for which `on` and `no` are words and a key twice is an error."""
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        yaml_implicit_resolvers = {  # noqa: RUF012
            first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
            for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            seen: set[str] = set()
            for key, _ in node.value:
                if key.value in seen:
                    raise yaml.constructor.ConstructorError(None, None, f"`{key.value}` is there twice", key.start_mark)
                seen.add(key.value)
            return super().construct_mapping(node, deep)

    return Loader


def _read_records(file: str, key: str, raw: Any, model: type[Record]) -> dict[str, Record]:
    if not isinstance(raw, list):
        raise CatalogError(f"{file}: {key} must be a list of records.")
    records: dict[str, Record] = {}
    for number, entry in enumerate(raw, start=1):
        name = entry.get("id", f"number {number}") if isinstance(entry, dict) else f"number {number}"
        try:
            record = model.model_validate(entry)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "the record"
            raise CatalogError(f"{file}: record {name}: field {where}: {first['msg']}.") from None
        if name in records:
            raise CatalogError(f"{file}: record {name}: field id: another record has this id already.")
        records[name] = record
    return records


def _check_references(catalog: Catalog) -> None:
    """Every id that a record names must exist; raises CatalogError at the first that does not."""
    for file, record, field, wanted, table in _references(catalog):
        if wanted not in getattr(catalog, table):
            raise CatalogError(f"{file}: record {record}: field {field}: there is no {table} record {wanted!r}.")


def _references(catalog: Catalog) -> Iterable[tuple[str, str, str, str, str]]:
    for cert in catalog.certifications.values():
        at = ("certifications.yaml", cert.id)
        yield (*at, "vendor", cert.vendor, "vendors")
        yield from ((*at, "successors", after.id, "certifications") for after in cert.successors)
        yield from ((*at, "requires", needed, "certifications") for needed in cert.requires)
        yield from ((*at, "topics", topic, "topics") for topic in cert.topics.known or ())
    for background in catalog.backgrounds.values():
        for step in background.steps:
            yield from (("backgrounds.yaml", background.id, "steps", c, "certifications") for c in step.certs)
    for outcome in catalog.outcomes.values():
        named = [c for pick in outcome.picks for c in pick.certs] + [c.cert for c in outcome.cautions]
        for cert_id in (*named, *outcome.instead):
            yield "outcomes.yaml", outcome.id, "picks", cert_id, "certifications"
        if outcome.background:
            yield "outcomes.yaml", outcome.id, "background", outcome.background, "backgrounds"
    for topic in catalog.topics.values():
        yield from (("topics.yaml", topic.id, "broader", other, "topics") for other in topic.broader)
    for role in catalog.roles.values():
        if role.outcome:
            yield "roles.yaml", role.id, "outcome", role.outcome, "outcomes"
        yield from (("roles.yaml", role.id, "held", c, "certifications") for c in role.held)
    for fix in catalog.corrections.values():
        yield from (("advice.yaml", fix.id, "certs", c, "certifications") for c in fix.certs)
    for file, owner, value in _values(catalog):
        yield from ((file, owner, "source", source, "sources") for source in value.source)


def _values(catalog: Catalog) -> Iterable[tuple[str, str, Provenance]]:
    """Every value with its provenance, however deep it stands."""
    for file, lists in FILES.items():
        for key in lists:
            for owner, record in getattr(catalog, key).items():
                yield from ((file, owner, found) for found in _provenances(record))


def _provenances(thing: Any) -> Iterable[Provenance]:
    if isinstance(thing, Provenance):
        yield thing
    if isinstance(thing, BaseModel):
        for name in type(thing).model_fields:
            yield from _provenances(getattr(thing, name))
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _provenances(part)
