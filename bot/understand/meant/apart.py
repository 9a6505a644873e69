"""Exams that are told apart by their vendors, levels and subjects instead of being named."""

from __future__ import annotations

from bot.catalog import Catalog, Certification
from bot.records import Limits, Query
from bot.status import standing
from bot.understand.follow import counterpart
from bot.understand.groups import FIELD_ASKS
from bot.understand.meant.wordings import Wording

COMPARED = ("compare", "price_difference", "changes", "same_for")
WEIGHED = (
    "of_vendor", "difficulty", "compare", "price_difference", "outcome", "which_one", "topic", "respected", "lock_in",
    "list", "longest", "shortest", "price", "study_time", "validity", "minutes", "audience", "about",
)  # fmt: skip
"""Asks that two vendors' exams on a subject, set side by side, are near to."""
EITHER = ("or", "vs", "versus", "against")
PAIR = 2


def by_vendors(query: Query, catalog: Catalog, words: Wording) -> Query:
    """ "is this vendor's LLM exam harder than that vendor's?": where each has one exam to book that is called so."""
    vendors = query.limits.vendors
    beside = words.has("harder_words") or words.has("than_phrases") or words.any(EITHER)
    if query.asks[0] not in WEIGHED or not beside:
        return query
    if len(query.certs) == 1:
        return _beside(query, catalog, words)
    if query.certs or len(vendors) != PAIR or not query.topics:
        return query
    called = [n.lower() for i in query.topics for n in (catalog.topics[i].name, *catalog.topics[i].aliases)]
    found = [_on_subject(catalog, vendor, query, called) for vendor in vendors]
    if not all(found):
        return query
    fields = (*(a for a in query.asks if a in FIELD_ASKS), *words.fields())
    return query.but(asks=("compare", *dict.fromkeys(fields)), certs=tuple(c for c in found if c), copies=(),
                     outcomes=(), topics=(), limits=Limits(), other_reading=None)  # fmt: skip


def _beside(query: Query, catalog: Catalog, words: Wording) -> Query:
    """ "is this one harder than that vendor's?": the exam named and the other vendor's most like it."""
    cert = query.certs[0]
    others = [vendor for vendor in query.vendors if vendor != catalog.certifications[cert].vendor]
    other = _like(catalog, cert, others[0], query) if len(others) == 1 else None
    if other is None:
        return query
    fields = (*(a for a in query.asks if a in FIELD_ASKS), *words.fields())
    return query.but(asks=("compare", *dict.fromkeys(fields)), certs=(cert, other.id), copies=(), vendors=(),
                     claims=(), limits=Limits(), outcomes=(), other_reading=None)  # fmt: skip


def _like(catalog: Catalog, cert: str, vendor: str, query: Query) -> Certification | None:
    """A vendor's exam to book at the level told, or that shares a short name with another's; else the most like it."""
    names = set(catalog.certifications[cert].nicknames)
    own = [c for c in catalog.certifications.values() if c.vendor == vendor and standing(c, query.today).bookable]
    leveled = [c for c in own if c.level in query.limits.levels]
    if len(leveled) == 1:
        return leveled[0]
    shared = [c for c in own if names & set(c.nicknames)]
    return shared[0] if len(shared) == 1 else counterpart(catalog, cert, vendor, query)


def _on_subject(catalog: Catalog, vendor: str, query: Query, called: list[str]) -> str | None:
    """The one exam to book of a vendor that is called after a subject, covers it, or is newer than the guide's picks.

    The first of these that leaves one exam.
    """
    own = [c for c in catalog.certifications.values() if c.vendor == vendor and standing(c, query.today).bookable]
    newer = {i for goal in query.outcomes for i in catalog.outcomes[goal].instead}
    sets = (
        [c.id for c in own if set(called) & {said.lower() for said in c.nicknames}],
        [c.id for c in own if _is_called(c, called)],
        [c.id for c in own if set(query.topics) & set(c.topics.known or ())],
        [c.id for c in own if c.id in newer],
    )
    return next((found[0] for found in sets if len(found) == 1), None)


