"""GLOP, a simplex solver, kept warm while rows come, options settle and levels follow each other.

It is spoken to through MathOpt's messages, whole arrays at a time: option by option, the speaking takes
several times as long as the solving.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from sharedlives.program.matrix import Entries, Parts, Whole


@frozen(kw_only=True, eq=False)
class Optimum:
    """How much of each option the best of a program takes, and what one more place in each row is worth."""

    shares: Parts
    duals: Parts


class Glop:
    """One linear program: from nothing to all of each option, under rows; the most of what they are worth."""

    def __init__(self, size: int) -> None:
        import numpy as np
        from ortools.math_opt import model_pb2, parameters_pb2
        from ortools.math_opt.core.python import solver
        from ortools.math_opt.python import mathopt

        program = model_pb2.ModelProto()
        program.objective.maximize = True
        program.variables.ids.extend(range(size))
        program.variables.lower_bounds.extend([0.0] * size)
        program.variables.upper_bounds.extend([1.0] * size)
        program.variables.integers.extend([False] * size)
        self._solver = solver.new(
            mathopt.SolverType.GLOP.value, program, parameters_pb2.SolverInitializerProto()
        )
        self._size = size
        self._parts: Parts = np.zeros(0)

    def add(self, entries: Entries, *, least: Parts, most: Parts) -> None:
        """Further rows, numbered on from those that are there, and the least and most that each holds."""
        import numpy as np

        first = len(self._parts)
        heaviest = np.ones(len(most))
        np.maximum.at(heaviest, entries.row - first, np.abs(entries.weight))
        # GLOP's own scaling would begin anew with each row; powers of two change no digit of a weight.
        self._parts = np.concatenate([self._parts, np.exp2(-np.floor(np.log2(heaviest)))])
        update = _update()
        new = update.new_linear_constraints
        new.ids.extend(range(first, len(self._parts)))
        new.lower_bounds.extend((least * self._parts[first:]).tolist())
        new.upper_bounds.extend((most * self._parts[first:]).tolist())
        matrix = update.linear_constraint_matrix_updates
        matrix.row_ids.extend(entries.row.tolist())
        matrix.column_ids.extend(entries.option.tolist())
        matrix.coefficients.extend((entries.weight * self._parts[entries.row]).tolist())
        self._solver.update(update)

    def settle(self, *, taken: Whole, left: Whole, full: Whole, most: Whole) -> None:
        """Take some options whole, leave some out, and fill some rows with the most that they hold."""
        update = _update()
        _put(update.variable_updates.lower_bounds, taken, [1.0] * len(taken))
        _put(update.variable_updates.upper_bounds, left, [0.0] * len(left))
        _put(update.linear_constraint_updates.lower_bounds, full, (most * self._parts[full]).tolist())
        self._solver.update(update)

    def value(self, worth: Whole | Parts) -> None:
        """What each option is worth from now on."""
        update = _update()
        update.objective_updates.linear_coefficients.ids.extend(range(self._size))
        update.objective_updates.linear_coefficients.values.extend(worth.tolist())
        self._solver.update(update)

    def best(self, *, dual: bool = False, seconds: float | None = None) -> Optimum | None:
        """The best of the program as it is now; None where GLOP does not get there.

        `dual` says which simplex: the dual one is quick after further rows, and where the worths of options
        that exclude each other differ, the primal one where they are much the same.
        """
        from ortools.math_opt import result_pb2
        from ortools.math_opt.python import mathopt

        simplex = mathopt.LPAlgorithm.DUAL_SIMPLEX if dual else mathopt.LPAlgorithm.PRIMAL_SIMPLEX
        # With presolve or scaling each solve would begin anew; without, it goes on from the last basis.
        parameters = mathopt.SolveParameters(
            lp_algorithm=simplex,
            presolve=mathopt.Emphasis.OFF,
            scaling=mathopt.Emphasis.OFF,
            threads=1,
            time_limit=None if seconds is None else timedelta(seconds=seconds),
        )
        result = self._solver.solve(
            parameters.to_proto(),
            mathopt.ModelSolveParameters().to_proto(),
            None,
            mathopt.CallbackRegistration().to_proto(),
            None,
            None,
        )
        if result.termination.reason != result_pb2.TERMINATION_REASON_OPTIMAL:
            return None
        [solution] = result.solutions
        return Optimum(
            shares=_whole_array(solution.primal_solution.variable_values, self._size),
            duals=_whole_array(solution.dual_solution.dual_values, len(self._parts)) * self._parts,
        )


def _update() -> Any:
    from ortools.math_opt import model_update_pb2

    return model_update_pb2.ModelUpdateProto()


def _put(places: Any, ids: Whole, values: Sequence[float]) -> None:
    places.ids.extend(ids.tolist())
    places.values.extend(values)


def _whole_array(places: Any, size: int) -> Parts:
    import numpy as np

    found = np.zeros(size, dtype=np.float64)
    found[np.array(places.ids, dtype=np.int64)] = np.array(places.values, dtype=np.float64)
    return found
