"""Where things stand in a register: titles, headings, notes, comments, rows that are no records."""

from __future__ import annotations

import pytest
from register_makers import ALL_SILENT, a_reading, left_out

from sharedlives.errors import Severity

HOMES = """
[[sheet]]
sheet = "Homes"
[sheet.columns]
"Ref" = "household.id"
"Postcode" = "household.postcode"
"Smokes" = "household.smokes"
"Pace" = "household.pace"
"""
HEADINGS = ["Ref", "Postcode", "Smokes", "Pace"]
H1, H2 = ["H1", "HX3 5YD", "n", "calm"], ["H2", "HX1 2QW", "y", "lively"]


def homes(reading):
    return [home.id for home in reading.scheme.households]


def said(reading):
    """What was said, without what is said of the register as a whole."""
    return {(problem.code.removeprefix("SL-MAP-"), problem.cell) for problem in reading.problems}


def read(*rows, mapping=HOMES, top=""):
    return a_reading(mapping, silence=top + ALL_SILENT, Homes=rows)


# -- headings


def test_headings_are_found_below_a_title_and_a_blank_row():
    assert homes(read(["Homes of the scheme"], [], HEADINGS, H1, H2)) == ["H1", "H2"]


def test_headings_that_stand_elsewhere_than_the_mapping_says_are_found_and_said():
    mapping = HOMES.replace("[sheet.columns]", "header_row = 5\n[sheet.columns]")
    reading = read(["title"], HEADINGS, H1, mapping=mapping)
    assert homes(reading) == ["H1"]
    [problem] = reading.problems
    assert (problem.code, problem.severity) == ("SL-MAP-HEADER-ELSEWHERE", Severity.NOTICE)
    assert "in row 2, not in row 5" in problem.expected


def test_a_sheet_without_the_headings_is_not_read_and_its_cells_are_not_quoted():
    reading = read(["Reference", "Post code", "Smokers?", "Speed"], H1)
    assert reading.scheme is None
    problem = next(problem for problem in reading.problems if problem.code == "SL-MAP-NO-HEADER")
    assert problem.given == "Reference, Post code, Smokers?, Speed"
    assert "Did you mean “Speed”?" not in problem.message()
    assert "`header_row`" in problem.suggestion
    assert [problem.code for problem in reading.of(Severity.STOPS)] == ["SL-MAP-NOTHING-READ"]


def test_a_heading_that_is_missing_is_said_with_what_it_may_be():
    reading = read(["Ref", "Post Code", "Smokes", "Paces"], H1)
    assert [(problem.code, problem.heading, problem.suggestion) for problem in left_out(reading)] == [
        (
            "SL-MAP-NO-COLUMN",
            "Postcode",
            "Did you mean “Post Code”? Correct it in the mapping, or add optional = true.",
        ),
        (
            "SL-MAP-NO-COLUMN",
            "Pace",
            "Did you mean “Paces”? Correct it in the mapping, or add optional = true.",
        ),
    ]
    assert homes(reading) == ["H1"]


def test_an_optional_heading_may_be_missing():
    mapping = HOMES.replace('"household.pace"', '{ to = "household.pace", optional = true }')
    assert read(HEADINGS[:3], H1[:3], mapping=mapping).problems == ()


def test_a_heading_that_stands_twice_is_told_apart_by_its_number_or_its_letter():
    mapping = (
        HOMES
        + '"Note#2" = "household.notes"\n"column F" = "household.faith"\n"column Z" = "household.team"\n'
    )
    reading = read([*HEADINGS, "Note", None, "Note"], [*H1, "first", "no heading", "second"], mapping=mapping)
    [home] = reading.scheme.households
    assert (home.notes, home.faith) == ("second", "no heading")
    assert [problem.heading for problem in left_out(reading)] == ["column Z"]


def test_either_side_of_a_bilingual_heading_is_enough_where_it_is_one():
    mapping = HOMES.replace('"Pace"', '"Cyflymder"').replace('"Smokes"', '"Dim"')
    reading = read(
        ["Cyf / Ref", "Postcode", "Dim / None", "Cyflymder / Pace", "Dim / Smokes"], H1, mapping=mapping
    )
    [problem] = left_out(reading)
    assert problem.expected == "Several headings could be meant: “Dim / None” and “Dim / Smokes”."
    assert reading.scheme.households[0].pace == "calm"


# -- sheets


def test_a_sheet_that_is_missing_is_said_unless_it_is_optional():
    reading = a_reading(HOMES + HOMES.replace('"Homes"', '"Hoomes"'), Homes=[HEADINGS, H1])
    [problem] = left_out(reading)
    assert (problem.code, problem.sheet) == ("SL-MAP-NO-SHEET", "Hoomes")
    assert problem.suggestion == "Did you mean “Homes”? Correct `sheet` in the mapping."
    optional = HOMES.replace('"Homes"', '"Old homes"\noptional = true')
    assert a_reading(HOMES + optional, Homes=[HEADINGS, H1]).problems == ()


def test_sheets_and_columns_that_are_not_mapped_are_listed_once():
    reading = a_reading(HOMES, Homes=[[*HEADINGS, "Mileage"], [*H1, 12]], Rota=[["Mon", "Tue"]])
    assert {problem.code: problem.sheet for problem in reading.problems} == {
        "SL-MAP-COLUMNS-UNREAD": "Homes",
        "SL-MAP-SHEET-UNREAD": "Rota",
    }
    ignoring = HOMES.replace("[sheet.columns]", 'ignore = ["Mileage"]\n[sheet.columns]')
    assert a_reading(ignoring, Homes=[[*HEADINGS, "Mileage"], [*H1, 12]]).problems == ()


