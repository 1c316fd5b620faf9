"""The program: which options to propose, level by level, one component at a time.

Levels add up over options, so components that no row ties together can be solved alone, in any order, and
the union is optimal. What goes in and comes out is plain whole numbers, so that a component can be solved
in another process.

A component is nearly an assignment problem. So each level begins with its linear relaxation: where that is
whole the level is proven and nothing is searched, and what it proves narrows the levels to come. Only what
it leaves open is searched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from attrs import frozen

from sharedlives.program.clash import any_choice
from sharedlives.program.relaxation import SCALE, Relaxation, Rows, Vertex
from sharedlives.program.rows import Component, Row
from sharedlives.program.search import Effort, Found, search
from sharedlives.program.stopping import FOR_EVER, Stop

if TYPE_CHECKING:
    from sharedlives.program.relaxation import Flags, Whole

Told = Callable[[int, int, int], None]
"""Told of each level that is reached: its number, its value and its bound."""

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


def solve(component: Component, stop: Stop = FOR_EVER, told: Told | None = None) -> Solved:
    """Solve one component, each level pinned at what it reached before the next is tried for.

    Parameters
    ----------
    component
        What to solve.
    stop
        From when on the best so far will do.
    told
        Called with the number of each level, its value and its bound, as it is reached.
    """
    levels = _Levels(component, stop)
    if levels.chosen is None:
        return Solved(chosen=None)
    bounds = []
    for number, worth in _counted(component):
        bounds.append(levels.reach(worth, pins=number + 1 < len(component.worths)))
        if told is not None:
            told(number, int(worth[levels.chosen].sum()), bounds[-1])
    chosen = tuple(int(index) for index in levels.chosen.nonzero()[0])
    values = tuple(sum(worth[index] for index in chosen) for worth in component.worths)
    return Solved(chosen=chosen, values=values, bounds=tuple(bounds), in_time=levels.in_time)


def _counted(component: Component) -> Iterator[tuple[int, Whole]]:
    import numpy as np

    for number, worth in enumerate(component.worths):
        yield number, np.array(worth, dtype=np.int64)


class _Levels:
    """One component on the way from level to level: the best choice so far, and what is settled."""

    def __init__(self, component: Component, stop: Stop) -> None:
        import numpy as np

        self._stop = stop
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
        vertex = self._relaxation.best(worth, self._stop.seconds_left())
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
        effort = Effort(stop=self._stop, deterministic=_FIRST_EFFORT)
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
            if self._stop.is_now():
                self.in_time = False
                break
            deterministic *= _LONGER
        return bound

    def _search(
        self, worth: Whole, bound: int, held: Flags, free: Flags, deterministic: float | None
    ) -> Found:
        effort = Effort(stop=self._stop, deterministic=deterministic)
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
