"""Rules about people, about what happened, about requests and about the scheme as a whole."""

from datetime import date

import pytest
from builders import (
    LONG_AGO,
    ON,
    a_home,
    a_person,
    a_request,
    a_scheme,
    an_approval,
    an_arrangement,
    an_introduction,
    day,
)
from rule_makers import LEAD, a_home_with, lived_in, outcome, said

from sharedlives.compliance.rules.whole_scheme import DECLARED
from sharedlives.dates import Stay
from sharedlives.domain.arrangement import Event
from sharedlives.domain.person import Consent, DecisionSupporter, RecordedDecision, ThingToPlanFor
from sharedlives.domain.rule_policy import Declaration, RulePolicy
from sharedlives.domain.words import EventKind, Nation, RequestStatus, SubjectKind, Urgency


def person(nation=Nation.ENGLAND, arrangement=None, **changes):
    """P1 lives with H1."""
    return a_home_with(a_person(**changes), an_arrangement(**(arrangement or {})), nation=nation)


@pytest.mark.parametrize(
    ("nation", "turns", "years", "expected"),
    [
        (Nation.ENGLAND, ON, 16, "met"),
        (Nation.ENGLAND, day(1), 16, "broken"),
        (Nation.WALES, ON, 18, "met"),
        (Nation.WALES, day(1), 18, "broken"),
        (Nation.SCOTLAND, day(1), 16, "broken"),
        (Nation.NORTHERN_IRELAND, day(1), 18, "not applicable"),
    ],
)
def test_nobody_is_supported_who_is_younger_than_the_nation_says(nation, turns, years, expected):
    born = turns.replace(year=turns.year - years)
    assert outcome("minimum-age", person(nation, born=born)) == expected


def test_a_start_before_the_birthday_is_due_by_its_first_day():
    born = date(2010, 12, 1)  # sixteen on 1 December 2026
    early = person(born=born, arrangement={"stay": Stay(date(2026, 11, 30))})
    assert said("minimum-age", early).due_on == date(2026, 11, 30)
    in_time = person(born=born, arrangement={"stay": Stay(date(2026, 12, 1))})
    assert outcome("minimum-age", in_time) == "met"
    assert outcome("minimum-age", person(born=None)) == "no evidence"
    assert outcome("minimum-age", a_home_with(a_person())) == "not applicable"


COMPLETE = {
    "what": "where to live",
    "decided_by": "the court",
    "decided_on": date(2026, 7, 1),
    "test": "MCA 2005",
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "met"),
        ({"decided_by": None}, "no evidence"),
        ({"decided_on": None}, "no evidence"),
        ({"test": None}, "no evidence"),
        ({"valid_until": day(LEAD + 1)}, "met"),
        ({"valid_until": day(LEAD)}, "due"),
        ({"valid_until": ON}, "due"),
        ({"valid_until": day(-1)}, "broken"),
    ],
)
def test_a_recorded_decision_says_who_when_which_test_and_until_when(changes, expected):
    decision = RecordedDecision(**COMPLETE | changes)
    assert outcome("recorded-decision", person(recorded_decisions=(decision,))) == expected
    assert outcome("recorded-decision", person()) == "not applicable"


def test_of_several_decisions_the_gravest_is_said():
    decisions = tuple(
        RecordedDecision(**COMPLETE | changes)
        for changes in (
            {"test": None},
            {"valid_until": day(-1)},
            {"valid_until": day(-9)},
            {"valid_until": day(1)},
        )
    )
    answer = said("recorded-decision", person(recorded_decisions=decisions))
    assert (answer.outcome, answer.since) == ("broken", day(-8))


@pytest.mark.parametrize(
    ("what", "decided", "on", "expected"),
    [
        ("review of a restriction", date(2026, 6, 1), ON, "broken"),
        ("Deprivation of liberty", date(2026, 6, 1), ON, "broken"),
        ("review of a restriction", date(2026, 6, 2), ON, "met"),
        ("review of a restriction", date(2026, 5, 1), date(2026, 6, 1), "met"),
        ("review of a restriction", date(2026, 5, 1), date(2026, 6, 2), "broken"),
        ("where to live", date(2020, 1, 1), ON, "not applicable"),
    ],
)
def test_a_review_of_a_restriction_before_2_june_2026_used_the_earlier_test(what, decided, on, expected):
    decision = RecordedDecision(**COMPLETE | {"what": what, "decided_on": decided})
    answer = said("liberty-test", person(recorded_decisions=(decision,)), on)
    assert answer.outcome == expected
    if expected == "broken":
        assert "look again" in answer.sentence
        assert answer.since == date(2026, 6, 2)


