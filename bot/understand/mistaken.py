"""Names in a text that are none where they stand: somebody else's job, a level, a pronoun."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.language import Language
from bot.understand.text import Token

if TYPE_CHECKING:
    from bot.understand.mention import Mention


def mistaken(
    text: str, words: Sequence[Token], mention: Mention, others: Sequence[Mention], language: Language
) -> bool:
    """Whether a mention among `others` is not meant; `words` are the text's tokens."""
    before = words[mention.first - 1].word if mention.first else ""
    if mention.kind in ("outcome", "role", "background") and _talked_to(words, mention, language):
        return True
    if mention.kind == "outcome":
        return _somebody_else(words, mention, before, language) or _of_a_vendor(words, mention, others)
    if mention.kind == "role":
        return _a_level(words, mention, others, language)
    return mention.kind == "country" and _a_pronoun(text, words, mention, before, language)


def _somebody_else(words: Sequence[Token], mention: Mention, before: str, language: Language) -> bool:
    """ "my manager approved it", "HR gave me 500", "for the HR newsletter": somebody beside the one who asks."""
    alone = mention.end - mention.first == 1 and not words[mention.first].word.endswith("s")
    after = {token.word for token in words[mention.end : mention.end + 1]}
    aside = after & {*language.words["giver_verbs"], *language.words["of_an_office"]}
    return alone and (before in language.words["possessives"] or bool(aside))


def _talked_to(words: Sequence[Token], mention: Mention, language: Language) -> bool:
    """ "I need to talk to data scientists": those with whom somebody wants to speak."""
    before = f" {' '.join(word.word for word in words[max(0, mention.first - 4) : mention.first])} "
    return any(f" {phrase} " in before for phrase in language.words["talking_to"])


def _of_a_vendor(words: Sequence[Token], mention: Mention, others: Sequence[Mention]) -> bool:
    """ "the CEO of Databricks": who runs a vendor is not who asks."""
    led = [token.word for token in words[mention.end : mention.end + 1]] == ["of"]
    return led and any(m.kind == "vendor" and m.first == mention.end + 1 for m in others)


def _a_level(words: Sequence[Token], mention: Mention, others: Sequence[Mention], language: Language) -> bool:
    """ "entry-level certifications": a job's name that is a level's too, where exams are spoken of."""
    said = {word.word for word in words}
    exams, pay = (said & set(language.words[name]) for name in ("plural_exam_words", "pay_words"))
    return any(m.kind == "level" and mention.within(m) for m in others) and bool(exams) and not pay


def _a_pronoun(text: str, words: Sequence[Token], mention: Mention, before: str, language: Language) -> bool:
    """ "there are five of us", "in US dollars": a country's code that is a pronoun, too, or says which money."""
    after = words[mention.end].word if mention.end < len(words) else ""
    if mention.end - mention.first == 1 and after in language.words["currencies"]:
        return True
    written = text[words[mention.first].start : words[mention.first].end]
    return written in language.words["also_pronouns"] and before not in language.words["before_countries"]


def after_colon(text: str, words: Sequence[Token], mention: Mention, vendors: Sequence[Mention]) -> bool:
    """ "a generative AI specialist: NVIDIA first": a vendor past a colon does not own what stands before it."""
    colon = text.find(": ", words[mention.first].start, words[mention.end - 1].end)
    return colon >= 0 and any(m.within(mention) and words[m.first].start > colon for m in vendors)
