"""Kernel ridge regression over example vectors: a text is nearest to the asks of its like."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bot.nearness import AXES, Nearness, fit, kernel

# Three asks in the plane, two examples each, some degrees apart.
DEGREES = np.radians([0, 10, 120, 130, 240, 250])
EXAMPLES = np.stack([np.cos(DEGREES), np.sin(DEGREES)], axis=1).astype(np.float32)
ASKS = ["price", "price", "status", "status", "path", "path"]
TEXTS = ["a fee", "the cost", "is it open", "closed", "then what", "after it"]


def scores(degree: float) -> np.ndarray:
    vector = np.array([[np.cos(np.radians(degree)), np.sin(np.radians(degree))]], dtype=np.float32)
    fitted = fit(EXAMPLES, ASKS, TEXTS)
    return fitted.scores(fitted.project(vector))[0]


def test_the_weights_have_a_row_an_example_and_a_column_an_ask() -> None:
    assert fit(EXAMPLES, ASKS, TEXTS).weights.shape == (6, 3)
    assert fit(EXAMPLES, ASKS, TEXTS).weights.dtype == np.float32


def test_every_example_is_nearest_to_its_own_ask() -> None:
    found = fit(EXAMPLES, ASKS, TEXTS).scores(EXAMPLES).argmax(axis=1)
    assert [["price", "status", "path"][i] for i in found] == ASKS


def test_a_text_between_two_examples_of_an_ask_is_nearest_to_it() -> None:
    assert scores(5).argmax() == 0
    assert scores(125).argmax() == 1
    assert scores(245).argmax() == 2


def test_the_score_falls_with_the_distance() -> None:
    near, far = scores(5)[0], scores(60)[0]
    assert near > 0.8
    assert far < near


def test_labels_of_another_kind_are_fitted_apart() -> None:
    labels = ["price", "price", "status", "status", "who:path", "who:path"]
    apart, alone = fit(EXAMPLES, labels, TEXTS), fit(EXAMPLES[:4], labels[:4], TEXTS[:4])
    np.testing.assert_allclose(apart.scores(EXAMPLES)[:, :2], alone.scores(EXAMPLES), atol=1e-4)
    assert apart.scores(EXAMPLES)[4, 2] > 0.8


def test_the_order_of_examples_changes_nothing() -> None:
    turned = fit(EXAMPLES[::-1], ASKS[::-1], TEXTS[::-1]).scores(EXAMPLES)[
        :, ::-1
    ]  # asks are numbered in order of appearance
    np.testing.assert_allclose(turned, fit(EXAMPLES, ASKS, TEXTS).scores(EXAMPLES), atol=1e-4)


def test_an_example_more_leaves_those_that_stand_against_a_kind() -> None:
    rng = np.random.default_rng(0)
    rows, texts = rng.normal(size=(60, 3)).astype(np.float32), [f"text {i}" for i in range(60)]
    labels = [*["price"] * 50, *["who:nurse"] * 10]
    more = fit(np.vstack([rows[:1], rows]), ["price", *labels], ["one more", *texts])
    standing, before = more.weights[1:, 1] != 0, fit(rows, labels, texts).weights[:, 1] != 0
    np.testing.assert_array_equal(standing, before)
    assert 0 < before[:50].sum() < 50


def test_wide_vectors_are_taken_to_their_principal_axes_and_back_from_disk(tmp_path: Path) -> None:
    wide = np.random.default_rng(0).normal(size=(300, 400)).astype(np.float32)
    fitted = fit(wide, ["price", "status", "path"] * 100, [str(i) for i in range(300)])
    assert fitted.examples.shape == (300, AXES)
    np.testing.assert_allclose(np.linalg.norm(fitted.project(wide), axis=1), 1.0, atol=1e-5)
    np.testing.assert_allclose(fitted.project(wide), fitted.examples, atol=1e-5)
    fitted.save(tmp_path / "fit.npz")
    np.testing.assert_array_equal(
        Nearness.load(tmp_path / "fit.npz").scores(wide[:3, :AXES]), fitted.scores(wide[:3, :AXES])
    )


@given(arrays(np.float32, (4, 3), elements=st.floats(-1, 1, width=32)))
def test_the_kernel_is_symmetric_and_largest_with_itself(rows: np.ndarray) -> None:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit = np.where(lengths > 1e-3, rows / np.maximum(lengths, 1e-3), np.array([[1, 0, 0]], dtype=np.float32))
    found = kernel(unit, unit)
    np.testing.assert_allclose(found, found.T, atol=1e-5)
    assert (found <= np.diag(found)[:, None] + 1e-3).all()
    assert (found > 1).all()
