"""The main job: what is kept, what is looked at, what a result says, and that all is checked."""

from __future__ import annotations

import pickle
from datetime import date

import pytest
from attrs import evolve
from builders import (
    ON,
    a_bedroom,
    a_decline,
    a_group,
    a_home,
    a_household,
    a_person,
    a_request,
    a_scheme,
    an_approval,
    an_arrangement,
    day,
)
from executors import WAYS, an_executor
from plans import asks_for, planned, proposal_for, proposed

from sharedlives.domain.arrangement import KeepApart
from sharedlives.domain.person import Connection
from sharedlives.domain.place import Grid, GridReference, Place
from sharedlives.domain.policy import Charge, Level, Policy
from sharedlives.domain.words import Kind, RequestStatus, Strength, Urgency
from sharedlives.errors import KeepRefusedError, OwnBugError, QuestionLostError, UnknownIdError
from sharedlives.files.result_documents import result_from_json, result_to_json
from sharedlives.matching import match as matching
from sharedlives.matching.match import match, prices
from sharedlives.matching.results import Status
from sharedlives.program import solution
from sharedlives.program.solving import Solved
from sharedlives.version import __version__

BREAK = Kind.SHORT_BREAK


def one_place(id: str = "H1"):  # noqa: A002
    return a_home(id, bedrooms=(a_bedroom(f"{id}-1"),))


# Keep


def test_a_kept_pair_is_kept_though_another_plan_would_be_better():
    # One place. R2 is urgent and would have it; R1 is kept there.
    records = (one_place(), asks_for(1), asks_for(2, urgency=Urgency.URGENT))

    assert proposed(planned(*records)) == {"R2": "H1"}
    assert proposed(planned(*records, keep=[("R1", "H1")])) == {"R1": "H1"}


def test_a_pair_kept_twice_is_kept_once():
    assert proposed(planned(one_place(), asks_for(1), keep=[("R1", "H1"), ("R1", "H1")])) == {"R1": "H1"}


def test_a_kept_pair_that_breaks_rules_is_refused_by_the_names_of_all_of_them():
    records = (a_home(approval=an_approval(live_in=0, short_break=2)), asks_for(1), a_decline())

    with pytest.raises(
        KeepRefusedError,
        match=r"request R1 cannot be kept with household H1: "
        r"approved-kind \(not approved for .*\); not-declined \(the person has said no for now\)",
    ):
        planned(*records, keep=[("R1", "H1")])


def test_a_kept_pair_of_which_something_is_not_known_is_refused_with_the_question():
    records = (a_home(approval=an_approval(terms={"numbers": None, "total": 2})), asks_for(1))

    with pytest.raises(KeepRefusedError, match=r"approved-kind \(Is the household approved for .*\?\)"):
        planned(*records, keep=[("R1", "H1")])


def test_what_only_rides_along_is_not_named_as_what_stands_in_the_way():
    emergency = asks_for(1, BREAK, urgency=Urgency.EMERGENCY)
    records = (a_home(takes_emergencies=None), emergency, a_decline())

    with pytest.raises(KeepRefusedError) as refused:
        planned(*records, keep=[("R1", "H1")])

    assert "takes-emergencies" not in str(refused.value)


def test_a_kept_pair_below_the_floor_is_refused_by_its_name():
    chess = a_person(interests=frozenset({"chess"}))

    with pytest.raises(KeepRefusedError, match="floor"):
        planned(a_home(), asks_for(1, person=chess), policy=Policy(floor=99), keep=[("R1", "H1")])


def test_a_kept_pair_whose_days_are_past_is_refused():
    past = asks_for(1, earliest_start=day(-9), latest_start=day(-5))

    with pytest.raises(KeepRefusedError, match="its days are past or not stated"):
        planned(a_home(), past, keep=[("R1", "H1")])


