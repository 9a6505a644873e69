"""What goes into an index: the corpus, and the files that the user gave now or before."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from bot.catalog import Catalog, load_catalog
from bot.chunk import MAX_TOKENS, Count, chunk_markdown, short_hash, slugify
from bot.errors import CatalogError, DocumentError
from bot.language import Language, load_language
from bot.load import find_files, read_document
from bot.records import Passage
from bot.settings import Settings
from bot.structure import outline

GUIDE_TITLE = "certpath guide (2026, first half)"
GUIDE_AS_OF = date(2026, 6, 30)

PAIRS = "\x00pairs"  # stands for a mapping whose keys are not all text

Failure = tuple[str, str]


@dataclass(frozen=True)
class Sources:
    """The files and folders the user gave, by absolute path, with the name each is shown by."""

    shown: Mapping[Path, str]
    failed: tuple[Failure, ...] = ()

    @classmethod
    def of(cls, manifest: Mapping[str, Any] | None) -> Sources:
        """Those that a manifest remembers and that are still there."""
        rows = (manifest or {}).get("sources", [])
        return cls({Path(path): shown for path, shown in rows if Path(path).exists()})

    def updated(self, given: Sequence[Path], forget: Sequence[Path]) -> Sources:
        """With those given now, without those to forget."""
        shown, failed = dict(self.shown), []
        for path in given:
            if path.exists():
                shown[path.resolve()] = _shown(path)
            else:
                failed.append((str(path), "there is no such file or folder"))
        for path in forget:
            if shown.pop(path.resolve(), None) is None:
                failed.append((str(path), "it was not given before, so it cannot be forgotten"))
        return Sources(shown, tuple(failed))

    def as_rows(self) -> list[list[str]]:
        """The form a manifest holds."""
        return [[str(path), shown] for path, shown in sorted(self.shown.items())]

    def files(self, without: Path) -> Iterator[tuple[Path, str]]:
        """(file, the name it is shown by), each once, leaving out what lies under `without`."""
        seen: set[Path] = set()
        for source, shown in sorted(self.shown.items()):
            for file in find_files(source):
                if file not in seen and not file.is_relative_to(without):
                    seen.add(file)
                    yield file, str(Path(shown) / file.relative_to(source)) if file != source else shown


def _shown(path: Path) -> str:
    whole = path.resolve()
    return str(whole.relative_to(Path.cwd())) if whole.is_relative_to(Path.cwd()) else str(whole)


@dataclass(frozen=True)
class Content:
    """Everything an index is made from, in a stable order."""

    sources: Sources
    passages: list[Passage]
    catalog: Catalog
    language: Language
    failed: tuple[Failure, ...]

    @cached_property
    def rows(self) -> list[list[Any]]:
        """The passages as rows of passages.json."""
        return [passage_row(passage) for passage in self.passages]

    @cached_property
    def examples(self) -> list[tuple[str, str]]:
        """(id of the ask, example question), then (kind:name, words that tell of a person, a job or a subject)."""
        return [*self.language.examples(), *self.catalog.described()]

    @property
    def texts(self) -> list[str]:
        """What is embedded: the passages, then the example questions."""
        return [passage.embedded for passage in self.passages] + [text for _, text in self.examples]


def passage_row(passage: Passage) -> list[Any]:
    """A passage as a JSON row."""
    as_of = passage.as_of.isoformat() if passage.as_of else None
    head = [passage.id, passage.text, passage.title, passage.section, passage.source, passage.kind, passage.url]
    return [*head, as_of, list(passage.records)]


def read_passage(row: list[Any]) -> Passage:
    """A passage from its JSON row."""
    name, text, title, section, source, kind, url, as_of, records = row
    when = date.fromisoformat(as_of) if as_of else None
    return Passage(name, text, title, section, source, kind, url, when, tuple(records))


def language_json(language: Language) -> str:
    """The language as JSON that gives back keys that are numbers, too."""
    return json.dumps(_spell_out(language.model_dump(mode="python")), ensure_ascii=False)


def read_language(text: bytes) -> Language:
    """The language from `language_json`."""
    return Language.model_validate(json.loads(text, object_hook=_take_in))


def _spell_out(thing: Any) -> Any:
    if isinstance(thing, dict):
        items = {key: _spell_out(value) for key, value in thing.items()}
        return items if all(isinstance(key, str) for key in items) else {PAIRS: list(items.items())}
    return [_spell_out(part) for part in thing] if isinstance(thing, list | tuple) else thing


def _take_in(mapping: dict[str, Any]) -> dict[Any, Any]:
    return dict(mapping[PAIRS]) if PAIRS in mapping else mapping


def gather(settings: Settings, sources: Sources, count: Count, limit: int, tell: Callable[[int, int], None]) -> Content:
    """Read and split the corpus and `sources`; a file that cannot be read is in `failed`, the others are in.

    Raises CatalogError where the corpus itself cannot be used.
    """
    corpus, limit = settings.corpus_path, min(limit, MAX_TOKENS)
    catalog, language = load_catalog(corpus / "catalog"), load_language(corpus / "language")
    failed = list(sources.failed)
    passages = [*_guide(corpus / "guide.md", count, limit), *_records(catalog, language)]
    files = list(sources.files(corpus.resolve()))
    for number, (file, shown) in enumerate(files, start=1):
        try:
            passages.extend(_document(file, shown, count, limit))
        except DocumentError as reason:
            failed.append((shown, str(reason)))
        tell(number, len(files))
    _check_ids(passages)
    return Content(sources, passages, catalog, language, tuple(failed))


def _guide(path: Path, count: Count, limit: int) -> list[Passage]:
    try:
        text = read_document(path)
    except DocumentError as reason:
        raise CatalogError(f"{path}: {reason}.") from None
    return chunk_markdown(
        text, prefix="guide", title=GUIDE_TITLE, source="corpus/guide.md", kind="guide", count=count,
        as_of=GUIDE_AS_OF, limit=limit,
    )  # fmt: skip


def _records(catalog: Catalog, language: Language) -> list[Passage]:
    from bot.describe import describe_catalog

    return list(describe_catalog(catalog, language))


def _document(file: Path, shown: str, count: Count, limit: int) -> list[Passage]:
    text = read_document(file)
    changed = datetime.fromtimestamp(file.stat().st_mtime, UTC).date()
    name = f"doc/{slugify(file.stem)[:40]}-{short_hash(str(file))}"
    title = outline(text)[0] or file.name
    return chunk_markdown(
        text, prefix=name, title=title, source=shown, kind="document", count=count, as_of=changed, limit=limit
    )


def _check_ids(passages: Sequence[Passage]) -> None:
    seen: set[str] = set()
    for passage in passages:
        if passage.id in seen:
            raise CatalogError(f"{passage.source}: two passages have the id {passage.id}.")
        seen.add(passage.id)
