"""What each record is called: every name, alias, form and nickname, written together, to the ids that bear it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Literal

from bot.catalog import Catalog
from bot.language import Language
from bot.understand.text import compact, tokens

Kind = Literal[
    "other",
    "cert",
    "vendor",
    "role",
    "background",
    "outcome",
    "topic",
    "language",
    "level",
    "country",
    "benchmark",
    "elsewhere",
]
SHORTEST_FORM = 3  # words left of an official name that still tell it from a job or a subject


def spoken(catalog: Catalog, language: Language) -> Iterator[str]:
    """Every name that a record is known by."""
    for cert in catalog.certifications.values():
        yield from (cert.name, cert.short, *cert.aliases, *cert.nicknames, *([cert.code] if cert.code else []))
    for table in (catalog.vendors, catalog.roles, catalog.backgrounds, catalog.outcomes, catalog.topics):
        for record in table.values():
            yield from (record.name, *record.aliases)


def names(catalog: Catalog, language: Language) -> dict[str, dict[Kind, tuple[str, ...]]]:
    """compact name -> kind -> the ids that bear it."""
    table: dict[str, dict[Kind, list[str]]] = defaultdict(lambda: defaultdict(list))
    for kind, record, name in called(catalog, language):
        key = compact(name)
        if key and record not in table[key][kind]:
            table[key][kind].append(record)
    return {key: {kind: tuple(ids) for kind, ids in kinds.items()} for key, kinds in table.items()}


def called(catalog: Catalog, language: Language) -> Iterator[tuple[Kind, str, str]]:
    """(kind, id, name) of every name of every record, in all forms in which it counts as written."""
    for cert in catalog.certifications.values():
        said = (cert.name, cert.short, cert.short.split(" (")[0], *cert.aliases, cert.code or cert.short)
        yield from (("cert", cert.id, form) for name in said for form in _forms(name, language))
    kinds: list[tuple[Kind, Mapping[str, object]]] = [
        ("vendor", catalog.vendors), ("role", catalog.roles), ("background", catalog.backgrounds),
        ("outcome", catalog.outcomes), ("topic", catalog.topics),
    ]  # fmt: skip
    for kind, records in kinds:
        for key, record in records.items():
            both = [f for n in (record.name, *record.aliases) for f in (n, n + "s")]  # type: ignore[attr-defined]
            yield from ((kind, key, name) for name in both)
    listed: list[tuple[Kind, str]] = [("level", "levels"), ("language", "languages"), ("country", "countries")]
    for kind, words in listed:
        for key, words_for in language.words[words].items():
            yield from ((kind, key, name) for name in (key, *words_for))
    for key, figure in catalog.benchmarks.items():
        yield from (("benchmark", key, name) for name in figure.aliases)
    yield from (("other", "other", name) for name in language.words["not_names"])
    for other in (*language.words["elsewhere"], *language.words["providers"]):
        yield from (("elsewhere", other["name"], name) for name in (other["name"], *other.get("aliases", ())))


def _forms(name: str, language: Language) -> Iterator[str]:
    """A certification's name as written, and without the words that people leave out or add."""
    words = [word.word for word in tokens(name)]
    left = [word for word in words if word not in language.words["left_out_of_names"]]
    for form in (words, left):
        short = [part for word in form if (part := language.words["shortened"].get(word, word))]
        if form is words or len(short) >= SHORTEST_FORM:
            yield from (" ".join(form), " ".join(short))


class ShortNames:
    """The short names of each vendor's certifications.

    `key` puts the words of a name into their usual form, `others` are the words that it puts in place of others.
    """

    def __init__(self, catalog: Catalog, key: Callable[[Sequence[str]], str], others: Collection[str]) -> None:
        self.key = key
        self.known = {*others}
        self.table: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        for cert in catalog.certifications.values():
            own = self.table[cert.vendor]
            written = [[token.word for token in tokens(name)] for name in cert.nicknames]
            self.known.update(*written)
            for form in dict.fromkeys(key(words) for name in written for words in (name, name[::-1])):
                own[form] = (*own.get(form, ()), cert.id)  # "LLM professional" is "professional LLM" too

    def anywhere(self, words: Sequence[str]) -> tuple[str, ...]:
        """The certifications of any vendor that have these words for a short name."""
        return tuple(cert for vendor in list(self.table) for cert in self.of(vendor, words))

    def of(self, vendor: str, words: Sequence[str]) -> tuple[str, ...]:
        """The certifications of a vendor that have these words for a short name."""
        if vendor not in self.table or not self.known.issuperset(words):
            return ()
        return self.table[vendor].get(self.key(words), ())