def test_a_kept_request_that_is_not_open_or_not_asked_about_is_refused():
    says = "it is not open, or not among the requests asked about"

    with pytest.raises(KeepRefusedError, match=says):
        planned(a_home(), asks_for(1, status=RequestStatus.MET), keep=[("R1", "H1")])
    with pytest.raises(KeepRefusedError, match=says):
        planned(a_home(), asks_for(1), asks_for(2), keep=[("R1", "H1")], requests=["R2"])


def test_a_kept_pair_of_a_group_that_does_not_fit_in_is_refused():
    with pytest.raises(KeepRefusedError, match="those who go together with them cannot go there"):
        planned(one_place(), asks_for(1), asks_for(2), a_group("P1", "P2"), keep=[("R1", "H1")])


@pytest.mark.parametrize("keep", [("R9", "H1"), ("R1", "H9")])
def test_a_kept_pair_of_nobody_is_refused(keep):
    with pytest.raises(UnknownIdError):
        planned(a_home(), asks_for(1), keep=[keep])


def test_kept_pairs_that_a_limit_does_not_hold_name_the_limit_and_each_other():
    with pytest.raises(KeepRefusedError) as refused:
        planned(one_place(), asks_for(1), asks_for(2), keep=[("R1", "H1"), ("R2", "H1")])

    assert sorted(str(refused.value).removeprefix("these cannot all be: ").split("; ")) == [
        "household H1: 1 bedroom",
        "keep R1 with H1",
        "keep R2 with H1",
    ]


def test_kept_pairs_of_people_to_be_kept_apart_say_so():
    apart = KeepApart(id="X1", person_id="P1", other_id="P2")

    with pytest.raises(KeepRefusedError, match="the two are to be kept apart"):
        planned(a_home(), asks_for(1), asks_for(2), apart, keep=[("R1", "H1"), ("R2", "H1")])


def test_one_request_cannot_be_kept_with_two_homes():
    with pytest.raises(KeepRefusedError, match="one choice for R1"):
        planned(a_home("H1"), a_home("H2"), asks_for(1), keep=[("R1", "H1"), ("R1", "H2")])


# Which requests


def test_a_part_of_the_requests_is_looked_at_alone():
    result = planned(a_home(), asks_for(1), asks_for(2), requests=["R2"])

    assert proposed(result) == {"R2": "H1"}
    assert result.still_looking == ()


def test_nobody_who_asks_gives_a_whole_and_empty_answer():
    result = planned(a_home())

    assert (result.proposals, result.still_looking, result.questions) == ((), (), ())
    assert result.status is Status.PROVEN
    assert [level.value for level in result.levels] == [0] * len(Level)


def test_without_a_level_nothing_is_proposed_and_that_is_proven():
    result = planned(a_home(), asks_for(1), policy=Policy(levels=()))

    assert (result.levels, result.status) == ((), Status.PROVEN)


def test_without_a_level_what_is_kept_is_kept_all_the_same():
    assert proposed(planned(a_home(), asks_for(1), policy=Policy(levels=()), keep=[("R1", "H1")])) == {
        "R1": "H1"
    }


# The last plan


def test_a_change_from_the_last_plan_is_charged():
    # Two homes alike; whichever was proposed last is proposed again, whatever the tie-break favours.
    records = (a_home("H1"), a_home("H2"), asks_for(1))
    first, other = (planned(*records, keep=[("R1", home)]) for home in ("H1", "H2"))

    assert proposed(planned(*records, last=first)) == {"R1": "H1"}
    assert proposed(planned(*records, last=other)) == {"R1": "H2"}


def test_a_change_that_is_made_all_the_same_is_shown_apart_from_fit():
    records = (a_home("H1"), a_home("H2"), asks_for(1))
    last = planned(*records, keep=[("R1", "H1")])
    moved = planned(*records, last=last, keep=[("R1", "H2")])
    fit = next(level for level in moved.levels if level.name is Level.FIT)

    assert [(charged.charge, charged.points) for charged in proposal_for(moved).charges] == [
        (Charge.CHANGE, 10)
    ]
    assert fit.value == proposal_for(moved).fit.mid - 10


