"""From options chosen to proposals: real bedrooms, and what is worth a look beside each."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from builders import (
    ON,
    a_bedroom,
    a_carer,
    a_closure,
    a_group,
    a_home,
    a_household,
    a_person,
    a_scheme,
    an_approval,
    an_arrangement,
    day,
)
from plans import asks_for, planned, proposal_for

from sharedlives.dates import Stay
from sharedlives.domain.arrangement import Break
from sharedlives.domain.carer import Applicant
from sharedlives.domain.policy import Policy, Step
from sharedlives.domain.words import Kind, TogetherRelation, Urgency
from sharedlives.errors import OwnBugError
from sharedlives.matching.options import possibilities
from sharedlives.matching.proposing import give_out_rooms, proposals_of
from sharedlives.matching.sides import Context

BREAK = Kind.SHORT_BREAK
WIDE = an_approval(total=9, live_in=9, short_break=9)


def rooms(number: int):
    return tuple(a_bedroom(f"B{room}") for room in range(1, number + 1))


def wide(number: int):
    return a_home(bedrooms=rooms(number), approval=WIDE)


def bedrooms(*records) -> dict[str, str | None]:
    return {proposal.request_id: proposal.bedroom_id for proposal in planned(*records).proposals}


# Real bedrooms


def test_guests_who_meet_have_different_rooms_and_those_who_do_not_the_same():
    # R1 has nights 0 to 2, R2 nights 2 to 4, R3 nights 3 to 5: R3 after R1, in R1's room.
    found = bedrooms(
        wide(2),
        asks_for(1, BREAK, nights=3),
        asks_for(2, BREAK, nights=3, earliest_start=day(2)),
        asks_for(3, BREAK, nights=3, earliest_start=day(3)),
    )

    assert found == {"R1": "B1", "R2": "B2", "R3": "B1"}


def test_a_room_that_is_somebodys_then_is_not_given_out():
    there = (a_person("L1"), an_arrangement(person_id="L1", bedroom_id="B1"))

    assert bedrooms(wide(2), *there, asks_for(1)) == {"R1": "B2"}


def test_where_nobody_said_who_sleeps_where_no_room_is_given_out():
    there = (a_person("L1"), an_arrangement(person_id="L1"))
    proposal = proposal_for(planned(wide(2), *there, asks_for(1)))

    assert (proposal.bedroom_id, proposal.room) == (None, "B1")


def test_a_couple_have_one_room_and_a_day_guest_has_none():
    double = a_bedroom("D", is_double=True)
    couple = a_group("P1", "P2", share_bedroom=True)

    assert bedrooms(
        a_home(bedrooms=(double, *rooms(1)), approval=WIDE),
        asks_for(1),
        asks_for(2),
        couple,
        asks_for(3, Kind.DAY_SUPPORT),
    ) == {"R1": "D", "R2": "D", "R3": None}


def recurring(number: int, first: int, every: int):
    """Two stays of one night each."""
    return asks_for(
        number, BREAK, nights=1, earliest_start=day(first), repeat_every_days=every, repeat_times=2
    )


def test_a_stay_that_recurs_has_one_room_every_time_where_that_can_be():
    assert bedrooms(wide(2), recurring(1, 0, 7), recurring(2, 0, 7)) == {"R1": "B1", "R2": "B2"}


def test_where_no_one_room_is_free_every_time_another_is_each_time_and_it_says_so():
    # Nights 0 and 7, 7 and 14, 0 and 14: two at once on each of the three nights, and any two of them meet.
    # No two rooms are enough for three who each keep theirs.
    records = (wide(2), recurring(1, 0, 7), recurring(2, 7, 7), recurring(3, 0, 14))
    result = planned(*records)
    proposals = {proposal.request_id: proposal for proposal in result.proposals}
    moving = [proposal for proposal in result.proposals if proposal.bedroom_id is None]

    assert set(proposals) == {"R1", "R2", "R3"}
    assert moving
    assert all(
        "no one bedroom is free at each of these stays: another one each time" in p.warnings for p in moving
    )


def chosen_of(*records):
    context = Context(a_scheme(*records), ON, Policy())
    return context, possibilities(context).options


def test_two_in_one_room_are_a_fault_of_ours():
    context, options = chosen_of(wide(1), asks_for(1), asks_for(2))

    with pytest.raises(OwnBugError, match="no bedroom is left for request R2"):
        give_out_rooms(context, options)


def test_a_pair_that_something_rules_out_is_not_proposed():
    closed = a_home("H2", bedrooms=None, closures=(a_closure(ON),))
    context, (option,) = chosen_of(wide(1), closed, asks_for(1))
    (part,) = option.parts
    pair = evolve(part.pair, household_id="H2")
    elsewhere = evolve(option, parts=(evolve(part, pair=pair, room=None),))

    with pytest.raises(OwnBugError, match="request R1 is proposed with a household it cannot go to"):
        proposals_of(context, (elsewhere,))


# Beside it


def warnings(*records, request: str = "R1", **how) -> tuple[str, ...]:
    return proposal_for(planned(*records, **how), request).warnings


@pytest.mark.parametrize(("until", "warned"), [(6, False), (5, True)])
def test_an_approval_that_ends_before_the_last_night_is_worth_a_look(until, warned):
    # Seven nights from ON: the last one is ON + 6, and the leaving day ON + 7 is not slept.
    home = a_home(approval=an_approval(approved_until=day(until)))
    says = f"the approval ends on {day(until):%d/%m/%Y}, within this time: bring the review forward"

    assert warnings(home, asks_for(1, BREAK)) == ((says,) if warned else ())


def test_an_approval_with_an_end_is_worth_a_look_for_a_home_without_one():
    home = a_home(approval=an_approval(approved_until=date(2030, 1, 1)))

    assert warnings(home, asks_for(1)) == (
        "the approval ends on 01/01/2030, within this time: bring the review forward",
    )


@pytest.mark.parametrize(("until", "warned"), [(27, False), (26, True)])
def test_the_last_day_of_sessions_is_in_them(until, warned):
    home = a_home(approval=an_approval(approved_until=day(until)))

    assert bool(warnings(home, asks_for(1, Kind.DAY_SUPPORT))) is warned


def test_a_birthday_past_the_ages_approved_within_a_year_is_worth_a_look():
    # Approved up to 64. Born on 1 May 1962, they turn 65 on 1 May 2027; on 17 November, a year and a day on.
    home = a_home(approval=an_approval(terms={"oldest": 64}))
    says = (
        "the person turns 65 on 01/05/2027, past the ages approved: panel to consider varying the approval; "
        "nobody moves"
    )

    assert warnings(home, asks_for(1, person=a_person(born=date(1962, 5, 1)))) == (says,)
    assert warnings(home, asks_for(1, person=a_person(born=date(1962, 11, 17)))) == ()


def test_a_birthday_within_a_stay_is_worth_a_look_and_one_after_it_is_not():
    # Seven nights from ON: they turn 65 on the last night, or on the leaving day.
    home = a_home(approval=an_approval(terms={"oldest": 64}))

    assert len(warnings(home, asks_for(1, BREAK, person=a_person(born=date(1961, 11, 22))))) == 1
    assert warnings(home, asks_for(1, BREAK, person=a_person(born=date(1961, 11, 23)))) == ()


def test_a_birthday_between_two_sessions_is_worth_a_look_as_well():
    # Tuesdays to ON + 27; they turn 65 on a Thursday.
    home = a_home(approval=an_approval(terms={"oldest": 64}))
    tuesdays = asks_for(1, Kind.DAY_SUPPORT, person=a_person(born=date(1961, 11, 26)))

    assert len(warnings(home, tuesdays)) == 1


def test_a_closure_or_the_carers_break_within_a_home_to_live_in_is_worth_a_look():
    # A home to live in is barred only by what covers its first night.
    home = a_home(closures=(a_closure(day(30), day(40)),))
    rest = Break(id="K1", household_id="H1", period=a_closure(day(60), day(70)).period)
    of_one = Break(id="K2", household_id="H1", carer_id="C-H1", period=a_closure(day(80), day(90)).period)

    assert warnings(home, rest, asks_for(1))[:2] == (
        "the household is away or closed from 16/12/2026: who is there then?",
        "the household is away or closed from 15/01/2027: who is there then?",
    )
    assert not [says for says in warnings(a_home(), of_one, asks_for(1)) if "04/02/2027: who" not in says]


def test_more_than_the_tax_cap_is_worth_a_look_on_the_first_day_it_happens():
    # Three live there, and cap 3: with R1 it is four from the first night.
    there = [(a_person(f"L{n}"), an_arrangement(f"A{n}", person_id=f"L{n}")) for n in (1, 2, 3)]
    says = (
        "on 16/11/2026 there would be more than 3 at once before the carers lose their tax relief "
        "(Income Tax (Trading and Other Income) Act 2005)"
    )

    assert warnings(wide(6), *there, asks_for(1)) == (says,)
    assert warnings(wide(6), *there[:2], asks_for(1)) == ()
    assert warnings(wide(6), *there[:1], asks_for(1), asks_for(2)) == ()


def test_the_tax_cap_is_passed_on_the_day_on_which_another_newcomer_comes():
    # Two live there. R1 comes at once, R2 on ON + 9: four from then on, which both are told.
    there = [(a_person(f"L{n}"), an_arrangement(f"A{n}", person_id=f"L{n}")) for n in (1, 2)]
    result = planned(wide(6), *there, asks_for(1), asks_for(2, earliest_start=day(9)))

    assert [bool(p.warnings) for p in result.proposals] == [True, True]
    assert all(p.warnings[0].startswith("on 25/11/2026 there would be more") for p in result.proposals)


def test_a_sibling_makes_no_difference_to_the_tax_cap():
    there = [(a_person(f"L{n}"), an_arrangement(f"A{n}", person_id=f"L{n}")) for n in (1, 2, 3)]
    siblings = a_group("P1", "L1", relation=TogetherRelation.SIBLINGS)

    assert warnings(wide(6), *there, asks_for(1), siblings) == ()


def test_what_rides_along_is_a_question_beside_the_proposal():
    emergency = asks_for(1, BREAK, urgency=Urgency.EMERGENCY)
    proposal = proposal_for(planned(a_home(takes_emergencies=None), emergency))

    assert proposal.questions == ("Does the household take emergencies?",)
    assert proposal.before_first_night == ()


def test_what_of_the_fit_is_not_known_is_a_question_beside_the_proposal():
    quiet = a_person(pace="quiet")

    assert proposal_for(planned(a_home(), asks_for(1, person=quiet))).questions == (
        "Is this a quiet home or a busy one?",
    )


def test_what_must_be_in_order_first_is_said_where_the_policy_plans_it():
    home = a_home(approval=an_approval(approved_from=day(1)))
    proposal = proposal_for(planned(home, asks_for(1), policy=Policy(planned_from=Step.MEET)))

    assert proposal.before_first_night == ("the approval is not in force yet on the first day",)


def test_a_household_in_assessment_has_no_approval_that_could_end():
    talked_about = Applicant(id="AP1", household_id="H1", may_be_talked_about=True)
    proposal = proposal_for(
        planned(a_household(), a_carer(), talked_about, asks_for(1), policy=Policy(planned_from=Step.TALK))
    )

    assert proposal.before_first_night == ("in assessment: subject to panel",)
    assert proposal.warnings == ()


def test_those_who_go_together_name_each_other():
    proposals = planned(wide(3), *(asks_for(n) for n in (1, 2, 3)), a_group("P1", "P3")).proposals

    assert [(p.request_id, p.together_with) for p in proposals] == [
        ("R1", ("R3",)),
        ("R2", ()),
        ("R3", ("R1",)),
    ]


def test_proposals_are_in_the_order_of_their_requests():
    proposals = planned(wide(3), a_home("H0"), *(asks_for(n) for n in (3, 1, 2))).proposals

    assert [proposal.request_id for proposal in proposals] == ["R1", "R2", "R3"]


def test_a_stay_that_recurs_is_proposed_with_all_its_stays():
    proposal = proposal_for(planned(wide(1), recurring(1, 0, 7)))

    assert proposal.when.stays == (Stay(ON, day(1)), Stay(day(7), day(8)))
