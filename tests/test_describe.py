"""Records as passages: every fact stands in one, with its source, date and confidence."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from asking import real_catalog, real_language
from bot.describe import TOPICS, describe_catalog, sentence, show
from bot.formats import day
from bot.provenance import Value
from bot.records import Passage
from bot.schema import Certification

CATALOG, LANGUAGE = real_catalog(), real_language()
PASSAGES = {passage.id: passage for passage in describe_catalog(CATALOG, LANGUAGE)}
CERTS = list(CATALOG.certifications.values())


def of(cert: Certification, topic: str) -> Passage:
    return PASSAGES[f"cert/{cert.id}/{topic}"]


def test_ids_are_unique() -> None:
    counts = Counter(passage.id for passage in describe_catalog(CATALOG, LANGUAGE))
    assert max(counts.values()) == 1


@pytest.mark.parametrize("cert", CERTS, ids=lambda cert: cert.id)
def test_every_known_field_stands_in_the_passage_of_its_topic(cert: Certification) -> None:
    for topic, fields in TOPICS.items():
        for field in fields:
            shown = getattr(cert, field) and show(CATALOG, cert, field, LANGUAGE)
            assert not shown or shown.rstrip(".") in of(cert, topic).text, field


@pytest.mark.parametrize("cert", CERTS, ids=lambda cert: cert.id)
def test_every_passage_of_a_certification_is_dated_and_linked(cert: Certification) -> None:
    for topic in TOPICS:
        passage = of(cert, topic)
        assert passage.kind == "record"
        assert passage.records == (cert.id,)
        assert passage.source.endswith(f"certifications.yaml#{cert.id}")
        assert passage.url == cert.page
        assert passage.as_of
        assert date(2025, 1, 1) <= passage.as_of <= date(2026, 11, 22)
        assert "Checked" in passage.text.splitlines()[-1]


@pytest.mark.parametrize("cert", CERTS, ids=lambda cert: cert.id)
def test_what_others_say_and_notes_stand_beside_a_value(cert: Certification) -> None:
    for field in TOPICS["price"]:
        value: Value[object] = getattr(cert, field)
        text = sentence(CATALOG, cert, field, LANGUAGE)
        assert value.note.rstrip(".") in text
        assert all(day(other.checked) in text for other in value.others if other.known is not None)


def test_unknown_and_not_published_are_told_apart() -> None:
    certs = CATALOG.certifications
    assert "unknown" in sentence(CATALOG, certs["aib-c01"], "passing_score", LANGUAGE)
    assert "not published" in sentence(CATALOG, certs["pmle"], "passing_score", LANGUAGE)
    assert show(CATALOG, certs["aib-c01"], "passing_score", LANGUAGE) is None


def test_a_beta_has_both_prices() -> None:
    text = of(CATALOG.certifications["mla-c02"], "price").text
    assert "USD 75" in text
    assert "USD 150" in text


def test_status_tells_days_languages_and_successors() -> None:
    text = of(CATALOG.certifications["mla-c01"], "status").text
    assert "28 September 2026" in text
    assert "English" in text
    assert "MLA-C02" in text
    assert "MLA-C01" in of(CATALOG.certifications["mla-c02"], "status").text


@pytest.mark.parametrize("vendor", CATALOG.vendors.values(), ids=lambda vendor: vendor.id)
def test_every_vendor_has_its_rules_in_one_passage(vendor: object) -> None:
    passage = PASSAGES[f"vendor/{vendor.id}"]  # type: ignore[attr-defined]
    assert "Renewal" in passage.text
    for rule in vendor.retakes:  # type: ignore[attr-defined]
        assert (rule.rule.known or rule.rule.note).rstrip(".") in passage.text


def test_the_least_sure_value_speaks_for_a_passage() -> None:
    cka = CATALOG.certifications["cka"]
    assert "confidence unknown" in of(cka, "study").text.splitlines()[-1]
    assert "confidence high" in of(cka, "content").text.splitlines()[-1]


def test_public_figures_and_corrections_are_passages_too() -> None:
    kinds = Counter(name.split("/")[0] for name in PASSAGES)
    assert kinds["benchmark"] == len(CATALOG.benchmarks)
    assert kinds["correction"] == len(CATALOG.corrections)
