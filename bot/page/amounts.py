"""Amounts as people type them into a box."""

from __future__ import annotations

import math

from bot.errors import InputError

MOST = 1e7


def amount(text: str | float | None, what: str = "The price") -> float | None:
    """500 from "500", "$500" or "500 USD"; None from an empty box; InputError where it is no amount."""
    plain = str("" if text is None else text).strip()
    if not plain:
        return None
    try:
        value = float(plain.replace(",", "").replace("$", "").upper().removesuffix("USD").strip())
    except ValueError:
        value = math.nan
    if not 0 <= value <= MOST:
        raise InputError(f"{what} must be an amount of 0 or more, such as 200.")
    return value


def shown(value: float | None) -> str:
    """An amount for a box."""
    return "" if value is None else f"{value:g}"
