"""Figures as models write them, in the one spelling that the check reads."""

from __future__ import annotations

import pytest

from asking import real_language
from bot.spelling import Spelling


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    words = real_language().words
    return Spelling(words["number_words"], words["scale_words"], words["spans"])


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("two hundred and fifty dollars", "USD 250"),
        ("a hundred US dollars", "USD 100"),
        ("**150 USD**", "USD 150"),
        ("US$150–$200", "$150 to $200"),
        ("sixty-five multiple-choice questions", "65 multiple-choice questions"),
        ("five to nine weeks", "5 to 9 weeks"),
        ("50-60 questions in AI-103", "50 to 60 questions in AI-103"),
        ("a 90-minute exam", "a 90 minute exam"),
        ("it takes an hour and a half", "it takes 90 minutes"),
        ("155k", "155,000"),
        ("the 28th of September, 2026", "the 28 September, 2026"),
        ("Sept. 29, 2026", "Sep 29, 2026"),
        ("28/09/2026", "2026-09-28"),
        ("the first two exams", "the first two exams"),
        ("one of the exams", "one of the exams"),
        ("the dearer one at USD 445", "the dearer one at USD 445"),
        ("once a year", "once a year"),
        ("NCA-GENL, ME1-C02 and 2026-09-28", "NCA-GENL, ME1-C02 and 2026-09-28"),
    ],
)
def test_a_figure_is_written_one_way(said: str, plain: str, spelling: Spelling) -> None:
    assert spelling.plain(said) == plain


@pytest.mark.parametrize(
    ("said", "resolved"),
    [
        ("2 hours", "120 minutes"),
        ("1 hours 30 minutes", "90 minutes"),
        ("24 months", "24 months"),
        ("2 years", "2 years"),
        ("on 29 September", "on 2026-09-29"),
        ("on 30 September", "on 1 January 2000"),
        ("in Q3 2026", "in 2026-09-29"),
        ("in Q4 2026", "in 1 January 2000"),
    ],
)
def test_spans_and_days_are_written_as_the_passages_have_them(said: str, resolved: str, spelling: Spelling) -> None:
    assert spelling.resolved(said, ["120 minutes; valid 2 years; since 2026-09-29"]) == resolved