@pytest.mark.parametrize(
    ("supporter", "expected"),
    [
        (None, "not applicable"),
        ({"role": "advocate"}, "not applicable"),
        ({"role": "deputy"}, "no evidence"),
        ({"role": "deputy", "evidence_seen_on": day(1)}, "no evidence"),
        ({"role": "deputy", "evidence_seen_on": ON}, "met"),
        ({"role": "attorney", "evidence_seen_on": ON, "valid_until": ON}, "due"),
        ({"role": "attorney", "evidence_seen_on": ON, "valid_until": day(-1)}, "broken"),
    ],
)
def test_the_papers_of_whoever_helps_with_decisions_were_seen(supporter, expected):
    people = () if supporter is None else (DecisionSupporter(**supporter),)
    assert outcome("decision-supporter", person(decision_support=people)) == expected


def test_how_somebody_takes_in_information_is_recorded():
    assert outcome("own-format", person(reads_best="easy read")) == "met"
    assert outcome("own-format", person()) == "no evidence"
    assert outcome("own-format", a_scheme(a_person())) == "not applicable"
    assert outcome("own-format", a_scheme(a_person(), a_request())) == "no evidence"


@pytest.mark.parametrize(
    ("consent", "expected"),
    [
        (None, "not applicable"),
        ({"given": True}, "not applicable"),
        ({"given": False, "until": day(-1)}, "not applicable"),
        ({"given": True, "until": day(LEAD + 1)}, "met"),
        ({"given": True, "until": ON}, "due"),
        ({"given": True, "until": day(-1)}, "broken"),
    ],
)
def test_a_consent_for_a_time_is_asked_again(consent, expected):
    consents = () if consent is None else (Consent(to="sharing", **consent),)
    assert outcome("consents", person(consents=consents)) == expected


@pytest.mark.parametrize(
    ("looked_at", "expected"),
    [
        (date(2025, 12, 15), "met"),
        (date(2025, 11, 16), "due"),
        (date(2025, 11, 15), "broken"),
        (day(1), "no evidence"),
    ],
)
def test_a_plan_for_something_in_particular_is_looked_at_yearly(looked_at, expected):
    things = (ThingToPlanFor(what="nights", reviewed_on=looked_at),)
    assert outcome("things-to-plan-for", person(to_plan_for=things)) == expected
    nowhere = a_scheme(a_person(to_plan_for=things))
    assert outcome("things-to-plan-for", nowhere) == "not applicable"


def test_a_register_that_never_dates_plans_does_not_keep_it_and_one_that_does_misses_it():
    undated = ThingToPlanFor(what="nights")
    assert outcome("things-to-plan-for", person(to_plan_for=(undated,))) == "not kept"
    dated = ThingToPlanFor(what="dogs", reviewed_on=ON)
    assert outcome("things-to-plan-for", person(to_plan_for=(undated, dated))) == "no evidence"


@pytest.mark.parametrize(
    ("when", "expected"),
    [(None, "not applicable"), (day(LEAD + 1), "met"), (day(LEAD), "due"), (day(1), "due"), (ON, "broken")],
)
def test_records_are_deleted_when_their_time_has_come(when, expected):
    assert outcome("records-deletion", a_scheme(a_person(records_due_for_deletion_on=when))) == expected


SUBJECTS = {
    "home": (SubjectKind.HOUSEHOLD, "H1"),
    "carer": (SubjectKind.CARER, "C-H1"),
    "person": (SubjectKind.PERSON, "P1"),
}


def happened(on, subject="home", kind=EventKind.INCIDENT, **changes):
    about, identity = SUBJECTS[subject]
    return Event(id=f"E-{on}", kind=kind, subject_kind=about, subject_id=identity, on=on, **changes)


@pytest.mark.parametrize(
    ("code", "subject"), [("home-events", "home"), ("home-events", "carer"), ("person-events", "person")]
)
@pytest.mark.parametrize(
    ("since", "looked_at", "expected"),
    [
        (-1, None, "due"),
        (-28, None, "due"),
        (-29, None, "broken"),
        (-29, ON, "met"),
        (-29, day(1), "broken"),
        (1, None, "not applicable"),
    ],
)
def test_after_something_happened_somebody_looks_again(code, subject, since, looked_at, expected):
    scheme = lived_in(happened(day(since), subject, looked_at_on=looked_at))
    assert outcome(code, scheme) == expected


TOLD = happened(date(2020, 1, 1), "person", EventKind.HOSPITAL, notified_on=date(2020, 1, 1))


