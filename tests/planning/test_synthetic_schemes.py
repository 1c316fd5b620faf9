"""Invented schemes: the same arguments give the same scheme, and it is one to match on and to audit."""

import os
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedlives.compliance.audit import audit
from sharedlives.compliance.outcomes import Outcome
from sharedlives.domain.words import CarerRole, Kind, Nation, RequestStatus, Sex, Strength
from sharedlives.errors import InvalidRecordError
from sharedlives.matching.match import match
from sharedlives.matching.results import Status
from sharedlives.places import area_of, is_known_postcode, straight_line
from sharedlives.planning.synthetic.schemes import REGISTER_DAY, make_scheme
from sharedlives.planning.synthetic.sizes import SIZES, SchemeSize

SMALL = SchemeSize(households=12, requests=6)


@pytest.fixture(scope="module")
def scheme():
    """The named size of one scheme."""
    return make_scheme("scheme", seed=1)


@pytest.fixture(scope="module")
def large():
    """The named size of a large one, in which shares show."""
    return make_scheme("large", seed=1)


def looked_at(scheme):
    """The open requests for which nothing is held yet."""
    held = {i.request_id for i in scheme.introductions if i.both_said_yes_to_a_stay}
    return [r for r in scheme.requests if r.status is RequestStatus.OPEN and r.id not in held]


def supported(scheme):
    """The ids of people with an arrangement, and the kinds of each."""
    kinds = {}
    for arrangement in scheme.arrangements:
        kinds.setdefault(arrangement.person_id, set()).add(arrangement.kind)
    return kinds


def test_the_same_arguments_give_the_same_scheme():
    assert make_scheme(SMALL, seed=1).digest == make_scheme(SMALL, seed="1").digest
    assert make_scheme(SMALL, seed=1).digest != make_scheme(SMALL, seed=2).digest


DIGEST = (
    "from sharedlives import SchemeSize, make_scheme;"
    "print(make_scheme(SchemeSize(households=12, requests=6), seed=1).digest)"
)


@pytest.mark.parametrize("hash_seed", ["1", "77"])
def test_nothing_depends_on_the_order_of_sets(hash_seed):
    printed = subprocess.run(
        [sys.executable, "-c", DIGEST],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
    ).stdout
    assert printed.strip() == make_scheme(SMALL, seed=1).digest


@pytest.mark.parametrize(("name", "households", "requests"), [("scheme", 150, 60), ("large", 600, 400)])
def test_a_named_size_has_its_households_and_open_requests(name, households, requests, request):
    made = request.getfixturevalue(name)
    assert len(made.households) == households
    assert len(looked_at(made)) == requests


def test_carers_and_people_supported_are_as_many_as_the_size_says(scheme):
    size = SIZES["scheme"]
    here = [carer for carer in scheme.carers if carer.is_active(REGISTER_DAY)]
    assert (size.carers, size.supported) == (223, 214)  # 150 x 10,400 / 7,000 and 150 x 10,000 / 7,000
    assert len(here) == 223
    assert len(supported(scheme)) == 214


def test_numbers_of_ones_own_are_kept_to():
    made = make_scheme(SchemeSize(households=20, requests=9, carers=31, supported=17), seed=3)
    assert len([carer for carer in made.carers if carer.is_active(REGISTER_DAY)]) == 31
    assert len(supported(made)) == 17
    assert len(looked_at(made)) == 9


def test_nothing_in_a_scheme_contradicts_anything_else(large):
    assert large.problems == ()


def test_every_kind_exists_and_is_asked_for(scheme):
    assert {arrangement.kind for arrangement in scheme.arrangements} == set(Kind)
    assert {request.kind for request in looked_at(scheme)} == set(Kind)


def test_people_are_supported_by_the_kinds_that_the_statistics_say(large):
    """Of 857: 58 % live in, 27 % take breaks, 17 % come for the day; within one person of each share."""
    kinds = supported(large)
    assert len(kinds) == 857
    of = Counter(kind for some in kinds.values() for kind in some)
    for kind, share in ((Kind.LIVE_IN, 0.58), (Kind.SHORT_BREAK, 0.27), (Kind.DAY_SUPPORT, 0.17)):
        assert of[kind] == pytest.approx(857 * share, abs=3)


