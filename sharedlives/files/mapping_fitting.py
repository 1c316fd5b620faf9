"""One consistent scheme of the records of a register: what does not fit is left out, or mended, and said."""

from __future__ import annotations

from typing import Any

import attrs

from sharedlives.domain.integrity import mended, structural_problems
from sharedlives.errors import CellProblem, SchemeProblem, Severity
from sharedlives.files.mapping_settle import Settler

Collections = dict[str, list[Any]]


def fit_together(found: Collections, settler: Settler) -> None:
    """Leave out, or mend, what does not fit, until everything does."""
    while problems := structural_problems(found):
        for problem in problems:
            say_about(problem, Severity.LEFT_OUT, settler)
            found[problem.collection] = _without(problem, found[problem.collection])


def _without(problem: SchemeProblem, records: list[Any]) -> list[Any]:
    kept: list[Any] = []
    for record in records:
        if record.id != problem.record:
            kept.append(record)
        elif problem.code == "id-twice" and problem.field_name in ("bedrooms", "members"):
            parts = {part.id: part for part in getattr(record, problem.field_name)}
            kept.append(attrs.evolve(record, **{problem.field_name: tuple(parts.values())}))
        elif problem.code != "id-twice" and problem.field_name is not None:
            whole = mended(record, problem)
            kept.extend([] if whole is None else [whole])
    return kept


def say_about(problem: SchemeProblem, severity: Severity, settler: Settler) -> None:
    """Say a problem of records about the cell that the record comes from."""
    where = settler.origins.get((problem.collection, problem.record, problem.field_name))
    where = where or settler.origins.get((problem.collection, problem.record, None))
    message, _, remedy = problem.message.partition(": ")
    settler.say(
        CellProblem(
            code=f"SL-MAP-{problem.code.upper()}",
            severity=severity,
            sheet=None if where is None else where.sheet or None,
            cell=None if where is None else where.cell or None,
            heading=None if where is None else where.heading,
            given=None if where is None else where.given,
            expected=f"{message[:1].upper()}{message[1:]}.",
            suggestion=f"{remedy[:1].upper()}{remedy[1:]}." if remedy else "Correct one of them.",
        )
    )
