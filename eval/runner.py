"""Runs systems over golden items and gathers verdicts into results."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bot.index import Index, build, open_index
from bot.settings import Settings
from eval.golden import DOCUMENTS, OWN_DOCUMENTS, GoldenError, Item, relevant_units, unresolved
from eval.growth import write_files
from eval.metrics import PER_ITEM, paraphrase_stability, refusal_f1
from eval.ranking import TITLES, retrieval
from eval.score import Scorer, Verdict
from eval.stats import Estimate, estimate
from eval.systems import SYSTEMS

Tell = Callable[[str, int, int], None]
LLM_RUNS = 3
SETS = {"refusal_f1": "refusal F1", "paraphrase_stability": "paraphrase stability"}
METRIC_TITLES = {name: title for name, (title, _) in PER_ITEM.items()} | SETS | TITLES


@dataclass(frozen=True)
class Result:
    """One system's verdicts, run by run, and what they add up to."""

    system: str
    title: str
    runs: tuple[tuple[Verdict, ...], ...]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Those of the first run; the only one unless a model answers."""
        return self.runs[0]

    @property
    def answers(self) -> bool:
        """Whether the system answers at all, or only retrieves."""
        return any(verdict.answered for verdict in self.verdicts)

    def passed(self) -> dict[str, bool]:
        """By item, whether it passed in every run."""
        return {v.id: all(run[n].passed for run in self.runs) for n, v in enumerate(self.verdicts)}

    def metrics(self, category: str | None = None) -> dict[str, Estimate]:
        """Every metric with its interval, over all items or those of one category."""
        return measure([[v for v in run if category in (None, v.category)] for run in self.runs])


def measure(runs: Sequence[Sequence[Verdict]]) -> dict[str, Estimate]:
    """Metric -> estimate; an item's value is its mean over the runs."""
    clusters = {verdict.id: verdict.cluster for verdict in runs[0]}
    per_run: list[dict[str, dict[str, float]]] = []
    for run in runs:
        values = {name: _items(run, metric) for name, (_, metric) in PER_ITEM.items()}
        per_run.append(values | dict(retrieval(run)) | {"paraphrase_stability": paraphrase_stability(run)})
    found: dict[str, Estimate] = {}
    for name in per_run[0]:
        items = list(dict.fromkeys(item for values in per_run for item in values[name]))
        means = [_mean([values[name][item] for values in per_run if item in values[name]]) for item in items]
        found[name] = estimate(means, [clusters.get(item, item) for item in items])
    if any(verdict.answered for verdict in runs[0]) and found["refusal_recall"].n:
        found["refusal_f1"] = Estimate(_mean([refusal_f1(run) for run in runs]), None, None, found["refusal_recall"].n)
    return {name: found[name] for name in METRIC_TITLES if name in found and found[name].n}


def _items(run: Iterable[Verdict], metric: Callable[[Verdict], float | None]) -> dict[str, float]:
    return {verdict.id: value for verdict in run if (value := metric(verdict)) is not None}


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


class Bench:
    """The indexes that a run needs: of the corpus alone, and others beside it with something added.

    The person's own index serves where it holds nothing but the corpus.
    """

    def __init__(self, settings: Settings, tell: Tell) -> None:
        self.settings, self._tell = settings, tell
        build(settings, progress=tell)
        self.index = open_index(settings)
        own = [Path(path) for path, _ in self.index.manifest["sources"]]
        if own:
            self.settings, self.index = self.beside("corpus", forget=own)

    def with_documents(self) -> tuple[Settings, Index]:
        """An index that also holds eval/documents."""
        return self.beside("documents", DOCUMENTS)

    def grown(self, size: int) -> tuple[Settings, Index]:
        """An index with `size` unrelated passages more."""
        folder = self.settings.index.parent / f"{self.settings.index.name}-unrelated" / str(size)
        return self.beside(f"grown-{size}", write_files(folder, size))

    def beside(self, name: str, *paths: Path, forget: Sequence[Path] = ()) -> tuple[Settings, Index]:
        """An index of its own, kept for the next run; it starts as a copy, so that little is embedded again."""
        base = self.settings.index
        settings = self.settings.model_copy(update={"index": base.parent / f"{base.name}-eval-{name}"})
        if not settings.index.exists():
            shutil.copytree(base, settings.index)
        build(settings, paths, forget=forget, progress=self._tell)
        return settings, open_index(settings)


