"""Building a scheme from records that may not all fit together, as a reader of files must."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sharedlives.domain.integrity import mended, structural_problems
from sharedlives.domain.scheme import COLLECTIONS, Scheme
from sharedlives.errors import SchemeProblem


def fitting_scheme(
    records: Mapping[str, Iterable[Any]], **settings: Any
) -> tuple[Scheme, tuple[SchemeProblem, ...]]:
    """The scheme of every record that fits, and a reason for each that does not.

    A record that names nobody where it must name somebody is left out, and with it what hangs on it; one
    that stands without the reference is kept without it. Of records with one id none is kept, for which of
    them is right is not for us to guess, unless they are equal.

    Parameters
    ----------
    records
        The records of each collection, by the names of `COLLECTIONS`.
    **settings
        The scheme's own fields: `nation`, `name` and so on.
    """
    kept = {name: _without_equals(records.get(name, ())) for name in COLLECTIONS}
    found: list[SchemeProblem] = []
    while problems := structural_problems(kept):
        found += [problem for problem in problems if problem not in found]
        kept = {
            name: _mended_records(some, [p for p in problems if p.collection == name])
            for name, some in kept.items()
        }
    collections: dict[str, Any] = {name: tuple(some) for name, some in kept.items()}
    scheme = Scheme(**settings, **collections)
    return scheme, (*found, *scheme.problems)


def _without_equals(records: Iterable[Any]) -> list[Any]:
    kept: list[Any] = []
    seen: dict[str, list[Any]] = {}
    for record in records:
        alike = seen.setdefault(record.id, [])
        if record not in alike:
            alike.append(record)
            kept.append(record)
    return kept


def _mended_records(records: list[Any], problems: list[SchemeProblem]) -> list[Any]:
    by_record: dict[str, list[SchemeProblem]] = {}
    for problem in problems:
        by_record.setdefault(problem.record, []).append(problem)
    kept = []
    for record in records:
        whole: Any | None = record
        for problem in by_record.get(record.id, ()):
            whole = None if whole is None else mended(whole, problem)
        if whole is not None:
            kept.append(whole)
    return kept
