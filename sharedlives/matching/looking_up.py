"""What one function says of many pairs, each sort of pair asked once."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from attrs import frozen

from sharedlives.matching.homes import Homes
from sharedlives.matching.reading import NOTHING, Column, Fact, Reads
from sharedlives.matching.sides import Asking, Context

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Numbers = NDArray[np.int16]

Judge = Callable[[Asking, int], tuple[int, ...]]
"""The function itself: of a request at a time and the place of a home, some small whole numbers."""

_UNSEEN: Final = -1
"""Stands in a table where no pair of that sort has been asked about; no answer begins with it."""
_MANY_SORTS: Final = 1 << 12
"""Sorts of homes beyond which only those that there are get a number."""
_LARGEST_TABLE: Final = 1 << 22
"""Sorts of pairs beyond which answers are kept for one block of pairs only."""


@frozen(kw_only=True, eq=False)
class Pairs:
    """Requests at a time, each with some homes.

    `rows` are places in `askings`, `places` those of homes, `settings` the numbers of their settings:
    ``(pairs,) int64`` each, in the order of rows and within a row of places.
    """

    askings: Sequence[Asking]
    rows: Whole
    places: Whole
    settings: Whole

    @classmethod
    def of(cls, homes: Homes, askings: Sequence[Asking]) -> Pairs:
        """Each of some requests with every home."""
        import numpy as np

        number = len(homes.ids)
        settings = [homes.settings_at(asking.when) for asking in askings]
        return cls(
            askings=askings,
            rows=np.repeat(np.arange(len(askings), dtype=np.int64), number),
            places=np.tile(np.arange(number, dtype=np.int64), len(askings)),
            settings=np.concatenate(settings) if settings else np.zeros(0, dtype=np.int64),
        )

    def only(self, kept: Flags | Whole) -> Pairs:
        """Some of them, by flags or by where they stand."""
        return Pairs(
            askings=self.askings,
            rows=self.rows[kept],
            places=self.places[kept],
            settings=self.settings[kept],
        )

    def by_row(self, rows: Sequence[int] | None = None) -> Iterator[slice]:
        """Where the pairs of each request stand, or those of some of the requests."""
        import numpy as np

        wanted = np.arange(len(self.askings)) if rows is None else np.array(rows, dtype=np.int64)
        firsts = np.searchsorted(self.rows, wanted).tolist()
        ends = np.searchsorted(self.rows, wanted + 1).tolist()
        return itertools.starmap(slice, zip(firsts, ends, strict=True))


class _Table:
    """Answers by what is asked and by what is read of the home, filled as pairs of a sort turn up."""

    def __init__(self, number: int, width: int) -> None:
        import numpy as np

        self._number = number
        self._asked: dict[Hashable, int] = {}
        self.answers = np.full((0, number, width), _UNSEEN, dtype=np.int16)

    def code(self, asked: Hashable) -> int:
        return self._asked.setdefault(asked, len(self._asked))

    @property
    def is_small(self) -> bool:
        return len(self._asked) * self._number <= _LARGEST_TABLE

    def grow(self) -> None:
        """Make room for all that has been asked."""
        import numpy as np

        missing = len(self._asked) - len(self.answers)
        if missing > 0:
            more = np.full((missing + len(self.answers), *self.answers.shape[1:]), _UNSEEN, dtype=np.int16)
            self.answers = np.concatenate([self.answers, more])


class LookUp:
    """Answers of functions of one pair, for many pairs; each answer is kept for the pairs to come."""

    def __init__(self, context: Context, homes: Homes) -> None:
        self._context = context
        self._homes = homes
        self._tables: dict[Hashable, _Table] = {}
        self._facts: dict[tuple[Hashable, ...], tuple[Whole, int]] = {}

    def of(
        self, name: Hashable, reads: Reads, judge: Judge, pairs: Pairs, *, nothing: tuple[int, ...]
    ) -> Numbers | None:
        """What a function says of some pairs: ``(pairs, width) int16``.

        Parameters
        ----------
        name
            The function's own name.
        reads
            What it reads of each side.
        judge
            The function.
        pairs
            Of which pairs.
        nothing
            What it says where nothing is asked; None comes back where nothing is asked of any pair.
        """
        import numpy as np

        groups = self._grouped(reads, pairs)
        if not groups:
            return None
        answers = np.empty((len(pairs.rows), len(nothing)), dtype=np.int16)
        answers[:] = nothing
        for facts, asked in groups.items():
            rows = pairs.by_row(list(asked))
            at = np.concatenate([np.arange(some.start, some.stop) for some in rows])
            answers[at] = self._group(name, reads, judge, pairs, at, facts, asked, len(nothing))
        return answers

    def _grouped(self, reads: Reads, pairs: Pairs) -> dict[tuple[Fact | Column, ...], dict[int, Hashable]]:
        """Rows by the facts of homes that are read for them, each with what it asks."""
        groups: dict[tuple[Fact | Column, ...], dict[int, Hashable]] = {}
        for row, asking in enumerate(pairs.askings):
            asked = reads.asked(asking, self._context)
            if asked is not NOTHING:
                groups.setdefault(tuple(reads.facts(asking, self._context)), {})[row] = asked
        return groups

    def _group(
        self,
        name: Hashable,
        reads: Reads,
        judge: Judge,
        pairs: Pairs,
        at: Whole,
        facts: tuple[Fact | Column, ...],
        asked: dict[int, Hashable],
        width: int,
    ) -> Numbers:
        import numpy as np

        mine = pairs.only(at)
        codes, number = self._codes(facts, mine, list(asked))
        key = (name, *(fact.name for fact in facts))
        table = self._tables.get(key)
        if table is None or table.answers.shape[1] != number:
            table = self._tables[key] = _Table(number, width)
        asks = np.zeros(len(pairs.askings), dtype=np.int64)
        for row, what in asked.items():
            asks[row] = table.code(what)
        apart = self._judged_apart(reads, mine, asked)
        if table.is_small:
            table.grow()
            answers = table.answers
            sorts = asks[mine.rows], codes
        else:
            del self._tables[key]
            _, codes = np.unique(asks[mine.rows] * number + codes, return_inverse=True)
            answers = np.full((1, len(mine.rows), width), _UNSEEN, dtype=np.int16)
            sorts = np.zeros(len(codes), dtype=np.int64), codes
        found = answers[sorts]
        unseen = found[:, 0] == _UNSEEN
        unseen[apart] = False
        if unseen.any():
            self._ask(judge, mine, np.flatnonzero(unseen), answers, sorts)
            found = answers[sorts]
        for index in apart.tolist():
            found[index] = judge(mine.askings[int(mine.rows[index])], int(mine.places[index]))
        return found

    @staticmethod
    def _ask(judge: Judge, pairs: Pairs, unseen: Whole, answers: Numbers, sorts: tuple[Whole, Whole]) -> None:
        """Ask about one pair of each sort that has not turned up before."""
        import numpy as np

        asks, codes = sorts
        _, first = np.unique(asks[unseen] * answers.shape[1] + codes[unseen], return_index=True)
        for index in unseen[first].tolist():
            asking, place = pairs.askings[int(pairs.rows[index])], int(pairs.places[index])
            answers[asks[index], codes[index]] = judge(asking, place)

    def _judged_apart(self, reads: Reads, pairs: Pairs, asked: dict[int, Hashable]) -> Whole:
        """Where stand pairs with a home that a register names for them, or that the person is in already."""
        import numpy as np

        wanted = []
        rows = list(asked)
        for row, where in zip(rows, pairs.by_row(rows), strict=True):
            asking = pairs.askings[row]
            named = asking.where_they_are.union(reads.named(asking, self._context))
            places = [self._homes.place_of[home] for home in named if home in self._homes.place_of]
            if places:
                wanted.append(where.start + np.flatnonzero(np.isin(pairs.places[where], places)))
        return np.concatenate(wanted) if wanted else np.zeros(0, dtype=np.int64)

    def _codes(
        self, facts: tuple[Fact | Column, ...], pairs: Pairs, rows: Sequence[int]
    ) -> tuple[Whole, int]:
        """All facts of each pair's home as one number, and how many such numbers there are."""
        import numpy as np

        plain = tuple(fact for fact in facts if isinstance(fact, Fact))
        of_settings, number = self._combined(plain)
        codes = of_settings[pairs.settings]
        for column in facts:
            if isinstance(column, Column):
                more = np.zeros(len(codes), dtype=np.int64)
                for row, where in zip(rows, pairs.by_row(rows), strict=True):
                    if where.start < where.stop:
                        more[where] = column.read(self._homes, pairs.askings[row], pairs.places[where])
                codes, number = codes * column.number + more, number * column.number
        return codes, number

    def _combined(self, facts: tuple[Fact, ...]) -> tuple[Whole, int]:
        """Several facts of every setting as one number; read once."""
        import numpy as np

        names = tuple(fact.name for fact in facts)
        if names not in self._facts:
            codes, number = np.zeros(len(self._homes.settings), dtype=np.int64), 1
            for fact in facts:
                coded = self._homes.coded(fact)
                codes, number = codes * coded.number + coded.codes, number * coded.number
                if number > _MANY_SORTS:
                    _, codes = np.unique(codes, return_inverse=True)
                    number = int(codes.max(initial=0)) + 1
            self._facts[names] = codes, number
        return self._facts[names]
