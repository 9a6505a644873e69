"""Slips, chat spelling, odd case and short forms do not stand in the way."""

from __future__ import annotations

import pytest
from conftest import Ask

from asking import starts_with, tells


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("wat does mla c02 cst", "USD 75"),
        ("hw long is teh pmle exm", "120 minutes"),
        ("databriks ml asociate price", "USD 200"),
        ("is ai102 still availble", "30 June 2026"),
        ("aifc01 vs ai901", "USD 1"),
        ("Kubernets admin certification cost", "USD 445"),
        ("nvidea nca genl validity", "2 years"),
        ("MLA-CO2 price", "USD 75"),
        ("terrafrom associate how long", "60 minutes"),
        ("WHAT IS THE PASSING SCORE OF AIP-C01???", "750"),
        ("price of the google ml one", "USD 200"),
        ("how long is the nvidia llm one", "60 minutes"),
        ("the aws genai dev exam, what's it cost", "USD 300"),
        ("AIF C01", "AIF-C01"),
        ("pmle?", "Professional ML Engineer"),
        ("c k a price", "USD 445"),
        ("prcie of AFI-C01 plz", "USD 100"),
        ("how lnog is the AI-130?", "AI-103"),
        ("NAC-GENL validity", "2 years"),
        ("A1F-C01 price", "USD 100"),
        ("gen ai ledaer 4 ppl cost", "USD 396"),
        ("how mutch 4 teh azuer ai-103", "USD 165"),
        ("im a data anlyst wich cert frst", "Databricks ML Associate"),
    ],
)
def test_a_slip_is_understood(ask: Ask, question: str, wanted: str) -> None:
    starts_with(ask(question), wanted)


@pytest.mark.parametrize("question", ["AIF-C02 cost", "AI-902 fee", "Is SAA-C03 open?"])
def test_another_digit_is_another_exam(ask: Ask, question: str) -> None:
    assert ask(question).refused


def test_a_sentence_in_another_script_is_left_aside(ask: Ask) -> None:
    tells(ask("안녕하세요. Sorry, English: what does AIF-C01 cost?"), "USD 100")
