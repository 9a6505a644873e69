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
