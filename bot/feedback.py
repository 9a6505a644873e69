"""Thumbs up and down, with an optional word, kept in an SQLite file on this machine and nowhere else."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal, get_args

from sqlite_utils import Database
from sqlite_utils.db import Table

from bot.errors import BotError, InputError
from bot.settings import MAX_QUESTION, load_settings

Rating = Literal["up", "down"]

MAX_ANSWER, MAX_NOTE, MAX_TURNS = 20_000, 500, 20
KEPT = 10_000  # the newest; whoever can reach the page can add to the file
BUSY_SECONDS = 10  # how long a writer waits for others
COLUMNS = {
    "id": int, "saved": str, "today": str, "rating": str, "question": str, "turns": str, "answer": str, "note": str,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Feedback:
    """One rating. `turns` is what the person had said before the question; `today` the day it was answered for."""

    id: int
    saved: datetime
    today: date
    rating: Rating
    question: str
    turns: tuple[str, ...]
    answer: str
    note: str


def save(
    rating: Rating, question: str, answer: str, note: str = "", *, turns: Sequence[str] = (), path: Path | None = None
) -> int:
    """Keep one rating and give its number; safe from several threads and processes at once.

    `path` is BOT_FEEDBACK where it is not given. Texts longer than the page takes are cut.
    """
    if rating not in get_args(Rating):
        raise InputError(f"A rating is up or down, not {rating!r}.")
    settings = load_settings()
    row = {
        "saved": datetime.now(UTC).isoformat(timespec="seconds"), "today": settings.now.isoformat(), "rating": rating,
        "question": _storable(question, MAX_QUESTION), "answer": _storable(answer, MAX_ANSWER),
        "turns": json.dumps([_storable(turn, MAX_QUESTION) for turn in turns[-MAX_TURNS:]], ensure_ascii=False),
        "note": _storable(note.strip(), MAX_NOTE),
    }  # fmt: skip
    with _table(path or settings.feedback) as table:
        number = int(table.insert(row).last_pk or 0)
        table.delete_where("id <= ?", [number - KEPT])
    return number


def read(rating: Rating | None = None, *, path: Path | None = None) -> list[Feedback]:
    """What was kept, oldest first: all of it, or one rating's."""
    path = path or load_settings().feedback
    if not path.is_file():
        return []
    with _table(path) as table:
        rows = table.rows_where("rating = ?" if rating else None, [rating] if rating else None, order_by="id")
        return [_feedback(row) for row in rows]


def _feedback(row: dict[str, str]) -> Feedback:
    return Feedback(
        int(row["id"]), datetime.fromisoformat(row["saved"]), date.fromisoformat(row["today"]),
        "down" if row["rating"] == "down" else "up", row["question"], tuple(json.loads(row["turns"])),
        row["answer"], row["note"],
    )  # fmt: skip


@contextmanager
def _table(path: Path) -> Iterator[Table]:
    """The table in a connection of its own: SQLite's lock then orders all writers, threads and processes alike."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)  # what people asked is nobody else's business
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection, connection:
            connection.execute("begin immediate")
            table = Database(connection, execute_plugins=False).table("feedback")
            if not table.exists():
                table.create(COLUMNS, pk="id", not_null=COLUMNS)
            yield table
    except (OSError, sqlite3.Error) as error:
        raise BotError(f"Feedback cannot be kept in {path}: {error}. BOT_FEEDBACK names another file.") from None


def _storable(text: str, most: int) -> str:
    """`text` without what SQLite cannot keep: a lone surrogate, a NUL."""
    return text[:most].encode("utf-8", "replace").decode().replace("\0", "")
