"""Records to plain JSON values and back: one converter, made by one function and passed about.

Reading is strict: nothing is coerced, an unknown key is refused, and every problem is collected. What is
refused is never repeated, for it may be personal.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from enum import Enum, IntEnum
from functools import partial
from types import MappingProxyType
from typing import Any, Final, TypeVar, get_args, get_origin

import attrs
from cattrs import (
    AttributeValidationNote,
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from sharedlives.domain.fields import Range, is_filled, range_of
from sharedlives.errors import (
    DocumentProblem,
    DocumentRefusedError,
    InvalidRecordError,
    SchemeError,
    SharedLivesError,
)

T = TypeVar("T")
Hook = Callable[[Any, Any], Any]

_DATE: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME: Final = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?")
_HALF_CHARACTER: Final = re.compile("[\ud800-\udfff]")
_NAME: Final = re.compile("[a-z][a-z0-9_]{0,39}")


class UnexpectedError(SharedLivesError, ValueError):
    """A JSON value is not what belongs there; the message says what does."""


def json_converter() -> Converter:
    """A converter between records and plain JSON values.

    Days and times are ISO texts, words of closed lists are written as they are, weekdays by their names;
    sets become sorted lists. A field left at a default of None or of nothing is left out; an empty list where
    None is the default stays, for "none" is not "not known".
    """
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    _say_how_to_write(converter)
    _say_how_to_read(converter)
    return converter


def structured(content: Any, cls: type[T], converter: Converter) -> T:
    """An object of a class from plain JSON values.

    Raises
    ------
    DocumentRefusedError
        With every problem at once.
    """
    try:
        return converter.structure(content, cls)
    except (ClassValidationError, UnexpectedError) as trouble:
        problems = tuple(_problems(trouble, "", content))
        raise DocumentRefusedError(problems) from None


# Writing


def _say_how_to_write(converter: Converter) -> None:
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(time, time.isoformat)
    converter.register_unstructure_hook_func(_is_enum, word_of)
    converter.register_unstructure_hook_func(_is_set, partial(_unstructured_set, converter))
    converter.register_unstructure_hook_func(
        _is_tuple, lambda value: [converter.unstructure(item) for item in value]
    )
    converter.register_unstructure_hook_factory(_is_record, lambda cls: _unstructure_record(cls, converter))


def _unstructure_record(cls: type[Any], converter: Converter) -> Callable[[Any], dict[str, Any]]:
    fields = attrs.fields(cls) if attrs.has(cls) else dataclasses.fields(cls)
    left_out: dict[str, Any] = {
        each.name: override(omit_if_default=True) for each in fields if _says_nothing(each.default)
    }
    return make_dict_unstructure_fn(cls, converter, **left_out)


def _says_nothing(default: Any) -> bool:
    """Whether a default may be left out: None, nothing, or a record in which nothing is said.

    No other default is, for a later version may have another.
    """
    return default is None or default in ((), frozenset()) or isinstance(default, attrs.Factory)  # type: ignore[arg-type] # a class at run time


def _unstructured_set(converter: Converter, value: frozenset[Any]) -> list[Any]:
    return sorted(converter.unstructure(item) for item in value)


def word_of(member: Enum) -> Any:
    """A member of a closed list as JSON has it: its word, or the name of a weekday."""
    return member.name.lower() if isinstance(member, IntEnum) else member.value


# Reading


def _say_how_to_read(converter: Converter) -> None:
    for cls in _PLAIN:
        # A hook serves subclasses too: the words of a closed list are texts, or numbers, as well.
        converter.register_structure_hook(cls, _plain)
    converter.register_structure_hook_func(_is_enum, _member)
    converter.register_structure_hook_func(_is_tuple, partial(_items, converter))
    converter.register_structure_hook_func(_is_set, partial(_set, converter))
    converter.register_structure_hook_factory(_is_record, lambda cls: _structure_record(cls, converter))


def _text(value: Any, _: Any) -> str:
    if not isinstance(value, str):
        raise UnexpectedError("a text in quotes is expected")
    if _HALF_CHARACTER.search(value):
        raise UnexpectedError("this text holds half a character (a lone surrogate): type it again")
    return value


def _number(value: Any, _: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise UnexpectedError("a whole number like 2, without quotes, is expected")
    return value


def _yes_or_no(value: Any, _: Any) -> bool:
    if not isinstance(value, bool):
        raise UnexpectedError("true or false is expected; leave it out where it is not known")
    return value


def _day(value: Any, _: Any) -> date:
    try:
        return date.fromisoformat(_DATE.fullmatch(value)[0])  # type: ignore[index] # no match: TypeError
    except (TypeError, ValueError):
        raise UnexpectedError("a date like 2026-11-16 is expected") from None


def _time(value: Any, _: Any) -> time:
    try:
        return time.fromisoformat(_TIME.fullmatch(value)[0])  # type: ignore[index] # no match: TypeError
    except (TypeError, ValueError):
        raise UnexpectedError("a time of day like 09:30 is expected") from None


def _plain(value: Any, cls: type[Any]) -> Any:
    return _member(value, cls) if _is_enum(cls) else _PLAIN[cls](value, cls)


_PLAIN: Final[Mapping[type, Hook]] = MappingProxyType(
    {str: _text, int: _number, bool: _yes_or_no, date: _day, time: _time}
)


def _member(value: Any, cls: type[Enum]) -> Enum:
    words = {word_of(member): member for member in cls}
    if not isinstance(value, str) or value not in words:
        raise UnexpectedError(f"one of these is expected: {', '.join(words)}")
    return words[value]


def _items(converter: Converter, value: Any, hint: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise UnexpectedError("a list in square brackets is expected")
    of = get_args(hint)[0]
    read, troubles = [], []
    for index, item in enumerate(value):
        try:
            read.append(converter.structure(item, of))
        except (ClassValidationError, IterableValidationError, UnexpectedError) as trouble:
            trouble.add_note(IterableValidationNote(f"@ index {index}", index, of))
            troubles.append(trouble)
    if troubles:
        raise IterableValidationError("while reading a list", troubles, hint)
    return tuple(read)


def _set(converter: Converter, value: Any, hint: Any) -> frozenset[Any]:
    items = _items(converter, value, hint)
    if len(set(items)) != len(items):
        raise UnexpectedError("each entry is expected once")
    return frozenset(items)


def _structure_record(cls: type[Any], converter: Converter) -> Hook:
    fields = make_dict_structure_fn(
        cls,
        converter,
        _cattrs_forbid_extra_keys=True,
        _cattrs_detailed_validation=True,
        **dict(_own_checks(cls)),
    )

    def structure(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise UnexpectedError("an object in curly brackets is expected")
        return fields(value, cls)

    return structure


def _own_checks(cls: type[Any]) -> Iterator[tuple[str, Any]]:
    """What a field allows beyond its annotation, asked field by field: a record itself stops at the first."""
    for attribute in attrs.fields(cls) if attrs.has(cls) else ():
        within = range_of(attribute)
        if within is not None:
            yield attribute.name, override(struct_hook=partial(_number_within, within))
        elif is_filled(attribute):
            yield attribute.name, override(struct_hook=_filled_text)


def _number_within(within: Range, value: Any, hint: Any) -> int | None:
    if value is None and type(None) in get_args(hint):
        return None
    number = _number(value, int)
    if number < within.least or (within.most is not None and number > within.most):
        bounds = f"{within.least} or more" if within.most is None else f"{within.least} to {within.most}"
        raise UnexpectedError(f"a whole number of {bounds} is expected")
    return number


def _filled_text(value: Any, _: Any) -> str:
    text = _text(value, str)
    if not text or text != text.strip():
        raise UnexpectedError("a text that is not blank and has no spaces around it is expected")
    return text


def _is_record(cls: Any) -> bool:
    return isinstance(cls, type) and (attrs.has(cls) or dataclasses.is_dataclass(cls))


def _is_enum(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Enum)


def _is_tuple(hint: Any) -> bool:
    return hint is tuple or get_origin(hint) is tuple


def _is_set(hint: Any) -> bool:
    return hint is frozenset or get_origin(hint) is frozenset


# Saying what is wrong


def _problems(trouble: BaseException, path: str, content: Any) -> Iterator[DocumentProblem]:
    """Every problem within one, each with its place."""
    if isinstance(trouble, ClassValidationError | IterableValidationError):
        for each in trouble.exceptions:
            yield from _problems(each, (path + _step(each)).removeprefix("."), content)
    elif isinstance(trouble, ForbiddenExtraKeysError):
        for key in sorted(trouble.extra_fields):
            yield DocumentProblem(path=path, message=_no_field(key, trouble.cl))
    elif isinstance(trouble, SchemeError):
        for problem in trouble.problems:
            place = _place_of(problem.collection, problem.record, content)
            yield DocumentProblem(path=place, message=problem.message)
    elif isinstance(trouble, KeyError):
        yield DocumentProblem(path=path, message="this is missing and must be there")
    elif isinstance(trouble, UnexpectedError | InvalidRecordError):
        yield DocumentProblem(path=path, message=str(trouble))
    else:  # our own hooks raise nothing else
        raise trouble


def _step(trouble: BaseException) -> str:
    for note in getattr(trouble, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return f".{note.name}"
        if isinstance(note, IterableValidationNote):
            return f"[{note.index}]"
    return ""


def _no_field(key: str, cls: type[Any]) -> str:
    """What is wrong with a key; it is repeated only where it reads like the name of a field."""
    names = [each.name for each in (attrs.fields(cls) if attrs.has(cls) else dataclasses.fields(cls))]
    if not _NAME.fullmatch(key):
        return "this has a key that is no field: take it out"
    near = difflib.get_close_matches(key, names, n=1)
    return f"“{key}” is no field here: " + (f"did you mean “{near[0]}”?" if near else "take it out")


def _place_of(collection: str, identity: str, content: Mapping[str, Any]) -> str:
    """Where the last record with an id is, so that one given twice is found at its repetition."""
    ids = [record.get("id") for record in content.get(collection, ())]
    found = [index for index, each in enumerate(ids) if each == identity]
    return f"{collection}[{found[-1]}]" if found else collection
