"""The scheme as a JSON document: written the same every time, read strictly, every problem at once."""

import json
import pickle
import random
import stat

import attrs
import pytest
from builders import a_group, a_home, a_household, a_person, a_request, a_scheme, a_wish, an_arrangement
from hypothesis import given
from hypothesis import strategies as st

from sharedlives.dates import Stay
from sharedlives.domain.policy import Policy
from sharedlives.domain.scheme import COLLECTIONS
from sharedlives.domain.wish import About
from sharedlives.errors import DocumentRefusedError, FileRefusedError, InvalidRecordError
from sharedlives.files import json_documents
from sharedlives.files.json_conversion import json_converter, structured
from sharedlives.files.json_documents import (
    document,
    read_document,
    read_scheme_json,
    scheme_from_json,
    scheme_to_json,
    write_scheme_json,
)
from sharedlives.testing import ON, policies, records_of, schemes

CONVERTER = json_converter()
FORMAT = "sharedlives.scheme/1"


def read(content) -> str:
    """The refusal of a document."""
    whole = content if isinstance(content, str) else json.dumps({"format": FORMAT, **content})
    with pytest.raises(DocumentRefusedError) as refusal:
        scheme_from_json(whole, CONVERTER)
    return str(refusal.value)


@given(schemes(conflicts=True))
def test_what_is_written_is_read_back_as_it_was(scheme):
    text = scheme_to_json(scheme, CONVERTER)
    again = scheme_from_json(text, CONVERTER)
    assert again == scheme
    assert again.digest == scheme.digest
    assert scheme_to_json(again, CONVERTER) == text


@given(policies())
def test_settings_go_through_the_same_converter(policy):
    assert structured(CONVERTER.unstructure(policy), Policy, CONVERTER) == policy


@given(st.sampled_from(sorted(COLLECTIONS.values(), key=lambda cls: cls.__name__)).flatmap(records_of))
def test_a_record_goes_there_and_back_by_itself(record):
    assert structured(CONVERTER.unstructure(record), type(record), CONVERTER) == record


