"""The last question again, for the exam, vendor, person or subject that this message names in place of its own."""

from __future__ import annotations

from bot.catalog import Catalog
from bot.records import Limits, Query
from bot.understand.context import Context
from bot.understand.follow import counterpart, fields_before
from bot.understand.groups import ABOUT_ONE, FIELD_ASKS, PERSONAL, PLURAL

ON_SUBJECTS = ("covers", "topic", "domains")


def asked_again(query: Query, context: Context, catalog: Catalog) -> Query:
    """The last question again, with the names of this one in place of its own."""
    last, ask = context.last, query.asks[0]
    if last is None:
        return query.but(asks=("about",) if query.certs else ("which_one",))
    if ask == "why":
        return query.but(asks=("why",), certs=query.certs or context.focus, backgrounds=last.backgrounds)
    asks = tuple(a for a in last.asks if a != "sure")
    if ask == "sure" and not (query.backgrounds or query.outcomes):
        return last.but(question=query.question, asks=("sure", *asks), claims=query.claims, profile=query.profile)
    more = tuple(a for a in query.asks[1:] if a in FIELD_ASKS and ask == "same_for")  # "I meant AIIO, and its price"
    if query.certs and asks[0] not in PERSONAL and more:
        return query.but(asks=tuple(dict.fromkeys([*asks, *more])))
    if (query.whole or query.count) and (query.certs or query.vendors) and (fields := fields_before(last)):
        asks = fields  # "both of these for A", "both for the Azure equivalent"
    if query.certs:
        kept = (*last.certs[:1], *query.certs) if last.asks[0] in ("compare", "price_difference") else query.certs
        topics = query.topics or (last.topics if last.asks[0] in ON_SUBJECTS else ())  # "same question, but of A"
        return query.but(asks=asks if last.asks[0] not in PERSONAL else ("about",), certs=kept, topics=topics)
    if query.corrects and query.vendors and last.certs:
        return _same_for_vendor(query, last, asks, catalog)
    if query.backgrounds or query.outcomes or query.roles:
        return query.but(asks=_asks_for_person(query, asks), limits=last.limits)
    if query.vendors:
        return _same_for_vendor(query, last, asks, catalog)
    if query.limits:
        return query.but(asks=asks, certs=(), topics=query.topics or last.topics)
    if query.topics:
        return query.but(asks=("covers",) if last.certs else ("topic",), certs=last.certs)
    return query.but(asks=asks, certs=last.certs)


def _asks_for_person(query: Query, asks: tuple[str, ...]) -> tuple[str, ...]:
    if asks[0].startswith("salary"):
        return ("salary",)
    if query.outcomes and not query.backgrounds:
        return ("outcome",)
    return asks if asks[0] in PERSONAL else ("first_step",)


def _same_for_vendor(query: Query, last: Query, asks: tuple[str, ...], catalog: Catalog) -> Query:
    """ "what about the Azure one?": that vendor's counterpart of each exam spoken of."""
    vendors = tuple(v for v in query.vendors if v not in query.limits.excluded) or query.vendors
    if last.certs and asks[0] in (*ABOUT_ONE, *PLURAL):
        found = (counterpart(catalog, last.certs[0], vendor, query) for vendor in vendors)
        return query.but(asks=asks, certs=tuple(cert.id for cert in found if cert))
    kept = query.but(asks=asks, backgrounds=last.backgrounds, outcomes=last.outcomes, topics=last.topics)
    limits = Limits(vendors=vendors, levels=last.limits.levels, max_price=last.limits.max_price)
    return kept.but(limits=limits)
