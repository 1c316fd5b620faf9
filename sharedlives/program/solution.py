"""The best choice there is, proven, checked, and what it reaches on each level."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from enum import StrEnum

from attrs import evolve, field, frozen

from sharedlives.errors import OwnBugError
from sharedlives.program.checking import check, score
from sharedlives.program.clash import any_choice, clash_of
from sharedlives.program.executing import solve_all
from sharedlives.program.posing import Program
from sharedlives.program.solving import Solved
from sharedlives.program.stopping import Cancel
from sharedlives.program.writing import Piece, one_choice_for, pieces, written, written_plainly


class SolutionStatus(StrEnum):
    """How certain a solution is."""

    PROVEN = "proven"
    """No choice does better on any level, given those before it."""
    BEST_SO_FAR = "best so far"
    """The search was ended by a time limit or by whoever asked; each level says how far off it may be."""
    IMPOSSIBLE = "impossible"
    """No choice keeps to all rules; `clash` names some that cannot all be kept."""


@frozen(kw_only=True)
class Reached:
    """What a solution reaches on one level; `bound` is what none can pass, given the levels before."""

    name: str
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether nothing better is possible."""
        return self.value == self.bound


@frozen(kw_only=True)
class Difference:
    """How much more a level would reach otherwise than it does; `bound` is how much more it can be at most.

    The bound holds given what is then reached on the levels before, as every bound does.
    """

    level: str
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether it is exactly so much."""
        return self.value == self.bound


@frozen(kw_only=True)
class Solution:
    """What to choose, checked. Two are equal where everything but `timings` is.

    Attributes
    ----------
    status
        How certain it is.
    chosen
        The ids of what is chosen, in order; None where it is impossible.
    levels
        What is reached on each level, in their order; empty where it is impossible.
    clash
        Where it is impossible: the rules that cannot all be kept, in words; without any one of them the
        others could be.
    repeatable
        Whether the same program gives the same solution again; not where a time limit bit.
    timings
        Seconds by phase.
    """

    status: SolutionStatus
    chosen: tuple[str, ...] | None
    levels: tuple[Reached, ...] = ()
    clash: tuple[str, ...] = ()
    repeatable: bool = True
    timings: dict[str, float] = field(factory=dict, eq=False, hash=False)


@frozen(kw_only=True)
class Progress:
    """How far a search is: what a component has reached on one level.

    Attributes
    ----------
    component, of
        The how-many-eth component it is, in the order in which they are solved, of those that need a solver.
    level
        The name of the level.
    value, bound
        What it reaches, and what no choice can pass there.
    """

    component: int
    of: int
    level: str
    value: int
    bound: int


def solve(
    program: Program,
    *,
    time_limit: float | None = None,
    executor: Executor | None = None,
    progress: Callable[[Progress], object] | None = None,
    cancel: Cancel | None = None,
) -> Solution:
    """The best choice there is, level by level, each proven before the next one is tried for.

    Where several are equally best on all levels it is one of them, the same one each time. Let the last level
    be a tie-break of your own where it must not change with a new version of the solver.

    Parameters
    ----------
    program
        What is posed.
    time_limit
        Seconds for the search; None for as long as a proof takes. Where it bites, the status says so, and the
        solution is the best so far with its bounds. Whether the rules can be kept at all is found out first,
        however long that takes.
    executor
        Where components are solved; None for here, one after the other. The answer is the same.
    progress
        Called with a `Progress` for each level that a component reaches: as it does where it is solved here,
        after each component where it is solved elsewhere. What is plain to see is not told.
    cancel
        Asked now and then, perhaps from another thread, whether to stop; True ends the search as a time limit
        does. What runs in another process then is not waited for beyond two seconds, and left to itself.

    Raises
    ------
    OwnBugError
        Where the solution fails its own check: a bug of ours, and nothing is returned.
    """
    begun = time.perf_counter()
    parts = pieces(written(program))
    posed = time.perf_counter()

    def told(component: int, of: int, level: int, value: int, bound: int) -> None:
        if progress is not None:
            name = program.levels[level]
            progress(Progress(component=component, of=of, level=name, value=value, bound=bound))

    solved = solve_all(
        [part.component for part in parts],
        time_limit=time_limit,
        executor=executor,
        told=told,
        cancel=cancel,
    )
    found = time.perf_counter()
    solution = _impossible(program, parts, solved) or _possible(program, parts, solved)
    _refuse_unless_sound(program, solution)
    timings = {"rows": posed - begun, "program": found - posed, "check": time.perf_counter() - found}
    return evolve(solution, timings=timings)


def _possible(program: Program, parts: Sequence[Piece], solved: Sequence[Solved]) -> Solution:
    levels = tuple(
        Reached(
            name=name,
            value=sum(answer.values[number] for answer in solved),
            bound=sum(answer.bounds[number] for answer in solved),
        )
        for number, name in enumerate(program.levels)
    )
    proven = all(level.proven for level in levels)
    return Solution(
        status=SolutionStatus.PROVEN if proven else SolutionStatus.BEST_SO_FAR,
        chosen=tuple(sorted(_chosen(parts, solved))),
        levels=levels,
        repeatable=all(answer.in_time for answer in solved),
    )


def _chosen(parts: Sequence[Piece], solved: Sequence[Solved]) -> Iterator[str]:
    """The ids of what is chosen in each component; flags are no choices."""
    for part, answer in zip(parts, solved, strict=True):
        yield from (part.choices[n].id for n in answer.chosen or () if n < len(part.choices))


def _impossible(program: Program, parts: Sequence[Piece], solved: Sequence[Solved]) -> Solution | None:
    """Which rules cannot all be kept, of the first component in which they cannot."""
    for part, answer in zip(parts, solved, strict=True):
        if answer.chosen is None:
            return Solution(status=SolutionStatus.IMPOSSIBLE, chosen=None, clash=clash_in(program, part))
    return None


def clash_in(program: Program, part: Piece) -> tuple[str, ...]:
    """Rules that cannot all be kept, in words, where a component has no choice that keeps to its rows."""
    mine = {choice.id for choice in part.choices}
    always = frozenset(one_choice_for(who) for choice in part.choices for who in choice.meets)
    clashing = [
        clash_of(piece.component.size, piece.component.rows, always)
        for piece in pieces(written_plainly(program))
        if mine.intersection(choice.id for choice in piece.choices)
        and piece.component.rows
        and any_choice(piece.component.size, piece.component.rows) is None
    ]
    return clashing[0]


def _refuse_unless_sound(program: Program, solution: Solution) -> None:
    """Nothing leaves the solver unchecked."""
    if solution.chosen is None:
        return
    problems = check(program, solution.chosen)
    if problems:
        raise OwnBugError("a solution failed its check: " + "; ".join(problems))
    plain = score(program, solution.chosen)
    for level in solution.levels:
        if plain[level.name] != level.value:
            raise OwnBugError(
                f"{level.name}: the solver says {level.value}, counting says {plain[level.name]}"
            )
