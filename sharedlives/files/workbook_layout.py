"""Where things stand in a workbook of ours that people have worked in: its sheets, its headings, its rows.

Sheets and columns are known by what they are called, not by where they stand. People may move them, add their
own and write titles above; what is not understood is said, with what may have been meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import frozen

from sharedlives.errors import CellProblem, Severity
from sharedlives.files.columns import Column, SheetTable, settings_sheet, sheets, sources_sheet
from sharedlives.files.tables import Cell, Sheet, Tables
from sharedlives.files.values import did_you_mean, key_of, nearest

_NOT_READ: Final = frozenset({"guide", "lists"})
_HEADING_WITHIN: Final = 10


@frozen(kw_only=True, eq=False)
class Layout:
    """A sheet whose headings were found.

    Attributes
    ----------
    sheet
        Its cells.
    table
        What it is.
    heading_row
        The row its headings stand in.
    places
        The number of each column that is there.
    """

    sheet: Sheet
    table: SheetTable
    heading_row: int
    places: Mapping[Column, int]

    def cell(self, row: int, column: Column) -> Cell | None:
        """The cell of a column in a row; None where the column is not there."""
        place = self.places.get(column)
        return None if place is None else self.sheet.cell(row, place)

    def rows(self) -> Iterator[int]:
        """The rows below the headings in which a known column holds something."""
        for row in self.sheet.cells_by_row:
            if row > self.heading_row and any(
                not self.sheet.cell(row, place).is_blank for place in self.places.values()
            ):
                yield row


def find_sheets(tables: Tables, problems: list[CellProblem]) -> dict[str, Sheet]:
    """The sheets of ours by title; every other sheet with content is named in a problem."""
    titles = {key_of(table.title): table.title for table in (settings_sheet(), *sheets(), sources_sheet())}
    found: dict[str, Sheet] = {}
    for sheet in tables.sheets:
        title = titles.get(key_of(sheet.title))
        if title is not None:
            found.setdefault(title, sheet)
    missing = [title for title in titles.values() if title not in found]
    problems.extend(
        _unknown_sheet(sheet.title, missing)
        for sheet in tables.sheets
        if key_of(sheet.title) not in (*titles, *_NOT_READ) and sheet.cells_by_row
    )
    return found


def _unknown_sheet(title: str, missing: list[str]) -> CellProblem:
    meant = nearest(title, missing)
    return CellProblem(
        code="SL-BOOK-SHEET",
        severity=Severity.NOTICE if meant is None else Severity.LEFT_OUT,
        sheet=title,
        expected="This sheet was not read, for no sheet of ours has this name.",
        suggestion="Nothing to do if it is your own." if meant is None else f"Did you mean “{meant}”?",
    )


def find_columns(sheet: Sheet, table: SheetTable, problems: list[CellProblem]) -> Layout | None:
    """The headings of a sheet; None where the sheet is blank or one that every row needs is not there."""
    if not sheet.cells_by_row:
        return None
    columns = _by_heading(table)
    row = max(list(sheet.cells_by_row)[:_HEADING_WITHIN], key=lambda row: _known_in(sheet, row, columns))
    places: dict[Column, int] = {}
    strange: list[Cell] = []
    for cell in sheet.row(row):
        column = columns.get(key_of(cell.text))
        if column is None or column in places:
            strange.append(cell)
        else:
            places[column] = cell.column
    layout = Layout(sheet=sheet, table=table, heading_row=row, places=places)
    missing = [column.heading for column in table.all_columns if column not in places]
    problems.extend(_strange_columns(layout, strange, missing, columns))
    needed = [column.heading for column in table.all_columns if column.is_needed and column not in places]
    if not needed:
        return layout
    problems.append(_needed_columns(sheet, table, needed))
    return None


def _by_heading(table: SheetTable) -> dict[str, Column]:
    columns: dict[str, Column] = {}
    for column in table.all_columns:
        columns[key_of(column.heading)] = column
    for column in table.all_columns:
        for alias in column.aliases:
            columns.setdefault(key_of(alias), column)
    return columns


def _known_in(sheet: Sheet, row: int, columns: Mapping[str, Column]) -> int:
    return len({columns[key] for cell in sheet.row(row) if (key := key_of(cell.text)) in columns})


def _strange_columns(
    layout: Layout, strange: Iterable[Cell], missing: list[str], columns: Mapping[str, Column]
) -> Iterator[CellProblem]:
    for cell in strange:
        below = (layout.sheet.cell(row, cell.column) for row in layout.sheet.cells_by_row if row > cell.row)
        if all(each.is_blank for each in below):
            continue
        meant = nearest(cell.text, missing) if cell.text else None
        twice = key_of(cell.text) in columns
        yield CellProblem(
            code="SL-BOOK-HEADING-TWICE" if twice else "SL-BOOK-HEADING",
            severity=Severity.LEFT_OUT if twice or meant is not None else Severity.NOTICE,
            sheet=layout.sheet.title,
            cell=cell.reference,
            heading=cell.text or None,
            given=cell.text,
            expected="Another column is called the same, so this one was not read."
            if twice
            else "This column was not read, for no column of ours has this heading.",
            suggestion="Give each column its own heading."
            if twice
            else f"Did you mean “{meant}”?"
            if meant is not None
            else "Nothing to do if it is your own.",
        )


def _needed_columns(sheet: Sheet, table: SheetTable, needed: list[str]) -> CellProblem:
    names = " and ".join(f"“{heading}”" for heading in needed)
    there = [cell.text for row in list(sheet.cells_by_row)[:1] for cell in sheet.row(row) if cell.text]
    meant = did_you_mean(needed[0], there) if nearest(needed[0], there) else ""
    return CellProblem(
        code="SL-BOOK-COLUMN",
        severity=Severity.LEFT_OUT,
        sheet=sheet.title,
        heading=needed[0],
        expected=f"The sheet {table.title} has no column {names}, so it was not read.",
        suggestion=f"{meant} Write the heading above its column.".strip(),
    )
