"""Intervals and tests, all from scipy: Wilson for rates, bootstrap by conversation for means, exact McNemar."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

SEED = 20261122
RESAMPLES = 4_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over `n` values with its 95 % interval; no value where nothing applies."""

    value: float | None
    low: float | None
    high: float | None
    n: int


def wilson(right: int, n: int) -> tuple[float, float]:
    """95 % interval of a rate (Wilson, JASA 1927), by scipy's binomtest."""
    interval = stats.binomtest(right, n).proportion_ci(0.95, method="wilson")
    return float(interval.low), float(interval.high)


def bootstrap(values: Sequence[float], clusters: Sequence[str]) -> tuple[float, float]:
    """95 % interval of a mean, resampling whole clusters: turns of one conversation err together.

    BCa (Efron, JASA 1987) of the ratio of sums, as clusters differ in size; seeded.
    """
    names = {name: place for place, name in enumerate(dict.fromkeys(clusters))}
    sums, counts = np.zeros(len(names)), np.zeros(len(names))
    for value, cluster in zip(values, clusters, strict=True):
        sums[names[cluster]] += value
        counts[names[cluster]] += 1
    mean = float(sums.sum() / counts.sum())
    if len(names) < 2 or np.ptp(sums / counts) == 0:
        return mean, mean

    def ratio(s: np.ndarray, c: np.ndarray, axis: int = -1) -> np.ndarray:
        return np.asarray(s.sum(axis=axis) / c.sum(axis=axis))

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # BCa of nearly constant data is said to be degenerate; see below
        for method in ("BCa", "percentile"):
            interval = stats.bootstrap(
                (sums, counts), ratio, paired=True, vectorized=True, n_resamples=RESAMPLES, method=method,
                rng=np.random.default_rng(SEED),
            ).confidence_interval  # fmt: skip
            if not np.isnan([interval.low, interval.high]).any():
                return float(interval.low), float(interval.high)
    return mean, mean


def estimate(values: Sequence[float], clusters: Sequence[str]) -> Estimate:
    """The mean with Wilson's interval where every value is 0 or 1, else with the bootstrap's."""
    if not values:
        return Estimate(None, None, None, 0)
    n = len(values)
    binary = all(value in (0.0, 1.0) for value in values)
    low, high = wilson(round(sum(values)), n) if binary else bootstrap(values, clusters)
    return Estimate(sum(values) / n, low, high, n)


@dataclass(frozen=True, slots=True)
class Flips:
    """Two runs on the same items: which ids were lost, which were won, and how likely by chance."""

    lost: tuple[str, ...]
    won: tuple[str, ...]
    p: float
    n: int


def mcnemar(before: Mapping[str, bool], after: Mapping[str, bool]) -> Flips:
    """Exact McNemar test (binomial on the items that flipped) over the items that both runs scored."""
    both = [name for name in before if name in after]
    lost = tuple(name for name in both if before[name] and not after[name])
    won = tuple(name for name in both if after[name] and not before[name])
    flipped = len(lost) + len(won)
    p = float(stats.binomtest(len(lost), flipped).pvalue) if flipped else 1.0
    return Flips(lost, won, p, len(both))
