"""The search over what is left open: the best of it, from what is held, and how it ends."""

from __future__ import annotations

import numpy as np
import pytest

from sharedlives.errors import OwnBugError
from sharedlives.program.matrix import Rows
from sharedlives.program.rows import Row
from sharedlives.program.search import Effort, search
from sharedlives.program.stopping import Stop


def a_row(*weights: tuple[int, int], most: int = 1, exactly: bool = False) -> Row:
    return Row(weights=weights, most=most, exactly=exactly, why="a test")


def searched(rows, worth, *, free, held=(), known=(), bound=1_000, effort=None, least=None):
    size = len(worth)

    def flags(places):
        return None if places is None else np.isin(np.arange(size), places)

    return search(
        Rows(size, rows),
        np.array(worth, dtype=np.int64),
        free=flags(free),
        held=flags(held),
        known=flags(known),
        bound=bound,
        effort=effort or Effort(),
        least=least,
    )


def chosen(found):
    return None if found.chosen is None else [int(i) for i in found.chosen.nonzero()[0]]


def test_the_best_of_what_is_free_is_found_beside_what_is_held():
    # Two places; option 0 is held, so one of 1 and 2 fits beside it: 5 + 7.
    found = searched((a_row((0, 1), (1, 1), (2, 1), most=2),), (5, 6, 7), free=(1, 2), held=(0,))
    assert (chosen(found), found.bound, found.is_final) == ([0, 2], 12, True)


def test_what_is_not_free_is_left():
    found = searched((), (5, 6, 7), free=(1,))
    assert chosen(found) == [1]


def test_weights_count_as_often_as_they_say():
    # 2 + 2 > 3, 2 + 1 = 3: options 0 and 2, worth 9.
    found = searched((a_row((0, 2), (1, 2), (2, 1), most=3),), (5, 4, 4), free=(0, 1, 2))
    assert chosen(found) == [0, 2]


def test_those_who_go_together_are_taken_as_often_as_each_other():
    together = a_row((0, 1), (1, -1), most=0, exactly=True)
    found = searched((together, a_row((1, 1), (2, 1))), (9, 0, 5), free=(0, 1, 2))
    assert chosen(found) == [0, 1]


def test_a_row_that_must_be_full_is_filled_though_it_costs():
    found = searched((a_row((0, 1), (1, 1), exactly=True),), (-3, -5), free=(0, 1), known=None)
    assert chosen(found) == [0]


def test_where_nothing_keeps_to_the_rows_the_search_ends_with_nothing():
    must = (a_row((0, 1), exactly=True), a_row((1, 1), exactly=True), a_row((0, 1), (1, 1)))
    found = searched(must, (1, 1), free=(0, 1), known=None)
    assert (found.chosen, found.is_final) == (None, True)


@pytest.mark.parametrize("row", [a_row((0, 1), exactly=True), a_row((0, 2), most=1)])
def test_what_is_held_may_make_a_row_impossible_though_nothing_of_it_is_free(row):
    held = () if row.exactly else (0,)
    found = searched((row,), (1, 1), free=(1,), held=held, known=None)
    assert (found.chosen, found.is_final) == (None, True)


def test_a_search_without_time_says_that_it_has_not_ended():
    rows = tuple(a_row((i, 1), ((i + 1) % 30, 1), ((i + 7) % 30, 1)) for i in range(30))
    found = searched(rows, tuple(range(1, 31)), free=range(30), known=None, effort=Effort(stop=Stop(0.0)))
    assert not found.is_final
    assert found.bound <= 1_000


def test_a_program_that_is_wrong_is_a_fault_of_ours():
    # A weight beyond what CP-SAT can count with.
    too_heavy = a_row((0, 2**62), (1, 2**62), most=2**62)
    with pytest.raises(OwnBugError, match="the program is wrong: MODEL_INVALID"):
        searched((too_heavy,), (1, 1), free=(0, 1))


def test_only_what_is_worth_enough_is_looked_for():
    rows = (a_row((0, 1), (1, 1)),)
    assert chosen(searched(rows, (5, 6), free=(0, 1), least=6)) == [1]
    nothing = searched(rows, (5, 6), free=(0, 1), least=7)
    assert (nothing.chosen, nothing.is_final) == (None, True)


def test_what_is_held_counts_towards_what_the_choice_is_worth():
    found = searched((), (5, 6), free=(1,), held=(0,), least=11)
    assert chosen(found) == [0, 1]
