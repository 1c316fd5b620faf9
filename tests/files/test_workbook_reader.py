"""Our own workbook as people leave it: everything readable is read, and every problem has its place."""

from datetime import date, time

import pytest
from builders import a_bedroom, a_home, a_household, a_person, a_scheme, an_arrangement
from hypothesis import given
from hypothesis import strategies as st
from workbooks import A_HOME, a_sheet, filled, filled_in, in_memory, said, template

from sharedlives.dates import Period, Sessions, Stay, Weekday
from sharedlives.domain.place import Place
from sharedlives.domain.words import Kind, Nation, Sex
from sharedlives.errors import FileRefusedError, Severity
from sharedlives.files.columns import sheets
from sharedlives.files.tables import Tables
from sharedlives.files.workbook_reader import read_workbook, read_workbook_tables
from sharedlives.files.workbook_writer import write_workbook

HOME = {"Household id": "H1"}
PERSON = {"Person id": "P1"}


def read_filled(**rows):
    """What is read of the template with rows filled in; underscores in a sheet's name are spaces."""
    return read_workbook_tables(filled({title.replace("_", " "): some for title, some in rows.items()}))


def the_problem(reading):
    (problem,) = reading.problems
    return problem


def test_a_coordinators_first_rows_are_read():
    reading = read_filled(
        Households=[{**HOME, "Postcode": "hx3 5yd", "Any animals?": "yes", "Languages": "English, Welsh"}],
        Animals=[{**HOME, "Animal": "Dog", "How many": 2}],
        Carers=[{"Carer id": "C1", **HOME, "Role": "1", "Sex": "f", "Skills and training": "Hoist; insulin"}],
        Approvals=[
            {**HOME, "Approved from": date(2020, 1, 1), "Live-in at once": 1, "Day support at once": 2}
        ],
        People=[{**PERSON, "Born on": "3 Mar 1980", "Support for": "none"}],
        Requests=[{"Request id": "R1", **PERSON, "Kind": "Day support", "Days of the week": "Mon/Wed"}],
    )
    assert reading.problems == ()
    scheme = reading.scheme
    (home,) = scheme.households
    assert (home.place.postcode, home.languages) == ("HX3 5YD", {"english", "welsh"})
    assert [(pet.kind, pet.number) for pet in home.pets] == [("dog", 2)]
    assert home.members is None
    assert scheme.carers[0].sex is Sex.FEMALE
    assert [scheme.approvals[0].terms.number(kind) for kind in Kind] == [1, 0, 2, 0, 0, 0]
    assert scheme.people[0].needs == frozenset()
    assert scheme.requests[0].weekdays == {Weekday.MONDAY, Weekday.WEDNESDAY}


def test_rows_and_columns_may_stand_in_any_order_below_titles_and_beside_other_columns(tmp_path):
    book = template(tmp_path / "t.xlsx")
    del book["Carers"]
    sheet = book.create_sheet(" carers ")
    sheet.append(["Our carers, updated weekly"])
    sheet.append([])
    sheet.append(["Surname", "Our own score", "Household ref", "CARER  ID"])
    sheet.append(["Lumb", 7, "H1", "C1"])
    book["Households"]["A5"] = "H1"
    book.save(tmp_path / "t.xlsx")
    reading = read_workbook(tmp_path / "t.xlsx")
    assert [(c.id, c.last_name, c.household_id) for c in reading.scheme.carers] == [("C1", "Lumb", "H1")]
    assert said(reading.problems) == [" carers !B3 notice: SL-BOOK-HEADING"]


@given(shuffled_by=st.randoms())
def test_the_order_of_rows_changes_no_collection(shuffled_by):
    one_room = {"bedrooms": (a_bedroom(),)}
    scheme = a_scheme(*a_home("H1", **one_room), *a_home("H2", **one_room), a_person("P1"), a_person("P2"))
    tables = in_memory(scheme)
    shuffled = []
    for sheet in tables.sheets:
        rows = [[cell.value for cell in row] for row in sheet.rows]
        below = rows[1:]
        shuffled_by.shuffle(below)
        shuffled.append(a_sheet(sheet.title, [*rows[:1], *below]))
    assert read_workbook_tables(Tables(sheets=tuple(shuffled))).scheme == scheme


