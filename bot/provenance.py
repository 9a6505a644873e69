"""Facts with their provenance: what is known, which source says so, when that was checked, how sure it is.

"unknown" (nobody found it) and "not published" (the vendor keeps it to itself) are values too, and different ones.

A record names its usual provenance once; a bare value in YAML takes that, a mapping with
`value:` says its own:

    provenance: {source: qq-aif, checked: 2026-08-18, confidence: high}
    price: 100
    delivery: {value: Pearson VUE, source: ag, checked: 2026-04-25, confidence: low}
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Generic, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, model_validator

T = TypeVar("T")
Missing = Literal["unknown", "not published"]
Confidence = Literal["high", "medium", "low", "unknown"]


class Record(BaseModel):
    """Strict base: an unknown field is an error, and nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Provenance(Record):
    """Who says so, when that was checked, and how sure it is."""

    source: tuple[str, ...]
    checked: date
    confidence: Confidence = "high"

    @model_validator(mode="before")
    @classmethod
    def _one_source_or_many(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("source"), str):
            return {**data, "source": [data["source"]]}
        return data


class Value(Provenance, Generic[T]):
    """One fact with its provenance; `others` is what other sources say instead."""

    value: T | Missing
    note: str = ""
    others: tuple[Value[T], ...] = ()

    @property
    def known(self) -> T | None:
        """The value, or None where it is unknown or not published."""
        return None if self.value in get_args(Missing) else self.value  # type: ignore[return-value]

    @property
    def said_elsewhere(self) -> frozenset[T | Missing]:
        """What the other sources say instead."""
        return frozenset(other.value for other in self.others)


def _is_value(annotation: Any) -> bool:
    """Whether a field's type is Value[...] or Value[...] | None."""
    if isinstance(annotation, type):
        return issubclass(annotation, Value)
    return any(_is_value(part) for part in get_args(annotation)) if get_origin(annotation) else False


def _spread(raw: Any, given: Mapping[str, Any]) -> Any:
    """A raw YAML value as a Value's mapping, filled up with the record's provenance."""
    if not (isinstance(raw, dict) and "value" in raw):
        return {**given, "value": raw}
    others = [_spread(other, given) for other in raw.get("others", ())]
    return {**given, **raw, "others": others}


class Sourced(Record):
    """A record whose bare values take the record's own `provenance`."""

    provenance: Provenance

    @model_validator(mode="before")
    @classmethod
    def _fill_provenance(cls, data: Any) -> Any:
        if not isinstance(data, dict) or not isinstance(data.get("provenance"), dict):
            return data
        given, filled = data["provenance"], dict(data)
        for name, info in cls.model_fields.items():
            if name not in data:
                continue
            if _is_value(info.annotation) and get_origin(info.annotation) is tuple:
                filled[name] = [_spread(raw, given) for raw in data[name] or ()]
            elif _is_value(info.annotation) and data[name] is not None:
                filled[name] = _spread(data[name], given)
            elif name == "events":
                filled[name] = [{**given, **raw} if isinstance(raw, dict) else raw for raw in data[name]]
        return filled


class Source(Record):
    """Where a value was read. `official` tells the vendor's own text from what others say of it."""

    id: str
    title: str
    url: str | None = None
    dated: str = "undated"
    official: bool = False
