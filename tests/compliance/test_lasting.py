"""Rules about evidence that lapses: the day before, the day itself and the day after, for each of them."""

from datetime import date

import attrs
import pytest
from builders import ON, a_home, a_person, a_scheme, an_approval, an_arrangement
from rule_makers import LEAD, a_check, a_home_with, days, issued_for, lived_in, outcome, said

from sharedlives.compliance.outcomes import Basis
from sharedlives.dates import Stay
from sharedlives.domain.household import Pet
from sharedlives.domain.policy import Step
from sharedlives.domain.rule_policy import Lead, RulePolicy, Setting
from sharedlives.domain.words import CheckKind, Kind, Medicines, MovingAndHandling, Nation, SubjectKind

CARER, HOME = SubjectKind.CARER, SubjectKind.HOUSEHOLD
GIVEN = {"medicines": Medicines.GIVE}
MOVED = {"moving_and_handling": MovingAndHandling.ONE_CARER}

LASTING = [
    ("carer-certificate", CheckKind.CERTIFICATE, CARER, None, 36, {}),
    ("carer-health", CheckKind.HEALTH, CARER, None, 24, {}),
    ("carer-driving-licence", CheckKind.DRIVING_LICENCE, CARER, None, 12, {}),
    ("training-first-aid", CheckKind.TRAINING, CARER, "first aid", 36, {}),
    ("training-safeguarding", CheckKind.TRAINING, CARER, "safeguarding", 36, {}),
    ("training-mental-capacity", CheckKind.TRAINING, CARER, "mental capacity", 36, {}),
    ("training-learning-disability", CheckKind.TRAINING, CARER, "learning disability", 36, {}),
    ("training-medication", CheckKind.TRAINING, CARER, "medication", 24, GIVEN),
    ("training-moving-and-handling", CheckKind.TRAINING, CARER, "moving and handling", 24, MOVED),
    ("competency-medication", CheckKind.COMPETENCY, CARER, "medication", 12, GIVEN),
    ("home-safety", CheckKind.HOME_SAFETY, HOME, None, 12, {}),
    ("gas", CheckKind.GAS, HOME, None, 12, {}),
    ("smoke-alarm", CheckKind.SMOKE_ALARM, HOME, None, 12, {}),
    ("carbon-monoxide", CheckKind.CARBON_MONOXIDE, HOME, None, 12, {}),
    ("electrics", CheckKind.ELECTRICS, HOME, None, 60, {}),
    ("fire-safety", CheckKind.FIRE, HOME, None, 12, {}),
    ("public-liability", CheckKind.PUBLIC_LIABILITY, HOME, None, 12, {}),
    ("home-insurance", CheckKind.HOME_INSURANCE, HOME, None, 12, {}),
    ("car-insurance", CheckKind.CAR_INSURANCE, HOME, None, 12, {}),
    ("mot", CheckKind.MOT, HOME, None, 12, {}),
    ("pets", CheckKind.PET, HOME, None, 12, {}),
]
POLICY = RulePolicy(taken_up=frozenset({"electrics"}))


def scheme_of(kind, subject_kind, topic, needs, **dates):
    subject = "C-H1" if subject_kind is CARER else "H1"
    check = ()
    if dates:
        given = {} if dates == {"undated": True} else dates
        check = (a_check(kind, subject, subject_kind=subject_kind, topic=topic, **given),)
    return a_home_with(a_person(**needs), an_arrangement(), *check, home={"pets": (Pet(kind="dog"),)})


@pytest.mark.parametrize(("code", "kind", "about", "topic", "months", "needs"), LASTING)
@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (ON + days(LEAD + 1), "met"),
        (ON + days(LEAD), "due"),
        (ON + days(1), "due"),
        (ON, "due"),
        (ON - days(1), "broken"),
    ],
)
def test_it_is_due_from_the_lead_time_to_the_day_and_broken_from_the_next(
    code, kind, about, topic, months, needs, deadline, expected
):
    """Issued so many months before the deadline; the deadline is the last day on which it counts."""
    scheme = scheme_of(kind, about, topic, needs, issued_on=issued_for(deadline, months))
    answer = said(code, scheme, policy=POLICY)
    assert answer.outcome == expected
    assert answer.due_on == (deadline if expected == "due" else None)
    assert answer.since == (deadline + days(1) if expected == "broken" else None)


