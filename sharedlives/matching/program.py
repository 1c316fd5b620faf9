"""The program: which options to propose, solved level by level with CP-SAT, one component at a time.

Levels add up over options, so components that no row ties together can be solved alone, in any order, and
the union is optimal. What goes in and comes out is plain whole numbers, so that a component can be solved
in another process.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from sharedlives.errors import OwnBugError
from sharedlives.matching.rows import Row

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Progress = Callable[[int, int], None]
"""Told how many components are solved, of how many."""

_SEED: Final = 20_261_116


@frozen(kw_only=True)
class Component:
    """Options that rows tie together: their worth on each level, and the rows, by places within it."""

    size: int
    worths: tuple[tuple[int, ...], ...]
    rows: tuple[Row, ...]


@frozen(kw_only=True)
class Solved:
    """Which options of a component to propose; None where no choice keeps to its rows.

    `values` and `bounds` go level by level; `in_time` is False where the time limit ended a search.
    """

    chosen: tuple[int, ...] | None
    values: tuple[int, ...]
    bounds: tuple[int, ...]
    in_time: bool


def solve_all(
    components: Sequence[Component],
    *,
    time_limit: float | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> tuple[Solved, ...]:
    """Solve every component, each proven on every level unless the time limit bites.

    Parameters
    ----------
    components
        What to solve.
    time_limit
        Seconds for all of them; None for as long as it takes.
    executor
        Where to solve them; None for here and now, one after the other. The answers are the same.
    progress
        Called after each.
    """
    deadline = None if time_limit is None else time.monotonic() + time_limit
    solved = []
    if executor is None:
        for component in components:
            left = None if deadline is None else max(deadline - time.monotonic(), 0.0)
            solved.append(solve(component, left))
            if progress is not None:
                progress(len(solved), len(components))
        return tuple(solved)
    futures = [executor.submit(solve, component, time_limit) for component in components]
    for future in futures:
        solved.append(future.result())
        if progress is not None:
            progress(len(solved), len(components))
    return tuple(solved)


def solve(component: Component, time_limit: float | None) -> Solved:
    """Solve one component, each level pinned at what it reached before the next is tried for."""
    from ortools.sat.python import cp_model

    program = cp_model.CpModel()
    taken = [program.new_bool_var(f"option {index}") for index in range(component.size)]
    for row in component.rows:
        _add_row(program, taken, row)
    deadline = None if time_limit is None else time.monotonic() + time_limit
    must_choose = any(row.exactly and row.most for row in component.rows)
    chosen: tuple[int, ...] | None = None if must_choose else ()
    values: list[int] = []
    bounds: list[int] = []
    in_time = True
    for worth in component.worths:
        goal = sum(number * taken[index] for index, number in enumerate(worth) if number)
        value, bound, found, proven = _best(program, taken, goal, worth, chosen, deadline)
        if found is None:
            return Solved(chosen=None, values=(), bounds=(), in_time=in_time and proven)
        chosen = found
        in_time = in_time and proven
        values.append(value)
        bounds.append(bound)
        program.add(goal >= value)
    return Solved(chosen=chosen, values=tuple(values), bounds=tuple(bounds), in_time=in_time)


def _add_row(program: cp_model.CpModel, taken: Sequence[Any], row: Row) -> None:
    if row.most == 1 and not row.exactly and all(weight == 1 for _, weight in row.weights):
        program.add_at_most_one(taken[index] for index, _ in row.weights)
        return
    total = sum(weight * taken[index] for index, weight in row.weights)
    if row.exactly:
        program.add(total == row.most)
    else:
        program.add(total <= row.most)


def _best(
    program: cp_model.CpModel,
    taken: Sequence[Any],
    goal: Any,
    worth: Sequence[int],
    known: tuple[int, ...] | None,
    deadline: float | None,
) -> tuple[int, int, tuple[int, ...] | None, bool]:
    """The best of one level: value, bound, the options chosen, and whether that is proven."""
    from ortools.sat.python import cp_model

    most = sum(number for number in worth if number > 0)
    if not any(worth) and known is not None:
        return 0, 0, known, True
    program.clear_hints()  # type: ignore[no-untyped-call] # not annotated by its package
    if known is not None:
        for index, variable in enumerate(taken):
            program.add_hint(variable, index in known)
    program.maximize(goal)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = _SEED
    if deadline is not None:
        solver.parameters.max_time_in_seconds = max(deadline - time.monotonic(), 0.0)
    status = solver.solve(program)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        chosen = tuple(index for index, variable in enumerate(taken) if solver.boolean_value(variable))
        value = sum(worth[index] for index in chosen)
        bound = value if status == cp_model.OPTIMAL else min(most, int(solver.best_objective_bound))
        return value, bound, chosen, status == cp_model.OPTIMAL
    if status == cp_model.INFEASIBLE and known is None:
        return 0, 0, None, True
    if status == cp_model.UNKNOWN:
        value = 0 if known is None else sum(worth[index] for index in known)
        return value, most, known, False
    raise OwnBugError(f"the program is wrong: {solver.status_name(status)}")
