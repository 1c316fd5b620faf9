"""A forecast is what auditing every day would find, with what each lapse touches."""

from datetime import date, timedelta

import attrs
import pytest
from builders import ON, a_home, a_person, a_request, a_scheme, an_arrangement, an_introduction, day
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rule_makers import a_check, a_home_with, lived_in

from sharedlives.compliance import forecast as forecasting
from sharedlives.compliance.audit import answers
from sharedlives.compliance.forecast import OUT_OF_ORDER, PlannedStay, forecast
from sharedlives.compliance.outcomes import Ref, Subject
from sharedlives.compliance.policies import DEFAULT
from sharedlives.compliance.rules import RULES
from sharedlives.dates import Period, Stay
from sharedlives.domain.rule_policy import Declaration, RulePolicy, Waiver
from sharedlives.domain.words import CheckKind, Kind, SubjectKind
from sharedlives.errors import InvalidRecordError
from sharedlives.testing import ON as DRAWN_ON
from sharedlives.testing import schemes, small_matching_schemes


def day_by_day(scheme, start, end, policy=DEFAULT):
    """What turns out of order on which day, by asking every rule about every record on every day."""
    found = set()
    before = None
    today = start
    while today <= end:
        now = {
            (r.code, ref) for r, ref, a in answers(scheme, today, policy=policy) if a.outcome in OUT_OF_ORDER
        }
        if before is not None:
            found |= {(code, ref, today) for code, ref in now - before}
        before = now
        today += timedelta(days=1)
    return found


def lapses(scheme, start, end, policy=DEFAULT):
    return {
        (each.code, each.subject, each.day) for each in forecast(scheme, start, end, policy=policy).lapses
    }


SLOW = settings(suppress_health_check=list(HealthCheck))


@SLOW
@given(schemes(max_households=2), st.integers(0, 40))
def test_it_equals_auditing_every_day_of_any_scheme(scheme, length):
    end = DRAWN_ON + timedelta(days=length)
    assert lapses(scheme, DRAWN_ON, end) == day_by_day(scheme, DRAWN_ON, end)


@SLOW
@given(small_matching_schemes(), st.integers(0, 40))
def test_it_equals_auditing_every_day_of_schemes_with_stays_and_birthdays(scheme, length):
    policy = RulePolicy(
        waivers=(
            Waiver(rule="carer-health", granted_by="M", reason="r", until=DRAWN_ON + timedelta(days=5)),
        ),
        declarations=(Declaration(what="manager in post", on=date(2025, 11, 20), by="M"),),
    )
    end = DRAWN_ON + timedelta(days=length)
    assert lapses(scheme, DRAWN_ON, end, policy) == day_by_day(scheme, DRAWN_ON, end, policy)


CERTIFICATE = a_check(CheckKind.CERTIFICATE, issued_on=date(2023, 12, 1))


def of(scheme, code, end, **how):
    return [each for each in forecast(scheme, ON, end, **how).lapses if each.code == code]


def test_a_certificate_turns_broken_the_day_after_its_last():
    scheme = lived_in(CERTIFICATE)
    assert of(scheme, "carer-certificate", date(2026, 12, 1)) == []
    (lapse,) = of(scheme, "carer-certificate", date(2026, 12, 2))
    assert (lapse.day, lapse.outcome, lapse.subject) == (
        date(2026, 12, 2),
        "broken",
        Ref(Subject.CARER, "C-H1"),
    )
    assert lapse.household_id == "H1"


def test_what_is_out_of_order_already_is_for_the_audit_to_say():
    assert of(lived_in(), "carer-certificate", day(365)) == []


