"""A person's own files: quoted with their name, beside the guide, by a bot that is running already."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from asking import plain
from bot import build_bot
from bot.build import build
from bot.chain import Bot
from bot.records import Answer
from bot.settings import Settings

POLICY = """\
# Training at Brightwater

## Who pays

Brightwater reimburses one certification exam per calendar year.
Hand in the receipt to Marta Oduya within 30 days.

## Study leave

Everybody gets four paid study days before an exam.
"""
MENTORS = """\
mentor,office,subject
Yusuf Adeyemi,Lisbon,feature stores
Ingrid Solheim,Bergen,prompt evaluation
"""
Tell = Callable[[str], Answer]


@pytest.fixture(scope="module")
def reader(index_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A bot that was built before the documents were given; its index is a copy of the shared one."""
    folder = tmp_path_factory.mktemp("documents")
    index = Path(shutil.copytree(index_path, folder / "index"))
    running = build_bot(Settings(index=index, today=date(2026, 11, 22)))
    assert (
        "one certification exam"
        not in running.invoke({"question": "How many exams does Brightwater reimburse per calendar year?"}).answer
    )
    (folder / "training.md").write_text(POLICY, encoding="utf-8")
    (folder / "mentors.csv").write_text(MENTORS, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        report = build(running.settings, [folder / "training.md", folder / "mentors.csv"])
    assert report.added >= 3
    assert not report.failed
    yield running
    running.index.close()


@pytest.fixture(scope="module")
def tell(reader: Bot) -> Tell:
    return lambda question: reader.invoke({"question": question})


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Within how many days do I hand in the receipt to Marta Oduya?", "within 30 days"),
        ("How many exams does Brightwater reimburse per calendar year?", "one certification exam"),
        ("How many paid study days does everybody get before an exam at Brightwater?", "four paid study days"),
    ],
)
def test_a_markdown_file_is_quoted_with_its_name_and_section(tell: Tell, question: str, wanted: str) -> None:
    answer = tell(question)
    assert wanted in plain(answer)
    citation = answer.citations[0]
    assert (citation.kind, citation.source) == ("document", "training.md")
    assert citation.title == "Training at Brightwater"
    assert citation.section
    assert citation.quote in POLICY
    assert citation.as_of


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Which mentor in Bergen knows prompt evaluation?", "Ingrid Solheim"),
        ("Which mentor knows feature stores?", "Yusuf Adeyemi"),
    ],
)
def test_a_row_of_a_csv_file_is_quoted(tell: Tell, question: str, wanted: str) -> None:
    answer = tell(question)
    assert wanted in plain(answer)
    assert "mentors.csv" in {citation.source for citation in answer.citations}


def test_a_file_answers_a_question_that_looks_foreign_to_the_field(tell: Tell) -> None:
    assert "Yusuf Adeyemi" in plain(tell("Who is the mentor in Lisbon?"))


def test_the_guide_and_the_catalog_are_answered_from_as_before(tell: Tell) -> None:
    answer = tell("What does CKA cost?")
    assert "USD 445" in answer.answer
    assert {citation.kind for citation in answer.citations} == {"record"}


def test_a_file_that_is_forgotten_is_not_quoted_any_more(reader: Bot, tell: Tell) -> None:
    folder = reader.settings.index.parent
    report = build(reader.settings, forget=[folder / "mentors.csv"])
    assert report.removed >= 1
    assert "Yusuf" not in tell("Which mentor knows feature stores?").answer
    assert "one certification exam" in tell("How many exams does Brightwater reimburse per calendar year?").answer
