"""The design as tests: which module may import which, who owns a library, what answering must not load."""

from __future__ import annotations

import ast
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib.util import find_spec
from pathlib import Path

import pytest
import pytest_socket

import bot

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "bot"

# Top to bottom; a module imports from its own layer and those below. A new module needs a place here.
LAYERS = {
    "faces": (
        "__main__", "app", "batch", "plan_calendar", "plan_command", "plan_csv", "plan_export", "plan_markdown",
        "model_command", "page", "show", "terminal",
    ),
    "chain": ("chain", "talking", "turn", "worded"),
    "tables": ("planner", "names", "plan", "plan_step", "plan_person", "browse", "compared", "pictures"),
    "steps": ("understand", "retrieve", "facts", "own", "write", "wording", "verify"),
    "adapters": (
        "feedback", "index", "build", "gather", "generation", "probe", "store", "lexical", "embed", "entail", "export",
        "llm", "load",
    ),
    "base": (
        "catalog", "checking", "chunk", "describe", "domains", "draft", "errors", "evidence", "formats", "grounding",
        "language", "markup", "nearness", "phrases", "plan_model", "prompts", "provenance", "reading", "records",
        "schedule", "schema", "sentences", "settings", "sourced", "spelling", "status", "structure", "tabled", "ties",
        "trace", "weights",
    ),
}  # fmt: skip
ORDER = {module: depth for depth, modules in enumerate(LAYERS.values()) for module in modules}
STEPS = set(LAYERS["steps"])

OWNERS = {
    "bm25s": {"lexical"},
    "chromadb": {"store"},
    "fastapi": {"page"},
    "gradio": {"app", "page"},
    "icalendar": {"plan_calendar"},
    "langchain": {"llm"},
    "langchain_chroma": {"store"},
    "langchain_core": {"chain", "embed", "llm", "retrieve", "store", "turn", "worded", "write"},
    "langchain_huggingface": {"embed", "llm"},
    "markdown_it": {"page"},
    "markitdown": {"load"},
    "nh3": {"page"},
    "onnx": {"embed", "export"},
    "onnxruntime": {"embed", "export"},
    "plotly": {"page"},
    "platformdirs": {"settings", "terminal"},
    "prompt_toolkit": {"terminal"},
    "rapidfuzz": {"understand"},
    "rich": {"ingest", "terminal"},
    "sentence_transformers": {"embed", "entail", "export"},
    "sqlite_utils": {"feedback"},
    "tokenizers": {"embed", "export"},
    "torch": {"embed", "export"},
    "transformers": {"embed", "export", "llm"},
    "uvicorn": {"page"},
    "yaml": {"catalog"},
}


def module_of(path: Path) -> str:
    """`catalog` for bot/catalog.py, `understand` for everything in bot/understand/, `ingest` for ingest.py."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0] if path.is_relative_to(PACKAGE) else path.stem


def sources() -> list[Path]:
    # bot/__init__.py is the door, which names the chain without being below it.
    files = [*PACKAGE.rglob("*.py"), *ROOT.glob("ingest.py")]
    return sorted(path for path in files if path != PACKAGE / "__init__.py")


def imports(path: Path) -> Iterator[str]:
    """Dotted names of everything a file imports, wherever in the file, `bot.x` for `from bot import x` too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            own = node.module == "bot"
            yield from (f"bot.{name.name}" for name in node.names) if own else (node.module,)


def uses(path: Path) -> set[str]:
    """Modules of ours that a file imports from, itself and the names in bot/__init__.py left out."""
    named = {name.split(".")[1] for name in imports(path) if name.startswith("bot.")}
    return named - {module_of(path)} - set(bot.__all__)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_every_module_has_a_place_in_a_layer() -> None:
    assert {module_of(path) for path in sources()} - {"ingest"} <= set(ORDER)


@pytest.mark.parametrize("path", [path for path in sources() if module_of(path) != "ingest"], ids=named)
def test_imports_point_down(path: Path) -> None:
    module = module_of(path)
    upward = {used for used in uses(path) if ORDER.get(used, 0) < ORDER[module]}
    assert not upward, f"{module} stands below {upward}"
    if module in STEPS:
        assert not uses(path) & STEPS, f"{module} knows another step"


@pytest.mark.parametrize("path", sources(), ids=named)
def test_relative_imports_stay_out(path: Path) -> None:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    assert not [node for node in nodes if isinstance(node, ast.ImportFrom) and node.level]


def test_no_module_imports_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for path in sources():
        graph.setdefault(module_of(path), set()).update(uses(path))
    TopologicalSorter(graph).prepare()  # raises CycleError, naming the circle


@pytest.mark.parametrize("path", sources(), ids=named)
def test_each_library_is_imported_by_its_owner_only(path: Path) -> None:
    roots = {name.split(".")[0] for name in imports(path)}
    borrowed = {root for root in roots & set(OWNERS) if module_of(path) not in OWNERS[root]}
    assert not borrowed


def test_all_names_what_the_package_exports() -> None:
    body = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8")).body
    lazy = [node for node in body if isinstance(node, ast.If)]
    exported = {alias.name for node in lazy for child in node.body if isinstance(child, ast.ImportFrom)
                for alias in child.names}  # fmt: skip
    assert set(bot.__all__) == exported | {"__version__"}
    with pytest.raises(AttributeError, match="no_such_name"):
        bot.no_such_name  # noqa: B018


def loaded_after(code: str) -> set[str]:
    """Top-level modules in a fresh interpreter after it ran `code`."""
    report = "\nimport json, sys\nprint(json.dumps([*sys.modules]))"
    run = subprocess.run([sys.executable, "-c", code + report], cwd=ROOT, capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in json.loads(run.stdout.splitlines()[-1])}


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import bot", id="import bot"),
        pytest.param("from bot.__main__ import build_parser; build_parser().format_help()", id="--help"),
    ],
)
def test_nothing_heavy_is_imported_before_it_is_needed(code: str) -> None:
    assert not loaded_after(code) & (set(OWNERS) | {"numpy", "pydantic"})


@pytest.mark.skipif(find_spec("bot.chain") is None, reason="there is no chain yet")
@pytest.mark.usefixtures("index_path")
def test_answering_loads_neither_torch_nor_the_page() -> None:
    code = (
        "from bot import build_bot\n"
        "bot = build_bot()\n"
        "assert bot.invoke({'question': 'Which certification should I take first?', 'history': []}).answer\n"
    )
    chat_models = {"langchain", "langchain_openai", "openai", "anthropic", "ollama"}
    assert not loaded_after(code) & ({"torch", "transformers", "sentence_transformers", "gradio"} | chat_models)


def test_tests_cannot_reach_beyond_this_machine() -> None:
    # pytest-socket warns before it raises, and warnings are errors here.
    blocked = (pytest_socket.SocketConnectBlockedError, UserWarning)
    with pytest.raises(blocked, match=r"192\.0\.2\.1"), socket.socket() as wire:
        wire.connect(("192.0.2.1", 80))  # an address reserved for documentation: nobody answers there
