"""A cross-encoder for natural-language inference, where somebody has one: does a passage entail a sentence?"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from bot.errors import ModelError


def open_judge(folder: Path) -> Callable[[str, str], float]:
    """From (passage, sentence) to the probability that the one entails the other; local safetensors only."""
    if not any(folder.expanduser().glob("*.safetensors")):
        raise ModelError(f"BOT_NLI is {folder}, where there is no cross-encoder in .safetensors; unset it or name one.")
    from sentence_transformers import CrossEncoder

    try:
        model = CrossEncoder(str(folder.expanduser()), local_files_only=True, trust_remote_code=False)
        labels: dict[int, str] = model.config.id2label
    except Exception as error:
        raise ModelError(f"BOT_NLI is {folder}, which cannot be loaded ({type(error).__name__}).") from None
    place = next((i for i, label in labels.items() if label.lower().startswith("entail")), None)
    if place is None:
        raise ModelError(f"BOT_NLI is {folder}, which has no label for entailment; name a cross-encoder for NLI.")

    @lru_cache(maxsize=1024)
    def entails(passage: str, sentence: str) -> float:
        scores = model.predict([(passage, sentence)], apply_softmax=True, show_progress_bar=False)
        return float(scores[0][place])

    return entails
