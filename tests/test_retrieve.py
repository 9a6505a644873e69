"""Dense and BM25 search fused; records linked by name always in; each passage once."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import numpy as np
import pytest
from conftest import TODAY
from langchain_core.retrievers import BaseRetriever

from bot.chain import Bot
from bot.records import Passage, Query
from bot.retrieve import PassageRetriever, as_document


@pytest.fixture(scope="module")
def retriever(bot: Bot) -> PassageRetriever:
    return bot.retriever


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("MLA-C02 domains and their weights", "cert/mla-c02/content"),
        ("ME1-C02", "cert/mla-c02/status"),
        ("Certiverse proctored delivery of NVIDIA exams", "cert/nca-genl/price"),
        ("waiting time after failing a Google exam for the third time", "vendor/google"),
        ("jobs asking for machine learning skills in London", "benchmark/"),
        ("a public project counts for more than a certificate", "guide/"),
    ],
)
def test_by_word_and_by_meaning(retriever: PassageRetriever, text: str, wanted: str) -> None:
    assert any(hit.passage.id.startswith(wanted) for hit in retriever.search(text, 8))


@pytest.mark.parametrize("k", [1, 3, 8])
def test_as_many_as_asked_for_each_once(retriever: PassageRetriever, k: int) -> None:
    names = [hit.passage.id for hit in retriever.search("Which exam covers Kubernetes?", k)]
    assert len(names) == len(set(names)) == k


def test_nothing_in_common_by_word_still_finds_by_meaning(retriever: PassageRetriever) -> None:
    hits = retriever.search("qwzx vbnm", 3)
    assert len(hits) == 3
    assert all(-1 <= hit.similarity <= 1.0001 for hit in hits)


def query(*asks: str, text: str = "completely unrelated words about pancakes", certs: tuple[str, ...] = ()) -> Query:
    return Query(text, text, TODAY, asks=asks, certs=certs)


@pytest.mark.parametrize(
    ("ask", "topic"),
    [("price", "price"), ("validity", "validity"), ("status", "status"), ("domains", "content"), ("learning", "pages")],
)
def test_the_record_named_is_in_on_what_is_asked(retriever: PassageRetriever, ask: str, topic: str) -> None:
    names = [hit.passage.id for hit in retriever.retrieve(query(ask, certs=("terraform-004", "pmle")), 6)]
    assert {f"cert/terraform-004/{topic}", f"cert/pmle/{topic}"} <= set(names)
    assert len(set(names)) == len(names) == 6


class Ranked:
    """An index in which the search finds passages a to f: by meaning in this order, by words only d and a."""

    embedder = type("Encoder", (), {"encode": staticmethod(lambda texts: np.zeros((len(texts), 2)))})
    passages: ClassVar = {name: Passage(name, name, "t", "s", "f", "record") for name in ("cert/x/price", *"abcdef")}

    def dense(self, vector: np.ndarray, k: int, documents: bool | None = None) -> list[tuple[str, float]]:
        return [(name, 0.9 - place / 10) for place, name in enumerate("abcdef")][:k]

    def lexical(self, text: str, k: int, documents: bool | None = None) -> list[tuple[str, float]]:
        return [("d", 7.0), ("a", 2.0)][:k]


def fused() -> PassageRetriever:
    ranked = Ranked()
    return PassageRetriever.model_construct(index=ranked, encode=ranked.embedder.encode, k=8)  # type: ignore[arg-type]


def test_what_both_searches_find_comes_before_what_one_finds() -> None:
    hits = fused().search("x", 6)
    assert [hit.passage.id for hit in hits] == ["a", "d", "b", "c", "e", "f"]
    assert [round(hit.similarity, 1) for hit in hits[:2]] == [0.9, 0.6]


def test_a_record_that_no_search_found_is_in_and_first() -> None:
    hits = fused().retrieve(query("price", certs=("x",)), 3)
    assert [hit.passage.id for hit in hits] == ["cert/x/price", "a", "d"]


def test_a_record_that_the_search_ranks_low_is_in_and_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        Ranked, "lexical", lambda self, text, k, documents: [("a", 1.0), ("b", 1.0), ("cert/x/price", 0.1)]
    )
    hits = fused().retrieve(query("price", certs=("x",)), 2)
    assert [hit.passage.id for hit in hits] == ["cert/x/price", "a"]


def test_it_is_a_langchain_retriever(retriever: PassageRetriever) -> None:
    assert isinstance(retriever, BaseRetriever)
    found = retriever.invoke("What does CKA cost?")
    assert len(found) == retriever.k
    top = found[0]
    assert top.page_content
    assert {"title", "section", "source", "kind", "url", "as_of"} <= set(top.metadata)


def test_a_passage_as_a_document() -> None:
    passage = Passage("id", "text", "title", "section", "source", "guide", as_of=date(2026, 6, 30))
    document = as_document(passage)
    assert (document.id, document.page_content) == ("id", "text")
    assert document.metadata["as_of"] == date(2026, 6, 30)
