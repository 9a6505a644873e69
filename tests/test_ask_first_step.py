"""Which exam first, on the day asked about."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import Ask

from asking import ML_ASSOCIATE, ML_PROFESSIONAL, PMLE, cites, place, starts_with, tells, tells_in_order

SPRING = date(2026, 5, 1)

OPS = [
    "I'm an SRE. Which certification do I sit first?",
    "sysadmin for ten years, want to move to MLOps, what do I take to begin with",
    "Which exam is the opening one for a platform engineer heading into MLOps?",
    "Coming from DevOps, which certificate would you start me on?",
]
DEVELOPER = [
    "I program in Java. What's my first AI certificate?",
    "Frontend dev here, I'd like to get into AI. Which exam comes first?",
    "What would you have a software engineer pass first?",
]
ANALYST = [
    "I build Tableau dashboards and want to switch to machine learning. First exam?",
    "As a BI analyst, what should I sit first?",
    "I work with spreadsheets and SQL; where do I begin with certifications?",
]
RESEARCHER = [
    "I'm finishing a PhD in deep learning and want an industry job: which cert should come first?",
    "What's the first exam for a postdoc going into industry?",
    "I do ML research. What should I certify in first to work in production?",
]


@pytest.mark.parametrize("question", OPS)
def test_for_operations_it_is_the_aws_exam_in_its_new_version(ask: Ask, question: str) -> None:
    answer = ask(question)
    starts_with(answer, "AWS ML Engineer Associate|Machine Learning Engineer")
    text = tells(answer, "MLA-C02", "beta", "USD 75", "28 September 2026", "CKA", "USD 445", ML_ASSOCIATE)
    assert place(text, ML_ASSOCIATE) < place(text, "CKA")
    cites(answer, "guide.md")
    cites(answer, "certifications.yaml#mla-c02")


@pytest.mark.parametrize("question", OPS)
def test_before_the_switch_it_was_the_old_version(ask: Ask, question: str) -> None:
    tells(ask(question, today=SPRING), "MLA-C01", "USD 150", "CKA", lacks=["MLA-C02", "USD 75"])


@pytest.mark.parametrize("question", DEVELOPER)
def test_for_a_developer_it_is_ai_literacy(ask: Ask, question: str) -> None:
    answer = ask(question)
    starts_with(answer, "AIF-C01")
    tells(answer, "USD 100", "AI-901", "AI-103", "NCA-GENL")
    cites(answer, "guide.md")


@pytest.mark.parametrize("question", DEVELOPER)
def test_for_a_developer_in_spring_the_old_azure_exams_were_open(ask: Ask, question: str) -> None:
    tells(ask(question, today=SPRING), "AIF-C01", "AI-900", lacks=["AI-103"])


@pytest.mark.parametrize(
    "question",
    [
        "I'm a developer and we're an Azure shop. What do I start with?",
        "As a programmer in a Microsoft house, which certification is my first?",
    ],
)
def test_a_developer_on_azure_starts_with_the_azure_exam(ask: Ask, question: str) -> None:
    answer = ask(question)
    starts_with(answer, "Azure AI Fundamentals")
    tells(answer, "AI-901", "USD 99", "30 June 2026")


@pytest.mark.parametrize("question", ANALYST)
def test_for_an_analyst_it_is_databricks(ask: Ask, question: str) -> None:
    answer = ask(question)
    starts_with(answer, ML_ASSOCIATE)
    tells_in_order(answer, "USD 200", PMLE)


@pytest.mark.parametrize("question", RESEARCHER)
def test_for_a_researcher_it_is_the_professional_exam(ask: Ask, question: str) -> None:
    answer = ask(question)
    starts_with(answer, ML_PROFESSIONAL)
    tells_in_order(answer, "USD 200", PMLE)


@pytest.mark.parametrize(
    "question",
    [
        "I'm a product manager who doesn't code. Which AI cert first?",
        "I'm in sales and can't program; what do I take first?",
    ],
)
def test_without_code_it_is_literacy_and_not_the_exam_that_wants_python(ask: Ask, question: str) -> None:
    answer = ask(question)
    starts_with(answer, "AIF-C01")
    starts_with(answer, "Generative AI Leader")
    assert place(answer.answer.split("[")[0], "AI-901") < 0


@pytest.mark.parametrize(
    "question",
    [
        "Which certification should I take first?",
        "where would you start",
        "I'd like a certificate, but which?",
        "need a cert. help",
    ],
)
def test_without_a_person_it_asks_who_is_asking_and_names_a_start(ask: Ask, question: str) -> None:
    tells(ask(question), "data analyst", "DevOps engineer", "software developer", "ML researcher", "AIF-C01")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("I manage a product team on Google Cloud and I dont write code. first AI exam please", "Generative AI Leader"),
        ("We're on Google Cloud. Which one should we take?", "Generative AI Leader"),
        ("dont know python, cant code. which aws exam", "AIF-C01"),
    ],
)
def test_who_writes_no_code_and_works_with_a_vendor_starts_there(ask: Ask, question: str, wanted: str) -> None:
    tells(ask(question), wanted)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Mate, ten years slinging C# for an Azure shop up in Brizzy. Keen to get a toe in the AI door, what do I sit "
         "first?", "Azure AI Fundamentals|AI-901"),
        ("flatmate's a geologist who scripts in R, what's the sanest paper for her", ML_ASSOCIATE),
    ],
)  # fmt: skip
def test_tools_tell_who_somebody_is(ask: Ask, question: str, wanted: str) -> None:
    starts_with(ask(question), wanted)


def test_of_two_persons_each_is_told_a_first_exam(ask: Ask) -> None:
    answer = ask("two of us, him front end, me data analyst, what does each take first")
    tells(answer, "Start with AWS AI Practitioner", "Start with Databricks ML Associate")


@pytest.mark.parametrize("question", ["How long will it take me?", "Boss says get certified. Help."])
def test_of_somebody_unknown_it_is_asked_who_they_are(ask: Ask, question: str) -> None:
    tells(ask(question), "depends", "DevOps engineer", "?")


def test_who_was_told_what_to_take_is_not_asked_who_they_are(ask: Ask) -> None:
    question = "our accountant wants to know what AI does, she's 60. which exam wouldn't scare her"
    tells(ask(question), "AIF-C01", lacks=["That depends"])


def test_a_subject_named_beside_the_person_is_not_passed_over(ask: Ask) -> None:
    tells(ask("I rack GPU servers as a sysadmin. Where do I start?"), "ML Engineer Associate", "NCA-AIIO")


@pytest.mark.parametrize(
    "question",
    [
        "Mate, ten years slinging C# for an Azure shop. Keen to get a toe in the AI door, what do I sit first?",
        "Kotlin and Spring all day for a firm that is all on Azure. Which exam opens this AI thing for me?",
    ],
)
def test_tools_tell_of_a_programmer(ask: Ask, question: str) -> None:
    answer = ask(question)
    starts_with(answer, "Azure AI Fundamentals")
    tells(answer, "AI-901", "AI-103")


def test_statistics_in_r_tell_of_an_analyst(ask: Ask) -> None:
    starts_with(ask("flatmate's a geologist who scripts in R, what's the sanest paper for her"), ML_ASSOCIATE)


@pytest.mark.parametrize(
    "question",
    [
        "How long will it take me?",
        "Boss says get certified. Help.",
        "which cert should a CTO make everyone do",
        "I want to learn",
    ],
)
def test_asks_back_where_nobody_is_told_of(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert "?" in answer.answer
    tells(answer, "Software developer", "AIF-C01")


def test_says_that_a_path_has_no_exam_of_the_cloud(ask: Ask) -> None:
    answer = ask("Java programmer in a company that is all on Google Cloud. First exam?")
    tells(answer, "None of these is an exam of Google Cloud", "Generative AI Leader")


def test_time_and_hours_a_week_are_set_against_the_path(ask: Ask) -> None:
    answer = ask("I have 3 months and 10 hours a week, kubernetes guy")
    starts_with(answer, "130 hours")
    tells(answer, "MLA-C02", "48–64 hours")


@pytest.mark.parametrize(
    ("question", "wanted", "lacks"),
    [
        ("my lad does kubernetes, the boss pays 400, what gets him near ML", ("MLA-C02", ML_ASSOCIATE, "USD 275"), ()),
        ("ops team of 5, 3000 dollars, go", ("For 5 people that is USD 1,375",), ("USD 720",)),
        ("As a programmer with 60 dollars, what do I take first?", ("pays for no exam", "AIF-C01|AI-901"), ()),
    ],
    ids=["one person", "a team", "too little"],
)
def test_an_amount_pays_for_the_first_steps(
    ask: Ask, question: str, wanted: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    tells(ask(question), *wanted, lacks=lacks)
