"""An answer taken apart into sentences with their markers, and whether the sources hold what is said.

Citation recall and precision follow ALCE (Gao et al., EMNLP 2023; princeton-nlp/ALCE, eval.py) with
literal support in place of an NLI model, and are stricter where ALCE's code is lenient: an answer
without sentences scores 0 instead of being skipped, a marker that points nowhere counts as a wrong
citation instead of being left out, and every line of an answer is read, not only the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.records import Answer, Citation, Passage
from eval.values import MONTH_NAME, ungrounded, values

MARKER = re.compile(r"\[(\d+)\]")
ONLY_MARKERS = re.compile(r"(?:\s*\[\d+\])+\s*[.:]?\s*")
LIST_MARK = re.compile(r"^\s*(?:[-*+•]|\d+[.)])\s+|^\s*#+\s+|^\s*>\s+")
BREAK = re.compile(r"(?<=[.!?])(?P<markers>(?:\s*\[\d+\])*)\s+(?=[A-Z*\"“(])")
WORD = re.compile(r"[A-Za-z][A-Za-z0-9]+")
DENIAL = re.compile(r"\b(?:not|no|never|nothing|none|neither|without|instead|unknown|wrong)\b|n't\b")
NOT_NAMES = frozenset({"usd", "gbp", "eur", "ai", "ml", "us", "the"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, list item or whole table, without its markers, and the numbers they bear."""

    text: str
    markers: tuple[int, ...]

    @property
    def is_claim(self) -> bool:
        """Whether it states something that needs a source: no question, no lead-in, no bare yes or no."""
        if self.markers:
            return True
        return not self.text.endswith(("?", ":")) and len(WORD.findall(self.text)) >= 3


def sentences(answer: str) -> list[Sentence]:
    """The sentences of an answer in order; a table is one, with the markers in it or on the line after it."""
    found: list[Sentence] = []
    for block in _blocks(answer):
        markers = tuple(dict.fromkeys(int(n) for n in MARKER.findall(block)))
        text = " ".join(re.sub(r"\s*\[\d+\]", "", block).split()) if "|" not in block else MARKER.sub("", block).strip()
        if text:
            found.append(Sentence(text, markers))
        elif markers and found:
            found[-1] = Sentence(found[-1].text, tuple(dict.fromkeys((*found[-1].markers, *markers))))
    return found


def _blocks(answer: str) -> Iterator[str]:
    table: list[str] = []
    for line in [*answer.splitlines(), ""]:
        if line.lstrip().startswith("|") or (table and line.strip() and ONLY_MARKERS.fullmatch(line)):
            table.append(line)
            continue
        if table:
            yield "\n".join(table)
            table = []
        if line.strip():
            yield from _split(LIST_MARK.sub("", line))


def _split(line: str) -> Iterator[str]:
    start = 0
    for gap in BREAK.finditer(line):
        yield line[start : gap.end("markers")]
        start = gap.end()
    yield line[start:]


def source_text(passage: Passage) -> str:
    """All that a passage can vouch for: its headings and its text."""
    return f"{passage.title}\n{passage.section}\n{passage.text}"


@lru_cache(maxsize=8192)
def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in WORD.findall(text))


def subjects(sentence: str) -> frozenset[str]:
    """What a sentence is about: its words with a capital letter, but for the first, months and currencies."""
    words = WORD.findall(re.sub(r"[*_`]", "", sentence))
    named = [word for word in words[1:] if word != word.lower()]
    named += [word for word in words[:1] if word[1:] != word[1:].lower()]
    return frozenset(low for word in named if (low := word.lower()) not in NOT_NAMES and not MONTH_NAME.fullmatch(low))


@dataclass(frozen=True, slots=True)
class Held:
    """What passages hold of a sentence: all its values or not, which of its names and of its longer words."""

    values: bool
    names: frozenset[str]
    words: frozenset[str]

    def __ge__(self, other: Held) -> bool:
        """Whether nothing of weight is lost against `other`: no value, no name, at most one word."""
        return self.values >= other.values and self.names >= other.names and len(other.words - self.words) < 2


def held_of(sentence: str, passages: Sequence[Passage], said: str = "") -> Held:
    """What the passages together hold of a sentence, word by word (by stems of five letters) and value by value.

    Values in `said`, which the person said and the sentence may repeat, need no source.
    """
    texts = [source_text(passage) for passage in passages]
    known = frozenset[str]().union(*(_words(text) for text in texts))
    stems = {word[:5] for word in known}
    longer = (word for word in _words(sentence) if len(word) > 3)
    return Held(
        bool(texts) and not ungrounded(sentence, [*texts, said]),
        subjects(sentence) & known,
        frozenset(word for word in longer if word[:5] in stems),
    )