def test_what_people_mainly_need_is_as_the_statistics_say(large):
    """67 % a learning disability, give or take three standard errors of 1.4 % with 1,150 people."""
    with_one = [person for person in large.people if "learning disability" in (person.needs or ())]
    assert len(with_one) / len(large.people) == pytest.approx(0.67, abs=0.042)


def test_one_home_in_twenty_stops_within_half_a_year(large):
    """10 % of carers a year; three standard errors of 600 homes are 2.7 %."""
    last = REGISTER_DAY + timedelta(days=182)
    stopping = {c.household_id for c in large.carers if c.left_on is not None and c.left_on > REGISTER_DAY}
    dates = [c.left_on for c in large.carers if c.household_id in stopping and c.left_on is not None]
    assert len(stopping) / 600 == pytest.approx(0.05, abs=0.027)
    assert max(dates) <= last


def test_carers_are_as_the_tables_say(large):
    here = [carer for carer in large.carers if carer.is_active(REGISTER_DAY)]
    women = [carer for carer in here if carer.sex is Sex.FEMALE]
    assert len(women) / len(here) == pytest.approx(0.73, abs=0.045)  # 0.673 x 86 % + 0.327 x 46 %
    assert {carer.role for carer in here} == set(CarerRole)


def test_homes_and_people_are_at_real_postcodes_of_one_area(scheme):
    places = [home.place for home in scheme.households] + [
        c.place for p in scheme.people for c in p.connections
    ]
    postcodes = [place.postcode for place in places if place.postcode is not None]
    assert len(postcodes) > 400
    assert all(map(is_known_postcode, postcodes))
    assert len({area_of(postcode.split(" ")[0]) for postcode in postcodes}) == 1
    assert {home.neighbourhood for home in scheme.households} <= set(scheme.neighbourhoods)


def test_everybody_looking_says_how_near_it_must_be_and_most_have_homes_that_near(scheme):
    reachable = 0
    for request in looked_at(scheme):
        person = scheme.person(request.person_id)
        limits = [c for c in person.connections if c.limit is Strength.MUST]
        assert limits
        reachable += any(
            all((straight_line(c.place, home.place) or 99) <= c.limit_miles for c in limits)
            for home in scheme.households
        )
    assert reachable >= 54  # nine in ten


def test_wishes_are_hard_and_soft_on_every_side(scheme):
    sides = {
        "people looking": [scheme.person(request.person_id) for request in looked_at(scheme)],
        "people supported": [scheme.person(person_id) for person_id in supported(scheme)],
        "households": scheme.households,
    }
    for side, some in sides.items():
        strengths = {wish.strength for one in some for wish in one.wishes}
        assert strengths == set(Strength), side


def test_there_is_something_of_everything(large):
    collections = ("applicants", "introductions", "declines", "visits", "events", "breaks", "checks")
    assert all(getattr(large, name) for name in (*collections, "keep_together", "keep_apart"))
    assert any(approval.varies for approval in large.approvals)
    assert any(approval.terms.only_for for approval in large.approvals)
    assert any(home.closures for home in large.households)
    assert any(person.to_plan_for for person in large.people)
    assert any(request.repeat_times for request in large.requests)
    assert {request.status for request in large.requests} == set(RequestStatus)


def test_facts_that_a_question_can_be_asked_about_are_not_known_for_some(large):
    for fact in ("place", "members", "bedrooms", "pets", "smokes", "languages", "takes_emergencies"):
        known = Counter(getattr(home, fact) is not None for home in large.households)
        if fact == "place":
            known = Counter(home.place.postcode is not None for home in large.households)
        assert 0 < known[False] < known[True], fact


def test_some_papers_have_lapsed_and_some_are_missing(large):
    """Of 600 homes, 3 % of each paper have lapsed and 1.5 % are not on file."""
    year_ago = REGISTER_DAY - timedelta(days=366)
    safety = [check for check in large.checks if check.kind.name == "HOME_SAFETY"]
    lapsed = [check for check in safety if check.issued_on < year_ago]
    assert 540 < len(safety) < 600
    assert 0 < len(lapsed) < 60
    assert all(check.seen_on <= REGISTER_DAY for check in large.checks)


