"""Slips in codes: two neighbours exchanged, or a look-alike, where one exam alone can be meant: "AFI-C01", "A1F-C01".

Another digit is no slip: "AIF-C02" is another exam.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.understand.text import Token

LONGEST = 3  # words of a code: "NCA-GENL", "AIF C01"
SHORTEST = 5  # characters
LOOKS = str.maketrans("oils", "0115")
JOINTS = ("", "-", " ")


def code_slips(
    text: str, words: Sequence[Token], known: Mapping[str, object], codes: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """(first word, end, certifications) of each code that is one of `codes` but for two neighbours.

    `known` are all names, written together: what bears one is no slip.
    """
    for first in range(len(words)):
        for end in range(first + 1, min(first + LONGEST, len(words)) + 1):
            written = [text[word.start : word.end].lower() for word in words[first:end]]
            key = "".join(written)
            whole = text[words[first].start : words[end - 1].end]
            if len(key) < SHORTEST or key in known or not any(char.isdigit() or char == "-" for char in whole):
                continue
            if any(text[words[at - 1].end : words[at].start] not in JOINTS for at in range(first + 1, end)):
                break
            looks = {ids for code, ids in codes.items() if code.translate(LOOKS) == key.translate(LOOKS)}
            found = looks or {codes[turned] for turned in _turned(key) if turned in codes}
            if len(found) == 1:
                yield first, end, found.pop()


def _turned(key: str) -> set[str]:
    """The spellings in which two neighbours of a code have changed places."""
    pairs = range(len(key) - 1)
    return {key[:i] + key[i + 1] + key[i] + key[i + 2 :] for i in pairs if key[i] != key[i + 1]}