# Headings and sheets


def test_a_heading_nobody_knows_says_what_may_be_meant_and_costs_only_its_column(tmp_path):
    book = template(tmp_path / "t.xlsx")
    book["Households"]["C1"] = "Poscode"
    book["Households"]["A2"], book["Households"]["C2"] = "H1", "HX3 5YD"
    book.save(tmp_path / "t.xlsx")
    reading = read_workbook(tmp_path / "t.xlsx")
    problem = the_problem(reading)
    assert (problem.place, problem.severity) == ("Households!C1", Severity.LEFT_OUT)
    assert problem.suggestion == "Did you mean “Postcode”?"
    assert reading.scheme.households[0].place.postcode is None


def test_a_heading_that_stands_twice_is_read_once_and_said(tmp_path):
    book = template(tmp_path / "t.xlsx")
    book["Households"]["AZ1"], book["Households"]["AZ2"] = "Household", "Other"
    book["Households"]["A2"], book["Households"]["B2"] = "H1", "Lumb"
    book.save(tmp_path / "t.xlsx")
    reading = read_workbook(tmp_path / "t.xlsx")
    assert said(reading.problems) == ["Households!AZ1 left out: SL-BOOK-HEADING-TWICE"]
    assert reading.scheme.households[0].name == "Lumb"


def test_a_sheet_without_the_column_every_row_needs_is_not_read(tmp_path):
    book = template(tmp_path / "t.xlsx")
    book["People"]["A1"], book["People"]["A2"] = "Persn id", "P1"
    book.save(tmp_path / "t.xlsx")
    reading = read_workbook(tmp_path / "t.xlsx")
    assert said(reading.problems) == [
        "People left out: SL-BOOK-COLUMN",
        "People!A1 left out: SL-BOOK-HEADING",
    ]
    assert "Did you mean “Persn id”?" in reading.problems[0].suggestion
    assert reading.scheme.people == ()


def test_sheets_of_peoples_own_are_passed_over_and_a_misspelt_one_is_said(tmp_path):
    book = template(tmp_path / "t.xlsx")
    book.create_sheet("Phone tree").append(["Ann"])
    book.create_sheet("Blank")
    book["Bedrooms"].title = "Bedroms"
    book["Bedroms"]["A2"] = "H1"
    book.save(tmp_path / "t.xlsx")
    reading = read_workbook(tmp_path / "t.xlsx")
    assert said(reading.problems) == [
        "Bedroms left out: SL-BOOK-SHEET",
        "Phone tree notice: SL-BOOK-SHEET",
    ]
    assert reading.problems[0].suggestion == "Did you mean “Bedrooms”?"


def test_a_workbook_that_is_not_ours_stops_with_the_way_on(tmp_path):
    reading = read_workbook_tables(Tables(sheets=(a_sheet("Homes", [["Ref"], ["H1"]]),)))
    assert reading.scheme is None
    assert said(reading.problems) == [
        "the file stops: SL-BOOK-NOT-OURS",
        "Homes notice: SL-BOOK-SHEET",
    ]
    assert "--map" in reading.problems[0].suggestion
    (tmp_path / "t.xlsx").write_bytes(b"not a workbook")
    with pytest.raises(FileRefusedError, match="plain text"):
        read_workbook(tmp_path / "t.xlsx")


@pytest.mark.parametrize(
    ("given", "code", "suggestion"),
    [
        ("sharedlives.workbook/2", "SL-BOOK-VERSION", "Update sharedlives"),
        ("mine", "SL-BOOK-VERSION", "Write sharedlives.workbook/1 beside"),
        (None, "SL-BOOK-VERSION", "Write sharedlives.workbook/1 beside"),
    ],
)
def test_a_later_or_unknown_version_stops(given, code, suggestion):
    sheet = a_sheet("Scheme", [["Nation", "Wales"], ["Workbook format", given]])
    reading = read_workbook_tables(Tables(sheets=(sheet,)))
    problem = the_problem(reading)
    assert (reading.scheme, problem.severity, problem.code) == (None, Severity.STOPS, code)
    assert suggestion in problem.suggestion


