"""How a record checks its own fields, once, for every class.

Each field is checked against its own annotation, so that the annotation is the one place that says what
a field may hold. A refusal names the record's id, the field and what was expected; never the value, for
it may be somebody's health.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, ClassVar, get_args, get_origin

import attrs

from sharedlives.dates import is_day
from sharedlives.errors import InvalidRecordError

Fits = Callable[[Any], bool]

_OWN_CHECK = "sharedlives.check"
"""Where a field keeps the check that goes beyond its annotation, for those who describe or draw it."""


class Record:
    """What every record shares: its `repr` shows its id, never a name, a birth date or a word on health."""

    __slots__ = ()
    __attrs_attrs__: ClassVar[Any]

    def __repr__(self) -> str:
        identity = getattr(self, "id", None)
        return f"<{type(self).__name__} {identity}>" if identity else f"<{type(self).__name__}>"


def checked(cls: type, attributes: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """Give every field the check of its annotation; hand this to attrs as `field_transformer`."""
    del cls
    return [
        attribute.evolve(
            validator=_both(_fits_annotation, attribute.validator),
            metadata={**attribute.metadata, _OWN_CHECK: attribute.validator},
        )
        for attribute in attributes
    ]


@attrs.frozen
class Range:
    """A check that a number, where one is given, lies in a range, both ends included."""

    least: int
    most: int | None = None

    def __call__(self, record: Any, attribute: attrs.Attribute[Any], value: int | None) -> None:
        """Refuse a number outside the range."""
        if value is None or (self.least <= value and (self.most is None or value <= self.most)):
            return
        said = f"{self.least} or more" if self.most is None else f"from {self.least} to {self.most}"
        raise InvalidRecordError(f"{_named(record)}: {attribute.name} must be {said}")


def at_least(least: int) -> Range:
    """A check that a number, where one is given, is not below `least`."""
    return Range(least)


def between(least: int, most: int) -> Range:
    """A check that a number, where one is given, lies in a range, both ends included."""
    return Range(least, most)


def filled(record: Any, attribute: attrs.Attribute[Any], value: str) -> None:
    """A check that a text, such as an id, is not blank and has no spaces around it."""
    if not value or value != value.strip():
        raise InvalidRecordError(
            f"{_named(record)}: {attribute.name} must not be blank or have spaces around it"
        )


def range_of(attribute: attrs.Attribute[Any]) -> Range | None:
    """The range that a field of whole numbers allows, or None where any will do."""
    check = attribute.metadata.get(_OWN_CHECK)
    return check if isinstance(check, Range) else None


def is_filled(attribute: attrs.Attribute[Any]) -> bool:
    """Whether a text field refuses a blank."""
    return attribute.metadata.get(_OWN_CHECK) is filled


def in_order(record: Any, first: str, last: str) -> None:
    """Refuse a record of which the second of two values, where both are given, comes before the first."""
    early, late = getattr(record, first), getattr(record, last)
    if early is not None and late is not None and late < early:
        raise InvalidRecordError(f"{_named(record)}: {last} comes before {first}")


def _both(first: Any, second: Any) -> Any:
    return first if second is None else attrs.validators.and_(first, second)


def _named(record: Any) -> str:
    identity = getattr(record, "id", None)
    kind = type(record).__name__
    return f"{kind} {identity}" if isinstance(identity, str) and identity else kind


def _fits_annotation(record: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    fits, expected = _field_checks(type(record))[attribute.name]  # type: ignore[arg-type] # a class is hashable
    if not fits(value):
        raise InvalidRecordError(
            f"{_named(record)}: {attribute.name} must be {expected}, not {_kind_of(value)}"
        )


def _kind_of(value: Any) -> str:
    return "nothing" if value is None else f"a value of type {type(value).__name__}"


@cache
def _field_checks(cls: type[Any]) -> dict[str, tuple[Fits, str]]:
    hints = typing.get_type_hints(cls)
    return {each.name: (_fit(hints[each.name]), _say(hints[each.name])) for each in attrs.fields(cls)}


def _fit(hint: Any) -> Fits:
    """A test whether a value is of the type an annotation says, looking inside tuples and sets."""
    origin = get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        # A field holds one type of thing, or None; a large register has millions of them to check.
        [fits] = (_fit(choice) for choice in get_args(hint) if choice is not type(None))
        return lambda value: value is None or fits(value)
    if origin is tuple:
        of = _fit(get_args(hint)[0])
        return lambda value: isinstance(value, tuple) and all(of(item) for item in value)
    if origin is frozenset:
        of = _fit(get_args(hint)[0])
        return lambda value: isinstance(value, frozenset) and all(of(item) for item in value)
    if hint is int:  # bool is an int to Python, not to a coordinator
        return lambda value: isinstance(value, int) and not isinstance(value, (bool, Enum))
    if hint is date:
        return is_day
    if hint is str:
        return lambda value: isinstance(value, str) and not isinstance(value, Enum)
    return lambda value: isinstance(value, hint)


def _say(hint: Any) -> str:
    """What a field may hold, in words."""
    origin = get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return " or ".join(_say(choice) for choice in get_args(hint))
    if origin in (tuple, frozenset):
        return f"a {origin.__name__} of {_say(get_args(hint)[0])}"
    if hint is type(None):
        return "None (not known)"
    if issubclass(hint, Enum):
        return "one of " + ", ".join(str(choice.value) for choice in hint)
    words = {str: "a text", int: "a whole number", bool: "True or False", date: "a date"}
    return words.get(hint, f"a {hint.__name__}")
