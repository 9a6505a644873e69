"""The benchmark: certpath beside the plainest LangChain chain, over the same corpus, weights and questions.

    python -m eval.bench [--json FILE] [--runs N] [--questions N]

The plain chain is RecursiveCharacterTextSplitter(1000, 200), HuggingFaceEmbeddings, Chroma, top 4; of it
only retrieval is timed, of certpath the whole answer. Both run in processes of their own and take turns,
so that a busy machine slows both; ratios of medians are what to compare between two machines. The figures
are reported and never asserted.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import zip_longest
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

Environment = dict[str, str]
ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "eval" / "golden" / "dev"
RUNS, QUESTIONS = 5, 60
BLOCK = 10  # questions or passages that one system gets before it is the other's turn
WARM_UP = ["Which exam first?", "What does it cost?", "Is it still open?"]
QUIET = {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1", "ANONYMIZED_TELEMETRY": "False"}


@dataclass(frozen=True)
class Row:
    """One figure of both systems; `target` is the ratio (certpath / plain) to reach, where there is one."""

    name: str
    unit: str
    certpath: float
    plain: float
    target: float | None = None

    @property
    def ratio(self) -> float:
        """certpath / plain."""
        return self.certpath / self.plain if self.plain else math.inf

    @property
    def reached(self) -> bool | None:
        """Whether the ratio is at the target or below; None without a target."""
        return None if self.target is None else self.ratio <= self.target


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` of all values do not exceed (nearest rank)."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def pick_questions(files: Sequence[Path], wanted: int) -> list[str]:
    """`wanted` questions asked without a history, each once: the first of every file, then the second, …"""
    import yaml

    columns = [
        [item["turns"][0] for item in yaml.safe_load(file.read_text(encoding="utf-8")) if len(item["turns"]) == 1]
        for file in files
    ]
    mixed = (question for row in zip_longest(*columns) for question in row if question)
    return list(dict.fromkeys(mixed))[:wanted]


# -- workers: each is a process that answers JSON lines with JSON lines, then says how much memory it took


def serve_certpath(_: Path) -> Callable[[Any], Any]:
    """Whole answers, by the built-in writer."""
    from bot import build_bot

    bot = build_bot()
    return lambda questions: _timed(lambda question: bot.invoke({"question": question, "history": []}), questions)


def serve_plain(store: Path) -> Callable[[Any], Any]:
    """The plain chain's retrieval."""
    retriever = _open_plain(store).as_retriever(search_kwargs={"k": 4})
    return lambda questions: _timed(retriever.invoke, questions)


def embed_certpath(_: Path) -> Callable[[Any], Any]:
    """Seconds that the embedding of ingest takes for texts, its model loaded."""
    from bot.embed import LazyEncoder, find_model

    encoder = LazyEncoder(find_model("all-MiniLM-L6-v2"))
    return _embedding(encoder.encode)


def embed_plain(store: Path) -> Callable[[Any], Any]:
    """Seconds that the plain chain's embedding takes for texts, its model loaded."""
    return _embedding(_open_plain(store).embeddings.embed_documents)


def ingest_plain(store: Path) -> Callable[[Any], Any]:
    """Split, embed and store texts; the pieces."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    def ingest(texts: list[str]) -> list[str]:
        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
        pieces = splitter.create_documents(texts)
        _open_plain(store).add_documents(pieces)
        return [piece.page_content for piece in pieces]

    return ingest


def read_corpus(_: Path) -> Callable[[Any], Any]:
    """The model's folder, then the guide and every catalog record as one text each."""
    from bot.catalog import load_catalog
    from bot.describe import describe_catalog
    from bot.embed import find_model
    from bot.language import load_language
    from bot.settings import load_settings

    corpus = load_settings().corpus_path
    records: dict[str, list[str]] = {}
    for passage in describe_catalog(load_catalog(corpus / "catalog"), load_language(corpus / "language")):
        records.setdefault(passage.source, [passage.title]).append(passage.text)
    texts = [(corpus / "guide.md").read_text(encoding="utf-8"), *map("\n".join, records.values())]
    return lambda _: [str(find_model("all-MiniLM-L6-v2").path), *texts]


