"""Read our own workbook back: every record that can be made, and every problem at once with its place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from attrs import Factory, define, field

from sharedlives.domain.building import fitting_scheme
from sharedlives.domain.scheme import COLLECTIONS
from sharedlives.domain.source import Source
from sharedlives.errors import CellProblem, Severity
from sharedlives.files.columns import (
    FORMAT,
    SheetTable,
    has_sources,
    hints_of,
    may_be_none,
    settings_sheet,
    sheet_of,
    sheets,
    sources_sheet,
)
from sharedlives.files.columns_cells import fact_reader, read_cell, unguarded
from sharedlives.files.reading import Reading
from sharedlives.files.sheets import read_tables
from sharedlives.files.tables import Cell, Sheet, Tables, unreadable
from sharedlives.files.values import Misread, as_given, did_you_mean, key_of, nearest
from sharedlives.files.workbook_layout import find_columns, find_sheets
from sharedlives.files.workbook_problems import Places, in_order_of, of_scheme
from sharedlives.files.workbook_records import Row, build, make_id, read_row
from sharedlives.files.workbook_rows import FORMAT_SETTING

_VERSION: Final = re.compile(r"sharedlives\.workbook/(\d+)")
_THIS_VERSION: Final = 1


def read_workbook(path: str | Path) -> Reading:
    """A scheme from a workbook of ours, with every problem at once.

    What cannot be read is left out and said; everything else is read. A blank is never an answer. Nothing is
    read where the workbook is not ours, is of a later version, or does not say its nation.

    Raises
    ------
    FileRefusedError
        Where the file as a whole cannot be opened; the message says what to do.
    """
    return read_workbook_tables(read_tables(path))


def read_workbook_tables(tables: Tables) -> Reading:
    """The same of sheets already opened."""
    book = _Book(tables)
    settings = book.settings()
    if settings is None:
        return Reading(scheme=None, problems=book.all_problems())
    book.read_rows()
    records = book.records()
    scheme, found = fitting_scheme(records, **settings)
    book.problems.extend(of_scheme(found, book.places))
    return Reading(scheme=scheme, problems=book.all_problems())


@define(kw_only=True, eq=False)
class _Parts:
    """The rows of a sheet of parts, and the parts made of them, by the id of the record they belong to."""

    rows: dict[str, list[Row]] = field(default=Factory(lambda: defaultdict(list)))
    made: dict[str, list[Any]] = field(default=Factory(lambda: defaultdict(list)))


class _Book:
    """A workbook on its way to being a scheme."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.problems: list[CellProblem] = []
        self.sheets = find_sheets(tables, self.problems)
        self.rows: dict[str, list[Row]] = {}
        self.places = Places()
        self.sources: dict[tuple[str, str | None, str], list[Source]] = defaultdict(list)
        self.used_sources: set[tuple[str, str | None, str]] = set()

    def all_problems(self) -> tuple[CellProblem, ...]:
        """Every problem in the order of the file, those of opening it first."""
        titles = frozenset(sheet.title for sheet in self.sheets.values())
        return (*self.tables.problems_about(titles), *in_order_of(self.tables, self.problems))

    # -- settings

    def settings(self) -> dict[str, Any] | None:
        """The scheme's own fields; None, and why, where nothing can be read."""
        table = settings_sheet()
        sheet = self.sheets.get(table.title)
        if sheet is None:
            self.problems.append(_not_ours(self.tables, bool(self.sheets)))
            return None
        cells = dict(self._labelled(sheet, table))
        if not self._is_our_version(sheet, cells.get(FORMAT_SETTING)):
            return None
        values: dict[str, Any] = {}
        for column in table.columns:
            cell = cells.get(column.heading)
            value = None if cell is None else self._setting(sheet, column, cell)
            if value is not None:
                values[column.path[0]] = value
        if "nation" not in values:
            self.problems.append(_no_nation(sheet, cells.get("Nation")))
            return None
        return values

    def _labelled(self, sheet: Sheet, table: SheetTable) -> Iterator[tuple[str, Cell]]:
        """Each setting with the cell beside it."""
        labels = [*(column.heading for column in table.columns), FORMAT_SETTING]
        by_key = {key_of(label): label for label in labels}
        for row in sheet.cells_by_row:
            label, value = sheet.cell(row, 1), sheet.cell(row, 2)
            if key_of(label.text) in by_key:
                yield by_key[key_of(label.text)], value
            elif not value.is_blank and key_of(label.text) != "setting":
                self.problems.append(_unknown_setting(sheet, label, labels))

    def _is_our_version(self, sheet: Sheet, cell: Cell | None) -> bool:
        """Whether the workbook is of a version that can be read."""
        found = None if cell is None else _VERSION.fullmatch(cell.text)
        if found is not None and int(found[1]) == _THIS_VERSION:
            return True
        is_later = found is not None and int(found[1]) > _THIS_VERSION
        self.problems.append(
            CellProblem(
                code="SL-BOOK-VERSION",
                severity=Severity.STOPS,
                sheet=sheet.title,
                cell=None if cell is None else cell.reference,
                heading=FORMAT_SETTING,
                given=None if cell is None else cell.text,
                expected="This workbook was made by a later version of sharedlives."
                if is_later
                else "The workbook does not say which version it is.",
                suggestion="Update sharedlives, then try again."
                if is_later
                else f"Write {FORMAT} beside “{FORMAT_SETTING}” on this sheet.",
            )
        )
        return False

    def _setting(self, sheet: Sheet, column: Any, cell: Cell) -> Any:
        trouble = unreadable(cell, sheet=sheet.title, heading=column.heading)
        if trouble is not None:
            self.problems.append(trouble)
            return None
        read = read_cell(cell.value, column, self.tables.epoch)
        if isinstance(read, Misread):
            self.problems.append(
                CellProblem(
                    code=f"SL-BOOK-{read.code.upper()}",
                    severity=Severity.LEFT_OUT,
                    sheet=sheet.title,
                    cell=cell.reference,
                    heading=column.heading,
                    given=as_given(cell.value),
                    expected=read.expected,
                    suggestion=read.suggestion,
                )
            )
            return None
        return read.value

    # -- rows

    def read_rows(self) -> None:
        """Every row of every sheet, cell by cell; ids are made where the workbook leaves them blank."""
        for table in (*sheets(), sources_sheet()):
            sheet = self.sheets.get(table.title)
            layout = None if sheet is None else find_columns(sheet, table, self.problems)
            self.rows[table.title] = (
                []
                if layout is None
                else [read_row(layout, row, self.tables.epoch, self.problems) for row in layout.rows()]
            )
        for table in sheets():
            if any(column.made_if_blank for column in table.columns):
                self._make_ids(table)

    def _make_ids(self, table: SheetTable) -> None:
        taken = {(row.owner, row.identity) for row in self.rows[table.title]}
        for row in self.rows[table.title]:
            if row.is_whole and row.identity is None:
                theirs = {
                    identity for owner, identity in taken if owner == row.owner and identity is not None
                }
                row.values[("id",)] = make_id(row, theirs if table.parent is not None else set())
                taken.add((row.owner, row.identity))

    # -- records

    def records(self) -> dict[str, list[Any]]:
        """Every record that can be made, by collection."""
        self._read_sources()
        parts = {table.title: self._make_parts(table) for table in sheets() if table.parent is not None}
        records: dict[str, list[Any]] = {}
        for name in COLLECTIONS:
            table = sheet_of(name)
            records[name] = []
            for row in self.rows[table.title]:
                record = self._make_record(name, table, row, parts)
                if record is not None:
                    records[name].append(record)
        self._find_lost_parts(parts)
        self.problems.extend(self._lost_sources())
        return records

    def _make_record(
        self, collection: str, table: SheetTable, row: Row, parts: Mapping[str, _Parts]
    ) -> Any | None:
        identity = row.identity
        if identity is not None:
            self.places.add(collection, identity, row)
        more = self._of_other_sheets(collection, row, parts)
        if not row.is_whole or identity is None:
            return None
        if has_sources(table):
            more["sources"] = self._sources_of(table, None, identity)
        return build(row, more, self.problems)

    def _of_other_sheets(self, collection: str, row: Row, parts: Mapping[str, _Parts]) -> dict[str, Any]:
        """The fields of a record that stand on sheets of their own."""
        more: dict[str, Any] = {}
        for table in sheets():
            if table.parent is None or table.parent[0] != collection:
                continue
            name, theirs = table.parent[1], parts[table.title]
            made = tuple(theirs.made.get(row.identity or "", ()))
            there = bool(theirs.rows.get(row.identity or ""))
            if not may_be_none(hints_of(row.layout.table.record)[name]):
                more[name] = made
                continue
            stated = row.values.pop((name,), None)
            more[name] = made if made or (stated is False and not there) else None
            if stated is not None and stated is not there:
                self.problems.append(_at_odds(row, name, table.title, stated=stated))
        return more

    def _make_parts(self, table: SheetTable) -> _Parts:
        parts = _Parts()
        collection, name = table.parent or ("", "")
        for row in self.rows[table.title]:
            if row.owner is None:
                continue
            parts.rows[row.owner].append(row)
            if not row.is_whole:
                continue
            more = {}
            if has_sources(table) and row.identity is not None:
                more["sources"] = self._sources_of(table, row.owner, row.identity)
            part = build(row, more, self.problems)
            if part is not None:
                parts.made[row.owner].append(part)
                if row.identity is not None:
                    self.places.add_part(collection, name, row.owner, row.identity, row)
        return parts

    def _find_lost_parts(self, parts: Mapping[str, _Parts]) -> None:
        """Say of which rows the record they belong to is not there."""
        for table in sheets():
            if table.parent is None or table.parent_column is None:
                continue
            known = self.places.ids(table.parent[0])
            for owner, rows in parts[table.title].rows.items():
                if owner not in known:
                    self.problems.extend(_of_nobody(row, table, owner, known) for row in rows)

    # -- sources

    def _read_sources(self) -> None:
        titles = {key_of(table.title): table for table in sheets() if has_sources(table)}
        for row in self.rows[sources_sheet().title]:
            if not row.is_whole:
                continue
            about = titles.get(key_of(row.values[("@sheet",)]))
            if about is None:
                self.problems.append(
                    row.problem(
                        ("@sheet",),
                        "SL-BOOK-SOURCE",
                        "There is no such sheet, so this row was left out.",
                        did_you_mean(row.values[("@sheet",)], [table.title for table in titles.values()]),
                    )
                )
                continue
            fact = row.values.get(("fact",))
            if fact is not None:
                row.values[("fact",)] = unguarded(fact, fact_reader(about))
            source: Any = build(row, {}, self.problems)
            owner = row.values.get(("@household",)) if about.parent is not None else None
            key = (about.title, owner, row.values[("@id",)])
            self.sources[key].append(source)
            self.places.source_rows.setdefault(key, row)

    def _sources_of(self, table: SheetTable, owner: str | None, identity: str) -> tuple[Source, ...]:
        key = (table.title, owner, identity)
        self.used_sources.add(key)
        return tuple(self.sources.get(key, ()))

    def _lost_sources(self) -> Iterator[CellProblem]:
        for key, row in self.places.source_rows.items():
            if key not in self.used_sources:
                yield row.problem(
                    ("@id",),
                    "SL-BOOK-SOURCE",
                    f"The sheet {key[0]} has no such row, so this source was left out.",
                    "Correct the id; for a household member or a bedroom give the household as well.",
                )


