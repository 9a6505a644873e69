"""What a question takes for granted and is wrong is denied in the first sentence, whatever is asked beside it."""

from __future__ import annotations

import pytest
from conftest import Ask

from asking import starts_with, tells

DENIED = [
    ("AIF-C01 is 150 dollars, right? I need to get it approved.", "USD 100"),
    ("I've got the 135 dollars ready that NVIDIA charges for NCA-GENL. Where do I pay?", "USD 125"),
    ("AI-500 has no entry conditions, so I could begin right there tomorrow?", "AI-103"),
    ("Can you sort the seven PMLE domains by weight for me, heaviest first", "6 domains|six domains|Low-code"),
    ("rumour at the office: Generative AI Leader exists since 2024 so it's mature by now", "14 May 2025"),
    ("microsoft caps you at three attempts per year, i've burnt two on ai-103, so only one left??", "5 attempts"),
    ("I hold the AI-102 paper until May. Then it turns into the AI-103 one all by itself, right?", "does not convert"),
]


@pytest.mark.parametrize(("question", "wanted"), DENIED)
def test_a_wrong_premise_is_denied_first(ask: Ask, question: str, wanted: str) -> None:
    answer = ask(question)
    starts_with(answer, "No")
    tells(answer, wanted)


@pytest.mark.parametrize(
    "question",
    [
        "exam planned for AI-102 at the end of january, any last tips?",
        "I'm saving for MLS-C01, the 300-dollar one, and should be ready by February. Where do I book?",
        "Next Tuesday I've 45 minutes free, so I'll squeeze in AI-900. On which site do I book the slot?",
    ],
)
def test_a_plan_for_a_closed_exam_is_stopped_first(ask: Ask, question: str) -> None:
    starts_with(ask(question), "can no longer be taken")


def test_neutral_is_denied(ask: Ask) -> None:
    tells(ask("Databricks certs are vendor-neutral, which is why people like them. Proof?"), "are not neutral")
