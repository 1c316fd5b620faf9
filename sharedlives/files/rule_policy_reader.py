"""Reading a scheme's policy for its rules from TOML: everything wrong with it at once."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from sharedlives.compliance.policies import policy_problems
from sharedlives.compliance.settings import defaults
from sharedlives.domain.rule_policy import Declaration, Lead, RulePolicy, Setting, Waiver
from sharedlives.errors import DocumentProblem, FileRefusedError, InvalidRecordError

FORMAT: Final = "sharedlives.policy/1"
_UNITS: Final = {
    "months": ("months",),
    "days": ("days",),
    "numbers": ("references", "years of age"),
}
_TABLES: Final = frozenset(
    {"format", "name", "lead_days", "leads", "left_out", "taken_up", "waiver", "declaration", *_UNITS}
)


@frozen(kw_only=True)
class PolicyReading:
    """What a policy file says, or everything that is wrong with it."""

    policy: RulePolicy | None
    problems: tuple[DocumentProblem, ...] = ()


def read_rule_policy(path: str | Path) -> PolicyReading:
    """Read a scheme's policy for its rules.

    Parameters
    ----------
    path
        A TOML file: ``lead_days``, tables ``[months]``, ``[days]`` and ``[numbers]`` of settings, ``[leads]``
        by rule, lists ``left_out`` and ``taken_up`` of rules, and any ``[[waiver]]`` and ``[[declaration]]``.

    Returns
    -------
    PolicyReading
        The policy, or None with every problem: keys and rules that there are not, values of the wrong kind.

    Raises
    ------
    FileRefusedError
        Where the file cannot be read.
    """
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileRefusedError(f"this policy could not be read: {type(error).__name__}") from error
    return rule_policy_of(text)


def rule_policy_of(text: str) -> PolicyReading:
    """The policy that a TOML text states."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problem = DocumentProblem(path="", message=f"this is not TOML: {error}")
        return PolicyReading(policy=None, problems=(problem,))
    reader = _Reader(document)
    policy = reader.policy()
    problems = list(reader.problems)
    if policy is not None:
        problems += [DocumentProblem(path="", message=each) for each in policy_problems(policy)]
    return PolicyReading(policy=None if problems else policy, problems=tuple(problems))


class _Reader:
    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self.problems: list[DocumentProblem] = []

    def problem(self, path: str, message: str) -> None:
        self.problems.append(DocumentProblem(path=path, message=message))

    def policy(self) -> RulePolicy | None:
        for key in sorted(self.document.keys() - _TABLES):
            self.problem(key, f"there is no such key; there are {', '.join(sorted(_TABLES))}")
        if self.document.get("format", FORMAT) != FORMAT:
            self.problem("format", f'this version reads "{FORMAT}"')
        known: dict[str, Any] = {
            "lead_days": self._lead_days(),
            "settings": tuple(self._settings()),
            "leads": tuple(self._leads()),
            "left_out": self._codes("left_out"),
            "taken_up": self._codes("taken_up"),
            "waivers": tuple(self._rows("waiver", Waiver)),
            "declarations": tuple(self._rows("declaration", Declaration)),
        }
        try:
            return RulePolicy(**known)
        except InvalidRecordError as error:
            self.problem("", str(error))
            return None

    def _lead_days(self) -> int:
        days = self.document.get("lead_days", RulePolicy().lead_days)
        if isinstance(days, int) and not isinstance(days, bool) and days >= 0:
            return days
        self.problem("lead_days", "give a number of days, 0 or more")
        return RulePolicy().lead_days

    def _table(self, key: str) -> Mapping[str, Any]:
        table = self.document.get(key, {})
        if isinstance(table, dict):
            return table
        self.problem(key, f"write it as a table: [{key}]")
        return {}

    def _settings(self) -> Iterator[Setting]:
        for key, units in _UNITS.items():
            for of, value in self._table(key).items():
                default = defaults().get(of)
                if default is not None and default.unit not in units:
                    self.problem(f"{key}.{of}", f"this is a number of {default.unit}: give it there")
                else:
                    yield from self._made(f"{key}.{of}", Setting, {"of": of, "value": value})

    def _leads(self) -> Iterator[Lead]:
        for rule, days in self._table("leads").items():
            yield from self._made(f"leads.{rule}", Lead, {"rule": rule, "days": days})

    def _codes(self, key: str) -> frozenset[str]:
        codes = self.document.get(key, [])
        if isinstance(codes, list) and all(isinstance(code, str) for code in codes):
            return frozenset(codes)
        self.problem(key, "give a list of the codes of rules")
        return frozenset()

    def _rows(self, key: str, cls: Callable[..., Any]) -> Iterator[Any]:
        rows = self.document.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.problem(key, f"write each under [[{key}]]")
            return
        for number, row in enumerate(rows, 1):
            yield from self._made(f"{key}[{number}]", cls, row)

    def _made(self, path: str, cls: Callable[..., Any], values: Mapping[str, Any]) -> Iterator[Any]:
        try:
            yield cls(**values)
        except InvalidRecordError as error:
            self.problem(path, str(error))
        except TypeError:
            self.problem(path, f"a {cls.__name__.lower()} does not hold exactly these keys")
