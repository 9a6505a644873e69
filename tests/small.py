"""A corpus of a few lines and an encoder that can be computed by eye, for everything about the index."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from zlib import crc32

import numpy as np

from bot.catalog import FILES
from bot.lexical import tokenize
from bot.probe import check_collection
from bot.settings import Settings
from bot.store import Reader

GUIDE = """\
# Which exam, and when

The guide in a nutshell.

## Start here

Take the tourist exam first.

## Pay

| Job | Pay |
|---|---|
| Guide | 10 |
| Pilot | 20 |
"""


class WordEncoder:
    """A text's vector counts its words by hash; a word piece is a word."""

    name, dimension, max_tokens = "words", 64, 256
    vocabulary: frozenset[str] = frozenset()

    def __init__(self, revision: str = "r1" * 16) -> None:
        self.revision = revision
        self.read: list[str] = []

    def count_tokens(self, text: str) -> int:
        return len(text.split()) + 2

    def encode(self, texts: list[str]) -> np.ndarray:
        return self.encode_wide(texts)

    def encode_wide(self, texts: list[str]) -> np.ndarray:
        self.read += texts
        counts = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in [*tokenize(text), "·"]:
                counts[row, crc32(word.encode()) % self.dimension] += 1
        return counts / np.linalg.norm(counts, axis=1, keepdims=True)


def small_settings(folder: Path, **given: object) -> Settings:
    """Settings for an index in `folder` over a corpus of one page, an empty catalog and two asks."""
    corpus = folder / "corpus"
    for part in ("catalog", "language"):
        (corpus / part).mkdir(parents=True, exist_ok=True)
    (corpus / "guide.md").write_text(GUIDE, encoding="utf-8")
    for name, lists in FILES.items():
        (corpus / "catalog" / name).write_text("".join(f"{key}: []\n" for key in lists), encoding="utf-8")
    language = {
        "questions.yaml": "asks:\n- {id: first, about: start, examples: [where to start, what is first]}\n"
        "- {id: pay, about: money, examples: ['pay of {role}']}\n",
        "asked.yaml": "{}\n",
        "granted.yaml": "{}\n",
        "wording.yaml": "hello: Hello.\n",
        "words.yaml": "masks: {role: this job}\n",
        "elsewhere.yaml": "elsewhere: []\n",
    }
    for name, text in language.items():
        (corpus / "language" / name).write_text(text, encoding="utf-8")
    return Settings(index=folder / "index", corpus=corpus, **given)  # type: ignore[arg-type]


def check_here(folder: Path, name: str, ids: list[str], vectors: np.ndarray) -> None:
    """bot.probe.probe in this process: a child for each small index would take minutes; test_store has the real one."""
    reader = Reader(name, folder=folder)
    check_collection(reader.collection(), ids, vectors)
    reader.close()


@contextmanager
def chroma_server(folder: Path) -> Iterator[str]:
    """The Rust server that the chroma command runs, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [Path(sys.executable).with_name("chroma"), "run", "--path", folder, "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        ends = monotonic() + 20
        while monotonic() < ends:
            with socket.socket() as trying:
                if trying.connect_ex(("127.0.0.1", port)) == 0:
                    break
            threading.Event().wait(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait(10)