@pytest.mark.parametrize(
    ("code", "subject"), [("home-notifications", "home"), ("person-notifications", "person")]
)
@pytest.mark.parametrize(
    ("kind", "since", "told", "expected"),
    [
        (EventKind.ALLEGATION, -2, None, "due"),
        (EventKind.ALLEGATION, -3, None, "broken"),
        (EventKind.INCIDENT, -3, day(-3), "met"),
        (EventKind.INCIDENT, -3, day(1), "broken"),
        (EventKind.NEW_PET, -3, None, "not applicable"),
    ],
)
def test_incidents_and_allegations_are_told_without_delay(code, subject, kind, since, told, expected):
    scheme = lived_in(TOLD, happened(day(since), subject, kind, notified_on=told))
    assert outcome(code, scheme) == expected


def test_a_register_that_never_says_what_was_told_does_not_keep_it():
    assert outcome("home-notifications", lived_in(happened(day(-9)))) == "not kept"
    assert outcome("home-events", lived_in()) == "not kept"


def asked(urgency=Urgency.EMERGENCY, received=-5, introduced=None, **changes):
    """P1 asks, and somebody else was introduced to somebody, so that introductions are kept."""
    mine = () if introduced is None else (an_introduction("I1", begun_on=introduced),)
    return a_scheme(
        a_home(),
        a_person(),
        a_person("P2"),
        a_request(urgency=urgency, received_on=None if received is None else day(received), **changes),
        a_request("R2", person_id="P2", urgency=Urgency.ROUTINE),
        an_introduction("I2", request_id="R2"),
        *mine,
    )


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        (asked(), "due"),
        (asked(received=-6), "broken"),
        (asked(received=-6, introduced=ON), "met"),
        (asked(received=-6, introduced=day(1)), "broken"),
        (asked(Urgency.URGENT, -28), "due"),
        (asked(Urgency.URGENT, -29), "broken"),
        (asked(Urgency.ROUTINE, -400), "not applicable"),
        (asked(received=-6, status=RequestStatus.WITHDRAWN), "not applicable"),
        (asked(received=None), "not applicable"),
        (asked(received=1), "not applicable"),
    ],
)
def test_somebody_is_introduced_in_time_where_it_is_urgent(scheme, expected):
    assert outcome("request-introduced", scheme, of="R1") == expected


def alone(*records, approved=LONG_AGO):
    """H1 has nobody; H2 has somebody introduced lately."""
    return a_scheme(
        a_home(approval=an_approval(approved_from=approved)),
        a_home("H2"),
        a_person(),
        a_person("P2"),
        a_request(),
        an_introduction(household_id="H2"),
        *records,
    )


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        (alone(), "broken"),
        (alone(approved=date(2025, 11, 16)), "met"),
        (alone(approved=date(2025, 11, 15)), "broken"),
        (alone(an_arrangement()), "met"),
        (alone(an_arrangement(stay=Stay(LONG_AGO, date(2025, 11, 16)))), "met"),
        (alone(an_arrangement(stay=Stay(LONG_AGO, date(2025, 11, 15)))), "broken"),
        (alone(an_introduction("I2", begun_on=date(2025, 11, 16))), "met"),
        (alone(an_introduction("I2", begun_on=date(2025, 11, 15))), "broken"),
    ],
)
def test_households_with_nobody_introduced_for_a_year_are_a_matter_of_the_scheme(scheme, expected):
    answer = said("nobody-introduced", scheme)
    assert answer.outcome == expected
    if expected == "broken":
        assert [ref.id for ref in answer.related] == ["H1"]


def test_where_a_register_keeps_no_introductions_nobody_is_counted_as_waiting():
    assert outcome("nobody-introduced", lived_in()) == "not kept"


CODES = dict(
    zip(
        DECLARED,
        (
            "scheme-manager",
            "scheme-rating-shown",
            "scheme-quality",
            "scheme-medicines-audit",
            "scheme-themes",
            "scheme-provider-visit",
        ),
        strict=True,
    )
)


@pytest.mark.parametrize("what", DECLARED)
@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (None, "not kept"),
        (date(2025, 12, 15), "met"),
        (date(2025, 12, 14), "due"),
        (date(2025, 11, 16), "due"),
        (date(2025, 11, 15), "broken"),
        (day(1), "not applicable"),
    ],
)
def test_what_the_scheme_declares_it_did_it_does_again_within_a_year(what, on, expected):
    nation = Nation.NORTHERN_IRELAND if what == "provider visited" else Nation.ENGLAND
    declared = () if on is None else (Declaration(what=what, on=on, by="M"),)
    scheme = a_scheme(nation=nation)
    assert outcome(CODES[what], scheme, policy=RulePolicy(declarations=declared)) == expected


def test_in_wales_the_provider_visits_every_three_months():
    policy = RulePolicy(declarations=(Declaration(what="provider visited", on=date(2026, 8, 15), by="RI"),))
    assert outcome("scheme-provider-visit", a_scheme(nation=Nation.WALES), policy=policy) == "broken"
    assert outcome("scheme-provider-visit", a_scheme(), policy=policy) == "not applicable"
