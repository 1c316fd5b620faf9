"""What a plan is worth on each level, by hand."""

from __future__ import annotations

import hashlib

import pytest
from builders import ON, a_bedroom, a_carer, a_group, a_home, a_person, a_request, a_scheme, an_approval, day
from plans import asks_for, planned, proposal_for, proposed

from sharedlives.dates import Weekday
from sharedlives.domain.policy import Charge, Charged, Level, Policy
from sharedlives.domain.words import Access, Kind, Urgency
from sharedlives.matching.levels import charges, days_waited, worth
from sharedlives.matching.options import possibilities
from sharedlives.matching.sides import Context

BREAK = Kind.SHORT_BREAK
WIDE = an_approval(
    total=9,
    live_in=9,
    intermediate=9,
    short_break=9,
    day_support=9,
)


def value_of(level: Level, *records, policy: Policy | None = None) -> int:
    """What a plan over some records reaches on a level."""
    result = planned(*records, policy=policy or Policy())
    return next(reached.value for reached in result.levels if reached.name is level)


def home():
    return a_home(bedrooms=tuple(a_bedroom(f"B{n}") for n in range(6)), approval=WIDE)


def test_an_emergency_is_met_by_a_stay_that_has_an_end():
    # Two emergencies: a break of seven nights, and a home without an end, which counts as urgent instead.
    records = (home(), asks_for(1, BREAK, urgency=Urgency.EMERGENCY), asks_for(2, urgency=Urgency.EMERGENCY))

    assert value_of(Level.EMERGENCIES, *records) == 1
    assert value_of(Level.URGENT, *records) == 1


def test_an_intermediate_stay_with_an_end_meets_an_emergency_and_is_a_home():
    stay = asks_for(1, Kind.INTERMEDIATE, nights=28, urgency=Urgency.EMERGENCY)

    assert (value_of(Level.EMERGENCIES, home(), stay), value_of(Level.HOMES, home(), stay)) == (1, 1)


def test_urgent_ones_count_once_and_routine_ones_or_of_no_stated_urgency_do_not():
    records = (
        home(),
        asks_for(1, urgency=Urgency.URGENT),
        asks_for(2, urgency=Urgency.ROUTINE),
        asks_for(3, urgency=None),
    )

    assert value_of(Level.URGENT, *records) == 1


def test_homes_breaks_and_days_are_counted_apart():
    # Two homes, one break, and day support on three days of the week and on one: four days.
    three_days = frozenset({Weekday.MONDAY, Weekday.TUESDAY, Weekday.FRIDAY})
    records = (
        home(),
        asks_for(1),
        asks_for(2),
        asks_for(3, BREAK),
        asks_for(4, Kind.DAY_SUPPORT, weekdays=three_days),
        asks_for(5, Kind.DAY_SUPPORT),
    )

    assert [value_of(level, *records) for level in (Level.HOMES, Level.BREAKS, Level.DAYS)] == [2, 1, 4]


@pytest.mark.parametrize(
    ("received", "days"), [(0, 0), (-1, 1), (-364, 364), (-365, 365), (-366, 365), (3, 0), (None, 0)]
)
def test_days_waited_are_those_since_the_request_came_and_a_year_at_most(received, days):
    request = a_request(received_on=None if received is None else day(received))

    assert days_waited(request, ON, 365) == days


def test_days_waited_add_up_over_those_who_are_met():
    records = (home(), asks_for(1, received_on=day(-40)), asks_for(2, received_on=day(-500)))

    assert value_of(Level.WAITED, *records) == 40 + 365
    assert value_of(Level.WAITED, *records, policy=Policy(waiting_counts_up_to=100)) == 40 + 100


def test_who_has_waited_longer_has_the_one_place():
    records = (
        a_home(bedrooms=(a_bedroom(),)),
        asks_for(1, received_on=day(-40)),
        asks_for(2, received_on=day(-41)),
    )

    assert proposed(planned(*records)) == {"R2": "H1"}


def test_a_policy_may_leave_levels_out_or_put_another_first():
    # One place: R1 waited longer, R2 is urgent.
    records = (
        a_home(bedrooms=(a_bedroom(),)),
        asks_for(1, received_on=day(-99)),
        asks_for(2, received_on=day(-1), urgency=Urgency.URGENT),
    )
    waited_first = Policy(levels=(Level.WAITED, Level.URGENT))
    without = Policy(levels=(Level.HOMES, Level.WAITED, Level.TIE_BREAK))

    assert proposed(planned(*records)) == {"R2": "H1"}
    assert proposed(planned(*records, policy=waited_first)) == {"R1": "H1"}
    assert proposed(planned(*records, policy=without)) == {"R1": "H1"}
    assert [level.name for level in planned(*records, policy=without).levels] == list(without.levels)


def test_fit_adds_up_over_those_who_are_met_and_decides_who_goes_where():
    # Interests weigh 3 and a language in common weighs 3. P1 likes chess: with H1 (100 + 100) / 2 = 100, with
    # H2 (0 + 100) / 2 = 50. P2 likes nothing in particular: 100 with either. One place each.
    chess = frozenset({"chess"})
    homes = [
        a_home(home, bedrooms=(a_bedroom(f"{home}-1"),), interests=likes)
        for home, likes in (("H1", chess), ("H2", frozenset()))
    ]
    records = (*homes, asks_for(1, person=a_person("P1", interests=chess)), asks_for(2))

    assert proposed(planned(*records)) == {"R1": "H1", "R2": "H2"}
    assert value_of(Level.FIT, *records) == 100 + 100


