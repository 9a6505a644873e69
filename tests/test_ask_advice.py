"""The guide's views: mistakes, portfolio, lock-in, fundamentals, respect, landscape, verdict, worth."""

from __future__ import annotations

import pytest
from conftest import Ask

from asking import PMLE, cites, starts_with, tells


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What mistakes should I avoid?", ("collecting", "lock-in", "fundamentals")),
        ("Which traps do people fall into with certifications?", ("collecting", "lock-in", "fundamentals")),
        ("Does a portfolio matter more than certificates?", ("portfolio", "screening interview")),
        ("Are certificates without projects worth anything?", ("portfolio",)),
        ("Give me project ideas to go with a certificate", ("Bedrock", "SageMaker", "MLflow", "RAG")),
        ("Is vendor lock-in a problem?", ("one vendor", "Databricks")),
        ("Do I need to know the fundamentals of ML?", ("bias and variance",)),
        ("Which certification do hiring managers respect most?", (PMLE,)),
        ("Should I collect lots of certifications?", ("portfolio",)),
        ("Is it okay to study with older SageMaker courses?", ("SageMaker",)),
        ("How does the certification landscape look?", ("entry exam", "Entry / Literacy")),
    ],
)
def test_views_of_the_guide_cite_the_guide(ask: Ask, question: str, wanted: tuple[str, ...]) -> None:
    answer = ask(question)
    tells(answer, *wanted)
    cites(answer, "guide.md")


@pytest.mark.parametrize(
    "question", ["What is your final verdict?", "Sum up the guide's overall recommendation for me"]
)
def test_the_verdict_names_the_guides_exams_and_what_can_be_booked(ask: Ask, question: str) -> None:
    answer = ask(question)
    tells(answer, "AIF-C01", PMLE, "NCA-GENL", "12 months", "AI-901", "AI-103", "MLA-C02", "30 June 2026")
    cites(answer, "guide.md")


def test_on_marrying_one_vendor_the_guide_has_a_view(ask: Ask) -> None:
    question = (
        "My brother-in-law swears by AWS and nothing but AWS, my mate's the same about Azure, and I reckon it can't be "
        "healthy to marry one vendor so early on. Has the guide a view?"
    )
    tells(ask(question), "one vendor", "Databricks")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("which is more respected for data scientists, Databricks or Google", "PMLE"),
        ("does CKA count for ML jobs", "CKA"),
    ],
)
def test_how_exams_are_seen_as_far_as_the_guide_says(ask: Ask, question: str, wanted: str) -> None:
    starts_with(ask(question), wanted)


@pytest.mark.parametrize("question", ["is it all just a money grab?", "do recruiters look at these at all"])
def test_doubts_are_answered_by_what_counts(ask: Ask, question: str) -> None:
    tells(ask(question), "portfolio")


def test_a_project_for_one_exam(ask: Ask) -> None:
    answer = ask("What could I build alongside CKA?")
    tells(answer, "Kubernetes cluster")
    cites(answer, "certifications.yaml#cka")


def test_worth_is_answered_by_whom_it_is_for(ask: Ask) -> None:
    tells(ask("Is PMLE worth it?"), "data scientists", "portfolio")


def test_a_closed_exam_is_not_worth_it(ask: Ask) -> None:
    tells(ask("Is AI-102 worth taking?"), "AI-103", lacks=["is worth it if"])


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("do employers care about AI-901", ("The guide says nothing", "AI-901", "portfolio")),
        ("does CKA count for ML jobs", ("The guide says nothing", "MLOps Lead", "Kubernetes")),
        ("which is more respected for data scientists, Databricks or Google", (PMLE, "Databricks", "gives no source")),
        ("does PMLE carry weight?", (PMLE, "Senior ML Engineer")),
    ],
)
def test_how_exams_are_seen(ask: Ask, question: str, wanted: tuple[str, ...]) -> None:
    tells(ask(question), *wanted, lacks=["USD 112,590"])


@pytest.mark.parametrize(
    "question",
    [
        "My brother-in-law swears by AWS and nothing but AWS, my mate's the same about Azure, and I reckon it can't be "
        "healthy to marry one vendor so early on. Has the guide a view?",
        "my CV is only AWS. Bad?",
    ],
)
def test_one_vendor_only(ask: Ask, question: str) -> None:
    tells(ask(question), "tying yourself to one vendor", "Databricks")


def test_the_basics_are_no_optional_step(ask: Ask) -> None:
    tells(ask("I hate maths and only want to do prompts. Can I skip the ML basics?"), "bias and variance")


def test_another_badge_is_answered_with_the_guides_warning(ask: Ask) -> None:
    tells(ask("Four badges and no interviews. Is a fifth one worth it?"), "portfolio", "for their own sake")


def test_no_proof_for_the_guides_view_is_said_beside_it(ask: Ask) -> None:
    tells(ask("Which exam do hiring managers respect most, and who says so?"), "PMLE", "gives no source")
