"""The words certpath knows: example questions, wordings and word lists, read from YAML.

Nothing here knows a certification; a non-programmer can mend corpus/language/*.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.catalog import read_yaml
from bot.errors import CatalogError
from bot.formats import article

PLACEHOLDER = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")

GRANTED = "granted"
"""The kind of the labels of granted.yaml; see bot/nearness.py."""
WORD = re.compile(r"[a-z0-9]+")


def stands(phrases: Iterable[str], text: str) -> bool:
    """Whether one of the phrases, lower-case words with spaces between them, stands in a text as whole words."""
    words = f" {' '.join(WORD.findall(text.lower()))} "
    return any(f" {phrase} " in words for phrase in phrases)


class Ask(BaseModel):
    """Something people ask, shown by example. `{cert}`, `{vendor}` … stand for a linked name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    about: str
    examples: tuple[str, ...]


class Granted(BaseModel):
    """Something people take for granted of an exam, shown by example; `field` and `value` make the claim."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    about: str
    field: str
    value: str
    examples: tuple[str, ...]


class Language(BaseModel):
    """Every word list and wording, as the files hold them."""

    model_config = ConfigDict(frozen=True)

    asks: tuple[Ask, ...]
    asked: dict[str, tuple[str, ...]] = {}
    granted: dict[str, Granted] = {}
    wordings: dict[str, str]
    words: dict[str, Any]

    def mask(self, text: str) -> str:
        """`text` with each {placeholder} replaced by the neutral words that stand for its kind."""
        masks: Mapping[str, str] = self.words["masks"]
        return PLACEHOLDER.sub(lambda found: masks[found[1]], text)

    def examples(self) -> Iterator[tuple[str, str]]:
        """(id of the ask, masked example) in a stable order: those that were written, those that were asked, and those
        that take something for granted."""
        for ask in self.asks:
            yield from ((ask.id, self.mask(example)) for example in ask.examples)
        for name, questions in self.asked.items():
            yield from ((name, self.mask(question)) for question in questions)
        for name, one in self.granted.items():
            yield from ((f"{GRANTED}:{name}", self.mask(example)) for example in one.examples)

    def say(self, key: str, /, **parts: object) -> str:
        """The wording called `key` with its parts filled in; {a_job} is the part `job` with its article."""
        articled: dict[str, str] = {}
        for name in ("background", "other_background", "job"):
            if name in parts:
                text = article(str(parts[name]))
                articled |= {f"a_{name}": text, f"A_{name}": text[0].upper() + text[1:]}
        try:
            return self.wordings[key].format(**parts, **articled)
        except (KeyError, IndexError) as missing:
            raise CatalogError(f"wording.yaml: wording {key}: there is no part or wording {missing}.") from None


def load_language(folder: Path) -> Language:
    """Read corpus/language; raises CatalogError naming the file and what is wrong in it."""
    raw = {
        "asks": read_yaml(folder / "questions.yaml").get("asks", []),
        "asked": read_yaml(folder / "asked.yaml"),
        "granted": read_yaml(folder / "granted.yaml"),
        "wordings": read_yaml(folder / "wording.yaml"),
        "words": read_yaml(folder / "words.yaml") | read_yaml(folder / "elsewhere.yaml"),
    }
    try:
        language = Language.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        files = {name: f"{name}.yaml" for name in ("asked", "granted")}
        files |= {"asks": "questions.yaml", "wordings": "wording.yaml"}
        file = files.get(str(first["loc"][0]), "words.yaml")
        where = ".".join(str(part) for part in first["loc"][1:])
        raise CatalogError(f"{file}: {where}: {first['msg']}.") from None
    _check_examples(language)
    return language


def _check_examples(language: Language) -> None:
    """What asked.yaml files under an ask that there is not, and placeholders that stand for no kind of name."""
    files = {
        "questions.yaml": {ask.id: ask.examples for ask in language.asks},
        "asked.yaml": language.asked,
        "granted.yaml": {name: one.examples for name, one in language.granted.items()},
    }
    for file, asks in files.items():
        for ask, examples in asks.items():
            for example in examples:
                for name in PLACEHOLDER.findall(example):
                    if name not in language.words["masks"]:
                        raise CatalogError(f"{file}: ask {ask}: {example!r}: there is no placeholder {{{name}}}.")
    known = {ask.id for ask in language.asks}
    if strange := next((name for name in language.asked if name not in known), None):
        raise CatalogError(f"asked.yaml: {strange}: questions.yaml has no such ask.")


def phrases_of(words: object) -> Iterator[str]:
    """Every phrase of words.yaml, or of one of its lists."""
    if isinstance(words, str):
        yield words
    elif isinstance(words, Mapping):
        yield from (phrase for inner in words.values() for phrase in phrases_of(inner))
    elif isinstance(words, Sequence):
        yield from (phrase for inner in words for phrase in phrases_of(inner))
