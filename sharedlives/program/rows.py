"""Rows: what a choice of options keeps to, as plain sums of whole numbers; no solver here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

Weights = tuple[tuple[int, int], ...]
"""Places in the list of options, each with its weight, in order."""


@frozen(kw_only=True)
class Row:
    """The sum of weights of the options chosen is at most `most`, or exactly that where `exactly`."""

    weights: Weights
    most: int
    exactly: bool = False
    why: str


def at_most_one(some: Iterable[int], why: str) -> Row:
    """Of some options one at most."""
    return Row(weights=tuple((number, 1) for number in some), most=1, why=why)


@frozen(kw_only=True)
class Calendar:
    """What is used over dates: on every day, the sizes of the options in use are at most `most`.

    It says again what rows say, never more, so that a search may count with spans of days instead.
    """

    most: int
    uses: tuple[tuple[int, int, int, int], ...]
    """An option, its size, and the first and the last day of its use as ordinals, both included."""


@frozen(kw_only=True)
class Component:
    """Options that rows tie together: their worth on each level, and the rows, by places within it."""

    size: int
    worths: tuple[tuple[int, ...], ...]
    rows: tuple[Row, ...]
    asks: tuple[int, ...] = ()
    """The number of the one request that each option meets, -1 where it meets several or none; or empty."""
    calendars: tuple[Calendar, ...] = ()


def undominated(rows: Sequence[Row]) -> list[Row]:
    """Rows over the maximal sets only: what a wider or tighter row says is not said again.

    Rows in which a weight is less than nothing stay as they are.
    """
    plain = [min(weight for _, weight in row.weights) >= 0 for row in rows]
    holding: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        if plain[number]:
            for index, _ in row.weights:
                holding.setdefault(index, []).append(number)
    weights: dict[int, dict[int, int]] = {}

    def is_said(number: int, other: int) -> bool:
        mine, theirs = rows[number], rows[other]
        if other == number or theirs.most > mine.most or len(theirs.weights) < len(mine.weights):
            return False
        if other not in weights:
            weights[other] = dict(theirs.weights)
        get = weights[other].get
        return all(get(index, 0) >= weight for index, weight in mine.weights)

    kept = []
    for number, row in enumerate(rows):
        rarest = min((holding.get(index, ()) for index, _ in row.weights), key=len)
        if not plain[number] or not any(is_said(number, other) for other in rarest):
            kept.append(row)
    return kept


@frozen(kw_only=True)
class Tied:
    """Options that rows tie together, in order, and those rows by places among them."""

    options: tuple[int, ...]
    rows: tuple[Row, ...]


def components(size: int, rows: Sequence[Row]) -> tuple[Tied, ...]:
    """Of so many options, those that no row ties together fall apart: each component can be solved alone.

    Options that no row holds at all come first, as one component: each of them is chosen or left by itself.
    """
    parent = list(range(size))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    is_held = bytearray(size)
    for row in rows:
        first = root(row.weights[0][0])
        for index, _ in row.weights:
            is_held[index] = True
            parent[root(index)] = first
    groups: dict[int, list[int]] = {}
    for index in range(size):
        if is_held[index]:
            groups.setdefault(root(index), []).append(index)
    mine: dict[int, list[Row]] = {}
    for row in rows:
        mine.setdefault(root(row.weights[0][0]), []).append(row)
    free = tuple(index for index in range(size) if not is_held[index])
    alone = [Tied(options=free, rows=())] if free else []
    return (*alone, *(_tied(group, mine[first]) for first, group in groups.items()))


def _tied(group: Sequence[int], rows: Sequence[Row]) -> Tied:
    place = {index: number for number, index in enumerate(group)}
    renumbered = tuple(
        Row(
            weights=tuple((place[index], weight) for index, weight in row.weights),
            most=row.most,
            exactly=row.exactly,
            why=row.why,
        )
        for row in rows
    )
    return Tied(options=tuple(group), rows=renumbered)
