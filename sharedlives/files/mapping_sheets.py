"""Where things stand in a register: the sheet, its headings, its columns, the rows that are records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Final

from sharedlives.errors import CellProblem, Severity
from sharedlives.files.mapping_columns import Column
from sharedlives.files.mapping_language import RegisterMapping, SheetMapping
from sharedlives.files.tables import Cell, Sheet, Tables, clean
from sharedlives.files.values import as_given, clean_text, did_you_mean, key_of, nearest

_LOOKED_AT: Final = 40
_FEW_COLUMNS: Final = 3
_SIDES: Final = re.compile(r"\s*[/|\n]\s*|\s+-\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table that is a record."""

    sheet: str
    number: int
    cells: Mapping[str, Cell]
    """The cell under each mapped heading, as the mapping writes it."""
    comments: tuple[tuple[str, str, str], ...] = ()
    """The cell, the heading and the text of each comment in the row."""


@dataclass(slots=True)
class Table:
    """One sheet as a mapping reads it."""

    title: str
    spec: SheetMapping
    rows: list[Row] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)
    """The heading as the sheet writes it, for each mapped heading that was found."""


Say = Callable[[CellProblem], None]


def find_tables(tables: Tables, mapping: RegisterMapping, say: Say) -> Iterator[Table]:
    """Every sheet that the mapping reads, with its rows; what is missing or left over is said."""
    read: set[str] = set()
    for spec in mapping.sheets:
        found = [
            sheet for sheet in tables.sheets if any(_is_title(sheet.title, title) for title in spec.titles)
        ]
        if not found and not spec.optional:
            titles = [sheet.title for sheet in tables.sheets]
            say(
                _problem(
                    "SL-MAP-NO-SHEET",
                    spec.titles[0],
                    "The register has no sheet of this title.",
                    f"{did_you_mean(spec.titles[0], titles)} Correct `sheet` in the mapping.",
                )
            )
        for sheet in found:
            read.add(sheet.title)
            table = _SheetReader(sheet, spec, say).table()
            if table is not None:
                yield table
    for sheet in tables.sheets:
        if sheet.title not in read and sheet.height:
            say(
                _problem(
                    "SL-MAP-SHEET-UNREAD",
                    sheet.title,
                    "This sheet is not in the mapping and was not read.",
                    "Add it to the mapping if it holds part of the register.",
                    Severity.NOTICE,
                )
            )


def _is_title(title: str, wanted: str) -> bool:
    return key_of(title) == key_of(wanted) or fnmatchcase(clean(title).casefold(), clean(wanted).casefold())


def _problem(
    code: str,
    sheet: str,
    expected: str,
    suggestion: str,
    severity: Severity = Severity.LEFT_OUT,
    **more: str | None,
) -> CellProblem:
    return CellProblem(
        code=code, severity=severity, sheet=sheet, expected=expected, suggestion=suggestion, **more
    )


_TOTALS = re.compile(
    r"(sub ?|grand ?)?totals?\b|cyfanswm\b|is gyfanswm\b|number of (homes|carers|people|households)\b|nb\b"
)
"""How a line begins that counts other lines, or is a note on them."""


