"""Wherever components are solved it is the same answer; what is plain needs no solver; all can be stopped."""

from __future__ import annotations

import pickle
import threading
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from itertools import count

import pytest
from executors import WAYS, an_executor
from hypothesis import given
from hypothesis import strategies as st

from sharedlives.program import (
    AtMostOne,
    Choice,
    Program,
    SolutionStatus,
    check,
    executing,
    solve,
)
from sharedlives.program.executing import solve_all
from sharedlives.program.obvious import obvious
from sharedlives.program.rows import Component, Row
from sharedlives.program.solving import solve as solve_component
from sharedlives.program.stopping import Stop


def a_row(*places: int, most: int = 1, exactly: bool = False) -> Row:
    return Row(weights=tuple((place, 1) for place in places), most=most, exactly=exactly, why="a row")


RING = (a_row(0, 1), a_row(1, 2), a_row(0, 2))


def a_ring(*worths: tuple[int, int, int]) -> Component:
    """Any two of three exclude each other: the relaxation takes halves, so that it has to be searched."""
    return Component(size=3, worths=worths, rows=RING)


def a_program(rings: int = 5) -> Program:
    """Rings of seven who exclude their neighbours, each a component of its own."""
    names = [[f"{ring}-{n}" for n in range(7)] for ring in range(rings)]
    choices = [
        Choice(name, meets=name, scores={"met": 1, "wish": 3 * n + ring, "tie": 7**n % 11})
        for ring, some in enumerate(names)
        for n, name in enumerate(some)
    ]
    rules = [AtMostOne((some[n], some[n - 1])) for some in names for n in range(7)]
    return Program(("met", "wish", "tie"), choices, rules)


# What is plain to see


@given(
    st.lists(st.tuples(*[st.integers(-2, 2)] * 4), min_size=1, max_size=3),
    st.sampled_from(((), (a_row(0, 1, 2, 3),), (a_row(0, 1, 2, 3, exactly=True),))),
)
def test_what_is_plain_to_see_is_what_a_solver_finds(worths, rows):
    component = Component(size=4, worths=tuple(worths), rows=rows)
    seen, found = obvious(component), solve_component(component)

    assert seen is not None
    assert (seen.values, seen.bounds) == (found.values, found.bounds)
    assert len(seen.chosen) == 1 or not any(row.exactly for row in rows)


def test_what_adds_nothing_on_any_level_is_left_and_of_equals_the_first_is_taken():
    assert obvious(Component(size=2, worths=((0, 1), (0, 0)), rows=())).chosen == (1,)
    assert obvious(Component(size=2, worths=((1, 1),), rows=(a_row(0, 1),))).chosen == (0,)


@pytest.mark.parametrize(
    "rows",
    [
        RING,
        (a_row(0, 1, 2, most=2),),
        (Row(weights=((0, 1), (1, 1), (2, -1)), most=1, why="signed"),),
        (Row(weights=((0, 1), (1, 1), (2, -1)), most=0, exactly=True, why="together"),),
    ],
)
def test_all_else_needs_a_solver(rows):
    assert obvious(Component(size=3, worths=((1, 1, 1),), rows=rows)) is None


def test_what_is_plain_is_never_sent_anywhere_and_not_told():
    class Nobody(Executor):
        def submit(self, *_, **__):
            raise AssertionError("this needs no solver")

    heard = []
    parts = [Component(size=2, worths=((1, 1),), rows=rows) for rows in ((), (a_row(0, 1),))]

    solved = solve_all(parts, executor=Nobody(), told=lambda *told: heard.append(told))

    assert ([each.chosen for each in solved], heard) == ([(0, 1), (0,)], [])


# Wherever it is


@pytest.mark.parametrize("way", WAYS)
def test_the_answer_is_the_same_wherever_it_is_found(way):
    with an_executor(way) as executor:
        assert solve(a_program(), executor=executor) == solve(a_program())


