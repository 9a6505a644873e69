"""From what was answered to HTML that may be shown: an allow-list, with no image, no raw HTML and no other scheme.

Every piece of HTML that leaves this package goes through `safe`, whatever made it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

import nh3
from markdown_it import MarkdownIt

from bot.catalog import Source as Listed
from bot.formats import day
from bot.page.memory import UNDER_WAY, Conversation, Exchange, Source

TAGS = {
    "a", "b", "blockquote", "br", "caption", "code", "dd", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4",
    "hr", "li", "mark", "ol", "p", "pre", "s", "section", "small", "span", "strong", "sub", "summary", "sup", "table",
    "tbody", "td", "th", "thead", "time", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"class", "id", "title"}, "a": {"href", "target"}, "ol": {"start"}, "details": {"open"}, "th": {"scope"},
    "td": {"colspan"}, "time": {"datetime"},
}  # fmt: skip
SCHEMES = {"http", "https"}
MARKER = re.compile(r"\[(\d{1,3})\]")
MARKDOWN_SIGNS = str.maketrans({sign: f"&#{ord(sign)};" for sign in "&<>*_[]`|~\\"} | {"\n": "<br>"})
AT_START = re.compile(r"(?m)^(\s*)([#+=-])|(:)(?=//)")  # what means something at the start of a line, or makes a link
_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True}).enable("table").disable("image")


def safe(text: str) -> str:
    """HTML of the allow-list, on one line, so that a Markdown reader takes it as it is."""
    cleaned = nh3.clean(
        text, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer nofollow"
    )
    return re.sub(r"\s*\n\s*", " ", cleaned)


def esc(text: object) -> str:
    """Text as HTML shows it, with nothing in it that a Markdown reader would take for markup of its own."""
    return html.escape(str(text)).translate(_INERT)


_INERT = str.maketrans({sign: f"&#{ord(sign)};" for sign in "*_[]`~$\\|"})


def answer_html(exchange: Exchange, place: int) -> str:
    """An answer, its markers linked to the sources that stand beside it."""
    numbers = {source.n for source in exchange.sources}
    body = _markdown.render(exchange.answer)
    body = _outside_tags(body, lambda text: MARKER.sub(lambda m: _marker(m, place, numbers), text))
    return safe(f'<div class="cp-answer cp-{exchange.stage}" id="answer-{place}">{body}</div>')


def _marker(found: re.Match[str], place: int, numbers: set[int]) -> str:
    n = int(found[1])
    if n not in numbers:
        return found[0] if not numbers else ""
    return f'<a class="cite" href="#cite-{place}-{n}"><span class="sr">source </span>{n}</a>'


def _outside_tags(text: str, change: Callable[[str], str]) -> str:
    """`change` applied to what is text, not to tags."""
    parts = re.split(r"(<[^>]*>)", text)
    return "".join(part if part.startswith("<") else change(part) for part in parts)


def said_html(text: str) -> str:
    """What the person typed, word for word; static/page.js turns it back where it is edited."""
    shown = text.translate(MARKDOWN_SIGNS)
    return AT_START.sub(lambda found: f"{found[1] or ''}&#{ord(found[2] or found[3])};", shown)


def messages(conversation: Conversation, live: str | None = None) -> list[dict[str, str]]:
    """The conversation as Gradio's chat shows it; `live` is the answer under way."""
    shown: list[dict[str, str]] = []
    for place, one in enumerate(conversation.exchanges, start=1):
        shown.append({"role": "user", "content": said_html(one.question)})
        shown.append({"role": "assistant", "content": _answer(one, place, live)})
    return shown


def _answer(one: Exchange, place: int, live: str | None) -> str:
    if one.stage in UNDER_WAY:
        written = one.model_copy(update={"answer": live or "", "sources": []})
        # What is not verified yet shows no number: it could still change.
        wait = '<span class="cp-wait">Looking it up<span class="cp-dots"></span></span>'
        text = re.sub(r"\s*\[\d{1,3}\]", "", written.answer)
        return answer_html(written.model_copy(update={"answer": text}), place) if live else safe(wait)
    if one.stage == "stopped":
        note = '<p class="cp-note">Stopped. Ask again, or press retry.</p>'
        return safe(answer_html(one, place) + note)
    if one.stage == "failed":
        return safe(f'<div class="cp-error"><b>That did not work.</b> {esc(one.answer)}</div>')
    return answer_html(one, place)


def sources_html(conversation: Conversation) -> str:
    """The sources of every answer; the stylesheet shows those of the marker that was followed, else the last ones."""
    parts = [_sources(one, place) for place, one in enumerate(conversation.exchanges, start=1) if one.sources]
    if not parts:
        return safe(
            '<div class="cp-empty"><h2 class="cp-side">Sources</h2><p>Every sentence of an answer shows its source '
            "here: the quote in its passage, the date on which it was checked, and the official page.</p></div>"
        )
    last = len(parts) - 1
    return "".join(
        safe(f'<div class="cp-sources{" cp-latest" if i == last else ""}">{part}</div>') for i, part in enumerate(parts)
    )