@pytest.mark.parametrize(("code", "kind", "about", "topic", "months", "needs"), LASTING)
def test_what_the_paper_itself_says_comes_before_the_interval(code, kind, about, topic, months, needs):
    del months
    long_ago = {"issued_on": date(2010, 1, 1)}
    for valid_until, expected in ((ON + days(99), "met"), (ON, "due"), (ON - days(1), "broken")):
        scheme = scheme_of(kind, about, topic, needs, valid_until=valid_until, **long_ago)
        assert outcome(code, scheme, policy=POLICY) == expected


WITHOUT_ANY = {"mot": "not applicable"}  # the car may be too new


@pytest.mark.parametrize(("code", "kind", "about", "topic", "months", "needs"), LASTING)
def test_nothing_recorded_and_no_date_recorded_are_no_evidence(code, kind, about, topic, months, needs):
    del months
    scheme = scheme_of(kind, about, topic, needs)
    assert outcome(code, scheme, policy=POLICY) in {"no evidence", WITHOUT_ANY.get(code)}
    assert outcome(code, scheme_of(kind, about, topic, needs, undated=True), policy=POLICY) == "no evidence"


@pytest.mark.parametrize(("code", "kind", "about", "topic", "months", "needs"), LASTING)
def test_evidence_of_a_later_day_does_not_count_yet(code, kind, about, topic, months, needs):
    del months
    tomorrow = scheme_of(kind, about, topic, needs, issued_on=ON + days(1))
    assert outcome(code, tomorrow, policy=POLICY) in {"no evidence", WITHOUT_ANY.get(code)}
    assert outcome(code, tomorrow, ON + days(1), policy=POLICY) == "met"


@pytest.mark.parametrize(("code", "kind", "about", "topic", "months", "needs"), LASTING)
def test_no_rule_asks_anything_of_a_home_whose_approval_has_ended(code, kind, about, topic, months, needs):
    del months
    scheme = scheme_of(kind, about, topic, needs)
    ended = scheme.with_changes(put=[an_approval(approved_until=ON - days(1))])
    assert outcome(code, ended, policy=POLICY) == "not applicable"


def test_the_latest_of_several_counts():
    checks = [
        a_check(CheckKind.HEALTH, issued_on=day)
        for day in (date(2020, 1, 1), date(2026, 1, 1), date(2023, 1, 1))
    ]
    assert outcome("carer-health", a_home_with(*checks)) == "met"


def test_a_scheme_may_set_its_own_interval_and_lead_time():
    scheme = a_home_with(a_check(CheckKind.HEALTH, issued_on=date(2025, 12, 1)))
    assert outcome("carer-health", scheme) == "met"
    yearly = RulePolicy(settings=(Setting(of="health", value=12),))
    assert said("carer-health", scheme, policy=yearly).due_on == date(2026, 12, 1)
    short = RulePolicy(settings=yearly.settings, lead_days=28, leads=(Lead(rule="carer-health", days=14),))
    assert outcome("carer-health", scheme, policy=short) == "met"
    assert outcome("carer-health", scheme, date(2026, 11, 17), policy=short) == "due"


def test_a_missing_certificate_is_law_and_an_old_one_policy():
    assert said("carer-certificate", a_home_with()).basis is None
    old = said("carer-certificate", a_home_with(a_check(CheckKind.CERTIFICATE, issued_on=date(2020, 1, 1))))
    assert old.basis is Basis.POLICY


@pytest.mark.parametrize("written", ["on the certificate", "on the carer"])
def test_an_old_certificate_on_the_update_service_without_a_status_check_is_no_evidence(written):
    certificate = a_check(
        CheckKind.CERTIFICATE,
        issued_on=date(2020, 1, 1),
        update_service=True if written == "on the certificate" else None,
    )
    scheme = a_home_with(certificate)
    if written == "on the carer":
        scheme = scheme.with_changes(put=[attrs.evolve(scheme.carers[0], update_service=True)])
    answer = said("carer-certificate", scheme)
    assert answer.outcome == "no evidence"
    assert "status check" in answer.sentence


def test_a_young_certificate_is_enough_by_itself():
    certificate = a_check(CheckKind.CERTIFICATE, issued_on=date(2025, 1, 1), update_service=True)
    assert outcome("carer-certificate", a_home_with(certificate)) == "met"


