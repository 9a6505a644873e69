from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import numpy as np
import pytest

from bot import build as building
from bot import generation as generations
from bot import probe as probing
from bot.errors import CatalogError, IndexBusy, IndexError_
from bot.index import Index, Report, build, open_index
from bot.lexical import Lexical, tokenize, write_lexical
from bot.settings import Settings
from bot.store import close, open_server
from small import WordEncoder, check_here, chroma_server, small_settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return small_settings(tmp_path)


@pytest.fixture(autouse=True)
def no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probing, "probe", check_here)


def opened(settings: Settings) -> Index:
    return open_index(settings, embedder=WordEncoder())


def first(index: Index, question: str) -> str:
    """The id of the passage nearest to a question."""
    return index.dense(index.embedder.encode([question])[0], 1)[0][0]


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.added, report.kept, report.changed, report.removed


def document(folder: Path, name: str, text: str) -> Path:
    path = folder / "own" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# What an index holds


def test_a_first_ingest_indexes_the_corpus(settings: Settings) -> None:
    report = build(settings, encoder=WordEncoder())
    index = opened(settings)

    assert counts(report) == (3, 0, 0, 0)
    assert set(index.passages) == {"guide/start", "guide/start-here", "guide/pay"}
    assert index.passages["guide/pay"].section == "Pay"
    assert index.passages["guide/pay"].as_of
    assert first(index, "tourist exam") == "guide/start-here"
    assert index.lexical("what does a pilot get", 5)[0][0] == "guide/pay"


def test_catalog_and_language_come_back_as_they_were_and_no_yaml_is_read(settings: Settings) -> None:
    words = settings.corpus_path / "language" / "words.yaml"
    words.write_text("masks: {role: this job}\nordinals: {1: [first], 2: [second]}\n")
    build(settings, encoder=WordEncoder())
    shutil.rmtree(settings.corpus_path)
    index = opened(settings)

    assert index.language.words["ordinals"] == {1: ["first"], 2: ["second"]}
    assert index.catalog.certifications == {}


def test_example_questions_are_embedded_masked_and_aligned_with_their_asks(settings: Settings) -> None:
    build(settings, encoder=WordEncoder())
    index = opened(settings)

    assert index.example_asks == ["first", "first", "pay"]
    vectors = WordEncoder().encode(["where to start", "what is first", "pay of this job"])
    assert index.nearness.scores(index.nearness.project(vectors)).argmax(axis=1).tolist() == [0, 0, 1]


