"""certpath: career questions about AI/ML certifications, answered short, dated and cited.

>>> from bot import build_bot
>>> build_bot().invoke({"question": "Which certification should I take first?", "history": []})
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.chain import build_bot

__all__ = ["__version__", "build_bot"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`build_bot`, imported when first asked for, so that `import bot` costs nothing."""
    if name == "build_bot":
        # Read once, as numpy loads. Answering multiplies matrices too small to share out, and each further
        # thread costs start-up time, memory and a core that spins. An ingest is left all of them.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        from bot.chain import build_bot

        return build_bot
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
