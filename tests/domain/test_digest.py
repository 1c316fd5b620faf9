"""The fingerprint of records."""

import hashlib

import attrs
import pytest
from builders import a_household, a_person, a_request, a_scheme, an_arrangement
from hypothesis import given

from sharedlives.dates import Stay
from sharedlives.domain import household
from sharedlives.domain.digest import digest
from sharedlives.domain.fields import Record
from sharedlives.domain.policy import Policy
from sharedlives.testing import ON, schemes


def test_a_digest_stays_the_same_over_versions():
    """Only content may change it: a digest is written into results that are read years later."""
    content = b'["Pet",["kind","dog"],["number",2]]'
    assert digest(household.Pet(kind="dog", number=2)) == hashlib.sha256(content).hexdigest()


def test_a_field_added_later_and_left_at_nothing_leaves_a_digest_as_it_was():
    @attrs.frozen(kw_only=True)
    class Pet(Record):
        kind: str
        number: int | None = None
        colour: str | None = None
        tricks: tuple[str, ...] = ()
        foods: frozenset[str] = frozenset()

    before = digest(household.Pet(kind="dog"))
    assert digest(Pet(kind="dog")) == before
    assert digest(Pet(kind="dog", tricks=("roll",))) != before


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (a_household(members=None), a_household(members=())),
        (a_person(needs=None), a_person(needs=frozenset())),
        (a_person(smokes=None), a_person(smokes=False)),
        (a_person(needs=frozenset({"a"})), a_person(needs=frozenset({"b"}))),
        (an_arrangement(stay=Stay(ON)), an_arrangement(stay=Stay(ON, ON.replace(day=17)))),
        (a_request(), a_request("R2")),
    ],
)
def test_different_content_has_a_different_digest(one, other):
    assert digest(one) != digest(other)


def test_nothing_is_not_the_same_as_not_known():
    assert a_scheme(a_household(members=None)).digest != a_scheme(a_household(members=())).digest


def test_the_order_of_a_tuple_counts_and_that_of_a_set_does_not():
    assert digest(("a", "b")) != digest(("b", "a"))
    assert digest(frozenset({"a", "b", "c"})) == digest(frozenset(["c", "b", "a"]))


def test_settings_have_a_digest_too():
    assert digest(Policy()) != digest(Policy(floor=40))


@given(schemes(), schemes())
def test_schemes_are_equal_exactly_where_their_digests_are(one, other):
    assert (one == other) == (one.digest == other.digest)
    assert attrs.evolve(one).digest == one.digest
