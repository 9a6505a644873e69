"""The golden questions with a model that answers well and one that lies: the lies do not get through."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from llm_server import KEY, Reply, sent, serving

from bot.chain import Bot
from eval.golden import load_split, relevant_units
from eval.score import Scorer, Verdict
from eval.systems import BotSystem

MANY = 10  # items with a fact that the catalog holds
LIE = "USD 987"
PRICE = re.compile(r"\[(\d+)\][^\n]*\n(?:[^\n\[]*\n)*?Price of ([^:\n]+): (USD [\d.]*\d)")


def well(body: dict[str, Any]) -> str:
    """Words the first price that the sources hold."""
    n, name, price = PRICE.findall(sent(body))[0]
    return f"{name} costs {price} [{n}]."


def lying(body: dict[str, Any]) -> str:
    n, name, price = PRICE.findall(sent(body))[0]
    return f"{name} costs {price} [{n}]. {name} costs {LIE} [{n}]."


def only_lies(body: dict[str, Any]) -> str:
    n, name, _ = PRICE.findall(sent(body))[0]
    return f"{name} costs {LIE} [{n}]. It is worth every cent and doubles your pay [{n}]."


def verdicts(bot: Bot, script: Any, monkeypatch: pytest.MonkeyPatch) -> list[Verdict]:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    items = [item for item in load_split("dev") if item.id.startswith("dev-price-") and len(item.turns) == 1]
    scorer = Scorer.of(bot.index.passages)
    with serving(Reply(script)) as server:
        given = {"model": "openai:scripted", "base_url": f"{server.url}/v1", "strict": True}
        system = BotSystem("ours", bot.index, bot.settings.model_copy(update=given))
        found = []
        for item in [item for item in items if item.today == date(2026, 11, 22)][:MANY]:
            output = system.run(item.turns, item.today)
            assert not output.error
            found.append((scorer.score(item, output, relevant_units(item, bot.index.passages, bot.index.catalog), 0),
                          output.answer))  # fmt: skip
        assert server.calls
    assert not any(LIE in answer.answer for _, answer in found if answer)
    assert any(answer and answer.model == "openai:scripted" for _, answer in found) or script is only_lies
    return [verdict for verdict, _ in found]


@pytest.mark.parametrize("script", [well, lying, only_lies])
def test_the_golden_items_pass_whatever_the_model_writes(
    script: Any, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = verdicts(bot, script, monkeypatch)
    failed = [verdict.id for verdict in found if not verdict.passed]
    assert len(found) == MANY
    assert len(failed) <= 1, failed
