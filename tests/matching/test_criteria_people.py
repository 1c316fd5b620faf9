"""Criteria of who goes well, or must not go, with whom: each answer, and the day on either side."""

from __future__ import annotations

import pytest
from builders import (
    LONG_AGO,
    ON,
    a_carer,
    a_decline,
    a_group,
    a_home,
    a_person,
    a_request,
    an_answer,
    an_arrangement,
    an_introduction,
    day,
)
from pairs import asks, broken, met, silent

from sharedlives.dates import Stay
from sharedlives.domain.arrangement import KeepApart
from sharedlives.domain.household import HouseholdMember
from sharedlives.domain.person import ThingToPlanFor
from sharedlives.domain.policy import Policy
from sharedlives.domain.words import CarerRole, DeclineScope, Kind, Party, RequestStatus
from sharedlives.matching.judging import AskWhom

BREAK = a_request(kind=Kind.SHORT_BREAK)
TUESDAYS = a_request(kind=Kind.DAY_SUPPORT)
OUTREACH = a_request(kind=Kind.OUTREACH)
P2 = a_person("P2")
P3 = a_person("P3")
THERE = an_arrangement(person_id="P2")


def apart_from(other: str, person: str = "P1", **changes) -> KeepApart:
    return KeepApart(id="X1", person_id=person, other_id=other, **changes)


# To be kept apart


def test_whom_somebody_is_to_be_kept_apart_from_is_not_there():
    met("apart", apart_from("P2"), P2)
    met(
        "apart",
        apart_from("P2"),
        P2,
        a_home("H1"),
        a_home("H2"),
        an_arrangement(person_id="P2", household_id="H2"),
    )
    broken("apart", "to be kept apart from P2, who is there", apart_from("P2"), P2, THERE)
    silent("apart", P2, THERE)


def test_keeping_two_people_apart_works_both_ways():
    broken("apart", "to be kept apart from P2, who is there", apart_from("P1", "P2"), P2, THERE)


def test_a_plan_that_names_somebody_keeps_the_two_apart_both_ways():
    def plan(other):
        return (ThingToPlanFor(what="a plan", not_with=frozenset({other})),)

    sentence = "to be kept apart from P2, who is there"
    broken("apart", sentence, a_person(to_plan_for=plan("P2")), P2, THERE)
    broken("apart", sentence, a_person("P2", to_plan_for=plan("P1")), THERE)


def test_a_household_a_carer_or_a_member_may_be_whom_to_keep_apart_from():
    broken("apart", "to be kept apart from this household", apart_from("H1"), a_home())
    broken("apart", "to be kept apart from C-H1, who is there", apart_from("C-H1"), a_home())
    support = a_carer("C2", role=CarerRole.SUPPORT)
    broken("apart", "to be kept apart from C2, who is there", apart_from("C2"), support)
    home = a_home(members=(HouseholdMember(id="M1"),))
    broken("apart", "to be kept apart from M1, who is there", apart_from("M1"), home)
    met("apart", apart_from("C2"), a_carer("C2", left_on=ON))
    moved_out = a_home(members=(HouseholdMember(id="M1", lives_until=day(-1)),))
    met("apart", apart_from("M1"), moved_out)


def test_keeping_apart_holds_to_its_last_day():
    broken("apart", "to be kept apart from P2, who is there", apart_from("P2", until=ON), P2, THERE)
    silent("apart", apart_from("P2", until=day(-1)), P2, THERE)


@pytest.mark.parametrize(("leaves", "are_apart"), [(0, True), (1, False)])
def test_two_who_share_no_night_are_apart(leaves, are_apart):
    stay = an_arrangement(person_id="P2", stay=Stay(LONG_AGO, day(leaves)))
    if are_apart:
        met("apart", apart_from("P2"), P2, stay)
    else:
        broken("apart", "to be kept apart from P2, who is there", apart_from("P2"), P2, stay)


def test_who_comes_for_the_day_meets_who_sleeps_there():
    by_day = an_arrangement(person_id="P2", kind=Kind.DAY_SUPPORT)
    broken("apart", "to be kept apart from P2, who is there", apart_from("P2"), P2, by_day, BREAK)
    broken("apart", "to be kept apart from P2, who is there", apart_from("P2"), P2, THERE, TUESDAYS)


def test_with_outreach_only_the_carers_are_met():
    met("apart", apart_from("P2"), P2, THERE, OUTREACH)
    met("apart", apart_from("M1"), a_home(members=(HouseholdMember(id="M1"),)), OUTREACH)
    broken("apart", "to be kept apart from C-H1, who is there", apart_from("C-H1"), a_home(), OUTREACH)
    met("apart", apart_from("P2"), P2, an_arrangement(person_id="P2", kind=Kind.OUTREACH))


# Together

ELSEWHERE = "those they wish to live with live elsewhere"
QUESTION = "What does the person they wish to live with ask for?"
TWO_HOMES = (*a_home("H1"), *a_home("H2"))
IN_H2 = an_arrangement(person_id="P2", household_id="H2")


def test_who_wishes_to_live_with_somebody_goes_where_they_live():
    met("together", a_group("P1", "P2"), P2, THERE)
    broken("together", ELSEWHERE, a_group("P1", "P2"), P2, TWO_HOMES, IN_H2)
    silent("together", P2, TWO_HOMES, IN_H2)


def test_those_who_ask_for_the_same_are_judged_as_a_group_and_not_here():
    silent("together", a_group("P1", "P2"), P2, a_request(), a_request("R2", person_id="P2"))


