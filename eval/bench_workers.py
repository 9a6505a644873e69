"""The processes that the benchmark times: each answers JSON lines with JSON lines, then says its peak memory.

    python -m eval.bench_workers NAME FOLDER

Every worker imports what it needs itself, so that none pays for another; FOLDER is the plain chain's store.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

WARM_UP = ["Which exam first?", "What does it cost?", "Is it still open?"]


def serve_certpath(_: Path) -> Callable[[Any], Any]:
    """Whole answers, by the built-in writer."""
    from bot import build_bot

    bot = build_bot()
    return lambda questions: _timed(lambda question: bot.invoke({"question": question, "history": []}), questions)


def serve_plain(store: Path) -> Callable[[Any], Any]:
    """The plain chain's retrieval."""
    retriever = _open_plain(store).as_retriever(search_kwargs={"k": 4})
    return lambda questions: _timed(retriever.invoke, questions)


def embed_certpath(_: Path) -> Callable[[Any], Any]:
    """Seconds that the embedding of ingest takes for texts, its model loaded."""
    from bot.chain import build_bot

    return _embedding(build_bot().index.embedder.encode)


def embed_plain(store: Path) -> Callable[[Any], Any]:
    """Seconds that the plain chain's embedding takes for texts, its model loaded."""
    return _embedding(_open_plain(store).embeddings.embed_documents)


def ingest_plain(store: Path) -> Callable[[Any], Any]:
    """Split, embed and store texts; the pieces."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    def ingest(texts: list[str]) -> list[str]:
        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
        pieces = splitter.create_documents(texts)
        _open_plain(store).add_documents(pieces)
        return [piece.page_content for piece in pieces]

    return ingest


def read_corpus(_: Path) -> Callable[[Any], Any]:
    """The model's folder, then the guide and every catalog record as one text each."""
    from bot.catalog import load_catalog
    from bot.describe import describe_catalog
    from bot.language import load_language
    from bot.settings import load_settings
    from bot.weights import find_model

    corpus = load_settings().corpus_path
    records: dict[str, list[str]] = {}
    for passage in describe_catalog(load_catalog(corpus / "catalog"), load_language(corpus / "language")):
        records.setdefault(passage.source, [passage.title]).append(passage.text)
    texts = [(corpus / "guide.md").read_text(encoding="utf-8"), *map("\n".join, records.values())]
    return lambda _: [str(find_model("all-MiniLM-L6-v2").path), *texts]


WORKERS = {
    worker.__name__: worker
    for worker in (serve_certpath, serve_plain, embed_certpath, embed_plain, ingest_plain, read_corpus)
}


def _open_plain(store: Path) -> Any:
    from langchain_chroma import Chroma
    from langchain_huggingface import HuggingFaceEmbeddings

    embeddings = HuggingFaceEmbeddings(model_name=os.environ["BENCH_MODEL"])
    return Chroma(persist_directory=str(store), embedding_function=embeddings)


def _timed(answer: Callable[[str], object], questions: Sequence[str]) -> list[float]:
    return [_seconds(answer, question) for question in questions]


def _seconds(work: Callable[[Any], object], given: object) -> float:
    started = perf_counter()
    work(given)
    return perf_counter() - started


def _embedding(encode: Callable[[list[str]], object]) -> Callable[[list[str]], float]:
    encode(WARM_UP)
    return lambda texts: _seconds(encode, texts)


def peak_megabytes() -> float:
    """The most memory this process ever held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)


def work(name: str, folder: Path) -> None:
    """Be the worker `name` until standard input ends."""
    handle = WORKERS[name](folder)
    for line in sys.stdin:
        print(json.dumps(handle(json.loads(line))), flush=True)
    print(json.dumps(peak_megabytes()), flush=True)


if __name__ == "__main__":
    work(sys.argv[1], Path(sys.argv[2]))
