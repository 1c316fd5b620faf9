"""The program: each level proven before the next, keeps to its rows, and is never cut off without a plan."""

from __future__ import annotations

import pytest

from sharedlives.errors import OwnBugError
from sharedlives.program import clash
from sharedlives.program.clash import clash_of
from sharedlives.program.rows import Component, Row
from sharedlives.program.solving import solve
from sharedlives.program.stopping import Stop


def a_row(*places: int, most: int = 1, exactly: bool = False, why: str = "a row") -> Row:
    return Row(weights=tuple((place, 1) for place in places), most=most, exactly=exactly, why=why)


def a_component(*worths: tuple[int, ...], rows: tuple[Row, ...] = ()) -> Component:
    return Component(size=len(worths[0]), worths=worths, rows=rows)


LATE = Stop(0.0)
"""At a moment long past on the monotonic clock."""


def test_a_later_level_never_costs_anything_on_an_earlier_one():
    # One of two: the first is worth 1 now and 0 later, the second 0 now and 9 later.
    answer = solve(a_component((1, 0), (0, 9), rows=(a_row(0, 1),)))

    assert (answer.chosen, answer.values, answer.bounds) == ((0,), (1, 0), (1, 0))


def test_among_the_best_of_one_level_the_next_one_decides():
    # Two of three, all worth the same on the first level; 5 + 3 is the best of the second.
    answer = solve(a_component((1, 1, 1), (3, 1, 5), rows=(a_row(0, 1, 2, most=2),)))

    assert answer.chosen == (0, 2)
    assert answer.values == answer.bounds == (2, 8)


def test_what_would_cost_is_left_out_where_nothing_before_asks_for_it():
    assert solve(a_component((-3, 2))).chosen == (1,)


def test_what_counts_before_is_taken_though_it_costs_afterwards():
    answer = solve(a_component((1, 0), (-3, 2)))

    assert (answer.chosen, answer.values) == ((0, 1), (1, -1))


def test_a_row_with_weights_holds_what_they_add_up_to():
    # 2 + 2 + 1 places of 3: the best is 2 + 1.
    rows = (Row(weights=((0, 2), (1, 2), (2, 1)), most=3, why="places"),)
    answer = solve(a_component((5, 4, 3), rows=rows))

    assert answer.chosen == (0, 2)


def test_an_odd_ring_of_conflicts_is_proven_though_its_relaxation_is_not_whole():
    # Each two of three exclude each other: halves of all three make 3 / 2, whole plans make 1.
    rows = (a_row(0, 1), a_row(1, 2), a_row(0, 2))
    answer = solve(a_component((1, 1, 1), (1, 2, 3), rows=rows))

    assert (answer.chosen, answer.values, answer.bounds) == ((2,), (1, 3), (1, 3))


def test_what_is_to_be_kept_is_kept_whatever_it_costs():
    answer = solve(a_component((0, 9), rows=(a_row(0, 1), a_row(0, exactly=True))))

    assert (answer.chosen, answer.values) == ((0,), (0,))


def test_without_a_level_what_is_to_be_kept_is_kept_all_the_same():
    answer = solve(Component(size=2, worths=(), rows=(a_row(1, exactly=True),)))

    assert (answer.chosen, answer.values) == ((1,), ())


def test_rows_that_cannot_all_hold_give_no_choice_and_say_why():
    rows = (
        a_row(0, 1, why="one bed"),
        a_row(1, 2, why="nothing to do with it"),
        a_row(0, exactly=True, why="keep the first"),
        a_row(1, exactly=True, why="keep the second"),
    )
    assert solve(a_component((1, 1, 1), rows=rows)).chosen is None
    assert sorted(clash_of(3, rows)) == ["keep the first", "keep the second", "one bed"]


def test_without_any_one_reason_of_a_clash_the_others_could_hold():
    rows = (
        a_row(0, 1, why="one bed"),
        a_row(0, 1, 2, most=1, why="one place"),
        a_row(0, exactly=True, why="keep the first"),
        a_row(1, exactly=True, why="keep the second"),
    )

    assert len(clash_of(3, rows)) == 3


