"""Writes a generation's vectors and checks that Chroma gives them back: ids, embeddings, neighbours."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.errors import IndexError_
from bot.records import Passage
from bot.store import BATCH, Reader, chroma_errors, close, collection_name, open_folder, open_server, write_vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.store import Collection

    Vectors = NDArray[np.float32]

PROBES = 64
PROBE_SECONDS = 300
ROOT = Path(__file__).resolve().parent.parent


def write_and_check(
    folder: Path, url: str | None, passages: Sequence[Passage], vectors: Vectors, tell: Callable[[str, int, int], None]
) -> None:
    """Write the passages with their (n, dim) vectors into `folder`/chroma or to the server, then read all back.

    Raises IndexError_ where Chroma fails or does not give back what was written.
    """
    name, ids = collection_name(folder.name), [passage.id for passage in passages]
    where = f"the Chroma server at {url}" if url else str(folder)
    with chroma_errors(f"Chroma cannot write to {where}", "the index that was there still answers; `python ingest.py`"):
        client = open_server(url, seconds=60) if url else open_folder(folder / "chroma")
        try:
            write_vectors(client, name, passages, vectors, tell)
            if url:
                check_collection(client.get_collection(name, embedding_function=None), ids, vectors)
        finally:
            close(client)
        tell("checking", 0, 1)
        if not url:
            probe(folder / "chroma", name, ids, vectors)
        tell("checking", 1, 1)


def check_collection(collection: Collection, ids: list[str], vectors: Vectors) -> None:
    """Raise IndexError_ unless the collection holds `ids` with their (n, dim) `vectors` and finds them again."""
    stored: dict[str, Any] = {}
    for start in range(0, len(ids) + 1, BATCH):
        got = collection.get(include=["embeddings"], limit=BATCH, offset=start)
        stored.update(zip(got["ids"], got["embeddings"] if got["embeddings"] is not None else (), strict=True))
    if set(stored) != set(ids):
        raise IndexError_(f"Chroma holds {len(stored)} passages where {len(ids)} were written.")
    if ids and not np.allclose(np.array([stored[name] for name in ids]), vectors, atol=1e-4):
        raise IndexError_("Chroma holds other embeddings than were written.")
    sample = sorted({round(step) for step in np.linspace(0, len(ids) - 1, PROBES)}) if ids else []
    lost = sum(not _finds(collection, vectors[row]) for row in sample)
    if lost > 0.05 * len(sample):
        raise IndexError_(f"Chroma does not find {lost} of {len(sample)} passages again.")


def _finds(collection: Collection, vector: Vectors) -> bool:
    """Whether the nearest neighbour of a stored vector is that vector: passages alike share one."""
    found = collection.query(query_embeddings=vector.tolist(), n_results=1, include=["distances"])
    return bool(found["distances"] and found["distances"][0] and abs(found["distances"][0][0]) < 1e-3)


def probe(folder: Path, name: str, ids: list[str], vectors: Vectors) -> None:
    """Check a written folder in a child process, since a damaged one can kill the process that opens it."""
    with tempfile.TemporaryDirectory(prefix="certpath-probe-") as aside:
        np.save(Path(aside) / "vectors.npy", vectors, allow_pickle=False)
        (Path(aside) / "ids.json").write_text(json.dumps(ids), encoding="utf-8")
        child = subprocess.run(  # noqa: S603
            [sys.executable, "-c", "from bot.probe import _probe_main; _probe_main()", folder, name, aside],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in (str(ROOT), *sys.path) if path)},
            capture_output=True,
            text=True,
            check=False,
            timeout=PROBE_SECONDS,
        )
    if child.returncode:
        said = child.stderr.strip().splitlines()[-1:] or [f"it ended with code {child.returncode}"]
        raise IndexError_(f"The Chroma folder {folder} did not pass its check: {said[0]}")


def _probe_main() -> None:
    folder, name, aside = sys.argv[1:]
    ids = json.loads((Path(aside) / "ids.json").read_text(encoding="utf-8"))
    reader = Reader(name, folder=Path(folder))
    try:
        check_collection(reader.collection(), ids, np.load(Path(aside) / "vectors.npy", allow_pickle=False))
    except IndexError_ as error:
        sys.exit(str(error))
    finally:
        reader.close()


def drop_collections(url: str | None, gone: Sequence[str]) -> None:
    """Delete the collections of generations that are gone from a server; what fails waits for the next time."""
    if not url or not gone:
        return
    with contextlib.suppress(Exception), contextlib.ExitStack() as stack:
        client = open_server(url, seconds=60)
        stack.callback(close, client)
        held = {collection.name for collection in client.list_collections()}
        for name in held & {collection_name(generation) for generation in gone}:
            client.delete_collection(name)
