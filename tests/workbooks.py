"""Workbooks of ours as people leave them: the template filled in, headings changed, sheets gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sharedlives.domain.scheme import Scheme
from sharedlives.domain.words import Nation
from sharedlives.errors import CellProblem
from sharedlives.files.columns import sheets, sources_sheet
from sharedlives.files.tables import Cell, Sheet, Tables
from sharedlives.files.workbook_rows import format_row, record_rows, setting_rows
from sharedlives.files.workbook_writer import write_template

A_HOME = {
    "Households": [{"Household id": "H1", "Household": "Lumb"}],
    "People": [{"Person id": "P1"}],
}
"""The least that other rows can refer to."""


def template(path: Path) -> Any:
    """The English template, opened with openpyxl for a test to change."""
    from openpyxl import load_workbook

    write_template(path, Nation.ENGLAND)
    return load_workbook(path)


def filled(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Tables:
    """What reading the English template gives with rows filled in, by sheet and heading, from row 2 on."""
    found = [a_sheet("Scheme", [["Nation", "England"], list(format_row())])]
    for table in (*sheets(), sources_sheet()):
        headings = [column.heading for column in table.all_columns]
        below = [[row.get(heading) for heading in headings] for row in rows.get(table.title, ())]
        assert all(row.keys() <= set(headings) for row in rows.get(table.title, ()))
        found.append(a_sheet(table.title, [headings, *below]))
    return Tables(sheets=tuple(found))


def filled_in(path: Path, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Path:
    """The same as a file."""
    book = template(path)
    for title, filled in rows.items():
        sheet = book[title]
        columns = {cell.value: cell.column for cell in sheet[1]}
        for number, row in enumerate(filled, start=2):
            for heading, value in row.items():
                sheet.cell(number, columns[heading]).value = value
    book.save(path)
    return path


def in_memory(scheme: Scheme) -> Tables:
    """What reading the workbook of a scheme gives, without the workbook: much faster."""
    settings = [[column.heading, value] for column, value in setting_rows(scheme)]
    found = [a_sheet("Scheme", [*settings, list(format_row())])]
    for table, rows in record_rows(scheme):
        found.append(a_sheet(table.title, [[column.heading for column in table.all_columns], *rows]))
    return Tables(sheets=tuple(found))


def a_sheet(title: str, rows: Sequence[Sequence[Any]]) -> Sheet:
    """A sheet of these rows, from the top left; None leaves a cell blank."""
    cells = {
        number: {
            column: Cell(row=number, column=column, value=value)
            for column, value in enumerate(row, start=1)
            if value is not None
        }
        for number, row in enumerate(rows, start=1)
    }
    held = {number: row for number, row in cells.items() if row}
    return Sheet(title=title, cells_by_row=held, width=max((max(row) for row in held.values()), default=0))


def said(problems: Sequence[CellProblem]) -> list[str]:
    """Each problem in short: where, how bad, and its code."""
    return [f"{problem.place} {problem.severity}: {problem.code}" for problem in problems]