def test_the_nation_must_be_said(tmp_path):
    book = template(tmp_path / "t.xlsx")
    book["Scheme"]["B3"] = "Engerland"
    book.save(tmp_path / "t.xlsx")
    reading = read_workbook(tmp_path / "t.xlsx")
    assert reading.scheme is None
    assert said(reading.problems) == [
        "Scheme!B3 left out: SL-BOOK-UNKNOWN-WORD",
        "Scheme!B3 stops: SL-BOOK-NATION",
    ]
    missing = read_workbook_tables(Tables(sheets=(a_sheet("People", [["Person id"], ["P1"]]),)))
    assert said(missing.problems) == ["Scheme stops: SL-BOOK-SHEET"]
    near = read_workbook_tables(
        Tables(sheets=(a_sheet("People", [["Person id"]]), a_sheet("Schemes", [["a"]])))
    )
    stops = next(problem for problem in near.problems if problem.severity is Severity.STOPS)
    assert "Is it “Schemes”?" in stops.suggestion


def test_settings_are_read_and_what_is_wrong_with_them_is_said():
    rows = [
        ["Setting", "Value"],
        ["Nation", "Cymru / Wales"],
        ["Nation", "Scotland"],
        ["As at", "31/02/2026"],
        ["Not kept", "Carers: Sex; household.pace"],
        ["Naem of the scheme", "Calder"],
        ["Budget", "12"],
        ["Workbook format", "sharedlives.workbook/1"],
    ]
    reading = read_workbook_tables(Tables(sheets=(a_sheet("Scheme", rows),)))
    assert reading.scheme == a_scheme(
        nation=Nation.SCOTLAND, not_kept=frozenset({"carer.sex", "household.pace"})
    )
    assert said(reading.problems) == [
        "Scheme!B4 left out: SL-BOOK-DATE-IMPOSSIBLE",
        "Scheme!A6 left out: SL-BOOK-SETTING",
        "Scheme!A7 notice: SL-BOOK-SETTING",
    ]


# Cells


@pytest.mark.parametrize(
    ("heading", "value", "code"),
    [
        ("Born on", "31/02/2026", "SL-BOOK-DATE-IMPOSSIBLE"),
        ("Born on", "12.03.24", "SL-BOOK-TWO-DIGIT-YEAR"),
        ("Born on", "last spring", "SL-BOOK-NOT-A-DATE"),
        ("Sex", "femmale", "SL-BOOK-UNKNOWN-WORD"),
        ("Postcode", "HX9", "SL-BOOK-NOT-A-POSTCODE"),
        ("Smokes?", "sometimes", "SL-BOOK-NOT-YES-OR-NO"),
        ("Needs of a bedroom", "step-free; sauna", "SL-BOOK-UNKNOWN-WORD"),
    ],
)
def test_a_cell_that_cannot_be_read_costs_only_itself(heading, value, code):
    reading = read_filled(People=[{**PERSON, "First name": "Ann", heading: value}])
    problem = next(problem for problem in reading.problems if problem.severity is not Severity.NOTICE)
    assert (problem.sheet, problem.heading, problem.code) == ("People", heading, code)
    assert problem.severity is Severity.LEFT_OUT
    assert problem.cell.endswith("2")
    assert reading.scheme.people[0].first_name == "Ann"
    assert value not in repr(problem)


def test_errors_of_excel_and_formulas_without_a_result_are_said_and_not_taken_for_blanks(tmp_path):
    rows = [{**PERSON, "First name": "=1/0", "Notes": "#N/A"}]
    reading = read_workbook(filled_in(tmp_path / "t.xlsx", {"People": rows}))
    assert [(problem.code, problem.heading) for problem in reading.problems] == [
        ("SL-FILE-FORMULA", None),
        ("SL-FILE-FORMULA-BLANK", "First name"),
        ("SL-FILE-ERROR-CELL", "Notes"),
    ]


