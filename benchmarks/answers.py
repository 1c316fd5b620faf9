"""What somebody answered to components, gone over again by plain code that knows no solver."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from attrs import frozen

from sharedlives.program.rows import Component


class DisagreeError(Exception):
    """Two who say that they proved something cannot both be right, or a choice breaks a row."""


@frozen(kw_only=True)
class Answer:
    """The options chosen of one component, None where there are none, and how many levels are proven.

    Levels are proven in order: `proven` counts those from the first on of which it is said that nothing
    better is there. `bounds` are what no choice can pass, level by level, where that is known.
    """

    chosen: tuple[int, ...] | None
    proven: int
    bounds: tuple[int, ...] = ()


@frozen(kw_only=True)
class Checked:
    """An answer whose rows and values plain code has worked out again."""

    values: tuple[int, ...]
    proven: int
    bounds: tuple[int, ...]


def checked(component: Component, answer: Answer) -> Checked:
    """The values of an answer; one that breaks a row, or is better than its own bound, raises."""
    if answer.chosen is None:
        return Checked(values=(), proven=0, bounds=answer.bounds)
    chosen = set(answer.chosen)
    if len(chosen) != len(answer.chosen):
        raise DisagreeError("an option was chosen twice")
    for row in component.rows:
        held = sum(weight for option, weight in row.weights if option in chosen)
        if held > row.most or (row.exactly and held != row.most):
            raise DisagreeError(f"{row.why}: {held} of {row.most}")
    values = tuple(sum(worth[option] for option in chosen) for worth in component.worths)
    for level, (value, bound) in enumerate(zip(values, answer.bounds, strict=False)):
        if value > bound:
            raise DisagreeError(f"level {level} reached {value} beyond its own bound {bound}")
        if value < bound:
            break
    return Checked(values=values, proven=answer.proven, bounds=answer.bounds)


def hold_together(one: Sequence[Checked], other: Sequence[Checked]) -> None:
    """Raise where two answers to the same components contradict each other.

    At the first level on which they differ, whoever has less must not say that it is proven, nor give a
    bound below what the other reached. What stands below that level follows other choices and says nothing.
    """
    for number, (first, second) in enumerate(zip(one, other, strict=True)):
        for level, (mine, yours) in enumerate(zip_longest(first.values, second.values)):
            if mine is None or yours is None:
                break
            if mine == yours:
                continue
            less, more = (first, yours) if mine < yours else (second, mine)
            if less.proven > level or more > min(less.bounds[level : level + 1], default=more):
                raise DisagreeError(
                    f"component {number}, level {level}: {mine} and {yours}, of which the lesser was proven"
                )
            break
