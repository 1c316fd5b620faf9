"""Options: every way of meeting a request that breaks nothing, and people who go together as one."""

from __future__ import annotations

import pytest
from builders import (
    ON,
    a_bedroom,
    a_closure,
    a_group,
    a_home,
    a_person,
    a_request,
    a_scheme,
    a_wish,
    an_approval,
    an_introduction,
    day,
)
from plans import asks_for, planned, proposed

from sharedlives.domain.policy import Policy, Step
from sharedlives.domain.wish import About
from sharedlives.domain.words import Access, Kind, RequestStatus, Strength
from sharedlives.errors import UnknownIdError
from sharedlives.matching.options import is_plannable, judge_pair, open_requests, possibilities
from sharedlives.matching.rooms import DOUBLE
from sharedlives.matching.sides import Context
from sharedlives.matching.when import possible_times

BREAK = Kind.SHORT_BREAK
WIDE = an_approval(total=9, live_in=9, short_break=9)


def a_double(id: str = "D", **changes):  # noqa: A002
    return a_bedroom(id, is_double=True, **changes)


def options_of(*records, policy=None, only=None, **settings) -> list[str]:
    """Each option as its parts: the request, the kind of room, and so many days after ON."""
    context = Context(a_scheme(*records, **settings), ON, policy or Policy())
    return [
        " + ".join(f"{p.pair.request_id} {p.room} {(p.pair.when.first - ON).days}" for p in option.parts)
        for option in possibilities(context, only).options
    ]


# One request


def test_there_is_an_option_for_each_kind_of_room_and_each_day():
    # B1 and B2 are alike, D is not: two kinds on two days.
    home = a_home(bedrooms=(a_bedroom("B1"), a_bedroom("B2"), a_double()), approval=WIDE)

    assert options_of(home, asks_for(1, BREAK, latest_start=day(1))) == [
        "R1 B1 0",
        "R1 D 0",
        "R1 B1 1",
        "R1 D 1",
    ]


def test_a_room_without_what_is_needed_is_no_option_nor_one_of_which_that_is_not_known():
    rooms = (
        a_bedroom("B1", is_ground_floor=True),
        a_bedroom("B2", is_ground_floor=None),
        a_bedroom("B3"),
    )
    needs = a_person("P1", access=frozenset({Access.GROUND_FLOOR}))

    assert options_of(a_home(bedrooms=rooms), asks_for(1, person=needs)) == ["R1 B1 0"]


def test_a_day_guest_has_no_room():
    # ON is a Monday, and Tuesdays are asked for.
    assert options_of(a_home(), asks_for(1, Kind.DAY_SUPPORT)) == ["R1 None 1"]


def test_where_the_register_keeps_no_bedrooms_there_is_an_option_without_a_room():
    home = a_home(bedrooms=None)

    assert options_of(home, asks_for(1)) == []
    assert options_of(home, asks_for(1), not_kept=frozenset({"household.bedrooms"})) == ["R1 None 0"]


def test_what_is_not_known_keeps_a_pair_out_unless_it_rides_along():
    # Nobody said whether anybody smokes there, and P1 asks that nobody does.
    asks = asks_for(1, person=a_person("P1", wishes=(a_wish(About.HOME_SMOKES, strength=Strength.MUST_NOT),)))
    home = a_home(smokes=None)

    assert options_of(home, asks) == []
    assert options_of(home, asks, policy=Policy(rides_along=frozenset({"wish-home-smokes"}))) == ["R1 H1-1 0"]


def test_what_must_be_in_order_first_is_planned_only_where_the_policy_says_so():
    # The approval begins a day after the first night: they may meet.
    home = a_home(approval=an_approval(approved_from=day(1)))

    assert options_of(home, asks_for(1)) == []
    assert options_of(home, asks_for(1), policy=Policy(planned_from=Step.MEET)) == ["R1 H1-1 0"]


def test_a_home_to_live_in_is_planned_where_the_best_of_its_fit_reaches_the_floor():
    # Interests weigh 3 and have nothing in common: 0. The language in common weighs 3: 100. 300 / 6 = 50.
    plays = a_person("P1", interests=frozenset({"chess"}))
    scheme = a_scheme(a_home(), asks_for(1, person=plays), asks_for(2, BREAK, person=plays))
    on_the_floor, above = (Context(scheme, ON, Policy(floor=floor)) for floor in (50, 51))

    def may_be_planned(context: Context, request_id: str) -> bool:
        request = scheme.request(request_id)
        pair = judge_pair(context, request, "H1", possible_times(request, ON)[0])
        assert pair.fit is not None
        assert pair.fit.high == 50
        return is_plannable(context, request, pair)

    assert may_be_planned(on_the_floor, "R1")
    assert not may_be_planned(above, "R1")
    assert may_be_planned(above, "R2")  # a break has no floor


# Which requests are open


