"""Rules about carers and those who live with them that do not lapse: held, counted, named, of age."""

from datetime import date

import attrs
import pytest
from builders import ON, a_household, a_scheme, an_approval, day
from rule_makers import LEAD, a_check, a_home_with, outcome, said

from sharedlives.compliance.outcomes import Basis
from sharedlives.domain.carer import Carer
from sharedlives.domain.household import HouseholdMember
from sharedlives.domain.rule_policy import RulePolicy, Setting
from sharedlives.domain.words import ApprovalStatus, CarerRole, CheckKind, Nation, SubjectKind


def references(number, **changes):
    return [a_check(CheckKind.REFERENCE, number=n + 1, **changes) for n in range(number)]


@pytest.mark.parametrize("nation", Nation)
@pytest.mark.parametrize(("number", "expected"), [(0, "no evidence"), (1, "broken"), (2, "met"), (3, "met")])
def test_two_references_are_asked_for_everywhere(nation, number, expected):
    assert outcome("carer-references", a_home_with(*references(number), nation=nation)) == expected


@pytest.mark.parametrize(
    ("nation", "wanted", "expected"),
    [(Nation.ENGLAND, 1, "met"), (Nation.WALES, 1, "broken"), (Nation.WALES, 3, "broken")],
)
def test_a_scheme_may_ask_for_more_references_than_the_law_and_not_for_fewer(nation, wanted, expected):
    policy = RulePolicy(settings=(Setting(of="references", value=wanted),))
    held = 2 if wanted == 3 else 1
    assert (
        outcome("carer-references", a_home_with(*references(held), nation=nation), policy=policy) == expected
    )


def test_what_a_scheme_asks_beyond_the_law_is_policy():
    policy = RulePolicy(settings=(Setting(of="references", value=3),))
    bases = [
        said("carer-references", a_home_with(*references(n), nation=Nation.WALES), policy=policy).basis
        for n in (1, 2)
    ]
    assert bases == [None, Basis.POLICY]


def test_a_reference_of_a_later_day_does_not_count_yet():
    scheme = a_home_with(*references(2, issued_on=day(1)))
    assert [outcome("carer-references", scheme, on) for on in (ON, day(1))] == ["no evidence", "met"]


@pytest.mark.parametrize(
    ("code", "kind"),
    [("carer-identity", CheckKind.IDENTITY), ("carer-right-to-work", CheckKind.RIGHT_TO_WORK)],
)
@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (None, "no evidence"),
        ({}, "met"),
        ({"seen_on": date(2019, 1, 1)}, "met"),
        ({"seen_on": day(1)}, "no evidence"),
        ({"valid_until": day(LEAD + 1)}, "met"),
        ({"valid_until": day(LEAD)}, "due"),
        ({"valid_until": ON}, "due"),
        ({"valid_until": day(-1)}, "broken"),
    ],
)
def test_what_is_seen_once_counts_for_good_unless_it_says_until_when(code, kind, held, expected):
    checks = [] if held is None else [a_check(kind, **held)]
    assert outcome(code, a_home_with(*checks)) == expected


def with_carer(**changes):
    scheme = a_home_with(nation=Nation.WALES)
    return scheme.with_changes(put=[attrs.evolve(scheme.carers[0], **changes)])


@pytest.mark.parametrize(
    ("signed", "expected"), [(None, "no evidence"), (day(-1), "met"), (ON, "met"), (day(1), "no evidence")]
)
def test_a_carer_agreement_is_signed(signed, expected):
    assert outcome("carer-agreement", with_carer(agreement_signed_on=signed)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"left_on": day(1)}, "no evidence"),
        ({"left_on": ON}, "not applicable"),
        ({"carer_since": day(1)}, "not applicable"),
        ({"carer_since": ON}, "no evidence"),
    ],
)
def test_rules_are_about_those_who_are_carers_on_the_day(changes, expected):
    assert outcome("carer-agreement", with_carer(**changes)) == expected


@pytest.mark.parametrize(
    ("result", "judged", "expected"),
    [
        (None, None, "not kept"),
        ("clear", None, "not applicable"),
        ("Clear", None, "not applicable"),
        ("something disclosed", None, "broken"),
        ("something disclosed", day(1), "broken"),
        ("something disclosed", ON, "met"),
    ],
)
def test_what_a_certificate_disclosed_was_looked_into(result, judged, expected):
    check = a_check(CheckKind.CERTIFICATE, issued_on=ON, outcome=result, risk_assessed_on=judged)
    assert outcome("carer-disclosure", a_home_with(check)) == expected


SUPPORT = Carer(id="S1", household_id="H1", role=CarerRole.SUPPORT)


