"""What of a match is quoted: the best unit with those around it that belong to the answer, or the rows that fit."""

from __future__ import annotations

from bot.own.match import Match, Scored
from bot.own.words import covered, stems

MOST = 3  # sentences
NEARLY, BESIDE = 0.3, 0.1  # by how much a unit of the block may say less than the best, and more so right beside it
WELL = 0.6  # share of the question that the best unit must hold, or all of its block counts
ROWS = 8  # rows of a table


def chosen(match: Match) -> list[Scored]:
    """The units to quote, in their order."""
    return _rows(match) if match.best.unit.row else _sentences(match)


def _sentences(match: Match) -> list[Scored]:
    block, best = match.block, match.best
    at = block.index(best)
    beside = {place: BESIDE * (abs(place - at) == 1) for place in range(len(block))}
    well = covered(match.asked, stems(f"{best.passage.title} {best.unit.head} {best.unit.text}")) >= WELL
    least = best.score - NEARLY if well else 0.0
    near = [place for place, one in enumerate(block) if one.score + beside[place] > least]
    near.sort(key=lambda place: (place != at, -(block[place].score + beside[place])))
    return [block[place] for place in sorted(near[:MOST])]


def _rows(match: Match) -> list[Scored]:
    """The rows of the best one's table that hold as much of the question as it does."""
    best = match.best
    asked = match.asked.keys() & stems(best.unit.text)
    columns = [name for name, _ in best.unit.row]
    table = [one for one in match.units if [name for name, _ in one.unit.row] == columns]
    return [one for one in table if asked <= stems(one.unit.text)][:ROWS]
