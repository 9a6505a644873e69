"""Planted drafts: sentences that a model might write, right and wrong, and what the check makes of each.

    python -m eval planted [--set tune|held_out|fresh|styles|further|unseen] [--failures]

Each file of eval/planted/ holds questions with drafts; each sentence has a label. The evidence is what the bot would
give a model for the question, so that the sentences meet the passages that they would meet in use.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.chain import HITS, Bot, build_bot
from bot.checking import Checker, Verdict
from bot.draft import Drafted
from bot.records import Passage
from bot.settings import load_settings
from bot.turn import new_checker

FOLDER = Path(__file__).parent / "planted"
SETS = ("tune", "held_out", "fresh", "styles", "further", "unseen")
GOOD = "good"
LITERAL = ("number", "date", "code", "marker")  # what the check must catch, and how often
LEAST_RECALL, MOST_ALARMS = 0.98, 0.02
LETTER = re.compile(r"\[([a-z?])\]")
NOWHERE = 99
THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55)


@dataclass(frozen=True)
class Planted:
    """One sentence with its label and what was found of it."""

    question: str
    label: str
    text: str
    verdict: Verdict

    @property
    def right(self) -> bool:
        """Whether the check judged it as its label does."""
        return (self.label == GOOD) != bool(self.verdict.fault)


def read(name: str) -> list[dict[str, Any]]:
    """The questions of one file, with their drafts."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def run(bot: Bot, name: str) -> list[Planted]:
    """Every sentence of one set, checked against the evidence for its question."""
    checker = new_checker(bot)
    return [one for case in read(name) for one in _case(bot, checker, case)]


def _case(bot: Bot, checker: Checker, case: dict[str, Any]) -> Iterator[Planted]:
    question = case["question"]
    query = bot.read({"question": question})
    evidence = bot.sources(query, *bot.gather(query, HITS))
    if text := case.get("document"):
        evidence.append(Passage("document", text, "Notes", "", "notes.md", "document"))
    given = {passage.id for passage in evidence}  # what a draft cites is given, whatever the bot now finds for it
    evidence += [bot.index.passages[name] for name in case["sources"].values() if name not in given | {"document"}]
    places = {passage.id: n for n, passage in reversed([*enumerate(evidence, start=1)])}  # the first of an id
    numbers = {letter: places[name] for letter, name in case["sources"].items()} | {"?": NOWHERE}
    for draft in case["drafts"]:
        drafted = Drafted(checker, evidence, question)
        for sentence in draft:
            ((label, text),) = sentence.items()
            said = LETTER.sub(lambda found: f"[{numbers[found[1]]}]", text)
            yield Planted(question, label, text, _verdict(drafted, said))


def _verdict(drafted: Drafted, said: str) -> Verdict:
    """That of a sentence, or of a table whose marker stands below it."""
    *rows, last = said.split("\n")
    marker = f" {last}" if rows else ""
    verdicts = [drafted.check(row + (marker if n > 1 else "")) for n, row in enumerate(rows or [last])]
    return next((verdict for verdict in verdicts if verdict.fault), verdicts[-1])


def share(planted: Sequence[Planted], labels: Sequence[str]) -> tuple[int, int]:
    """How many sentences with these labels the check found fault with, and how many there are."""
    some = [one for one in planted if one.label in labels]
    return sum(bool(one.verdict.fault) for one in some), len(some)


def by_label(planted: Sequence[Planted]) -> dict[str, tuple[int, int]]:
    """Label -> (found fault with, all)."""
    return {label: share(planted, [label]) for label in dict.fromkeys(one.label for one in planted)}


def at_threshold(planted: Sequence[Planted], least: float) -> tuple[int, int, int, int]:
    """Were BOT_SUPPORT this: of the sentences that got as far as it, (bad stopped, bad, good stopped, good)."""
    measured = [one for one in planted if one.verdict.likeness >= 0]
    bad = [one for one in measured if one.label != GOOD]
    good = [one for one in measured if one.label == GOOD]
    return (
        sum(one.verdict.likeness < least for one in bad), len(bad),
        sum(one.verdict.likeness < least for one in good), len(good),
    )  # fmt: skip


def report(name: str, planted: Sequence[Planted]) -> Iterator[str]:
    """The figures of one set, line by line."""
    drafts = sum(len(case["drafts"]) for case in read(name))
    yield f"{name}: {drafts} drafts, {len(planted)} sentences"
    for label, (caught, all_) in by_label(planted).items():
        yield f"  {label:9} {'false alarms' if label == GOOD else 'caught':12} {caught}/{all_}"
    caught, bad = share(planted, LITERAL)
    alarms, good = share(planted, [GOOD])
    yield f"  numbers, dates, codes and markers: recall {caught / bad:.3f} (goal {LEAST_RECALL})"
    yield f"  good sentences: false alarms {alarms / good:.3f} (goal {MOST_ALARMS})"
    for least in THRESHOLDS:
        stopped, bad, lost, good = at_threshold(planted, least)
        yield f"  BOT_SUPPORT={least:.2f}: stops {stopped}/{bad} bad, {lost}/{good} good that all else let through"


def main(arguments: Sequence[str]) -> int:
    """0 where the goals are met over all sets asked for."""
    parser = argparse.ArgumentParser(prog="python -m eval planted", description="What the check of drafts catches.")
    parser.add_argument("--set", choices=SETS, action="append", help="one of the sets (all)")
    parser.add_argument("--failures", action="store_true", help="list what was judged wrongly")
    given = parser.parse_args(arguments)
    bot = build_bot(load_settings(model="builtin"))
    every: list[Planted] = []
    for name in given.set or SETS:
        planted = run(bot, name)
        every += planted
        print("\n".join(report(name, planted)))
        if given.failures:
            for one in planted:
                if not one.right:
                    print(f"    {one.label} / {one.verdict.fault or 'passed'}: {one.text}")
    (caught, bad), (alarms, good) = share(every, LITERAL), share(every, [GOOD])
    print(f"in all: recall {caught / bad:.3f} ({caught}/{bad}), false alarms {alarms / good:.3f} ({alarms}/{good})")
    return 0 if caught / bad >= LEAST_RECALL and alarms / good <= MOST_ALARMS else 1
