"""Draft + evidence -> Answer: markers that lead nowhere go, and so do sentences their sources do not hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.grounding import MARKER, UNIT, missing, quote, values
from bot.records import Answer, Citation, Draft, Passage


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence of the draft with the gap after it, and the passages that it cites."""

    text: str
    gap: str
    cited: tuple[Passage, ...]


def verify(draft: Draft, question: str, *, allowed: Collection[str] = (), seconds: float = 0.0) -> Answer:
    """Check every sentence, renumber the markers in order of use, and quote each source.

    1. Split the draft into sentences and table or list lines.
    2. Drop markers that point past the evidence; drop sentences with a value that no cited passage
       holds. `allowed` values may stand without a source (a name the answer says it does not know).
    3. Number the sources in order of use and cut the quote that holds what is said.
    """
    if draft.refused and not draft.evidence:
        return Answer(question, MARKER.sub("", draft.text).strip(), True, (), draft.model, seconds)
    kept: list[Checked] = []
    dropped: list[Checked] = []
    for sentence in _sentences(draft):
        (kept if grounded(sentence, allowed) else dropped).append(sentence)
    return assemble(draft, question, kept, dropped, seconds)


def assemble(
    draft: Draft, question: str, kept: Sequence[Checked], dropped: Sequence[Checked], seconds: float = 0.0
) -> Answer:
    """The answer of the sentences kept, whose markers count in the draft's evidence: step 3 of `verify`."""
    numbers = _numbers(kept)
    text = "".join(_renumbered(sentence, draft.evidence, numbers) + sentence.gap for sentence in kept).strip()
    citations = tuple(_citation(n, passage, kept) for passage, n in numbers.items())
    return Answer(question, text, draft.refused, citations, draft.model, seconds, tuple(s.text for s in dropped),
                  tuple(numbers))  # fmt: skip


def grounded(sentence: Checked, allowed: Collection[str] = ()) -> bool:
    """Whether every checkable value of a sentence stands in what it cites."""
    return not missing(sentence.text, sentence.cited) - set(allowed)


def _sentences(draft: Draft) -> Iterator[Checked]:
    """The sentences of a draft; a table is one, because its marker stands after it."""
    for block, gap in _blocks(draft.text):
        if block.lstrip().startswith("|"):
            yield Checked(block, gap, _cited(block, draft.evidence))
            continue
        start = 0
        for end in [*UNIT.finditer(block), None]:
            stop = end.start() if end else len(block)
            if block[start:stop].strip():
                part = block[start:stop]
                yield Checked(part, end[0] if end else gap, _cited(part, draft.evidence))
            start = end.end() if end else stop


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    parts = re.split(r"(\n{2,})", text)
    for place in range(0, len(parts), 2):
        yield parts[place], parts[place + 1] if place + 1 < len(parts) else ""


def _cited(text: str, evidence: Sequence[Passage]) -> tuple[Passage, ...]:
    numbers = dict.fromkeys(int(n) for n in MARKER.findall(text))
    return tuple(evidence[n - 1] for n in numbers if 1 <= n <= len(evidence))


def _numbers(sentences: Sequence[Checked]) -> dict[Passage, int]:
    used = dict.fromkeys(passage for sentence in sentences for passage in sentence.cited)
    return {passage: n for n, passage in enumerate(used, start=1)}


def _renumbered(sentence: Checked, evidence: Sequence[Passage], numbers: dict[Passage, int]) -> str:
    def new(marker: re.Match[str]) -> str:
        old = int(marker[1])
        return f"[{numbers[evidence[old - 1]]}]" if 1 <= old <= len(evidence) else ""

    return MARKER.sub(new, sentence.text)


def _citation(n: int, passage: Passage, sentences: Sequence[Checked]) -> Citation:
    said = [MARKER.sub("", sentence.text) for sentence in sentences if passage in sentence.cited]
    return Citation(
        n=n,
        kind=passage.kind,
        title=passage.title,
        section=passage.section,
        source=passage.source,
        url=passage.url,
        as_of=passage.as_of.isoformat() if passage.as_of else None,
        quote=quote(passage, said),
    )


__all__ = ["Checked", "assemble", "grounded", "values", "verify"]
