"""Our own workbook: what a coordinator gets, and that nothing is lost on the way there and back."""

import pytest
from builders import a_household, a_person, a_scheme
from hypothesis import given, settings
from openpyxl import load_workbook
from workbooks import in_memory

from sharedlives.domain.household import Household, HouseholdMember
from sharedlives.domain.place import Place
from sharedlives.domain.source import Source
from sharedlives.domain.words import Nation
from sharedlives.errors import FileRefusedError, Severity
from sharedlives.files.columns import FORMAT, Form, settings_sheet, sheets, sources_sheet
from sharedlives.files.columns_cells import said
from sharedlives.files.workbook_reader import read_workbook, read_workbook_tables
from sharedlives.files.workbook_writer import write_template, write_workbook
from sharedlives.places import is_known_postcode
from sharedlives.testing import schemes

EVERY_SHEET = (*sheets(), sources_sheet())


@given(schemes(conflicts=True))
def test_every_scheme_is_read_back_as_it_was_written(scheme):
    reading = read_workbook_tables(in_memory(scheme))
    assert reading.scheme == scheme
    assert {problem.severity for problem in reading.problems} <= {Severity.NOTICE}
    assert len(reading.problems) == len(scheme.problems) + unknown_postcodes(scheme)


def unknown_postcodes(scheme):
    """How many places have a postcode that the national list does not hold: each is said at its cell."""
    connections = [connection for person in scheme.people for connection in person.connections]
    postcodes = [record.place.postcode for record in (*scheme.households, *scheme.people, *connections)]
    return sum(postcode is not None and not is_known_postcode(postcode) for postcode in postcodes)


@settings(max_examples=8)
@given(schemes())
def test_every_scheme_comes_back_from_a_file(tmp_path_factory, scheme):
    path = tmp_path_factory.mktemp("books") / "scheme.xlsx"
    assert write_workbook(scheme, path) == ()
    reading = read_workbook(path)
    assert len(reading.problems) == unknown_postcodes(scheme)
    assert reading.is_complete
    assert reading.scheme == scheme


def test_not_known_is_not_none_and_neither_is_lost(tmp_path):
    scheme = a_scheme(
        Household(id="H1"),
        Household(id="H2", members=(), bedrooms=(), pets=(), other_uses=(), languages=frozenset()),
    )
    write_workbook(scheme, tmp_path / "s.xlsx")
    sheet = load_workbook(tmp_path / "s.xlsx")["Households"]
    shown = {
        cell.value: (sheet.cell(2, cell.column).value, sheet.cell(3, cell.column).value) for cell in sheet[1]
    }
    assert shown["Any animals?"] == (None, "No")
    assert shown["Languages"] == (None, "none")
    assert read_workbook(tmp_path / "s.xlsx").scheme == scheme


def test_the_same_scheme_gives_the_same_bytes(tmp_path):
    scheme = a_scheme(a_household(), a_person())
    write_workbook(scheme, tmp_path / "1.xlsx")
    write_workbook(scheme, tmp_path / "2.xlsx")
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()


def test_sources_say_the_heading_of_the_fact_they_are_about(tmp_path):
    seen = Source(fact="place.postcode", source="visit")
    member = HouseholdMember(id="M1", sources=(Source(source="her mother"),))
    home = a_household("H1", sources=(seen,), members=(member,), place=Place(postcode="HX3 5YD"))
    write_workbook(a_scheme(home), tmp_path / "s.xlsx")
    rows = [[cell.value for cell in row] for row in load_workbook(tmp_path / "s.xlsx")["Sources"].iter_rows()]
    assert rows[1][:5] == ["Households", "H1", None, "Postcode", "visit"]
    assert rows[2][:5] == ["Household members", "M1", "H1", None, "her mother"]


