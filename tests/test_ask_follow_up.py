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
    (("Terraform or CKA, which is cheaper?", "does the cheaper one give you a second try?"), "No free retake"),
    (("Compare CKA and Terraform", "the longer one, where can I sit it?"), "CKA can be taken"),
    (("Compare CKA and Terraform", "which is the cheaper one?"), "USD 70.50"),
    (("Compare MLA-C01 and MLA-C02", "what does the one I can still book cost?"), "MLA-C02"),
    (("AIF-C01 or PMLE?", "how long is the professional one?"), "120 minutes"),
    (("PMLE or AIP-C01?", "how long is the Google one?", "and the other one?"), "180 minutes"),
    (
        ("What does CKA cost?", "How long is PMLE valid?", "going back to the first, how long is that one good?"),
        "CKA is valid",
    ),
    (("nca-genl price", "cka?", "which of the two lasts longer?"), "Validity is the same"),
    (("AI-500, can anybody walk in?", "the one they want before it, how long is that valid?"), "1 year"),
    (("How long is the Databricks ML Associate?", "And its bigger brother?"), "120 minutes"),
    (("How long is AIF-C01 good for?", "no, I meant Google's, the one for managers"), "3 years"),
    (("What do I pay for AIF-C01?", "I live in Berlin though"), "USD 100"),
    (("I'm a data analyst.", "what do I take second then?"), PMLE),
    (("DevOps engineer, which certs in which order?", "How much would the last one cost me?"), "USD 445"),
    (("How long is the PMLE exam?", "and CKA?", "which is longer?"), "Duration is the same"),
    (("How long is AIF-C01?", "And Google's leader exam?", "So who wins?"), "Duration is the same"),
    (("Until when is AI-103 good?", "Is that longer or shorter than for AIF-C01?"), "3 years for AIF-C01"),
    (("What is the fee of Terraform?", "sorry I meant the Kubernetes one"), "CKA costs USD 445"),
    (("salary of a junior ML engineer", "mid level?", "so the gap is"), "USD 45,000 more"),
    (("I'm a software developer.", "Which cloud should I say? It's Azure."), "Azure AI Fundamentals"),
    (("What does GenAI Leader cost?", "when did you check that?"), "fee of Google Generative AI Leader"),
    (("I'm a data analyst, what first?", "and my colleague who does the servers?"), "AWS ML Engineer Associate"),
    (("What do CKA and PMLE cost together?", "without the second?"), "USD 445"),
    (("Three of us take AIF-C01, what's the total?", "and if one fails?"), "USD 400"),
    (("Three of us take AIF-C01, what's the total?", "make that seven"), "USD 700"),
    (("Three of us take AIF-C01, what's the total?", "make it five, and one of them fails once"), "USD 600"),
    (("Three of us take AIF-C01, what's the total?", "two more people join"), "USD 500"),
    (("AI-103 or AIP-C01 for a backend dev?", "and what would the second cost four of us"), "USD 1,200"),
    (("CKA or PMLE?", "five of us do the first one, what's that"), "USD 2,225"),
    (("CKA or PMLE?", "three seats of the latter?"), "USD 600"),
    (("PMLE cost", "for 6", "1 more"), "USD 1,400"),
    (("PMLE cost", "we're 6", "plus 2 more", "and one fails"), "USD 1,800"),
    (("AIF-C01 for 4?", "another two want PMLE, total?"), "USD 800"),
    (("how much is AIP-C01", "and two attempts at it?"), "USD 600"),
    (("CKA, PMLE, AIP-C01: prices", "without the middle one, total"), "USD 745"),
    (("compare CKA and PMLE", "drop the CKA, what about AIP-C01 instead"), "USD 100 more"),
    (("AIF-C01 vs PMLE vs CKA", "which of those is the longest per sitting", "and what does that one cost"), "USD"),
    (("How many years does the PMLE last?", "And Google's one for leaders?"), "Leader is valid 3 years"),
    (("How long is PMLE valid?", "And the Microsoft one for agents?"), "AI-103"),
]


@pytest.mark.parametrize(("turns", "wanted"), CONVERSATIONS, ids=[" / ".join(turns) for turns, _ in CONVERSATIONS])
def test_a_follow_up(ask: Ask, turns: tuple[str, ...], wanted: str) -> None:
    starts_with(ask(turns[-1], *turns[:-1]), wanted)


