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


@pytest.mark.parametrize(
    ("question", "right"),
    [
        pytest.param("NCA-GENL lasts for life once earned, right?", "2 years", id="lifelong"),
        pytest.param("AI-900 expires after a year, correct?", "does not expire", id="never expires"),
        pytest.param("PMLE is good for 36 months, isn't it?", "2 years", id="months"),
        pytest.param("The pass mark of the CKA is 75 %, isn't it?", "66", id="pass mark in percent"),
        pytest.param("AI-901's passing score is 800, correct?", "700", id="pass mark in points"),
        pytest.param("Databricks publishes a 70 % pass mark for ML Associate, doesn't it?", "not publish", id="secret"),
        pytest.param("The NCA-AIIO exam has 75 questions, how long do I have?", "50", id="questions"),
        pytest.param("You can only sit NCA-GENL at a test centre, no?", "online", id="delivery"),
        pytest.param("Does the Databricks ML Associate contain labs?", "multiple choice", id="format"),
        pytest.param("Is AIP-C01 available in French?", "Japanese", id="language"),
        pytest.param("AI-901 needs no code at all, how long do I study?", "Python", id="no code"),
        pytest.param("AIB-C01 requires coding, right?", "no coding", id="code"),
        pytest.param("AI-500 has no prerequisites, so can I start with it?", "AI-103", id="no prerequisite"),
        pytest.param("Now they may go straight for AI-500 with nothing in hand, how do I prepare?", "AI-103",
                     id="nothing in hand"),
        pytest.param("AI-500 has no prerequisite so I'd book it tomorrow, price?", "AI-103", id="beside a sum"),
        pytest.param("they told me CKA is 300$. correct?", "USD 445", id="the sign after the number"),
        pytest.param("Do I need AIF-C01 before AIP-C01?", "no prerequisite", id="exam before exam"),
        pytest.param("AWS makes you wait 7 days after a failed AIP-C01, right?", "14", id="retake"),
        pytest.param("NVIDIA made NCA-GENL free, so what now?", "USD 125", id="free"),
        pytest.param("The GenAI Leader was released in 2023, correct?", "14 May 2025", id="launch"),
        pytest.param("Did DP-100 turn into AI-103? DP-100 became AI-103, I read.", "AI-300", id="successor"),
        pytest.param("Our trainer says AI-300 is what replaced AI-102. How do they differ?", "AI-103", id="replaced"),
        pytest.param("Is AIF-C01 discontinued?", "is open", id="said to be gone"),
        pytest.param("booking terraform associate 003 for january, is it hard?", "7 January 2026", id="older version"),
    ],
)  # fmt: skip
def test_what_is_taken_for_granted_is_denied_first(ask: Ask, question: str, right: str) -> None:
    starts_with(ask(question), "No:")
    starts_with(ask(question), right)


@pytest.mark.parametrize(
    "question",
    [
        "Can I register for AI-900 in January?",
        "gonna start w/ AI-102 cause everyone says so! how many weeks??",
        "I have been preparing for DP-100 for weeks, how long is the exam?",
    ],
)
def test_an_exam_to_be_booked_that_has_closed_is_said_to_be_closed_first(ask: Ask, question: str) -> None:
    starts_with(ask(question), "can no longer be taken")
    tells(ask(question), "Book ")


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("My budget is 150 dollars, can I take AIP-C01?", id="budget"),
        pytest.param("I have 3 years of experience, is PMLE right for me?", id="experience"),
        pytest.param("I study 2 hours a day for AIP-C01, how many weeks do I need?", id="study time"),
        pytest.param("Can I retake AIP-C01 after 20 days?", id="a longer break"),
        pytest.param("Which do I need, AIF-C01 or AIP-C01?", id="a choice"),
        pytest.param("Is CKA multiple choice or hands-on?", id="one of two is right"),
        pytest.param("I have no coding experience, is AIF-C01 possible?", id="the person's skills"),
        pytest.param("Is there free training for NCA-GENL?", id="free training"),
        pytest.param("My mother tongue is German, what does AI-300 cost?", id="mother tongue"),
        pytest.param("With a 50 percent discount, would AIF-C01 be 50 dollars?", id="discount"),
        pytest.param("When will AIF-C01 be retired?", id="an end to come"),
        pytest.param("Is AIF-C01 90 minutes long?", id="right"),
        pytest.param("Is the AI-901 exam 45 questions?", id="within the range"),
    ],
)
def test_what_is_no_claim_or_right_is_not_denied(ask: Ask, question: str) -> None:
    tells(ask(question), lacks=["No:"])


