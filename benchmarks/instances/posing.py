"""What an instance is: something made already, that the library solves and whose components peers solve."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import suppress
from datetime import date
from typing import Any, Final

from attrs import frozen

from benchmarks.answers import Answer
from sharedlives import Scheme, match
from sharedlives.program import Program, solve
from sharedlives.program.executing import solve_all
from sharedlives.program.rows import Component
from sharedlives.program.solving import Solved

BESIDES: Final = frozenset({"arrays", "options", "rows", "check"})
"""Phases before and after the solving of components, which peers are spared."""


@frozen(kw_only=True)
class Ours:
    """What the library answered, component by component, and the seconds of each of its phases.

    `values` are what it says to have reached level by level, with what needed no solver. `recount` says what
    plain code counts in the answer, in the words of the instance.
    """

    answers: tuple[Answer, ...]
    phases: Mapping[str, float]
    values: tuple[int, ...]
    recount: Mapping[str, int] = {}

    @property
    def solving(self) -> float:
        """The seconds of what peers are asked to do as well."""
        return sum(seconds for phase, seconds in self.phases.items() if phase not in BESIDES)


class Instance(ABC):
    """One thing to solve."""

    @abstractmethod
    def components(self) -> Sequence[Component]:
        """What peers are given: whole numbers, split already, without what needs no solver."""

    @abstractmethod
    def solve(self, seconds: float | None) -> Ours:
        """What the library says within so many seconds."""


class Posed(Instance):
    """Components as they are."""

    def __init__(self, *components: Component) -> None:
        self._components = components

    def components(self) -> Sequence[Component]:
        """What was posed."""
        return self._components

    def solve(self, seconds: float | None) -> Ours:
        """Every level of every component."""
        begun = time.perf_counter()
        solved = solve_all(self._components, time_limit=seconds)
        taken = time.perf_counter() - begun
        values = tuple(map(sum, zip(*(each.values for each in solved), strict=True)))
        return Ours(answers=tuple(map(said, solved)), phases={"program": taken}, values=values)


Recount = Callable[[Sequence[str]], Mapping[str, int]]
"""What plain code counts in the ids of what was chosen."""


class Programmed(Instance):
    """A problem as an analyst poses it to the library."""

    def __init__(self, program: Program, recount: Recount) -> None:
        self._program, self._recount = program, recount

    def components(self) -> Sequence[Component]:
        """What the program falls apart into."""
        return _components_of(lambda executor: solve(self._program, executor=executor))

    def solve(self, seconds: float | None) -> Ours:
        """The best choice, checked by the library and recounted."""
        recorder = Recorder(solves=True)
        solution = solve(self._program, time_limit=seconds, executor=recorder)
        return Ours(
            answers=tuple(map(said, recorder.solved)),
            phases=solution.timings,
            values=tuple(level.value for level in solution.levels),
            recount=self._recount(solution.chosen or ()),
        )


class Matched(Instance):
    """A scheme to be matched on a day; at least `met` requests can be."""

    def __init__(self, scheme: Scheme, on: date, *, met: int = 0) -> None:
        self._scheme, self._on, self._met = scheme, on, met

    def components(self) -> Sequence[Component]:
        """What matching hands to the program."""
        return _components_of(lambda executor: match(self._scheme, self._on, executor=executor))

    def solve(self, seconds: float | None) -> Ours:
        """The plan over all open requests, as a host asks for it."""
        recorder = Recorder(solves=True)
        result = match(self._scheme, self._on, time_limit=seconds, executor=recorder)
        met = len(result.proposals)
        if met < self._met:
            raise AssertionError(f"{met} are met where {self._met} could be")
        return Ours(
            answers=tuple(map(said, recorder.solved)),
            phases=result.timings,
            values=tuple(level.value for level in result.levels),
            recount={"proposals": met},
        )


def _components_of(ask: Callable[[Executor], object]) -> Sequence[Component]:
    """What would be solved, nothing of it solved."""
    recorder = Recorder(solves=False)
    with suppress(EnoughError):
        ask(recorder)
    return recorder.components


class EnoughError(Exception):
    """The components are known, and nothing is to be solved."""


class Recorder(Executor):
    """Keeps the components that were to be solved, and their answers where it `solves` them, here and now."""

    def __init__(self, *, solves: bool) -> None:
        self._solves = solves
        self.components: list[Component] = []
        self.solved: list[Solved] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Keep the component, and its answer where there is to be one."""
        future: Future[Any] = Future()
        self.components.append(args[0])
        if self._solves:
            self.solved.append(fn(*args, **kwargs))
            future.set_result(self.solved[-1])
        else:
            future.set_exception(EnoughError())
        return future


def said(solved: Solved) -> Answer:
    """An answer of the program in the words of the benchmarks."""
    short = [value < bound for value, bound in zip(solved.values, solved.bounds, strict=True)]
    return Answer(chosen=solved.chosen, proven=[*short, True].index(True), bounds=solved.bounds)
