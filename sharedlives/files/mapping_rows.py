"""What the rows of a register say, record by record, before records are made of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sharedlives.domain.words import CheckKind
from sharedlives.errors import CellProblem, Severity
from sharedlives.files.mapping_cells import CellReader, Outcome
from sharedlives.files.mapping_columns import Attempt, Column, How
from sharedlives.files.mapping_fields import PARTS, Reads, fields_of
from sharedlives.files.mapping_sheets import Row, Table
from sharedlives.files.mapping_targets import Path
from sharedlives.files.tables import Cell, unreadable
from sharedlives.files.value_people import Name
from sharedlives.files.values import (
    USUAL_SEPARATORS,
    Misread,
    Remark,
    Silence,
    as_given,
    clean_text,
    split_list,
    standing_meaning,
)


@dataclass(frozen=True, slots=True)
class Origin:
    """The cell a value comes from."""

    sheet: str
    cell: str
    heading: str | None
    given: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field, with where it comes from; `silent` where the cell was blank."""

    value: Any = field(repr=False)
    origin: Origin
    silent: bool = False


@dataclass(slots=True, eq=False)
class Entry:
    """What one row says about one record: its fields with their values."""

    record: str
    label: str = ""
    instance: str = ""
    check: CheckKind | None = None
    topic: str | None = None
    number: int | None = None
    owner: tuple[str, str, str] | None = None
    """For a check about a record of the row: that record, its label and its instance."""
    values: dict[str, list[Value]] = field(default_factory=dict)

    @property
    def is_given(self) -> bool:
        """Whether anything of it stands in the sheet, rather than being read out of blanks or the mapping."""
        return any(not value.silent for some in self.values.values() for value in some)

    def all(self, name: str) -> Sequence[Value]:
        """Every value of a field."""
        return self.values.get(name, ())


@dataclass(slots=True, eq=False)
class RowRecords:
    """What one row says, record by record."""

    sheet: str
    number: int
    origin: Origin
    entries: list[Entry] = field(default_factory=list)
    comments: tuple[tuple[str, str, str], ...] = ()
    within: RowRecords | None = None
    """The row that this is part of: that of the home of “person 1”, “person 2”."""
    parts: tuple[RowRecords, ...] = ()

    def of(self, record: str) -> Iterator[Entry]:
        """The entries of a kind of record that the row gives."""
        return (entry for entry in self.entries if entry.record == record and entry.is_given)

    @property
    def content(self) -> Sequence[Entry]:
        """Everything the row says, its parts included."""
        return [*self.entries, *(entry for part in self.parts for entry in part.entries)]

    def put(self, path: Path, value: Value, instance: str = "") -> None:
        """Add a value to the entry it belongs to, which begins with its first value."""
        own = path.record == "check" or path.target.record != "check"
        key: tuple[Any, ...]
        if own:
            key = (path.record, path.label, instance, path.check, path.topic, path.number, None)
        else:
            owner = (path.record, path.label, instance)
            key = ("check", "", instance, path.check, path.topic, path.number, owner)
        for entry in self.entries:
            mine = (
                entry.record,
                entry.label,
                entry.instance,
                entry.check,
                entry.topic,
                entry.number,
                entry.owner,
            )
            if mine == key:
                break
        else:
            entry = Entry(*key)
            self.entries.append(entry)
        entry.values.setdefault(path.target.field, []).append(value)


def origin_of(sheet: str, cell: Any, heading: str | None) -> Origin:
    """Where a cell is, with what it holds as a person sees it."""
    return Origin(sheet, cell.reference, heading, as_given(cell.value))


def origin_of_entry(entry: Entry) -> Origin:
    """The first cell that says anything of a record."""
    return next(value.origin for some in entry.values.values() for value in some if not value.silent)


Filled = list[tuple[Path, Outcome, str]]
"""Fields that a cell fills: each with what was read and the instance of the record it belongs to."""

