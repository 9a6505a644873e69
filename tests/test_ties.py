"""What a value is said of: the exam, the field, the unit, the row; over passages small enough to see."""

from __future__ import annotations

import re

import pytest

from asking import real_language
from bot.reading import Reader
from bot.records import Passage
from bot.ties import Ties

PRICE = Passage(
    "cert/aaa-1/price",
    "Price of AAA-111: USD 100. a tracker says USD 90 (11 May 2026).\nDuration of AAA-111: 60 minutes.\n"
    "Number of questions of AAA-111: 50 (40 scored, 10 unscored).\nPassing score of AAA-111: 700 of 1000.\n"
    "Last day of AAA-111: 30 June 2026.\nSources: a page. Checked 9 October 2026; confidence high.",
    "Exam A", "Price and format", "", "record", records=("aaa",),
)  # fmt: skip
BOTH = Passage("fact/total", "Together that is USD 300: USD 100 (AAA-111) + USD 200 (BBB-222).", "", "", "", "fact")
TABLE = Passage(
    "fact/compare", "| | AAA-111 | BBB-222 |\n|---|---|---|\n| Price | USD 100 | USD 200 |", "", "", "", "fact"
)
CODES = {"AAA-111": "aaa", "BBB-222": "bbb"}


@pytest.fixture(scope="module")
def ties() -> Ties:
    def certs_of(text: str) -> list[tuple[frozenset[str], int, int]]:
        return [(frozenset({CODES[m[0]]}), m.start(), m.end()) for m in re.finditer("AAA-111|BBB-222", text)]

    return Ties(Reader(certs_of, real_language().words["said_of"]))


@pytest.mark.parametrize(
    ("said", "passage", "fault"),
    [
        pytest.param("AAA-111 costs USD 100 and takes 60 minutes.", PRICE, "", id="as it stands"),
        pytest.param("It has 50 questions, 40 of them scored.", PRICE, "", id="in brackets"),
        pytest.param("BBB-222 costs USD 100.", PRICE, "exam", id="another exam"),
        pytest.param("AAA-111 has a fee of 60.", PRICE, "field", id="the minutes as a price"),
        pytest.param("AAA-111 takes 50 minutes.", PRICE, "field", id="the questions as minutes"),
        pytest.param("10 questions are scored.", PRICE, "unit", id="the unscored as scored"),
        pytest.param("You pass with 1000 points.", PRICE, "field", id="the whole as the part"),
        pytest.param("It closes on 9 October 2026.", PRICE, "field", id="the day of the check"),
        pytest.param("It closed on 30 June 2026.", PRICE, "", id="the last day"),
        pytest.param("AAA-111 costs USD 90.", PRICE, "field", id="what somebody else says"),
        pytest.param("A tracker says that it costs USD 90.", PRICE, "", id="with who says it"),
        pytest.param("Together they cost USD 300.", BOTH, "", id="a sum"),
        pytest.param("Together they cost USD 200.", BOTH, "field", id="a part as the sum"),
        pytest.param("AAA-111 costs USD 300.", BOTH, "field", id="the sum as a part"),
        pytest.param("AAA-111 and BBB-222 cost USD 200 and USD 100.", BOTH, "exam", id="swapped, in order"),
        pytest.param("AAA-111 costs USD 100, BBB-222 USD 200.", TABLE, "", id="cells"),
        pytest.param("AAA-111 costs USD 200, BBB-222 USD 100.", TABLE, "exam", id="swapped cells"),
    ],
)
def test_a_value_goes_with_what_it_is_said_of(said: str, passage: Passage, fault: str, ties: Ties) -> None:
    assert ties.broken(said, [passage]) == fault
