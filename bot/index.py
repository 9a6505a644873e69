"""The index as answering sees it: passages, vectors, BM25, catalog and language of one generation."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from pydantic import ValidationError

from bot import generation as generations
from bot.build import Report, build, identity
from bot.catalog import Catalog
from bot.embed import open_embedder
from bot.errors import IndexError_
from bot.gather import read_language, read_passage
from bot.generation import MEND, Generation
from bot.language import Language
from bot.lexical import Lexical
from bot.nearness import Nearness
from bot.records import Passage
from bot.settings import Settings
from bot.store import Reader, collection_name

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

__all__ = ["Index", "Report", "build", "open_index"]

log = logging.getLogger(__name__)
_opening = threading.Lock()
NOT_READ = ("vectors.npy",)  # only ingest reads it


class QueryEncoder(Protocol):
    """What an index needs of a model to answer."""

    revision: str

    @property
    def vocabulary(self) -> Collection[str]:
        """The whole words it knows."""

    @property
    def dimension(self) -> int:
        """Numbers of an embedding."""

    def encode(self, texts: list[str]) -> Vectors:
        """(n, dimension) float32, each row of length 1."""

    def encode_wide(self, texts: list[str]) -> Vectors:
        """(n, width) float32: the embedding in the first `dimension` columns, the middle layer in the others."""


class Index:
    """One generation, opened: everything but Chroma is in memory.

    `nearness` was fitted over the example questions of the asks in `example_asks`, row by row.
    """

    def __init__(self, settings: Settings, opened: Generation, pointer: str | None, embedder: QueryEncoder) -> None:
        self._settings, self._pointer = settings, pointer
        self._successor: Index | None = None
        self.manifest: dict[str, Any] = opened.manifest
        folder = opened.folder
        self.embedder = embedder
        rows = json.loads((folder / "passages.json").read_bytes())
        self.passages: dict[str, Passage] = {row[0]: read_passage(row) for row in rows}
        self.catalog = Catalog.model_validate_json((folder / "catalog.json").read_bytes())
        self.language: Language = read_language((folder / "language.json").read_bytes())
        self.example_asks: list[str] = json.loads((folder / "examples.json").read_bytes())
        self.nearness = Nearness.load(folder / "nearness.npz")
        self._lexical = Lexical(folder / "bm25", list(self.passages))
        url = settings.chroma_url
        self._reader = Reader(collection_name(opened.name), folder=None if url else folder / "chroma", url=url)

    def dense(self, vector: Vectors, k: int, documents: bool | None = None) -> list[tuple[str, float]]:
        """The `k` nearest (id, cosine similarity) to a (dim,) vector, best first; IndexError_ where Chroma fails.

        `documents` restricts them to those of a person's own documents, or to all others.
        """
        plain = np.asarray(vector, dtype=np.float32).reshape(-1)
        found = self._reader.nearest(plain, min(k, len(self.passages)), documents)
        return [(name, score) for name, score in found if name in self.passages]

    def lexical(self, text: str, k: int, documents: bool | None = None) -> list[tuple[str, float]]:
        """The `k` best (id, BM25 score) for the words of `text`, best first, none below or at zero."""
        return self._lexical.search(text, k, None if documents is None else self._places(documents))

    def _places(self, documents: bool) -> NDArray[np.bool_]:
        """Which passages are of a person's own documents, or are not."""
        return np.array([(passage.kind == "document") == documents for passage in self.passages.values()])

    def fresh(self) -> Index:
        """The index that CURRENT names now: this one, or the new one; this one if that cannot be opened."""
        pointer = generations.read_pointer(self._settings.index)
        if pointer in (None, self._pointer):
            return self
        with _opening:
            if self._successor is None or self._successor._pointer != pointer:
                try:
                    self._successor = open_index(self._settings, embedder=self._reusable())
                except IndexError_ as error:
                    log.warning("The new index cannot be opened, the old one answers: %s", error)
                    return self
            return self._successor

    def close(self) -> None:
        """Delete this reader's copy of the Chroma folder; it goes with the object anyway."""
        self._reader.close()

    def _reusable(self) -> QueryEncoder | None:
        try:
            model = generations.current(self._settings.index).manifest["model"]
        except IndexError_:
            return None
        return self.embedder if model["revision"] == self.embedder.revision else None


def open_index(settings: Settings, *, embedder: QueryEncoder | None = None) -> Index:
    """The index in use; IndexError_ with what mends it where it is missing, of another make or damaged.

    A generation that an ingest deletes while it is being opened is a reason to try the next.
    """
    for _ in range(3):
        pointer = generations.read_pointer(settings.index)
        try:
            return _open(settings, generations.current(settings.index), pointer, embedder)
        except IndexError_:
            if generations.read_pointer(settings.index) == pointer:
                raise
    raise IndexError_(f"The index in {settings.index} keeps changing: try again when the ingest has ended.")


def _open(settings: Settings, opened: Generation, pointer: str | None, embedder: QueryEncoder | None) -> Index:
    check_make(opened.manifest, settings)
    opened.verify(skip=NOT_READ)
    model = opened.manifest["model"]
    if embedder is None:
        embedder = open_embedder(settings.index / "models" / model["folder"])
    if embedder.revision != model["revision"]:
        raise IndexError_(
            f"The index was made with another revision of {model['name']} than is there now: {MEND} again."
        )
    try:
        index = Index(settings, opened, pointer, embedder)
    except (OSError, ValueError, KeyError, TypeError, IndexError, ValidationError) as error:
        raise IndexError_(
            f"The index in {opened.folder} cannot be read ({type(error).__name__}): {MEND} again."
        ) from None
    _check_embedder(index)
    return index


def check_make(manifest: dict[str, Any], settings: Settings) -> None:
    """Raise IndexError_ where the index was made by another model, chunker or Chroma than would be used now."""
    setting = manifest.get("model", {}).get("setting")
    if setting != settings.embedding:
        raise IndexError_(
            f"The index was made with the embedding model {setting}, but BOT_EMBEDDING asks for {settings.embedding}: "
            f"{MEND} again."
        )
    for what, now in identity(settings).items():
        if manifest.get(what) != now:
            raise IndexError_(f"The index was made with {what} {manifest.get(what)}, this is {now}: {MEND} again.")


def _check_embedder(index: Index) -> None:
    """One example question must get the vector it got at ingest, or the model's files are damaged."""
    example = next(index.language.examples(), None)
    if example is None:
        return
    vectors, fitted = index.embedder.encode_wide([example[1]]), index.nearness
    same = vectors.shape[1] == len(fitted.axes) - 1
    if not same or not float(fitted.project(vectors)[0] @ fitted.examples[0]) > 0.999:
        raise IndexError_(f"The embedding model does not give the vectors it gave at ingest: {MEND} again.")