def test_an_audit_finds_most_in_order_and_something_of_every_sort(scheme):
    totals = audit(scheme, REGISTER_DAY).totals
    judged = (Outcome.MET, Outcome.BROKEN, Outcome.DUE, Outcome.NO_EVIDENCE)
    assert all(totals[outcome] for outcome in judged)
    assert totals[Outcome.MET] > 0.9 * sum(totals[outcome] for outcome in judged)


def test_a_scheme_is_matched_with_every_level_proven():
    """`match` checks and scores every plan again before it hands it back."""
    result = match(make_scheme(SchemeSize(households=40, requests=16), seed=5), REGISTER_DAY)
    assert result.status is Status.PROVEN
    assert result.proposals
    assert result.still_looking
    assert result.questions


def test_only_the_kinds_asked_for_are_asked_for():
    made = make_scheme(SMALL, seed=1, asked={Kind.SHORT_BREAK: 2, Kind.OUTREACH: 1})
    assert Counter(request.kind for request in looked_at(made)) == {Kind.SHORT_BREAK: 4, Kind.OUTREACH: 2}


@pytest.mark.parametrize("asked", [{}, {Kind.LIVE_IN: 0}])
def test_at_least_one_kind_is_asked_for(asked):
    with pytest.raises(InvalidRecordError, match="asked: give at least one kind a part greater than 0"):
        make_scheme(SMALL, asked=asked)


def test_a_scheme_lies_where_it_is_said_to():
    made = make_scheme(SMALL, around="HX1")
    assert "HX1" in made.neighbourhoods
    assert {area_of(district) for district in made.neighbourhoods} == {"HX"}


@pytest.mark.parametrize("nation", Nation)
def test_nobody_supported_or_looking_is_too_young_for_their_nation(nation):
    made = make_scheme(SchemeSize(households=60, requests=30), nation, seed=2)
    ages = [person.age(REGISTER_DAY) for person in made.people if person.born is not None]
    assert min(ages) >= (16 if nation in (Nation.ENGLAND, Nation.SCOTLAND) else 18)


@settings(max_examples=20)
@given(
    households=st.integers(1, 12),
    requests=st.integers(0, 8),
    nation=st.sampled_from(Nation),
    seed=st.integers(),
    on=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    data=st.data(),
)
def test_any_small_scheme_holds_together(households, requests, nation, seed, on, data):
    carers = data.draw(st.integers(households, 3 * households))
    people = data.draw(st.integers(0, 2 * households))
    size = SchemeSize(households=households, requests=requests, carers=carers, supported=people)
    made = make_scheme(size, nation, seed, on=on)
    assert made.problems == ()
    assert (made.nation, made.as_at, len(made.households)) == (nation, on, households)
    assert len(looked_at(made)) == requests
    assert len(supported(made)) == people


def test_a_size_without_a_name_is_refused():
    with pytest.raises(InvalidRecordError, match="size: one of scheme, large, or a SchemeSize"):
        make_scheme("huge")


@pytest.mark.parametrize("around", ["QQ1", "HX", "hx1", ""])
def test_a_district_where_nobody_lives_is_refused(around):
    with pytest.raises(InvalidRecordError, match="around: the first half of a postcode"):
        make_scheme(SMALL, around=around)


def test_a_size_is_of_numbers_that_go_together():
    with pytest.raises(InvalidRecordError, match="carers are from one to three for each household"):
        SchemeSize(households=10, requests=1, carers=9)
    with pytest.raises(InvalidRecordError, match="at most two people are supported for each household"):
        SchemeSize(households=10, requests=1, supported=21)


def test_everybody_has_an_arrangement_even_where_the_only_home_has_no_time_for_them():
    """Of many very small schemes some have a home that stops, is closed, or is too full already."""
    for seed in range(150):
        households = 1 + seed % 3
        size = SchemeSize(households=households, requests=0, supported=2 * households)
        made = make_scheme(size, seed=seed, around="HX1")
        assert len(supported(made)) == size.supported
        assert made.problems == ()
