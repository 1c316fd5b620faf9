"""Invented schemes: the same arguments give the same scheme, and it is one to match on and to audit."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedlives.domain.words import Kind, Nation, RequestStatus
from sharedlives.errors import InvalidRecordError
from sharedlives.places import is_known_postcode
from sharedlives.planning.synthetic.schemes import make_scheme
from sharedlives.planning.synthetic.sizes import SchemeSize


@pytest.fixture(scope="module")
def scheme():
    """The named size of one scheme."""
    return make_scheme("scheme", seed=1)


def test_the_same_arguments_give_the_same_scheme(scheme):
    assert make_scheme("scheme", seed=1).digest == scheme.digest
    assert make_scheme("scheme", seed=2).digest != scheme.digest


def test_a_named_size_has_its_households_and_open_requests(scheme):
    open_now = [r for r in scheme.requests if r.status is RequestStatus.OPEN]
    held = {i.request_id for i in scheme.introductions if i.both_said_yes_to_a_stay}
    assert len(scheme.households) == 150
    assert len([request for request in open_now if request.id not in held]) == 60


def test_nothing_in_a_scheme_contradicts_anything_else(scheme):
    assert scheme.problems == ()


def test_every_kind_exists_and_is_asked_for(scheme):
    there = Counter(arrangement.kind for arrangement in scheme.arrangements)
    asked = Counter(request.kind for request in scheme.requests)
    assert set(there) == set(asked) == set(Kind)


def test_homes_stand_at_real_postcodes(scheme):
    postcodes = [home.place.postcode for home in scheme.households if home.place.postcode is not None]
    assert len(postcodes) > 140
    assert all(map(is_known_postcode, postcodes))


@settings(max_examples=10)
@given(
    households=st.integers(1, 12),
    requests=st.integers(0, 8),
    nation=st.sampled_from(Nation),
    seed=st.integers(),
    on=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
)
def test_any_small_scheme_holds_together(households, requests, nation, seed, on):
    size = SchemeSize(households=households, requests=requests)
    made = make_scheme(size, nation, seed, on=on)
    assert made.problems == ()
    assert len(made.households) == households


def test_a_size_without_a_name_is_refused():
    with pytest.raises(InvalidRecordError, match="size: one of scheme, large, or a SchemeSize"):
        make_scheme("huge")


def test_a_district_where_nobody_lives_is_refused():
    with pytest.raises(InvalidRecordError, match="around: the first half of a postcode"):
        make_scheme(around="QQ1")
