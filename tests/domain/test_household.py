"""Homes and who lives in them."""

from datetime import date

import pytest
from builders import ON, a_closure, a_household, day
from hypothesis import given
from hypothesis import strategies as st

from sharedlives.dates import age_on
from sharedlives.domain.household import HouseholdMember


def a_member(**changes):
    return HouseholdMember(id="M1", **changes)


def test_a_member_lives_there_from_the_day_they_moved_in_to_the_day_they_moved_out():
    member = a_member(lives_since=ON, lives_until=day(2))
    assert [member.lives_here(day(number)) for number in (-1, 0, 2, 3)] == [False, True, True, False]


def test_a_move_without_a_day_is_taken_to_be_past():
    assert a_member().lives_here(ON)


def test_a_member_with_a_birth_date_is_under_an_age_until_their_birthday():
    member = a_member(born=date(2008, 11, 17))
    assert member.is_under(18, ON) is True
    assert member.is_under(18, day(1)) is False


@pytest.mark.parametrize(
    ("age", "on", "expected"),
    [
        (16, ON, True),  # 16 on the day it was said
        (17, ON, True),  # 17 on that very day: no birthday between
        (17, day(1), None),  # 17, or 18 since yesterday
        (17, date(2027, 11, 15), None),  # within the year they turn 18, on a day nobody said
        (17, date(2027, 11, 16), False),  # a whole year later they are 18 at least
        (16, date(2027, 11, 15), True),  # 16 or 17
        (16, date(2027, 11, 17), None),  # 17 or 18
        (18, ON, False),
        (18, day(-1), None),  # the day before they may have been 17
    ],
)
def test_an_age_as_it_was_on_a_day_ages_and_is_not_known_where_a_birthday_decides(age, on, expected):
    assert a_member(age=age, age_seen_on=ON).is_under(18, on) is expected


def test_without_birth_date_and_age_nobody_knows_who_is_under_an_age():
    assert a_member().is_under(18, ON) is None


@given(
    born=st.dates(date(1990, 1, 1), date(2026, 1, 1)),
    seen=st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    on=st.dates(date(2026, 1, 1), date(2040, 1, 1)),
)
def test_an_age_on_a_day_never_says_other_than_the_birth_date_would(born, seen, on):
    by_age = a_member(age=age_on(born, seen), age_seen_on=seen).is_under(18, on)
    assert by_age in (None, a_member(born=born).is_under(18, on))


def test_a_home_is_closed_on_the_days_of_its_closures():
    home = a_household(closures=(a_closure(ON, day(1)), a_closure(day(5))))
    assert [home.is_closed_on(day(number)) for number in (-1, 0, 1, 2, 5, 99)] == [
        False,
        True,
        True,
        False,
        True,
        True,
    ]