def test_a_right_claim_is_affirmed_where_a_yes_or_no_is_wanted(ask: Ask) -> None:
    starts_with(ask("Does AI-500 need AI-103 first?"), "Yes:")
    starts_with(ask("AIF-C01 costs $100, right?"), "Yes:")


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("Now that Google has lifted PMLE to 250 dollars, is it still worth it?", "USD 200"),
        ("They've halved the CKA to 220, so I'd better hurry?", "USD 445"),
        ("Databricks has put the ML Associate up to 300. Is the raise worth it?", "USD 200"),
        ("AIP-C01 got cheaper, 200 now, shall I book?", "USD 300"),
        ("65 percent is enough for the CKA, how generous!", "66%"),
        ("Isn't it sad that the CKA got axed?", "open"),
        ("With AI-300 now standing in for AI-102, which labs do I do?", "AI-103"),
        ("How is the French version of AI-300?", "English"),
        ("I'm about to transfer 395 for the CKA, ok?", "USD 445"),
    ],
)
def test_what_is_said_to_have_changed_is_put_right(ask: Ask, question: str, right: str) -> None:
    starts_with(ask(question), "No")
    starts_with(ask(question), right)


@pytest.mark.parametrize(
    ("question", "owner"),
    [
        ("Databricks makes the NCA-GENM, doesn't it? I'd like to use our Databricks credits.", "NVIDIA"),
        ("Red Hat's CKA: can I take it at one of their offices?", "Linux Foundation"),
        ("Oracle's PMLE: do they send a paper certificate?", "Google"),
        ("The AIF-C01 is by Meta, I guess. How long does it hold?", "AWS"),
    ],
)
def test_an_owner_that_is_none_of_ours_is_put_right(ask: Ask, question: str, owner: str) -> None:
    text = starts_with(ask(question), owner)
    assert "do not have" not in text


@pytest.mark.parametrize(
    "question",
    [
        "So first the Associate Cloud Engineer, as Google demands it for the PMLE. How long will that take?",
        "As Microsoft wants AZ-900 before AI-103, how long will both take me?",
        "First I've got to clear AIF-C01 since Amazon insists on it for AIP-C01. What does the detour cost?",
    ],
)
def test_an_exam_that_nobody_demands(ask: Ask, question: str) -> None:
    starts_with(ask(question), "no prerequisite")


def test_a_hard_exam_taken_for_an_easy_one_is_told_with_the_experience_expected(ask: Ask) -> None:
    text = starts_with(ask("Something easy for starters like AIP-C01, sensible?"), "professional")
    assert "2 or more years" in text


def test_where_an_exam_closed_in_some_languages_only_they_are_named(ask: Ask) -> None:
    tells(ask("Too bad AWS scrapped AIF-C01 in October. Why?"), "No:", "German", "Italian")