def by_level(query: Query, catalog: Catalog, words: Wording) -> Query:
    """ "AWS's entry exam or Google's": where each vendor named has one exam of the level named."""
    levels, vendors = query.limits.levels, query.limits.vendors
    if len(vendors) == 1 and len(levels) > 1 and query.topics and not query.certs:
        return _at_levels(query, catalog, words)
    wanted = (*COMPARED, "cheapest", "dearest", "shortest", "longest", "price", "total", "validity", "minutes")
    if query.certs or len(vendors) < 2 or len(levels) != 1 or query.asks[0] not in (*wanted, "of_vendor"):
        return query
    found = [_entry(catalog, vendor, levels[0], query) for vendor in vendors]
    if not all(found):
        return query
    asks = query.asks[1:] if query.asks[0] == "of_vendor" else query.asks
    return query.but(asks=asks, certs=tuple(cert.id for cert in found if cert), copies=())


def _at_levels(query: Query, catalog: Catalog, words: Wording) -> Query:
    """ "NVIDIA's two LLM exams, associate and professional": at each level the vendor's one that is named after it."""
    called = [n.lower() for i in query.topics for n in (catalog.topics[i].name, *catalog.topics[i].aliases)]
    found = [_called(catalog, query.limits.vendors[0], level, called) for level in query.limits.levels]
    each = words.has("each_words") or words.has("set_words")
    if not all(len(certs) == 1 for certs in found) or not (words.has("differ_words") or each):
        return query
    asked = query.asks[1] if query.asks[0] == "of_vendor" else query.asks[0]
    if asked in ("total", "price") and each and not words.has("whole_words"):  # "the price of each?"
        return query.but(asks=("price",), certs=tuple(c for certs in found for c in certs), outcomes=(), copies=())
    fields = tuple(dict.fromkeys([*(a for a in query.asks if a in FIELD_ASKS), *words.fields()]))
    return query.but(asks=("compare", *fields), certs=tuple(c for certs in found for c in certs), outcomes=())


def _called(catalog: Catalog, vendor: str, level: str, subject: list[str]) -> list[str]:
    """The exams of a vendor at a level whose short names have a subject in them."""
    own = [c for c in catalog.certifications.values() if c.vendor == vendor and c.level == level]
    return [c.id for c in own if _is_called(c, subject)]


def _is_called(cert: Certification, subject: list[str]) -> bool:
    """Whether a subject stands in one of the short names of an exam."""
    return any(f" {name} " in f" {said.lower()} " for said in cert.nicknames for name in subject)


def _entry(catalog: Catalog, vendor: str, level: str, query: Query) -> Certification | None:
    """The one exam of a vendor at a level that can be booked, a beta only where there is no other."""
    own = [c for c in catalog.certifications.values() if c.vendor == vendor and c.level == level]
    stages = [[c for c in own if standing(c, query.today).stage == stage] for stage in ("active", "beta")]
    first = next((certs for certs in stages if certs), [])
    return first[0] if len(first) == 1 else None


def with_counterpart(query: Query, catalog: Catalog, words: Wording) -> Query:
    """ "NAME vs Google's: renewal rules?": set beside one exam, a vendor stands for its exam that is most like it."""
    own = catalog.certifications[query.certs[0]].vendor if len(query.certs) == 1 else ""
    others = [vendor for vendor in query.vendors if vendor != own]
    beside = query.asks[0] in (*FIELD_ASKS, *COMPARED) and words.has("beside_words")
    other = counterpart(catalog, query.certs[0], others[0], query) if own and len(others) == 1 and beside else None
    if other is None:
        return query
    fields = (ask for ask in query.asks if ask in FIELD_ASKS)
    return query.but(asks=("compare", *fields), certs=(*query.certs, other.id), copies=(), vendors=(), limits=Limits())
