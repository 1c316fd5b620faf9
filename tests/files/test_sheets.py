import zipfile
from datetime import date, datetime, time, timedelta

import pytest
from files_makers import (
    MAIN,
    OFFICE,
    PACKAGE,
    SHEET,
    a_raw_workbook,
    a_workbook,
    changed_workbook,
    raw_parts,
    with_parts,
    zipped,
)

from sharedlives.errors import FileRefusedError, Severity
from sharedlives.files import parts, sheets, workbook_cells
from sharedlives.files.sheets import (
    EPOCH_1900,
    EPOCH_1904,
    read_tables,
    unreadable,
)

TEXT = '<c r="{0}" t="inlineStr"><is><t>{1}</t></is></c>'


def the_sheet(path):
    (sheet,) = read_tables(path).sheets
    return sheet


def values(sheet):
    return [[cell.value for cell in row] for row in sheet.rows]


def the_cell(path, row=1, column=1):
    return the_sheet(path).cell(row, column)


def codes(tables):
    return [problem.code for problem in tables.problems]


# What a workbook's cells give.


def test_every_kind_of_value_comes_as_it_is(tmp_path):
    row = (
        "07700 900123",
        42,
        2.5,
        True,
        date(2026, 11, 16),
        datetime(2026, 11, 16, 9, 30),  # noqa: DTZ001 - Excel knows no time zones
        time(7, 30),
        None,
        "x",
    )
    given = the_sheet(a_workbook(tmp_path / "register.xlsx", [row])).row(1)
    assert [cell.value for cell in given] == list(row)
    assert [type(cell.value) for cell in given] == [type(value) for value in row]
    assert [cell.reference for cell in given] == ["A1", "B1", "C1", "D1", "E1", "F1", "G1", "H1", "I1"]


def test_text_stays_verbatim_and_its_clean_form_is_beside_it(tmp_path):
    cell = the_cell(a_workbook(tmp_path / "register.xlsx", [["  Jos\u00e9\u00a0 Ó\u200bg \n\nsee  notes "]]))
    assert cell.value == "  Jos\u00e9\u00a0 Ó\u200bg \n\nsee  notes "
    assert cell.text == "José Óg\n\nsee notes"


def test_text_that_looks_like_a_number_or_an_error_stays_text(tmp_path):
    row = "".join(
        TEXT.format(f"{letter}1", text) for letter, text in zip("ABC", ("42", "#N/A", "TRUE"), strict=True)
    )
    sheet = the_sheet(a_raw_workbook(tmp_path / "register.xlsx", f'<row r="1">{row}</row>'))
    assert values(sheet) == [["42", "#N/A", "TRUE"]]
    assert all(cell.error is None for cell in sheet.row(1))


def test_a_number_comes_with_the_way_it_is_shown(tmp_path):
    def show(_, sheet):
        sheet["A1"].number_format = "dd/mm/yyyy"
        sheet["B1"].number_format = "00000000000"

    path = changed_workbook(
        tmp_path / "register.xlsx", show, rows=[[date(2026, 11, 16), 7700900123, 5, "text"]]
    )
    assert [cell.number_format for cell in the_sheet(path).row(1)] == [
        "dd/mm/yyyy",
        "00000000000",
        "General",
        "General",
    ]


@pytest.mark.parametrize(
    ("length", "shown"),
    [
        (timedelta(hours=7, minutes=30), time(7, 30)),
        (timedelta(hours=36), "36:00"),
        (timedelta(hours=-1, minutes=-5), "-1:05"),
    ],
)
def test_a_length_of_time_is_a_time_of_day_or_from_a_day_on_text(tmp_path, length, shown):
    assert the_cell(a_workbook(tmp_path / "register.xlsx", [[length]])).value == shown


@pytest.mark.parametrize("serial", ["16112026", "-1"])
def test_a_number_no_date_can_be_is_the_error_excel_shows(tmp_path, serial):
    path = a_workbook(tmp_path / "register.xlsx", [[date(2026, 11, 16)]])
    with_parts(path, {SHEET: lambda xml: xml.replace(b"<v>46342</v>", f"<v>{serial}</v>".encode())})
    cell = the_cell(path)
    assert (cell.value, cell.error, cell.is_blank) == (None, "########", False)
    assert "no date Excel knows" in unreadable(cell, sheet="Carers").expected


