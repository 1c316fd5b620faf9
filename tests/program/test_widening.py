"""Rows of which one option can be taken, made wide: the same whole choices, fewer of those in parts."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedlives.program import widening
from sharedlives.program.rows import Row
from sharedlives.program.widening import widened

SIZE = 7


def a_row(*weights: tuple[int, int], most: int = 1, exactly: bool = False) -> Row:
    return Row(weights=weights, most=most, exactly=exactly, why="a test")


def one_of(*options: int) -> Row:
    return a_row(*((option, 1) for option in options))


def keeps(rows: list[Row], choice: tuple[int, ...]) -> bool:
    held = [(row, sum(weight * choice[option] for option, weight in row.weights)) for row in rows]
    return all(total == row.most if row.exactly else total <= row.most for row, total in held)


def placed(rows: list[Row]) -> list[tuple[int, ...]]:
    return sorted(tuple(option for option, _ in row.weights) for row in rows)


@st.composite
def rows_of_every_sort(draw: st.DrawFn) -> list[Row]:
    places = st.lists(st.integers(0, SIZE - 1), min_size=1, max_size=4, unique=True).map(sorted)
    weighed = st.builds(
        lambda some, weights, most, exactly: a_row(
            *zip(some, weights, strict=False), most=most, exactly=exactly
        ),
        places,
        st.lists(st.integers(-1, 3).filter(bool), min_size=4, max_size=4),
        st.integers(0, 3),
        st.booleans(),
    )
    return draw(st.lists(st.one_of(places.map(lambda some: one_of(*some)), weighed), max_size=8))


@given(rows_of_every_sort(), st.sampled_from((1, 2, 8)))
def test_the_same_whole_choices_keep_to_them(rows, narrow):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(widening, "_NARROW", narrow)
        wide = widened(rows)

    for choice in product((0, 1), repeat=SIZE):
        assert keeps(wide, choice) == keeps(rows, choice)


def test_pairs_that_all_exclude_each_other_become_one_row():
    assert placed(widened([one_of(0, 1), one_of(1, 2), one_of(0, 2), one_of(2, 3)])) == [(0, 1, 2), (2, 3)]


def test_what_a_wide_row_says_already_is_not_said_again(monkeypatch):
    monkeypatch.setattr(widening, "_NARROW", 2)
    assert placed(widened([one_of(0, 1), one_of(0, 1, 2), one_of(2, 3)])) == [(0, 1, 2), (2, 3)]


def test_a_pair_is_widened_by_what_wide_rows_exclude(monkeypatch):
    # 0 excludes 3 and 4 in the wide row, 5 excludes each of the three: all four exclude each other.
    monkeypatch.setattr(widening, "_NARROW", 2)
    rows = [one_of(0, 3, 4), one_of(0, 5), one_of(3, 5), one_of(4, 5)]
    assert placed(widened(rows)) == [(0, 3, 4), (0, 3, 4, 5)]


def test_where_wide_rows_say_too_much_only_narrow_ones_are_asked(monkeypatch):
    monkeypatch.setattr(widening, "_NARROW", 2)
    monkeypatch.setattr(widening, "_MOST_NEIGHBOURS", 0)
    rows = [one_of(0, 3, 4), one_of(0, 5), one_of(3, 5), one_of(4, 5)]
    assert placed(widened(rows)) == [(0, 3, 4), (0, 5), (3, 5), (4, 5)]


def test_weights_of_which_no_two_fit_are_told_as_one_of_them():
    # Halves of both weigh 2 of 3; of one of two they are all there is.
    [row] = widened([a_row((0, 2), (1, 2), most=3)])
    assert (row.weights, row.most) == (((0, 1), (1, 1)), 1)


def test_a_row_of_which_several_can_be_taken_stays_as_it_is():
    rows = [a_row((0, 1), (1, 1), (2, 1), most=2), a_row((3, 2), most=1), a_row((0, 1), (1, -1), most=0)]
    assert widened(rows) == rows
