"""When a request can be met: every first day, and which days and nights a time then has."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from builders import ON, a_request, day
from hypothesis import given
from hypothesis import strategies as st

from sharedlives.dates import Period, Sessions, Stay, Weekday, days_between
from sharedlives.domain.words import Kind
from sharedlives.matching.when import When, possible_times, shares_a_day
from sharedlives.testing import days, periods, requests, sessions, stays

TUESDAYS = frozenset({Weekday.TUESDAY})


def first_days(**changes) -> list[date]:
    return [when.first for when in possible_times(a_request(**changes), ON)]


def times_of(**changes) -> tuple[When, ...]:
    return possible_times(a_request(**changes), ON)


def a_week(first: int = 0) -> When:
    """Seven nights."""
    return When(stays=(Stay(day(first), day(first + 7)),))


def tuesdays(first: int = 0, last: int | None = 27) -> When:
    """From a day on, Tuesdays: day 1, 8, 15 and 22."""
    return When(sessions=Sessions(Period(day(first), None if last is None else day(last)), TUESDAYS))


# The first day


def test_with_one_day_given_it_is_that_day():
    assert first_days(earliest_start=ON) == [ON]
    assert first_days(earliest_start=day(9)) == [day(9)]


def test_a_window_is_every_day_from_the_earliest_to_the_latest():
    assert first_days(earliest_start=day(1), latest_start=day(3)) == [day(1), day(2), day(3)]
    assert first_days(earliest_start=day(1), latest_start=day(1)) == [day(1)]


def test_no_day_before_the_one_asked_about_is_proposed():
    assert first_days(earliest_start=day(-5), latest_start=day(1)) == [ON, day(1)]
    assert first_days(earliest_start=day(-5), latest_start=ON) == [ON]
    assert first_days(earliest_start=day(-5), latest_start=day(-1)) == []


def test_what_was_wanted_from_a_day_that_is_past_is_still_wanted():
    assert first_days(earliest_start=day(-5)) == [ON]
    assert first_days(earliest_start=None) == [ON]
    assert first_days(earliest_start=None, latest_start=day(1)) == [ON, day(1)]


def test_within_a_window_only_the_days_of_the_week_that_suit():
    # ON is a Monday: Friday is day 4, Saturday day 5, and again a week later.
    weekend = {Weekday.FRIDAY, Weekday.SATURDAY}
    found = first_days(earliest_start=ON, latest_start=day(11), start_weekdays=frozenset(weekend))
    assert found == [day(4), day(5), day(11)]


@pytest.mark.parametrize(("earliest", "starts"), [(0, 4), (4, 4), (5, 11), (-20, 4), (None, 4)])
def test_without_a_window_the_first_day_of_the_week_that_suits(earliest, starts):
    asked = None if earliest is None else day(earliest)
    assert first_days(earliest_start=asked, start_weekdays=frozenset({Weekday.FRIDAY})) == [day(starts)]


# The nights


def test_a_home_to_live_in_has_no_end():
    (when,) = times_of()
    assert when.stays == (Stay(ON),)
    assert not when.is_time_limited


def test_a_break_ends_after_its_nights_or_on_its_leaving_day():
    assert times_of(kind=Kind.SHORT_BREAK, nights=3)[0].stays == (Stay(ON, day(3)),)
    assert times_of(kind=Kind.SHORT_BREAK, nights=None, until=day(5))[0].stays == (Stay(ON, day(5)),)
    assert times_of(kind=Kind.SHORT_BREAK, nights=3, until=day(5))[0].stays == (Stay(ON, day(3)),)


def test_a_leaving_day_leaves_no_night_for_those_who_come_on_it():
    found = times_of(kind=Kind.SHORT_BREAK, nights=None, latest_start=day(9), until=day(2))
    assert [when.stays for when in found] == [(Stay(ON, day(2)),), (Stay(day(1), day(2)),)]
    assert times_of(kind=Kind.SHORT_BREAK, nights=None, earliest_start=day(-9), until=ON) == ()


def test_a_break_recurs_as_often_as_it_is_asked_for():
    (when,) = times_of(kind=Kind.SHORT_BREAK, nights=2, repeat_every_days=28, repeat_times=3)
    assert when.stays == (Stay(ON, day(2)), Stay(day(28), day(30)), Stay(day(56), day(58)))
    assert when.is_time_limited


def test_a_break_with_a_leaving_day_recurs_with_as_many_nights():
    (when,) = times_of(kind=Kind.SHORT_BREAK, nights=None, until=day(2), repeat_every_days=7, repeat_times=2)
    assert when.stays == (Stay(ON, day(2)), Stay(day(7), day(9)))


@pytest.mark.parametrize("changes", [{"repeat_times": 3}, {"repeat_every_days": 7}])
def test_a_recurrence_of_which_half_is_said_is_one_break(changes):
    assert times_of(kind=Kind.SHORT_BREAK, nights=2, **changes)[0].stays == (Stay(ON, day(2)),)


# The sessions


def test_days_of_support_begin_with_their_first_session():
    (when,) = times_of(kind=Kind.DAY_SUPPORT)
    assert when.sessions == Sessions(Period(day(1), day(27)), TUESDAYS)
    assert when.first == day(1)
    assert when.is_time_limited


def test_of_a_window_each_first_session_counts_once():
    assert first_days(kind=Kind.DAY_SUPPORT, latest_start=day(8)) == [day(1), day(8)]


def test_sessions_keep_their_times_and_may_have_no_end():
    at = {"session_starts": time(10), "session_ends": time(15)}
    (when,) = times_of(kind=Kind.OUTREACH, until=None, **at)
    assert when.sessions == Sessions(Period(day(1)), TUESDAYS, time(10), time(15))
    assert not when.is_time_limited


@pytest.mark.parametrize(("until", "number"), [(0, 0), (1, 1)])
def test_sessions_of_which_none_is_left_are_past(until, number):
    assert len(times_of(kind=Kind.DAY_SUPPORT, earliest_start=day(-6), until=day(until))) == number


def test_sessions_on_no_day_that_is_known_are_at_no_time():
    assert times_of(kind=Kind.DAY_SUPPORT, weekdays=frozenset()) == ()


@given(requests(id=st.just("R1"), person_id=st.just("P1"), latest_start=days() | st.none()), days())
def test_every_time_is_one_that_was_asked_for_and_none_is_past(request, on):
    found = possible_times(request, on)
    assert len(set(found)) == len(found)
    for when in found:
        assert when.first >= max(on, request.earliest_start or on)
        assert when.is_there(when.first)
        assert (when.sessions is None) == request.kind.is_overnight


# What a time covers


def test_a_night_is_that_of_its_day_and_the_leaving_day_is_not_slept():
    when = a_week()
    assert [when.is_there(day(n)) for n in (-1, 0, 6, 7)] == [False, True, True, False]


def test_sessions_are_on_their_days_of_the_week_within_their_period():
    when = tuesdays()
    assert [when.is_there(day(n)) for n in (0, 1, 2, 8, 22, 29)] == [False, True, False, True, True, False]


@pytest.mark.parametrize(("first", "together"), [(-7, False), (-6, True), (6, True), (7, False)])
def test_one_may_come_on_the_day_another_leaves(first, together):
    assert a_week().overlaps(a_week(first).stays[0], None) is together
    assert shares_a_day(a_week(), a_week(first)) is together


@pytest.mark.parametrize(("first", "together"), [(-6, False), (-5, True), (1, True), (2, False)])
def test_who_comes_for_the_day_meets_those_who_sleep_there_that_night(first, together):
    # One Tuesday, day 1; whoever leaves on it no longer counts.
    one = tuesdays(1, 1)
    assert shares_a_day(one, a_week(first)) is together
    assert shares_a_day(a_week(first), one) is together
    assert one.overlaps(a_week(first).stays[0], None) is together


def test_two_who_come_on_different_days_of_the_week_never_meet():
    fridays = Sessions(Period(ON), frozenset({Weekday.FRIDAY}))
    assert not tuesdays(0, None).overlaps(None, fridays)
    assert tuesdays().overlaps(None, Sessions(Period(day(8)), TUESDAYS))
    assert not tuesdays().overlaps(None, Sessions(Period(day(23)), TUESDAYS))


def test_nothing_at_all_is_shared_with_nothing():
    assert not a_week().overlaps(None, None)
    assert not tuesdays().overlaps(None, None)


@pytest.mark.parametrize(
    ("first", "last", "meets"), [(-9, -1, False), (-9, 0, True), (6, 9, True), (7, 9, False)]
)
def test_a_stay_meets_a_period_on_its_nights(first, last, meets):
    assert a_week().touches(Period(day(first), day(last))) is meets


@pytest.mark.parametrize(
    ("first", "last", "meets"),
    [(-9, 0, False), (-9, 1, True), (2, 7, False), (2, 8, True), (22, None, True), (23, None, False)],
)
def test_sessions_meet_a_period_on_a_session(first, last, meets):
    assert tuesdays().touches(Period(day(first), None if last is None else day(last))) is meets


def test_it_begins_and_stops_to_count_on_these_days():
    twice = When(stays=(Stay(ON, day(2)), Stay(day(7))))
    assert list(twice.boundaries) == [ON, day(2), day(7)]
    assert list(tuesdays().boundaries) == [ON, day(28)]
    assert list(tuesdays(0, None).boundaries) == [ON]


TIMES = st.one_of(
    stays().map(lambda stay: When(stays=(stay,))), sessions().map(lambda some: When(sessions=some))
)


def _counted(one: When, other: When) -> bool:
    """Day by day, from when both have begun; after a fortnight nothing new happens."""
    first = max(one.first, other.first)
    return any(one.is_there(d) and other.is_there(d) for d in days_between(first, first + timedelta(days=14)))


@given(TIMES, TIMES)
def test_two_share_a_day_where_counting_the_days_finds_one(one, other):
    assert shares_a_day(one, other) is _counted(one, other)
    assert shares_a_day(other, one) is _counted(one, other)


@given(TIMES, periods())
def test_a_time_meets_a_period_where_counting_the_days_finds_one(when, period):
    first = max(when.first, period.first)
    found = any(when.is_there(d) and d in period for d in days_between(first, first + timedelta(days=14)))
    assert when.touches(period) is found
