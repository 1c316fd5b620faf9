"""Every peer that proves something proves what the library does, and says plainly what it is not for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.answers import checked, hold_together
from benchmarks.instances.posing import said
from benchmarks.instances.scarce import FIVE, THREE, scarce
from benchmarks.peers import OTHER_OBJECTIVE, OURS, PACKAGES, PEERS
from benchmarks.plain import NotForThisError, assignment, weights_within
from sharedlives.program.rows import Component, Row
from sharedlives.program.solving import solve

EXACT = sorted(PEERS.keys() - OTHER_OBJECTIVE)
ONE_SUM = {"cp-sat-weighted", "flow", "linear-sum-assignment"}


def peer(name: str):
    for package in PACKAGES[name]:
        pytest.importorskip(package)
    return PEERS[name]


@pytest.mark.parametrize("name", EXACT)
@settings(max_examples=10)
@given(seed=st.integers(0, 10**6))
def test_a_peer_proves_the_same_where_nothing_but_room_binds(name, seed):
    component = scarce(12, 6, 0.0, seed, levels=THREE)
    theirs = checked(component, peer(name)(component, 60.0))
    ours = checked(component, said(solve(component)))
    assert theirs.proven == ours.proven == 3
    assert theirs.values == ours.values


@pytest.mark.parametrize("name", sorted(set(EXACT) - ONE_SUM))
def test_a_peer_proves_the_same_where_pairs_are_at_odds(name):
    component = scarce(20, 10, 0.3, seed=5, levels=FIVE)
    theirs = checked(component, peer(name)(component, 60.0))
    hold_together([theirs], [checked(component, said(solve(component)))])
    assert theirs.proven == 5


def test_a_stable_matching_keeps_to_every_row_and_proves_nothing():
    component = scarce(12, 6, 0.0, seed=1, levels=THREE)
    theirs = checked(component, peer("stable")(component, 60.0))
    assert theirs.proven == 0
    assert theirs.values[0] > 0


def test_where_time_is_up_a_peer_says_what_it_has_and_proves_no_more():
    component = scarce(200, 100, 0.2, seed=1)
    theirs = checked(component, PEERS["cp-sat"](component, 0.0))
    assert theirs.proven < 8


@pytest.mark.parametrize("name", ["flow", "linear-sum-assignment", "stable"])
def test_peers_for_plain_assignment_say_what_they_are_not_for(name):
    at_odds = scarce(20, 10, 0.3, seed=5, levels=THREE)
    with pytest.raises(NotForThisError, match="more than capacities binds"):
        peer(name)(at_odds, 60.0)


def a_component(*rows: Row, asks: tuple[int, ...] = (0, 0, 1)) -> Component:
    return Component(size=3, worths=((1, 1, 1), (0, -4, 7)), rows=rows, asks=asks)


def a_row(*places: int, most: int = 1, weight: int = 1, exactly: bool = False) -> Row:
    return Row(weights=tuple((place, weight) for place in places), most=most, exactly=exactly, why="a row")


def test_an_assignment_has_those_who_ask_and_homes_with_room():
    plain = assignment(a_component(a_row(0, 1), a_row(0, 2, most=3)))
    assert (plain.asks, plain.ask_of) == ((0, 1), (0, 0, 1))
    # No row holds option 1: its home has room enough.
    assert (plain.home_of, plain.places) == ((0, 1, 0), (3, 1))


@pytest.mark.parametrize(
    "component",
    [
        a_component(asks=()),
        a_component(asks=(0, 0, -1)),
        a_component(a_row(0, 2, weight=2)),
        a_component(a_row(0, 2, exactly=True)),
        a_component(a_row(0, 2, most=2), a_row(1, 2, most=2)),
    ],
)
def test_what_is_no_assignment_is_not_taken_for_one(component):
    with pytest.raises(NotForThisError):
        assignment(component)


def test_in_one_sum_a_level_outweighs_all_that_come_after_it():
    # Of options 0 and 1 at most one: the second level spans from -4 to 7, 11 in all. So 12 for the first.
    component = a_component(a_row(0, 1))
    assert weights_within(component, 1000) == [12, 8, 19]
    # The first level spans 2, so that the sum may come to 1 + 2 x 12 + 11 = 36.
    assert weights_within(component, 36) == [12, 8, 19]
    with pytest.raises(NotForThisError, match="do not fit"):
        weights_within(component, 35)


def test_what_is_solved_by_the_library_has_packages_too():
    assert PACKAGES.keys() == {OURS, *PEERS}
