"""The program: which options to propose, level by level, one component at a time.

Levels add up over options, so components that no row ties together can be solved alone, in any order, and
the union is optimal. What goes in and comes out is plain whole numbers, so that a component can be solved
in another process.

A component is nearly an assignment problem. So each level begins with its linear relaxation: where that is
whole the level is proven and nothing is searched, and what it proves narrows the levels to come. Only what
it leaves open is searched.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from typing import TYPE_CHECKING, Final

from attrs import frozen

from sharedlives.program.clash import any_choice
from sharedlives.program.relaxation import SCALE, Relaxation, Rows, Vertex
from sharedlives.program.rows import Component, Row
from sharedlives.program.search import Effort, Found, search

if TYPE_CHECKING:
    from sharedlives.program.relaxation import Flags, Whole

Progress = Callable[[int, int], None]
"""Told how many components are solved, of how many."""

_FIRST_EFFORT: Final = 2.0
"""CP-SAT's deterministic time for a first search; each further one may take so many times as long:"""
_LONGER: Final = 4


@frozen(kw_only=True)
class Solved:
    """Which options of a component to propose; None where no choice keeps to its rows.

    `values` and `bounds` go level by level; `in_time` is False where the time limit ended a search.
    """

    chosen: tuple[int, ...] | None
    values: tuple[int, ...] = ()
    bounds: tuple[int, ...] = ()
    in_time: bool = True


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
    # The monotonic clock is one for all processes of a machine, so a moment of it means the same in each.
    deadline = None if time_limit is None else time.monotonic() + time_limit
    futures = [] if executor is None else [executor.submit(solve, each, deadline) for each in components]
    solved = []
    for number, component in enumerate(components):
        solved.append(futures[number].result() if futures else solve(component, deadline))
        if progress is not None:
            progress(len(solved), len(components))
    return tuple(solved)


def solve(component: Component, deadline: float | None = None) -> Solved:
    """Solve one component, each level pinned at what it reached before the next is tried for.

    Parameters
    ----------
    component
        What to solve.
    deadline
        The moment of the monotonic clock from which the best so far will do; None for as long as it takes.
    """
    levels = _Levels(component, deadline)
    if levels.chosen is None:
        return Solved(chosen=None)
    bounds = [
        levels.reach(worth, pins=number + 1 < len(component.worths)) for number, worth in _counted(component)
    ]
    chosen = tuple(int(index) for index in levels.chosen.nonzero()[0])
    values = tuple(sum(worth[index] for index in chosen) for worth in component.worths)
    return Solved(chosen=chosen, values=values, bounds=tuple(bounds), in_time=levels.in_time)


def _counted(component: Component) -> Iterator[tuple[int, Whole]]:
    import numpy as np

    for number, worth in enumerate(component.worths):
        yield number, np.array(worth, dtype=np.int64)


class _Levels:
    """One component on the way from level to level: the best choice so far, and what is settled."""

    def __init__(self, component: Component, deadline: float | None) -> None:
        import numpy as np

        self._deadline = deadline
        self._rows = Rows(component.size, component.rows)
        self._relaxation = Relaxation(self._rows, component.rows)
        nothing = np.zeros(component.size, dtype=np.bool_)
        self.in_time = True
        self.chosen: Flags | None = nothing
        if not self._rows.keeps(nothing):
            # What must be kept is looked for whatever the time: a plan without it is no plan.
            self.chosen = any_choice(component.size, component.rows)

    def reach(self, worth: Whole, *, pins: bool) -> int:
        """Take one level as far as it goes; what no plan can pass on it, given the levels before.

        `pins` says that further levels follow, which must not cost anything on this one.
        """
        rows = self._rows
        if not worth[rows.free].any():
            return int(worth[rows.taken].sum())
        vertex = self._relaxation.best(worth, self._seconds_left())
        bound = self._highest(worth, vertex)
        if vertex is not None:
            self._try_vertex(worth, vertex, bound)
        if self._value(worth) < bound:
            bound = self._finish(worth, vertex, bound)
        if pins:
            self._pin(worth, vertex)
        return bound

    def _highest(self, worth: Whole, vertex: Vertex | None) -> int:
        if vertex is not None:
            return vertex.bound // SCALE
        free = worth[self._rows.free]
        return int(worth[self._rows.taken].sum()) + int(free[free > 0].sum())

    def _value(self, worth: Whole) -> int:
        return int(worth[self.chosen].sum())

    def _take(self, worth: Whole, chosen: Flags | None) -> None:
        """Go on from a choice that keeps to every row and is at least as good."""
        if chosen is not None and self._rows.keeps(chosen) and int(worth[chosen].sum()) >= self._value(worth):
            self.chosen = chosen

    def _try_vertex(self, worth: Whole, vertex: Vertex, bound: int) -> None:
        """Take the vertex where it is whole; else hold what is whole in it and search beside the rest."""
        fractional = vertex.fractional
        if not fractional.any():
            self._take(worth, vertex.nearest)
            return
        near = self._rows.beside(fractional) & self._rows.free
        held = (vertex.nearest & ~near) | self._rows.taken
        effort = Effort(seconds=self._seconds_left(), deterministic=_FIRST_EFFORT)
        found = search(
            self._rows, worth, free=near, held=held, known=vertex.nearest, bound=bound, effort=effort
        )
        self._take(worth, found.chosen)

    def _finish(self, worth: Whole, vertex: Vertex | None, bound: int) -> int:
        """Search everything that may still be better, ever longer, until it is proven or time is up."""
        deterministic = _FIRST_EFFORT
        while self._value(worth) < bound:
            gap = None if vertex is None else vertex.bound - self._value(worth) * SCALE
            free, held = self._rows.free, self._rows.taken
            if vertex is not None and gap is not None:
                held = held | (free & (vertex.beyond > gap))
                free = free & ~held & (vertex.beyond >= -gap)
            found = self._search(worth, bound, held, free, deterministic)
            self._take(worth, found.chosen)
            bound = max(self._value(worth), min(bound, found.bound))
            if found.is_final:
                return self._value(worth)
            if self._is_late():
                self.in_time = False
                break
            deterministic *= _LONGER
        return bound

    def _search(
        self, worth: Whole, bound: int, held: Flags, free: Flags, deterministic: float | None
    ) -> Found:
        effort = Effort(seconds=self._seconds_left(), deterministic=deterministic)
        return search(self._rows, worth, free=free, held=held, known=self.chosen, bound=bound, effort=effort)

    def _pin(self, worth: Whole, vertex: Vertex | None) -> None:
        """Hold what was reached: by what is settled where that says it all, else by a row as well."""
        value = self._value(worth)
        gap = None if vertex is None else vertex.bound - value * SCALE
        if vertex is not None and gap is not None:
            self._relaxation.narrow(vertex, gap)
        if gap != 0:
            weights = tuple((int(index), -int(worth[index])) for index in worth.nonzero()[0])
            self._relaxation.add(Row(weights=weights, most=-value, why="what was reached before"))

    def _seconds_left(self) -> float | None:
        return None if self._deadline is None else max(self._deadline - time.monotonic(), 0.0)

    def _is_late(self) -> bool:
        return self._deadline is not None and time.monotonic() >= self._deadline
