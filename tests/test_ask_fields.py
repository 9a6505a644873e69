"""Any field of any certification, in several wordings, and every field of all of them."""

from __future__ import annotations

import pytest
from conftest import Ask

from asking import cites, plain, starts_with, tells, unsupported
from bot.chain import Bot
from bot.describe import show

CASES = [
    ("How much is CKA?", "USD 445"),
    ("What do I pay for the Terraform Associate?", "USD 70.50"),
    ("price of nca-genl", "USD 125"),
    ("What's the fee for the Google Professional Machine Learning Engineer exam?", "USD 200"),
    ("How much does the MLA-C02 beta cost?", "USD 75"),
    ("How much money do I need for AIP-C01?", "USD 300"),
    ("How long does the AIP-C01 exam last?", "180 minutes"),
    ("How many minutes do I get in the Databricks ML Professional exam?", "120 minutes"),
    ("How much time is there for AI-901?", "45 minutes"),
    ("How many questions are on AIF-C01?", "65"),
    ("How many questions does NCA-GENL ask?", "50 to 60"),
    ("What score do I need to pass AI-103?", "700"),
    ("What is the passing score for CKA?", "66"),
    ("pass mark of MLS-C01?", "750"),
    ("For how long is the CKA valid?", "2 years"),
    ("When does the PMLE expire after I pass it?", "2 years"),
    ("Does AI-901 ever expire?", "does not expire"),
    ("How do I renew AI-103?", "6 months"),
    ("How is AIF-C01 renewed?", "50"),
    ("Is AIP-C01 taken online or in a test centre?", "Pearson VUE"),
    ("Where can I sit NCA-AIIO?", "online"),
    ("What are the prerequisites for AI-500?", "AI-103"),
    ("Do I need anything before I sit the CKA?", "none|no prerequisite"),
    ("How much experience does AWS advise for AIP-C01?", "2 or more years"),
    ("What are the domains of MLA-C02?", "28%"),
    ("Which topics and weights does the CKA exam have?", "Troubleshooting 30%"),
    ("What does the Databricks GenAI Engineer Associate exam test, with percentages?", "Application Development 30%"),
    ("In which languages can I take PMLE?", "English and Japanese"),
    ("Can I take the AIP-C01 in Japanese?", "Japanese"),
    ("Is MLA-C02 offered in Korean?", "English"),
    ("Give me the official page for Terraform Associate 004", "https://developer.hashicorp.com/certifications"),
    ("Where's the exam guide of AIP-C01?", "ai-professional-01.html"),
    ("Free learning material for AI-901?", "https://learn.microsoft.com/en-us/training/paths/ai-concepts/"),
    ("Any free training for AI-103?", "https://learn.microsoft.com/en-us/training/paths/develop-ai-agents-azure/"),
    ("How many hours should I study for AI-300?", "36–48 hours"),
    ("How many weeks does it take to prepare for CKA?", "4–8 weeks"),
    ("What level is AIP-C01?", "professional"),
    ("What's the exam code of the Generative AI Leader?", "no exam code"),
    ("Who issues the CKA?", "Linux Foundation"),
    ("Which company is behind NCA-AIIO?", "NVIDIA"),
    ("When was the Generative AI Leader launched?", "14 May 2025"),
    ("When did Terraform Associate 004 come out?", "8 January 2026"),
    ("What is AIB-C01 about?", "strategy"),
    ("Tell me about AI-300", "USD 165"),
    ("Who is the Google Generative AI Leader for?", "product managers"),
    ("Who should take NCP-GENL?", "2 to 3 years"),
    ("How hard is PMLE?", "professional"),
    ("What kind of questions are on CKA?", "command-line"),
    ("Is NCA-GENM multiple choice?", "multiple choice"),
    ("What does PMLE stand for?", "Professional Machine Learning Engineer"),
]


