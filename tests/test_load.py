from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot import load
from bot.errors import DocumentError
from bot.load import clean, decode, find_files, read_document
from bot.markup import html_to_markdown, plain_to_markdown

ARTICLE = """\
This year is busy. There is much to choose from, and the right choice depends on where you want to go next.
Where the Field Stands
| Tier | Exam | Cost |
|---|---|---|
| Entry | Tourist (T-1) | 10 |
Choose by Goal
You want to guide people around town (parks, museums)
Best pick: the tourist exam. It does not matter much in which town you take it.
You want to fly
Best pick: the pilot exam.
Exams in Detail
Tourist Guide (T-1)
- Maps
- Best for: beginners
Pilot (P-9)
- Weather
Pay
| Job | Pay |
| Guide | 10 |
What to Avoid
- Rushing: take your time
In the End
Take the tourist exam first, and the pilot exam once you know the sky well enough to fly alone.
"""


@pytest.fixture
def article() -> list[str]:
    return [line for line in plain_to_markdown(ARTICLE).splitlines() if line.startswith("#")]


def test_short_title_like_lines_of_a_plain_article_are_headings(article: list[str]) -> None:
    assert article == [
        "## Where the Field Stands",
        "## Choose by Goal",
        "### You want to guide people around town (parks, museums)",
        "### You want to fly",
        "## Exams in Detail",
        "### Tourist Guide (T-1)",
        "### Pilot (P-9)",
        "## Pay",
        "## What to Avoid",
        "## In the End",
    ]


def test_lists_and_pipe_tables_of_plain_text_stay() -> None:
    text = plain_to_markdown(ARTICLE)

    assert "| Tier | Exam | Cost |\n|---|---|---|\n| Entry |" in text
    assert "- Maps\n- Best for: beginners" in text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The exam takes place in a town that is\nLondon or Paris and costs\nabout 10 coins.", id="wrapped lines"
        ),
        pytest.param("A sentence.\n\nAnother one.", id="sentences"),
        pytest.param("- Item\n- Another", id="items"),
        pytest.param("Name: value\nOther: value", id="fields closed by text"),
    ],
)
def test_ordinary_lines_are_not_headings(text: str) -> None:
    assert "# The" not in plain_to_markdown(text)
    assert "# A" not in plain_to_markdown(text)


def test_html_becomes_headings_lists_and_tables() -> None:
    page = (
        "<head><title>no</title><style>p{}</style></head><nav>menu</nav><h2>Pay</h2><p>Two <b>jobs</b> &amp; more</p>"
        "<ul><li>one<ul><li>inner</li></ul><li>two</ul><script>alert(1)</script>"
        "<table><tr><th>Job<th>Pay</tr><tr><td>A|B</td><td>10</td></tr></table>"
    )

    assert html_to_markdown(page) == (
        "## Pay\n\nTwo jobs & more\n\n- one\n  - inner\n- two\n\n| Job | Pay |\n|---|---|\n| A\\|B | 10 |"
    )


def test_deep_html_is_read() -> None:
    assert html_to_markdown("<div>" * 100_000 + "deep" + "</div>" * 100_000) == "deep"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param("grün".encode(), "grün", id="UTF-8"),
        pytest.param("\ufeffgrün".encode(), "grün", id="UTF-8 with a mark"),
        pytest.param("grün".encode("utf-16"), "grün", id="UTF-16"),
        pytest.param("grün – 10 €".encode("cp1252"), "grün – 10 €", id="Windows-1252"),
    ],
)
def test_encodings_are_told_apart(data: bytes, text: str) -> None:
    assert decode(data) == text


