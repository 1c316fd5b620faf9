"""How a record checks its own fields, and what it never says."""

import datetime as dt
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedlives.dates import Weekday
from sharedlives.domain.arrangement import Review
from sharedlives.domain.carer import Approval, Carer
from sharedlives.domain.fields import Record, is_filled, range_of
from sharedlives.domain.household import Bedroom, Household, Pet
from sharedlives.domain.person import Person
from sharedlives.domain.policy import Policy
from sharedlives.domain.request import Request
from sharedlives.domain.rule_policy import Lead, Setting
from sharedlives.domain.scheme import Scheme
from sharedlives.domain.wish import Wish
from sharedlives.domain.words import Access, Kind, Sex
from sharedlives.errors import InvalidRecordError
from sharedlives.testing import ON, records_of, schemes

MARK = "Zebedee-1966"


def record_classes() -> list[type[Record]]:
    found = {each for each in Record.__subclasses__() if attrs.has(each) and "domain" in each.__module__}
    return sorted(found - {Scheme}, key=lambda cls: cls.__name__)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda: Carer(id=7, household_id="H1"), "Carer: id must be a text, not a value of type int"),
        (lambda: Carer(id="C1", household_id=None), "Carer C1: household_id must be a text, not nothing"),
        (lambda: Carer(id="C1", household_id="H1", sex="female"), "sex must be one of female, male or None"),
        (lambda: Carer(id="C1", household_id="H1", first_name=Sex.MALE), "first_name must be a text or None"),
        (lambda: Person(id="P1", born="1990"), r"born must be a date or None \(not known\), not a value of"),
        (lambda: Review(held_on=dt.datetime(2026, 1, 1)), "held_on must be a date, not a value"),  # noqa: DTZ001
        (lambda: Person(id="P1", smokes=1), "smokes must be True or False or None"),
        (lambda: Person(id="P1", needs={"makaton"}), "needs must be a frozenset of a text or None"),
        (lambda: Person(id="P1", needs=frozenset({1})), "needs must be a frozenset of a text"),
        (
            lambda: Person(id="P1", access=frozenset({"hoist"})),
            "access must be a frozenset of one of step-free",
        ),
        (lambda: Household(id="H1", bedrooms=[]), "bedrooms must be a tuple of a Bedroom or None"),
        (lambda: Household(id="H1", bedrooms=("B1",)), "bedrooms must be a tuple of a Bedroom"),
        (lambda: Household(id="H1", storeys=True), "storeys must be a whole number or None"),
        (lambda: Household(id="H1", storeys=2.0), "storeys must be a whole number"),
        (lambda: Household(id="H1", storeys=Weekday.TUESDAY), "storeys must be a whole number"),
        (lambda: Household(id="H1", storeys=0), "Household H1: storeys must be 1 or more"),
        (lambda: Policy(floor=101), "Policy: floor must be from 0 to 100"),
        (lambda: Pet(kind=""), "Pet: kind must not be blank"),
        (lambda: Bedroom(id=" B1"), "id must not be blank or have spaces around it"),
        (
            lambda: Request(id="R1", person_id="P1", kind="live-in"),
            "kind must be one of live-in, short break",
        ),
    ],
)
def test_a_field_that_cannot_hold_a_value_says_what_it_holds(wrong, said):
    with pytest.raises(InvalidRecordError, match=said):
        wrong()


def test_dates_the_wrong_way_round_are_named():
    with pytest.raises(InvalidRecordError, match="Approval AP1: approved_until comes before approved_from"):
        Approval(
            id="AP1",
            household_id="H1",
            approved_from=ON,
            approved_until=ON - dt.timedelta(days=1),
        )


def test_an_approval_may_end_on_the_day_it_begins():
    assert Approval(id="AP1", household_id="H1", approved_from=ON, approved_until=ON)


def test_a_field_tells_its_range_and_whether_it_may_be_blank():
    kind, number, name = attrs.fields(Pet)
    assert (is_filled(kind), is_filled(name)) == (True, False)
    assert range_of(number).least == 1
    assert range_of(number).most is None
    weight = range_of(attrs.fields(Wish).weight)
    assert (weight.least, weight.most) == (1, 5)
    assert range_of(name) is None


def test_a_record_shows_its_kind_and_its_id():
    assert repr(Carer(id="C1", household_id="H1", first_name="Ann")) == "<Carer C1>"
    assert repr(Pet(kind="dog", name="Rex")) == "<Pet>"


NAMES_OF_OURS = (Wish, Setting, Lead)
"""Records whose texts are of a closed list, or codes of settings and rules, each of which is there once."""


def marked(record: Any) -> Any:
    """The record with a mark in every text that is no id, no word of a closed list and no reference."""
    changes: dict[str, Any] = {}
    for attribute in attrs.fields(type(record)):
        value = getattr(record, attribute.name)
        is_reference = attribute.name == "id" or attribute.name.endswith("_id") or attribute.name == "because"
        if type(value) is str and not is_reference and not isinstance(record, NAMES_OF_OURS):
            changes[attribute.name] = MARK
        elif isinstance(value, frozenset) and any(type(item) is str for item in value):
            changes[attribute.name] = frozenset({MARK, MARK + "-2"})
        elif isinstance(value, tuple):
            changes[attribute.name] = tuple(marked(part) if attrs.has(type(part)) else part for part in value)
    return attrs.evolve(record, **changes)


@given(st.sampled_from(record_classes()).flatmap(records_of))
def test_no_record_shows_a_name_a_date_or_a_word_about_health(record):
    shown = repr(marked(record))
    assert MARK not in shown
    assert "date" not in shown
    assert shown in (f"<{type(record).__name__}>", f"<{type(record).__name__} {getattr(record, 'id', '')}>")


@pytest.mark.parametrize("cls", record_classes(), ids=lambda cls: cls.__name__)
@given(chosen=st.data())
def test_no_refusal_repeats_what_a_field_was_given(cls, chosen):
    record = chosen.draw(records_of(cls))
    name = chosen.draw(st.sampled_from(sorted(attrs.fields_dict(cls))))
    wrong = chosen.draw(st.sampled_from(([MARK], {MARK: MARK}, (MARK, 1), frozenset({MARK, 1}))))
    with pytest.raises(InvalidRecordError) as refusal:
        attrs.evolve(record, **{name: wrong})
    assert MARK not in str(refusal.value)
    assert name in str(refusal.value)


def test_a_record_is_equal_and_hashes_by_what_it_holds():
    first, second = (Carer(id="C1", household_id="H1", skills=frozenset({"a", "b"})) for _ in range(2))
    assert first == second
    assert hash(first) == hash(second)


@given(schemes())
def test_a_scheme_survives_the_way_to_another_process(scheme):
    assert pickle.loads(pickle.dumps(scheme)) == scheme  # noqa: S301 - our own bytes


def test_a_record_cannot_be_changed_in_place():
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Carer(id="C1", household_id="H1").sex = Sex.MALE  # type: ignore[misc]


def test_a_bedroom_answers_for_every_feature():
    room = Bedroom(id="B1", is_step_free=True, takes_hoist=False)
    assert [room.has(feature) for feature in Access] == [True, None, None, False]


def test_kinds_know_which_sleep_and_which_are_homes():
    assert {kind for kind in Kind if kind.is_overnight} == set(Kind) - {Kind.DAY_SUPPORT, Kind.OUTREACH}
    assert {kind for kind in Kind if kind.is_home} == {Kind.LIVE_IN, Kind.INTERMEDIATE, Kind.PARENT_AND_CHILD}
