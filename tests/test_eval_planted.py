"""The planted drafts: what the check catches of what is wrong, and how seldom it wrongs what is right."""

from __future__ import annotations

import re

import pytest

from bot.chain import Bot
from eval import planted

LEAST = 150  # drafts


@pytest.fixture(scope="module")
def found(bot: Bot) -> dict[str, list[planted.Planted]]:
    return {name: planted.run(bot, name) for name in planted.SETS}


def test_there_are_enough_drafts_of_every_kind(found: dict[str, list[planted.Planted]]) -> None:
    assert sum(len(case["drafts"]) for name in planted.SETS for case in planted.read(name)) >= LEAST
    labels = {one.label for some in found.values() for one in some}
    assert labels == {planted.GOOD, *planted.LITERAL, "exam", "praise", "invented", "injected"}


def test_the_check_reaches_its_goals_over_all_sets(found: dict[str, list[planted.Planted]]) -> None:
    every = [one for some in found.values() for one in some]
    caught, bad = planted.share(every, planted.LITERAL)
    alarms, good = planted.share(every, [planted.GOOD])
    wrong = "\n".join(f"{one.label}: {one.text}" for one in every if not one.right)
    assert caught / bad >= planted.LEAST_RECALL, wrong
    assert alarms / good <= planted.MOST_ALARMS, wrong


def test_the_report_has_every_figure(found: dict[str, list[planted.Planted]]) -> None:
    text = "\n".join(planted.report("tune", found["tune"]))
    assert re.search(r"recall [01]\.\d{3}", text)
    assert "false alarms 0." in text
    assert text.count("BOT_SUPPORT=") == len(planted.THRESHOLDS)
