"""Tables made to be read: nothing is cut off, lines part the rows, and pages say what they are."""

import pytest

from sharedlives.files.workbook_printing import fit_rows, keep_beside, rule_rows, title_pages
from sharedlives.files.workbook_style import Heading, Shown, Tone, add_table_sheet, new_workbook

HEADINGS = [Heading("Id", width=10), Heading("Why", width=20), Heading("Any")]


def a_sheet(*rows):
    sheet = add_table_sheet(new_workbook(title="T", keywords="sharedlives.test/1"), "T", HEADINGS, rows)
    fit_rows(sheet, HEADINGS, rows)
    return sheet


@pytest.mark.parametrize(
    ("row", "lines"),
    [
        (["a", None, None], 1),
        (["a", 12, "a text in a column without a width of its own"], 1),
        (["a", "eighteen letters.x", None], 1),  # 0.9 of 20 is 18
        (["a", "nineteen letters.xy", None], 2),
        (["a", "one\ntwo\n\nfour", None], 4),
        (["AC5, AC18, AC47", "a", None], 3),  # words are not cut: "AC5," and "AC18," fill a line each
        (["a", Shown("one\ntwo", Tone.LOOK), None], 2),
        (["a", "x" * 10_000, None], 26.7),  # Excel takes no row higher than 409 points: 405 is the most
    ],
)
def test_a_row_is_as_high_as_its_tallest_cell(row, lines):
    height = a_sheet(row).row_dimensions[2].height
    assert height == (405 if lines > 26 else 15 * lines + 4)


def test_a_table_without_columns_has_rows_of_one_line():
    sheet = new_workbook(title="T", keywords="x").create_sheet("T")
    fit_rows(sheet, [], [[]])
    assert sheet.row_dimensions[2].height == 19


def test_every_cell_of_a_row_has_a_line_below_it_blank_or_not():
    sheet = a_sheet(["a", None, "b"])
    rule_rows(sheet, 3, 2)
    assert [cell.border.bottom.style for cell in sheet[2]] == ["thin"] * 3
    assert sheet["A1"].border.bottom.style is None


def test_the_first_columns_stay_in_view_and_on_every_page():
    sheet = a_sheet(["a", "b", "c"])
    keep_beside(sheet, 2)
    assert (sheet.freeze_panes, sheet.print_title_cols) == ("C2", "$A:$B")


def test_texts_above_a_page_are_shown_as_they_stand_clear_of_the_table():
    sheet = a_sheet(["a", "b", "c"])
    title_pages(sheet, "Hills & Dales", "&A")
    assert (sheet.oddHeader.left.text, sheet.oddHeader.right.text) == ("Hills && Dales", "&&A")
    assert sheet.page_margins.header < sheet.page_margins.top
