"""Arrangements on a day, introductions and their answers, noes and how far they reach."""

import pytest
from builders import ON, a_decline, a_group, an_answer, an_arrangement, an_introduction, day

from sharedlives.dates import Period, Sessions, Stay, Weekday
from sharedlives.domain.arrangement import KeepApart
from sharedlives.domain.words import DeclineScope, Kind, Party
from sharedlives.errors import InvalidRecordError

TUESDAYS = Sessions(Period(ON, day(8)), frozenset({Weekday.TUESDAY}))


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind.is_overnight])
def test_a_kind_that_sleeps_needs_a_stay_and_no_sessions(kind):
    with pytest.raises(InvalidRecordError, match=f"Arrangement A1: a {kind} needs a stay and no sessions"):
        an_arrangement(kind=kind, stay=None)
    with pytest.raises(InvalidRecordError, match="needs a stay and no sessions"):
        an_arrangement(kind=kind, stay=Stay(ON), sessions=TUESDAYS)


@pytest.mark.parametrize("kind", [Kind.DAY_SUPPORT, Kind.OUTREACH])
def test_a_kind_by_day_needs_sessions_and_no_stay(kind):
    with pytest.raises(InvalidRecordError, match=f"{kind} needs sessions and no stay"):
        an_arrangement(kind=kind, sessions=None)
    with pytest.raises(InvalidRecordError, match="needs sessions and no stay"):
        an_arrangement(kind=kind, sessions=TUESDAYS, stay=Stay(ON))


def test_a_stay_has_begun_is_there_and_is_over_by_its_nights():
    stay = an_arrangement(kind=Kind.SHORT_BREAK, stay=Stay(ON, day(2)))
    days = (-1, 0, 1, 2)
    assert [stay.has_begun(day(number)) for number in days] == [False, True, True, True]
    assert [stay.is_there(day(number)) for number in days] == [False, True, True, False]
    assert [stay.is_over(day(number)) for number in days] == [False, False, False, True]
    assert stay.starts == ON
    assert not stay.is_open_ended


def test_sessions_have_begun_are_there_and_are_over_by_their_days():
    # ON is a Monday; the Tuesdays are days 1 and 8.
    support = an_arrangement(kind=Kind.DAY_SUPPORT, sessions=TUESDAYS)
    assert [support.is_there(day(number)) for number in (0, 1, 2, 8, 15)] == [False, True, False, True, False]
    assert [support.is_over(day(number)) for number in (8, 9)] == [False, True]
    assert support.starts == ON
    assert not support.is_open_ended


def test_without_an_end_an_arrangement_is_never_over():
    for arrangement in (an_arrangement(), an_arrangement(kind=Kind.DAY_SUPPORT)):
        assert arrangement.is_open_ended
        assert not arrangement.is_over(day(9999))


def test_both_sides_said_yes_once_the_person_and_the_carer_did():
    assert an_introduction().both_said_yes_to_a_stay


def carers(*answers):
    """The person's yes and what carers said."""
    return an_introduction(answers=(an_answer(Party.PERSON), *answers))


@pytest.mark.parametrize(
    "answers",
    [
        (),
        (an_answer(Party.PERSON),),
        (an_answer(Party.CARER),),
        (an_answer(Party.PERSON), an_answer(Party.CARER, yes=None)),
        (an_answer(Party.PERSON), an_answer(Party.CARER, to_a_stay=False)),
        (an_answer(Party.PERSON, yes=False), an_answer(Party.CARER)),
        (an_answer(Party.PERSON), an_answer(Party.CARER), an_answer(Party.RESIDENT, yes=False)),
    ],
)
def test_less_than_a_yes_to_a_stay_of_both_sides_is_not_enough(answers):
    assert not an_introduction(answers=answers).both_said_yes_to_a_stay


def test_every_carer_who_was_asked_must_have_said_yes():
    first = an_answer(Party.CARER, party_id="C1")
    assert not carers(first, an_answer(Party.CARER, party_id="C2", yes=None)).both_said_yes_to_a_stay
    assert carers(first, an_answer(Party.CARER, party_id="C2")).both_said_yes_to_a_stay


def test_a_resident_who_was_asked_and_has_not_answered_does_not_undo_a_yes():
    introduction = carers(an_answer(Party.CARER), an_answer(Party.RESIDENT, party_id="P2", yes=None))
    assert introduction.both_said_yes_to_a_stay


def test_of_what_one_party_said_the_latest_counts():
    no, yes = an_answer(Party.CARER, yes=False, on=day(-9)), an_answer(Party.CARER, on=day(-3))
    assert carers(yes, no).both_said_yes_to_a_stay
    assert not carers(an_answer(Party.CARER, on=day(-12)), no).both_said_yes_to_a_stay
    assert carers(an_answer(Party.CARER, yes=False, on=None), yes).both_said_yes_to_a_stay


def test_an_introduction_is_to_a_stay_or_to_sessions():
    with pytest.raises(InvalidRecordError, match="Introduction I1: give a stay or sessions, not both"):
        an_introduction(sessions=TUESDAYS)


def test_a_no_to_one_request_reaches_only_that_one():
    decline = a_decline(scope=DeclineScope.REQUEST, request_id="R1")
    assert decline.reaches("R1", Kind.LIVE_IN)
    assert not decline.reaches("R2", Kind.LIVE_IN)


def test_a_no_to_a_kind_reaches_every_request_of_it():
    decline = a_decline(scope=DeclineScope.KIND, kind=Kind.LIVE_IN)
    assert decline.reaches("R2", Kind.LIVE_IN)
    assert not decline.reaches("R2", Kind.SHORT_BREAK)


def test_a_no_for_always_reaches_everything():
    assert a_decline(scope=DeclineScope.ALWAYS).reaches("R9", Kind.OUTREACH)


def test_not_now_until_holds_until_the_day_before():
    decline = a_decline(not_until=ON)
    assert [decline.stands(day(number)) for number in (-1, 0)] == [True, False]


def test_a_no_without_a_day_stands():
    assert a_decline().stands(day(9999))


def test_a_no_reopened_by_the_side_that_said_it_stands_until_that_day():
    decline = a_decline(side=Party.CARER, reopened_on=ON, reopened_by=Party.CARER)
    assert [decline.stands(day(number)) for number in (-1, 0)] == [True, False]


@pytest.mark.parametrize("by", [Party.CARER, Party.MANAGER, None])
def test_nobody_else_can_reopen_a_no(by):
    with pytest.raises(InvalidRecordError, match="Decline N1: only the side that said no can reopen it"):
        a_decline(side=Party.PERSON, reopened_on=ON, reopened_by=by)


@pytest.mark.parametrize(
    ("scope", "said"), [(DeclineScope.REQUEST, "say which request"), (DeclineScope.KIND, "say which kind")]
)
def test_a_no_says_what_it_reaches(scope, said):
    with pytest.raises(InvalidRecordError, match=said):
        a_decline(scope=scope)


def test_nobody_is_together_alone():
    with pytest.raises(InvalidRecordError, match="KeepTogether T1: name at least two people"):
        a_group("P1")


def test_keeping_apart_holds_to_its_last_day():
    apart = KeepApart(id="X1", person_id="P1", other_id="P2", until=ON)
    assert [apart.stands(day(number)) for number in (0, 1)] == [True, False]
    assert KeepApart(id="X1", person_id="P1", other_id="P2").stands(day(9999))
