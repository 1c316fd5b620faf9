"""Rules about each arrangement: signed, planned, named, reviewed, introduced."""

from datetime import date

import pytest
from builders import LONG_AGO, ON, a_home, a_person, a_request, a_scheme, an_arrangement, an_introduction, day
from rule_makers import LEAD, lived_in, outcome, said

from sharedlives.compliance.outcomes import Basis
from sharedlives.dates import Stay
from sharedlives.domain.arrangement import Review, Visit
from sharedlives.domain.rule_policy import RulePolicy, Setting
from sharedlives.domain.words import Kind, Nation, SubjectKind


def coming(in_days, **changes):
    stay = Stay(day(in_days))
    return lived_in(stay=stay, **changes)


SIGNED = [
    ("arrangement-agreement", "agreement_signed", "agreement_signed_on"),
    ("arrangement-licence", "licence_signed", "licence_signed_on"),
]


@pytest.mark.parametrize(("code", "yes", "on"), SIGNED)
@pytest.mark.parametrize(
    ("signed", "signed_on", "expected"),
    [
        (True, None, "met"),
        (True, ON, "met"),
        (None, ON, "met"),
        (None, day(1), "no evidence"),
        (True, day(1), "no evidence"),
        (False, None, "broken"),
        (None, None, "no evidence"),
    ],
)
def test_a_paper_is_signed_by_the_first_day(code, yes, on, signed, signed_on, expected):
    facts = {yes: signed, on: signed_on}
    assert outcome(code, lived_in(**facts)) == expected
    for in_days in (1, LEAD):
        answer = said(code, coming(in_days, **facts))
        assert answer.outcome == ("met" if expected == "met" else "due")
        assert answer.due_on == (None if expected == "met" else day(in_days))
    assert outcome(code, coming(LEAD + 1, **facts)) == "not applicable"
    assert outcome(code, lived_in(stay=Stay(LONG_AGO, ON), **facts)) == "not applicable"


@pytest.mark.parametrize("kind", [Kind.SHORT_BREAK, Kind.DAY_SUPPORT])
def test_only_those_who_live_there_need_a_licence(kind):
    assert outcome("arrangement-licence", lived_in(kind=kind, licence_signed=False)) == "not applicable"
    assert outcome("arrangement-agreement", lived_in(kind=kind, agreement_signed=False)) == "broken"


@pytest.mark.parametrize(
    ("nation", "plan", "expected"),
    [
        (Nation.ENGLAND, date(2025, 12, 15), "met"),
        (Nation.ENGLAND, date(2025, 11, 16), "due"),
        (Nation.ENGLAND, date(2025, 11, 15), "broken"),
        (Nation.SCOTLAND, date(2026, 6, 15), "met"),
        (Nation.SCOTLAND, date(2026, 5, 16), "due"),
        (Nation.SCOTLAND, date(2026, 5, 15), "broken"),
        (Nation.ENGLAND, None, "no evidence"),
        (Nation.ENGLAND, day(1), "no evidence"),
    ],
)
def test_a_plan_is_reviewed_yearly_and_in_scotland_every_six_months(nation, plan, expected):
    assert outcome("arrangement-plan", lived_in(plan_on=plan, nation=nation)) == expected


@pytest.mark.parametrize(("since", "expected"), [(0, "due"), (-28, "due"), (-29, "no evidence")])
def test_a_first_plan_is_written_within_twenty_eight_days(since, expected):
    assert outcome("arrangement-plan", coming(since)) == expected


AGAIN = [("risk-review", "risk_review_on"), ("finances-checked", "finance_checked_on")]


@pytest.mark.parametrize(("code", "name"), AGAIN)
@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2025, 12, 15), "met"),
        (date(2025, 12, 14), "due"),
        (date(2025, 11, 16), "due"),
        (date(2025, 11, 15), "broken"),
        (None, "no evidence"),
        (day(1), "no evidence"),
    ],
)
def test_what_is_looked_at_again_yearly(code, name, last, expected):
    assert outcome(code, lived_in(**{name: last})) == expected


@pytest.mark.parametrize(("code", "name"), AGAIN)
def test_the_first_time_is_a_year_from_the_start(code, name):
    del name
    begun = lived_in(stay=Stay(date(2025, 11, 16)))
    assert [outcome(code, begun, on) for on in (ON, day(1))] == ["not applicable", "no evidence"]
    assert outcome(code, lived_in(stay=Stay(LONG_AGO, ON))) == "not applicable"


