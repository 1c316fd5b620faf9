"""Peers: the same components solved otherwise, each as a good engineer would write it first.

Each takes one component and the seconds it may take, and says what it chose and how many levels it proved.
One that is not for a component says why: `NotForThisError`. Nothing is tuned, and nothing that the library
has found out is used. Solvers have one worker, as the library has.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

from benchmarks.answers import Answer
from benchmarks.plain import NotForThisError, assignment, weights_within
from sharedlives.program.rows import Component

Peer = Callable[[Component, float], Answer]

_INT64: Final = 2**62
"""What a weighted sum may come to in CP-SAT, with room to spare for its own sums."""
_FLOAT64: Final = 2**53
"""Up to here whole numbers are exact in floats."""


class Countdown:
    """The seconds that are left of some."""

    def __init__(self, seconds: float) -> None:
        self._end = time.perf_counter() + seconds

    @property
    def left(self) -> float:
        """What is left, never less than a hundredth."""
        return max(self._end - time.perf_counter(), 0.01)


def cp_sat_level_by_level(component: Component, seconds: float) -> Answer:
    """CP-SAT; after each level a row says that it may not get worse."""
    from ortools.sat.python import cp_model

    countdown = Countdown(seconds)
    program, taken = _cp_sat_program(component)
    chosen: tuple[int, ...] | None = None
    for level, worth in enumerate(component.worths):
        goal = cp_model.LinearExpr.weighted_sum(taken, worth)
        program.maximize(goal)
        solver = _cp_sat_solver(countdown.left)
        status = solver.solve(program)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            chosen = tuple(index for index, option in enumerate(taken) if solver.boolean_value(option))
        if status != cp_model.OPTIMAL:
            return Answer(chosen=chosen, proven=level)
        program.add(goal >= round(solver.objective_value))
    return Answer(chosen=chosen, proven=len(component.worths))


def cp_sat_weighted(component: Component, seconds: float) -> Answer:
    """CP-SAT; one sum in which a level outweighs all that come after it."""
    from ortools.sat.python import cp_model

    countdown = Countdown(seconds)
    program, taken = _cp_sat_program(component)
    program.maximize(cp_model.LinearExpr.weighted_sum(taken, weights_within(component, _INT64)))
    solver = _cp_sat_solver(countdown.left)
    status = solver.solve(program)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(chosen=None, proven=0)
    chosen = tuple(index for index, option in enumerate(taken) if solver.boolean_value(option))
    return Answer(chosen=chosen, proven=len(component.worths) if status == cp_model.OPTIMAL else 0)


def _cp_sat_program(component: Component) -> tuple[Any, list[Any]]:
    from ortools.sat.python import cp_model

    program = cp_model.CpModel()
    taken = [program.new_bool_var(f"option {index}") for index in range(component.size)]
    for row in component.rows:
        total = sum(weight * taken[index] for index, weight in row.weights)
        program.add(total == row.most if row.exactly else total <= row.most)
    return program, taken


def _cp_sat_solver(seconds: float) -> Any:
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = seconds
    return solver


def highs_through_mathopt(component: Component, seconds: float) -> Answer:
    """HiGHS through OR-Tools' MathOpt, level by level."""
    from ortools.math_opt.python import mathopt

    countdown = Countdown(seconds)
    program = mathopt.Model()
    taken = [program.add_binary_variable() for _ in range(component.size)]
    for row in component.rows:
        total = mathopt.LinearSum(weight * taken[index] for index, weight in row.weights)
        program.add_linear_constraint(total == row.most if row.exactly else total <= row.most)
    chosen: tuple[int, ...] | None = None
    for level, worth in enumerate(component.worths):
        goal = mathopt.LinearSum(worth[index] * option for index, option in enumerate(taken) if worth[index])
        program.maximize(goal)
        params = mathopt.SolveParameters(
            time_limit=timedelta(seconds=countdown.left), relative_gap_tolerance=0.0
        )
        result = mathopt.solve(program, mathopt.SolverType.HIGHS, params=params)
        if result.has_primal_feasible_solution():
            shares = result.variable_values(taken)
            chosen = tuple(index for index, share in enumerate(shares) if share > 1 / 2)
        if chosen is None or result.termination.reason != mathopt.TerminationReason.OPTIMAL:
            return Answer(chosen=chosen, proven=level)
        program.add_linear_constraint(goal >= sum(worth[index] for index in chosen))
    return Answer(chosen=chosen, proven=len(component.worths))


