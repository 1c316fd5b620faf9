"""Write a scheme as our own workbook; `workbook_reader` reads it back as the equal scheme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sharedlives.dates import Weekday
from sharedlives.domain.scheme import Scheme
from sharedlives.domain.words import Nation
from sharedlives.errors import CellProblem, Severity
from sharedlives.files.columns import (
    FORMAT,
    Column,
    Form,
    SheetTable,
    has_sources,
    settings_sheet,
    sheets,
    sources_sheet,
)
from sharedlives.files.columns_cells import Plain, said
from sharedlives.files.columns_sheets import Group
from sharedlives.files.tables import column_letters
from sharedlives.files.workbook_guide import guide_lines
from sharedlives.files.workbook_printing import fit_rows
from sharedlives.files.workbook_rows import format_row, record_rows, setting_rows
from sharedlives.files.workbook_saving import save_workbook
from sharedlives.files.workbook_style import (
    Heading,
    Look,
    add_lists_sheet,
    add_table_sheet,
    add_text_sheet,
    define_name,
    fit_cell,
    new_workbook,
    writable,
)

if TYPE_CHECKING:
    from openpyxl import Workbook

_ROOM: Final = 1_000
"""Rows below the last that are ready to be filled in, with drop-downs."""
_TABS: Final = {Group.START: "1F5C63", Group.OFTEN: "7FB0B5", Group.LATER: "D5E5E7"}
_LOOKS: Final = {Form.DATE: Look.DATE, Form.TIME: Look.TIME, Form.NUMBER: Look.NUMBER}
_YES_NO: Final = "choices_yes_no"
_SHEETS: Final = "choices_sheet"
_MOST_WORDS_IN_A_NOTE: Final = 12


def write_workbook(scheme: Scheme, path: str | Path) -> tuple[CellProblem, ...]:
    """Write a scheme to a workbook that people can read and fill in further, in place of any file there.

    Returns
    -------
    tuple of CellProblem
        A notice for each text from which a character had to go that no workbook can hold. If there is none,
        `read_workbook` gives the equal scheme back.

    Raises
    ------
    FileRefusedError
        Where a text is longer than a cell of Excel holds, or the file cannot be written.
    """
    settings = [(column.heading, value, column) for column, value in setting_rows(scheme)]
    rows = list(record_rows(scheme))
    title = scheme.name or "A Shared Lives scheme"
    book = _book(title, settings, rows)
    save_workbook(book, path)
    return tuple(_lost_characters(rows))


def write_template(path: str | Path, nation: Nation) -> None:
    """Write an empty workbook that a coordinator can fill in, in place of any file there.

    Parameters
    ----------
    path
        The file.
    nation
        Whose law binds the scheme.

    Raises
    ------
    FileRefusedError
        Where the file cannot be written.
    """
    settings = [
        (column.heading, said(nation) if column.field == "nation" else None, column)
        for column in settings_sheet().columns
    ]
    rows: list[tuple[SheetTable, list[list[Plain]]]] = [(sheet, []) for sheet in (*sheets(), sources_sheet())]
    save_workbook(_book("A Shared Lives scheme", settings, rows), path)


def _book(
    title: str,
    settings: Sequence[tuple[str, Plain, Column]],
    rows: Iterable[tuple[SheetTable, list[list[Plain]]]],
) -> Workbook:
    book = new_workbook(title=title, keywords=FORMAT)
    add_text_sheet(book, "Guide", guide_lines(), tab=_TABS[Group.START])
    _add_settings(book, settings)
    for sheet, values in rows:
        headings = [_heading(column) for column in sheet.all_columns]
        add_table_sheet(book, sheet.title, headings, values, room=_ROOM, tab=_TABS[sheet.group])
        if sheet.collection is not None:
            last = len(values) + 1 + _ROOM
            define_name(book, f"ids_{sheet.collection}", f"'{sheet.title}'!$A$2:$A${last}")
    add_lists_sheet(book, _lists())
    return book


def _add_settings(book: Workbook, settings: Sequence[tuple[str, Plain, Column]]) -> None:
    headings = [Heading("Setting", width=30), Heading("Value", width=44), Heading("What it means", width=80)]
    rows: list[list[Plain]] = [[heading, value, column.help] for heading, value, column in settings]
    name, version = format_row()
    rows.append([name, version, "Leave this as it is: it tells the program how to read the workbook."])
    sheet = add_table_sheet(book, settings_sheet().title, headings, rows, tab=_TABS[Group.START])
    fit_rows(sheet, headings, rows)
    for row, (_, _, column) in enumerate(settings, start=2):
        fit_cell(sheet, f"B{row}", _heading(column))


def _heading(column: Column) -> Heading:
    return Heading(
        column.heading,
        look=_LOOKS.get(column.form, Look.TEXT),
        note=_note(column) or None,
        choices=_choices(column),
        is_open=column.form is Form.ID,
        is_key=column.is_key,
    )


def _choices(column: Column) -> str | None:
    """The name of the list that a column's drop-down draws on."""
    if column.path == ("@sheet",):
        return _SHEETS
    if column.form in (Form.YES_NO, Form.ANY):
        return _YES_NO
    if column.form is Form.CHOICE and column.choices is not None:
        return _list_name(column.choices)
    return f"ids_{column.names}" if column.form is Form.ID and column.names is not None else None


