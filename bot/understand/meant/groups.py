"""Thresholds and groups of asks that several rules share."""

from __future__ import annotations

UNSURE = 0.3  # certainty under which a superlative in the text decides what is asked
SURE_OF_FIELD = 0.5  # certainty from which a field is asked whatever its words