NAMED = [
    ("independent-person", "independent_person", "Aunt"),
    ("contingency-plan", "contingency_plan_on", ON),
    ("evacuation-plan", "evacuation_plan_on", ON),
    ("regulated-flag", "regulated_activity", False),
    ("fees-agreed", "fees_agreed", True),
]


@pytest.mark.parametrize(("code", "name", "value"), NAMED)
def test_what_must_only_be_recorded(code, name, value):
    assert outcome(code, lived_in(**{name: value})) == "met"
    assert outcome(code, lived_in()) == "no evidence"
    assert outcome(code, coming(LEAD)) == "due"
    assert outcome(code, coming(LEAD + 1)) == "not applicable"
    assert outcome(code, lived_in(stay=Stay(LONG_AGO, ON))) == "not applicable"


def test_fees_that_are_not_agreed_are_broken():
    assert outcome("fees-agreed", lived_in(fees_agreed=False)) == "broken"


@pytest.mark.parametrize("code", ["independent-person", "contingency-plan", "finances-checked"])
def test_what_is_asked_only_where_somebody_lives(code):
    assert outcome(code, lived_in(kind=Kind.SHORT_BREAK)) == "not applicable"


def test_who_comes_for_the_day_needs_no_plan_for_a_fire():
    assert outcome("evacuation-plan", lived_in(kind=Kind.DAY_SUPPORT)) == "not applicable"


def test_a_plan_dated_tomorrow_is_not_there_today():
    assert outcome("evacuation-plan", lived_in(evacuation_plan_on=day(1))) == "no evidence"


def test_the_room_is_asked_for_only_where_the_register_ever_names_one():
    assert outcome("room-named", lived_in()) == "not kept"
    two = lived_in(a_person("P2"), an_arrangement("A2", person_id="P2", bedroom_id="H1-1"))
    assert [outcome("room-named", two, of=of) for of in ("A1", "A2")] == ["no evidence", "met"]
    guest = lived_in(kind=Kind.SHORT_BREAK, bedroom_id="H1-1")
    assert outcome("room-named", guest) == "not applicable"
    soon = two.with_changes(put=[an_arrangement(stay=Stay(day(LEAD)))])
    assert outcome("room-named", soon, of="A1") == "due"


def beside(starts, asked=None):
    """P2 lived there already, or came later."""
    other = an_arrangement("A2", person_id="P2", stay=Stay(starts))
    return lived_in(a_person("P2"), other, stay=Stay(date(2025, 1, 1)), residents_views_on=asked)


@pytest.mark.parametrize(
    ("starts", "asked", "expected"),
    [
        (date(2024, 12, 31), None, "no evidence"),
        (date(2024, 12, 31), date(2024, 12, 1), "met"),
        (date(2024, 12, 31), day(1), "no evidence"),
        (date(2025, 1, 1), None, "not applicable"),
        (date(2025, 6, 1), None, "not applicable"),
    ],
)
def test_those_who_lived_there_already_were_asked(starts, asked, expected):
    assert outcome("residents-views", beside(starts, asked), of="A1") == expected


def test_views_are_to_be_asked_for_before_somebody_comes():
    resident = an_arrangement("A2", person_id="P2")
    assert (
        outcome("residents-views", coming(5).with_changes(put=[a_person("P2"), resident]), of="A1") == "due"
    )
    guest = an_arrangement("A2", person_id="P2", kind=Kind.SHORT_BREAK)
    assert (
        outcome("residents-views", coming(5).with_changes(put=[a_person("P2"), guest]), of="A1")
        == "not applicable"
    )
    assert outcome("residents-views", lived_in(stay=Stay(LONG_AGO, ON))) == "not applicable"


@pytest.mark.parametrize(
    ("since", "regularised", "expected"),
    [
        (0, None, "due"),
        (-28, None, "due"),
        (-29, None, "broken"),
        (-29, ON, "met"),
        (-29, day(1), "broken"),
        (1, None, "not applicable"),
    ],
)
def test_an_emergency_start_is_looked_at_within_twenty_eight_days(since, regularised, expected):
    scheme = coming(since, emergency_start=True, regularised_on=regularised)
    assert outcome("emergency-regularised", scheme) == expected
    assert outcome("emergency-regularised", coming(since, regularised_on=regularised)) == "not applicable"


