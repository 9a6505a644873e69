"""A few certifications side by side: a row a field, a column an exam, each value with its sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.browse import CertRow, cert_row
from bot.catalog import Catalog, Record, Source
from bot.errors import InputError
from bot.language import Language
from bot.sourced import Fact, field_fact, sources_of

FEWEST, MOST = 2, 4
FIELDS = (
    "about", "audience", "level", "price", "minutes", "questions", "format", "passing_score", "validity_years",
    "renewal", "delivery", "prerequisites", "experience", "exam_languages", "topics", "study_hours", "study_weeks",
)  # fmt: skip


class Line(Record):
    """One field of each exam, in their order; `differs` where what is known is not the same."""

    field: str
    label: str
    values: tuple[Fact, ...]
    differs: bool


class Comparison(Record):
    """Exams side by side as of a day."""

    today: date
    certs: tuple[CertRow, ...]
    lines: tuple[Line, ...]
    sources: tuple[Source, ...]


def compare(catalog: Catalog, language: Language, today: date, ids: Sequence[str]) -> Comparison:
    """Two to four certifications, each once; InputError where there are fewer, more, or one that is not known."""
    wanted = list(dict.fromkeys(ids))
    for name in wanted:
        if name not in catalog.certifications:
            raise InputError(f"There is no certification {name!r}.")
    if not FEWEST <= len(wanted) <= MOST:
        raise InputError(f"A comparison takes {FEWEST} to {MOST} different certifications; {len(wanted)} were given.")
    certs = [catalog.certifications[name] for name in wanted]
    rows = tuple(cert_row(catalog, language, cert, today) for cert in certs)
    lines = [_line("status", language.say("section.status"), [row.status for row in rows])]
    for field in FIELDS:
        values = [field_fact(catalog, language, cert, field) for cert in certs]
        lines.append(_line(field, language.wordings[f"label.{field}"], values))
    read = [value for line in lines for value in line.values]
    return Comparison(today=today, certs=rows, lines=tuple(lines), sources=sources_of(catalog, read))


def _line(field: str, label: str, values: Sequence[Fact]) -> Line:
    return Line(field=field, label=label, values=tuple(values), differs=len({value.shown for value in values}) > 1)
