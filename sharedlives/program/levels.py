"""One component on the way from level to level: relax, prove, cut, search, narrow.

A component is nearly an assignment problem. So each level begins with its linear relaxation: where that is
whole the level is proven and nothing is searched, and what it proves narrows the levels to come. Where it is
not whole, further rows bring it nearer, and only what they leave open is searched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sharedlives.program.clash import any_choice
from sharedlives.program.cuts import Cutter
from sharedlives.program.matrix import SCALE, Rows
from sharedlives.program.relaxation import Relaxation, Vertex
from sharedlives.program.rows import Component, Row
from sharedlives.program.search import Effort, search
from sharedlives.program.stopping import Stop
from sharedlives.program.widening import widened

if TYPE_CHECKING:
    from sharedlives.program.matrix import Flags, Whole

_FIRST_EFFORT: Final = 2.0
"""CP-SAT's deterministic time for a first search; each further one may take so many times as long:"""
_LONGER: Final = 4
_SMALL_EFFORT: Final = 0.5
"""What a search may take that begins as soon as so few options are left open:"""
_FEW: Final = 3_000
_STEPS: Final = 64
"""The first search below the bound goes down one of so many steps towards the best plan known."""
_WIDTHS: Final = (8, 12, 16)
"""Among how many options further rows are sought; the next where there are none among so few."""
_ROUNDS: Final = 5
"""The last so many rounds of further rows must have closed one part of the gap, of so many:"""
_PART: Final = 10


