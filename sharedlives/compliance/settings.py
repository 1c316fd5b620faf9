"""What a scheme settles for itself: the defaults, read from ``settings.toml``, strictly."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from sharedlives.domain.rule_policy import RulePolicy
from sharedlives.domain.words import Nation
from sharedlives.errors import OwnBugError

UNITS = ("months", "days", "references", "years of age")


@frozen(kw_only=True)
class Default:
    """One setting: its unit, what holds where a scheme says nothing, and where that comes from.

    `source` None: from memory, for no source was found.
    """

    of: str
    unit: str
    value: int
    nations: tuple[Nation, ...]
    says: str
    source: str | None


@cache
def defaults() -> dict[str, Default]:
    """Every setting there is, by its name."""
    text = (files("sharedlives.compliance") / "settings.toml").read_text(encoding="utf-8")
    return read_defaults(text)


def read_defaults(text: str) -> dict[str, Default]:
    """The settings of a TOML text.

    Raises
    ------
    OwnBugError
        Where one is given twice, lacks something or says neither its source nor that it is from memory.
    """
    found: dict[str, Default] = {}
    for row in tomllib.loads(text)["setting"]:
        made = _default(row)
        if made.of in found:
            raise OwnBugError(f"settings.toml: {made.of} is given twice")
        found[made.of] = made
    return found


def _default(row: dict[str, Any]) -> Default:
    if ("source" in row) == (row.get("from_memory") is True):
        raise OwnBugError(f"settings.toml: {row.get('of')} must give its source or say from_memory")
    if row.get("unit") not in UNITS:
        raise OwnBugError(f"settings.toml: {row.get('of')} must have one of the units {', '.join(UNITS)}")
    return Default(
        of=row["of"],
        unit=row["unit"],
        value=row["value"],
        nations=tuple(Nation(name) for name in row["nations"]) if "nations" in row else tuple(Nation),
        says=row["says"],
        source=row.get("source"),
    )


def setting(policy: RulePolicy, nation: Nation, of: str) -> int | None:
    """The scheme's own number, else the default of its nation; None where there is neither."""
    own = policy.setting(of)
    if own is not None:
        return own
    default = defaults()[of]
    return default.value if nation in default.nations else None
