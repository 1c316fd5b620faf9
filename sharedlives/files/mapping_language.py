"""The language of a mapping: which sheet, which heading, which field, which words.

A mapping is a TOML file that says how a scheme's own register is laid out; `docs/how-to/map-your-register.md`
describes it. It is checked as a whole before any cell is read, and every fault is reported at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Any, Final

from sharedlives.domain.words import Nation
from sharedlives.errors import CellProblem, FileRefusedError, Severity
from sharedlives.files.mapping_columns import Column, ColumnParser, Report, read_window, read_word_table
from sharedlives.files.mapping_fields import MEMBERS, Target, facts
from sharedlives.files.mapping_targets import Path, UnknownPathError, parse_path
from sharedlives.files.value_dates import YearWindow
from sharedlives.files.values import did_you_mean, key_of

FORMAT: Final = "sharedlives.map/1"

TOP_KEYS: Final = ("format", "name", "nation", "as_at", "local_limit", "years", "silence", "words", "sheet")
SHEET_KEYS: Final = (
    *(
        "sheet",
        "header_row",
        "stop_at",
        "skip_rows",
        "only_rows",
        "fill_down",
        "transposed",
        "columns",
        "always",
    ),
    *("title_to", "optional", "ignore"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMapping:
    """How one sheet, or several laid out alike, is read."""

    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    header_rows: tuple[int, ...] = ()
    """The rows that hold the headings; empty: the row that has most of them."""
    stop_at: str | None = None
    skip_rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only_rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    always: tuple[tuple[Path, Any], ...] = ()
    title_to: Path | None = None
    transposed: bool = False
    optional: bool = False

    @property
    def paths(self) -> Iterator[Path]:
        """Every field this sheet may fill."""
        yield from (path for column in self.columns for each in column.attempts for path in each.paths)
        yield from (path for path, _ in self.always)
        if self.title_to is not None:
            yield self.title_to


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterMapping:
    """How a scheme's register is laid out and what its words mean."""

    nation: Nation
    sheets: tuple[SheetMapping, ...]
    name: str | None = None
    as_at: date | None = None
    as_at_cell: tuple[str, str] | None = None
    """The sheet and the cell that say which day the register speaks of."""
    local_limit: int | None = None
    years: Mapping[str, YearWindow] = field(default_factory=dict)
    silence: Mapping[str, bool] = field(default_factory=dict)
    """True where a blank cell means “no”; by the target's name, its fact or ``otherwise``."""

    def years_for(self, target: Target) -> YearWindow | None:
        """What two digits of a year may stand for in a field; None where nothing is declared."""
        for key in (target.name, target.field, "otherwise"):
            if key in self.years:
                return self.years[key]
        return None

    def blank_means_no(self, target: Target) -> bool:
        """Whether a blank cell means “no” rather than “not known”."""
        keys = (target.name, target.fact or target.name, "otherwise")
        return next((self.silence[key] for key in keys if key in self.silence), False)


@dataclass(frozen=True, slots=True)
class MappingReading:
    """What was made of a mapping file; `mapping` is None where anything is wrong with it."""

    mapping: RegisterMapping | None
    problems: tuple[CellProblem, ...] = ()


def read_mapping(source: str | FilePath) -> MappingReading:
    """Read and check a mapping file.

    Parameters
    ----------
    source
        The path of a TOML file.

    Raises
    ------
    FileRefusedError
        If there is no such file or it is no text.
    """
    path = FilePath(source)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError:
        raise FileRefusedError(
            "There is no mapping file of that name: check the path given with --map."
        ) from None
    except UnicodeDecodeError:
        raise FileRefusedError("The mapping file is no plain text: save it as UTF-8.") from None
    return read_mapping_text(text, name=path.name)