@pytest.mark.parametrize(("question", "wanted"), CASES)
def test_a_field(ask: Ask, question: str, wanted: str) -> None:
    tells(ask(question), wanted)


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("How much is CKA?", "certifications.yaml#cka"),
        ("How long does the AIP-C01 exam last?", "certifications.yaml#aip-c01"),
        ("In which languages can I take PMLE?", "certifications.yaml#pmle"),
    ],
)
def test_a_field_cites_the_record_with_its_page_and_date(ask: Ask, question: str, source: str) -> None:
    answer = ask(question)
    cites(answer, source)
    assert all(c.kind == "record" and c.url and c.url.startswith("https://") and c.as_of for c in answer.citations)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("How much is CKA?", ("USD 445", "USD 395")),
        ("price of nca-genl", ("USD 125", "USD 135")),
        ("How long is the AI-103 exam?", ("120", "100")),
    ],
)
def test_where_sources_disagree_both_values_are_given(ask: Ask, question: str, values: tuple[str, ...]) -> None:
    tells(ask(question), *values)


@pytest.mark.parametrize(
    "question",
    [
        "What's the pass mark of the Google PMLE?",
        "Passing score of the Databricks ML Associate?",
        "which score does nca-genl need",
    ],
)
def test_what_the_vendor_keeps_to_itself_is_said_to_be_unpublished(ask: Ask, question: str) -> None:
    tells(ask(question), "not publish")


@pytest.mark.parametrize(
    "question",
    [
        "What is the passing score of AIB-C01?",
        "In which languages is AIB-C01 given?",
        "How many hours to study for CKA?",
    ],
)
def test_what_nobody_found_is_said_to_be_unknown(ask: Ask, question: str) -> None:
    tells(ask(question), "unknown|not known")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How long is AIP-C01 and what does it cost?", ("180 minutes", "USD 300")),
        ("How long is the CKA valid and what does it cost?", ("2 years", "USD 445")),
        ("What do CKA and Terraform Associate each cost?", ("USD 445", "USD 70.50")),
    ],
)
def test_two_things_asked_at_once(ask: Ask, question: str, wanted: tuple[str, ...]) -> None:
    tells(ask(question), *wanted)


ALL_FIELDS = {
    "price": "What is the price of {}?",
    "minutes": "How many minutes does the {} exam take?",
    "questions": "How many questions does {} have?",
    "format": "What type of questions does {} have?",
    "passing_score": "What is the passing score of {}?",
    "validity_years": "How long is {} valid?",
    "renewal": "How do I renew {}?",
    "delivery": "Can {} be taken online or at a test centre?",
    "prerequisites": "What are the prerequisites of {}?",
    "experience": "How much experience is advised for {}?",
    "domains": "What are the exam domains of {}?",
    "exam_languages": "In which languages is {} offered?",
    "audience": "Who is {} for?",
    "study_hours": "How many hours of study does {} need?",
    "learning": "Is there free learning material for {}?",
    "launched": "When was {} launched?",
    "page": "What is the official page of {}?",
}


@pytest.mark.parametrize("field", ALL_FIELDS)
def test_a_field_of_every_certification(ask: Ask, bot: Bot, field: str) -> None:
    catalog, language = bot.index.catalog, bot.index.language
    wrong: dict[str, object] = {}
    turn = list(ALL_FIELDS).index(field)
    for cert in [*catalog.certifications.values()][turn % 4 :: 4]:  # each of them with a quarter of the fields
        answer = ask(ALL_FIELDS[field].format(cert.code or cert.short))
        value = (show(catalog, cert, field, language) or "").rstrip(".")
        said = plain(answer)
        worded = "no prerequisite" if (field, value) == ("prerequisites", "none") else value
        held = worded.lower() in said.lower() if value else ("unknown" in said or "not publish" in said)
        if answer.refused or not held or not any(cert.id in c.source for c in answer.citations):
            wrong[cert.id] = said
        elif unsupported(answer):
            wrong[cert.id] = unsupported(answer)
    assert not wrong


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("I passed PMLE in March 2025, when does it expire?", "March 2027"),
        ("she got the CKA on 14 March 2023, until when is it valid", "ran out on 14 March 2025"),
        ("my Terraform Associate is from 2025, how long does it last", "in 2027"),
        ("AI-900 earned Feb 2022, when does it run out", "does not expire"),
    ],
)
def test_until_when_a_certification_is_valid_that_was_passed_on_a_day(ask: Ask, question: str, wanted: str) -> None:
    starts_with(ask(question), wanted)