def highs_through_scipy(component: Component, seconds: float) -> Answer:
    """HiGHS through `scipy.optimize.milp`, level by level."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    if not component.size:
        return Answer(chosen=(), proven=len(component.worths))
    countdown = Countdown(seconds)
    rows = component.rows
    entries = [(n, index, weight) for n, row in enumerate(rows) for index, weight in row.weights]
    row_of, option_of, weights = np.array(entries, dtype=np.int64).reshape(-1, 3).T
    matrix = csr_array((weights.astype(float), (row_of, option_of)), shape=(len(rows), component.size))
    least = [row.most if row.exactly else -np.inf for row in rows]
    limits = [LinearConstraint(matrix, least, [row.most for row in rows])] if rows else []
    chosen: tuple[int, ...] | None = None
    for level, worth in enumerate(component.worths):
        result = milp(
            -np.array(worth, dtype=float),
            integrality=np.ones(component.size),
            bounds=Bounds(0, 1),
            constraints=limits,
            options={"time_limit": countdown.left, "mip_rel_gap": 0.0},
        )
        if result.x is not None:
            chosen = tuple(int(index) for index in np.flatnonzero(result.x > 1 / 2))
        if chosen is None or not result.success:
            return Answer(chosen=chosen, proven=level)
        reached = sum(worth[index] for index in chosen)
        limits.append(LinearConstraint(csr_array([worth], dtype=float), reached, np.inf))
    return Answer(chosen=chosen, proven=len(component.worths))


def min_cost_flow(component: Component, seconds: float) -> Answer:
    """OR-Tools' `SimpleMinCostFlow` where nothing but capacities binds; one weighted sum."""
    import numpy as np
    from ortools.graph.python import min_cost_flow as flows

    del seconds
    plain = assignment(component)
    asks, homes = len(plain.asks), len(plain.homes)
    nodes = asks + homes + 1
    worth = weights_within(component, _INT64 // nodes)
    ask, home, sink = np.array(plain.ask_of), np.array(plain.home_of) + asks, nodes - 1
    flow = flows.SimpleMinCostFlow()
    options = flow.add_arcs_with_capacity_and_unit_cost(
        ask, home, np.ones(component.size, dtype=np.int64), -np.array(worth, dtype=np.int64)
    )
    places = np.array(plain.places, dtype=np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(
        np.arange(homes) + asks, np.full(homes, sink), places, np.zeros(homes, dtype=np.int64)
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        np.arange(asks),
        np.full(asks, sink),
        np.ones(asks, dtype=np.int64),
        np.zeros(asks, dtype=np.int64),
    )
    flow.set_nodes_supplies(np.arange(nodes), np.array([1] * asks + [0] * homes + [-asks]))
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise NotForThisError(f"min-cost flow says {status.name}")
    chosen = tuple(int(index) for index in np.flatnonzero(flow.flows(options)))
    return Answer(chosen=chosen, proven=len(component.worths))


def linear_sum_assignment(component: Component, seconds: float) -> Answer:
    """SciPy's `linear_sum_assignment` where nothing but capacities binds; dense, each place a column."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment as solve

    del seconds
    plain = assignment(component)
    worth = weights_within(component, _FLOAT64)
    places = [home for home, number in enumerate(plain.places) for _ in range(number)]
    columns: dict[int, list[int]] = {}
    for column, home in enumerate(places):
        columns.setdefault(home, []).append(column)
    matrix = np.zeros((len(plain.asks), len(places) + len(plain.asks)))
    option_at = {}
    for option, (ask, home) in enumerate(zip(plain.ask_of, plain.home_of, strict=True)):
        matrix[ask, columns.get(home, [])] = worth[option]
        option_at[ask, home] = option
    asks, taken = solve(matrix, maximize=True)
    chosen = sorted(
        option_at[ask, places[column]]
        for ask, column in zip(asks.tolist(), taken.tolist(), strict=True)
        if column < len(places) and matrix[ask, column] > 0
    )
    return Answer(chosen=tuple(chosen), proven=len(component.worths))


def stable_matching(component: Component, seconds: float) -> Answer:
    """`matching.games.HospitalResident`: another objective, a stable matching, so that nothing is proven.

    Both sides rank by what an option is worth, the first level first.
    """
    import sys

    from matching.games import HospitalResident

    del seconds
    plain = assignment(component)
    # The package copies its players by recursion, and stops at a thousand of them otherwise.
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 100 * component.size))
    ranked = sorted(range(component.size), key=lambda option: [-worth[option] for worth in component.worths])
    asks: dict[str, list[str]] = {}
    homes: dict[str, list[str]] = {}
    option_at = {}
    for option in ranked:
        ask, home = f"R-{plain.ask_of[option]}", f"H-{plain.home_of[option]}"
        asks.setdefault(ask, []).append(home)
        homes.setdefault(home, []).append(ask)
        option_at[ask, home] = option
    room = {home: plain.places[int(home.removeprefix("H-"))] for home in homes}
    found = HospitalResident.create_from_dictionaries(asks, homes, room).solve()
    chosen = sorted(option_at[ask.name, home.name] for home, its_asks in found.items() for ask in its_asks)
    return Answer(chosen=tuple(chosen), proven=0)


OURS: Final = "sharedlives"

PEERS: Final[Mapping[str, Peer]] = {
    "cp-sat": cp_sat_level_by_level,
    "cp-sat-weighted": cp_sat_weighted,
    "highs-mathopt": highs_through_mathopt,
    "highs-scipy": highs_through_scipy,
    "flow": min_cost_flow,
    "linear-sum-assignment": linear_sum_assignment,
    "stable": stable_matching,
}

_CP_SAT: Final = "ortools.sat.python.cp_model"
_MATHOPT: Final = "ortools.math_opt.python.mathopt"

OTHER_OBJECTIVE: Final = frozenset({"stable"})
"""Peers that look for something else, so that there is nothing to prove."""

PACKAGES: Final[Mapping[str, tuple[str, ...]]] = {
    OURS: ("numpy", _CP_SAT, _MATHOPT),
    "cp-sat": (_CP_SAT,),
    "cp-sat-weighted": (_CP_SAT,),
    "highs-mathopt": (_MATHOPT,),
    "highs-scipy": ("scipy.optimize", "scipy.sparse"),
    "flow": ("numpy", "ortools.graph.python.min_cost_flow"),
    "linear-sum-assignment": ("scipy.optimize",),
    "stable": ("matching.games",),
}
"""What each loads before its clock begins."""