def test_a_character_no_workbook_holds_goes_with_a_notice(tmp_path):
    (notice,) = write_workbook(a_scheme(a_household(notes="a\x01b")), tmp_path / "s.xlsx")
    assert (notice.severity, notice.sheet, notice.heading) == (Severity.NOTICE, "Households", "Notes")
    assert notice.cell is not None
    assert load_workbook(tmp_path / "s.xlsx")["Households"][notice.cell].value == "ab"


def test_a_text_that_does_not_fit_is_refused_by_its_place_and_nothing_is_written(tmp_path):
    scheme = a_scheme(a_household(notes="x" * 40_000))
    with pytest.raises(FileRefusedError, match=r"sheet Households, cell [A-Z]+2"):
        write_workbook(scheme, tmp_path / "s.xlsx")
    assert list(tmp_path.iterdir()) == []


# The template


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "template.xlsx"
    write_template(path, Nation.WALES)
    return path


@pytest.fixture(scope="module")
def book(template):
    return load_workbook(template)


def test_the_template_is_an_empty_scheme_of_its_nation(template):
    reading = read_workbook(template)
    assert reading.problems == ()
    assert reading.scheme == a_scheme(nation=Nation.WALES)


def test_the_template_begins_with_a_guide_that_leads_to_every_sheet(book):
    titles = [settings_sheet().title, *(sheet.title for sheet in EVERY_SHEET)]
    assert book.sheetnames == ["Guide", *titles, "Lists"]
    assert all(sheet.sheet_state == "visible" for sheet in book.worksheets)
    links = {cell.hyperlink.location for (cell,) in book["Guide"]["A1:A100"] if cell.hyperlink}
    assert links == {f"'{title}'!A1" for title in titles}
    assert book.properties.keywords == FORMAT


@pytest.mark.parametrize("sheet", EVERY_SHEET, ids=lambda sheet: sheet.title)
def test_every_column_of_the_template_helps_whoever_fills_it_in(book, sheet):
    there = book[sheet.title]
    assert there.freeze_panes == "B2"
    assert there.print_title_rows == "$1:$1"
    checks = {str(check.sqref).split(":")[0]: check for check in there.data_validations.dataValidation}
    for number, column in enumerate(sheet.all_columns, start=1):
        cell = there.cell(1, number)
        assert cell.value == column.heading
        assert column.help in cell.comment.text
        check = checks.get(f"{cell.column_letter}2")
        form = {"date": Form.DATE, "whole": Form.NUMBER}.get(check.type) if check else None
        if column.form in (Form.DATE, Form.NUMBER):
            assert form is column.form
        width = there.column_dimensions[cell.column_letter].width
        assert width >= max(12.5 if column.form is Form.DATE else 9, *map(len, column.heading.split()))
        looks = {Form.DATE: "dd/mm/yyyy", Form.NUMBER: "0", Form.TIME: "hh:mm"}
        assert there.column_dimensions[cell.column_letter].number_format == looks.get(column.form, "@")


def test_every_drop_down_has_its_words_and_lists_hold_nothing_about_anybody(book):
    names = book.defined_names
    for there in book.worksheets:
        for check in there.data_validations.dataValidation:
            assert check.type != "list" or check.formula1 in names
    known = {
        said(choice) for s in (settings_sheet(), *sheets()) for c in s.columns for choice in c.choices or ()
    }
    known |= {"Yes", "No", *(sheet.title for sheet in sheets())}
    values = {cell.value for row in book["Lists"].iter_rows(min_row=2) for cell in row if cell.value}
    assert values <= known
    assert names["choices_kind"].attr_text.startswith("Lists!")


def test_the_template_is_the_same_for_everybody(template, tmp_path):
    write_template(tmp_path / "t.xlsx", Nation.WALES)
    assert (tmp_path / "t.xlsx").read_bytes() == template.read_bytes()


def test_no_word_is_left_without_a_note_on_how_to_say_nothing(book):
    sheet = book["People"]
    notes = {cell.value: cell.comment.text for cell in sheet[1]}
    assert "Write none for none; blank means not known." in notes["Interests"]
    assert "One of: Female; Male." in notes["Sex"]
    assert "Needed" in notes["Person id"]
