"""What a wording comes to: persons told by what they are not, sequences, plans, sums in other words."""

from __future__ import annotations

import pytest
from conftest import Ask

from asking import ML_ASSOCIATE, starts_with, tells


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("I'm in legal. I don't want to build models, I want to follow. Which exam?", "depends|AI literacy"),
        ("ML engineer, I train the models myself rather than call somebody's API. Which exam fits?", "Databricks"),
        ("Head of sales, not a techie, our house is on AWS. Which AI badge makes me credible?", "AIF-C01"),
    ],
)  # fmt: skip
def test_what_somebody_is_not_is_not_taken_for_them(ask: Ask, question: str, told: str) -> None:
    tells(ask(question), told)


@pytest.mark.parametrize(
    "question",
    [
        "linux admin -> mlops. exams 1 2 3 please",
        "I'm an SRE. What exam sequence leads to MLOps?",
        "DevOps here, which exams are on the road to MLOps?",
    ],
)
def test_a_sequence_is_a_path(ask: Ask, question: str) -> None:
    tells(ask(question), ML_ASSOCIATE, "CKA", "USD 720")


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("901 plus 103 at Microsoft, add it up", "USD 264"),
        ("If I fail AI-103 once and pass at the second go, what have I paid in total?", "USD 330"),
        ("I fail CKA once, what is the total cost?", "USD 445"),  # one free retake is in the fee
        ("What do the cheapest two exams cost together?", "USD 120.50"),
        ("Send six clerks to the Generative AI Leader, what does that come to?", "USD 594"),
        ("Will 700 cover the PMLE and CKA?", "USD 55"),
    ],
)
def test_sums_in_other_words(ask: Ask, question: str, total: str) -> None:
    starts_with(ask(question), total)


def test_one_more_is_added_to_the_sum_before(ask: Ask) -> None:
    starts_with(ask("Now add CKA to it.", "What do AIF-C01 and PMLE cost together?"), "USD 745")


def test_weeks_follow_from_hours_a_week(ask: Ask) -> None:
    tells(ask("How many weeks at 10 hours a week for the PMLE?"), "7–8 weeks")


@pytest.mark.parametrize(
    ("question", "matter"),
    [
        ("What is the pass rate of the PMLE?", "pass rate"),
        ("Do I get a refund if I cancel AI-103?", "refunds"),
        ("Is CKA open book?", "may be used"),
    ],
)
def test_what_no_record_tells_is_said_to_be_unknown(ask: Ask, question: str, matter: str) -> None:
    tells(ask(question), matter, "No source", "https://")


def test_what_a_record_does_tell_of_such_a_matter_is_quoted(ask: Ask) -> None:
    tells(ask("Any discount for AIF-C01?"), "50% voucher")


def test_a_failed_exam_is_not_held(ask: Ask) -> None:
    tells(ask("How soon am I allowed back in?", "I failed AI-103 yesterday."), "24 hours")


def test_a_plan_to_book_a_closed_exam_is_stopped_first(ask: Ask) -> None:
    starts_with(ask("I'll book AI-102 next week. What should I revise?"), "can no longer be taken")


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("AI-103 is valid for life like AI-900, isn't it?", "1 year"),
        ("My AI-102 turned into AI-103 automatically, right?", "does not convert"),
        ("AWS lets me renew AIF-C01 with a free course. Where is the link?", "no renewal by course"),
        ("AI-500 doesn't build on any other certificate, so what will it cost me?", "AI-103"),
    ],
)
def test_premises_of_other_kinds_are_denied(ask: Ask, question: str, right: str) -> None:
    starts_with(ask(question), "No: ")
    tells(ask(question), right)


@pytest.mark.parametrize(
    "question",
    [
        "What does the AWS Certified Quantum Machine Learning Expert cost?",
        "Google Professional Gemini Whisperer: passing score?",
    ],
)
def test_a_made_up_title_is_not_in_the_catalog(ask: Ask, question: str) -> None:
    assert ask(question).refused


def test_money_alone_is_answered_by_who_has_it(ask: Ask) -> None:
    tells(
        ask("I have 300 dollars and three months. What do I do?"), "depends on where you come from", "together USD 275"
    )


def test_the_one_called_so_among_those_spoken_of(ask: Ask) -> None:
    tells(
        ask("The infrastructure one, how many minutes?", "Which NVIDIA exams are at associate level?"),
        "NCA-AIIO",
        "60 minutes",
    )


def test_two_spoken_of_are_compared_by_what_was_asked(ask: Ask) -> None:
    before = ("How many minutes is the Databricks ML Associate?", "And the Professional of the same vendor?")
    tells(ask("By how much is the second one longer?", *before), "30 minutes")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which domain of AIF-C01 carries the most weight?", "The largest part of AIF-C01 is Applications"),
        ("Which part of the CKA counts least?", "The smallest part of CKA is Storage (10%)"),
        ("AI-901: which domain is the biggest?", "The largest part of AI-901 is Implement AI"),
    ],
)
def test_the_heaviest_and_the_lightest_domain_are_named_first(ask: Ask, question: str, told: str) -> None:
    starts_with(ask(question), told)


@pytest.mark.parametrize(
    "question",
    [
        "Send two people to PMLE and three to Databricks ML Associate, what's the sum?",
        "Three of us sit Databricks ML Associate and two people sit PMLE: the total?",
    ],
)
def test_each_number_of_people_counts_its_own_exam(ask: Ask, question: str) -> None:
    tells(ask(question), "USD 1,000")


