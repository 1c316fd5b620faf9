"""The house style of every workbook written here: tables people can read, sort, filter and print.

Used like this::

    book = new_workbook(title="Proposals", keywords="sharedlives.proposals/1")
    add_text_sheet(book, "Read me", [Line("Proposals", style=LineStyle.TITLE), Line("If everyone said yes.")])
    add_table_sheet(
        book,
        "Proposals",
        [Heading("Person"), Heading("Household"), Heading("From", Look.DATE), Heading("Fit")],
        [["P01", "H02", date(2026, 11, 16), Shown("5 of 7", tone=Tone.GOOD, link=("Why", "A3"))]],
    )
    save_workbook(book, "proposals.xlsx")  # from sharedlives.files.workbook_saving

A text never becomes a formula, whatever it begins with. There are values only, and a colour always stands
beside a word that says the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from sharedlives.errors import FileRefusedError
from sharedlives.files.tables import column_letters

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_TEXT: Final = 32_767
"""How much text one cell of Excel holds, in the units Excel counts in."""
_EXCEL_FIRST_DAY: Final = date(1900, 3, 1)  # before it, Excel's calendar has a day that never was
_EXACT_WHOLE_NUMBER: Final = 10**15
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "'")
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads “_x0041_” within a text as the character of that number.
_LIKE_AN_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

_NARROWEST, _WIDEST, _DATE_WIDTH = 9.0, 42.0, 13.0
_PAGE_WIDTH: Final = 180.0
_LINE_HEIGHT: Final = 15.0
_FONT: Final = "Calibri"
_INK, _PAPER, _KEY_FILL, _OTHER_FILL, _LINK_INK = "1F2933", "FFFFFF", "1F5C63", "D5E5E7", "0B5CAD"
_TITLE_SIZE, _HEADING_SIZE, _TEXT_SIZE = 18, 13, 11
_FIRST_COLUMN_OF_TEXT, _SECOND_COLUMN_OF_TEXT, _LETTERS_A_LINE = 34.0, 90.0, 88

Plain = str | int | float | bool | date | datetime | time | None


class Look(Enum):
    """How the values of a column are shown and, in a template, what may be typed."""

    TEXT = "@"
    DATE = "dd/mm/yyyy"
    TIME = "hh:mm"
    NUMBER = "0"


class Tone(Enum):
    """A colour that stands beside a word which says the same."""

    GOOD = "E2F0D9"
    LOOK = "FFF2CC"
    STOP = "F8D7DA"
    QUIET = "EDEDED"


class LineStyle(Enum):
    """What a line of a text sheet is."""

    TITLE = _TITLE_SIZE
    HEADING = _HEADING_SIZE
    TEXT = _TEXT_SIZE


@dataclass(frozen=True, slots=True)
class Shown:
    """A value with a colour, and where it leads in the same workbook: a sheet and a cell."""

    value: Plain
    tone: Tone | None = None
    link: tuple[str, str] | None = None


CellContent = Plain | Shown


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its heading, how its values look, and a note for whoever fills it in.

    `choices` is a name the workbook defines (see `add_lists_sheet`), for a drop-down; with `is_open` other
    words may be typed too. `is_key` gives the heading the darker fill. `width` is in characters; None fits
    it to heading and content.
    """

    text: str
    look: Look = Look.TEXT
    note: str | None = None
    choices: str | None = None
    is_open: bool = False
    is_key: bool = True
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text sheet: one or two cells of text, the first of which may lead to a sheet's cell."""

    text: str
    more: str | None = None
    style: LineStyle = LineStyle.TEXT
    link: tuple[str, str] | None = None


def new_workbook(*, title: str, keywords: str) -> Workbook:
    """An empty workbook without any sheet yet.

    Parameters
    ----------
    title
        What it is, for the file's properties.
    keywords
        Its format and version, such as ``sharedlives.workbook/1``, for the file's properties.
    """
    from openpyxl import Workbook

    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    book.properties.title = title
    book.properties.keywords = keywords
    book.properties.creator = "sharedlives"
    return book


