"""A mapping is checked as a whole, and every fault is named with its line and its remedy."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedlives.domain.words import CheckKind, Kind, Nation
from sharedlives.errors import FileRefusedError, Severity
from sharedlives.files.mapping_fields import RECORDS, fields_of
from sharedlives.files.mapping_language import read_mapping, read_mapping_text
from sharedlives.files.mapping_reader import read_register
from sharedlives.files.mapping_targets import UnknownPathError, parse_path

SOUND = """
nation = "wales"
as_at = 2026-11-13
local_limit = 3

[silence]
household.pets = "no"
"household.smokes" = "not known"

[[sheet]]
sheet = ["Homes", "Cartrefi"]
header_row = 2

[sheet.columns]
"Ref" = "household.ref"
"Pets" = "household.pets"
"Smoking" = "household.smoker"
"""


def faults(text):
    read = read_mapping_text(text, name="my.map.toml")
    assert read.mapping is None
    assert {problem.severity for problem in read.problems} == {Severity.STOPS}
    assert {problem.sheet for problem in read.problems} == {"my.map.toml"}
    return read.problems


def one_fault(text):
    (problem,) = faults(text)
    return problem


def with_column(said):
    silence = '[silence]\notherwise = "not known"'
    return f'nation = "england"\n{silence}\n[[sheet]]\nsheet = "A"\n[sheet.columns]\n"X" = {said}\n'


def test_a_sound_mapping_is_read():
    mapping = read_mapping_text(SOUND).mapping
    assert mapping.nation is Nation.WALES
    assert (mapping.as_at, mapping.local_limit) == (date(2026, 11, 13), 3)
    assert mapping.sheets[0].titles == ("Homes", "Cartrefi")
    assert mapping.sheets[0].header_rows == (2,)
    assert mapping.silence == {"household.pets": True, "household.smokes": False}


def test_a_mapping_file_is_read_and_a_missing_one_refused(tmp_path):
    path = tmp_path / "some.map.toml"
    path.write_text(SOUND, encoding="utf-8")
    assert read_mapping(path).mapping is not None
    with pytest.raises(FileRefusedError, match="no mapping file of that name"):
        read_mapping(tmp_path / "other.toml")
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FileRefusedError, match="save it as UTF-8"):
        read_mapping(path)


def test_a_register_is_not_opened_through_a_mapping_with_faults(tmp_path):
    path = tmp_path / "some.map.toml"
    path.write_text("nation = 3", encoding="utf-8")
    reading = read_register(tmp_path / "no such register.xlsx", path)
    assert reading.scheme is None
    assert not reading.is_complete
    assert reading.problems == reading.of(Severity.STOPS)


def test_bad_toml_names_its_line():
    problem = one_fault('nation = "england"\n[sheet\n')
    assert problem.code == "SL-MAP-TOML"
    assert "line 2" in problem.expected


def test_every_fault_is_said_at_once():
    text = (
        SOUND.replace('"wales"', '"walse"')
        .replace("household.smoker", "household.smokers_")
        .replace("header_row", "headerrow")
    )
    assert [(problem.cell, problem.heading) for problem in faults(text)] == [
        ("line 10", "sheet “Homes” · headerrow"),
        ("line 17", "sheet “Homes”, “Smoking” · to"),
        ("line 2", "nation"),
    ]


def test_a_fault_names_its_line_and_what_may_be_meant():
    problem = one_fault(with_column('"houshold.postcode"'))
    assert problem.place == "my.map.toml!line 7"
    assert problem.heading == "sheet “A”, “X” · to"
    assert "Did you mean “household”?" in problem.expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('"household"', "record.field"),
        ('"household.postcod"', "Did you mean “postcode”"),
        ('"household.check gass.date"', "Did you mean “gas”"),
        ('"household.check gas.datum"', "Did you mean “date”|no field “datum”"),
        ('"person.wish home smoke"', "no wish"),
        ('"carer.wish home smokes"', "no wish"),
        ('"household.a.b.c"', "too many parts"),
        ("3", "We expected the field"),
        ("{ to = 3 }", "We expected a field"),
        ("{ }", "exactly one of"),
        ('{ to = "household.id", parts = ["household.id"] }', "exactly one of"),
        ('{ to = "household.id", word = "x" }', "A column has no “word”"),
        ('{ to = "household.smokes", words = "yesno" }', "no table"),
        ('{ to = "household.smokes", words = { maybe = ["m"] } }', "cannot be “maybe”"),
        ('{ to = "request.kind", words = { "live-inn" = ["L"] } }', "cannot be “live-inn”"),
        ('{ to = "check.kind", words = { "gass" = ["L"] } }', "no check “gass”"),
        ('{ to = "household.smokes", words = { yes = ["Y"], no = ["y"] } }', "means both"),
        ('{ to = "household.smokes", words = { yes = [["Y"]] } }', "We expected words"),
        ('{ to = "person.born", years = "1900-2025" }', "at most a hundred years"),
        ('{ to = "person.born", years = 1926 }', "at most a hundred years"),
        ('{ to = "connection.limit_miles", unit = "leagues" }', "miles or km"),
        ('{ to = "approval.numbers", order = ["LT", "xyz"] }', "no kind “xyz”"),
        ('{ to = "person.wish home smokes" }', "yes or a no"),
        ('{ to = "person.wish home smokes", no = "never ever" }', "no strength"),
        ('{ to = "person.wish home pet", weight = 9 }', "weight from 1 to 5"),
        ('{ to = "household.languages", separators = 3 }', "signs or words"),
        ('{ like = "no braces" }', "shape of a cell"),
        ('{ like = "{member.nam} x" }', "no field “nam”"),
        ('{ pattern = "(" , groups = {} }', "no regular expression"),
        ('{ pattern = "(?P<a>x)", groups = { b = "member.name" } }', "every named group"),
        ('{ to = "check.kind", sets = 3 }', "fields with their values"),
    ],
)
def test_a_column_with_a_fault(said, expected):
    import re

    texts = " ".join(problem.expected for problem in faults(with_column(said)))
    assert re.search(expected, texts), texts


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("local_limit = 3", "local_limit = 0", "whole number of people"),
        ("as_at = 2026-11-13", 'as_at = "soon"', "day the register speaks of"),
        ("local_limit = 3", 'format = "sharedlives.map/9"', "format sharedlives.map/1"),
        ("local_limit = 3", "locallimit = 3", "no “locallimit”"),
        ("local_limit = 3", 'years = "1926-2025"', "expected a table"),
        ("local_limit = 3", "words = 3", "tables of words"),
        ("header_row = 2", 'header_row = "two"', "number of the row"),
        ("header_row = 2", "skip_rows = 3", "headings with the words"),
        ("header_row = 2", 'fill_down = ["Reff"]', "No column “reff”"),
        ("header_row = 2", 'title_to = "household.nam"', "no field “nam”"),
        ("header_row = 2", 'stop = "x"', "A sheet has no “stop”"),
        ('sheet = ["Homes", "Cartrefi"]', "sheet = 3", "title of the sheet"),
        ('household.pets = "no"', 'household.pets = "nothing"', "“no” or “not known”"),
        ('household.pets = "no"', 'household.pet = "no"', "no field “pet”"),
    ],
)
def test_a_mapping_with_a_fault(old, new, expected):
    assert old in SOUND
    texts = " ".join(problem.expected for problem in faults(SOUND.replace(old, new, 1)))
    assert expected in texts


@pytest.mark.parametrize(
    ("text", "where", "remedy"),
    [
        (
            SOUND.replace("[silence]", "[silence]\nlocal_limit = 2"),
            "silence · local_limit",
            "top of the file",
        ),
        (SOUND.replace("[silence]", '[silence]\nname = "Ours"'), "silence · name", "top of the file"),
        (SOUND.replace("header_row", "as_at"), "sheet “Homes” · as_at", "top of the file"),
        (SOUND + "header_row = 3\n", "sheet “Homes” · header_row", "above [sheet.columns]"),
        (SOUND + 'skip_rows = { "Pets" = ["x"] }\n', "sheet “Homes” · skip_rows", "above [sheet.columns]"),
    ],
)
def test_what_stands_below_the_wrong_heading_is_told_where_it_belongs(text, where, remedy):
    problem = one_fault(text)
    assert problem.heading == where
    assert remedy in problem.suggestion


def test_a_heading_may_be_called_like_a_key():
    text = SOUND + 'sheet = "household.notes"\nignore = { to = "household.pace" }\n'
    assert read_mapping_text(text).problems == ()


def test_a_mapping_needs_a_sheet_with_columns_and_a_nation():
    assert {p.heading.split(" ")[0] for p in faults("")} == {"nation", "sheet"}
    text = 'nation = "england"\n[[sheet]]\nsheet = "A"\n'
    assert "at least one column" in one_fault(text).expected
    assert "at least one sheet" in faults('nation = "england"\nsheet = 3\n')[0].expected


def test_a_field_of_which_a_blank_could_mean_no_needs_its_silence():
    text = 'nation = "england"\n[[sheet]]\nsheet = "A"\n[sheet.columns]\n"Pets" = "household.pets"\n'
    problem = one_fault(text + '"Other adults" = { like = "{member.name}" }\n"Tel" = "household.telephone"\n')
    assert '"household.pets" = "no"; "household.members" = "no"' in problem.suggestion
    assert read_mapping_text(
        text.replace('"household.pets"\n', '{ to = "household.pets", default = "none" }\n')
    ).mapping


def test_words_can_be_shared_and_years_and_silence_named_in_other_ways():
    text = (
        'nation = "england"\n[years]\nperson.dob = "1930-2029"\n[words.yn]\nyes = ["yup"]\n'
        '[silence]\nhousehold.smoker = "no"\n'
        '[[sheet]]\nsheet = "A"\n[sheet.columns]\n"S" = { to = "household.smokes", words = "yn" }\n'
        '"B" = "person.born"\n'
    )
    mapping = read_mapping_text(text).mapping
    (smokes,), (born,) = (column.attempts[0].targets for column in mapping.sheets[0].columns)
    assert mapping.blank_means_no(smokes.target)
    assert mapping.years_for(born.target).first == 1930
    assert mapping.sheets[0].columns[0].attempts[0].how.words == {"yup": "yes"}


@pytest.mark.parametrize(
    ("text", "record", "label", "field"),
    [
        ("household.ref", "household", "", "id"),
        ("Home.Postcode", "household", "", "postcode"),
        ("carer 2.date of birth", "carer", "2", "born"),
        ("each carer.skills", "carer", "*", "skills"),
        ("every carer.skills", "carer", "*", "skills"),
        ("adult 1.name", "member", "adult 1", "name"),
        ("household member.name", "member", "", "name"),
        ("other use.kind", "other_use", "", "kind"),
        ("connection near.postcode", "connection", "near", "postcode"),
    ],
)
def test_a_path_names_a_record_a_label_and_a_field(text, record, label, field):
    path = parse_path(text)
    assert (path.record, path.label, path.target.field) == (record, label, field)


@pytest.mark.parametrize(
    ("text", "kind", "topic", "number"),
    [
        ("household.check gas.date", CheckKind.GAS, None, None),
        ("household.gas.date", CheckKind.GAS, None, None),
        ("carer 1.check reference 2.date", CheckKind.REFERENCE, None, 2),
        ("carer 1.training M&H.date", CheckKind.TRAINING, "moving and handling", None),
        ("training basket weaving.date", CheckKind.TRAINING, "basket weaving", None),
        ("carer.competency medication.date", CheckKind.COMPETENCY, "medication", None),
        ("check.kind", None, None, None),
    ],
)
def test_a_path_may_go_through_a_check(text, kind, topic, number):
    path = parse_path(text)
    assert (path.check, path.topic, path.number) == (kind, topic, number)


def test_every_record_has_fields_and_every_kind_a_number():
    for record in RECORDS:
        assert fields_of(record)
    for kind in Kind:
        assert kind.value.replace(" ", "_").replace("-", "_") in fields_of("approval")


@given(st.text(max_size=40))
def test_any_path_is_understood_or_refused_in_words(text):
    with contextlib.suppress(UnknownPathError):
        assert parse_path(text).record in RECORDS


@given(st.text(max_size=200))
def test_any_text_is_a_mapping_or_has_faults(text):
    read = read_mapping_text(text)
    assert (read.mapping is None) == bool(read.problems)


PLAIN = st.one_of(
    st.booleans(), st.integers(0, 9), st.text(max_size=8), st.sampled_from(["household.id", "yes", "no"])
)


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "to",
                "parts",
                "like",
                "pattern",
                "groups",
                "words",
                "separators",
                "years",
                "order",
                "sets",
                "yes",
            ]
        ),
        st.one_of(
            PLAIN, st.lists(PLAIN, max_size=3), st.dictionaries(st.text(max_size=5), PLAIN, max_size=2)
        ),
        max_size=4,
    )
)
def test_whatever_is_said_of_a_column_is_understood_or_a_fault(said):
    from sharedlives.files.mapping_columns import Column, ColumnParser

    said_wrong = []
    column = ColumnParser({}).column("X", said, lambda *fault: said_wrong.append(fault))
    assert isinstance(column, Column)
    assert all(all(isinstance(text, str) and text for text in fault[:2]) for fault in said_wrong)
