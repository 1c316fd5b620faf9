"""One strategy for every record; whatever fields are not settled are drawn.

Records drawn by themselves name others by any id; `whole_schemes` draws those that fit together.
"""

from __future__ import annotations

from typing import Any

from hypothesis.strategies import SearchStrategy

from sharedlives.domain.arrangement import (
    Arrangement,
    Break,
    Decline,
    Event,
    Introduction,
    KeepApart,
    KeepTogether,
    Visit,
)
from sharedlives.domain.carer import Applicant, Approval, ApprovalTerms, Carer, Check
from sharedlives.domain.household import Bedroom, Household, HouseholdMember
from sharedlives.domain.person import Person
from sharedlives.domain.policy import Policy
from sharedlives.domain.request import Request
from sharedlives.domain.wish import Wish
from sharedlives.testing.drawing import records_of

Strategy = SearchStrategy[Any]


def households(**fields: Strategy) -> SearchStrategy[Household]:
    """Homes with members, bedrooms, pets, closures and wishes."""
    return records_of(Household, **fields)


def household_members(**fields: Strategy) -> SearchStrategy[HouseholdMember]:
    """Members of a household."""
    return records_of(HouseholdMember, **fields)


def bedrooms(**fields: Strategy) -> SearchStrategy[Bedroom]:
    """Bedrooms with features known, unknown and absent."""
    return records_of(Bedroom, **fields)


def carers(**fields: Strategy) -> SearchStrategy[Carer]:
    """Carers."""
    return records_of(Carer, **fields)


def applicants(**fields: Strategy) -> SearchStrategy[Applicant]:
    """Applicants with their stages."""
    return records_of(Applicant, **fields)


def approvals(**fields: Strategy) -> SearchStrategy[Approval]:
    """Approvals: in force, interim, suspended, over, undated."""
    return records_of(Approval, **fields)


def approval_terms(**fields: Strategy) -> SearchStrategy[ApprovalTerms]:
    """Terms of an approval."""
    return records_of(ApprovalTerms, **fields)


def checks(**fields: Strategy) -> SearchStrategy[Check]:
    """Checks of every kind."""
    return records_of(Check, **fields)


def people(**fields: Strategy) -> SearchStrategy[Person]:
    """People seeking or receiving support."""
    return records_of(Person, **fields)


def wishes(**fields: Strategy) -> SearchStrategy[Wish]:
    """Wishes, each with the value that its subject takes."""
    return records_of(Wish, **fields)


def requests(**fields: Strategy) -> SearchStrategy[Request]:
    """Requests of every kind, their dates in order."""
    return records_of(Request, **fields)


def arrangements(**fields: Strategy) -> SearchStrategy[Arrangement]:
    """Arrangements, with a stay or with sessions as their kind wants."""
    return records_of(Arrangement, **fields)


def introductions(**fields: Strategy) -> SearchStrategy[Introduction]:
    """Introductions at any stage."""
    return records_of(Introduction, **fields)


def declines(**fields: Strategy) -> SearchStrategy[Decline]:
    """Recorded noes, some of them reopened by the side that said them."""
    return records_of(Decline, **fields)


def visits(**fields: Strategy) -> SearchStrategy[Visit]:
    """Visits."""
    return records_of(Visit, **fields)


def events(**fields: Strategy) -> SearchStrategy[Event]:
    """Events."""
    return records_of(Event, **fields)


def breaks(**fields: Strategy) -> SearchStrategy[Break]:
    """Breaks of carers."""
    return records_of(Break, **fields)


def keep_togethers(**fields: Strategy) -> SearchStrategy[KeepTogether]:
    """Groups of two or more who wish to stay together."""
    return records_of(KeepTogether, **fields)


def keep_aparts(**fields: Strategy) -> SearchStrategy[KeepApart]:
    """Pairs to be kept apart."""
    return records_of(KeepApart, **fields)


def policies(**fields: Strategy) -> SearchStrategy[Policy]:
    """Settings of matching, the default among them."""
    return records_of(Policy, **fields)