def test_a_request_that_is_not_open_or_holds_a_place_is_not_looked_at():
    context = Context(
        a_scheme(
            a_home(),
            asks_for(1),
            asks_for(2, status=RequestStatus.MET),
            asks_for(3),
            an_introduction(request_id="R3"),
        ),
        ON,
        Policy(),
    )
    possible = possibilities(context)

    assert [request.id for request in possible.requests] == ["R1"]
    assert [request.id for request in possible.introduced] == ["R3"]


def test_a_part_of_the_requests_takes_along_those_of_who_goes_with_them():
    # P1 goes with P2 and P2 with P3; P2 asks for a break as well, which nobody else does.
    scheme = a_scheme(
        a_home(),
        *(asks_for(number) for number in (1, 2, 3, 4)),
        a_request("R5", person_id="P2", kind=BREAK),
        a_group("P1", "P2"),
        a_group("P2", "P3", id="T2", one_home=False),
    )
    context = Context(scheme, ON, Policy())

    assert [request.id for request in open_requests(context, ["R1"])] == ["R1", "R2", "R3"]
    assert [request.id for request in open_requests(context, ["R4"])] == ["R4"]
    assert [request.id for request in open_requests(context, ["R5"])] == ["R5"]


def test_a_request_that_is_nobodys_is_refused():
    with pytest.raises(UnknownIdError):
        open_requests(Context(a_scheme(asks_for(1)), ON, Policy()), ["R9"])


# Together


def test_people_who_go_into_one_home_are_one_option_in_every_way_of_giving_them_rooms():
    # B1 and B2 are alike; D is another kind. Two in D do not fit.
    home = a_home(bedrooms=(a_bedroom("B1"), a_bedroom("B2"), a_double()), approval=WIDE)

    assert options_of(home, asks_for(1), asks_for(2), a_group("P1", "P2")) == [
        "R1 B1 0 + R2 B1 0",
        "R1 B1 0 + R2 D 0",
        "R1 D 0 + R2 B1 0",
    ]


def test_three_who_go_together_through_one_of_them_are_one_option():
    home = a_home(bedrooms=tuple(a_bedroom(f"B{n}") for n in range(3)), approval=WIDE)
    groups = (a_group("P1", "P2"), a_group("P2", "P3", id="T2"))

    assert options_of(home, *(asks_for(n) for n in (1, 2, 3)), *groups) == ["R1 B0 0 + R2 B0 0 + R3 B0 0"]
    assert proposed(planned(home, *(asks_for(n) for n in (1, 2)), a_person("P3"), *groups)) == {}


def test_there_is_no_option_for_people_who_do_not_all_fit_in():
    assert options_of(a_home(bedrooms=(a_bedroom(),)), asks_for(1), asks_for(2), a_group("P1", "P2")) == []


def test_a_couple_who_wish_to_share_have_a_double_at_the_same_time():
    home = a_home(bedrooms=(a_bedroom("B1"), a_bedroom("B2"), a_double()), approval=WIDE)
    couple = a_group("P1", "P2", share_bedroom=True)
    window = {"kind": BREAK, "nights": 2, "latest_start": day(1)}

    assert options_of(home, asks_for(1, **window), asks_for(2, **window), couple) == [
        "R1 D 0 + R2 D 0",
        "R1 D 1 + R2 D 1",
    ]


def test_a_double_of_which_it_is_not_known_is_not_given_to_a_couple():
    home = a_home(bedrooms=(a_bedroom("B1", is_double=None),), approval=WIDE)

    assert options_of(home, asks_for(1), asks_for(2), a_group("P1", "P2", share_bedroom=True)) == []


def test_the_room_of_a_couple_has_what_either_of_them_needs():
    # P2 alone needs the ground floor: only G will do, and one room is counted, for both needs.
    rooms = (a_double("D"), a_double("G", is_ground_floor=True))
    needs = a_person("P2", access=frozenset({Access.GROUND_FLOOR}))
    scheme = a_scheme(
        a_home(bedrooms=rooms, approval=WIDE),
        asks_for(1),
        asks_for(2, person=needs),
        a_group("P1", "P2", share_bedroom=True),
    )
    (option,) = possibilities(Context(scheme, ON, Policy())).options
    first, second = option.parts

    assert (first.room, second.room) == ("G", "G")
    assert [newcomer.need for newcomer in first.newcomers] == [{DOUBLE, "ground floor"}]
    assert [newcomer.need for newcomer in second.newcomers] == [None]
    assert (first.takes_a_room, second.takes_a_room) == (True, False)
    assert (first.shares_with, second.shares_with) == ("R2", "R1")


def test_three_who_all_wish_to_share_have_a_room_each():
    home = a_home(bedrooms=(a_double("D1"), a_double("D2"), a_double("D3")), approval=WIDE)
    three = a_group("P1", "P2", "P3", share_bedroom=True)

    assert options_of(home, *(asks_for(n) for n in (1, 2, 3)), three) == ["R1 D1 0 + R2 D1 0 + R3 D1 0"]


