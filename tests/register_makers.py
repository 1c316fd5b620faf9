"""Makers of small registers and of the mappings that read them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from told import told

from sharedlives.errors import CellProblem, Severity
from sharedlives.files.mapping_language import RegisterMapping, read_mapping_text
from sharedlives.files.mapping_reader import read_register_tables
from sharedlives.files.reading import Reading
from sharedlives.files.tables import EPOCH_1900, Cell, Sheet, Tables

ALL_SILENT = '[silence]\notherwise = "not known"\n'


def tables(**sheets: Sequence[Sequence[Any]]) -> Tables:
    """Raw cells of some sheets, without a file; a `Cell` in a row keeps what it says beyond its value."""
    return Tables(sheets=tuple(a_sheet(title, rows) for title, rows in sheets.items()), epoch=EPOCH_1900)


def a_sheet(title: str, rows: Sequence[Sequence[Any]]) -> Sheet:
    """One sheet of raw cells."""
    cells = {
        row: {
            column: _cell(row, column, value) for column, value in enumerate(values, 1) if value is not None
        }
        for row, values in enumerate(rows, 1)
    }
    return Sheet(title=title, cells_by_row={}, width=0).holding(cells)


def _cell(row: int, column: int, value: Any) -> Cell:
    if isinstance(value, dict):
        return Cell(row=row, column=column, **value)
    return Cell(row=row, column=column, value=value)


def a_mapping(text: str, nation: str = "england", silence: str = ALL_SILENT) -> RegisterMapping:
    """A mapping without a fault; its nation and its silences need not be written."""
    read = read_mapping_text(f'nation = "{nation}"\n{silence}\n{text}')
    assert read.problems == ()
    assert read.mapping is not None
    return read.mapping


def a_reading(mapping: str, silence: str = ALL_SILENT, **sheets: Sequence[Sequence[Any]]) -> Reading:
    """What is read of some sheets through a mapping."""
    return read_register_tables(tables(**sheets), a_mapping(mapping, silence=silence))


def left_out(reading: Reading) -> list[CellProblem]:
    """The problems that cost something."""
    return [problem for problem in reading.problems if problem.severity is not Severity.NOTICE]


def read(column: str, cell: Any, record: str = "household", silence: str = ALL_SILENT) -> Reading:
    """A single column with one cell, of a household or a person."""
    mapping = f'[[sheet]]\nsheet = "A"\n[sheet.columns]\n"Ref" = "{record}.id"\n"X" = {column}\n'
    return a_reading(mapping, silence=silence, A=[["Ref", "X"], ["A1", cell]])


def fields(reading: Reading) -> str:
    """The fields that the one cell gave."""
    return told(reading, with_notices=False).splitlines()[0].partition(" A1")[2].removeprefix(": ")


def code(reading: Reading) -> str:
    """The code of the one problem with the one cell."""
    [problem] = left_out(reading)
    assert (problem.sheet, problem.cell, problem.heading) == ("A", "B2", "X")
    assert problem.suggestion
    return problem.code.removeprefix("SL-CELL-")


def save_workbook(path: Path, sheets: dict[str, Any], merged: Sequence[tuple[str, str]] = ()) -> Path:
    """A workbook file of these sheets, with some areas merged."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for of, area in merged:
            if of == title:
                sheet.merge_cells(area)
    book.save(path)
    return path
