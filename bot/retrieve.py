"""Query -> ranked passages: dense and BM25 search fused, the records linked by name always in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from bot.evidence import linked
from bot.index import Index
from bot.nearness import Vectors
from bot.records import Passage, Query

RRF = 60  # the constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)
POOL = 24  # passages taken from each ranking before they are fused


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its cosine similarity to the question, 0 where only BM25 found it."""

    passage: Passage
    similarity: float


class PassageRetriever(BaseRetriever):
    """Hybrid retrieval over one index, usable wherever LangChain takes a retriever."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Index
    encode: Callable[[list[str]], Vectors]
    k: int = 8

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [as_document(hit.passage) for hit in self.search(query, self.k)]

    def search(self, text: str, k: int, documents: bool | None = None) -> list[Hit]:
        """The `k` best passages for a text, fused by reciprocal rank, each once.

        `documents` restricts them to those of a person's own documents, or to all others.
        """
        vector = self.encode([text])[0]
        dense = self.index.dense(vector, POOL, documents)
        similarity = dict(dense)
        fused: dict[str, float] = {}
        for ranking in (dense, self.index.lexical(text, POOL, documents)):
            for place, (name, _) in enumerate(ranking, start=1):
                fused[name] = fused.get(name, 0.0) + 1 / (RRF + place)
        best = sorted(fused, key=lambda name: -fused[name])[:k]
        return [Hit(self.index.passages[name], similarity.get(name, 0.0)) for name in best]

    def retrieve(self, query: Query, k: int) -> list[Hit]:
        """The passages of linked records on what is asked, then the best of the search, each once."""
        found = self.search(query.standalone, k + POOL // 2)
        passages = self.index.passages
        named = [Hit(passages[name], 1.0) for name in linked(query, query.asks[:2]) if name in passages]
        hits: dict[str, Hit] = {}
        for hit in [*named, *found]:
            hits.setdefault(hit.passage.id, hit)
        return list(hits.values())[:k]


def as_document(passage: Passage) -> Document:
    """A passage as LangChain's Document, its fields as metadata."""
    metadata = {name: getattr(passage, name) for name in ("title", "section", "source", "kind", "url", "as_of")}
    return Document(page_content=passage.text, metadata=metadata, id=passage.id)
