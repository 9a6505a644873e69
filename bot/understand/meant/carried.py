"""What the message before said that a list or a ranking of this one keeps: a language, the vendor of "theirs"."""

from __future__ import annotations

from bot.records import Limits, Query
from bot.understand.context import Context
from bot.understand.groups import RANKED
from bot.understand.meant.ends import RANKING
from bot.understand.meant.wordings import Wording

CHOOSING = ("which_one", "outcome", "list", "exam_languages", "about", "other_option", "first_step")


def in_language_told(query: Query, context: Context, words: Wording) -> Query | None:
    """ "I prefer Japanese." "Which of Google's would work?": the vendor's exams in the language just told.

    "I speak Japanese best, which can I do?" is about all exams.
    """
    if query.asks[0] == "which_one" and query.limits.languages and not query.certs and words.has("which_words"):
        return query.but(asks=("list",), other_reading=None)
    told = context.last.languages if context.last and not context.last.certs else ()
    asked = query.asks[0] in CHOOSING and query.limits.vendors and not query.limits.languages
    if not told or not asked or query.certs or query.person_named:
        return None
    return query.but(asks=("list",), limits=Limits(vendors=query.limits.vendors, languages=told), other_reading=None)


def of_theirs(query: Query, context: Context, words: Wording) -> Query | None:
    """ "the exam of theirs with the fewest weeks of prep?": ranked among those of the vendor spoken of."""
    least, most = words.has("least_words"), words.has("most_words")
    vendors = (context.last.vendors if context.last else ()) or (context.profile.vendor or "",)
    named = query.vendors or (context.last and context.last.certs)
    if query.asks[0] not in (*RANKING, *RANKED) or not words.has("theirs") or named or not vendors[0]:
        return None
    if query.asks[0] in RANKING and least == most:
        return None
    ends = query.asks[:1] if query.asks[0] in RANKED else ("shortest",) if least else ("longest",)
    limits = Limits(vendors=vendors[:1])
    return query.but(asks=ends, certs=(), limits=limits, vendors=vendors[:1], nameless=False, other_reading=None)
