"""Further rows that every whole choice keeps to, and a vertex of the relaxation does not.

Each speaks of a few options near each other. All whole choices of these few are listed; where the shares that
the relaxation takes of them are no mixture of such choices, a small linear program finds weights by which
they come to more than any. Rounded to whole numbers, with what the fullest of the listed choices comes to as
the most, that is a row which no whole choice breaks, however wrong the small program may have been.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from attrs import frozen

from sharedlives.program.glop import Glop
from sharedlives.program.matrix import Entries
from sharedlives.program.rows import Row

if TYPE_CHECKING:
    from sharedlives.program.matrix import Flags, Parts, Rows, Whole

_NOTHING: Final = 1e-6
"""A share up to this is taken for none, and one as near to a whole for a whole."""
_CLEARLY: Final = 1e-4
"""By what part of its most a row must be broken to be worth adding."""
_MOST_CHOICES: Final = 20_000
"""Where a few options allow more choices than this, no row is sought among them."""
_PARTS: Final = (*range(1, 61), 1_000)
"""Weights are told in the first of these parts of one in which all are whole, or else in the last."""


@frozen(kw_only=True, eq=False)
class Near:
    """What binds between options of which a vertex takes something: rows of each, and what stands in each."""

    by_row: Mapping[int, tuple[tuple[int, int], ...]]
    by_option: Mapping[int, tuple[int, ...]]
    room: Mapping[int, int]

    def around(self, option: int, most: int) -> tuple[int, ...]:
        """An option and the nearest to it, row by row, so many at most; in order."""
        found, seen = [option], {option}
        for near in found:
            for row in self.by_option[near]:
                for other, _ in self.by_row[row]:
                    if other not in seen and len(found) < most:
                        seen.add(other)
                        found.append(other)
        return tuple(sorted(found))


class Cutter:
    """Seeks such rows for one vertex after another; where nothing has changed it does not seek again."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._in_vain: dict[tuple[int, ...], bytes] = {}

    def cuts(self, shares: Parts, widths: Iterable[int]) -> list[Row]:
        """Rows broken by a vertex, of as many options as the first of the widths at which there are any."""
        near, fractional = near_of(self._rows, shares)
        for width in widths:
            found = dict(self._sought(near, fractional, shares, width))
            if found:
                return list(found.values())
        return []

    def _sought(
        self, near: Near, fractional: Sequence[int], shares: Parts, width: int
    ) -> Iterator[tuple[tuple[tuple[int, int], ...], Row]]:
        served: set[int] = set()
        for option in fractional:
            few = near.around(option, width)
            here = shares[list(few)]
            key = here.round(6).tobytes()
            if option in served or self._in_vain.get(few) == key:
                continue
            row = row_between(near, few, here)
            if row is None:
                self._in_vain[few] = key
            else:
                served.update(place for place, _ in row.weights)
                yield row.weights, row


def near_of(rows: Rows, shares: Parts) -> tuple[Near, list[int]]:
    """What binds at a vertex, and of which options it takes a part."""
    import numpy as np

    some: Flags = (shares > _NOTHING) & ~rows.taken
    fractional: Flags = some & (shares < 1 - _NOTHING)
    entries = rows.entries
    usable = np.ones(len(rows), dtype=np.bool_)
    # A row is still true of a few of its options only where the others cannot make room.
    usable[entries.row[entries.weight < 0]] = False
    touched = np.zeros(len(rows), dtype=np.bool_)
    touched[entries.row[fractional[entries.option]]] = True
    at = entries.where(some[entries.option] & (usable & touched)[entries.row])
    room = rows.most - rows.held(rows.taken)
    by_row: dict[int, list[tuple[int, int]]] = {}
    for row, option, weight in zip(at.row.tolist(), at.option.tolist(), at.weight.tolist(), strict=True):
        by_row.setdefault(row, []).append((option, weight))
    binding = {
        row: tuple(found) for row, found in by_row.items() if sum(weight for _, weight in found) > room[row]
    }
    by_option: dict[int, list[int]] = {int(option): [] for option in some.nonzero()[0]}
    for row, found in binding.items():
        for option, _ in found:
            by_option[option].append(row)
    near = Near(
        by_row=binding,
        by_option={option: tuple(found) for option, found in by_option.items()},
        room={row: int(room[row]) for row in binding},
    )
    return near, fractional.nonzero()[0].tolist()


def row_between(near: Near, few: Sequence[int], shares: Parts) -> Row | None:
    """A row that every choice of a few options keeps to and these shares of them do not, if one is found."""
    import numpy as np

    place = {option: number for number, option in enumerate(few)}
    touched = sorted({row for option in few for row in near.by_option[option]})
    weights = np.zeros((len(touched), len(few)), dtype=np.int64)
    for number, row in enumerate(touched):
        for option, weight in near.by_row[row]:
            if option in place:
                weights[number, place[option]] = weight
    room = np.array([near.room[row] for row in touched], dtype=np.int64)
    binding = weights.sum(axis=1) > room
    chosen = choices(weights[binding], room[binding])
    if chosen is None:
        return None
    found = _whole_weights(chosen, shares)
    most = int((chosen @ found).max())
    if found @ shares <= most * (1 + _CLEARLY):
        return None
    pairs = ((option, int(weight)) for option, weight in zip(few, found, strict=True) if weight)
    return Row(weights=tuple(pairs), most=most, why="no whole choice of a few options holds more")


def choices(weights: Whole, room: Whole) -> Flags | None:
    """All choices of a few options to which none can be added; None where there are too many to list.

    Parameters
    ----------
    weights
        ``(rows, options) int64``: what each option weighs in each row, none below 0.
    room
        ``(rows,) int64``: the most of each row.

    Returns
    -------
    ``(choices, options) bool``.
    """
    import numpy as np

    size = weights.shape[1]
    chosen: Flags = np.zeros((1, size), dtype=np.bool_)
    held: Whole = np.zeros((1, len(room)), dtype=np.int64)
    for place in range(size):
        with_it = held + weights[:, place]
        fits = (with_it <= room).all(axis=1)
        more = chosen[fits]
        more[:, place] = True
        chosen, held = np.concatenate([chosen, more]), np.concatenate([held, with_it[fits]])
        if len(chosen) > _MOST_CHOICES:
            return None
    full: Flags = np.ones(len(chosen), dtype=np.bool_)
    for place in range(size):
        full &= chosen[:, place] | (held + weights[:, place] > room).any(axis=1)
    return chosen[full]


def _whole_weights(chosen: Flags, shares: Parts) -> Whole:
    """Weights by which every choice comes to about the same at most, and the shares to more if they can."""
    import numpy as np

    choice, option = chosen.nonzero()
    ones = np.ones(len(chosen))
    small = Glop(chosen.shape[1])
    small.add(
        Entries(row=choice, option=option, weight=np.ones_like(choice)), least=-np.inf * ones, most=ones
    )
    small.value(shares)
    optimum = small.best()
    weights = np.zeros(len(shares)) if optimum is None else np.maximum(optimum.shares, 0)
    close = (parts for parts in _PARTS if np.abs(weights * parts - np.rint(weights * parts)).max() < _NOTHING)
    whole: Whole = np.rint(weights * next(close, _PARTS[-1])).astype(np.int64)
    return whole