class _SheetReader:
    """Reads one sheet; a transposed one is read with its rows and columns exchanged."""

    def __init__(self, sheet: Sheet, spec: SheetMapping, say: Say) -> None:
        self._sheet = sheet
        self._spec = spec
        self._say = say
        self._height, self._width = sheet.height, sheet.width
        if spec.transposed:
            self._height, self._width = self._width, self._height

    def _cell(self, row: int, column: int) -> Cell:
        """The cell of a place; a merged area gives its value to every row of it, but to one column only."""
        if self._spec.transposed:
            row, column = column, row
        cell = self._sheet.cell(row, column)
        if cell.merged_from is None:
            return cell
        shown = self._sheet.merged_cell(row, column)
        along = shown.row if self._spec.transposed else shown.column
        return shown if along == (row if self._spec.transposed else column) else cell

    def _row(self, row: int) -> list[Cell]:
        return [self._cell(row, column) for column in range(1, self._width + 1)]

    def table(self) -> Table | None:
        header = self._header()
        if header is None:
            return None
        headings = self._headings(header)
        found = self._columns(headings)
        conditions = [
            (self._condition_column(heading, headings), words, wanted)
            for said, wanted in ((self._spec.skip_rows, False), (self._spec.only_rows, True))
            for heading, words in said.items()
        ]
        table = Table(self._sheet.title, self._spec)
        table.headings = {column.heading: headings[at] for column, at in found}
        rows = self._kept_rows(header[-1], headings, found, conditions)
        self._report_unread(rows, headings, {at for _, at in found})
        table.rows = list(self._records(rows, headings, found))
        return table

    # -- headings

    def _header(self) -> tuple[int, ...] | None:
        wanted = {
            key_of(column.heading.partition("#")[0]) for column in self._spec.columns if column.attempts
        }
        said = self._spec.header_rows
        if said and self._matches(said, wanted):
            return said
        depth = max(1, len(said))
        scores = {
            row: self._matches(tuple(range(row, row + depth)), wanted)
            for row in range(1, min(self._height, _LOOKED_AT) + 1)
        }
        best = max(scores, key=lambda row: (scores[row], -row), default=0)
        if best and scores[best] >= min(2, len(wanted)):
            if said:
                self._say(
                    _problem(
                        "SL-MAP-HEADER-ELSEWHERE",
                        self._sheet.title,
                        f"The headings stand in row {best}, not in row {said[0]} as the mapping says.",
                        "They were read from there; correct or leave out `header_row`.",
                        Severity.NOTICE,
                    )
                )
            return tuple(range(best, best + depth))
        self._say_no_header(wanted, said)
        return None

    def _say_no_header(self, wanted: set[str], said: Sequence[int]) -> None:
        first = said[0] if said else next(iter(self._sheet.cells_by_row), 1)
        there = [cell.text for cell in self._row(first) if cell.text]
        near = next((nearest(heading, there) for heading in sorted(wanted) if nearest(heading, there)), None)
        meant = f"Did you mean “{near}”? " if near else ""
        self._say(
            _problem(
                "SL-MAP-NO-HEADER",
                self._sheet.title,
                "Too few of the headings of the mapping stand in one row of this sheet, so nothing was read.",
                f"{meant}Correct the headings in the mapping; or say with `header_row` which row has them.",
                cell=f"A{first}",
                given=", ".join(there) or None,
            )
        )

    def _matches(self, rows: tuple[int, ...], wanted: set[str]) -> int:
        texts = [text for text in self._headings(rows).values() if text]
        keys = {key_of(text) for text in texts}
        keys.update(key_of(side) for text in texts for side in _SIDES.split(text))
        return len(wanted & keys)

    def _headings(self, rows: tuple[int, ...]) -> dict[int, str]:
        """The heading of each column; of two rows of headings, the upper one and then the lower one."""
        found: dict[int, str] = {}
        for column in range(1, self._width + 1):
            texts: list[str] = []
            for row in rows:
                cell = self._sheet.merged_cell(*((column, row) if self._spec.transposed else (row, column)))
                text = clean_text(cell.value)
                if text and text not in texts:
                    texts.append(text)
            found[column] = " ".join(texts)
        return found

    # -- columns

    def _columns(self, headings: Mapping[int, str]) -> list[tuple[Column, int]]:
        found: list[tuple[Column, int]] = []
        for column in self._spec.columns:
            places = _find_heading(column.heading, headings)
            if len(places) == 1:
                found.append((column, places[0]))
            elif not column.optional:
                self._say(self._no_column(column.heading, places, headings))
        return found

    def _no_column(self, heading: str, places: Sequence[int], headings: Mapping[int, str]) -> CellProblem:
        if places:
            named = " and ".join(f"“{headings[place]}”" for place in places)
            expected, suggestion = f"Several headings could be meant: {named}.", "Write the heading in full."
        else:
            there = [text for text in headings.values() if text]
            expected = "The sheet has no column of this heading, so what it would say is not read."
            suggestion = f"{did_you_mean(heading, there)} Correct it in the mapping, or add optional = true."
        return _problem("SL-MAP-NO-COLUMN", self._sheet.title, expected, suggestion, heading=heading)

    def _condition_column(self, heading: str, headings: Mapping[int, str]) -> int | None:
        places = _find_heading(heading, headings)
        if len(places) == 1:
            return places[0]
        self._say(self._no_column(heading, places, headings))
        return None

    # -- rows

    def _kept_rows(
        self,
        header: int,
        headings: Mapping[int, str],
        found: Sequence[tuple[Column, int]],
        conditions: Sequence[tuple[int | None, Sequence[str], bool]],
    ) -> list[tuple[int, list[Cell]]]:
        kept: list[tuple[int, list[Cell]]] = []
        notes: list[Cell] = []
        dropped: list[int] = []
        for number in range(header + 1, self._height + 1):
            cells = self._row(number)
            filled = [cell for cell in cells if not cell.is_blank]
            if not filled and not any(cell.comment for cell in cells):
                continue
            first = clean_text(filled[0].value) if filled else ""
            if self._spec.stop_at and fnmatchcase(first.casefold(), self._spec.stop_at.casefold()):
                break
            if _repeats(filled, headings, cells):
                continue
            if filled and self._is_note(filled, first, found):
                notes.extend(filled[:1])
            elif all(_meets(cells, at, words) is wanted for at, words, wanted in conditions if at):
                kept.append((number, cells))
            else:
                dropped.append(number)
        self._report_rows(notes, dropped)
        return kept

    def _is_note(self, filled: Sequence[Cell], first: str, found: Sequence[tuple[Column, int]]) -> bool:
        """Whether a row is no record: one cell alone in a wide table, or a line of totals."""
        alone = len({(cell.row, cell.column) for cell in filled}) == 1
        if alone and any(at == filled[0].column and _is_reference(column, first) for column, at in found):
            return False
        wide = sum(bool(column.attempts) for column, _ in found) > _FEW_COLUMNS
        return (alone and wide) or _TOTALS.match(key_of(first)) is not None

    def _report_rows(self, notes: Sequence[Cell], dropped: Sequence[int]) -> None:
        if notes:
            self._say(
                _problem(
                    "SL-MAP-NOTE-ROW",
                    self._sheet.title,
                    "One cell alone, or a line of totals, was taken for a note and not for a record.",
                    "Nothing to do, unless it is a record: then fill in its other cells.",
                    Severity.NOTICE,
                    cell=", ".join(cell.reference for cell in notes),
                    given="; ".join(as_given(cell.value) for cell in notes),
                )
            )
        if dropped:
            self._say(
                _problem(
                    "SL-MAP-ROWS-SKIPPED",
                    self._sheet.title,
                    "Rows were left out, as `skip_rows` or `only_rows` of the mapping says: "
                    f"{', '.join(map(str, dropped[:20]))}{', ...' if len(dropped) > 20 else ''}.",  # noqa: PLR2004
                    "Nothing to do, if that is what you meant.",
                    Severity.NOTICE,
                )
            )

    def _report_unread(
        self, rows: Sequence[tuple[int, list[Cell]]], headings: Mapping[int, str], read: set[int]
    ) -> None:
        unread = [
            headings[column] or f"column {column}"
            for column in headings
            if column not in read and any(not cells[column - 1].is_blank for _, cells in rows)
        ]
        if unread:
            self._say(
                _problem(
                    "SL-MAP-COLUMNS-UNREAD",
                    self._sheet.title,
                    f"These columns are not in the mapping and were not read: {'; '.join(unread)}.",
                    "Map them, or list them under `ignore` if they are to be left alone.",
                    Severity.NOTICE,
                )
            )

    def _records(
        self,
        rows: Sequence[tuple[int, list[Cell]]],
        headings: Mapping[int, str],
        found: Sequence[tuple[Column, int]],
    ) -> Iterator[Row]:
        above: dict[str, Cell] = {}
        for number, line in rows:
            cells = {column.heading: line[at - 1] for column, at in found}
            for column, _ in found:
                if not column.fill_down:
                    continue
                if cells[column.heading].is_blank and column.heading in above:
                    cells[column.heading] = above[column.heading]
                above[column.heading] = cells[column.heading]
            comments = tuple(
                (cell.reference, headings[at], cell.comment)
                for at, cell in enumerate(line, 1)
                if cell.comment is not None
            )
            yield Row(self._sheet.title, number, cells, comments)


