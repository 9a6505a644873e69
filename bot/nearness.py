"""Which of the asks a text is nearest to: kernel ridge regression over the embedded examples.

Method: regularised least squares classification with a Gaussian kernel (Rifkin, Yeo and Poggio,
2003), in the space of the examples' principal axes. Everything is fitted once, at ingest; to classify is three
products of matrices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
RIDGE = 0.1  # regularisation; 0.05 to 0.3 differ by under one point of leave-one-out accuracy
AGAINST = 4  # one of so many of the examples without a kind stands against each kind
AXES = 192  # of 768; more of them are not measurably better, and each costs time in every answer


@dataclass(frozen=True)
class Nearness:
    """The fitted model: `axes` (width + 1, d), the first row being the mean to take off; `examples` (m, d);
    `weights` (m, number of asks), asks in order of appearance."""

    axes: Vectors
    examples: Vectors
    weights: Vectors

    def project(self, vectors: Vectors) -> Vectors:
        """Vectors (n, width) as rows (n, d) of length 1."""
        return _unit(vectors @ self.axes[1:] - self.axes[0])

    def scores(self, projected: Vectors) -> Vectors:
        """How near projected rows (n, d) are to each ask, shape (n, number of asks): about 1 for a wording like its
        examples, about 0 for anything else."""
        return kernel(projected, self.examples) @ self.weights

    def save(self, file: Path) -> None:
        """Write it as one .npz file."""
        np.savez(file, axes=self.axes, examples=self.examples, weights=self.weights)

    @classmethod
    def load(cls, file: Path) -> Nearness:
        """Read what `save` wrote; OSError, ValueError or KeyError where that fails."""
        with np.load(file, allow_pickle=False) as held:
            return cls(held["axes"], held["examples"], held["weights"])


def kernel(one: Vectors, other: Vectors) -> Vectors:
    """exp(-|a - b|² / 2) + 1 between rows of length 1, (n, d) and (m, d): shape (n, m)."""
    found = np.asarray(one @ other.T, dtype=np.float32)
    found -= 1.0  # in place: at ingest there are as many rows as examples
    np.exp(found, out=found)
    found += 1.0
    return found


def fit(examples: Vectors, labels: Sequence[str], texts: Sequence[str]) -> Nearness:
    """The model for examples (m, width), the label and the text of each.

    A label may be "kind:name". Kinds are fitted apart, since a question may be near to one label of each; a share of
    the examples without a kind stands against every kind. Which ones is told by their texts, so that an example
    more leaves the others where they are.
    """
    order = {label: column for column, label in enumerate(dict.fromkeys(labels))}
    wanted = np.zeros((len(labels), len(order)), dtype=np.float32)
    wanted[np.arange(len(labels)), [order[label] for label in labels]] = 1.0
    axes = _axes(examples)
    projected = _unit(examples @ axes[1:] - axes[0])
    weights = np.zeros_like(wanted)
    of_row = np.array([kind_of(label) for label in labels])
    of_column = np.array([kind_of(label) for label in order])
    drawn = np.array([crc32(text.encode()) % AGAINST == 0 for text in texts])
    against = (of_row == "") & drawn
    for kind in dict.fromkeys(of_column.tolist()):
        rows, columns = np.flatnonzero((of_row == kind) | (against & (kind != ""))), np.flatnonzero(of_column == kind)
        weights[np.ix_(rows, columns)] = _solve(projected[rows], wanted[np.ix_(rows, columns)])
    return Nearness(axes, projected, weights)


def kind_of(label: str) -> str:
    """The kind of a label "kind:name", "" where it has none."""
    return label.rpartition(":")[0]


def _solve(projected: Vectors, wanted: Vectors) -> Vectors:
    """The weights (m, columns) of ridge regression in the kernel's space."""
    from scipy.linalg import solve

    gram = kernel(projected, projected)
    gram[np.diag_indices_from(gram)] += RIDGE
    return np.asarray(solve(gram.T, wanted, assume_a="pos", overwrite_a=True, check_finite=False), dtype=np.float32)


def _axes(examples: Vectors) -> Vectors:
    """The principal axes of the examples below their projected mean; all axes, uncentred, where there are few."""
    width = examples.shape[1]
    if min(examples.shape) <= AXES:
        return np.vstack([np.zeros((1, width)), np.eye(width)]).astype(np.float32)
    mean = examples.mean(axis=0)
    centred = examples - mean
    _, axes = np.linalg.eigh(centred.T @ centred)
    first = axes[:, ::-1][:, :AXES]
    return np.vstack([mean @ first, first]).astype(np.float32)


def _unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, np.finfo(np.float32).tiny), dtype=np.float32)
