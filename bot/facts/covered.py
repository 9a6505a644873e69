"""What two or three exams cover: the topics they share, and those that one of them has alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.catalog import Certification
from bot.facts.desk import Desk
from bot.formats import listing
from bot.language import stands
from bot.records import Statement

MOST = 6  # topics named of a kind, where they are not what is asked for
ON_CONTENT = ("covers", "topic", "domains")


def on_content(desk: Desk) -> bool:
    """Whether a comparison is asked for what the exams cover."""
    asked = bool(set(desk.query.asks[1:]) & set(ON_CONTENT))
    return asked or stands(desk.language.words["content_words"], desk.query.question)


def contents(desk: Desk, certs: Sequence[Certification]) -> Iterator[Statement]:
    """The topics that all of the exams cover, and of each what only it has; nothing where those of one are unknown."""
    topics = {cert.id: list(cert.topics.known or ()) for cert in certs}
    if not all(topics.values()):
        return
    shared = [topic for topic in topics[certs[0].id] if all(topic in held for held in topics.values())]
    texts = []
    if shared:
        key = "covered.both" if len(certs) == 2 else "covered.all"
        texts.append(desk.say(key, topics=_names(desk, shared)))
    for cert in certs:
        held = {topic for other in certs if other is not cert for topic in topics[other.id]}
        if own := [topic for topic in topics[cert.id] if topic not in held]:
            texts.append(desk.say("covered.only", cert=cert.short, topics=_names(desk, own)))
    text = " ".join(texts)
    yield Statement(text, (desk.computed("covered", text, list(certs), field="topics"),))


def _names(desk: Desk, topics: Sequence[str]) -> str:
    names = [desk.catalog.topics[topic].name for topic in topics]
    if len(names) > MOST + 1 and not on_content(desk):
        names = [*names[:MOST], desk.say("covered.more")]
    return listing(names)
