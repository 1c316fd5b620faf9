"""Building a scheme from records that may not all fit together."""

from builders import (
    a_carer,
    a_decline,
    a_group,
    a_home,
    a_household,
    a_person,
    a_request,
    an_approval,
    an_arrangement,
    an_introduction,
    day,
)
from hypothesis import given
from hypothesis import strategies as st

from sharedlives.dates import Stay
from sharedlives.domain.building import fitting_scheme
from sharedlives.domain.scheme import COLLECTIONS, Scheme
from sharedlives.domain.words import Nation
from sharedlives.testing import schemes

ENGLAND = {"nation": Nation.ENGLAND}


def test_records_that_fit_are_all_kept():
    household, carer, approval = a_home()
    records = {"households": [household], "carers": [carer], "approvals": [approval]}
    scheme, problems = fitting_scheme(records, **ENGLAND, name="Calderbrook")
    assert problems == ()
    assert (scheme.name, len(scheme.carers)) == ("Calderbrook", 1)


def test_a_record_that_names_nobody_is_left_out_with_all_that_hangs_on_it():
    records = {
        "households": [a_household()],
        "requests": [a_request(person_id="P9")],
        "introductions": [an_introduction()],
    }
    scheme, problems = fitting_scheme(records, **ENGLAND)
    assert scheme.requests == scheme.introductions == ()
    assert [(p.record, p.other) for p in problems] == [("R1", "P9"), ("I1", "R1")]


def test_a_record_that_stands_without_a_reference_is_kept_without_it():
    records = {
        "households": [a_household()],
        "people": [a_person()],
        "arrangements": [an_arrangement(bedroom_id="B9", carer_id="C9")],
        "approvals": [an_approval(carer_ids=frozenset({"C8", "C9"}))],
    }
    scheme, problems = fitting_scheme(records, **ENGLAND)
    assert scheme.arrangement("A1") == an_arrangement()
    assert scheme.approvals[0].carer_ids == frozenset()
    assert {(p.record, p.other) for p in problems} == {
        ("A1", "B9"),
        ("A1", "C9"),
        ("AP-H1", "C8"),
        ("AP-H1", "C9"),
    }


def test_of_records_with_one_id_none_is_kept():
    records = {"people": [a_person(), a_person(smokes=True), a_person("P2")], "requests": [a_request()]}
    scheme, problems = fitting_scheme(records, **ENGLAND)
    assert [p.id for p in scheme.people] == ["P2"]
    assert [p.code for p in problems] == ["id-twice", "refers-to-nobody"]


def test_equal_records_count_as_one():
    scheme, problems = fitting_scheme({"people": [a_person(), a_person()]}, **ENGLAND)
    assert len(scheme.people) == 1
    assert problems == ()


def test_a_group_that_names_nobody_is_left_out():
    scheme, problems = fitting_scheme(
        {"people": [a_person()], "keep_together": [a_group("P1", "P9")]}, **ENGLAND
    )
    assert scheme.keep_together == ()
    assert len(problems) == 1


def test_contradictory_facts_are_kept_and_told():
    records = {
        "households": [a_household(), a_household("H2")],
        "people": [a_person()],
        "arrangements": [an_arrangement(), an_arrangement("A2", household_id="H2", stay=Stay(day(0)))],
    }
    scheme, problems = fitting_scheme(records, **ENGLAND)
    assert len(scheme.arrangements) == 2
    assert [p.code for p in problems] == ["two-homes"]


def test_a_record_with_several_things_wrong_is_told_of_all_of_them():
    records = {"declines": [a_decline(request_id="R9")], "carers": [a_carer()]}
    scheme, problems = fitting_scheme(records, **ENGLAND)
    assert scheme.declines == scheme.carers == ()
    assert [p.other for p in problems] == ["H1", "P1", "H1", "R9"]


@given(schemes(), st.data())
def test_whatever_goes_missing_the_rest_makes_a_scheme(scheme: Scheme, data):
    """Every record is either kept, perhaps mended, or named in a problem."""
    records = {name: list(getattr(scheme, name)) for name in COLLECTIONS}
    for name in COLLECTIONS:
        if records[name] and data.draw(st.booleans(), label=f"drop one of {name}"):
            records[name].pop()
    built, problems = fitting_scheme(records, nation=scheme.nation)
    told = {(p.collection, p.record) for p in problems}
    for name in COLLECTIONS:
        kept = set(getattr(built, name))
        assert all(record in kept or (name, record.id) in told for record in records[name])


@given(schemes(conflicts=True))
def test_a_scheme_that_fits_comes_back_as_it_was(scheme: Scheme):
    built, problems = fitting_scheme(
        {name: getattr(scheme, name) for name in COLLECTIONS}, nation=scheme.nation
    )
    assert {name: getattr(built, name) for name in COLLECTIONS} == {
        name: getattr(scheme, name) for name in COLLECTIONS
    }
    assert problems == scheme.problems
