"""One look at each XML part of a workbook before anything builds on it.

The look refuses what is dangerous (a document type, and with it every entity; more elements than a workbook
needs) and outlines each worksheet: where content really ends, whatever its `dimension` says, which cells are
formulas, merged or hidden. It keeps nothing of what the cells say.
"""

from __future__ import annotations

import re
from functools import cache
from typing import IO
from xml.parsers import expat

from attrs import Factory, define, frozen

from sharedlives.errors import FileRefusedError
from sharedlives.files import refusals
from sharedlives.files.tables import MergedArea, column_letters

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""Where an Excel sheet ends."""
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 100_000, 1_000, 2_000_000
"""How many rows, columns and filled cells of one sheet are read."""
MOST_CELLS_FORMATTED = 10_000_000
"""How many cells of one sheet there may be when those that are only formatted are counted too."""
MOST_STRAY = 20
"""Filled cells beyond those bounds, up to which they are strays to name and not a table too large."""

TOO_LARGE = refusals.too_large_a_sheet(MOST_ROWS, MOST_COLUMNS, MOST_CELLS)

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main "
_ROW, _CELL, _VALUE, _INLINE, _FORMULA = (_MAIN + tag for tag in ("row", "c", "v", "is", "f"))
_MERGED, _COLUMNS, _SHEET = (_MAIN + tag for tag in ("mergeCell", "col", "sheet"))
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?", re.IGNORECASE)
_TRUE = ("1", "true")
_CHUNK = 1 << 16

# Elements beyond those each cell may have, by the part's root: enough for the largest honest workbook, too
# few to fill a machine's memory.
_ALLOWANCE = {_MAIN + "worksheet": 1_000_000, _MAIN + "sst": 5_000_000}
_OTHER_ALLOWANCE = 500_000


@define(kw_only=True)
class Outline:
    """Where the content of one worksheet is, and what is special about its cells.

    Attributes
    ----------
    last_row, last_column
        The last that hold something within what is read; 0 for an empty sheet.
    stray
        References of filled cells beyond `MOST_ROWS` or `MOST_COLUMNS`.
    formulas
        (row, column) of each formula, and whether its result is known to be an empty text.
    errors
        (row, column) of the cells that hold an Excel error.
    """

    last_row: int = 0
    last_column: int = 0
    filled: int = 0
    stray: list[str] = Factory(list)
    formulas: dict[tuple[int, int], bool] = Factory(dict)
    errors: set[tuple[int, int]] = Factory(set)
    merged: list[MergedArea] = Factory(list)
    hidden_rows: set[int] = Factory(set)
    hidden_columns: set[int] = Factory(set)


def is_xml(start: bytes) -> bool:
    """Whether a part that starts like this would be read as XML, in any encoding a parser detects."""
    return start.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] == b"<"


@frozen(kw_only=True)
class Part:
    """What a look at one part found.

    Attributes
    ----------
    outline
        Where the content is, if the part is a worksheet.
    declared_sheets
        How many sheets it says there are, if it is the workbook's own page.
    """

    outline: Outline | None = None
    declared_sheets: int = 0


def look_at(part: IO[bytes]) -> Part:
    """Check one part of a workbook, whatever it is, and outline it if it is a worksheet.

    A part that is not well-formed is only refused if it is a worksheet: Excel's own drawings often are not,
    and what nobody reads does no harm.

    Raises
    ------
    FileRefusedError
        If the part holds a document type or too much, or is a worksheet out of order.
    """
    look = _Look()
    chunk = part.read(_CHUNK)
    if not is_xml(chunk):
        return Part()
    try:
        while chunk:
            look.parser.Parse(chunk, False)  # noqa: FBT003 - expat takes its flag by position only
            chunk = part.read(_CHUNK)
        look.parser.Parse(b"", True)  # noqa: FBT003 - the same
    except FileRefusedError:
        raise
    except (expat.ExpatError, LookupError, ValueError):  # the last two: an encoding nobody knows
        if look.worksheet is not None:
            raise FileRefusedError(refusals.DAMAGED) from None
    return Part(
        outline=None if look.worksheet is None else look.worksheet.outline,
        declared_sheets=look.declared_sheets,
    )


class _Look:
    """The handlers of any part; expat calls them element by element."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = _refuse_document_type
        self.parser.StartElementHandler = self._root
        self.worksheet: _WorksheetLook | None = None
        self.allowance = _OTHER_ALLOWANCE
        self.declared_sheets = 0

    def spend(self, name: str, attributes: dict[str, str]) -> None:
        """Count an element against the part's allowance."""
        del attributes
        if name == _SHEET:
            self.declared_sheets += 1
        self.allowance -= 1
        if self.allowance < 0:
            raise FileRefusedError(refusals.TOO_MUCH_INSIDE)

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        del attributes
        if name.startswith(_STRICT_MAIN):
            raise FileRefusedError(refusals.STRICT_WORKBOOK)
        self.allowance = _ALLOWANCE.get(name, _OTHER_ALLOWANCE)
        self.parser.StartElementHandler = self.spend
        if name == _MAIN + "worksheet":
            self.worksheet = _WorksheetLook(self)
            self.parser.StartElementHandler = self.worksheet.element


