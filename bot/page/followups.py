"""Questions to go on with, each tried before it is offered: one that would be declined never shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.errors import BotError
from bot.records import Profile, Query
from bot.status import standing

if TYPE_CHECKING:
    from bot.chain import Bot

OFFERED = 3
TRIED = 8


def follow_ups(
    bot: Bot,
    groups: Sequence[Mapping[str, Any]],
    history: Sequence[dict[str, str]],
    before: Profile | None,
) -> list[str]:
    """Two or three questions that the bot answers, with sources, after the answer that `history` ends with.

    `groups` are the wordings: page_followups in corpus/language/words.yaml. `before` is the person before it.
    """
    question, answer = history[-2]["content"], history[-1]["content"]
    asked = [turn["content"].casefold() for turn in history if turn["role"] == "user"]
    query = bot.read({"question": question, "history": list(history[:-2]), "profile": before})
    found: list[str] = []
    told = [answer]
    done = {query.asks[0]} if query.asks else set()
    for said in list(_candidates(bot, groups, query, answer))[:TRIED]:
        if len(found) == OFFERED or said.casefold() in asked:
            continue
        ask, answered = _tried(bot, said, history, query.profile)
        if answered and answered not in told and ask not in done:
            found.append(said)
            told.append(answered)
            done.add(ask)
    return found


def _candidates(bot: Bot, groups: Sequence[Mapping[str, Any]], query: Query, answer: str) -> Iterator[str]:
    """The wordings for what was asked, filled in with what the answer speaks of."""
    catalog = bot.index.catalog
    named = [m.ids for m in bot.understand.linker.link(answer).mentions if m.kind == "cert"]
    certs = [*query.certs, *(_newest(ids, bot, query) for ids in named)]
    shorts = list(dict.fromkeys(catalog.certifications[i].short for i in certs))
    parts = {"cert": shorts[0] if shorts else "", "other": shorts[1] if len(shorts) > 1 else "",
             "hours": f"{query.profile.hours_a_week or 6:g}"}  # fmt: skip
    ask = query.asks[0] if query.asks else ""
    for group in groups:
        if ask not in group["after"] and "any" not in group["after"]:
            continue
        for wording in group["say"]:
            if all(parts[name] for name in parts if f"{{{name}}}" in wording):
                yield wording.format(**parts)


def _newest(ids: Sequence[str], bot: Bot, query: Query) -> str:
    """Of the versions that a name may mean, the last that can be booked."""
    certs = bot.index.catalog.certifications
    return ([i for i in ids if standing(certs[i], query.today).bookable] or list(ids))[-1]


def _tried(bot: Bot, said: str, history: Sequence[dict[str, str]], profile: Profile) -> tuple[str, str]:
    """(what is asked, the built-in answer); an empty answer where it would be declined or have no source."""
    from bot.chain import HITS

    try:
        query = bot.read({"question": said, "history": list(history), "profile": profile})
        answer = bot.built_in(query, *bot.gather(query, HITS))
    except BotError:
        return "", ""
    good = not answer.refused and answer.citations and not answer.dropped
    return (query.asks[0] if query.asks else ""), answer.answer if good else ""
