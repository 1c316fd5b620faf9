"""One door for every scheme: whatever it is kept in is opened, and anything else refused with the remedy."""

import pytest
from files_makers import a_workbook
from house import CHECKOUT
from register_makers import save_workbook
from schemes import REGISTER_MAP, a_small_scheme, two_rows

from sharedlives.domain.words import Nation
from sharedlives.errors import DocumentRefusedError, FileRefusedError
from sharedlives.files.json_documents import scheme_to_json, write_scheme_json
from sharedlives.files.mapping_reader import read_register
from sharedlives.files.opening import open_scheme
from sharedlives.files.workbook_writer import write_template, write_workbook

CALDERBROOK = CHECKOUT / "examples" / "registers" / "calderbrook.xlsx"


@pytest.mark.parametrize("name", ["scheme.json", "scheme.JSON", "scheme", "scheme.txt"])
def test_a_document_is_known_by_its_ending_or_by_how_it_begins(tmp_path, name):
    path = tmp_path / name
    path.write_text("\ufeff\n " + scheme_to_json(a_small_scheme()), encoding="utf-8")
    assert open_scheme(path).scheme == a_small_scheme()


def test_a_workbook_of_ours_needs_no_mapping(tmp_path):
    write_workbook(a_small_scheme(), tmp_path / "s.xlsx")
    reading = open_scheme(tmp_path / "s.xlsx")
    assert (reading.scheme, reading.problems) == (a_small_scheme(), ())


def test_a_workbook_of_ours_that_lost_its_properties_is_known_by_its_sheet(tmp_path):
    from openpyxl import load_workbook

    write_workbook(a_small_scheme(), tmp_path / "s.xlsx")
    book = load_workbook(tmp_path / "s.xlsx")
    book.properties.keywords = None
    book.save(tmp_path / "s.xlsx")
    assert open_scheme(tmp_path / "s.xlsx").scheme == a_small_scheme()


def test_a_workbook_of_ours_without_its_first_sheet_is_told_what_is_missing(tmp_path):
    from openpyxl import load_workbook

    write_template(tmp_path / "s.xlsx", Nation.WALES)
    book = load_workbook(tmp_path / "s.xlsx")
    del book["Scheme"]
    book.save(tmp_path / "s.xlsx")
    reading = open_scheme(tmp_path / "s.xlsx")
    assert reading.scheme is None
    assert [problem.code for problem in reading.problems] == ["SL-BOOK-SHEET"]


@pytest.mark.parametrize("as_folder", [False, True])
def test_a_register_is_read_through_its_mapping(tmp_path, as_folder):
    folder = tmp_path / "register"
    folder.mkdir()
    (folder / "homes.csv").write_text(two_rows(), encoding="utf-8")
    (tmp_path / "m.toml").write_text(REGISTER_MAP, encoding="utf-8")
    path = folder if as_folder else folder / "homes.csv"
    reading = open_scheme(path, tmp_path / "m.toml")
    assert reading == read_register(path, tmp_path / "m.toml")
    assert reading.is_complete


def test_a_register_without_its_mapping_is_told_of_its_sheets_and_headings(tmp_path):
    [problem] = open_scheme(CALDERBROOK).problems
    assert problem.code == "SL-BOOK-NOT-OURS"
    assert problem.suggestion.startswith("Give the mapping with --map. What stands in the register: ")
    assert "the sheet “CARERS” with the headings “Ref”, “Carer 1”, “Carer 1 DOB”" in problem.suggestion
    assert "and more" in problem.suggestion
    (tmp_path / "homes.csv").write_text(two_rows(), encoding="utf-8")
    [problem] = open_scheme(tmp_path / "homes.csv").problems
    assert "the sheet “homes” with the headings “Ref”, “Postcode”, “Pets”, “Approved”." in problem.suggestion


def test_the_headings_told_are_those_below_a_title(tmp_path):
    rows = [["Our register"], [], ["Ref", "Name", "Born"], ["H001", "Zebedee Quill", "03/02/1970"]]
    save_workbook(tmp_path / "r.xlsx", {"Homes": rows, "Empty": []})
    [problem] = open_scheme(tmp_path / "r.xlsx").problems
    assert (
        "the sheet “Homes” with the headings “Ref”, “Name”, “Born”; the sheet “Empty”." in problem.suggestion
    )
    assert "Zebedee" not in problem.suggestion


def test_what_may_be_about_somebody_is_not_told_as_a_heading(tmp_path):
    row = ["H001", "07700 900123", "03/02/1970", "x" * 41, "Carer 1"]
    save_workbook(tmp_path / "r.xlsx", {"Homes": [row]})
    [problem] = open_scheme(tmp_path / "r.xlsx").problems
    assert "with the headings “Carer 1”." in problem.suggestion


@pytest.mark.parametrize(("number", "says"), [(5, "; 1 more sheet."), (7, "; 3 more sheets.")])
def test_of_many_sheets_the_first_four_are_told(tmp_path, number, says):
    save_workbook(tmp_path / "r.xlsx", {f"Sheet {letter}": [["Ref"]] for letter in "ABCDEFG"[:number]})
    [problem] = open_scheme(tmp_path / "r.xlsx").problems
    assert "“Sheet D”" in problem.suggestion
    assert "“Sheet E”" not in problem.suggestion
    assert says in problem.suggestion


@pytest.mark.parametrize("make", [write_scheme_json, write_workbook])
def test_a_mapping_is_not_for_our_own_formats(tmp_path, make):
    path = tmp_path / ("s.json" if make is write_scheme_json else "s.xlsx")
    make(a_small_scheme(), path)
    with pytest.raises(FileRefusedError, match="a mapping is for a scheme's own register: leave out --map"):
        open_scheme(path, tmp_path / "m.toml")


@pytest.mark.parametrize("mapping", [None, "m.toml"])
def test_what_is_not_there_is_said(tmp_path, mapping):
    with pytest.raises(FileRefusedError, match=r"There is no file or folder called “gone\.json” there"):
        open_scheme(tmp_path / "gone.json", mapping)


def test_another_document_of_ours_is_refused_with_what_is_wanted(tmp_path):
    (tmp_path / "r.json").write_text('{"format": "sharedlives.match/1"}', encoding="utf-8")
    with pytest.raises(
        DocumentRefusedError, match=r"another kind, sharedlives\.match: give a sharedlives\.scheme"
    ):
        open_scheme(tmp_path / "r.json")


def test_the_file_is_never_changed(tmp_path):
    path = a_workbook(tmp_path / "r.xlsx")
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    open_scheme(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