def test_the_largest_component_is_begun_first_and_answers_stay_in_order():
    begun = []

    class Here(Executor):
        def submit(self, fn, component, *rest):
            begun.append(component.size)
            future: Future = Future()
            future.set_result(fn(component, *rest))
            return future

    small, large = a_ring((1, 1, 1)), Component(size=4, worths=((1, 1, 1, 1),), rows=(*RING, a_row(2, 3)))
    solved = solve_all([small, large, small], executor=Here())

    assert begun == [4, 3, 3]
    assert [each.values for each in solved] == [(1,), (2,), (1,)]


def test_a_time_limit_that_does_not_bite_changes_nothing():
    assert solve(a_program(), time_limit=600) == solve(a_program())


# How far it is


def test_each_level_of_each_component_is_told_by_name_here():
    heard = []
    solution = solve(a_program(2), progress=heard.append)

    assert [(at.component, at.of, at.level) for at in heard] == [
        (number, 2, level) for number in (1, 2) for level in ("met", "wish", "tie")
    ]
    assert sum(at.value for at in heard if at.level == "wish") == solution.levels[1].value
    assert all(at.value == at.bound for at in heard)


def test_each_level_of_each_component_is_told_from_elsewhere():
    here, there = [], []
    solve(a_program(3), progress=here.append)
    with ThreadPoolExecutor(2) as executor:
        solve(a_program(3), executor=executor, progress=there.append)

    assert [(at.component, at.level) for at in there] == [(at.component, at.level) for at in here]
    assert sorted((at.level, at.value) for at in there) == sorted((at.level, at.value) for at in here)


# Stopping


def is_sound_and_says_so(program: Program, solution) -> bool:
    assert solution.chosen is not None
    assert check(program, solution.chosen) == ()
    assert all(level.value <= level.bound for level in solution.levels)
    return solution.status is SolutionStatus.BEST_SO_FAR and not solution.repeatable


def test_who_asks_to_stop_at_once_gets_the_best_so_far_with_its_bounds():
    assert is_sound_and_says_so(a_program(), solve(a_program(), cancel=lambda: True))


def test_who_asks_to_stop_after_a_while_keeps_what_was_reached():
    asked = count()
    solution = solve(a_program(), cancel=lambda: next(asked) > 8)

    assert is_sound_and_says_so(a_program(), solution)
    assert solution.chosen


def test_who_never_asks_to_stop_changes_nothing():
    assert solve(a_program(), cancel=lambda: False) == solve(a_program())


def test_once_somebody_has_asked_nobody_is_asked_again():
    asked = []
    stop = Stop(cancel=lambda: asked.append(1) or True)

    assert stop.is_now()
    assert stop.seconds_left() == 0.0
    assert len(asked) == 1


def test_threads_stop_too():
    with ThreadPoolExecutor(2) as executor:
        solution = solve(a_program(), executor=executor, cancel=lambda: True)
    assert is_sound_and_says_so(a_program(), solution)


def test_what_does_not_come_to_an_end_elsewhere_is_not_waited_for(monkeypatch):
    class Silent(Executor):
        """Begins everything and ends nothing."""

        def submit(self, *_, **__):
            future: Future = Future()
            future.set_running_or_notify_cancel()
            return future

    monkeypatch.setattr(executing, "PATIENCE", 0.1)
    solution = solve(a_program(), executor=Silent(), cancel=lambda: True)

    assert is_sound_and_says_so(a_program(), solution)


def test_in_another_process_only_the_time_counts():
    there = pickle.loads(pickle.dumps(Stop(1.5, lambda: True)))  # noqa: S301 - our own bytes

    assert (there.deadline, there.can_be_asked, there.is_cancelled()) == (1.5, False, False)


def test_a_solver_that_runs_is_ended_when_somebody_asks():
    ended = threading.Event()
    begun = time.monotonic()
    with Stop(cancel=lambda: time.monotonic() > begun + 0.1).ending(ended.set):
        assert ended.wait(10)


def test_a_solver_is_left_alone_where_nobody_can_ask():
    with Stop(1.5).ending(pytest.fail):
        assert threading.active_count() == 1 or all("cancel" not in t.name for t in threading.enumerate())
