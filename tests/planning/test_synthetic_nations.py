"""Invented nations: exactly as big as they are to be, each scheme by itself, joined nation by nation."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedlives.domain.words import Kind, Nation, RequestStatus
from sharedlives.errors import InvalidRecordError, SchemeError
from sharedlives.places import area_of
from sharedlives.planning.joining import join
from sharedlives.planning.synthetic.nations import make_nation
from sharedlives.planning.synthetic.regions import REGIONS, SUPPORTED_IN, regions_of
from sharedlives.planning.synthetic.schemes import REGISTER_DAY, make_scheme
from sharedlives.planning.synthetic.sizes import SchemeSize

A_FEW = SchemeSize(households=60, requests=20)


def looked_at(scheme):
    held = {i.request_id for i in scheme.introductions if i.both_said_yes_to_a_stay}
    return [r for r in scheme.requests if r.status is RequestStatus.OPEN and r.id not in held]


def whole(schemes):
    """Households, open requests, carers and people supported of all of them."""
    return (
        sum(len(scheme.households) for scheme in schemes),
        sum(len(looked_at(scheme)) for scheme in schemes),
        sum(carer.is_active(REGISTER_DAY) for scheme in schemes for carer in scheme.carers),
        sum(len({a.person_id for a in scheme.arrangements}) for scheme in schemes),
    )


def test_all_schemes_together_are_as_big_as_they_are_to_be():
    schemes = make_nation(1, schemes=9, size=A_FEW)
    assert len(schemes) == 9
    assert whole(schemes) == (60, 20, 89, 86)  # 60 x 10,400 / 7,000 and 60 x 10,000 / 7,000


@settings(max_examples=5)
@given(st.integers(), st.integers(1, 6), st.integers(0, 6), st.sampled_from([None, *Nation]))
def test_any_small_nation_is_exactly_as_big_as_it_is_to_be(seed, schemes, more, nation):
    size = SchemeSize(households=schemes + more, requests=more)
    made = make_nation(seed, nation, schemes=schemes, size=size)
    assert len(made) == schemes
    assert whole(made) == (size.households, size.requests, size.carers, size.supported)


def test_a_scheme_of_a_nation_does_not_depend_on_the_others():
    number, scheme = 4, make_nation(1, schemes=9, size=A_FEW)[3]
    here = sum(carer.is_active(REGISTER_DAY) for carer in scheme.carers)
    size = SchemeSize(
        households=len(scheme.households),
        requests=len(looked_at(scheme)),
        carers=here,
        supported=len({a.person_id for a in scheme.arrangements}),
    )
    alone = make_scheme(size, scheme.nation, f"1-{number}", around=scheme.name.split()[-1])
    assert alone.digest == scheme.digest


@pytest.mark.parametrize("nation", Nation)
def test_all_schemes_may_be_of_one_nation_and_lie_in_it(nation):
    schemes = make_nation(1, nation, schemes=5, size=SchemeSize(households=20, requests=4))
    areas = {area for region in regions_of(nation) for area in region.areas}
    assert {scheme.nation for scheme in schemes} == {nation}
    assert {area_of(district) for scheme in schemes for district in scheme.neighbourhoods} <= areas


def test_regions_have_as_many_schemes_as_there_are():
    assert sum(region.schemes for region in REGIONS) == 140
    assert sum(SUPPORTED_IN.values()) == 100
    assert len({area for region in REGIONS for area in region.areas}) == sum(len(r.areas) for r in REGIONS)


def test_schemes_of_one_nation_are_joined_and_those_of_several_are_not():
    schemes = make_nation(1, schemes=9, size=A_FEW)
    assert len({scheme.nation for scheme in schemes}) > 1
    with pytest.raises(SchemeError, match="join those of each nation by themselves"):
        join(schemes)
    english = [scheme for scheme in schemes if scheme.nation is Nation.ENGLAND]
    assert len(join(english).households) == sum(len(scheme.households) for scheme in english)


def test_two_schemes_around_one_place_are_one_when_joined():
    one, other = (make_scheme(SchemeSize(households=8, requests=3), seed=n, around="HX1") for n in (1, 2))
    joined = join([one, other])
    assert set(joined.neighbourhoods) == set(one.neighbourhoods) | set(other.neighbourhoods)
    assert len(joined.people) == len(one.people) + len(other.people)
    assert joined.problems == ()


def test_only_the_kinds_asked_for_are_asked_for_in_any_scheme():
    schemes = make_nation(1, schemes=3, size=A_FEW, asked={Kind.LIVE_IN: 1})
    assert {request.kind for scheme in schemes for request in looked_at(scheme)} == {Kind.LIVE_IN}


@pytest.mark.parametrize("schemes", [0, 61])
def test_there_are_no_more_schemes_than_households(schemes):
    with pytest.raises(InvalidRecordError, match="schemes: from one to as many as there are households"):
        make_nation(1, schemes=schemes, size=A_FEW)


@pytest.mark.slow
def test_the_whole_of_the_united_kingdom_is_as_the_statistics_say():
    schemes = make_nation(1)
    assert len(schemes) == 140
    assert whole(schemes) == (7_000, 3_000, 10_400, 10_000)
    assert Counter(scheme.nation for scheme in schemes) == {
        Nation.ENGLAND: 116,
        Nation.SCOTLAND: 15,
        Nation.WALES: 7,
        Nation.NORTHERN_IRELAND: 2,
    }
    assert all(scheme.problems == () for scheme in schemes)
    kinds = {(n, a.person_id, a.kind) for n, scheme in enumerate(schemes) for a in scheme.arrangements}
    of = Counter(kind for _, _, kind in kinds)
    for kind, share in ((Kind.LIVE_IN, 0.58), (Kind.SHORT_BREAK, 0.27), (Kind.DAY_SUPPORT, 0.17)):
        assert of[kind] == pytest.approx(10_000 * share, abs=60)
    english = sum(len({a.person_id for a in s.arrangements}) for s in schemes if s.nation is Nation.ENGLAND)
    assert english == pytest.approx(8_300, abs=60)


@pytest.mark.slow
def test_a_nation_under_one_law_is_joined_into_one_scheme():
    schemes = make_nation(1, Nation.ENGLAND)
    joined = join(schemes, name="England")
    assert whole([joined]) == (7_000, 3_000, 10_400, 10_000)
    assert len(joined.checks) == sum(len(scheme.checks) for scheme in schemes)
