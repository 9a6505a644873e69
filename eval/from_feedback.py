"""Thumbs-down turned into golden items for somebody to review: what was asked, what was answered, what was said of it.

What an item must hold is for the reviewer to say: `required` is empty, and the category a guess. The rest
of what they need stands in comments, which a golden file may carry.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import yaml

from bot.feedback import Feedback

HEADER = """\
# Thumbs-down to review. For each item: say in `required` what a right answer holds (a list of facts, each a
# list of accepted forms), mend `category` and `expect`, add `relevant`; then move it to eval/golden/dev/.
# What was answered, and what the person said of it, stands above each item.
"""
LONGEST = 600  # characters of an answer; more does not help a reviewer


def golden_yaml(ratings: Sequence[Feedback]) -> str:
    """A golden file with an item for each question that got a thumbs-down; each conversation once, as last rated."""
    latest = {(*rated.turns, rated.question): rated for rated in ratings if rated.rating == "down"}
    items = sorted(latest.values(), key=lambda rated: rated.id)
    return "\n".join([HEADER, *(_item(rated) for rated in items)]) if items else HEADER + "[]\n"


def _item(rated: Feedback) -> str:
    item = {
        "id": f"feedback-{rated.saved:%Y%m%d}-{rated.id}",
        "category": "follow_ups" if rated.turns else "fields",
        "turns": [*rated.turns, rated.question],
        "expect": "answer",
        "today": rated.today,
        "required": [],
    }
    comments = _comments([("note", rated.note or "(none)"), ("answered", rated.answer[:LONGEST])])
    return comments + yaml.safe_dump([item], sort_keys=False, allow_unicode=True, width=120)


def _comments(said: Iterable[tuple[str, str]]) -> str:
    """Lines that stay comments whatever was typed: JSON escapes every kind of line break there is."""
    return "".join(f"# {name}: {json.dumps(text)}\n" for name, text in said)
