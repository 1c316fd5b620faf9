"""What binds: for somebody who is not met, what keeps each of their choices out, and what it would cost."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from sharedlives.errors import UnknownIdError
from sharedlives.program.checking import Breach, breaches
from sharedlives.program.posing import Choice, Program
from sharedlives.program.rows import Row
from sharedlives.program.rules import AllOrNone, AtMostOne, AtOnce, InAll, Keep, Rule
from sharedlives.program.solution import Difference, Solution, clash_in
from sharedlives.program.solving import solve
from sharedlives.program.stopping import Stop
from sharedlives.program.writing import Piece, pieces, written


@frozen(kw_only=True)
class KeptOut:
    """What keeps one choice out.

    Attributes
    ----------
    choice
        Its id.
    obstacles
        Every rule that it would break beside what is chosen, with the choices in its way and the days; empty
        where it could simply be added.
    differences
        How much more each level would reach in the best solution with it, in their order; the first one that
        is less than nothing outranks it. Empty where it can never be.
    clash
        Where it can never be: rules that cannot all be kept with it, in words.
    """

    choice: str
    obstacles: tuple[Breach, ...]
    differences: tuple[Difference, ...] = ()
    clash: tuple[str, ...] = ()

    @property
    def outranked_by(self) -> Difference | None:
        """The first level on which something would be lost; None where nothing would, or it can never be."""
        return next((each for each in self.differences if each.bound < 0), None)

    @property
    def sentence(self) -> str:
        """All of it in words."""
        said = [breach.sentence for breach in self.obstacles]
        if self.clash:
            said.append(f"it can never be, because of: {'; '.join(self.clash)}")
        elif self.outranked_by is not None:
            said.append(f"taking it would lower {self.outranked_by.level} by {-self.outranked_by.bound}")
        return f"{self.choice}: {'; '.join(said) or 'nothing keeps it out'}"


def what_binds(
    program: Program, solution: Solution, who: str, *, time_limit: float | None = None
) -> tuple[KeptOut, ...]:
    """What keeps each choice out that would meet somebody, one by one, in the order of their ids.

    First what is plain: the choice is put beside what is chosen, and every rule that this breaks is an
    obstacle, with who is in the way. Where somebody is met already, theirs is given up for it, so that one
    may ask as well why it is not another. Then what it would cost: the part of the program that the choice
    is in is solved again with the choice kept.

    Parameters
    ----------
    program, solution
        What was posed, and a solution of it that is not impossible.
    who
        Whom it is about.
    time_limit
        Seconds for all of it; where it bites, differences are bounds, and not proven.

    Raises
    ------
    UnknownIdError
        Where no choice meets anybody of that name.
    """
    theirs = sorted((choice for choice in program.choices if who in choice.meets), key=lambda each: each.id)
    if not theirs:
        raise UnknownIdError(f"no choice meets {who}")
    taken = frozenset(solution.chosen or ())
    others = [choice for choice in program.choices if choice.id in taken and who not in choice.meets]
    given_up = [choice for choice in theirs if choice.id in taken]
    rules = tuple(_rules_about((*theirs, *given_up), program.rules))
    stop = Stop(None if time_limit is None else time.monotonic() + time_limit)
    parts = {choice.id: part for part in pieces(written(program)) for choice in part.choices}
    found = []
    for choice in theirs:
        if choice.id not in taken:
            obstacles = tuple(
                evolve(breach, by=tuple(name for name in breach.by if name != choice.id))
                for breach in breaches(program, [*others, choice], rules)
            )
            found.append(_kept_out(program, parts[choice.id], choice, obstacles, taken, stop))
    return tuple(found)


def _rules_about(choices: Sequence[Choice], rules: Sequence[Rule]) -> Iterator[Rule]:
    """The rules that may be kept or broken by whether these choices are taken."""
    ids = {choice.id for choice in choices}
    who = {name for choice in choices for name in choice.meets}
    places = {take.place for choice in choices for take in choice.takes}
    for rule in rules:
        match rule:
            case AtOnce():
                is_about = rule.place in places
            case AllOrNone():
                is_about = not who.isdisjoint(rule.who)
            case AtMostOne() | Keep():
                is_about = not ids.isdisjoint(rule.choices)
            case InAll():
                is_about = any(name in ids for name, _ in rule.counts)
        if is_about:
            yield rule


def _kept_out(
    program: Program,
    part: Piece,
    choice: Choice,
    obstacles: tuple[Breach, ...],
    taken: frozenset[str],
    stop: Stop,
) -> KeptOut:
    place = part.choices.index(choice)
    kept = Row(weights=((place, 1),), most=1, exactly=True, why=f"keep {choice.id}")
    component = evolve(part.component, rows=(*part.component.rows, kept))
    answer = solve(component, stop)
    if answer.chosen is None:
        keep = Keep(choice.id)
        clash = clash_in(evolve(program, rules=(*program.rules, keep)), part)
        others = tuple(sentence for sentence in clash if sentence != keep.sentence)
        return KeptOut(choice=choice.id, obstacles=obstacles, clash=others)
    return KeptOut(
        choice=choice.id,
        obstacles=obstacles,
        differences=tuple(
            Difference(level=level, value=then - now, bound=bound - now)
            for level, now, then, bound in zip(
                program.levels, part.reaches(taken), answer.values, answer.bounds, strict=True
            )
        ),
    )
