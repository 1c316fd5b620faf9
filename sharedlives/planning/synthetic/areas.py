"""Where a scheme is: real postcode districts around one of them."""

from __future__ import annotations

from typing import Final

from attrs import field, frozen

from sharedlives.domain.place import Place
from sharedlives.domain.words import Nation
from sharedlives.errors import InvalidRecordError
from sharedlives.places import District, area_of, districts, straight_line_miles
from sharedlives.planning.synthetic.drawing import Draw
from sharedlives.planning.synthetic.regions import Region, regions_of
from sharedlives.planning.synthetic.tables.of_living import MILES_ACROSS, POSTCODES_FOR_A_HOME

_LEAST_POSTCODES: Final = 200
"""Districts with fewer are of single large addresses, where nobody lives."""


@frozen
class Area:
    """The districts in which a scheme's people and homes are."""

    districts: tuple[District, ...]
    postcodes: int = field(init=False)

    @postcodes.default
    def _all(self) -> int:
        return sum(district.rows for district in self.districts)

    @property
    def neighbourhoods(self) -> tuple[str, ...]:
        """The districts by name."""
        return tuple(district.outward for district in self.districts)

    def place(self, draw: Draw) -> tuple[Place, str]:
        """The place of a postcode, each as often as the other, and its neighbourhood."""
        number = draw.number(0, self.postcodes - 1)
        for district in self.districts:
            if number < district.rows:
                return Place(postcode=district.postcode(number)), district.outward
            number -= district.rows
        raise AssertionError


def area_around(outward: str, households: int, draw: Draw) -> Area:
    """The districts of the same postcode area within some miles of one, and further where few people live.

    Raises
    ------
    InvalidRecordError
        Where there is no such district.
    """
    near = [district for district in districts(area_of(outward)) if district.postcodes >= _LEAST_POSTCODES]
    middle = next((district.middle for district in near if district.outward == outward), None)
    if middle is None:
        raise InvalidRecordError("around: the first half of a postcode where people live, such as HX1")
    miles: float = draw.by(MILES_ACROSS)
    far = {district: straight_line_miles(district.middle, middle) or 0 for district in near}
    enough = min(households * POSTCODES_FOR_A_HOME, sum(district.postcodes for district in near))
    while sum(district.postcodes for district in near if far[district] <= miles) < enough:
        miles += 1
    return Area(tuple(district for district in near if far[district] <= miles))


def middles(region: Region, number: int, draw: Draw) -> list[str]:
    """So many districts of a region for schemes to lie around: each once, while there are enough.

    A postcode area after the other, so that the schemes of a region spread over it.
    """
    by_area = [draw.shuffled(_lived_in(area)) for area in draw.shuffled(region.areas)]
    rounds = max(len(some) for some in by_area)
    order = [some[turn] for turn in range(rounds) for some in by_area if turn < len(some)]
    return [order[index % len(order)] for index in range(number)]


def a_middle(nation: Nation, draw: Draw) -> str:
    """A district of a nation for one scheme to lie around."""
    region = draw.one_of([region for region in regions_of(nation) for _ in range(region.schemes)])
    return draw.one_of(_lived_in(draw.one_of(region.areas)))


def _lived_in(area: str) -> list[str]:
    return [district.outward for district in districts(area) if district.postcodes >= _LEAST_POSTCODES]
