"""The two registers we ship, audited: everything that is planted is found, and nothing else."""

import json
from datetime import date
from pathlib import Path

import pytest

from sharedlives.compliance.audit import audit
from sharedlives.compliance.outcomes import Outcome
from sharedlives.compliance.settings import defaults
from sharedlives.compliance.where import who_was_where
from sharedlives.files.mapping_reader import read_register
from sharedlives.files.rule_policy_reader import read_rule_policy

ROOT = Path(__file__).parents[2]
REGISTERS = ROOT / "examples" / "registers"
FOUND = {Outcome.BROKEN, Outcome.NO_EVIDENCE, Outcome.DUE}


@pytest.fixture(scope="module", params=("calderbrook", "gwynant"))
def register(request):
    name = request.param
    scheme = read_register(REGISTERS / f"{name}.xlsx", REGISTERS / f"{name}.map.toml").scheme
    policy = read_rule_policy(REGISTERS / f"{name}.policy.toml").policy
    truth = json.loads((ROOT / "tests" / "data" / f"{name}.truth.json").read_text(encoding="utf-8"))
    return scheme, policy, truth, audit(scheme, date.fromisoformat(truth["on"]), policy=policy)


def about(result, planted):
    return [f for f in result.findings if f.family == planted["family"] and f.holds(planted["ref"])]


def test_each_planted_failure_is_found_exactly_once_with_one_of_its_outcomes(register):
    _, _, truth, result = register
    for planted in truth["planted"]:
        (finding,) = about(result, planted)
        assert finding.outcome in planted["outcome"], planted
        if "person" in planted and "home" not in planted and "first_night" in planted:
            assert finding.holds(planted["person"])
            assert finding.due_on == date.fromisoformat(planted["first_night"])


def test_nothing_else_is_found(register):
    _, _, truth, result = register
    planted = {id(finding) for each in truth["planted"] for finding in about(result, each)}
    assert [f.says for f in result.findings if f.outcome in FOUND and id(f) not in planted] == []


def test_what_is_ordinary_gives_no_finding(register):
    _, _, truth, result = register
    for ordinary in truth["ordinary"]:
        assert result.about(ordinary["ref"]) == ()


def test_what_no_column_keeps_is_said_once_for_each_rule(register):
    _, _, _, result = register
    not_kept = [finding.code for finding in result.of(Outcome.NOT_KEPT)]
    assert len(not_kept) == len(set(not_kept))
    assert "training-learning-disability" in not_kept or "scheme-provider-visit" in not_kept
    assert {finding.subject.id for finding in result.of(Outcome.NOT_KEPT)} == {"scheme"}


def test_the_policy_files_state_the_intervals_of_the_truth(register):
    _, policy, truth, _ = register
    assert policy.lead_days == 28
    stated = {key.removesuffix("_days"): number for key, number in truth["intervals_months"].items()}
    assert {setting.of: setting.value for setting in policy.settings} == stated
    assert stated.keys() <= defaults().keys()


def test_as_many_people_are_somewhere_as_the_truth_says(register):
    """Of a stay the leaving day is not slept."""
    scheme, _, truth, _ = register
    for day in (date(2026, 11, 16), date(2026, 11, 24), date(2026, 12, 5)):
        there = who_was_where(scheme, day)
        expected = {
            (one["ref"], one["home"])
            for one in truth["arrangements"]
            if one["start"] <= day.isoformat() and (one["end"] is None or day.isoformat() < one["end"])
        }
        assert {(place.person_id, place.household_id) for place in there.places} == expected
        assert there.contradictions == ()
        away = [one for one in truth["ordinary"] if (one["ref"], one["away"]) in expected]
        assert [(place.person_id, place.household_id) for place in there.places if place.away] == [
            (one["ref"], one["home"]) for one in away
        ]
