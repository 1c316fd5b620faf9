"""The cells of CSV files: text as it stands, nothing turned into a number or a date behind anybody's back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import IO

from sharedlives.errors import CellProblem, FileRefusedError, Severity
from sharedlives.files import refusals
from sharedlives.files.parts import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, TOO_LARGE
from sharedlives.files.tables import Cell, Sheet, Tables

_DELIMITERS = (",", ";", "\t")
_FORMULA_STARTS = tuple("'" + sign for sign in "=+-@\t\r")
_LOOKED_AT = 20


def read_csv_cells(file: IO[bytes], title: str) -> Tables:
    """One CSV file as a sheet of that title.

    UTF-8 is tried first, then the Windows encoding that Excel's plain CSV uses, which is a notice. The
    delimiter is a comma, a semicolon or a tab, as the first line with any of them says.

    Raises
    ------
    FileRefusedError
        If it is no text, or its quotation marks do not pair up.
    """
    text, problems = _decoded(file.read(), title)
    delimiter, text = _delimiter(text)
    cells_by_row: dict[int, dict[int, Cell]] = {}
    filled = 0
    for row, values in _records(text, delimiter):
        cells = {
            column: Cell(row=row, column=column, value=_unprefixed(value))
            for column, value in enumerate(values, start=1)
            if value
        }
        filled += len(cells)
        if row > MOST_ROWS or len(values) > MOST_COLUMNS or filled > MOST_CELLS:
            raise FileRefusedError(TOO_LARGE)
        cells_by_row[row] = cells
    sheet = Sheet(title=title, cells_by_row={}, width=0).holding(cells_by_row)
    return Tables(sheets=(sheet,), problems=problems)


def _decoded(content: bytes, title: str) -> tuple[str, tuple[CellProblem, ...]]:
    if b"\x00" in content:
        raise FileRefusedError(refusals.NO_TEXT)
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise FileRefusedError(refusals.UNKNOWN_LETTERS) from None
    problem = CellProblem(
        code="SL-FILE-ENCODING",
        severity=Severity.NOTICE,
        sheet=title,
        expected="This CSV file was read as Windows text, not as UTF-8.",
        suggestion="Check names with accents; to be sure of them, save it as CSV UTF-8 (.csv).",
    )
    return text, (problem,)


def _delimiter(text: str) -> tuple[str, str]:
    """The character between values, and the text without Excel's own line that names it."""
    first, _, rest = text.partition("\n")
    named = first.strip("\r").removeprefix("sep=")
    if first.startswith("sep=") and named in _DELIMITERS:
        return named, rest
    lines = [line for line in text.splitlines() if line.strip()][:_LOOKED_AT]
    for line in lines:
        counts = {delimiter: _outside_quotes(line).count(delimiter) for delimiter in _DELIMITERS}
        most = max(counts.values())
        best = [delimiter for delimiter in _DELIMITERS if counts[delimiter] == most]
        if most and len(best) == 1:
            return best[0], text
        if most:
            raise FileRefusedError(refusals.NO_CLEAR_DELIMITER)
    return ",", text


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from enumerate(reader, start=1)
    except csv.Error:
        raise FileRefusedError(refusals.quotes_do_not_pair(reader.line_num)) from None


def _unprefixed(value: str) -> str:
    """The value without the apostrophe put before text that a spreadsheet would take for a formula."""
    return value[1:] if value.startswith(_FORMULA_STARTS) else value
