"""The built-in writer: order, markers, small talk, refusals and quotes, without an index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from asking import real_catalog, real_language
from bot.records import Passage, Query, Statement
from bot.write import BuiltinWriter, compose

ONE = Passage("a", "Price: USD 9.", "One", "Price", "x.yaml", "record")
TWO = Passage("b", "Closed: 2026-06-30.", "Two", "Status", "x.yaml", "record")
TOLD = ("Our team pays for one exam a year. Ask Mara for a voucher.", "Policy", "Exams", "policy.md")
NOTE, OWN = Passage("g", *TOLD, "guide"), Passage("d", *TOLD, "document")


@dataclass
class Found:
    passage: Passage
    similarity: float


def query(question: str = "what?", *asks: str, **more: object) -> Query:
    return Query(question, question, date(2026, 11, 22), asks=asks or ("price",)).but(**more)


@pytest.fixture(scope="module")
def writer() -> BuiltinWriter:
    return BuiltinWriter(real_catalog(), real_language(), {})


def test_what_is_answered_comes_first_whatever_order_facts_come_in() -> None:
    statements = [
        Statement("A note.", (ONE,), "note"),
        Statement("A change.", (ONE,), "change"),
        Statement("- a step", (ONE,), "step"),
        Statement("| a |\n|---|\n| b |", (ONE,), "table"),
        Statement("A reason.", (ONE,), "why"),
        Statement("The answer.", (ONE,)),
    ]
    text = compose(statements).text
    places = [text.index(part) for part in ("The answer", "A reason", "a step", "| a |", "A change", "A note")]
    assert places == sorted(places)


def test_a_marker_stands_before_the_full_stop_of_its_sentence() -> None:
    assert compose([Statement("It costs USD 9.", (ONE,))]).text == "It costs USD 9 [1]."


def test_a_table_has_its_marker_after_it() -> None:
    text = compose([Statement("| a |\n|---|\n| 9 |", (ONE,), "table")]).text
    assert text.endswith("| 9 |\n[1]")


def test_each_sentence_cites_what_it_needs() -> None:
    draft = compose([Statement("It costs USD 9. It closed on 30 June 2026.", (ONE, TWO))])
    assert draft.text == "It costs USD 9 [1]. It closed on 30 June 2026 [2]."
    assert draft.evidence == (ONE, TWO)


def test_a_passage_has_one_number_however_often_it_is_cited() -> None:
    draft = compose([Statement("It costs USD 9.", (ONE,)), Statement("Still USD 9.", (ONE,), "why")])
    assert draft.evidence == (ONE,)
    assert "[2]" not in draft.text


def test_a_statement_without_a_basis_has_no_marker() -> None:
    assert compose([Statement("Which one do you mean?", ())]).text == "Which one do you mean?"


@pytest.mark.parametrize("ask", ["greeting", "thanks", "goodbye", "capabilities", "who_are_you"])
def test_small_talk_is_answered_without_sources(writer: BuiltinWriter, ask: str) -> None:
    draft = writer.write(query("hi", ask), [], [])
    assert draft.text
    assert not draft.refused
    assert not draft.evidence


@pytest.mark.parametrize("ask", ["hostile", "out_of_scope"])
def test_what_it_does_not_do_is_declined_even_where_passages_are_near(writer: BuiltinWriter, ask: str) -> None:
    draft = writer.write(query("x", ask), [], [Found(ONE, 0.9)])
    assert draft.refused
    assert not draft.evidence


def test_an_unknown_name_is_declined_with_the_nearest(writer: BuiltinWriter) -> None:
    draft = writer.write(query("price of AI-999?", unknown=("AI-999",), nearest=("ai-901",)), [], [])
    assert draft.refused
    assert "AI-999" in draft.text
    assert "AI-901" in draft.text


def test_a_known_exam_beside_an_unknown_name_is_answered_and_the_name_left_out(writer: BuiltinWriter) -> None:
    asked = query("price?", certs=("cka",), unknown=("AI-999",))
    draft = writer.write(asked, [Statement("It costs USD 9.", (ONE,))], [])
    assert not draft.refused
    assert "USD 9" in draft.text
    assert "AI-999" in draft.text


def test_pay_in_another_country_is_declined_with_its_name(writer: BuiltinWriter) -> None:
    draft = writer.write(query("pay in Spain?", "salary_elsewhere", countries=("Spain",)), [], [])
    assert draft.refused
    assert "Spain" in draft.text


def test_where_nothing_was_computed_the_sentence_that_answers_is_quoted(writer: BuiltinWriter) -> None:
    draft = writer.write(query("Who has a voucher?"), [], [Found(NOTE, 0.7)])
    assert draft.text == "Ask Mara for a voucher [1]."
    assert draft.evidence == (NOTE,)


def test_what_documents_say_stands_alone_whatever_else_the_question_reads_like(writer: BuiltinWriter) -> None:
    draft = writer.write(query("Who has a voucher?", "out_of_scope"), [Statement("Ask Mara.", (OWN,))], [])
    assert draft.text == "Ask Mara [1]."
    assert draft.evidence == (OWN,)


def test_a_refusal_is_the_whole_answer(writer: BuiltinWriter) -> None:
    draft = writer.write(query("Who has a voucher?"), [Statement("They do not say.", (), "refusal")], [])
    assert draft.refused
    assert draft.text == "They do not say."


@pytest.mark.parametrize(
    "found",
    [Found(NOTE, 0.1), Found(ONE, 0.9), Found(OWN, 0.9)],
    ids=["too far", "near, but of other words", "of a document, which answers by itself or not at all"],
)
def test_a_passage_that_does_not_answer_is_not_quoted(writer: BuiltinWriter, found: Found) -> None:
    assert writer.write(query("Who has a voucher?"), [], [found]).refused


def test_a_question_half_understood_is_asked_back(writer: BuiltinWriter) -> None:
    draft = writer.write(query("how long?", certainty=0.9), [], [])
    assert not draft.refused
    assert not draft.evidence
