"""WHERE: postcodes, national grids and miles, offline.

Miles here are straight-line miles, and everything that shows them says so: ``about 5 miles (straight
line)``. A host system that knows roads or buses passes its own `Travel` function instead.
"""

from sharedlives.places.distances import (
    METRES_PER_MILE,
    Travel,
    kilometres_from_miles,
    miles_from_kilometres,
    miles_from_metres,
    say_miles,
    straight_line,
    straight_line_miles,
)
from sharedlives.places.districts import District, area_of, districts
from sharedlives.places.locations import is_known_postcode, locate, located
from sharedlives.places.postcodes import is_outward_code, normalise_postcode

__all__ = [
    "METRES_PER_MILE",
    "District",
    "Travel",
    "area_of",
    "districts",
    "is_known_postcode",
    "is_outward_code",
    "kilometres_from_miles",
    "locate",
    "located",
    "miles_from_kilometres",
    "miles_from_metres",
    "normalise_postcode",
    "say_miles",
    "straight_line",
    "straight_line_miles",
]
