"""A wrong premise in the question is put right, first."""

from __future__ import annotations

import pytest
from conftest import Ask

from asking import starts_with, tells


@pytest.mark.parametrize(
    ("question", "owner"),
    [
        ("Is CKA an AWS exam?", "Linux Foundation"),
        ("Since NCA-GENL belongs to Google, does it use Vertex?", "NVIDIA"),
        ("How long is Microsoft's PMLE exam?", "Google"),
        ("What does NVIDIA's AIF-C01 cost?", "AWS"),
    ],
)
def test_the_wrong_vendor(ask: Ask, question: str, owner: str) -> None:
    starts_with(ask(question), owner)


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("AIF-C01 costs $150, right?", "USD 100"),
        ("Does the Databricks ML Associate really cost 300 dollars?", "USD 200"),
        ("Why is the AI-103 exam 300 USD?", "USD 165"),
        ("PMLE is valid for 3 years, right?", "2 years"),
        ("Is it true that AIP-C01 lasts 90 minutes?", "180 minutes"),
    ],
)
def test_the_wrong_value(ask: Ask, question: str, right: str) -> None:
    starts_with(ask(question), "No")
    starts_with(ask(question), right)


@pytest.mark.parametrize(
    ("question", "right"),
    [("AIF-C01 costs $100, right?", "USD 100"), ("PMLE is valid for 2 years, isn't it?", "2 years")],
)
def test_a_right_value_is_not_denied(ask: Ask, question: str, right: str) -> None:
    tells(ask(question), right, lacks=["No:"])


def test_the_wrong_level(ask: Ask) -> None:
    starts_with(ask("Is AIP-C01 a foundational exam?"), "professional")


def test_the_wrong_format(ask: Ask) -> None:
    tells(ask("CKA is multiple choice, isn't it?"), "command-line")


def test_an_end_that_has_passed(ask: Ask) -> None:
    tells(ask("Doesn't AI-900 stay open until 2027?"), "30 June 2026", "AI-901")
