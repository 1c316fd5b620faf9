"""How far it is, in straight-line miles, and how to say so.

A straight line is shorter than any road, so a distance is never shown bare: use `say_miles`.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from sharedlives.domain.place import GridReference, Place
from sharedlives.places.locations import located

METRES_PER_MILE = 1609.344
METRES_PER_KILOMETRE = 1000

Travel = Callable[[Place, Place], float | None]
"""How far one place is from another, in miles; None where that is not known.

`straight_line` is the one we bring. A host system may pass its own, by road or by bus; it must give the
same answer for the same two places, because the same input is to give the same bytes.
"""


def straight_line(one: Place, other: Place) -> float | None:
    """Straight-line miles between two places, each by its grid reference or else its postcode.

    None where either cannot be located, or where they lie on different grids. A host that asks this about
    many pairs gives places already `located`, so that no postcode is looked up twice.
    """
    here, there = located(one).grid_reference, located(other).grid_reference
    return None if here is None or there is None else straight_line_miles(here, there)


def straight_line_miles(one: GridReference, other: GridReference) -> float | None:
    """Straight-line miles between two points of one grid; None across grids.

    The British and the Irish Grid start at different points, so numbers of one mean nothing on the other.

    Examples
    --------
    >>> from sharedlives.domain.place import Grid
    >>> halifax = GridReference(grid=Grid.BRITISH, easting=409000, northing=425000)
    >>> huddersfield = GridReference(grid=Grid.BRITISH, easting=414000, northing=417000)
    >>> round(straight_line_miles(halifax, huddersfield), 2)
    5.86
    """
    if one.grid != other.grid:
        return None
    east, north = one.easting - other.easting, one.northing - other.northing
    # A root of whole numbers rounds the same way on every machine, so the same input gives the same bytes.
    return miles_from_metres(math.sqrt(east * east + north * north))


def miles_from_metres(metres: float) -> float:
    """Metres as miles; a mile is 1,609.344 metres."""
    return metres / METRES_PER_MILE


def miles_from_kilometres(kilometres: float) -> float:
    """Kilometres as miles."""
    return miles_from_metres(kilometres * METRES_PER_KILOMETRE)


def kilometres_from_miles(miles: float) -> float:
    """Miles as kilometres."""
    return miles * METRES_PER_MILE / METRES_PER_KILOMETRE


def say_miles(miles: float | None, *, straight_line: bool = True) -> str:
    """A distance as people say it: ``about 5 miles (straight line)``.

    Whole miles, half a mile up; less than one is ``less than a mile``.

    Parameters
    ----------
    miles
        None where it is not known.
    straight_line
        Whether the miles are as the crow flies, as ours are; False for a host's own travel function that
        follows roads.
    """
    if miles is None:
        return "how far is not known"
    how = " (straight line)" if straight_line else ""
    if miles < 1:
        return f"less than a mile{how}"
    whole = math.floor(miles + 0.5)
    return f"about {whole} {'mile' if whole == 1 else 'miles'}{how}"