@pytest.mark.parametrize(
    "question",
    [
        "One order of exams for everybody, overall, please.",
        "What's the best sequence of certifications in general, whoever you are?",
    ],
)
def test_what_is_best_for_everybody_is_the_guide_s_one_recommendation(ask: Ask, question: str) -> None:
    tells(ask(question), "single recommendation", "AI-901", "MLA-C02", "NCA-GENL")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which exams last exactly 60 minutes?", ["NCA-GENL", "NCA-GENM", "NCA-AIIO", "Terraform"]),
        ("Which certifications are only good for one year?", ["AI-103", "AI-300", "Agentic Architect"]),
        (
            "What does Google have at professional level?",
            ["Professional ML Engineer", "Not bookable today: Google Professional Agentic"],
        ),
        ("Any good, a 2021 SageMaker book, for today's exams?", ["outdated study material"]),
        ("I write C# on Azure and we put AI into our product. Exam number one?", ["AI-901"]),
        ("mid level ML engineer: salary, and which certs do they hold?", ["155,000", "MLA-C02"]),
        ("AIP-C01 or AI-103: which is dearer, and which lasts longer?", ["USD 300", "USD 165", "3 years"]),
    ],
)
def test_limits_fields_and_persons_in_other_words(ask: Ask, question: str, told: list[str]) -> None:
    tells(ask(question), *told)


def test_what_is_closed_is_no_choice_in_a_comparison(ask: Ask) -> None:
    answer = ask("Compare MLA-C01 and MLA-C02")
    starts_with(answer, "AWS ML Engineer Associate (MLA-C02) differs from")
    assert "Take MLA-C01" not in answer.answer


@pytest.mark.parametrize("field", ["codes", "levels", "pages", "names", "vendor", "languages", "length", "pass mark"])
def test_any_field_of_a_vendor_s_exams_is_told_of_each(ask: Ask, field: str) -> None:
    tells(ask(f"What are the {field} of the Azure exams?"))


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("I'm a backend dev, is AI-103 harder than AIP-C01", ("AIP-C01", "professional against associate")),
        ("is AWS's own LLM badge harder than NVIDIA's", ("AIP-C01", "NCA-GENL")),
        ("is the Google ML exam harder than the AWS one?", ("Professional ML Engineer", "MLA-C02")),
    ],
)
def test_how_hard_exams_are_is_told_by_their_levels(ask: Ask, question: str, wanted: tuple[str, ...]) -> None:
    answer = ask(question)
    starts_with(answer, "the harder one")
    tells(answer, *wanted, "No source measures")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("nvidia or databricks for genai", ("NCA-GENL", "GenAI Engineer", "USD 125", "USD 200")),
        ("AI-103 or the google pro one, I'm a dev with 200 dollars", ("USD 165", "USD 200")),
        ("is it better first AI-103 or first AIF", ("AIF-C01", "comes before")),
    ],
)
def test_exams_told_by_their_vendor_are_compared(ask: Ask, question: str, wanted: tuple[str, ...]) -> None:
    tells(ask(question), *wanted, "Advised experience|Level")


def test_the_price_of_each(ask: Ask) -> None:
    answer = ask("NVIDIA's two LLM exams, associate and professional: price of each?")
    tells(answer, "USD 125", "NCP-GENL", "USD 200", "cannot be booked yet")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("is the CKA hands-on", "command-line tasks"),
        ("which is the hardest AWS exam", "AIP-C01"),
        ("what does the guide say about portfolios", "portfolio"),
        ("Databricks Pro vs Google's: renewal rules?", "50% discount code"),
        ("which has stricter entry, AI-500 or AIP-C01", "Prerequisites differ"),
        ("how many domains has PMLE and which is the heaviest", "6 domains"),
        ("give me 5 sample questions for PMLE", "No source"),
        ("does the AIF exam allow breaks", "No source"),
        ("hw lng is aif c o 1 vald", "3 years"),
    ],
)
def test_what_is_asked_in_other_words(ask: Ask, question: str, wanted: str) -> None:
    starts_with(ask(question), wanted)


@pytest.mark.parametrize("question", ["who is the CEO of databricks", "will AI-103 be around in 2030"])
def test_what_no_record_tells_is_declined(ask: Ask, question: str) -> None:
    assert ask(question).refused


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("is AIP-C01 meant for managers", "meant for developers"),
        ("I need to talk to data scientists in meetings, thats all", "AI literacy"),
        ("which exams have free retake", "Linux Foundation"),
    ],
)
def test_whom_an_exam_is_for_and_whom_somebody_talks_to(ask: Ask, question: str, wanted: str) -> None:
    tells(ask(question), wanted)


def test_a_fee_heard_of_is_put_right(ask: Ask) -> None:
    starts_with(ask("i heard cka got cheaper: 395"), "No: ")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("NCA-GENL or NCA-GENM: which topics differ?", ("Only NVIDIA NCA-GENL", "multimodal")),
        ("AI-102 against AI-103, what differs in content?", ("Both cover", "Azure OpenAI", "Python")),
    ],
)
def test_what_compared_exams_cover(ask: Ask, question: str, wanted: tuple[str, ...]) -> None:
    tells(ask(question), *wanted)
