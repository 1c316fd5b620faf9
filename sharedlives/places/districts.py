"""Postcode districts: where each lies, how many postcodes it has, and each of them by its number.

A district is what the first half of a postcode names (``HX3``), an area what its letters do (``HX``).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile

from attrs import frozen

from sharedlives.domain.place import GridReference
from sharedlives.places.locations import NO_REFERENCE, Postcodes, grid_of, postcodes_under

_AREAS = 130  # there are some 125


@frozen(kw_only=True)
class District:
    """A postcode district: the mean of its postcodes' places, and how many of them have one."""

    outward: str
    middle: GridReference
    postcodes: int
    first_row: int
    end_row: int

    def postcode(self, number: int) -> str:
        """One of its postcodes, by a number from 0; where that one has no place, the next one that has.

        Postcodes no longer in use are among them, as in `locate`.

        Raises
        ------
        IndexError
            Where there are not so many rows.

        Examples
        --------
        >>> [halifax, *_] = districts("HX")
        >>> halifax.outward, halifax.postcode(0), halifax.rows >= halifax.postcodes
        ('HX1', 'HX1 1AA', True)
        """
        if not 0 <= number < self.rows:
            raise IndexError(f"{self.outward} has {self.rows} rows, numbered from 0")
        listed = postcodes_under(self.outward[0])
        row = self.first_row + number
        while listed.eastings[row] == NO_REFERENCE:
            row = row + 1 if row + 1 < self.end_row else self.first_row
        return listed.written_at(row)

    @property
    def rows(self) -> int:
        """How many postcodes are listed, those without a place among them."""
        return self.end_row - self.first_row


@lru_cache(maxsize=_AREAS)
def districts(area: str) -> tuple[District, ...]:
    """Every district of a postcode area in which some postcode has a place, in the order of the list.

    Empty where there is no such area. Only the letter it starts with is read.

    Examples
    --------
    >>> [district.outward for district in districts("HX")]
    ['HX1', 'HX2', 'HX3', 'HX4', 'HX5', 'HX6', 'HX7']
    """
    listed = postcodes_under(area[:1])
    found = []
    row, end = (listed.first_row_from(f"{area}{sign}".encode("ascii")) for sign in "0:")
    while row < end:
        outward = listed.written_at(row).split(" ")[0]
        after = listed.first_row_from(f"{outward:<4}a".encode("ascii"))
        found.append(_district(listed, outward, row, after))
        row = after
    return tuple(district for district in found if district is not None)


def _district(listed: Postcodes, outward: str, row: int, after: int) -> District | None:
    eastings, northings = listed.eastings[row:after], listed.northings[row:after]
    without = eastings.count(NO_REFERENCE)
    having = after - row - without
    if not having:
        return None
    middle = GridReference(
        grid=grid_of(outward),
        easting=(sum(eastings) - without * NO_REFERENCE) // having,
        northing=(sum(northings) - without * NO_REFERENCE) // having,
    )
    return District(outward=outward, middle=middle, postcodes=having, first_row=row, end_row=after)


def area_of(outward: str) -> str:
    """The area of a district: the letters it starts with.

    Examples
    --------
    >>> area_of("HX3"), area_of("E1W")
    ('HX', 'E')
    """
    return "".join(takewhile(str.isalpha, outward))
