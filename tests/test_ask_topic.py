"""Which exam covers a subject, and whether one exam covers it."""

from __future__ import annotations

import pytest
from conftest import Ask

from asking import ML_ASSOCIATE, ML_PROFESSIONAL, PMLE, tells


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Which certification covers RAG?", ("MLA-C02", "AI-103")),
        ("Where would I learn about vector databases for an exam?", ("MLA-C02",)),
        ("Any exam with prompt engineering in it?", ("NCA-GENL",)),
        ("Which AWS exam covers Bedrock?", ("AIF-C01", "MLA-C02")),
        ("Which certs deal with Kubernetes?", ("CKA",)),
        ("Which certification teaches MLflow?", (ML_ASSOCIATE, ML_PROFESSIONAL)),
        ("I want to learn about AI agents. Which exams?", ("AI-103", "MLA-C02", "AI-500")),
        ("Is there an exam on Unity Catalog?", (ML_ASSOCIATE,)),
        ("Which certificate has multimodal models in it?", ("NCA-GENM",)),
        ("exam about gpu infrastructure", ("NCA-AIIO",)),
        ("Has Databricks an exam on RAG?", ("No open certification", "nearest", "GenAI Engineer")),
        ("Is there an NVIDIA exam that covers Python?", ("No open certification", "NCA-GENL", "NCA-AIIO")),
        ("Which AWS exam has drift in it?", ("No open certification", "nearest", "MLA-C02")),
    ],
)
def test_exams_by_subject(ask: Ask, question: str, wanted: tuple[str, ...]) -> None:
    tells(ask(question), *wanted)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Does AIF-C01 cover responsible AI?", "Responsible AI"),
        ("Does PMLE include BigQuery ML?", "BigQuery ML"),
        ("Is RAG part of MLA-C02?", "RAG"),
    ],
)
def test_an_exam_that_covers_a_subject(ask: Ask, question: str, wanted: str) -> None:
    assert tells(ask(question), wanted).startswith("Yes")


@pytest.mark.parametrize(
    "question", ["Is fine-tuning part of NCA-GENL?", "Does NCA-GENL teach LoRA?", "Does AI-901 cover Kubernetes?"]
)
def test_an_exam_that_does_not(ask: Ask, question: str) -> None:
    assert not tells(ask(question), "not").startswith("Yes")


def test_the_exam_for_fine_tuning_is_named(ask: Ask) -> None:
    tells(ask("Is fine-tuning part of NCA-GENL?"), "NCP-GENL")


def test_an_exam_that_is_not_open_yet_is_not_called_closed(ask: Ask) -> None:
    tells(ask("Any exam with prompt engineering in it?"), lacks=["NCP-GENL, which can no longer be booked"])


def test_a_subject_of_the_pmle(ask: Ask) -> None:
    tells(ask("Which exam has Vertex AI?"), PMLE)


def test_an_exam_that_does_not_cover_a_subject_but_stands_on_the_path_to_it(ask: Ask) -> None:
    tells(ask("Is the CKA a must for MLOps?"), "do not include MLOps", "DevOps engineer")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("pictures plus text plus audio in one model - nvidia has sth for this, no? name pls", "NCA-GENM"),
        ("I care about governance of AI; do any AWS papers contain a proper share of it?", "AIF-C01"),
    ],
)
def test_a_subject_told_before_the_question(ask: Ask, question: str, wanted: str) -> None:
    tells(ask(question), wanted)
