"""What jobs pay: the guide's table, differences in it, and what other sources say."""

from __future__ import annotations

import pytest
from conftest import Ask

from asking import PMLE, cites, declines, starts_with, tells


@pytest.mark.parametrize(
    ("question", "pay"),
    [
        ("What does a senior ML engineer earn?", "USD 195,000"),
        ("Salary of an MLOps lead?", "USD 215,000+"),
        ("What does a junior AI engineer make?", "USD 110,000"),
        ("How well is a GenAI engineer paid?", "USD 185,000"),
        ("mid level ml engineer pay", "USD 155,000"),
    ],
)
def test_pay_by_role(ask: Ask, question: str, pay: str) -> None:
    answer = ask(question)
    starts_with(answer, pay)
    tells(answer, "no source", "US")
    cites(answer, "guide.md")


@pytest.mark.parametrize("question", ["Which of these jobs pays best?", "Where is the most money in ML jobs?"])
def test_the_best_paid_role(ask: Ask, question: str) -> None:
    starts_with(ask(question), "USD 215,000+")


@pytest.mark.parametrize(
    ("question", "gap"),
    [
        ("How much more does a senior ML engineer earn than a mid-level one?", "USD 40,000"),
        ("What's the pay gap between a GenAI engineer and a junior?", "USD 75,000"),
        ("Difference in salary between an MLOps lead and a senior ML engineer?", "USD 20,000"),
    ],
)
def test_pay_differences(ask: Ask, question: str, gap: str) -> None:
    starts_with(ask(question), gap)


@pytest.mark.parametrize(
    ("question", "gap"),
    [
        ("what pays more, MLOps or data science", "USD 215,000+ against USD 112,590"),
        ("do ml engineers earn more than data scientists?", "USD 155,000 against USD 112,590"),
        ("do genai people make more than plain ml people", "USD 30,000"),
        ("is 120k ok for first ML job", "USD 10,000 above"),
        ("is USD 150,000 low for an MLOps lead", "USD 65,000 below"),
        ("they offer me 240k as mlops lead, good?", "within"),
    ],
)
def test_two_jobs_or_an_offer_are_weighed_by_their_pay(ask: Ask, question: str, gap: str) -> None:
    starts_with(ask(question), gap)


def test_what_a_job_takes_is_not_what_it_pays(ask: Ask) -> None:
    tells(ask("what do I need to become ML platform lead"), "Terraform", "CKA", lacks=["USD 215"])


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What salary goes with PMLE?", ("USD 195,000", "USD 215,000+")),
        ("What do people with NCA-GENL earn?", ("USD 185,000",)),
        ("How much do CKA holders make?", ("USD 215,000+",)),
    ],
)
def test_pay_by_certification(ask: Ask, question: str, wanted: tuple[str, ...]) -> None:
    tells(ask(question), *wanted, "no source|no public source")


def test_pay_in_the_uk_comes_from_public_figures(ask: Ask) -> None:
    tells(ask("What do ML jobs pay in England?"), "GBP 80,000", lacks=["USD"])


def test_official_figures_for_the_us(ask: Ask) -> None:
    tells(ask("Salary for data scientists in the US according to official statistics?"), "USD 112,590", "2024")


@pytest.mark.parametrize(
    "question",
    [
        "How much does an ML engineer earn in Germany?",
        "What do ML engineers make in Brazil?",
        "AI salary in Japan?",
        "What would I be paid as a senior ML engineer in India?",
    ],
)
def test_pay_elsewhere_is_declined(ask: Ask, question: str) -> None:
    assert "USD" not in declines(ask(question))


def test_pay_in_a_country_without_a_name_is_declined(ask: Ask) -> None:
    declines(ask("What do ML engineers earn abroad?"))


def test_what_people_in_a_job_hold(ask: Ask) -> None:
    tells(ask("Which certificates do senior ML engineers typically hold?"), PMLE, "Databricks ML Professional")


def test_the_worst_paid_role(ask: Ask) -> None:
    starts_with(ask("Which job in AI earns the least?"), "USD 110,000")


def test_no_exam_by_itself_raises_pay(ask: Ask) -> None:
    tells(ask("Is there any proof that one certificate bumps my paycheck?"), "no source", "no proof")


def test_an_entry_level_job_told_in_words(ask: Ask) -> None:
    starts_with(ask("Straight out of uni, first AI engineering position - the typical pay?"), "USD 110,000")


def test_fields_of_work_stand_for_their_jobs(ask: Ask) -> None:
    answer = ask("what pays more, MLOps or data science")
    starts_with(answer, "USD 215,000+")
    tells(answer, "USD 112,590", "different sources")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("how much does a data engineer make?", "no pay figure for a data engineer"),
        ("what do software developers earn", "USD 133,080"),
    ],
)
def test_jobs_beyond_the_guide(ask: Ask, question: str, wanted: str) -> None:
    starts_with(ask(question), wanted)


def test_a_degree_is_no_question_of_pay(ask: Ask) -> None:
    answer = ask("which of these are worth it if i already have a masters in ML")
    tells(answer, "Databricks", lacks=["pays most"])
