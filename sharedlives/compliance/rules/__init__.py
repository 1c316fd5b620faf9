"""All rules, as a table of contents: carers, members, homes, approvals, arrangements, people, the scheme."""

from __future__ import annotations

from typing import Final

from sharedlives.compliance.rule import Rule
from sharedlives.compliance.rules import (
    approvals,
    carers,
    events,
    homes,
    members,
    numbers,
    papers,
    people,
    reviews,
    training,
    whole_scheme,
)

RULES: Final[tuple[Rule, ...]] = (
    *carers.RULES,
    *training.RULES,
    *members.RULES,
    *homes.RULES,
    *numbers.RULES,
    *approvals.RULES,
    *papers.RULES,
    *reviews.RULES,
    *people.RULES,
    *events.RULES,
    *whole_scheme.RULES,
)