REMARK_REMEDIES = {
    "two-digit-year": "Write all four digits of the year if it was read wrongly.",
    "date-as-number": "Format the cell as a date.",
    "date-with-time": "Take the time of day away if it means nothing.",
    "telephone-as-number": "Format the column as text.",
    "distance-rounded": "Nothing to do; write whole miles to have them taken as they are.",
    "age-over": "Write it as 50+ or 51+.",
    "times-by-day": "Write it as 10:00-15:00 if it was read wrongly.",
    "animal-of-its-own": "Nothing to do if it is one; else give it a meaning under `words` in the mapping.",
    "month-alone": "Write a day if another one is meant.",
    "year-before": "Write both years if it was read wrongly.",
}


class RowReader:
    """Reads the rows of a table into `RowRecords`, saying what could not be read."""

    def __init__(self, cells: CellReader, say: Callable[[CellProblem], None]) -> None:
        self._cells = cells
        self._say = say

    def rows(self, table: Table) -> Iterator[RowRecords]:
        """Every row of a table that says anything."""
        for row in table.rows:
            records = self._row(table, row)
            if records is not None:
                yield records

    def _row(self, table: Table, row: Row) -> RowRecords | None:
        first = next((cell for cell in row.cells.values() if not cell.is_blank), None)
        if first is None and not row.comments:
            return None
        where = (
            Origin(row.sheet, f"A{row.number}", None) if first is None else origin_of(row.sheet, first, None)
        )
        records = RowRecords(row.sheet, row.number, where, comments=row.comments)
        for column in table.spec.columns:
            if column.heading in row.cells and column.attempts:
                origin = origin_of(row.sheet, row.cells[column.heading], table.headings[column.heading])
                self._column(column, row.cells[column.heading], origin, records)
        if table.spec.title_to is not None:
            self._constant(table.spec.title_to, table.title, where, records, silent=False)
        for path, said in table.spec.always:
            self._constant(path, said, where, records)
        return _in_parts(records)

    def _constant(
        self, path: Path, said: Any, origin: Origin, records: RowRecords, *, silent: bool = True
    ) -> None:
        outcome = self._cells.read(path, said, How())
        self._tell(outcome, origin)
        _put(records, path, outcome, origin, silent=silent)

    def _column(self, column: Column, cell: Cell, origin: Origin, records: RowRecords) -> None:
        trouble = unreadable(cell, sheet=origin.sheet, heading=origin.heading)
        if trouble is not None:
            self._say(trouble)
        elif not self._silent(column, cell, origin, records):
            read = self._read(column, cell, origin)
            if read is not None:
                self._put_read(*read, origin, records)

    def _silent(self, column: Column, cell: Cell, origin: Origin, records: RowRecords) -> bool:
        """Deal with a cell that is blank, or whose shape is described and that says there is none."""
        said = standing_meaning(clean_text(cell.value))
        shaped = all(attempt.templates for attempt in column.attempts)
        if cell.is_blank or (shaped and said is Silence.BLANK):
            for attempt in column.attempts:
                self._blank(attempt, origin, records)
            return True
        if not shaped or said is None:
            return False
        if said is not Silence.NOT_KNOWN and _fills_members(column.attempts):
            _put(records, CHILDREN, Outcome(((),)), origin)
        return True

    def _read(self, column: Column, cell: Cell, origin: Origin) -> tuple[Attempt, Filled] | None:
        """The first way of reading a cell that understands all of it; None once it is said that none does."""
        readings: list[tuple[Attempt, Filled]] = []
        for attempt in column.attempts:
            filled = self._filled(attempt, cell, column.heading)
            readings.append((attempt, filled))
            if not any(outcome.missed for _, outcome, _ in filled):
                return readings[-1]
        if len(readings) == 1:
            return readings[0]
        self._tell_all(readings, origin)
        return None

    def _put_read(self, attempt: Attempt, filled: Filled, origin: Origin, records: RowRecords) -> None:
        for path, outcome, instance in filled:
            self._tell(outcome, origin)
            _put(records, path, outcome, origin, instance)
        for path, said in attempt.sets:
            for instance in dict.fromkeys(instance for _, _, instance in filled):
                outcome = self._cells.read(path, said, How())
                self._tell(outcome, origin)
                _put(records, path, outcome, origin, instance, silent=True)

    def _blank(self, attempt: Attempt, origin: Origin, records: RowRecords) -> None:
        for path in (*attempt.targets, *(path for part in attempt.parts for path in part)):
            outcome = self._cells.blank(path, attempt.how)
            self._tell(outcome, origin)
            _put(records, path, outcome, origin)
        if _fills_members([attempt]):
            _put(records, CHILDREN, self._cells.blank(CHILDREN, attempt.how), origin)

    def _filled(self, attempt: Attempt, cell: Cell, heading: str) -> Filled:
        if attempt.templates:
            return self._shaped(attempt, clean_text(cell.value), heading)
        if attempt.parts:
            return self._pieces(attempt, clean_text(cell.value))
        return [(path, self._cells.read(path, cell.value, attempt.how), "") for path in attempt.targets]

    def _pieces(self, attempt: Attempt, text: str) -> Filled:
        pieces = split_list(text, attempt.how.separators or (*USUAL_SEPARATORS, "/"))
        if len(pieces) > len(attempt.parts):
            expected = f"We expected at most {len(attempt.parts)} values here, one after another."
            missed = Misread("too-many-parts", expected, "Take away what is too many, or name it in `parts`.")
            path = next(path for part in attempt.parts for path in part)
            return [(path, Outcome(missed=((text, missed),)), "")]
        filled: Filled = []
        for at, part in enumerate(attempt.parts):
            for path in part:
                if at < len(pieces):
                    filled.append((path, self._cells.read(path, pieces[at], attempt.how), ""))
                else:
                    filled.append((path, self._cells.blank(path, attempt.how), ""))
        return filled

    def _shaped(self, attempt: Attempt, text: str, heading: str) -> Filled:
        between = "".join(template.between for template in attempt.templates)
        usual = tuple(sign for sign in USUAL_SEPARATORS if sign not in between)
        pieces = split_list(text, attempt.how.separators or usual)
        if len(pieces) > 1:
            several: Filled = []
            for at, piece in enumerate(pieces, 1):
                shaped = self._shape(attempt, piece, f"{heading} {at}")
                several.extend((_numbered(path, at), outcome, each) for path, outcome, each in shaped)
            if attempt.how.separators or not any(outcome.missed for _, outcome, _ in several):
                return several
        return self._shape(attempt, text, heading)

    def _shape(self, attempt: Attempt, text: str, instance: str) -> Filled:
        path = next(iter(attempt.paths))
        tried: list[Filled] = []
        for template in attempt.templates:
            found = template.pattern.fullmatch(text)
            if found is None:
                continue
            filled = [
                (field, self._cells.read(field, piece.strip(), attempt.how), _instance(field, instance))
                for field, piece in zip(template.paths, found.groups(), strict=True)
                if field is not None and piece is not None
            ]
            if not any(outcome.missed for _, outcome, _ in filled):
                return filled
            tried.append(filled)
        if tried:
            return tried[0]
        missed = Misread(
            "not-of-that-shape",
            "It does not have the shape the mapping describes.",
            "Write it as the others in the column, or add its shape to `like` in the mapping.",
        )
        return [(path, Outcome(missed=((text, missed),)), instance)]

    # -- saying

    def _tell(self, outcome: Outcome, origin: Origin) -> None:
        for given, misread in outcome.missed:
            self._say(_as_problem(misread, origin, given or origin.given))
        for remark in outcome.remarks:
            self._say(_as_notice(remark, origin))

    def _tell_all(self, readings: Sequence[tuple[Attempt, Filled]], origin: Origin) -> None:
        """One problem for a cell that none of several ways could read."""
        misreads = [
            misread for _, filled in readings for _, outcome, _ in filled for _, misread in outcome.missed
        ]
        expected = dict.fromkeys(misread.expected for misread in misreads)
        first = misreads[0]
        both = Misread(first.code, " Or: ".join(expected), first.suggestion)
        self._say(_as_problem(both, origin, origin.given))


