"""The rows of a component as arrays of whole numbers, and which of its options are settled."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final

from attrs import frozen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sharedlives.program.rows import Row

    Whole = NDArray[np.int64]
    Parts = NDArray[np.float64]
    Flags = NDArray[np.bool_]

SCALE: Final = 1 << 20
"""Prices, bounds and what options are worth beyond their rows are counted in so many parts of one."""


@frozen(kw_only=True, eq=False)
class Entries:
    """What stands in some rows, entry by entry: of which row, of which option, and its weight.

    Each is ``(entries,) int64``.
    """

    row: Whole
    option: Whole
    weight: Whole

    def __len__(self) -> int:
        return len(self.row)

    def where(self, some: Flags) -> Entries:
        """Some of the entries."""
        return Entries(row=self.row[some], option=self.option[some], weight=self.weight[some])


def entries_of(rows: Sequence[Row], first: int) -> Entries:
    """The entries of rows that are numbered from `first` on."""
    import numpy as np

    heights = [len(row.weights) for row in rows]
    flat = np.fromiter(chain.from_iterable(chain.from_iterable(row.weights for row in rows)), dtype=np.int64)
    return Entries(
        row=np.repeat(np.arange(first, first + len(rows)), heights), option=flat[0::2], weight=flat[1::2]
    )


class Rows:
    """The rows of a component as arrays, and which options are settled; all in whole numbers.

    Attributes
    ----------
    entries
        What stands in them.
    most
        ``(rows,) int64``: what each row may hold at most.
    tight
        ``(rows,) bool``: rows that every best plan fills to the full.
    taken, left
        ``(options,) bool``: options that every best plan takes, and those that none takes.
    """

    def __init__(self, size: int, rows: Sequence[Row]) -> None:
        import numpy as np

        self.entries = entries_of((), 0)
        self.most: Whole = np.zeros(0, dtype=np.int64)
        self.tight: Flags = np.zeros(0, dtype=np.bool_)
        self.taken: Flags = np.zeros(size, dtype=np.bool_)
        self.left: Flags = np.zeros(size, dtype=np.bool_)
        self.add(rows)

    def __len__(self) -> int:
        return len(self.most)

    def add(self, rows: Sequence[Row]) -> Entries:
        """Further rows, after those that are there; what stands in them."""
        import numpy as np

        new = entries_of(rows, len(self))
        self.entries = Entries(
            row=np.concatenate([self.entries.row, new.row]),
            option=np.concatenate([self.entries.option, new.option]),
            weight=np.concatenate([self.entries.weight, new.weight]),
        )
        self.most = np.concatenate([self.most, np.array([row.most for row in rows], dtype=np.int64)])
        self.tight = np.concatenate([self.tight, np.array([row.exactly for row in rows], dtype=np.bool_)])
        return new

    @property
    def free(self) -> Flags:
        """Options that are not settled yet."""
        return ~(self.taken | self.left)

    @property
    def heaviest(self) -> float:
        """The most that any option weighs in all rows together, whatever the signs."""
        import numpy as np

        weights = np.abs(self.entries.weight).astype(np.float64)
        return float(np.bincount(self.entries.option, weights).max(initial=0.0))

    def held(self, chosen: Flags) -> Whole:
        """How much of each row a choice of options fills."""
        import numpy as np

        held = np.zeros(len(self), dtype=np.int64)
        some = self.entries.where(chosen[self.entries.option])
        np.add.at(held, some.row, some.weight)
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
        np.subtract.at(beyond, self.entries.option, self.entries.weight * prices[self.entries.row])
        return beyond

    def among(self, options: Flags) -> dict[int, list[tuple[int, int]]]:
        """By row, the places and weights of some of the options, rows without any left out."""
        some = self.entries.where(options[self.entries.option])
        found: dict[int, list[tuple[int, int]]] = {}
        for row, option, weight in zip(
            some.row.tolist(), some.option.tolist(), some.weight.tolist(), strict=True
        ):
            found.setdefault(row, []).append((option, weight))
        return found

    def beside(self, options: Flags) -> Flags:
        """Options that stand in a row of which only one can be taken together with one of these."""
        import numpy as np

        touched = np.zeros(len(self), dtype=np.bool_)
        touched[self.entries.row[options[self.entries.option]]] = True
        touched &= self.most == 1
        near = options.copy()
        near[self.entries.option[touched[self.entries.row]]] = True
        return near