def test_nul_goes_and_surrogates_are_replaced() -> None:
    assert clean("a\x00b\r\nc\ud800d\x1b[0m") == "ab\nc?d [0m"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        pytest.param("empty.md", b"", "it is empty", id="empty"),
        pytest.param("blank.txt", b" \n ", "there is no text in it", id="blank"),
        pytest.param(
            "photo.png", b"x", r"files of the kind '.png' cannot be read; these can: .*\.docx", id="unknown kind"
        ),
        pytest.param("Makefile", b"x", "files of the kind 'Makefile'", id="no extension"),
        pytest.param("binary.txt", bytes(range(32)) * 9, "it is not text", id="binary"),
        pytest.param("paper.txt", b"%PDF-1.7 \xff", "it is not text", id="a PDF called .txt"),
        pytest.param("script.html", b"<script>x</script>", "there is no text in it", id="HTML without text"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)

    with pytest.raises(DocumentError, match=reason):
        read_document(tmp_path / name)


def test_a_missing_file_and_a_file_too_large_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DocumentError, match="there is no such file"):
        read_document(tmp_path / "gone.md")
    monkeypatch.setattr(load, "MAX_BYTES", 10)
    (tmp_path / "big.md").write_text("x" * 11)
    with pytest.raises(DocumentError, match="at most"):
        read_document(tmp_path / "big.md")


def test_a_folder_gives_its_files_in_order_without_hidden_ones_and_links(tmp_path: Path) -> None:
    for name in ("b.md", "a/z.txt", ".git/config", "a/.hidden"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)

    assert [file.relative_to(tmp_path).as_posix() for file in find_files(tmp_path)] == ["a/z.txt", "b.md"]


def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, child: str, name: str = "sheet.csv") -> Path:
    """A file that is read by `child`, a line of Python, in place of markitdown."""
    (tmp_path / "markitdown").mkdir()
    (tmp_path / "markitdown" / "__init__.py").write_text(child)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setattr(load, "ROOT", tmp_path)
    (tmp_path / "bot").symlink_to(Path(load.__file__).parent)
    (tmp_path / name).write_text("Job,Pay\nGuide,10\n")
    return tmp_path / name


@pytest.mark.parametrize(
    ("child", "reason"),
    [
        pytest.param("raise ImportError", r'pip install "certpath\[documents\]"', id="the extra is missing"),
        pytest.param("import os; os.kill(os.getpid(), 11)", "crashes the parser", id="the parser crashes"),
        pytest.param("x = bytearray(3 * 1024**3)", "too much memory", id="the parser takes all memory"),
        pytest.param("while True: pass", "takes more than 1 s", id="the parser never ends"),
        pytest.param(
            "raise ValueError('bad\\n zip')", "cannot be read as .csv: ValueError: bad", id="the parser fails"
        ),
    ],
)
def test_a_parser_that_fails_takes_nothing_else_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, child: str, reason: str
) -> None:
    if "while" in child:
        monkeypatch.setattr(load, "PARSER_SECONDS", 1)
    file = office(tmp_path, monkeypatch, child)

    with pytest.raises(DocumentError, match=reason):
        read_document(file)


@pytest.mark.skipif(not find_spec("markitdown"), reason="needs the documents extra")
def test_a_csv_file_becomes_a_table(tmp_path: Path) -> None:
    (tmp_path / "pay.csv").write_text("Job,Pay\nGuide,10\n")

    assert read_document(tmp_path / "pay.csv").strip() == "| Job | Pay |\n| --- | --- |\n| Guide | 10 |"


@pytest.mark.skipif(not find_spec("docx") and not find_spec("mammoth"), reason="needs the documents extra")
def test_a_broken_word_file_is_named_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(b"PK broken")

    with pytest.raises(DocumentError, match=r"cannot be read as \.docx"):
        read_document(tmp_path / "letter.docx")


@pytest.mark.skipif(not find_spec("openpyxl"), reason="needs the documents extra")
def test_a_spreadsheet_becomes_a_table_under_its_sheet(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Pay"
    sheet.append(["Job", "Coins"])
    sheet.append(["Guide", 10])
    book.save(tmp_path / "pay.xlsx")

    text = read_document(tmp_path / "pay.xlsx")
    assert "## Pay" in text
    assert "| Guide | 10 |" in text