def test_one_mapping_reads_several_sheets_laid_out_alike():
    mapping = HOMES.replace('"Homes"', '["North *", "South"]\ntitle_to = "household.team"')
    reading = a_reading(mapping, **{"North 1": [HEADINGS, H1], "South": [HEADINGS, H2]})
    assert [(home.id, home.team) for home in reading.scheme.households] == [
        ("H1", "North 1"),
        ("H2", "South"),
    ]


# -- rows


def test_notes_totals_repeated_headings_and_blank_rows_are_no_records():
    rows = [HEADINGS, H1, [], HEADINGS, H2, [], ["Ask Mo about H2"], ["Total", None, 2, 2]]
    reading = read(*rows)
    assert homes(reading) == ["H1", "H2"]
    [problem] = reading.problems
    assert (problem.code, problem.cell) == ("SL-MAP-NOTE-ROW", "A7, A8")


def test_a_reference_alone_is_a_record_and_a_number_in_a_sentence_is_none():
    reading = read(HEADINGS, ["H7"], ["see H7 below"])
    assert homes(reading) == ["H7"]
    assert said(reading) == {("NOTE-ROW", "A3")}


def test_the_table_ends_where_the_mapping_says():
    mapping = HOMES.replace("[sheet.columns]", 'stop_at = "Closed*"\n[sheet.columns]')
    assert homes(read(HEADINGS, H1, ["Closed homes", "x"], H2, mapping=mapping)) == ["H1"]


@pytest.mark.parametrize("key", ["skip_rows", "only_rows"])
def test_rows_are_left_out_by_the_words_in_a_column(key):
    words = '["liv*", ""]' if key == "skip_rows" else '["calm"]'
    mapping = HOMES.replace("[sheet.columns]", f'{key} = {{ "Pace" = {words} }}\n[sheet.columns]')
    reading = read(HEADINGS, H1, H2, ["H3", None, "n", None], mapping=mapping)
    assert homes(reading) == ["H1"]
    [problem] = reading.problems
    assert "3, 4" in problem.expected
    wrong = mapping.replace(f'{key} = {{ "Pace"', f'{key} = {{ "Paze"')
    assert "SL-MAP-NO-COLUMN" in {problem.code for problem in read(HEADINGS, H1, mapping=wrong).problems}


def test_rows_that_say_the_same_are_read_once_and_those_that_differ_not_at_all():
    reading = read(HEADINGS, H1, H1, H2, [*H2[:3], "calm"])
    assert homes(reading) == ["H1"]
    assert said(reading) == {("ROW-TWICE", "A3"), ("ID-TWICE", "A4"), ("ID-TWICE", "A5")}


def test_what_refers_to_rows_that_were_left_out_says_so():
    checks = (
        '[[sheet]]\nsheet = "Gas"\n[sheet.columns]\n"Home" = "check.household"\n"Gas" = "check gas.date"\n'
    )
    rows = [["Home", "Gas"], ["H2", "01/02/2026"]]
    reading = a_reading(HOMES + checks, Homes=[HEADINGS, H1, H2, [*H2[:3], "calm"]], Gas=rows)
    [problem] = [problem for problem in reading.problems if problem.code == "SL-MAP-NOBODY"]
    assert problem.suggestion == "Mend those rows first."


# -- comments


def test_comments_are_kept_with_the_notes_of_the_record_they_stand_beside():
    commented = ["H1", "HX3 5YD", {"value": "n", "comment": "since May"}, "calm"]
    reading = read(HEADINGS, commented, [None, None, {"value": None, "comment": "lost"}])
    assert reading.scheme.households[0].notes == "since May"
    assert [(problem.cell, problem.expected) for problem in reading.problems] == [
        ("C2", "The comment on this cell was kept with the notes."),
        ("C3", "The comment on this cell was not read."),
    ]


def test_several_comments_and_notes_are_kept_by_their_headings():
    mapping = HOMES + '"Notes" = "household.notes"\n'
    row = [
        "H1",
        {"value": "HX3 5YD", "comment": "new"},
        "n",
        {"value": "calm", "comment": "very"},
        "none yet",
    ]
    [home] = read([*HEADINGS, "Notes"], row, mapping=mapping).scheme.households
    assert home.notes == "Notes: none yet\nPace (comment): very\nPostcode (comment): new"


# -- cells that hold no value


def test_a_cell_with_an_error_costs_only_itself():
    reading = read(HEADINGS, ["H1", {"error": "#N/A"}, "n", "calm"])
    assert homes(reading) == ["H1"]
    assert [(problem.code, problem.cell, problem.given) for problem in reading.problems] == [
        ("SL-FILE-ERROR-CELL", "B2", "#N/A")
    ]


# -- the day the register speaks of

AS_AT = 'as_at = { sheet = "Homes", cell = "A1" }\n'


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("homes at 3 May 2026", "2026-05-03"),
        ("updated 2026-05-03", "2026-05-03"),
        ("03/05/2026", "2026-05-03"),
    ],
)
def test_the_day_a_register_speaks_of_is_read_out_of_its_title(title, found):
    reading = read([title], HEADINGS, H1, top=AS_AT)
    assert reading.scheme.as_at.isoformat() == found


@pytest.mark.parametrize("title", ["our homes", "31/02/2026 or 32.1.2026", None])
def test_a_day_that_is_not_there_is_said(title):
    reading = read([title, "x"], HEADINGS, H1, top=AS_AT)
    assert reading.scheme.as_at is None
    assert said(reading) == {("NO-DAY", "A1")}


def test_a_day_in_a_sheet_that_is_not_there_is_said():
    reading = read(HEADINGS, H1, top=AS_AT.replace('"Homes"', '"Cover"'))
    assert said(reading) == {("NO-DAY", "A1")}
