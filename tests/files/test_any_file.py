from datetime import date

import pytest
from files_makers import (
    SHEET,
    changed_workbook,
    with_parts,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharedlives.errors import FileRefusedError
from sharedlives.files.sheets import (
    Cell,
    Tables,
    clean,
    column_letters,
    read_tables,
)


def the_sheet(path):
    (sheet,) = read_tables(path).sheets
    return sheet


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