def test_a_lapse_names_the_stays_introductions_and_proposals_that_rest_on_it():
    coming = an_arrangement(
        "A2", person_id="P2", kind=Kind.SHORT_BREAK, stay=Stay(date(2026, 12, 24), date(2026, 12, 28))
    )
    over = an_arrangement("A3", person_id="P2", kind=Kind.SHORT_BREAK, stay=Stay(ON, date(2026, 11, 20)))
    scheme = lived_in(
        CERTIFICATE,
        a_person("P2"),
        coming,
        over,
        a_request("R2", person_id="P2"),
        an_introduction(request_id="R2"),
    )
    planned = (
        PlannedStay(id="R9", household_id="H1", period=Period(date(2026, 12, 1), date(2026, 12, 2))),
        PlannedStay(id="R8", household_id="H1", period=Period(date(2026, 11, 20), date(2026, 11, 30))),
        PlannedStay(id="R7", household_id="H1", period=Period(date(2026, 12, 1))),
        PlannedStay(id="R6", household_id="H2", period=Period(date(2026, 12, 1))),
    )
    (lapse,) = of(scheme, "carer-certificate", day(60), planned=planned)
    assert lapse.stays == ("A1", "A2")
    assert lapse.introductions == ("I1",)
    assert lapse.planned == ("R9", "R7")
    assert lapse.touches_anything


def test_an_introduction_that_ended_rests_on_nothing():
    scheme = lived_in(
        CERTIFICATE,
        a_person("P2"),
        a_request("R2", person_id="P2"),
        an_introduction(request_id="R2", ended_on=date(2026, 11, 20)),
    )
    (lapse,) = of(scheme, "carer-certificate", day(60))
    assert lapse.introductions == ()


def test_a_lapse_of_an_arrangement_touches_that_arrangement_alone():
    """The review of 1 November 2025 was due a year later, and has 31 days more in England."""
    scheme = lived_in(last_review_on=date(2025, 11, 1))
    (lapse,) = of(scheme, "arrangement-review", day(60))
    assert lapse.day == date(2026, 12, 3)
    assert (lapse.stays, lapse.introductions, lapse.household_id) == (("A1",), (), "H1")


def test_the_renewals_are_those_that_something_rests_on():
    empty = a_check(CheckKind.CERTIFICATE, "C-H2", issued_on=date(2023, 12, 1))
    scheme = a_scheme(a_home(), a_home("H2"), a_person(), an_arrangement(), CERTIFICATE, empty)
    result = forecast(scheme, ON, day(60))
    certificates = [subject for code, subject in result.renewals if code == "carer-certificate"]
    assert certificates == [Ref(Subject.CARER, "C-H1")]
    assert {x.subject.id for x in result.lapses if x.code == "carer-certificate"} == {"C-H1", "C-H2"}


def test_lapses_are_listed_by_the_coordinator_responsible():
    scheme = a_home_with(
        CERTIFICATE,
        a_check(CheckKind.HOME_SAFETY, "H1", subject_kind=SubjectKind.HOUSEHOLD, issued_on=day(-360)),
    )
    home = attrs.evolve(scheme.household("H1"), coordinator="Sam")
    by_person = forecast(scheme.with_changes(put=[home]), ON, day(60)).by_person_responsible()
    assert {"carer-certificate", "home-safety"} <= {lapse.code for lapse in by_person["Sam"]}
    assert None in forecast(scheme, ON, day(60)).by_person_responsible()


def test_the_next_thirty_days_are_part_of_the_whole():
    scheme = lived_in(CERTIFICATE)
    result = forecast(scheme, ON, day(90))
    assert {x.code for x in result.within(15)} == {x.code for x in result.lapses if x.day <= day(15)}
    assert "carer-certificate" in {x.code for x in result.within(16)}


def test_a_forecast_does_not_run_backwards():
    with pytest.raises(InvalidRecordError, match="swap its two days"):
        forecast(lived_in(), ON, day(-1))


def test_a_rule_that_begins_within_the_time_turns_out_of_order_on_its_first_day(monkeypatch):
    health = next(rule for rule in RULES if rule.code == "carer-health")
    new = attrs.evolve(health, first_day=day(5), last_day=day(9))
    monkeypatch.setattr(forecasting, "RULES", (new,))
    assert [(each.code, each.day) for each in forecast(a_home_with(), ON, day(30)).lapses] == [
        ("carer-health", day(5))
    ]
    assert forecast(a_home_with(), day(5), day(30)).lapses == ()