def test_a_number_beyond_all_numbers_is_an_error(tmp_path):
    assert (
        the_cell(a_raw_workbook(tmp_path / "r.xlsx", '<row r="1"><c r="A1"><v>1e999</v></c></row>')).error
        == "#NUM!"
    )


def test_the_epoch_of_an_old_macintosh_is_honoured(tmp_path):
    path = a_workbook(tmp_path / "register.xlsx", [[date(2026, 11, 16), 46000]])
    assert read_tables(path).epoch == EPOCH_1900
    with_parts(
        path, {"xl/workbook.xml": lambda xml: xml.replace(b"<workbookPr ", b'<workbookPr date1904="1" ')}
    )
    tables = read_tables(path)
    # The same serial counts from 1 January 1904 instead of 30 December 1899: 1,462 days later.
    assert (EPOCH_1904 - EPOCH_1900).days == 1462
    assert [cell.value for cell in tables.sheets[0].row(1)] == [date(2030, 11, 17), 46000]
    assert tables.epoch == EPOCH_1904


def test_shared_strings_are_read_with_their_runs_joined(tmp_path):
    shared = f'<sst xmlns="{MAIN}"><si><t>Ref</t></si><si><r><t>H0</t></r><r><t>01</t></r></si></sst>'
    some = raw_parts(
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>'
    )
    some["xl/sharedStrings.xml"] = shared
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    some["[Content_Types].xml"] = some["[Content_Types].xml"].replace(
        "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    )
    assert values(the_sheet(zipped(tmp_path / "register.xlsx", some))) == [["Ref"], ["H001"]]


def test_cells_and_rows_that_do_not_say_where_they_are_follow_one_another(tmp_path):
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>"
    sheet = the_sheet(a_raw_workbook(tmp_path / "register.xlsx", rows))
    assert values(sheet) == [[1, 2], [None, 3]]
    assert [cell.reference for cell in sheet.row(2)] == ["A2", "B2"]


def test_a_workbook_whose_elements_have_prefixes_is_read(tmp_path):
    some = raw_parts()
    some[SHEET] = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="3"><x:c r="B3"><x:v>5</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    assert the_cell(zipped(tmp_path / "register.xlsx", some), 3, 2).value == 5


# Errors and formulas.


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?"])
def test_an_error_cell_is_an_error_and_never_blank(tmp_path, error):
    cell = the_cell(
        a_raw_workbook(tmp_path / "r.xlsx", f'<row r="1"><c r="A1" t="e"><v>{error}</v></c></row>')
    )
    assert (cell.value, cell.error, cell.is_blank, cell.text) == (None, error, False, "")
    problem = unreadable(cell, sheet="Carers", heading="Expires on")
    assert (problem.severity, problem.given) == (Severity.LEFT_OUT, error)
    assert problem.message() == (
        f"Carers!A1 · Expires on · Excel shows the error {error} here, not a value. "
        "Mend the cell, or clear it if nothing is known."
    )


FORMULA = '<row r="1"><c r="A1"{0}><f>B1*2</f>{1}</c><c r="B1"><v>3</v></c></row>'


def test_a_formula_is_read_as_what_excel_last_worked_out_with_one_notice_for_the_sheet(tmp_path):
    tables = read_tables(a_raw_workbook(tmp_path / "register.xlsx", FORMULA.format("", "<v>6</v>")))
    cell = tables.sheets[0].cell(1, 1)
    assert (cell.value, cell.is_formula, cell.formula_without_value) == (6, True, False)
    assert unreadable(cell, sheet="Carers") is None
    (problem,) = tables.problems
    assert (problem.code, problem.severity) == ("SL-FILE-FORMULA", Severity.NOTICE)
    assert problem.message().startswith(
        "Carers!A1 · Formulas were read as what Excel last worked out, at A1."
    )


def test_many_formulas_are_one_notice_that_names_the_first_few(tmp_path):
    rows = "".join(f'<row r="{row}"><c r="A{row}"><f>B1</f><v>1</v></c></row>' for row in range(1, 13))
    (problem,) = read_tables(a_raw_workbook(tmp_path / "register.xlsx", rows)).problems
    assert "at A1, A2, A3, A4, A5, A6, A7, A8 and 4 more." in problem.expected


@pytest.mark.parametrize("result", ["", "<v/>", "<v></v>"])
def test_a_formula_without_its_result_is_a_problem_at_its_cell(tmp_path, result):
    cell = the_cell(a_raw_workbook(tmp_path / "register.xlsx", FORMULA.format("", result)))
    assert (cell.value, cell.formula_without_value, cell.is_blank) == (None, True, False)
    problem = unreadable(cell, sheet="Carers")
    assert problem.message() == (
        "Carers!A1 · This is a formula, and the file does not hold its result. "
        "Open the file in Excel, save it and try again, or type the value itself."
    )


def test_a_formula_that_gives_an_empty_text_is_blank_and_no_problem(tmp_path):
    cell = the_cell(a_raw_workbook(tmp_path / "register.xlsx", FORMULA.format(' t="str"', "<v></v>")))
    assert (cell.value, cell.is_formula, cell.formula_without_value, cell.is_blank) == (
        None,
        True,
        False,
        True,
    )
    assert unreadable(cell, sheet="Carers") is None


def test_a_formula_that_gives_an_error_is_an_error(tmp_path):
    cell = the_cell(a_raw_workbook(tmp_path / "register.xlsx", FORMULA.format(' t="e"', "<v>#REF!</v>")))
    assert (cell.error, cell.is_formula) == ("#REF!", True)


def test_a_formula_openpyxl_wrote_has_no_result(tmp_path):
    assert the_cell(a_workbook(tmp_path / "register.xlsx", [["=1+1"]])).formula_without_value


# Where content is.


@pytest.mark.parametrize("claimed", ["A1:B4", "A1", "A1:XFD1048576", "C3:C3"])
def test_a_wrong_dimension_tag_loses_nothing(tmp_path, claimed):
    rows = [[f"r{row}c{column}" for column in range(3)] for row in range(10)]
    path = a_workbook(tmp_path / "register.xlsx", rows)
    with_parts(path, {SHEET: lambda xml: xml.replace(b'ref="A1:C10"', f'ref="{claimed}"'.encode())})
    assert claimed.encode() in zipfile.ZipFile(path).read(SHEET)
    assert values(the_sheet(path)) == rows


def test_a_stray_cell_in_the_last_row_is_named_and_every_real_row_is_read(tmp_path):
    rows = [[f"H{row:03}", "Lower Valley"] for row in range(1, 71)]
    path = changed_workbook(
        tmp_path / "register.xlsx", lambda _, sheet: sheet.cell(1_048_576, 16_384, "oops"), rows=rows
    )
    tables = read_tables(path)
    assert values(tables.sheets[0]) == rows
    (problem,) = tables.problems
    assert (problem.code, problem.severity, problem.cell) == (
        "SL-FILE-STRAY-CELL",
        Severity.NOTICE,
        "XFD1048576",
    )
    assert problem.message().startswith(
        "Carers!XFD1048576 · Something stands far outside the table, at XFD1048576"
    )


def test_a_stray_formula_without_a_result_is_only_stray(tmp_path):
    path = changed_workbook(tmp_path / "register.xlsx", lambda _, sheet: sheet.cell(200_000, 1, "=1+1"))
    tables = read_tables(path)
    assert tables.sheets[0].height == 2
    assert codes(tables) == ["SL-FILE-STRAY-CELL", "SL-FILE-FORMULA"]


def test_many_cells_beyond_the_bounds_are_a_table_too_large(tmp_path):
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(100_001, 100_022))
    with pytest.raises(
        FileRefusedError, match=r"more than 100,000 rows, 1,000 columns or 2,000,000 filled cells"
    ):
        read_tables(a_raw_workbook(tmp_path / "register.xlsx", rows))