WORKERS = {
    worker.__name__: worker
    for worker in (serve_certpath, serve_plain, embed_certpath, embed_plain, ingest_plain, read_corpus)
}


def _open_plain(store: Path) -> Any:
    from langchain_chroma import Chroma
    from langchain_huggingface import HuggingFaceEmbeddings

    embeddings = HuggingFaceEmbeddings(model_name=os.environ["BENCH_MODEL"])
    return Chroma(persist_directory=str(store), embedding_function=embeddings)


def _timed(answer: Callable[[str], object], questions: Sequence[str]) -> list[float]:
    return [_seconds(answer, question) for question in questions]


def _seconds(work: Callable[[Any], object], given: object) -> float:
    started = perf_counter()
    work(given)
    return perf_counter() - started


def _embedding(encode: Callable[[list[str]], object]) -> Callable[[list[str]], float]:
    encode(WARM_UP)
    return lambda texts: _seconds(encode, texts)


def peak_megabytes() -> float:
    """The most memory this process ever held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)


def work(name: str, folder: Path) -> None:
    """Be the worker `name` until standard input ends."""
    handle = WORKERS[name](folder)
    for line in sys.stdin:
        print(json.dumps(handle(json.loads(line))), flush=True)
    print(json.dumps(peak_megabytes()), flush=True)


class Worker:
    """A worker process seen from outside. This side imports nothing heavy: a child's peak counts its parent's."""

    def __init__(self, name: str, folder: Path, environment: Environment) -> None:
        self.name = name
        self._process = start([sys.executable, *worker(name, folder)], environment)

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def ask(self, given: object) -> Any:
        """What the worker makes of `given`."""
        print(json.dumps(given), file=self._process.stdin, flush=True)
        return json.loads(read_line(self._process))

    def stop(self) -> float:
        """End it; the megabytes that it took at most."""
        peak, _ = self._process.communicate()
        return float(peak)


def worker(name: str, folder: Path) -> list[str]:
    """Python's arguments that start a worker."""
    return ["-m", "eval.bench", "--worker", name, str(folder)]


def start(command: Sequence[str], environment: Environment) -> subprocess.Popen[str]:
    """A process of this checkout with its input and output at hand."""
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)


def read_line(process: subprocess.Popen[str]) -> str:
    """The next line that it prints; RuntimeError where it ended instead."""
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        raise RuntimeError(f"{process.args!r} ended without a result; what it wrote stands above.")
    return line


def first_line(arguments: Sequence[str], given: str, environment: Environment) -> float:
    """Seconds from starting Python with `arguments` to the first line that it prints."""
    started = perf_counter()
    process = start([sys.executable, *arguments], environment)
    print(given, file=process.stdin, flush=True)
    read_line(process)
    seconds = perf_counter() - started
    process.communicate()
    return seconds


# -- the measurements


def measure_ingest(texts: list[str], store: Path, environment: Environment) -> list[Row]:
    """Both indexes from nothing, as whole processes; then the same passages embedded by both in turns."""
    started = perf_counter()
    process = start([sys.executable, "ingest.py"], environment)
    process.communicate()
    ours, started = perf_counter() - started, perf_counter()
    with Worker("ingest_plain", store, environment) as plain:
        passages: list[str] = plain.ask(texts)
        plain.stop()
    rows = [Row("ingest", "s", ours, perf_counter() - started)]
    with Worker("embed_certpath", store, environment) as one, Worker("embed_plain", store, environment) as other:
        seconds = take_turns([one.ask, other.ask], passages)
    speed = [len(passages) / sum(each) for each in seconds]
    return [*rows, Row("embedding at ingest (more is better)", "passages/s", *speed)]


def measure_cold(question: str, runs: int, store: Path, environment: Environment) -> list[Row]:
    """From the command to the first line of the answer, in a process made for it."""
    systems = (["-m", "bot", "ask", question], worker("serve_plain", store))
    given = json.dumps([question])
    seconds = [[first_line(system, given, environment) for system in systems] for _ in range(runs)]
    ours, plain = (median(each) for each in zip(*seconds, strict=True))
    return [Row("cold start to the first answer", "s", ours, plain, target=0.25)]


