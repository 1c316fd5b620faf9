"""Whether records fit together: every reason at once, in words."""

import attrs
import pytest
from builders import (
    ON,
    a_bedroom,
    a_carer,
    a_decline,
    a_group,
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

from sharedlives.dates import Period, Stay
from sharedlives.domain.arrangement import Break, Event, KeepApart, Visit
from sharedlives.domain.carer import Applicant, Check
from sharedlives.domain.household import HouseholdMember
from sharedlives.domain.integrity import mended, structural_problems
from sharedlives.domain.person import ThingToPlanFor
from sharedlives.domain.scheme import COLLECTIONS, Scheme
from sharedlives.domain.words import CheckKind, EventKind, Kind, Nation, SubjectKind
from sharedlives.errors import SchemeError, SchemeProblem
from sharedlives.testing import schemes

HOME = a_home()
PERSON = a_person()


def problems_of(*records) -> tuple[SchemeProblem, ...]:
    """What keeps these records from making a scheme."""
    with pytest.raises(SchemeError) as refusal:
        a_scheme(*records)
    return refusal.value.problems


def a_check(subject_kind=SubjectKind.CARER, subject_id="C9"):
    return Check(id="K1", kind=CheckKind.HEALTH, subject_kind=subject_kind, subject_id=subject_id)


def with_plan(*named):
    return a_person(to_plan_for=(ThingToPlanFor(what="fire", not_with=frozenset(named)),))


REFERENCES = [
    (a_carer(household_id="H9"), "carers C1 names H9, and there is no such household"),
    (Applicant(id="A1", household_id="H9"), "applicants A1 names H9, and there is no such household"),
    (an_approval(household_id="H9"), "approvals AP-H9 names H9, and there is no such household"),
    (an_approval(carer_ids=frozenset({"C9"})), "approvals AP-H1 names C9, and there is no such carer"),
    (an_approval(varies="AP9"), "approvals AP-H1 names AP9, and there is no such approval"),
    (
        an_approval(terms={"only_for": frozenset({"P9"})}),
        "approvals AP-H1 names P9, and there is no such person",
    ),
    (a_request(person_id="P9"), "requests R1 names P9, and there is no such person"),
    (an_arrangement(person_id="P9"), "arrangements A1 names P9, and there is no such person"),
    (an_arrangement(household_id="H9"), "arrangements A1 names H9, and there is no such household"),
    (an_arrangement(carer_id="C9"), "arrangements A1 names C9, and there is no such carer"),
    (an_arrangement(moved_from="A9"), "arrangements A1 names A9, and there is no such arrangement"),
    (an_arrangement(bedroom_id="B9"), "names the bedroom B9, and household H1 has no such bedroom"),
    (an_introduction(request_id="R9"), "introductions I1 names R9, and there is no such request"),
    (a_decline(request_id="R9"), "declines N1 names R9, and there is no such request"),
    (Break(id="B1", household_id="H9", period=Period(ON)), "breaks B1 names H9"),
    (a_group("P1", "P9"), "keep together T1 names P9, and there is no such person"),
    (
        KeepApart(id="X1", person_id="P1", other_id="Z9"),
        "keep apart X1 names Z9, and there is no such person or carer or household member or household",
    ),
    (with_plan("Z9"), "people P1 names Z9, and there is no such person or carer or household member"),
    (a_check(), "checks K1 names C9, and there is no such carer"),
    (a_check(SubjectKind.MEMBER, "M9"), "checks K1 names M9, and there is no such household member"),
    (a_check(SubjectKind.PERSON, "H1"), "checks K1 names H1, and there is no such person"),
    (
        Visit(id="V1", subject_kind=SubjectKind.HOUSEHOLD, subject_id="H9", on=ON),
        "visits V1 names H9, and there is no such household",
    ),
    (
        Event(id="E1", kind=EventKind.HOSPITAL, subject_kind=SubjectKind.APPLICANT, subject_id="A9", on=ON),
        "events E1 names A9, and there is no such applicant",
    ),
]


@pytest.mark.parametrize(("record", "said"), REFERENCES, ids=[said[:40] for _, said in REFERENCES])
def test_a_reference_to_nobody_is_named_with_its_remedy(record, said):
    (problem,) = problems_of(HOME, PERSON, record)
    assert said in problem.message
    assert problem.code == "refers-to-nobody"
    assert problem.structural
    assert ": correct" in problem.message


def test_keeping_apart_may_name_a_person_a_carer_a_member_or_a_home():
    home = a_household(members=(HouseholdMember(id="M1"),))
    apart = [KeepApart(id=f"X-{who}", person_id="P1", other_id=who) for who in ("P2", "C1", "M1", "H1")]
    scheme = a_scheme(home, a_carer(), with_plan("P2", "C1", "M1", "H1"), a_person("P2"), *apart)
    assert len(scheme.keep_apart) == 4


def test_checks_may_be_about_members_and_applicants():
    home = a_household(members=(HouseholdMember(id="M1"),))
    scheme = a_scheme(home, a_check(SubjectKind.MEMBER, "M1"))
    assert scheme.checks[0].subject_id == "M1"


def test_every_problem_is_told_at_once():
    problems = problems_of(
        a_carer(household_id="H8"),
        a_request(person_id="P8"),
        an_introduction(request_id="R8", household_id="H8"),
    )
    assert [(p.collection, p.field_name, p.other) for p in problems] == [
        ("carers", "household_id", "H8"),
        ("requests", "person_id", "P8"),
        ("introductions", "request_id", "R8"),
        ("introductions", "household_id", "H8"),
    ]


def test_an_id_given_twice_is_told_once_with_how_often():
    with pytest.raises(
        SchemeError, match="3 people have the id P1: give each its own, or keep the right one"
    ):
        Scheme(nation=Nation.ENGLAND, people=(PERSON, PERSON, a_person(smokes=True)))


def test_one_id_may_be_used_in_several_collections():
    assert a_scheme(a_household("1"), a_person("1"), a_carer("1", household_id="1"))


@pytest.mark.parametrize(
    ("home", "said"),
    [
        (a_household(bedrooms=(a_bedroom("B1"),) * 2), "household H1 has 2 bedrooms with the id B1"),
        (a_household(members=(HouseholdMember(id="M1"),) * 2), "household H1 has 2 members with the id M1"),
    ],
)
def test_a_part_of_a_home_given_twice_is_a_problem_of_the_home(home, said):
    (problem,) = problems_of(home)
    assert said in problem.message
    assert (problem.collection, problem.record) == ("households", "H1")


def test_rooms_of_two_homes_may_have_the_same_id():
    assert a_scheme(a_household("H1", bedrooms=(a_bedroom(),)), a_household("H2", bedrooms=(a_bedroom(),)))


def facts(*arrangements, groups=()):
    """The contradictions among some arrangements of two people and three homes."""
    homes = [a_household(f"H{number}") for number in (1, 2, 3)]
    return a_scheme(*homes, PERSON, a_person("P2"), *arrangements, *groups).problems


def test_two_open_homes_without_a_recorded_move_are_a_problem_and_still_a_scheme():
    (problem,) = facts(an_arrangement("A1"), an_arrangement("A2", household_id="H2", stay=Stay(ON)))
    assert problem.code == "two-homes"
    assert not problem.structural
    assert problem.message == (
        "person P1 lives in two homes at once (arrangements A1 and A2): "
        "end the one they left, or record the move"
    )


def test_a_recorded_move_ends_the_home_before():
    moved = an_arrangement("A2", household_id="H2", stay=Stay(ON), moved_from="A1")
    assert facts(an_arrangement("A1"), moved) == ()


def test_moves_one_after_the_other_leave_one_home_at_a_time():
    second = an_arrangement("A2", household_id="H2", stay=Stay(ON), moved_from="A1")
    third = an_arrangement("A3", household_id="H3", stay=Stay(day(9)), moved_from="A2")
    assert facts(an_arrangement("A1"), second, third) == ()


@pytest.mark.parametrize("came", [day(-30), day(0)])
def test_a_move_to_a_home_that_began_no_later_ends_nothing(came):
    later = an_arrangement("A1", stay=Stay(ON))
    earlier = an_arrangement("A2", household_id="H2", stay=Stay(came), moved_from="A1")
    assert [problem.code for problem in facts(later, earlier)] == ["two-homes"]


def test_a_break_away_from_home_is_ordinary():
    away = an_arrangement("A2", household_id="H2", kind=Kind.SHORT_BREAK)
    assert facts(an_arrangement("A1"), away) == ()


def test_two_stays_away_on_one_night_are_a_problem():
    first = an_arrangement("A1", kind=Kind.SHORT_BREAK, stay=Stay(ON, day(3)))
    second = an_arrangement("A2", household_id="H2", kind=Kind.INTERMEDIATE, stay=Stay(day(2)))
    after = an_arrangement("A3", household_id="H2", kind=Kind.SHORT_BREAK, stay=Stay(day(-3), ON))
    assert [(p.code, p.record, p.other) for p in facts(first, second, after)] == [
        ("two-stays-away", "A1", "A2")
    ]


def in_room(identity, person, **changes):
    return an_arrangement(identity, person_id=person, bedroom_id="H1-1", **changes)


def test_a_bedroom_let_twice_is_a_problem():
    (problem,) = facts(in_room("A1", "P1"), in_room("A2", "P2"))
    assert problem.code == "bedroom-twice"
    assert "bedroom H1-1 of household H1 is given to two people at once" in problem.message


def test_a_bedroom_is_not_let_twice_one_after_the_other():
    first = in_room("A1", "P1", stay=Stay(day(-9), ON))
    assert facts(first, in_room("A2", "P2", stay=Stay(ON))) == ()


def test_a_bedroom_is_free_again_once_somebody_is_recorded_as_moved():
    moved = an_arrangement("A3", household_id="H2", stay=Stay(ON), moved_from="A1")
    assert facts(in_room("A1", "P1"), moved, in_room("A2", "P2", stay=Stay(ON))) == ()


def test_people_who_wish_to_share_a_bedroom_may():
    rooms = in_room("A1", "P1"), in_room("A2", "P2")
    assert facts(*rooms, groups=[a_group("P1", "P2", share_bedroom=True)]) == ()
    assert len(facts(*rooms, groups=[a_group("P1", "P2")])) == 1


def test_one_person_may_have_one_room_by_two_arrangements():
    """A break there before a home there: their own room."""
    assert facts(in_room("A1", "P1"), in_room("A2", "P1", kind=Kind.SHORT_BREAK)) == ()


MENDED = [
    (an_arrangement(bedroom_id="B9"), "bedroom_id"),
    (an_arrangement(carer_id="C9"), "carer_id"),
    (an_arrangement(moved_from="A9"), "moved_from"),
    (an_approval(varies="AP9"), "varies"),
    (an_approval(carer_ids=frozenset({"C9", "C-H1"})), "carer_ids"),
    (an_approval(terms={"only_for": frozenset({"P9", "P1"})}), "terms.only_for"),
    (with_plan("Z9", "H1"), "to_plan_for.not_with"),
]


@pytest.mark.parametrize(("record", "field_name"), MENDED, ids=[name for _, name in MENDED])
def test_a_record_that_stands_without_a_reference_is_mended(record, field_name):
    others = HOME if field_name == "to_plan_for.not_with" else (*HOME, PERSON)
    (problem,) = problems_of(*others, record)
    assert problem.field_name == field_name
    sound = a_scheme(*others, mended(record, problem))
    kept = next(r for name in COLLECTIONS for r in getattr(sound, name) if r.id == record.id)
    assert type(kept) is type(record)
    assert "9" not in str(attrs.asdict(kept)).replace("1990", "")


def test_a_record_that_does_not_stand_without_a_reference_is_left_out():
    record = a_request(person_id="P9")
    (problem,) = problems_of(record)
    assert mended(record, problem) is None


@given(schemes())
def test_problems_name_ids_and_never_names(scheme):
    marked = [attrs.evolve(person, first_name="Zebedee", last_name="Quill") for person in scheme.people]
    scheme = scheme.with_changes(put=marked)
    orphaned = {name: getattr(scheme, name) for name in COLLECTIONS} | {"people": (), "households": ()}
    said = " ".join(problem.message for problem in structural_problems(orphaned))
    assert "Zebedee" not in said
    assert "Quill" not in said
