"""A result goes into JSON and comes back the same, and says nothing about anybody but ids."""

import json
from datetime import time

import pytest
from builders import (
    ON,
    a_bedroom,
    a_group,
    a_home,
    a_person,
    a_request,
    a_scheme,
    an_approval,
    an_introduction,
    day,
)
from hypothesis import given
from jsonschema import Draft202012Validator, FormatChecker

from sharedlives.dates import Weekday
from sharedlives.domain.policy import Charge, Charged, FitPart, Level, Policy, Step, Weighted
from sharedlives.domain.words import Kind, Urgency
from sharedlives.errors import FileRefusedError
from sharedlives.files.result_documents import (
    SCHEMA,
    result_from_document,
    result_from_json,
    result_to_document,
    result_to_json,
)
from sharedlives.matching.match import match
from sharedlives.testing import small_matching_schemes

SCHEMA_CHECK = Draft202012Validator(
    json.loads(SCHEMA.read_text(encoding="utf-8")), format_checker=FormatChecker()
)

SCHEME = a_scheme(
    a_home("H1", takes_emergencies=None, interests=frozenset({"chapel"})),
    a_home(
        "H2", bedrooms=(a_bedroom("H2-1", is_ground_floor=True),), approval=an_approval(household_id="H2")
    ),
    a_person("P1", first_name="Zebedee", last_name="Quill", interests=frozenset({"chapel", "dominoes"})),
    a_person("P2"),
    a_person("P3", needs=frozenset({"dementia"})),
    a_person("P4"),
    a_person("P5"),
    a_request("R1", urgency=Urgency.EMERGENCY, kind=Kind.SHORT_BREAK),
    a_request("R2", person_id="P2", kind=Kind.SHORT_BREAK, repeat_every_days=28, repeat_times=3, nights=2),
    a_request(
        "R3",
        person_id="P3",
        kind=Kind.DAY_SUPPORT,
        weekdays=frozenset({Weekday.WEDNESDAY, Weekday.MONDAY}),
        session_starts=time(10),
        session_ends=time(15, 30),
    ),
    a_request("R4", person_id="P4", kind=Kind.PARENT_AND_CHILD, received_on=None),
    a_request("R5", person_id="P5"),
    an_introduction(request_id="R5", household_id="H1"),
    not_kept=frozenset({"carer.faith"}),
)
RESULT = match(SCHEME, ON)


def document():
    return json.loads(result_to_json(RESULT))


def test_a_result_comes_back_equal():
    assert result_from_json(result_to_json(RESULT)) == RESULT


@given(small_matching_schemes())
def test_any_result_comes_back_equal_and_is_as_the_schema_says(scheme):
    result = match(scheme, ON)
    text = result_to_json(result)
    assert result_from_json(text) == result
    assert list(SCHEMA_CHECK.iter_errors(json.loads(text))) == []


def test_a_policy_of_the_schemes_own_comes_back_equal():
    policy = Policy(
        levels=(Level.FIT, Level.TIE_BREAK),
        floor=0,
        weights=(Weighted(part=FitPart.PACE, weight=1),),
        charges=(Charged(charge=Charge.SCARCE_SKILL, points=3),),
        planned_from=Step.MEET,
        rides_along=frozenset({"takes-emergencies", "approved-age"}),
        rare_skills=frozenset({"makaton", "bsl"}),
        tax_cap_blocks=True,
    )
    result = match(SCHEME, ON, policy=policy)
    assert result_from_json(result_to_json(result)) == result
    assert result_to_document(result)["policy"]["rare_skills"] == ["bsl", "makaton"]


def test_the_document_is_as_the_shipped_schema_says():
    Draft202012Validator.check_schema(SCHEMA_CHECK.schema)
    assert list(SCHEMA_CHECK.iter_errors(document())) == []


def test_the_schema_knows_no_key_more_than_the_document_and_none_less():
    held = document()
    assert list(held) == SCHEMA_CHECK.schema["required"] == list(SCHEMA_CHECK.schema["properties"])
    assert list(held["proposals"][0]) == SCHEMA_CHECK.schema["$defs"]["proposal"]["required"]
    assert list(held["policy"]) == SCHEMA_CHECK.schema["$defs"]["policy"]["required"]


def test_a_proposal_of_a_stay_says_from_when_until_when():
    [one] = [p for p in document()["proposals"] if p["request"] == "R1"]
    assert (one["person"], one["kind"], one["from"], one["until"]) == (
        "P1",
        "short break",
        "2026-11-16",
        "2026-11-23",  # seven nights; the leaving day is not slept
    )
    assert set(one["fit"]) == {"low", "mid", "high"}
    assert one["sessions"] is None


