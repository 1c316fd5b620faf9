"""Draws: from one stream of numbers, each value as often as its share."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedlives.dates import age_on
from sharedlives.planning.synthetic.drawing import Draw
from sharedlives.planning.synthetic.tables.shares import Share, Shares

ABC = Shares("letters", (("a", 50), ("b", 30), ("c", 20)))


def test_a_stream_is_named_by_its_words():
    assert [Draw(7, "home").number(0, 999) for _ in range(2)] == [Draw("7", "home").number(0, 999)] * 2
    assert Draw(7, "home").number(0, 10**9) != Draw(7, "homes").number(0, 10**9)
    assert Draw("a", "b").number(0, 10**9) != Draw("ab").number(0, 10**9)


def test_the_first_numbers_of_a_stream_stay_what_they_are():
    """The same in every version of Python and on every machine: the schemes made of them are the same too."""
    draw = Draw(1, "home", 1)
    assert [draw.number(0, 99) for _ in range(6)] == NUMBERS


NUMBERS = [58, 58, 49, 45, 55, 6]


@given(st.integers(), st.integers(0, 200))
def test_values_are_spread_as_nearly_by_their_shares_as_may_be(seed, number):
    counted = Counter(Draw(seed).spread(ABC, number))
    assert sum(counted.values()) == number
    assert all(abs(counted[letter] - number * share / 100) < 1 for letter, share in ABC.parts)


@given(st.integers(), st.lists(st.integers(), max_size=20), st.integers(0, 25))
def test_some_of_several_are_each_there_once(seed, items, number):
    some = Draw(seed).some_of(items, number)
    assert len(some) == min(number, len(items))
    assert not Counter(some) - Counter(items)


@given(st.integers(), st.lists(st.integers(), min_size=1, max_size=20))
def test_items_in_turn_are_all_there_in_their_order(seed, items):
    turned = list(Draw(seed).in_turn(items))
    assert any(turned == items[first:] + items[:first] for first in range(len(items)))


@given(st.integers(), st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 30))
def test_somebody_is_as_old_as_was_drawn_and_never_younger_than_the_youngest(seed, on, youngest):
    ages = Shares("ages", (((16, 24), 1),))
    assert max(16, youngest) <= age_on(Draw(seed).born(ages, on, youngest=youngest), on) <= max(24, youngest)


@given(st.integers(), st.floats(0, 50))
def test_a_number_is_rounded_to_one_beside_it(seed, number):
    assert abs(Draw(seed).about(number) - number) < 1


def test_a_share_says_how_often_something_is_so():
    draw = Draw("often")
    so = sum(draw.chance(Share("so", 30)) for _ in range(10_000))
    assert so == pytest.approx(3000, abs=140)  # three standard errors: 3 x sqrt(10,000 x 0.3 x 0.7) = 137


def test_a_value_is_drawn_as_often_as_its_share_says():
    draw = Draw("letters")
    counted = Counter(draw.by(ABC) for _ in range(10_000))
    assert counted["a"] == pytest.approx(5000, abs=150)


def test_a_day_after_the_last_is_the_first():
    assert Draw(1).day(date(2026, 5, 2), date(2026, 5, 1)) == date(2026, 5, 2)


def test_a_point_at_the_very_end_is_the_last_value():
    assert ABC.at(100.0) == "c"