def test_more_filled_cells_than_are_read_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "MOST_CELLS", 3)
    path = a_workbook(tmp_path / "register.xlsx", [["a", "b"], ["c"]])
    assert the_sheet(path).height == 2
    with pytest.raises(FileRefusedError, match=r"more than is read at once\. Delete what is not needed"):
        read_tables(a_workbook(path, [["a", "b"], ["c", "d"]]))


def test_a_table_of_blanks_between_two_far_cells_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "_MOST_PLACES", 21)
    rows = '<row r="1"><c r="K1"><v>1</v></c></row><row r="9"><c r="A9"><v>1</v></c></row>'
    with pytest.raises(FileRefusedError, match="more than is read at once"):
        read_tables(a_raw_workbook(tmp_path / "register.xlsx", rows))  # 2 rows of 11 columns are 22


def test_formatted_but_empty_rows_and_columns_do_not_count(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="Z1" s="0"/></row>' + "".join(
        f'<row r="{row}" ht="20"><c r="A{row}" s="0"/></row>' for row in range(2, 3_000)
    )
    sheet = the_sheet(
        a_raw_workbook(tmp_path / "register.xlsx", rows + '<row r="200000"><c r="A200000"/></row>')
    )
    assert (sheet.height, sheet.width, values(sheet)) == (1, 1, [[1]])


