"""Exports an embedding model to ONNX once, at ingest, and checks the export against the model.

The only module that imports torch.
"""

from __future__ import annotations

import contextlib
import json
import logging
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from bot.embed import load_tokenizer, load_transformer, open_embedder, sentence_transformer
from bot.errors import IndexError_
from bot.weights import ModelFolder, describe_export, file_hash

log = logging.getLogger(__name__)
AGREEMENT = 0.9999  # least cosine between model and export, over SAMPLE
SAMPLE = (
    "Which certification should I take first?",
    "€",
    "The exam lasts 130 minutes, costs USD 150 and has 65 questions; " * 30,
    "data analyst",
    "Ist die Prüfung noch buchbar?",
)


def prepare(model: ModelFolder, home: Path) -> Path:
    """The folder in `home` with the model's export, made now unless it is there and whole.

    Where the model does not export, or the export disagrees, model.json says that
    sentence-transformers runs it.
    """
    folder = home / model.export_name
    if _whole(folder):
        return folder
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, prefix=".export-") as made:
        aside = Path(made) / "model"
        aside.mkdir()
        shutil.copyfile(model.path / "tokenizer.json", aside / "tokenizer.json")
        if not _export(model, aside):
            (aside / "model.onnx").unlink(missing_ok=True)
            meta = describe_export(model, "sentence-transformers", [aside / "tokenizer.json"])
            (aside / "model.json").write_text(meta, encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        aside.replace(folder)
    return folder


def _whole(folder: Path) -> bool:
    try:
        meta = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        return all(file_hash(folder / name) == digest for name, digest in meta["files"].items())
    except (OSError, ValueError, KeyError, AttributeError):
        return False


def _export(model: ModelFolder, folder: Path) -> bool:
    """Whether `folder` now holds an export that agrees with the model."""
    try:
        with _quiet():
            _write_onnx(model, folder / "model.onnx")
    except Exception as error:  # torch raises what it likes; the model still runs without an export
        log.warning("%s does not export to ONNX (%s); sentence-transformers runs it.", model.name, error)
        return False
    meta = describe_export(model, "onnx", [folder / "model.onnx", folder / "tokenizer.json"])
    (folder / "model.json").write_text(meta, encoding="utf-8")
    try:
        exported = open_embedder(folder).encode(list(SAMPLE))
    except IndexError_ as error:
        log.warning("The export of %s does not run (%s); sentence-transformers runs it.", model.name, error)
        return False
    cosine = np.sum(exported * sentence_transformer(model)(list(SAMPLE)), axis=1)
    if not cosine.min() >= AGREEMENT:
        log.warning("The export of %s agrees to %.5f only; sentence-transformers runs it.", model.name, cosine.min())
        return False
    return True


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """The tracer warns of branches on tensor shapes; the agreement check is what tells."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _write_onnx(model: ModelFolder, path: Path) -> None:
    import torch

    class Whole(torch.nn.Module):
        """Transformer, pooling and normalisation as one graph."""

        def __init__(self, inner: Any) -> None:
            super().__init__()
            self.inner = inner

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            features = self.inner({"input_ids": input_ids, "attention_mask": attention_mask})
            return torch.nn.functional.normalize(features["sentence_embedding"], dim=1)

    pieces = load_tokenizer(model.path / "tokenizer.json", model.max_tokens).encode(SAMPLE[0]).ids
    ids = torch.tensor([pieces, pieces])
    mask = torch.ones_like(ids)
    mask[1, -1] = 0
    grows = {0: "texts", 1: "pieces"}
    torch.onnx.export(
        Whole(load_transformer(model.path)).eval(),
        (ids, mask),
        str(path),
        input_names=["input_ids", "attention_mask"],
        output_names=["embedding"],
        dynamic_axes={"input_ids": grows, "attention_mask": grows, "embedding": {0: "texts"}},
        opset_version=17,
        dynamo=False,  # the other exporter needs onnxscript, and keeps its weights in a second file
    )
