"""A question as tokens with their places: cleaned, split into segments, spelling mended."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.errors import InputError
from bot.settings import MAX_QUESTION

LATIN = re.compile(r"[a-z]", re.IGNORECASE)  # in a sentence without any nothing can be made out
WORD = re.compile(r"[^\W_]+")
SENTENCE_END = re.compile(r"(?<=[.?!;])\s+|\n+|\s+[–—]\s+")
CONJUNCTION = re.compile(r",\s+|\s+(?:and|n|but|then|plus|also)\s+|\s*&\s*", re.IGNORECASE)
LOOKALIKE = str.maketrans("olis", "0115")
SHORTEST_MENDED = 5  # letters; shorter words are as likely another word as a slip
SHORTEST_TWISTED = 3  # letters of a word whose neighbours may have changed places
SHORTEST_BARE = 4  # letters of a word typed without its vowels; three are as likely an acronym
RIVALS = 5
SHORT, LONG = 7, 9  # letters under and from which a word is a slip for fewer, or for more, others
VOWELS = frozenset("aeiouy")
KEYS = "qwertyuiop asdfghjkl zxcvbnm qaz wsx edc rfv tgb yhn ujm wa se dr ft gy hu ji ko lp sz dx fc gv hb jn km cs il"
"""Letters beside each other on the keyboard, and those that sound or look alike."""
CLOSE_ENOUGH = 80  # rapidfuzz ratio, percent


@dataclass(frozen=True, slots=True)
class Token:
    """A word in lower case, and where it stands in the cleaned text."""

    word: str
    start: int
    end: int


def clean(text: str) -> str:
    """NFKC, without control, format and tag characters, white space folded.

    Raises InputError where nothing is left or more than MAX_QUESTION characters are.
    """
    text = unicodedata.normalize("NFKC", text).replace("×", "x")
    kept = (" " if char.isspace() else char for char in text if char.isspace() or unicodedata.category(char)[0] != "C")
    text = " ".join("".join(kept).split())
    if not WORD.search(text):
        raise InputError('The question is empty. Ask something such as "What should a data analyst take first?"')
    if len(text) > MAX_QUESTION:
        raise InputError(f"The question has {len(text):,} characters; the most is {MAX_QUESTION:,}. Ask it shorter.")
    return text


def tokens(text: str) -> list[Token]:
    """The words of `text`; a hyphen or a slash parts two words."""
    return [Token(match[0].lower(), match.start(), match.end()) for match in WORD.finditer(text)]


def segments(text: str) -> list[str]:
    """The sentences of `text`, at most six, the last ones where there are more; in English, where one is."""
    parts = [part for part in map(str.strip, SENTENCE_END.split(text)) if WORD.search(part)]
    return ([part for part in parts if LATIN.search(part)] or parts)[-6:]


def clauses(segment: str) -> list[str]:
    """The parts of a sentence between commas and conjunctions, where there are several."""
    parts = [part.strip() for part in CONJUNCTION.split(segment)]
    return [part for part in parts if WORD.search(part)][:4] if len(parts) > 1 else []


def compact(text: str) -> str:
    """Letters and digits alone: "MLA-C01" and "mla c01" are the same name."""
    return "".join(match[0].lower() for match in WORD.finditer(text))


def _likely(word: str, meant: str) -> bool:
    """Whether one word is a likely slip for another, not another word that looks like it.

    Few slips for its length, the first letter right in all but long words, and in a short one no letter in place of
    another that is neither beside it on the keyboard nor a vowel as it is.
    """
    slips, length = OSA.distance(word, meant), max(len(word), len(meant))
    if slips > 1 + (length >= LONG) + (len(word) > LONG):
        return False
    if word[0] != meant[0] and sorted(word) != sorted(meant) and (slips > 1 or len(word) < LONG):
        return False
    wrong = [pair for pair in zip(word, meant, strict=False) if pair[0] != pair[1]]
    if len(word) >= SHORT or len(word) != len(meant) or len(wrong) != 1:
        return True
    return set(wrong[0]) <= VOWELS or any("".join(pair) in KEYS for pair in (wrong[0], wrong[0][::-1]))


def _bare(word: str) -> str:
    """A word's first letter and its consonants, which is how some people type it."""
    return word[:1] + "".join(char for char in word[1:] if char not in "aeiou")


class Speller:
    """Mends slips towards the words that matter here, leaving every ordinary word alone.

    `ordinary` is the embedding model's vocabulary: a word it knows whole is no slip. `typed` has the
    chat spellings of short words.
    """

    def __init__(self, wanted: Iterable[str], ordinary: Collection[str], typed: Mapping[str, str]) -> None:
        self.typed = typed
        self.wanted = sorted({word for word in wanted if len(word) >= SHORTEST_MENDED and word.isalpha()})
        self.common = {word for word in wanted if SHORTEST_TWISTED <= len(word) < SHORTEST_MENDED and word.isalpha()}
        self.bare: dict[str, set[str]] = defaultdict(set)  # words by their first letter and consonants
        for word in (*self.wanted, *self.common):
            self.bare[_bare(word)].add(word)
        self.known = set(ordinary) | set(wanted)
        self._mended: dict[str, str] = {}

    def mend(self, token: Token) -> Token:
        """The token with its slip mended; digits typed as letters in a code count as slips."""
        word = self.typed.get(token.word, token.word)
        if word != token.word:
            return Token(word, token.start, token.end)
        if any(char.isdigit() for char in word) and word not in self.known:
            return Token(self._code(word), token.start, token.end)
        if word in self.known:
            return token
        if len(word) >= SHORTEST_BARE and word == _bare(word) and len(self.bare.get(word, ())) == 1:
            return Token(next(iter(self.bare[word])), token.start, token.end)  # "tst", "lngth"
        if len(word) < SHORTEST_MENDED:
            return Token(self._untwisted(word), token.start, token.end)
        if word not in self._mended:
            found = process.extract(word, self.wanted, scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH, limit=RIVALS)
            near = [one for one, _, _ in found if _likely(word, one)]
            # of words as near, the one with the same letters: "pirce" is "price" with two of them changed round
            near.sort(key=lambda one: (OSA.distance(word, one), sorted(word) != sorted(one)))
            self._mended[word] = near[0] if near else word
        return Token(self._mended[word], token.start, token.end)

    def _untwisted(self, word: str) -> str:
        """ "hwo" -> "how": a short word in which two letters have changed places."""
        if len(word) < SHORTEST_TWISTED or not word.isalpha():
            return word
        turned = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
        found = turned & self.common
        return found.pop() if len(found) == 1 else word

    def _code(self, word: str) -> str:
        """ "aifco1" -> "aifc01", where that is a name known here."""
        for split in range(len(word)):
            candidate = word[:split] + word[split:].translate(LOOKALIKE)
            if candidate in self.known:
                return candidate
        return word
