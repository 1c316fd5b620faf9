"""The two sides of a pair: who is there, what is known of a home, and what bears on where somebody can go."""

from __future__ import annotations

from datetime import date

import pytest
from builders import (
    LONG_AGO,
    ON,
    TOWN,
    a_carer,
    a_decline,
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
from pairs import POLICY, a_context, a_whole_scheme

from sharedlives.dates import Stay
from sharedlives.domain.arrangement import KeepTogether
from sharedlives.domain.carer import Applicant, StageReached
from sharedlives.domain.household import HouseholdMember, Pet
from sharedlives.domain.person import SupportNeed
from sharedlives.domain.place import Place
from sharedlives.domain.policy import Policy
from sharedlives.domain.words import (
    ApplicantStage,
    CarerRole,
    Kind,
    Party,
    RequestStatus,
    TogetherRelation,
)
from sharedlives.matching.sides import (
    Asking,
    Context,
    Offering,
    has_children,
    is_somewhere,
    skills_called_for,
)
from sharedlives.matching.when import possible_times

P2 = a_person("P2")
BREAK = a_request(kind=Kind.SHORT_BREAK)


def an_asking(context: Context, request_id: str = "R1") -> Asking:
    request = context.scheme.request(request_id)
    return context.asking(request, possible_times(request, context.on)[0])


def both_sides(*records, **settings) -> tuple[Asking, Offering]:
    context = a_context(*records, **settings)
    asking = an_asking(context)
    return asking, context.offering("H1", asking.when.first)


# A home as it will be on a day


def test_a_home_has_its_carers_and_members_of_that_day():
    member = HouseholdMember(id="M1", lives_since=day(1))
    context = a_context(
        a_home(members=(member,)),
        a_carer("C2", carer_since=day(1)),
        a_carer("C3", role=CarerRole.SUPPORT, left_on=day(1)),
    )
    today, tomorrow = context.offering("H1", ON), context.offering("H1", day(1))
    assert [carer.id for carer in today.carers] == ["C-H1", "C3"]
    assert [carer.id for carer in today.main_carers] == ["C-H1"]
    assert [carer.id for carer in tomorrow.main_carers] == ["C-H1", "C2"]
    assert today.members == ()
    assert tomorrow.members == (member,)


def test_of_two_approvals_the_one_in_force_that_day_counts():
    first = an_approval("AP1", approved_until=ON)
    second = an_approval("AP2", approved_from=day(1))
    context = a_context(a_household(), first, second)
    assert context.offering("H1", ON).approval == first
    assert context.offering("H1", day(1)).approval == second


@pytest.mark.parametrize(
    ("stages", "is_in_assessment"),
    [
        ((), True),
        ((ApplicantStage.ENQUIRY, ApplicantStage.PANEL), True),
        ((ApplicantStage.PANEL, ApplicantStage.APPROVED), False),
        ((ApplicantStage.WITHDRAWN,), False),
        ((ApplicantStage.DECLINED,), False),
    ],
)
def test_an_applicant_is_one_until_their_way_has_ended(stages, is_in_assessment):
    reached = tuple(StageReached(stage=stage) for stage in stages)
    applicant = Applicant(id="AP1", household_id="H1", stages=reached)
    elsewhere = Applicant(id="AP2")
    context = a_context(a_household(), applicant, elsewhere)
    assert context.offering("H1", ON).applicants == ((applicant,) if is_in_assessment else ())


def test_company_are_the_others_who_share_a_day_or_a_night():
    asking, offering = both_sides(
        BREAK,
        an_arrangement("A1", person_id="P1", kind=Kind.DAY_SUPPORT),
        an_arrangement("A2", person_id="P2"),
        an_arrangement("A3", person_id="P2", kind=Kind.DAY_SUPPORT),
        an_arrangement("A4", person_id="P3", kind=Kind.OUTREACH),
        an_arrangement("A5", person_id="P4", stay=Stay(day(7))),
        an_arrangement("A6", person_id="P5", stay=Stay(LONG_AGO, ON)),
        an_arrangement("A7", person_id="P6", kind=Kind.DAY_SUPPORT),
        *(a_person(f"P{number}") for number in range(1, 7)),
    )
    assert [person.id for person in offering.company(asking)] == ["P2", "P6"]


def test_somebody_with_a_place_held_is_company():
    asking, offering = both_sides(
        P2, a_request(), a_request("R2", person_id="P2"), an_introduction(request_id="R2")
    )
    assert offering.company(asking) == (P2,)


def test_with_outreach_there_is_no_company():
    asking, offering = both_sides(P2, an_arrangement(person_id="P2"), a_request(kind=Kind.OUTREACH))
    assert not asking.enters_the_home
    assert offering.company(asking) == ()


@pytest.mark.parametrize(
    ("members", "among"),
    [
        (None, None),
        ((), False),
        (({"age": 12},), True),
        (({"age": 40},), False),
        (({},), None),
        (({}, {"born": date(2015, 1, 1)}), True),
        (({}, {"born": date(1970, 1, 1)}), None),
        (({"born": date(2008, 11, 16)},), False),
        (({"born": date(2008, 11, 17)},), True),
    ],
)
def test_children_of_the_household_are_known_not_there_or_not_known(members, among):
    if members is not None:
        members = tuple(
            HouseholdMember(id=f"M{number}", age_seen_on=ON if "age" in facts else None, **facts)
            for number, facts in enumerate(members)
        )
    asking, offering = both_sides(a_home(members=members))
    assert offering.children_among_members is among
    assert offering.children_with(asking) is among


def test_animals_are_the_homes_and_those_of_people_who_sleep_there():
    asking, offering = both_sides(
        a_home(pets=(Pet(kind="cat"),)),
        an_arrangement("A1", person_id="P2"),
        an_arrangement("A2", person_id="P3", kind=Kind.DAY_SUPPORT),
        a_person("P2", own_pet="dog"),
        a_person("P3", own_pet="parrot"),
        a_person(own_pet="rabbit"),
    )
    assert offering.animals_with(asking) == {"cat", "dog"}
    asking, offering = both_sides(a_home(pets=None))
    assert offering.animals_with(asking) == frozenset()


@pytest.mark.parametrize(
    ("home", "carers", "speaks"),
    [
        ({"welsh"}, ({"urdu"},), {"welsh": True, "urdu": True, "polish": False}),
        ({"welsh"}, (None,), {"welsh": True, "polish": False}),
        (None, ({"urdu"},), {"urdu": True, "polish": False}),
        (None, ({"urdu"}, None), {"urdu": True, "polish": None}),
        (None, (), {"polish": None}),
    ],
)
def test_what_is_spoken_in_a_home(home, carers, speaks):
    records = [a_household(languages=None if home is None else frozenset(home)), an_approval()]
    for number, languages in enumerate(carers):
        spoken = None if languages is None else frozenset(languages)
        records.append(a_carer(f"C{number}", languages=spoken))
    _, offering = both_sides(*records)
    assert {language: offering.speaks(language) for language in speaks} == speaks


# A request at one of its times


def test_an_age_is_that_on_the_first_day():
    # Born on 29 February, she is 18 on 1 March.
    for start, age in ((date(2026, 2, 28), 17), (date(2026, 3, 1), 18)):
        context = a_context(
            a_person(born=date(2008, 2, 29)), a_request(earliest_start=start), on=date(2026, 1, 1)
        )
        assert an_asking(context).age == age
        assert an_asking(context).brings_children is (age < 18)
    assert an_asking(a_context(a_person(born=None))).age is None


def test_what_comes_with_somebody():
    asking = an_asking(a_context(a_person(own_pet="dog"), a_request(children=1)))
    assert asking.brings_children
    assert asking.brings_animal == "dog"
    asking = an_asking(a_context(a_person(own_pet="dog"), a_request(kind=Kind.DAY_SUPPORT)))
    assert not asking.brings_children
    assert asking.brings_animal is None


@pytest.mark.parametrize(
    ("kind", "children", "comes_with_some"),
    [
        (Kind.LIVE_IN, None, False),
        (Kind.LIVE_IN, 0, False),
        (Kind.LIVE_IN, 1, True),
        (Kind.PARENT_AND_CHILD, None, True),
        (Kind.PARENT_AND_CHILD, 0, True),
    ],
)
def test_a_parent_and_child_come_with_a_child_though_nobody_counted(kind, children, comes_with_some):
    assert has_children(kind, children) is comes_with_some


def test_nights_away_are_stays_and_not_homes_nor_days():
    homes = (*a_home("H1"), *a_home("H2"))
    context = a_context(
        homes,
        an_arrangement("A1", household_id="H1"),
        an_arrangement("A2", household_id="H2", kind=Kind.SHORT_BREAK),
        an_arrangement("A3", household_id="H2", kind=Kind.INTERMEDIATE, stay=Stay(day(30), day(40))),
        an_arrangement("A4", household_id="H2", kind=Kind.DAY_SUPPORT),
    )
    asking = an_asking(context)
    assert set(asking.away) == {Stay(ON, day(7)), Stay(day(30), day(40))}
    assert asking.with_already == {"H1", "H2"}


def test_a_no_that_no_longer_stands_on_the_first_day_is_none():
    context = a_context(a_decline(not_until=ON))
    assert an_asking(context).declines == ()
    context = a_context(a_decline(not_until=day(1)))
    assert [decline.id for decline in an_asking(context).declines] == ["N1"]


def test_every_skill_that_support_calls_for():
    person = a_person(
        skills_needed=frozenset({"makaton"}),
        support=(SupportNeed(what="meals", skill="peg feeding"), SupportNeed(what="shopping")),
    )
    assert skills_called_for(person) == {"makaton", "peg feeding"}
    assert skills_called_for(a_person(skills_needed=None)) == frozenset()


def test_a_place_is_somewhere_by_postcode_or_by_grid_reference():
    assert is_somewhere(TOWN)
    assert is_somewhere(Place(postcode="HX1 1UJ"))
    assert not is_somewhere(Place())


# Everything worked out once


def test_of_several_facts_one_that_is_kept_is_enough():
    context = a_context(not_kept=frozenset({"carer.sex", "person.sex"}))
    assert not context.keeps("carer.sex")
    assert not context.keeps("carer.sex", "person.sex")
    assert context.keeps("carer.sex", "household.pets")


def test_each_side_is_worked_out_once():
    context = a_context()
    assert an_asking(context) is an_asking(context)
    assert context.asking_again("R1", an_asking(context).when) is an_asking(context)
    assert context.offering("H1", ON) is context.offering("H1", ON)
    assert context.presences("H1") is context.presences("H1")


def test_a_hosts_travel_function_is_asked_once_for_two_places_with_grid_references():
    asked = []

    def travel(one, other):
        asked.append((one, other))
        return 3.0

    context = Context(a_whole_scheme(), ON, POLICY, travel=travel)
    halifax = Place(postcode="HX1 1UJ")
    assert context.miles(halifax, TOWN) == context.miles(halifax, TOWN) == 3.0
    assert len(asked) == 1
    assert asked[0][0].grid_reference is not None
    assert not context.travel_is_straight_line
    assert a_context().travel_is_straight_line


def test_a_place_is_held_while_both_said_yes_and_it_is_still_asked_for():
    def is_held(status=RequestStatus.OPEN, policy=POLICY, **changes):
        context = a_context(a_request(status=status), an_introduction(**changes), policy=policy)
        return context.is_being_introduced(context.scheme.request("R1"))

    assert is_held()
    assert is_held(RequestStatus.ON_HOLD)
    assert not is_held(RequestStatus.MET)
    assert not is_held(RequestStatus.WITHDRAWN)
    assert not is_held(ended_on=ON)
    assert not is_held(answers=())
    assert not is_held(stay=None)
    # Begun twenty days ago.
    assert is_held(policy=Policy(introduction_lapses_after=20))
    assert not is_held(policy=Policy(introduction_lapses_after=19))


def test_brothers_and_sisters_have_one_id_between_them():
    group = KeepTogether(id="T1", people=frozenset({"P2", "P1"}), relation=TogetherRelation.SIBLINGS)
    friends = KeepTogether(id="T2", people=frozenset({"P3", "P1"}), relation=TogetherRelation.FRIENDS)
    context = a_context(P2, a_person("P3"), group, friends)
    assert context.scheme.siblings == {"P1": "P1", "P2": "P1"}


def test_an_answer_of_a_carer_who_left_it_open_holds_no_place():
    answers = (an_answer(Party.PERSON), an_answer(Party.CARER, party_id="C-H1", yes=None))
    context = a_context(a_request(), an_introduction(answers=answers))
    assert not context.is_being_introduced(context.scheme.request("R1"))
