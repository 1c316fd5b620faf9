from datetime import date

import pytest
from files_makers import (
    BILLION_LAUGHS,
    MAIN,
    SHEET,
    a_raw_workbook,
    a_workbook,
    changed_workbook,
    raw_parts,
    with_parts,
    zipped,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharedlives.errors import FileRefusedError, Severity
from sharedlives.files.sheets import (
    Cell,
    Tables,
    clean,
    column_letters,
    read_tables,
)


def the_cell(path, row=1, column=1):
    return the_sheet(path).cell(row, column)


def the_sheet(path):
    (sheet,) = read_tables(path).sheets
    return sheet


def values(sheet):
    return [[cell.value for cell in row] for row in sheet.rows]


def codes(tables):
    return [problem.code for problem in tables.problems]


# Workbooks as a whole.


def test_a_workbook_with_macros_is_read_with_a_notice(tmp_path):
    path = with_parts(a_workbook(tmp_path / "register.xlsm"), {"xl/vbaProject.bin": b"macros"})
    tables = read_tables(path)
    assert values(tables.sheets[0]) == [["Ref"], ["H001"]]
    (problem,) = tables.problems
    assert problem.severity is Severity.NOTICE
    assert "no macro was run or kept" in problem.message()


def test_drop_downs_and_extensions_bring_no_warning(tmp_path):
    extension = '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst>'
    assert the_cell(a_raw_workbook(tmp_path / "register.xlsx", after=extension)).value == "Ref"


def test_a_sheet_the_file_has_lost_is_damage_and_not_passed_over(tmp_path):
    path = changed_workbook(
        tmp_path / "register.xlsx", lambda workbook, _: workbook.create_sheet("Referrals")
    )
    with_parts(path, {"xl/worksheets/sheet2.xml": None})
    with pytest.raises(FileRefusedError, match="This workbook is damaged"):
        read_tables(path)


def test_a_sheet_that_is_no_worksheet_is_damage(tmp_path):
    path = zipped(tmp_path / "register.xlsx", {**raw_parts(), SHEET: f'<dialogsheet xmlns="{MAIN}"/>'})
    with pytest.raises(FileRefusedError, match="This workbook is damaged"):
        read_tables(path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"])
def test_a_workbook_that_lacks_a_part_it_needs_is_refused(tmp_path, part):
    path = with_parts(a_workbook(tmp_path / "register.xlsx"), {part: None})
    with pytest.raises(FileRefusedError, match=r"This workbook is damaged|no Excel workbook"):
        read_tables(path)


@pytest.mark.parametrize(
    "cell", ['<c r="A1" t="s"><v>7</v></c>', '<c r="A1"><v>x</v></c>', '<c r="A1" s="9"><v>1</v></c>']
)
def test_a_cell_that_makes_no_sense_is_refused_without_a_traceback(tmp_path, cell):
    with pytest.raises(FileRefusedError, match="This workbook is damaged") as refused:
        read_tables(a_raw_workbook(tmp_path / "register.xlsx", f'<row r="1">{cell}</row>'))
    assert refused.value.__suppress_context__


def test_what_the_guard_refuses_is_refused_here_too(tmp_path):
    with pytest.raises(FileRefusedError, match="document type or entities"):
        read_tables(a_raw_workbook(tmp_path / "register.xlsx", start=BILLION_LAUGHS))


def test_reading_leaves_the_file_as_it_was_and_closed(tmp_path):
    path = a_workbook(tmp_path / "register.xlsx")
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    read_tables(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    path.unlink()
    assert not list(tmp_path.iterdir())


def test_no_cell_sheet_or_table_shows_what_it_holds(tmp_path):
    tables = read_tables(a_workbook(tmp_path / "register.xlsx", [["Ann Lumb"]], title="Ann Lumb"))
    shown = f"{tables!r} {tables.sheets[0]!r} {tables.sheets[0].cell(1, 1)!r}"
    assert shown == "<Tables of 1 sheets> <Sheet of 1 rows> <Cell A1>"


def test_problems_of_sheets_nobody_reads_can_be_left_out(tmp_path):
    path = with_parts(a_workbook(tmp_path / "register.xlsm", [["=1+1"]]), {"xl/vbaProject.bin": b"macros"})
    tables = read_tables(path)
    assert codes(tables) == ["SL-FILE-MACROS", "SL-FILE-FORMULA"]
    assert [problem.code for problem in tables.problems_about(frozenset())] == ["SL-FILE-MACROS"]
    assert tables.problems_about(frozenset({"Carers"})) == tables.problems


# Cleaning.


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  HX3\u00a05YD ", "HX3 5YD"),
        ("Sia\u0302n", "Siân"),
        ("\ufeffRef\u200b", "Ref"),
        ("autism \r\n epilepsy\r", "autism\nepilepsy"),
        ("autism_x000D_\nepilepsy", "autism\nepilepsy"),
        ("one\u2028two\vthree", "one\ntwo\nthree"),
        ("a\t b\u2003c\u202f d", "a b c d"),
        ("‘Nan’s’ – “no”", "‘Nan’s’ – “no”"),
        ("a\x07b\x00c", "abc"),
        ("\n \n", ""),
    ],
)
def test_cleaning_takes_away_what_nobody_typed_on_purpose(text, cleaned):
    assert clean(text) == cleaned


@given(st.text())
def test_what_is_clean_stays_as_it_is(text):
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_columns_are_named_as_excel_names_them(column, letters):
    assert column_letters(column) == letters


def test_a_cell_of_a_number_shows_it_as_text():
    assert Cell(row=1, column=1, value=7700900123).text == "7700900123"


# Whatever the file.


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    rows = [["Ref", "Born", "Rooms"], ["H001", date(1970, 2, 3), 2], ["H002", None, True]]
    return changed_workbook(folder / "small.xlsx", lambda _, sheet: sheet.merge_cells("A2:A3"), rows=rows)


def only_tables_or_a_refusal(path):
    try:
        assert isinstance(read_tables(path), Tables)
    except FileRefusedError as refused:
        assert str(refused)  # noqa: PT017 - either way is right, and this is one of them


FUZZ = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@FUZZ
@given(
    changes=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6
    )
)
def test_a_workbook_with_bytes_changed_is_read_or_refused(small, tmp_path, changes):
    content = bytearray(small.read_bytes())
    for where, byte in changes:
        content[int(where * len(content))] = byte
    (tmp_path / "fuzzed.xlsx").write_bytes(content)
    only_tables_or_a_refusal(tmp_path / "fuzzed.xlsx")


@FUZZ
@given(
    part=st.sampled_from(
        [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"]
    ),
    where=st.floats(0, 1, exclude_max=True),
    cut=st.integers(0, 30),
    put=st.sampled_from(
        [b"", b"9", b"-1", b"<", b'"', b"\xff", b"A1:XFD1048576", b"99999999999", b"<v>", b"&x;"]
    ),
)
def test_a_workbook_with_a_part_changed_is_read_or_refused(small, tmp_path, part, where, cut, put):
    def change(xml):
        start = int(where * len(xml))
        return xml[:start] + put + xml[start + cut :]

    path = tmp_path / "fuzzed.xlsx"
    path.write_bytes(small.read_bytes())
    only_tables_or_a_refusal(with_parts(path, {part: change}))


@FUZZ
@given(content=st.binary(min_size=1, max_size=200), ending=st.sampled_from(["csv", "xlsx", "xls"]))
def test_any_bytes_are_read_or_refused(tmp_path, content, ending):
    (tmp_path / f"fuzzed.{ending}").write_bytes(content)
    only_tables_or_a_refusal(tmp_path / f"fuzzed.{ending}")
