"""The pick for a career outcome, as it can be booked."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import Ask

from asking import ML_ASSOCIATE, ML_PROFESSIONAL, PMLE, cites, starts_with, tells

SPRING = date(2026, 5, 1)


@pytest.mark.parametrize(
    "question",
    [
        "We are designers and managers without code, which exam gives us AI literacy?",
        "Best exam for an executive who wants to understand AI?",
        "Is there a cert for people in HR who never write code?",
    ],
)
def test_literacy(ask: Ask, question: str) -> None:
    answer = ask(question)
    starts_with(answer, "AIF-C01")
    starts_with(answer, "Generative AI Leader")
    tells(answer, "AI-900", "30 June 2026", "AIB-C01", "USD 50")
    cites(answer, "guide.md")


def test_literacy_while_the_azure_exam_was_open(ask: Ask) -> None:
    answer = ask("Best exam for an executive who wants to understand AI?", today=SPRING)
    starts_with(answer, "AI-900")
    tells(answer, "USD 99", lacks=["closed on"])


@pytest.mark.parametrize(
    "question",
    [
        "I want to put AI features into my app on Azure OpenAI. Which cert fits?",
        "I'm building chatbots with Azure OpenAI; which certification should I get?",
    ],
)
def test_developer_on_azure(ask: Ask, question: str) -> None:
    answer = ask(question)
    starts_with(answer, "AI-103")
    tells(answer, "USD 165", "AI-102", "30 June 2026")


@pytest.mark.parametrize(
    "question",
    [
        "What should a data scientist who trains models go for?",
        "Which certification is best for building machine learning models?",
    ],
)
def test_model_builder(ask: Ask, question: str) -> None:
    answer = ask(question)
    starts_with(answer, ML_ASSOCIATE)
    tells(answer, ML_PROFESSIONAL, PMLE, "USD 200")


@pytest.mark.parametrize(
    "question",
    [
        "I'd like to specialise in LLMs. Which certification do you pick?",
        "Best GenAI certification to become a generative AI specialist?",
    ],
)
def test_generative_ai(ask: Ask, question: str) -> None:
    answer = ask(question)
    starts_with(answer, "NCA-GENL")
    tells(answer, "USD 125", "MLA-C02", "AI-103", "AIP-C01", lacks=["USD 135"])


@pytest.mark.parametrize(
    "question",
    [
        "Which certification gets me to senior ML engineer at a top company?",
        "I want a senior machine learning engineer job at a leading employer, which exam do I need?",
    ],
)
def test_senior(ask: Ask, question: str) -> None:
    answer = ask(question)
    starts_with(answer, PMLE)
    tells(answer, "USD 200", ML_PROFESSIONAL, "31 March 2026")


@pytest.mark.parametrize(
    "question",
    ["I want to be an MLOps lead. What should I have?", "Which certs does an ML platform lead usually hold?"],
)
def test_what_people_in_a_job_hold(ask: Ask, question: str) -> None:
    tells(ask(question), PMLE, "Terraform", "CKA")


@pytest.mark.parametrize(
    "question",
    [
        "I run a bakery and have never written any code. Which exam do I begin with?",
        "Parish secretary, no tech skills at all, where do I start?",
        "nobody in our purchasing office can program, what do we take first",
        "I chair the works council; programming is beyond me. What should I take?",
    ],
)
def test_who_writes_no_code_is_no_developer(ask: Ask, question: str) -> None:
    answer = ask(question)
    starts_with(answer, "AIF-C01")
    tells(answer, "Generative AI Leader", lacks=["software developer"])


@pytest.mark.parametrize(
    "question",
    [
        "I'm not afraid of code, I write Java all day. What do I start with?",
        "I don't only code, I run the servers too; I'm a Java developer. What first?",
    ],
)
def test_who_denies_something_else_still_programs(ask: Ask, question: str) -> None:
    tells(ask(question), "AIF-C01", lacks=["without being an engineer"])


def test_another_person_without_code_takes_the_place_of_the_one_before(ask: Ask) -> None:
    answer = ask("No, it is for me. I sign the invoices and can't program.", "What do my data analysts take first?")
    starts_with(answer, "AIF-C01")
