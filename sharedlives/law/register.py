"""Asking the register of law. It answers for the nation and the day asked about, or says that it cannot."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files

from sharedlives.domain.words import Nation
from sharedlives.errors import NotInForceError
from sharedlives.law.loading import Entry, read_register
from sharedlives.law.records import LawSilence, LawStatement, LawValue, Silence


def value(code: str, nation: Nation, on: date) -> LawValue:
    """The value in force in a nation on a day.

    Examples
    --------
    >>> limit = value("people-at-once", Nation.WALES, date(2026, 11, 21))
    >>> limit.value, str(limit.counted_per), str(limit.standing)
    (3, 'agreement', 'law')

    Raises
    ------
    NotInForceError
        Where no value is recorded for that nation and day, also where the register says outright that none
        was found. It never falls back on another day's value or another nation's.
    """
    found = entry(code, nation, on)
    if isinstance(found, LawValue):
        return found
    raise _not_in_force(code, nation, on, found.reason if isinstance(found, LawSilence) else found.says)


def known(code: str, nation: Nation, on: date) -> LawValue | None:
    """The value in force, or None where the register says outright that no number was found.

    None means that there is nothing to apply. It never means that we do not know: that raises.

    Examples
    --------
    >>> known("people-at-once", Nation.SCOTLAND, date(2026, 11, 21)) is None
    True

    Raises
    ------
    NotInForceError
        Where the register does not know what held in that nation on that day.
    """
    found = _unless_not_known(code, nation, on)
    return found if isinstance(found, LawValue) else None


def stated(code: str, nation: Nation, on: date) -> LawStatement | None:
    """The duty, name or test in force, or None where the register says outright that none was found.

    Examples
    --------
    >>> stated("regulator", Nation.WALES, date(2026, 11, 21)).name
    'Care Inspectorate Wales'

    Raises
    ------
    NotInForceError
        Where the register does not know what held in that nation on that day.
    """
    found = _unless_not_known(code, nation, on)
    return found if isinstance(found, LawStatement) else None


def _unless_not_known(code: str, nation: Nation, on: date) -> Entry:
    found = entry(code, nation, on)
    if isinstance(found, LawSilence) and found.silence is Silence.NOT_KNOWN:
        raise _not_in_force(code, nation, on, found.reason)
    return found


def entry(code: str, nation: Nation, on: date) -> Entry:
    """What the register says for a nation and a day: a value, a statement, or why there is none.

    Raises
    ------
    NotInForceError
        Where it says nothing at all.
    """
    for each in _entries_about(code, nation):
        if each.covers(nation, on):
            return each
    raise _not_in_force(code, nation, on, "")


def register() -> tuple[Entry, ...]:
    """Everything that is covered, and everything that is expressly not, by code, nation and first day."""
    return _register()


def codes() -> tuple[str, ...]:
    """What the register can be asked about, in order of the alphabet."""
    return tuple(sorted({each.code for each in _register()}))


@cache
def _register() -> tuple[Entry, ...]:
    folder = files("sharedlives.law") / "values"
    found = sorted(
        (each for each in folder.iterdir() if each.name.endswith(".toml")), key=lambda each: each.name
    )
    return read_register((each.name, each.read_text(encoding="utf-8")) for each in found)


@cache
def _entries_about(code: str, nation: Nation) -> tuple[Entry, ...]:
    return tuple(each for each in _register() if each.code == code and nation in each.nations)


def _not_in_force(code: str, nation: Nation, on: date, reason: str) -> NotInForceError:
    if code not in codes():
        return NotInForceError(f"the law is not asked about {code}, but about one of: {', '.join(codes())}")
    spans = "; ".join(_say(each) for each in _entries_about(code, nation))
    because = f" {reason}" if reason else ""
    return NotInForceError(
        f"{code}: no value is recorded for {nation.title()} on {on}.{because} What is recorded: {spans}. "
        "Ask about one of these days, or add the value and its source to the register of law."
    )


def _say(each: Entry) -> str:
    days = f"from {each.first_day}" if each.first_day else "on any day"
    until = f" to {each.last_day}" if each.last_day else ""
    if isinstance(each, LawSilence):
        return f"{each.silence.value} {days}{until}"
    return f"{each.value if isinstance(each, LawValue) else each.name} {days}{until}"
