"""One answer judged against its golden item: a Verdict, with every reason for which it fails."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.grounding import missing
from bot.records import Answer, Passage
from eval.citations import (
    Checked,
    check,
    citation_precision,
    citation_problems,
    citation_recall,
    made_up,
    source_text,
)
from eval.derived import underived
from eval.golden import Item, Unit
from eval.matching import in_order, says, says_any
from eval.values import values

LISTED = re.compile(r"^\s*(?:[-*•]|\d+[.)]|\|(?!\s*:?-))", re.MULTILINE)
DENIES = re.compile(
    r"\b(?:no|not|never|none|cannot|wrong|incorrect|instead|rather|actually|only|however|but|closed?|closes|ended|"
    r"retired|expired|gone|replaced|successor|in place of|contrary|mistaken|differs?)\b|n't\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Output:
    """What a system gave for one turn. `ranking` holds, place by place, the passages that a hit covers."""

    answer: Answer | None
    evidence: tuple[Passage, ...]
    ranking: tuple[frozenset[str], ...]
    seconds: float
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one output fared. `None` means that the measure does not apply."""

    id: str
    category: str
    cluster: str
    group: str | None
    expect: str
    turns: tuple[str, ...]
    today: str
    needs_sources: bool
    answer: str = ""
    refused: bool = False
    error: str | None = None
    required: tuple[bool, ...] = ()
    in_evidence: tuple[bool, ...] = ()
    forbidden: tuple[str, ...] = ()
    behaved: bool = False
    ungrounded: tuple[str, ...] = ()
    ungrounded_bot: tuple[str, ...] = ()
    underived: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    dangling: bool = False
    citation_recall: float | None = None
    citation_precision: float | None = None
    relevant: tuple[tuple[str, ...], ...] = ()
    ranking: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[str, ...] = ()
    tokens: int = 0
    seconds: float = 0.0
    answered: bool = True
    reasons: tuple[str, ...] = field(default=())

    @property
    def passed(self) -> bool:
        """Nothing is wrong with it."""
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Scorer:
    """Judges outputs against an index: its passages and the codes that they name."""

    index: Mapping[str, Passage]
    codes: frozenset[str]

    @classmethod
    def of(cls, index: Mapping[str, Passage]) -> Scorer:
        """The scorer of an index."""
        named = (value for p in index.values() for value in values(source_text(p)) if value.kind == "code")
        return cls(index, frozenset(value.key for value in named))

    def score(self, item: Item, output: Output, units: Sequence[Unit], tokens: int = 0) -> Verdict:
        """The verdict on the output for an item whose relevant passages are `units`."""
        evidence = [source_text(passage) for passage in output.evidence]
        verdict = Verdict(
            id=item.id, category=item.category, cluster=item.cluster, group=item.group, expect=item.expect,
            turns=item.turns, today=item.today.isoformat(), needs_sources=item.needs_sources, error=output.error,
            in_evidence=tuple(says_any("\n".join(evidence), forms) for forms in item.required),
            relevant=tuple(tuple(sorted(unit)) for unit in units),
            ranking=tuple(tuple(sorted(place)) for place in output.ranking),
            evidence=tuple(evidence), tokens=tokens, seconds=output.seconds,
        )  # fmt: skip
        if output.error:
            return replace(verdict, reasons=(f"exception: {output.error}",))
        if output.answer is None:
            return replace(verdict, answered=False)
        said = "\n".join((*item.turns, item.today.isoformat()))
        verdict = self._judge(item, verdict, check(output.answer, self.index, output.evidence, said))
        return replace(verdict, reasons=tuple(_reasons(item, verdict)))

    def _judge(self, item: Item, verdict: Verdict, checked: Checked) -> Verdict:
        answer = checked.answer
        cites = item.needs_sources or any(sentence.markers for sentence in checked.parts)
        silent = item.needs_sources and answer.refused
        problems = citation_problems(checked)
        facts = [p for p in checked.sources.values() if p is not None and p.kind == "fact"]
        return replace(
            verdict, answer=answer.answer, refused=answer.refused,
            required=tuple(says_any(answer.answer, forms) for forms in item.required),
            forbidden=tuple(form for form in item.forbidden if says(answer.answer, form)),
            behaved=behaves(item, answer),
            ungrounded=tuple(made_up(checked, self.codes)),
            ungrounded_bot=_missing(checked),
            underived=tuple(v for fact in facts for v in underived(fact, self.index, item.today, " ".join(item.turns))),
            citations=tuple(problems), dangling=any(problem.startswith("dangling") for problem in problems),
            citation_recall=None if not cites else 0.0 if silent else citation_recall(
                checked, every_claim=item.needs_sources
            ),
            citation_precision=None if not cites else 0.0 if silent else citation_precision(checked),
        )  # fmt: skip


def _missing(checked: Checked) -> tuple[str, ...]:
    """What the bot's own check finds ungrounded in sentences with markers."""
    found: list[str] = []
    for part in (part for part in checked.parts if part.markers):
        said = Passage("said", checked.repeatable(part), "", "", "", "document")
        found += missing(part.text, [*checked.cited(part), said])
    return tuple(found)


def behaves(item: Item, answer: Answer) -> bool:
    """Whether the answer does what the item expects: answers, puts right, declines or asks back.

    Declined is what the bot itself marks as refused. An answer must say something.
    """
    if item.expect == "decline":
        return answer.refused
    if answer.refused or not answer.answer.strip():
        return False
    if item.expect == "ask":
        return asks_back(answer.answer)
    return item.expect == "answer" or puts_right(answer.answer)


def asks_back(answer: str) -> bool:
    """A question mark, or two options or more listed."""
    return "?" in answer or len(LISTED.findall(answer)) >= 2


def puts_right(answer: str) -> bool:
    """Whether a wrong premise is openly contradicted at the start (FreshQA: it must be pointed out).

    Within the first two sentences there is a word that denies or contrasts; an opening "yes" or
    "right" needs one in its own sentence.
    """
    opening = re.split(r"(?<=[.!?:])\s+", answer.strip())[:2]
    agrees = bool(re.match(r"\W*(?:yes|yep|right|correct|exactly|indeed|sure|true)\b", answer, re.I))
    return any(DENIES.search(part) for part in (opening[:1] if agrees else opening))


def _reasons(item: Item, verdict: Verdict) -> list[str]:
    """Why the answer fails; empty where it passes."""
    wanted = {"answer": "does not answer", "correct": "does not put the premise right",
              "decline": "answers what it should decline", "ask": "does not ask back"}  # fmt: skip
    reasons = []
    if not verdict.behaved:
        needless = verdict.refused and item.expect != "decline"
        reasons.append("declines needlessly" if needless else wanted[item.expect])
    found = zip(item.required, verdict.required, strict=True)
    reasons += [f"lacks: {' / '.join(forms[:3])}" for forms, there in found if not there]
    reasons += [f"says what it must not: {form}" for form in verdict.forbidden]
    if item.order and not in_order(verdict.answer, item.order):
        reasons.append(f"not in the order {', '.join(item.order)}")
    reasons += [f"ungrounded: {value}" for value in dict.fromkeys((*verdict.ungrounded, *verdict.ungrounded_bot))]
    reasons += [f"computed without ground: {value}" for value in verdict.underived]
    reasons += list(verdict.citations)
    if item.needs_sources and not verdict.refused and "[" not in verdict.answer:
        reasons.append("cites nothing")
    return reasons


def misattributed(verdict: Verdict) -> bool:
    """Whether something said is not supported by what it cites: a marker on the wrong source."""
    return verdict.citation_recall is not None and verdict.citation_recall < 1.0