@pytest.mark.parametrize(
    ("checked", "expected"),
    [(date(2026, 6, 1), "met"), (date(2023, 11, 16), "due"), (date(2023, 11, 15), "broken")],
)
def test_a_dated_status_check_stands_in_for_a_new_certificate(checked, expected):
    old = {"issued_on": date(2018, 1, 1), "update_service": True}
    beside = a_check(CheckKind.CERTIFICATE, status_checked_on=checked, **old)
    assert outcome("carer-certificate", a_home_with(beside)) == expected
    by_itself = a_check(CheckKind.UPDATE_SERVICE, issued_on=checked)
    assert (
        outcome("carer-certificate", a_home_with(a_check(CheckKind.CERTIFICATE, **old), by_itself))
        == expected
    )


def pvg(scheme, on=ON, **how):
    return said("carer-pvg", scheme, on, **how)


def test_in_scotland_membership_is_asked_for_and_has_no_end_before_april_2026():
    scotland = {"nation": Nation.SCOTLAND}
    assert pvg(a_home_with(**scotland)).outcome == "no evidence"
    old = a_check(CheckKind.CERTIFICATE, issued_on=date(2014, 5, 1))
    assert pvg(a_home_with(old, **scotland)).outcome == "met"
    assert said("carer-certificate", a_home_with(old, **scotland)).outcome == "not applicable"
    policy = RulePolicy(settings=(Setting(of="certificate", value=36),))
    assert pvg(a_home_with(old, **scotland), policy=policy).outcome == "broken"


@pytest.mark.parametrize(
    ("joined", "on", "expected"),
    [
        (date(2026, 3, 31), date(2035, 1, 1), "met"),
        (date(2026, 4, 2), date(2031, 3, 4), "met"),
        (date(2026, 4, 2), date(2031, 3, 5), "due"),
        (date(2026, 4, 2), date(2031, 4, 2), "due"),
        (date(2026, 4, 2), date(2031, 4, 3), "broken"),
    ],
)
def test_membership_from_april_2026_lasts_five_years(joined, on, expected):
    scheme = a_home_with(a_check(CheckKind.CERTIFICATE, issued_on=joined), nation=Nation.SCOTLAND)
    answer = pvg(scheme, on)
    assert answer.outcome == expected
    assert answer.basis is None  # the law's own term


def test_a_lapsed_gas_record_bars_a_new_start_only_after_a_fortnight():
    def after(number):
        gas = a_check(CheckKind.GAS, "H1", subject_kind=HOME, valid_until=ON - days(number))
        return said("gas", a_home_with(gas))

    assert [after(number).step for number in (1, 14, 15)] == [Step.STAY, Step.STAY, None]
    assert {after(number).outcome for number in (1, 14, 15)} == {"broken"}


def test_a_home_without_gas_needs_no_record_and_one_with_a_record_has_gas():
    assert outcome("gas", a_home_with(home={"has_gas": False})) == "not applicable"
    lapsed = a_check(CheckKind.GAS, "H1", subject_kind=HOME, issued_on=date(2024, 1, 1))
    assert outcome("gas", a_home_with(lapsed, home={"has_gas": False})) == "broken"


@pytest.mark.parametrize(
    ("home", "expected"),
    [
        ({"heating_fuel": "electric"}, "not applicable"),
        ({"heating_fuel": "Electric", "has_gas": True}, "no evidence"),
        ({"heating_fuel": "oil"}, "no evidence"),
        ({}, "no evidence"),
    ],
)
def test_carbon_monoxide_is_asked_where_fuel_may_burn(home, expected):
    assert outcome("carbon-monoxide", a_home_with(home=home)) == expected


def test_insurance_may_be_a_carers_own():
    mine = a_check(CheckKind.PUBLIC_LIABILITY, "C-H1", valid_until=ON + days(99))
    assert outcome("public-liability", a_home_with(mine)) == "met"


@pytest.mark.parametrize(
    ("drives", "car", "expected"),
    [
        (None, True, "broken"),
        (None, False, "not applicable"),
        (True, False, "no evidence"),
        (False, True, "not applicable"),
    ],
)
def test_car_items_are_asked_of_those_who_drive_people(drives, car, expected):
    check = [a_check(CheckKind.CAR_INSURANCE, "H1", subject_kind=HOME, valid_until=ON - days(1))]
    scheme = a_home_with(*(check if car else ()), home={"drives_people": drives})
    scheme = scheme.with_changes(put=[attrs.evolve(scheme.carers[0], drives_people=drives)])
    assert outcome("car-insurance", scheme) == expected


