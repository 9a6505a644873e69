"""How answers and evidence look outside: the JSON objects of the contract, and plain text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from bot.records import Answer, Citation, Passage

EXAMPLES = (
    "I am a software developer and new to AI. Which certification should I take first?",
    "In which order should I take them, and what does it all cost?",
    "Which generative AI certifications can I still book for under $200?",
)
"""What every face of certpath suggests to ask."""

# A document may hold escape sequences that would steer the reader's terminal: C0 and C1 controls
# except tab and newline, and the marks that turn the direction of writing.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

# Legal within JSON, but many readers take them for the end of a line.
LINE_ENDS = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"}


def clean(text: str) -> str:
    """`text` without what a terminal would obey rather than show."""
    return CONTROL.sub("", text)


def to_json(value: object) -> str:
    """One line of strict JSON, in the letters it was written in."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False).translate(LINE_ENDS)


def answer_object(question: str, answer: Answer) -> dict[str, Any]:
    """The object of `ask --json`."""
    return {
        "question": question,
        "answer": answer.answer,
        "refused": answer.refused,
        "citations": [asdict(citation) for citation in answer.citations],
        "model": answer.model,
        "seconds": round(answer.seconds, 3),
    }


def evidence_object(question: str, passages: Iterable[Passage]) -> dict[str, Any]:
    """The object of `retrieve --json`."""
    evidence = [
        {
            "n": n,
            "kind": passage.kind,
            "title": passage.title,
            "section": passage.section,
            "source": passage.source,
            "as_of": passage.as_of.isoformat() if passage.as_of else None,
            "text": passage.text,
        }
        for n, passage in enumerate(passages, start=1)
    ]
    return {"question": question, "evidence": evidence}


def answer_text(answer: Answer) -> str:
    """The answer, then its numbered sources."""
    return "\n\n".join(part for part in (clean(answer.answer), sources_text(answer.citations)) if part)


def sources_text(citations: Sequence[Citation]) -> str:
    """A numbered line for each source; nothing where there is none."""
    return "\n".join(["Sources:", *map(source_line, citations)]) if citations else ""


def source_line(citation: Citation) -> str:
    """`[1] Title › Section, as of 2026-08-18: where to read it`."""
    dated = f", as of {citation.as_of}" if citation.as_of else ""
    return clean(f"[{citation.n}] {_heading(citation)}{dated}: {citation.url or citation.source}")


def evidence_text(passages: Iterable[Passage]) -> str:
    """Every passage in full under its number and heading."""
    return "\n\n".join(
        clean(f"[{n}] {_heading(passage)} ({passage.kind}, {passage.source})\n{passage.text}")
        for n, passage in enumerate(passages, start=1)
    )


def _heading(of: Citation | Passage) -> str:
    return " › ".join(part for part in (of.title, of.section) if part)
