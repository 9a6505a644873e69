"""certpath: career questions about AI/ML certifications, answered short, dated and cited.

>>> from bot import build_bot
>>> build_bot().invoke({"question": "Which certification should I take first?", "history": []})
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.chain import build_bot

__all__ = ["__version__", "build_bot"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`build_bot`, imported when first asked for, so that `import bot` costs nothing."""
    if name == "build_bot":
        from bot.chain import build_bot

        return build_bot
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