def test_a_date_kept_as_a_number_is_read_with_a_notice(tmp_path):
    book = template(tmp_path / "t.xlsx")
    book["People"]["A2"], book["People"]["D2"] = "P1", 29283
    book["People"]["D2"].number_format = "0"
    book.save(tmp_path / "t.xlsx")
    reading = read_workbook(tmp_path / "t.xlsx")
    assert reading.scheme.people[0].born == date(1980, 3, 3)
    assert said(reading.problems) == ["People!D2 notice: SL-BOOK-DATE-AS-NUMBER"]


def test_a_row_without_what_it_needs_is_left_out_and_said():
    reading = read_filled(
        **A_HOME,
        Requests=[{"Request id": "R1", **PERSON}, {"Request id": "R2", **PERSON, "Kind": "holiday"}],
    )
    assert said(reading.problems) == [
        "Requests!C2 left out: SL-BOOK-NEEDED",
        "Requests!C3 left out: SL-BOOK-UNKNOWN-WORD",
    ]
    assert "Until then the whole row is left out." in reading.problems[1].suggestion
    assert reading.scheme.requests == ()


@pytest.mark.parametrize(
    ("cells", "place", "expected", "is_kept"),
    [
        (
            {"Kind": "Live-in", "First night": date(2026, 1, 2), "Leaving day": date(2026, 1, 1)},
            "Arrangements!F2",
            "A stay has no night: its leaving day must come after its arrival.",
            False,
        ),
        ({"Kind": "Live-in"}, "Arrangements!E2", "An arrangement of this kind needs “First night”.", False),
        ({"Kind": "Outreach"}, "Arrangements!H2", "An arrangement of this kind needs “Days from”.", False),
        (
            {"Kind": "Live-in", "First night": date(2026, 1, 2), "Days from": date(2026, 1, 1)},
            "Arrangements!J2",
            "“Days from” is filled in, and “Days of the week” is not, so neither was read.",
            True,
        ),
        (
            {"Kind": "Live-in", "Leaving day": date(2026, 1, 2)},
            "Arrangements!E2",
            "“Leaving day” is filled in, and “First night” is not, so neither was read.",
            False,
        ),
    ],
)
def test_dates_that_do_not_fit_say_where_and_why(cells, place, expected, is_kept):
    reading = read_filled(**A_HOME, Arrangements=[{**PERSON, **HOME, **cells}])
    problem = the_problem(reading)
    assert (problem.place, problem.expected) == (place, expected)
    assert bool(reading.scheme.arrangements) is is_kept
    assert ("whole row is left out" in problem.suggestion) is not is_kept


def test_what_a_record_refuses_is_said_by_its_headings():
    reading = read_filled(
        **A_HOME,
        Requests=[
            {
                "Request id": "R1",
                **PERSON,
                "Kind": "Live-in",
                "Earliest start": date(2026, 2, 1),
                "Latest start": date(2026, 1, 1),
            }
        ],
        Declines=[{**PERSON, **HOME, "Who said no": "Carer", "How far it reaches": "This kind"}],
        Wishes_of_people=[
            {
                **PERSON,
                "About": "A home where somebody smokes",
                "What exactly": "yes",
                "How strongly": "Must not",
            },
            {**PERSON, "About": "A carer of this sex", "What exactly": "F", "How strongly": "Prefer"},
            {
                **PERSON,
                "About": "Somebody of this age or older coming",
                "What exactly": 30,
                "How strongly": "Avoid",
            },
        ],
    )
    assert said(reading.problems) == [
        "Wishes of people!C2 left out: SL-BOOK-DOES-NOT-FIT",
        "Requests!G2 left out: SL-BOOK-DOES-NOT-FIT",
        "Declines!E2 left out: SL-BOOK-DOES-NOT-FIT",
    ]
    assert reading.problems[1].expected == "“Latest start” comes before “Earliest start”."
    assert reading.problems[2].expected == "Say which kind, or widen its scope."
    assert [wish.value for wish in reading.scheme.people[0].wishes] == ["female", "30"]


