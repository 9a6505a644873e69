"""Robustness to growth: the same questions after thousands of unrelated passages were added.

Method: distractors as in evaluations of retrieval at scale; recall@5 should hardly fall. The
passages are made here from a seed, on subjects that have nothing to do with certifications.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

SEED = 7
SIZES = (1_000, 10_000)
A_FILE = 500  # passages a file
SUBJECTS = (
    "beekeeping", "bread baking", "canal locks", "cave diving", "chess endings", "cider making", "clock repair",
    "coral reefs", "desert plants", "falconry", "fly fishing", "fountain pens", "glacier walks", "harbour pilots",
    "kite building", "lace making", "lighthouse keeping", "medieval roofs", "model trains", "moss gardens",
    "mountain huts", "mushroom picking", "night trains", "organ pipes", "paper folding", "pottery glazes",
    "river ferries", "rock climbing", "rowing boats", "saddle making", "sheep dogs", "snow clearing", "steam engines",
    "tea growing", "tide tables", "topiary", "violin varnish", "wind mills", "wool dyeing", "zoo kitchens",
)  # fmt: skip
ACTORS = ("the keeper", "a beginner", "the old guild", "most villages", "a visitor", "the workshop", "an apprentice",
          "the county fair", "the museum", "the harbour office")  # fmt: skip
ACTIONS = ("prefers", "stores", "repairs", "measures", "sells", "paints", "carries", "cleans", "borrows", "counts")
THINGS = ("oak boards", "brass hinges", "wet clay", "rye flour", "linen rope", "copper kettles", "slate tiles",
          "goose feathers", "willow baskets", "beeswax", "cast iron pans", "dried herbs", "glass floats",
          "leather straps", "river sand")  # fmt: skip
TIMES = ("before sunrise", "in early spring", "after the first frost", "at low tide", "during the harvest",
         "on market days", "while the kiln cools", "once the rain has passed")  # fmt: skip
REASONS = ("because damp air spoils the grain", "so that the colour stays even", "since the wood still moves",
           "to keep the mice away", "because the neighbours do it too", "so that nothing splits in winter")  # fmt: skip


def passages(count: int) -> Iterator[tuple[str, str]]:
    """`count` different (heading, text), the same ones every time."""
    chance = random.Random(SEED)  # noqa: S311
    for number in range(1, count + 1):
        subject = SUBJECTS[number % len(SUBJECTS)]
        lines = (_sentence(chance, subject) for _ in range(chance.randint(2, 4)))
        yield f"{subject.capitalize()}, note {number}", " ".join(lines)


def _sentence(chance: random.Random, subject: str) -> str:
    parts = [chance.choice(words) for words in (ACTORS, ACTIONS, THINGS, TIMES, REASONS)]
    amount, place = chance.randint(2, 900), chance.choice(("in", "for", "near", "beside"))
    return f"{parts[0].capitalize()} {parts[1]} {amount} {parts[2]} {place} {subject} {parts[3]}, {parts[4]}."


def write_files(folder: Path, count: int) -> Path:
    """The passages as Markdown files in `folder`, which is returned."""
    folder.mkdir(parents=True, exist_ok=True)
    made = list(passages(count))
    for start in range(0, count, A_FILE):
        part = made[start : start + A_FILE]
        text = "# Notes on country crafts\n\n" + "\n\n".join(f"## {head}\n\n{body}" for head, body in part)
        (folder / f"notes-{start // A_FILE:03}.md").write_text(text + "\n", encoding="utf-8")
    return folder
