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
    ("So AIF is the shortest of all, good. How long is it exactly?", "45 minutes"),
    ("Since CKA is the cheapest exam you have, I'll take it. Where do I book?", "USD 50"),
    ("When does AWS's beta of AIP-C01 end?", "is open"),
    ("MLA-C02 is out of beta now, so what's the full price I pay today?", "only as a beta"),
    ("CKA's in beta, isn't it", "is open"),
    ("Responsible AI makes up 30% of AIF-C01, so I'll study that most. Which other parts are there?", "14%"),
    ("Since security is half of the AIP-C01 exam, should I do a security course first?", "20%"),
    ("A failed CKA means paying 445 again, correct?", "One free retake"),
    ("Because Microsoft makes you renew AI-103 by sitting the exam again, what does renewal cost?", "open-book"),
    ("The beta of AIB-C01 costs 100 dollars, right?", "USD 50 in the beta"),
    ("DP-100 turned into AI-103 by itself", "AI-300"),
    ("AI-901 is for people who do not code at all, so could my receptionist do it?", "Python"),
    ("i will do ai-500 straight away as there is nothing you need before, what does it cost", "AI-103"),
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


@pytest.mark.parametrize(
    "question",
    [
        "is AIB-C01 still in beta",
        "How much will AIB-C01 be once it's out of beta?",
        "Which is the cheapest, AIF-C01 or CKA?",
        "I don't code. Is Generative AI Leader for people who do not code?",
        "How much of AIF-C01 is responsible AI?",
        "what does a second attempt at CKA cost?",
    ],
)
def test_what_is_only_asked_is_not_denied(ask: Ask, question: str) -> None:
    assert not ask(question).answer.startswith("No:")


def test_the_dearest_is_affirmed(ask: Ask) -> None:
    starts_with(ask("Is CKA the most expensive exam?"), "Yes: ")


def test_praise_is_no_version(ask: Ask) -> None:
    tells(ask("since MLS-C01 is still the gold standard i'll sit it in march. how do i prepare"), "USD 75, in beta")


def test_tries_told_are_paid_for(ask: Ask) -> None:
    tells(ask("failed nca-genl once, passed the second time. what did i spend on the exam altogether"), "USD 250")
