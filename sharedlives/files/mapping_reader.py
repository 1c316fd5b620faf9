"""Reading a scheme's own register, in its own layout, through a mapping."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path as FilePath
from typing import Final

import attrs

from sharedlives.domain.carer import ApprovalTerms
from sharedlives.domain.scheme import COLLECTIONS
from sharedlives.domain.words import CheckKind
from sharedlives.errors import CellProblem, Severity
from sharedlives.files.mapping_build import SchemeBuilder
from sharedlives.files.mapping_cells import CellReader
from sharedlives.files.mapping_fields import MEMBERS, Reads
from sharedlives.files.mapping_language import RegisterMapping, read_mapping
from sharedlives.files.mapping_links import Links, SheetUse
from sharedlives.files.mapping_rows import Entry, RowReader, RowRecords
from sharedlives.files.mapping_settle import Settler
from sharedlives.files.mapping_sheets import Table, find_tables, grouped
from sharedlives.files.mapping_targets import Path
from sharedlives.files.reading import Reading
from sharedlives.files.sheets import read_tables
from sharedlives.files.tables import Tables, column_letters
from sharedlives.files.value_dates import read_date
from sharedlives.files.value_words import TOPICS
from sharedlives.files.values import Understood, clean_text

_A_DATE_WITHIN: Final = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?[ ./-]\w+[ ./-]\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)|\d{4}-\d{2}-\d{2}"
)
_FACTS_OF: Final = ("households", "carers", "approvals", "people", "requests", "arrangements")
_NO_FACTS: Final = frozenset(
    ("id", "sources", "stay", "sessions", "terms", "carer_ids", "fit_weights", "varies")
)
_SINGULAR: Final = {"people": "person"}
OF_MEMBERS: Final = "member.certificate"
"""The fact that somebody of the household, beside the carers, has a certificate."""


def read_register(path: str | FilePath, mapping: RegisterMapping | str | FilePath) -> Reading:
    """Read a register, a workbook or a folder of CSV files, through a mapping.

    Everything that can be read is read; what cannot be comes back as problems, each with its cell, what was
    expected and what to do. The order of the rows makes no difference. The file itself is never changed.

    Parameters
    ----------
    path
        The register.
    mapping
        How it is laid out: a mapping, or the path of a mapping file.

    Returns
    -------
    Reading
        With no scheme where the mapping itself is at fault or nothing could be read.

    Raises
    ------
    FileRefusedError
        If one of the files cannot be read or should not be.
    """
    if not isinstance(mapping, RegisterMapping):
        read = read_mapping(mapping)
        if read.mapping is None:
            return Reading(scheme=None, problems=read.problems)
        mapping = read.mapping
    return read_register_tables(read_tables(path), mapping)


def read_register_tables(tables: Tables, mapping: RegisterMapping) -> Reading:
    """The same for cells that have been read already."""
    problems: list[CellProblem] = []
    found = list(find_tables(tables, mapping, problems.append))
    problems.extend(tables.problems_about(frozenset(table.title for table in found)))
    as_at = _as_at(tables, mapping, problems)
    reader = RowReader(CellReader(mapping, tables.epoch), problems.append)
    rows = [row for table in found for row in reader.rows(table)]
    silence = _silence(found, mapping)
    if not rows:
        problems.append(_nothing_read())
        return Reading(scheme=None, problems=_in_order(problems, tables), silence=silence)
    uses = {table.title: SheetUse(table.spec, mapping.sheets) for table in found}
    links = Links(Settler(problems.append), uses)
    scheme = SchemeBuilder(mapping, links, as_at).build(rows, not_kept(found, rows))
    return Reading(scheme=scheme, problems=_in_order(problems, tables), silence=silence)


def _nothing_read() -> CellProblem:
    return CellProblem(
        code="SL-MAP-NOTHING-READ",
        severity=Severity.STOPS,
        expected="No row of the register could be read with this mapping.",
        suggestion="Check the titles of the sheets and their headings in the mapping.",
    )


def _as_at(tables: Tables, mapping: RegisterMapping, problems: list[CellProblem]) -> date | None:
    """The day the register speaks of, as the mapping or a cell of the register says."""
    if mapping.as_at_cell is None:
        return mapping.as_at
    title, reference = mapping.as_at_cell
    sheet = tables.sheet(title)
    cells = (cell for row in (sheet.rows if sheet is not None else ()) for cell in row)
    cell = next((cell for cell in cells if cell.reference == reference), None)
    if cell is not None and cell.value is not None:
        years = mapping.years.get("otherwise")
        read = read_date(cell.value, years, tables.epoch)
        if isinstance(read, Understood):
            return read.value
        for text in _A_DATE_WITHIN.findall(clean_text(cell.value)):
            read = read_date(text, years, tables.epoch)
            if isinstance(read, Understood):
                return read.value
    problems.append(
        CellProblem(
            code="SL-MAP-NO-DAY",
            severity=Severity.NOTICE,
            sheet=title,
            cell=reference,
            expected="We found no date here, so it is not known which day the register speaks of.",
            suggestion="Correct `as_at` in the mapping.",
        )
    )
    return None


def _silence(tables: Sequence[Table], mapping: RegisterMapping) -> tuple[tuple[str, str], ...]:
    targets = {path.target for table in tables for path in _read_paths(table) if path.target.asks_silence}
    return tuple(sorted((t.name, "no" if mapping.blank_means_no(t) else "not known") for t in targets))


def _read_paths(table: Table) -> Iterator[Path]:
    """Every field for which the sheet has the column, or the mapping a value."""
    for column in table.spec.columns:
        if column.heading in table.headings:
            yield from (path for attempt in column.attempts for path in attempt.paths)
    yield from (path for path, _ in table.spec.always)
    if table.spec.title_to is not None:
        yield table.spec.title_to


def not_kept(tables: Sequence[Table], rows: Sequence[RowRecords]) -> frozenset[str]:
    """The facts that no column of the register keeps, as ``record.field`` or ``check.kind``."""
    kept: set[str] = set()
    for table in tables:
        for path in _read_paths(table):
            kept.add(path.target.fact or path.target.name)
            kept.update(_further(path))
    given = [entry for row in rows for entry in row.content if entry.record == "check" and entry.is_given]
    kinds = {entry.check for entry in given}
    sorts = [value.value for entry in given for value in entry.all("kind")]
    kinds.update(kind for kind, _, _ in sorts)
    checks = {f"check.{kind.value}" for kind in CheckKind if kind not in kinds}
    taught = {topic for kind, topic, _ in sorts if kind is CheckKind.TRAINING}
    taught |= {entry.topic for entry in given if entry.check is CheckKind.TRAINING}
    checks |= {f"check.training {topic}" for topic in TOPICS if topic not in taught}
    if not any(_is_of_a_member(entry, row) for row in rows for entry in row.content):
        checks.add(OF_MEMBERS)
    return frozenset(_all_facts() - kept | (checks - kept))


def _is_of_a_member(entry: Entry, row: RowRecords) -> bool:
    """Whether a check is about somebody of the household: so it says, or its row is about nobody else."""
    if entry.record != "check":
        return False
    if entry.owner is not None:
        return entry.owner[0] == "member"
    return any(other.record == "member" for other in row.content)


def _further(path: Path) -> set[str]:
    """The other facts that a field states: a whole name is two, a range of ages is two."""
    target = path.target
    if target.reads in (Reads.NAME, Reads.NAMES) and target.record != "member":
        return {f"{target.record}.first_name", f"{target.record}.last_name"}
    if target.name == "approval.ages":
        return {"approval.youngest", "approval.oldest"}
    if target.reads is Reads.TIMES:
        return {f"{target.record}.session_starts", f"{target.record}.session_ends"}
    if target.record == "member":
        return {MEMBERS}
    if path.check is CheckKind.CERTIFICATE and path.record == "member":
        return {OF_MEMBERS, f"check.{path.check.value}"}
    if path.check is not None:
        return {f"check.{path.check.value}", f"check.training {path.topic}"}
    if target.name == "carer.references":
        return {f"check.{CheckKind.REFERENCE.value}"}
    return set()


def _all_facts() -> set[str]:
    from sharedlives.domain.household import Bedroom

    found: set[str] = set()
    for name in _FACTS_OF:
        record = _SINGULAR.get(name, name.removesuffix("s"))
        classes = (COLLECTIONS[name], ApprovalTerms) if name == "approvals" else (COLLECTIONS[name],)
        found.update(
            f"{record}.{field}"
            for cls in classes
            for field in attrs.fields_dict(cls)
            if field not in _NO_FACTS and not field.endswith("_id")
        )
    found.update(
        f"bedroom.{field}" for field in attrs.fields_dict(Bedroom) if field.startswith(("is_", "takes_"))
    )
    return found


def _in_order(problems: Sequence[CellProblem], tables: Tables) -> tuple[CellProblem, ...]:
    """Each problem once, in the order of the file, with notices about one column as one."""
    sheets = {sheet.title: at for at, sheet in enumerate(tables.sheets)}

    def place(problem: CellProblem) -> tuple[int, int, int, str]:
        found = re.match(r"([A-Z]{1,3})(\d+)", problem.cell or "")
        row = int(found[2]) if found else 0
        column = _column_number(found[1]) if found else 0
        return sheets.get(problem.sheet or "", -1), row, column, problem.code

    return grouped(sorted(dict.fromkeys(problems), key=place))


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    assert column_letters(number) == letters  # noqa: S101 - the two are each other's inverse
    return number
