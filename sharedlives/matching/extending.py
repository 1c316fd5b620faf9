"""All that a host needs to add criteria and parts of fit of its own: see docs/how-to/add-a-criterion.md."""

from __future__ import annotations

from sharedlives.domain.policy import Step
from sharedlives.matching.fit_parts import OwnPart
from sharedlives.matching.judging import (
    MET,
    NOT_APPLICABLE,
    AskWhom,
    Criterion,
    Judgement,
    broken,
    not_known,
)
from sharedlives.matching.reading import ALWAYS, NOTHING, Column, Fact, reading, reading_by
from sharedlives.matching.scores import Score, mean, sure, unsure, yes_or_no
from sharedlives.matching.sides import Asking, Context, Offering

__all__ = [
    "ALWAYS",
    "MET",
    "NOTHING",
    "NOT_APPLICABLE",
    "AskWhom",
    "Asking",
    "Column",
    "Context",
    "Criterion",
    "Fact",
    "Judgement",
    "Offering",
    "OwnPart",
    "Score",
    "Step",
    "broken",
    "mean",
    "not_known",
    "reading",
    "reading_by",
    "sure",
    "unsure",
    "yes_or_no",
]
