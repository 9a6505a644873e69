"""Language models: the only place that knows LangChain's chat models.

`open_model` gives a `Model` to stream from; what goes wrong on the way is a `Failure` that says in one
sentence what it is and which command mends it. Nothing of a provider is imported before it is asked for.
"""

from __future__ import annotations

from bot.llm.calling import Model, Piece, Usage
from bot.llm.failures import Failure
from bot.llm.providers import BUILTIN, PROVIDERS, open_model
from bot.llm.survey import answers, choices, survey

__all__ = ["BUILTIN", "PROVIDERS", "Failure", "Model", "Piece", "Usage", "answers", "choices", "open_model", "survey"]
