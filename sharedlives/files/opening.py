"""One way into a scheme, whatever it is kept in: our JSON, our workbook, or a register with its mapping."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from sharedlives.errors import CellProblem, FileRefusedError, Severity
from sharedlives.files.guard import is_folder
from sharedlives.files.origins import PROPOSALS, WORKBOOK, Origin, begins_like_json, origin_of
from sharedlives.files.reading import Reading
from sharedlives.files.tables import Sheet, Tables

_MOST_SHEETS, _MOST_HEADINGS, _LONGEST_HEADING = 4, 6, 40
_ROWS_WITH_HEADINGS: Final = 15
_MOST_DIGITS: Final = 1  # “Carer 1” is a heading; a date, a telephone number or a ref is none


def open_scheme(path: str | Path, mapping: str | Path | None = None) -> Reading:
    """Read a scheme from whatever file it is in; the file is never changed.

    Parameters
    ----------
    path
        Our own JSON, our own workbook, or with a mapping a scheme's own register: a workbook, a CSV file or a
        folder of CSV files.
    mapping
        The mapping file that says how the register is laid out; None for our own formats.

    Returns
    -------
    Reading
        With no scheme where nothing could be read; its problems say why.

    Raises
    ------
    FileRefusedError
        Where the file cannot be read as a whole; the message says what to do.
    """
    path = Path(path)
    is_json = not is_folder(path) and _is_json(path)
    origin = origin_of(path)
    if mapping is not None:
        _refuse_to_map(path, origin, is_json=is_json)
        from sharedlives.files.mapping_reader import read_register

        return read_register(path, mapping)
    if is_json:
        from sharedlives.files.json_documents import read_scheme_json

        return Reading(scheme=read_scheme_json(path))
    if origin is not None and origin.kind == PROPOSALS:
        raise FileRefusedError(
            f"“{path.name}” holds proposals, not a register. Give the register they were made from."
        )
    return _read_workbook(path, origin)


_OUR_WORKBOOKS: Final = {WORKBOOK: "our own workbook", PROPOSALS: "a workbook of proposals"}


def _is_json(path: Path) -> bool:
    """Whether a file holds a JSON document, by its ending or by how it begins."""
    return path.suffix.lower() == ".json" or begins_like_json(path)


def _refuse_to_map(path: Path, origin: Origin | None, *, is_json: bool) -> None:
    ours = "a JSON document" if is_json else None if origin is None else _OUR_WORKBOOKS.get(origin.kind)
    if ours is not None:
        raise FileRefusedError(
            f"“{path.name}” is {ours}, and a mapping is for a scheme's own register: leave out --map."
        )


def _read_workbook(path: Path, origin: Origin | None) -> Reading:
    from sharedlives.files.columns import settings_sheet
    from sharedlives.files.sheets import read_tables
    from sharedlives.files.values import key_of
    from sharedlives.files.workbook_reader import read_workbook_tables

    tables = read_tables(path)
    ours = key_of(settings_sheet().title)
    is_ours = origin is not None or any(key_of(sheet.title) == ours for sheet in tables.sheets)
    return read_workbook_tables(tables) if is_ours else Reading(scheme=None, problems=(_not_ours(tables),))


def _not_ours(tables: Tables) -> CellProblem:
    """That a mapping is needed, with the sheets and headings it would have to name."""
    seen = [_say_sheet(sheet) for sheet in tables.sheets[:_MOST_SHEETS]]
    more = len(tables.sheets) - len(seen)
    if more > 0:
        seen.append("1 more sheet" if more == 1 else f"{more} more sheets")
    return CellProblem(
        code="SL-BOOK-NOT-OURS",
        severity=Severity.STOPS,
        expected="This register is laid out in its own way, so a mapping must say where things stand.",
        suggestion=f"Give the mapping with --map. What stands in the register: {'; '.join(seen)}. "
        "If it was once a workbook of ours, its sheet Scheme is missing: copy it from a new one, which comes "
        "from sharedlives template.",
    )


def _say_sheet(sheet: Sheet) -> str:
    headings = list(_headings(sheet))
    if not headings:
        return f"the sheet “{sheet.title}”"
    named = ", ".join(f"“{heading}”" for heading in headings[:_MOST_HEADINGS])
    more = " and more" if len(headings) > _MOST_HEADINGS else ""
    return f"the sheet “{sheet.title}” with the headings {named}{more}"


def _headings(sheet: Sheet) -> Iterator[str]:
    """What looks like headings: the short texts of the first row that is about as full as any near the top.

    Anything else in a register may be about somebody, and is not repeated.
    """
    rows = [[cell for cell in row if not cell.is_blank] for row in islice(sheet.rows, _ROWS_WITH_HEADINGS)]
    fullest = max(map(len, rows), default=0)
    first = next((row for row in rows if 3 * len(row) >= 2 * fullest), [])
    return (" ".join(cell.text.split()) for cell in first if _may_be_a_heading(cell.text))


def _may_be_a_heading(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_HEADING and sum(letter.isdigit() for letter in text) <= _MOST_DIGITS