@pytest.mark.parametrize(
    "question",
    [
        "They raised the CKA to 445, right?",
        "AI-500 demands AI-103 first, so what does the pair cost?",
        "MLS-C01 was scrapped, so what do I take?",
        "Google's PMLE: in Japanese too?",
        "AIP-C01 in Japanese, can I?",
        "NCA-GENL is by NVIDIA, so how long does it hold?",
    ],
)
def test_what_is_right_is_not_denied(ask: Ask, question: str) -> None:
    tells(ask(question), lacks=["No:", "not of"])


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("Nine years on the job, that's what Google insists on for the PMLE, so I'm out", "3+ years"),
        ("Databricks demands four years of experience for its ML Associate, they say", "6 months"),
        ("Two years at NVIDIA tools before you may register for NCA-AIIO, right?", "basic knowledge"),
        ("AI-901 wants no line of code, so my assistants can take it. How long is it?", "Python"),
        ("Generative AI Leader is for engineers only, requires Python, pity", "open to any job role"),
        ("So in the CKA I tick fifty boxes", "command-line"),
        ("the cka is done at a Pearson VUE centre, i suppose", "PSI"),
        ("The AIF-C01 can only be taken at a test centre, sadly", "online"),
        ("The GenAI Leader must be renewed every year", "3 years"),
        ("I was told you can't take AIP-C01 without AIF-C01", "no prerequisite"),
    ],
)
def test_what_an_exam_is_said_to_ask_for_is_put_right(ask: Ask, question: str, right: str) -> None:
    starts_with(ask(question), "No:")
    tells(ask(question), right)


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("Nice of HashiCorp that a second go at Terraform is on the house. How long is it valid?", "No free retake"),
        ("So AWS gives you a free retake of the AIF-C01, right?", "full fee"),
        ("With one shot only at the CKA I can't sleep", "free retake"),
        ("Google bans you for life after two fails at the PMLE", "4 attempts"),
        ("I'll take five goes at the MLA-C02 beta. Good plan?", "only once"),
        ("AI-103 has no retake limit, my friend took it nine times", "5 attempts"),
    ],
)
def test_what_is_said_of_further_attempts_is_put_right(ask: Ask, question: str, right: str) -> None:
    starts_with(ask(question), "No:")
    tells(ask(question), right)


@pytest.mark.parametrize(
    ("question", "owner"),
    [
        ("The CKA must be one of Google Cloud's exams, surely. Where do I book it?", "Linux Foundation"),
        ("my professor calls the AIP-C01 a Microsoft certificate", "AWS"),
    ],
)
def test_an_exam_counted_among_those_of_another_owner(ask: Ask, question: str, owner: str) -> None:
    starts_with(ask(question), owner)


@pytest.mark.parametrize(
    "question",
    [
        "I know the CKA has a free retake, so how long do I have to use it?",
        "With two years of experience in ML, which exam should I take after the AIF-C01?",
        "Since the PMLE wants three years in the industry and I have four, is it for me?",
        "I have 18 months of experience, the Databricks ML Professional asks for about a year. Good idea?",
        "A retake of the PMLE isn't free, I assume. How many tries are there?",
        "someone said Databricks first, someone said CKA first. I'm a sysadmin, which order does your guide have?",
        "We are a Microsoft shop and want the CKA. What's the fee?",
        "The Terraform exam is HashiCorp's own. What does it cost?",
        "The PMLE is about 40 dollars a year if you think of it. What does it cover?",
    ],
)
def test_what_is_right_or_somebodys_own_is_not_denied(ask: Ask, question: str) -> None:
    tells(ask(question), lacks=["No:", "not of"])


def test_of_an_exam_that_is_gone_and_one_to_take_the_latter_is_asked_about(ask: Ask) -> None:
    starts_with(ask("Since AI-102 is gone, I'll take AI-103. How many minutes does it take?"), "120 minutes")


def test_that_a_vendor_is_neutral_is_denied(ask: Ask) -> None:
    starts_with(
        ask("My trainer calls the Databricks ones vendor-agnostic, but they sell a platform!"), "are not neutral"
    )


def test_a_share_beside_the_pass_mark_is_taken_for_it(ask: Ask) -> None:
    starts_with(ask("Databricks wants 70% on the ML Professional, how many questions is that?"), "No: Databricks")


def test_questions_that_do_not_count(ask: Ask) -> None:
    answer = ask("so every question counts toward my score?", "How many questions has the AIF-C01?")
    tells(answer, "No", "50 scored")


def test_a_beta_that_is_said_to_be_over(ask: Ask) -> None:
    starts_with(ask("The non-beta MLA-C02 went live last week, what do I pay?"), "No: ")
