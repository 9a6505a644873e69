"""Conversations: what a question leaves out comes from what was said before."""

from __future__ import annotations

import pytest
from conftest import Ask

from asking import ML_ASSOCIATE, PMLE, starts_with, tells

CONVERSATIONS = [
    (("I'm a data analyst. What should I start with?", "And after that?"), PMLE),
    (("I'm a DevOps engineer. Which exam first?", "how much is that?"), "USD 75"),
    (("How much is AIF-C01?", "And the Azure one?"), "USD 99"),
    (("How much is AIF-C01?", "what about CKA"), "USD 445"),
    (("How long is the PMLE exam?", "And how many questions?"), "50 to 60"),
    (("What does CKA cost?", "And Terraform Associate?"), "USD 70.50"),
    (("What are the domains of the CKA?", "which of those weighs least?"), "smallest part of CKA is Storage (10%)"),
    (("Is DP-100 still open?", "what does its replacement cost?"), "USD 165"),
    (("Which exam replaced DP-100?", "how many weeks of study does it take?"), "AI-300"),
    (("is AI-102 still there", "ok so what do i book now", "and price?"), "USD 165"),
    (("Price of the Terraform Associate?", "Add the CKA to that, what do I get?"), "USD 515.50"),
    (("How much is PMLE?", "there are four of us, what's the bill?"), "USD 800"),
    (("What does CKA cost?", "And Terraform Associate?", "Both together?"), "USD 515.50"),
    (("What does PMLE cost?", "How long is it valid?"), "2 years"),
    (("What does PMLE cost?", "How long is it valid?", "And how do I renew it?"), "60 days"),
    (("Which exam should I take first?", "I'm a data analyst"), ML_ASSOCIATE),
    (("Which exam should I take first?", "I am a backend developer", "no wait, I'm a data analyst"), ML_ASSOCIATE),
    (("What does a senior ML engineer earn?", "and a junior?"), "USD 110,000"),
    (("Can I still take AI-102?", "What replaced it?"), "AI-103"),
    (("Can I still take AI-102?", "What replaced it?", "How much does that cost?"), "USD 165"),
    (("Is AI-900 open?", "And MLS-C01?"), "31 March 2026"),
    (("Compare PMLE and AIP-C01", "Which is cheaper?"), PMLE),
    (("Compare PMLE and AIP-C01", "How long is the second one?"), "180 minutes"),
    (("I'm a PhD researcher. What first?", "why?"), "MLOps"),
    (("What is AIB-C01?", "Who is it for?"), "business people"),
    (("What is AIB-C01?", "Who is it for?", "Can I take it today?"), "beta"),
    (("Best pick for generative AI?", "And for a manager who doesn't code?"), "AIF-C01"),
    (("What does NCA-GENL cost?", "Are you sure?"), "USD 125"),
    (("What does NCA-GENL cost?", "thanks", "and how long is it valid?"), "2 years"),
    (
        ("I'm a data analyst, which exam first?", "And if I were a DevOps engineer?"),
        "AWS ML Engineer Associate|MLA-C02",
    ),
    (("How many times can I retake PMLE?", "And with Microsoft?"), "24 hours"),
]


@pytest.mark.parametrize(("turns", "wanted"), CONVERSATIONS, ids=[" / ".join(turns) for turns, _ in CONVERSATIONS])
def test_a_follow_up(ask: Ask, turns: tuple[str, ...], wanted: str) -> None:
    starts_with(ask(turns[-1], *turns[:-1]), wanted)


def test_what_a_person_said_lasts_through_the_conversation(ask: Ask) -> None:
    said = ("I look after servers as a sysadmin.", "What does AIF-C01 cost?", "Thanks!")
    starts_with(ask("So which exam should I take first?", *said), "AWS ML Engineer Associate|MLA-C02")


def test_a_budget_lasts_through_the_conversation(ask: Ask) -> None:
    turns = ("My budget is 250 dollars and I'm a software developer.", "Which exams can I pay for?")
    tells(ask(turns[-1], *turns[:-1]), "AIF-C01", lacks=["CKA", "AIP-C01"])


def test_nothing_is_carried_into_another_conversation(ask: Ask) -> None:
    ask("What first?", "I'm a data analyst")
    tells(ask("Which exam should I take first?"), "data analyst", "DevOps engineer")


NARROWED = [
    (("Which certifications are under $100?", "And under $150?"), "NCA-GENL"),
    (("I work as an SRE", "What's the full path?", "What does it cost altogether?"), "USD 720"),
    (("I already hold the Databricks ML Associate", "I'm a data analyst, what next?"), PMLE),
]


@pytest.mark.parametrize(("turns", "wanted"), NARROWED, ids=[" / ".join(turns) for turns, _ in NARROWED])
def test_a_follow_up_goes_on_from_what_was_asked(ask: Ask, turns: tuple[str, ...], wanted: str) -> None:
    tells(ask(turns[-1], *turns[:-1]), wanted, lacks=["Next comes AWS ML"])
