from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chunk import chunk_markdown, slugify
from bot.records import Passage


def count(text: str) -> int:
    """One piece a word, another for each five letters of a long one, two special ones."""
    return 2 + sum(1 + len(word) // 6 for word in text.split())


def chunk(text: str, limit: int = 256) -> list[Passage]:
    return chunk_markdown(text, prefix="doc/x", title="T", source="x.md", kind="document", count=count, limit=limit)


def test_the_heading_path_travels_with_its_passage() -> None:
    first, second = chunk("# Book\n\n## One\n\nlead\n\n### Deep *down*\n\nbody\n")

    assert (first.section, first.text) == ("One", "lead")
    assert (second.section, second.text) == ("One › Deep down", "body")
    assert second.embedded == "T › One › Deep down\nbody"
    assert second.id == "doc/x/one-deep-down"


def test_two_top_headings_are_both_in_the_path() -> None:
    assert [passage.section for passage in chunk("# A\n\none\n\n# B\n\ntwo\n")] == ["A", "B"]


def test_underlined_headings_count_as_headings() -> None:
    assert [passage.section for passage in chunk("intro\n\nOne\n===\n\na\n\nTwo\n---\n\nb\n")] == [
        "",
        "One",
        "One › Two",
    ]


def test_no_passage_mixes_two_sections() -> None:
    passages = chunk("## A\n\nalpha\n\n## B\n\nbeta\n")

    assert [passage.text for passage in passages] == ["alpha", "beta"]


def test_a_table_row_keeps_its_header_wherever_the_table_is_cut() -> None:
    rows = "\n".join(f"| Pilot {n} | {n} coins |" for n in range(40))
    passages = chunk(f"## Pay\n\n| Job | Pay |\n|---|---|\n{rows}\n", limit=64)

    assert len(passages) > 3
    assert all(passage.text.startswith("| Job | Pay |\n|---|---|\n| Pilot") for passage in passages)
    assert sum(passage.text.count("Pilot") for passage in passages) == 40
    assert [passage.id for passage in passages[:3]] == ["doc/x/pay", "doc/x/pay-2", "doc/x/pay-3"]


def test_a_list_stays_with_the_line_that_opens_it() -> None:
    items = "\n".join(f"- item {n} of the list\n  goes on" for n in range(20))
    passages = chunk(f"## Steps\n\nTake these in order:\n\n{items}\n", limit=64)

    assert len(passages) > 2
    assert all(passage.text.startswith("Take these in order:\n- item") for passage in passages)
    assert all(re.search(r"list\n  goes on$", passage.text) for passage in passages)


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    passages = chunk("## A\n\n" + "This is one sentence of eight words exactly. " * 30, limit=64)

    assert all(passage.text.startswith("This") and passage.text.endswith("exactly.") for passage in passages)


def test_headings_in_code_comments_and_front_matter_are_not_headings() -> None:
    passages = chunk("---\ntitle: x\n---\n## A\n\n```\n# not a heading\n\nstill code\n```\n<!-- ## neither -->\n")

    assert [passage.text for passage in passages] == ["```\n# not a heading\n\nstill code\n```"]


def test_the_same_heading_twice_gives_two_ids() -> None:
    names = [passage.id for passage in chunk("## A\n\none\n\n## A\n\ntwo\n\n## A 2\n\nthree\n")]

    assert len(set(names)) == 3
    assert names[0] == "doc/x/a"


def test_an_edit_elsewhere_leaves_ids_alone() -> None:
    before = chunk("## A\n\none\n\n## B\n\ntwo\n")
    after = chunk("## New\n\nzero\n\n## A\n\none, edited\n\n## B\n\ntwo\n")

    assert {passage.id for passage in before} <= {passage.id for passage in after}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("# only a heading\n", id="a heading without text"),
        pytest.param("---\n***\n", id="rules"),
    ],
)
def test_what_holds_no_text_has_no_passages(text: str) -> None:
    assert chunk(text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x" * 100_000, id="one word of 100,000 letters"),
        pytest.param("word " * 50_000, id="one line of 50,000 words"),
        pytest.param(
            "| " + "cell | " * 3_000 + "\n|" + "---|" * 3_000 + "\n" + "| 1 " * 3_000 + "|\n", id="a wide table"
        ),
        pytest.param("#" * 6 + " heading" * 500 + "\n\ntext", id="a heading of 500 words"),
        pytest.param(
            "\n".join("#" * n + f" {'level ' * 20}{n}" for n in range(1, 7)) + "\ntext", id="long heading paths"
        ),
        pytest.param("- " + "item " * 2_000, id="an item of 2,000 words"),
        pytest.param("Opening " * 22 + ":\n\n- " + "item " * 2_000, id="a long item under a long opening line"),
    ],
)
def test_whatever_the_shape_every_passage_fits(text: str) -> None:
    passages = chunk(text, limit=64)

    assert passages
    assert max(count(passage.embedded) for passage in passages) <= 64
    assert max(len(passage.text) for passage in passages) <= 2_000


LINES = st.sampled_from(
    ["# Top", "## Sub", "### Deep " + "long " * 40, "", "- item", "1. item", "  more", "| a | b |", "|---|---|", "```"]
) | st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=200)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=30))
def test_any_text_fits_loses_no_letters_and_gives_unique_ids(lines: list[str]) -> None:
    text = "\n".join(lines)
    passages = chunk(text, limit=48)

    assert all(count(passage.embedded) <= 48 for passage in passages)
    assert len({passage.id for passage in passages}) == len(passages)
    assert chunk(text, limit=48) == passages


@given(st.lists(st.text("abc .!?", min_size=1, max_size=60), min_size=1, max_size=30))
def test_splitting_loses_no_word(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)

    assert " ".join(passage.text for passage in chunk(text, limit=24)).split() == text.split()


@pytest.mark.parametrize(
    ("text", "slug"),
    [("You're new?", "youre-new"), ("Größe & Café", "groe-cafe"), ("Pay (US, 2026)", "pay-us-2026"), ("", "")],
)
def test_slugs_read_like_their_headings(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_a_heading_without_latin_letters_has_a_slug_of_its_own() -> None:
    assert re.fullmatch("[0-9a-f]{8}", slugify("証明書"))
    assert slugify("証明書") != slugify("道")