def _find_heading(wanted: str, headings: Mapping[int, str]) -> list[int]:
    """The columns a heading may mean: the whole heading, else one side of a bilingual one, else a letter.

    ``Heading#2`` is the second column of that heading; without a number it is the first.
    """
    name, _, which = wanted.rpartition("#")
    if not name or not which.isdigit():
        name, which = wanted, "1"
    key = key_of(name)
    whole = [column for column, text in headings.items() if text and key_of(text) == key]
    if whole:
        return whole[int(which) - 1 : int(which)]
    sides = [column for column, text in headings.items() if key in map(key_of, _SIDES.split(text))]
    if sides:
        unclear = which == "1" and len({key_of(headings[side]) for side in sides}) > 1
        return sides if unclear else sides[int(which) - 1 : int(which)]
    letters = re.fullmatch(r"column ([a-z]{1,3})", name.strip().lower())
    if letters is not None:
        at = 0
        for letter in letters[1]:
            at = at * 26 + ord(letter) - ord("a") + 1
        return [at] if at in headings else []
    return []


def _is_reference(column: Column, text: str) -> bool:
    """Whether a cell is a reference such as H3 in the column of references, and no sentence."""
    ids = any(path.target.field == "id" for attempt in column.attempts for path in attempt.targets)
    return ids and " " not in text and any(sign.isdigit() for sign in text)


