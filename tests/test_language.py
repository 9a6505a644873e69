"""Example questions, wordings and word lists; what is wrong in them is named."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from asking import CORPUS, real_catalog, real_language
from bot.errors import CatalogError
from bot.facts import ANSWERS
from bot.facts.fields import FIELDS
from bot.language import GRANTED, PLACEHOLDER, load_language
from bot.nearness import kind_of
from bot.write import CHAT

BOT = CORPUS.parent / "bot"
SAID = re.compile(r"(?:\bsay|\.state|\bwordings)[(\[]\s*\"([^\"{]+)\"")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CORPUS / "language", tmp_path / "language"))


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        pytest.param(
            "questions.yaml", "asks:\n- {id: one, examples: [hi]}\n", "about", id="an ask without a description"
        ),
        pytest.param(
            "questions.yaml",
            "asks:\n- {id: a, about: b, examples: ['what of {planet}?']}\n",
            r"a: .*planet",
            id="a placeholder that there is not",
        ),
        pytest.param(
            "questions.yaml",
            "asks:\n- {id: a, about: b, examples: [c], colour: red}\n",
            "colour",
            id="a field that there is not",
        ),
        pytest.param("asked.yaml", "weather: [is it raining]\n", "weather: questions.yaml has no", id="no such ask"),
        pytest.param("asked.yaml", "price: ['what of {planet}?']\n", r"price: .*planet", id="nor such a placeholder"),
        pytest.param("wording.yaml", "greeting: [hello]\n", "greeting", id="a list for a wording"),
        pytest.param("words.yaml", "masks: {cert: this\n", "not valid YAML", id="no YAML"),
    ],
)
def test_an_error_names_the_file_and_what_is_wrong(copy: Path, name: str, text: str, told: str) -> None:
    (copy / name).write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError, match=told) as caught:
        load_language(copy)
    assert str(caught.value).startswith(name)


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "elsewhere.yaml").unlink()
    with pytest.raises(CatalogError, match=r"elsewhere\.yaml is missing"):
        load_language(copy)


def test_a_wording_or_part_that_is_missing_is_named() -> None:
    with pytest.raises(CatalogError, match=r"wording\.yaml.*no such key"):
        real_language().say("no such key")
    with pytest.raises(CatalogError, match=r"refuse\.unknown.*name"):
        real_language().say("refuse.unknown")


def test_placeholders_are_masked_in_examples() -> None:
    examples = list(real_language().examples())
    assert len(examples) > 1000
    assert not [text for _, text in examples if PLACEHOLDER.search(text)]


def test_a_job_gets_its_article() -> None:
    language = real_language().model_copy(update={"wordings": {"k": "{A_job} and {a_job}"}})
    assert language.say("k", job="ML researcher") == "An ML researcher and an ML researcher"


def test_no_example_names_an_exam() -> None:
    codes = {cert.code.lower() for cert in real_catalog().certifications.values() if cert.code}
    assert not [text for _, text in real_language().examples() if codes & set(text.lower().replace("?", " ").split())]


def test_no_example_stands_under_two_asks() -> None:
    asks: dict[str, set[str]] = {}
    for ask, text in real_language().examples():
        kind = ask.startswith(f"{GRANTED}:")  # what is granted is told beside what is asked
        asks.setdefault(f"{kind} {text.lower().strip(' ?!.')}", set()).add(ask)
    assert {text: found for text, found in asks.items() if len(found) > 1} == {}


def test_every_ask_is_answered_by_somebody() -> None:
    elsewhere = {"aside", "greeting", "hostile", "out_of_scope", "same_for", "sure", "both", "about_me", "held", *CHAT}
    assert {ask.id for ask in real_language().asks if not kind_of(ask.id)} <= set(ANSWERS) | set(FIELDS) | elsewhere


def test_every_wording_that_the_code_says_exists() -> None:
    said = {key for path in BOT.rglob("*.py") for key in SAID.findall(path.read_text(encoding="utf-8"))}
    assert len(said) > 50
    assert said <= set(real_language().wordings)


def test_no_wording_names_an_exam() -> None:
    codes = {cert.code for cert in real_catalog().certifications.values() if cert.code}
    assert not [text for text in real_language().wordings.values() if any(code in text for code in codes)]