def supports(sentence: str, passages: Sequence[Passage], said: str = "") -> bool:
    """Whether the passages together hold every value of a sentence and most of the names it speaks of.

    Literal support: stricter than entailment on numbers, dates and codes; a sentence without any
    value or name needs one in three of its longer words.
    """
    found, named = held_of(sentence, passages, said), subjects(sentence)
    if not found.values:
        return False
    if named:
        return len(found.names) * 2 >= len(named)
    longer = {word for word in _words(sentence) if len(word) > 3}
    return bool(values(sentence)) or len(found.words) * 3 >= len(longer)


def find_source(citation: Citation, index: Mapping[str, Passage], evidence: Sequence[Passage]) -> Passage | None:
    """The passage a citation names and quotes word for word: indexed, or computed in this turn."""
    known = (p for p in (*evidence, *index.values()) if p.id in index or p.kind == "fact")
    for passage in known:
        same = (passage.kind, passage.title, passage.section, passage.source)
        named = (citation.kind, citation.title, citation.section, citation.source)
        if same == named and citation.quote.strip() and citation.quote in passage.text:
            return passage
    return None


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer with the passage behind each citation (None where there is none) and what the person said."""

    answer: Answer
    parts: tuple[Sentence, ...]
    sources: Mapping[int, Passage | None]
    said: str

    def cited(self, sentence: Sentence) -> list[Passage]:
        """The passages a sentence cites that exist."""
        found = (self.sources.get(n) for n in sentence.markers)
        return [passage for passage in found if passage is not None]

    def repeatable(self, sentence: Sentence) -> str:
        """What the person said, where the sentence may repeat it: to deny it, to ask back or to decline."""
        denies = self.answer.refused or sentence.text.endswith("?") or DENIAL.search(sentence.text.lower())
        return f"{self.said}\n{self.said.upper()}" if denies else ""  # a code typed small is the same code

    def supported(self, sentence: Sentence) -> bool:
        """Whether what a sentence cites supports it."""
        return supports(sentence.text, self.cited(sentence), self.repeatable(sentence))


def check(answer: Answer, index: Mapping[str, Passage], evidence: Sequence[Passage], said: str) -> Checked:
    """Resolve every citation of an answer."""
    sources = {citation.n: find_source(citation, index, evidence) for citation in answer.citations}
    return Checked(answer, tuple(sentences(answer.answer)), sources, said)


def citation_problems(checked: Checked) -> list[str]:
    """What is invalid: markers without a source, sources without a marker, quotes that are not verbatim.

    Citation validity: the share of answers without any (see metrics.py).
    """
    used = [n for sentence in checked.parts for n in sentence.markers]
    numbers = [citation.n for citation in checked.answer.citations]
    problems = [f"dangling marker [{n}]" for n in dict.fromkeys(used) if n not in numbers]
    problems += [f"source {n} is listed but never cited" for n in numbers if n not in used]
    problems += [f"source {n} is listed twice" for n in dict.fromkeys(numbers) if numbers.count(n) > 1]
    problems += [f"the quote of [{n}] stands in no passage" for n, source in checked.sources.items() if source is None]
    return problems


def citation_recall(checked: Checked, *, every_claim: bool = True) -> float:
    """ALCE's citation recall: the share of sentences with a citation whose cited passages support them.

    Only claims count (no questions, no lead-ins), and where the item needs no sources (choices, small
    talk) only those with a marker; without a claim the recall is 0.
    """
    claims = [sentence for sentence in checked.parts if (sentence.is_claim if every_claim else sentence.markers)]
    return sum(checked.supported(claim) for claim in claims) / len(claims) if claims else 0.0


def citation_precision(checked: Checked) -> float:
    """ALCE's citation precision: the share of citations in supported sentences that are not irrelevant.

    Irrelevant: it alone does not hold what all hold of the sentence, and the others still do. A
    dangling marker is a wrong citation; without a citation the precision is 0.
    """
    right = total = 0
    for sentence in checked.parts:
        total += len(sentence.markers)
        if checked.supported(sentence):
            right += sum(_is_relevant(n, sentence, checked) for n in sentence.markers)
    return right / total if total else 0.0


def _is_relevant(n: int, sentence: Sentence, checked: Checked) -> bool:
    own = checked.sources.get(n)
    if own is None:
        return False
    others = [p for m in sentence.markers if m != n and (p := checked.sources.get(m)) is not None]
    said = checked.repeatable(sentence)
    whole, alone = held_of(sentence.text, [own, *others], said), held_of(sentence.text, [own], said)
    return alone >= whole or not (others and held_of(sentence.text, others, said) >= whole)


def made_up(checked: Checked, known: frozenset[str]) -> list[str]:
    """The values of an answer that nothing it cites vouches for.

    A value that the person said may be repeated to deny it, to ask back or to decline, and a
    sentence without markers may name a code that is in the index (`known`); all else is made up.
    """
    found: list[str] = []
    for sentence in checked.parts:
        sources = [source_text(passage) for passage in checked.cited(sentence)]
        loose = ungrounded(sentence.text, [*sources, checked.repeatable(sentence)])
        found += sorted(value.key for value in loose if sentence.markers or value.key not in known)
    return found
