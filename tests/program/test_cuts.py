"""Further rows: every whole choice keeps to them, the vertex they are made for does not."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedlives.program import cuts
from sharedlives.program.cuts import Cutter, choices, near_of
from sharedlives.program.glop import Glop, Optimum
from sharedlives.program.matrix import SCALE, Rows
from sharedlives.program.relaxation import Relaxation
from sharedlives.program.rows import Row

WIDTHS = (3, 5, 9)


def a_row(*weights: tuple[int, int], most: int = 1, exactly: bool = False) -> Row:
    return Row(weights=weights, most=most, exactly=exactly, why="a test")


def several(most: int, *options: int) -> Row:
    return a_row(*((option, 1) for option in options), most=most)


RING = tuple(several(1, *sorted((one, (one + 1) % 5))) for one in range(5))
"""Five options, each at odds with the two beside it: two of them at most, two and a half in parts."""


def at_the_vertex(size: int, rows: tuple[Row, ...], worth: tuple[int, ...]) -> tuple[Rows, np.ndarray]:
    whole = Rows(size, rows)
    vertex = Relaxation(whole).best(np.array(worth, dtype=np.int64), None)
    assert vertex is not None
    return whole, vertex.shares


def held(row: Row, of_each: np.ndarray | tuple[int, ...]) -> float:
    return sum(weight * of_each[option] for option, weight in row.weights)


def whole_choices(whole: Rows, size: int) -> list[tuple[int, ...]]:
    return [choice for choice in product((0, 1), repeat=size) if whole.keeps(np.array(choice, dtype=bool))]


@st.composite
def problems(draw: st.DrawFn) -> tuple[int, tuple[Row, ...], tuple[int, ...]]:
    """Options with rows of one, of two and with weights; about half the relaxations are not whole."""
    size = draw(st.integers(5, 9))
    places = st.lists(st.integers(0, size - 1), min_size=2, max_size=4, unique=True).map(sorted)
    most = st.sampled_from((1, 1, 1, 2))
    rows = [several(draw(most), *draw(places)) for _ in range(draw(st.integers(3, 12)))]
    weights = draw(st.lists(st.integers(1, 3), min_size=size, max_size=size))
    rows.append(a_row(*enumerate(weights), most=draw(st.integers(3, 9))))
    return size, (*rows, *RING), draw(st.tuples(*[st.integers(1, 9)] * size))


@given(problems())
def test_every_whole_choice_keeps_to_a_further_row_and_the_vertex_does_not(problem):
    size, rows, worth = problem
    whole, shares = at_the_vertex(size, rows, worth)

    for further in Cutter(whole).cuts(shares, WIDTHS):
        assert held(further, shares) > further.most
        assert all(held(further, choice) <= further.most for choice in whole_choices(whole, size))


@given(problems())
def test_rows_of_all_options_bring_the_bound_down_to_the_best_whole_choice(problem):
    size, rows, worth = problem
    whole = Rows(size, rows)
    best = max(sum(map(int.__mul__, worth, choice)) for choice in whole_choices(whole, size))
    relaxation, cutter = Relaxation(whole), Cutter(whole)
    vertex = relaxation.best(np.array(worth, dtype=np.int64), None)
    bounds = []
    while vertex is not None and (further := cutter.cuts(vertex.shares, WIDTHS)):
        bounds.append(vertex.bound)
        vertex = relaxation.better(further, None)

    assert vertex is not None
    assert vertex.bound // SCALE == best
    assert len(bounds) < 50


def test_of_an_odd_ring_two_can_be_taken_and_a_further_row_says_so():
    whole, shares = at_the_vertex(5, RING, (1, 1, 1, 1, 1))
    assert shares == pytest.approx([1 / 2] * 5)

    [row] = Cutter(whole).cuts(shares, (3, 5))

    assert (row.weights, row.most) == (tuple((option, 1) for option in range(5)), 2)


def test_who_excludes_all_others_of_a_home_with_two_places_counts_for_two():
    # 0 is worth 3 and alone, two of the others are worth 4; half of each comes to 3/2 + 3.
    rows = (several(1, 0, 1), several(1, 0, 2), several(1, 0, 3), several(2, 0, 1, 2, 3))
    whole, shares = at_the_vertex(4, rows, (3, 2, 2, 2))
    assert shares == pytest.approx([1 / 2] * 4)

    [row] = Cutter(whole).cuts(shares, WIDTHS)

    assert (row.weights, row.most) == (((0, 2), (1, 1), (2, 1), (3, 1)), 2)


def test_where_nothing_has_changed_nothing_is_sought_again(monkeypatch):
    # Half of one and half of the other is a mixture of the two.
    whole = Rows(3, (several(1, 0, 1, 2),))
    shares = np.array([1 / 2, 1 / 2, 0])
    cutter = Cutter(whole)
    assert cutter.cuts(shares, WIDTHS) == []
    monkeypatch.setattr(cuts, "row_between", None)
    assert cutter.cuts(shares, WIDTHS) == []


def test_rows_that_can_lose_weight_say_nothing_of_a_few_of_their_options():
    # 0 only together with 1: of 0 alone the row says nothing.
    together = a_row((0, 1), (1, -1), most=0)
    near, parts = near_of(Rows(3, (together, several(1, 0, 2))), np.array([1 / 2, 1 / 2, 1 / 2]))
    assert near.by_row == {1: ((0, 1), (2, 1))}
    assert parts == [0, 1, 2]


def test_what_is_settled_leaves_less_room():
    # 0 is taken: of the three places two are left for 1, 2 and 3.
    whole = Rows(4, (several(3, 0, 1, 2, 3),))
    whole.taken[0] = True
    near, _ = near_of(whole, np.array([1, 1 / 2, 3 / 4, 3 / 4]))
    assert (near.by_row, near.room) == ({0: ((1, 1), (2, 1), (3, 1))}, {0: 2})


def test_too_many_choices_to_list_are_not_listed(monkeypatch):
    monkeypatch.setattr(cuts, "_MOST_CHOICES", 3)
    whole, shares = at_the_vertex(5, RING, (1, 1, 1, 1, 1))
    assert Cutter(whole).cuts(shares, WIDTHS) == []


def no_help(small: Glop) -> None:
    del small


def odd_weights(small: Glop) -> Optimum:
    size = small._size
    return Optimum(shares=np.linspace(0.812345, 0.9, size), duals=np.zeros(0))


@pytest.mark.parametrize("best", [no_help, odd_weights])
def test_whatever_weights_the_small_program_gives_no_whole_choice_breaks_the_row(monkeypatch, best):
    whole, vertex = at_the_vertex(5, RING, (1, 1, 1, 1, 1))
    monkeypatch.setattr(Glop, "best", best)

    rows = Cutter(whole).cuts(vertex, WIDTHS)

    assert bool(rows) == (best is odd_weights)
    for row in rows:
        assert all(held(row, choice) <= row.most for choice in whole_choices(whole, 5))


weights_and_rooms = st.integers(1, 6).flatmap(
    lambda size: st.lists(
        st.tuples(st.lists(st.integers(0, 3), min_size=size, max_size=size), st.integers(0, 5)),
        min_size=1,
        max_size=4,
    )
)


@given(weights_and_rooms)
def test_choices_are_all_those_to_which_none_can_be_added(limits):
    size = len(limits[0][0])
    fitting = [
        choice
        for choice in product((0, 1), repeat=size)
        if all(sum(map(int.__mul__, weights, choice)) <= room for weights, room in limits)
    ]
    fullest = {
        one
        for one in fitting
        if not any(one != other and all(map(int.__le__, one, other)) for other in fitting)
    }

    listed = choices(np.array([weights for weights, _ in limits]), np.array([room for _, room in limits]))

    assert listed is not None
    assert {tuple(map(int, choice)) for choice in listed} == fullest
    assert len(listed) == len(fullest)
