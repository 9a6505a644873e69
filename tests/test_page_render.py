"""What the page shows and what it takes back from a browser, without a browser: tests/browser has the rest."""

from __future__ import annotations

import html
import re

import pytest

from bot.catalog import load_catalog
from bot.errors import InputError
from bot.page import memory, render
from bot.page.amounts import amount
from bot.page.memory import Conversation, Exchange, Source
from bot.page.service import Service
from bot.settings import Settings

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "[x](data:text/html,hi)",
    '<a href="javascript:alert(1)">x</a>',
    "<svg onload=alert(1)>",
    "<form action=//evil.example><input></form>",
    "<style>*{background:url(//evil.example)}</style>",
]
FORBIDDEN = re.compile(r"<(script|img|svg|form|input|style)|<[^>]+(javascript:|data:|\son\w+=)")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_answer_source_or_question_brings_markup_of_its_own(text: str) -> None:
    source = Source(n=1, title=text, section=text, quote=text, text=text, url="javascript:alert(1)", kind="document")
    one = Exchange(question=text, answer=f"{text} [1]", stage="done", sources=[source])
    talk = Conversation(exchanges=[one])
    shown = render.sources_html(talk) + "".join(message["content"] for message in render.messages(talk))
    assert not FORBIDDEN.search(shown)


def test_a_marker_links_to_its_source_and_one_without_a_source_goes() -> None:
    one = Exchange(question="q", answer="It is 9 [1], or 8 [2].", stage="done", sources=[Source(n=1)])
    shown = render.answer_html(one, 3)
    assert 'href="#cite-3-1"' in shown
    assert "[2]" not in shown


def test_a_quote_is_marked_in_its_passage() -> None:
    assert render.marked("It is 9. It is old.", "It is 9.") == "<mark>It is 9.</mark> It is old."


@pytest.mark.parametrize("typed", ["C++ & *stars*", "a <b> $500", "# one\n- two", "see https://x.example/_a_"])
def test_a_question_is_shown_as_typed_with_no_markup_of_its_own(typed: str) -> None:
    shown = render.said_html(typed)
    assert html.unescape(shown.replace("<br>", "\n")) == typed
    assert not set("*_[]`|~<>") & set(shown.replace("<br>", ""))


@pytest.mark.parametrize("kept", [None, 3, [], {"conversations": 3}, {"conversations": [{"exchanges": 1}, None]}])
def test_what_a_browser_kept_is_never_trusted(kept: object) -> None:
    assert memory.read(kept).conversations == []


def test_a_person_keeps_only_what_the_catalog_knows() -> None:
    catalog = load_catalog(Settings().corpus_path / "catalog")
    told = memory.person({"background": "pirate", "vendor": "aws", "held": ["nothing", "cka", "cka"], "budget": 5})
    profile = told.profile(catalog)
    assert (profile.background, profile.vendor, profile.held, profile.budget) == (None, "aws", ("cka",), 5)


@pytest.mark.parametrize(("typed", "value"), [("", None), ("$1,200", 1200), ("99.5 USD", 99.5)])
def test_an_amount_is_read_as_people_type_it(typed: str, value: float | None) -> None:
    assert amount(typed) == value


@pytest.mark.parametrize("typed", ["-1", "much", "nan", "1e99"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(InputError):
        amount(typed)


def test_no_starter_question_is_declined(ask: object) -> None:
    starters = Service(Settings()).language.words["page_starters"]
    answers = [ask(one["say"]) for one in starters]  # type: ignore[operator]
    assert [answer.question for answer in answers if answer.refused or not answer.citations] == []
