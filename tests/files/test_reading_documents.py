"""What came of reading is one document: counts and places, and never what a cell says."""

import json

from house import PACKAGE
from jsonschema import Draft202012Validator
from schemes import NAMES, a_small_scheme

from sharedlives.domain.scheme import COLLECTIONS
from sharedlives.errors import CellProblem, Severity
from sharedlives.files.reading import Reading
from sharedlives.files.reading_documents import reading_to_json

SCHEMA = json.loads((PACKAGE / "files/schemas/reading.schema.json").read_text(encoding="utf-8"))


def a_reading(severity, **changes):
    problem = CellProblem(
        code="SL-X",
        severity=severity,
        sheet="CARERS",
        cell="D3",
        heading="Born",
        given="Zebedee",
        expected="There is no such day.",
        suggestion="Write one.",
    )
    facts = {"scheme": a_small_scheme(), "problems": (problem,), "silence": (("household.pets", "no"),)}
    return Reading(**facts | changes)


def read(reading, **options):
    document = json.loads(reading_to_json(reading, **options))
    Draft202012Validator.check_schema(SCHEMA)
    assert list(Draft202012Validator(SCHEMA).iter_errors(document)) == []
    return document


def test_every_kind_of_record_is_counted():
    document = read(a_reading(Severity.NOTICE), written="s.json")
    assert list(document["counts"]) == list(COLLECTIONS)
    assert (document["counts"]["people"], document["counts"]["checks"]) == (5, 0)
    assert document["written"] == "s.json"
    assert document["input_digest"] == a_small_scheme().digest


def test_the_status_is_that_of_the_gravest_problem():
    assert read(a_reading(Severity.NOTICE))["status"] == "read"
    assert read(a_reading(Severity.LEFT_OUT))["status"] == "left out"
    stopped = read(a_reading(Severity.STOPS, scheme=None))
    assert (stopped["status"], stopped["scheme"], stopped["counts"]) == ("stopped", None, {})


def test_nobody_is_named():
    text = reading_to_json(a_reading(Severity.LEFT_OUT))
    assert [name for name in NAMES if name in text] == []


def test_equal_readings_give_the_same_text():
    assert reading_to_json(a_reading(Severity.NOTICE)) == reading_to_json(a_reading(Severity.NOTICE))
