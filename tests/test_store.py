from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from bot.errors import IndexError_
from bot.probe import check_collection, probe, write_and_check
from bot.records import Passage
from bot.store import Given, Reader, close, collection_name, copy_aside, open_folder, open_server, sweep
from small import chroma_server

NAME = collection_name("20260101T000000-abcdef")


def silent(stage: str, done: int, total: int) -> None:
    pass


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    made = np.random.default_rng(0).normal(size=(300, 16)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def passages() -> list[Passage]:
    return [Passage(f"doc/{n}", f"text {n}", "T", "S", "x.md", "document") for n in range(300)]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, passages: list[Passage], vectors: np.ndarray) -> Path:
    """A generation's folder with its Chroma folder, written and checked."""
    folder = tmp_path_factory.mktemp("store") / NAME.removeprefix("certpath-")
    folder.mkdir()
    write_and_check(folder, None, passages, vectors, silent)
    return folder


@pytest.fixture
def reader(written: Path) -> Iterator[Reader]:
    opened = Reader(NAME, folder=written / "chroma")
    yield opened
    opened.close()


def digests(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_nearest_come_first_with_their_cosine(reader: Reader, vectors: np.ndarray) -> None:
    wanted = vectors[7] + 0.5 * vectors[8]
    cosine = vectors @ wanted / np.linalg.norm(wanted)
    found = reader.nearest(wanted, 10)

    assert [name for name, _ in found] == [f"doc/{row}" for row in np.argsort(-cosine)[:10]]
    assert np.allclose([score for _, score in found], np.sort(cosine)[::-1][:10], atol=1e-4)


def test_reading_leaves_the_generation_as_it_is(written: Path, vectors: np.ndarray) -> None:
    before = digests(written)
    first, second = (Reader(NAME, folder=written / "chroma") for _ in range(2))

    assert first.nearest(vectors[0], 1) == second.nearest(vectors[0], 1)
    first.close()
    second.close()
    assert digests(written) == before


def test_a_read_only_generation_can_be_read(written: Path, tmp_path: Path, vectors: np.ndarray) -> None:
    shutil.copytree(written, tmp_path / "there")
    for path in (tmp_path / "there").rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    opened = Reader(NAME, folder=tmp_path / "there" / "chroma")

    assert opened.nearest(vectors[5], 1)[0][0] == "doc/5"
    opened.close()
    for path in (tmp_path / "there").rglob("*"):
        path.chmod(0o755)


def test_a_copy_goes_with_its_reader_and_those_of_killed_processes_are_swept(written: Path) -> None:
    opened = Reader(NAME, folder=written / "chroma")
    copy = opened._copy
    assert copy is not None
    assert copy.is_dir()
    opened.close()
    assert not copy.exists()

    child = subprocess.run(
        [sys.executable, "-c", "import os, sys; from pathlib import Path; from bot.store import copy_aside;"
         f"print(copy_aside(Path({str(written)!r})), flush=True); os.kill(os.getpid(), 9)"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    left = Path(child.stdout.strip())
    assert child.returncode == -signal.SIGKILL
    assert left.is_dir()
    sweep()
    assert not left.exists()


def test_questions_from_many_threads_get_the_same_answer(reader: Reader, vectors: np.ndarray) -> None:
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda row=row: found.append(reader.nearest(vectors[row], 1)[0][0]))
        for row in range(16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(found) == sorted(f"doc/{row}" for row in range(16))


def test_the_vectors_go_through_langchain_by_text() -> None:
    given = Given({"a": [1.0], "b": [2.0]})

    assert given.embed_documents(["b", "a"]) == [[2.0], [1.0]]
    assert given.embed_query("a") == [1.0]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        pytest.param(lambda c: c.delete(ids=["doc/3"]), "holds 299 passages where 300", id="a passage is missing"),
        pytest.param(
            lambda c: c.update(ids=["doc/3"], embeddings=[[1.0] * 16]), "other embeddings", id="an embedding differs"
        ),
        pytest.param(
            lambda c: c.add(ids=["new"], embeddings=[[1.0] * 16]), "holds 301 passages", id="a passage too many"
        ),
    ],
)
def test_the_check_tells_what_differs(
    written: Path, tmp_path: Path, vectors: np.ndarray, change: object, complaint: str
) -> None:
    shutil.copytree(written / "chroma", tmp_path / "chroma")
    client = open_folder(tmp_path / "chroma")
    collection = client.get_collection(NAME, embedding_function=None)
    change(collection)  # type: ignore[operator]

    with pytest.raises(IndexError_, match=complaint):
        check_collection(collection, [f"doc/{n}" for n in range(300)], vectors)
    close(client)


def damage(folder: Path, how: int) -> None:
    """One of many ways to harm a Chroma folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    file, way = files[how % len(files)], how // len(files)
    data = bytearray(file.read_bytes())
    if way == 0:
        file.unlink()
    elif way == 1:
        file.write_bytes(data[: len(data) // 2])
    else:
        chance = random.Random(how)
        for _ in range(max(64, len(data) // 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        file.write_bytes(data)


@pytest.mark.parametrize("how", [0, 2, 5, 7, 9, 11])
def test_harm_is_told_by_the_child_or_harms_nothing(
    written: Path, tmp_path: Path, passages: list[Passage], vectors: np.ndarray, how: int
) -> None:
    """Some damage kills the process that opens the folder; this one must live to say so."""
    shutil.copytree(written / "chroma", tmp_path / "chroma")
    damage(tmp_path / "chroma", how)
    ids = [passage.id for passage in passages]

    with contextlib.suppress(IndexError_):  # which is how the child's crash, too, is told
        probe(tmp_path / "chroma", NAME, ids, vectors)
        opened = Reader(NAME, folder=tmp_path / "chroma")  # what the child read back was right, so this can be read
        assert opened.nearest(vectors[0], 1)[0][0] == "doc/0"
        opened.close()


def test_a_folder_without_its_database_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "chroma").mkdir()
    opened = Reader(NAME, folder=tmp_path / "chroma")

    with pytest.raises(IndexError_, match=r"python ingest\.py"):
        opened.nearest(np.ones(16, dtype=np.float32), 1)
    opened.close()


def test_a_full_temporary_folder_is_one_line(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", full)
    with pytest.raises(IndexError_, match="No space left on device"):
        copy_aside(written)


def test_a_server_holds_the_same_collection(
    tmp_path: Path, written: Path, passages: list[Passage], vectors: np.ndarray
) -> None:
    with chroma_server(tmp_path / "server") as url:
        write_and_check(tmp_path / NAME.removeprefix("certpath-"), url, passages, vectors, silent)
        remote, local = Reader(NAME, url=url), Reader(NAME, folder=written / "chroma")

        assert [name for name, _ in remote.nearest(vectors[1], 5)] == [name for name, _ in local.nearest(vectors[1], 5)]
        missing = Reader("certpath-gone", url=url)
        with pytest.raises(IndexError_, match=r"BOT_CHROMA_URL=http.* python ingest\.py"):
            missing.nearest(vectors[1], 1)
    with pytest.raises(IndexError_, match="The Chroma server at http"):
        remote.nearest(vectors[1], 5)
    for reader in (local, remote, missing):
        reader.close()


def test_a_server_that_is_down_says_so() -> None:
    with pytest.raises(IndexError_, match=r"http://127.0.0.1:9 does not answer .* unset BOT_CHROMA_URL"):
        open_server("http://127.0.0.1:9")


def test_a_server_that_stalls_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as stalled, pytest.raises(IndexError_, match="does not answer"):
        open_server(f"http://127.0.0.1:{stalled.getsockname()[1]}")


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://x", "http://"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(IndexError_, match="write it as http://HOST:PORT"):
        open_server(url)


def test_the_probe_runs_wherever_the_process_stands(
    written: Path, passages: list[Passage], vectors: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    probe(written / "chroma", NAME, [passage.id for passage in passages], vectors)
    assert not os.listdir(tmp_path)
