"""The one column table: which sheet and which column every field of every record stands in.

The template, the writer, the reader, the drop-downs and the guide all come from here. The words stand in
`columns_homes`, `columns_people` and `columns_living`; what a column holds follows from the record's own
annotations, so that a new field needs one line of words and nothing else.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from enum import Enum
from functools import cache
from typing import Any, Final, get_args, get_origin

import attrs
from attrs import frozen

from sharedlives.dates import Period
from sharedlives.domain.carer import KindNumber
from sharedlives.domain.fields import Range, Record, range_of
from sharedlives.domain.policy import Weighted
from sharedlives.domain.scheme import COLLECTIONS, Scheme
from sharedlives.domain.source import Source
from sharedlives.domain.words import Kind
from sharedlives.files import columns_homes, columns_living, columns_people
from sharedlives.files.columns_sheets import Group, SheetWords

FORMAT: Final = "sharedlives.workbook/1"
"""The format of our own workbook and its version."""


class Form(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    WORD = "lower-case word"
    ID = "id"
    POSTCODE = "postcode"
    TELEPHONE = "telephone number"
    YES_NO = "yes or no"
    ANY = "whether there are any"
    NUMBER = "whole number"
    DATE = "date"
    TIME = "time of day"
    CHOICE = "one word of a list"
    CHOICES = "words of a list"
    WORDS = "lower-case words"
    IDS = "ids"
    TEXTS = "texts in order"
    PERIODS = "periods"
    WEIGHTS = "weights"
    FACT = "a column of the same sheet"
    FACTS = "sheets and columns"


@frozen(kw_only=True)
class Column:
    """One column of a sheet.

    Attributes
    ----------
    path
        The field, from the row's record down; empty for a column that says which record a row belongs to.
    heading, help, aliases
        What stands above it, the note on it, and what else it may be called.
    form
        What its cells hold.
    choices
        The closed list its words come from.
    is_needed
        Whether a row cannot be read without it.
    is_optional
        Whether the field may be not known; else a blank means the field's own default.
    made_if_blank
        For an id: whether one is made from the row's content where the cell is blank.
    is_key
        Whether most people fill it in.
    kind
        For the number approved of one kind: which kind.
    within
        For a number: the range it must lie in.
    names
        The collection whose ids it holds, if always the same one.
    """

    path: tuple[str, ...]
    heading: str
    help: str
    form: Form
    aliases: tuple[str, ...] = ()
    choices: type[Enum] | None = None
    is_needed: bool = False
    is_optional: bool = True
    made_if_blank: bool = False
    is_key: bool = False
    kind: Kind | None = None
    within: Range | None = None
    names: str | None = None

    @property
    def field(self) -> str:
        """The field with dots into nested records: ``place.postcode``."""
        return ".".join(self.path)


@frozen(kw_only=True)
class SheetTable:
    """One sheet: rows that are records of a collection, or parts of such records.

    Attributes
    ----------
    parent
        For parts: the collection and the field they belong to.
    parent_column
        For parts: the column that holds the id of the record they belong to.
    """

    title: str
    about: str
    group: Group
    record: type[Record]
    columns: tuple[Column, ...]
    collection: str | None = None
    parent: tuple[str, str] | None = None
    parent_column: Column | None = None

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Every column in order, that of the record a part belongs to first."""
        return self.columns if self.parent_column is None else (self.parent_column, *self.columns)


_ID_NAMES: Final[Mapping[str, str | None]] = types.MappingProxyType(
    {
        "household_id": "households",
        "carer_id": "carers",
        "person_id": "people",
        "request_id": "requests",
        "varies": "approvals",
        "moved_from": "arrangements",
        "carer_ids": "carers",
        "only_for": "people",
        "people": "people",
        "not_with": None,
    }
)
_WORD_FIELDS: Final = frozenset({"value", "skill", "topic", "outcome", "own_pet", "Pet.kind"})
_NAMED_FORMS: Final = types.MappingProxyType(
    {
        "postcode": Form.POSTCODE,
        "telephone": Form.TELEPHONE,
        "fact": Form.FACT,
        "not_kept": Form.FACTS,
    }
)
_PLAIN_FORMS: Final = types.MappingProxyType(
    {bool: Form.YES_NO, int: Form.NUMBER, date: Form.DATE, time: Form.TIME}
)
# Other records name these by id, so their ids are people's own to give.
_NAMED_BY_OTHERS: Final = frozenset({"households", "carers", "applicants", "people", "requests"})


