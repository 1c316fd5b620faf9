"""The plain check: a plan that is corrupted in any one way is caught, and said in a sentence."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from builders import (
    ON,
    a_bedroom,
    a_decline,
    a_group,
    a_home,
    a_person,
    a_request,
    a_scheme,
    an_approval,
    an_arrangement,
    an_introduction,
    day,
)
from plans import asks_for, planned

from sharedlives.dates import Stay
from sharedlives.domain.arrangement import KeepApart
from sharedlives.domain.policy import Policy
from sharedlives.domain.scheme import Scheme
from sharedlives.domain.words import Access, Kind, RequestStatus
from sharedlives.matching.check import check
from sharedlives.matching.match import match
from sharedlives.matching.results import Proposal
from sharedlives.matching.score import score
from sharedlives.matching.sides import Context
from sharedlives.matching.when import When

BREAK = Kind.SHORT_BREAK
POLICY = Policy()
WIDE = an_approval(total=9, live_in=9, short_break=9)


def rooms(number: int):
    return tuple(a_bedroom(f"B{room}") for room in range(1, number + 1))


def wide(number: int = 3):
    return a_home(bedrooms=rooms(number), approval=WIDE)


class Plan:
    """A sound plan over some records, to be corrupted; then judged as if `among` were the scheme."""

    def __init__(self, *records: Any) -> None:
        self.records = records
        self.proposals = {p.request_id: p for p in planned(*records).proposals}

    def one(self, request_id: str = "R1") -> Proposal:
        return self.proposals[request_id]

    def with_(self, request_id: str = "R1", **changes: Any) -> list[Proposal]:
        changed = evolve(self.one(request_id), **changes)
        return [changed if key == request_id else each for key, each in self.proposals.items()]

    def problems(self, proposals: Any = None, *more: Any, policy: Policy = POLICY) -> tuple[str, ...]:
        some = self.proposals.values() if proposals is None else proposals
        return check(Context(a_scheme(*self.records, *more), ON, policy), tuple(some))


@pytest.fixture
def plan() -> Plan:
    return Plan(wide(), asks_for(1), asks_for(2))


def test_a_sound_plan_has_no_problems(plan):
    assert len(plan.proposals) == 2
    assert plan.problems() == ()


def test_no_plan_has_no_problems(plan):
    assert plan.problems([]) == ()


def test_a_request_met_twice(plan):
    assert "request R1 is met 2 times" in plan.problems([plan.one(), plan.one()])


def test_a_request_that_is_not_open(plan):
    closed = a_request(status=RequestStatus.WITHDRAWN)
    introduced = an_introduction(request_id="R1")

    assert "request R1 is not open" in plan.problems(None, closed)
    assert "request R1 is not open" in plan.problems(None, introduced)


def test_another_person_or_kind_than_was_asked_for(plan):
    says = "request R1 is shown with another person or kind than it has"

    assert says in plan.problems(plan.with_(person_id="P2"))
    assert says in plan.problems(plan.with_(kind=BREAK))


def test_days_that_nobody_asked_for(plan):
    late = When(stays=(Stay(day(1)),))

    assert "request R1 is not for these days" in plan.problems(plan.with_(when=late))


def test_a_pair_that_breaks_a_criterion(plan):
    assert plan.problems(None, a_decline()) == ("request R1 cannot go to household H1: not-declined",)


def test_a_pair_of_which_something_is_not_known(plan):
    unknown = a_home(bedrooms=rooms(3), approval=an_approval(total=9, live_in=9, terms={"needs": None}))[2]
    needs = a_person("P1", needs=frozenset({"autism"}))

    assert "request R1 cannot go to household H1: approved-needs" in plan.problems(None, unknown, needs)


def test_a_pair_below_the_floor(plan):
    # Interests weigh 3 and have nothing in common: 0. The language in common weighs 3: 100. 300 / 6 = 50.
    chess = a_person("P1", interests=frozenset({"chess"}))

    assert "request R1 cannot go to household H1: the floor of fit" in plan.problems(
        None, chess, policy=Policy(floor=51)
    )


def test_another_fit_than_the_pair_has(plan):
    better = evolve(plan.one().fit, mid=99)

    assert plan.problems(plan.with_(fit=better)) == ("request R1 is shown with another fit than it has",)


def test_more_in_a_home_than_a_limit_allows(plan):
    # Two are proposed; with an approval for one at once that is one too many, from the first day on.
    tight = an_approval(total=1, live_in=9, short_break=9)

    assert "household H1 on 2026-11-16: more than approved for 1 at once" in plan.problems(None, tight)


def test_a_limit_is_counted_on_every_day_and_by_the_requests_that_meet():
    # R1 has nights 0 to 3, R2 nights 3 to 6: together on night 3 only.
    plan = Plan(wide(), asks_for(1, BREAK, nights=4), asks_for(2, BREAK, nights=4, earliest_start=day(3)))
    tight = an_approval(total=1, live_in=9, short_break=9)

    assert plan.problems(None, tight) == ("household H1 on 2026-11-19: more than approved for 1 at once",)


def test_more_guests_than_rooms_of_a_kind():
    # One double and one single: both are said to be in the double, and which room is not said.
    home = a_home(bedrooms=(a_bedroom("B1"), a_bedroom("D", is_double=True)), approval=WIDE)
    plan = Plan(home, asks_for(1), asks_for(2))
    both = [evolve(proposal, room="D", bedroom_id=None) for proposal in plan.proposals.values()]

    assert plan.problems(both) == ("household H1 on 2026-11-16: more guests than bedrooms like D",)


def test_a_kind_of_room_that_is_not_in_the_home(plan):
    assert plan.problems(plan.with_(room="B9")) == ("household H1 has no kind of bedroom B9",)


def test_a_kind_of_room_that_does_not_suit():
    ground = a_bedroom("G", is_ground_floor=True)
    needs = a_person("P1", access=frozenset({Access.GROUND_FLOOR}))
    plan = Plan(a_home(bedrooms=(*rooms(1), ground), approval=WIDE), asks_for(1, person=needs))

    assert plan.problems(plan.with_(room="B1", bedroom_id=None)) == (
        "request R1: bedrooms like B1 do not suit, or are somebody else's",
    )


def test_a_room_for_somebody_who_does_not_sleep_there():
    plan = Plan(wide(), asks_for(1, Kind.DAY_SUPPORT))

    assert "request R1: bedrooms like B1 do not suit, or are somebody else's" in plan.problems(
        plan.with_(room="B1")
    )
    assert "request R1: bedroom B1 does not suit" in plan.problems(plan.with_(bedroom_id="B1"))


def test_a_bedroom_that_does_not_suit_or_is_not_there():
    ground = a_bedroom("G", is_ground_floor=True)
    needs = a_person("P1", access=frozenset({Access.GROUND_FLOOR}))
    plan = Plan(a_home(bedrooms=(*rooms(1), ground), approval=WIDE), asks_for(1, person=needs))

    assert plan.problems(plan.with_(bedroom_id="B1")) == ("request R1: bedroom B1 does not suit",)
    assert plan.problems(plan.with_(bedroom_id="B9")) == ("request R1: bedroom B9 does not suit",)


def test_a_bedroom_that_is_somebody_elses():
    there = (a_person("L1"), an_arrangement(person_id="L1", bedroom_id="B1"))
    plan = Plan(wide(2), *there, asks_for(1))

    assert plan.one().bedroom_id == "B2"
    assert plan.problems(plan.with_(bedroom_id="B1")) == ("request R1: bedroom B1 is somebody else's",)


def test_one_bedroom_for_two(plan):
    room = plan.one("R2").bedroom_id

    assert plan.problems(plan.with_(bedroom_id=room)) == ("requests R1 and R2 are given one bedroom",)


def test_one_bedroom_one_after_the_other_is_sound():
    plan = Plan(wide(), asks_for(1, BREAK, nights=3), asks_for(2, BREAK, nights=3, earliest_start=day(3)))

    assert {proposal.bedroom_id for proposal in plan.proposals.values()} == {"B1"}
    assert plan.problems() == ()


def test_one_person_in_two_places_at_once():
    person = a_person()
    plan = Plan(wide(), a_home("H2"), person, a_request(kind=BREAK), a_request("R2", kind=BREAK, nights=2))
    (met,) = plan.proposals.values()
    other = {"R1": "R2", "R2": "R1"}[met.request_id]
    alone = match(a_scheme(*plan.records), ON, keep=[(other, "H2")]).proposals[0]

    assert "person P1 is in two places at once" in plan.problems([met, alone])


def test_newcomers_who_are_to_be_kept_apart(plan):
    apart = KeepApart(id="X1", person_id="P1", other_id="P2")

    assert plan.problems(None, apart) == ("requests R1 and R2: the two are to be kept apart",)


def test_newcomers_kept_apart_who_never_meet_are_sound():
    plan = Plan(wide(), asks_for(1, BREAK, nights=3), asks_for(2, BREAK, nights=3, earliest_start=day(3)))

    assert plan.problems(None, KeepApart(id="X1", person_id="P1", other_id="P2")) == ()


# Together

COUPLE = a_group("P1", "P2", share_bedroom=True)


def a_couple_in_a_double() -> Plan:
    doubles = (a_bedroom("D1", is_double=True), a_bedroom("D2", is_double=True))
    return Plan(a_home(bedrooms=doubles, approval=WIDE), asks_for(1), asks_for(2), COUPLE)


def test_a_couple_in_one_double_is_sound():
    plan = a_couple_in_a_double()

    assert {(p.bedroom_id, p.together_with) for p in plan.proposals.values()} == {
        ("D1", ("R2",)),
        ("D1", ("R1",)),
    }
    assert plan.problems() == ()


def test_who_is_met_without_those_they_go_with():
    plan = a_couple_in_a_double()

    assert "group T1: request R1 is met, and not all who go together are" in plan.problems([plan.one("R1")])
    assert "group T1: request R2 is met, and not all who go together are" in plan.problems([plan.one("R2")])


def test_a_group_that_is_split_between_homes(plan):
    plan.records = (*plan.records, a_home("H2"))
    elsewhere = evolve(planned(a_home("H2"), asks_for(2)).proposals[0])

    assert "group T1 is split between homes" in plan.problems(
        [plan.one("R1"), elsewhere], a_group("P1", "P2")
    )


def test_a_group_that_wishes_different_homes_may_have_them(plan):
    plan.records = (*plan.records, a_home("H2"))
    elsewhere = planned(a_home("H2"), asks_for(2)).proposals[0]

    assert plan.problems([plan.one("R1"), elsewhere], a_group("P1", "P2", one_home=False)) == ()


def test_a_group_that_would_not_be_there_at_the_same_time():
    window = {"kind": BREAK, "nights": 2, "latest_start": day(5)}
    plan = Plan(wide(), asks_for(1, **window), asks_for(2, **window), a_group("P1", "P2"))
    late = When(stays=(Stay(day(5), day(7)),))
    early = When(stays=(Stay(ON, day(2)),))
    apart = [evolve(plan.one("R1"), when=early), evolve(plan.one("R2"), when=late)]

    assert plan.problems(apart) == ("group T1 would not be there at the same time",)


def test_a_group_that_is_not_shown_as_one(plan):
    assert plan.problems(None, a_group("P1", "P2")) == ("group T1: R1 and R2 are not shown as together",)


def test_together_with_somebody_who_is_not(plan):
    says = "request R1 is shown as together with R2, and is not"

    assert plan.problems(plan.with_(together_with=("R2",))) == (says,)
    assert says in plan.problems([evolve(plan.one(), together_with=("R2",))])


def test_a_breaks_partner_at_another_time_is_no_part_of_it():
    october = {"kind": BREAK, "nights": 2, "earliest_start": day(100)}
    plan = Plan(wide(), asks_for(1, BREAK, nights=2), asks_for(2, **october))

    assert plan.problems([plan.one("R1")]) == ()


def test_every_sentence_names_ids_and_no_names():
    home, named = wide(), a_person("P1", first_name="Ann", last_name="Lumb")
    plan = Plan(home, asks_for(1, person=named), asks_for(2))
    problems = plan.problems(
        [plan.one(), *plan.proposals.values()],
        a_decline(),
        a_group("P1", "P2"),
        KeepApart(id="X1", person_id="P1", other_id="P2"),
    )

    assert problems
    assert "Ann" not in str(problems)
    assert "Lumb" not in str(problems)


# The plain score


def test_the_score_is_worked_out_anew_and_equals_the_levels_of_the_result():
    records = (wide(), a_home("H2"), asks_for(1), asks_for(2), asks_for(3, BREAK), COUPLE)
    scheme: Scheme = a_scheme(
        *records, a_home(bedrooms=(a_bedroom("D", is_double=True), *rooms(2)), approval=WIDE)
    )
    result = match(scheme, ON)

    assert set(score(Context(scheme, ON, POLICY), result.proposals)) == set(POLICY.levels)
    assert score(Context(scheme, ON, POLICY), result.proposals) == {
        level.name: level.value for level in result.levels
    }


def test_the_score_takes_nothing_from_the_fit_that_is_shown(plan):
    context = Context(a_scheme(*plan.records), ON, POLICY)
    shown = plan.with_(fit=evolve(plan.one().fit, mid=0))

    assert score(context, tuple(shown)) == score(context, tuple(plan.proposals.values()))