def _sources(one: Exchange, place: int) -> str:
    cards = "".join(_card(source, place, first=i == 0) for i, source in enumerate(one.sources))
    asked = esc(one.question if len(one.question) <= 90 else one.question[:89] + "…")
    return f'<h2 class="cp-side">Sources</h2><p class="cp-of">for “{asked}”</p>{cards}'


def _card(source: Source, place: int, first: bool) -> str:
    """A source: where it stands, how old and how sure it is, the quote in its passage, the page to check it on."""
    kind = {"guide": "Guide", "record": "Catalog record", "fact": "Computed", "document": "Your document"}
    facts = [f'<span class="cp-kind">{esc(kind.get(source.kind, source.kind))}</span>']
    if source.as_of:
        facts.append(f'<span>as of <time datetime="{esc(source.as_of)}">{esc(_day(source.as_of))}</time></span>')
    if source.confidence:
        facts.append(f'<span class="cp-sure-{esc(source.confidence)}">confidence {esc(source.confidence)}</span>')
    elif source.kind == "guide":
        facts.append("<span>certpath\u2019s own view</span>")
    rests = ""
    if source.rests_on:
        rows = "".join(f"<li>{esc(row)}</li>" for row in source.rests_on)
        rests = f'<p class="cp-label">Worked out from</p><ul class="cp-rests">{rows}</ul>'
    page = link(source.url, "Official page") if source.url and source.kind in ("record", "guide") else ""
    page = page or (link(source.url, "Open the source") if source.url else "")
    return (
        f'<details class="cp-card" id="cite-{place}-{source.n}"{" open" if first else ""}>'
        f'<summary><span class="cp-n">{source.n}</span><span class="cp-head"><b>{esc(source.title)}</b>'
        f"{f'<span>{esc(source.section)}</span>' if source.section else ''}</span></summary>"
        f'<p class="cp-facts">{" ".join(facts)}</p><blockquote>{marked(source.text, source.quote)}</blockquote>{rests}'
        f'<p class="cp-links">{page}<a href="#answer-{place}">Back to the answer</a></p></details>'
    )


def _day(iso: str) -> str:
    try:
        return day(date.fromisoformat(iso))
    except ValueError:
        return iso


def marked(text: str, quote: str) -> str:
    """A passage with its quote highlighted; the quote alone where the passage is not at hand."""
    start = text.find(quote) if quote else -1
    if start < 0:
        return _lines(f"<mark>{esc(quote)}</mark>" if quote else esc(text))
    end = start + len(quote)
    return _lines(f"{esc(text[:start])}<mark>{esc(quote)}</mark>{esc(text[end:])}")


def _lines(text: str) -> str:
    return text.replace("\n", "<br>")


def link(url: str | None, text: str) -> str:
    """A link to elsewhere, if it is one that may be followed."""
    if not url or not url.lower().startswith(("https://", "http://")):
        return ""
    return f'<a class="cp-out" href="{esc(url)}" target="_blank">{esc(text)}</a>'


def figures(cells: Iterable[tuple[str, str]]) -> str:
    """A few values in large, each with what it is."""
    boxes = (f'<div class="cp-figure"><b>{esc(value)}</b><span>{esc(what)}</span></div>' for value, what in cells)
    return f'<div class="cp-figures">{"".join(boxes)}</div>'


def cited(sources: Iterable[Listed]) -> str:
    """Sources of the catalog as the items of a list."""
    return "".join(
        f"<li>{link(one.url, one.title) or esc(one.title)} <small>{esc(one.dated)}</small></li>" for one in sources
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]], name: str, caption: str = "") -> str:
    """A table of HTML cells; on a narrow screen the stylesheet shows each row as a card with the head beside it."""
    heads = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    body = ""
    for row in rows:
        cells = "".join(f'<td><span class="cp-th">{h}</span><span class="cp-td">{c}</span></td>'
                        for h, c in zip(head, row, strict=True))  # fmt: skip
        body += f"<tr>{cells}</tr>"
    said = f"<caption>{caption}</caption>" if caption else ""
    whole = f'<table class="{name}">{said}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
    return f'<div class="cp-scroll">{whole}</div>'


def badge(stage: str, text: str = "") -> str:
    """Whether an exam can be booked, as a badge."""
    names = {"active": "open", "beta": "beta", "closed": "closed", "beta ended": "beta ended", "announced": "announced",
             "upcoming": "not open yet"}  # fmt: skip
    kind = {"active": "open", "beta": "beta"}.get(stage, "shut" if stage in ("closed", "beta ended") else "soon")
    return f'<span class="cp-badge cp-{kind}">{esc(text or names.get(stage, stage))}</span>'


def empty(title: str, text: str) -> str:
    """What stands where there is nothing to show yet."""
    return safe(f'<div class="cp-empty"><h2 class="cp-side">{esc(title)}</h2><p>{esc(text)}</p></div>')


def error(text: str) -> str:
    """What stands where something went wrong."""
    return safe(f'<div class="cp-error"><b>That did not work.</b> {esc(text)}</div>')
