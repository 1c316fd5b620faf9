"""The shipped English register: alone, or several times over in one town, where every pair is weighed."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

from benchmarks.instances.posing import Matched
from sharedlives import Scheme, read_demo, scheme_from_json, scheme_to_json

ON: Final = date(2026, 11, 16)
MET: Final = 15
"""How many are met in one copy, as an independent solve of the register's truth has it."""


def copies(number: int) -> Matched:
    """The register so many times over."""
    scheme = read_demo().scheme
    assert scheme is not None
    return Matched(several(scheme, number), ON, met=MET * number)


def several(scheme: Scheme, number: int) -> Scheme:
    """A scheme so many times over, the ids of each copy kept apart."""
    plain = json.loads(scheme_to_json(scheme))
    collections = {name: some for name, some in plain.items() if _holds_records(some)}
    known = {record["id"] for some in collections.values() for record in some}
    known |= {member["id"] for home in collections["households"] for member in home.get("members") or ()}
    joined = dict(plain)
    for name, some in collections.items():
        joined[name] = [_renamed(record, known, f"-{copy}") for copy in range(number) for record in some]
    return scheme_from_json(json.dumps(joined))


def _holds_records(some: Any) -> bool:
    return isinstance(some, list) and bool(some) and isinstance(some[0], dict)


def _renamed(value: Any, known: set[str], suffix: str, key: str = "id") -> Any:
    if isinstance(value, dict):
        return {name: _renamed(part, known, suffix, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_renamed(part, known, suffix, key) for part in value]
    is_id = (
        key == "id" or key.endswith(("_id", "_ids")) or key in {"people", "moved_from", "varies", "not_with"}
    )
    return f"{value}{suffix}" if is_id and value in known else value
