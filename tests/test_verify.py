"""A draft is checked against what it cites: markers, values, numbering, quotes."""

from __future__ import annotations

from datetime import date

from bot.records import Draft, Passage
from bot.verify import verify

PRICE = Passage(
    "a",
    "Price: USD 9. It takes 60 minutes.",
    "One",
    "Price",
    "x.yaml#one",
    "record",
    "https://example.org",
    date(2026, 8, 18),
)
STATUS = Passage("b", "Closed: 2026-06-30.", "One", "Status", "x.yaml#one", "record")
EVIDENCE = (PRICE, STATUS)


def test_a_grounded_sentence_stays_as_it_is() -> None:
    answer = verify(Draft("It costs USD 9 [1].", EVIDENCE), "q?")
    assert answer.answer == "It costs USD 9 [1]."
    assert not answer.dropped
    assert answer.question == "q?"


def test_a_value_that_its_source_does_not_hold_takes_the_sentence_with_it() -> None:
    answer = verify(Draft("It costs USD 9 [1]. It takes 45 minutes [1].", EVIDENCE), "q?")
    assert answer.answer == "It costs USD 9 [1]."
    assert [text.split(" [")[0] for text in answer.dropped] == ["It takes 45 minutes"]


def test_a_value_held_by_another_source_than_the_one_cited_does_not_count() -> None:
    assert not verify(Draft("It closed on 30 June 2026 [1].", EVIDENCE), "q?").answer
    assert verify(Draft("It closed on 30 June 2026 [2].", EVIDENCE), "q?").answer


def test_a_value_without_any_source_goes() -> None:
    assert not verify(Draft("It costs USD 9.", EVIDENCE), "q?").answer


def test_an_allowed_name_may_stand_without_a_source() -> None:
    text = "XY-100 is not known here."
    assert not verify(Draft(text, ()), "q?").answer
    assert verify(Draft(text, ()), "q?", allowed=("XY-100",)).answer == text


def test_a_marker_that_leads_nowhere_goes_and_the_sentence_stays() -> None:
    answer = verify(Draft("It is open [7].", EVIDENCE), "q?")
    assert "[7]" not in answer.answer
    assert answer.answer.startswith("It is open")
    assert not answer.citations


def test_markers_are_numbered_in_the_order_of_use() -> None:
    answer = verify(Draft("It closed on 30 June 2026 [2]. It costs USD 9 [1].", EVIDENCE), "q?")
    assert answer.answer == "It closed on 30 June 2026 [1]. It costs USD 9 [2]."
    assert [(c.n, c.section) for c in answer.citations] == [(1, "Status"), (2, "Price")]


def test_what_no_sentence_cites_any_more_is_no_citation() -> None:
    answer = verify(Draft("It takes 45 minutes [1]. It closed on 30 June 2026 [2].", EVIDENCE), "q?")
    assert [c.section for c in answer.citations] == ["Status"]


def test_a_citation_carries_the_exact_quote_and_where_it_stands() -> None:
    (citation,) = verify(Draft("It takes 60 minutes [1].", EVIDENCE), "q?").citations
    assert citation.quote == "It takes 60 minutes."
    assert (citation.title, citation.source, citation.url) == ("One", "x.yaml#one", "https://example.org")
    assert (citation.kind, citation.as_of) == ("record", "2026-08-18")


def test_a_refusal_cites_nothing() -> None:
    answer = verify(Draft("I cannot say, not even for USD 5 [1].", EVIDENCE, refused=True), "q?")
    assert answer.refused
    assert not answer.citations
    assert "[1]" not in answer.answer


def test_a_table_stands_or_falls_as_one() -> None:
    table = "| | One |\n|---|---|\n| Price | USD {} |\n[1]"
    assert "USD 9" in verify(Draft(table.format(9), EVIDENCE), "q?").answer
    assert "USD 8" not in verify(Draft(table.format(8), EVIDENCE), "q?").answer


def test_lists_and_paragraphs_keep_their_shape() -> None:
    text = "Two facts:\n\n1. It costs USD 9 [1].\n2. It closed on 30 June 2026 [2]."
    assert verify(Draft(text, EVIDENCE), "q?").answer == text


def test_the_model_and_the_time_are_handed_on() -> None:
    answer = verify(Draft("It is open.", (), model="other"), "q?", seconds=1.5)
    assert (answer.model, answer.seconds) == ("other", 1.5)
