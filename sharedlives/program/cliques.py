"""Choices of which at most one can be, in sets as wide as they go: one row instead of one for each two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from sharedlives.program.rows import Row

TWO: Final = 2
MOST_SAID: Final = 5
"""How many reasons a row names that is wider than any one of them."""


def cliques(sets: Sequence[tuple[tuple[int, ...], str]], meets: Sequence[tuple[str, ...]]) -> Iterator[Row]:
    """Rows that say what all the sets say between them.

    Each set of two grows by whatever excludes all that are in it; choices that meet the same exclude each
    other as well. Larger sets stay as they are.

    Parameters
    ----------
    sets
        Places of choices of which at most one can be, and why; in order.
    meets
        Whom each choice meets.
    """
    reasons: dict[tuple[int, int], set[str]] = {}
    for some, why in sets:
        if len(some) > TWO:
            yield Row(weights=tuple((number, 1) for number in some), most=1, why=why)
        else:
            reasons.setdefault((some[0], some[1]), set()).add(why)
    beside = _beside(reasons, meets)
    covered: set[tuple[int, int]] = set()
    for pair in reasons:
        if pair not in covered:
            clique = _grown(pair, beside)
            within = [two for two in combinations(clique, TWO) if two in reasons]
            covered.update(within)
            why = _joined(sorted(set().union(*(reasons[two] for two in within))))
            yield Row(weights=tuple((number, 1) for number in clique), most=1, why=why)


def _beside(pairs: Iterable[tuple[int, int]], meets: Sequence[tuple[str, ...]]) -> dict[int, set[int]]:
    """By choice, all those that exclude it, of those that stand in a pair."""
    beside: dict[int, set[int]] = {}
    for first, second in pairs:
        beside.setdefault(first, set()).add(second)
        beside.setdefault(second, set()).add(first)
    by_who: dict[str, list[int]] = {}
    for number in beside:
        for who in meets[number]:
            by_who.setdefault(who, []).append(number)
    for some in by_who.values():
        for number in some:
            beside[number].update(other for other in some if other != number)
    return beside


def _grown(pair: tuple[int, int], beside: Mapping[int, set[int]]) -> list[int]:
    first, second = pair
    clique = [first, second]
    for other in sorted(beside[first] & beside[second]):
        if beside[other].issuperset(clique):
            clique.append(other)
    return sorted(clique)


def _joined(reasons: Sequence[str]) -> str:
    shown = "; ".join(reasons[:MOST_SAID])
    return shown if len(reasons) <= MOST_SAID else f"{shown}; and {len(reasons) - MOST_SAID} reasons more"
