"""The program: which options to propose, level by level, one component at a time.

Levels add up over options, so components that no row ties together can be solved alone, in any order, and
the union is optimal. What goes in and comes out is plain whole numbers, so that a component can be solved
in another process.

How one component goes from level to level is told in `levels`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from sharedlives.program.levels import Levels
from sharedlives.program.rows import Component
from sharedlives.program.stopping import FOR_EVER, Stop

if TYPE_CHECKING:
    from sharedlives.program.matrix import Whole

Told = Callable[[int, int, int], None]
"""Told of each level that is reached: its number, its value and its bound."""


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
    levels = Levels(component, stop)
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
