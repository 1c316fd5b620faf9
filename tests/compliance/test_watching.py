"""A watched day compares as the day does, and knows the first later day that compares otherwise."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedlives.compliance.watching import WatchedDay

DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 20))
QUESTIONS = {
    "<": lambda day, other: day < other,
    "<=": lambda day, other: day <= other,
    ">": lambda day, other: day > other,
    ">=": lambda day, other: day >= other,
    "==": lambda day, other: day == other,
    "!=": lambda day, other: day != other,
    "< the other way": lambda day, other: other < day,
    "<= the other way": lambda day, other: other <= day,
    "> the other way": lambda day, other: other > day,
    ">= the other way": lambda day, other: other >= day,
    "== the other way": lambda day, other: other == day,
    "weekday": lambda day, _: day.weekday(),
    "year": lambda day, _: day.year,
    "month": lambda day, _: day.month,
    "day": lambda day, _: day.day,
    "plus": lambda day, _: day + timedelta(days=1),
    "minus": lambda day, other: day - other,
    "minus the other way": lambda day, other: other - day,
    "hash": lambda day, _: hash(day),
    "text": lambda day, _: str(day),
    "format": lambda day, _: f"{day:%d/%m/%Y}",
    "number": lambda day, _: day.toordinal(),
}


@pytest.mark.parametrize("question", QUESTIONS)
@given(DAYS, DAYS)
def test_every_question_has_the_same_answer_up_to_the_day_it_changes(question, day, other):
    ask = QUESTIONS[question]
    watched = WatchedDay(day)
    answer = ask(watched, other)
    assert answer == ask(day, other)
    until = watched.changes_on or date(2026, 3, 1)
    assert until > day
    number = 0
    while (later := day + timedelta(days=number)) < until:
        assert ask(later, other) == answer
        number += 1


@given(DAYS, DAYS)
def test_a_comparison_is_not_said_to_change_before_it_does(day, other):
    watched = WatchedDay(day)
    now = watched < other
    if watched.changes_on is not None:
        assert (watched.changes_on < other) is not now


def test_what_is_asked_of_two_watched_days_concerns_the_one_that_asks():
    first, second = WatchedDay(date(2026, 1, 1)), WatchedDay(date(2026, 1, 5))
    assert first < second
    assert (first.changes_on, second.changes_on) == (date(2026, 1, 5), None)


def test_watching_may_begin_anew():
    day = WatchedDay(date(2026, 1, 1))
    assert day < date(2026, 1, 2)
    day.forget()
    assert day.changes_on is None


def test_it_equals_nothing_that_is_no_day():
    assert WatchedDay(date(2026, 1, 1)) != "2026-01-01"
