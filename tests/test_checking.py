"""The check of sentences alone, over two small passages, with names and vectors that can be seen through."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from asking import real_language
from bot.checking import Checker, Name
from bot.draft import Drafted
from bot.records import Passage
from bot.spelling import Spelling

CODES = {"AAA-111": "aaa", "BBB-222": "bbb"}
PRICE = Passage(
    "a",
    "Price of AAA-111: USD 100 in the beta; USD 150 in the standard version.\nDuration of AAA-111: 120 minutes.\n"
    "Exam languages of AAA-111: English.\nSources: a page. Checked 9 October 2026.",
    "Exam AAA-111", "Price", "", "record", records=("aaa",),
)  # fmt: skip
STATUS = Passage("b", "AAA-111 opened: 1 September 2026. No prerequisites.", "Exam AAA-111", "Status", "", "record",
                 records=("aaa",))  # fmt: skip
OTHER = Passage("c", "Duration of BBB-222: 90 minutes.", "Exam BBB-222", "Price", "", "record", records=("bbb",))
LIST = Passage("d", "These are open:\n- AAA-111\n- BBB-222", "Computed", "List", "", "fact", records=("aaa", "bbb"))
EVIDENCE = [PRICE, STATUS, OTHER, LIST]
QUESTION = "What does AAA-111 cost?"


def names(text: str) -> list[Name]:
    certs = [Name("cert", (CODES[m[0]],), m.start(), m.end()) for m in re.finditer("AAA-111|BBB-222", text)]
    return certs + [Name("language", (m[0],), m.start(), m.end()) for m in re.finditer("English|Korean", text)]


def same(texts: list[str]) -> Any:
    """Every text is like every other, so that only what is literal decides."""
    return np.ones((len(texts), 1))


def checker(**given: Any) -> Checker:
    words = real_language().words
    spelling = Spelling(words["number_words"], words["scale_words"], words["spans"])
    ordinary = {"the", "it", "price", "exam", "duration"}
    options = {"least": 0.35, "said_of": words["said_of"], "spelling": spelling, **given}
    return Checker(names, options.pop("encode", same), ordinary, lambda _: "v", **options)


def fault(*sentences: str, **given: Any) -> str:
    """What is wrong with the last of some sentences."""
    drafted = Drafted(checker(**given), EVIDENCE, QUESTION)
    return [drafted.check(sentence).fault for sentence in sentences][-1]


@pytest.mark.parametrize(
    "said",
    [
        "AAA-111 costs USD 100 in the beta [1].",
        "In the beta you pay one hundred dollars, in the standard version $150 [1].",
        "It takes two hours [1].",
        "It opened on 09/01/2026 [2].",
        "It opened on September 1st [2].",
        "Two exams are open [4].",
        "- **Duration:** 120 min [1]",
        "The exam is in English [1].",
        "What does it cost?",
        "The sources do not say what it costs in euros.",
        "**AAA-111**",
    ],
)
def test_what_the_sources_bear_out_passes(said: str) -> None:
    assert fault(said) == ""


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("AAA-111 costs USD 100 in the beta.", "no marker"),
        ("AAA-111 costs USD 100 in the beta [9].", "marker"),
        ("AAA-111 costs USD 175 [1].", "value"),
        ("AAA-111 takes three hours [1].", "value"),
        ("It opened on September 2nd [2].", "value"),
        ("It opened on 9/2/2026 [2].", "value"),
        ("Seven exams are open [4].", "value"),
        ("AAA-112 takes 120 minutes [1].", "value"),
        ("BBB-222 takes 120 minutes [1].", "value"),
        ("The exam is in Korean [1].", "name"),
        ("The Certified Wizard Master exam takes 120 minutes [1].", "name"),
        ("In the beta AAA-111 costs USD 150 [1].", "field"),
        ("The standard version costs USD 100 [1].", "field"),
        ("It closed on 9 October 2026 [1].", "field"),
        ("AAA-111 is the best exam in the world [1].", "unsupported"),
        ("Everybody loves spectacular fireworks during summer holidays [1].", "unsupported"),
    ],
)
def test_what_they_do_not_is_named(said: str, why: str) -> None:
    assert fault(said) == why


def test_what_is_unlike_its_source_is_unsupported() -> None:
    def apart(texts: list[str]) -> Any:
        return np.eye(len(texts))

    assert fault("AAA-111 takes 120 minutes [1].", encode=apart) == "unsupported"


@pytest.mark.parametrize(("score", "why"), [(0.9, ""), (0.1, "unsupported")])
def test_a_cross_encoder_may_have_the_last_word(score: float, why: str) -> None:
    seen = []

    def entails(passage: str, sentence: str) -> float:
        seen.append((passage, sentence))
        return score

    assert fault("AAA-111 takes 120 minutes [1].", entails=entails) == why
    assert seen[0][0].startswith("Exam AAA-111 › Price")
    assert seen[0][1] == "AAA-111 takes 120 minutes ."


def test_a_row_is_read_under_its_header() -> None:
    header = ("| | AAA-111 | BBB-222 |", "|---|---|---|")
    assert [fault(*header[: n + 1]) for n in range(2)] == ["", ""]
    assert fault(*header, "| Duration | 120 min | 90 min [1][3] |") == ""
    assert fault(*header, "| Duration | 90 min | 120 min [1][3] |") == "exam"
    assert fault("| Duration | 120 min [1] |") == ""
    assert fault("| CCC-333 | BBB-222 |") == "no marker"


def test_it_is_the_exam_named_last() -> None:
    assert fault("AAA-111 opened on 1 September 2026 [2].", "It takes 90 minutes [3].") == "exam"
    assert fault("BBB-222 takes 90 minutes [3].", "It takes 90 minutes [3].") == ""
