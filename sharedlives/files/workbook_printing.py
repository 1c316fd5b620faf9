"""Tables made to be read and printed: rows as high as they need, lines between them, titles on each page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from sharedlives.files.tables import column_letters
from sharedlives.files.workbook_style import CellContent, Heading, Shown

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LINE_HEIGHT, _MARGIN, _HIGHEST = 15, 4, 405  # points; Excel takes no row higher than 409
_FILLED: Final = 0.9
"""How much of a column's width letters fill before a line breaks: fonts differ between programs."""
_RULE: Final = "D5E5E7"


def fit_rows(sheet: Worksheet, headings: Sequence[Heading], rows: Iterable[Sequence[CellContent]]) -> None:
    """Make each row as high as its tallest cell needs, for not every program works that out."""
    for number, row in enumerate(rows, start=2):
        pairs = zip(row, headings, strict=True)
        lines = max((_lines(content, heading) for content, heading in pairs), default=1)
        sheet.row_dimensions[number].height = min(_LINE_HEIGHT * lines + _MARGIN, _HIGHEST)


def _lines(content: CellContent, heading: Heading) -> int:
    value = content.value if isinstance(content, Shown) else content
    if not isinstance(value, str) or heading.width is None:
        return 1
    letters = max(int(heading.width * _FILLED), 1)
    return sum(len(textwrap.wrap(line, letters)) or 1 for line in value.split("\n"))


def rule_rows(sheet: Worksheet, columns: int, last: int) -> None:
    """Draw a thin line below each row, cells without content included: not every program shows bands."""
    from openpyxl.styles import Border, Side

    below = Border(bottom=Side(style="thin", color=_RULE))
    for row in sheet.iter_rows(min_row=2, max_row=last, max_col=columns):
        for cell in row:
            cell.border = below


def keep_beside(sheet: Worksheet, columns: int) -> None:
    """Keep the first columns in view, and print them on every page."""
    sheet.freeze_panes = f"{column_letters(columns + 1)}2"
    sheet.print_title_cols = f"A:{column_letters(columns)}"


def title_pages(sheet: Worksheet, left: str, right: str) -> None:
    """Print two texts above every page of a sheet."""
    page: Any = sheet.oddHeader
    page.left.text, page.right.text = left.replace("&", "&&"), right.replace("&", "&&")
    sheet.page_margins.header, sheet.page_margins.top = 0.3, 0.7  # inches