def hints_of(cls: Any) -> dict[str, Any]:
    """The annotations of a record or a part of one."""
    return _HINTS(cls)


_HINTS: Final[Callable[[Any], dict[str, Any]]] = cache(typing.get_type_hints)


def fields_of(cls: type[Any]) -> Iterator[tuple[str, Any, Range | None]]:
    """Name, default and range of each field; the default is `attrs.NOTHING` where there is none."""
    if attrs.has(cls):
        for attribute in attrs.fields(cls):
            yield attribute.name, attribute.default, range_of(attribute)
    else:
        for field in dataclasses.fields(cls):
            default = attrs.NOTHING if field.default is dataclasses.MISSING else field.default
            yield field.name, default, None


def known(hint: Any) -> Any:
    """An annotation without its None."""
    if get_origin(hint) in (typing.Union, types.UnionType):
        return next(choice for choice in get_args(hint) if choice is not type(None))
    return hint


def may_be_none(hint: Any) -> bool:
    """Whether an annotation allows None."""
    return get_origin(hint) in (typing.Union, types.UnionType) and type(None) in get_args(hint)


def is_nested(hint: Any) -> bool:
    """Whether a field holds one record, whose fields stand in columns of the same sheet."""
    hint = known(hint)
    return isinstance(hint, type) and (attrs.has(hint) or dataclasses.is_dataclass(hint))


def parts_of(hint: Any) -> type[Any] | None:
    """The class of the records a field holds any number of; None where it holds none."""
    hint = known(hint)
    if get_origin(hint) is not tuple:
        return None
    of = get_args(hint)[0]
    return of if isinstance(of, type) and attrs.has(of) and of not in (KindNumber, Weighted) else None


@frozen(kw_only=True)
class Leaf:
    """A field, of a record or of one nested in it, that stands in a column of the record's sheet."""

    path: tuple[str, ...]
    owner: type[Any]
    hint: Any
    is_needed: bool
    within: Range | None


def leaves(cls: type[Any], *, above: tuple[str, ...] = (), is_needed: bool = True) -> Iterator[Leaf]:
    """Every field that stands in a column of a record's sheet.

    Parts that stand on a sheet of their own are left out, unless a column must say whether there are any.
    """
    for name, default, within in fields_of(cls):
        hint = hints_of(cls)[name]
        needed = is_needed and default is attrs.NOTHING
        if is_nested(hint):
            yield from leaves(known(hint), above=(*above, name), is_needed=needed)
        elif parts_of(hint) is None or may_be_none(hint):
            yield Leaf(path=(*above, name), owner=cls, hint=hint, is_needed=needed, within=within)


def _form(cls: type[Any], name: str, hint: Any) -> tuple[Form, type[Enum] | None]:
    """What a column holds, and the closed list its words come from."""
    hint = known(hint)
    of = get_args(hint)[0] if get_args(hint) else None
    if get_origin(hint) is tuple:
        listed: dict[Any, Form] = {str: Form.TEXTS, Period: Form.PERIODS, Weighted: Form.WEIGHTS}
        return listed.get(of, Form.ANY), None
    if get_origin(hint) is frozenset:
        if of is not str:
            return Form.CHOICES, of
        return _NAMED_FORMS.get(name, Form.IDS if name in _ID_NAMES else Form.WORDS), None
    if hint is not str:
        return (Form.CHOICE, hint) if issubclass(hint, Enum) else (_PLAIN_FORMS[hint], None)
    if name == "id" or name.endswith("_id") or name in _ID_NAMES:
        return Form.ID, None
    if name in _WORD_FIELDS or f"{cls.__name__}.{name}" in _WORD_FIELDS:
        return Form.WORD, None
    return _NAMED_FORMS.get(name, Form.TEXT), None


def _columns(words: SheetWords) -> tuple[Column, ...]:
    found = {".".join(leaf.path): leaf for leaf in leaves(words.record) if not _is_collection(leaf)}
    named = [field for field in words.words if field in found]
    columns: list[Column] = []
    for number, field in enumerate([*named, *(field for field in found if field not in words.words)]):
        heading, note, *aliases = words.words.get(field, _plain_words(field))
        leaf, is_key = found[field], number < words.keys
        if _is_of_kinds(leaf.hint):
            columns += [_of_kind(leaf.path, kind, is_key=is_key) for kind in Kind]
        else:
            columns.append(_column(words, leaf, (heading, note, tuple(aliases)), is_key=is_key))
    return tuple(columns)


