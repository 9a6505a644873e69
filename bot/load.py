"""Files become Markdown. Office formats are read by markitdown, in a child process with limits.

A file that cannot be read is a DocumentError with its reason; it never takes the others down.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from bot.errors import DocumentError
from bot.markup import html_to_markdown, plain_to_markdown

MAX_BYTES = 50 * 1024**2
PARSER_SECONDS = 60
PARSER_BYTES = 2 * 1024**3  # of address space; about half of it is libraries
ROOT = Path(__file__).resolve().parent.parent
MARKDOWN = {".md", ".markdown"}
TEXT = {".txt", ".text"}
HTML = {".html", ".htm"}
OFFICE = {".pdf": "Pdf", ".docx": "Docx", ".xlsx": "Xlsx", ".pptx": "Pptx", ".csv": "Csv"}
READABLE = MARKDOWN | TEXT | HTML | OFFICE.keys()
HAS_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+\S|^\S.*\n(=+|-{3,})[ \t]*$", re.MULTILINE)
MISSING_EXTRA = 3  # the child's exit code where the `documents` extra is not installed


def find_files(path: Path) -> Iterator[Path]:
    """`path` itself, or every file below it in a stable order; hidden ones and symbolic links are left out."""
    if not path.is_dir():
        yield path
        return
    for entry in sorted(path.iterdir()):
        if not entry.name.startswith(".") and not entry.is_symlink() and (entry.is_dir() or entry.is_file()):
            yield from find_files(entry)


def read_document(path: Path) -> str:
    """The Markdown of a file, NUL and lone surrogates gone; DocumentError says why it cannot be read."""
    kind = path.suffix.lower()
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise DocumentError("it is not a file")
        if kind not in READABLE:
            known = ", ".join(sorted(READABLE))
            raise DocumentError(f"files of the kind {kind or path.name!r} cannot be read; these can: {known}")
        if size > MAX_BYTES:
            raise DocumentError(f"it has {size / 1024**2:.0f} MB; at most {MAX_BYTES // 1024**2} MB are read")
        text = clean(_convert(path) if kind in OFFICE else _structure(kind, decode(path.read_bytes())))
    except FileNotFoundError:
        raise DocumentError("there is no such file") from None
    except OSError as error:
        raise DocumentError(f"it cannot be opened: {error.strerror or error}") from None
    if not text.strip():
        raise DocumentError("it is empty" if not size else "there is no text in it")
    return text


def _structure(kind: str, text: str) -> str:
    if kind in HTML:
        return html_to_markdown(text)
    return text if kind in MARKDOWN and HAS_HEADING.search(text) else plain_to_markdown(text)


def clean(text: str) -> str:
    """`text` without NUL and other control characters, lone surrogates replaced, line ends alike."""
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\x85]", " ", text.replace("\x00", ""))


def decode(data: bytes) -> str:
    """The text of a file: by its byte order mark, as UTF-8, else as Windows-1252; DocumentError if it is no text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    control = sum(data.count(code) for code in (*range(1, 9), *range(14, 32)))
    if data.startswith(b"%PDF-") or data.count(0) + control > len(data) * 0.05:
        raise DocumentError("it is not text, whatever its name says")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _convert(path: Path) -> str:
    """What a child process of markitdown makes of an office file."""
    with tempfile.TemporaryFile() as out:
        try:
            child = subprocess.run(  # noqa: S603
                [sys.executable, "-c", "from bot.load import _child; _child()", path.absolute()],
                env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": _import_path()},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.PIPE,
                check=False,
                timeout=PARSER_SECONDS,
            )
        except subprocess.TimeoutExpired:
            raise DocumentError(f"reading it takes more than {PARSER_SECONDS} s") from None
        return _result(path.suffix.lower(), child.returncode, child.stderr.decode("utf-8", "replace"), out)


def _import_path() -> str:
    return os.pathsep.join(entry for entry in (str(ROOT), *sys.path) if entry)


def _result(kind: str, code: int, said: str, out: IO[bytes]) -> str:
    if code == MISSING_EXTRA:
        raise DocumentError(f'reading {kind} needs `pip install "certpath[documents]"`')
    if code < 0 or "MemoryError" in said:
        raise DocumentError("reading it takes too much memory or time, or crashes the parser")
    if code:
        reason = said.strip().splitlines()[-1:] or ["the parser failed"]
        raise DocumentError(f"it cannot be read as {kind}: {reason[0][:200].rstrip('.')}")
    out.seek(0)
    return out.read(MAX_BYTES).decode("utf-8", "replace")


def _child() -> None:
    """Convert the file named on the command line to Markdown on standard output."""
    _limit()
    path = Path(sys.argv[1])
    kind = path.suffix.lower()
    try:
        from markitdown import StreamInfo, converters

        converter: Any = getattr(converters, f"{OFFICE[kind]}Converter")()
        with path.open("rb") as stream:
            result = converter.convert(stream, StreamInfo(extension=kind))
    except Exception as error:  # a parser of a broken file raises anything
        if isinstance(error, ImportError) or type(error).__name__ == "MissingDependencyException":
            sys.exit(MISSING_EXTRA)
        sys.exit(" ".join(f"{type(error).__name__}: {error}".split()))
    sys.stdout.buffer.write(result.markdown.encode("utf-8", "replace"))


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time limit stands
        return
    for what, most in ((resource.RLIMIT_AS, PARSER_BYTES), (resource.RLIMIT_CPU, PARSER_SECONDS)):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_BYTES, MAX_BYTES))
