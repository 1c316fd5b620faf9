"""The best choice of a program: brute force is the judge, on every level and of what is impossible."""

from __future__ import annotations

from collections import Counter

from attrs import evolve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from programs import (
    SORTS,
    best_vector,
    every_choice,
    is_sound,
    possible_programs,
    programs,
    sorts_that_cost,
    vector,
)

from sharedlives.program.posing import Program
from sharedlives.program.rows import Component
from sharedlives.program.rules import AtOnce
from sharedlives.program.solution import SolutionStatus, solve
from sharedlives.program.solving import solve as solve_component
from sharedlives.program.writing import pieces, written, written_plainly

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])


def chosen_in(program, ids):
    return tuple(choice for choice in program.choices if choice.id in set(ids))


@PATIENT
@given(programs())
def test_every_level_reaches_what_the_best_of_all_choices_reaches(program):
    best = best_vector(program)
    solution = solve(program)

    if best is None:
        assert (solution.status, solution.chosen, solution.levels) == (SolutionStatus.IMPOSSIBLE, None, ())
        assert solution.clash
    else:
        assert solution.status is SolutionStatus.PROVEN
        assert tuple(level.value for level in solution.levels) == best
        assert all(level.proven for level in solution.levels)
        assert is_sound(program, chosen_in(program, solution.chosen))
        assert vector(program, chosen_in(program, solution.chosen)) == best


@PATIENT
@given(programs(), st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_posed_changes_nothing(program, random):
    choices, rules = list(program.choices), list(program.rules)
    random.shuffle(choices)
    random.shuffle(rules)

    assert solve(Program(program.levels, choices, rules)) == solve(program)


@PATIENT
@given(possible_programs())
def test_splitting_into_components_gives_what_not_splitting_gives(program):
    rows = written(program)
    apart = pieces(rows)
    worths = [[0] * rows.size for _ in program.levels]
    for number, choice in enumerate(rows.choices):
        for level, points in choice.scores:
            worths[program.levels.index(level)][number] = points
    whole = solve_component(Component(size=rows.size, worths=tuple(map(tuple, worths)), rows=rows.rows))
    values = [solve_component(piece.component).values for piece in apart]

    assert whole.values == tuple(map(sum, zip(*values, strict=True)))


@PATIENT
@given(programs())
def test_rows_let_in_exactly_what_counting_by_hand_finds_sound(program):
    sound = {
        frozenset(choice.id for choice in chosen)
        for chosen in every_choice(program)
        if is_sound(program, chosen)
    }
    for rows in (written(program), written_plainly(program)):
        assert set(_let_in(rows)) == sound


def _let_in(rows):
    """Every set of choices for which some setting of the flags keeps to all rows."""
    number = len(rows.choices)
    for bits in range(2**number):
        chosen = {n for n in range(number) if bits >> n & 1}
        if any(_keeps(rows, chosen | flags) for flags in _flags(rows, chosen)):
            yield frozenset(rows.choices[n].id for n in chosen)


def _flags(rows, chosen):
    """The flags that must be up are those of kinds that are there; to put up more never helps."""
    needed = {
        next(flag for flag, _ in row.weights if flag >= len(rows.choices))
        for row in rows.rows
        if row.most == 0
        and not row.exactly
        and row.weights[-1][0] >= len(rows.choices)
        and any(n in chosen for n, _ in row.weights)
    }
    return [needed]


def _keeps(rows, taken):
    sums = [(row, sum(weight for n, weight in row.weights if n in taken)) for row in rows.rows]
    return all(total == row.most if row.exactly else total <= row.most for row, total in sums)


@PATIENT
@given(programs())
def test_without_any_one_of_the_rules_that_clash_the_others_could_be_kept(program):
    solution = solve(program)
    if solution.chosen is not None:
        return
    clashing = [rule for rule in program.rules if rule.sentence in solution.clash]
    assert best_vector(evolve(program, rules=(*_idle(program), *clashing))) is None
    for sentence in solution.clash:
        others = [rule for rule in program.rules if rule.sentence in set(solution.clash) - {sentence}]
        if not sentence.startswith("one choice for"):
            assert best_vector(evolve(program, rules=(*_idle(program), *others))) is not None


def _idle(program):
    """Rules that let everything be, so that every place has one."""
    return [AtOnce(rule.place, most=99, says="idle") for rule in program.rules if isinstance(rule, AtOnce)]


def test_the_programs_drawn_are_worth_the_trial():
    """In one of ten, at least, each sort has rules that cost something; some are impossible."""
    seen: Counter[str] = Counter()

    @settings(PATIENT, max_examples=100, derandomize=True, database=None, phases=[Phase.generate])
    @given(programs())
    def draw(program):
        seen.update(("all", *sorts_that_cost(program)))
        seen["impossible"] += best_vector(program) is None

    draw()

    assert seen["all"] >= 50
    assert all(seen[sort] >= seen["all"] / 10 for sort in SORTS), seen
    assert seen["all"] / 20 <= seen["impossible"] <= seen["all"] / 2
