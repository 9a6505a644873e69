"""Longer conversations: what was counted, booked, dreamt of or asked of one exam carries over to the next question."""

from __future__ import annotations

import pytest
from conftest import Ask

from asking import starts_with, tells

CARRIED = [
    (("I manage four developers on Azure.", "Each of them takes AI-901 and then AI-103. Our bill?"), "1,056"),
    (("8 colleagues want Google's Generative AI Leader", "invoice before tax?"), "792"),
    (("Do AI agents come up in AIF-C01?", "Same question, but AI-901."), "agents"),
    (("NCA-AIIO price", "CKA price", "price of Terraform Associate", "the smallest of the three?"), "USD 70.50"),
    (("NCA-GENL, what is it", "so how is NCP-GENL different in price?"), "USD 125"),
    (("I have three months for the PMLE. Doable?", "correction, three weeks. Still doable?"), "8 weeks"),
    (("I've booked NCA-AIIO for Friday", "how many will they throw at me in that hour"), "50"),
    (("What's the fee for CKA?", "and if I bomb, do I pay that a second time?"), "One free retake is included"),
    (("being a senior ML engineer at a famous firm is my dream", "Which one is the pick?"), "PMLE|Professional ML"),
    (
        ("When was MLS-C01's last day?", "And MLA-C01, in English?", "Which of the pair closed earlier?"),
        "31 March 2026",
    ),
    (("which exam covers vector databases?", "which test examines precisely those skills?"), "vector databases"),
    (("price of AIP-C01", "and nvidias llm associate"), "USD 125"),
    (
        ("looking into Terraform certification", "the objectives for 003 are on my desk"),
        "7 January 2026|8 January 2026",
    ),
    (("I live in London.", "machine learning jobs over here, what do they pay?"), "90,000"),
    (("AI-901 passing score", "same for AI-103", "and the length of that one?"), "120 minutes"),
    (("I earned AI-102 last winter.", "does it convert into the new agents certification?"), "does not convert"),
]


@pytest.mark.parametrize(("turns", "wanted"), CARRIED, ids=lambda value: value[-1] if isinstance(value, tuple) else "")
def test_what_was_said_carries_over(ask: Ask, turns: tuple[str, ...], wanted: str) -> None:
    tells(ask(turns[-1], *turns[:-1]), wanted)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("ai one oh two, can i still book it question mark", "30 June 2026"),
        ("what is the price of a i f c zero one", "USD 100"),
        ("how long is the c k a exam", "120 minutes"),
    ],
)
def test_dictated_codes_are_read(ask: Ask, question: str, wanted: str) -> None:
    tells(ask(question), wanted)


@pytest.mark.parametrize(
    ("question", "wanted", "lacks"),
    [
        ("which exams cost over 200 dollars?", ("AIP-C01", "CKA"), ("Databricks",)),
        ("which exams cost at least 200 dollars?", ("AIP-C01", "CKA", "Databricks ML Associate"), ()),
        ("which are valid for more than 2 years?", ("AIF-C01",), ("CKA",)),
    ],
)
def test_a_strict_bound_leaves_out_its_own_value(
    ask: Ask, question: str, wanted: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    tells(ask(question), *wanted, lacks=lacks)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("4 people do CKA but one already has it, total?", "USD 1,335"),
        ("PMLE and CKA with a retake each, sum?", "USD 845"),
        ("total cost incl retake for AI-103", "USD 330"),
        ("3 nurses and 2 doctors. The nurses take AIF-C01, the doctors PMLE. Total?", "USD 700"),
    ],
)
def test_who_sits_it_and_how_often_is_counted(ask: Ask, question: str, wanted: str) -> None:
    tells(ask(question), wanted)


def test_a_field_of_a_closed_exam_is_told_of_what_follows_it(ask: Ask) -> None:
    tells(ask("How long is AI-102?"), "AI-103", "120 minutes")


