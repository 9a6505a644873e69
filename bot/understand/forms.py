"""Names of several words whichever of them are shortened or moved: "google prof ml eng", "ML engineer pro, GCP"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from bot.catalog import Catalog
from bot.language import Language
from bot.understand.mention import Mention
from bot.understand.spoken import Kind, called
from bot.understand.text import Token, tokens

LONGEST = 9  # words of a name
SHORTEST = 2  # a single word, "dev" or "prof", stands for somebody as well
SHORTEST_DERIVED = 3  # words of a name without its vendor, which may be another's too: "GenAI professional"
KINDS: tuple[Kind, ...] = ("cert", "role", "background", "elsewhere")
PAUSE = re.compile(r"[,;:!?()]")


class Forms:
    """Puts the words of names into one form, by the equal words of words.yaml and the vendors' aliases."""

    def __init__(self, catalog: Catalog, language: Language) -> None:
        equal: dict[str, Sequence[str]] = language.words["name_words"]
        self.same: dict[tuple[str, ...], str] = {}
        for vendor in catalog.vendors.values():
            self.same |= {_words(name): vendor.id for name in (vendor.name, *vendor.aliases)}
        for name, others in equal.items():
            self.same |= {_words(form): name.replace(" ", "") for form in (name, *others)}
        self.longest = max(map(len, self.same))
        self.opening = frozenset(form[0] for form in self.same)
        self.inside = frozenset(language.words["dropped_in_names"])
        self.dropped = self.inside | {*language.words["opening_names"]}
        self.shortened = frozenset(word for form in self.same for word in form) | self.dropped
        self.levels = frozenset(language.words["levels"])
        self.parts = {"", *self.dropped}
        own = catalog.certifications.values()
        written = {c.id: {c.name, c.short, *c.aliases} for c in own}
        self.names: dict[str, dict[Kind, tuple[str, ...]]] = defaultdict(dict)
        for kind, record, name in called(catalog, language):
            if kind not in KINDS:
                continue
            words = _words(name)
            kept = self._sorted(self._kept(words))
            least = SHORTEST if kind != "cert" or name in written[record] else SHORTEST_DERIVED
            whole = kind != "elsewhere" or not self.dropped & {*words}  # a foreign name without a word is another's
            if whole and len(kept) >= least:
                self.parts |= {*kept}
                ids = self.names["".join(kept)]
                ids[kind] = tuple(dict.fromkeys([*ids.get(kind, ()), record]))

    def units(self, words: Sequence[str]) -> list[str]:
        """Each word in its usual form; of a run that stands for one word the first has it, the others nothing."""
        out: list[str] = []
        while len(out) < len(words):
            at = len(out)
            if words[at] not in self.opening:
                out.append(words[at])
                continue
            ends = range(min(at + self.longest, len(words)), at, -1)
            end = next((end for end in ends if tuple(words[at:end]) in self.same), None)
            out += [self.same[tuple(words[at:end])], *[""] * (end - at - 1)] if end else [words[at]]
        return out

    def key(self, words: Sequence[str]) -> str:
        """What all forms of a name share: "ml prof" and "professional machine learning" are "mlprofessional"."""
        if {*words[:1], *words[-1:]} & self.dropped:
            return ""  # "and ml" is no name
        return "".join(self._sorted(self._kept(words)))

    def _sorted(self, units: Sequence[str]) -> list[str]:
        """The level last, wherever it stands: "ML engineer professional" is "professional ML engineer"."""
        return sorted(units, key=lambda unit: unit in self.levels)

    def _kept(self, words: Sequence[str]) -> list[str]:
        return [unit for unit in self.units(words) if unit and unit not in self.dropped]

    def mentions(self, text: str, words: Sequence[Token]) -> Iterator[Mention]:
        """The names in a text that a shortened or moved word keeps from being found as they are written."""
        units = self.units([word.word for word in words])
        edges = {at for at, unit in enumerate(units) if unit in self.parts and unit and unit not in self.inside}
        for first in edges:
            for end in range(first + SHORTEST, min(first + LONGEST, len(words)) + 1):
                if units[end - 1] not in self.parts or PAUSE.search(text, words[end - 2].end, words[end - 1].start):
                    break
                last = max(at for at in range(first, end) if units[at])
                if last not in edges or (end < len(words) and not units[end]):
                    continue
                run = self._sorted([unit for unit in units[first:end] if unit not in self.dropped])
                own = units[first] not in self.dropped  # "certified" opens an exam's name, no job's
                for kind, ids in self.names.get("".join(run), {}).items():
                    if own or kind == "cert":
                        yield Mention(kind, ids, first, end)


def _words(name: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens(name))
