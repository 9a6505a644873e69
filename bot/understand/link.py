"""Names in a question, whatever their case, hyphens and slips, linked to the records they mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from bot.catalog import Catalog
from bot.language import Language, phrases_of
from bot.understand.bare_codes import bare_codes, numbers_of
from bot.understand.code_slips import code_slips
from bot.understand.denied import OF_PERSON, inside, spans
from bot.understand.foreign_titles import with_titles
from bot.understand.forms import Forms
from bot.understand.in_a_row import in_a_row
from bot.understand.jobs import graded, without_jobs
from bot.understand.linked import ORDER, Linked
from bot.understand.mention import Mention
from bot.understand.mistaken import after_colon, mistaken
from bot.understand.spoken import Kind, ShortNames, names, spoken
from bot.understand.text import WORD, Speller, Token, compact, tokens
from bot.understand.unknown import CODE, unknown_names, without_unknown

LONGEST_NAME = 9  # words
ARTICLES, SHORT_NAME = ("a", "an"), 4  # letters of a name that an article may be the start of by chance
APART = 2  # words that may stand between another vendor and the rest of the name of its certification
PAUSES = ",;!?"
SLIPS = 4  # examples that may have the same slip
USUAL = 8  # examples that use a word which slips are mended to


class Linker:
    """Finds the catalog's names in text. Built once; linking takes well under a millisecond."""

    def __init__(self, catalog: Catalog, language: Language, ordinary: Collection[str]) -> None:
        self.catalog, self.language = catalog, language
        self.names: dict[str, dict[Kind, tuple[str, ...]]] = names(catalog, language)
        self.forms = Forms(catalog, language)
        self.nicknames = ShortNames(catalog, self.forms.key, self.forms.shortened)
        called = [name for c in catalog.certifications.values() for name in (c.code, *c.aliases) if name]
        self.codes = {compact(name) for name in called if name.isupper() and " " not in name}
        coded = {compact(c.code) for c in catalog.certifications.values() if c.code}
        self.by_code = {code: self.names[code]["cert"] for code in coded}
        levels = {
            word.word for names in language.words["levels"].items() for n in (names[0], *names[1]) for word in tokens(n)
        }
        self.fillers = frozenset(language.words["between_vendor_and_nickname"]) | levels
        self.numbers = numbers_of(catalog)
        self.units = {word for said in language.words["units"].values() for word in said}
        self.about = frozenset(language.words["between_exam_and_subject"])
        self.titles = set(language.words["title_words"])
        words = {word.word for alias in spoken(catalog, language) for word in tokens(alias)}
        self.vocabulary = frozenset(words)
        used = Counter(WORD.findall("\n".join(example for _, example in language.examples()).lower()))
        words |= {word for word, times in used.items() if times >= USUAL}
        written = {word for word, times in used.items() if times > SLIPS}
        written.update(WORD.findall("\n".join(phrases_of(language.words)).lower()))
        written |= self.forms.shortened
        self.speller = Speller([*words, *self.names], written.union(ordinary), language.words["abbreviations"])

    def link(self, text: str) -> Linked:
        """Every name in `text`; within a kind the longest name wins, and names do not overlap."""
        words = tuple(self._single(text, self.speller.mend(token)) for token in tokens(text))
        found = list(self._exact(text, words))
        written = {(m.kind, m.first, m.end) for m in found}
        found = _own_names(
            [*found, *(m for m in self.forms.mentions(text, words) if (m.kind, m.first, m.end) not in written)]
        )
        plain = [m for m in found if m.kind == "other"]
        found = [m for m in found if m.kind != "other" and not any(m.overlaps(p) and m.within(p) for p in plain)]
        found += self._slipped(text, words)
        certs = ours = _longest([m for m in found if m.kind == "cert"])
        vendors = [m for m in found if m.kind == "vendor"]
        nicknamed = [m for m in self._by_nickname(words, found) if not any(m.overlaps(c) for c in certs)]
        nicknamed = [m for m in nicknamed if not after_colon(text, words, m, vendors)]
        certs = certs + [m for m in nicknamed if not self._says_what(words, m, certs)]
        foreign = [m for m in found if m.kind == "elsewhere"]
        units = self.forms.units([word.word for word in words])
        foreign = with_titles(text, words, units, foreign, ours, self.language)
        found = [m for m in found if m.kind != "elsewhere"] + foreign
        certs = self._without_foreign(text, words, certs, foreign)
        certs = without_unknown(text, words, certs, [*found, *certs], self.catalog, self.language)
        certs = self._rows(text, words, found, certs)
        certs += self._siblings(words, certs, [m for m in found if m.kind == "level"])
        others = [m for kind in ORDER[1:] for m in _longest([x for x in found if x.kind == kind])]
        others = [m for m in others if not any(m.overlaps(c) and not _beside(m, c) for c in certs)]
        if any(m.kind in OF_PERSON for m in others):
            denied = spans(text, self.language, "wish", "being")
            others = [m for m in others if m.kind not in OF_PERSON or not inside(words[m.first].start, denied)]
        if not certs and any(m.kind == "topic" for m in others):  # what somebody has no skill in, they do not ask for
            lacking = spans(text, self.language, "skill")
            others = [m for m in others if m.kind != "topic" or not inside(words[m.first].start, lacking)]
        titles = [m for m in others if m.kind == "elsewhere"]
        others = [m for m in others if m.kind != "level" or not any(m.within(title) for title in titles)]
        others = [m for m in others if not mistaken(text, words, m, others, self.language)]
        certs += self._bare_codes(text, words, certs)
        others = graded(others, self.catalog)
        mentions = tuple(sorted([*certs, *others], key=lambda m: m.first))
        unknown = unknown_names(text, words, mentions, self.catalog, self.language, self.vocabulary, self.speller.known)
        return Linked(text, words, mentions, unknown)

    def _single(self, text: str, token: Token) -> Token:
        """ "both Databricks MLs", "two CKAs": an abbreviation in the plural as what it stands for."""
        typed = text[token.start : token.end]
        plural = len(typed) > 2 and typed[-1] == "s" and typed[:-1].isupper() and typed[:-1].isalpha()
        known = plural and (typed[:-1].lower() in self.names or typed[:-1].lower() in self.vocabulary)
        return Token(typed[:-1].lower(), token.start, token.end) if known else token

    def _exact(self, text: str, words: tuple[Token, ...]) -> Iterator[Mention]:
        for first in range(len(words)):
            key = ""
            for end in range(first + 1, min(first + LONGEST_NAME, len(words)) + 1):
                key += words[end - 1].word.replace(" ", "")  # "cant" is mended to "can t"
                if words[first].word in ARTICLES and first + 1 < end and len(key) <= SHORT_NAME:
                    continue  # "a DP-100 voucher" has no "ADP" in it
                for kind, ids in self.names.get(key, {}).items():
                    if kind not in ("elsewhere", "other") or not _paused(text, words[first:end]):  # "for me, ta"
                        yield Mention(kind, ids, first, end)

    def _without_foreign(
        self, text: str, words: tuple[Token, ...], certs: list[Mention], elsewhere: list[Mention]
    ) -> list[Mention]:
        """Without mentions that are only part of a code or of another vendor's certification."""
        kept = []
        for mention in certs:
            start, end = words[mention.first].start, words[mention.end - 1].end
            codes = [c for c in CODE.finditer(text) if c[2] == "-" and not self._known(c[0])]
            in_code = any(c.start() <= start and end <= c.end() and end - start < len(c[0]) for c in codes)
            foreign = any(
                e.first <= mention.end
                and mention.first <= e.end + APART
                and not self._joined(words[e.end : mention.first])
                for e in elsewhere
            )
            coded = any(char.isdigit() for char in text[start:end]) or compact(text[start:end]) in self.codes
            exact = len(mention.ids) == 1 and coded
            if not in_code and (exact or not foreign):
                kept.append(mention)
        return kept

    def _says_what(self, words: tuple[Token, ...], mention: Mention, certs: Sequence[Mention]) -> bool:
        """ "NAME is a professional one of NVIDIA": a short name that says what an exam named before it is."""
        being = self.language.words["claims"]["being"]
        before = [c.end for c in certs if c.end <= mention.first]
        between = [token.word for token in words[max(before) : mention.first]] if before else []
        return len(between) == 2 and between[0] in being and between[1] in ("a", "an")

    def _joined(self, between: Sequence[Token]) -> bool:
        """Whether a word between two names sets them side by side: "Oracle or Google's", "from Oracle to AWS"."""
        return any(token.word in self.language.words["joins"] for token in between)

    def _rows(self, text: str, words: tuple[Token, ...], found: list[Mention], certs: list[Mention]) -> list[Mention]:
        """Without names that are jobs where they stand, and with the short names in a row."""
        jobs = [m for m in found if m.kind in ("role", "background")]
        sure = without_jobs(text, words, certs, jobs, self.language)
        row = in_a_row(text, words, found, sure, self.nicknames, self.language)
        row = row or self._joined_to(words, [m for m in found if m.kind == "topic"], sure)
        both = list(dict.fromkeys([*certs, *row]))
        return without_jobs(text, words, both, jobs, self.language) if row else sure

    def _joined_to(
        self, words: tuple[Token, ...], subjects: Sequence[Mention], certs: Sequence[Mention]
    ) -> list[Mention]:
        """ "Kubernetes plus Terraform exam": a subject that is the short name of one exam, joined to another exam."""
        joins = {*self.language.words["exam_row_joins"], *ARTICLES}
        row = []
        for subject in subjects:
            ids = self.nicknames.anywhere([word.word for word in words[subject.first : subject.end]])
            gaps = [
                words[min(subject.end, c.end) : max(subject.first, c.first)] for c in certs if not subject.overlaps(c)
            ]
            joined = any(gap and {word.word for word in gap} <= joins for gap in gaps)
            if joined and len(ids) == 1:
                row.append(Mention("cert", ids, subject.first, subject.end))
        return row

    def _bare_codes(self, text: str, words: tuple[Token, ...], certs: list[Mention]) -> list[Mention]:
        """Exams told by the numbers of their codes."""
        taken = [(m.first, m.end) for m in certs]
        found = bare_codes(text, words, taken, self.units, self.numbers)
        return [Mention("cert", (cert,), place, place + 1) for place, cert in found]

    def _slipped(self, text: str, words: tuple[Token, ...]) -> list[Mention]:
        """Exams whose codes are written with two neighbouring characters exchanged."""
        slips = code_slips(text, words, self.names, self.by_code)
        return [Mention("cert", ids, first, end) for first, end, ids in slips]

    def _known(self, code: str) -> bool:
        return "cert" in self.names.get(compact(code), {})

    def _siblings(self, words: tuple[Token, ...], certs: list[Mention], levels: list[Mention]) -> list[Mention]:
        """ "Databricks ML Associate vs Professional": the same name at the other level."""
        found = []
        being = set(self.language.words["claims"]["being"])  # "NAME is a professional one" names no other
        for level in levels:
            before = max((cert.end for cert in certs if cert.end <= level.first), default=level.first)
            said = being & {word.word for word in words[before : level.first]}
            if said or any(level.overlaps(cert) for cert in certs):
                continue
            other = [i for cert in certs for i in cert.ids if self.catalog.certifications[i].level != level.ids[0]]
            ids = [s for i in other if (s := self.catalog.sibling(i, level.ids[0]))]
            if ids:
                found.append(Mention("cert", (ids[0],), level.first, level.end))
        return found[:1]

    def _by_nickname(self, words: tuple[Token, ...], found: list[Mention]) -> Iterator[Mention]:
        """ "the Google ML one": a vendor and a short name of one of its exams side by side."""
        for vendor in (m for m in found if m.kind == "vendor"):
            spots = sorted(self._spots(words, vendor), key=lambda m: (not m.overlaps(vendor), m.first - m.end))
            yield from spots[:1]

    def nicknamed(self, text: str, vendor: str) -> tuple[str, ...]:
        """The certifications of a vendor whose nickname stands in `text`, by the longest nickname."""
        words = [token.word for token in tokens(text)]
        spots = [(first, end) for first in range(len(words)) for end in range(first + 1, len(words) + 1)]
        for first, end in sorted(spots, key=lambda spot: spot[0] - spot[1]):
            if ids := self.nicknames.of(vendor, words[first:end]):
                return ids
        return ()

    def _spots(self, words: tuple[Token, ...], vendor: Mention) -> Iterator[Mention]:
        said = [word.word for word in words]
        units = self.forms.units(said)
        for first in range(len(words)):
            for end in range(first + 1, min(first + 5, len(words)) + 1):
                ids = self.nicknames.of(vendor.ids[0], said[first:end])
                between = words[vendor.end : first] if first >= vendor.end else words[end : vendor.first]
                apart = end <= vendor.first or first >= vendor.end
                cut = end < len(words) and units[end] in self.titles and not self._at_level(units[end], ids)
                titled = end - first > 1 and units[end - 1] in self.titles
                apart_by = self.fillers | self.about if end - first > 1 else self.fillers
                near = titled or all(word.word in apart_by for word in between)
                if ids and apart and not cut and near:
                    joint = not titled or not between
                    span = (min(first, vendor.first), max(end, vendor.end)) if joint else (first, end)
                    yield Mention("cert", ids, *span)

    def _at_level(self, word: str, ids: Collection[str] | None) -> bool:
        """Whether a word names the level of the exams: "that vendor's LLM associate"."""
        levels = {self.catalog.certifications[i].level for i in ids or ()}
        return len(levels) == 1 and word in levels


def _own_names(found: list[Mention]) -> list[Mention]:
    """Without foreign names that are only part of a longer name of ours ("Azure OpenAI")."""
    return [
        m for m in found
        if m.kind != "elsewhere" or not any(m.within(o) and o.end - o.first > m.end - m.first for o in found)
    ]  # fmt: skip


def _paused(text: str, words: Sequence[Token]) -> bool:
    """Whether a comma or a stop parts the words of what would be a name."""
    return any(set(text[one.end : two.start]) & set(PAUSES) for one, two in pairwise(words))


def _beside(other: Mention, cert: Mention) -> bool:
    """Whether a name that is a certification's too stays beside it: the subject or vendor does, a job does not."""
    return (other.first, other.end) == (cert.first, cert.end) and other.kind not in OF_PERSON


def _longest(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.first - m.end, m.first)):
        if not any(mention.overlaps(other) for other in kept):
            kept.append(mention)
    return kept
