import pytest

from sharedlives.errors import FileRefusedError, Severity
from sharedlives.files import csv_cells
from sharedlives.files.sheets import read_tables


def the_sheet(path):
    (sheet,) = read_tables(path).sheets
    return sheet


def values(sheet):
    return [[cell.value for cell in row] for row in sheet.rows]


def a_csv(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_csv_file_is_one_sheet_of_texts_named_after_it(tmp_path):
    sheet = the_sheet(
        a_csv(tmp_path / "Carers.csv", "Ref,Tel,Born\r\nH001,07700900123,03/02/1970\r\n,,\r\nH002,,\r\n")
    )
    assert sheet.title == "Carers"
    assert values(sheet) == [
        ["Ref", "Tel", "Born"],
        ["H001", "07700900123", "03/02/1970"],
        ["H002", None, None],
    ]
    assert sheet.cell(4, 1).reference == "A4"


@pytest.mark.parametrize(
    ("text", "first_row"),
    [
        ("Ref;Name, first;Born\nH001;A, B;x", ["Ref", "Name, first", "Born"]),
        ("Ref\tName\nH001\tA,B;C", ["Ref", "Name"]),
        ('"Ref;code","Name;all"\nH001,A', ["Ref;code", "Name;all"]),
        ("Register\n\nRef;Name\nH001;A", ["Register", None]),
        ("sep=;\nRef;a,b,c,d\nH001;A", ["Ref", "a,b,c,d"]),
        ("Ref\nH001", ["Ref"]),
    ],
)
def test_the_delimiter_is_what_the_first_line_with_any_says(tmp_path, text, first_row):
    assert values(the_sheet(a_csv(tmp_path / "carers.csv", text)))[0] == first_row


def test_a_delimiter_that_is_not_clear_is_refused_and_not_guessed(tmp_path):
    with pytest.raises(FileRefusedError, match=r"not clear what separates the columns.*CSV UTF-8"):
        read_tables(a_csv(tmp_path / "carers.csv", "Ref;Name, first\nH001;A"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_unicode_csv_files_are_read_without_a_notice(tmp_path, encoding):
    tables = read_tables(a_csv(tmp_path / "carers.csv", "Enw,Iaith\nSiân,Cymraeg ŵ\n".encode(encoding)))
    assert values(tables.sheets[0]) == [["Enw", "Iaith"], ["Siân", "Cymraeg ŵ"]]
    assert tables.problems == ()


def test_a_windows_csv_file_is_read_with_a_notice(tmp_path):
    tables = read_tables(a_csv(tmp_path / "carers.csv", "Name,Rate\nZoë,£40\n".encode("cp1252")))
    assert values(tables.sheets[0])[1] == ["Zoë", "£40"]
    (problem,) = tables.problems
    assert (problem.severity, problem.sheet) == (Severity.NOTICE, "carers")
    assert "read as Windows text, not as UTF-8. Check names with accents" in problem.message()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"Ref,Name\nH001,\x81\x8d\n", "letters of this CSV file are written in a way that is not known"),
        (b"Ref\n" + b"H001\n" * 2000 + b"\x00", r"zero bytes.*CSV UTF-8"),
        (b'Ref,Name\nH001,"A\nH002,B\n', r"quotation marks in line 3 of this CSV file.*do not pair up"),
        (b'Ref,Name\nH001,"A"B\n', "quotation marks in line 2"),
    ],
)
def test_a_csv_file_nobody_can_be_sure_of_is_refused_with_the_remedy(tmp_path, content, message):
    with pytest.raises(FileRefusedError, match=message):
        read_tables(a_csv(tmp_path / "carers.csv", content))


def test_a_line_break_and_a_delimiter_within_quotation_marks_stay(tmp_path):
    sheet = the_sheet(
        a_csv(tmp_path / "carers.csv", 'Ref,Needs\r\nH001,"autism\r\nepilepsy, mild"\r\nH002,none\r\n')
    )
    assert values(sheet)[1:] == [["H001", "autism\r\nepilepsy, mild"], ["H002", "none"]]
    assert sheet.cell(2, 2).text == "autism\nepilepsy, mild"


def test_the_apostrophe_that_keeps_text_from_being_a_formula_goes_and_no_other(tmp_path):
    sheet = the_sheet(a_csv(tmp_path / "carers.csv", "a,b,c\n'=1+1,'+44 7700,'tis\n"))
    assert values(sheet)[1] == ["=1+1", "+44 7700", "'tis"]


@pytest.mark.parametrize(
    ("limit", "text"), [("MOST_ROWS", "a\nb\nc\n"), ("MOST_COLUMNS", "a,b,c\n"), ("MOST_CELLS", "a,b\nc,d\n")]
)
def test_a_csv_file_too_large_is_refused(tmp_path, monkeypatch, limit, text):
    monkeypatch.setattr(csv_cells, limit, 2)
    with pytest.raises(FileRefusedError, match="more than is read at once"):
        read_tables(a_csv(tmp_path / "carers.csv", text))


def test_each_csv_file_of_a_folder_is_a_sheet(tmp_path):
    a_csv(tmp_path / "Referrals.csv", "Ref\nR01\n")
    a_csv(tmp_path / "Carers.CSV", "Ref\nH001\n")
    a_csv(tmp_path / "read me.txt", "not a table")
    assert [sheet.title for sheet in read_tables(tmp_path).sheets] == ["Carers", "Referrals"]


def test_a_csv_file_refused_in_a_folder_is_left_out_and_named(tmp_path):
    a_csv(tmp_path / "Carers.csv", "Ref\nH001\n")
    a_csv(tmp_path / "Referrals.csv", b"")
    tables = read_tables(tmp_path)
    assert [sheet.title for sheet in tables.sheets] == ["Carers"]
    (problem,) = tables.problems
    assert problem.severity is Severity.LEFT_OUT
    assert problem.message() == (
        "Referrals · This CSV file was left out. This file is empty. "
        "Check that it was saved, or fetched, completely."
    )


def test_a_folder_of_nothing_but_refused_csv_files_is_refused(tmp_path):
    a_csv(tmp_path / "Carers.csv", b"")
    with pytest.raises(FileRefusedError, match="This file is empty"):
        read_tables(tmp_path)
