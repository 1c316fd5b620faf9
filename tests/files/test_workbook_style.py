"""The house style: what people's words may and may not do to a workbook."""

import stat
from datetime import date, time

import pytest

from sharedlives.errors import FileRefusedError
from sharedlives.files.sheets import read_tables
from sharedlives.files.workbook_saving import save_workbook, write_privately
from sharedlives.files.workbook_style import (
    Heading,
    Line,
    LineStyle,
    Look,
    Shown,
    Tone,
    add_lists_sheet,
    add_table_sheet,
    add_text_sheet,
    new_workbook,
)


def written(path, headings, rows, **options):
    book = new_workbook(title="A test", keywords="sharedlives.test/1")
    add_table_sheet(book, "Table", headings, rows, **options)
    save_workbook(book, path)
    return path


def opened(path):
    from openpyxl import load_workbook

    return load_workbook(path)


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 7700 900123", "-", "@home", "'quoted", "#N/A", "=cmd|' /C calc'!A0", "007"]
)
def test_a_text_stays_a_text_whatever_it_begins_with(tmp_path, text):
    path = written(tmp_path / "t.xlsx", [Heading("A")], [[text]])
    cell = opened(path)["Table"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    (_, row) = read_tables(path).sheets[0].rows
    assert row[0].value == text
    assert not row[0].is_formula


def test_a_text_that_excel_might_calculate_is_marked_as_text_for_whoever_edits_it(tmp_path):
    sheet = opened(written(tmp_path / "t.xlsx", [Heading("A")], [["=1+1"], ["plain"]]))["Table"]
    assert [sheet["A2"].quotePrefix, sheet["A3"].quotePrefix] == [True, False]


def test_a_text_too_long_for_a_cell_is_refused_and_never_cut(tmp_path):
    with pytest.raises(FileRefusedError, match="sheet Table, cell A2"):
        written(tmp_path / "t.xlsx", [Heading("A")], [["x" * 32_768]])
    # Excel counts in units of which these signs take two.
    with pytest.raises(FileRefusedError, match="Shorten it"):
        written(tmp_path / "t.xlsx", [Heading("A")], [["\N{SLICE OF PIZZA}" * 16_384]])
    path = written(tmp_path / "t.xlsx", [Heading("A")], [["x" * 32_767]])
    assert len(opened(path)["Table"]["A2"].value) == 32_767


def test_what_no_workbook_can_hold_is_left_out_of_a_text(tmp_path):
    path = written(tmp_path / "t.xlsx", [Heading("A")], [["a\x00b\x1fc\ufffed\ud800e\nf"]])
    assert opened(path)["Table"]["A2"].value == "abcde\nf"


def test_days_excel_has_no_calendar_for_and_numbers_it_would_round_are_written_as_texts(tmp_path):
    rows = [[date(1900, 2, 28), 10**15], [date(1900, 3, 1), 10**15 - 1]]
    path = written(tmp_path / "t.xlsx", [Heading("A", Look.DATE), Heading("B", Look.NUMBER)], rows)
    _, first, second = read_tables(path).sheets[0].rows
    assert [cell.value for cell in first] == ["28/02/1900", "1000000000000000"]
    assert [cell.value for cell in second] == [date(1900, 3, 1), 10**15 - 1]


def test_every_column_shows_its_dates_and_blank_cells_are_ready_for_more(tmp_path):
    headings = [Heading("Id"), Heading("On", Look.DATE), Heading("At", Look.TIME), Heading("Fit", width=30)]
    path = written(tmp_path / "t.xlsx", headings, [["P1", date(2026, 11, 16), time(9, 30), "yes"]])
    sheet = opened(path)["Table"]
    assert sheet["B2"].number_format == "dd/mm/yyyy"
    assert sheet["C2"].number_format == "hh:mm"
    assert sheet.column_dimensions["A"].number_format == "@"
    assert sheet.column_dimensions["B"].number_format == "dd/mm/yyyy"
    assert sheet.column_dimensions["B"].width >= 12
    assert sheet.column_dimensions["D"].width == 30


def test_a_table_has_a_frozen_repeated_heading_with_filters_and_notes(tmp_path):
    path = written(tmp_path / "t.xlsx", [Heading("Id", note="Your own\nreference"), Heading("B")], [])
    sheet = opened(path)["Table"]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("B2", "$1:$1")
    assert [(t.displayName, t.ref) for t in sheet.tables.values()] == [("table_table", "A1:B2")]
    assert sheet["A1"].comment.text == "Your own\nreference"


def test_room_below_the_table_has_drop_downs_and_checks(tmp_path):
    headings = [
        Heading("Kind", choices="choices_kind"),
        Heading("Word", choices="choices_kind", is_open=True),
        Heading("On", Look.DATE),
        Heading("How many", Look.NUMBER),
    ]
    book = new_workbook(title="A test", keywords="sharedlives.test/1")
    add_table_sheet(book, "Table", headings, [], room=50, tab="1F5C63")
    add_lists_sheet(book, {"choices_kind": ("Kind", ["live-in", "short break"]), "b": ("B", ["x"])})
    save_workbook(book, tmp_path / "t.xlsx")
    back = opened(tmp_path / "t.xlsx")
    checks = {str(check.sqref): check for check in back["Table"].data_validations.dataValidation}
    assert {where: check.type for where, check in checks.items()} == {
        "A2:A51": "list",
        "B2:B51": "list",
        "C2:C51": "date",
        "D2:D51": "whole",
    }
    assert [checks["A2:A51"].showErrorMessage, checks["B2:B51"].showErrorMessage] == [True, False]
    assert back.defined_names["choices_kind"].attr_text == "Lists!$A$2:$A$3"
    assert back["Lists"]["A3"].value == "short break"


def test_colours_stand_beside_words_and_links_stay_within_the_workbook(tmp_path):
    book = new_workbook(title="A test", keywords="sharedlives.test/1")
    lines = [
        Line("Proposals", style=LineStyle.TITLE),
        Line("If everyone said yes. " * 20),
        Line("Why", "What speaks for it", link=("Bob's", "A2")),
    ]
    add_text_sheet(book, "Guide", lines)
    row = [Shown("overdue", Tone.STOP, ("Guide", "A1")), Shown(None, Tone.QUIET), None]
    add_table_sheet(book, "Bob's", [Heading("A"), Heading("B"), Heading("C")], [row])
    save_workbook(book, tmp_path / "t.xlsx")
    back = opened(tmp_path / "t.xlsx")
    assert back["Bob's"]["A2"].fill.start_color.rgb.endswith(Tone.STOP.value)
    assert back["Bob's"]["A2"].hyperlink.location == "'Guide'!A1"
    assert back["Guide"]["A3"].hyperlink.location == "'Bob''s'!A2"
    assert back["Guide"]["A3"].hyperlink.target is None


def test_the_same_content_gives_the_same_bytes_for_the_owner_only(tmp_path):
    first = written(tmp_path / "1.xlsx", [Heading("A", note="why")], [["x"]])
    second = written(tmp_path / "2.xlsx", [Heading("A", note="why")], [["x"]])
    assert first.read_bytes() == second.read_bytes()
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert opened(first).properties.keywords == "sharedlives.test/1"


def test_a_file_that_cannot_be_written_is_a_gentle_refusal_and_leaves_nothing_behind(tmp_path):
    with pytest.raises(FileRefusedError, match=r"“t\.xlsx” could not be written"):
        write_privately(tmp_path / "nowhere" / "t.xlsx", b"")
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(FileRefusedError, match=r"“folder\.xlsx” could not be written"):
        write_privately(tmp_path / "folder.xlsx", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["folder.xlsx"]
