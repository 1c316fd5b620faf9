"""Whether any choice of options keeps to some rows, and where none does, which of them clash."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sharedlives.errors import OwnBugError
from sharedlives.program.matrix import Rows
from sharedlives.program.search import Effort, search, solver_for

if TYPE_CHECKING:
    from sharedlives.program.matrix import Flags
    from sharedlives.program.rows import Row


def any_choice(size: int, rows: Sequence[Row]) -> Flags | None:
    """Some choice of so many options that keeps to the rows, or None where there is none."""
    import numpy as np

    nothing = np.zeros(size, dtype=np.bool_)
    worth = np.zeros(size, dtype=np.int64)
    found = search(Rows(size, rows), worth, free=~nothing, held=nothing, known=None, bound=0, effort=Effort())
    return found.chosen


def clash_of(size: int, rows: Sequence[Row]) -> tuple[str, ...]:
    """What a few rows say that cannot all hold; without any one of them the others could."""
    clash = _named_by_the_solver(size, rows)
    for row in tuple(clash):
        others = [other for other in clash if other is not row]
        if any_choice(size, others) is None:
            clash = others
    return tuple(dict.fromkeys(row.why for row in clash))


def _named_by_the_solver(size: int, rows: Sequence[Row]) -> list[Row]:
    """Some rows that cannot all hold: few of many, though perhaps more than are needed."""
    from ortools.sat.python import cp_model

    program = cp_model.CpModel()
    taken = [program.new_bool_var(f"option {index}") for index in range(size)]
    named = {}
    for row in rows:
        holds = program.new_bool_var(row.why)
        total = cp_model.LinearExpr.weighted_sum(
            [taken[index] for index, _ in row.weights], [weight for _, weight in row.weights]
        )
        least = row.most if row.exactly else cp_model.INT_MIN
        program.add_linear_constraint(total, least, row.most).only_enforce_if(holds)
        program.add_assumption(holds)
        named[holds.index] = row
    solver = solver_for(Effort())
    if solver.solve(program) != cp_model.INFEASIBLE:
        raise OwnBugError("a choice that keeps to all rows was said not to be there")
    return [named[index] for index in solver.sufficient_assumptions_for_infeasibility()]
