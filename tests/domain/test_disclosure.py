"""What a scheme holds about one person: to show them, and to erase it."""

import attrs
import pytest
from builders import (
    ON,
    a_carer,
    a_decline,
    a_group,
    a_home,
    a_household,
    a_person,
    a_request,
    a_scheme,
    a_wish,
    an_answer,
    an_approval,
    an_arrangement,
    an_introduction,
)
from hypothesis import assume, given
from hypothesis import strategies as st

from sharedlives.dates import Stay
from sharedlives.domain.arrangement import Event, KeepApart, Visit
from sharedlives.domain.carer import Check
from sharedlives.domain.disclosure import about, without
from sharedlives.domain.person import ThingToPlanFor
from sharedlives.domain.scheme import COLLECTIONS, Scheme
from sharedlives.domain.source import Source
from sharedlives.domain.wish import About
from sharedlives.domain.words import CheckKind, EventKind, Party, SubjectKind
from sharedlives.errors import UnknownIdError
from sharedlives.testing import schemes


def a_town(*records):
    """Two homes; P1, P2 and P3, each with a request."""
    people = [part for number in (1, 2, 3) for part in (a_person(f"P{number}"), asks(number))]
    return a_scheme(a_home("H1"), a_home("H2"), *people, *records)


def asks(number):
    return a_request(f"R{number}", person_id=f"P{number}")


def subject(kind, identity):
    return {"subject_kind": kind, "subject_id": identity}


THEIRS = [
    an_arrangement(),
    an_introduction(),
    a_decline(),
    Check(id="K1", kind=CheckKind.OTHER, **subject(SubjectKind.PERSON, "P1")),
    Visit(id="V1", on=ON, **subject(SubjectKind.PERSON, "P1")),
    Event(id="E1", kind=EventKind.HOSPITAL, on=ON, **subject(SubjectKind.PERSON, "P1")),
    KeepApart(id="X1", person_id="P1", other_id="P2"),
    KeepApart(id="X2", person_id="P2", other_id="P1"),
    a_group("P1", "P2"),
]


@pytest.mark.parametrize("record", THEIRS, ids=repr)
def test_a_record_about_somebody_is_shown_to_them_and_erased_with_them(record):
    scheme = a_town(record)
    found = about(scheme, "P1")
    assert record in [each for records in found.values() for each in records]
    assert without(scheme, "P1") == a_town().with_changes(drop=[a_person("P1"), asks(1)])


def test_a_person_sees_their_own_record_and_requests_and_nobody_elses():
    assert about(a_town(), "P1") == {"people": (a_person("P1"),), "requests": (asks(1),)}


def test_a_group_of_three_goes_on_without_one():
    scheme = a_town(a_group("P1", "P2", "P3"))
    assert without(scheme, "P1").keep_together == (a_group("P2", "P3"),)
    assert "keep_together" in about(scheme, "P1")


def test_an_approval_for_them_alone_is_then_for_nobody_and_not_for_everybody():
    approval = an_approval(terms={"only_for": frozenset({"P1"})})
    scheme = a_town(approval)
    assert about(scheme, "P1")["approvals"] == (approval,)
    assert without(scheme, "P1").approvals[0].terms.only_for == frozenset()


def test_what_they_said_as_a_resident_goes_from_others_introductions():
    resident = an_answer(Party.RESIDENT, party_id="P1")
    scheme = a_town(an_introduction(request_id="R2", answers=(an_answer(Party.PERSON), resident)))
    assert without(scheme, "P1").introductions[0].answers == (an_answer(Party.PERSON),)


def test_what_a_carer_with_the_same_id_said_stays():
    said = an_answer(Party.CARER, party_id="P1")
    scheme = a_town(a_carer("P1"), an_introduction(request_id="R2", answers=(said,)))
    assert without(scheme, "P1").introductions[0].answers == (said,)


def test_plans_of_others_no_longer_name_them():
    plan = ThingToPlanFor(what="fire", not_with=frozenset({"P1", "H1"}))
    scheme = a_town().with_changes(put=[a_person("P2", to_plan_for=(plan,))])
    assert without(scheme, "P1").person("P2").to_plan_for[0].not_with == {"H1"}


def test_what_they_stated_or_confirmed_no_longer_names_them():
    home = a_household(
        wishes=(a_wish(About.PERSON_SMOKES, stated_by="P1"), a_wish(About.PERSON_SMOKES, stated_by="H1")),
        sources=(Source(source="told us", confirmed_by="P1"),),
    )
    scheme = a_town().with_changes(put=[home])
    assert about(scheme, "P1")["households"] == (home,)
    erased = without(scheme, "P1").household("H1")
    assert [wish.stated_by for wish in erased.wishes] == [None, "H1"]
    assert erased.sources[0].confirmed_by is None


def test_a_move_from_their_home_is_taken_out_though_somebody_else_recorded_it():
    other = an_arrangement("A2", person_id="P2", stay=Stay(ON), moved_from="A1")
    scheme = a_town(an_arrangement(), other)
    assert without(scheme, "P1").arrangement("A2").moved_from is None


def test_the_records_of_others_stay_as_they_are():
    scheme = a_town(an_arrangement("A2", person_id="P2"))
    assert without(scheme, "P1").arrangements == scheme.arrangements


@pytest.mark.parametrize("ask", [about, without])
def test_nobody_by_that_id_raises(ask):
    with pytest.raises(UnknownIdError, match="P9"):
        ask(a_town(), "P9")


def texts_of(value):
    """Every text anywhere in a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | frozenset):
        for part in value:
            yield from texts_of(part)
    elif attrs.has(type(value)):
        for attribute in attrs.fields(type(value)):
            yield from texts_of(getattr(value, attribute.name))


@given(schemes(plain_ids=True, max_each=3), st.data())
def test_nothing_is_left_of_somebody_and_only_what_concerns_them_changes(scheme: Scheme, data):
    assume(scheme.people)
    person = attrs.evolve(
        data.draw(st.sampled_from(scheme.people)), first_name="Zebedee", last_name="Quill", born=None
    )
    scheme = scheme.with_changes(put=[person])
    erased = without(scheme, person.id)
    assert not {person.id, "Zebedee", "Quill"} & set(texts_of(erased))
    shown = about(scheme, person.id)
    for name in COLLECTIONS:
        kept, before = set(getattr(erased, name)), set(getattr(scheme, name))
        assert before - kept == set(shown.get(name, ()))
