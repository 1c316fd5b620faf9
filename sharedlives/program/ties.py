"""A number that favours nobody, so that of equally good choices the same one is chosen everywhere."""

from __future__ import annotations

import hashlib
from typing import Final

_BITS: Final = 20


def tie_break(*words: str) -> int:
    """The first 20 bits of a hash of some words: what to score a choice with on the last level.

    With it two choices of choices are hardly ever worth the same, so that no version of a solver, nor the
    order of rows in a file, decides between people.

    Parameters
    ----------
    *words
        What tells a choice from all others, such as who, where and from when.

    Examples
    --------
    >>> tie_break("Ann", "room A", "2026-11-25")
    488029
    """
    hashed = hashlib.sha256("\x1f".join(words).encode()).digest()
    return int.from_bytes(hashed[:4], "big") >> (32 - _BITS)
