"""What the words of a sentence give away, whatever it is about: a name, a superlative, a count."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bot.grounding import LIST_NUMBER, PATTERNS, URL
from bot.reading import CertsOf
from bot.records import Passage
from bot.tabled import STEM, WORD

TITLE = re.compile(r"(?<=[\w,*] )[A-Z][\w+]*(?:[ -][A-Z][\w+]*)+")  # words with capitals in a row: a name
LITTLE = {  # words that say nothing, however long
    "which", "where", "while", "whose", "these", "those", "their", "there", "about", "would", "could", "should",
    "might", "after", "before", "under", "other", "takes", "taken", "taking", "gives", "given", "offer", "offers",
    "offered", "needs", "needed", "makes",
}  # fmt: skip
SUPERLATIVE = re.compile(r"\b(?:best|most (?=[a-z])[a-z]+|[a-z]{3,}est)\b")
MEASURED = {  # superlatives that figures bear out, and words that are none
    "cheapest", "longest", "shortest", "lowest", "highest", "latest", "newest", "earliest", "oldest", "fewest",
    "largest", "smallest", "nearest", "closest", "interest", "request", "suggest", "invest", "honest", "modest",
    "contest", "pretest",
}  # fmt: skip
COUNT = re.compile(r"\b\d+ (?:[\w/-]+ ){0,3}?(?:exams|certifications|certificates|steps|options)\b")
ITEM = re.compile(r"\s*(?:[-*•]|\d+\.)\s")


def praises(said: str, cited: Sequence[Passage]) -> bool:
    """Whether it calls something the best, or most something, and no source does."""
    found = {phrase for phrase in SUPERLATIVE.findall(said.lower()) if phrase not in MEASURED}
    there = " ".join(passage.embedded for passage in cited).lower()
    return any(phrase.split()[-1][: STEM + 1] not in there for phrase in found)


def counts(said: str, cited: Sequence[Passage], certs: CertsOf) -> frozenset[str]:
    """The numbers that count what the passages list: "two exams", where they name two."""
    if not COUNT.search(said):
        return frozenset()
    items = [sum(bool(ITEM.match(line)) for line in passage.text.split("\n")) for passage in cited]
    exams = len({ids for passage in cited for ids, _, _ in certs(passage.embedded)})
    return frozenset(str(number) for number in (*items, exams) if number > 1)


def capitalised(text: str, ordinary: Collection[str]) -> list[str]:
    """Words written like names: those with a capital that the corpus never writes small.

    The first word of a sentence counts where another such word follows at once.
    """
    rest = LIST_NUMBER.sub(" ", URL.sub(" ", text))
    for _, pattern in PATTERNS:
        rest = pattern.sub(",", rest)
    found = []
    first = True
    for word in WORD.finditer(rest):
        name = len(word[0]) > 1 and word[0][:1].isupper() and word[0].lower() not in ordinary
        following = re.match(r"[ -](?=[A-Z])", rest[word.end() :])
        if name and (not first or following):
            found.append(word[0])
        first = False
    return found