def add_table_sheet(
    book: Workbook,
    title: str,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[CellContent]],
    *,
    room: int = 0,
    tab: str | None = None,
) -> Worksheet:
    """A sheet with one table: headings in row 1, frozen and repeated on every printed page, with filters.

    Parameters
    ----------
    book
        Where the sheet is added, last.
    title
        Its name, at most 31 characters.
    headings
        One for each column; their texts must differ.
    rows
        One value for each heading; None leaves a cell blank.
    room
        How many blank rows below the last are ready to be filled in, with drop-downs and checks of dates.
    tab
        The colour of the sheet's tab, six hexadecimal digits.

    Raises
    ------
    FileRefusedError
        Where a text is longer than a cell of Excel holds.
    """
    sheet: Worksheet = book.create_sheet(title)
    if tab is not None:
        sheet.sheet_properties.tabColor = tab
    _write_headings(sheet, headings)
    widths = [_heading_width(heading) for heading in headings]
    styles = _Styles()
    last = 1
    for last, row in enumerate(rows, start=2):
        for column, (heading, content) in enumerate(zip(headings, row, strict=True), start=1):
            shown = content if isinstance(content, Shown) else Shown(content)
            _write_cell(sheet, last, column, shown, heading, styles)
            widths[column - 1] = max(widths[column - 1], _content_width(shown.value))
    _set_columns(sheet, headings, widths)
    _add_table(sheet, title, len(headings), max(last, 2))
    _add_checks(sheet, headings, last + room)
    _set_page(
        sheet, sum(sheet.column_dimensions[column_letters(n)].width for n in range(1, len(headings) + 1))
    )
    return sheet


def add_text_sheet(book: Workbook, title: str, lines: Iterable[Line], *, tab: str | None = None) -> Worksheet:
    """A sheet of plain lines to read: titles, headings and text, in one or two columns."""
    from openpyxl.styles import Alignment, Font

    sheet: Worksheet = book.create_sheet(title)
    if tab is not None:
        sheet.sheet_properties.tabColor = tab
    sheet.column_dimensions["A"].width = _FIRST_COLUMN_OF_TEXT
    sheet.column_dimensions["B"].width = _SECOND_COLUMN_OF_TEXT
    for row, line in enumerate(lines, start=1):
        is_plain = line.style is LineStyle.TEXT
        for column, text in enumerate((line.text, line.more), start=1):
            if text is None:
                continue
            cell = sheet.cell(row, column)
            write_value(cell, text)
            is_link = column == 1 and line.link is not None
            colour = _LINK_INK if is_link else _KEY_FILL if not is_plain else _INK
            cell.font = Font(name=_FONT, size=line.style.value, bold=not is_plain, color=colour)
            cell.alignment = Alignment(vertical="top", wrap_text=line.more is not None)
        if line.more is not None:
            sheet.row_dimensions[row].height = _LINE_HEIGHT * ceil(len(line.more) / _LETTERS_A_LINE) + 2
        elif is_plain and line.text:
            _spread(sheet, row, line.text)
        if line.link is not None:
            _link(sheet, f"A{row}", line.link, line.text)
    sheet.sheet_view.showGridLines = False
    sheet.row_dimensions[1].height = 2 * _LINE_HEIGHT
    _set_page(sheet, 0, titles=False)
    return sheet


def add_lists_sheet(book: Workbook, lists: Mapping[str, tuple[str, Sequence[str]]]) -> Worksheet:
    """The sheet “Lists”, which drop-downs draw on, with a defined name for each list.

    It may hold closed lists of words only, never anything about anybody.

    Parameters
    ----------
    book
        Where the sheet is added, last.
    lists
        By defined name (the `choices` of a `Heading`): a heading, and the words.
    """
    longest = max(len(words) for _, words in lists.values())
    rows = [
        [words[row] if row < len(words) else None for _, words in lists.values()] for row in range(longest)
    ]
    sheet = add_table_sheet(
        book, "Lists", [Heading(heading, is_key=False) for heading, _ in lists.values()], rows
    )
    for column, (name, (_, words)) in enumerate(lists.items(), start=1):
        letters = column_letters(column)
        define_name(book, name, f"Lists!${letters}$2:${letters}${len(words) + 1}")
    return sheet


def define_name(book: Workbook, name: str, area: str) -> None:
    """Give an area of cells a name, for the `choices` of a `Heading`."""
    from openpyxl.workbook.defined_name import DefinedName

    book.defined_names[name] = DefinedName(name, attr_text=area)


