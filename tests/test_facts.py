"""Facts computed from the catalog: right, for the day given, and held by the passages that they name."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from conftest import TODAY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asking import real_catalog
from bot.chain import Bot
from bot.facts import ANSWERS, compute
from bot.facts.fields import FIELDS
from bot.formats import money
from bot.grounding import missing
from bot.records import Claim, Limits, Profile, Query, Statement
from bot.status import standing

CATALOG = real_catalog()
SPRING = date(2026, 5, 1)
CERTS = sorted(CATALOG.certifications)
PRICED = [
    i
    for i in CERTS
    if CATALOG.certifications[i].price.known is not None and standing(CATALOG.certifications[i], TODAY).bookable
]
ASKS = sorted({*ANSWERS, *FIELDS})


def facts(bot: Bot, *asks: str, today: date = TODAY, **named: object) -> list[Statement]:
    index = bot.index
    query = Query("?", "?", today, asks=asks).but(**named)
    return compute(query, index.catalog, index.language, index.passages)


def said(statements: list[Statement]) -> str:
    return "\n".join(statement.text for statement in statements)


def loose(statements: list[Statement]) -> list[str]:
    """Statements with a value that their own basis does not hold."""
    return [f"{s.text} {sorted(missing(s.text, s.basis))}" for s in statements if s.basis and missing(s.text, s.basis)]


@pytest.mark.parametrize("ask", ASKS)
def test_every_fact_on_every_certification_is_held_by_its_passages(bot: Bot, ask: str) -> None:
    wrong = []
    for cert, today in product(CERTS, (SPRING, TODAY)):
        topics = (CATALOG.certifications[cert].topics.known or ("rag",))[:1]
        wrong += loose(facts(bot, ask, today=today, certs=(cert,), topics=topics))
    assert not wrong


@pytest.mark.parametrize("today", [SPRING, TODAY, date(2027, 6, 1)], ids=str)
@pytest.mark.parametrize(
    "ask", ["first_step", "path", "total", "path_time", "next_step", "budget", "outcome", "which_one"]
)
def test_every_fact_on_every_person_is_held_by_its_passages(bot: Bot, ask: str, today: date) -> None:
    wrong = []
    for person in [*CATALOG.backgrounds, None]:
        for goal in [*CATALOG.outcomes, None]:
            named = {"backgrounds": (person,) if person else (), "outcomes": (goal,) if goal else ()}
            wrong += loose(facts(bot, ask, today=today, **named))
    assert not wrong


@pytest.mark.parametrize("ask", ASKS)
def test_nothing_that_is_closed_or_not_open_yet_is_called_open(bot: Bot, ask: str) -> None:
    shut = [c for c in CATALOG.certifications.values() if not standing(c, TODAY).bookable]
    text = said([s for cert in CERTS for s in facts(bot, ask, certs=(cert,))])
    assert not [cert.id for cert in shut if f"{cert.short} (USD" in text and f"{cert.short} is open" in text]


@pytest.mark.parametrize("background", CATALOG.backgrounds)
@pytest.mark.parametrize("today", [SPRING, TODAY], ids=str)
def test_a_path_keeps_the_guides_order_and_books_only_what_is_open(bot: Bot, background: str, today: date) -> None:
    steps = [s.text for s in facts(bot, "path", today=today, backgrounds=(background,)) if s.role == "step"]
    assert len(steps) == len(CATALOG.backgrounds[background].steps)
    for line, step in zip(steps, CATALOG.backgrounds[background].steps, strict=True):
        booked = next(c for c in CATALOG.certifications.values() if f"**{c.short} (" in line)
        assert standing(booked, today).bookable
        successors = {after.id for i in step.certs for after in CATALOG.certifications[i].successors}
        assert booked.id in {*step.certs, *successors}
        assert ("optional" in line) == step.optional


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(certs=st.lists(st.sampled_from(PRICED), min_size=2, max_size=5, unique=True))
def test_a_total_is_the_sum_of_the_fees(bot: Bot, certs: list[str]) -> None:
    records = [CATALOG.certifications[i] for i in certs]
    fees = [
        c.beta_price.known if standing(c, TODAY).stage == "beta" and c.beta_price else c.price.known for c in records
    ]
    found = facts(bot, "total", certs=tuple(certs))
    assert money(sum(fees)) in found[0].text
    assert all(money(fee) in found[0].text for fee in fees)
    assert not loose(found)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    limit=st.integers(0, 500), vendor=st.sampled_from([*CATALOG.vendors, None]), today=st.sampled_from([SPRING, TODAY])
)
def test_a_list_holds_exactly_what_fits(bot: Bot, limit: int, vendor: str | None, today: date) -> None:
    limits = Limits(max_price=limit, vendors=(vendor,) if vendor else ())
    text = said(facts(bot, "list", today=today, limits=limits))
    for cert in CATALOG.certifications.values():
        now = standing(cert, today)
        fee = cert.beta_price.known if now.stage == "beta" and cert.beta_price else cert.price.known
        fits = now.bookable and fee is not None and fee <= limit and vendor in (None, cert.vendor)
        assert not fits or cert.short in text
        assert fits or f"- {cert.short}: " not in text


def test_what_somebody_holds_is_no_next_step(bot: Bot) -> None:
    known = Profile(background="data-analyst", held=("databricks-ml-associate",))
    found = facts(bot, "first_step", backgrounds=("data-analyst",), profile=known)
    assert "Professional ML Engineer" in found[0].text


def test_who_holds_every_step_is_told_so(bot: Bot) -> None:
    known = Profile(background="devops-engineer", held=("mla-c01", "mla-c02", "databricks-ml-associate", "cka"))
    found = facts(bot, "first_step", backgrounds=("devops-engineer",), profile=known)
    assert "every step" in found[0].text
    assert not loose(found)


def test_a_cloud_chooses_among_the_guides_alternatives(bot: Bot) -> None:
    limits = Limits(vendors=("microsoft",))
    found = facts(bot, "path", backgrounds=("software-developer",), limits=limits, vendors=("microsoft",))
    assert "AI-901" in said(found)
    assert "AI-103" in said(found)
    assert "1. **AWS" not in said(found)


@pytest.mark.parametrize(("field", "value"), [("price", "150"), ("minutes", "20"), ("validity_years", "7")])
def test_a_wrong_value_is_denied_and_a_right_one_is_not(bot: Bot, field: str, value: str) -> None:
    claims = (Claim("aif-c01", field, value),)
    wrong = facts(bot, "price", certs=("aif-c01",), claims=claims)
    plain = facts(bot, "price", certs=("aif-c01",))
    right = getattr(CATALOG.certifications["aif-c01"], field).known
    assert wrong[0].text.startswith("No: ")
    assert not plain[0].text.startswith("No: ")
    assert facts(bot, "price", certs=("aif-c01",), claims=(Claim("aif-c01", field, f"{right:g}"),)) == plain


def test_the_guides_claim_of_a_wrong_vendor_is_denied(bot: Bot) -> None:
    found = facts(bot, "price", certs=("nca-genl",), claims=(Claim("nca-genl", "vendor", "google"),))
    assert "NVIDIA" in found[0].text
    assert "Google" in found[0].text


def test_computed_facts_name_the_records_that_they_come_from(bot: Bot) -> None:
    found = facts(bot, "total", certs=("cka", "terraform-004"))
    fact = next(p for s in found for p in s.basis if p.kind == "fact")
    assert fact.records == ("cka", "terraform-004")
    assert fact.as_of


def test_each_sentence_is_said_once(bot: Bot) -> None:
    texts = [s.text for s in facts(bot, "price", "status", "price", certs=("mla-c02",))]
    assert len(texts) == len(set(texts))


def test_before_an_exam_existed_it_is_not_said_to_have_closed(bot: Bot) -> None:
    text = said(facts(bot, "status", today=SPRING, certs=("mla-c02",)))
    assert "closed" not in text
