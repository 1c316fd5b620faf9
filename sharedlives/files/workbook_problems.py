"""Where in a workbook a problem lies, so that it can be said at the cell it comes from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from attrs import Factory, define, field

from sharedlives.errors import CellProblem, SchemeProblem, Severity
from sharedlives.files.tables import Tables
from sharedlives.files.workbook_records import Path, Row

_NO_CELL = (0, 0)


@define(kw_only=True, eq=False)
class Places:
    """The rows that records and their parts were read from."""

    rows: dict[tuple[str, str], list[Row]] = field(default=Factory(lambda: defaultdict(list)))
    parts: dict[tuple[str, str, str, str], list[Row]] = field(default=Factory(lambda: defaultdict(list)))
    source_rows: dict[tuple[str, str | None, str], Row] = field(default=Factory(dict))

    def add(self, collection: str, identity: str, row: Row) -> None:
        """Remember the row of a record."""
        self.rows[collection, identity].append(row)

    def add_part(self, collection: str, name: str, owner: str, identity: str, row: Row) -> None:
        """Remember the row of a part of a record."""
        self.parts[collection, name, owner, identity].append(row)

    def ids(self, collection: str) -> frozenset[str]:
        """The ids given on the sheet of a collection, whether or not a record could be made of the row."""
        return frozenset(identity for name, identity in self.rows if name == collection)

    def of(self, problem: SchemeProblem) -> tuple[Row, Path] | None:
        """The row a problem of the scheme comes from, the last where there are several, and the field."""
        name = problem.field_name or "id"
        key = (problem.collection, name, problem.record, problem.other or "")
        if key in self.parts:
            return self.parts[key][-1], ("id",)
        rows = self.rows.get((problem.collection, problem.record))
        return None if not rows else (rows[-1], tuple(name.split(".")))


def of_scheme(problems: Iterable[SchemeProblem], places: Places) -> Iterator[CellProblem]:
    """Problems of the scheme as problems of the cells they come from."""
    for problem in problems:
        what, _, remedy = problem.message.rpartition(": ")
        found = places.of(problem)
        text = CellProblem(
            code=f"SL-BOOK-{problem.code.upper()}",
            severity=Severity.LEFT_OUT if problem.structural else Severity.NOTICE,
            expected=_sentence(what or problem.message),
            suggestion=_sentence(remedy) if what else "",
        )
        if found is None:
            yield text
        else:
            row, path = found
            yield row.problem(path, text.code, text.expected, text.suggestion, text.severity)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def in_order_of(tables: Tables, problems: Iterable[CellProblem]) -> list[CellProblem]:
    """Problems in the order of the file's sheets, rows and columns, each once."""
    sheets = {sheet.title: number for number, sheet in enumerate(tables.sheets)}

    def place(problem: CellProblem) -> tuple[int, tuple[int, int]]:
        sheet = -1 if problem.sheet is None else sheets.get(problem.sheet, len(sheets))
        return sheet, _NO_CELL if problem.cell is None else _row_and_column(problem.cell)

    return sorted(dict.fromkeys(problems), key=place)


def _row_and_column(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(reference[len(letters) :]), column
