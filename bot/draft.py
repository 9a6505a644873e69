"""The sentences of one draft, checked as they come: what each of them means may hang on those before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.checking import Checker, Verdict
from bot.grounding import MARKER, missing
from bot.records import Passage
from bot.tabled import Table

IT = re.compile(r"[-*•\s\d.]*(?:It|The exam|This exam|This certification|The certification)\b(?:'s)?")
OTHER = re.compile(r"\b(?:successor|predecessor|other|another|instead|new|next|replace\w*|beta|latter|former|second)\b")


class Drafted:
    """The sentences of one draft, whose markers [n] count in `evidence` from 1.

    A row means nothing without its table's header, "it" without a name.
    """

    def __init__(self, checker: Checker, evidence: Sequence[Passage], question: str) -> None:
        self.checker, self.evidence, self.question = checker, evidence, question
        self.table = Table()
        self.named: frozenset[str] = frozenset()  # the one exam that the last sentence that named any was of

    def check(self, sentence: str) -> Verdict:
        """The verdict on the next sentence."""
        numbers = list(dict.fromkeys(int(n) for n in MARKER.findall(sentence)))
        cited = tuple(self.evidence[n - 1] for n in numbers if 1 <= n <= len(self.evidence))
        if len(cited) < len(numbers):
            return Verdict("marker", cited)
        return replace(self._verdict(sentence, cited), cited=cited)

    def _verdict(self, sentence: str, cited: Sequence[Passage]) -> Verdict:
        said, checker = MARKER.sub("", sentence).strip(), self.checker
        parts = self.table.read(sentence.strip())
        if not cited:
            known = not missing(said, self.evidence) and not checker.strange(said, self.evidence)
            head = parts == [] and known
            nothing = head or checker.states_nothing(said, self.question, self.evidence)
            self._name(said)
            return Verdict("" if nothing else "no marker")
        if self._of_another(said, cited):
            return Verdict("exam")
        self._name(said)
        verdicts = [checker.judge(part, cited, self.evidence, self.question) for part in parts or [said]]
        return next((verdict for verdict in verdicts if verdict.fault), verdicts[0])

    def _name(self, said: str) -> None:
        exams = {ids for ids, _, _ in self.checker.certs(said)}
        if exams:
            self.named = next(iter(exams)) if len(exams) == 1 else frozenset()

    def _of_another(self, said: str, cited: Sequence[Passage]) -> bool:
        """Whether it says of "it", the exam named last, what its sources say of others alone."""
        if not self.named or not IT.match(said) or OTHER.search(said) or self.checker.certs(said):
            return False
        return all(passage.kind == "record" and not self.named & {*passage.records} for passage in cited)
