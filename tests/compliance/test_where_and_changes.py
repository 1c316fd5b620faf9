"""Who was where, and what changed between two audits or two days of the rules."""

from datetime import date

import pytest
from builders import LONG_AGO, ON, a_home, a_person, a_scheme, an_arrangement, day
from rule_makers import a_check, a_home_with, lived_in

from sharedlives.compliance.audit import audit
from sharedlives.compliance.changes import compare_audits, rule_changes
from sharedlives.compliance.where import who_was_where
from sharedlives.dates import Period, Sessions, Stay, Weekday
from sharedlives.domain.words import CheckKind, Kind, Nation
from sharedlives.errors import InvalidRecordError

AWAY = an_arrangement("A2", household_id="H2", kind=Kind.SHORT_BREAK, stay=Stay(ON, day(3)))
TUESDAYS = an_arrangement(
    "A3",
    person_id="P2",
    kind=Kind.DAY_SUPPORT,
    sessions=Sessions(Period(LONG_AGO), frozenset({Weekday.TUESDAY})),
)
OUTREACH = an_arrangement(
    "A4",
    person_id="P3",
    kind=Kind.OUTREACH,
    sessions=Sessions(Period(LONG_AGO), frozenset({Weekday.TUESDAY})),
)


def everybody():
    people = [a_person(f"P{n}") for n in (1, 2, 3)]
    return a_scheme(a_home(), a_home("H2"), *people, an_arrangement(), AWAY, TUESDAYS, OUTREACH)


@pytest.mark.parametrize(
    ("on", "slept", "away", "by_day"),
    [
        (day(-1), [("P1", "H1")], [], []),
        (ON, [("P1", "H2")], [("P1", "H1")], []),
        (day(1), [("P1", "H2")], [("P1", "H1")], [("P2", "H1"), ("P3", "H1")]),
        (day(2), [("P1", "H2")], [("P1", "H1")], []),
        (day(3), [("P1", "H1")], [], []),
    ],
)
def test_who_slept_where_and_who_came_for_the_day(on, slept, away, by_day):
    """ON is a Monday; P1 is away for three nights from then; P2 comes on Tuesdays, P3 is visited on them."""
    there = who_was_where(everybody(), on)
    assert [(p.person_id, p.household_id) for p in there.slept] == slept
    assert [(p.person_id, p.household_id) for p in there.places if p.away] == away
    others = [p for p in there.places if not p.sleeps and not p.away]
    assert [(p.person_id, p.household_id) for p in others] == by_day
    assert [p.in_the_home for p in others] == [True, False][: len(others)]
    assert there.people == tuple(sorted({"P1", *(person for person, _ in by_day)}))


def test_a_recorded_move_ends_the_first_home():
    moved = an_arrangement("A2", household_id="H2", stay=Stay(day(5)), moved_from="A1")
    scheme = a_scheme(a_home(), a_home("H2"), a_person(), an_arrangement(), moved)
    assert [who_was_where(scheme, day(n)).slept[0].household_id for n in (4, 5)] == ["H1", "H2"]


def test_contradictions_of_that_day_are_said():
    scheme = lived_in(a_home("H2"), an_arrangement("A2", household_id="H2", stay=Stay(ON)))
    assert who_was_where(scheme, day(-1)).contradictions == ()
    (message,) = who_was_where(scheme, ON).contradictions
    assert "lives in two homes at once" in message


def test_an_empty_scheme_has_nobody_anywhere():
    assert who_was_where(a_scheme(), ON).places == ()


def test_two_audits_differ_by_what_appeared_settled_and_changed():
    health = a_check(CheckKind.HEALTH, issued_on=date(2024, 11, 20))
    before = audit(a_home_with(health), ON)
    after = audit(a_home_with(health, a_check(CheckKind.IDENTITY)), date(2026, 11, 21))
    changes = compare_audits(before, after)
    assert {f.code for f in changes.settled} == {"carer-identity"}
    assert [(a.code, a.outcome, b.outcome) for a, b in changes.changed] == [("carer-health", "due", "broken")]
    assert changes.appeared == ()
    back = compare_audits(after, before)
    assert {f.code for f in back.appeared} == {"carer-identity"}
    assert compare_audits(before, before) == compare_audits(after, after)


def test_what_the_rules_say_differently_between_april_2025_and_november_2026():
    changes = rule_changes(date(2025, 3, 31), date(2026, 11, 16))
    assert [(c.day, c.nation) for c in changes if c.code == "pvg-membership"] == [
        (date(2025, 4, 1), Nation.SCOTLAND)
    ]
    (term,) = [c for c in changes if c.code == "pvg-membership-years" and c.nation is Nation.SCOTLAND]
    assert term.day == date(2026, 4, 1)
    assert {c.nation for c in changes if c.code == "liberty-test"} == set(Nation)
    (pvg,) = [c for c in changes if c.code == "pvg-membership"]
    assert pvg.rules == ("carer-pvg",)
    assert list(changes) == sorted(changes, key=lambda c: (c.day, c.code, c.nation))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2026, 6, 1), date(2026, 6, 2), 1),
        (date(2026, 6, 2), date(2026, 6, 30), 0),
        (date(2026, 5, 1), date(2026, 6, 1), 0),
    ],
)
def test_the_first_day_is_left_out_and_the_last_included(start, end, expected):
    found = [c for c in rule_changes(start, end, Nation.WALES) if c.code == "liberty-test"]
    assert len(found) == expected


def test_changes_are_from_one_day_to_a_later_one():
    assert rule_changes(ON, ON) == ()
    with pytest.raises(InvalidRecordError, match="swap the two days"):
        rule_changes(ON, day(-1))
