"""What a question takes for granted of a path, the time for each question, fees abroad, and who wants literacy."""

from __future__ import annotations

import pytest
from conftest import Ask

from asking import starts_with, tells


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Why does the researcher route open with AI-901 of all things?", "Databricks ML Professional"),
        ("the devops to mlops route closes with terraform, so do I need HCP for it?", "CKA"),
        ("so the data analyst path starts with DP-100, correct?", "Databricks ML Associate"),
        ("as a web developer my path begins with PMLE doesn't it", "AIF-C01"),
    ],
)
def test_a_step_taken_for_granted_is_put_right(ask: Ask, question: str, wanted: str) -> None:
    starts_with(ask(question), "No: ")
    starts_with(ask(question), wanted)


@pytest.mark.parametrize(
    "question", ["Is CKA the last step for a devops engineer's path?", "Does the developer roadmap include NCA-GENL?"]
)
def test_a_step_that_is_right_is_affirmed(ask: Ask, question: str) -> None:
    starts_with(ask(question), "Yes: ")


def test_a_first_step_asked_about_is_no_premise(ask: Ask) -> None:
    starts_with(ask("I am a data analyst, should I start with AI-901?"), "Start with Databricks ML Associate")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("how long do I get per question on the PMLE", "2–2.4 minutes"),
        ("With two hours on the clock for AIF-C01, how many minutes can I spend per question?", "1.4 minutes"),
        ("CKA: time per task?", "6–8 minutes"),
    ],
)
def test_the_time_for_each_question_is_worked_out(ask: Ask, question: str, wanted: str) -> None:
    tells(ask(question), wanted)


def test_a_length_claimed_beside_it_is_put_right(ask: Ask) -> None:
    starts_with(ask("With two hours on the clock for AIF-C01, how many minutes can I spend per question?"), "No: ")


def test_a_fee_abroad_counts_where_the_record_has_it(ask: Ask) -> None:
    starts_with(ask("what does AI-901 cost in Taiwan"), "USD 50 in Taiwan")
    tells(ask("I run a studio in Taipei, five of my people sit AI-901 there. Altogether in US dollars?"), "USD 250")
    tells(ask("price of AI-901 in Germany"), "USD 99", "No source")


@pytest.mark.parametrize(
    "question",
    [
        "lawyer, firm is on google cloud. Want to follow what our engineers say about LLMs, which exam",
        "I sell SaaS, customers keep asking about LLMs. Exam suggestions, zero coding pls",
    ],
)
def test_who_wants_to_follow_and_writes_no_code_wants_literacy(ask: Ask, question: str) -> None:
    starts_with(ask(question), "AI literacy")


@pytest.mark.parametrize(
    "question",
    [
        "I code in C#. Map the stations from literacy to GenAI specialist in the sequence I should take them?",
        "Spring Boot for eight years, and the CTO wants LLM stuff in the product. Lay out the exams for me in sequence",
    ],
)
def test_a_route_is_for_who_somebody_is_by_their_tools(ask: Ask, question: str) -> None:
    starts_with(ask(question), "software developer")


def test_what_is_thought_of_is_not_held(ask: Ask) -> None:
    tells(ask("I have MLA-C02 and AIP-C01 on my shortlist. Which pass mark is higher?"), "720", "750")


def test_people_told_after_a_fee_are_counted(ask: Ask) -> None:
    tells(ask("there are three of us in the server room, all going", "NCA-AIIO fee?"), "USD 375")
    tells(ask("Thank you. And together with AI-300 please", "How much is AI-901 in America?"), "USD 264")


def test_years_named_are_a_validity_claimed(ask: Ask) -> None:
    question = "My Databricks ML Professional from January 2026 lasts till January 2029, when do I renew?"
    starts_with(ask(question), "No: ")
    tells(ask(question), "2 years")


def test_a_certification_that_ends_for_its_holder(ask: Ask) -> None:
    tells(ask("My AI-102 lapses in April. Options??"), "no longer possible", "AI-103")