@given(schemes(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_of_sets_never_changes_a_byte(scheme, chance: random.Random):
    shuffled = {}
    for name in COLLECTIONS:
        records = list(getattr(scheme, name))
        chance.shuffle(records)
        shuffled[name] = tuple(records)
    assert scheme_to_json(attrs.evolve(scheme, **shuffled), CONVERTER) == scheme_to_json(scheme, CONVERTER)


def test_a_document_starts_with_its_format_and_leaves_out_what_is_not_known():
    text = scheme_to_json(a_scheme(a_household("H1", place=a_household().place, smokes=None, closures=())))
    content = json.loads(text)
    assert list(content)[:2] == ["format", "nation"]
    (home,) = content["households"]
    assert not {"smokes", "closures", "name", "sources"} & home.keys()
    assert home["members"] == home["pets"] == []
    assert text.endswith("}\n")


def test_none_there_and_not_known_stay_apart():
    homes = (
        a_household("H1", members=None, languages=None),
        a_household("H2", members=(), languages=frozenset()),
    )
    one, two = scheme_from_json(scheme_to_json(a_scheme(*homes))).households
    assert (one.members, one.languages) == (None, None)
    assert (two.members, two.languages) == ((), frozenset())


def test_a_value_that_is_a_default_is_written_out():
    """A later version may have another default; what is written today means what it means today."""
    person = a_person(wishes=(a_wish(About.HOME_SMOKES),))
    content = json.loads(scheme_to_json(a_scheme(person, a_request())))
    assert content["people"][0]["wishes"] == [
        {"about": "a home where somebody smokes", "strength": "must", "weight": 3}
    ]
    assert content["requests"][0]["status"] == "open"
    assert CONVERTER.unstructure(Policy())["tax_cap_blocks"] is False


def test_days_times_and_weekdays_read_as_people_write_them():
    request = a_request(start_weekdays=frozenset())
    content = json.loads(
        scheme_to_json(a_scheme(a_home(), a_person(), request, an_arrangement(stay=Stay(ON))))
    )
    assert content["requests"][0]["earliest_start"] == "2026-11-16"
    assert content["arrangements"][0]["stay"] == {"arrives": "2026-11-16"}


def test_null_says_not_known():
    person = {"id": "P1", "smokes": None, "needs": None, "born": None}
    text = json.dumps({"format": FORMAT, "nation": "england", "local_limit": None, "people": [person]})
    assert scheme_from_json(text).people[0].smokes is None


def test_every_problem_is_told_at_once_with_its_place():
    said = read(
        {
            "nation": "engand",
            "local_limit": 0,
            "people": [
                {"id": " ", "born": "31/12/1990", "smokes": "yes", "boorn": 1},
                {"first_name": 7, "needs": ["a", "a"], "access": ["lift"]},
                "P3",
                {"id": "P4", "wishes": [{"about": "the pace of the home", "weight": 9, "strength": "must"}]},
            ],
            "carers": {},
            "requests": [
                {"id": "R1", "person_id": "P1", "kind": "live-in", "session_starts": "9", "nights": 1.0}
            ],
        }
    )
    for line in (
        "- nation: one of these is expected: england, wales, scotland, northern ireland",
        "- local_limit: a whole number of 1 or more is expected",
        "- people[0].id: a text that is not blank and has no spaces around it is expected",
        "- people[0].born: a date like 2026-11-16 is expected",
        "- people[0].smokes: true or false is expected; leave it out where it is not known",
        "- people[0]: “boorn” is no field here: did you mean “born”?",
        "- people[1].id: this is missing and must be there",
        "- people[1].first_name: a text in quotes is expected",
        "- people[1].needs: each entry is expected once",
        "- people[1].access[0]: one of these is expected: step-free, ground floor",
        "- people[2]: an object in curly brackets is expected",
        "- people[3].wishes[0].weight: a whole number of 1 to 5 is expected",
        "- carers: a list in square brackets is expected",
        "- requests[0].session_starts: a time of day like 09:30 is expected",
        "- requests[0].nights: a whole number like 2, without quotes, is expected",
    ):
        assert line in said


@pytest.mark.parametrize(
    "day", ["2026-02-30", "20261116", "2026-W47-1", "2026-11-16T00:00", "2026-11-16\n", 5, None]
)
def test_what_is_no_day_is_refused(day):
    visit = {"id": "V1", "subject_kind": "person", "subject_id": "P1", "on": day}
    said = read({"nation": "england", "visits": [visit]})
    assert "visits[0].on: a date like 2026-11-16 is expected" in said


def test_what_a_record_refuses_is_told_with_its_place():
    person = {"id": "P1", "wishes": [{"about": "somebody of this sex in the home", "strength": "must"}]}
    stay = {"id": "A1", "person_id": "P1", "household_id": "H1", "kind": "live-in"}
    backwards = {**stay, "id": "A2", "stay": {"arrives": "2026-11-16", "leaves": "2026-11-16"}}
    said = read({"nation": "england", "people": [person], "arrangements": [stay, backwards]})
    assert "people[0].wishes[0]: a wish about" in said
    assert "arrangements[0]: Arrangement A1: a live-in needs a stay and no sessions" in said
    assert "arrangements[1].stay: a stay has no night" in said


def test_records_that_do_not_fit_together_are_told_with_their_place():
    said = read(
        {
            "nation": "england",
            "people": [{"id": "P1"}, {"id": "P2"}, {"id": "P2"}],
            "requests": [{"id": "R1", "person_id": "P9", "kind": "live-in"}],
        }
    )
    assert "people[2]: 2 people have the id P2" in said
    assert "requests[0]: requests R1 names P9, and there is no such person" in said


def test_a_refusal_repeats_nothing_the_document_holds():
    marked = {"id": "P1", "born": "Zebedee", "smokes": "Zebedee", "sex": "Zebedee", "Zebedee Quill": 1}
    said = read({"nation": "Zebedee", "people": [marked, "Zebedee"], "local_limit": "Zebedee"})
    assert "Zebedee" not in said
    assert "people[0]: this has a key that is no field: take it out" in said


def test_a_long_list_of_problems_is_cut_short_and_all_of_it_is_there():
    content = {"format": FORMAT, "nation": "england", "people": [{}] * 30}
    with pytest.raises(DocumentRefusedError, match="and 10 more") as refusal:
        scheme_from_json(json.dumps(content))
    assert len(refusal.value.problems) == 30
    assert refusal.value.problems[0].path == "people[0].id"
    assert pickle.loads(pickle.dumps(refusal.value)).problems == refusal.value.problems  # noqa: S301 - our own


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1, column 1 is no JSON"),
        ('{"format": "sharedlives.scheme/1",}', "line 1, column 35 is no JSON"),
        ("[]", "an object in curly brackets with “format”: “sharedlives.scheme/1” is expected"),
        ("{}", "format: “sharedlives.scheme/1” is expected here"),
        ('{"format": 1}', "format: “sharedlives.scheme/1” is expected here"),
        ('{"format": "sharedlives.scheme/0"}', "“sharedlives.scheme/1” is expected here"),
        ('{"format": "sharedlives.match/1"}', "a document of another kind, sharedlives.match"),
        ('{"format": "sharedlives.scheme/2"}', "version 2 and this library reads up to 1: install a newer"),
        ('{"format": "sharedlives.scheme/1", "local_limit": NaN}', "NaN is no number that JSON knows"),
        ('{"format": "sharedlives.scheme/1", "local_limit": -Infinity}', "-Infinity is no number"),
        (
            '{"format": "sharedlives.scheme/1", "local_limit": ' + "1" * 5000 + "}",
            "a number that is far too long",
        ),
        ('{"nation": "wales", "nation": "england"}', "“nation” is given twice in one object"),
        ('{"people": [{"a b": 1, "a b": 2}], "x": 1, "x": 2}', "“x” is given twice"),
        ("[" * 100_000, "nested far deeper"),
        ('{"a":' * 100_000, "nested far deeper"),
        (
            '{"format": "sharedlives.scheme/1", "nation": "england", "name": "\\ud800"}',
            "name: this text holds half",
        ),
    ],
)
def test_a_document_that_is_none_is_refused_with_the_reason(text, said):
    assert said in read(text)