def test_blank_rows_are_left_out_of_the_rows_and_keep_their_numbers(tmp_path):
    path = a_workbook(
        tmp_path / "register.xlsx", [["Title"], [], ["Ref", "Name"], [" ", "\u00a0"], ["H001"], [""]]
    )
    sheet = the_sheet(path)
    assert [row[0].row for row in sheet.rows] == [1, 3, 5]
    assert values(sheet) == [["Title", None], ["Ref", "Name"], ["H001", None]]
    assert (sheet.height, sheet.width) == (5, 2)


def test_an_empty_sheet_has_no_rows(tmp_path):
    sheet = the_sheet(a_workbook(tmp_path / "register.xlsx", []))
    assert (values(sheet), sheet.height, sheet.width) == ([], 0, 0)
    assert sheet.cell(5, 3).is_blank


def test_sheets_come_in_order_and_are_found_by_title(tmp_path):
    path = changed_workbook(
        tmp_path / "register.xlsx", lambda workbook, _: workbook.create_sheet("Referrals ")
    )
    tables = read_tables(path)
    assert [sheet.title for sheet in tables.sheets] == ["Carers", "Referrals "]
    assert tables.sheet("REFERRALS") is tables.sheets[1]
    assert tables.sheet("Visits") is None


def test_a_chart_on_a_sheet_of_its_own_is_passed_over(tmp_path):
    from openpyxl.chart import BarChart

    path = changed_workbook(
        tmp_path / "register.xlsx",
        lambda workbook, _: workbook.create_chartsheet("Chart").add_chart(BarChart()),
    )
    assert [sheet.title for sheet in read_tables(path).sheets] == ["Carers"]


# Merged, hidden, annotated.


def test_a_merged_area_holds_its_value_top_left_and_gives_it_everywhere_on_request(tmp_path):
    rows = [["Ref", "Carer"], ["H001", "A"], [None, "B"], ["H002", "C"]]
    sheet = the_sheet(
        changed_workbook(tmp_path / "register.xlsx", lambda _, sheet: sheet.merge_cells("A2:A3"), rows=rows)
    )
    assert sheet.cell(3, 1).value is None
    assert sheet.cell(3, 1).merged_from == "A2"
    assert (sheet.cell(2, 1).merged_from, sheet.cell(3, 2).merged_from) == (None, None)
    assert [sheet.merged_value(row, 1) for row in range(1, 5)] == ["Ref", "H001", "H001", "H002"]
    assert sheet.merged_cell(3, 1).reference == "A2"
    assert sheet.merged_value(3, 2) == "B"


def test_a_whole_sheet_merged_is_read_without_wandering(tmp_path):
    path = a_raw_workbook(
        tmp_path / "register.xlsx", after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    assert the_sheet(path).merged_value(2, 7) == "Ref"


def test_merged_areas_laid_over_each_other_a_thousand_times_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook_cells, "_MOST_MERGED_ROWS", 5)
    merged = '<mergeCell ref="A1:XFD1048576"/>' * 3  # three areas over two rows are six
    with pytest.raises(FileRefusedError, match="more than is read at once"):
        read_tables(a_raw_workbook(tmp_path / "register.xlsx", after=f"<mergeCells>{merged}</mergeCells>"))


