"""The linear relaxation of a program, and what of it is proven in whole numbers.

What GLOP says is a help and never a proof. Its duals are rounded to whole multiples of 2^-20 and their signs
clipped; the bound and the reduced costs are then worked out anew in whole numbers, and only those prove a
level, settle an option or make a row tight. Any dual gives a true bound, so that rounding may weaken a proof
and never falsify one. Its basis carries over from level to level.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sharedlives.program.rows import Row

    Whole = NDArray[np.int64]
    Parts = NDArray[np.float64]
    Flags = NDArray[np.bool_]

SCALE: Final = 1 << 20
"""Duals, bounds and reduced costs are counted in so many parts of one."""

_ALMOST: Final = 1e-6
"""How far a value of the relaxation may be from a whole number and still be taken for one."""


class Rows:
    """The rows of a component as arrays, and which options are settled; all in whole numbers.

    Attributes
    ----------
    most
        ``(rows,) int64``: what each row may hold at most.
    tight
        ``(rows,) bool``: rows that every best plan fills to the full.
    taken, left
        ``(options,) bool``: options that every best plan takes, and those that none takes.
    """

    def __init__(self, size: int, rows: Sequence[Row]) -> None:
        import numpy as np

        self.most: Whole = np.zeros(0, dtype=np.int64)
        self.tight: Flags = np.zeros(0, dtype=np.bool_)
        self.taken: Flags = np.zeros(size, dtype=np.bool_)
        self.left: Flags = np.zeros(size, dtype=np.bool_)
        self._row: Whole = np.zeros(0, dtype=np.int64)
        self._option: Whole = np.zeros(0, dtype=np.int64)
        self._weight: Whole = np.zeros(0, dtype=np.int64)
        self.add(rows)

    def add(self, rows: Sequence[Row]) -> None:
        """Further rows, after those that are there."""
        import numpy as np

        first = len(self.most)
        entries = [(n, i, w) for n, row in enumerate(rows, first) for i, w in row.weights]
        columns = np.array(entries, dtype=np.int64).reshape(-1, 3).T
        self._row = np.concatenate([self._row, columns[0]])
        self._option = np.concatenate([self._option, columns[1]])
        self._weight = np.concatenate([self._weight, columns[2]])
        self.most = np.concatenate([self.most, np.array([row.most for row in rows], dtype=np.int64)])
        self.tight = np.concatenate([self.tight, np.array([row.exactly for row in rows], dtype=np.bool_)])

    @property
    def free(self) -> Flags:
        """Options that are not settled yet."""
        return ~(self.taken | self.left)

    def held(self, chosen: Flags) -> Whole:
        """How much of each row a choice of options fills."""
        import numpy as np

        held = np.zeros(len(self.most), dtype=np.int64)
        some = chosen[self._option]
        np.add.at(held, self._row[some], self._weight[some])
        return held

    def keeps(self, chosen: Flags) -> bool:
        """Whether a choice of options keeps to every row, and to what is settled."""
        held = self.held(chosen)
        settled = chosen[self.taken].all() and not chosen[self.left].any()
        return bool(
            settled and (held <= self.most).all() and (held[self.tight] == self.most[self.tight]).all()
        )

    def priced(self, worth: Whole, prices: Whole) -> Whole:
        """What each option is worth beyond what it fills of the rows, at so much for each row."""
        import numpy as np

        beyond = worth * SCALE
        np.subtract.at(beyond, self._option, self._weight * prices[self._row])
        return beyond

    def among(self, options: Flags) -> dict[int, list[tuple[int, int]]]:
        """By row, the places and weights of some of the options, rows without any left out."""
        some = options[self._option]
        found: dict[int, list[tuple[int, int]]] = {}
        triples = zip(
            self._row[some].tolist(), self._option[some].tolist(), self._weight[some].tolist(), strict=True
        )
        for row, option, weight in triples:
            found.setdefault(row, []).append((option, weight))
        return found

    def beside(self, options: Flags) -> Flags:
        """Options that stand in a row of which only one can be taken together with one of these."""
        import numpy as np

        touched = np.zeros(len(self.most), dtype=np.bool_)
        touched[self._row[options[self._option]]] = True
        touched &= self.most == 1
        near = options.copy()
        near[self._option[touched[self._row]]] = True
        return near


@frozen(kw_only=True, eq=False)
class Vertex:
    """What the relaxation says of one level; the whole numbers are in parts of `SCALE`.

    `values` are the shares of each option taken, `bound` what no plan can pass, `beyond` what each option is
    worth beyond its rows, `prices` what one more place in each row would be worth.
    """

    values: Parts
    bound: int
    beyond: Whole
    prices: Whole

    @property
    def fractional(self) -> Flags:
        """Options of which the relaxation takes a part."""
        shares: Flags = (self.values > _ALMOST) & (self.values < 1 - _ALMOST)
        return shares

    @property
    def nearest(self) -> Flags:
        """Options of which it takes more than half."""
        most: Flags = self.values > 1 / 2
        return most


class Relaxation:
    """The relaxation of one component for GLOP, kept from level to level."""

    def __init__(self, rows: Rows, given: Sequence[Row]) -> None:
        from ortools.math_opt.python import mathopt

        self._rows = rows
        self._program = mathopt.Model()
        self._program.objective.is_maximize = True
        self._options = [self._program.add_variable(lb=0.0, ub=1.0) for _ in range(len(rows.taken))]
        self._constraints: list[Any] = []
        self._add(given)
        self._solver = mathopt.IncrementalSolver(self._program, mathopt.SolverType.GLOP)

    def add(self, row: Row) -> None:
        """One more row, here and among the rows in whole numbers."""
        self._rows.add((row,))
        self._add((row,))

    def _add(self, rows: Sequence[Row]) -> None:
        for row in rows:
            least = float(row.most) if row.exactly else -float("inf")
            constraint = self._program.add_linear_constraint(lb=least, ub=float(row.most))
            for index, weight in row.weights:
                constraint.set_coefficient(self._options[index], float(weight))
            self._constraints.append(constraint)

    def best(self, worth: Whole, seconds: float | None) -> Vertex | None:
        """The best of one level when options may be taken in parts; None where GLOP did not get there."""
        import numpy as np
        from ortools.math_opt.python import mathopt

        for option, number in zip(self._options, worth.tolist(), strict=True):
            self._program.objective.set_linear_coefficient(option, float(number))
        limit = None if seconds is None else timedelta(seconds=seconds)
        result = self._solver.solve(params=mathopt.SolveParameters(time_limit=limit, threads=1))
        if result.termination.reason is not mathopt.TerminationReason.OPTIMAL:
            return None
        duals = np.array(result.dual_values(self._constraints), dtype=np.float64)
        signed = np.where(self._rows.tight, duals, np.maximum(duals, 0))
        prices = np.rint(signed * SCALE).astype(np.int64)
        beyond = self._rows.priced(worth, prices)
        bound = (
            int((prices * self._rows.most).sum())
            + int(np.maximum(beyond[self._rows.free], 0).sum())
            + int(beyond[self._rows.taken].sum())
        )
        values = np.array(result.variable_values(self._options), dtype=np.float64)
        return Vertex(values=values, bound=bound, beyond=beyond, prices=prices)

    def narrow(self, vertex: Vertex, gap: int) -> None:
        """Settle what every plan within a gap of the bound agrees on.

        An option worth more beyond its rows than the gap is in every such plan, one that costs more than the
        gap in none; a row with a higher price than that is full.
        """
        import numpy as np

        rows = self._rows
        into, out = rows.free & (vertex.beyond > gap), rows.free & (vertex.beyond < -gap)
        full = (vertex.prices > gap) & ~rows.tight
        for index in np.flatnonzero(into):
            self._options[index].lower_bound = 1.0
        for index in np.flatnonzero(out):
            self._options[index].upper_bound = 0.0
        for index in np.flatnonzero(full):
            self._constraints[index].lower_bound = float(rows.most[index])
        rows.taken |= into
        rows.left |= out
        rows.tight |= full
