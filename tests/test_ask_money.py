"""Sums, differences and comparisons."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import Ask

from asking import ML_PROFESSIONAL, PMLE, cites, starts_with, tells

SPRING = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("What do CKA and Terraform Associate cost together?", "USD 515.50"),
        ("AIF-C01 plus NCA-GENL: what's the total?", "USD 225"),
        ("Price of PMLE, CKA and Terraform combined?", "USD 715.50"),
        ("Sum of the fees for AI-901 and AI-103?", "USD 264"),
        ("How much for 5 people to take AIF-C01?", "USD 500"),
        ("We send 12 colleagues to AI-901, what does that come to?", "USD 1,188"),
        ("3 tickets NCA-AIIO + 1 ticket CKA = ?", "USD 820"),
        ("What would a dozen Generative AI Leader exams cost our company?", "USD 1,188"),
        ("Seven of us would take AIF-C01. What do we pay?", "USD 700"),
        ("five of us CKA, two of us PMLE: what's the bill?", "USD 2,625"),
        ("Everything in beta: what does it cost in total?", "USD 125"),
        ("Databricks has the two ML exams and the generative AI one. Cost of the three together?", "USD 600"),
    ],
)
def test_sums(ask: Ask, question: str, total: str) -> None:
    answer = ask(question)
    starts_with(answer, total)
    assert any(citation.kind == "fact" and total in citation.quote for citation in answer.citations)


def test_a_sum_takes_the_fee_of_the_day(ask: Ask) -> None:
    question = "What do MLA-C01 and CKA cost together?"
    starts_with(ask(question, today=SPRING), "USD 595")
    tells(ask(question), "MLA-C02", "USD 520")


@pytest.mark.parametrize(
    ("question", "gap"),
    [
        ("How much cheaper is AIF-C01 than AIP-C01?", "USD 200"),
        ("What's the price gap between PMLE and CKA?", "USD 245"),
        ("How much more do I pay for CKA than for Terraform Associate?", "USD 374.50"),
    ],
)
def test_differences(ask: Ask, question: str, gap: str) -> None:
    starts_with(ask(question), gap)


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("If I have 600 dollars and take PMLE and CKA, what is left?", "USD 45"),
        ("I have 500 USD; after AIF-C01 and PMLE how much remains?", "USD 200"),
    ],
)
def test_what_a_budget_leaves(ask: Ask, question: str, left: str) -> None:
    starts_with(ask(question), left)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Compare PMLE and Databricks ML Professional", (PMLE, ML_PROFESSIONAL, "USD 200", "120 minutes", "2 years")),
        ("AIF-C01 or AI-901, which is better for me?", ("USD 100", "USD 99", "90 minutes", "45 minutes", "Python")),
        ("NCA-GENL vs NCP-GENL?", ("USD 125", "USD 200", "60 minutes", "120 minutes", "associate", "professional")),
        ("difference between AI-103 and AI-300", ("USD 165", "agents", "AI-300")),
        (
            "Compare AIP-C01, AI-103 and Databricks GenAI Engineer Associate",
            ("USD 300", "USD 165", "USD 200", "180 minutes", "90 minutes"),
        ),
        ("how hard is the kubernetes thing compared to PMLE", ("CKA", "USD 245")),
        ("How does MLA-C02 compare with the PMLE?", ("USD 75", "USD 200", "beta")),
    ],
)
def test_comparisons(ask: Ask, question: str, wanted: tuple[str, ...]) -> None:
    answer = ask(question)
    tells(answer, *wanted)
    assert "|---|" in answer.answer
    assert any(citation.kind == "fact" for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("I'm a backend dev, is AI-103 harder than AIP-C01", "AIP-C01"),
        ("is AWS's own LLM badge harder than NVIDIA's", "AIP-C01"),
        ("NVIDIA's two LLM exams, associate and professional: price of each?", "USD 125"),
    ],
)
def test_exams_are_set_side_by_side_by_what_is_known(ask: Ask, question: str, wanted: str) -> None:
    starts_with(ask(question), wanted)


def test_what_is_not_bookable_yet_is_said_beside_its_fee(ask: Ask) -> None:
    tells(ask("NVIDIA's two LLM exams, associate and professional: price of each?"), "USD 200", "cannot be booked yet")


def test_years_in_a_job_are_no_validity(ask: Ask) -> None:
    tells(ask("can I skip the basics and jump to PMLE, I code 10 years"), "no prerequisite", lacks=["is valid"])


def test_a_comparison_with_a_closed_exam_says_that_it_closed(ask: Ask) -> None:
    tells(ask("Compare AI-102 with AI-103"), "30 June 2026", "AI-103", "USD 165")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Which is cheaper, CKA or AIP-C01?", "AIP-C01"),
        ("Which of PMLE and AIF-C01 costs more?", PMLE),
    ],
)
def test_the_cheaper_or_dearer_of_two(ask: Ask, question: str, wanted: str) -> None:
    starts_with(ask(question), wanted)


def test_a_computed_sum_cites_its_terms(ask: Ask) -> None:
    answer = ask("What do CKA and Terraform Associate cost together?")
    cites(answer, "certifications.yaml")
    tells(answer, "USD 445", "USD 70.50")


def test_how_many_an_amount_buys(ask: Ask) -> None:
    tells(ask("Budget USD 1,050, how many seats of PMLE?"), "buys 5", "USD 50 left")


def test_the_minutes_of_several_exams(ask: Ask) -> None:
    starts_with(ask("How long are both exams together, AIF-C01 and PMLE?"), "210 minutes")


def test_so_many_of_the_exam_spoken_of(ask: Ask) -> None:
    starts_with(ask("And if three of us go?", "What does CKA cost?"), "USD 1,335")


def test_a_path_without_one_of_its_steps(ask: Ask) -> None:
    said = "I'm a data analyst moving into ML, whole path please"
    tells(ask("skip the second, what's left to pay?", said), "USD 200", lacks=["USD 400"])


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How does validity differ between PMLE and AIF-C01?", ("2 years", "3 years", "1 year longer")),
        ("Do PMLE and Databricks ML Professional have the same validity?", ("same", "2 years")),
        ("AIP-C01 vs AI-103, what level is each?", ("professional", "associate")),
        ("AWS's entry exam or Google's entry exam: which is cheaper?", ("AIF-C01", "Leader", "USD 1")),
    ],
)
def test_any_field_is_compared(ask: Ask, question: str, wanted: tuple[str, ...]) -> None:
    tells(ask(question), *wanted)
