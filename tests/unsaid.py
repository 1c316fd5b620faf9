"""The words that are never said to anybody, and what to say in their stead."""

from __future__ import annotations

import re
from collections.abc import Iterator

SAY_INSTEAD = {
    r"placements?": "an arrangement, or where they live",
    r"(?:re)?placed": "lives with",
    r"vacanc(?:y|ies)": "room to welcome someone",
    r"vacant": "room to welcome someone",
    r"host(?:s|ed|ing)?": "a household, or your own system",
    r"beds?": "a bedroom, or a room",
    r"cases?": "a person, or an example",
    r"service[ -]users?": "people",
    r"waiting[ -]lists?": "people still looking",
    r"short-?list(?:s|ed|ing)?": "options",
    r"unlock(?:s|ed|ing)?": "what would help",
    r"allocat(?:e|es|ed|ing|ion|ions)": "propose",
    r"non-?complian(?:t|ce)": "not in order",
    r"challenging": "what support looks like",
}

_UNSAID = re.compile(rf"(?<![\w-])(?:{'|'.join(SAY_INSTEAD)})(?![\w-])", re.IGNORECASE)


def unsaid(text: str) -> Iterator[str]:
    """Every word of a text that people should not have to read, as it stands there."""
    return (found.group() for found in _UNSAID.finditer(text))