def test_which_of_several_runs_out_first(ask: Ask) -> None:
    answer = ask("my certs: AIF-C01 dec 2024, PMLE jan 2025. what expires first")
    starts_with(answer, "Google Professional ML Engineer runs out first")
    tells(answer, "December 2027", "January 2027")


def test_whether_a_certification_still_counts_comes_before_its_exam_that_closed(ask: Ask) -> None:
    starts_with(ask("my AI-900 from 2023 still good?"), "does not expire")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        pytest.param("pmle in 6 weeks, doable?", "6 weeks is short", id="short"),
        pytest.param("is 3 months enough for PMLE", "3 months is enough", id="months"),
        pytest.param("could i do CKA in a month", "may just do", id="only weeks known"),
        pytest.param("would 30 hours do for pmle", "too few", id="hours"),
        pytest.param("I've got 5 hours a week and 2 months, enough for AI-103?", "43 hours", id="at a rate"),
        pytest.param("can i be ready for AI-901 in ten days?", "11–13 hours a week", id="days"),
    ],
)
def test_whether_the_time_is_enough_for_the_study(ask: Ask, question: str, first: str) -> None:
    starts_with(ask(question), first)


@pytest.mark.parametrize("question", ["AI-103: is VAT included?", "does the PMLE come with a digital badge?"])
def test_what_no_record_has_a_field_for(ask: Ask, question: str) -> None:
    tells(ask(question), "No source I have")


def test_what_the_records_say_of_discounts_where_no_exam_is_named(ask: Ask) -> None:
    tells(ask("any student discounts?"), "50% voucher", "50% discount code")


def test_whether_an_exam_is_worth_it_for_somebody_names_their_path(ask: Ask) -> None:
    tells(ask("is CKA worth it for a devops engineer"), "Kubernetes serves most ML in production")
    tells(ask("is NCA-GENM worth it for a devops engineer"), "no step of the guide's path")


@pytest.mark.parametrize("question", ["how much i must pay for kubernetes administrator", "kube cert cost"])
def test_a_name_that_is_a_jobs_too_is_the_exams_after_what_one_does_with_exams(ask: Ask, question: str) -> None:
    starts_with(ask(question), "USD 445")


def test_a_story_told_before_the_question_is_not_what_is_asked(ask: Ask) -> None:
    story = "I lost my passport twice this year and every gym card since 2015, I am hopeless with papers. "
    tells(ask(f"{story}So before I choose: how long is the PMLE valid?"), "2 years", lacks=["identity"])


def test_the_code_of_an_exam_without_one(ask: Ask) -> None:
    tells(ask("What is the exam code of the Databricks ML Associate?"), "no exam code")


def test_a_question_without_an_exam_is_answered_by_asking_back_or_with_a_list(ask: Ask) -> None:
    assert not ask("How much does it cost?").refused


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("will i need a toilet break lol, how long do you sit in the aws genai developer pro test", ("180 minutes",)),
        ("So the CKA isn't multiple choice, I hear. How many tasks await me on those clusters?", ("15 to 20",)),
        (
            "For nine people: how long does AI-103 stay good, and what is the fee for keeping it alive?",
            ("1 year", "free"),
        ),
        ("kuberntes adminstrator pasing scroe", ("66%",)),
    ],
)
def test_a_field_asked_beside_something_else(ask: Ask, question: str, wanted: tuple[str, ...]) -> None:
    tells(ask(question), *wanted)
