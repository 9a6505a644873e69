"""What tests of answers look for: facts in the text, its order, its sources; never the exact wording.

Whoever looks at an answer through `tells` and its kin also checks that it rests on its sources: each
quote stands in its passage, and each number and code of a sentence in what that sentence cites.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from bot import generation
from bot.catalog import Catalog, load_catalog
from bot.gather import read_passage
from bot.language import Language, load_language
from bot.records import Answer, Citation, Passage

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
MARKER = re.compile(r"\s*\[(\d+)\]")
URL = re.compile(r"https?://\S+")
CODE = re.compile(r"\b[A-Z]{2,4}\d?-[A-Z]?\d{2,3}\b")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

PMLE = "PMLE|Professional ML Engineer|Professional Machine Learning Engineer"
ML_ASSOCIATE = "Databricks ML Associate|Databricks Machine Learning Associate"
ML_PROFESSIONAL = "Databricks ML Professional|Databricks Machine Learning Professional"


@cache
def real_catalog() -> Catalog:
    return load_catalog(CORPUS / "catalog")


@cache
def real_language() -> Language:
    return load_language(CORPUS / "language")


def plain(answer: Answer) -> str:
    """The text without markers and emphasis."""
    return MARKER.sub("", answer.answer).replace("**", "")


def place(text: str, wanted: str) -> int:
    """Where the first of the alternatives "a|b" stands in a text, in any case; -1 where none does."""
    found = [at for part in wanted.split("|") if (at := text.lower().find(part.lower())) >= 0]
    return min(found, default=-1)


def tells(answer: Answer, *wanted: str, lacks: Iterable[str] = ()) -> str:
    """Check that a cited answer holds each of `wanted` ("a|b": either) and none of `lacks`; its text."""
    text = plain(answer)
    assert not answer.refused, f"declined: {text}"
    assert answer.citations, f"cites nothing: {text}"
    absent = [part for part in wanted if place(text, part) < 0]
    assert not absent, f"lacks {absent}: {text}"
    extra = [part for part in lacks if place(text, part) >= 0]
    assert not extra, f"holds {extra}: {text}"
    wrong = unsupported(answer)
    assert not wrong, wrong
    return text


def tells_in_order(answer: Answer, *wanted: str) -> str:
    """Check that a cited answer names `wanted` in this order."""
    text = rest = tells(answer, *wanted)
    for part in wanted:
        at = place(rest, part)
        assert at >= 0, f"{part} does not come after those before it: {text}"
        rest = rest[at + 1 :]
    return text


def starts_with(answer: Answer, wanted: str) -> str:
    """Check that the first sentence or line of a cited answer holds `wanted`."""
    text = tells(answer, wanted)
    first = re.split(r"(?<=[.?!])\s+(?=[A-Z])|\n", text)[0]
    assert place(first, wanted) >= 0, f"{wanted} is not in the first sentence: {text}"
    return text


def declines(answer: Answer) -> str:
    """Check that an answer declines and cites nothing; its text."""
    assert answer.refused, f"answered: {answer.answer}"
    assert not answer.citations
    assert not MARKER.search(answer.answer)
    return answer.answer


def declines_knowing(answer: Answer, *wanted: str) -> str:
    """Check an answer that declines what no source holds, and holds `wanted`, cited where it names a value."""
    text = plain(answer)
    assert answer.refused, f"answered: {text}"
    absent = [part for part in wanted if place(text, part) < 0]
    assert not absent, f"lacks {absent}: {text}"
    wrong = unsupported(answer)
    assert not wrong, wrong
    return text


def replies(answer: Answer, *wanted: str) -> str:
    """Check an answer that needs no source, such as a greeting: not declined, nothing cited."""
    assert not answer.refused, f"declined: {answer.answer}"
    assert not answer.citations, f"cites: {answer.answer}"
    absent = [part for part in wanted if place(answer.answer, part) < 0]
    assert not absent, f"lacks {absent}: {answer.answer}"
    return answer.answer


def cites(answer: Answer, source: str) -> None:
    """Check that a source, such as "certifications.yaml#cka", is among the citations."""
    assert any(source in citation.source for citation in answer.citations), [c.source for c in answer.citations]


@cache
def passages_in_use(index: str) -> dict[tuple[str, str, str], str]:
    """The text of the indexed passages by title, section and source, joined where these are the same."""
    rows = json.loads((generation.current(Path(index)).folder / "passages.json").read_text(encoding="utf-8"))
    texts: dict[tuple[str, str, str], str] = {}
    for passage in map(read_passage, rows):
        texts[_key(passage)] = texts.get(_key(passage), "") + "\n" + passage.text
    return texts


def _key(source: Passage | Citation) -> tuple[str, str, str]:
    return source.title, source.section, source.source


def unsupported(answer: Answer) -> list[str]:
    """What is wrong with the sources of an answer; empty where each sentence is held by what it cites."""
    known = passages_in_use(os.environ["BOT_INDEX"])
    held: dict[int, str] = {}
    wrong = []
    for citation in answer.citations:
        text = citation.quote if citation.kind in ("fact", "document") else known.get(_key(citation), "")
        held[citation.n] = f"{citation.title} {citation.section} {text}"
        if not citation.quote.strip() or citation.quote not in text:
            wrong.append(f"no passage holds the quote of [{citation.n}]: {citation.quote!r}")
    for sentence in _units(answer.answer):
        numbers = [int(n) for n in MARKER.findall(sentence)]
        wrong += [f"[{n}] leads nowhere" for n in numbers if n not in held]
        text = " ".join(held.get(n, "") for n in numbers)
        absent = [value for value in _values(sentence) if not re.search(rf"(?<![\d.]){re.escape(value)}(?!\d)", text)]
        if numbers or absent != [v for v in _values(sentence) if CODE.fullmatch(v)]:  # a bare code may be asked back
            wrong += [f"{value} in {sentence!r} stands in nothing it cites" for value in absent]
    return wrong


def _values(sentence: str) -> list[str]:
    """The codes and numbers of a sentence, without those of list items, markers and links."""
    bare = URL.sub(" ", re.sub(r"^\s*\d+\. ", "", MARKER.sub("", sentence)))
    return [*CODE.findall(bare), *NUMBER.findall(CODE.sub(" ", bare))]


def _units(text: str) -> Iterator[str]:
    """Sentences and list lines; a table is one, because its marker stands after it."""
    for block in re.split(r"\n{2,}", text):
        if block.startswith("|"):
            yield block
        else:
            units = re.split(r"(?<=\]\.)\s+|(?<=[a-z)][.!?])\s+(?=[A-Z])|\n", block)
            yield from (unit for unit in units if unit.strip())
