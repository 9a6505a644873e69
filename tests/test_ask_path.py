"""The whole sequence for a background, what comes next, what it costs and how long it takes."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import Ask

from asking import ML_ASSOCIATE, ML_PROFESSIONAL, PMLE, cites, starts_with, tells, tells_in_order

SPRING = date(2026, 5, 1)

OPS = [
    "Walk me through every exam a DevOps engineer takes, in order.",
    "Roadmap for a system administrator who wants to do MLOps",
    "Which exams in which order for an SRE who wants to move into MLOps?",
]
ANALYST = [
    "Full route for a data analyst going to ML, please",
    "What's the complete sequence of certifications for a BI analyst?",
]
RESEARCHER = [
    "Which certifications, one after the other, for an ML researcher heading to production?",
    "Plan for a PhD in machine learning going to industry, all exams in order",
]
DEVELOPER = [
    "Draw up the certification plan of a web developer.",
    "Which exams should a software engineer take, from the first to the last?",
]


@pytest.mark.parametrize("question", OPS)
def test_operations(ask: Ask, question: str) -> None:
    answer = ask(question)
    tells_in_order(answer, "1.", "MLA-C02", "USD 75", ML_ASSOCIATE, "USD 200", "CKA", "USD 445", "USD 720")
    cites(answer, "guide.md")


@pytest.mark.parametrize("question", OPS)
def test_operations_before_the_switch(ask: Ask, question: str) -> None:
    answer = ask(question, today=SPRING)
    tells_in_order(answer, "1.", "MLA-C01", "USD 150", "2.", ML_ASSOCIATE, "3.", "CKA", "USD 795")
    tells(answer, lacks=["MLA-C02"])


@pytest.mark.parametrize("question", ANALYST)
def test_analyst_whose_third_step_is_optional(ask: Ask, question: str) -> None:
    text = tells_in_order(ask(question), "1.", ML_ASSOCIATE, "2.", PMLE, "3.", "optional", "MLA-C02", "USD 400")
    assert ML_PROFESSIONAL.split("|")[0] in text  # the other way to take the second step


@pytest.mark.parametrize("question", RESEARCHER)
def test_researcher(ask: Ask, question: str) -> None:
    tells_in_order(ask(question), "1.", ML_PROFESSIONAL, "2.", PMLE, "3.", "MLA-C02", "AI-103", "USD 475")


@pytest.mark.parametrize("question", DEVELOPER)
def test_developer(ask: Ask, question: str) -> None:
    tells_in_order(ask(question), "1.", "AIF-C01", "2.", "AI-103", "3.", "NCA-GENL", "USD 390")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What does the whole data analyst path cost?", "USD 400"),
        ("Add up the fees for the DevOps route.", "USD 720"),
        ("How much money does a software developer need for all the exams on the path?", "USD 390"),
    ],
)
def test_what_a_path_costs(ask: Ask, question: str, wanted: str) -> None:
    starts_with(ask(question), wanted)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What comes after the Databricks ML Associate for a data analyst?", PMLE),
        ("What should a developer take once AIF-C01 is done?", "AI-103"),
        ("Which exam follows MLA-C02 on the DevOps path?", ML_ASSOCIATE),
    ],
)
def test_what_comes_next(ask: Ask, question: str, wanted: str) -> None:
    starts_with(ask(question), wanted)


def test_a_step_is_counted_where_it_is_asked_for(ask: Ask) -> None:
    told = "machine learning researcher joining an azure company. i know databricks pro first, then google."
    tells(ask(f"{told} what is the third exam then"), "AI-103")


def test_what_comes_next_for_a_holder(ask: Ask) -> None:
    starts_with(ask("I'm a sysadmin and have passed MLA-C01. What now?"), ML_ASSOCIATE)


@pytest.mark.parametrize(
    "question", ["How many hours of study is the path of a DevOps engineer?", "How long does the SRE route take?"]
)
def test_how_long_a_path_takes(ask: Ask, question: str) -> None:
    tells(ask(question), "48–64 hours", "MLA-C02", ML_ASSOCIATE, "CKA", "4–8 weeks")


def test_the_path_with_prices_lists_the_steps(ask: Ask) -> None:
    tells(ask("Every exam for a backend developer one by one, and what each costs"), "USD 100", "USD 165", "USD 125")


def test_a_whole_run_is_the_path(ask: Ask) -> None:
    tells_in_order(ask("devops bloke after the full MLOps run, first exam to last"), "MLA-C02", ML_ASSOCIATE, "CKA")


def test_the_optional_step_and_what_it_is_for(ask: Ask) -> None:
    question = "analyst moving into ml, is there some optional extra at the tail end of the route and what's it for?"
    starts_with(ask(question), "MLA-C02")
    tells(ask(question), "second cloud")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("I have 3 months and 10 hours a week, kubernetes guy", ("130 hours", "48–64 hours")),
        ("my lad does kubernetes, the boss pays 400, what gets him near ML", ("MLA-C02", ML_ASSOCIATE)),
        ("150 euros, frontend dev, what's doable", ("AIF-C01", "USD 100")),
    ],
)
def test_what_fits_into_the_time_or_money_of_a_person(ask: Ask, question: str, wanted: tuple[str, ...]) -> None:
    tells(ask(question), *wanted)


def test_from_nothing_to_a_job_what_it_comes_to(ask: Ask) -> None:
    question = "what will I spend overall if I go from nothing to ML engineer on AWS"
    tells(ask(question), "USD 375", lacks=["AIB-C01", "AIP-C01"])


def test_whoever_holds_an_exam_off_their_path_begins_it(ask: Ask) -> None:
    starts_with(ask("I've got AIF-C01 and work in data analysis. Next?"), ML_ASSOCIATE)


def test_the_recommendation_for_anybody_says_what_has_closed_of_it(ask: Ask) -> None:
    text = tells(ask("What does the guide recommend overall, in one order?"), "AIF-C01")
    for closed, new in (("AI-900", "AI-901"), ("AI-102", "AI-103"), ("MLA-C01", "MLA-C02")):
        assert closed not in text or new in text


def test_from_the_first_exam_to_the_last(ask: Ask) -> None:
    answer = ask("devops bloke after the full MLOps run, first exam to last")
    tells_in_order(answer, "1.", "MLA-C02", "2.", ML_ASSOCIATE, "3.", "CKA")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        (
            "analyst moving into ml, is there some optional extra at the tail end of the route and what's it for?",
            "MLA-C02",
        ),
        ("Which step of a data analyst's path is optional?", "second cloud"),
        ("Is any step of the DevOps engineer's path optional?", "No step is optional"),
    ],
)
def test_optional_steps(ask: Ask, question: str, wanted: str) -> None:
    starts_with(ask(question), wanted)


def test_what_a_job_on_a_cloud_costs_from_nothing(ask: Ask) -> None:
    answer = ask("what will I spend overall if I go from nothing to ML engineer on AWS")
    starts_with(answer, "USD 375")
    tells(answer, "AIF-C01", "MLA-C02", ML_ASSOCIATE, lacks=["AIB-C01", "AIP-C01"])


def test_a_path_told_with_its_optional_steps(ask: Ask) -> None:
    answer = ask("I make dashboards in Tableau. Every step to ML, please, the optional ones included.")
    tells(answer, ML_ASSOCIATE, PMLE)