def read_mapping_text(text: str, name: str = "the mapping") -> MappingReading:
    """The same for the content of a mapping file; `name` says in its problems which file is meant."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problem = CellProblem(
            code="SL-MAP-TOML",
            severity=Severity.STOPS,
            sheet=name,
            expected=f"This is not valid TOML: {error}.",
            suggestion="Mind quotation marks, brackets and equals signs, and that no key stands twice.",
        )
        return MappingReading(None, (problem,))
    parser = _MappingParser(text, name)
    mapping = parser.mapping(said)
    return MappingReading(None if parser.problems else mapping, tuple(parser.problems))


class _MappingParser:
    def __init__(self, text: str, name: str) -> None:
        self.problems: list[CellProblem] = []
        self._lines = text.splitlines()
        self._name = name

    def _report(self, where: str, expected: str, suggestion: str, line: int | None = None) -> None:
        problem = CellProblem(
            code="SL-MAP-FAULT",
            severity=Severity.STOPS,
            sheet=self._name,
            cell=None if line is None else f"line {line}",
            heading=where,
            expected=expected,
            suggestion=suggestion,
        )
        if problem not in self.problems:
            self.problems.append(problem)

    def _line_of(self, text: str, after: int = 0) -> int | None:
        lines = enumerate(self._lines[after:], after + 1)
        return next(
            (number for number, line in lines if text in line and not line.lstrip().startswith("#")), None
        )

    def _reporter(self, where: str, line: int | None = None) -> Report:
        def report(key: str, expected: str, suggestion: str) -> None:
            self._report(f"{where} · {key}", expected, suggestion, line)

        return report

    def mapping(self, said: Mapping[str, Any]) -> RegisterMapping:
        for key in said:
            if key not in TOP_KEYS:
                suggestion = did_you_mean(key, TOP_KEYS)
                self._report(key, f"A mapping has no “{key}”.", suggestion, self._line_of(key))
        said = {key: self._in_place(key, value) for key, value in said.items()}
        self._check_format(said)
        words = self._words(said.get("words", {}))
        sheets = tuple(self._sheets(said.get("sheet"), ColumnParser(words)))
        as_at, as_at_cell = self._as_at(said.get("as_at"))
        limit = said.get("local_limit")
        if limit is not None and (not isinstance(limit, int) or isinstance(limit, bool) or limit < 1):
            self._report("local_limit", "We expected a whole number of people.", "Write local_limit = 3.")
            limit = None
        mapping = RegisterMapping(
            nation=self._nation(said.get("nation")),
            name=said.get("name") if isinstance(said.get("name"), str) else None,
            as_at=as_at,
            as_at_cell=as_at_cell,
            local_limit=limit,
            years=self._years(said.get("years", {})),
            silence=self._silence(said.get("silence", {})),
            sheets=sheets,
        )
        self._check_silence(mapping)
        return mapping

    def _in_place(self, name: str, table: Any) -> Any:
        """A table without the keys of the whole mapping that stand below its heading by mistake."""
        if name not in ("years", "silence", "words") or not isinstance(table, dict):
            return table
        astray = [key for key, value in table.items() if key in TOP_KEYS and not isinstance(value, str)]
        astray += [key for key in ("nation", "name", "format") if isinstance(table.get(key), str)]
        for key in dict.fromkeys(astray):
            self._report(
                f"{name} · {key}",
                f"It stands below [{name}], so it is taken as part of that.",
                "Move it to the top of the file, above the first line in square brackets.",
                self._line_of(key),
            )
        return {key: value for key, value in table.items() if key not in astray}

    def _check_format(self, said: Mapping[str, Any]) -> None:
        if said.get("format", FORMAT) != FORMAT:
            self._report(
                "format",
                f"We read mappings of the format {FORMAT}.",
                f'Write format = "{FORMAT}" and see the guide for what changed.',
                self._line_of("format"),
            )

    def _nation(self, said: Any) -> Nation:
        for nation in Nation:
            if isinstance(said, str) and key_of(said) == nation.value:
                return nation
        choices = [nation.value for nation in Nation]
        near = did_you_mean(str(said), choices) if said is not None else f"It can be: {', '.join(choices)}."
        self._report(
            "nation", "We expected the nation whose law binds the scheme.", near, self._line_of("nation")
        )
        return Nation.ENGLAND

    def _as_at(self, said: Any) -> tuple[date | None, tuple[str, str] | None]:
        if said is None or type(said) is date:
            return said, None
        if isinstance(said, dict) and set(said) == {"sheet", "cell"}:
            return None, (str(said["sheet"]), str(said["cell"]).upper())
        self._report(
            "as_at",
            "We expected the day the register speaks of.",
            'Write as_at = 2026-11-13 (without quotes), or as_at = { sheet = "Carers", cell = "A2" }.',
            self._line_of("as_at"),
        )
        return None, None

    def _years(self, said: Any) -> dict[str, YearWindow]:
        if not isinstance(said, dict):
            self._report("years", "We expected a table.", 'Write [years] and then born = "1926-2025".')
            return {}
        found: dict[str, YearWindow] = {}
        for key, value in _flat(said):
            window = read_window(value, key, self._reporter("years", self._line_of(key.rsplit(".", 1)[-1])))
            if window is not None:
                found[self._field_key(key)] = window
        return found

    @staticmethod
    def _field_key(key: str) -> str:
        """A field as its target names it, where it is written as a path: ``carer.dob``."""
        try:
            return parse_path(key).target.name
        except UnknownPathError:
            return key

    def _words(self, said: Any) -> dict[str, Mapping[str, str]]:
        if not isinstance(said, dict) or not all(isinstance(table, dict) for table in said.values()):
            self._report(
                "words", "We expected tables of words.", 'Write [words.yes_no] and then yes = ["Y"].'
            )
            return {}
        return {
            name: read_word_table(table, name, self._reporter("words", self._line_of(f"words.{name}")))
            for name, table in said.items()
        }

    def _silence(self, said: Any) -> dict[str, bool]:
        found: dict[str, bool] = {}
        if not isinstance(said, dict):
            self._report(
                "silence", "We expected a table.", 'Write [silence] and then "household.pets" = "no".'
            )
            return found
        for key, value in _flat(said):
            line = self._line_of(key.rsplit(".", 1)[-1])
            if key != "otherwise" and key not in facts():
                try:
                    parse_path(key)
                except UnknownPathError as error:
                    text = str(error)
                    self._report(f"silence · {key}", f"{text[0].upper()}{text[1:]}", "Name a field.", line)
                    continue
            if value not in ("no", "not known"):
                expected = "A blank cell means “no” or “not known”."
                self._report(f"silence · {key}", expected, f'Write "{key}" = "no" or "not known".', line)
                continue
            found[key if key == "otherwise" else self._field_key(key)] = value == "no"
        return found

    def _check_silence(self, mapping: RegisterMapping) -> None:
        """Every kept field of which a blank could mean “no” needs to say what a blank means."""
        if "otherwise" in mapping.silence:
            return
        missing: dict[str, None] = {}
        for sheet in mapping.sheets:
            for column in sheet.columns:
                for attempt in column.attempts:
                    whole = (*attempt.targets, *(path for part in attempt.parts for path in part))
                    for target in (path.target for path in whole):
                        said = {target.name, target.fact} & set(mapping.silence)
                        if target.asks_silence and attempt.how.default is None and not said:
                            missing[target.name] = None
                    shaped = {path.record for each in attempt.templates for path in each.paths if path}
                    if "member" in shaped and MEMBERS not in mapping.silence:
                        missing[MEMBERS] = None
        if missing:
            lines = "; ".join(f'"{name}" = "no"' for name in missing)
            self._report(
                "silence",
                "Say for these fields whether a blank cell means “no” or “not known”.",
                "Under [silence] write, each on its own line, with “not known” where a blank means that: "
                f"{lines}.",
                self._line_of("[silence]"),
            )

    def _sheets(self, said: Any, parser: ColumnParser) -> Iterator[SheetMapping]:
        if not isinstance(said, list) or not said or not all(isinstance(table, dict) for table in said):
            suggestion = 'Begin each with [[sheet]], then sheet = "its title" and [sheet.columns].'
            self._report("sheet", "We expected at least one sheet.", suggestion, self._line_of("[sheet"))
            return
        line = 0
        for number, table in enumerate(said, 1):
            line = self._line_of("[[sheet]]", line) or line
            sheet = self._sheet(table, number, line, parser)
            if sheet is not None:
                yield sheet

    def _sheet(
        self, said: Mapping[str, Any], number: int, line: int, parser: ColumnParser
    ) -> SheetMapping | None:
        titles = _texts(said.get("sheet"))
        where = f"sheet “{titles[0]}”" if titles else f"sheet {number}"
        report = self._reporter(where, line)
        for key in said:
            if key not in SHEET_KEYS:
                remedy = (
                    "It belongs to the whole mapping: move it to the top of the file."
                    if key in TOP_KEYS
                    else did_you_mean(key, SHEET_KEYS)
                )
                report(key, f"A sheet has no “{key}”.", remedy)
        if not titles:
            report(
                "sheet", "We expected the title of the sheet.", 'Write sheet = "Carers", or a list of titles.'
            )
        columns = said.get("columns")
        if not isinstance(columns, dict) or not columns:
            report(
                "columns",
                "We expected at least one column.",
                'Write [sheet.columns] and "Ref" = "household.id".',
            )
            return None
        title_to = said.get("title_to")
        for key, kind, remedy in _PLAIN_SETTINGS:
            if not isinstance(said.get(key, kind()), kind):
                report(key, f"“{key}” cannot be “{said[key]}”.", remedy)
        return SheetMapping(
            titles=titles,
            columns=tuple(self._columns(columns, said, where, line, parser)),
            header_rows=_header_rows(said.get("header_row"), report),
            stop_at=said.get("stop_at") if isinstance(said.get("stop_at"), str) else None,
            skip_rows=_conditions(said.get("skip_rows"), "skip_rows", report),
            only_rows=_conditions(said.get("only_rows"), "only_rows", report),
            always=tuple(parser.constants(said.get("always", {}), report, "always")),
            title_to=None if title_to is None else parser.path(title_to, "title_to", report),
            transposed=said.get("transposed") is True,
            optional=said.get("optional") is True,
        )

    def _columns(
        self, said: Mapping[str, Any], sheet: Mapping[str, Any], where: str, line: int, parser: ColumnParser
    ) -> Iterator[Column]:
        fill_down = {key_of(heading) for heading in _texts(sheet.get("fill_down"))}
        for heading, value in said.items():
            at = self._line_of(heading, line) or line
            if heading in SHEET_KEYS and not _is_column(value):
                self._report(
                    f"{where} · {heading}",
                    "It stands below [sheet.columns], so it is taken for a heading.",
                    "Move it above [sheet.columns].",
                    at,
                )
                continue
            column = parser.column(heading, value, self._reporter(f"{where}, “{heading}”", at))
            if key_of(heading) in fill_down:
                fill_down.discard(key_of(heading))
                column = Column(heading, column.attempts, column.optional, fill_down=True)
            yield column
        for heading in _texts(sheet.get("ignore")):
            yield Column(heading, optional=True)
        for left in sorted(fill_down):
            suggestion = did_you_mean(left, said)
            self._report(f"{where} · fill_down", f"No column “{left}” is mapped.", suggestion, line)


def _is_column(said: Any) -> bool:
    """Whether something is said as one says it of a column: a field, or a table that names one."""
    if isinstance(said, dict):
        return bool(set(said) & {"to", "parts", "like", "pattern"})
    return isinstance(said, str) and ("." in said or said == "ignore")


_PLAIN_SETTINGS: Final = (
    ("transposed", bool, "Write transposed = true, or leave it out."),
    ("optional", bool, "Write optional = true, or leave it out."),
    ("stop_at", str, 'Write the text at which the table ends, such as stop_at = "Notes".'),
)


def _texts(said: Any) -> tuple[str, ...]:
    listed = said if isinstance(said, list) else [said]
    return tuple(text for text in listed if isinstance(text, str) and text.strip())


def _header_rows(said: Any, report: Report) -> tuple[int, ...]:
    rows = said if isinstance(said, list) else [] if said is None else [said]
    if not all(isinstance(row, int) and not isinstance(row, bool) and row >= 1 for row in rows):
        report("header_row", "We expected the number of the row with the headings.", "Write header_row = 4.")
        return ()
    return tuple(rows)


def _conditions(said: Any, key: str, report: Report) -> Mapping[str, tuple[str, ...]]:
    if said is None:
        return MappingProxyType({})
    if not isinstance(said, dict) or not all(isinstance(value, str | list) for value in said.values()):
        report(
            key,
            "We expected headings with the words to look for.",
            f'Write {key} = {{ "Status" = ["Closed"] }}.',
        )
        return MappingProxyType({})
    listed = {heading: value if isinstance(value, list) else [value] for heading, value in said.items()}
    return MappingProxyType(
        {heading: tuple(str(word) for word in words) for heading, words in listed.items()}
    )


def _flat(said: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Keys as paths, whether a field is written ``"household.pets"`` or ``household.pets``."""
    for key, value in said.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value
