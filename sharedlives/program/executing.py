"""All components of a program, solved here one after the other, or wherever an executor has them solved."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, wait
from typing import Final

from sharedlives.program.obvious import obvious
from sharedlives.program.rows import Component
from sharedlives.program.solving import Solved, solve
from sharedlives.program.stopping import ASKED_EVERY, Cancel, Stop

Told = Callable[[int, int, int, int, int], None]
"""Told of each level that a component reaches: which component, of how many, which level, value and bound."""

PATIENCE: Final = 2.0
"""Seconds that what is being solved elsewhere has to come to an end, once somebody has asked to stop."""


def solve_all(
    components: Sequence[Component],
    *,
    time_limit: float | None = None,
    executor: Executor | None = None,
    told: Told | None = None,
    cancel: Cancel | None = None,
) -> tuple[Solved, ...]:
    """Solve every component, each proven on every level unless it is to stop before.

    Parameters
    ----------
    components
        What to solve.
    time_limit
        Seconds for all of them; None for as long as it takes.
    executor
        Where to solve them; None for here and now, one after the other. The answers are the same.
    told
        Called for each level of each component that needs a solver, in the order in which they are solved:
        as it is reached where that is here, and after each component where it is elsewhere.
    cancel
        Whether to stop. What is being solved in another process has two seconds to come to its end; after
        that it is not waited for, and the best that is quickly found is taken for it.
    """
    stop = Stop(None if time_limit is None else time.monotonic() + time_limit, cancel)
    solved = {number: found for number, each in enumerate(components) if (found := obvious(each))}
    # The largest first: it is the one that others wait for.
    open_ones = [number for number in range(len(components)) if number not in solved]
    largest_first = sorted(open_ones, key=lambda number: -components[number].size)
    left = {number: components[number] for number in largest_first}
    telling = _Telling(told, len(left))
    solved |= _here(left, stop, telling) if executor is None else _elsewhere(left, executor, stop, telling)
    return tuple(solved[number] for number in range(len(components)))


class _Telling:
    """How far it is: counts components and says what each reaches."""

    def __init__(self, told: Told | None, of: int) -> None:
        self._told = told
        self._of = of
        self._number = 0

    def begin(self) -> None:
        """The next component."""
        self._number += 1

    def level(self, level: int, value: int, bound: int) -> None:
        """It has reached a level."""
        if self._told is not None:
            self._told(self._number, self._of, level, value, bound)

    def all_of(self, solved: Solved) -> None:
        """The next component with all its levels."""
        self.begin()
        for level, (value, bound) in enumerate(zip(solved.values, solved.bounds, strict=True)):
            self.level(level, value, bound)


def _here(left: Mapping[int, Component], stop: Stop, telling: _Telling) -> dict[int, Solved]:
    found = {}
    for number, component in left.items():
        telling.begin()
        found[number] = solve(component, stop, telling.level)
    return found


def _elsewhere(
    left: Mapping[int, Component], executor: Executor, stop: Stop, telling: _Telling
) -> dict[int, Solved]:
    futures = {executor.submit(solve, component, stop): number for number, component in left.items()}
    found: dict[int, Solved] = {}
    asked_at: float | None = None
    waiting = set(futures)
    while waiting and (asked_at is None or time.monotonic() < asked_at + PATIENCE):
        done, waiting = wait(
            waiting, timeout=ASKED_EVERY if stop.can_be_asked else None, return_when=FIRST_COMPLETED
        )
        for future in done:
            found[futures[future]] = future.result()
            telling.all_of(found[futures[future]])
        if asked_at is None and stop.is_cancelled():
            asked_at = time.monotonic()
            waiting = {future for future in waiting if not future.cancel()}
    late = {number: component for number, component in left.items() if number not in found}
    return found | _here(late, stop, telling)
