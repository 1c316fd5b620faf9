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


def clash_of(size: int, rows: Sequence[Row], always: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """What rows say that cannot all hold; without any one of these sentences the others could.

    A sentence stands for all rows that say it. What is `always` so is no rule that could be left out: the
    others clash with all of it in mind, and of it what is needed for that is named.
    """
    named = {row.why for row in _named_by_the_solver(size, rows)}
    clash = {row.why: None for row in rows if row.why in named or row.why in always}
    for sentence in sorted(clash, key=lambda sentence: sentence in always):
        others = clash.keys() - {sentence}
        if any_choice(size, [row for row in rows if row.why in others]) is None:
            del clash[sentence]
    return tuple(clash)


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
