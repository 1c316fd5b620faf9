"""Criteria of the home, its days and its carers: each of the four answers, and the day on either side."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import (
    LONG_AGO,
    ON,
    TOWN,
    a_bedroom,
    a_carer,
    a_closure,
    a_home,
    a_household,
    a_person,
    a_request,
    an_answer,
    an_approval,
    an_arrangement,
    an_introduction,
    day,
)
from pairs import a_whole_scheme, asks, broken, met, outcomes, silent

from sharedlives.dates import Period, Sessions, Stay, Weekday
from sharedlives.domain.arrangement import Break
from sharedlives.domain.household import HouseholdMember, OtherUse, Pet
from sharedlives.domain.person import Connection, SupportNeed, ThingToPlanFor
from sharedlives.domain.place import Grid, GridReference, Place
from sharedlives.domain.policy import Policy, Step
from sharedlives.domain.words import (
    Access,
    CarerRole,
    Kind,
    MovingAndHandling,
    OtherUseKind,
    Party,
    Strength,
)
from sharedlives.matching.judging import AskWhom
from sharedlives.matching.options import judge_pair
from sharedlives.matching.sides import Context
from sharedlives.matching.when import possible_times

BREAK = a_request(kind=Kind.SHORT_BREAK)
TUESDAYS = a_request(kind=Kind.DAY_SUPPORT)
OUTREACH = a_request(kind=Kind.OUTREACH)
ANOTHER = a_person("P2")


def a_plan(**changes):
    return a_person(to_plan_for=(ThingToPlanFor(what="a plan", **changes),))


def a_break(number: int = 1, *, carer: str | None = None, first: int = 0, last: int | None = 6) -> Break:
    period = Period(day(first), None if last is None else day(last))
    return Break(id=f"B{number}", household_id="H1", carer_id=carer, period=period)


# Room to welcome someone


def test_a_room_that_is_free_is_room_enough():
    met("room", a_home(bedrooms=(a_bedroom(),)))
    broken("room", "0 bedrooms, and 0 are taken on 16/11/2026", a_home(bedrooms=()))


def test_the_limit_that_is_tightest_is_named_with_its_day():
    resident = an_arrangement(person_id="P2")
    met("room", an_approval(live_in=2, total=2), resident, ANOTHER)
    broken(
        "room",
        "approved for 1 at once, and 1 is taken on 16/11/2026",
        an_approval(live_in=2, total=1),
        resident,
        ANOTHER,
    )


def test_who_leaves_on_the_day_another_comes_is_not_counted_with_them():
    full = an_approval(short_break=1)
    guest = an_arrangement(kind=Kind.SHORT_BREAK, person_id="P2")  # seven nights from the first day
    met("room", full, guest, ANOTHER, a_request(kind=Kind.SHORT_BREAK, earliest_start=day(7)))
    broken(
        "room",
        "approved for 1 at once for short break, and 1 is taken on 22/11/2026",
        full,
        guest,
        ANOTHER,
        a_request(kind=Kind.SHORT_BREAK, earliest_start=day(6)),
    )


def test_how_many_others_there_are_is_asked_where_it_is_not_said():
    fostering = OtherUse(kind=OtherUseKind.FOSTERING)
    asks("room", "For how many people: fostering?", AskWhom.HOUSEHOLD, a_home(other_uses=(fostering,)))
    asks(
        "room",
        "For how many people at once is the household approved?",
        AskWhom.SCHEME,
        an_approval(terms={"numbers": None, "total": None}),
    )
    asks(
        "room",
        "How many bedrooms are there for people supported?",
        AskWhom.HOUSEHOLD,
        a_home(bedrooms=None),
    )
    met("room", a_home(bedrooms=None), not_kept=frozenset({"household.bedrooms"}))


def test_a_parent_is_asked_how_many_children_come_too():
    parent = a_request(kind=Kind.PARENT_AND_CHILD)
    asks("room", "How many children come too?", AskWhom.PERSON, parent)
    asks(
        "room",
        "How many children come too?",
        AskWhom.REGISTER,
        parent,
        not_kept=frozenset({"request.children"}),
    )


# A suitable bedroom


UPSTAIRS_AND_DOWN = a_home(bedrooms=(a_bedroom("B1"), a_bedroom("B2", is_ground_floor=True)))
NEEDS_GROUND = a_person(access=frozenset({Access.GROUND_FLOOR}))


def test_one_bedroom_has_everything_that_is_needed():
    met("bedroom", UPSTAIRS_AND_DOWN, NEEDS_GROUND)
    broken("bedroom", "no bedroom is on the ground floor", a_home(), NEEDS_GROUND)
    broken(
        "bedroom",
        "no bedroom is large enough for a hoist and step-free",
        a_home(bedrooms=(a_bedroom("B1", is_step_free=True), a_bedroom("B2", takes_hoist=True))),
        a_person(access=frozenset({Access.STEP_FREE, Access.HOIST})),
    )
    broken("bedroom", "no bedroom is on the ground floor", a_home(bedrooms=()), NEEDS_GROUND)


@pytest.mark.parametrize("access", [None, frozenset()])
def test_who_asks_nothing_of_a_bedroom_gets_any(access):
    silent("bedroom", a_home(bedrooms=None), a_person(access=access))


def test_who_does_not_sleep_there_needs_no_bedroom():
    silent("bedroom", a_home(), NEEDS_GROUND, TUESDAYS)
    silent("bedroom", a_home(), NEEDS_GROUND, OUTREACH)


def test_a_bedroom_nobody_described_is_asked_after():
    question = "Is there a bedroom that is on the ground floor?"
    undescribed = a_home(bedrooms=(a_bedroom(is_ground_floor=None),))
    asks("bedroom", question, AskWhom.HOUSEHOLD, a_home(bedrooms=None), NEEDS_GROUND)
    asks("bedroom", question, AskWhom.HOUSEHOLD, undescribed, NEEDS_GROUND)


def test_what_the_register_does_not_keep_of_bedrooms_is_asked_of_it_once():
    question = "Is there a bedroom that is on the ground floor?"
    asks(
        "bedroom",
        question,
        AskWhom.REGISTER,
        a_home(bedrooms=None),
        NEEDS_GROUND,
        not_kept=frozenset({"household.bedrooms"}),
    )
    asks(
        "bedroom",
        question,
        AskWhom.REGISTER,
        a_home(bedrooms=(a_bedroom(is_ground_floor=None),)),
        NEEDS_GROUND,
        not_kept=frozenset({"bedroom.is_ground_floor"}),
    )


def test_a_bedroom_that_is_somebodys_is_not_given_to_another():
    theirs = an_arrangement(person_id="P2", bedroom_id="B2")
    broken(
        "bedroom",
        "no bedroom that is on the ground floor is free for all these nights",
        UPSTAIRS_AND_DOWN,
        NEEDS_GROUND,
        theirs,
        ANOTHER,
    )
    asks(
        "bedroom",
        "Who sleeps in the bedroom that is on the ground floor?",
        AskWhom.HOUSEHOLD,
        UPSTAIRS_AND_DOWN,
        NEEDS_GROUND,
        an_arrangement(person_id="P2"),
        ANOTHER,
    )


@pytest.mark.parametrize(("leaves", "is_free"), [(0, True), (1, False)])
def test_a_bedroom_is_free_from_the_day_on_which_somebody_leaves(leaves, is_free):
    theirs = an_arrangement(person_id="P2", bedroom_id="B2", stay=Stay(LONG_AGO, day(leaves)))
    records = (UPSTAIRS_AND_DOWN, NEEDS_GROUND, theirs, ANOTHER)
    if is_free:
        met("bedroom", *records)
    else:
        broken("bedroom", "no bedroom that is on the ground floor is free for all these nights", *records)


# A household that welcomes people then


def closed_from(first: int, last: int | None = None):
    return a_home(closures=(a_closure(day(first), None if last is None else day(last)),))


def test_a_closure_that_a_break_overlaps_bars_it():
    # Seven nights: the last is that of day 6.
    met("welcomes-then", closed_from(7), BREAK)
    broken("welcomes-then", "the household welcomes nobody from 22/11/2026", closed_from(6), BREAK)
    broken(
        "welcomes-then",
        "the household welcomes nobody from 06/11/2026 to 16/11/2026",
        closed_from(-10, 0),
        BREAK,
    )
    met("welcomes-then", closed_from(-10, -1), BREAK)


@pytest.mark.parametrize("kind", [Kind.LIVE_IN, Kind.INTERMEDIATE])
def test_a_closure_bars_a_home_to_live_in_only_on_the_first_night(kind):
    home = a_request(kind=kind)
    met("welcomes-then", closed_from(1), home)
    met("welcomes-then", closed_from(-10, -1), home)
    broken(
        "welcomes-then",
        "the household welcomes nobody from 16/11/2026 to 16/11/2026",
        closed_from(0, 0),
        home,
    )


def test_a_closure_bars_days_of_support_only_on_a_session():
    # Tuesdays: day 1, 8, 15 and 22; then it is over.
    met("welcomes-then", closed_from(2, 7), TUESDAYS)
    broken(
        "welcomes-then",
        "the household welcomes nobody from 18/11/2026 to 24/11/2026",
        closed_from(2, 8),
        TUESDAYS,
    )
    met("welcomes-then", closed_from(23), TUESDAYS)


def test_of_two_closures_the_first_is_named():
    home = a_home(closures=(a_closure(day(4), day(5)), a_closure(day(2), day(3))))
    broken("welcomes-then", "the household welcomes nobody from 18/11/2026 to 19/11/2026", home, BREAK)


def test_a_home_without_closures_asks_nothing():
    silent("welcomes-then", BREAK)


def test_a_break_of_the_carers_closes_the_home():
    broken("welcomes-then", "the household welcomes nobody from 16/11/2026 to 22/11/2026", a_break(), BREAK)
    met("welcomes-then", a_break(first=7, last=9), BREAK)


def test_a_break_of_the_one_carer_who_lives_there_closes_the_home_too():
    broken(
        "welcomes-then",
        "the household welcomes nobody from 16/11/2026 to 22/11/2026",
        a_break(carer="C-H1"),
        BREAK,
    )


def test_while_one_of_two_carers_is_away_the_other_is_there():
    second = a_carer("C2", role=CarerRole.SECOND)
    silent("welcomes-then", second, a_break(carer="C-H1"), BREAK)
    silent("welcomes-then", second, a_break(1, carer="C-H1", last=2), a_break(2, carer="C2", first=3), BREAK)
    broken(
        "welcomes-then",
        "the household welcomes nobody from 18/11/2026 to 18/11/2026",
        second,
        a_break(1, carer="C-H1", last=2),
        a_break(2, carer="C2", first=2, last=None),
        BREAK,
    )


def test_a_support_carers_break_closes_nothing():
    support = a_carer("C2", role=CarerRole.SUPPORT)
    silent("welcomes-then", support, a_break(carer="C2"), BREAK)
    broken(
        "welcomes-then",
        "the household welcomes nobody from 16/11/2026",
        support,
        a_break(carer="C-H1", last=None),
        BREAK,
    )


def test_in_a_home_whose_carers_are_not_known_no_carers_break_is_everybodys():
    former = a_carer("C-H1", left_on=day(-5))
    silent("welcomes-then", a_household(), former, an_approval(), a_break(carer="C-H1"), BREAK)


# Nights on which the person is free


def test_nobody_stays_in_two_places_on_one_night():
    elsewhere = (a_home("H2"), an_arrangement(kind=Kind.SHORT_BREAK, household_id="H2"))
    home = a_home("H1")
    met(
        "free-then", home, elsewhere[0], elsewhere[1], a_request(kind=Kind.SHORT_BREAK, earliest_start=day(7))
    )
    broken(
        "free-then",
        "the person already stays away from home on some of these nights",
        home,
        elsewhere[0],
        elsewhere[1],
        a_request(kind=Kind.SHORT_BREAK, earliest_start=day(6)),
    )


def test_who_lives_somewhere_may_take_a_break_from_it():
    met("free-then", a_home("H1"), a_home("H2"), an_arrangement(household_id="H2"), BREAK)


def test_a_place_held_elsewhere_is_a_stay_away():
    other = a_request("R2", kind=Kind.SHORT_BREAK)
    held = an_introduction(
        request_id="R2",
        household_id="H2",
        answers=(an_answer(Party.PERSON), an_answer(Party.CARER, party_id="C-H2")),
        stay=Stay(ON, day(7)),
    )
    broken(
        "free-then",
        "the person already stays away from home on some of these nights",
        a_home("H1"),
        a_home("H2"),
        other,
        held,
        BREAK,
    )


def test_a_home_to_live_in_and_days_ask_nothing_of_stays_away():
    away = an_arrangement(kind=Kind.SHORT_BREAK, household_id="H2")
    homes = (*a_home("H1"), *a_home("H2"))
    silent("free-then", homes, away, a_request())
    silent("free-then", homes, away, TUESDAYS)


# A household they are not with already


def test_nobody_moves_to_where_they_live():
    broken("somewhere-else", "the person is with this household then already", an_arrangement())
    broken("somewhere-else", "the person is with this household then already", an_arrangement(), BREAK)
    broken("somewhere-else", "the person is with this household then already", an_arrangement(), TUESDAYS)
    met("somewhere-else", a_home("H1"), a_home("H2"), an_arrangement(household_id="H2"))


@pytest.mark.parametrize(("leaves", "is_over"), [(0, True), (1, False)])
def test_who_leaves_that_day_may_come_back(leaves, is_over):
    stay = an_arrangement(stay=Stay(LONG_AGO, day(leaves)))
    if is_over:
        met("somewhere-else", stay)
    else:
        broken("somewhere-else", "the person is with this household then already", stay)


def test_a_guest_of_the_day_may_stay_the_night_and_come_on_other_days():
    by_day = an_arrangement(kind=Kind.DAY_SUPPORT)  # on Tuesdays
    met("somewhere-else", by_day, BREAK)
    met("somewhere-else", by_day)
    met("somewhere-else", by_day, a_request(kind=Kind.DAY_SUPPORT, weekdays=frozenset({Weekday.FRIDAY})))
    broken("somewhere-else", "the person is with this household then already", by_day, TUESDAYS)


def test_a_place_held_for_this_very_request_is_not_in_its_own_way():
    met("somewhere-else", a_request(), an_introduction(begun_on=day(-200)))
    met("somewhere-else", a_request(), an_introduction())


# Skills


def test_each_skill_is_some_carers():
    wanted = a_person(skills_needed=frozenset({"makaton", "epilepsy"}))
    met(
        "skilled",
        wanted,
        a_carer("C-H1", skills=frozenset({"makaton"})),
        a_carer("C2", role=CarerRole.SECOND, skills=frozenset({"epilepsy"})),
    )
    broken(
        "skilled",
        "nobody there is trained in epilepsy and makaton yet",
        wanted,
        step=Step.MEET,
    )


def test_support_that_names_a_skill_calls_for_it():
    peg = a_person(support=(SupportNeed(what="meals", skill="peg feeding"), SupportNeed(what="shopping")))
    met("skilled", peg, a_carer("C-H1", skills=frozenset({"peg feeding"})))
    broken("skilled", "nobody there is trained in peg feeding yet", peg, step=Step.MEET)


def test_a_support_carers_skill_is_no_ones_who_lives_there():
    broken(
        "skilled",
        "nobody there is trained in makaton yet",
        a_person(skills_needed=frozenset({"makaton"})),
        a_carer("C-H1"),
        a_carer("C2", role=CarerRole.SUPPORT, skills=frozenset({"makaton"})),
        step=Step.MEET,
    )


def test_skills_nobody_wrote_down_are_asked_after():
    wanted = a_person(skills_needed=frozenset({"makaton"}))
    question = "Are the carers trained in makaton?"
    unsaid = a_carer("C-H1", skills=None)
    asks("skilled", question, AskWhom.HOUSEHOLD, wanted, unsaid)
    asks("skilled", question, AskWhom.HOUSEHOLD, wanted, a_household(), an_approval())
    asks("skilled", question, AskWhom.REGISTER, wanted, unsaid, not_kept=frozenset({"carer.skills"}))
    met("skilled", wanted, unsaid, a_carer("C2", skills=frozenset({"makaton"})))


@pytest.mark.parametrize("skills", [None, frozenset()])
def test_support_that_calls_for_no_skill_asks_for_none(skills):
    silent("skilled", a_person(skills_needed=skills), a_carer("C-H1", skills=None))


# Enough carers


def test_moving_somebody_takes_the_two_carers_it_takes():
    heavy = a_person(moving_and_handling=MovingAndHandling.TWO_CARERS)
    met("enough-carers", heavy, a_carer("C2", role=CarerRole.SECOND))
    broken("enough-carers", "moving the person takes two carers, and one lives there", heavy)
    broken(
        "enough-carers",
        "moving the person takes two carers, and one lives there",
        heavy,
        a_carer("C2", role=CarerRole.SUPPORT),
    )
    asks("enough-carers", "Who are the carers of this household?", AskWhom.SCHEME, heavy, a_household())


def test_a_carer_counts_from_their_first_day_to_the_one_before_they_left():
    heavy = a_person(moving_and_handling=MovingAndHandling.TWO_CARERS)
    met("enough-carers", heavy, a_carer("C2", carer_since=ON, left_on=day(1)))
    for changes in ({"carer_since": day(1)}, {"left_on": ON}):
        broken(
            "enough-carers",
            "moving the person takes two carers, and one lives there",
            heavy,
            a_carer("C2", **changes),
        )


@pytest.mark.parametrize("help_to_move", [None, MovingAndHandling.ONE_CARER, MovingAndHandling.HOIST])
def test_one_carer_is_enough_unless_it_takes_two(help_to_move):
    silent("enough-carers", a_person(moving_and_handling=help_to_move), a_household())


# Near enough


def at(east: int) -> Place:
    """So many metres east of the home."""
    grid = TOWN.grid_reference
    assert grid is not None
    return Place(
        grid_reference=GridReference(grid=Grid.BRITISH, easting=grid.easting + east, northing=grid.northing)
    )


def near(place: Place, miles: int | None = 5, limit: Strength | None = Strength.MUST):
    return a_person(connections=(Connection(id="X1", place=place, limit_miles=miles, limit=limit),))


def test_a_limit_in_miles_is_kept_up_to_its_last_metre():
    # Five miles are 8,046.72 metres.
    met("near-enough", near(at(8046)))
    broken("near-enough", "5.1 miles (straight line) away, and they asked for 5 at most", near(at(8047)))
    broken("near-enough", "12.4 miles (straight line) away, and they asked for 5 at most", near(at(20_000)))


def test_miles_of_a_hosts_own_are_not_said_to_be_a_straight_line():
    request = a_request()
    scheme = a_whole_scheme(near(at(0)), request)
    context = Context(scheme, ON, Policy(), travel=lambda *_: 5.6)
    pair = judge_pair(context, request, "H1", possible_times(request, ON)[0])
    found = outcomes(pair)["near-enough"]
    assert found.sentence == "5.6 miles away, and they asked for 5 at most"


def test_one_limit_that_is_passed_decides_whatever_else_is_not_known():
    far = Connection(id="X1", place=at(20_000), limit_miles=5, limit=Strength.MUST)
    somewhere = Connection(id="X2", limit_miles=5, limit=Strength.MUST)
    broken(
        "near-enough",
        "12.4 miles (straight line) away, and they asked for 5 at most",
        a_person(connections=(somewhere, far)),
    )


def test_where_it_is_is_asked_of_the_side_that_knows():
    where = "Where is what matters to the person, that they want to be near?"
    how_far = "How far is this home from what matters to the person?"
    nowhere, home = near(Place()), a_home(place=Place())
    asks("near-enough", where, AskWhom.PERSON, nowhere)
    asks("near-enough", where, AskWhom.REGISTER, nowhere, not_kept=frozenset({"person.connections"}))
    asks("near-enough", how_far, AskWhom.HOUSEHOLD, near(at(0)), home)
    asks("near-enough", how_far, AskWhom.REGISTER, near(at(0)), home, not_kept=frozenset({"household.place"}))


def test_a_distance_nobody_insists_on_bars_nothing():
    silent("near-enough", near(at(20_000), limit=Strength.PREFER))
    silent("near-enough", near(at(20_000), limit=None))
    silent("near-enough", near(at(20_000), miles=None))
    silent("near-enough")


def test_who_leaves_home_for_nothing_is_as_near_as_before():
    silent("near-enough", near(at(20_000)), OUTREACH)


# Language


def test_support_is_given_in_the_language_that_is_needed():
    needs = a_person(languages_needed=frozenset({"punjabi"}))
    met("language", needs, a_home(languages=frozenset({"english", "punjabi"})))
    met("language", needs, a_home(), a_carer("C2", languages=frozenset({"punjabi"})))
    broken("language", "nobody there speaks Punjabi", needs)
    broken(
        "language",
        "nobody there speaks British Sign Language or Welsh",
        a_person(languages_needed=frozenset({"welsh", "british sign language", "english"})),
    )


def test_languages_nobody_wrote_down_are_asked_after():
    needs = a_person(languages_needed=frozenset({"punjabi", "english"}))
    question = "Does a carer speak English and Punjabi?"
    unsaid = (a_household(languages=None), a_carer("C-H1", languages=None), an_approval())
    asks("language", question, AskWhom.HOUSEHOLD, needs, unsaid)
    asks("language", question, AskWhom.HOUSEHOLD, needs, unsaid, not_kept=frozenset({"household.languages"}))
    asks(
        "language",
        question,
        AskWhom.REGISTER,
        needs,
        unsaid,
        not_kept=frozenset({"household.languages", "carer.languages"}),
    )
    asks("language", question, AskWhom.HOUSEHOLD, needs, a_household(languages=None), an_approval())


def test_where_each_carer_said_what_they_speak_that_is_all():
    home = a_home(languages=None)  # its carer speaks English
    met("language", home, a_person(languages_needed=frozenset({"english"})))
    broken("language", "nobody there speaks Welsh", home, a_person(languages_needed=frozenset({"welsh"})))


@pytest.mark.parametrize("languages", [None, frozenset()])
def test_who_needs_no_language_asks_for_none(languages):
    silent("language", a_person(languages_needed=languages), a_home(languages=None))


# Things to plan for


WITHOUT_CHILDREN = a_plan(not_with_children=True)


def a_member(**changes) -> HouseholdMember:
    return HouseholdMember(id="M1", **changes)


def test_a_child_is_one_until_the_day_they_are_eighteen():
    member = a_member(born=date(2008, 11, 17))
    broken(
        "plan-children",
        "children live there, and the person is not to be with children",
        WITHOUT_CHILDREN,
        a_home(members=(member,)),
    )
    met("plan-children", WITHOUT_CHILDREN, a_home(members=(member,)), a_request(earliest_start=day(1)))


def test_born_on_a_leap_day_they_are_eighteen_on_the_first_of_march():
    home = a_home(members=(a_member(born=date(2008, 2, 29)),))
    broken(
        "plan-children",
        "children live there, and the person is not to be with children",
        WITHOUT_CHILDREN,
        home,
        a_request(earliest_start=date(2026, 2, 28)),
        on=date(2026, 2, 28),
    )
    met(
        "plan-children",
        WITHOUT_CHILDREN,
        home,
        a_request(earliest_start=date(2026, 3, 1)),
        on=date(2026, 2, 28),
    )


@pytest.mark.parametrize(
    ("moves", "lives_there"),
    [({"lives_since": ON}, True), ({"lives_since": day(1)}, False), ({"lives_until": day(-1)}, False)],
)
def test_a_child_counts_while_they_live_there(moves, lives_there):
    home = a_home(members=(a_member(age=9, age_seen_on=ON, **moves),))
    if lives_there:
        broken(
            "plan-children",
            "children live there, and the person is not to be with children",
            WITHOUT_CHILDREN,
            home,
        )
    else:
        met("plan-children", WITHOUT_CHILDREN, home)


def test_who_lives_there_or_how_old_they_are_is_asked_after():
    question = "Do children live in this home?"
    asks("plan-children", question, AskWhom.HOUSEHOLD, WITHOUT_CHILDREN, a_home(members=None))
    asks("plan-children", question, AskWhom.HOUSEHOLD, WITHOUT_CHILDREN, a_home(members=(a_member(),)))
    asks(
        "plan-children",
        question,
        AskWhom.REGISTER,
        WITHOUT_CHILDREN,
        a_home(members=None),
        not_kept=frozenset({"household.members"}),
    )


def test_a_supported_parents_child_and_a_resident_under_eighteen_are_children():
    sentence = "children live there, and the person is not to be with children"
    family = an_arrangement(person_id="P2", kind=Kind.PARENT_AND_CHILD)
    broken("plan-children", sentence, WITHOUT_CHILDREN, family, ANOTHER)
    with_one = an_arrangement(person_id="P2", children=1)
    broken("plan-children", sentence, WITHOUT_CHILDREN, with_one, ANOTHER)
    resident = an_arrangement(person_id="P2")
    broken("plan-children", sentence, WITHOUT_CHILDREN, resident, a_person("P2", born=date(2009, 5, 1)))
    met("plan-children", WITHOUT_CHILDREN, resident, a_person("P2", born=None))


def test_children_who_leave_before_are_not_met():
    family = an_arrangement(person_id="P2", kind=Kind.PARENT_AND_CHILD, stay=Stay(LONG_AGO, ON))
    met("plan-children", WITHOUT_CHILDREN, family, ANOTHER)


def test_nobody_is_in_the_way_of_their_own_plan():
    parent = an_arrangement(kind=Kind.DAY_SUPPORT, children=1)
    met("plan-children", WITHOUT_CHILDREN, parent, BREAK)


def test_no_plan_about_children_asks_nothing_of_them():
    silent("plan-children", a_plan(not_with_children=False), a_home(members=None))
    silent("plan-children", a_home(members=None))
    silent("plan-children", WITHOUT_CHILDREN, a_home(members=None), OUTREACH)


WITHOUT_DOGS = a_plan(not_with_animals=frozenset({"dog"}))


def test_the_animal_a_plan_names_is_not_there():
    met("plan-animals", WITHOUT_DOGS, a_home(pets=(Pet(kind="cat"),)))
    broken(
        "plan-animals",
        "there is an animal (dog), and the person is not to be with one",
        WITHOUT_DOGS,
        a_home(pets=(Pet(kind="cat"), Pet(kind="dog"))),
    )
    asks(
        "plan-animals", "Are there animals in this home?", AskWhom.HOUSEHOLD, WITHOUT_DOGS, a_home(pets=None)
    )
    asks(
        "plan-animals",
        "Are there animals in this home?",
        AskWhom.REGISTER,
        WITHOUT_DOGS,
        a_home(pets=None),
        not_kept=frozenset({"household.pets"}),
    )
    silent("plan-animals", a_home(pets=None))
    silent("plan-animals", WITHOUT_DOGS, a_home(pets=None), OUTREACH)


def test_the_animal_of_somebody_who_sleeps_there_is_there_whatever_else_is_known():
    owner = a_person("P2", own_pet="dog")
    broken(
        "plan-animals",
        "there is an animal (dog), and the person is not to be with one",
        WITHOUT_DOGS,
        a_home(pets=None),
        an_arrangement(person_id="P2"),
        owner,
    )
    met("plan-animals", WITHOUT_DOGS, TUESDAYS, an_arrangement(person_id="P2", kind=Kind.DAY_SUPPORT), owner)


NOT_ALONE = a_plan(not_left_alone_at_night=True)


def test_who_is_not_to_be_alone_at_night_never_is():
    met("plan-nights", NOT_ALONE)
    broken(
        "plan-nights",
        "no carer always sleeps at home, and the person is not to be alone at night",
        NOT_ALONE,
        a_home(somebody_home_at_night=False),
    )
    question, unsaid = "Does a carer always sleep at home?", a_home(somebody_home_at_night=None)
    asks("plan-nights", question, AskWhom.HOUSEHOLD, NOT_ALONE, unsaid)
    asks(
        "plan-nights",
        question,
        AskWhom.REGISTER,
        NOT_ALONE,
        unsaid,
        not_kept=frozenset({"household.somebody_home_at_night"}),
    )


def test_a_plan_about_nights_asks_nothing_of_days():
    silent("plan-nights", NOT_ALONE, a_home(somebody_home_at_night=False), TUESDAYS)
    silent("plan-nights", a_home(somebody_home_at_night=False))


def test_the_week_of_a_recurring_break_that_is_closed_bars_it():
    recurring = a_request(kind=Kind.SHORT_BREAK, nights=2, repeat_every_days=28, repeat_times=2)
    broken(
        "welcomes-then",
        "the household welcomes nobody from 15/12/2026 to 15/12/2026",
        closed_from(29, 29),
        recurring,
    )
    met("welcomes-then", closed_from(30, 40), recurring)


def test_somebody_there_for_the_day_shares_it_with_a_guest_of_the_night():
    by_day = an_arrangement(
        person_id="P2",
        kind=Kind.DAY_SUPPORT,
        sessions=Sessions(Period(ON, ON + timedelta(days=6)), frozenset({Weekday.SUNDAY})),
        children=1,
    )
    sentence = "children live there, and the person is not to be with children"
    broken("plan-children", sentence, WITHOUT_CHILDREN, BREAK, by_day, ANOTHER)
    met(
        "plan-children",
        WITHOUT_CHILDREN,
        a_request(kind=Kind.SHORT_BREAK, nights=6),
        by_day,
        ANOTHER,
    )