def reviewed(on, **changes):
    return Review(held_on=on, **changes)


@pytest.mark.parametrize(
    ("nation", "last", "expected"),
    [
        (Nation.WALES, date(2025, 12, 15), "met"),
        (Nation.WALES, date(2025, 12, 14), "due"),
        (Nation.WALES, date(2025, 11, 16), "due"),
        (Nation.WALES, date(2025, 11, 15), "broken"),
        (Nation.NORTHERN_IRELAND, date(2025, 11, 15), "broken"),
        (Nation.SCOTLAND, date(2025, 11, 15), "broken"),
        (Nation.ENGLAND, date(2025, 11, 15), "due"),
        (Nation.ENGLAND, date(2025, 10, 16), "due"),
        (Nation.ENGLAND, date(2025, 10, 15), "broken"),
    ],
)
def test_an_arrangement_is_reviewed_yearly_and_england_waits_a_month_more(nation, last, expected):
    assert outcome("arrangement-review", lived_in(last_review_on=last, nation=nation)) == expected
    assert outcome("arrangement-review", lived_in(reviews=(reviewed(last),), nation=nation)) == expected


@pytest.mark.parametrize(
    ("begun", "expected"),
    [
        (date(2025, 12, 15), "not applicable"),
        (date(2025, 12, 14), "due"),
        (date(2025, 11, 16), "due"),
        (date(2025, 11, 15), "broken"),
    ],
)
def test_a_first_review_is_due_a_year_after_the_start(begun, expected):
    assert outcome("arrangement-review", lived_in(stay=Stay(begun), nation=Nation.WALES)) == expected


@pytest.mark.parametrize(("months", "expected"), [(12, None), (6, Basis.POLICY), (24, None)])
def test_an_interval_shorter_than_the_laws_is_policy_and_a_longer_one_is_not_followed(months, expected):
    policy = RulePolicy(settings=(Setting(of="arrangement_review", value=months),))
    scheme = lived_in(last_review_on=date(2025, 11, 1), nation=Nation.WALES)
    answer = said("arrangement-review", scheme, policy=policy)
    assert (answer.outcome, answer.basis) == ("broken", expected)


def test_a_review_of_a_later_day_does_not_count_yet():
    scheme = lived_in(last_review_on=day(1), stay=Stay(date(2025, 1, 1)), nation=Nation.WALES)
    assert [outcome("arrangement-review", scheme, on) for on in (ON, day(1))] == ["broken", "met"]


@pytest.mark.parametrize(
    ("reviews", "expected"),
    [
        ((), "not applicable"),
        ((reviewed(ON, person_took_part=True),), "met"),
        ((reviewed(ON, person_took_part=False),), "broken"),
        ((reviewed(ON),), "no evidence"),
        ((reviewed(day(-9), person_took_part=False), reviewed(ON, person_took_part=True)), "met"),
        ((reviewed(day(-9), person_took_part=True), reviewed(day(1), person_took_part=False)), "met"),
    ],
)
def test_the_person_took_part_in_the_last_review(reviews, expected):
    assert outcome("review-with-person", lived_in(reviews=reviews)) == expected


def seen(on, subject=(SubjectKind.PERSON, "P1"), alone=None):
    return Visit(id="V1", subject_kind=subject[0], subject_id=subject[1], on=on, person_seen_alone=alone)


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        ((), "not kept"),
        ((seen(date(2025, 12, 15), alone=True),), "met"),
        ((seen(date(2025, 11, 16), (SubjectKind.HOUSEHOLD, "H1"), alone=True),), "due"),
        ((seen(date(2025, 11, 15), alone=True),), "broken"),
        ((seen(ON, alone=True),), "met"),
        ((seen(ON, alone=False),), "no evidence"),
        ((seen(day(1), alone=True),), "no evidence"),
    ],
)
def test_somebody_sees_the_person_alone(visits, expected):
    assert outcome("seen-alone", lived_in(*visits)) == expected