def fit_cell(sheet: Worksheet, reference: str, heading: Heading) -> None:
    """Give a single cell the look and the drop-down or check of a heading."""
    cell: Any = sheet[reference]
    cell.number_format = heading.look.value
    check = _check(heading)
    if check is not None:
        check.add(reference)
        sheet.add_data_validation(check)


def write_value(cell: Any, value: Plain) -> None:
    """Put a value into a cell, a text always as a text.

    Characters that no workbook can hold are left out.

    Raises
    ------
    FileRefusedError
        Where a text is longer than a cell of Excel holds.
    """
    if isinstance(value, date) and not isinstance(value, datetime) and value < _EXCEL_FIRST_DAY:
        value = f"{value.day:02}/{value.month:02}/{value.year:04}"
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= _EXACT_WHOLE_NUMBER:
        value = str(value)
    if not isinstance(value, str):
        cell.value = value
        return
    text = _LIKE_AN_ESCAPE.sub("_x005F_", writable(str(value)))
    if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise FileRefusedError(
            f"A text of more than {LONGEST_TEXT:,} characters does not fit into one cell of Excel (sheet "
            f"{cell.parent.title}, cell {cell.coordinate}). Shorten it, or save the scheme as JSON instead."
        )
    cell.value = text
    cell.data_type = "s"  # openpyxl takes “=...” for a formula and “#N/A” for an error
    if text.startswith(_FORMULA_SIGNS):
        cell.quotePrefix = True


def writable(text: str) -> str:
    """A text without the characters that no workbook can hold."""
    return _UNWRITABLE.sub("", text)


class _Styles:
    """The style of a cell by its look, tone and the like, made once for each sheet, for making it is slow."""

    def __init__(self) -> None:
        self._made: dict[tuple[Look, Tone | None, bool, bool], Any] = {}

    def put(self, cell: Any, look: Look, tone: Tone | None, *, is_link: bool) -> None:
        key = (look, tone, is_link, bool(cell.quotePrefix))
        if key not in self._made:
            _style_cell(cell, look, tone, is_link=is_link)
            self._made[key] = cell._style  # noqa: SLF001 - openpyxl has no public way to share a style
        else:
            cell._style = copy(self._made[key])  # noqa: SLF001 - the same


def _style_cell(cell: Any, look: Look, tone: Tone | None, *, is_link: bool) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    across = "center" if look is Look.NUMBER else "left"
    cell.number_format = look.value
    cell.alignment = Alignment(vertical="top", horizontal=across, wrap_text=look is Look.TEXT)
    cell.font = Font(
        name=_FONT, color=_LINK_INK if is_link else _INK, underline="single" if is_link else None
    )
    if tone is not None:
        cell.fill = PatternFill("solid", start_color=tone.value, end_color=tone.value)


def _write_cell(
    sheet: Worksheet, row: int, column: int, shown: Shown, heading: Heading, styles: _Styles
) -> None:
    if shown.value is None and shown.tone is None:
        return
    cell: Any = sheet.cell(row, column)
    write_value(cell, shown.value)
    look = Look.TEXT if cell.data_type == "s" else heading.look
    styles.put(cell, look, shown.tone, is_link=shown.link is not None)
    if shown.link is not None:
        _link(sheet, cell.coordinate, shown.link, str(shown.value))