# Travel


def test_a_hosts_own_travel_function_says_how_far_it_is():
    # P1 wishes to be within five miles; the host says that it is nine miles to H1 and four to H2.
    near = Connection(
        id="college",
        place=Place(grid_reference=GridReference(grid=Grid.BRITISH, easting=409000, northing=425000)),
        limit=Strength.MUST,
        limit_miles=5,
    )
    homes = {
        home: Place(grid_reference=GridReference(grid=Grid.BRITISH, easting=409000, northing=northing))
        for home, northing in (("H1", 426000), ("H2", 427000))
    }
    miles = {homes["H1"]: 9.0, homes["H2"]: 4.0}
    records = (
        *(a_home(home, place=place) for home, place in homes.items()),
        asks_for(1, person=a_person(connections=(near,))),
    )

    result = planned(*records, travel=lambda _, there: miles[there])

    assert proposed(result) == {"R1": "H2"}


# Time, progress, executors, seconds


def test_progress_is_told_of_each_level_of_what_needs_a_solver():
    heard = []
    planned(a_home("H1"), a_home("H2"), *(asks_for(n) for n in range(1, 6)), progress=heard.append)

    assert [(at.component, at.of, at.level) for at in heard] == [(1, 1, level) for level in Level]


def test_who_asks_to_stop_gets_the_best_so_far():
    records = (a_home("H1"), a_home("H2"), *(asks_for(n) for n in range(1, 6)))
    result = planned(*records, cancel=lambda: True)

    assert all(level.value <= level.bound for level in result.levels)
    assert result.repeatable or result.status is Status.BEST_SO_FAR


def test_when_time_is_up_the_best_so_far_is_given_and_said_to_be_that():
    result = planned(one_place(), asks_for(1), asks_for(2), time_limit=0)

    assert all(level.value <= level.bound for level in result.levels)
    assert result.repeatable or result.status is Status.BEST_SO_FAR


def test_a_plan_cut_short_says_so_and_is_not_repeatable(monkeypatch):
    def cut_short(parts, **_):
        return tuple(
            Solved(
                chosen=(),
                values=(0,) * len(part.worths),
                bounds=tuple(max(0, sum(worth)) for worth in part.worths),
                in_time=False,
            )
            for part in parts
        )

    monkeypatch.setattr(solution, "solve_all", cut_short)
    result = planned(a_home(), asks_for(1))

    assert (result.status, result.repeatable, result.proposals) == (Status.BEST_SO_FAR, False, ())
    assert [entry.request_id for entry in result.still_looking] == ["R1"]


def test_a_limit_of_time_that_does_not_bite_changes_nothing():
    records = (a_home("H1"), a_home("H2"), asks_for(1), asks_for(2))

    assert planned(*records, time_limit=600) == planned(*records)


def test_what_is_kept_is_kept_when_there_is_no_time_at_all():
    result = planned(one_place(), asks_for(1), asks_for(2), keep=[("R1", "H1")], time_limit=0)

    assert proposed(result) == {"R1": "H1"}


@pytest.mark.parametrize("way", WAYS)
def test_the_bytes_are_the_same_wherever_the_plan_is_found(way):
    records = (a_home("H1"), a_home("H2"), *(asks_for(number) for number in range(1, 6)))

    with an_executor(way) as executor:
        there = planned(*records, executor=executor)
    assert result_to_json(there) == result_to_json(planned(*records))


def test_seconds_are_in_the_timings_and_in_nothing_that_is_compared():
    result = planned(a_home(), asks_for(1))

    assert list(result.timings) == ["options", "rows", "program", "check"]
    assert all(seconds >= 0 for seconds in result.timings.values())
    assert evolve(result, timings={}) == result


# Prices


