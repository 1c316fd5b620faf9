"""What somebody asks for, and their age on a day."""

from datetime import date, time

import pytest
from builders import ON, a_person, a_request, day

from sharedlives.domain.words import Kind
from sharedlives.errors import InvalidRecordError


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"latest_start": day(-1)}, "Request R1: latest_start comes before earliest_start"),
        ({"until": day(-1)}, "Request R1: until comes before earliest_start"),
        ({"session_starts": time(10), "session_ends": time(9)}, "session_ends comes before session_starts"),
        ({"session_starts": time(9), "session_ends": time(9)}, "a session ends when it starts"),
        ({"nights": 0}, "nights must be 1 or more"),
        ({"repeat_times": 0}, "repeat_times must be 1 or more"),
        ({"children": -1}, "children must be 0 or more"),
    ],
)
def test_a_request_that_contradicts_itself_is_refused(changes, said):
    with pytest.raises(InvalidRecordError, match=said):
        a_request(kind=Kind.DAY_SUPPORT, **changes)


def test_a_request_may_start_on_one_day_only():
    assert a_request(latest_start=ON).latest_start == ON


def test_a_person_is_as_old_as_their_last_birthday_says():
    person = a_person(born=date(1990, 11, 17))
    assert [person.age(day(number)) for number in (0, 1)] == [35, 36]


def test_without_a_birth_date_an_age_is_not_known():
    assert a_person(born=None).age(ON) is None
