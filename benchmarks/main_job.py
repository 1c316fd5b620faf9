"""From a register to checked proposals, phase by phase, for one scheme and for several joined into one.

python benchmarks/main_job.py                        # each size three times, the median of each phase
python benchmarks/main_job.py --smallest             # once, the shipped register alone, with its peer
python benchmarks/main_job.py --peer                 # and CP-SAT, level by level, on the same components

Several copies of the shipped English register, their ids kept apart, stand in one town: every person is
weighed against every household of all copies. A row is one size; after the seconds it says how many times
as long that is as for one copy, in this same run.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from datetime import date
from typing import Any

from ortools.sat.python import cp_model

from sharedlives import Scheme, match, read_demo, scheme_from_json, scheme_to_json
from sharedlives.program.solving import Component, Solved

ON = date(2026, 11, 16)
MET = 15
"""How many are met in one copy, as an independent solve of the register's truth has it."""
PHASES = ("options", "rows", "program", "check")
PATIENCE = 60.0
"""Seconds that CP-SAT gets for all levels of one size, where it is asked as a peer."""


def several(scheme: Scheme, copies: int) -> Scheme:
    """A scheme so many times over, the ids of each copy kept apart."""
    plain = json.loads(scheme_to_json(scheme))
    collections = {name: some for name, some in plain.items() if _holds_records(some)}
    known = {record["id"] for some in collections.values() for record in some}
    known |= {member["id"] for home in collections["households"] for member in home.get("members") or ()}
    joined = dict(plain)
    for name, some in collections.items():
        joined[name] = [_renamed(record, known, f"-{copy}") for copy in range(copies) for record in some]
    return scheme_from_json(json.dumps(joined))


def _holds_records(some: Any) -> bool:
    return isinstance(some, list) and bool(some) and isinstance(some[0], dict)


def _renamed(value: Any, known: set[str], suffix: str, key: str = "id") -> Any:
    if isinstance(value, dict):
        return {name: _renamed(part, known, suffix, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_renamed(part, known, suffix, key) for part in value]
    is_id = (
        key == "id" or key.endswith(("_id", "_ids")) or key in {"people", "moved_from", "varies", "not_with"}
    )
    return f"{value}{suffix}" if is_id and value in known else value


def measured(scheme: Scheme, times: int, met_at_least: int) -> dict[str, float]:
    """The median seconds of each phase; every run is held to its proof and to how many are met."""
    laps: list[dict[str, float]] = []
    for _ in range(times):
        result = match(scheme, ON)
        assert all(level.proven for level in result.levels)
        assert len(result.proposals) >= met_at_least
        laps.append(result.timings)
    return {phase: statistics.median(lap[phase] for lap in laps) for phase in PHASES}


class Recorder(Executor):
    """Solves here and now, and keeps what was to be solved with the answer."""

    def __init__(self) -> None:
        self.solved: list[tuple[Component, Solved]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Solve a component and keep both."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        self.solved.append((args[0], future.result()))
        return future


def by_cp_sat_alone(component: Component, answer: Solved, seconds: float) -> tuple[float, int]:
    """CP-SAT, level by level, as one would write it first: seconds taken and levels proven."""
    program = cp_model.CpModel()
    taken = [program.new_bool_var("") for _ in range(component.size)]
    for row in component.rows:
        total = sum(weight * taken[index] for index, weight in row.weights)
        program.add(total == row.most if row.exactly else total <= row.most)
    begun = time.perf_counter()
    for number, worth in enumerate(component.worths):
        goal = cp_model.LinearExpr.weighted_sum(taken, worth)
        program.maximize(goal)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = max(seconds - (time.perf_counter() - begun), 0.01)
        if solver.solve(program) != cp_model.OPTIMAL:
            return time.perf_counter() - begun, number
        assert round(solver.objective_value) == answer.values[number]
        program.add(goal >= answer.values[number])
    return time.perf_counter() - begun, len(component.worths)


def compare(scheme: Scheme) -> str:
    """How CP-SAT alone does on the components of a scheme, beside ours, in one line."""
    recorder = Recorder()
    ours = match(scheme, ON, executor=recorder).timings["program"]
    theirs, proven, levels = 0.0, 0, 0
    for component, answer in recorder.solved:
        seconds, reached = by_cp_sat_alone(component, answer, PATIENCE - theirs)
        theirs, proven, levels = theirs + seconds, proven + reached, levels + len(component.worths)
    return (
        f"{len(scheme.households):10}  {len(scheme.requests):8}  ours {ours:.2f} s, all proven; "
        f"CP-SAT alone {theirs:.2f} s (x{theirs / ours:.1f}), {proven} of {levels} levels proven"
    )


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=3, help="runs of each size; the median counts")
    parser.add_argument("--copies", type=int, nargs="+", default=[1, 2, 4], help="sizes, in copies")
    parser.add_argument("--peer", action="store_true", help="also CP-SAT alone, on the same components")
    parser.add_argument(
        "--smallest", action="store_true", help="one run of one copy with its peer: does it work?"
    )
    asked = parser.parse_args()
    if asked.smallest:
        asked.times, asked.copies, asked.peer = 1, [1], True

    begun = time.perf_counter()
    scheme = read_demo().scheme
    assert scheme is not None
    print(f"read the register once: {time.perf_counter() - begun:.2f} s")
    print("households  requests  " + "  ".join(f"{phase:>13}" for phase in (*PHASES, "all")))
    once: dict[str, float] = {}
    for copies in asked.copies:
        whole = several(scheme, copies)
        seconds = measured(whole, asked.times, MET * copies)
        seconds["all"] = sum(seconds.values())
        once = once or seconds
        cells = (f"{value:6.2f} (x{value / once[phase]:4.1f})" for phase, value in seconds.items())
        print(f"{len(whole.households):10}  {len(whole.requests):8}  " + "  ".join(cells))
    if asked.peer:
        print("\n".join(compare(several(scheme, copies)) for copies in asked.copies))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of all of it: {peak:.0f} MiB")


if __name__ == "__main__":
    main()
