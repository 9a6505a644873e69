"""The plain LangChain chain to compare retrieval with: what a first tutorial builds over the same corpus.

RecursiveCharacterTextSplitter(1000, 200), HuggingFaceEmbeddings on the packaged weights, Chroma in
memory, the four nearest; over the guide and, one text a record, the catalog.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from bot.index import Index
from bot.records import Passage
from bot.settings import Settings
from bot.weights import find_model
from eval.score import Output

TOP = 4
DEPTH = 10  # retrieved for the curve of recall by k; the evidence is the first TOP
COVERED = 0.5  # share of a passage's text that a chunk must hold to stand for it


class PlainChain:
    """Retrieval only: no understanding, no facts, no answers."""

    name = "plain"

    def __init__(self, index: Index, settings: Settings) -> None:
        os.environ["HF_HUB_OFFLINE"] = "1"
        from langchain_chroma import Chroma
        from langchain_huggingface import HuggingFaceEmbeddings
        from langchain_text_splitters import RecursiveCharacterTextSplitter
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]

        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
        guide = (settings.corpus_path / "guide.md").read_text(encoding="utf-8")
        chunks = splitter.create_documents([guide, *_records(index.passages.values())])
        embeddings = HuggingFaceEmbeddings(
            model_name=str(find_model(settings.embedding).path), model_kwargs={"device": "cpu"}
        )
        self._store = Chroma.from_documents(chunks, embeddings, collection_name="plain")
        self._covers = {chunk.page_content: covers(chunk.page_content, index.passages) for chunk in chunks}

    def run(self, turns: Sequence[str], today: date) -> Output:
        """The chunks nearest to the last turn, each with the passages that it covers."""
        began = time.perf_counter()
        found = self._store.similarity_search(turns[-1], k=DEPTH)
        seconds = time.perf_counter() - began
        texts = [document.page_content for document in found]
        evidence = tuple(Passage(f"chunk/{n}", text, "", "", "", "document") for n, text in enumerate(texts[:TOP]))
        return Output(None, evidence, tuple(self._covers[text] for text in texts), seconds)


def _records(passages: Iterable[Passage]) -> list[str]:
    """One text a record or user's file: its title, then its passages one after the other under their headings."""
    records = [passage for passage in passages if passage.kind in ("record", "document")]
    by_record = groupby(records, key=lambda passage: passage.source)
    texts = []
    for _, group in by_record:
        parts = list(group)
        texts.append("\n\n".join([f"# {parts[0].title}", *(f"## {p.section}\n{p.text}" for p in parts)]))
    return texts


def covers(chunk: str, passages: Mapping[str, Passage]) -> frozenset[str]:
    """The passages of which a chunk holds at least half of the text, counted in characters of whole sentences."""
    plain = " ".join(chunk.split())
    return frozenset(name for name, passage in passages.items() if _share(passage.text, plain) >= COVERED)


def _share(text: str, chunk: str) -> float:
    pieces = [piece for line in text.splitlines() for piece in line.split(". ") if piece.strip()]
    lengths = [(len(piece), " ".join(piece.split()).rstrip(".") in chunk) for piece in pieces]
    whole = sum(length for length, _ in lengths)
    return sum(length for length, there in lengths if there) / whole if whole else 0.0
