"""Golden questions as data: read, checked, and their relevant passages found in an index.

An error names the file, the item and the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from bot.catalog import Catalog
from bot.records import Passage

HERE = Path(__file__).resolve().parent
GOLDEN = HERE / "golden"
DOCUMENTS = HERE / "documents"
OWN_DOCUMENTS = "users_documents"
Split = Literal["smoke", "dev", "test"]
Expect = Literal["answer", "correct", "decline", "ask"]
CATEGORIES = (
    "first_step", "path", "outcome", "fields", "status_successor", "topic", "list_filter", "superlative", "sum",
    "compare", "salary", "advice", "retake", "data_date", "follow_ups", "wrong_premise", "underspecified",
    "out_of_scope", "hostile", "slips_chat", OWN_DOCUMENTS,
)  # fmt: skip
BY_SECTION = {"role": "roles", "background": "backgrounds", "outcome": "outcomes", "advice": "advice"}


class GoldenError(Exception):
    """A golden item cannot be used; the message names file, item and what is wrong."""


class Item(BaseModel):
    """One scored turn: the last of `turns`, after the others."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    category: str
    turns: tuple[str, ...] = Field(min_length=1)
    expect: Expect
    today: date
    required: tuple[tuple[str, ...], ...] = ()
    forbidden: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    relevant: tuple[str, ...] = ()
    group: str | None = None
    conversation: str | None = None
    split: Split | None = None

    @field_validator("category")
    @classmethod
    def _known(cls, name: str) -> str:
        if name not in CATEGORIES:
            raise ValueError(f"there is no category {name!r}")
        return name

    @field_validator("turns", "forbidden", "order")
    @classmethod
    def _not_blank(cls, texts: tuple[str, ...]) -> tuple[str, ...]:
        if not all(text.strip() for text in texts):
            raise ValueError("a text is empty")
        return texts

    @field_validator("required")
    @classmethod
    def _each_fact_has_forms(cls, facts: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        if not all(forms and all(form.strip() for form in forms) for forms in facts):
            raise ValueError("a required fact needs at least one accepted form, none empty")
        return facts

    @property
    def cluster(self) -> str:
        """What is resampled together: the turns of one conversation, which begins alike; else the item alone."""
        return self.conversation or (self.turns[0] if len(self.turns) > 1 else self.id)

    @property
    def needs_sources(self) -> bool:
        """Whether the answer must cite: it states facts that stand in known passages."""
        return self.expect in ("answer", "correct") and bool(self.relevant)


def load_split(split: Split, folder: Path = GOLDEN) -> list[Item]:
    """The items of a split, in a stable order; GoldenError where one cannot be used."""
    files = [folder / "smoke.yaml"] if split == "smoke" else sorted((folder / split).glob("*.yaml"))
    items = [item for file in files for item in read_items(file)]
    own = folder / f"{OWN_DOCUMENTS}.yaml"
    if split != "smoke" and own.is_file():
        items += [item for item in read_items(own) if item.split == split]
    _check_unique(items)
    return items


def read_items(file: Path) -> list[Item]:
    """The items of one file."""
    try:
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise GoldenError(f"{file.name}: {' '.join(str(error).split())}") from None
    if not isinstance(raw, list):
        raise GoldenError(f"{file.name}: it must hold a list of items.")
    return [_item(file.name, number, entry) for number, entry in enumerate(raw, start=1)]


def _item(file: str, number: int, entry: Any) -> Item:
    name = entry.get("id", f"number {number}") if isinstance(entry, dict) else f"number {number}"
    try:
        return Item.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the item"
        raise GoldenError(f"{file}: item {name}: {where}: {first['msg']}.") from None


def _check_unique(items: Sequence[Item]) -> None:
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            raise GoldenError(f"item {item.id}: another item has this id.")
        seen.add(item.id)


Unit = frozenset[str]
"""Passages of which any one will do; what a relevant id of an item stands for."""


def relevant_units(item: Item, passages: Mapping[str, Passage], catalog: Catalog) -> list[Unit]:
    """What should be retrieved for an item, each once; GoldenError names an id that is not in the index.

    role/…, background/…, outcome/… and advice/… stand for the guide's passages under the heading
    that the record names; doc/<file>/<heading> for a passage of a user's file, wherever it lies.
    """
    units = [_unit(wanted, passages, catalog) for wanted in item.relevant]
    for wanted, unit in zip(item.relevant, units, strict=True):
        if not unit:
            raise GoldenError(f"item {item.id}: relevant: there is no passage {wanted} in the index.")
    return list(dict.fromkeys(units))


def _unit(wanted: str, passages: Mapping[str, Passage], catalog: Catalog) -> Unit:
    if wanted in passages:
        return frozenset({wanted})
    kind, _, name = wanted.partition("/")
    if kind in BY_SECTION:
        record = getattr(catalog, BY_SECTION[kind]).get(name)
        return _under(record.guide_section, passages) if record else frozenset()
    if kind == "doc":
        stem, _, heading = name.partition("/")
        pattern = re.compile(rf"doc/{re.escape(stem)}-[0-9a-f]{{8}}/{re.escape(heading)}(?:-\d+)?")
        return frozenset(passage for passage in passages if pattern.fullmatch(passage))
    return frozenset()


def _under(section: str, passages: Mapping[str, Passage]) -> Unit:
    guide = (passage for passage in passages.values() if passage.kind == "guide")
    return frozenset(passage.id for passage in guide if passage.section.split(" › ")[-1] == section)


def unresolved(items: Iterable[Item], passages: Mapping[str, Passage], catalog: Catalog) -> list[str]:
    """One line for every relevant id that leads nowhere."""
    problems = []
    for item in items:
        try:
            relevant_units(item, passages, catalog)
        except GoldenError as error:
            problems.append(str(error))
    return problems
