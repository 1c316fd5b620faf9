"""The cells of an Excel workbook, read with openpyxl once the guard has found the file safe.

One streaming pass over each sheet gives the values. Where content ends and what is merged, hidden or a
formula is known from the guard's outline. So the `dimension` a file claims is never believed, and a full
load, which a stray far cell or a huge merged area sends wandering, is never needed.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from math import isfinite
from typing import IO, Any
from zipfile import ZipFile

from sharedlives.errors import CellProblem, FileRefusedError, Severity
from sharedlives.files import refusals
from sharedlives.files.guard import Examined, FileKind
from sharedlives.files.parts import MOST_COLUMNS, MOST_ROWS, TOO_LARGE, Outline
from sharedlives.files.tables import (
    EPOCH_1900,
    EPOCH_1904,
    Cell,
    CellValue,
    MergedArea,
    Sheet,
    Tables,
    column_letters,
)

Place = tuple[int, int]

_MOST_MERGED_ROWS = 1_000_000
_MOST_NAMED = 8
_THREAD = "[Threaded comment]"
_NO_DATE = "########"


def read_workbook_cells(file: IO[bytes], examined: Examined) -> Tables:
    """Every sheet of a workbook that `examine` has found safe.

    Raises
    ------
    FileRefusedError
        If no sense can be made of the workbook.
    """
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about drawings and drop-downs, which nobody here reads
            workbook = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            return _tables(workbook, file, examined)
    except FileRefusedError:
        raise
    except Exception:  # noqa: BLE001 - openpyxl answers a bad file with almost any exception there is
        raise FileRefusedError(refusals.DAMAGED) from None


def _tables(workbook: Any, file: IO[bytes], examined: Examined) -> Tables:
    sheets: list[Sheet] = []
    problems: list[CellProblem] = []
    if len(workbook.sheetnames) != examined.declared_sheets:  # openpyxl passes over what it does not find
        raise FileRefusedError(refusals.DAMAGED)
    if examined.kind is FileKind.MACRO_WORKBOOK:
        problems.append(_macros())
    with ZipFile(file) as archive:
        for worksheet in workbook.worksheets:
            part = worksheet._worksheet_path  # noqa: SLF001 - openpyxl says nowhere else which part a sheet is
            outline = examined.outlines.get(part)
            if outline is None:
                raise FileRefusedError(refusals.DAMAGED)
            sheets.append(_sheet(worksheet, outline, _comments(archive, part)))
            problems.extend(_remarks(worksheet.title, outline))
    epoch = EPOCH_1904 if workbook.epoch.year == EPOCH_1904.year else EPOCH_1900
    return Tables(sheets=tuple(sheets), problems=tuple(problems), epoch=epoch)


def _sheet(worksheet: Any, outline: Outline, comments: Mapping[Place, str]) -> Sheet:
    is_hidden = worksheet.sheet_state != "visible"
    layout = Sheet(
        title=worksheet.title,
        cells_by_row={},
        width=0,
        hidden=is_hidden,
        hidden_rows=frozenset(outline.hidden_rows),
        hidden_columns=frozenset(outline.hidden_columns),
        merged_by_row=_merged_by_row(outline),
    )
    found = {place: _meaning(raw, place, outline) for place, raw in _filled(worksheet, outline)}
    for place, is_empty_text in outline.formulas.items():
        within = place[0] <= MOST_ROWS and place[1] <= MOST_COLUMNS
        if within and place not in found:
            found[place] = {"formula_without_value": not is_empty_text}
    for place in comments:
        found.setdefault(place, {})
    cells_by_row: dict[int, dict[int, Cell]] = {}
    for row, column in sorted(found):
        cells_by_row.setdefault(row, {})[column] = Cell(
            row=row,
            column=column,
            is_formula=(row, column) in outline.formulas,
            comment=comments.get((row, column)),
            merged_from=layout.merged_from(row, column),
            hidden=layout.is_hidden(row, column),
            **found[row, column],
        )
    return layout.holding(cells_by_row)


def _filled(worksheet: Any, outline: Outline) -> Iterator[tuple[Place, Any]]:
    """The cells that have a value, within the outline's bounds and whatever the sheet says its size is."""
    if not outline.last_row:
        return
    worksheet.reset_dimensions()
    rows = worksheet.iter_rows(max_row=outline.last_row, max_col=outline.last_column)
    # Left at the last row: what follows the cells (formats, rules, links) would be worked through in vain.
    for row in islice(rows, outline.last_row):
        for raw in row:
            if raw.value is not None:
                yield (raw.row, raw.column), raw