def test_seen_alone_at_a_review_counts_and_a_short_break_needs_none():
    assert outcome("seen-alone", lived_in(reviews=(reviewed(ON, seen_alone=True),))) == "met"
    assert outcome("seen-alone", lived_in(reviews=(reviewed(ON, seen_alone=False),))) == "no evidence"
    later = reviewed(day(1), seen_alone=True)
    assert [outcome("seen-alone", lived_in(reviews=(later,)), on) for on in (ON, day(1))] == [
        "no evidence",
        "met",
    ]
    guest = lived_in(seen(ON, alone=False), kind=Kind.SHORT_BREAK)
    assert outcome("seen-alone", guest) == "not applicable"
    new = lived_in(seen(ON, alone=False), stay=Stay(date(2025, 11, 16)))
    assert [outcome("seen-alone", new, on) for on in (ON, day(1))] == ["not applicable", "no evidence"]


def introduced(person_id="P1", **changes):
    return (
        lived_in(a_request(person_id="P1"), an_introduction(), a_person("P2"), stay=Stay(day(-30)), **changes)
        if person_id == "P1"
        else lived_in(
            a_person("P2"), a_request(person_id="P2"), an_introduction(), stay=Stay(day(-30)), **changes
        )
    )


def test_an_introduction_of_this_person_to_this_household_is_recorded():
    assert outcome("introduction-recorded", introduced()) == "met"
    assert outcome("introduction-recorded", introduced("P2")) == "no evidence"
    assert outcome("introduction-recorded", introduced("P2", emergency_start=True)) == "not applicable"
    assert outcome("introduction-recorded", lived_in()) == "not kept"


@pytest.mark.parametrize(
    ("begun", "expected"), [(date(2025, 11, 16), "no evidence"), (date(2025, 11, 15), "not applicable")]
)
def test_what_began_long_ago_needs_no_introduction_in_the_register(begun, expected):
    scheme = introduced("P2").with_changes(put=[an_arrangement(stay=Stay(begun))])
    assert outcome("introduction-recorded", scheme) == expected


def test_a_register_that_contradicts_itself_is_found_with_both_arrangements():
    scheme = lived_in(a_home("H2"), an_arrangement("A2", household_id="H2"))
    answer = said("register-agrees", scheme, of="A1")
    assert answer.outcome == "broken"
    assert [ref.id for ref in answer.related] == ["P1", "H1", "A2"]
    assert outcome("register-agrees", scheme, of="A2") == "met"
    assert outcome("register-agrees", lived_in()) == "met"
    assert outcome("register-agrees", lived_in(stay=Stay(LONG_AGO, ON))) == "not applicable"


@pytest.mark.parametrize(
    ("end", "expected"),
    [(None, "not applicable"), (day(LEAD + 1), "met"), (day(LEAD), "due"), (ON, "due"), (day(-1), "broken")],
)
def test_a_stay_for_a_time_is_looked_at_by_its_expected_end(end, expected):
    assert outcome("expected-end", lived_in(expected_end=end)) == expected


@pytest.mark.parametrize(
    ("visited", "expected"),
    [
        (date(2026, 9, 15), "met"),
        (date(2026, 9, 14), "due"),
        (date(2026, 8, 16), "due"),
        (date(2026, 8, 15), "broken"),
        (day(1), "no evidence"),
    ],
)
@pytest.mark.parametrize(
    "subject", [(SubjectKind.HOUSEHOLD, "H1"), (SubjectKind.CARER, "C-H1"), (SubjectKind.PERSON, "P1")]
)
def test_a_home_is_visited_every_three_months(visited, expected, subject):
    assert outcome("monitoring-visit", lived_in(seen(visited, subject))) == expected


def test_a_first_visit_is_due_three_months_after_somebody_came_and_none_where_nobody_is():
    elsewhere = seen(ON, (SubjectKind.PERSON, "P2"))
    new = lived_in(a_person("P2"), elsewhere, stay=Stay(date(2026, 8, 16)))
    assert [outcome("monitoring-visit", new, on) for on in (ON, day(1))] == ["not applicable", "no evidence"]
    over = lived_in(a_person("P2"), elsewhere, stay=Stay(LONG_AGO, ON))
    assert outcome("monitoring-visit", over) == "not applicable"
    assert outcome("monitoring-visit", lived_in()) == "not kept"


def test_of_what_is_over_nothing_more_is_asked():
    from sharedlives.compliance.audit import answers
    from sharedlives.compliance.outcomes import Subject

    scheme = a_scheme(a_home(), a_person(), an_arrangement(stay=Stay(LONG_AGO, ON), emergency_start=True))
    asked = [a.outcome for rule, _, a in answers(scheme, ON) if rule.subject is Subject.ARRANGEMENT]
    assert set(asked) == {"not applicable", "not kept"}
