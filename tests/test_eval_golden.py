"""The golden questions: they load, they lead somewhere, and there are enough of each kind."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from eval.gates import read_accepted, read_thresholds
from eval.golden import CATEGORIES, OWN_DOCUMENTS, GoldenError, Item, load_split, read_items, relevant_units, unresolved
from eval.metrics import PER_ITEM
from eval.runner import METRIC_TITLES

if TYPE_CHECKING:
    from bot.chain import Bot

SPLITS = ("smoke", "dev", "test")
AT_LEAST = {"wrong_premise": 20, "underspecified": 15, "out_of_scope": 25, "hostile": 40, "slips_chat": 25,
            "users_documents": 5}  # fmt: skip


@pytest.fixture(scope="module")
def golden() -> dict[str, list[Item]]:
    return {split: load_split(split) for split in SPLITS}  # type: ignore[arg-type]


@pytest.mark.parametrize("split", SPLITS)
def test_every_relevant_passage_is_in_the_index(split: str, golden: dict[str, list[Item]], bot: Bot) -> None:
    items = [item for item in golden[split] if item.category != OWN_DOCUMENTS]
    assert not unresolved(items, bot.index.passages, bot.index.catalog)


@pytest.mark.parametrize("split", ["dev", "test"])
def test_there_are_enough_items_of_each_category(split: str, golden: dict[str, list[Item]]) -> None:
    found = Counter(item.category for item in golden[split])
    assert sum(found.values()) >= 300
    assert set(found) == set(CATEGORIES)
    assert not {name: found[name] for name, wanted in AT_LEAST.items() if found[name] < wanted}


def test_smoke_has_forty_items() -> None:
    assert len(load_split("smoke")) == 40


def test_no_question_is_in_dev_and_test(golden: dict[str, list[Item]]) -> None:
    asked = {(item.turns, item.today): item.id for item in golden["dev"]}
    twice = [f"{item.id} is {asked[key]}" for item in golden["test"] if (key := (item.turns, item.today)) in asked]
    assert twice == []  # ids only: nobody should read the test questions here


def test_required_facts_are_not_forbidden(golden: dict[str, list[Item]]) -> None:
    items = [item for found in golden.values() for item in found]
    both = [item.id for item in items if set(item.forbidden) & {form for forms in item.required for form in forms}]
    assert both == []


def write(folder: Path, text: str) -> Path:
    file = folder / "x.yaml"
    file.write_text(text, encoding="utf-8")
    return file


GOOD = "- {id: a-1, category: fields, turns: [q], expect: answer, today: 2026-11-22, required: [[x]]%s}\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(GOOD % ", colour: red", "x.yaml: item a-1: colour", id="unknown field"),
        pytest.param(
            GOOD.replace("fields", "fieldz") % "", "item a-1: category: .*no category 'fieldz'", id="category"
        ),
        pytest.param(GOOD.replace("expect: answer", "expect: hope") % "", "item a-1: expect", id="expect"),
        pytest.param(GOOD.replace("[[x]]", "[[]]") % "", "item a-1: required", id="fact without a form"),
        pytest.param(GOOD.replace("turns: [q]", "turns: []") % "", "item a-1: turns", id="no turn"),
        pytest.param("a: b", "must hold a list", id="no list"),
        pytest.param("- [", "x.yaml", id="no YAML"),
    ],
)
def test_an_error_names_file_and_item(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(GoldenError, match=message):
        read_items(write(tmp_path, text))


def test_an_id_is_used_once(tmp_path: Path) -> None:
    (tmp_path / "smoke.yaml").write_text(GOOD % "" + GOOD % "", encoding="utf-8")
    with pytest.raises(GoldenError, match="a-1: another item"):
        load_split("smoke", tmp_path)


def test_an_id_that_leads_nowhere_is_named(tmp_path: Path, bot: Bot) -> None:
    item = read_items(write(tmp_path, GOOD % ", relevant: [cert/no-such-exam/price]"))[0]
    with pytest.raises(GoldenError, match=r"a-1: relevant: .*cert/no-such-exam/price"):
        relevant_units(item, bot.index.passages, bot.index.catalog)


def test_records_of_the_guide_stand_for_its_passages(bot: Bot) -> None:
    for kind in ("roles", "backgrounds", "outcomes", "advice"):
        name = next(iter(getattr(bot.index.catalog, kind)))
        relevant = (f"{kind if kind == 'advice' else kind[:-1]}/{name}",)
        item = Item(id="a-1", category="path", turns=("q",), expect="answer", today="2026-11-22", relevant=relevant)  # type: ignore[arg-type]
        (unit,) = relevant_units(item, bot.index.passages, bot.index.catalog)
        assert unit
        assert all(passage.startswith("guide/") for passage in unit)


def test_the_gates_files_can_be_read() -> None:
    assert isinstance(read_accepted(), list)
    floors = read_thresholds()
    assert set(floors) == {"smoke", "dev", "test"}
    assert all(name in METRIC_TITLES for row in floors.values() for name in row)
    assert set(PER_ITEM) <= set(METRIC_TITLES)
