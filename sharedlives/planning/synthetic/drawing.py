"""Drawing from one stream of numbers, so that the same words give the same draws everywhere.

Only `random.Random.random` is used, seeded by a text: Python promises that its numbers stay the same from
version to version, which it does not promise of shuffling or choosing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, islice
from random import Random
from typing import Final, TypeVar

from sharedlives.planning.synthetic.tables.shares import Share, Shares, Span

T = TypeVar("T")

HUNDRED: Final = 100


class Draw:
    """One stream of draws, named by words: a seed, and whom or what is drawn for."""

    def __init__(self, *words: object) -> None:
        self._next = Random("\x1f".join(map(str, words))).random  # noqa: S311 - nothing here is a secret

    def chance(self, share: Share) -> bool:
        """Whether something is so, as often as it is."""
        return self._next() * HUNDRED < share.of_a_hundred

    def by(self, shares: Shares[T]) -> T:
        """One of several values, each as often as its share."""
        return shares.at(self._next() * shares.total)

    def spread(self, shares: Shares[T], number: int) -> list[T]:
        """So many values in a random order, of which each value has its share as nearly as may be.

        How often a value is among them differs from its share by less than one.
        """
        if not number:
            return []
        step, start = shares.total / number, self._next()
        return self.shuffled(shares.at((start + index) * step) for index in range(number))

    def number(self, least: int, most: int) -> int:
        """A whole number from `least` to `most`, both included, each as often as the other."""
        return least + int(self._next() * (most - least + 1))

    def about(self, number: float) -> int:
        """A whole number next to this one, which it is on average."""
        return int(number + self._next())

    def one_of(self, items: Sequence[T]) -> T:
        """One of these, each as often as the other."""
        return items[int(self._next() * len(items))]

    def some_of(self, items: Sequence[T], number: int) -> list[T]:
        """So many of these, or all where there are fewer, each once, in a random order."""
        order, most = list(items), min(number, len(items))
        for first in range(most):
            other = self.number(first, len(order) - 1)
            order[first], order[other] = order[other], order[first]
        return order[:most]

    def in_turn(self, items: Sequence[T]) -> Iterator[T]:
        """All of these from a random one on, in their order."""
        first = int(self._next() * len(items))
        return chain(islice(items, first, None), islice(items, first))

    def shuffled(self, items: Iterable[T]) -> list[T]:
        """These in a random order."""
        order = list(items)
        return self.some_of(order, len(order))

    def day(self, first: date, last: date) -> date:
        """A day from `first` to `last`, both included; `first` where `last` comes before it."""
        return first + timedelta(days=self.number(0, max((last - first).days, 0)))

    def born(self, ages: Shares[Span], on: date, *, youngest: int = 0) -> date:
        """The birth date of somebody whose age on a day lies in a range that is drawn."""
        age = max(self.number(*self.by(ages)), youngest)
        last = on.replace(year=on.year - age, day=min(on.day, 28))
        return last - timedelta(days=self.number(1, 360))