def test_a_link_over_a_whole_sheet_is_read_without_wandering(tmp_path):
    path = a_raw_workbook(
        tmp_path / "register.xlsx",
        after='<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>',
    )
    assert values(the_sheet(path)) == [["Ref"], ["H001"]]


def test_what_comes_after_the_cells_cannot_spoil_them(tmp_path):
    broken_rule = (
        '<conditionalFormatting sqref="A1"><cfRule type="nonsense" priority="x"/></conditionalFormatting>'
    )
    path = a_raw_workbook(tmp_path / "register.xlsx", after=broken_rule)
    assert values(the_sheet(path)) == [["Ref"], ["H001"]]


def test_hidden_rows_columns_and_sheets_are_read_and_say_so(tmp_path):
    def hide(workbook, sheet):
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        workbook.create_sheet("Lists").sheet_state = "veryHidden"
        workbook["Lists"].append(["Yes"])

    path = changed_workbook(
        tmp_path / "register.xlsx", hide, rows=[["Ref", "Name"], ["H001", "A"], ["H002", "B"]]
    )
    carers, lists = read_tables(path).sheets
    assert values(carers) == [["Ref", "Name"], ["H001", "A"], ["H002", "B"]]
    assert [[cell.hidden for cell in row] for row in carers.rows] == [
        [False, True],
        [True, True],
        [False, True],
    ]
    assert (carers.hidden, carers.hidden_rows, carers.hidden_columns) == (False, {2}, {2})
    assert lists.hidden
    assert lists.cell(1, 1).hidden
    assert lists.cell(9, 9).hidden


def test_a_comment_is_on_its_cell_even_if_the_cell_is_blank(tmp_path):
    from openpyxl.comments import Comment

    def annotate(_, sheet):
        sheet["A2"].comment = Comment("Office:\nask about new puppy ", "Office")
        sheet["C4"].comment = Comment("phone first", "Office")

    sheet = the_sheet(changed_workbook(tmp_path / "register.xlsx", annotate))
    assert sheet.cell(2, 1).comment == "Office:\nask about new puppy"
    assert sheet.cell(1, 1).comment is None
    assert (sheet.cell(4, 3).comment, sheet.cell(4, 3).is_blank) == ("phone first", True)


def with_comments(path, *records):
    """A minimal workbook with these comment records on its sheet."""
    some = raw_parts()
    some["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/comments" Target="/xl/comments1.xml"/></Relationships>'
    )
    listed = "".join(
        f'<comment ref="{reference}" authorId="0"><text><t>{text}</t></text></comment>'
        for reference, text in records
    )
    some["xl/comments1.xml"] = (
        f'<comments xmlns="{MAIN}"><authors><author>A</author></authors>'
        f"<commentList>{listed}</commentList></comments>"
    )
    return zipped(path, some)


def test_a_thread_is_read_without_excels_own_words_around_it(tmp_path):
    thread = "[Threaded comment]\n\nYour version of Excel allows ...\n\nComment:\n    ask about puppy"
    assert the_cell(with_comments(tmp_path / "register.xlsx", ("A1", thread))).comment == "ask about puppy"


def test_a_comment_far_outside_the_table_is_passed_over(tmp_path):
    sheet = the_sheet(with_comments(tmp_path / "register.xlsx", ("A1", "near"), ("XFD1048576", "far")))
    assert (sheet.cell(1, 1).comment, sheet.width, sheet.height) == ("near", 1, 2)


# Registers as schemes keep them.


@pytest.mark.parametrize(
    ("register", "shape"),
    [
        ("calderbrook", [("CARERS", 72, 41), ("PLACEMENTS", 55, 14), ("Referrals", 29, 22)]),
        (
            "gwynant",
            [
                ("Cartrefi - Homes", 34, 21),
                ("Gofalwyr - Carers", 47, 6),
                ("Gwiriadau - Checks", 579, 6),
                ("Trefniadau - Arrangements", 25, 13),
                ("Rhestr aros - Waiting", 19, 22),
            ],
        ),
    ],
)
def test_the_example_registers_are_read_whole(request, register, shape):
    tables = read_tables(request.config.rootpath / "examples" / "registers" / f"{register}.xlsx")
    assert [(sheet.title, sheet.height, sheet.width) for sheet in tables.sheets] == shape
    assert tables.problems == ()
