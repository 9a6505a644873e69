"""The commands about models: `models`, and what `ask --trace` shows besides the answer."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.chain import Bot
    from bot.records import Answer
    from bot.settings import Settings


def list_models(settings: Settings) -> int:
    """Print the models that can be set, and what answers now."""
    from bot.llm import survey

    for line in survey(settings):
        print(line, flush=True)
    return 0


def traced(bot: Bot, question: str) -> Answer:
    """The answer; how it came about goes to standard error, so that what is printed stays the answer alone."""
    from bot.show import clean
    from bot.trace import Trace

    trace = Trace()
    try:
        return bot.invoke({"question": question, "history": []}, trace=trace)
    finally:
        print(clean(trace.text()), file=sys.stderr)
