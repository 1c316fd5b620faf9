"""Bedrooms: which suit, whose they are, and which can stand in for each other."""

from __future__ import annotations

import pytest
from builders import ON, a_bedroom, a_group, a_home, a_household, a_person, an_arrangement, day
from pairs import a_context

from sharedlives.dates import Period, Stay
from sharedlives.domain.words import Access, Kind
from sharedlives.matching.rooms import (
    DOUBLE,
    RoomKind,
    Suitability,
    certainly_free,
    held_by,
    is_closed,
    nights_that_matter,
    room_kinds,
    rooms_not_stated,
    suitability,
    suits,
)
from sharedlives.matching.when import When, possible_times

GROUND = frozenset({Access.GROUND_FLOOR.value})


def nights(first: int, last: int | None) -> When:
    return When(stays=(Stay(day(first), None if last is None else day(last)),))


def let(number: int, first: int, last: int, room: str | None):
    """Somebody's break in H1 from one day after ON to another, in a room or in one that nobody named."""
    stay = Stay(day(first), day(last))
    return (
        a_person(f"B{number}"),
        an_arrangement(
            f"S{number}", person_id=f"B{number}", kind=Kind.SHORT_BREAK, stay=stay, bedroom_id=room
        ),
    )


@pytest.mark.parametrize(("feature", "expected"), [(True, True), (False, False), (None, None)])
def test_a_room_suits_as_far_as_its_features_are_known(feature, expected):
    assert suits(a_bedroom(is_ground_floor=feature), GROUND) is expected
    assert suits(a_bedroom(is_ground_floor=feature), frozenset()) is True


def test_one_feature_that_it_has_not_rules_a_room_out_whatever_is_not_known():
    need = GROUND | {DOUBLE}

    assert suits(a_bedroom(is_ground_floor=None, is_double=False), need) is False
    assert suits(a_bedroom(is_ground_floor=True, is_double=True), need) is True


def test_a_room_is_closed_from_the_first_to_the_last_night_of_its_closure():
    room = a_bedroom(closed=(Period(day(2), day(3)),))

    assert [is_closed(room, day(number)) for number in (1, 2, 3, 4)] == [False, True, True, False]


def test_a_room_is_held_by_whoever_it_is_stated_to_be_on_the_nights_they_have_it():
    context = a_context(a_home(), *let(1, 2, 4, "H1-1"))
    room, there = a_bedroom("H1-1"), context.presences("H1")

    assert [held_by(room, there, day(number)) for number in (1, 2, 3, 4)] == [False, True, True, False]
    assert not held_by(a_bedroom("H1-2"), there, day(2))
    assert held_by(a_bedroom("H1-2", closed=(Period(day(2)),)), there, day(2))


# Rooms that nobody named


def lives(number: int, **changes):
    return (a_person(f"L{number}"), an_arrangement(f"A{number}", person_id=f"L{number}", **changes))


def test_each_of_whom_no_room_is_named_holds_one():
    context = a_context(a_home(), *lives(1), *lives(2, bedroom_id="H1-1"), *lives(3))

    assert rooms_not_stated(context.presences("H1"), ON) == 2


def test_two_who_share_hold_one_room_between_them_named_or_not():
    couple = a_group("L1", "L2", share_bedroom=True)
    neither = a_context(a_home(), *lives(1), *lives(2), couple)
    one = a_context(a_home(), *lives(1, bedroom_id="H1-1"), *lives(2), couple)

    assert rooms_not_stated(neither.presences("H1"), ON) == 1
    assert rooms_not_stated(one.presences("H1"), ON) == 0


def test_children_of_a_supported_parent_hold_rooms_unless_they_share():
    # The parent's room is named; each of two children has another one.
    parent = {"kind": Kind.PARENT_AND_CHILD, "bedroom_id": "H1-1", "children": 2}
    apart = a_context(a_home(), *lives(1, **parent))
    sharing = a_context(a_home(), *lives(1, **parent, children_share=True))

    assert rooms_not_stated(apart.presences("H1"), ON) == 2
    assert rooms_not_stated(sharing.presences("H1"), ON) == 0


# Whether there is a suitable one


def found(*records, home=None, when: When | None = None):
    rooms = home or a_home(bedrooms=(a_bedroom("G", is_ground_floor=True), a_bedroom("B")))
    context = a_context(rooms, *records, a_person(access=frozenset({Access.GROUND_FLOOR})))
    request = context.scheme.request("R1")
    asking = context.asking(request, when or possible_times(request, ON)[0])
    return suitability(asking, context.offering("H1", ON))


def test_a_suitable_room_is_certain_where_nobody_may_sleep_in_it():
    assert found() is Suitability.CERTAIN
    assert found(*lives(1, bedroom_id="B")) is Suitability.CERTAIN


def test_somebody_may_sleep_in_it_where_nobody_said_which_room_is_theirs():
    assert found(*lives(1)) is Suitability.SOMEBODY_MAY_SLEEP_THERE


