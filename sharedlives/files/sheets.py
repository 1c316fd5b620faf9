"""Open any tabular file safely and get its raw cells: the one way in for whoever reads registers.

An Excel workbook, a CSV file, or a folder of CSV files, each of which is one sheet. The file is opened for
reading only; a file that should not or cannot be read is refused with the remedy.
"""

from __future__ import annotations

from pathlib import Path

from sharedlives.errors import CellProblem, FileRefusedError, Severity
from sharedlives.files.csv_cells import read_csv_cells
from sharedlives.files.guard import FileKind, csv_files, examine, is_folder, open_file
from sharedlives.files.parts import TOO_LARGE
from sharedlives.files.tables import (
    EPOCH_1900,
    EPOCH_1904,
    Cell,
    CellValue,
    MergedArea,
    Sheet,
    Tables,
    clean,
    column_letters,
    unreadable,
)
from sharedlives.files.workbook_cells import read_workbook_cells

__all__ = [
    "EPOCH_1900",
    "EPOCH_1904",
    "Cell",
    "CellValue",
    "MergedArea",
    "Sheet",
    "Tables",
    "clean",
    "column_letters",
    "read_tables",
    "unreadable",
]

# Rows that hold something times columns: beyond this a sheet is mostly blanks, and slow to walk over.
_MOST_PLACES = 10_000_000


def read_tables(path: str | Path) -> Tables:
    """Every sheet of a workbook, of a CSV file or of a folder of CSV files, cell by cell.

    Nothing is interpreted: text stays as it is, and a column means nothing yet. In a folder, a CSV file that
    is refused is left out and reported, as long as another can be read.

    Raises
    ------
    FileRefusedError
        If the file cannot be read or should not be; the message says what to do.
    """
    path = Path(path)
    if not is_folder(path):
        return _read_file(path)
    sheets: list[Sheet] = []
    problems: list[CellProblem] = []
    refused: FileRefusedError | None = None
    for file in csv_files(path):
        try:
            tables = _read_file(file)
        except FileRefusedError as refusal:
            refused = refusal
            problems.append(_left_out(file, refusal))
        else:
            sheets.extend(tables.sheets)
            problems.extend(tables.problems)
    if refused is not None and not sheets:
        raise refused
    return Tables(sheets=tuple(sheets), problems=tuple(problems))


def _read_file(path: Path) -> Tables:
    with open_file(path) as file:
        examined = examine(file, ending=path.suffix)
        if examined.kind is FileKind.CSV:
            tables = read_csv_cells(file, path.stem)
        else:
            tables = read_workbook_cells(file, examined)
    if any(len(sheet.cells_by_row) * sheet.width > _MOST_PLACES for sheet in tables.sheets):
        raise FileRefusedError(TOO_LARGE)
    return tables


def _left_out(file: Path, refusal: FileRefusedError) -> CellProblem:
    return CellProblem(
        code="SL-FILE-LEFT-OUT",
        severity=Severity.LEFT_OUT,
        sheet=file.stem,
        expected="This CSV file was left out.",
        suggestion=str(refusal),
    )