# Other sheets


def test_parts_go_to_the_record_they_name_and_those_of_nobody_are_left_out():
    reading = read_filled(
        Households=[HOME, {"Household id": "H2"}],
        Bedrooms=[
            {**HOME, "Bedroom id": "B1", "Double?": "Yes"},
            {"Household id": "H3", "Bedroom id": "B1"},
            {"Bedroom id": "B9"},
        ],
    )
    assert said(reading.problems) == [
        "Bedrooms!A3 left out: SL-BOOK-REFERS-TO-NOBODY",
        "Bedrooms!A4 left out: SL-BOOK-NEEDED",
    ]
    one, two = reading.scheme.households
    assert [room.id for room in one.bedrooms] == ["B1"]
    assert two.bedrooms is None


def test_a_yes_without_rows_and_a_no_with_rows_are_said():
    reading = read_filled(
        Households=[
            {**HOME, "Any animals?": "Yes", "Anyone else living there?": "No"},
            {"Household id": "H2", "Any animals?": "No"},
        ],
        Animals=[{"Household id": "H2", "Animal": "cat"}],
    )
    one, two = reading.scheme.households
    assert (one.pets, one.members) == (None, ())
    assert [pet.kind for pet in two.pets] == ["cat"]
    assert [(p.place, p.severity, p.heading) for p in reading.problems] == [
        ("Households!G2", Severity.NOTICE, "Any animals?"),
        ("Households!G3", Severity.NOTICE, "Any animals?"),
    ]


def test_ids_left_blank_come_from_the_content_and_not_from_the_row():
    training = {"About whom or what": "Household", "Id": "H1", "Check": "Gas safety"}
    rooms = [HOME | {"Double?": "Yes"}, HOME | {"Double?": "Yes"}, HOME | {"Double?": "No"}]
    first = read_filled(**A_HOME, Bedrooms=rooms, Checks=[training, {**training, "Topic": "hob"}])
    again = read_filled(
        **A_HOME, Bedrooms=rooms[::-1], Checks=[{**training, "Topic": "hob"}, training, training]
    )
    assert first.problems == again.problems == ()
    assert first.scheme.checks == again.scheme.checks
    ids = [{room.id for room in reading.scheme.households[0].bedrooms} for reading in (first, again)]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 3
    assert all(identity.startswith("H1-") for identity in ids[0])


def test_sources_reach_the_row_they_name_and_lost_ones_are_said():
    reading = read_filled(
        **A_HOME,
        Household_members=[{**HOME, "Member id": "M1"}],
        Sources=[
            {"Which sheet": "Households", "Id": "H1", "Which fact": "Postcode", "Source": "visit"},
            {"Which sheet": "household members", "Id": "M1", "Household id": "H1", "Source": "mum"},
            {"Which sheet": "Household members", "Id": "M1", "Source": "mum"},
            {"Which sheet": "Houses", "Id": "H1", "Source": "mum"},
            {"Which sheet": "People", "Source": "mum"},
        ],
    )
    (home,) = reading.scheme.households
    assert [(source.fact, source.source) for source in home.sources] == [("place.postcode", "visit")]
    assert [source.source for source in home.members[0].sources] == ["mum"]
    assert said(reading.problems) == [
        "Sources!B4 left out: SL-BOOK-SOURCE",
        "Sources!A5 left out: SL-BOOK-SOURCE",
        "Sources!B6 left out: SL-BOOK-NEEDED",
    ]


# The scheme as a whole


