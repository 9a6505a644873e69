"""Thresholds and groups of asks that several rules share."""

from __future__ import annotations

UNSURE = 0.3  # certainty under which a superlative in the text decides what is asked
SURE_OF_FIELD = 0.5  # certainty from which a field is asked whatever its words
VIEWS = ("respected", "avoid", "landscape")
"""Asks on what the guide thinks of exams, which an end of the fees or minutes turns into one about that."""
SUMMED = ("price", "count", "about", "total", "list", "budget", "compare", "price_difference", "cheapest", "path_time")
"""Asks that several sittings of an exam turn into a sum; others only beside a word for money."""
HARDLY_TOLD = 0.21  # certainty under which a goal that no word names is not taken for said
