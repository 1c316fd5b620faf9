"""Days with both ends, nights without the leaving day, ages and months."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedlives.dates import (
    Period,
    Sessions,
    Stay,
    Weekday,
    add_months,
    age_on,
    birthday,
    days_between,
    is_day,
)
from sharedlives.errors import InvalidRecordError
from sharedlives.testing import ON, periods, sessions, stays

TUESDAYS = frozenset({Weekday.TUESDAY})


def test_a_period_counts_both_its_ends():
    week = Period(date(2026, 11, 16), date(2026, 11, 22))
    assert [date(2026, 11, d) in week for d in (15, 16, 22, 23)] == [False, True, True, False]
    assert week.days == 7


def test_an_open_period_has_no_number_of_days_and_no_last_day():
    period = Period(ON)
    assert period.days is None
    assert date(2999, 1, 1) in period


def test_periods_that_share_one_day_overlap():
    assert Period(ON, ON).overlaps(Period(ON))
    assert not Period(ON, ON).overlaps(Period(ON + timedelta(days=1)))


def test_the_leaving_day_is_not_slept():
    stay = Stay(date(2026, 11, 22), date(2026, 11, 27))
    assert stay.nights == 5
    assert [stay.sleeps_on(date(2026, 11, d)) for d in (21, 22, 26, 27)] == [False, True, True, False]


def test_one_guest_may_arrive_on_the_day_another_leaves():
    assert not Stay(ON, date(2026, 11, 20)).overlaps(Stay(date(2026, 11, 20)))
    assert Stay(ON, date(2026, 11, 20)).overlaps(Stay(date(2026, 11, 19)))


def test_an_open_stay_has_no_number_of_nights():
    assert Stay(ON).nights is None
    assert Stay(ON).as_period == Period(ON)


def test_a_stay_as_days_ends_the_day_before_leaving():
    assert Stay(ON, date(2026, 11, 20)).as_period == Period(ON, date(2026, 11, 19))


@given(stays(), stays())
def test_stays_overlap_exactly_when_they_share_a_night(first, second):
    # Drawn stays may lie anywhere; a shared night of two, if any, begins on one of their arrivals.
    shared = any(first.sleeps_on(day) and second.sleeps_on(day) for day in (first.arrives, second.arrives))
    assert first.overlaps(second) == second.overlaps(first) == shared


@given(periods(), periods())
def test_periods_overlap_exactly_when_they_share_a_day(first, second):
    shared = any(day in first and day in second for day in (first.first, second.first))
    assert first.overlaps(second) == second.overlaps(first) == shared


def test_sessions_come_on_their_weekdays_within_their_period():
    tuesdays = Sessions(Period(ON, date(2026, 11, 24)), TUESDAYS)
    coming = [day for day in days_between(ON, date(2026, 12, 24)) if tuesdays.comes_on(day)]
    assert coming == [date(2026, 11, 17), date(2026, 11, 24)]


@given(sessions(), sessions())
def test_sessions_overlap_exactly_when_they_share_a_day(first, second):
    start = max(first.period.first, second.period.first)
    shared = any(
        first.comes_on(day) and second.comes_on(day)
        for day in days_between(start, start + timedelta(days=60))
    )
    assert first.overlaps(second) == second.overlaps(first) == shared


def test_a_weekday_is_numbered_as_dates_number_it_and_says_its_name():
    assert Weekday(ON.weekday()) is Weekday.MONDAY
    assert Weekday.MONDAY.title == "Monday"


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(InvalidRecordError, match="ends before it begins"):
        Period(ON, ON - timedelta(days=1))


@pytest.mark.parametrize("leaves", [ON, ON - timedelta(days=1)])
def test_a_stay_without_a_night_is_refused(leaves):
    with pytest.raises(InvalidRecordError, match="has no night"):
        Stay(ON, leaves)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Stay("2026-11-16"),
        lambda: Stay(None),
        lambda: Stay(datetime(2026, 11, 16)),  # noqa: DTZ001 - no clock is asked
        lambda: Stay(ON, "2026-11-20"),
        lambda: Period(None),
        lambda: Period(ON, datetime(2026, 11, 20)),  # noqa: DTZ001
    ],
)
def test_what_is_no_date_is_refused(wrong):
    with pytest.raises(InvalidRecordError, match="give dates without a time"):
        wrong()


def test_sessions_on_no_day_are_refused():
    with pytest.raises(InvalidRecordError, match="at least one day of the week"):
        Sessions(Period(ON), frozenset())


def test_sessions_of_plain_numbers_are_refused():
    with pytest.raises(InvalidRecordError, match="must each be a Weekday"):
        Sessions(Period(ON), frozenset({1}))  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [(None, TUESDAYS), (Period(ON), [Weekday.TUESDAY])])
def test_sessions_need_a_period_and_a_frozen_set(wrong):
    with pytest.raises(InvalidRecordError, match="a Period and a frozenset of Weekday"):
        Sessions(*wrong)


def test_sessions_need_times_of_day():
    with pytest.raises(InvalidRecordError, match="start and end at a time of day"):
        Sessions(Period(ON), TUESDAYS, starts="09:00")  # type: ignore[arg-type]


@pytest.mark.parametrize("ends", [time(9), time(8)])
def test_a_session_that_ends_before_it_starts_is_refused(ends):
    with pytest.raises(InvalidRecordError, match="ends before it starts"):
        Sessions(Period(ON), TUESDAYS, time(9), ends)


def test_a_session_may_leave_out_one_of_its_times():
    assert Sessions(Period(ON), TUESDAYS, ends=time(9)).starts is None


def test_no_day_lies_between_a_day_and_the_one_before():
    assert list(days_between(ON, ON - timedelta(days=1))) == []


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2008, 11, 16), date(2026, 11, 15), 17),
        (date(2008, 11, 16), date(2026, 11, 16), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 28), 19),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
    ],
)
def test_a_birthday_on_29_february_falls_on_1_march_in_other_years(born, on, age):
    assert age_on(born, on) == age


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_on_is_the_same_day_or_the_last_of_the_month(day, months, expected):
    assert add_months(day, months) == expected


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_somebody_is_a_year_older_from_one_birthday_to_the_next(born, on):
    first, last = sorted((born, on))
    age = age_on(first, last)
    assert add_months(first, 12 * age) <= last
    # On 28 February the next birthday of a 29 February is still a day away.
    assert add_months(first, 12 * (age + 1)) + timedelta(days=1) > last


@pytest.mark.parametrize(
    ("born", "years", "expected"),
    [
        (date(2008, 2, 29), 18, date(2026, 3, 1)),
        (date(2008, 2, 29), 20, date(2028, 2, 29)),
        (date(2008, 11, 16), 18, ON),
    ],
)
def test_a_birthday_is_the_first_day_of_that_age(born, years, expected):
    assert birthday(born, years) == expected
    assert age_on(born, expected) == years
    assert age_on(born, expected - timedelta(days=1)) == years - 1


def test_a_moment_of_a_day_is_no_day():
    assert is_day(ON)
    assert not is_day(datetime(2026, 11, 16))  # noqa: DTZ001
