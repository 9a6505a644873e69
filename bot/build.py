"""Builds a generation of the index aside, checks it and switches to it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import numpy as np

from bot import generation as generations
from bot import nearness
from bot.chunk import CHUNKER
from bot.embed import Encoder, LazyEncoder, open_embedder
from bot.errors import IndexError_
from bot.gather import Content, Sources, gather, language_json
from bot.generation import Generation
from bot.lexical import write_lexical
from bot.settings import Settings
from bot.weights import ModelFolder, export_name, find_model

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

Progress = Callable[[str, int, int], None]
BATCH = 256  # texts embedded between two steps of the progress bar


@dataclass(frozen=True)
class Report:
    """What an ingest did, in passages; `embedded` is how many texts the model had to read.

    `failed` pairs each file that could not be read with its reason; `rebuilt_because` says why the
    index that was there could not stay.
    """

    added: int
    kept: int
    changed: int
    removed: int
    embedded: int
    seconds: float
    generation: str
    failed: tuple[tuple[str, str], ...] = ()
    rebuilt_because: str | None = None


@dataclass
class Before:
    """The generation there was, why it cannot stay, and what of it can be used again."""

    generation: Generation | None = None
    because: str | None = None
    rows: dict[str, str] = field(default_factory=dict)
    vectors: dict[str, Vectors] = field(default_factory=dict)


def build(
    settings: Settings,
    paths: Sequence[Path] = (),
    *,
    forget: Sequence[Path] = (),
    progress: Progress | None = None,
    encoder: Encoder | None = None,
) -> Report:
    """Bring the index up to date with the corpus, `paths` and the paths given before.

    1. Read and split every source. 2. Stop where nothing changed. 3. Embed what is new. 4. Write a
    generation aside and check it in a child process. 5. Switch to it; until then the old one answers.
    Raises IndexBusy, IndexError_, ModelError and CatalogError. `encoder` stands in for the model.
    """
    began, tell = monotonic(), progress or (lambda stage, done, total: None)
    with generations.locked(settings.index), _disk_errors(settings.index):
        model = None if encoder else find_model(settings.embedding)
        encoder = encoder or LazyEncoder(model, partial(_open_export, model, settings.index))  # type: ignore[arg-type]
        before = look_back(settings, encoder)
        sources = Sources.of(before.generation.manifest if before.generation else {}).updated(paths, forget)
        content = gather(
            settings, sources, encoder.count_tokens, encoder.max_tokens, lambda n, of: tell("reading", n, of)
        )
        manifest = _manifest(settings, encoder, content)
        if model:
            _export(model, settings.index)
        embedded = 0
        made = before.generation
        if made is None or before.because or made.manifest["print"] != manifest["print"]:
            vectors, embedded = _embed(content.texts, before.vectors, encoder, tell)
            made = _write(settings, content, vectors, manifest, before, tell)
            generations.switch(settings.index, made)
            _prune(settings, made, before.generation)
    counts = _compare(before.rows, {row[0]: json.dumps(row) for row in content.rows})
    seconds = round(monotonic() - began, 2)
    return Report(*counts, embedded, seconds, made.name, content.failed, before.because)


def identity(settings: Settings) -> dict[str, Any]:
    """What an index must have been made with to be opened, besides its embedding model."""
    store = "server" if settings.chroma_url else "folder"
    return {"format": generations.FORMAT, "chunker": CHUNKER, "chromadb": version("chromadb"), "store": store}


def _manifest(settings: Settings, encoder: Encoder, content: Content) -> dict[str, Any]:
    """The manifest but for the files' hashes; `print` changes whenever the index would."""
    model = {
        "setting": settings.embedding,
        "name": encoder.name,
        "revision": encoder.revision,
        "dimension": encoder.dimension,
        "folder": export_name(encoder.name, encoder.revision),
    }
    fitted = json.dumps([nearness.RIDGE, nearness.AXES, nearness.AGAINST, encoder.revision, content.examples])
    fit = hashlib.sha256(fitted.encode()).hexdigest()
    made = {**identity(settings), "model": model, "fit": fit, "sources": content.sources.as_rows()}
    parts = (json.dumps([made, content.rows]), content.catalog.model_dump_json(), language_json(content.language))
    return {**made, "passages": len(content.rows), "print": hashlib.sha256("\n".join(parts).encode()).hexdigest()}


def look_back(settings: Settings, encoder: Encoder) -> Before:
    """The generation in use, checked; else the newest that can be read. With the vectors that are still good."""
    damage = None
    try:
        found = generations.current(settings.index)
        found.verify()
    except IndexError_ as error:
        newest = generations.newest(settings.index)
        damage = str(error).partition(": `")[0] if newest or generations.read_pointer(settings.index) else None
        if newest is None:
            return Before(because=damage)
        found = newest
    return Before(found, _other_make(found.manifest, settings, encoder) or damage, *_read_back(found, encoder))


