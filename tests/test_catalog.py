"""The catalog as it is, and the error that a wrong line in it gives: file, record, field."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from pydantic import BaseModel

from asking import CORPUS, real_catalog
from bot.catalog import FILES, Catalog, load_catalog, read_yaml
from bot.errors import CatalogError
from bot.provenance import Provenance
from bot.schema import Certification, Event

HEADINGS = {
    line.lstrip("# ").strip() for line in (CORPUS / "guide.md").read_text("utf-8").splitlines() if line.startswith("#")
}
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return real_catalog()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The real files, to be broken."""
    return Path(shutil.copytree(CORPUS / "catalog", tmp_path / "catalog"))


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def parts(thing: Any) -> Iterator[Any]:
    """A record and everything in it, however deep."""
    yield thing
    if isinstance(thing, BaseModel):
        for name in type(thing).model_fields:
            yield from parts(getattr(thing, name))
    elif isinstance(thing, tuple):
        for part in thing:
            yield from parts(part)


def records(catalog: Catalog) -> Iterator[Any]:
    for lists in FILES.values():
        for key in lists:
            yield from getattr(catalog, key).values()


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        pytest.param(
            "certifications.yaml",
            "    code: AIF-C01\n",
            "    code: AIF-C01\n    colour: red\n",
            ("aif-c01", "colour"),
            id="a field that there is not",
        ),
        pytest.param(
            "certifications.yaml",
            "    level: foundational\n",
            "    level: easy\n",
            ("aif-c01", "level"),
            id="a level that there is not",
        ),
        pytest.param(
            "certifications.yaml",
            "    name: AWS Certified AI Practitioner\n",
            "",
            ("aif-c01", "name"),
            id="a field that is missing",
        ),
        pytest.param(
            "certifications.yaml",
            "minutes: {value: 90,",
            "minutes: {value: an hour and a half,",
            ("aif-c01", "minutes"),
            id="words for a number",
        ),
        pytest.param(
            "certifications.yaml",
            "checked: 2026-08-18",
            "checked: last summer",
            ("aif-c01", "checked"),
            id="a day that is none",
        ),
        pytest.param(
            "certifications.yaml",
            "confidence: medium",
            "confidence: quite",
            ("aif-c01", "confidence"),
            id="a confidence that there is not",
        ),
        pytest.param(
            "certifications.yaml",
            "    vendor: aws\n",
            "    vendor: acme\n",
            ("aif-c01", "vendor", "acme"),
            id="a vendor without a record",
        ),
        pytest.param(
            "certifications.yaml", "  - id: aib-c01\n", "  - id: aif-c01\n", ("aif-c01", "id"), id="an id used twice"
        ),
        pytest.param(
            "certifications.yaml",
            "- id: mla-c02\n        note",
            "- id: mla-c09\n        note",
            ("mla-c01", "successors", "mla-c09"),
            id="a successor without a record",
        ),
        pytest.param(
            "certifications.yaml",
            "source: qq-aif",
            "source: hearsay",
            ("aif-c01", "source", "hearsay"),
            id="a source without a record",
        ),
        pytest.param(
            "backgrounds.yaml",
            "certs: [nca-genl]",
            "certs: [nca-gone]",
            ("software-developer", "steps", "nca-gone"),
            id="a step without a record",
        ),
        pytest.param(
            "outcomes.yaml",
            "certs: [nca-genl]",
            "certs: [nca-gone]",
            ("genai-specialist", "picks", "nca-gone"),
            id="a pick without a record",
        ),
        pytest.param(
            "outcomes.yaml",
            "    background: software-developer",
            "    background: coder",
            ("ai-developer", "background", "coder"),
            id="a goal whose path is nobody's",
        ),
        pytest.param(
            "roles.yaml",
            "    outcome: senior-ml\n",
            "    outcome: fame\n",
            ("senior-ml-engineer", "outcome", "fame"),
            id="a job that leads to no goal",
        ),
        pytest.param(
            "roles.yaml",
            "    seniority:",
            "    mode: 1\n    seniority:",
            ("junior-engineer", "mode"),
            id="a role with a stray field",
        ),
        pytest.param("topics.yaml", "name: RAG", "title: RAG", ("rag", "name|title"), id="a topic without a name"),
    ],
)
def test_an_error_names_file_record_and_field(copy: Path, name: str, old: str, new: str, told: tuple[str, ...]) -> None:
    change(copy, name, old, new)
    with pytest.raises(CatalogError) as caught:
        load_catalog(copy)
    said = str(caught.value)
    assert said.startswith(name)
    assert "\n" not in said
    for part in told:
        assert re.search(part, said), said


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        pytest.param("vendors.yaml", "vendors: [\n  - id: aws", "not valid YAML.*line", id="no YAML"),
        pytest.param(
            "vendors.yaml", "vendors: []\nvendors: []\n", "`vendors` is there twice.*line 2", id="a key twice"
        ),
        pytest.param("vendors.yaml", "- id: aws\n", "must hold a mapping", id="a list at the top"),
        pytest.param("vendors.yaml", "vendors: {id: aws}\n", "must be a list", id="a mapping for a list"),
        pytest.param("vendors.yaml", "vendors: []\nsellers: []\n", "sellers", id="a list that there is not"),
        pytest.param("vendors.yaml", "vendors: [aws]\n", "number 1", id="a word for a record"),
        pytest.param("vendors.yaml", "", "must hold a mapping", id="an empty file"),
    ],
)
def test_an_error_names_the_file(copy: Path, name: str, text: str, told: str) -> None:
    (copy / name).write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError, match=told) as caught:
        load_catalog(copy)
    assert str(caught.value).startswith(name)