def _plain_words(field: str) -> tuple[str, str]:
    """A heading for a field that nobody has found words for yet: better plain than missing."""
    return field.rpartition(".")[2].replace("_", " ").capitalize(), ""


def _is_collection(leaf: Leaf) -> bool:
    return leaf.owner is Scheme and leaf.path[0] in COLLECTIONS


def _is_of_kinds(hint: Any) -> bool:
    return get_args(known(hint))[:1] == (KindNumber,)


def _column(words: SheetWords, leaf: Leaf, text: tuple[str, str, tuple[str, ...]], *, is_key: bool) -> Column:
    form, choices = _form(leaf.owner, leaf.path[-1], leaf.hint)
    is_made = leaf.path == ("id",) and words.collection not in _NAMED_BY_OTHERS
    return Column(
        path=leaf.path,
        heading=text[0],
        help=text[1],
        aliases=text[2],
        form=form,
        choices=choices,
        is_needed=leaf.is_needed and not is_made,
        is_optional=may_be_none(leaf.hint),
        made_if_blank=is_made,
        is_key=is_key,
        within=leaf.within,
        names=_ID_NAMES.get(leaf.path[-1]),
    )


def _of_kind(path: tuple[str, ...], kind: Kind, *, is_key: bool) -> Column:
    return Column(
        path=path,
        heading=columns_homes.KIND_HEADINGS[kind],
        help=columns_homes.KIND_NOTES[kind],
        form=Form.NUMBER,
        kind=kind,
        is_key=is_key,
        within=Range(0),
    )


def _sheet(words: SheetWords) -> SheetTable:
    parent_column = None
    if words.parent_words:
        heading, note, *aliases = words.parent_words
        parent_column = Column(
            path=(),
            heading=heading,
            help=note,
            aliases=tuple(aliases),
            form=Form.ID,
            is_needed=True,
            is_key=True,
            names=words.parent[0] if words.parent else None,
        )
    return SheetTable(
        title=words.title,
        about=words.about,
        group=words.group,
        record=words.record,
        columns=_columns(words),
        collection=words.collection,
        parent=words.parent,
        parent_column=parent_column,
    )


@cache
def sheets() -> tuple[SheetTable, ...]:
    """Every sheet of records, in the order of a workbook; without the settings and the sources."""
    words = (*columns_homes.SHEETS, *columns_people.SHEETS, *columns_living.SHEETS)
    return tuple(sorted(map(_sheet, words), key=lambda sheet: list(Group).index(sheet.group)))


@cache
def settings_sheet() -> SheetTable:
    """The sheet of the scheme's own settings; its columns are written below each other."""
    return _sheet(columns_living.SETTINGS)


@cache
def sources_sheet() -> SheetTable:
    """The sheet that says where facts come from, of whichever record; its first columns say which."""
    which = tuple(
        Column(
            path=(f"@{name}",),
            heading=heading,
            help=note,
            form=Form.ID,
            is_key=True,
            is_needed=name != "household",
        )
        for name, (heading, note) in columns_living.SOURCE_OF.items()
    )
    own = _sheet(columns_living.SOURCES)
    return attrs.evolve(own, columns=(*which, *own.columns))


@cache
def parts_sheets(collection: str) -> tuple[SheetTable, ...]:
    """The sheets of the parts of one collection's records."""
    return tuple(sheet for sheet in sheets() if sheet.parent is not None and sheet.parent[0] == collection)


def sheet_of(collection: str) -> SheetTable:
    """The sheet of a collection."""
    return next(sheet for sheet in sheets() if sheet.collection == collection)


def has_sources(sheet: SheetTable) -> bool:
    """Whether its records can say where facts come from."""
    return hints_of(sheet.record).get("sources") == tuple[Source, ...]


@cache
def fact_words() -> Mapping[str, str]:
    """What a fact that a register does not keep is called here: ``carer.sex`` is “Carers: Sex”.

    Facts that stand on a sheet of their own are called by the sheet: ``person.wishes`` is “Wishes of people”.
    """
    words: dict[str, str] = {}
    for sheet in sheets():
        record = re.sub(r"(?<!^)(?=[A-Z])", "_", sheet.record.__name__).lower()
        for column in sheet.columns:
            words.setdefault(f"{record}.{column.path[-1]}", f"{sheet.title}: {column.heading}")
        if sheet.parent is not None:
            collection, field = sheet.parent
            owner = sheet_of(collection).record.__name__.lower()
            words.setdefault(f"{owner}.{field}", sheet.title)
    return types.MappingProxyType(words)
