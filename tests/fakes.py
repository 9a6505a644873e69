"""Stand-ins at the seams, each computable by eye."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from bot.errors import InputError
from bot.records import Answer, Citation, Passage

CITATION = Citation(
    1, "record", "Exam One", "Price", "catalog/x.yaml", "https://example.org/one", "2026-08-18", "It is 9."
)
PASSAGE = Passage("p", "It is 9.", "Exam One", "Price", "catalog/x.yaml", "record", as_of=date(2026, 8, 18))


class FakeBot:
    """Answers with the turns it was given, oldest first, so that the history shows in the answer."""

    def invoke(self, given: dict[str, Any]) -> Answer:
        question = given["question"]
        if not question.strip():
            raise InputError("The question is empty.")
        if question == "interrupt":
            raise KeyboardInterrupt
        if question == "defect":
            raise ZeroDivisionError("by zero")
        said = " | ".join([turn["content"] for turn in given["history"]] + [question])
        return Answer(question, f"{said} [1]", question == "weather", (CITATION,), seconds=0.01234)

    def stream(self, given: dict[str, Any]) -> Iterator[str | Answer]:
        answer = self.invoke(given)
        yield "unverified "
        yield answer

    def retrieve(self, question: str, history: list[dict[str, str]], k: int | None) -> list[Passage]:
        said = " | ".join([turn["content"] for turn in history] + [question])
        return [replace(PASSAGE, text=f"{said} k={k}"), replace(PASSAGE, as_of=None)]