def test_own_files_are_cited_by_path_heading_and_day(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = document(tmp_path, "Our rules.md", "# Rules\n\n## Refunds\n\nOne exam a year is refunded.\n")
    os.utime(path, (1_767_312_000, 1_767_312_000))  # 2026-01-02
    build(settings, [Path("own")], encoder=WordEncoder())
    (passage,) = [passage for passage in opened(settings).passages.values() if passage.kind == "document"]

    assert passage.id.startswith("doc/our-rules-")
    assert passage.id.endswith("/refunds")
    assert (passage.title, passage.section, passage.source) == ("Rules", "Refunds", "own/Our rules.md")
    assert str(passage.as_of) == "2026-01-02"


# Running it again


def test_a_second_ingest_embeds_nothing_and_keeps_the_generation(settings: Settings, tmp_path: Path) -> None:
    own = document(tmp_path, "a.md", "## A\n\nalpha\n")
    before = build(settings, [own], encoder=WordEncoder())
    encoder = WordEncoder()
    after = build(settings, encoder=encoder)

    assert counts(after) == (0, 4, 0, 0)
    assert encoder.read == []
    assert after.embedded == 0
    assert after.generation == before.generation


def test_a_changed_section_alone_is_embedded_again(settings: Settings, tmp_path: Path) -> None:
    own = document(tmp_path, "a.md", "## A\n\nalpha\n\n## B\n\nbeta\n")
    build(settings, [own], encoder=WordEncoder())
    times = own.stat()
    own.write_text("## A\n\nalpha\n\n## B\n\nbeta, changed\n\n## C\n\ngamma\n")
    os.utime(own, (times.st_atime, times.st_mtime))
    encoder = WordEncoder()
    report = build(settings, encoder=encoder)

    assert counts(report) == (1, 4, 1, 0)
    assert [text.splitlines()[1] for text in encoder.read] == ["gamma", "beta, changed"]
    assert first(opened(settings), "beta changed").endswith("/b")


def test_two_passages_that_swap_their_texts_are_both_changed(settings: Settings, tmp_path: Path) -> None:
    own = document(tmp_path, "a.md", "## A\n\nalpha\n\n## B\n\nbeta\n")
    build(settings, [own], encoder=WordEncoder())
    own.write_text("## A\n\nbeta\n\n## B\n\nalpha\n")

    assert build(settings, encoder=WordEncoder()).changed == 2
    assert first(opened(settings), "a.md A beta").endswith("/a")


def test_a_file_that_is_gone_is_taken_out(settings: Settings, tmp_path: Path) -> None:
    own = document(tmp_path, "a.md", "## A\n\nalpha\n")
    build(settings, [own], encoder=WordEncoder())
    own.unlink()

    assert counts(build(settings, encoder=WordEncoder())) == (0, 3, 0, 1)
    assert len(opened(settings).passages) == 3


def test_a_path_can_be_forgotten(settings: Settings, tmp_path: Path) -> None:
    own = document(tmp_path, "a.md", "## A\n\nalpha\n")
    build(settings, [own], encoder=WordEncoder())

    assert build(settings, forget=[own], encoder=WordEncoder()).removed == 1
    assert build(settings, forget=[own], encoder=WordEncoder()).failed


def test_a_folder_given_with_one_of_its_files_holds_it_once(settings: Settings, tmp_path: Path) -> None:
    own = document(tmp_path, "a.md", "## A\n\nalpha\n")

    assert build(settings, [own, own.parent, own], encoder=WordEncoder()).added == 4


def test_the_corpus_given_as_a_path_is_not_indexed_twice(settings: Settings) -> None:
    report = build(settings, [settings.corpus_path], encoder=WordEncoder())

    assert (report.added, report.failed) == (3, ())


def test_files_that_cannot_be_read_are_named_and_the_others_go_in(settings: Settings, tmp_path: Path) -> None:
    document(tmp_path, "good.md", "## A\n\nalpha\n")
    document(tmp_path, "empty.md", "")
    document(tmp_path, "photo.png", "x")
    report = build(settings, [tmp_path / "own", tmp_path / "gone.md"], encoder=WordEncoder())

    assert report.added == 4
    assert {Path(name).name: reason.split(";")[0][:25] for name, reason in report.failed} == {
        "gone.md": "there is no such file or ",
        "empty.md": "it is empty",
        "photo.png": "files of the kind '.png' ",
    }


def test_a_corpus_without_its_guide_is_one_line(settings: Settings) -> None:
    (settings.corpus_path / "guide.md").unlink()

    with pytest.raises(CatalogError, match=r"guide\.md: there is no such file"):
        build(settings, encoder=WordEncoder())


# Another make


@pytest.mark.parametrize(
    ("revision", "dimension"), [("r2" * 16, 64), ("r2" * 16, 32)], ids=["the same dimension", "another dimension"]
)
def test_another_model_embeds_everything_anew_and_says_why(settings: Settings, revision: str, dimension: int) -> None:
    build(settings, encoder=WordEncoder())
    other = WordEncoder(revision)
    other.dimension = dimension
    report = build(settings, encoder=other)

    assert report.rebuilt_because == "The embedding model was words (r1r1r1r1) and is words (r2r2r2r2)"
    assert report.embedded == 6
    with pytest.raises(IndexError_, match="another revision of words"):
        opened(settings)


def test_an_index_of_another_model_is_refused_naming_both(settings: Settings) -> None:
    build(settings, encoder=WordEncoder())

    with pytest.raises(IndexError_, match=r"made with the embedding model all-MiniLM-L6-v2, but .* /models/other"):
        opened(settings.model_copy(update={"embedding": "/models/other"}))


@pytest.mark.parametrize(("what", "was"), [("chunker", "0"), ("chromadb", "1.0.0"), ("format", 0)])
def test_an_index_of_another_make_is_refused_then_rebuilt_from_its_vectors(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, what: str, was: object
) -> None:
    now = building.identity(settings)
    with monkeypatch.context() as patch:
        patch.setattr(building, "identity", lambda settings: {**now, what: was})
        if what == "format":
            patch.setattr(generations, "FORMAT", was)
        build(settings, encoder=WordEncoder())

    with pytest.raises(IndexError_, match=rf"made with {what} {was}, this is .* `python ingest\.py`"):
        opened(settings)
    report = build(settings, encoder=WordEncoder())
    assert report.rebuilt_because == f"{what} was {was} and is {now[what]}"
    assert report.embedded == (6 if what == "format" else 0)  # vectors of another format may be of another shape
    assert len(opened(settings).passages) == 3


# Damage


def test_no_index_names_the_command_that_builds_it(settings: Settings) -> None:
    with pytest.raises(IndexError_, match=r"no index in .* yet: `python ingest\.py`"):
        opened(settings)


@pytest.mark.parametrize(
    "content", [b"", b"garbage\n", b"\xff\xfe\x00", b"20260101T000000-abcdef " + b"0" * 64 + b"\n"]
)
def test_a_damaged_pointer_is_told_and_mended_with_what_was_remembered(
    settings: Settings, tmp_path: Path, content: bytes
) -> None:
    own = document(tmp_path, "a.md", "## A\n\nalpha\n")
    build(settings, [own], encoder=WordEncoder())
    (settings.index / "CURRENT").write_bytes(content)

    with pytest.raises(IndexError_, match=r"damaged.*ingest\.py"):
        opened(settings)
    report = build(settings, encoder=WordEncoder())
    assert (report.kept, report.embedded) == (4, 0)
    assert "damaged" in str(report.rebuilt_because)
    assert len(opened(settings).passages) == 4


def generation_files(settings: Settings) -> list[Path]:
    folder = generations.current(settings.index).folder
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("way", ["emptied", "gone", "one bit"])
def test_damage_to_any_file_is_told_before_it_is_opened_and_mended(settings: Settings, way: str) -> None:
    build(settings, encoder=WordEncoder())
    folder = generations.current(settings.index).folder
    for path in generation_files(settings):
        data = path.read_bytes()
        if way == "gone":
            path.unlink()
        elif data:
            path.write_bytes(b"" if way == "emptied" else bytes([data[0] ^ 1]) + data[1:])
        if path.name != "vectors.npy" and (data or way == "gone"):
            with pytest.raises(IndexError_, match="damaged"):
                opened(settings)
        path.write_bytes(data)
    opened(settings).close()
    (folder / "chroma" / "chroma.sqlite3").write_bytes(b"x")

    assert "damaged (chroma/chroma.sqlite3)" in str(build(settings, encoder=WordEncoder()).rebuilt_because)
    assert first(opened(settings), "tourist exam") == "guide/start-here"


def test_a_model_that_no_longer_gives_its_vectors_is_told(settings: Settings) -> None:
    build(settings, encoder=WordEncoder())
    broken = WordEncoder()
    broken.encode_wide = lambda texts: np.full((len(texts), 64), 0.125, dtype=np.float32)  # type: ignore[method-assign]

    with pytest.raises(IndexError_, match="does not give the vectors"):
        open_index(settings, embedder=broken)


def test_a_generation_that_fails_its_check_is_not_switched_to(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = build(settings, encoder=WordEncoder())
    monkeypatch.setattr(probing, "probe", lambda *_: (_ for _ in ()).throw(IndexError_("it did not pass its check")))

    with pytest.raises(IndexError_, match="did not pass"):
        build(settings, [document(tmp_path, "a.md", "## A\n\nalpha\n")], encoder=WordEncoder())
    assert opened(settings).manifest["passages"] == 3
    assert [path.name for path in (settings.index / "generations").iterdir()] == [before.generation]


def test_a_full_disk_leaves_the_old_index_and_names_path_and_need(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = build(settings, encoder=WordEncoder())

    def full(*args: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "save", full)
    with pytest.raises(IndexError_, match=r"index cannot be written \(No space left on device\); it needs about .* MB"):
        build(settings, [document(tmp_path, "a.md", "## A\n\nalpha\n")], encoder=WordEncoder())
    assert opened(settings).manifest["passages"] == 3
    assert [path.name for path in (settings.index / "generations").iterdir()] == [before.generation]


def test_an_index_folder_that_cannot_be_written_is_one_line(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(IndexError_, match="cannot be written"):
        build(settings.model_copy(update={"index": tmp_path / "file" / "index"}), encoder=WordEncoder())


# Interrupted, at the same time, and read meanwhile

KILLED = """
    import os, sys
    from pathlib import Path
    from bot import build, generation
    from bot.index import build as run
    from small import WordEncoder, small_settings
    point, folder = sys.argv[1], Path(sys.argv[2])
    def kill(*_):
        os.kill(os.getpid(), 9)
    def tell(stage, done, total):
        if stage == point: kill()
    if point in ("seal", "switch", "prune"):
        original = getattr(generation, point)
        setattr(generation, point, kill)
    if point == "half":
        os.fsync = kill
    run(small_settings(folder), [folder / "own"], progress=tell, encoder=WordEncoder())
"""


@pytest.mark.parametrize("point", ["reading", "embedding", "writing", "checking", "seal", "half", "switch", "prune"])
def test_killed_at_any_point_an_index_answers_in_full_and_the_next_ingest_ends(
    settings: Settings, tmp_path: Path, point: str
) -> None:
    build(settings, encoder=WordEncoder())
    document(tmp_path, "a.md", "## A\n\nalpha omega\n")
    path = os.pathsep.join([str(Path(__file__).parent), str(Path(building.__file__).parent.parent)])
    child = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), point, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert child.returncode == -signal.SIGKILL, child.stderr

    index = opened(settings)
    assert len(index.passages) == (4 if point == "prune" else 3)
    assert first(index, "tourist exam") == "guide/start-here"
    report = build(settings, [tmp_path / "own"], encoder=WordEncoder())
    assert (report.added, report.kept) == ((0, 4) if point == "prune" else (1, 3))
    assert len(list((settings.index / "generations").iterdir())) <= 2 + (point == "prune")


def test_a_second_ingest_waits_a_little_then_says_that_another_runs(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generations, "LOCK_SECONDS", 0.2)
    with generations.locked(settings.index), pytest.raises(IndexBusy, match="Another ingest is writing"):
        build(settings, encoder=WordEncoder())


def test_two_ingests_at_once_both_end_and_lose_nothing(settings: Settings, tmp_path: Path) -> None:
    paths = [document(tmp_path, f"{name}.md", f"## {name}\n\n{name}\n") for name in "ab"]
    threads = [
        threading.Thread(target=build, args=(settings, [path]), kwargs={"encoder": WordEncoder()}) for path in paths
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert len(opened(settings).passages) == 5


def test_a_reader_follows_a_switch_and_keeps_answering_when_its_generation_is_gone(
    settings: Settings, tmp_path: Path
) -> None:
    build(settings, encoder=WordEncoder())
    reader = opened(settings)
    assert reader.fresh() is reader
    for text in ("alpha", "beta", "gamma"):
        build(settings, [document(tmp_path, "a.md", f"## A\n\n{text}\n")], encoder=WordEncoder())
    assert len(list((settings.index / "generations").iterdir())) == 2

    assert first(reader, "tourist exam") == "guide/start-here"
    followed = reader.fresh()
    assert first(followed, "gamma").startswith("doc/a-")
    assert reader.fresh() is followed
    assert followed.embedder is reader.embedder


def test_a_reader_keeps_its_index_when_the_new_one_cannot_be_opened(settings: Settings, tmp_path: Path) -> None:
    build(settings, encoder=WordEncoder())
    reader = opened(settings)
    build(settings, [document(tmp_path, "a.md", "## A\n\nalpha\n")], encoder=WordEncoder())
    (generations.current(settings.index).folder / "passages.json").write_text("[]")

    assert reader.fresh() is reader
    (settings.index / "CURRENT").unlink()
    assert reader.fresh() is reader


def test_old_generations_and_models_go_but_the_last_two_stay(settings: Settings, tmp_path: Path) -> None:
    (settings.index / "models" / "old-model").mkdir(parents=True)
    made = [
        build(settings, [document(tmp_path, "a.md", f"## A\n\n{text}\n")], encoder=WordEncoder()).generation
        for text in ("alpha", "beta", "gamma")
    ]

    assert {path.name for path in (settings.index / "generations").iterdir()} == set(made[1:])
    assert not (settings.index / "models" / "old-model").exists()


# On a server


def test_a_server_answers_like_a_folder_and_loses_the_collections_that_are_old(
    settings: Settings, tmp_path: Path
) -> None:
    build(settings, encoder=WordEncoder())
    with chroma_server(tmp_path / "server") as url:
        served = settings.model_copy(update={"chroma_url": url})
        with pytest.raises(IndexError_, match="made with store folder, this is server"):
            opened(served)
        report = build(served, encoder=WordEncoder())
        assert (report.rebuilt_because, report.embedded) == ("store was folder and is server", 0)
        index = opened(served)
        assert first(index, "tourist exam") == "guide/start-here"
        for text in ("alpha", "beta", "gamma"):
            build(served, [document(tmp_path, "a.md", f"## A\n\n{text}\n")], encoder=WordEncoder())
        client = open_server(url)
        assert len(client.list_collections()) == 2
        close(client)
        index.close()


# Words


def test_codes_match_with_and_without_hyphens() -> None:
    assert tokenize("MLA-C01") == ["mlac01", "mla", "c01"]
    assert set(tokenize("MLAC01")) <= set(tokenize("the MLA‑C01 exam"))


def test_plurals_thousands_and_small_words_do_not_matter() -> None:
    assert tokenize("What are the certifications' costs: $195,000?") == ["certification", "cost", "195000"]
    assert tokenize("studies AWS class Kubernetes") == ["study", "aws", "class", "kubernete"]


def test_bm25_read_back_scores_as_bm25s_does(tmp_path: Path) -> None:
    import bm25s

    texts = ["the pilot exam", "exam exam exam", "rain in town", "a pilot flies", ""]
    write_lexical(tmp_path, texts)
    found = dict(Lexical(tmp_path, list("abcde")).search("pilot exam", 5))
    model = bm25s.BM25.load(tmp_path)
    rows, scores = model.retrieve([tokenize("pilot exam")], k=5, show_progress=False)

    wanted = {"abcde"[row]: score for row, score in zip(rows[0], scores[0], strict=True) if score > 0}
    assert found == pytest.approx(wanted)
    assert Lexical(tmp_path, list("abcde")).search("unheard of", 5) == []


def test_the_manifest_says_what_the_index_was_made_of(settings: Settings, tmp_path: Path) -> None:
    build(settings, [document(tmp_path, "a.md", "## A\n\nalpha\n")], encoder=WordEncoder())
    manifest = json.loads((generations.current(settings.index).folder / "manifest.json").read_text())

    assert manifest["model"]["name"] == "words"
    assert manifest["model"]["dimension"] == 64
    assert manifest["passages"] == 4
    assert {"chunker", "chromadb", "store", "sources", "files"} <= manifest.keys()
