"""The shipped JSON Schema says what the reader reads."""

import copy
import json
from importlib import resources

import jsonschema
import pytest
from builders import a_home, a_person, a_request, a_scheme, a_wish
from hypothesis import given
from hypothesis import strategies as st

from sharedlives.domain.wish import About
from sharedlives.errors import DocumentRefusedError
from sharedlives.files.json_conversion import json_converter
from sharedlives.files.json_documents import scheme_from_json, scheme_to_json
from sharedlives.files.json_schema import SCHEME_SCHEMA, schema_text, shipped_schema
from sharedlives.testing import schemes

CONVERTER = json_converter()
VALIDATOR = jsonschema.Draft202012Validator(
    shipped_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


def test_the_shipped_schema_is_up_to_date():
    """If not: write what `schema_text` gives into the file."""
    shipped = resources.files("sharedlives.files").joinpath(SCHEME_SCHEMA).read_text(encoding="utf-8")
    assert shipped == schema_text()


def test_the_schema_is_sound():
    jsonschema.Draft202012Validator.check_schema(shipped_schema())


@given(schemes(conflicts=True))
def test_every_document_keeps_to_the_schema(scheme):
    VALIDATOR.validate(json.loads(scheme_to_json(scheme, CONVERTER)))


def refused_by_both(content) -> bool:
    try:
        scheme_from_json(json.dumps(content), CONVERTER)
    except DocumentRefusedError:
        return not VALIDATOR.is_valid(content)
    return False


def places(value, path=()):
    """Every place in a document but its root and its format."""
    if path and path != ("format",):
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in items:
        yield from places(each, (*path, key))


def changed(content, path, value):
    """The document with another value in one place."""
    whole = copy.deepcopy(content)
    at = whole
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return whole


@given(schemes(), st.data())
def test_a_document_with_a_wrong_kind_of_value_anywhere_is_refused_by_both(scheme, data):
    content = json.loads(scheme_to_json(scheme, CONVERTER))
    path = data.draw(st.sampled_from(list(places(content))))
    wrong = data.draw(st.sampled_from([{"no such key": 1}, 0.5, [[]]]))
    assert refused_by_both(changed(content, path, wrong))


CONTENT = json.loads(
    scheme_to_json(
        a_scheme(
            a_home(),
            a_person(wishes=(a_wish(About.PERSON_SMOKES),), interests=frozenset({"music"})),
            a_request(),
            local_limit=2,
        )
    )
)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "sharedlives.scheme/2"),
        (("nation",), "France"),
        (("local_limit",), 0),
        (("local_limit",), "2"),
        (("boroughs",), []),
        (("people", 0, "id"), ""),
        (("people", 0, "id"), " P1"),
        (("people", 0, "born"), "03/01/1990"),
        (("people", 0, "born"), "1990-02-30"),
        (("people", 0, "smokes"), "no"),
        (("people", 0, "smokes"), 0),
        (("people", 0, "interests"), ["music", "music"]),
        (("people", 0, "wishes", 0, "weight"), 6),
        (("people", 0, "wishes", 0, "about"), "a garden"),
        (("people", 0, "wishes", 0, "strength"), None),
        (("requests", 0, "session_starts"), "24:00"),
        (("requests", 0, "weekdays"), ["Mon"]),
        (("households", 0, "bedrooms", 0, "view"), "sea"),
    ],
)
def test_a_document_with_one_thing_wrong_is_refused_by_both(path, value):
    assert VALIDATOR.is_valid(CONTENT)
    assert refused_by_both(changed(CONTENT, path, value))


@pytest.mark.parametrize("key", ["format", "nation"])
def test_what_must_be_there_is_missed_by_both(key):
    assert refused_by_both({name: value for name, value in CONTENT.items() if name != key})