_BY_NUMBER = ("person", "request", "arrangement", "introduction", "review")


def _in_parts(row: RowRecords) -> RowRecords:
    """The same row with each of several people, “person 1” and “person 2”, as a part of its own."""
    labels = [label for label in dict.fromkeys(map(_label_of, row.entries)) if label]
    if not labels:
        return row
    shared = [entry for entry in row.entries if entry.record in _BY_NUMBER and not entry.is_given]
    shared = [entry for entry in shared if not entry.label]
    whole_row = [entry for entry in row.entries if not _label_of(entry)]
    parts = []
    for label in labels:
        entries = [entry for entry in row.entries if _label_of(entry) == label]
        given = next((entry for entry in entries if entry.is_given), None)
        if given is not None:
            whole = [_as_part(entry, shared) for entry in entries]
            whole.extend(_implied(whole, shared))
            parts.append(RowRecords(row.sheet, row.number, origin_of_entry(given), whole, within=row))
    row.entries = whole_row
    row.parts = tuple(parts)
    return row


def _label_of(entry: Entry) -> str:
    """Which of several people of a row an entry is about; empty for what is about the whole row."""
    if entry.owner is not None:
        return entry.owner[1] if entry.owner[0] in _BY_NUMBER else ""
    return entry.label if entry.record in _BY_NUMBER else ""


