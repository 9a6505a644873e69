"""What happened in a turn, step by step: for `ask --trace`, and as JSON lines in the log "certpath".

A line names the request, the step, how long it took and what was counted; questions and answers are not in it.
"""

from __future__ import annotations

import json
import logging
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.records import Query

log = logging.getLogger("certpath")


@dataclass
class Step:
    """One step: what to count goes to the log, what to read only to the person who asked for a trace."""

    name: str
    seconds: float = 0.0
    counts: dict[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)


@dataclass
class Trace:
    """The steps of one turn."""

    request: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    steps: list[Step] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Time what happens within, and log it."""
        step, started = Step(name), time.perf_counter()
        try:
            yield step
        finally:
            step.seconds = time.perf_counter() - started
            self.add(step)

    def add(self, step: Step) -> None:
        """Take a step that has been timed, and log it."""
        self.steps.append(step)
        if log.isEnabledFor(logging.INFO):
            line = {"request": self.request, "step": step.name, "seconds": round(step.seconds, 4), **step.counts}
            log.info(json.dumps(line, ensure_ascii=False, default=str))

    def text(self) -> str:
        """The turn for reading."""
        out = [f"request {self.request}"]
        for step in self.steps:
            counts = "".join(f", {name} {value}" for name, value in step.counts.items())
            out.append(f"{step.name}: {step.seconds * 1000:.1f} ms{counts}")
            out += [f"    {line}" for line in step.lines]
        return "\n".join(out)


def show_log(level: str) -> None:
    """Write the log to standard error, a line for each step."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.addHandler(handler)
    log.setLevel(level.upper())


def about(query: Query) -> list[str]:
    """The question as understood, in lines: what is set of it."""
    shown = ("standalone", "asks", "certs", "vendors", "roles", "backgrounds", "outcomes", "topics", "unknown")
    pairs = ((name, getattr(query, name)) for name in shown)
    return [f"{name}: {value if isinstance(value, str) else ', '.join(value)}" for name, value in pairs if value]
