"""Which exams a message names, in people's own words: shortened, in a row, counted by a noun, or nobody's of ours."""

from __future__ import annotations

import pytest
from conftest import Ask

from asking import declines, place, plain, starts_with, tells, tells_in_order


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("google prof ml engineer price", "USD 200"),
        ("azure apps&agents dev fee", "USD 165"),
        ("gcp prof agentic arch, valid how long?", "1 year"),
        ("nvidia gen ai llm prof cost", "USD 200"),
        ("nvidia ai infra & ops assoc fee", "USD 125"),
        ("aws ai biz strat: what level is it?", "foundational"),
        ("azure ai funda cost", "USD 99"),
        ("databricks ml prof duration", "120 minutes"),
        ("amazon gen ai dev prof passing score", "750"),
        ("certified k8s administrator cost", "USD 445"),
        ("kubernetes admin cost", "USD 445"),
        ("kubernets admn exm, pas mark wats that", "66%"),
    ],
)
def test_a_name_counts_with_its_words_shortened(ask: Ask, question: str, first: str) -> None:
    starts_with(ask(question), first)


def test_shortened_names_are_set_in_order(ask: Ask) -> None:
    answer = ask("azure apps&agents dev, google prof ml engineer, aws genai pro - sort them cheap to expensive")
    tells_in_order(answer, "AI-103", "Professional ML Engineer", "AIP-C01")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("im a dev, wich cert frst", "AIF-C01|AI Practitioner"),
        ("k8s admin, which AI exam should I take first?", "ML Engineer Associate"),
        ("genai dev here, first cert?", "AIF-C01|AI Practitioner"),
        ("sr ml eng salary", "USD 195,000"),
    ],
)
def test_a_shortened_job_stays_a_job(ask: Ask, question: str, first: str) -> None:
    starts_with(ask(question), first)


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("MLOps lead set: Google's ML professional, Kubernetes admin and Terraform. Add it up for me.", "USD 715.50"),
        (
            "Boss signs for the whole Databricks trio (both ML ones plus GenAI). What figure goes on the form?",
            "USD 600",
        ),
        ("trio from Databricks, what do I pay", "USD 600"),
        ("Microsoft's foursome - total fee?", "USD 594"),
        ("from NVIDIA the LLM one, multimodal and infrastructure: sum?", "USD 375"),
        ("AWS shop. Practitioner, then the new ML engineer exam, then NVIDIA's LLM associate. Total?", "USD 300"),
        ("Azure house. Fundamentals, then the apps and agents developer, then mlops. Sum?", "USD 429"),
        ("Google crew. GenAI leader first, then the ML engineer, plus Kubernetes admin. The total?", "USD 744"),
        ("We are on AWS. I'm an ML engineer. Total for PMLE and CKA?", "USD 645"),
    ],
)
def test_exams_in_a_row_are_added_up(ask: Ask, question: str, total: str) -> None:
    starts_with(ask(question), total)


@pytest.mark.parametrize("question", ["what is the sum for all 3 of the Microsoft ones", "the NVIDIA pair, together?"])
def test_a_number_that_does_not_fit_is_no_sum(ask: Ask, question: str) -> None:
    assert place(plain(ask(question)), "Together that is") < 0


@pytest.mark.parametrize(
    "question",
    [
        "Does IBM's quantum developer certificate run out?",
        "How long is Oracle's data science professional valid?",
        "price of Salesforce's AI associate?",
        "does the quantum developer certificate from IBM expire?",
        "is the Alibaba ML engineer pro exam online?",
    ],
)
def test_a_foreign_title_is_not_ours(ask: Ask, question: str) -> None:
    declines(ask(question))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("my company uses Oracle, which AWS exam should a developer take?", "AIF-C01|AI Practitioner"),
        ("Oracle shop here. How much is AIF-C01?", "USD 100"),
        ("our firm sells Salesforce; cheapest AWS exam?", "AIB-C01"),
    ],
)
def test_a_foreign_employer_or_tool_is_no_exam(ask: Ask, question: str, first: str) -> None:
    tells(ask(question), first)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Kubernetes plus Terraform exam, what is the sum?", "USD 515.50"),
        ("how long is the kubernetes one", "120 minutes"),
        ("What does the C02 cost?", "USD 75"),
        ("till which day could version 003 of Terraform Associate be taken?", "7 January 2026"),
    ],
)
def test_exams_by_short_names_and_versions(ask: Ask, question: str, wanted: str) -> None:
    tells(ask(question), wanted)


def test_a_code_that_ends_like_one_of_ours_is_none_of_ours(ask: Ask) -> None:
    declines(ask("What does ABX-C02 cost?"))