def test_a_couple_share_and_whoever_goes_with_them_has_a_room():
    rooms = (a_double("D"), a_bedroom("B1"))
    couple, sister = a_group("P1", "P2", share_bedroom=True), a_group("P2", "P3", id="T2")
    found = options_of(
        a_home(bedrooms=rooms, approval=WIDE), *(asks_for(n) for n in (1, 2, 3)), couple, sister
    )

    assert found == ["R1 D 0 + R2 D 0 + R3 B1 0"]


def test_who_would_share_with_two_others_shares_with_nobody():
    home = a_home(bedrooms=(a_double("D1"), a_double("D2"), a_double("D3")), approval=WIDE)
    groups = (a_group("P1", "P2", share_bedroom=True), a_group("P2", "P3", id="T2", share_bedroom=True))

    assert options_of(home, *(asks_for(n) for n in (1, 2, 3)), *groups) == ["R1 D1 0 + R2 D1 0 + R3 D1 0"]


def test_those_who_go_together_are_there_together():
    # Either may begin on any of four days for two nights: days 0 and 2 do not meet.
    home = a_home(bedrooms=(a_bedroom("B1"), a_bedroom("B2")), approval=WIDE)
    window = {"kind": BREAK, "nights": 2, "latest_start": day(2)}
    found = options_of(home, asks_for(1, **window), asks_for(2, **window), a_group("P1", "P2"))

    assert "R1 B1 0 + R2 B1 2" not in found
    assert len(found) == 7  # 9 ways less the two in which they are two days apart


def test_breaks_at_different_times_are_not_part_of_each_other():
    # P1 asks for May and for October, P2 for October alone: October is for both, and May is a question.
    home = a_home(bedrooms=(a_bedroom("B1"), a_bedroom("B2")), approval=WIDE)
    october = {"kind": BREAK, "nights": 2, "earliest_start": day(100)}
    asked = (
        asks_for(1, **october),
        asks_for(2, **october),
        a_request("R3", person_id="P1", kind=BREAK, nights=2, earliest_start=day(9)),
    )

    assert options_of(home, *asked, a_group("P1", "P2")) == ["R1 B1 100 + R2 B1 100"]
    result = planned(home, *asked, a_group("P1", "P2"))
    assert [question.text for question in result.questions] == [
        "What does the person they wish to live with ask for?"
    ]


def test_two_breaks_that_both_go_together_are_planned_each_for_itself():
    # In May only H1 is open and in October only H2: both are met, in different homes.
    def home(id, first, last):  # noqa: A002
        return a_home(
            id,
            bedrooms=(a_bedroom(f"{id}-1"), a_bedroom(f"{id}-2")),
            closures=(a_closure(day(first), day(last)),),
            approval=an_approval(household_id=id),
        )

    may = {"kind": BREAK, "nights": 2, "earliest_start": day(10)}
    october = {"kind": BREAK, "nights": 2, "earliest_start": day(100)}
    result = planned(
        home("H1", 90, 120),
        home("H2", 0, 20),
        asks_for(1, **may),
        asks_for(2, **may),
        a_request("R3", person_id="P1", **october),
        a_request("R4", person_id="P2", **october),
        a_group("P1", "P2"),
    )

    assert proposed(result) == {"R1": "H1", "R2": "H1", "R3": "H2", "R4": "H2"}


def test_a_part_of_the_requests_of_who_asks_twice_is_planned_and_passes_its_check():
    home = a_home(bedrooms=tuple(a_bedroom(f"B{n}") for n in range(3)), approval=WIDE)
    may = {"kind": BREAK, "nights": 2, "earliest_start": day(10)}
    october = {"kind": BREAK, "nights": 2, "earliest_start": day(100)}
    asked = (
        asks_for(1, **may),
        asks_for(2, **may),
        a_request("R3", person_id="P1", **october),
        a_request("R4", person_id="P2", **october),
    )

    result = planned(home, *asked, a_group("P1", "P2"), requests=["R1"])

    assert set(proposed(result)) == {"R1", "R2"}


def test_nobody_of_a_group_is_there_twice_at_once():
    # P1 asks for two overlapping breaks, and P2 for one that meets both.
    home = a_home(bedrooms=tuple(a_bedroom(f"B{n}") for n in range(3)), approval=WIDE)
    asked = (
        asks_for(1, BREAK, nights=4),
        asks_for(2, BREAK, nights=9),
        a_request("R3", person_id="P1", kind=BREAK, nights=4, earliest_start=day(2)),
    )

    assert options_of(home, *asked, a_group("P1", "P2")) == []


def test_day_support_of_people_who_go_together_is_for_all_of_them_or_none():
    # One place on Tuesdays: not for both, so for neither.
    home = a_home(approval=an_approval(day_support=1))
    asked = (asks_for(1, Kind.DAY_SUPPORT), asks_for(2, Kind.DAY_SUPPORT))

    assert proposed(planned(home, *asked, a_group("P1", "P2"))) == {}
    assert len(proposed(planned(home, *asked))) == 1


def test_options_are_in_the_same_order_whatever_the_order_of_records():
    records = [*a_home("H1"), *a_home("H2"), *asks_for(1), *asks_for(2)]

    assert options_of(*records) == options_of(*records[::-1])
