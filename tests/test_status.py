"""Whether an exam can be taken on a day, and what to book instead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asking import real_catalog
from bot.catalog import Catalog, Certification, Event, Successor
from bot.status import instead, open_languages, predecessors, standing

LAST = date(2026, 6, 30)
DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))


def event(on: date, what: str, *languages: str) -> Event:
    return Event(source=("s",), checked=on, on=on, event=what, languages=languages)  # type: ignore[arg-type]


def exam(
    *events: Event, name: str = "cka", after: tuple[str, ...] = (), languages: tuple[str, ...] | None = None
) -> Certification:
    """A real record with other events, successors and languages."""
    like = real_catalog().certifications["cka"]
    spoken = like.exam_languages.model_copy(update={"value": languages or ("English",)})
    successors = tuple(Successor(id=i) for i in after)
    changed = {"id": name, "events": events, "successors": successors, "exam_languages": spoken, "family": "one"}
    return like.model_copy(update=changed)


def catalog_of(*certs: Certification) -> Catalog:
    return real_catalog().model_copy(update={"certifications": {cert.id: cert for cert in certs}})


@given(DAYS)
def test_without_events_an_exam_is_open(today: date) -> None:
    assert standing(exam(), today).stage == "active"


@given(DAYS)
def test_an_exam_can_be_taken_up_to_and_on_its_last_day(today: date) -> None:
    now = standing(exam(event(LAST, "last day")), today)
    assert now.bookable == (today <= LAST)
    assert (now.closes is not None) == (today <= LAST)
    assert now.stage == ("active" if today <= LAST else "closed")


@given(DAYS)
def test_a_beta_can_be_taken_from_its_first_day_to_its_end(today: date) -> None:
    begins, ends = date(2026, 4, 1), date(2026, 9, 30)
    now = standing(exam(event(begins, "beta"), event(ends, "beta ended")), today)
    assert now.bookable == (begins <= today <= ends)


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2026, 1, 1), "upcoming"),
        (date(2026, 2, 1), "announced"),
        (date(2026, 4, 1), "beta"),
        (date(2026, 7, 1), "active"),
        (date(2027, 1, 1), "active"),
        (date(2027, 1, 2), "closed"),
    ],
)
def test_the_stages_of_a_life(today: date, stage: str) -> None:
    life = exam(
        event(date(2026, 2, 1), "announced"),
        event(date(2026, 4, 1), "beta"),
        event(date(2026, 7, 1), "active"),
        event(date(2027, 1, 1), "last day"),
    )
    assert standing(life, today).stage == stage


def test_what_is_announced_cannot_be_booked() -> None:
    assert not standing(exam(event(LAST, "announced")), LAST).bookable


def test_the_end_of_one_language_leaves_the_others() -> None:
    cert = exam(event(LAST, "last day", "English"), languages=("English", "Japanese", "Korean"))
    after = LAST + timedelta(days=1)
    assert not standing(cert, after).bookable
    assert standing(cert, after, "Japanese").bookable
    assert open_languages(cert, after) == ("Japanese", "Korean")


def test_the_end_of_another_language_does_not_close_the_exam() -> None:
    cert = exam(event(LAST, "last day", "German"), languages=("English", "German"))
    after = LAST + timedelta(days=1)
    assert standing(cert, after).stage == "active"
    assert open_languages(cert, after) == ()


def test_what_to_book_instead_follows_successors_of_successors() -> None:
    gone = event(LAST, "last day")
    catalog = catalog_of(exam(gone, name="a", after=("b",)), exam(gone, name="b", after=("c",)), exam(name="c"))
    assert [c.id for c in instead(catalog, catalog.certifications["a"], date(2026, 11, 22))] == ["c"]
    assert [c.id for c in instead(catalog, catalog.certifications["a"], LAST)] == ["b"]


def test_a_circle_of_closed_successors_ends() -> None:
    gone = event(LAST, "last day")
    catalog = catalog_of(exam(gone, name="a", after=("b",)), exam(gone, name="b", after=("a",)))
    assert not list(instead(catalog, catalog.certifications["a"], date(2027, 1, 1)))


def test_the_best_successor_comes_first() -> None:
    catalog = catalog_of(exam(event(LAST, "last day"), name="a", after=("c", "b")), exam(name="b"), exam(name="c"))
    assert [c.id for c in instead(catalog, catalog.certifications["a"], date(2027, 1, 1))] == ["c", "b"]


def test_predecessors() -> None:
    catalog = catalog_of(exam(name="a", after=("c",)), exam(name="b", after=("c",)), exam(name="c"))
    assert {c.id for c in predecessors(catalog, catalog.certifications["c"])} == {"a", "b"}
    other = catalog.certifications["a"].model_copy(update={"family": "another"})
    catalog = catalog_of(other, catalog.certifications["c"])
    assert not predecessors(catalog, catalog.certifications["c"]), "another exam that points here is no predecessor"


@pytest.mark.parametrize(
    ("cert", "spring", "autumn"),
    [
        ("mla-c01", "active", "closed"),
        ("mla-c02", "upcoming", "beta"),
        ("mls-c01", "closed", "closed"),
        ("ai-900", "active", "closed"),
        ("ai-102", "active", "closed"),
        ("dp-100", "active", "closed"),
        ("aif-c01", "active", "active"),
        ("cka", "active", "active"),
        ("aib-c01", "upcoming", "beta"),
        ("ncp-genl", "upcoming", "announced"),
        ("agentic-architect", "upcoming", "beta ended"),
        ("ai-500", None, "active"),
    ],
)
def test_real_exams_in_spring_and_in_autumn(cert: str, spring: str | None, autumn: str) -> None:
    record = real_catalog().certifications[cert]
    assert spring in (None, standing(record, date(2026, 5, 1)).stage)
    assert standing(record, date(2026, 11, 22)).stage == autumn


def test_every_closed_exam_leads_to_one_that_can_be_booked() -> None:
    catalog, today = real_catalog(), date(2026, 11, 22)
    closed = [c for c in catalog.certifications.values() if standing(c, today).stage == "closed"]
    assert closed
    assert all(any(True for _ in instead(catalog, cert, today)) for cert in closed)