def test_a_break_that_recurs_says_each_stay():
    [one] = [p for p in document()["proposals"] if p["request"] == "R2"]
    # two nights every 28 days, three times: 16 November, 14 December, 11 January
    assert one["stays"] == [
        {"arrives": "2026-11-16", "leaves": "2026-11-18"},
        {"arrives": "2026-12-14", "leaves": "2026-12-16"},
        {"arrives": "2027-01-11", "leaves": "2027-01-13"},
    ]
    assert (one["from"], one["until"]) == ("2026-11-16", "2027-01-13")


def test_sessions_say_their_days_and_hours():
    [one] = [p for p in document()["proposals"] if p["request"] == "R3"]
    assert one["stays"] == []
    assert one["sessions"] == {"weekdays": ["Monday", "Wednesday"], "starts": "10:00:00", "ends": "15:30:00"}
    assert (one["from"], one["until"]) == (ON.isoformat(), day(27).isoformat())


def test_who_is_still_looking_and_who_is_being_introduced_is_said():
    held = document()
    assert [(entry["request"], entry["person"]) for entry in held["still_looking"]] == [("R4", "P4")]
    assert held["still_looking"][0]["reasons"][0]["code"] == "approved-kind"
    assert held["being_introduced"] == ["R5"]
    assert held["not_kept"] == ["carer.faith"]


def test_no_name_no_birth_date_and_no_seconds_are_in_it():
    text = result_to_json(RESULT)
    assert not any(said in text for said in ("Zebedee", "Quill", "1990", "timings", "seconds"))


def test_the_same_result_gives_the_same_bytes_whatever_the_order_of_records():
    turned = a_scheme(
        *(
            record
            for name in ("people", "requests", "households", "carers", "approvals", "introductions")
            for record in reversed(getattr(SCHEME, name))
        ),
        not_kept=SCHEME.not_kept,
    )
    assert result_to_json(match(turned, ON)) == result_to_json(RESULT)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "sharedlives.match/2"}, "written by a newer version .*Update sharedlives"),
        ({"format": "sharedlives.match/0"}, "There never was a format sharedlives.match/0"),
        ({"format": "sharedlives.scheme/1"}, "no result of a match"),
        ({"format": "sharedlives.match/one"}, "no result of a match"),
        ({"format": 1}, "no result of a match"),
        ({"heading": "Decided"}, "not headed “If everyone said yes”"),
        ({"surprise": 1}, r"extra fields found \(surprise\) @ the result"),
        ({"on": "16/11/2026"}, "expected date @ the result.on"),
        ({"repeatable": 1}, "expected bool @ the result.repeatable"),
        ({"version": None}, "expected str @ the result.version"),
        ({"status": "perfect"}, "@ the result.status"),
        ({"policy": {"floor": 101}}, "@ the result.policy"),
        ({"levels": [{"name": "fit", "value": 1, "bound": 2, "proven": True}]}, r"the result.levels\[0\]"),
        ({"questions": [{"ask": "household"}]}, r"the result.questions\[0\]"),
        ({"proposals": [1, 2, 3, 4, 5, 6, 7]}, "and 2 more. Run the match again"),
    ],
)
def test_a_document_that_says_something_else_is_refused_with_the_reason(change, said):
    with pytest.raises(FileRefusedError, match=said):
        result_from_document({**document(), **change})


@pytest.mark.parametrize(
    "change",
    [
        {"until": None},
        {"from": "2026-11-17"},
        {"stays": []},
        {"sessions": {"weekdays": ["Monday"], "starts": None, "ends": None}},
        {"sessions": {"weekdays": ["Moonday"], "starts": None, "ends": None}, "stays": []},
        {"fit": {"low": "1", "mid": 2, "high": 3}},
        {"kind": "holiday"},
        {"surprise": 1},
    ],
)
def test_a_proposal_at_odds_with_itself_is_refused(change):
    held = document()
    held["proposals"][0] |= change
    with pytest.raises(FileRefusedError, match=r"the result.proposals\[0\]"):
        result_from_document(held)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "null", "[]", '"sharedlives.match/1"'])
def test_what_is_no_such_document_is_refused(text):
    with pytest.raises(FileRefusedError, match=r"no JSON document|no result of a match"):
        result_from_json(text)


def test_the_document_of_a_group_says_who_comes_together():
    scheme = a_scheme(
        a_home("H1"),
        a_person("P1"),
        a_person("P2"),
        a_request("R1"),
        a_request("R2", person_id="P2"),
        a_group("P1", "P2"),
    )
    result = match(scheme, ON)
    assert [p["together_with"] for p in result_to_document(result)["proposals"]] == [["R2"], ["R1"]]
    assert result_from_json(result_to_json(result)) == result
