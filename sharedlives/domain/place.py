"""Where a home, a person or something that matters to them is."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from sharedlives.domain.fields import Record, at_least, checked


class Grid(StrEnum):
    """A national grid. Never measure from one to the other: the same numbers mean other places."""

    BRITISH = "british"
    IRISH = "irish"


@frozen(kw_only=True, repr=False, field_transformer=checked)
class GridReference(Record):
    """Metres east and north on a national grid."""

    grid: Grid
    easting: int = field(validator=at_least(0))
    northing: int = field(validator=at_least(0))


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Place(Record):
    """A place, by postcode, grid reference or both; None where not known.

    The postcode is written as the Royal Mail writes it: capitals with one space (``HX3 5YD``).
    """

    postcode: str | None = None
    grid_reference: GridReference | None = None
