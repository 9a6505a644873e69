"""Counts of people and sittings, and numbers in words, read out of messages."""

from __future__ import annotations

from functools import cache

import pytest

from asking import real_catalog, real_language
from bot.records import Tries
from bot.understand.attempts import attempted
from bot.understand.counting import counted
from bot.understand.link import Linker
from bot.understand.numbers import digits, value_of
from bot.understand.reader import Part
from bot.understand.text import segments


@cache
def linker() -> Linker:
    return Linker(real_catalog(), real_language(), frozenset())


@pytest.mark.parametrize(
    ("text", "copies", "people"),
    [
        pytest.param("3 tickets NCA-AIIO + 1 ticket CKA", {"nca-aiio": 3, "cka": 1}, 1, id="tickets of two exams"),
        pytest.param("What would a dozen AIF-C01 exams cost?", {"aif-c01": 12}, 1, id="a dozen"),
        pytest.param("Two more attempts at AIP-C01, please", {"aip-c01": 2}, 1, id="more attempts"),
        pytest.param("12 AIF-C01 vouchers", {"aif-c01": 12}, 1, id="a number right before the name"),
        pytest.param("AIF-C01 for seven of us", {"aif-c01": 7}, 1, id="people after the name"),
        pytest.param("five of us CKA, two of us PMLE", {"cka": 5, "pmle": 2}, 1, id="people for each of two"),
        pytest.param("CKA for 5 people and PMLE for two", {"cka": 5, "pmle": 2}, 1, id="for each of two"),
        pytest.param("I take PMLE, and three colleagues take CKA", {"cka": 3}, 1, id="only the second"),
        pytest.param("AIF-C01 and CKA for five people", {}, 5, id="all for all"),
        pytest.param("AIF-C01, CKA and PMLE: 3 seats each", {}, 3, id="each"),
        pytest.param("We are eight. AIF-C01?", {}, 8, id="told in another sentence"),
        pytest.param("2x AIF-C01 + 3x CKA", {"aif-c01": 2, "cka": 3}, 1, id="times before the name"),
        pytest.param("CKA x 4", {"cka": 4}, 1, id="times after the name"),
        pytest.param("sit CKA twice", {"cka": 2}, 1, id="twice"),
        pytest.param("CKA x 3 devs, PMLE x 2 ops guys", {"cka": 3, "pmle": 2}, 1, id="x before people"),
        pytest.param("six support agents through AIF-C01", {"aif-c01": 6}, 1, id="people called by two words"),
        pytest.param("three of us each want CKA, two others PMLE", {"cka": 3, "pmle": 2}, 1, id="others"),
        pytest.param("seven of us CKA, me PMLE", {"cka": 7, "pmle": 1}, 1, id="me beside others"),
        pytest.param("me and my two colleagues: CKA", {"cka": 3}, 1, id="me and others"),
        pytest.param("nine of the folks in marketing: CKA", {"cka": 9}, 1, id="of the"),
        pytest.param("CKA for six devs", {"cka": 6}, 1, id="a number that ends in x"),
        pytest.param("a budget for two of the three Databricks exams", {}, 1, id="two of several exams"),
        pytest.param("a 50 % voucher for CKA", {}, 1, id="percent count nothing"),
        pytest.param("two exams, CKA and PMLE", {}, 1, id="a number of exams is none of sittings"),
        pytest.param("the two Databricks exams", {}, 1, id="a set that is known"),
        pytest.param("What does AI-900 cost in 2026?", {}, 1, id="numbers of names and years"),
    ],
)
def test_counts(text: str, copies: dict[str, int], people: int) -> None:
    parts = [Part(linker().link(segment), (), ()) for segment in segments(text)]
    found = counted(real_language(), parts)
    assert (found.copies, found.people) == (copies, people)


@pytest.mark.parametrize(
    ("text", "tries"),
    [
        pytest.param("CKA failed two times, passed on the third", (Tries("cka", 3),), id="failed and passed"),
        pytest.param("third time lucky with AI-901", (Tries("ai-901", 3),), id="before the name"),
        pytest.param("I passed CKA first time and PMLE on the second", (Tries("pmle", 2),), id="each its own"),
        pytest.param("four people CKA, and one of the four will need a second go", (Tries("cka", 1, 1),), id="one of"),
        pytest.param("what does a second attempt at PMLE cost", (), id="no failure told"),
        pytest.param("I never failed PMLE", (), id="denied"),
    ],
)
def test_attempts(text: str, tries: tuple[Tries, ...]) -> None:
    parts = [Part(linker().link(segment), (), ()) for segment in segments(text)]
    assert attempted(real_language(), parts).tries == tries


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("seven", 7),
        ("twenty-five", 25),
        ("two hundred and fifty", 250),
        ("a dozen", None),
        ("dozen", 12),
        ("exams", None),
    ],
)
def test_numbers_in_words(words: str, value: int | None) -> None:
    assert value_of(words, real_language()) == value


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("sixty minutes or under", "60 minutes or under"),
        ("half an hour", "30 minutes"),
        ("an hour at most", "1 hour at most"),
        ("a three-hour exam", "a 3 hour exam"),
        ("below a hundred", "below 100"),
        ("one of the exams", "one of the exams"),
    ],
)
def test_numbers_as_digits(text: str, written: str) -> None:
    assert digits(text, real_language()) == written
