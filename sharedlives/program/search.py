"""The search for what the relaxation leaves open: CP-SAT over the options that are not settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from sharedlives.errors import OwnBugError
from sharedlives.program.stopping import FOR_EVER, Stop

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    from sharedlives.program.matrix import Flags, Rows, Whole

SEED: Final = 20_261_116
_ONES: Final = (1, -1)
_FEW_WEIGHED: Final = 20
"""At most one of so many rows has other weights where nearly all have ones."""


@frozen(kw_only=True, eq=False)
class Effort:
    """How long a search may take: until it is stopped, and CP-SAT's own deterministic time."""

    stop: Stop = FOR_EVER
    deterministic: float | None = None


@frozen(kw_only=True, eq=False)
class Found:
    """What a search found: the options chosen, None where it found none, and what no choice can pass.

    `is_final` says that the search came to its end: nothing better is there, or with no choice none at all.
    """

    chosen: Flags | None
    bound: int
    is_final: bool


def search(
    rows: Rows,
    worth: Whole,
    *,
    free: Flags,
    held: Flags,
    known: Flags | None,
    bound: int,
    effort: Effort,
    least: int | None = None,
) -> Found:
    """The best choice of the free options beside those that are held.

    Parameters
    ----------
    rows, worth
        What the choice keeps to, and what each option adds.
    free, held
        ``(options,) bool``: what may be chosen, and what is chosen already.
    known
        A choice to begin from.
    bound
        What no choice passes, as far as is known.
    effort
        When to stop.
    least
        What the choice is worth at least, if that matters.
    """
    from ortools.sat.python import cp_model

    program = cp_model.CpModel()
    taken = {int(i): program.new_bool_var(f"option {i}") for i in free.nonzero()[0]}
    says_who_excludes_whom = _add_rows(program, rows, taken, free, held)
    already = int(worth[held].sum())
    goal = cp_model.LinearExpr.weighted_sum(list(taken.values()), [int(worth[i]) for i in taken])
    program.maximize(goal)
    if least is not None:
        program.add(goal >= least - already)
    if known is not None:
        program.add(goal <= bound - already)
        for index, variable in taken.items():
            program.add_hint(variable, bool(known[index]))
    solver = solver_for(effort)
    if says_who_excludes_whom:
        # There these cuts say little and take most of the time.
        solver.parameters.add_mir_cuts = False
        solver.parameters.add_cg_cuts = False
        solver.parameters.add_lp_constraints_lazily = False
    with effort.stop.ending(solver.stop_search):
        status = solver.solve(program)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        chosen = held.copy()
        for index, variable in taken.items():
            chosen[index] = solver.boolean_value(variable)
        value = int(worth[chosen].sum())
        final = status == cp_model.OPTIMAL
        highest = value if final else min(bound, already + int(solver.best_objective_bound))
        return Found(chosen=chosen, bound=highest, is_final=final)
    if status in (cp_model.INFEASIBLE, cp_model.UNKNOWN):
        return Found(chosen=None, bound=bound, is_final=status == cp_model.INFEASIBLE)
    raise OwnBugError(f"the program is wrong: {solver.status_name(status)}")


def _add_rows(
    program: cp_model.CpModel, rows: Rows, taken: Mapping[int, Any], free: Flags, held: Flags
) -> bool:
    """Each row over what is free, with the room that the options held leave in it.

    Whether the weights of nearly all are ones, so that they hardly do more than say who excludes whom.
    """
    among = rows.among(free)
    added = weighed = 0
    for number, room in enumerate((rows.most - rows.held(held)).tolist()):
        entries = among.get(number, [])
        if rows.tight[number]:
            _add_row(program, taken, entries, least=room, most=room)
        elif sum(weight for _, weight in entries if weight > 0) > room:
            _add_row(program, taken, entries, least=None, most=room)
        else:
            continue
        added += 1
        weighed += any(weight not in _ONES for _, weight in entries)
    return weighed * _FEW_WEIGHED <= added


def _add_row(
    program: cp_model.CpModel,
    taken: Mapping[int, Any],
    entries: Sequence[tuple[int, int]],
    *,
    least: int | None,
    most: int,
) -> None:
    from ortools.sat.python import cp_model

    variables = [taken[index] for index, _ in entries]
    weights = [weight for _, weight in entries]
    if most == 1 and set(weights) == {1}:
        add = program.add_at_most_one if least is None else program.add_exactly_one
        add(variables)
        return
    total = cp_model.LinearExpr.weighted_sum(variables, weights)
    program.add_linear_constraint(total, cp_model.INT_MIN if least is None else least, most)


def solver_for(effort: Effort) -> cp_model.CpSolver:
    """CP-SAT with one worker and one seed, so that one program has one answer everywhere."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    solver.parameters.linearization_level = 2
    seconds = effort.stop.seconds_left()
    if seconds is not None:
        solver.parameters.max_time_in_seconds = seconds
    if effort.deterministic is not None:
        solver.parameters.max_deterministic_time = effort.deterministic
    return solver
