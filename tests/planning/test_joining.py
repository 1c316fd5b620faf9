"""Joining schemes: everything is there, no id is shared, and what cannot be one is refused."""

import json
from datetime import date

import pytest
from builders import a_carer, a_group, a_home, a_person, a_request, a_scheme, a_wish
from hypothesis import given
from hypothesis import strategies as st

from sharedlives.domain.arrangement import Introduction, KeepApart, PartyAnswer
from sharedlives.domain.scheme import COLLECTIONS
from sharedlives.domain.wish import About
from sharedlives.domain.words import Nation, Party
from sharedlives.errors import InvalidRecordError, SchemeError
from sharedlives.files.json_documents import scheme_to_json
from sharedlives.planning.joining import join
from sharedlives.testing import schemes

ALIKE = {"nation": Nation.WALES, "as_at": None, "local_limit": None, "not_kept": frozenset()}


@given(st.lists(schemes(), min_size=1, max_size=3))
def test_every_record_of_every_scheme_is_in_the_joined_one(several):
    alike = [scheme.with_changes(**ALIKE) for scheme in several]
    joined = join(alike)
    for name in COLLECTIONS:
        expected = [f"{n}-{record.id}" for n, s in enumerate(alike, 1) for record in getattr(s, name)]
        assert sorted(expected) == [record.id for record in getattr(joined, name)]


@given(schemes(plain_ids=True))
def test_a_scheme_joined_alone_differs_in_its_ids_only(scheme):
    """Read as JSON, with every prefix taken out of the joined one again."""
    alone = scheme.with_changes(teams=(), coordinators=(), neighbourhoods=())
    joined = join([alone], name=alone.name)
    assert json.loads(scheme_to_json(joined).replace('"1-', '"')) == json.loads(scheme_to_json(alone))


def test_ids_are_as_long_for_the_first_of_many_schemes_as_for_the_last():
    joined = join([a_scheme(a_person("P1"))] * 11)
    assert [person.id for person in joined.people][:2] == ["01-P1", "02-P1"]
    assert len(joined.people) == 11


def test_whoever_said_something_is_still_who_said_it():
    wish = a_wish(About.PERSON_SMOKES, stated_by="C1")
    by_role = a_wish(About.HOME_CHILDREN, stated_by="coordinator")
    answers = (PartyAnswer(party=Party.CARER, party_id="C1"), PartyAnswer(party=Party.FAMILY, party_id="mum"))
    scheme = a_scheme(
        a_home("H1", wishes=(wish,)),
        a_carer("C1"),
        a_person("P1", wishes=(by_role,)),
        a_person("P2"),
        a_request("R1"),
        Introduction(id="I1", request_id="R1", household_id="H1", answers=answers),
        KeepApart(id="X1", person_id="P1", other_id="C1", stated_by="P1"),
        a_group("P1", "P2"),
    )
    joined = join([scheme, scheme])
    assert joined.household("2-H1").wishes[0].stated_by == "2-C1"
    assert joined.person("2-P1").wishes[0].stated_by == "coordinator"
    assert [answer.party_id for answer in joined.introductions[1].answers] == ["2-C1", "mum"]
    assert joined.keep_apart[0].stated_by == "1-P1"
    assert {"1-P1", "1-P2"} in [group.people for group in joined.keep_together]


def test_neighbourhoods_teams_and_coordinators_are_those_of_all():
    one = a_scheme(neighbourhoods=("Upper", "Lower"), teams=("North",))
    other = a_scheme(neighbourhoods=("Lower",), coordinators=("Sam",))
    joined = join([one, other], name="Both")
    assert (joined.neighbourhoods, joined.teams, joined.coordinators) == (
        ("Lower", "Upper"),
        ("North",),
        ("Sam",),
    )
    assert joined.name == "Both"


def test_schemes_of_different_nations_are_not_one_scheme():
    with pytest.raises(
        SchemeError,
        match=r"nation differs between the schemes \(england in 2; wales in 1\): join those of each",
    ):
        join([a_scheme(), a_scheme(), a_scheme(nation=Nation.WALES)])


def test_every_setting_that_differs_is_named_at_once():
    one = a_scheme(local_limit=3, as_at=date(2026, 11, 16))
    other = a_scheme(not_kept=frozenset({"carer.sex", "carer.faith"}))
    with pytest.raises(SchemeError) as refused:
        join([one, other])
    assert [problem.field_name for problem in refused.value.problems] == ["as_at", "local_limit", "not_kept"]
    assert "(2026-11-16 in 1; not said in 1)" in str(refused.value)
    assert "(3 in 1; not said in 1)" in str(refused.value)
    assert "(carer.faith, carer.sex in 1; nothing in 1)" in str(refused.value)


def test_no_scheme_is_no_scheme():
    with pytest.raises(InvalidRecordError, match="join: give at least one scheme"):
        join([])
