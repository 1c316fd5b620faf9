"""The relaxation helps, whole numbers prove: bounds that hold, nothing settled that a best plan lacks."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedlives.program import levels, relaxation
from sharedlives.program.matrix import SCALE, Rows
from sharedlives.program.relaxation import Relaxation
from sharedlives.program.rows import Component, Row
from sharedlives.program.solving import solve
from sharedlives.program.stopping import Stop


def a_row(*weights: tuple[int, int], most: int = 1, exactly: bool = False) -> Row:
    return Row(weights=weights, most=most, exactly=exactly, why="a test")


def one_of(*options: int) -> Row:
    return a_row(*((option, 1) for option in options))


def flags(size: int, *chosen: int) -> np.ndarray:
    return np.isin(np.arange(size), chosen)


def choices(size: int, rows: tuple[Row, ...]) -> list[tuple[int, ...]]:
    """Every choice that keeps to the rows, counted without any array."""

    def held(row: Row, choice: tuple[int, ...]) -> int:
        return sum(weight * choice[index] for index, weight in row.weights)

    return [
        choice
        for choice in product((0, 1), repeat=size)
        if all(
            held(row, choice) == row.most if row.exactly else held(row, choice) <= row.most for row in rows
        )
    ]


@st.composite
def components(draw: st.DrawFn) -> Component:
    """Small components with rows of every sort; about half have a relaxation that is not whole."""
    size = draw(st.integers(1, 7))
    places = st.lists(st.integers(0, size - 1), min_size=1, max_size=size, unique=True).map(sorted)
    rows = []
    for _ in range(draw(st.integers(0, 6))):
        some = draw(places)
        sort = draw(st.sampled_from(("one", "one", "one", "several", "weighed", "as often", "just one")))
        if sort == "one":
            rows.append(one_of(*some))
        elif sort == "several":
            rows.append(a_row(*((i, 1) for i in some), most=2))
        elif sort == "weighed":
            rows.append(a_row(*((i, draw(st.integers(1, 3))) for i in some), most=draw(st.integers(1, 4))))
        elif sort == "as often":
            signed = ((i, draw(st.sampled_from((1, -1)))) for i in some)
            rows.append(a_row(*signed, most=0, exactly=True))
        else:
            rows.append(a_row(*((i, 1) for i in some), exactly=True))
    if size > 2 and draw(st.booleans()):
        rows += [one_of(0, 1), one_of(1, 2), one_of(0, 2)]
    small, hashes = st.integers(-20, 100), st.integers(0, 2**20 - 1)
    levels = [draw(st.tuples(*[numbers] * size)) for numbers in (st.integers(0, 1), small, small, hashes)]
    return Component(size=size, worths=tuple(levels), rows=tuple(rows))


@given(components())
def test_every_level_reaches_what_the_best_of_all_choices_reaches(component):
    every = choices(component.size, component.rows)
    vectors = [tuple(sum(map(int.__mul__, worth, choice)) for worth in component.worths) for choice in every]

    solved = solve(component)

    assert solved.in_time
    if not vectors:
        assert solved.chosen is None
    else:
        assert solved.values == solved.bounds == max(vectors)
        assert solved.chosen is not None
        assert tuple(int(i in solved.chosen) for i in range(component.size)) in every


@given(components())
def test_the_bound_of_a_level_is_never_passed_and_what_is_settled_is_so_in_every_best_choice(component):
    every = choices(component.size, component.rows)
    worth = np.array(component.worths[1], dtype=np.int64)
    rows = Rows(component.size, component.rows)
    relaxation = Relaxation(rows)
    vertex = relaxation.best(worth, None)
    if not every or vertex is None:
        return
    values = [int(worth @ np.array(choice)) for choice in every]
    best = max(values)

    assert best * SCALE <= vertex.bound

    relaxation.narrow(vertex, vertex.bound - best * SCALE)
    for choice, value in zip(every, values, strict=True):
        if value == best:
            assert rows.keeps(np.array(choice, dtype=bool))


def test_a_relaxation_that_is_not_whole_is_searched_and_proven():
    # Any two of three are at odds: the relaxation takes half of each, 3/2 in all; a plan takes one.
    component = Component(size=3, worths=((1, 1, 1),), rows=(one_of(0, 1), one_of(1, 2), one_of(0, 2)))
    rows = Rows(3, component.rows)
    vertex = Relaxation(rows).best(np.array([1, 1, 1], dtype=np.int64), None)
    assert vertex is not None
    assert vertex.fractional.all()
    assert vertex.bound == 3 * SCALE // 2

    solved = solve(component)

    assert (solved.values, solved.bounds, solved.in_time) == ((1,), (1,), True)


def test_a_later_level_never_costs_anything_on_an_earlier_one():
    # Both at once are worth 2 on the first level; the second level would rather have option 2 alone.
    component = Component(
        size=3,
        worths=((1, 1, 1), (0, 0, 50)),
        rows=(one_of(0, 2), one_of(1, 2), a_row((0, 1), (1, 1), most=2)),
    )
    assert solve(component).values == (2, 0)


def test_choices_that_must_be_and_cannot_be_are_said_to_be_none():
    component = Component(
        size=2,
        worths=((1, 1),),
        rows=(a_row((0, 1), exactly=True), a_row((1, 1), exactly=True), one_of(0, 1)),
    )
    solved = solve(component)
    assert (solved.chosen, solved.values, solved.bounds, solved.in_time) == (None, (), (), True)


def test_without_any_time_the_answer_is_sound_and_says_how_far_off_it_may_be():
    component = Component(
        size=3, worths=((1, 1, 1), (5, 6, 7)), rows=(one_of(0, 1), one_of(1, 2), one_of(0, 2))
    )
    solved = solve(component, Stop(0.0))
    assert solved.chosen is not None
    assert not solved.in_time
    assert solved.values == tuple(sum(worth[i] for i in solved.chosen) for worth in component.worths)
    assert all(value <= bound for value, bound in zip(solved.values, solved.bounds, strict=True))
    assert solved.bounds[0] >= 1  # what can really be had


def test_where_the_relaxation_fails_the_search_proves_it_all(monkeypatch):
    monkeypatch.setattr(relaxation.Relaxation, "best", lambda *_: None)
    component = Component(
        size=3, worths=((1, 1, 1), (5, 6, 7)), rows=(one_of(0, 1), one_of(1, 2), one_of(0, 2))
    )
    solved = solve(component)
    assert (solved.chosen, solved.values, solved.bounds, solved.in_time) == ((2,), (1, 7), (1, 7), True)


def test_a_search_that_ends_early_goes_on_for_longer(monkeypatch):
    monkeypatch.setattr(levels, "_FIRST_EFFORT", 1e-9)
    monkeypatch.setattr(relaxation.Relaxation, "best", lambda *_: None)
    rows = tuple(one_of(i, (i + 1) % 9, (i + 3) % 9) for i in range(9))
    component = Component(size=9, worths=((3, 5, 4, 6, 2, 7, 5, 3, 4),), rows=rows)
    best = max(sum(map(int.__mul__, component.worths[0], choice)) for choice in choices(9, rows))
    solved = solve(component)
    assert solved.values == solved.bounds == (best,)


def test_what_is_worth_nothing_anywhere_is_proven_at_once():
    component = Component(size=2, worths=((0, 0), (3, 4)), rows=(one_of(0, 1),))
    solved = solve(component)
    assert (solved.chosen, solved.values, solved.bounds) == ((1,), (0, 4), (0, 4))


@pytest.mark.parametrize(
    ("chosen", "sound"), [((), True), ((0,), True), ((0, 1), False), ((2,), False), ((2, 3), True)]
)
def test_a_choice_keeps_to_rows_where_none_is_overfull_and_those_that_are_exact_are_exact(chosen, sound):
    rows = Rows(4, (one_of(0, 1), a_row((2, 1), (3, -1), most=0, exactly=True)))
    assert rows.keeps(flags(4, *chosen)) is sound


def test_options_beside_others_stand_in_a_row_of_which_one_can_be_taken():
    rows = Rows(5, (one_of(0, 1), one_of(1, 2), a_row((0, 1), (3, 1), most=2)))
    assert list(rows.beside(flags(5, 0)).nonzero()[0]) == [0, 1]


def test_a_row_added_later_counts_like_the_others():
    rows = Rows(2, ())
    assert rows.keeps(flags(2, 0, 1))
    rows.add((one_of(0, 1),))
    assert not rows.keeps(flags(2, 0, 1))


def test_where_whole_numbers_would_be_too_large_to_add_up_nothing_is_taken_for_proven():
    rows = Rows(2, (one_of(0, 1),))
    assert Relaxation(rows).best(np.array([2**50, 2**49], dtype=np.int64), None) is None


def test_bounds_that_add_up_to_too_much_are_not_taken_for_any():
    # Each option is worth less than 2^62 parts, all together more.
    size = 64
    rows = Rows(size, tuple(one_of(option) for option in range(size)))
    worth = np.full(size, 2**40, dtype=np.int64)
    assert Relaxation(rows).best(worth, None) is None
    assert Relaxation(rows).best(worth // size, None) is not None


def test_further_rows_bring_the_vertex_down():
    # Half of each of three that exclude each other two by two; with all three in one row, one of them.
    rows = Rows(3, (one_of(0, 1), one_of(1, 2), one_of(0, 2)))
    relaxation = Relaxation(rows)
    relaxation.best(np.array([1, 1, 1], dtype=np.int64), None)
    vertex = relaxation.better((one_of(0, 1, 2),), None)
    assert vertex is not None
    assert (vertex.bound, rows.most.tolist()) == (SCALE, [1, 1, 1, 1])


@pytest.mark.parametrize(("worth", "differs"), [((1, 1, 1, 0), False), ((5, 2, 9, 4), True)])
def test_the_simplex_is_chosen_by_whether_options_that_exclude_each_other_differ(worth, differs):
    rows = Rows(4, (one_of(0, 1, 2, 3), one_of(2, 3)))
    assert Relaxation(rows)._differs(np.array(worth, dtype=np.int64)) is differs
