"""The cross-encoder's door, with a stub in place of one."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.entail import open_judge
from bot.errors import ModelError

LABELS = {0: "contradiction", 1: "Entailment", 2: "neutral"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like one with a cross-encoder; what would load it is a stub."""
    import sentence_transformers

    class CrossEncoder:
        def __init__(self, path: str, **options: Any) -> None:
            assert options == {"local_files_only": True, "trust_remote_code": False}
            if (tmp_path / "broken").exists():
                raise ValueError("a header that nobody can read")
            labels = {0: "relevant"} if (tmp_path / "reranker").exists() else LABELS
            self.config = SimpleNamespace(id2label=labels)
            self.asked: list[tuple[str, str]] = []

        def predict(self, pairs: list[tuple[str, str]], **_: Any) -> list[list[float]]:
            self.asked += pairs
            return [[0.1, 0.8 if sentence in passage else 0.2, 0.1] for passage, sentence in pairs]

    monkeypatch.setattr(sentence_transformers, "CrossEncoder", CrossEncoder)
    (tmp_path / "model.safetensors").touch()
    return tmp_path


def test_it_gives_the_probability_of_entailment(folder: Path) -> None:
    entails = open_judge(folder)
    assert entails("It costs USD 100 and takes 90 minutes.", "It costs USD 100") == 0.8
    assert entails("It costs USD 100.", "It is free") == 0.2


@pytest.mark.parametrize(("file", "says"), [("broken", "cannot be loaded"), ("reranker", "no label for entailment")])
def test_what_cannot_judge_is_told_in_a_sentence(file: str, says: str, folder: Path) -> None:
    (folder / file).touch()
    with pytest.raises(ModelError, match=says):
        open_judge(folder)
