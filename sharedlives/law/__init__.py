"""WHAT THE RULES SAY: dated, cited values of each nation, and no logic.

The values stand in ``values/*.toml``. Each says where it comes from and when that was read, whether it
binds or guides, and from when until when it holds. What was looked for and not found stands there too, so
that silence is never taken for a number, nor a missing page for freedom.
"""

from sharedlives.law.records import (
    Citation,
    CountedPer,
    LawEntry,
    LawSilence,
    LawStatement,
    LawValue,
    Silence,
    Standing,
    Unit,
)
from sharedlives.law.register import codes, entry, known, register, stated, value

__all__ = [
    "Citation",
    "CountedPer",
    "LawEntry",
    "LawSilence",
    "LawStatement",
    "LawValue",
    "Silence",
    "Standing",
    "Unit",
    "codes",
    "entry",
    "known",
    "register",
    "stated",
    "value",
]
