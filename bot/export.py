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
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from bot.embed import load_tokenizer, load_transformer, open_embedder, sentence_transformer
from bot.errors import IndexError_
from bot.weights import ModelFolder, describe_export, file_hash

log = logging.getLogger(__name__)
GRAPH = ("model.onnx", "model.data")
READING = ("tokenizer.json", "words.txt")
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
        _write_words(aside)
        if not _export(model, aside):
            for name in GRAPH:
                (aside / name).unlink(missing_ok=True)
            _describe(model, aside, "sentence-transformers", READING)
        shutil.rmtree(folder, ignore_errors=True)
        aside.replace(folder)
    return folder


def _whole(folder: Path) -> bool:
    try:
        meta = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        whole = all(file_hash(folder / name) == digest for name, digest in meta["files"].items())
        return whole and meta["onnxruntime"] == version("onnxruntime")  # which reads what it optimised itself
    except (OSError, ValueError, KeyError, AttributeError):
        return False


def _export(model: ModelFolder, folder: Path) -> bool:
    """Whether `folder` now holds an export that agrees with the model."""
    try:
        with _quiet(), tempfile.TemporaryDirectory(dir=folder) as made:
            _write_onnx(model, Path(made) / "traced.onnx")
            _optimise(Path(made) / "traced.onnx", folder)
    except Exception as error:  # torch raises what it likes; the model still runs without an export
        log.warning("%s does not export to ONNX (%s); sentence-transformers runs it.", model.name, error)
        return False
    _describe(model, folder, "onnx", [*GRAPH, *READING])
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


def _describe(model: ModelFolder, folder: Path, runtime: str, names: Sequence[str]) -> None:
    meta = describe_export(model, runtime, [folder / name for name in names])
    (folder / "model.json").write_text(meta, encoding="utf-8")


def _write_words(folder: Path) -> None:
    """The tokenizer's whole words, which answering can read without the tokenizer."""
    known = load_tokenizer(folder / "tokenizer.json", None).get_vocab()
    words = sorted(word for word in known if word.isalpha())
    (folder / "words.txt").write_text("\n".join(words), encoding="utf-8")


def _optimise(traced: Path, folder: Path) -> None:
    """Rewrite the graph as onnxruntime would at each load, its weights in a file that can be mapped, not read."""
    import onnxruntime

    graph, weights = GRAPH
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # Extended: what goes further is made for the machine that it is made on.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(folder / graph)
    options.add_session_config_entry("session.optimized_model_external_initializers_file_name", weights)
    options.add_session_config_entry("session.optimized_model_external_initializers_min_size_in_bytes", "1024")
    onnxruntime.InferenceSession(traced, options, providers=["CPUExecutionProvider"])


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """The tracer warns of branches on tensor shapes; the agreement check is what tells."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _write_onnx(model: ModelFolder, path: Path) -> None:
    import torch

    class Whole(torch.nn.Module):
        """Transformer, pooling and normalisation as one graph; its middle layer pooled beside its last one."""

        def __init__(self, inner: Any) -> None:
            super().__init__()
            self.inner = inner

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            features = self.inner({"input_ids": input_ids, "attention_mask": attention_mask})
            layers = features["all_layer_embeddings"]
            seen = attention_mask.unsqueeze(-1).float()
            middle = (layers[len(layers) // 2] * seen).sum(1) / seen.sum(1)
            both = (features["sentence_embedding"], middle)
            return torch.cat([torch.nn.functional.normalize(vector, dim=1) for vector in both], dim=1)

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
