"""What each level costs those below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor

from attrs import evolve, frozen

from sharedlives.program.executing import solve_all
from sharedlives.program.posing import Program
from sharedlives.program.rows import Component
from sharedlives.program.solution import Difference, Solution
from sharedlives.program.writing import pieces, written


@frozen(kw_only=True)
class Price:
    """What one level costs those below it, by coming before them.

    Attributes
    ----------
    level
        The name of the level.
    itself
        How much more of it there would be if it came last: less than nothing is what its place brings.
    below
        How much more of each level below there would be, in their order: what its place costs them; less than
        nothing where it helps them.
    """

    level: str
    itself: Difference
    below: tuple[Difference, ...]

    @property
    def proven(self) -> bool:
        """Whether all of it is exactly so much."""
        return self.itself.proven and all(each.proven for each in self.below)

    @property
    def sentence(self) -> str:
        """All of it in words.

        Examples
        --------
        >>> itself = Difference(level="urgent", value=-2, bound=-2)
        >>> fit = Difference(level="fit", value=41, bound=41)
        >>> Price(level="urgent", itself=itself, below=(fit,)).sentence
        'urgent where it is: 2 more of it, 41 less of fit'
        """
        moved = [(-self.itself.value, "it"), *((-each.value, each.level) for each in self.below)]
        said = [f"{abs(by)} {'more' if by > 0 else 'less'} of {level}" for by, level in moved if by]
        not_proven = "" if self.proven else " (not proven)"
        return f"{self.level} where it is: {', '.join(said) or 'nothing more and nothing less'}{not_proven}"


def prices(
    program: Program,
    solution: Solution,
    *,
    time_limit: float | None = None,
    executor: Executor | None = None,
    cancel: Callable[[], bool] | None = None,
) -> tuple[Price, ...]:
    """What each level but the last costs those below it, by coming before them.

    The price of a level is the difference that it makes to put it last: the program is solved once more for
    each level, with that one moved behind all others and these as they were, and what each level below it
    then reaches is compared with what it reaches in the solution. Only parts of the program are solved again
    in which the level counts. “Meeting the two urgent first lowers fit by 41” reads: `itself` is -2, and fit
    is 41 in `below`.

    Parameters
    ----------
    program, solution
        What was posed, and a solution of it that is not impossible. The levels above the one moved stay as
        they are, if the solution is proven.
    time_limit
        Seconds for each level; where it bites, a difference and its bound are not the same.
    executor
        Where components are solved; the answer is the same.
    cancel
        Asked now and then whether to stop, as in `solve`.
    """
    taken = frozenset(solution.chosen or ())
    parts = [(part, part.reaches(taken)) for part in pieces(written(program))]
    found = []
    for number, level in enumerate(program.levels[:-1]):
        some = [(part, now) for part, now in parts if any(part.component.worths[number])]
        order = [*(n for n in range(len(program.levels)) if n != number), number]
        answers = solve_all(
            [_reordered(part.component, order) for part, _ in some],
            time_limit=time_limit,
            executor=executor,
            cancel=cancel,
        )
        more = [Difference(level=name, value=0, bound=0) for name in program.levels]
        for (_, now), answer in zip(some, answers, strict=True):
            for n, then, bound in zip(order, answer.values, answer.bounds, strict=True):
                more[n] = Difference(
                    level=program.levels[n],
                    value=more[n].value + then - now[n],
                    bound=more[n].bound + bound - now[n],
                )
        found.append(Price(level=level, itself=more[number], below=tuple(more[number + 1 :])))
    return tuple(found)


def _reordered(component: Component, order: Sequence[int]) -> Component:
    return evolve(component, worths=tuple(component.worths[number] for number in order))