def _other_make(manifest: dict[str, Any], settings: Settings, encoder: Encoder) -> str | None:
    model = manifest.get("model", {})
    if model.get("revision") != encoder.revision:
        was, now = f"{model.get('name')} ({str(model.get('revision'))[:8]})", f"{encoder.name} ({encoder.revision[:8]})"
        return f"The embedding model was {was} and is {now}"
    differing = ((what, manifest.get(what), now) for what, now in identity(settings).items())
    return next((f"{what} was {was} and is {now}" for what, was, now in differing if was != now), None)


def _read_back(found: Generation, encoder: Encoder) -> tuple[dict[str, str], dict[str, Vectors]]:
    """(JSON row by id, vector by hash of its text), each empty where it cannot be used, which only costs time."""
    rows: dict[str, str] = {}
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, IndexError):
        rows = {row[0]: json.dumps(row) for row in json.loads((found.folder / "passages.json").read_bytes())}
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        cached, files = ("hashes.json", "vectors.npy"), found.manifest["files"]
        same = found.manifest["format"] == generations.FORMAT
        whole = same and all(generations.file_digest(found.folder / name) == files[name] for name in cached)
        if whole and found.manifest["model"]["revision"] == encoder.revision:
            hashes = json.loads((found.folder / cached[0]).read_bytes())
            return rows, dict(zip(hashes, np.load(found.folder / cached[1], allow_pickle=False), strict=True))
    return rows, {}


def _export(model: ModelFolder, root: Path) -> Path:
    from bot.export import prepare

    return prepare(model, root / "models")


def _open_export(model: ModelFolder, root: Path) -> Encoder:
    return open_embedder(_export(model, root))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _embed(texts: list[str], known: dict[str, Vectors], encoder: Encoder, tell: Progress) -> tuple[Vectors, int]:
    """((n, width) vectors of `texts`, how many of them were not known)."""
    known = dict(known)
    missing = sorted({text for text in texts if _hash(text) not in known}, key=lambda text: (len(text), text))
    for start in range(0, len(missing), BATCH):
        part = missing[start : start + BATCH]
        known.update(zip(map(_hash, part), encoder.encode_wide(part), strict=True))
        tell("embedding", start + len(part), len(missing))
    rows = [known[_hash(text)] for text in texts]
    return np.array(rows, dtype=np.float32).reshape(len(texts), -1 if texts else encoder.dimension), len(missing)


def _write(
    settings: Settings, content: Content, vectors: Vectors, manifest: dict[str, Any], before: Before, tell: Progress
) -> Generation:
    """A new generation, written and checked; nothing stays of it where that fails."""
    from bot.probe import write_and_check

    folder = generations.new_folder(settings.index)
    try:
        whole = None if before.because else before.generation
        _write_files(folder, content, vectors, manifest["fit"], whole)
        dimension = manifest["model"]["dimension"]
        embedded = vectors[: len(content.passages), :dimension]
        write_and_check(folder, settings.chroma_url, content.passages, embedded, tell)
        return generations.seal(folder, manifest)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _write_files(folder: Path, content: Content, vectors: Vectors, fit: str, before: Generation | None) -> None:
    """Everything but Chroma; the fit over the examples is copied where it would come out the same."""
    named = {
        "passages.json": json.dumps(content.rows, ensure_ascii=False),
        "catalog.json": content.catalog.model_dump_json(),
        "language.json": language_json(content.language),
        "examples.json": json.dumps([ask for ask, _ in content.examples]),
        "hashes.json": json.dumps([_hash(text) for text in content.texts]),
    }
    for name, text in named.items():
        (folder / name).write_text(text, encoding="utf-8")
    np.save(folder / "vectors.npy", vectors, allow_pickle=False)
    fitted = folder / "nearness.npz"
    if before and before.manifest.get("fit") == fit:
        shutil.copyfile(before.folder / fitted.name, fitted)
    else:
        asks, texts = [ask for ask, _ in content.examples], [text for _, text in content.examples]
        nearness.fit(vectors[len(content.passages) :], asks, texts).save(fitted)
    write_lexical(folder / "bm25", [passage.embedded for passage in content.passages])


def _prune(settings: Settings, made: Generation, before: Generation | None) -> None:
    """Keep the generation before, which a reader may be opening; older ones go."""
    from bot.probe import drop_collections

    kept = [made, before] if before else [made]
    gone = generations.prune(
        settings.index, {g.name for g in kept}, {g.manifest.get("model", {}).get("folder") for g in kept}
    )
    drop_collections(settings.chroma_url, gone)


def _compare(before: dict[str, str], after: dict[str, str]) -> tuple[int, int, int, int]:
    """(added, kept, changed, removed)."""
    both = before.keys() & after.keys()
    kept = sum(before[name] == after[name] for name in both)
    return len(after) - len(both), kept, len(both) - kept, len(before) - len(both)


@contextlib.contextmanager
def _disk_errors(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        free = shutil.disk_usage(root).free // 1024**2 if root.exists() else 0
        raise IndexError_(
            f"The index in {root} cannot be written ({error.strerror or error}); it needs about 250 MB and {free} MB "
            "are free. The index that was there still answers."
        ) from None