def _link(sheet: Worksheet, reference: str, target: tuple[str, str], text: str) -> None:
    """A link within the workbook; by `location`, for a link by address does not survive LibreOffice."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    title = target[0].replace("'", "''")
    link: Any = Hyperlink(ref=reference, location=f"'{title}'!{target[1]}", display=text)
    cell: Any = sheet[reference]
    cell.hyperlink = link


def _write_headings(sheet: Worksheet, headings: Sequence[Heading]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    for column, heading in enumerate(headings, start=1):
        cell: Any = sheet.cell(1, column)
        write_value(cell, heading.text)
        fill = _KEY_FILL if heading.is_key else _OTHER_FILL
        cell.fill = PatternFill("solid", start_color=fill, end_color=fill)
        cell.font = Font(name=_FONT, bold=True, color=_PAPER if heading.is_key else _INK)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        if heading.note:
            lines = sum(ceil((len(line) + 1) / 42) for line in heading.note.split("\n"))
            cell.comment = Comment(heading.note, "sharedlives", width=300, height=24 + 18 * lines)
    sheet.row_dimensions[1].height = 3 * _LINE_HEIGHT
    sheet.freeze_panes = "B2"


def _heading_width(heading: Heading) -> float:
    """Wide enough for the longest word of a heading with its filter button, in three lines at most."""
    if heading.width is not None:
        return heading.width
    longest = max((len(word) for word in heading.text.split()), default=0)
    least = _DATE_WIDTH if heading.look is Look.DATE else _NARROWEST
    return max(least, longest + 4, ceil(len(heading.text) / 2) + 4)


def _content_width(value: Plain) -> float:
    if isinstance(value, datetime | date):
        return _DATE_WIDTH
    if not isinstance(value, str | int | float):
        return 0
    return min(_WIDEST, max((len(line) for line in str(value).split("\n")), default=0) * 1.1 + 2)


def _set_columns(sheet: Worksheet, headings: Sequence[Heading], widths: Sequence[float]) -> None:
    from openpyxl.styles import Alignment

    for column, (heading, width) in enumerate(zip(headings, widths, strict=True), start=1):
        dimension: Any = sheet.column_dimensions[column_letters(column)]
        dimension.width = width if heading.width is None else heading.width
        dimension.number_format = heading.look.value  # of the blank cells that somebody will fill in
        dimension.alignment = Alignment(vertical="top", wrap_text=heading.look is Look.TEXT)


def _add_table(sheet: Worksheet, title: str, columns: int, last: int) -> None:
    from openpyxl.worksheet.table import Table, TableStyleInfo

    name = "table_" + re.sub(r"\W+", "_", title).lower()
    table = Table(displayName=name, ref=f"A1:{column_letters(columns)}{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(table)


def _add_checks(sheet: Worksheet, headings: Sequence[Heading], last: int) -> None:
    """Drop-downs, and a check of dates and numbers, on the rows that are filled in or ready to be."""
    for column, heading in enumerate(headings, start=1):
        check = _check(heading)
        if check is not None and last > 1:
            letters = column_letters(column)
            check.add(f"{letters}2:{letters}{last}")
            sheet.add_data_validation(check)


def _check(heading: Heading) -> Any | None:
    from openpyxl.worksheet.datavalidation import DataValidation

    if heading.choices is not None:
        return DataValidation(
            type="list",
            formula1=heading.choices,
            allow_blank=True,
            showErrorMessage=not heading.is_open,
            errorTitle="Not on the list",
            error="Please choose from the list, or leave the cell blank if it is not known.",
        )
    if heading.look is Look.DATE:
        return DataValidation(
            type="date",
            operator="between",
            formula1="DATE(1900,3,1)",
            formula2="DATE(2100,12,31)",
            allow_blank=True,
            showErrorMessage=True,
            errorTitle="Not a date",
            error="Please write a date with four digits for the year, such as 28/02/2026, "
            "or leave the cell blank if it is not known.",
        )
    if heading.look is Look.NUMBER:
        return DataValidation(
            type="whole",
            operator="greaterThanOrEqual",
            formula1="0",
            allow_blank=True,
            showErrorMessage=True,
            errorTitle="Not a whole number",
            error="Please write a whole number, or leave the cell blank if it is not known.",
        )
    return None


def _spread(sheet: Worksheet, row: int, text: str) -> None:
    """Let a line of text run over both columns, as high as it needs."""
    from openpyxl.styles import Alignment

    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
    cell: Any = sheet.cell(row, 1)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    lines = ceil(len(text) / (_FIRST_COLUMN_OF_TEXT + _SECOND_COLUMN_OF_TEXT))
    sheet.row_dimensions[row].height = _LINE_HEIGHT * lines + 2


def _set_page(sheet: Any, width: float, *, titles: bool = True) -> None:
    """A4 across; as many pages wide as keep the print readable, headings and first column on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth = max(1, ceil(width / _PAGE_WIDTH))
    sheet.page_setup.fitToHeight = 0
    for margin in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, margin, 0.5)
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.right.text = "Page &P of &N"
    if titles:
        sheet.print_title_rows = "1:1"
        sheet.print_title_cols = "A:A"
