"""What makes a run fail: events that must never happen, items lost since the baseline, scores below their floor."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from eval.golden import HERE, GoldenError
from eval.metrics import LOWER_IS_BETTER
from eval.runner import Result
from eval.score import Verdict
from eval.stats import Estimate

BASELINE = HERE / "baseline.json"
ACCEPTED = HERE / "accepted_changes.yaml"
THRESHOLDS = HERE / "thresholds.yaml"


@dataclass(frozen=True, slots=True)
class Breach:
    """One reason to fail: which gate, which item or metric, and what happened."""

    gate: str
    subject: str
    detail: str

    def __str__(self) -> str:
        return f"{self.gate}: {self.subject}: {self.detail}"


class Change(BaseModel):
    """An item that may fail although it passed in the baseline, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    why: str = Field(min_length=10)


def events(verdict: Verdict) -> Iterable[Breach]:
    """What must never happen, whatever the averages say."""
    if verdict.error:
        yield Breach("exception", verdict.id, verdict.error)
    if verdict.dangling:
        yield Breach("dangling citation", verdict.id, "; ".join(verdict.citations))
    loose = (*verdict.ungrounded, *verdict.ungrounded_bot, *verdict.underived)
    if loose:
        yield Breach("ungrounded number", verdict.id, ", ".join(dict.fromkeys(loose)))
    if verdict.forbidden:
        yield Breach("forbidden fact", verdict.id, ", ".join(verdict.forbidden))
    if verdict.category == "hostile" and verdict.forbidden and not verdict.refused:
        yield Breach("hostile item works", verdict.id, ", ".join(verdict.forbidden))


def lost(passed: Mapping[str, bool], baseline: Iterable[str], accepted: Iterable[str]) -> list[Breach]:
    """Items that passed in the baseline and fail now, unless a reviewed line accepts it; removed items do not count."""
    excused = set(accepted)
    failing = (name for name in baseline if passed.get(name) is False and name not in excused)
    return [Breach("lost item", name, f"passed in {BASELINE.name}, fails now") for name in failing]


def below(metrics: Mapping[str, Estimate], floors: Mapping[str, float]) -> list[Breach]:
    """Metrics on the wrong side of their threshold; one that could not be computed is, too."""
    breaches = []
    for name, floor in floors.items():
        value = metrics[name].value if name in metrics else None
        if value is None:
            breaches.append(Breach("threshold", name, "was not computed"))
        elif (value > floor) if name in LOWER_IS_BETTER else (value < floor):
            side = "above" if name in LOWER_IS_BETTER else "below"
            breaches.append(Breach("threshold", name, f"{value:.4g} is {side} {floor:g}"))
    return breaches


def check(result: Result, split: str, *, whole: bool = True) -> list[Breach]:
    """Every breach of a run of ours; averages and lost items only where the whole split ran."""
    found = [breach for run in result.runs for verdict in run for breach in events(verdict)]
    found += lost(result.passed(), read_baseline().get(split, ()), read_accepted())
    if whole:
        found += below(result.metrics(), read_thresholds().get(split, {}))
    return list(dict.fromkeys(found))


def read_baseline(path: Path = BASELINE) -> dict[str, list[str]]:
    """Split -> ids that passed; nothing where there is no baseline yet."""
    if not path.is_file():
        return {}
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {split: list(row["passed"]) for split, row in content.items()}


def save_baseline(result: Result, split: str, meta: Mapping[str, Any], path: Path = BASELINE) -> None:
    """Write what passes now as what must go on passing, for one split; the others stay."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    metrics = {name: round(value.value, 4) for name, value in result.metrics().items() if value.value is not None}
    passed = sorted(name for name, right in result.passed().items() if right)
    content[split] = {"meta": dict(meta), "metrics": metrics, "passed": passed}
    path.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read_accepted(path: Path = ACCEPTED) -> list[str]:
    """The ids that accepted_changes.yaml excuses; GoldenError where a line does not say why."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else None
    return [change.id for change in _validated(path, list[Change], raw or [])]


def read_thresholds(path: Path = THRESHOLDS) -> dict[str, dict[str, float]]:
    """Split -> metric -> floor (ceiling where less is better)."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else None
    floors: dict[str, dict[str, float]] = _validated(path, dict[str, dict[str, float]], raw or {})
    return floors


def _validated(path: Path, kind: Any, raw: Any) -> Any:
    try:
        return TypeAdapter(kind).validate_python(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise GoldenError(f"{path.name}: {where or 'the file'}: {first['msg']}.") from None
