"""Lists under limits, counts and superlatives."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import Ask

from asking import ML_ASSOCIATE, PMLE, starts_with, tells, tells_in_order

SPRING = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("question", "wanted", "lacks"),
    [
        (
            "List every Microsoft certification I can book",
            ("AI-901", "AI-103", "AI-300", "AI-500"),
            ("AI-102", "AIF-C01"),
        ),
        (
            "Which certifications cost less than 100 dollars?",
            ("AIB-C01", "Terraform", "MLA-C02", "AI-901", "Leader"),
            ("AIF-C01",),
        ),
        (
            "What can I take for 150 USD at most?",
            ("AIF-C01", "NCA-GENL", "AI-901", "Data Practitioner"),
            ("AI-103", "CKA"),
        ),
        (
            "Which exams are in beta right now?",
            ("AIB-C01", "MLA-C02", "USD 50", "USD 75"),
            ("AIF-C01", "Agentic Architect"),
        ),
        (
            "Which associate-level certs are open?",
            ("MLA-C02", "AI-103", ML_ASSOCIATE, "NCA-GENL"),
            ("AIP-C01", "AI-102"),
        ),
        ("List the retired exams", ("AI-900", "AI-102", "DP-100", "MLA-C01", "MLS-C01"), ("AI-901", "NCP-GENL", "CKA")),
        ("Which Google certs do you know?", ("Leader", "Data Practitioner", PMLE), ("AIF-C01",)),
        ("NVIDIA certifications under 150 dollars?", ("NCA-GENL", "NCA-GENM", "NCA-AIIO"), ("NCP-GENL", "CKA")),
        ("Which exams last an hour or less?", ("AI-901", "NCA-GENL", "NCA-AIIO", "Terraform"), ("CKA", "PMLE")),
        ("Which certs never expire?", ("AI-901",), ("AIF-C01", "CKA")),
        ("Which exams can I take in Korean?", ("AIP-C01", ML_ASSOCIATE), ("MLA-C02", "PMLE")),
        ("Show me professional-level exams that are not from AWS", (PMLE, "CKA"), ("AIP-C01",)),
        ("What's available at foundational level?", ("AIF-C01", "AI-901", "Leader"), ("AI-900", "CKA")),
    ],
)
def test_what_fits_the_limits(ask: Ask, question: str, wanted: tuple[str, ...], lacks: tuple[str, ...]) -> None:
    tells(ask(question), *wanted, lacks=lacks)


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("How many AWS certifications can be booked today?", "4"),
        ("How many exams are in beta?", "2"),
        ("How many exams have been retired?", "5"),
    ],
)
def test_how_many(ask: Ask, question: str, count: str) -> None:
    starts_with(ask(question), count)


def test_in_spring_other_exams_were_open(ask: Ask) -> None:
    tells(
        ask("List every Microsoft certification I can book", today=SPRING),
        "AI-900",
        "AI-102",
        "DP-100",
        lacks=["AI-500"],
    )
    tells(ask("List the retired exams", today=SPRING), "MLS-C01", lacks=["AI-900", "DP-100", "MLA-C01"])


def test_a_list_goes_from_cheap_to_dear(ask: Ask) -> None:
    answer = ask("Which certifications cost less than 100 dollars?")
    tells_in_order(answer, "USD 50", "USD 70.50", "USD 75", "USD 99")


@pytest.mark.parametrize(
    "question", ["Which Databricks exam costs less than 50 dollars?", "NVIDIA certifications below 100 USD"]
)
def test_where_nothing_fits_that_is_said_and_the_nearest_named(ask: Ask, question: str) -> None:
    tells(ask(question), "USD 200|USD 125")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Which is the cheapest certification?", "AIB-C01"),
        ("lowest priced exam of all?", "USD 50"),
        ("What is the most expensive exam?", "CKA"),
        ("Which certification has the highest fee?", "USD 445"),
        ("cheapest Databricks exam?", "USD 200"),
        ("Cheapest professional certification?", "USD 200"),
        ("Shortest exam?", "AI-901"),
        ("Which exam takes longest?", "AIP-C01"),
        ("Which cert needs the least study time?", "15–18 hours"),
        ("Which exam takes the most hours of preparation?", "80–100 hours"),
    ],
)
def test_superlatives(ask: Ask, question: str, wanted: str) -> None:
    starts_with(ask(question), wanted)


def test_the_cheapest_without_a_beta_is_named_too(ask: Ask) -> None:
    tells(ask("Which is the cheapest certification?"), "beta", "Terraform", "USD 70.50")


def test_in_spring_the_cheapest_was_no_beta(ask: Ask) -> None:
    starts_with(ask("Which is the cheapest certification?", today=SPRING), "Terraform")


def test_the_cheapest_that_is_no_beta(ask: Ask) -> None:
    tells(ask("What is the cheapest foundational exam that isn't a beta?"), "USD 99", lacks=["AIB-C01"])


@pytest.mark.parametrize(
    ("question", "wanted", "lacks"),
    [
        ("I have 300 dollars. What can I take?", ("AIB-C01", "AIP-C01", PMLE), ("CKA",)),
        ("My company gives me 120 USD for an exam, which are possible?", ("AIF-C01", "AI-901"), ("NCA-GENL", "CKA")),
        ("I've got $500 and I'm a data analyst, what should I spend it on?", (ML_ASSOCIATE, PMLE), ("CKA",)),
    ],
)
def test_what_a_budget_allows(ask: Ask, question: str, wanted: tuple[str, ...], lacks: tuple[str, ...]) -> None:
    tells(ask(question), *wanted, lacks=lacks)


@pytest.mark.parametrize(
    ("question", "wanted", "lacks"),
    [
        pytest.param("Cheapest regular exam?", ("Terraform", "USD 70.50"), ("AIB-C01",), id="regular"),
        pytest.param("Longest exam, betas excluded?", ("AIP-C01", "180 minutes"), ("beta",), id="betas excluded"),
        pytest.param("Exams of sixty minutes or under?", ("NCA-GENL", "AI-901", "Terraform"), ("CKA",), id="in words"),
        pytest.param("Which exams are lab-based?", ("CKA",), ("PMLE",), id="lab-based"),
        pytest.param("What is offered in Korean?", ("MLA-C01", "AIP-C01"), ("CKA",), id="closed in English only"),
        pytest.param("Everything AWS offers?", ("AIF-C01", "Not bookable", "MLS-C01"), (), id="what is not bookable"),
        pytest.param("PMLE or CKA, which is the cheapest?", ("USD 245",), (), id="the difference of two"),
        pytest.param("What certification is valid longest?", ("AI-901", "for life"), (), id="by validity"),
        pytest.param("Which vendor has the most exams?", ("AWS", "Microsoft", "4"), (), id="by vendor"),
        pytest.param("What's the hardest AI cert?", ("rigorous",), (), id="hardest"),
    ],
)
def test_kinds_of_lists_and_rankings(ask: Ask, question: str, wanted: tuple[str, ...], lacks: tuple[str, ...]) -> None:
    tells(ask(question), *wanted, lacks=lacks)


@pytest.mark.parametrize(
    ("question", "first", "wanted"),
    [
        pytest.param("how long are the AWS exams", "Duration", ("90 minutes", "180 minutes"), id="several"),
        pytest.param("validity of all nvidia certs", "Validity", ("2 years",), id="all of them"),
        pytest.param("how many questions are on the associate exam", "Which", ("50 to 60", "45"), id="asked back"),
    ],
)
def test_a_field_of_a_set_of_exams(ask: Ask, question: str, first: str, wanted: tuple[str, ...]) -> None:
    answer = ask(question)
    tells(answer, *wanted)
    assert answer.answer.startswith(first)


@pytest.mark.parametrize(
    ("question", "wanted", "lacks"),
    [
        ("anything going for less than a hundred dollars?", "AI-901", "AIF-C01"),
        ("nothing from microsoft, under 200, associate", "NCA-GENL", "AI-103"),
        ("Is there even one of these that never lapses? I'm done with renewals.", "AI-901", "AIB-C01"),
        ("cheapest thing that proves I can build with LLMs", "NCA-GENL (USD 125", "AIB-C01"),
        ("has microsoft still got computer vision in one of the exams a person can book today, or is that all gone",
         "AI-103", "AWS"),
    ],
)  # fmt: skip
def test_limits_in_passing_words(ask: Ask, question: str, wanted: str, lacks: str) -> None:
    tells(ask(question), wanted, lacks=[lacks])


def test_a_list_has_the_fees_of_today(ask: Ask) -> None:
    tells(ask("list all AWS certs"), "AWS AI Business Strategist (AIB-C01): USD 50")


def test_betas_are_left_aside_only_where_one_is_the_cheapest(ask: Ask) -> None:
    tells(ask("What is the cheapest Google exam?"), "Generative AI Leader", lacks=["Leaving betas aside"])
    tells(ask("What is the cheapest AWS exam?"), "AIB-C01", "Leaving betas aside, it is AIF-C01")


@pytest.mark.parametrize(
    ("question", "wanted", "lacks"),
    [
        ("I already hold the CKA and Terraform, what's the cheapest thing to add on?", "AIB-C01", "Terraform"),
        ("I've passed AIF-C01, which is the cheapest of the AWS ones left", "AIB-C01", "AIF-C01"),
    ],
)
def test_what_is_held_is_not_offered_again(ask: Ask, question: str, wanted: str, lacks: str) -> None:
    tells(ask(question), wanted, lacks=[lacks])


@pytest.mark.parametrize(
    ("question", "wanted", "lacks"),
    [
        ("Which certs will still be valid in 2029 if I pass today?", "3 years", "CKA"),
        ("what lasts until 2028", "2 years", "AI-103"),
        ("any aws exam still good in 2028?", "3 certifications of AWS", "Databricks"),
    ],
)
def test_exams_that_last_until_a_year(ask: Ask, question: str, wanted: str, lacks: str) -> None:
    tells(ask(question), wanted, lacks=[lacks])


def test_the_exams_of_a_vendor_side_by_side(ask: Ask) -> None:
    tells(ask("Compare the Azure ones"), "| | AI-901 | AI-103 | AI-300 | AI-500 |", "45 minutes")


@pytest.mark.parametrize(
    "question",
    ["certs that must be renewed every year", "which of these are gone after a year", "annual renewal ones?"],
)
def test_exams_that_last_a_year(ask: Ask, question: str) -> None:
    tells(ask(question), "AI-103", "AI-300", lacks=["CKA", "AI-900"])


@pytest.mark.parametrize(
    ("question", "wanted", "lacks"),
    [
        ("anything going for less than a hundred dollars?", ("USD 50", "USD 99"), ("USD 99.99",)),
        (
            "Is there even one of these that never lapses? I'm done with renewals.",
            ("never expires", "AI-901"),
            ("AIB-C01",),
        ),
        ("certs that need no experience", ("Generative AI Leader", "AIF-C01"), (PMLE,)),
        ("which have no expiry or at least 3 years", ("AI-901", "AIF-C01"), ("AI-103",)),
        ("which of them can I do from home without python", ("AIF-C01",), ("AI-103",)),
        (
            "list me everything about agents that i can book now, cheapest first",
            ("AI-901", "AI-103"),
            ("The cheapest",),
        ),
    ],
)
def test_lists_in_odd_words(ask: Ask, question: str, wanted: tuple[str, ...], lacks: tuple[str, ...]) -> None:
    tells(ask(question), *wanted, lacks=lacks)


def test_what_is_open_on_a_subject_before_what_closed(ask: Ask) -> None:
    answer = ask(
        "has microsoft still got computer vision in one of the exams a person can book today, or is that all gone"
    )
    starts_with(answer, "AI-103")
    tells(answer, "AI-102")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("cheapest thing that proves I can build with LLMs", "USD 125"),
        ("what's the easiest one to get", "foundational"),
        ("easiest from google", "Generative AI Leader"),
    ],
)
def test_ends_of_a_ranking(ask: Ask, question: str, first: str) -> None:
    starts_with(ask(question), first)


@pytest.mark.parametrize(("budget", "first"), [(200, "NCA-GENL"), (50, "Nothing")])
def test_a_budget_for_a_goal_is_kept(ask: Ask, budget: int, first: str) -> None:
    answer = ask(f"best cert for llm stuff, budget {budget}")
    starts_with(answer, first)
    tells(answer, "MLA-C02")


def test_tools_that_no_exam_names_lead_to_what_is_nearest(ask: Ask) -> None:
    tells(ask("which exam for Kubeflow?"), "No open certification", "pipelines", PMLE)


@pytest.mark.parametrize(
    ("turns", "wanted"),
    [
        (("Google badges: the one that lapses soonest?",), ("Agentic Architect", "1 year")),
        (("NVIDIA certs: which expires soonest?",), ("2 years",)),
        (("We're a Microsoft partner.", "so the exam of theirs with the fewest weeks of prep?"), ("AI-901", "3 weeks")),
        (("sixty-minute tests only, my attention span is a goldfish's",), ("NCA-GENL", "Terraform", "of 60 minutes")),
        (("I prefer to be tested in Japanese.", "Which of Google's would work?"), ("Professional ML Engineer",)),
        (("AWS exams in English under 200",), ("MLA-C02", "No full list of exam languages is known for AWS AI")),
    ],
)
def test_lists_and_ends_by_what_is_said_in_passing(ask: Ask, turns: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    tells(ask(turns[-1], *turns[:-1]), *wanted)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Which AWS exam has the highest pass mark?", "AIP-C01"),
        ("which exam has the lowest passing score", "CKA"),
    ],
)
def test_exams_by_their_pass_marks(ask: Ask, question: str, first: str) -> None:
    starts_with(ask(question), first)


def test_a_number_may_be_stressed(ask: Ask) -> None:
    tells(ask("Which certifications stay valid for three whole years?"), "AIF-C01", lacks=["AI-103", "CKA"])


def test_exams_above_a_fee(ask: Ask) -> None:
    tells(ask("anything to book that is dearer than 250 dollars?"), "AIP-C01", "CKA", lacks=["AIF-C01"])


def test_what_nobody_can_take(ask: Ask) -> None:
    tells(ask("Which exams can nobody take any more?"), "AI-900", "DP-100", lacks=["AI-103"])


@pytest.mark.parametrize(
    "question",
    ["which exam has no coding and is cheapest", "bartender here, zero tech. cheapest thing that looks ok on a CV?"],
)
def test_who_does_not_code_gets_the_cheapest_exam_without_code(ask: Ask, question: str) -> None:
    answer = ask(question)
    starts_with(answer, "AIB-C01")
    tells(answer, "Google Generative AI Leader", lacks=["Terraform"])