def _list_name(choices: type[Enum]) -> str:
    return f"choices_{choices.__name__.lower()}"


def _note(column: Column) -> str:
    """The note on a heading: what to write, from which words, and what a blank means."""
    notes = [column.help]
    words = [] if column.choices is None else [said(choice) for choice in column.choices]
    if words and len(words) <= _MOST_WORDS_IN_A_NOTE:
        notes.append(f"One of: {'; '.join(words)}." if column.form is Form.CHOICE else _several(words))
    if column.form in (Form.WORDS, Form.IDS, Form.TEXTS):
        notes.append("Put a semicolon between several.")
    if column.form in (Form.WORDS, Form.CHOICES, Form.ANY) and column.is_optional:
        notes.append(
            "Blank: not known." if column.form is Form.ANY else "Write none for none; blank means not known."
        )
    if column.is_needed:
        notes.append("Needed: a row without it cannot be read.")
    return "\n".join(filter(None, notes))


def _several(words: Sequence[str]) -> str:
    return f"Any of: {'; '.join(words)}. Put a semicolon between several."


def _lists() -> Mapping[str, tuple[str, Sequence[str]]]:
    """The closed lists of words that drop-downs offer."""
    lists: dict[str, tuple[str, Sequence[str]]] = {
        _YES_NO: ("Yes or no", ["Yes", "No"]),
        _SHEETS: ("Sheet", [sheet.title for sheet in sheets() if has_sources(sheet)]),
    }
    for sheet in (settings_sheet(), *sheets()):
        for column in sheet.columns:
            if column.form is Form.CHOICE and column.choices not in (None, Weekday):
                heading = column.choices.__name__
                lists[_list_name(column.choices)] = (heading, [said(choice) for choice in column.choices])
    return lists


def _lost_characters(rows: Iterable[tuple[SheetTable, list[list[Plain]]]]) -> Iterable[CellProblem]:
    for sheet, values in rows:
        for number, row in enumerate(values, start=2):
            for place, (column, value) in enumerate(zip(sheet.all_columns, row, strict=True), start=1):
                if isinstance(value, str) and writable(value) != value:
                    yield CellProblem(
                        code="SL-BOOK-CHARACTER",
                        severity=Severity.NOTICE,
                        sheet=sheet.title,
                        cell=f"{column_letters(place)}{number}",
                        heading=column.heading,
                        expected="A character that no workbook can hold was left out of this text.",
                        suggestion="Look at the text, and keep the scheme as JSON if the character matters.",
                    )