def test_electrics_are_asked_only_where_a_scheme_takes_the_rule_up():
    assert outcome("electrics", a_home_with()) == "not applicable"
    assert outcome("electrics", a_home_with(), policy=POLICY) == "no evidence"


def test_no_animals_need_no_assessment():
    assert outcome("pets", a_home_with(home={"pets": ()})) == "not applicable"


@pytest.mark.parametrize(
    ("medicines", "by_carer", "expected"),
    [
        (Medicines.GIVE, None, "no evidence"),
        (Medicines.PROMPT, None, "not applicable"),
        (Medicines.SELF, None, "not applicable"),
        (Medicines.SELF, True, "no evidence"),
        (Medicines.GIVE, False, "not applicable"),
        (None, None, "no evidence"),
    ],
)
def test_training_in_medicines_is_asked_by_what_the_carers_really_do(medicines, by_carer, expected):
    scheme = a_home_with(a_person(medicines=medicines), an_arrangement(medicines_by_carer=by_carer))
    assert outcome("training-medication", scheme) == expected


def test_where_nobody_said_whether_medicines_are_given_training_settles_it():
    trained = a_check(CheckKind.TRAINING, topic="medication", issued_on=date(2026, 1, 1))
    scheme = a_home_with(a_person(medicines=None), an_arrangement(), trained)
    assert outcome("training-medication", scheme) == "met"


def test_training_for_somebody_who_comes_soon_is_due_by_their_first_day():
    def coming(in_days):
        stay = Stay(ON + days(in_days), ON + days(in_days + 3))
        return lived_in(kind=Kind.SHORT_BREAK, stay=stay, medicines_by_carer=True)

    assert said("training-medication", coming(LEAD)).due_on == ON + days(LEAD)
    assert outcome("training-medication", coming(LEAD + 1)) == "not applicable"
    trained = a_check(CheckKind.TRAINING, topic="medication", issued_on=date(2026, 1, 1))
    assert outcome("training-medication", coming(3).with_changes(put=[trained])) == "met"


def test_training_every_carer_has_is_asked_with_nobody_living_there():
    assert outcome("training-first-aid", a_home_with()) == "no evidence"


def test_learning_disability_and_autism_is_law_in_england_and_no_rule_elsewhere():
    assert outcome("training-learning-disability", a_home_with()) == "no evidence"
    assert outcome("training-learning-disability", a_home_with(nation=Nation.WALES)) == "not applicable"


@pytest.mark.parametrize(
    ("held", "nation", "expected"),
    [
        (ON - days(1), Nation.WALES, "broken"),
        (ON, Nation.WALES, "due"),
        (ON - days(31), Nation.ENGLAND, "due"),
        (ON - days(32), Nation.ENGLAND, "broken"),
        (ON + days(29), Nation.ENGLAND, "met"),
    ],
)
def test_a_carer_review_has_a_months_slack_in_england_where_no_law_sets_its_day(held, nation, expected):
    """Held a year before the day given; England waits 31 days more."""
    review = a_check(CheckKind.CARER_REVIEW, "H1", subject_kind=HOME, issued_on=issued_for(held, 12))
    assert outcome("carer-review", a_home_with(review, nation=nation)) == expected


@pytest.mark.parametrize(
    ("approved", "expected"),
    [
        (ON - days(10), "not applicable"),
        (date(2025, 11, 16), "not applicable"),
        (date(2025, 11, 15), "broken"),
    ],
)
def test_the_first_review_of_a_carer_is_due_a_year_after_approval(approved, expected):
    home = {"approval": an_approval(approved_from=approved)}
    assert outcome("carer-review", a_home_with(nation=Nation.WALES, home=home)) == expected


def test_carers_of_one_home_are_asked_one_by_one():
    scheme = a_scheme(a_home(), a_home("H2"), a_check(CheckKind.HEALTH, issued_on=date(2026, 1, 1)))
    assert outcome("carer-health", scheme, of="C-H1") == "met"
    assert outcome("carer-health", scheme, of="C-H2") == "no evidence"
