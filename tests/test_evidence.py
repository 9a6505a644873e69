"""What an answer rests on, ranked: what it cites, what facts were worked out from, what belongs beside it."""

from __future__ import annotations

import pytest
from conftest import TODAY

from bot.chain import Bot
from bot.evidence import TOPIC_OF_ASK, Basis, cited, linked
from bot.facts import ANSWERS, compute
from bot.facts.fields import FIELDS
from bot.records import Limits, Passage, Query, Statement

OPEN = Passage("cert/a/status", "Open since 2026-01-01.", "A", "Status", "f", "record", records=("a",))
FEE = Passage("cert/a/price", "Fee of A: USD 9.", "A", "Price", "f", "record", records=("a",))


def ranked(bot: Bot, *asks: str, found: tuple[str, ...] = (), **named: object) -> list[str]:
    query = Query("?", "?", TODAY, asks=asks, certainty=1.0).but(**named)
    index = bot.index
    statements = compute(query, index.catalog, index.language, index.passages)
    hits = [index.passages[name] for name in found]
    return [p.id for p in Basis(index.catalog, index.passages).ranked(query, statements, hits)]


def test_cited_is_what_holds_the_values_of_each_sentence() -> None:
    said = Statement("A costs USD 9.", (OPEN, FEE))
    assert cited([said, said]) == [FEE]


def test_every_ask_with_a_topic_is_an_ask() -> None:
    assert set(TOPIC_OF_ASK) <= {*ANSWERS, *FIELDS, "first_step", "next_step"}


def test_the_passages_of_each_record_on_each_ask() -> None:
    query = Query("?", "?", TODAY, asks=("status", "domains"), certs=("x", "y"))
    assert linked(query, query.asks) == [
        "cert/x/status", "cert/x/content", "cert/y/status", "cert/y/content",
    ]  # fmt: skip


def test_a_sum_is_followed_by_the_prices_it_adds_in_their_order(bot: Bot) -> None:
    assert ranked(bot, "total", certs=("terraform-004", "cka"))[:3] == [
        "fact/total", "cert/terraform-004/price", "cert/cka/price",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("limits", "topic"),
    [
        pytest.param(Limits(max_price=100), "price", id="by a price"),
        pytest.param(Limits(levels=("foundational",)), "fit", id="by a level"),
        pytest.param(Limits(lifelong=True), "validity", id="by what never expires"),
        pytest.param(Limits(closed_only=True), "status", id="to what is closed"),
        pytest.param(Limits(vendors=("google",)), "fit", id="to a vendor: whose it is, and at what level"),
        pytest.param(Limits(vendors=("google",), open_only=True), "status", id="to a vendor: what is open there"),
    ],
)
def test_a_list_is_followed_by_what_it_was_limited_by(bot: Bot, limits: Limits, topic: str) -> None:
    fact, first, *_ = ranked(bot, "list", limits=limits)
    assert fact == "fact/list"
    assert first.endswith(f"/{topic}")


def test_the_status_of_a_closed_exam_stands_beside_that_of_the_next(bot: Bot) -> None:
    assert ranked(bot, "status", certs=("dp-100",))[:2] == ["cert/dp-100/status", "cert/ai-300/status"]


def test_the_guide_on_a_person_comes_first_and_its_closed_picks_with_what_followed_them_next(bot: Bot) -> None:
    guide, before, after, *_ = ranked(bot, "path", backgrounds=("devops-engineer",))
    assert guide.startswith("guide/")
    assert (after, before) == ("cert/mla-c02/status", "cert/mla-c01/status")


def test_an_own_document_that_the_search_found_is_near_the_top(bot: Bot) -> None:
    own = Passage("doc/x", "Ours.", "X", "", "x.md", "document")
    query = Query("?", "?", TODAY, asks=("price",), certs=("cka",))
    price = bot.index.passages["cert/cka/price"]
    basis = Basis(bot.index.catalog, bot.index.passages)
    assert basis.ranked(query, [Statement("CKA costs USD 445.", (price,))], [own])[:2] == [price, own]


def test_what_a_search_found_comes_last_the_records_named_first(bot: Bot) -> None:
    names = ranked(bot, "price", certs=("cka",), found=("vendor/aws", "cert/cka/notes"))
    assert names[0] == "cert/cka/price"
    assert names[-2:] == ["cert/cka/notes", "vendor/aws"]


def test_the_closed_picks_of_the_guide_come_before_what_follows_them(bot: Bot) -> None:
    places = ranked(bot, "verdict")[:5]
    assert places[0] == "guide/the-verdict"
    assert {"cert/ai-900/status", "cert/ai-102/status", "cert/mla-c01/status"} <= set(places)


def test_what_newer_sources_put_right_stands_near_the_top(bot: Bot) -> None:
    found = ("correction/mla-c02-date",)
    assert found[0] in ranked(bot, "launched", certs=("mla-c02",), found=found)[:4]


def test_of_a_goal_nobody_told_the_nearest_section_comes_along(bot: Bot) -> None:
    goal = "guide/the-pick-for-each-career-outcome-developer-integrating-ai-into-apps"
    assert goal in ranked(bot, "first_step", backgrounds=("software-developer",), found=(goal,))[:3]
