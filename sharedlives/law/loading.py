"""Reading the register of law from its TOML, strictly: a mistake in it is our own bug and stops all."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from sharedlives.domain.words import Nation
from sharedlives.errors import InvalidRecordError, OwnBugError
from sharedlives.law.records import (
    Citation,
    CountedPer,
    LawEntry,
    LawSilence,
    LawStatement,
    LawValue,
    Silence,
    Standing,
    Unit,
)

Entry = LawValue | LawStatement | LawSilence

_SILENCES = {
    "no_number": Silence.NO_NUMBER_FOUND,
    "nothing_found": Silence.NOTHING_FOUND,
    "not_known": Silence.NOT_KNOWN,
}
_ALWAYS = frozenset({"code", "nations", "instrument", "pinpoint", "source", "read_on"})
_SOMETIMES = frozenset({"from", "until", "note"})
_OF = {
    "value": frozenset({"value", "unit", "standing", "says"}),
    "statement": frozenset({"name", "standing", "says"}),
    **dict.fromkeys(_SILENCES, frozenset({"reason"})),
}
_SOMETIMES_OF_A_VALUE = frozenset({"counted_per"})


def read_register(files: Iterable[tuple[str, str]]) -> tuple[Entry, ...]:
    """All entries of some TOML files, in the order of code, first nation and first day.

    Parameters
    ----------
    files
        The name and the text of each. The tables are ``value`` (a number), ``statement`` (a duty, a name),
        ``no_number`` and ``nothing_found`` (looked for, none found) and ``not_known`` (some days of which
        we cannot say).

    Raises
    ------
    OwnBugError
        Where a file is not TOML; a table or key is unknown or missing; a value is of the wrong kind; an
        entry ends before it begins; two entries speak of the same day; or some days or a nation of a code
        are passed over in silence. The message names the file and the entry.
    """
    entries = [entry for name, text in files for entry in _entries_of(name, text)]
    entries.sort(key=lambda entry: (entry.code, entry.nations, _first(entry)))
    for code in sorted({entry.code for entry in entries}):
        for nation in Nation:
            _check_days(code, nation, [e for e in entries if e.code == code and nation in e.nations])
    return tuple(entries)


def _entries_of(name: str, text: str) -> Iterable[Entry]:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OwnBugError(f"{name}: this is not TOML: {error}") from error
    for table, rows in tables.items():
        if table not in _OF:
            raise OwnBugError(f"{name}: there is no table {table}: use one of {', '.join(_OF)}")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise OwnBugError(f"{name}: write each entry under [[{table}]]")
        for number, row in enumerate(rows, start=1):
            yield _entry(f"{name}, {table} {number}", table, row)


def _entry(where: str, table: str, row: Mapping[str, Any]) -> Entry:
    where = f"{where} ({row.get('code', 'no code')})"
    _check_keys(where, table, row)
    try:
        common: dict[str, Any] = {
            "code": row["code"],
            "nations": _nations(row["nations"]),
            "first_day": row.get("from"),
            "last_day": row.get("until"),
            "citation": Citation(
                instrument=row["instrument"],
                pinpoint=row["pinpoint"],
                source=row["source"],
                read_on=row["read_on"],
            ),
            "note": row.get("note"),
        }
        if table in _SILENCES:
            return LawSilence(**common, silence=_SILENCES[table], reason=row["reason"])
        common |= {"standing": Standing(row["standing"]), "says": row["says"]}
        if table == "statement":
            return LawStatement(**common, name=row["name"])
        return LawValue(
            **common,
            value=row["value"],
            unit=Unit(row["unit"]),
            counted_per=CountedPer(row["counted_per"]) if "counted_per" in row else None,
        )
    except ValueError as error:  # also what a record refuses
        raise OwnBugError(f"{where}: {error}") from error


def _nations(names: Any) -> tuple[Nation, ...]:
    if not isinstance(names, list):
        raise InvalidRecordError("nations must be a list of nations")
    return tuple(Nation(name) for name in names)


def _check_keys(where: str, table: str, row: Mapping[str, Any]) -> None:
    needed = _ALWAYS | _OF[table]
    allowed = needed | _SOMETIMES | (_SOMETIMES_OF_A_VALUE if table == "value" else frozenset())
    if missing := sorted(needed - row.keys()):
        raise OwnBugError(f"{where}: {', '.join(missing)} must be given")
    if unknown := sorted(row.keys() - allowed):
        raise OwnBugError(f"{where}: there is no key {', '.join(unknown)}")


def _check_days(code: str, nation: Nation, entries: list[Entry]) -> None:
    """Every day from the first known is spoken of by exactly one entry, up to no last day at all."""
    if not entries:
        raise OwnBugError(f"{code}: nothing is said about {nation}: say it, or that no number was found")
    entries = sorted(entries, key=_first)
    for earlier, later in pairwise(entries):
        if earlier.last_day is None or earlier.last_day >= _first(later):
            raise OwnBugError(f"{code}, {nation}: two entries speak of {_first(later)}")
        if earlier.last_day + timedelta(days=1) < _first(later):
            raise OwnBugError(
                f"{code}, {nation}: nothing is said about the days after {earlier.last_day}: "
                "add a not_known entry"
            )
    if entries[-1].last_day is not None:
        raise OwnBugError(f"{code}, {nation}: nothing is said about the days after {entries[-1].last_day}")


def _first(entry: LawEntry) -> date:
    return entry.first_day or date.min