def _not_ours(tables: Tables, some_are: bool) -> CellProblem:  # noqa: FBT001 - private, named at the call
    title = settings_sheet().title
    if some_are:
        near = nearest(title, [sheet.title for sheet in tables.sheets])
        return CellProblem(
            code="SL-BOOK-SHEET",
            severity=Severity.STOPS,
            sheet=title,
            expected=f"The sheet {title}, which says the nation, is not there.",
            suggestion=(f"Is it “{near}”? Then name it {title}." if near else "")
            or "Copy it from a new template, and fill in the nation.",
        )
    return CellProblem(
        code="SL-BOOK-NOT-OURS",
        severity=Severity.STOPS,
        expected="None of the sheets of our own workbook is in this file.",
        suggestion="If it is your scheme's own register, give a mapping with --map. A new workbook of ours "
        "comes from: sharedlives template.",
    )


def _no_nation(sheet: Sheet, cell: Cell | None) -> CellProblem:
    return CellProblem(
        code="SL-BOOK-NATION",
        severity=Severity.STOPS,
        sheet=sheet.title,
        cell=None if cell is None else cell.reference,
        heading="Nation",
        expected="The nation is not stated, and the law differs from one to the other.",
        suggestion="Write England, Wales, Scotland or Northern Ireland beside “Nation”.",
    )


