"""What a tabular file holds, cell by cell, before anybody says what a column means.

A `Tables` has sheets, a `Sheet` has cells, a `Cell` has a value as the file gives it. Nothing here knows
Excel or CSV: both are read into these.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

from attrs import evolve, field, frozen

from sharedlives.errors import CellProblem, Severity

CellValue = str | int | float | bool | date | datetime | time | None

EPOCH_1900 = date(1899, 12, 30)
"""The day that serial 0 stands for, so that 61 (1 March 1900) and everything after it comes out right."""
EPOCH_1904 = date(1904, 1, 1)
"""The same for workbooks that began life on an old Macintosh."""

# Soft hyphen, zero-width spaces and joiners, marks of direction, byte order mark: pasted, never typed.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_LINE_ENDS = re.compile("_x000[dD]_\n?|\r\n?|[\u0085\u2028\u2029\v\f]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def clean(text: str) -> str:
    """Text without what nobody typed on purpose.

    Composed (NFC); no-break and other odd spaces and tabs become spaces; zero-width characters, marks of
    direction and control characters go; runs of spaces become one and lines lose their outer spaces.
    Line breaks within the text stay, as do typographic quotes and dashes.
    """
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text)))
    lines = [" ".join(_CONTROLS.sub("", line).split()) for line in text.split("\n")]
    return "\n".join(lines).strip("\n")


def column_letters(column: int) -> str:
    """The letters of a column: 1 is ``A``, 27 is ``AA``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@frozen(kw_only=True, repr=False)
class Cell:
    """One cell.

    Attributes
    ----------
    row, column
        Both counted from 1, as Excel numbers them.
    value
        What the file holds, text verbatim (see `clean`). A date without a time of day is a `date`. A length
        of time of a day or more is text such as ``36:00``. For a formula it is what Excel last worked out.
        None where there is nothing, where there is an `error`, and where a formula was never worked out.
    error
        ``#N/A``, ``#REF!`` and the like; ``########`` for a number that is formatted as a date but is none.
    is_formula, formula_without_value
        Whether a formula stands here, and whether its result is missing from the file.
    number_format
        How Excel shows a number or a date, such as ``dd/mm/yyyy``; ``General`` for everything else.
    comment
        The note on the cell.
    merged_from
        Where the cell lies in a merged area and is not its top left: the reference of that top left cell.
    hidden
        Whether its row, its column or its sheet is hidden or filtered away.
    """

    row: int
    column: int
    value: CellValue = None
    error: str | None = None
    is_formula: bool = False
    formula_without_value: bool = False
    number_format: str = "General"
    comment: str | None = None
    merged_from: str | None = None
    hidden: bool = False

    @property
    def reference(self) -> str:
        """Where it is, as Excel names it: ``D3``."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """The value as cleaned text: empty for nothing, and for what is no text its plain Python form."""
        return "" if self.value is None else clean(str(self.value))

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands here: no value but spaces, no error, no formula without its result."""
        if self.error is not None or self.formula_without_value:
            return False
        return self.value is None or (isinstance(self.value, str) and not clean(self.value))

    def __repr__(self) -> str:
        return f"<Cell {self.reference}>"


