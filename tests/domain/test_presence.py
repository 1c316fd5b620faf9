"""Who is in a home on a day, and whose room is whose."""

import pytest
from builders import (
    LONG_AGO,
    ON,
    a_group,
    a_home,
    a_person,
    a_request,
    a_scheme,
    an_answer,
    an_arrangement,
    an_introduction,
    day,
)

from sharedlives.dates import Period, Sessions, Stay, Weekday
from sharedlives.domain.presence import holds_a_place, presences
from sharedlives.domain.words import Kind, Party, RequestStatus

MONDAYS = Sessions(Period(LONG_AGO), frozenset({Weekday.MONDAY}))


def there(scheme, household_id="H1", on=ON, lapses_after=90):
    return presences(scheme, household_id, on=on, introduction_lapses_after=lapses_after)


def a_town(*records):
    return a_scheme(a_home("H1"), a_home("H2"), a_home("H3"), a_person(), a_person("P2"), *records)


def test_somebody_who_lives_there_sleeps_there_and_holds_a_room():
    (presence,) = there(a_town(an_arrangement(bedroom_id="H1-1")))
    assert presence.is_there(ON)
    assert presence.holds_a_room(ON)
    assert (presence.because, presence.person_id, presence.bedroom_id) == ("A1", "P1", "H1-1")


def test_somebody_who_stays_away_is_counted_where_they_sleep_and_their_room_stays_theirs():
    away = an_arrangement("A2", household_id="H2", kind=Kind.SHORT_BREAK, stay=Stay(ON, day(2)))
    scheme = a_town(an_arrangement(), away)
    (home,) = there(scheme, "H1")
    assert [home.is_there(day(number)) for number in (-1, 0, 1, 2)] == [True, False, False, True]
    assert all(home.holds_a_room(day(number)) for number in (-1, 0, 1, 2))
    (guest,) = there(scheme, "H2")
    assert [guest.is_there(day(number)) for number in (-1, 0, 1, 2)] == [False, True, True, False]


def test_a_day_guest_is_there_on_their_days_and_needs_no_room():
    (presence,) = there(a_town(an_arrangement(kind=Kind.DAY_SUPPORT, sessions=MONDAYS)))
    assert [presence.is_there(day(number)) for number in (0, 1)] == [True, False]
    assert not presence.holds_a_room(ON)


def test_outreach_happens_elsewhere():
    (presence,) = there(a_town(an_arrangement(kind=Kind.OUTREACH, sessions=MONDAYS)))
    assert not presence.is_there(ON)


def test_what_is_over_is_left_out_and_what_is_still_to_come_is_not():
    scheme = a_town(
        an_arrangement("A1", kind=Kind.SHORT_BREAK, stay=Stay(day(-2), ON)),
        an_arrangement("A2", kind=Kind.SHORT_BREAK, stay=Stay(day(30), day(31))),
        an_arrangement(
            "A3", kind=Kind.DAY_SUPPORT, sessions=Sessions(Period(LONG_AGO, day(-1)), MONDAYS.weekdays)
        ),
    )
    assert [presence.because for presence in there(scheme)] == ["A2"]


def test_a_recorded_move_ends_the_stay_in_the_home_before():
    moved = an_arrangement("A2", household_id="H2", stay=Stay(day(5)), moved_from="A1")
    scheme = a_town(an_arrangement(), moved)
    (presence,) = there(scheme, "H1")
    assert presence.stay == Stay(LONG_AGO, day(5))
    assert there(scheme, "H1", on=day(5)) == ()
    assert [p.because for p in there(scheme, "H2", on=day(5))] == ["A2"]


def test_nobody_vanishes_because_a_move_is_recorded_the_wrong_way_round():
    wrong = an_arrangement("A2", household_id="H2", stay=Stay(day(-9000)), moved_from="A1")
    scheme = a_town(an_arrangement(), wrong)
    assert [p.because for p in there(scheme, "H1")] == ["A1"]
    itself = a_town(an_arrangement(moved_from="A1"))
    assert [p.because for p in there(itself, "H1")] == ["A1"]


def test_the_earlier_of_an_end_and_a_move_counts():
    ends = an_arrangement(stay=Stay(LONG_AGO, day(3)))
    moved = an_arrangement("A2", household_id="H2", stay=Stay(day(5)), moved_from="A1")
    (presence,) = there(a_town(ends, moved), "H1")
    assert presence.stay == Stay(LONG_AGO, day(3))


def test_an_introduction_both_sides_said_yes_to_holds_its_place():
    (presence,) = there(a_town(a_request(), an_introduction(bedroom_id="H1-2")))
    assert (presence.because, presence.person_id, presence.kind) == ("I1", "P1", Kind.LIVE_IN)
    assert presence.stay == Stay(ON)
    assert presence.bedroom_id == "H1-2"


@pytest.mark.parametrize(
    "changes",
    [
        {"answers": (an_answer(Party.PERSON),)},
        {"ended_on": day(-1)},
        {"stay": None},
        {"stay": Stay(day(-9), ON)},
    ],
)
def test_an_introduction_short_of_that_holds_none(changes):
    assert there(a_town(a_request(), an_introduction(**changes))) == ()


@pytest.mark.parametrize("status", [RequestStatus.MET, RequestStatus.WITHDRAWN])
def test_once_a_request_is_met_or_withdrawn_its_introduction_holds_no_place(status):
    assert there(a_town(a_request(status=status), an_introduction())) == ()


def test_an_introduction_lapses_after_so_many_days():
    introduction = an_introduction(begun_on=day(-90))
    assert holds_a_place(introduction, on=ON, lapses_after=90)
    assert not holds_a_place(introduction, on=day(1), lapses_after=90)


def test_an_introduction_without_a_first_day_does_not_lapse():
    assert holds_a_place(an_introduction(begun_on=None), on=day(9999), lapses_after=0)


def test_an_introduction_to_sessions_holds_its_days():
    weekly = an_introduction(stay=None, sessions=MONDAYS)
    (presence,) = there(a_town(a_request(kind=Kind.DAY_SUPPORT), weekly))
    assert presence.is_there(ON)
    assert not presence.is_there(day(1))


@pytest.mark.parametrize(("share", "rooms"), [(None, 3), (False, 3), (True, 1)])
def test_a_child_needs_a_room_unless_sharing_is_stated(share, rooms):
    family = an_arrangement(kind=Kind.PARENT_AND_CHILD, children=2, children_share=share)
    (presence,) = there(a_town(family))
    assert presence.rooms == rooms


def test_those_who_wish_to_share_a_room_are_named():
    scheme = a_town(an_arrangement(), a_group("P1", "P2", share_bedroom=True))
    assert there(scheme)[0].sharing == {"P2"}
    assert there(a_town(an_arrangement(), a_group("P1", "P2")))[0].sharing == frozenset()
