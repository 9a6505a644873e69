"""Bring the index up to date with the corpus and your own files: `python ingest.py [PATH …]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.errors import BotError

HELP = """\
Bring the index up to date with the corpus and with the files and folders given: Markdown, text and HTML;
PDF, DOCX, XLSX, PPTX and CSV with `pip install "certpath[documents]"`.

Paths are remembered: a later `python ingest.py` reads them again for as long as they exist, and takes out what
is gone. What did not change is not embedded again. While this runs, the old index answers.
Exit code 1: something could not be read, or the index could not be written."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        return _ingest(asked.path, asked.forget)
    except BotError as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped; the index is as it was.", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ingest.py", description=HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", nargs="*", type=Path, metavar="PATH", help="a file or folder of your own")
    parser.add_argument(
        "--forget", action="append", default=[], type=Path, metavar="PATH", help="take out a path given before"
    )
    return parser


def _ingest(paths: Sequence[Path], forget: Sequence[Path]) -> int:
    from bot.index import build
    from bot.settings import load_settings

    with _progress() as tell:
        report = build(load_settings(), paths, forget=forget, progress=tell)
    if report.rebuilt_because:
        print(f"Built anew: {report.rebuilt_because}.")
    print(
        f"Passages: {report.added} added, {report.kept} kept, {report.changed} changed, {report.removed} removed; "
        f"{report.embedded} texts embedded; {report.seconds:.1f} s."
    )
    for name, reason in report.failed:
        print(f"{name}: not read: {reason}.", file=sys.stderr)
    return 1 if report.failed else 0


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on a terminal; elsewhere one line a stage."""
    if not sys.stderr.isatty():
        yield _plain_progress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {stage: bars.add_task(stage.capitalize(), total=None, visible=False) for stage in STAGES}

        def tell(stage: str, done: int, total: int) -> None:
            bars.update(tasks[stage], completed=done, total=total, visible=True)

        yield tell


STAGES = ("reading", "embedding", "writing", "checking")


def _plain_progress() -> Callable[[str, int, int], None]:
    told: set[str] = set()

    def tell(stage: str, done: int, total: int) -> None:
        if stage not in told:
            told.add(stage)
            print(f"{stage.capitalize()} {total} …" if total > 1 else f"{stage.capitalize()} …", file=sys.stderr)

    return tell


if __name__ == "__main__":
    sys.exit(main())
