"""BM25 over the passages: scored by bm25s at ingest, read back with numpy when answering.

Importing bm25s takes a quarter of a second, summing the columns of its matrix takes none of it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

FILES = ("data.csc.index.npy", "indices.csc.index.npy", "indptr.csc.index.npy", "vocab.index.json")
WORD = re.compile(r"[^\W_]+(?:[-‐‑–][^\W_]+)*")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
STOP_WORDS = frozenset(
    WORD.findall(
        "a an and are as at be by can do does for from has have how i if in is it its me much my of on or so that "
        "the their them there these they this to was what when where which who will with would you your"
    )
)


def tokenize(text: str) -> list[str]:
    """The words of `text` as BM25 knows them: lower-case, singular, a code whole and in parts.

    "MLA-C01" and "MLAC01" share the token mlac01; "$195,000" gives 195000.
    """
    text = THOUSANDS.sub("", unicodedata.normalize("NFKC", text).lower())
    return [token for word in WORD.findall(text) for token in _tokens(word)]


def _tokens(word: str) -> Iterable[str]:
    parts = re.split(r"[-‐‑–]", word)
    whole = "".join(parts)
    candidates = [whole, *parts] if len(parts) > 1 else parts
    return (_singular(part) for part in candidates if part not in STOP_WORDS)


def _singular(word: str) -> str:
    """Harman's S stemmer: certifications -> certification, studies -> study, pass stays."""
    if len(word) > 4 and word.endswith("ies") and word[-4] not in "ae":
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("es") and word[-3] not in "aeo":
        return word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "us" else word


def write_lexical(folder: Path, texts: Iterable[str]) -> None:
    """Save the BM25 scores of `texts`, in their order, under `folder`."""
    import bm25s

    model = bm25s.BM25(method="lucene")
    model.index([tokenize(text) or [""] for text in texts], show_progress=False)
    model.save(folder, show_progress=False)


class Lexical:
    """The saved scores; raises OSError, ValueError or KeyError where they cannot be read."""

    def __init__(self, folder: Path, ids: list[str]) -> None:
        data, indices, indptr = (np.load(folder / name, allow_pickle=False) for name in FILES[:3])
        self._data: NDArray[np.float32] = data
        self._indices: NDArray[np.int32] = indices
        self._indptr: NDArray[np.int32] = indptr
        self._vocabulary: dict[str, int] = json.loads((folder / FILES[3]).read_text(encoding="utf-8"))
        self._ids = ids

    def search(self, text: str, k: int, among: NDArray[np.bool_] | None = None) -> list[tuple[str, float]]:
        """The `k` best (id, score above zero), best first, ties by id order; `among` marks those that may be found."""
        scores = np.zeros(len(self._ids), dtype=np.float32)
        for token in tokenize(text):
            if (column := self._vocabulary.get(token)) is not None:
                span = slice(self._indptr[column], self._indptr[column + 1])
                scores[self._indices[span]] += self._data[span]
        if among is not None:
            scores *= among
        best = np.argsort(-scores, kind="stable")[:k]
        return [(self._ids[i], float(scores[i])) for i in best if scores[i] > 0]
