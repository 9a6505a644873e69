"""Names, asks, limits, person and follow-ups read out of questions."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from conftest import TODAY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asking import real_language
from bot.chain import Bot
from bot.errors import InputError
from bot.records import Limits, Query, Turn
from bot.settings import MAX_QUESTION
from bot.understand.limits import amounts
from bot.understand.text import Speller, Token, clauses, clean, compact, segments, tokens


def read(bot: Bot, question: str, *before: str, today: date = TODAY) -> Query:
    return bot.understand(question, [Turn("user", turn) for turn in before], today)


@pytest.mark.parametrize(
    ("question", "certs"),
    [
        ("price of AIF-C01", ("aif-c01",)),
        ("price of aifc01", ("aif-c01",)),
        ("price of aif c01", ("aif-c01",)),
        ("How long is AIF‑C01?", ("aif-c01",)),
        ("price of the AWS Certified AI Practitioner", ("aif-c01",)),
        ("how long is the aws ai practitioner exam", ("aif-c01",)),
        ("fee for the Google Cloud Professional Machine Learning Engineer", ("pmle",)),
        ("the google ml one, how long?", ("pmle",)),
        ("gcp pmle price", ("pmle",)),
        ("price of ncagenl", ("nca-genl",)),
        ("nvidia generative ai llms associate price", ("nca-genl",)),
        ("databricks machine learning professional length", ("databricks-ml-professional",)),
        ("databriks ml asociate price", ("databricks-ml-associate",)),
        ("how much is the certified kubernetes administrator?", ("cka",)),
        ("terraform associate price", ("terraform-004",)),
        ("Compare AI-103 with CKA and PMLE", ("ai-103", "cka", "pmle")),
        ("Databricks ML Associate vs Professional", ("databricks-ml-associate", "databricks-ml-professional")),
        ("what does a senior engineer earn", ()),
        ("I work with Google Cloud", ()),
    ],
)
def test_names_are_linked_to_records(bot: Bot, question: str, certs: tuple[str, ...]) -> None:
    assert read(bot, question).certs == certs


@pytest.mark.parametrize(
    ("question", "today", "cert"),
    [
        ("price of the AWS ML engineer exam", date(2026, 5, 1), "mla-c01"),
        ("price of the AWS ML engineer exam", TODAY, "mla-c02"),
        ("price of MLA-C01", TODAY, "mla-c01"),
        ("cost of Azure AI Fundamentals", TODAY, "ai-901"),
    ],
)
def test_a_name_without_a_version_means_the_one_to_book(bot: Bot, question: str, today: date, cert: str) -> None:
    assert read(bot, question, today=today).certs == (cert,)


@pytest.mark.parametrize(
    ("question", "ask"),
    [
        ("What does CKA cost?", "price"),
        ("How long does the CKA exam take?", "minutes"),
        ("Can I still book AI-102?", "status"),
        ("What replaced AI-102?", "successor"),
        ("Compare CKA and PMLE", "compare"),
        ("What is the cheapest exam?", "cheapest"),
        ("What's the dearest exam?", "dearest"),
        ("What does an MLOps lead earn?", "salary"),
        ("I failed, when can I resit AIF-C01?", "retake"),
        ("Which exam first for a data analyst?", "first_step"),
        ("The whole route for a data analyst?", "path"),
        ("Which exams cover RAG?", "topic"),
        ("Does PMLE cover RAG?", "covers"),
        ("hello", "greeting"),
        ("thanks!", "thanks"),
        ("what's the capital of Peru", "out_of_scope"),
        ("Which mistakes are common?", "avoid"),
        ("Who are you?", "who_are_you"),
        ("How recent are your facts?", "data_date"),
        ("What do CKA and PMLE cost together?", "total"),
    ],
)
def test_what_is_asked(bot: Bot, question: str, ask: str) -> None:
    assert read(bot, question).asks[0] == ask


@pytest.mark.parametrize(
    ("question", "limits"),
    [
        ("Which exams cost at most 150 dollars?", Limits(max_price=150)),
        ("Which exams cost less than $150?", Limits(max_price=149.99)),
        ("Which exams cost 200 dollars or more?", Limits(min_price=200)),
        ("List Azure certifications", Limits(vendors=("microsoft",))),
        ("List professional exams of Google", Limits(vendors=("google",), levels=("professional",))),
        ("Which exams last at most an hour?", Limits(max_minutes=60)),
        ("Which certifications are still open?", Limits(open_only=True)),
        ("Which exams have been retired?", Limits(closed_only=True)),
        ("Which exams are in beta?", Limits(beta_only=True)),
        ("List certifications that are not from Microsoft", Limits(excluded=("microsoft",))),
        ("Which exams can I take in Japanese?", Limits(languages=("Japanese",))),
        ("Which exam is the shortest, betas aside?", Limits(no_beta=True)),
        ("Which Google exams are open? Some are retired.", Limits(vendors=("google",), open_only=True)),
        ("Which AWS exams are not retired?", Limits(vendors=("aws",), open_only=True)),
        ("Which exams are hands-on instead of multiple choice?", Limits(traits=("hands_on",))),
        ("Which certifications are valid for at least 3 years?", Limits(min_years=3)),
        ("Exams of three hours or more?", Limits(min_minutes=180)),
    ],
)
def test_limits(bot: Bot, question: str, limits: Limits) -> None:
    assert read(bot, question).limits == limits


@pytest.mark.parametrize(
    ("said", "background"),
    [
        ("I'm a BI analyst", "data-analyst"),
        ("I am a backend developer", "software-developer"),
        ("I'm an SRE", "devops-engineer"),
        ("I'm a postdoc in deep learning", "ml-researcher"),
        ("I keep our Linux servers alive", "devops-engineer"),
    ],
)
def test_who_somebody_is(bot: Bot, said: str, background: str) -> None:
    assert read(bot, said).profile.background == background
    assert read(bot, "What should I take first?", said).backgrounds == (background,)


def test_the_last_word_on_who_somebody_is_counts(bot: Bot) -> None:
    query = read(bot, "What should I take first?", "I'm a developer", "no, sorry, I'm a data analyst")
    assert query.backgrounds == ("data-analyst",)


def test_a_budget_lasts(bot: Bot) -> None:
    assert read(bot, "Which exams can I pay for?", "My budget is 400 USD", "thanks").profile.budget == 400


def test_hours_a_week_last(bot: Bot) -> None:
    assert read(bot, "How long does the path of an SRE take?", "I can study 5 hours a week").profile.hours_a_week == 5


def test_it_means_what_was_asked_about_last(bot: Bot) -> None:
    assert read(bot, "And how long is it?", "What does CKA cost?").certs == ("cka",)
    assert read(bot, "And how long is it?", "What does CKA cost?", "And PMLE?").certs == ("pmle",)


def test_both_means_the_two_spoken_of(bot: Bot) -> None:
    query = read(bot, "And both together?", "What does CKA cost?", "And PMLE?")
    assert (query.asks[0], set(query.certs)) == ("total", {"cka", "pmle"})


def test_a_name_alone_repeats_the_question(bot: Bot) -> None:
    query = read(bot, "and CKA?", "How long is the PMLE exam?")
    assert (query.asks, query.certs) == (("minutes",), ("cka",))


def test_a_question_that_stands_alone_takes_nothing_from_the_history(bot: Bot) -> None:
    query = read(bot, "What does AIF-C01 cost?", "Compare CKA and PMLE")
    assert (query.asks, query.certs) == (("price",), ("aif-c01",))


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("How much is AI-999?", "AI-999"),
        ("price of the CCNA", "Cisco CCNA"),
        ("Is AZ-305 hard?", "AZ-305"),
        ("What does the AWS Certified Prompt Engineer exam cost?", "AWS Certified Prompt Engineer"),
    ],
)
def test_names_of_no_record_are_told(bot: Bot, question: str, unknown: str) -> None:
    query = read(bot, question)
    assert any(unknown in name or name in unknown for name in query.unknown)
    assert query.certs == ()


def test_an_employer_is_no_certification(bot: Bot) -> None:
    assert read(bot, "I'm a data analyst at IBM. Which exam should I take first?").unknown == ()


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("AIF-C01 costs $150, right?", ("aif-c01", "price", "150")),
        ("Is it true that PMLE is valid for 3 years?", ("pmle", "validity_years", "3")),
        ("How long is Microsoft's NCA-GENL?", ("nca-genl", "vendor", "microsoft")),
    ],
)
def test_what_a_question_takes_for_granted(bot: Bot, question: str, claim: tuple[str, str, str]) -> None:
    assert claim in [(c.record, c.field, c.value) for c in read(bot, question).claims]


@pytest.mark.parametrize("question", ["", "   ", "?!", "\u200b\u200b", "…", "\x00\x07"])
def test_an_empty_question_is_an_input_error(bot: Bot, question: str) -> None:
    with pytest.raises(InputError, match="empty"):
        read(bot, question)


def test_the_longest_question_is_read_and_a_longer_one_is_an_input_error(bot: Bot) -> None:
    longest = ("Which exam first for an SRE? " * 100)[: MAX_QUESTION - 1] + "?"
    assert read(bot, longest).question
    with pytest.raises(InputError, match="2,001 characters"):
        read(bot, "a" * (MAX_QUESTION + 1))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.text(min_size=1, max_size=80), before=st.text(max_size=40))
def test_any_text_is_read_or_refused_as_input(bot: Bot, question: str, before: str) -> None:
    turns = [Turn("user", "What does CKA cost?"), Turn("assistant", before)]
    try:
        query = bot.understand(question, turns, TODAY)
    except InputError:
        assert not any(char.isalnum() for char in unicodedata.normalize("NFKC", question) if char.isascii())
    else:
        assert query.asks


def test_cleaning_folds_width_space_and_control_characters() -> None:
    assert clean("  ＣＫＡ\u200b\tprice\u00a0?\n") == "CKA price ?"


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    try:
        once = clean(text)
    except InputError:
        return
    assert clean(once) == once


@given(st.text(max_size=200))
def test_tokens_stand_where_they_say(text: str) -> None:
    assert all(text[token.start : token.end].lower() == token.word for token in tokens(text))


def test_segments_and_clauses() -> None:
    assert segments("I'm an SRE. What first? Thanks!") == ["I'm an SRE.", "What first?", "Thanks!"]
    assert clauses("how long is it and what does it cost") == ["how long is it", "what does it cost"]
    assert clauses("how long is it") == []


@pytest.mark.parametrize("name", ["MLA-C02", "mla c02", "MLAC02", "mla–c02"])
def test_a_code_is_one_name_in_every_spelling(name: str) -> None:
    assert compact(name) == "mlac02"


SPELLER = Speller(["kubernetes", "databricks", "aifc01"], {"price", "cost", "bricks"}, {"wat": "what"})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kubernets", "kubernetes"),
        ("databriks", "databricks"),
        ("aifco1", "aifc01"),
        ("wat", "what"),
        ("bricks", "bricks"),
        ("price", "price"),
        ("zebra", "zebra"),
        ("cub", "cub"),
    ],
)
def test_slips_are_mended_and_ordinary_words_left_alone(typed: str, meant: str) -> None:
    assert SPELLER.mend(Token(typed, 0, len(typed))).word == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("pirce", "price", id="letters changed round"),
        pytest.param("sensibel", "sensible", id="changed round at the end"),
        pytest.param("ansible", "ansible", id="another first letter"),
        pytest.param("pivot", "pivot", id="a letter far away on the keyboard"),
        pytest.param("pulot", "pilot", id="a letter beside it"),
    ],
)
def test_a_word_that_only_looks_like_another_is_no_slip(typed: str, meant: str) -> None:
    speller = Speller(["price", "piece", "sensible", "pilot"], set(), {})
    assert speller.mend(Token(typed, 0, len(typed))).word == meant


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("under $150", [(150, "money", "below", False)]),
        ("at most 1,500 USD", [(1500, "money", "max", False)]),
        ("over 200 dollars", [(200, "money", "above", False)]),
        ("an hour or less", [(1, "hours", "max", False)]),
        ("6 hours each week", [(6, "hours", "", True)]),
        ("$2k", [(2000, "money", "", False)]),
        ("for 12 people", [(12, "people", "", False)]),
        ("valid for 3 years", [(3, "years", "", False)]),
        ("sixty minutes or under", [(60, "minutes", "max", False)]),
        ("nothing over two hours", [(2, "hours", "max", False)]),
        ("not less than 100", [(100, "money", "min", False)]),
        ("below a hundred", [(100, "money", "below", False)]),
        ("not a cent over 150", [(150, "money", "max", False)]),
        ("max 2 exams", []),
        ("MLA-C02", []),
        ("in 2026", []),
    ],
)
def test_amounts(text: str, found: list[tuple[float, str, str, bool]]) -> None:
    assert [(a.value, a.unit, a.bound, a.rate) for a in amounts(text, real_language())] == found