def run_system(name: str, items: Sequence[Item], bench: Bench, tell: Tell, *, runs: int = 1) -> Result:
    """Every item through one system, `runs` times; the items over documents in their own index."""
    own = [item for item in items if item.category == OWN_DOCUMENTS]
    others = [item for item in items if item.category != OWN_DOCUMENTS]
    parts = [(others, bench.settings, bench.index)] if others else []
    if own:
        parts.append((own, *bench.with_documents()))
    verdicts: list[tuple[Verdict, ...]] = []
    for number in range(runs):
        run: list[Verdict] = []
        for part, settings, index in parts:
            start = number * len(items) + len(run)
            run += score_items(name, part, settings, index, partial(_shifted, tell, name, start, runs * len(items)))
        verdicts.append(tuple(run))
    return Result(name, SYSTEMS[name][0], tuple(verdicts))


def _shifted(tell: Tell, stage: str, start: int, total: int, done: int) -> None:
    tell(stage, start + done, total)


def score_items(
    name: str, items: Sequence[Item], settings: Settings, index: Index, tell: Callable[[int], None]
) -> list[Verdict]:
    """The verdicts of one system over one index; GoldenError where an item's passages are not in it."""
    problems = unresolved(items, index.passages, index.catalog)
    if problems:
        raise GoldenError("\n".join(problems))
    system, scorer = SYSTEMS[name][1](index, settings), Scorer.of(index.passages)
    count: Callable[[str], int] = index.embedder.count_tokens  # type: ignore[attr-defined]
    found = []
    for number, item in enumerate(items, start=1):
        output = system.run(item.turns, item.today)
        tokens = sum(count(passage.embedded) for passage in output.evidence)
        found.append(scorer.score(item, output, relevant_units(item, index.passages, index.catalog), tokens))
        tell(number)
    return found


def growth(items: Sequence[Item], bench: Bench, sizes: Sequence[int], tell: Tell) -> dict[str, dict[str, float | None]]:
    """Size -> retrieval metrics of ours with that many unrelated passages more, for the items over the corpus."""
    rows: dict[str, dict[str, float | None]] = {}
    corpus = [item for item in items if item.category != OWN_DOCUMENTS and item.relevant]
    for size in (0, *sizes):
        settings, index = bench.grown(size) if size else (bench.settings, bench.index)
        verdicts = score_items(
            "ours", corpus, settings, index, partial(_shifted, tell, f"{size:,} more", 0, len(corpus))
        )
        metrics = measure([verdicts])
        rows[str(size)] = {name: metrics[name].value for name in ("recall@5", "ndcg@10", "mrr@10", "context_recall")}
    return rows


def as_object(results: Sequence[Result], meta: dict[str, Any]) -> dict[str, Any]:
    """All of a run as JSON can hold it."""
    systems = {}
    for result in results:
        categories = dict.fromkeys(verdict.category for verdict in result.verdicts)
        systems[result.system] = {
            "title": result.title,
            "metrics": {name: asdict(value) for name, value in result.metrics().items()},
            "categories": {name: _category(result, name) for name in categories},
            "runs": [[{**asdict(verdict), "passed": verdict.passed} for verdict in run] for run in result.runs],
        }
    return {"meta": meta, "systems": systems}


def _category(result: Result, name: str) -> dict[str, Any]:
    metrics = result.metrics(name)
    return {metric: asdict(value) for metric, value in metrics.items()}


def fingerprint(index: Index, items: Sequence[Item]) -> dict[str, str]:
    """Hashes that say whether two runs can be compared: of the index, the model and the golden items."""
    golden = json.dumps([item.model_dump(mode="json") for item in items], sort_keys=True)
    return {
        "index": str(index.manifest["print"])[:16],
        "embedding": f"{index.manifest['model']['name']} {index.manifest['model']['revision'][:12]}",
        "golden": hashlib.sha256(golden.encode()).hexdigest()[:16],
    }


def latency(result: Result, share: float) -> float:
    """The quantile of the seconds a turn takes, all runs together."""
    seconds = sorted(verdict.seconds for run in result.runs for verdict in run)
    return seconds[min(len(seconds) - 1, int(share * len(seconds)))] if seconds else 0.0