def _repeats(filled: Sequence[Cell], headings: Mapping[int, str], cells: Sequence[Cell]) -> bool:
    """Whether a row repeats the headings, as sheets made for printing do."""
    same = sum(
        1
        for at, cell in enumerate(cells, 1)
        if not cell.is_blank and clean_text(cell.value) == headings.get(at)
    )
    return len(filled) > 1 and same * 2 > len(filled)


def _meets(cells: Sequence[Cell], at: int, words: Sequence[str]) -> bool:
    """Whether a cell is one of the words; ``*`` stands for anything, an empty word for a blank cell."""
    text = clean_text(cells[at - 1].value)
    return any(
        key_of(text) == key_of(word) if "*" not in word else fnmatchcase(text.casefold(), word.casefold())
        for word in words
    )


def grouped(problems: Sequence[CellProblem]) -> tuple[CellProblem, ...]:
    """The same, with notices of one code about one column said once, with every cell they are about."""
    groups: dict[tuple[str | None, ...], list[CellProblem]] = {}
    order: list[tuple[str | None, ...]] = []
    for at, problem in enumerate(problems):
        own = problem.severity is not Severity.NOTICE or problem.cell is None
        key = (problem.code, problem.sheet, problem.heading, problem.expected, str(at) if own else None)
        if key not in groups:
            order.append(key)
        groups.setdefault(key, []).append(problem)
    return tuple(_as_one(groups[key]) for key in order)


def _as_one(problems: Sequence[CellProblem]) -> CellProblem:
    first = problems[0]
    if len(problems) == 1:
        return first
    cells = list(Counter(problem.cell for problem in problems if problem.cell))
    return CellProblem(
        code=first.code,
        severity=first.severity,
        sheet=first.sheet,
        cell=", ".join(cells),
        heading=first.heading,
        given="; ".join(dict.fromkeys(problem.given for problem in problems if problem.given is not None)),
        expected=first.expected,
        suggestion=first.suggestion,
    )
