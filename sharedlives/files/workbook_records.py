"""From the cells of a row to a record, or to every reason why not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

import attrs
from attrs import Factory, define, field

from sharedlives.domain.arrangement import Arrangement
from sharedlives.domain.carer import KindNumber
from sharedlives.domain.digest import digest
from sharedlives.domain.wish import ABOUT, ValueKind, Wish
from sharedlives.domain.words import Sex
from sharedlives.errors import CellProblem, InvalidRecordError, Severity
from sharedlives.files.columns import Column, Form, fields_of, hints_of, is_nested, known
from sharedlives.files.columns_cells import read_cell
from sharedlives.files.tables import Cell, unreadable
from sharedlives.files.value_words import find_word
from sharedlives.files.values import Misread, Understood, as_given, read_whole_number
from sharedlives.files.workbook_layout import Layout

Path = tuple[str, ...]
_MADE_LENGTH: Final = 8
_LEFT_OUT: Final = "Until then the whole row is left out."


@define(kw_only=True, eq=False)
class Row:
    """A row as it was read.

    Attributes
    ----------
    layout, number
        Which row.
    values
        What its cells say, by field; a field nobody filled in is not in it.
    owner
        For a part of another record: the id of that record.
    is_whole
        Whether everything is there without which no record can be made of it.
    """

    layout: Layout
    number: int
    values: dict[Path, Any] = field(default=Factory(dict))
    owner: str | None = None
    is_whole: bool = True

    @property
    def identity(self) -> str | None:
        """The id of its record; None where it has none or could not be read."""
        return self.values.get(("id",))

    def cell(self, path: Path) -> Cell | None:
        """The cell of a field."""
        for column in self.layout.table.all_columns:
            if column.path == path:
                return self.layout.cell(self.number, column)
        return None

    def heading(self, path: Path) -> str | None:
        """The heading above a field."""
        return next((column.heading for column in self.layout.table.all_columns if column.path == path), None)

    def problem(
        self, path: Path, code: str, expected: str, suggestion: str, severity: Severity = Severity.LEFT_OUT
    ) -> CellProblem:
        """A problem with one of its cells, or with the row where the field has no column of its own."""
        cell = self.cell(path)
        first = self.layout.sheet.cell(self.number, min(self.layout.places.values()))
        return CellProblem(
            code=code,
            severity=severity,
            sheet=self.layout.sheet.title,
            cell=(first if cell is None else cell).reference,
            heading=self.heading(path),
            given=None if cell is None or cell.value is None else as_given(cell.value),
            expected=expected,
            suggestion=suggestion,
        )


def read_row(layout: Layout, number: int, epoch: date, problems: list[CellProblem]) -> Row:
    """Every cell of a row, and a problem for each that cannot be read."""
    row = Row(layout=layout, number=number)
    numbers: list[KindNumber] = []
    for column in layout.table.all_columns:
        value = _read_column(row, column, epoch, problems)
        if value is None:
            continue
        if column.kind is not None:
            numbers.append(KindNumber(kind=column.kind, number=value))
            row.values[column.path] = tuple(numbers)
        elif column is layout.table.parent_column:
            row.owner = value
        else:
            row.values[column.path] = value
    return row


def _read_column(row: Row, column: Column, epoch: date, problems: list[CellProblem]) -> Any:
    cell = row.layout.cell(row.number, column)
    if cell is None:
        return None
    trouble = unreadable(cell, sheet=row.layout.sheet.title, heading=column.heading)
    read = Understood(None) if trouble is not None else read_cell(cell.value, column, epoch)
    if trouble is not None:
        problems.append(trouble)
    elif isinstance(read, Misread):
        problems.append(_misread(row, column, cell, read))
    else:
        problems.extend(_remarks(row, column, cell, read))
    value = None if isinstance(read, Misread) else read.value
    if value is None and column.is_needed:
        row.is_whole = False
        if cell.is_blank:
            problems.append(_blank(row, column, cell))
    return value


def _problem(row: Row, column: Column, cell: Cell, **text: Any) -> CellProblem:
    return CellProblem(
        **{"severity": Severity.LEFT_OUT, **text},
        sheet=row.layout.sheet.title,
        cell=cell.reference,
        heading=column.heading,
        given=None if cell.is_blank else as_given(cell.value),
    )


def _misread(row: Row, column: Column, cell: Cell, read: Misread) -> CellProblem:
    more = f" {_LEFT_OUT}" if column.is_needed else ""
    return _problem(
        row,
        column,
        cell,
        code=f"SL-BOOK-{read.code.upper()}",
        expected=read.expected,
        suggestion=f"{read.suggestion}{more}".strip(),
    )


def _blank(row: Row, column: Column, cell: Cell) -> CellProblem:
    return _problem(
        row,
        column,
        cell,
        code="SL-BOOK-NEEDED",
        expected=f"“{column.heading}” is blank, so this row was left out.",
        suggestion=f"Fill it in. {column.help}".strip(),
    )


def _remarks(row: Row, column: Column, cell: Cell, read: Understood[Any]) -> list[CellProblem]:
    return [
        _problem(
            row,
            column,
            cell,
            code=f"SL-BOOK-{remark.code.upper()}",
            severity=Severity.NOTICE,
            expected=remark.says,
            suggestion="Check that it is right.",
        )
        for remark in read.remarks
    ]


# -- records


def build(row: Row, more: Mapping[str, Any], problems: list[CellProblem]) -> Any | None:
    """The record of a row, with what stands on other sheets; None, and why, where no record can be made.

    Where a date or a number of an optional part is wrong, such as a leaving day before the first night, only
    that part is left out, if the record stands without it.
    """
    cls = row.layout.table.record
    if cls is Wish:
        _say_wish_as_kept(row.values)
    faults: list[CellProblem] = []
    values = {**_assembled(row, cls, (), faults), **more}
    if cls is Arrangement and not faults:
        faults.extend(_undated(row))
    try:
        record = cls(**values)
    except InvalidRecordError as trouble:
        problems.extend(replace(fault, suggestion=f"{fault.suggestion} {_LEFT_OUT}") for fault in faults)
        if not faults:
            problems.append(_invalid(row, str(trouble)))
        return None
    problems.extend(faults)
    return record


def _undated(row: Row) -> Iterator[CellProblem]:
    """What is missing where an arrangement has no dates of the sort its kind needs."""
    overnight = row.values[("kind",)].is_overnight
    needed = ("stay", "arrives") if overnight else ("sessions", "period", "first")
    if needed not in row.values:
        yield row.problem(
            needed,
            "SL-BOOK-NEEDED",
            f"An arrangement of this kind needs “{row.heading(needed)}”.",
            "Fill it in.",
        )


def _assembled(row: Row, cls: type[Any], above: Path, faults: list[CellProblem]) -> dict[str, Any]:
    """The fields of a record, those nested in it built."""
    values: dict[str, Any] = {}
    for name, _, _ in fields_of(cls):
        path = (*above, name)
        hint = hints_of(cls)[name]
        if is_nested(hint):
            nested = _nested(row, known(hint), path, faults)
            if nested is not None:
                values[name] = nested
        elif path in row.values:
            values[name] = row.values[path]
    return values


def _nested(row: Row, cls: type[Any], path: Path, faults: list[CellProblem]) -> Any | None:
    filled = [each for each in row.values if each[: len(path)] == path]
    if not filled:
        return None
    values = _assembled(row, cls, path, faults)
    missing = [
        (*path, name)
        for name, default, _ in fields_of(cls)
        if default is attrs.NOTHING and name not in values
    ]
    if missing:
        if not faults:
            faults.append(_half_filled(row, missing[0], filled[0]))
        return None
    try:
        return cls(**values)
    except InvalidRecordError as trouble:
        faults.append(
            row.problem(filled[-1], "SL-BOOK-DOES-NOT-FIT", _sentence(row, str(trouble)), "Correct it.")
        )
        return None


def _half_filled(row: Row, missing: Path, filled: Path) -> CellProblem:
    while row.heading(missing) is None:  # a part of a part: name its first field
        columns = [c.path for c in row.layout.table.columns if c.path[: len(missing)] == missing]
        missing = columns[0]
    return row.problem(
        missing,
        "SL-BOOK-HALF-FILLED",
        f"“{row.heading(filled)}” is filled in, and “{row.heading(missing)}” is not, so neither was read.",
        "Fill in both, or clear both.",
    )


def _invalid(row: Row, trouble: str) -> CellProblem:
    """Why the fields of a row cannot stand together, at the cell it is about."""
    names = [
        column.path for column in row.layout.table.columns if re.search(rf"\b{column.path[-1]}\b", trouble)
    ]
    stated = [path for path in names if path in row.values] or [("value",)]
    return row.problem(
        stated[-1],
        "SL-BOOK-DOES-NOT-FIT",
        _sentence(row, trouble),
        f"Correct it. {_LEFT_OUT}",
    )


def _sentence(row: Row, trouble: str) -> str:
    """A refusal of the domain as a sentence that calls fields by their headings."""
    record = row.layout.table.record.__name__
    text = re.sub(rf"^({record}|[A-Z][A-Za-z]+)( {re.escape(row.identity or '')})?: ", "", trouble)
    headings = {column.path[-1]: column.heading for column in row.layout.table.columns}
    named = [name for name in headings if "_" in name or re.match(rf"{name} (must|comes)", text)]
    for name in sorted(named, key=len, reverse=True):
        text = re.sub(rf"\b{name}\b", f"“{headings[name]}”", text)
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _say_wish_as_kept(values: dict[Path, Any]) -> None:
    """A wish about a sex or a number in the word the record keeps: “F” is female, “two” is 2."""
    about, value = values.get(("about",)), values.get(("value",))
    if about is None or value is None:
        return
    if ABOUT[about] is ValueKind.SEX:
        found = find_word(value, Sex)
        values[("value",)] = value if found is None else found.value
    elif ABOUT[about] is ValueKind.NUMBER:
        number = read_whole_number(value)
        values[("value",)] = value if isinstance(number, Misread) else str(number.value)


def make_id(row: Row, taken: set[str]) -> str:
    """An id for a row without one, from what it belongs to and what it says; never from where it stands.

    Of rows that say exactly the same each gets its own.
    """
    content = tuple((".".join(path), value) for path, value in sorted(row.values.items()) if path != ("id",))
    whose = row.owner or next(
        (
            row.values[column.path]
            for column in row.layout.table.columns
            if column.form is Form.ID and column.path != ("id",) and column.path in row.values
        ),
        row.layout.table.title,
    )
    made = wanted = f"{whose}-{digest((row.layout.table.title, content))[:_MADE_LENGTH]}"
    times = 1
    while made in taken:
        times += 1
        made = f"{wanted}-{times}"
    return made