@pytest.mark.parametrize(
    "changes",
    [{"kind": Kind.SHORT_BREAK}, {"status": RequestStatus.ON_HOLD}, {"status": RequestStatus.WITHDRAWN}],
)
def test_of_who_neither_lives_anywhere_nor_asks_for_the_same_it_is_asked(changes):
    asks("together", QUESTION, AskWhom.PERSON, a_group("P1", "P2"), P2)
    other = a_request("R2", person_id="P2", **changes)
    asks("together", QUESTION, AskWhom.PERSON, a_group("P1", "P2"), P2, a_request(), other)


def test_of_three_each_must_be_there_or_ask_too():
    group = a_group("P1", "P2", "P3")
    third = a_request("R3", person_id="P3")
    met("together", group, P2, P3, THERE, a_request(), third)
    asks("together", QUESTION, AskWhom.PERSON, group, P2, P3, THERE)
    broken("together", ELSEWHERE, group, P2, P3, TWO_HOMES, IN_H2)


def test_those_who_wish_to_be_together_in_different_homes_are_not_tied_to_one():
    silent("together", a_group("P1", "P2", one_home=False), P2, TWO_HOMES, IN_H2)


def test_days_of_support_are_not_a_home_together():
    silent("together", a_group("P1", "P2"), P2, TWO_HOMES, IN_H2, TUESDAYS)


def test_two_who_live_together_and_of_whom_one_asks_for_a_break_are_asked():
    both = (
        an_arrangement("A1", person_id="P1", household_id="H2"),
        an_arrangement("A2", person_id="P2", household_id="H2"),
    )
    asks("together", QUESTION, AskWhom.PERSON, a_group("P1", "P2"), P2, TWO_HOMES, both, BREAK)
    asking_too = a_request("R2", person_id="P2", kind=Kind.SHORT_BREAK)
    silent("together", a_group("P1", "P2"), P2, TWO_HOMES, both, BREAK, asking_too)


def test_a_place_held_for_the_same_decides_before_where_they_live():
    held = (
        a_request("R2", person_id="P2"),
        an_introduction(request_id="R2", household_id="H1"),
        an_arrangement(person_id="P2", household_id="H2"),
    )
    met("together", a_group("P1", "P2"), P2, TWO_HOMES, held, a_request())
    broken("together", ELSEWHERE, a_group("P1", "P2"), P2, TWO_HOMES, held, a_request(), home="H2")


def test_a_place_no_longer_held_makes_who_had_it_ask_again():
    lapsed = an_introduction(request_id="R2", begun_on=day(-91))
    group, other = a_group("P1", "P2"), a_request("R2", person_id="P2")
    silent("together", group, P2, a_request(), other, lapsed)
    held = an_introduction(request_id="R2", begun_on=day(-90))
    met("together", group, P2, a_request(), other, held)
    silent("together", group, P2, a_request(), other, held, policy=Policy(introduction_lapses_after=89))


# A no

PERSON_SAID, HOUSEHOLD_SAID = "the person has said no for now", "the household has said no for now"


def test_a_no_of_either_side_stands_whatever_else_holds():
    met("not-declined")
    broken("not-declined", PERSON_SAID, a_decline())
    broken("not-declined", HOUSEHOLD_SAID, a_decline(side=Party.CARER))
    broken("not-declined", HOUSEHOLD_SAID, a_decline(side=Party.RESIDENT))
    broken("not-declined", "somebody whose yes it takes has said no for now", a_decline(side=Party.MANAGER))
    met("not-declined", TWO_HOMES, a_decline(household_id="H2"))
    met("not-declined", P2, a_decline(person_id="P2"))


def test_a_no_to_one_request_is_no_to_no_other():
    others = (a_request("R1"), a_request("R2"))
    broken("not-declined", PERSON_SAID, others, a_decline(scope=DeclineScope.REQUEST, request_id="R1"))
    met("not-declined", others, a_decline(scope=DeclineScope.REQUEST, request_id="R2"))


def test_a_no_to_one_kind_is_no_to_no_other():
    no_break = a_decline(scope=DeclineScope.KIND, kind=Kind.SHORT_BREAK)
    broken("not-declined", PERSON_SAID, no_break, BREAK)
    met("not-declined", no_break)
    broken("not-declined", PERSON_SAID, a_decline(), BREAK)


def test_not_now_until_a_day_is_open_from_that_day():
    met("not-declined", a_decline(not_until=ON))
    broken("not-declined", PERSON_SAID, a_decline(not_until=day(1)))
    met("not-declined", a_decline(not_until=day(1)), a_request(earliest_start=day(1)))


def test_a_no_is_reopened_by_the_side_that_said_it():
    met("not-declined", a_decline(reopened_on=ON, reopened_by=Party.PERSON))
    broken("not-declined", PERSON_SAID, a_decline(reopened_on=day(1), reopened_by=Party.PERSON))


def test_of_two_noes_one_that_is_reopened_leaves_the_other():
    reopened = a_decline("N1", reopened_on=LONG_AGO, reopened_by=Party.PERSON)
    broken("not-declined", HOUSEHOLD_SAID, reopened, a_decline("N2", side=Party.CARER))


def test_an_introduction_to_which_one_carer_said_no_holds_no_place():
    answers = (
        an_answer(Party.PERSON),
        an_answer(Party.CARER, party_id="C-H1"),
        an_answer(Party.CARER, party_id="C2", yes=False),
    )
    refused = an_introduction(request_id="R2", answers=answers)
    other = a_request("R2", person_id="P2")
    silent("together", a_group("P1", "P2"), P2, a_request(), other, a_carer("C2"), refused)
