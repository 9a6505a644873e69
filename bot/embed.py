"""The embedding model, run as its ONNX export, at ingest as when answering.

`weights.find_model` names a local model, `export.prepare` exports it once into the index,
`open_embedder` runs the export. torch and sentence-transformers are imported to export a model, and
to run one that does not export.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from langchain_core.embeddings import Embeddings

from bot.errors import IndexError_, ModelError
from bot.weights import ModelFolder

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

    Vectors = NDArray[np.float32]

THREADS = 2  # one query of 25 word pieces: 7 ms with one thread, 4 ms with two
PIECES = 2_048  # word pieces of a batch, padding included: beyond it, more of them take longer each


class Encoder(Protocol):
    """What building an index needs of a model; tests pass one that can be computed by eye."""

    name: str
    revision: str
    dimension: int
    max_tokens: int

    def count_tokens(self, text: str) -> int:
        """Word pieces of `text`, special tokens included."""

    def encode_wide(self, texts: list[str]) -> Vectors:
        """(n, width) float32: the embedding in the first `dimension` columns, the middle layer in the others."""


class Embedder(Embeddings):
    """A model opened for use; `run` maps texts to an (n, width) float32 array, see `encode_wide`."""

    def __init__(self, model: ModelFolder, run: Callable[[list[str]], Vectors], tokenizer: Path) -> None:
        self.name, self.revision = model.name, model.revision
        self.dimension, self.max_tokens = model.dimension, model.max_tokens
        self._run, self._tokenizer = run, tokenizer

    def encode(self, texts: list[str]) -> Vectors:
        """(n, dimension) float32, each row of length 1; what exceeds `max_tokens` is not read."""
        return self.encode_wide(texts)[:, : self.dimension]

    def encode_wide(self, texts: list[str]) -> Vectors:
        """(n, width) float32: the embedding in the first `dimension` columns, then, where the model was exported,
        its middle layer, mean-pooled and of length 1 too. Middle layers keep more of how a thing is said (Tenney,
        Das and Pavlick, ACL 2019), which tells apart what is asked; last ones keep what it is about."""
        return self._run(texts) if texts else np.empty((0, self.dimension), dtype=np.float32)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's form of `encode`."""
        rows: list[list[float]] = self.encode(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """LangChain's form of `encode` for one text."""
        return self.embed_documents([text])[0]

    def count_tokens(self, text: str) -> int:
        """Word pieces of `text`, special tokens included, however long it is."""
        return len(self._counter.encode(text).ids)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The whole words the model's tokenizer knows, lower-case."""
        return frozenset(self._tokenizer.with_name("words.txt").read_text(encoding="utf-8").split())

    @cached_property
    def _counter(self) -> Tokenizer:
        return load_tokenizer(self._tokenizer, None)


class Remembered:
    """An encoder that embeds each text once, new ones in one batch.

    It forgets everything when it holds `most` texts, 3 kB each at a width of 768.
    """

    def __init__(self, encode_wide: Callable[[list[str]], Vectors], dimension: int, most: int = 4_000) -> None:
        self._encode, self._dimension, self._most = encode_wide, dimension, most
        self._known: dict[str, Vectors] = {}

    def encode(self, texts: list[str]) -> Vectors:
        """The (n, dimension) embeddings of `texts`, row by row."""
        return self.encode_wide(texts)[:, : self._dimension]

    def encode_wide(self, texts: list[str]) -> Vectors:
        """The (n, width) vectors of `texts`, row by row; see Embedder."""
        if len(self._known) + len(texts) > self._most:
            self._known = {}
        known = self._known
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            known.update(zip(missing, self._encode(missing), strict=True))
        return np.stack([known[text] for text in texts])


def load_tokenizer(path: Path, limit: int | None) -> Tokenizer:
    """The model's own tokenizer, cutting at `limit` word pieces or not at all."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    if limit:
        tokenizer.enable_truncation(limit)
    else:
        tokenizer.no_truncation()
    return tokenizer


def open_embedder(folder: Path) -> Embedder:
    """The model that `prepare` left in `folder`; raises IndexError_ where it cannot be opened."""
    try:
        meta: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        runtime = meta.pop("runtime")
        del meta["files"], meta["onnxruntime"]
        model = ModelFolder(**{**meta, "path": Path(meta["path"])})
        tokenizer = folder / "tokenizer.json"
        run = _onnx(folder, model.max_tokens) if runtime == "onnx" else sentence_transformer(model)
        return Embedder(model, run, tokenizer)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexError_(
            f"The embedding model in {folder} cannot be opened ({error!r}): `python ingest.py`."
        ) from None


def _onnx(folder: Path, limit: int) -> Callable[[list[str]], Vectors]:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = THREADS, 1
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # it would wait on a core of ours
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL  # the export did it
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(folder / "model.onnx", options, providers=["CPUExecutionProvider"])
    except Exception as error:  # its own exceptions share no root
        raise ValueError(" ".join(str(error).split())[:200]) from None
    tokenizer = load_tokenizer(folder / "tokenizer.json", limit)

    def run_batch(pieces: list[list[int]]) -> Vectors:
        ids = np.zeros((len(pieces), max(map(len, pieces))), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, piece in enumerate(pieces):
            ids[row, : len(piece)] = piece
            mask[row, : len(piece)] = 1
        vectors: Vectors = session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        return vectors

    def run(texts: list[str]) -> Vectors:
        pieces = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
        order = sorted(range(len(pieces)), key=lambda row: len(pieces[row]))
        vectors: list[Vectors] = [np.empty(0, dtype=np.float32)] * len(pieces)
        for batch in batches(order, [len(piece) for piece in pieces]):
            for row, vector in zip(batch, run_batch([pieces[row] for row in batch]), strict=True):
                vectors[row] = vector
        return np.stack(vectors)

    return run


def batches(order: Iterable[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows, which `order` gives from short to long, in batches of at most PIECES or of one."""
    batch: list[int] = []
    for row in order:
        if batch and (len(batch) + 1) * lengths[row] > PIECES:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


@lru_cache(maxsize=1)
def load_transformer(path: Path) -> SentenceTransformer:
    """The model in `path`, on the CPU; ModelError where it cannot be loaded."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(
            str(path),
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True, "attn_implementation": "eager"},
            config_kwargs={"output_hidden_states": True},
        )
    except Exception as error:  # anything may come out of a model's files
        reason = " ".join(str(error).split())[:200]
        raise ModelError(f"The embedding model in {path} cannot be loaded: {reason}.") from None


def sentence_transformer(model: ModelFolder) -> Callable[[list[str]], Vectors]:
    """The same model run by sentence-transformers: local files only, safetensors, no outside code."""
    transformer = load_transformer(model.path)

    def run(texts: list[str]) -> Vectors:
        vectors: Vectors = transformer.encode(
            list(texts), normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        return vectors.astype(np.float32, copy=False)

    return run


class LazyEncoder:
    """A model for building: counts at once, opened by `load` when first asked to encode.

    Without `load`, sentence-transformers runs it.
    """

    def __init__(self, model: ModelFolder, load: Callable[[], Encoder] | None = None) -> None:
        self.name, self.revision = model.name, model.revision
        self.dimension, self.max_tokens = model.dimension, model.max_tokens
        self._model, self._load = model, load
        self._tokenizer = load_tokenizer(model.path / "tokenizer.json", None)

    def count_tokens(self, text: str) -> int:
        """Word pieces of `text`, special tokens included."""
        return len(self._tokenizer.encode(text).ids)

    def encode_wide(self, texts: list[str]) -> Vectors:
        """(n, width) float32; see Embedder."""
        return self._run(texts)

    @cached_property
    def _run(self) -> Callable[[list[str]], Vectors]:
        return self._load().encode_wide if self._load else sentence_transformer(self._model)
