"""Rules about approvals: in force, reviewed, decided, and their terms against every arrangement."""

from datetime import date

import pytest
from builders import LONG_AGO, ON, a_home, a_person, a_scheme, an_approval, an_arrangement, day
from rule_makers import LEAD, a_home_with, outcome, said

from sharedlives.dates import Stay
from sharedlives.domain.carer import ANY_NEED
from sharedlives.domain.policy import Step
from sharedlives.domain.words import ApprovalStatus, Kind, Sex


def living(approval=None, person=None, **arrangement):
    """P1 lives with H1 under an approval; each may be changed."""
    home = a_home(approval=an_approval(**(approval or {})))
    return a_scheme(home, a_person(**(person or {})), a_person("P2"), an_arrangement(**arrangement))


def coming(in_days, approval=None, person=None, **arrangement):
    """P1 comes to H1 for three nights, so many days from now."""
    stay = Stay(day(in_days), day(in_days + 3))
    return living(approval, person, kind=Kind.SHORT_BREAK, stay=stay, **arrangement)


@pytest.mark.parametrize(
    ("approval", "expected"),
    [
        ({}, "met"),
        ({"approved_until": day(LEAD + 1)}, "met"),
        ({"approved_until": day(LEAD)}, "due"),
        ({"approved_until": ON}, "due"),
        ({"approved_until": day(-1)}, "broken"),
        ({"approved_from": day(1)}, "broken"),
        ({"approved_from": ON}, "met"),
        ({"approved_from": None}, "no evidence"),
        ({"status": ApprovalStatus.SUSPENDED}, "broken"),
        ({"status": ApprovalStatus.ENDED}, "broken"),
    ],
)
def test_an_approval_is_in_force_while_somebody_lives_there(approval, expected):
    answer = said("approval-in-force", living(approval))
    assert answer.outcome == expected
    if expected != "met":
        assert [ref.id for ref in answer.related] == ["P1"]


def test_an_approval_that_another_follows_does_not_run_out():
    following = an_approval("AP-2", approved_from=day(6))
    scheme = living({"approved_until": day(5)}).with_changes(put=[following])
    assert outcome("approval-in-force", scheme) == "met"
    assert said("approval-in-force", living({"approved_until": day(5)})).due_on == day(5)


def test_an_approval_need_not_outlast_a_stay():
    assert outcome("approval-in-force", coming(3, {"approved_until": day(5)})) == "met"
    assert outcome("approval-in-force", coming(3, {"approved_until": day(4)})) == "due"


def test_an_approval_is_in_force_when_somebody_is_to_come():
    answer = said("approval-in-force", coming(10, {"approved_from": day(11)}))
    assert (answer.outcome, answer.due_on) == ("due", day(10))
    assert outcome("approval-in-force", coming(10, {"approved_from": day(10)})) == "met"
    assert outcome("approval-in-force", coming(LEAD + 1, {"approved_from": day(99)})) == "not applicable"


def test_somebody_supported_without_any_approval_is_no_evidence_and_nobody_not_applicable():
    without = living().with_changes(drop=[an_approval()])
    assert outcome("approval-in-force", without) == "no evidence"
    assert outcome("approval-in-force", a_home_with()) == "not applicable"


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (None, "not applicable"),
        (day(LEAD + 1), "met"),
        (day(LEAD), "due"),
        (ON, "due"),
        (day(-1), "broken"),
    ],
)
def test_an_approval_is_reviewed_by_its_day(due, expected):
    assert outcome("approval-review", living({"review_due_on": due})) == expected


@pytest.mark.parametrize(
    ("begun", "expected"),
    [
        (date(2025, 12, 15), "met"),
        (date(2025, 12, 14), "due"),
        (date(2025, 11, 16), "due"),
        (date(2025, 11, 15), "broken"),
        (None, "no evidence"),
    ],
)
def test_a_probation_lasts_a_year(begun, expected):
    approval = {"status": ApprovalStatus.PROBATION, "approved_from": begun}
    assert outcome("approval-probation", living(approval)) == expected


def test_only_the_approval_that_counts_is_asked():
    old = an_approval("AP-0", approved_from=date(2015, 1, 1), review_due_on=date(2016, 1, 1))
    scheme = living({"status": ApprovalStatus.PROBATION}).with_changes(put=[old])
    for code in ("approval-review", "approval-decision"):
        assert outcome(code, scheme, of="AP-0") == "not applicable"
    assert outcome("approval-probation", scheme, of="AP-0") == "not applicable"
    ended = living({"status": ApprovalStatus.PROBATION, "approved_until": day(-1)})
    assert outcome("approval-probation", ended) == "not applicable"


@pytest.mark.parametrize(
    ("approval", "expected"),
    [
        ({}, "no evidence"),
        ({"decided_on": LONG_AGO}, "no evidence"),
        ({"panel_on": LONG_AGO, "minutes": "seen"}, "met"),
        ({"decided_on": LONG_AGO, "decision_maker": "M"}, "met"),
        ({"minutes": "seen"}, "no evidence"),
    ],
)
def test_a_decision_says_when_and_who(approval, expected):
    assert outcome("approval-decision", living(approval)) == expected


