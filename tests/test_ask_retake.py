"""Failing, waiting and trying again, by vendor."""

from __future__ import annotations

import pytest
from conftest import Ask

from asking import cites, tells


@pytest.mark.parametrize(
    ("question", "wanted", "vendor"),
    [
        ("I failed AIF-C01. When may I try again?", ("14 calendar days",), "aws"),
        ("How often can I retake a Microsoft exam?", ("24 hours", "5 attempts"), "microsoft"),
        ("Retake rules of Google?", ("14 days", "60 days", "365 days"), "google"),
        ("If I fail the PMLE twice, how long do I wait?", ("60 days",), "google"),
        ("Is there a free retake for CKA?", ("one free retake",), "linux-foundation"),
        ("Is a retake of Terraform Associate free?", ("no free retake",), "hashicorp"),
        ("What happens if I fail the MLA-C02 beta?", ("only once",), "aws"),
        ("How many attempts at NCA-GENL do I get in a year?", ("5 attempts",), "nvidia"),
        ("failed ai-103 yesterday, when is the next try possible", ("24 hours",), "microsoft"),
    ],
)
def test_retake_rules(ask: Ask, question: str, wanted: tuple[str, ...], vendor: str) -> None:
    answer = ask(question)
    tells(answer, *wanted)
    cites(answer, f"vendors.yaml#{vendor}")


@pytest.mark.parametrize("question", ["How long must I wait to retry a Databricks exam?", "Databricks retake policy?"])
def test_a_rule_that_is_not_known_is_said_not_to_be(ask: Ask, question: str) -> None:
    tells(ask(question), "unknown", "preparation site", "14 days")


def test_a_rule_for_another_exam_of_the_vendor_stays_out(ask: Ask) -> None:
    tells(ask("If I fail the PMLE twice, how long do I wait?"), lacks=["Cloud Digital Leader"])


def test_attempts_a_year_are_no_claim_about_validity(ask: Ask) -> None:
    tells(ask("How many attempts at NCA-GENL do I get in a year?"), lacks=["No: the validity"])
