"""Can it still be taken, what replaced it, what changed: on the day asked about."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import Ask

from asking import cites, plain, starts_with, tells

SPRING = date(2026, 5, 1)

CLOSED = [
    ("Can I still sit AI-102?", "30 June 2026", "AI-103"),
    ("Is the AWS Machine Learning Specialty still offered?", "31 March 2026", "MLA-C02"),
    ("Is AI-900 still bookable?", "30 June 2026", "AI-901"),
    ("Has DP-100 been retired?", "1 June 2026", "AI-300"),
    ("When was the last day for MLA-C01?", "28 September 2026", "MLA-C02"),
    ("When did AI-102 close?", "30 June 2026", "AI-103"),
    ("I heard AI-102 is still open, true?", "30 June 2026", "AI-103"),
    ("May I register for the Azure Data Scientist exam?", "1 June 2026", "AI-300"),
]


@pytest.mark.parametrize(("question", "day", "after"), CLOSED)
def test_a_closed_exam_comes_with_its_last_day_and_what_to_book(ask: Ask, question: str, day: str, after: str) -> None:
    answer = ask(question)
    starts_with(answer, day)
    tells(answer, after, "USD", lacks=["Yes"])
    cites(answer, "certifications.yaml#")


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("Can I still sit AI-102?", "30 June 2026"),
        ("Is AI-900 still bookable?", "30 June 2026"),
        ("Has DP-100 been retired?", "1 June 2026"),
    ],
)
def test_in_spring_the_same_exam_was_open_with_a_last_day_to_come(ask: Ask, question: str, day: str) -> None:
    tells(ask(question, today=SPRING), "open", day, lacks=["can no longer", "it closed"])


@pytest.mark.parametrize(
    ("today", "said"),
    [
        pytest.param(date(2026, 6, 30), "is open", id="on the last day"),
        pytest.param(date(2026, 7, 1), "closed on", id="the day after"),
    ],
)
def test_the_last_day_itself_still_counts(ask: Ask, today: date, said: str) -> None:
    tells(ask("Can I still take AI-102?", today=today), said, "30 June 2026")


def test_an_exam_that_closed_before_spring_was_closed_then_too(ask: Ask) -> None:
    tells(ask("Can I take MLS-C01?", today=SPRING), "31 March 2026", "MLA-C01|AIP-C01|AIF-C01", lacks=["MLA-C02 (USD"])


@pytest.mark.parametrize(
    ("question", "after"),
    [
        ("What replaced AI-900?", "AI-901"),
        ("What is the successor of DP-100?", "AI-300"),
        ("Which exam took the place of AI-102?", "AI-103"),
        ("What do I take instead of MLS-C01?", "MLA-C02"),
        ("Which exam comes in place of the old AWS ML engineer one, MLA-C01?", "MLA-C02"),
        ("DP-100 is gone, what is there now?", "AI-300"),
    ],
)
def test_successors(ask: Ask, question: str, after: str) -> None:
    tells(ask(question), after)


def test_what_an_exam_replaced(ask: Ask) -> None:
    starts_with(ask("What did MLA-C02 replace?"), "MLA-C01")


@pytest.mark.parametrize(
    ("question", "price"),
    [
        ("Is AI-500 open?", "USD 165"),
        ("Can I book CKA today?", "USD 445"),
        ("Is AIP-C01 still available?", "USD 300"),
        ("can i still take the google ml engineer exam", "USD 200"),
    ],
)
def test_an_open_exam_is_said_to_be_open_with_its_fee(ask: Ask, question: str, price: str) -> None:
    starts_with(ask(question), "open")
    tells(ask(question), price, lacks=["closed", "can no longer"])


@pytest.mark.parametrize(
    "question",
    ["someone on slack said they'd scrap PMLE in spring, true?", "rumour has it the PMLE is being retired?"],
)
def test_a_rumour_is_in_no_source(ask: Ask, question: str) -> None:
    starts_with(ask(question), "open")
    tells(ask(question), "rumour", lacks=["closed"])


def test_a_rumour_that_is_right_is_not_denied(ask: Ask) -> None:
    tells(ask("rumour has it AI-900 is dead, true?"), "30 June 2026", lacks=["rumour"])


@pytest.mark.parametrize("question", ["Can I take MLA-C02 now?", "Is MLA-C02 out yet?"])
def test_a_beta_is_called_a_beta(ask: Ask, question: str) -> None:
    tells(ask(question), "beta", "29 September 2026", "USD 75")


def test_the_beta_did_not_exist_in_spring(ask: Ask) -> None:
    tells(ask("Can I take MLA-C02?", today=SPRING), "MLA-C02", lacks=["can be taken today", "is open"])


@pytest.mark.parametrize(
    "question", ["Is there a date on which MLA-C02 leaves beta?", "When does MLA-C02 become generally available?"]
)
def test_sources_that_disagree_are_both_named(ask: Ask, question: str) -> None:
    tells(ask(question), "14 January 2027", "TBD")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Can I book NCP-GENL?", "Coming soon"),
        ("Is the Agentic Architect exam out of beta?", "30 September 2026"),
    ],
)
def test_an_exam_that_is_not_known_to_be_bookable_is_not_called_open(ask: Ask, question: str, wanted: str) -> None:
    tells(ask(question), wanted, "cannot be booked", lacks=["is open"])


def test_a_closed_english_exam_is_still_open_in_japanese(ask: Ask) -> None:
    tells(ask("Is MLA-C01 available in Japanese?"), "Japanese", "28 September 2026")


@pytest.mark.parametrize(
    "question",
    [
        "What changed from MLA-C01 to MLA-C02?",
        "How is MLA-C02 different from the old MLA-C01?",
        "What is new in MLA-C02?",
    ],
)
def test_what_a_new_version_brings(ask: Ask, question: str) -> None:
    tells(ask(question), "RAG", "vector databases", "agents")


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("I hold AI-102. Does it stay valid?", "1 year"),
        ("My MLS-C01 is from 2024, is it worthless now?", "3 years"),
        ("I passed MLS-C01 in 2025, how long is it good for?", "3 years"),
    ],
)
def test_holders_keep_a_closed_certification(ask: Ask, question: str, years: str) -> None:
    tells(ask(question), years)


@pytest.mark.parametrize(
    "question",
    [
        "Which parts of the guide are out of date?",
        "Which of the exams in the guide have closed?",
        "What in the guide is no longer true?",
    ],
)
def test_what_in_the_guide_is_out_of_date(ask: Ask, question: str) -> None:
    answer = ask(question)
    tells(answer, "MLA-C01", "MLS-C01", "AI-900", "AI-102", "31 March 2026", "30 June 2026", "28 September 2026")
    tells(answer, "AI-901", "AI-103", "MLA-C02", "USD 135", "USD 125")


def test_what_in_the_guide_was_out_of_date_in_spring(ask: Ask) -> None:
    tells(
        ask("Which parts of the guide are out of date?", today=SPRING),
        "MLS-C01",
        lacks=["AI-102 closed", "MLA-C01 closed"],
    )


def test_an_article_before_a_code_makes_no_other_name(ask: Ask) -> None:
    tells(ask("I have a DP-100 voucher in my drawer. Is that exam still on?"), "1 June 2026", "AI-300")


@pytest.mark.parametrize(
    ("question", "wanted", "lacks"),
    [
        ("which exam retires next?", ("No last day is announced", "28 September 2026"), ()),
        ("any microsoft certs about to be withdrawn?", ("No last day is announced", "AI-900"), ("MLS-C01",)),
        ("which exams close soon", ("No last day is announced",), ("minutes",)),
    ],
)
def test_which_exams_close_next_and_which_have(
    ask: Ask, question: str, wanted: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    tells(ask(question), *wanted, lacks=lacks)


def test_which_exam_closes_next_as_it_stood_in_spring(ask: Ask) -> None:
    starts_with(ask("which exam retires next?", today=SPRING), "last day")


def test_nothing_is_said_twice_under_two_names(ask: Ask) -> None:
    said = plain(ask("got my aif-c01 in may 2024 do i have to redo it"))
    assert said.count("is renewed like this") == 1


def test_an_exam_that_was_a_beta_says_since_when_it_is_open_in_full(ask: Ask) -> None:
    tells(ask("Is AI-500 still a beta or the real thing?"), "9 October 2026")
