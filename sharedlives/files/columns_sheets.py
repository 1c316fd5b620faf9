"""What the words of a sheet consist of."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from attrs import frozen

from sharedlives.domain.fields import Record


class Group(Enum):
    """When somebody filling in an empty workbook needs a sheet."""

    START = "Start with these"
    OFTEN = "Most schemes keep these"
    LATER = "When you need them"


@frozen(kw_only=True)
class SheetWords:
    """A sheet in words.

    Attributes
    ----------
    title
        Its name, at most 31 characters.
    record
        What a row is.
    collection
        The collection of the scheme that holds the rows; None where they are parts of other records.
    parent
        The collection and the field of the records that the rows are parts of.
    parent_words
        Heading and note of the column that says which of those records a row belongs to.
    about
        One line for the guide.
    keys
        How many columns, from the first, most people fill in.
    words
        By field, with dots into nested records: heading, note, and further names of the column.
    """

    title: str
    record: type[Record]
    about: str
    words: Mapping[str, tuple[str, ...]]
    keys: int
    collection: str | None = None
    parent: tuple[str, str] | None = None
    parent_words: tuple[str, ...] = ()
    group: Group = Group.LATER