class _WorksheetLook:
    """The handlers of a worksheet; rows and cells must come in order, as Excel itself insists."""

    def __init__(self, look: _Look) -> None:
        self.look = look
        self.outline = Outline()
        self.row = self.column = self.cells = 0
        self.kind = ""
        self.is_noted = False

    def element(self, name: str, attributes: dict[str, str]) -> None:
        if name == _CELL:
            self._cell(attributes)
        elif name == _ROW:
            self._row(attributes)
        else:
            self.look.spend(name, attributes)
            if name in (_VALUE, _INLINE, _FORMULA):
                self._content(name)
            elif name == _MERGED:
                self.outline.merged.append(_area(attributes.get("ref", "")))
            elif name == _COLUMNS and attributes.get("hidden") in _TRUE:
                first, last = _whole(attributes.get("min", "")), _whole(attributes.get("max", ""))
                self.outline.hidden_columns.update(range(first, min(last, LAST_COLUMN) + 1))

    def _row(self, attributes: dict[str, str]) -> None:
        before = self.row
        self.row = _whole(attributes["r"]) if "r" in attributes else before + 1
        self.column = 0
        if not before < self.row <= LAST_ROW:
            raise FileRefusedError(refusals.DAMAGED)
        if attributes.get("hidden") in _TRUE:
            self.outline.hidden_rows.add(self.row)

    def _cell(self, attributes: dict[str, str]) -> None:
        before = self.column
        reference = attributes.get("r")
        self.column = before + 1 if reference is None else self._column_of(reference)
        if not before < self.column <= LAST_COLUMN:
            raise FileRefusedError(refusals.DAMAGED)
        self.kind = attributes.get("t", "n")
        self.is_noted = False
        self.cells += 1
        if self.cells > MOST_CELLS_FORMATTED:
            raise FileRefusedError(refusals.TOO_MUCH_INSIDE)
        self.look.allowance += 3  # a value, a formula, and the text of an inline string

    def _column_of(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        if reference[len(letters) :] != str(self.row):
            raise FileRefusedError(refusals.DAMAGED)
        return _column_number(letters)

    def _content(self, name: str) -> None:
        if not self.column:
            raise FileRefusedError(refusals.DAMAGED)
        place = (self.row, self.column)
        if name == _FORMULA:
            self.outline.formulas[place] = False
        elif self.kind == "str" and place in self.outline.formulas:
            self.outline.formulas[place] = True
        if not self.is_noted:
            self.is_noted = True
            self._note(place)

    def _note(self, place: tuple[int, int]) -> None:
        outline = self.outline
        if self.kind == "e":
            outline.errors.add(place)
        if self.row > MOST_ROWS or self.column > MOST_COLUMNS:
            outline.stray.append(f"{column_letters(self.column)}{self.row}")
        else:
            outline.filled += 1
            outline.last_row = self.row
            outline.last_column = max(outline.last_column, self.column)
        if outline.filled > MOST_CELLS or len(outline.stray) > MOST_STRAY:
            raise FileRefusedError(TOO_LARGE)


def _refuse_document_type(*declared: object) -> None:
    del declared
    raise FileRefusedError(refusals.DOCUMENT_TYPE)


def _whole(number: str) -> int:
    """A row or column number; some programs write 5 as ``5.0``."""
    match = re.fullmatch(r"0*([0-9]{1,7})(\.0*)?", number)
    if match is None or match[1] == "0":
        raise FileRefusedError(refusals.DAMAGED)
    return int(match[1])


@cache
def _column_number(letters: str) -> int:
    if not re.fullmatch("[A-Za-z]{1,3}", letters):
        raise FileRefusedError(refusals.DAMAGED)
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _area(reference: str) -> MergedArea:
    match = _RANGE.fullmatch(reference)
    if match is None:
        raise FileRefusedError(refusals.DAMAGED)
    letters, row, last_letters, last_row = match.groups()
    return MergedArea(
        first_row=int(row),
        first_column=_column_number(letters),
        last_row=int(last_row or row),
        last_column=_column_number(last_letters or letters),
    )