@frozen(kw_only=True)
class MergedArea:
    """A block of cells shown as one; all four bounds are included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@frozen(kw_only=True, repr=False, eq=False)
class Sheet:
    """One sheet, or one CSV file.

    Only cells that hold something are kept; `cell` gives a blank one for every other place.
    """

    title: str
    cells_by_row: Mapping[int, Mapping[int, Cell]]
    """Row number to column number to cell, both in order; rows without content are not in it."""
    width: int
    """The last column that holds something; 0 for an empty sheet."""
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged_by_row: Mapping[int, tuple[MergedArea, ...]] = field(factory=dict)
    """The merged areas that touch a row, for every row within the sheet's content that has any."""

    def holding(self, cells_by_row: Mapping[int, Mapping[int, Cell]]) -> Sheet:
        """The same sheet with these cells; rows of nothing but blanks are dropped."""
        kept = {
            row: cells
            for row, cells in cells_by_row.items()
            if any(cell.comment or not cell.is_blank for cell in cells.values())
        }
        return evolve(self, cells_by_row=kept, width=max((max(cells) for cells in kept.values()), default=0))

    @property
    def height(self) -> int:
        """The last row that holds something; 0 for an empty sheet."""
        return max(self.cells_by_row, default=0)

    @property
    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """The rows that hold something, top to bottom, each from column A to the sheet's `width`.

        Blank rows are left out, so ask a cell for its row number rather than counting.
        """
        for row in self.cells_by_row:
            yield self.row(row)

    def row(self, row: int) -> tuple[Cell, ...]:
        """The cells of one row, counted from 1, from column A to the sheet's `width`."""
        return tuple(self.cell(row, column) for column in range(1, self.width + 1))

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place, both counted from 1; a blank one where the file holds nothing."""
        held = self.cells_by_row.get(row, {}).get(column)
        if held is not None:
            return held
        return Cell(
            row=row,
            column=column,
            merged_from=self.merged_from(row, column),
            hidden=self.is_hidden(row, column),
        )

    def merged_cell(self, row: int, column: int) -> Cell:
        """The cell whose value shows at a place: the merged area's top left, or the cell itself."""
        area = self._area(row, column)
        return self.cell(row, column) if area is None else self.cell(area.first_row, area.first_column)

    def merged_value(self, row: int, column: int) -> CellValue:
        """The value that shows at a place, a merged area's value in each of its cells."""
        return self.merged_cell(row, column).value

    def merged_from(self, row: int, column: int) -> str | None:
        """The reference of the top left cell of the merged area there, unless this place is the top left."""
        area = self._area(row, column)
        if area is None or (area.first_row, area.first_column) == (row, column):
            return None
        return f"{column_letters(area.first_column)}{area.first_row}"

    def is_hidden(self, row: int, column: int) -> bool:
        """Whether a place is out of sight: its row, its column or the sheet is hidden."""
        return self.hidden or row in self.hidden_rows or column in self.hidden_columns

    def _area(self, row: int, column: int) -> MergedArea | None:
        for area in self.merged_by_row.get(row, ()):
            if area.first_column <= column <= area.last_column:
                return area
        return None

    def __repr__(self) -> str:
        return f"<Sheet of {len(self.cells_by_row)} rows>"


@frozen(kw_only=True, repr=False, eq=False)
class Tables:
    """Everything a file holds.

    Attributes
    ----------
    sheets
        In the file's order; of a folder, its CSV files by name.
    problems
        What was noticed while opening: a stray far cell, macros, formulas, an old encoding. Those about one
        sheet name it, so that whoever does not read the sheet can leave them out. Errors and formulas without
        a result are on their cells instead: see `unreadable`.
    epoch
        The day that serial number 0 stands for in this file.
    """

    sheets: tuple[Sheet, ...]
    problems: tuple[CellProblem, ...] = ()
    epoch: date = EPOCH_1900

    def sheet(self, title: str) -> Sheet | None:
        """The sheet of a title, whatever its capitals and outer spaces; None where there is none."""
        wanted = clean(title).casefold()
        return next((sheet for sheet in self.sheets if clean(sheet.title).casefold() == wanted), None)

    def problems_about(self, titles: frozenset[str]) -> tuple[CellProblem, ...]:
        """The problems of the file as a whole and of the sheets of these titles."""
        return tuple(problem for problem in self.problems if problem.sheet is None or problem.sheet in titles)

    def __repr__(self) -> str:
        return f"<Tables of {len(self.sheets)} sheets>"


def unreadable(cell: Cell, *, sheet: str, heading: str | None = None) -> CellProblem | None:
    """Why a cell's value cannot be used, for whoever reads it; None where it can.

    Raised by the reader of a column and not while opening, because an error in a cell that nobody reads is
    nobody's business.
    """
    if cell.formula_without_value:
        return CellProblem(
            code="SL-FILE-FORMULA-BLANK",
            severity=Severity.LEFT_OUT,
            sheet=sheet,
            cell=cell.reference,
            heading=heading,
            expected="This is a formula, and the file does not hold its result.",
            suggestion="Open the file in Excel, save it and try again, or type the value itself.",
        )
    if cell.error is None:
        return None
    return CellProblem(
        code="SL-FILE-ERROR-CELL",
        severity=Severity.LEFT_OUT,
        sheet=sheet,
        cell=cell.reference,
        heading=heading,
        given=cell.error,
        expected=_meaning(cell.error),
        suggestion="Mend the cell, or clear it if nothing is known.",
    )


def _meaning(error: str) -> str:
    if error.startswith("##"):
        return "The cell is formatted as a date, and the number in it is no date Excel knows."
    return f"Excel shows the error {error} here, not a value."
