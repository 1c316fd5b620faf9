"""Choices of which at most one can be, in sets as wide as they go: one row instead of one for each two."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations
from typing import Final

from sharedlives.program.rows import Row, at_most_one

TWO: Final = 2


def cliques(sets: Sequence[tuple[tuple[int, ...], str]], meets: Sequence[tuple[str, ...]]) -> Iterator[Row]:
    """Rows that say what all the sets say between them.

    Each set of two grows by whatever excludes all that are in it, and says why of those it grew from; choices
    that meet the same exclude each other as well. Larger sets stay as they are.

    Parameters
    ----------
    sets
        Places of choices of which at most one can be, and why; in order.
    meets
        Whom each choice meets.
    """
    pairs: dict[tuple[int, int], str] = {}
    for some, why in sets:
        if len(some) > TWO:
            yield at_most_one(some, why)
        else:
            pairs.setdefault((some[0], some[1]), why)
    for pair, clique in grown(tuple(pairs), meets):
        yield at_most_one(clique, pairs[pair])


Pair = tuple[int, int]


def grown(pairs: Sequence[Pair], meets: Sequence[tuple[str, ...]]) -> Iterator[tuple[Pair, list[int]]]:
    """Sets in which each two exclude each other, that cover all pairs, each with the pair it grew from.

    Parameters
    ----------
    pairs
        Places that exclude each other two by two, the smaller one first.
    meets
        For each place whom it meets: those who meet the same exclude each other as well.
    """
    excluded = _Excluded(pairs, meets)
    covered: set[Pair] = set()
    for pair in pairs:
        if pair not in covered:
            clique = excluded.grown(*pair)
            covered.update(combinations(clique, TWO))
            yield pair, clique


class _Excluded:
    """Which choices exclude each other, of those that stand in a pair: by the pairs, or by whom they meet."""

    def __init__(self, pairs: Collection[tuple[int, int]], meets: Sequence[tuple[str, ...]]) -> None:
        self._beside: dict[int, set[int]] = {}
        for first, second in pairs:
            self._beside.setdefault(first, set()).add(second)
            self._beside.setdefault(second, set()).add(first)
        by_who: dict[str, set[int]] = {}
        for number in self._beside:
            for who in meets[number]:
                by_who.setdefault(who, set()).add(number)
        # Those who meet one person share one set, for it may be large.
        self._fellows = {
            number: by_who[meets[number][0]]
            if len(meets[number]) == 1
            else set().union(*(by_who[who] for who in meets[number]))
            for number in self._beside
        }

    def grown(self, first: int, second: int) -> list[int]:
        """A pair with whatever excludes all that are in it, in order."""
        beside, fellows = self._beside, self._fellows
        others = beside[first] & beside[second]
        others |= fellows[first] & beside[second]
        others |= beside[first] & fellows[second]
        others |= fellows[first] & fellows[second]
        clique = [first, second]
        for other in sorted(others - {first, second}):
            if all(other in beside[each] or other in fellows[each] for each in clique):
                clique.append(other)
        return sorted(clique)
