"""Chroma: writes a generation's vectors through langchain-chroma, opens them for reading, checks them.

Opening a Chroma folder rewrites files in it, even only to read, and two owners damage it. So a
generation is closed once written and never opened again: each reader opens a copy of its own.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np
from langchain_core.embeddings import Embeddings

from bot.errors import IndexError_
from bot.records import Passage

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection as Collection
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

BATCH = 1_000  # Chroma refuses more than 5,461 rows at once
SERVER_SECONDS = 4.0
COPIES = "certpath-reader-"


class Given(Embeddings):
    """Hands langchain-chroma the vectors that ingest has already, by text."""

    def __init__(self, vectors: dict[str, list[float]]) -> None:
        self._vectors = vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vector of each text; KeyError for a text nobody embedded."""
        return [self._vectors[text] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """The vector of `text`."""
        return self._vectors[text]


def write_vectors(
    client: ClientAPI, name: str, passages: Sequence[Passage], vectors: Vectors, tell: Callable[[str, int, int], None]
) -> None:
    """Put the passages with their (n, dim) vectors into a new collection called `name`, in cosine space."""
    from langchain_chroma import Chroma

    client.create_collection(
        name, embedding_function=None, configuration={"hnsw": {"space": "cosine", "ef_search": 200}}
    )
    for start in range(0, len(passages), BATCH):
        part = passages[start : start + BATCH]
        texts = [passage.embedded for passage in part]
        given = Given(dict(zip(texts, vectors[start : start + BATCH].tolist(), strict=True)))
        chroma = Chroma(name, given, client=client, create_collection_if_not_exists=False)
        chroma.add_texts(texts, [_metadata(passage) for passage in part], ids=[passage.id for passage in part])
        tell("writing", start + len(part), len(passages))


def _metadata(passage: Passage) -> dict[str, str]:
    as_of = passage.as_of.isoformat() if passage.as_of else ""
    fields = {"title": passage.title, "section": passage.section, "source": passage.source, "as_of": as_of}
    return {"kind": passage.kind, **{name: value for name, value in fields.items() if value}}


def collection_name(generation: str) -> str:
    """The collection of a generation, on a server as in a folder."""
    return f"certpath-{generation}"


@contextlib.contextmanager
def chroma_errors(what: str, mend: str = "`python ingest.py`") -> Iterator[None]:
    """Anything Chroma raises becomes one line that names what failed and what mends it."""
    try:
        yield
    except IndexError_:
        raise
    except Exception as error:  # Chroma's errors share no root, and httpx raises its own
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise IndexError_(f"{what}: {reason}; {mend} mends it.") from None


def open_folder(folder: Path) -> ClientAPI:
    """A client that owns `folder`; close it."""
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


def open_server(url: str, seconds: float = SERVER_SECONDS) -> ClientAPI:
    """A client of the Chroma server at `url` that waits `seconds` a call; IndexError_ within 5 s where none answers."""
    import httpx

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise IndexError_(f"BOT_CHROMA_URL is {url!r}; write it as http://HOST:PORT.")
    port = parts.port or (443 if parts.scheme == "https" else 8000)
    try:
        address = f"{parts.scheme}://{parts.hostname}:{port}/api/v2/heartbeat"
        httpx.get(address, timeout=SERVER_SECONDS).raise_for_status()
    except httpx.HTTPError as error:
        reason = str(error) or type(error).__name__
        raise IndexError_(
            f"The Chroma server at {url} does not answer ({reason}); start it or unset BOT_CHROMA_URL."
        ) from None
    with chroma_errors(f"The Chroma server at {url} does not answer as it should", "restarting it"):
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        client = chromadb.HttpClient(parts.hostname, port, parts.scheme == "https", settings=settings)
        client._server._session.timeout = seconds  # type: ignore[attr-defined]  # Chroma sets none, so a stall would last
        return client


def close(client: ClientAPI) -> None:
    """Let go of a folder, or of a server's connections, which Chroma itself leaves open."""
    servers = [getattr(part, "_server", None) for part in (client, getattr(client, "_admin_client", None))]
    client.close()  # type: ignore[attr-defined]
    for session in (getattr(server, "_session", None) for server in servers):
        if session is not None:
            session.close()


class Reader:
    """A collection opened for questions: a private copy of a generation's folder, or a server's."""

    def __init__(self, name: str, *, folder: Path | None = None, url: str | None = None) -> None:
        self._name, self._url = name, url
        self._copy = copy_aside(folder) if folder else None
        self._clients: list[ClientAPI] = []
        self._collection: Collection | None = None
        self._lock = threading.Lock()
        self._release = weakref.finalize(self, _release, self._clients, self._copy)

    def nearest(self, vector: Vectors, k: int, documents: bool | None = None) -> list[tuple[str, float]]:
        """The `k` nearest (id, cosine similarity) to a (dim,) vector, best first; IndexError_ where Chroma fails.

        `documents` restricts them to a person's own documents, or to all other passages.
        """
        collection = self.collection()
        with chroma_errors(self._failing(), self._mend()):
            where: Any = None if documents is None else {"kind": {"$eq" if documents else "$ne": "document"}}
            found = collection.query(query_embeddings=vector.tolist(), n_results=k, where=where, include=["distances"])
        distances = (found["distances"] or [[]])[0]
        return [(name, 1.0 - float(distance)) for name, distance in zip(found["ids"][0], distances, strict=True)]

    def collection(self) -> Collection:
        """The collection, connected to when first asked for; IndexError_ where that fails."""
        with self._lock:
            if self._collection is None:
                if not self._clients:
                    self._clients.append(self._connect())
                with chroma_errors(self._failing(), self._mend()):
                    self._collection = self._clients[0].get_collection(self._name, embedding_function=None)
            return self._collection

    def close(self) -> None:
        """Let go of the collection and delete the copy; it happens anyway when the object goes."""
        self._collection = None
        self._release()

    def _connect(self) -> ClientAPI:
        if self._url:
            return open_server(self._url)
        with chroma_errors(self._failing(), self._mend()):
            return open_folder(self._copy or Path())

    def _failing(self) -> str:
        return f"The Chroma server at {self._url} cannot answer" if self._url else "The index cannot be read"

    def _mend(self) -> str:
        return f"`BOT_CHROMA_URL={self._url} python ingest.py`" if self._url else "`python ingest.py`"


def _release(clients: list[ClientAPI], copy: Path | None) -> None:
    for client in clients:
        with contextlib.suppress(Exception):  # nothing is left to do for a client that cannot be closed
            close(client)
    if copy is not None:
        shutil.rmtree(copy, ignore_errors=True)


def copy_aside(folder: Path) -> Path:
    """A copy of `folder` in the temporary folder, which its reader deletes."""
    sweep()
    aside = Path(tempfile.mkdtemp(prefix=f"{COPIES}{os.getpid()}-"))
    try:
        shutil.copytree(folder, aside, dirs_exist_ok=True, copy_function=shutil.copyfile)
    except OSError as error:
        raise IndexError_(f"The index cannot be copied to {aside}: {error.strerror or error}.") from None
    return aside


def sweep() -> None:
    """Delete the copies of processes that were killed."""
    for left in Path(tempfile.gettempdir()).glob(f"{COPIES}*"):
        owner = left.name.removeprefix(COPIES).split("-")[0]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists() and Path("/proc/self").exists():
            shutil.rmtree(left, ignore_errors=True)
