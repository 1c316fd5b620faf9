"""The linear relaxation of a program, and what of it is proven in whole numbers.

What GLOP says is a help and never a proof. Its duals are rounded to whole multiples of 2^-20 and their signs
clipped; the bound and the reduced costs are then worked out anew in whole numbers, and only those prove a
level, settle an option or make a row tight. Any dual gives a true bound, so that rounding may weaken a proof
and never falsify one. Its basis carries over from level to level.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from attrs import frozen

from sharedlives.program.glop import Glop, Optimum
from sharedlives.program.matrix import SCALE, Entries, Rows

if TYPE_CHECKING:
    from sharedlives.program.matrix import Flags, Parts, Whole
    from sharedlives.program.rows import Row

_ALMOST: Final = 1e-6
"""How far a value of the relaxation may be from a whole number and still be taken for one."""
_TOO_LARGE: Final = 2.0**62
"""What sums of whole numbers of 64 bits stay well below; beyond it nothing is proven by them."""


@frozen(kw_only=True, eq=False)
class Vertex:
    """What the relaxation says of one level; the whole numbers are in parts of `SCALE`.

    `shares` says how much of each option is taken, `bound` what no plan can pass, `beyond` what each option
    is worth beyond its rows, `prices` what one more place in each row would be worth.
    """

    shares: Parts
    bound: int
    beyond: Whole
    prices: Whole

    @property
    def fractional(self) -> Flags:
        """Options of which the relaxation takes a part."""
        shares: Flags = (self.shares > _ALMOST) & (self.shares < 1 - _ALMOST)
        return shares

    @property
    def nearest(self) -> Flags:
        """Options of which it takes more than half."""
        most: Flags = self.shares > 1 / 2
        return most


class Relaxation:
    """The relaxation of one component, kept from level to level."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._glop = Glop(len(rows.taken))
        self._pass_on(rows.entries, since=0)

    def add(self, rows: Sequence[Row]) -> None:
        """Further rows, here and among the rows in whole numbers."""
        since = len(self._rows)
        self._pass_on(self._rows.add(rows), since=since)

    def _pass_on(self, entries: Entries, *, since: int) -> None:
        import numpy as np

        most = self._rows.most[since:].astype(np.float64)
        least = np.where(self._rows.tight[since:], most, -np.inf)
        self._glop.add(entries, least=least, most=most)

    def best(self, worth: Whole, seconds: float | None) -> Vertex | None:
        """The best of one level when options may be taken in parts; None where it cannot be had."""
        self._worth = worth
        self._glop.value(worth)
        return self._vertex(self._glop.best(dual=self._differs(worth), seconds=seconds))

    def better(self, rows: Sequence[Row], seconds: float | None) -> Vertex | None:
        """The best of the same level under further rows."""
        self.add(rows)
        return self._vertex(self._glop.best(dual=True, seconds=seconds))

    def _differs(self, worth: Whole) -> bool:
        """Whether most options are worth something else than most of those that they exclude."""
        import numpy as np

        rows = self._rows
        some = rows.entries.where(((rows.most == 1)[rows.entries.row]) & rows.free[rows.entries.option])
        order = np.lexsort((worth[some.option], some.row))
        row, number = some.row[order], worth[some.option][order]
        new = np.ones(len(row), dtype=np.bool_)
        new[1:] = (row[1:] != row[:-1]) | (number[1:] != number[:-1])
        others = np.bincount(some.row, minlength=len(rows))
        share = np.bincount(row[new], minlength=len(rows)) / np.maximum(others, 1)
        least = np.ones(len(worth))
        np.minimum.at(least, some.option, share[some.row])
        return bool(least[rows.free].mean() > 1 / 2)

    def _vertex(self, optimum: Optimum | None) -> Vertex | None:
        """What the duals prove in whole numbers; None where those would be too large to add up."""
        import numpy as np

        if optimum is None:
            return None
        rows, worth = self._rows, self._worth
        signed = np.where(rows.tight, optimum.duals, np.maximum(optimum.duals, 0)) * SCALE
        if (
            np.abs(signed).max(initial=0) * rows.heaviest + float(np.abs(worth).max(initial=0)) * SCALE
            > _TOO_LARGE
        ):
            return None
        prices = np.rint(signed).astype(np.int64)
        beyond = rows.priced(worth, prices)
        worths = np.where(rows.taken, beyond, np.where(rows.left, 0, np.maximum(beyond, 0)))
        if np.abs(signed) @ np.abs(rows.most) + np.abs(worths).sum(dtype=np.float64) > _TOO_LARGE:
            return None
        bound = int(prices @ rows.most) + int(worths.sum())
        return Vertex(shares=optimum.shares, bound=bound, beyond=beyond, prices=prices)

    def narrow(self, vertex: Vertex, gap: int) -> None:
        """Settle what every plan within a gap of the bound agrees on.

        An option worth more beyond its rows than the gap is in every such plan, one that costs more than the
        gap in none; a row with a higher price than that is full.
        """
        rows = self._rows
        into, out = rows.free & (vertex.beyond > gap), rows.free & (vertex.beyond < -gap)
        full = (vertex.prices > gap) & ~rows.tight
        rows.taken |= into
        rows.left |= out
        rows.tight |= full
        self._glop.settle(
            taken=into.nonzero()[0], left=out.nonzero()[0], full=full.nonzero()[0], most=rows.most[full]
        )
