"""A whole scheme as the rows of our own workbook: what each cell holds, before there is any file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sharedlives.domain.scheme import Scheme
from sharedlives.files.columns import (
    FORMAT,
    Column,
    Form,
    SheetTable,
    has_sources,
    settings_sheet,
    sheets,
    sources_sheet,
)
from sharedlives.files.columns_cells import Plain, fact_written, guarded, plain_reader, written

FORMAT_SETTING = "Workbook format"
"""The setting that says which version of the workbook this is; not for people to change."""


def record_rows(scheme: Scheme) -> Iterator[tuple[SheetTable, list[list[Plain]]]]:
    """Every sheet of records with its rows, in the order of a workbook; the sources last."""
    for sheet in sheets():
        yield sheet, [_row(sheet, owner, record) for owner, record in _records(scheme, sheet)]
    yield sources_sheet(), list(_source_rows(scheme))


def setting_rows(scheme: Scheme) -> list[tuple[Column, Plain]]:
    """The scheme's own settings with what their cells hold."""
    return [(column, written(_value(scheme, column), column)) for column in settings_sheet().columns]


def format_row() -> tuple[str, str]:
    """The setting that says which version of the workbook this is."""
    return FORMAT_SETTING, FORMAT


def _records(scheme: Scheme, sheet: SheetTable) -> Iterator[tuple[Any, Any]]:
    """The records of a sheet, each with the record it is a part of."""
    if sheet.parent is None:
        for record in getattr(scheme, sheet.collection or ""):
            yield None, record
        return
    collection, field = sheet.parent
    for owner in getattr(scheme, collection):
        for part in getattr(owner, field) or ():
            yield owner, part


def _row(sheet: SheetTable, owner: Any, record: Any) -> list[Plain]:
    own = [written(_value(record, column), column) for column in sheet.columns]
    return own if owner is None else [_id(owner.id), *own]


def _id(identity: str) -> str:
    return guarded(identity, plain_reader(Form.ID))


def _value(record: Any, column: Column) -> Any:
    """The value of a column's field; None where it, or the record it is nested in, is not known."""
    value = record
    for name in column.path:
        value = None if value is None else getattr(value, name)
    if column.kind is not None:
        return _number_of(value, column)
    return None if value is None else bool(value) if column.form is Form.ANY else value


def _number_of(numbers: Any, column: Column) -> int | None:
    """How many of one kind; 0 where no kind at all is approved, for blanks everywhere mean not known."""
    if not numbers:
        return None if numbers is None else 0
    return next((entry.number for entry in numbers if entry.kind is column.kind), None)


def _source_rows(scheme: Scheme) -> Iterator[list[Plain]]:
    table = sources_sheet()
    own = [
        column
        for column in table.columns
        if column.form is not Form.FACT and not column.path[0].startswith("@")
    ]
    for sheet in filter(has_sources, sheets()):
        for owner, record in _records(scheme, sheet):
            for source in record.sources:
                yield [
                    sheet.title,
                    _id(record.id),
                    None if owner is None else _id(owner.id),
                    fact_written(source.fact, sheet),
                    *(written(_value(source, column), column) for column in own),
                ]
