"""How a record is drawn: every field from its own annotation, a few optional ones at a time.

Drawing every field of a record with forty of them would be slow and shrink badly, so each record fills some
of its optional fields and leaves the others at their defaults. A new field of a record is drawn without a
word here.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from datetime import date, time
from enum import Enum
from functools import cache
from typing import Any, Final, TypeVar, get_args, get_origin

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from sharedlives.dates import Period, Sessions, Stay
from sharedlives.domain.fields import Record, range_of
from sharedlives.testing.agreement import SETTLED
from sharedlives.testing.values import (
    days,
    identities,
    periods,
    postcodes,
    sessions,
    stays,
    texts,
    times,
    words,
)

R = TypeVar("R", bound=Record)

MOST_FIELDS: Final = 8
_MOST_NUMBER: Final = 120
_MOST_PARTS: Final = 2

# Fields that hold one lower-case word of a list, though their annotation says only "a text".
_WORD_FIELDS: Final = frozenset(
    {"faith", "culture", "pace", "own_pet", "heating_fuel", "topic", "outcome", "skill", "Pet.kind"}
)


def records_of(cls: type[R], **fields: SearchStrategy[Any]) -> SearchStrategy[R]:
    """Records of any class of the domain, parts such as `Pet` or `Source` included; not whole schemes.

    Parameters
    ----------
    cls
        The class.
    **fields
        Strategies for fields you want to settle; those are then always filled.

    Raises
    ------
    TypeError
        Where the class has no field of that name.
    """
    unknown = fields.keys() - attrs.fields_dict(cls).keys()
    if unknown:
        raise TypeError(f"{cls.__name__} has no field {', '.join(sorted(unknown))}")
    return _records(cls, fields)


@st.composite
def _records(draw: DrawFn, cls: type[R], given: Mapping[str, SearchStrategy[Any]]) -> R:
    required, optional = _strategies(cls)  # type: ignore[arg-type] # a class is hashable
    chosen = [name for name in required if name not in given]
    free = [name for name in optional if name not in given]
    if free:
        chosen += draw(_some(tuple(free)))
    ways = {**required, **optional}
    values = {name: draw(given[name]) for name in given}
    values |= {name: draw(ways[name]) for name in chosen}
    settled = SETTLED.get(cls)
    return cls(**(values if settled is None else settled(draw, values)))


@cache
def _some(names: tuple[str, ...]) -> SearchStrategy[list[str]]:
    few = st.lists(st.sampled_from(names), max_size=MOST_FIELDS, unique=True)
    return few.map(sorted)


@cache
def _strategies(
    cls: type[Record],
) -> tuple[dict[str, SearchStrategy[Any]], dict[str, SearchStrategy[Any]]]:
    hints = typing.get_type_hints(cls)
    required: dict[str, SearchStrategy[Any]] = {}
    optional: dict[str, SearchStrategy[Any]] = {}
    for attribute in attrs.fields(cls):
        way = _of_field(cls, attribute, hints[attribute.name])
        (required if attribute.default is attrs.NOTHING else optional)[attribute.name] = way
    return required, optional


def _of_field(cls: type[Record], attribute: attrs.Attribute[Any], hint: Any) -> SearchStrategy[Any]:
    hint = _known(hint)
    name = attribute.name
    if hint is str:
        return _of_text(cls, name)
    if hint is int:
        within = range_of(attribute)
        least, most = (0, None) if within is None else (within.least, within.most)
        return st.integers(least, _MOST_NUMBER if most is None else most)
    return of_hint(hint)


def _of_text(cls: type[Record], name: str) -> SearchStrategy[str]:
    if name == "id" or name.endswith("_id") or name in ("because", "moved_from", "varies"):
        return identities()
    if name == "postcode":
        return postcodes()
    is_word = name in _WORD_FIELDS or f"{cls.__name__}.{name}" in _WORD_FIELDS
    return words() if is_word else texts()


def of_hint(hint: Any) -> SearchStrategy[Any]:
    """Values that an annotation allows, not counting None."""
    hint = _known(hint)
    origin = get_origin(hint)
    if origin is tuple:
        return st.lists(of_hint(get_args(hint)[0]), max_size=_MOST_PARTS).map(tuple)
    if origin is frozenset:
        of = get_args(hint)[0]
        return st.frozensets(words() if of is str else of_hint(of), max_size=_MOST_PARTS)
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    if issubclass(hint, Record):
        return records_of(hint)
    return _PLAIN[hint]


_PLAIN: Final[Mapping[type, SearchStrategy[Any]]] = types.MappingProxyType(
    {
        str: texts(),
        bool: st.booleans(),
        int: st.integers(0, _MOST_NUMBER),
        date: days(),
        time: times(),
        Period: periods(),
        Stay: stays(),
        Sessions: sessions(),
    }
)


def _known(hint: Any) -> Any:
    """An annotation without its None."""
    if get_origin(hint) in (typing.Union, types.UnionType):
        choices = [choice for choice in get_args(hint) if choice is not type(None)]
        return choices[0]
    return hint