def measure_warm(questions: list[str], store: Path, environment: Environment) -> list[Row]:
    """Questions never seen, then the same again: certpath may remember what it embedded."""
    rows: list[Row] = []
    with Worker("serve_certpath", store, environment) as ours, Worker("serve_plain", store, environment) as plain:
        for each in (ours, plain):
            each.ask(WARM_UP)
        for name, target in (("new questions", 1.0), ("asked again", None)):
            seconds = take_turns([ours.ask, plain.ask], questions)
            for share, goal in ((0.50, target), (0.95, None)):
                figures = (1000 * percentile([s for block in each for s in block], share) for each in seconds)
                rows.append(Row(f"answer / retrieval, {name}, p{share:.0%}"[:-1], "ms", *figures, target=goal))
        return [*rows, Row("peak memory", "MB", ours.stop(), plain.stop(), target=0.5)]


def take_turns(systems: Sequence[Callable[[Any], Any]], given: Sequence[str]) -> list[list[Any]]:
    """What each system makes of each block of `given`, one block at a time; who begins changes, too."""
    made: list[list[Any]] = [[] for _ in systems]
    for number, begin in enumerate(range(0, len(given), BLOCK)):
        order = range(len(systems))
        for which in order if number % 2 == 0 else reversed(order):
            made[which].append(systems[which](given[begin : begin + BLOCK]))
    return made


def measure(runs: int, questions: list[str], say: Callable[[str], object]) -> list[Row]:
    """Every figure, from nothing, in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="certpath-bench-") as folder:
        store = Path(folder) / "plain"
        environment = clean_environment(Path(folder) / "index")
        with Worker("read_corpus", store, environment) as reader:
            environment["BENCH_MODEL"], *texts = reader.ask("")
        say("ingest …")
        rows = measure_ingest(texts, store, environment)
        say("cold starts …")
        rows = [*measure_cold(questions[0], runs, store, environment), *rows]
        say("warm answers …")
        return [*rows[:1], *measure_warm(questions, store, environment), *rows[1:]]


def clean_environment(index: Path) -> Environment:
    """This process's environment without the person's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    return {**kept, **QUIET, "BOT_INDEX": str(index)}


def as_table(rows: Sequence[Row]) -> Any:
    """The rows as a rich table."""
    from rich.table import Table

    table = Table("", "unit", "certpath", "plain", "ratio", "to reach", "reached")
    for row in rows:
        goal = "" if row.target is None else f"≤ {row.target:.2f}"
        figures = (f"{row.certpath:.4g}", f"{row.plain:.4g}", f"{row.ratio:.2f}")
        table.add_row(row.name, row.unit, *figures, goal, {None: "", True: "yes", False: "no"}[row.reached])
    return table


def as_object(rows: Sequence[Row], runs: int, questions: int) -> dict[str, Any]:
    """The rows as JSON with what they were measured on."""
    machine = {"cpus": os.cpu_count(), "python": platform.python_version(), "load": os.getloadavg()}
    figures = [{**asdict(row), "ratio": round(row.ratio, 4), "reached": row.reached} for row in rows]
    return {"date": date.today().isoformat(), "runs": runs, "questions": questions, "machine": machine, "rows": figures}


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the table and save the figures."""
    parser = argparse.ArgumentParser("python -m eval.bench", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--json", type=Path, metavar="FILE", help="save the figures")
    parser.add_argument("--runs", type=int, default=RUNS, metavar="N", help=f"cold starts of each (default {RUNS})")
    parser.add_argument("--questions", type=int, default=QUESTIONS, metavar="N", help=f"(default {QUESTIONS})")
    parser.add_argument("--worker", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.worker:
        work(options.worker[0], Path(options.worker[1]))
        return 0
    questions = pick_questions(sorted(GOLDEN.glob("*.yaml")), options.questions)
    rows = measure(options.runs, questions, lambda stage: print(stage, file=sys.stderr, flush=True))
    from rich import print as show

    show(as_table(rows))
    if options.json:
        made = as_object(rows, options.runs, len(questions))
        options.json.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