def _as_part(entry: Entry, shared: Sequence[Entry]) -> Entry:
    """An entry without its number, with what the mapping says of every one of its kind."""
    for same in shared:
        if same.record == entry.record:
            entry.values = {**same.values, **entry.values}
    entry.label = ""
    entry.owner = None if entry.owner is None else (entry.owner[0], "", entry.owner[2])
    return entry


def _implied(entries: Sequence[Entry], shared: Sequence[Entry]) -> Iterator[Entry]:
    """The arrangement of somebody who stands beside their home, where the mapping says all of it."""
    there = {entry.record for entry in entries if entry.is_given}
    for same in shared:
        if "person" in there and same.record == "arrangement" and "arrangement" not in there:
            stated = {
                name: [replace(value, silent=False) for value in some] for name, some in same.values.items()
            }
            yield Entry("arrangement", values=stated)


CHILDREN = Path("household", "", fields_of("household")["children"])


def _fills_members(attempts: Sequence[Attempt]) -> bool:
    return any(path.record == "member" for each in attempts for path in each.paths)


def _numbered(path: Path, at: int) -> Path:
    """The path of one of several carers or people in one cell: the first is carer 1."""
    several = path.record in ("carer", *_BY_NUMBER) and not path.label
    return replace(path, label=str(at)) if several else path


def _instance(path: Path, instance: str) -> str:
    """Which of several records a piece of a cell is about; the row's main records have one each."""
    return instance if path.record in PARTS and not path.label else ""


def _put(
    records: RowRecords,
    path: Path,
    outcome: Outcome,
    origin: Origin,
    instance: str = "",
    *,
    silent: bool = False,
) -> None:
    for value in outcome.values:
        if path.target.reads is Reads.NAMES and path.target.record == "carer":
            _put_carers(records, path, value, origin)
            continue
        records.put(path, Value(value, origin, silent or outcome.silent), _instance(path, instance))


def _put_carers(records: RowRecords, path: Path, names: Sequence[Name], origin: Origin) -> None:
    """Several carers in one cell: the first is carer 1, as if there were a column for each."""
    target = fields_of("carer")["name"]
    for number, name in enumerate(names, 1):
        records.put(Path(path.record, str(number), target), Value(name, origin))


def _as_problem(misread: Misread, origin: Origin, given: str | None) -> CellProblem:
    suggestion = misread.suggestion
    is_word = given is not None and re.search(r"[^\W\d_]", given) and not re.search(r"\d", given)
    if is_word and "in the mapping" not in suggestion:
        suggestion = f"{suggestion} A word of your own gets its meaning under `words` in the mapping."
    return CellProblem(
        code=f"SL-CELL-{misread.code.upper()}",
        severity=Severity.LEFT_OUT,
        sheet=origin.sheet,
        cell=origin.cell,
        heading=origin.heading,
        given=given,
        expected=misread.expected,
        suggestion=suggestion,
    )


def _as_notice(remark: Remark, origin: Origin) -> CellProblem:
    return CellProblem(
        code=f"SL-CELL-{remark.code.upper()}",
        severity=Severity.NOTICE,
        sheet=origin.sheet,
        cell=origin.cell,
        heading=origin.heading,
        given=origin.given,
        expected=remark.says,
        suggestion=REMARK_REMEDIES.get(remark.code, "Nothing to do, if that is what it means."),
    )
