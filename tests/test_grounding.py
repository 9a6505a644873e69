"""Values are told in every spelling; a quote is a part of its passage; what a text says it holds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding import held_by, missing, needed, quote, values
from bot.records import Passage

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
PRICES = st.integers(1, 999_999)
SENTENCES = st.lists(
    st.one_of(
        PRICES.map(lambda n: f"It costs USD {n:,}."),
        DAYS.map(lambda d: f"It closed on {d.day} {d:%B %Y}."),
        st.integers(1, 100).map(lambda n: f"The share is {n}%."),
        st.sampled_from(["AB-C01 follows AB-900.", "It is open.", "See https://example.org/9.", "- A line: 3 hours"]),
    ),
    min_size=1,
    max_size=6,
)
ANY_TEXT = st.text(alphabet=st.sampled_from("AZaz09 .,!?-–\n%$€()[]:“\"'"), max_size=120)


def passage(text: str, kind: str = "record", name: str = "p") -> Passage:
    return Passage(name, text, "Title", "Section", "file", kind)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("It costs $150.", {"usd 150"}, id="dollar sign"),
        pytest.param("It costs USD 1,150.50 now", {"usd 1150.5"}, id="thousands and cents"),
        pytest.param("pay of $155k", {"usd 155000"}, id="thousands as k"),
        pytest.param("£80,000 and €70", {"gbp 80000", "eur 70"}, id="other currencies"),
        pytest.param("closed on 2026-09-28", {"2026-09-28"}, id="ISO day"),
        pytest.param("closed on September 28th, 2026", {"2026-09-28"}, id="American day"),
        pytest.param("since April 2026", {"2026-04"}, id="month"),
        pytest.param("in 2026", {"2026"}, id="year"),
        pytest.param("28% or 28 percent", {"28%"}, id="percent"),
        pytest.param("55–60% of it", {"55", "60%"}, id="span"),
        pytest.param("MLA-C02 and NCA-GENL", {"MLA-C02", "NCA-GENL"}, id="codes"),
        pytest.param("as is [3][12]", set(), id="markers are no values"),
        pytest.param("2. The second step", set(), id="list numbers are no values"),
        pytest.param("https://example.org/900/2026", set(), id="links are no values"),
        pytest.param("nothing to check", set(), id="plain words"),
    ],
)
def test_values_of_a_text(text: str, found: set[str]) -> None:
    assert values(text) == found


@given(PRICES)
def test_an_amount_is_one_value_in_every_spelling(amount: int) -> None:
    assert values(f"USD {amount:,}") == values(f"${amount}") == values(f"usd {amount}.00") == {f"usd {amount:g}"}


@given(DAYS)
def test_a_day_is_one_value_in_every_spelling(day: date) -> None:
    spellings = [
        day.isoformat(),
        f"{day.day} {day:%B %Y}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
    ]
    assert {values(f"on {text}.") for text in spellings} == {frozenset({day.isoformat()})}


@given(SENTENCES)
def test_a_text_holds_all_that_it_says(sentences: list[str]) -> None:
    whole = passage("\n".join(sentences))
    assert not missing(" ".join(sentences), [whole])
    assert all(not missing(sentence, [whole]) for sentence in sentences)


@given(PRICES, PRICES)
def test_another_amount_is_missed(said: int, held: int) -> None:
    assert bool(missing(f"It costs USD {said}.", [passage(f"Price: USD {held}.")])) == (said != held)


def test_nothing_holds_a_value_where_nothing_is_cited() -> None:
    assert missing("It costs USD 5.", []) == {"usd 5"}
    assert not missing("It is open.", [])


@pytest.mark.parametrize("said", ["in September 2026", "in 2026", "on 28 September 2026", "USD 150", "150"])
def test_a_passage_vouches_for_the_parts_of_its_values(said: str) -> None:
    assert not missing(said, [passage("Closed 2026-09-28; USD 150.")])


def test_a_month_does_not_vouch_for_a_day() -> None:
    assert missing("on 28 September 2026", [passage("in September 2026")])


def test_headings_vouch_too() -> None:
    assert "MLA-C02" in held_by(Passage("p", "open", "AWS (MLA-C02)", "Status", "file", "record"))


@given(ANY_TEXT, ANY_TEXT)
def test_a_quote_stands_word_for_word_in_its_passage(text: str, said: str) -> None:
    found = quote(passage(text), [said])
    assert found in text
    assert bool(found.strip()) == bool(text.strip())


@given(SENTENCES, st.integers(0, 5))
def test_a_quote_holds_what_is_said(sentences: list[str], which: int) -> None:
    said = sentences[which % len(sentences)]
    whole = passage("\n".join(sentences))
    assert values(said) <= values(quote(whole, [said]))


def test_a_quote_is_the_shortest_part_that_holds_what_is_said() -> None:
    text = "Price: USD 5. Time: 90 minutes. Format: multiple choice. Sources: a list of 2."
    assert quote(passage(text), ["It takes 90 minutes."]) == "Time: 90 minutes."


def test_a_list_number_counts_as_a_value_only_within_a_quote() -> None:
    steps = passage("1. Read it.\n2. Book it for USD 5.\n3. Sit it.")
    assert quote(steps, ["Book it for USD 5."]) == "2. Book it for USD 5."
    assert quote(steps, ["Book it for USD 5, all 3 of them."]) == "2. Book it for USD 5.\n3. Sit it."


@given(SENTENCES, SENTENCES)
def test_the_passages_needed_hold_what_the_basis_holds(one: list[str], other: list[str]) -> None:
    basis = [passage("\n".join(one), name="a"), passage("\n".join(other), name="b")]
    said = " ".join([one[0], other[-1]])
    kept = needed(said, basis)
    assert kept
    assert [p for p in basis if p in kept] == kept
    assert missing(said, kept) == missing(said, basis)


def test_passages_that_add_nothing_are_not_cited() -> None:
    basis = [passage("Price: USD 5.", name="a"), passage("Price: USD 5.", name="b")]
    assert needed("It costs USD 5.", basis) == basis[:1]