LISTS = [
    (("Which exams does Databricks have?", "only the associate ones"), "ML Associate", "ML Professional"),
    (("Which exams does Databricks have?", "without the professional ones"), "ML Associate", "ML Professional"),
    (("Which AI exams does AWS have?", "keep only those where nobody expects me to code"), "AIF-C01", "AIP-C01"),
    (("Which exams can I take under $150?", "leave NVIDIA and Google out"), "AIF-C01", "NCA-GENL: USD"),
    (("Which exams can I take under $150?", "and which of them in Japanese?"), "Generative AI Leader", "NCA-GENL"),
    (("Which exams are open at associate level?", "drop the ones over 150 dollars"), "NCA-GENL", "AI-103"),
    (("Which exams are in beta?", "which of those is from AWS?"), "AIB-C01", "Agentic Architect: USD"),
    (("Which exams does NVIDIA offer?", "what would all of them cost together?"), "USD 375", "CKA"),
    (("Which exams does AWS have?", "which of them is the dearest?"), "AIP-C01", "CKA"),
]


@pytest.mark.parametrize(("turns", "wanted", "lacks"), LISTS, ids=[" / ".join(turns) for turns, *_ in LISTS])
def test_a_list_is_narrowed(ask: Ask, turns: tuple[str, ...], wanted: str, lacks: str) -> None:
    tells(ask(turns[-1], *turns[:-1]), wanted, lacks=[lacks])


@pytest.mark.parametrize(
    "turns",
    [
        ("how long does AIF-C01 take", "passing score", "ok now both of these for AIP-C01"),
        ("how long does AIF-C01 take", "passing score", "same two for AIP-C01"),
    ],
)
def test_both_fields_asked_before_are_told_of_another_exam(ask: Ask, turns: tuple[str, ...]) -> None:
    tells(ask(turns[-1], *turns[:-1]), "180 minutes", "750", lacks=["AIF-C01"])


def test_a_cloud_put_right_leaves_the_person_as_they_were(ask: Ask) -> None:
    first = "We're an AWS company with 20 product managers, none of them codes. Which exam?"
    answer = ask("Correction, I'm so sorry: they are on Google Cloud, not AWS. What then?", first)
    assert "AWS" not in starts_with(answer, "Generative AI Leader")


def test_where_sources_disagree_it_is_told_which_says_what(ask: Ask) -> None:
    tells(ask("two answers? who says which", "When does MLA-C02 leave beta?"), "blog post", "exam page")


def test_another_number_of_dollars_is_no_exam_code(ask: Ask) -> None:
    said = "I'd book AIF-C01 for a team of three, what's the total?"  # answered with USD 100 and USD 300
    tells(ask("and how long is it?", said), "90 minutes", lacks=["DP-100", "AI-300"])


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
    (("is 3 months enough for PMLE", "and with 4 hours a week"), "52 hours are too few"),
    (("how long to study for AI-103", "and at 10 hours a week?"), "4–5 weeks"),
    (("what's new since summer", "anything from google in there"), "Agentic Architect ended"),
    (("what changed with AI-102", "ok so what do I book"), "AI-103"),
    (("AI-103 vs AIP-C01", "which one do you recommend"), "Take AIP-C01 if"),
    (("mlops lead salary?", "and what do they hold", "what do those exams cost together"), "USD 715.50"),
    (("first exam for a phd in ml going to industry?", "and the second", "cost of those two"), "USD 400"),
    (("AIF price?", "and AIP-C01?", "cost of those two"), "USD 400"),
    (("PMLE pass mark?", "if i fail it twice how much have i paid in all"), "USD 600"),
    (("4 analysts, 1 sysadmin here. who takes what first?", "what's that for the five of them?"), "USD 720"),
    (("i have 300$", "i want nca genl", "how much left after"), "USD 175"),
    (("databricks ml pro for 2 people, how much", "wait no. google genai leader, there's 3 of us"), "USD 297"),
    (("AI-103 vs AIP-C01", "and which would you take with 2 years of aws"), "1 year of hands-on generative AI"),
]


@pytest.mark.parametrize(("turns", "wanted"), NARROWED, ids=[" / ".join(turns) for turns, _ in NARROWED])
def test_a_follow_up_goes_on_from_what_was_asked(ask: Ask, turns: tuple[str, ...], wanted: str) -> None:
    tells(ask(turns[-1], *turns[:-1]), wanted, lacks=["Next comes AWS ML"])


def test_a_cloud_named_alone_leaves_who_somebody_is(ask: Ask) -> None:
    starts_with(ask("and which exam first?", "I write backends in Go", "we use AWS"), "AIF-C01")
