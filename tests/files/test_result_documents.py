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
from hypothesis import given, settings
from jsonschema import Draft202012Validator, FormatChecker

from sharedlives.dates import Weekday
from sharedlives.domain.policy import Charge, Charged, FitPart, Level, Policy, Step, Weighted
from sharedlives.domain.words import Kind, Urgency
from sharedlives.errors import DocumentRefusedError
from sharedlives.files.result_documents import (
    SCHEMA,
    result_from_json,
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


@settings(max_examples=10)
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
    assert json.loads(result_to_json(result))["policy"]["rare_skills"] == ["bsl", "makaton"]


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
    assert one["sessions"] == {"weekdays": ["monday", "wednesday"], "starts": "10:00:00", "ends": "15:30:00"}
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
        ({"format": "sharedlives.match/2"}, "install a newer sharedlives"),
        ({"format": "sharedlives.match/0"}, "“sharedlives.match/1” is expected"),
        ({"format": "sharedlives.scheme/1"}, "a document of another kind"),
        ({"format": 1}, "“sharedlives.match/1” is expected"),
        ({"heading": "Decided"}, "heading: “If everyone said yes” is expected"),
        ({"surprise": 1}, "“surprise” is no field here"),
        ({"on": "16/11/2026"}, "on: a date like 2026-11-16 is expected"),
        ({"repeatable": 1}, "repeatable: true or false is expected"),
        ({"version": None}, "version: a text in quotes is expected"),
        ({"status": "perfect"}, "status: one of these is expected: proven, best so far"),
        ({"policy": {"floor": 101}}, "policy.floor: a whole number of 0 to 100"),
        (
            {"levels": [{"name": "fit", "value": 1, "bound": 2, "proven": True}]},
            r"levels\[0\]: proven is expected",
        ),
        ({"questions": [{"ask": "household"}]}, r"questions\[0\]: opens is missing"),
        ({"proposals": [1]}, r"proposals\[0\]: an object in curly brackets"),
        ({"still_looking": 1}, "still_looking: a list in square brackets"),
    ],
)
def test_a_document_that_says_something_else_is_refused_with_the_reason(change, said):
    with pytest.raises(DocumentRefusedError, match=said):
        result_from_json(json.dumps({**document(), **change}))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"until": None}, "from and until"),
        ({"from": "2026-11-17"}, "from and until"),
        ({"stays": []}, "either stays or sessions"),
        ({"sessions": {"weekdays": ["monday"], "starts": None, "ends": None}}, "either stays or sessions"),
        ({"sessions": {"weekdays": ["moonday"], "starts": None, "ends": None}, "stays": []}, "one of these"),
        ({"fit": {"low": "1", "mid": 2, "high": 3}}, "a whole number"),
        ({"fit": 50}, "fit is expected to be an object"),
        ({"kind": "holiday"}, "one of these is expected: live-in"),
        ({"surprise": 1}, "no field here"),
    ],
)
def test_a_proposal_at_odds_with_itself_is_refused(change, said):
    held = document()
    held["proposals"][0] |= change
    with pytest.raises(DocumentRefusedError, match=rf"proposals\[0\].*{said}"):
        result_from_json(json.dumps(held))


@pytest.mark.parametrize("opens", [1, [1], [{"request": "R1"}], [{"request": 1, "household": "H1"}]])
def test_a_question_that_opens_no_pairs_is_refused(opens):
    held = document()
    held["questions"][0]["opens"] = opens
    with pytest.raises(DocumentRefusedError, match=r"questions\[0\].* expected"):
        result_from_json(json.dumps(held))


@pytest.mark.parametrize("text", ["", "{", "null", "[]", '"sharedlives.match/1"'])
def test_what_is_no_such_document_is_refused(text):
    with pytest.raises(DocumentRefusedError, match=r"expected|is no JSON"):
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
    assert [p["together_with"] for p in json.loads(result_to_json(result))["proposals"]] == [["R2"], ["R1"]]
    assert result_from_json(result_to_json(result)) == result