def one_place_for_two() -> tuple[object, ...]:
    """R1 is urgent and asks since today, R2 asks since 100 days; there is one place."""
    return (
        one_place(),
        asks_for(1, urgency=Urgency.URGENT, received_on=ON),
        asks_for(2, received_on=day(-100)),
    )


def test_a_price_says_what_a_level_costs_those_below_it():
    result = planned(*one_place_for_two())
    by_level = {price.level: price for price in prices(result)}
    urgent = by_level[Level.URGENT]
    days = {each.level: each.value for each in urgent.below}

    assert proposed(result) == {"R1": "H1"}
    assert list(by_level) == list(Level)[:-1]
    assert (urgent.itself.value, days[Level.HOMES], days[Level.WAITED]) == (-1, 0, 100)
    assert urgent.sentence.startswith("urgent met where it is: 1 more of it, 100 less of days waited")
    assert all(price.proven for price in by_level.values())


def test_a_price_is_for_what_was_asked():
    # Kept with R2, nothing urgent is met, and it costs nothing. Alone, R1 costs nobody anything.
    kept = planned(*one_place_for_two(), keep=[("R2", "H1")])
    alone = planned(*one_place_for_two(), requests=["R1"])

    for result in (kept, alone):
        assert all(each.value == 0 for price in prices(result) for each in (price.itself, *price.below))


def test_a_result_that_has_travelled_no_longer_knows_what_was_asked():
    result = planned(*one_place_for_two(), travel=lambda *_: None)
    travelled = pickle.loads(pickle.dumps(result))  # noqa: S301 - our own bytes

    assert travelled == result == result_from_json(result_to_json(result))
    for lost in (travelled, result_from_json(result_to_json(result))):
        with pytest.raises(QuestionLostError, match="Match again"):
            prices(lost)


# What it says of itself


def test_a_result_says_what_it_rests_on():
    policy = Policy(floor=20)
    scheme = a_scheme(a_home(), asks_for(1), not_kept=frozenset({"carer.faith", "carer.email"}))
    result = match(scheme, ON, policy=policy)

    assert (result.on, result.policy, result.input_digest) == (ON, policy, scheme.digest)
    assert (result.version, result.not_kept) == (__version__, ("carer.email", "carer.faith"))
    assert (result.status, result.repeatable) == (Status.PROVEN, True)


def test_existing_arrangements_are_never_moved_nor_proposed():
    lives_there = (a_person("L1"), an_arrangement(person_id="L1"))
    result = planned(one_place(), *lives_there, asks_for(1, urgency=Urgency.EMERGENCY))

    assert result.proposals == ()


# Nothing leaves the solver unchecked


def test_a_plan_that_fails_its_check_is_not_returned(monkeypatch):
    monkeypatch.setattr(matching, "check", lambda *_: ("request R1 is met twice",))

    with pytest.raises(OwnBugError, match="a plan failed its check: request R1 is met twice"):
        planned(a_home(), asks_for(1))


def test_a_level_that_counting_does_not_find_again_is_not_returned(monkeypatch):
    monkeypatch.setattr(matching, "score", lambda *_: dict.fromkeys(Level, 7))

    with pytest.raises(OwnBugError, match="emergencies met: the solver says 0, counting says 7"):
        planned(a_home(), asks_for(1))


def test_the_same_question_on_another_day_is_another_question():
    scheme = a_scheme(a_home(), asks_for(1))
    later = match(scheme, date(2026, 12, 1))

    assert later.proposals[0].when.first == date(2026, 12, 1)
    assert match(scheme, ON).proposals[0].when.first == ON


def test_a_household_without_anything_is_no_obstacle():
    assert proposed(
        planned(a_home(), a_household("H2", members=None, bedrooms=None, pets=None), asks_for(1))
    ) == {"R1": "H1"}


def test_a_request_without_a_date_is_for_now():
    assert proposal_for(planned(a_home(), (a_person(), a_request(earliest_start=None)))).when.first == ON
