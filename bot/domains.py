"""Which domain of an exam a question names: "how much of it is governance?"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from bot.catalog import Catalog, Certification
from bot.schema import Domain

WORD = re.compile(r"[a-z0-9]+")
TELLING = 0.09  # a word of no more than so many domains, 1 by their number, tells one of them
SHORTEST = 3  # letters


def domains_named(
    question: str, certs: Sequence[Certification], catalog: Catalog, common: Iterable[str]
) -> dict[str, Domain]:
    """By the id of each exam its weighted domain that shares most telling words with a question; none where none does.

    The names of the exams and of their vendors name no domain.
    """
    left = f" {' '.join(WORD.findall(question.lower()))} "
    called = {n for c in certs for n in (c.name, c.short, c.code or "", *c.aliases)}
    called |= {alias for c in certs for alias in catalog.vendors[c.vendor].aliases}
    names = (" ".join(WORD.findall(name.lower())) for name in called)
    for name in sorted(names, key=len, reverse=True):
        left = left.replace(f" {name} ", " , ") if name else left
    asked = {_stem(word) for word in WORD.findall(left)} - set(common)
    rare = _rarity(tuple(catalog.certifications.values()))
    found: dict[str, tuple[float, Domain]] = {}
    for cert in certs:
        for domain in cert.domains.known or ():
            score = sum(rare[word] for word in _words(domain.name) & asked)
            if domain.weight and score >= TELLING and score > found.get(cert.id, (0.0, domain))[0]:
                found[cert.id] = score, domain
    best = max((score for score, _ in found.values()), default=0.0)
    subject = {w for score, domain in found.values() if score == best for w in _words(domain.name) & asked}
    told = max(subject, key=lambda word: rare[word], default="")
    return {cert: domain for cert, (_, domain) in found.items() if told in _words(domain.name)}


@cache
def _rarity(certs: tuple[Certification, ...]) -> Counter[str]:
    """Of each word of the names of domains 1 by the number of domains that have it."""
    found = Counter(word for cert in certs for domain in cert.domains.known or () for word in _words(domain.name))
    return Counter({word: 1 / times for word, times in found.items()})


def _words(name: str) -> set[str]:
    return {_stem(word) for word in WORD.findall(name.lower()) if len(word) >= SHORTEST} - {"and", "the", "with", "for"}


def _stem(word: str) -> str:
    """A word without its plural ending."""
    return word[:-1] if word.endswith("s") and len(word) > SHORTEST + 1 else word
