"""Carers on a day, and what an approval allows on a day."""

from datetime import date

import pytest
from builders import LONG_AGO, ON, a_carer, an_approval, day

from sharedlives.dates import Period
from sharedlives.domain.carer import ApprovalTerms, KindNumber
from sharedlives.domain.words import ApprovalStatus, Kind
from sharedlives.errors import InvalidRecordError


def test_a_carer_is_one_from_their_first_day_until_the_day_they_leave():
    carer = a_carer(carer_since=ON, left_on=day(2))
    assert [carer.is_active(day(number)) for number in (-1, 0, 1, 2)] == [False, True, True, False]


def test_a_carer_without_dates_is_one():
    assert a_carer().is_active(ON)


def test_an_approval_is_in_force_on_both_its_end_days():
    approval = an_approval(approved_from=ON, approved_until=day(2))
    assert [approval.is_in_force(day(number)) for number in (-1, 0, 2, 3)] == [False, True, True, False]


def test_an_approval_without_a_first_day_may_be_in_force_until_it_is_over():
    approval = an_approval(approved_from=None, approved_until=ON)
    assert approval.is_in_force(ON) is None
    assert approval.is_in_force(day(1)) is False


@pytest.mark.parametrize(
    ("status", "in_force"),
    [
        (ApprovalStatus.IN_FORCE, True),
        (ApprovalStatus.INTERIM, True),
        (ApprovalStatus.PROBATION, True),
        (ApprovalStatus.SUSPENDED, False),
        (ApprovalStatus.ENDED, False),
        (None, True),
    ],
)
def test_a_suspended_or_ended_approval_is_not_in_force(status, in_force):
    assert an_approval(status=status).is_in_force(ON) is in_force


def test_an_approval_is_not_in_force_on_the_days_it_is_suspended():
    approval = an_approval(suspended=(Period(ON, day(1)),))
    assert [approval.is_in_force(day(number)) for number in (-1, 0, 1, 2)] == [True, False, False, True]


def test_a_kind_that_is_not_listed_is_not_approved():
    terms = ApprovalTerms(numbers=(KindNumber(kind=Kind.LIVE_IN, number=2),))
    assert terms.number(Kind.LIVE_IN) == 2
    assert terms.number(Kind.SHORT_BREAK) == 0


def test_terms_that_list_nothing_leave_the_number_not_known():
    assert ApprovalTerms().number(Kind.LIVE_IN) is None


def test_ages_the_wrong_way_round_are_refused():
    with pytest.raises(InvalidRecordError, match="oldest comes before youngest"):
        ApprovalTerms(youngest=40, oldest=18)


def test_dates_the_wrong_way_round_are_refused():
    with pytest.raises(InvalidRecordError, match="approved_until comes before approved_from"):
        an_approval(approved_from=ON, approved_until=date(2026, 1, 1))


def test_the_defaults_of_the_tests_are_in_force():
    assert an_approval().is_in_force(ON)
    assert an_approval().approved_from == LONG_AGO