def test_references_to_nobody_and_ids_given_twice_are_said_at_their_cells():
    reading = read_filled(
        Households=[HOME, {"Household id": "H2"}, {"Household id": "H2", "Household": "Other"}],
        Household_members=[{**HOME, "Member id": "M1"}, {**HOME, "Member id": "M1", "Age": 3}],
        Carers=[{"Carer id": "C1", "Household id": "H9"}],
        People=[PERSON],
        Arrangements=[
            {"Arrangement id": "L1", **PERSON, **HOME, "Kind": "LT", "First night": date(2020, 1, 1)},
        ],
    )
    places = {problem.place: problem for problem in reading.problems}
    assert places["Households!A4"].code == "SL-BOOK-ID-TWICE"
    assert places["Households!A4"].expected == "2 households have the id H2."
    assert places["Household members!B3"].code == "SL-BOOK-ID-TWICE"
    assert places["Carers!B2"].code == "SL-BOOK-REFERS-TO-NOBODY"
    assert places["Carers!B2"].given == "H9"
    assert all(problem.severity is Severity.LEFT_OUT for problem in reading.problems)


def test_facts_that_cannot_both_be_true_are_read_with_a_notice():
    rows = [
        {
            "Arrangement id": f"L{n}",
            **PERSON,
            "Household id": f"H{n}",
            "Kind": "LT",
            "First night": date(2020, 1, n),
        }
        for n in (1, 2)
    ]
    reading = read_filled(Households=[HOME, {"Household id": "H2"}], People=[PERSON], Arrangements=rows)
    assert len(reading.scheme.arrangements) == 2
    problem = the_problem(reading)
    assert (problem.place, problem.severity, problem.code) == (
        "Arrangements!A2",
        Severity.NOTICE,
        "SL-BOOK-TWO-HOMES",
    )
    assert problem.suggestion == "End the one they left, or record the move."


def test_a_problem_whose_row_is_not_there_is_still_said():
    from sharedlives.errors import SchemeProblem
    from sharedlives.files.workbook_problems import Places, of_scheme

    lost = SchemeProblem(code="odd", collection="people", record="P9", message="something is odd")
    (problem,) = of_scheme([lost], Places())
    assert (problem.place, problem.expected, problem.suggestion) == ("the file", "Something is odd.", "")


def test_dated_and_timed_things_come_back_as_they_were():
    sessions = Sessions(
        Period(date(2026, 1, 5)), frozenset({Weekday.FRIDAY}), starts=time(9, 30), ends=time(15, 0)
    )
    home = a_home("H1")
    scheme = a_scheme(
        *home,
        a_person("P1"),
        an_arrangement("L1", kind=Kind.DAY_SUPPORT, stay=None, sessions=sessions),
        an_arrangement("L2", stay=Stay(date(2026, 1, 5), date(2026, 1, 6))),
    )
    assert read_workbook_tables(in_memory(scheme)).scheme == scheme


# Nothing people can type ends in a traceback

GARBAGE = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.integers(-10, 10**16),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
    st.times(),
    st.sampled_from(["H1", "P1", "yes", "n/k", "none", "1/2/24", "live-in", '"', '""', "; ;", "from"]),
)


@given(st.data())
def test_garbage_in_any_cell_gives_problems_and_never_a_traceback(data):
    tables = list(in_memory(a_scheme(a_household("H1"), a_person("P1"))).sheets)
    table = data.draw(st.sampled_from(sheets()))
    headings = [column.heading for column in table.all_columns]
    rows = data.draw(st.lists(st.lists(GARBAGE, min_size=len(headings), max_size=len(headings)), max_size=3))
    tables = [sheet for sheet in tables if sheet.title != table.title]
    reading = read_workbook_tables(Tables(sheets=(*tables, a_sheet(table.title, [headings, *rows]))))
    assert reading.scheme is not None
    for problem in reading.problems:
        assert problem.expected
        assert problem.message()


def test_a_postcode_that_the_national_list_does_not_hold_is_kept_and_said(tmp_path):
    scheme = a_scheme(a_household("H1", place=Place(postcode="ZZ9 9ZZ")))
    write_workbook(scheme, tmp_path / "scheme.xlsx")
    reading = read_workbook(tmp_path / "scheme.xlsx")
    [problem] = reading.problems
    assert (problem.code, problem.severity) == ("SL-BOOK-POSTCODE-UNKNOWN", Severity.NOTICE)
    assert problem.heading == "Postcode"
    assert reading.scheme == scheme