def test_of_what_the_solver_names_only_what_is_needed_is_said(monkeypatch):
    rows = [
        a_row(0, 1, why="one bed"),
        a_row(1, 2, why="nothing to do with it"),
        a_row(0, exactly=True, why="keep the first"),
        a_row(1, exactly=True, why="keep the second"),
    ]
    monkeypatch.setattr(clash, "_named_by_the_solver", lambda *_: rows)

    assert clash_of(3, rows) == ("one bed", "keep the first", "keep the second")


def test_a_sentence_that_several_rows_say_is_left_out_as_a_whole_or_not_at_all():
    # Of 0 and 1 exactly one, and never 0: the first with 1 alone clashes, whatever else is said of 2.
    rows = (
        a_row(0, 1, exactly=True, why="one of two"),
        a_row(1, most=0, why="closed"),
        a_row(0, most=0, why="closed"),
        a_row(2, exactly=True, why="keep the third"),
        a_row(0, 2, why="one place"),
    )

    assert sorted(clash_of(3, rows)) == ["closed", "one of two"]


def test_without_any_one_rule_the_others_could_hold_with_what_always_holds(monkeypatch):
    # With one choice for Ann the two that are kept clash by themselves: the closing is no part of it.
    rows = [
        a_row(0, 1, why="one choice for Ann"),
        a_row(0, 1, most=0, why="closed to the first"),
        a_row(0, exactly=True, why="keep the first"),
        a_row(1, exactly=True, why="keep the second"),
    ]
    monkeypatch.setattr(clash, "_named_by_the_solver", lambda *_: rows[1:])

    assert clash_of(2, rows, frozenset({"one choice for Ann"})) == (
        "one choice for Ann",
        "keep the first",
        "keep the second",
    )


def test_rows_that_can_all_hold_do_not_clash():
    with pytest.raises(OwnBugError, match="said not to be there"):
        clash_of(2, (a_row(0, 1),))


def test_when_time_is_up_the_best_so_far_is_given_with_what_no_plan_can_pass():
    # Nothing is searched: nobody is met, and with all three it would be 3 and 3.
    rows = (a_row(0, 1), a_row(1, 2), a_row(0, 2))
    answer = solve(a_component((1, 1, 1), (1, 1, 1), rows=rows), LATE)

    assert answer.chosen is not None
    assert not answer.in_time
    assert all(value <= bound for value, bound in zip(answer.values, answer.bounds, strict=True))
    assert answer.bounds[0] >= 1


def test_when_time_is_up_what_is_to_be_kept_is_kept():
    rows = (a_row(0, 1), a_row(1, 2), a_row(0, 2), a_row(1, exactly=True))
    answer = solve(a_component((1, 1, 1), rows=rows), LATE)

    assert answer.chosen == (1,)


def test_all_or_none_holds_when_time_is_up():
    both = Row(weights=((0, 1), (1, -1)), most=0, exactly=True, why="together")
    answer = solve(a_component((1, 1), rows=(both,)), LATE)

    assert answer.chosen in ((), (0, 1))


def test_each_level_is_told_as_it_is_reached():
    heard = []
    rows = (a_row(0, 1), a_row(1, 2), a_row(0, 2))

    solve(a_component((1, 1, 1), (1, 2, 3), rows=rows), told=lambda *level: heard.append(level))

    assert heard == [(0, 1, 1), (1, 3, 3)]


def test_a_program_that_is_wrong_is_our_own_fault_and_loud():
    # A weight beyond what CP-SAT can add up makes it an invalid program.
    huge = Row(weights=((0, 2**62), (1, 2**62)), most=1, exactly=True, why="too large")

    with pytest.raises(OwnBugError, match="MODEL_INVALID"):
        solve(a_component((1, 1), rows=(huge,)))


def test_the_same_component_has_the_same_answer_every_time():
    rows = tuple(a_row(one, other) for one in range(6) for other in range(one))
    component = a_component((1,) * 6, (7,) * 6, rows=rows)

    assert len({solve(component).chosen for _ in range(3)}) == 1
