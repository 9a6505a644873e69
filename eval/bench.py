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

from eval.bench_workers import WARM_UP

Environment = dict[str, str]
ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "eval" / "golden" / "dev"
RUNS, QUESTIONS = 5, 60
BLOCK, BATCH = 10, 64  # questions and passages that one system gets before it is the other's turn
CAPTION = "ratio: certpath / plain; an answer of certpath is set against a retrieval of the plain chain"
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
    return ["-m", "eval.bench_workers", name, str(folder)]


def start(command: Sequence[str], environment: Environment) -> subprocess.Popen[str]:
    """A process of this checkout with its input and output at hand."""
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)  # noqa: S603


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
        seconds = take_turns([one.ask, other.ask], passages, BATCH)
    speed = [len(passages) / sum(each) for each in seconds]
    return [*rows, Row("embedding (more: better)", "texts/s", *speed)]


def measure_cold(question: str, runs: int, store: Path, environment: Environment) -> list[Row]:
    """From the command to the first line of the answer, in a process made for it."""
    systems = (["-m", "bot", "ask", question], worker("serve_plain", store))
    given = json.dumps([question])
    seconds = [[first_line(system, given, environment) for system in systems] for _ in range(runs)]
    ours, plain = (median(each) for each in zip(*seconds, strict=True))
    return [Row("cold start to answer", "s", ours, plain, target=0.25)]


def measure_warm(questions: list[str], store: Path, environment: Environment) -> list[Row]:
    """Questions never seen, then the same again: certpath may remember what it embedded."""
    rows: list[Row] = []
    with Worker("serve_certpath", store, environment) as ours, Worker("serve_plain", store, environment) as plain:
        for each in (ours, plain):
            each.ask(WARM_UP)
        for name, target in (("new", 1.0), ("repeated", None)):
            seconds = take_turns([ours.ask, plain.ask], questions, BLOCK)
            for share, goal in ((0.50, target), (0.95, None)):
                one, other = (1000 * percentile([s for block in each for s in block], share) for each in seconds)
                rows.append(Row(f"answer, {name}, p{100 * share:.0f}", "ms", one, other, goal))
        return [*rows, Row("peak memory", "MB", ours.stop(), plain.stop(), target=0.5)]


def take_turns(systems: Sequence[Callable[[Any], Any]], given: Sequence[str], block: int) -> list[list[Any]]:
    """What each system makes of each `block` of `given`, one at a time; who begins changes, too."""
    made: list[list[Any]] = [[] for _ in systems]
    for number, begin in enumerate(range(0, len(given), block)):
        order = range(len(systems))
        for which in order if number % 2 == 0 else reversed(order):
            made[which].append(systems[which](given[begin : begin + block]))
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

    table = Table("", "unit", "certpath", "plain", "ratio", "to reach", "reached", caption=CAPTION)
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
    options = parser.parse_args(argv)
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
