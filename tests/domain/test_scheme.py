"""The one consistent whole: looking up, views on a day, and changed copies."""

import random

import attrs
import pytest
from builders import (
    LONG_AGO,
    ON,
    a_carer,
    a_home,
    a_household,
    a_person,
    a_request,
    a_scheme,
    an_approval,
    an_arrangement,
    an_introduction,
    day,
)
from hypothesis import given
from hypothesis import strategies as st

from sharedlives.dates import Period
from sharedlives.domain.arrangement import Break
from sharedlives.domain.household import Bedroom, HouseholdMember
from sharedlives.domain.scheme import COLLECTIONS, Scheme
from sharedlives.domain.words import Kind, Nation
from sharedlives.errors import InvalidRecordError, SchemeError, UnknownIdError
from sharedlives.testing import schemes


def test_a_scheme_finds_its_records_by_id():
    scheme = a_scheme(a_home(), a_person(), a_request(), an_arrangement())
    assert scheme.household("H1").id == "H1"
    assert scheme.person("P1").id == "P1"
    assert scheme.request("R1").person_id == "P1"
    assert scheme.arrangement("A1").household_id == "H1"


@pytest.mark.parametrize("look_up", ["household", "person", "request", "arrangement"])
def test_an_id_that_is_nobodys_raises(look_up):
    with pytest.raises(UnknownIdError, match="X9"):
        getattr(a_scheme(), look_up)("X9")


def test_a_scheme_gives_what_belongs_to_a_home_or_a_person():
    rest = Break(id="B1", household_id="H1", period=Period(ON, day(7)))
    scheme = a_scheme(
        a_home(), a_home("H2"), a_person(), a_request(), an_arrangement(), an_introduction(), rest
    )
    assert [a.id for a in scheme.approvals_of("H1")] == ["AP-H1"]
    assert [r.id for r in scheme.requests_of("P1")] == ["R1"]
    assert [a.id for a in scheme.arrangements_of("P1")] == ["A1"]
    assert [a.id for a in scheme.arrangements_in("H1")] == ["A1"]
    assert scheme.arrangements_in("H2") == ()
    assert [i.id for i in scheme.introductions_for("R1")] == ["I1"]
    assert scheme.breaks_of("H1") == (rest,)


def test_the_carers_of_a_home_are_those_of_the_day():
    left, there, coming = (
        a_carer("C1", left_on=ON),
        a_carer("C2"),
        a_carer("C3", carer_since=day(1)),
    )
    scheme = a_scheme(a_household(), left, there, coming)
    assert scheme.carers_of("H1", day(-1)) == (left, there)
    assert scheme.carers_of("H1", ON) == (there,)
    assert scheme.carers_of("H1", day(1)) == (there, coming)


def test_who_else_lives_in_a_home_is_not_known_where_the_register_does_not_say():
    student = HouseholdMember(id="M1", lives_until=ON)
    scheme = a_scheme(
        a_household("H1", members=None), a_household("H2", members=()), a_household("H3", members=(student,))
    )
    assert scheme.members_of("H1", ON) is None
    assert scheme.members_of("H2", ON) == ()
    assert scheme.members_of("H3", ON) == (student,)
    assert scheme.members_of("H3", day(1)) == ()


def approvals_of_a_home(*approvals):
    return a_scheme(a_household(), *approvals)


def test_the_newest_approval_in_force_counts():
    old, varied, future = (
        an_approval("AP1"),
        an_approval("AP2", varies="AP1", approved_from=day(-10)),
        an_approval("AP3", approved_from=day(1)),
    )
    scheme = approvals_of_a_home(old, varied, future)
    assert scheme.approval_of("H1", day(-11)) == old
    assert scheme.approval_of("H1", ON) == varied
    assert scheme.approval_of("H1", day(1)) == future


def test_of_two_approvals_from_one_day_the_one_that_varies_the_other_counts():
    first, varied = an_approval("AP9"), an_approval("AP10", varies="AP9")
    assert approvals_of_a_home(first, varied).approval_of("H1", ON) == varied


def test_an_approval_in_force_counts_before_one_that_may_be_and_that_before_one_that_is_over():
    over = an_approval("AP1", approved_from=day(-3), approved_until=day(-2))
    undated = an_approval("AP2", approved_from=None)
    in_force = an_approval("AP3", approved_from=LONG_AGO)
    assert approvals_of_a_home(over).approval_of("H1", ON) == over
    assert approvals_of_a_home(over, undated).approval_of("H1", ON) == undated
    assert approvals_of_a_home(over, undated, in_force).approval_of("H1", ON) == in_force


def test_a_home_without_an_approval_has_none():
    assert a_scheme(a_household()).approval_of("H1", ON) is None


def test_a_record_put_into_a_scheme_takes_the_place_of_the_one_with_its_id():
    scheme = a_scheme(a_home(), a_person())
    changed = scheme.with_changes(put=[a_person(smokes=True), a_person("P2")], local_limit=2)
    assert changed.person("P1").smokes is True
    assert [p.id for p in changed.people] == ["P1", "P2"]
    assert changed.local_limit == 2
    assert scheme.person("P1").smokes is False


def test_a_record_that_is_dropped_is_gone():
    scheme = a_scheme(a_person(), a_person("P2"))
    assert [p.id for p in scheme.with_changes(drop=[a_person("P2")]).people] == ["P1"]


def test_a_record_that_others_name_cannot_be_dropped_alone():
    scheme = a_scheme(a_person(), a_request())
    with pytest.raises(SchemeError, match="requests R1 names P1, and there is no such person"):
        scheme.with_changes(drop=[a_person()])


@pytest.mark.parametrize("record", [Bedroom(id="B1"), a_scheme()])
def test_a_part_of_a_record_cannot_be_put_by_itself(record):
    with pytest.raises(InvalidRecordError, match=f"a {type(record).__name__} is part of another record"):
        a_scheme().with_changes(put=[record])


def test_a_scheme_shows_its_nation_and_sizes_and_no_names():
    scheme = a_scheme(a_household(name="The Lumbs"), a_person(), name="Calderbrook")
    assert repr(scheme) == "<Scheme england: 1 households, 1 people, 0 requests>"


def test_a_collection_of_something_else_is_refused_by_name():
    with pytest.raises(InvalidRecordError, match="Scheme: people must be a tuple of a Person"):
        Scheme(nation=Nation.WALES, people=[a_person()])
    with pytest.raises(InvalidRecordError, match="Scheme: people must be a tuple of a Person"):
        Scheme(nation=Nation.WALES, people=(a_household(),))


@given(schemes(), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(scheme: Scheme, chance: random.Random):
    shuffled = {}
    for name in COLLECTIONS:
        records = list(getattr(scheme, name))
        chance.shuffle(records)
        shuffled[name] = tuple(records)
    other = attrs.evolve(scheme, **shuffled)
    assert other == scheme
    assert other.digest == scheme.digest


def test_requests_of_every_kind_go_with_the_defaults_of_the_tests():
    requests = [a_request(f"R-{kind}", kind=kind) for kind in Kind]
    assert len(a_scheme(a_person(), *requests).requests) == len(Kind)