def test_what_is_nested_deeply_but_is_json_is_refused_where_it_stands():
    nested = "[" * 500 + "]" * 500
    assert "people[0]: an object in curly brackets" in read(
        f'{{"format": "{FORMAT}", "nation": "england", "people": {nested}}}'
    )


def test_a_byte_order_mark_does_no_harm():
    scheme = a_scheme(a_person())
    assert scheme_from_json("\ufeff" + scheme_to_json(scheme)) == scheme


def test_older_versions_are_brought_up_one_after_the_other():
    upgrades = {1: lambda old: {"c": old["a"] + 1}, 2: lambda old: {"c": old["c"] * 10}}
    assert read_document('{"format": "test/1", "a": 4}', "test", 3, upgrades) == {"c": 50}
    assert read_document('{"format": "test/2", "c": 4}', "test", 3, upgrades) == {"c": 40}
    with pytest.raises(DocumentRefusedError, match="format: it is of version 1, which is no longer read"):
        read_document('{"format": "test/1"}', "test", 3, {2: upgrades[2]})


def test_half_a_character_cannot_be_written():
    with pytest.raises(InvalidRecordError, match="half a character"):
        scheme_to_json(a_scheme(a_person(first_name="\ud800")))


def test_what_is_no_number_cannot_be_written():
    with pytest.raises(ValueError, match="not JSON compliant"):
        document("test", 1, {"a": float("nan")})


def test_a_file_is_private_and_read_back(tmp_path):
    path = tmp_path / "scheme.json"
    scheme = a_scheme(a_home(), a_person("Ŵ"), a_person("P2"), a_group("Ŵ", "P2"))
    write_scheme_json(scheme, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_scheme_json(path) == scheme
    assert [each.name for each in tmp_path.iterdir()] == ["scheme.json"]


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(FileRefusedError, match=r"“scheme\.json” could not be opened"):
        read_scheme_json(tmp_path / "scheme.json")


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(FileRefusedError, match="could not be written"):
        write_scheme_json(a_scheme(), tmp_path / "nowhere" / "scheme.json")


def test_a_file_of_another_kind_is_refused(tmp_path):
    path = tmp_path / "scheme.json"
    path.write_bytes(b"PK\x03\x04\xff\xfe")
    with pytest.raises(FileRefusedError, match="no JSON document: JSON is UTF-8 text"):
        read_scheme_json(path)


def test_a_file_that_is_far_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(json_documents, "MOST_BYTES", 100)
    path = tmp_path / "scheme.json"
    path.write_text(" " * 101)
    with pytest.raises(FileRefusedError, match="far larger than the records of a scheme"):
        read_scheme_json(path)
    with pytest.raises(FileRefusedError, match="far larger"):
        scheme_from_json(" " * 101)


@given(st.text() | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_garbage_is_refused_and_never_more(text):
    with pytest.raises(DocumentRefusedError):
        scheme_from_json(text, CONVERTER)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "born", "x", "place", "stay", "Ann"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["nation", "name", "x", *COLLECTIONS]), JSON_VALUES, max_size=4))
def test_any_json_is_read_or_refused(content):
    try:
        scheme_from_json(json.dumps({"format": FORMAT, **content}), CONVERTER)
    except DocumentRefusedError as refusal:
        assert refusal.problems  # noqa: PT017 - most are refused, a few are schemes