@pytest.mark.parametrize(
    ("approval", "expected"),
    [
        ({}, "met"),
        ({"carer_ids": frozenset({"S1"})}, "met"),
        ({"carer_ids": frozenset({"C-H1"})}, "broken"),
        ({"carer_ids": frozenset({"S1"}), "approved_until": day(-1)}, "broken"),
        ({"carer_ids": frozenset({"S1"}), "approved_until": ON}, "due"),
        ({"carer_ids": frozenset({"S1"}), "approved_until": day(LEAD)}, "due"),
        ({"carer_ids": frozenset({"S1"}), "approved_until": day(LEAD + 1)}, "met"),
        ({"carer_ids": frozenset({"S1"}), "approved_from": None}, "no evidence"),
        ({"carer_ids": frozenset({"S1"}), "status": ApprovalStatus.SUSPENDED}, "broken"),
    ],
)
def test_a_support_carer_is_named_by_an_approval_in_force(approval, expected):
    scheme = a_home_with(SUPPORT).with_changes(put=[an_approval(**approval)])
    assert outcome("support-carer-approved", scheme, of="S1") == expected
    assert outcome("support-carer-approved", scheme, of="C-H1") == "not applicable"


def test_a_support_carer_who_left_needs_no_approval():
    left = attrs.evolve(SUPPORT, left_on=ON)
    scheme = a_home_with(left).with_changes(put=[an_approval(carer_ids=frozenset({"C-H1"}))])
    assert outcome("support-carer-approved", scheme, of="S1") == "not applicable"


def home_of(certificate=None, **member):
    checks = (
        []
        if certificate is None
        else [a_check(CheckKind.CERTIFICATE, "M1", subject_kind=SubjectKind.MEMBER, **certificate)]
    )
    return a_home_with(*checks, home={"members": (HouseholdMember(id="M1", **member),)})


def born_to_be_18_on(turns):
    return {"born": turns.replace(year=turns.year - 18)}


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (day(LEAD + 1), "not applicable"),
        (day(LEAD), "due"),
        (day(1), "due"),
        (ON, "due"),
        (day(-28), "due"),
        (day(-29), "broken"),
    ],
)
def test_who_turns_eighteen_has_twenty_eight_days_for_a_certificate(turns, expected):
    answer = said("member-certificate", home_of(**born_to_be_18_on(turns)))
    assert answer.outcome == expected
    assert answer.due_on == (None if expected != "due" else day((turns - ON).days + 28))
    assert answer.since == (None if expected != "broken" else day((turns - ON).days + 29))


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ({"born": date(1980, 1, 1), "lives_since": day(-28)}, "due"),
        ({"born": date(1980, 1, 1), "lives_since": day(-29)}, "broken"),
        ({"born": date(1980, 1, 1), "lives_since": day(1)}, "not applicable"),
        ({"born": date(1980, 1, 1), "lives_until": day(-1)}, "not applicable"),
        ({"born": date(1980, 1, 1), "usually_sleeps_here": False}, "not applicable"),
        ({"born": date(1980, 1, 1)}, "broken"),
        ({"age": 30, "age_seen_on": day(-10)}, "no evidence"),
        ({"age": 12, "age_seen_on": day(-10)}, "not applicable"),
        ({"age": 17, "age_seen_on": day(-10)}, "no evidence"),
        ({"relation": "child"}, "not applicable"),
        ({}, "no evidence"),
    ],
)
def test_a_certificate_is_asked_of_those_of_age_who_usually_sleep_there(member, expected):
    assert outcome("member-certificate", home_of(**member)) == expected


@pytest.mark.parametrize(
    ("certificate", "expected"),
    [
        ({"issued_on": date(2023, 12, 15)}, "met"),
        ({"issued_on": date(2023, 12, 14)}, "due"),
        ({"issued_on": date(2023, 11, 16)}, "due"),
        ({"issued_on": date(2023, 11, 15)}, "broken"),
        ({}, "no evidence"),
    ],
)
def test_a_members_certificate_is_repeated_like_a_carers(certificate, expected):
    assert outcome("member-certificate", home_of(certificate, born=date(1980, 1, 1))) == expected


def test_members_of_a_home_that_is_not_approved_are_not_asked():
    scheme = home_of(born=date(1980, 1, 1)).with_changes(put=[an_approval(approved_until=day(-1))])
    assert outcome("member-certificate", scheme) == "not applicable"


@pytest.mark.parametrize(
    ("home", "check", "expected"),
    [
        ({}, None, "no evidence"),
        ({"has_landlord_or_lender": False}, None, "not applicable"),
        ({"consent_seen_on": ON}, None, "met"),
        ({"consent_seen_on": day(1)}, None, "no evidence"),
        ({}, {}, "met"),
        ({}, {"issued_on": ON}, "met"),
        ({}, {"valid_until": day(-1)}, "broken"),
        ({}, {"valid_until": day(1)}, "due"),
    ],
)
def test_a_landlord_or_lender_has_agreed(home, check, expected):
    checks = (
        []
        if check is None
        else [a_check(CheckKind.CONSENT, "H1", subject_kind=SubjectKind.HOUSEHOLD, **check)]
    )
    assert outcome("landlord-consent", a_home_with(*checks, home=home)) == expected


def test_a_home_with_neither_approval_nor_carers_is_asked_nothing():
    assert outcome("home-safety", a_scheme(a_household())) == "not applicable"
    assert outcome("home-safety", a_scheme(a_household(), an_approval())) == "no evidence"
