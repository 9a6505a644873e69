"""What is taken for granted in other words than a list of phrases knows, and follow-ups that go on from an answer."""

from __future__ import annotations

import pytest
from conftest import Ask

from asking import real_language, starts_with, tells
from bot.language import GRANTED

TAKEN = [
    ("Google hands out the Generative AI Leader exam for nothing, nice. How long is it valid?", "USD 99"),
    ("You tick boxes in the CKA, so how many minutes do I get for that?", "live clusters|command-line"),
    ("Microsoft lets me sit AI-300 as often as I please, so how long shall I study?", "5 attempts"),
    ("AI-901 needs no programming, which is why I order it for the board. Fee?", "Python"),
    ("Holding the PMLE is proven to add a fifth to your pay. Its minutes?", "No source"),
    ("Plan: AI-500 in spring, AI-103 in autumn. What does the first one cost?", "AI-103"),
    ("I've set aside 135 for NVIDIA's NCA-GENL, as the guide prints. How many minutes is it?", "USD 125"),
    ("The article crowns Databricks GenAI Engineer Associate as its pick for GenAI specialists. Price?", "not mention"),
]


@pytest.mark.parametrize(("question", "wanted"), TAKEN)
def test_what_is_taken_for_granted_in_any_words_is_put_right_first(ask: Ask, question: str, wanted: str) -> None:
    answer = ask(question)
    starts_with(answer, "No")
    tells(answer, wanted)


@pytest.mark.parametrize(
    "question",
    ["Is the CKA hands-on?", "How do I renew AI-103?", "Which exams are free?", "I failed PMLE twice, what now?"],
)
def test_what_is_only_asked_is_not_denied(ask: Ask, question: str) -> None:
    assert not ask(question).answer.startswith("No:")


def test_each_label_of_what_is_granted_makes_a_claim_that_is_known() -> None:
    language = real_language()
    labels = [ask for ask, _ in language.examples() if ask.startswith(f"{GRANTED}:")]
    assert set(labels) == {f"{GRANTED}:{name}" for name in language.granted}
    for one in language.granted.values():
        texts = language.words["claims"]["texts"].get(one.field, ())
        assert not texts or any(one.value in option["said"] for option in texts)


GONE_ON = [
    (("I failed AI-103 yesterday.", "And if I fail that one too?"), "14 days"),
    (("What's the fee of the MLA-C02 beta?", "and once it is the regular exam?"), "USD 150"),
    (("number of questions in AIF-C01", "how many of them don't count?"), "15 unscored"),
    (("pay of a mid-level ML engineer", "and a senior one?", "so that is a jump of?"), "USD 40,000"),
    (("we're 12 and all want Generative AI Leader, total?", "three just bailed"), "USD 891"),
    (("total for 5 AIF-C01 exams", "typo, 15"), "USD 1,500"),
    (("I'm a DevOps engineer, what first?", "its price?", "and after that one?"), "Databricks ML Associate"),
    (("I'm a DevOps engineer, what first?", "and after that one?", "what would all of it cost me?"), "USD 720"),
    (("We are five clerks, nobody technical, and we use AWS.", "which exam?", "and for all five of them?"), "USD 500"),
    (("My colleague did AI-900 in 2024.", "Can I still take it?"), "30 June 2026"),
    (("I plan shifts in a clinic, can't program", "we're on Google Cloud", "so which exam and what does it cost?"),
     "Generative AI Leader"),
]  # fmt: skip


@pytest.mark.parametrize(("turns", "wanted"), GONE_ON)
def test_a_short_follow_up_goes_on_from_the_answer(ask: Ask, turns: tuple[str, ...], wanted: str) -> None:
    tells(ask(turns[-1], *turns[:-1]), wanted)


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("MLA-C02, and say I fail it once. What have I paid in the end?", "USD 225"),
        ("AIF-C01 and MLA-C02, failing both once, what's the sum?", "USD 425"),
        ("four of us take MLA-C02 and each fails once, total?", "USD 900"),
        ("half a dozen AIF-C01 vouchers, before tax", "USD 600"),
        ("CKA for two admins and Terraform Associate for the same two, sum?", "USD 1,031"),
        ("five engineers each get NCA-AIIO, and one of those five takes AI-300 too. Sum?", "USD 790"),
    ],
)
def test_a_failed_beta_is_followed_by_the_standard_version(ask: Ask, question: str, total: str) -> None:
    tells(ask(question), total)


def test_the_guides_picks_on_another_cloud_are_not_newer_than_the_guide(ask: Ask) -> None:
    answer = ask("product manager at a Google Cloud company, which AI exam?")
    wrong = "Newer than the guide and fitting too: AWS AI Practitioner"
    tells(answer, "guide's pick on another cloud: AWS AI Practitioner", lacks=[wrong])


def test_weeks_of_a_path_add_up_where_some_exams_are_told_in_hours(ask: Ask) -> None:
    tells(ask("4 hours a week: how long until I'm done with the devops path?"), "20–32 weeks")


def test_a_skill_that_an_exam_needs_is_told_from_its_experience(ask: Ask) -> None:
    tells(ask("is python required for PMLE"), "able to read Python and SQL")