def test_with_more_such_rooms_than_people_without_a_named_one_it_is_certain():
    two = a_home(bedrooms=(a_bedroom("G1", is_ground_floor=True), a_bedroom("G2", is_ground_floor=True)))

    assert found(*lives(1), home=two) is Suitability.CERTAIN
    assert found(*lives(1), *lives(2), home=two) is Suitability.SOMEBODY_MAY_SLEEP_THERE


def test_the_room_must_be_free_on_every_night():
    # Somebody has the one room from the third night on.
    assert found(*let(1, 2, 4, "G"), when=nights(0, 2)) is Suitability.CERTAIN
    assert found(*let(1, 2, 4, "G"), when=nights(0, 3)) is Suitability.TAKEN


def test_a_feature_that_nobody_recorded_is_not_known_and_one_that_is_not_there_is_none():
    unknown = a_home(bedrooms=(a_bedroom("B", is_ground_floor=None),))
    upstairs = a_home(bedrooms=(a_bedroom("B"),))

    assert found(home=unknown) is Suitability.NOT_KNOWN
    assert found(home=upstairs) is Suitability.NONE
    assert found(home=a_home(bedrooms=())) is Suitability.NONE


def test_rooms_certainly_free_are_those_that_have_it_and_are_nobodys():
    rooms = (
        a_bedroom("G1", is_ground_floor=True),
        a_bedroom("G2", is_ground_floor=True),
        a_bedroom("G3", is_ground_floor=None),
    )
    context = a_context(a_home(bedrooms=rooms), *let(1, 0, 3, "G1"))
    household, there = context.scheme.household("H1"), context.presences("H1")

    assert [certainly_free(household, there, GROUND, day(number)) for number in (2, 3)] == [1, 2]


def test_the_nights_that_matter_are_those_on_which_somebody_comes_or_goes():
    closed = a_bedroom("H1-1", closed=(Period(day(6), day(7)),))
    context = a_context(
        a_home(bedrooms=(closed, a_bedroom("H1-2"))), *let(1, 2, 4, "H1-1"), *let(2, 20, 22, None)
    )
    household = context.scheme.household("H1")

    assert nights_that_matter(nights(0, 10), context.presences("H1"), household) == [ON, *map(day, (2, 4, 6))]


def test_a_stay_without_an_end_and_a_day_guest_bring_no_night_on_which_they_leave():
    visits = an_arrangement("D1", person_id="L1", kind=Kind.DAY_SUPPORT)
    context = a_context(a_home(), *lives(1), visits)

    assert nights_that_matter(nights(0, 10), context.presences("H1"), context.scheme.household("H1")) == [ON]


# Kinds of rooms


def kinds(household, *records) -> list[list[str]]:
    context = a_context((household, *a_home()[1:]), *records)
    return [[room.id for room in kind.bedrooms] for kind in room_kinds(household, context.presences("H1"))]


def test_rooms_are_one_kind_where_their_features_are_equal():
    rooms = (a_bedroom("B"), a_bedroom("A"), a_bedroom("D", is_double=True), a_bedroom("U", is_double=None))

    assert kinds(a_household(bedrooms=rooms)) == [["A", "B"], ["D"], ["U"]]
    assert kinds(a_household(bedrooms=())) == []


def test_rooms_are_one_kind_only_where_their_calendars_are_equal_too():
    # A and B are let on the same nights, C on others, D is closed on the nights on which A and B are let.
    rooms = (*tuple(a_bedroom(name) for name in "ABCE"), a_bedroom("D", closed=(Period(day(1), day(2)),)))
    stays = (*let(1, 1, 3, "A"), *let(2, 1, 3, "B"), *let(3, 5, 7, "C"))

    assert kinds(a_household(bedrooms=rooms), *stays) == [["A", "B", "D"], ["C"], ["E"]]


def test_two_rooms_let_on_different_nights_hold_no_guest_for_all_the_nights_between():
    # A is let on nights 1 and 2, B on nights 5 and 6: each night one is free, and neither for nights 2 to 5.
    context = a_context(
        a_home(bedrooms=(a_bedroom("A"), a_bedroom("B"))), *let(1, 1, 3, "A"), *let(2, 5, 7, "B")
    )
    both = room_kinds(context.scheme.household("H1"), context.presences("H1"))

    assert [kind.key for kind in both] == ["A", "B"]
    assert [kind.is_free(nights(2, 6)) for kind in both] == [False, False]
    assert [kind.is_free(nights(3, 6)) for kind in both] == [True, False]
    assert [kind.is_free(nights(3, 5)) for kind in both] == [True, True]


def test_an_open_ended_time_meets_every_later_stay():
    kind = RoomKind(key="A", bedrooms=(a_bedroom("A"),), taken=(Period(day(40), day(41)),))

    assert not kind.is_free(nights(0, None))
    assert kind.is_free(nights(42, None))