def _unknown_setting(sheet: Sheet, label: Cell, labels: list[str]) -> CellProblem:
    meant = nearest(label.text, labels) if label.text else None
    return CellProblem(
        code="SL-BOOK-SETTING",
        severity=Severity.NOTICE if meant is None else Severity.LEFT_OUT,
        sheet=sheet.title,
        cell=label.reference,
        given=label.text or None,
        expected="This setting is not one of ours, so it was not read.",
        suggestion="Nothing to do if it is your own." if meant is None else f"Did you mean “{meant}”?",
    )


def _at_odds(row: Row, name: str, title: str, *, stated: bool) -> CellProblem:
    """A yes without rows, or a no with some."""
    return row.problem(
        (name,),
        "SL-BOOK-AT-ODDS",
        f"It says yes, and the sheet {title} has no row for it: taken as not known."
        if stated
        else f"It says no, and the sheet {title} has rows for it: the rows were read.",
        "Add the rows, or change the answer." if stated else "Change the answer, or delete the rows.",
        Severity.NOTICE,
    )


def _of_nobody(row: Row, table: SheetTable, owner: str, known: frozenset[str]) -> CellProblem:
    collection = table.parent[0] if table.parent else ""
    near = nearest(owner, known)
    return row.problem(
        (),
        "SL-BOOK-REFERS-TO-NOBODY",
        f"The sheet {sheet_of(collection).title} has no row with this id, so this row was left out.",
        f"Did you mean “{near}”?" if near else "Correct the id, or add the missing row there.",
    )
