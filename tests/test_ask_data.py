"""Where the data comes from, and of which day."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import Ask

from asking import tells


@pytest.mark.parametrize("question", ["How fresh is your data?", "When were your facts last checked?"])
def test_the_date_of_the_data(ask: Ask, question: str) -> None:
    tells(ask(question), "9 October 2026", "22 November 2026")


def test_the_day_of_the_answer_is_the_day_given(ask: Ask) -> None:
    tells(ask("How fresh is your data?", today=date(2026, 5, 1)), "1 May 2026", lacks=["22 November"])


@pytest.mark.parametrize("question", ["Where do your facts come from?", "What sources do you use?"])
def test_the_sources(ask: Ask, question: str) -> None:
    tells(ask(question), "guide", "sources", "26")


@pytest.mark.parametrize("question", ["When was the guide written?", "What is this guide you keep quoting?"])
def test_the_guide(ask: Ask, question: str) -> None:
    tells(ask(question), "first half of 2026")


def test_what_has_happened_comes_newest_first(ask: Ask) -> None:
    answer = ask("What's new since the summer?")
    tells(answer, "1 June 2026", "AI-500", "MLA-C01", "NCP-GENL", lacks=["April 2026"])
    assert answer.answer.index("15 October 2026") < answer.answer.index("28 September 2026")


@pytest.mark.parametrize(
    ("question", "wanted", "lacks"),
    [
        pytest.param("anything new from databricks?", "no exam of Databricks", "AI-500", id="nothing"),
        pytest.param("news on microsoft certs", "AI-102", "MLA-C01", id="one vendor"),
        pytest.param("What's coming soon?", "NCP-GENL", "AI-500", id="ahead"),
        pytest.param("any exams launched this year?", "1 January 2026", "2025", id="this year"),
    ],
)
def test_news_of_a_vendor_of_a_year_and_to_come(ask: Ask, question: str, wanted: str, lacks: str) -> None:
    tells(ask(question), wanted, lacks=[lacks])


def test_news_are_those_of_the_day_given(ask: Ask) -> None:
    tells(ask("What is new in 2026?", today=date(2026, 5, 1)), "MLS-C01", lacks=["AI-500", "AIB-C01"])


def test_nothing_is_looked_up_live(ask: Ask) -> None:
    tells(ask("Do you look at the vendors' pages while I wait?"), "live", "9 October 2026")


def test_the_source_and_the_day_of_a_fee(ask: Ask) -> None:
    tells(ask("Where is the price of the CKA from, and how old is it?"), "CertLab", "29 September 2026")