def test_what_is_dearer_but_not_bookable_yet_is_named(ask: Ask) -> None:
    answer = ask("Which NVIDIA certification is the dearest?")
    starts_with(answer, "The dearest of NVIDIA are")
    tells(answer, "NCP-GENL (USD 200", "Not bookable yet")


def test_two_foreign_exams_to_choose_from_are_none_of_ours(ask: Ask) -> None:
    answer = ask("CompTIA Security+ or CySA+, which should come first for a SOC analyst?")
    assert "Databricks" not in answer.answer


@pytest.mark.parametrize("question", ["are there any free ones", "free aws certs?", "is any exam free of charge?"])
def test_none_is_free(ask: Ask, question: str) -> None:
    answer = ask(question)
    starts_with(answer, "None of the")
    tells(answer, "is free")


def test_what_ended_is_followed_by_what_to_book(ask: Ask) -> None:
    tells(ask("ok so what should i book now", "I passed AI-900 in 2022. is it still valid?"), "AI-901")


def test_why_leaves_the_exam_asked_about_in_focus(ask: Ask) -> None:
    told = ("I'm a data analyst", "what should I take first", "why that")
    starts_with(ask("what does it cost", *told), "Databricks ML Associate")
    starts_with(ask("and the next one?", *told, "what does it cost"), "Professional ML Engineer")


def test_a_step_left_out_of_a_path_is_known_from_then_on(ask: Ask) -> None:
    told = ("I'm a devops engineer, what's the order", "skip the first, I have it")
    starts_with(ask("so total?", *told), "USD 645")


def test_a_vendor_told_after_a_comparison_picks_its_exam(ask: Ask) -> None:
    starts_with(ask("I'm on GCP", "should I take AIF-C01 or GenAI Leader"), "Generative AI Leader")


def test_fields_asked_one_after_the_other_are_compared(ask: Ask) -> None:
    starts_with(ask("which lasts longer", "how long is PMLE valid", "and cka"), "the same")
    told = ("How much is Databricks ML Associate", "How much is NVIDIA's NCA-AIIO")
    starts_with(ask("how much cheaper is the second one than the first", *told), "USD 75")


def test_a_country_told_before_counts_for_a_fee(ask: Ask) -> None:
    starts_with(ask("what does AI-901 cost", "I live in Taiwan"), "USD 50 in Taiwan")


@pytest.mark.parametrize(
    ("question", "told", "wanted"),
    [
        ("since when", ("is AI-900 dead",), "30 June 2026"),
        ("and without betas", ("what's the cheapest exam",), "Terraform Associate"),
        ("and 300", ("when was AI-103 launched",), "AI-300"),
        ("times three", ("sum of AIF-C01 and AIP-C01",), "USD 1,200"),
        ("and the cost", ("I do SQL all day", "what's the plan"), "USD 400"),
        ("PMLE possible?", ("I have 6 months and 5 hours a week",), "are enough"),
        ("is the first one longer?", ("Compare AIF-C01 with GenAI Leader",), "the same"),
        ("no the GenAI one, i typed wrong", ("how long is the Databricks ML associate",), "90 minutes"),
        (
            "Right. And what would he pay for the AWS practitioner exam?",
            ("Which domain is heaviest in NCA-GENL?",),
            "100",
        ),
    ],
)
def test_what_was_said_before_is_gone_on_with(ask: Ask, question: str, told: tuple[str, ...], wanted: str) -> None:
    starts_with(ask(question, *told), wanted)


def test_a_certification_that_ran_out_is_renewed_or_followed(ask: Ask) -> None:
    tells(ask("my certification expired last week: AI-102"), "no longer possible", "AI-103")


def test_a_share_of_somebodys_work_is_no_share_of_an_exam(ask: Ask) -> None:
    tells(ask("Cleaning and preparing data is 80% of my job, is there any exam where that weighs a lot?"), "USD")