def _meaning(raw: Any, place: Place, outline: Outline) -> dict[str, Any]:
    """What of a cell depends on its value."""
    value = raw.value
    if raw.data_type == "e":
        return {"error": value if place in outline.errors else _NO_DATE}
    if isinstance(value, str | bool):
        return {"value": value}
    if isinstance(value, float) and not isfinite(value):
        return {"error": "#NUM!"}
    if isinstance(value, date) and value.year < EPOCH_1900.year + 1:
        return {"error": _NO_DATE}
    return {"value": _plain(value), "number_format": raw.number_format}


def _plain(value: Any) -> CellValue:
    """A date for a day without a time; a clock time or text for a length of time."""
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        if 0 <= seconds < 24 * 60 * 60:
            return time(seconds // 3600, seconds // 60 % 60, seconds % 60)
        sign, minutes = "-" if seconds < 0 else "", abs(seconds) // 60
        return f"{sign}{minutes // 60}:{minutes % 60:02d}"
    return value  # type: ignore[no-any-return] # what is left is a number, a date or a time


def _merged_by_row(outline: Outline) -> dict[int, tuple[MergedArea, ...]]:
    by_row: dict[int, list[MergedArea]] = {}
    touched = 0
    for area in outline.merged:
        rows = range(area.first_row, min(area.last_row, outline.last_row) + 1)
        touched += len(rows)
        if touched > _MOST_MERGED_ROWS:
            raise FileRefusedError(TOO_LARGE)
        for row in rows:
            by_row.setdefault(row, []).append(area)
    return {row: tuple(areas) for row, areas in by_row.items()}


def _comments(archive: ZipFile, part: str) -> dict[Place, str]:
    """The notes on a sheet's cells."""
    from openpyxl.comments.comment_sheet import CommentSheet
    from openpyxl.packaging.relationship import get_dependents, get_rels_path
    from openpyxl.utils.cell import coordinate_to_tuple
    from openpyxl.xml.constants import COMMENTS_NS
    from openpyxl.xml.functions import fromstring

    relations = get_rels_path(part)  # type: ignore[no-untyped-call]
    if relations not in archive.namelist():
        return {}
    texts: dict[Place, str] = {}
    for relation in get_dependents(archive, relations).find(COMMENTS_NS):
        tree: Any = fromstring(archive.read(relation.target))
        notes: Any = CommentSheet.from_tree(tree)
        for record in notes.commentList:
            row, column = coordinate_to_tuple(record.ref)
            if row <= MOST_ROWS and column <= MOST_COLUMNS:
                texts[row, column] = _comment_text(record.content)
    return texts


def _comment_text(text: str) -> str:
    """What somebody wrote, without the notice Excel puts before a thread for older programs."""
    if text.startswith(_THREAD) and "Comment:" in text:
        text = text.partition("Comment:")[2]
    return text.strip()


def _macros() -> CellProblem:
    return CellProblem(
        code="SL-FILE-MACROS",
        severity=Severity.NOTICE,
        expected="This workbook has macros. Only what its cells hold was read; no macro was run or kept.",
        suggestion="Nothing to do.",
    )


def _remarks(title: str, outline: Outline) -> Iterator[CellProblem]:
    if outline.stray:
        yield CellProblem(
            code="SL-FILE-STRAY-CELL",
            severity=Severity.NOTICE,
            sheet=title,
            cell=outline.stray[0],
            expected=f"Something stands far outside the table, at {_listed(outline.stray)}; it was not read.",
            suggestion="Delete it if it is a slip, or move it into the table.",
        )
    if outline.formulas:
        places = [f"{column_letters(column)}{row}" for row, column in outline.formulas]
        yield CellProblem(
            code="SL-FILE-FORMULA",
            severity=Severity.NOTICE,
            sheet=title,
            cell=places[0],
            expected=f"Formulas were read as what Excel last worked out, at {_listed(places)}.",
            suggestion="If what they depend on has changed, open the file in Excel, save it and try again.",
        )


def _listed(references: Sequence[str]) -> str:
    named = ", ".join(references[:_MOST_NAMED])
    more = len(references) - _MOST_NAMED
    return f"{named} and {more} more" if more > 0 else named