def test_ties_are_broken_by_a_hash_that_favours_nobody():
    # The first 20 bits of SHA-256 over the request, the household, the room and the first day.
    result = planned(a_home("H1"), a_home("H2"), asks_for(1))

    def bits(household: str) -> int:
        words = f"R1\x1f{household}\x1f{household}-1\x1f2026-11-16"
        return int(hashlib.sha256(words.encode()).hexdigest()[:5], 16)

    assert proposed(result)["R1"] == max(("H1", "H2"), key=bits)
    assert value_of(Level.TIE_BREAK, a_home("H1"), a_home("H2"), asks_for(1)) == max(bits("H1"), bits("H2"))


# Charges


def charged(*records, policy: Policy | None = None, **settings) -> list[list[str]]:
    """For each option, what it is charged."""
    context = Context(a_scheme(*records, **settings), ON, policy or Policy())
    return [
        [
            f"{part.pair.request_id} {part.room}: {charge} {points}"
            for part in option.parts
            for charge, points in charges(context, option, part)
        ]
        for option in possibilities(context).options
    ]


ROOM = Charge.SCARCE_ROOM.value
SKILL = Charge.SCARCE_SKILL.value


@pytest.mark.parametrize("feature", ["is_step_free", "is_ground_floor", "takes_hoist"])
def test_a_room_with_a_feature_that_nobody_needs_is_charged(feature):
    rooms = (a_bedroom("B1"), a_bedroom("B2", **{feature: True}), a_bedroom("B3", **{feature: None}))

    assert charged(a_home(bedrooms=rooms, approval=WIDE), asks_for(1)) == [[], [f"R1 B2: {ROOM} 5"], []]


def test_a_room_with_a_feature_is_not_charged_to_who_needs_one():
    ground = a_bedroom("B1", is_ground_floor=True)
    needs = a_person("P1", access=frozenset({Access.GROUND_FLOOR}))

    assert charged(a_home(bedrooms=(ground,)), asks_for(1, person=needs)) == [[]]


def test_the_plan_leaves_the_scarce_room_for_who_may_need_it():
    rooms = (a_bedroom("B1", is_ground_floor=True), a_bedroom("B2"))

    assert proposal_for(planned(a_home(bedrooms=rooms), asks_for(1))).bedroom_id == "B2"


def test_a_bedroom_that_two_share_is_charged_once():
    double = a_bedroom("D", is_double=True, is_ground_floor=True)
    couple = a_group("P1", "P2", share_bedroom=True)
    records = (a_home(bedrooms=(double,), approval=WIDE), asks_for(1), asks_for(2), couple)

    # Nothing but a language in common is known of the fit: 100 each, less 5 for the one room.
    assert charged(*records) == [[f"R1 D: {ROOM} 5"]]
    assert value_of(Level.FIT, *records) == 100 + 100 - 5


def test_a_bedroom_that_two_share_is_not_charged_where_either_of_them_needs_it():
    double = a_bedroom("D", is_double=True, is_ground_floor=True)
    couple = a_group("P1", "P2", share_bedroom=True)
    needs = a_person("P2", access=frozenset({Access.GROUND_FLOOR}))
    records = (a_home(bedrooms=(double,), approval=WIDE), asks_for(1), asks_for(2, person=needs), couple)

    assert charged(*records) == [[]]
    assert value_of(Level.FIT, *records) == 200


def test_two_who_go_together_into_rooms_of_their_own_are_charged_each_for_theirs():
    rooms = (a_bedroom("B1", is_ground_floor=True), a_bedroom("B2", is_ground_floor=True))
    needs = a_person("P2", access=frozenset({Access.GROUND_FLOOR}))
    records = (a_home(bedrooms=rooms), asks_for(1), asks_for(2, person=needs), a_group("P1", "P2"))

    assert charged(*records) == [[f"R1 B1: {ROOM} 5"]]


def test_a_rare_skill_that_nobody_needs_is_charged_once_for_all_who_come():
    policy = Policy(rare_skills=frozenset({"makaton", "hoist"}))
    skilled = a_carer("C-H1", skills=frozenset({"makaton", "cooking"}))
    needs = a_person("P2", skills_needed=frozenset({"makaton"}))

    alone = charged(home(), skilled, asks_for(1), policy=policy)
    both = charged(home(), skilled, asks_for(1), asks_for(2), a_group("P1", "P2"), policy=policy)
    needed = charged(
        home(), skilled, asks_for(1), asks_for(2, person=needs), a_group("P1", "P2"), policy=policy
    )

    assert alone == [[f"R1 B0: {SKILL} 5"]]
    assert both == [[f"R1 B0: {SKILL} 5"]]
    assert needed == [[]]
    assert charged(home(), skilled, asks_for(1)) == [[]]  # no skill is rare unless the policy names it


def test_a_charge_of_no_points_is_none():
    policy = Policy(charges=(Charged(charge=Charge.SCARCE_ROOM, points=0),))

    assert charged(a_home(bedrooms=(a_bedroom(is_ground_floor=True),)), asks_for(1), policy=policy) == [[]]


def test_charges_act_on_fit_alone():
    # The worth of each other level is the same with a scarce room and without.
    context = Context(
        a_scheme(a_home(bedrooms=(a_bedroom("B1"), a_bedroom("B2", is_ground_floor=True))), asks_for(1)),
        ON,
        Policy(),
    )
    plain, scarce = possibilities(context).options
    others = [level for level in Level if level not in (Level.FIT, Level.TIE_BREAK)]

    assert [worth(context, plain, level) for level in others] == [
        worth(context, scarce, level) for level in others
    ]
    assert worth(context, plain, Level.FIT) - worth(context, scarce, Level.FIT) == 5