class Levels:
    """One component: the best choice so far, and what is settled.

    Attributes
    ----------
    chosen
        ``(options,) bool``: the best choice so far; None where no choice keeps to the rows.
    in_time
        Whether no time limit has ended a search.
    """

    def __init__(self, component: Component, stop: Stop) -> None:
        import numpy as np

        self._stop = stop
        self._rows = Rows(component.size, widened(component.rows))
        self._relaxation = Relaxation(self._rows)
        self._cutter = Cutter(self._rows)
        self._worth: Whole = np.zeros(component.size, dtype=np.int64)
        self._vertex: Vertex | None = None
        self._bound = 0
        self.in_time = True
        self.chosen: Flags | None = self._worth > 0
        if not self._rows.keeps(self.chosen):
            # What must be kept is looked for whatever the time: a plan without it is no plan.
            self.chosen = any_choice(component.size, component.rows)

    def reach(self, worth: Whole, *, pins: bool) -> int:
        """Take one level as far as it goes; what no plan can pass on it, given the levels before.

        `pins` says that further levels follow, which must not cost anything on this one.
        """
        if not worth[self._rows.free].any():
            return int(worth[self._rows.taken].sum())
        self._begin(worth)
        for go_on in (self._take_whole, self._look_near, self._close, self._look_near, self._search_on):
            if self._value() == self._bound:
                break
            go_on()
        if pins:
            self._pin()
        return self._bound

    def _begin(self, worth: Whole) -> None:
        rows = self._rows
        self._worth = worth
        self._vertex = self._relaxation.best(worth, self._stop.seconds_left())
        if self._vertex is not None:
            self._bound = self._vertex.bound // SCALE
        else:
            free = worth[rows.free]
            self._bound = int(worth[rows.taken].sum()) + int(free[free > 0].sum())

    def _value(self) -> int:
        return int(self._worth[self.chosen].sum())

    def _gap(self) -> int | None:
        """How far the best choice is below what no plan can pass, in parts of `SCALE`."""
        return None if self._vertex is None else self._vertex.bound - self._value() * SCALE

    def _take(self, chosen: Flags | None) -> None:
        """Go on from a choice that keeps to every row and is at least as good."""
        if (
            chosen is not None
            and self._rows.keeps(chosen)
            and int(self._worth[chosen].sum()) >= self._value()
        ):
            self.chosen = chosen

    def _take_whole(self) -> None:
        """Take the vertex where it is whole."""
        if self._vertex is not None and not self._vertex.fractional.any():
            self._take(self._vertex.nearest)

    def _look_near(self) -> None:
        """Hold what is whole in the vertex, and search beside the rest."""
        if self._vertex is None or not self._vertex.fractional.any():
            return
        rows, nearest = self._rows, self._vertex.nearest
        near = rows.beside(self._vertex.fractional) & rows.free
        effort = Effort(stop=self._stop, deterministic=_FIRST_EFFORT)
        found = search(
            rows,
            self._worth,
            free=near,
            held=(nearest & ~near) | rows.taken,
            known=nearest,
            bound=self._bound,
            effort=effort,
        )
        self._take(found.chosen)

    def _close(self) -> None:
        """Add rows as long as they close the gap, and search as soon as they leave little open."""
        gaps: list[int] = []
        few = _FEW
        while self._vertex is not None and self._value() < self._bound and not self._stop.is_now():
            better = self._value() + 1
            left = self._count_open(better)
            if left <= few:
                few = left // 2
                if self._search(better, _SMALL_EFFORT):
                    return
            gaps.append(self._vertex.bound - self._value() * SCALE)
            if len(gaps) > _ROUNDS and (gaps[-1 - _ROUNDS] - gaps[-1]) * _PART < gaps[-1 - _ROUNDS]:
                return
            if not self._cut(self._vertex):
                return

    def _cut(self, vertex: Vertex) -> bool:
        """Go on to the vertex of further rows that every plan keeps to; False where this one keeps to all."""
        further = self._cutter.cuts(vertex.shares, _WIDTHS)
        below = self._relaxation.better(further, self._stop.seconds_left()) if further else None
        if below is None:
            return False
        self._vertex = below
        self._bound = min(self._bound, below.bound // SCALE)
        self._take_whole()
        return True

    def _left_open(self, least: int) -> tuple[Flags, Flags]:
        """Options that plans worth so much may take or leave, and those that all of them take."""
        free, held = self._rows.free, self._rows.taken
        if self._vertex is not None:
            slack = self._vertex.bound - least * SCALE
            held = held | (free & (self._vertex.beyond > slack))
            free = free & ~held & (self._vertex.beyond >= -slack)
        return free, held

    def _search(self, least: int, deterministic: float) -> bool:
        """Search for the best plan worth at least so much; False where that came to no end."""
        free, held = self._left_open(least)
        found = search(
            self._rows,
            self._worth,
            free=free,
            held=held,
            known=self.chosen,
            least=least,
            bound=self._bound,
            effort=Effort(stop=self._stop, deterministic=deterministic),
        )
        self._take(found.chosen)
        if found.is_final:
            self._bound = least - 1 if found.chosen is None else self._value()
        else:
            self._bound = max(self._value(), found.bound)
        return found.is_final

    def _search_on(self) -> None:
        """Search for plans near the bound, then ever further below it, until it is proven or time is up.

        Near the bound little is left open, and where no plan is found there the bound comes down.
        """
        deterministic, step = _FIRST_EFFORT, 0
        while self._value() < self._bound:
            gap = self._bound - self._value()
            if not self._search(self._worth_trying(self._bound - step), deterministic):
                if self._stop.is_now():
                    self.in_time = False
                    return
                deterministic *= _LONGER
            step = max(2 * step, gap // _STEPS, 1)

    def _worth_trying(self, least: int) -> int:
        """So much, or just more than the best plan known where that leaves hardly more open."""
        better = self._value() + 1
        if least > better and 4 * self._count_open(better) > 5 * self._count_open(least):
            return least
        return better

    def _count_open(self, least: int) -> int:
        return int(self._left_open(least)[0].sum())

    def _pin(self) -> None:
        """Hold what was reached: by what is settled where that says it all, else by a row as well."""
        gap = self._gap()
        if self._vertex is not None and gap is not None:
            self._relaxation.narrow(self._vertex, gap)
        if gap != 0:
            weights = tuple((int(index), -int(self._worth[index])) for index in self._worth.nonzero()[0])
            self._relaxation.add((Row(weights=weights, most=-self._value(), why="what was reached before"),))
