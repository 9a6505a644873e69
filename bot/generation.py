"""The index folder: generations side by side, and the CURRENT pointer that names the one in use.

    <index>/CURRENT                     name of the generation and hash of its manifest
    <index>/generations/<name>/         one index, whole, never changed once CURRENT named it
    <index>/models/<name>-<revision>/   the embedding model, exported
    <index>/ingest.lock                 held by the ingest that writes

CURRENT holds the manifest's hash and the manifest that of every other file, so that damage is
told before anything is opened.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.errors import IndexBusy, IndexError_

FORMAT = 5
LOCK_SECONDS = 5.0
POINTER = re.compile(r"(\d{8}T\d{6}-[0-9a-f]{6}) ([0-9a-f]{64})\n")
MEND = "`python ingest.py` builds it"


@dataclass(frozen=True)
class Generation:
    """A whole generation: its folder and what its manifest says."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def name(self) -> str:
        """Its name, which is its folder's."""
        return self.folder.name

    def verify(self, *, skip: tuple[str, ...] = ()) -> None:
        """Raise IndexError_ naming the first file that is not as it was written."""
        for name, digest in self.manifest["files"].items():
            if name not in skip and file_digest(self.folder / name) != digest:
                raise IndexError_(f"The index in {self.folder} is damaged ({name}): {MEND} again.")


def read_pointer(root: Path) -> str | None:
    """What CURRENT holds, or None where there is none that can be read."""
    try:
        return (root / "CURRENT").read_text(encoding="ascii")
    except (OSError, ValueError):
        return None


def current(root: Path) -> Generation:
    """The generation that CURRENT names; IndexError_ where there is none or the manifest is damaged."""
    pointer = read_pointer(root)
    if pointer is None and not (root / "CURRENT").exists():
        raise IndexError_(f"There is no index in {root} yet: {MEND}.")
    named = POINTER.fullmatch(pointer or "")
    if named is None:
        raise IndexError_(f"{root / 'CURRENT'} is damaged: {MEND} again.")
    manifest = root / "generations" / named[1] / "manifest.json"
    if file_digest(manifest) != named[2]:
        raise IndexError_(f"{manifest} is missing or damaged: {MEND} again.")
    return Generation(manifest.parent, json.loads(manifest.read_text(encoding="utf-8")))


def newest(root: Path) -> Generation | None:
    """The newest generation with a manifest that can be read, for when CURRENT or what it names is damaged."""
    for manifest in sorted((root / "generations").glob("*/manifest.json"), reverse=True):
        with contextlib.suppress(OSError, ValueError, TypeError):
            return Generation(manifest.parent, dict(json.loads(manifest.read_text(encoding="utf-8"))))
    return None


def file_digest(path: Path) -> str | None:
    """The sha256 of a file in hex, None where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def new_folder(root: Path) -> Path:
    """An empty folder for a new generation, whose name sorts after all others."""
    folder = root / "generations" / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    folder.mkdir(parents=True)
    return folder


def seal(folder: Path, manifest: dict[str, Any]) -> Generation:
    """Write the manifest with the hash of every file in `folder`: from now on nothing in it changes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    hashes = {path.relative_to(folder).as_posix(): file_digest(path) for path in files}
    sealed = {"format": FORMAT, **manifest, "files": hashes}
    write_atomically(folder / "manifest.json", json.dumps(sealed, indent=1, ensure_ascii=False))
    return Generation(folder, sealed)


def switch(root: Path, generation: Generation) -> None:
    """Make CURRENT name `generation`, in one atomic step."""
    digest = file_digest(generation.folder / "manifest.json")
    write_atomically(root / "CURRENT", f"{generation.name} {digest}\n")


def write_atomically(path: Path, text: str) -> None:
    """Replace the file's content as a whole, on disk before this returns."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with aside.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)


def prune(root: Path, keep: set[str], models: set[str]) -> list[str]:
    """Delete all generations and models but those named; the generations' names."""
    gone = [folder.name for folder in (root / "generations").iterdir() if folder.name not in keep]
    for name in gone:
        shutil.rmtree(root / "generations" / name, ignore_errors=True)
    for folder in (root / "models").glob("*"):
        if folder.name not in models:
            shutil.rmtree(folder, ignore_errors=True)
    return gone


@contextlib.contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the index for writing; IndexBusy after 5 s, IndexError_ where the folder cannot be written."""
    from filelock import FileLock, Timeout

    lock = FileLock(root / "ingest.lock", timeout=LOCK_SECONDS)
    try:
        root.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise IndexBusy(f"Another ingest is writing {root}; run this again when it has ended.") from None
    except OSError as error:
        raise IndexError_(f"The index folder {root} cannot be written: {error.strerror or error}.") from None
    try:
        yield
    finally:
        lock.release()