def test_a_file_that_is_not_text_is_named(copy: Path) -> None:
    (copy / "vendors.yaml").write_bytes(b"\xff\xfe\x00vendors")
    with pytest.raises(CatalogError, match=r"vendors\.yaml"):
        load_catalog(copy)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(CatalogError, match=f"{name} is missing"):
        load_catalog(copy)


def test_yes_no_and_on_are_words(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("given: [yes, no, on, off, true]\non: 2026-01-01\n", encoding="utf-8")
    assert read_yaml(path) == {"given": ["yes", "no", "on", "off", True], "on": date(2026, 1, 1)}


def test_all_certifications_that_the_guide_and_its_successors_name_are_there(catalog: Catalog) -> None:
    wanted = {
        "aif-c01",
        "aib-c01",
        "mla-c01",
        "mla-c02",
        "mls-c01",
        "aip-c01",
        "ai-900",
        "ai-901",
        "ai-102",
        "ai-103",
        "dp-100",
        "ai-300",
        "ai-500",
        "genai-leader",
        "pmle",
        "agentic-architect",
        "data-practitioner",
        "databricks-ml-associate",
        "databricks-ml-professional",
        "databricks-genai-associate",
        "nca-genl",
        "nca-genm",
        "nca-aiio",
        "ncp-genl",
        "cka",
        "terraform-004",
    }
    assert wanted <= set(catalog.certifications)


@pytest.mark.parametrize(
    ("cert", "price"),
    [
        ("aif-c01", 100),
        ("mla-c01", 150),
        ("mla-c02", 150),
        ("mls-c01", 300),
        ("aip-c01", 300),
        ("ai-900", 99),
        ("ai-901", 99),
        ("ai-102", 165),
        ("ai-103", 165),
        ("ai-300", 165),
        ("pmle", 200),
        ("genai-leader", 99),
        ("databricks-ml-associate", 200),
        ("nca-genl", 125),
        ("ncp-genl", 200),
        ("cka", 445),
        ("terraform-004", 70.5),
    ],
)
def test_prices(catalog: Catalog, cert: str, price: float) -> None:
    assert catalog.certifications[cert].price.known == price


def test_sources_that_disagree_are_kept(catalog: Catalog) -> None:
    others = {cert: [o.value for o in catalog.certifications[cert].price.others] for cert in ("nca-genl", "cka")}
    assert others == {"nca-genl": [135], "cka": [395]}


def test_unknown_is_another_value_than_not_published(catalog: Catalog) -> None:
    certs = catalog.certifications
    assert certs["aib-c01"].passing_score.value == "unknown"
    assert certs["pmle"].passing_score.value == "not published"
    assert certs["aib-c01"].passing_score.known is certs["pmle"].passing_score.known is None


def test_a_bare_value_takes_the_provenance_of_its_record(catalog: Catalog) -> None:
    price = catalog.certifications["aib-c01"].price
    assert price.source == catalog.certifications["aib-c01"].provenance.source
    assert price.checked == catalog.certifications["aib-c01"].provenance.checked


def test_every_section_of_the_guide_that_a_record_names_exists(catalog: Catalog) -> None:
    named = {r.guide_section for r in records(catalog) if getattr(r, "guide_section", None)}
    assert named
    assert named <= HEADINGS


def test_every_link_is_a_web_address(catalog: Catalog) -> None:
    links = {text for r in records(catalog) for text in parts(r) if isinstance(text, str) and re.match(r"\w+://", text)}
    links |= {getattr(r, name) for r in records(catalog) for name in ("url", "page") if getattr(r, name, None)}
    assert len(links) > 50
    assert not [link for link in links if urlsplit(link).scheme not in ("http", "https") or not urlsplit(link).hostname]


def test_nothing_was_checked_after_today_and_every_value_has_a_source(catalog: Catalog) -> None:
    found = [part for r in records(catalog) for part in parts(r) if isinstance(part, Provenance)]
    assert len(found) > 500
    assert all(value.source and value.checked <= TODAY for value in found)


def test_events_stand_in_their_order(catalog: Catalog) -> None:
    for cert in catalog.certifications.values():
        assert [event.on for event in cert.events] == sorted(event.on for event in cert.events), cert.id


def test_weights_of_domains_make_up_about_a_whole(catalog: Catalog) -> None:
    def sums(cert: Certification) -> tuple[float, float]:
        spans = [re.findall(r"\d+", part.weight or "") for part in cert.domains.known or ()]
        return sum(float(s[0]) for s in spans), sum(float(s[-1]) for s in spans)

    weighted = [
        c for c in catalog.certifications.values() if c.domains.known and all(d.weight for d in c.domains.known)
    ]
    assert len(weighted) > 15
    assert {c.id: sums(c) for c in weighted if not (sums(c)[0] <= 101 and sums(c)[1] >= 99)} == {}


def test_no_full_name_or_code_belongs_to_certifications_of_two_families(catalog: Catalog) -> None:
    owners: dict[str, set[str]] = {}
    for cert in catalog.certifications.values():
        for name in {cert.name, cert.short, cert.code or cert.short}:
            owners.setdefault(name.lower(), set()).add(cert.family or cert.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_siblings_differ_in_the_level_alone(catalog: Catalog) -> None:
    assert catalog.sibling("databricks-ml-associate", "professional") == "databricks-ml-professional"
    assert catalog.sibling("cka", "associate") is None


def test_a_month_stands_for_its_first_day() -> None:
    event = Event.model_validate({"on": "2026-04", "event": "beta", "source": "s", "checked": "2026-05-01"})
    assert (event.on, event.month_only) == (date(2026, 4, 1), True)