TERMS = [
    ("approval-kind", {"live_in": 1}, {}, "met"),
    ("approval-kind", {"live_in": 0}, {}, "broken"),
    ("approval-kind", {"terms": {"numbers": None}}, {}, "no evidence"),
    ("approval-needs", {}, {"needs": frozenset({"dementia"})}, "met"),
    ("approval-needs", {"terms": {"needs": frozenset({"autism"})}}, {"needs": frozenset({"autism"})}, "met"),
    (
        "approval-needs",
        {"terms": {"needs": frozenset({"autism"})}},
        {"needs": frozenset({"autism", "dementia"})},
        "broken",
    ),
    ("approval-needs", {"terms": {"needs": None}}, {"needs": frozenset({"autism"})}, "no evidence"),
    ("approval-needs", {}, {"needs": frozenset()}, "not applicable"),
    ("approval-needs", {}, {"needs": None}, "not applicable"),
    ("approval-sex", {"terms": {"sexes": frozenset({Sex.FEMALE})}}, {}, "met"),
    ("approval-sex", {"terms": {"sexes": frozenset({Sex.MALE})}}, {}, "broken"),
    ("approval-sex", {"terms": {"sexes": frozenset({Sex.MALE})}}, {"sex": None}, "no evidence"),
    ("approval-sex", {}, {"sex": None}, "met"),
    ("approval-sex", {"terms": {"sexes": None}}, {}, "not applicable"),
    ("approval-person", {"terms": {"only_for": frozenset({"P1"})}}, {}, "met"),
    ("approval-person", {"terms": {"only_for": frozenset({"P2"})}}, {}, "broken"),
    ("approval-person", {}, {}, "not applicable"),
    ("approval-age", {"terms": {"youngest": None}}, {}, "not applicable"),
    ("approval-age", {}, {"born": None}, "no evidence"),
]


@pytest.mark.parametrize(("code", "approval", "person", "expected"), TERMS)
def test_every_term_is_compared_with_whoever_lives_there(code, approval, person, expected):
    scheme = living(approval, person)
    assert ANY_NEED in an_approval().terms.needs
    answer = said(code, scheme)
    assert answer.outcome == expected
    if expected == "broken":
        assert {ref.id for ref in answer.related} == {"P1", "H1"}
        assert answer.since == LONG_AGO


@pytest.mark.parametrize(("code", "approval", "person", "expected"), TERMS)
def test_a_term_that_is_wrong_for_somebody_to_come_is_due_by_their_first_day(
    code, approval, person, expected
):
    approval = approval | {"short_break": approval.get("live_in", 2)}
    for in_days, then in ((LEAD, {"broken": "due"}.get(expected, expected)), (LEAD + 1, "not applicable")):
        assert outcome(code, coming(in_days, approval, person)) == then


@pytest.mark.parametrize("code", sorted({code for code, *_ in TERMS}))
def test_terms_are_not_asked_of_what_is_over_nor_where_no_approval_is(code):
    assert outcome(code, living(stay=Stay(LONG_AGO, ON))) == "not applicable"
    assert outcome(code, living().with_changes(drop=[an_approval()])) == "not applicable"


@pytest.mark.parametrize(
    ("turns_66", "expected"),
    [(day(LEAD + 1), "met"), (day(LEAD), "due"), (day(1), "due"), (ON, "broken"), (day(-1), "broken")],
)
def test_a_birthday_beyond_the_ages_approved_is_said_in_time(turns_66, expected):
    """Approved from 18 to 65; the remedy is to vary the approval, and whoever lives there stays."""
    person = {"born": turns_66.replace(year=turns_66.year - 66)}
    answer = said("approval-age", living({"terms": {"oldest": 65}}, person))
    assert answer.outcome == expected
    if expected == "due":
        assert answer.due_on == day((turns_66 - ON).days - 1)


def test_somebody_too_young_on_the_first_day_is_not_once_they_are_old_enough():
    person = {"born": date(2008, 11, 20)}
    scheme = living({}, person, stay=Stay(date(2026, 10, 1)))
    assert [outcome("approval-age", scheme, on) for on in (date(2026, 11, 19), date(2026, 11, 20))] == [
        "broken",
        "met",
    ]


def test_a_birthday_on_the_first_day_counts_already():
    """Eighteen on the first day is old enough; sixty-six on it is too old for an approval up to 65."""
    assert outcome("approval-age", coming(3, {}, {"born": day(3).replace(year=2008)})) == "met"
    assert outcome("approval-age", coming(3, {}, {"born": day(4).replace(year=2008)})) == "due"
    old = said("approval-age", coming(3, {"terms": {"oldest": 65}}, {"born": day(3).replace(year=1960)}))
    assert (old.outcome, old.due_on) == ("due", day(3))


def test_a_stay_that_is_over_before_the_birthday_is_not_affected():
    person = {"born": date(1960, 11, 25)}
    assert outcome("approval-age", coming(3, {"terms": {"oldest": 65}}, person)) == "met"


@pytest.mark.parametrize(
    ("emergency", "approved", "expected"),
    [
        (None, True, "not applicable"),
        (False, False, "not applicable"),
        (True, True, "met"),
        (True, False, "broken"),
        (True, None, "no evidence"),
    ],
)
def test_an_emergency_start_is_with_a_household_approved_for_it(emergency, approved, expected):
    scheme = living({"terms": {"emergencies": approved}}, emergency_start=emergency)
    assert outcome("approval-emergency", scheme) == expected
    assert outcome("approval-emergency", scheme.with_changes(drop=[an_approval()])) == "not applicable"


def test_only_what_nobody_may_do_at_all_bars_even_talking():
    from sharedlives.compliance.rules import RULES

    barring = {rule.code for rule in RULES if rule.step is Step.NONE}
    assert barring == {"approval-in-force", "support-carer-approved"}
