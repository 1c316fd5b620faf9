"""All the schemes of a nation, or of the United Kingdom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate, pairwise
from typing import Final

from sharedlives.domain.scheme import Scheme
from sharedlives.domain.words import Kind, Nation
from sharedlives.errors import InvalidRecordError
from sharedlives.planning.synthetic.areas import middles
from sharedlives.planning.synthetic.drawing import Draw
from sharedlives.planning.synthetic.regions import SUPPORTED_IN, Region, regions_of
from sharedlives.planning.synthetic.schemes import REGISTER_DAY, make_scheme
from sharedlives.planning.synthetic.sizes import NATION, SchemeSize
from sharedlives.planning.synthetic.tables.of_living import PEOPLE_OF_A_SCHEME

SCHEMES: Final = 140
"""About so many schemes there are in the United Kingdom."""


def make_nation(
    seed: int | str = 0,
    nation: Nation | None = None,
    *,
    on: date = REGISTER_DAY,
    size: SchemeSize = NATION,
    schemes: int = SCHEMES,
    asked: Mapping[Kind, float] | None = None,
) -> tuple[Scheme, ...]:
    """Invented schemes of very different sizes, which together have so many households, requests and people.

    Each can be made by itself: given its size and its district, none depends on the others.

    Parameters
    ----------
    seed
        Which of the many such nations.
    nation
        The one whose law binds all of them, and in which all of them lie; None for the whole United Kingdom,
        with as many schemes in each region as there are.
    on
        The day on which every register is kept.
    size
        How many households, open requests, carers and people supported all of them have together.
    schemes
        How many schemes.
    asked
        The kinds that open requests are for, as `make_scheme` takes them.

    Raises
    ------
    InvalidRecordError
        Where there are more schemes than households, or none.
    """
    if not 1 <= schemes <= size.households:
        raise InvalidRecordError("schemes: from one to as many as there are households")
    where = list(_places(seed, nation, schemes))
    sizes = _sizes(size, _weights(seed, [region.nation for region, _ in where]))
    return tuple(
        make_scheme(own, region.nation, f"{seed}-{number}", on=on, around=middle, asked=asked)
        for number, ((region, middle), own) in enumerate(zip(where, sizes, strict=True), 1)
    )


def _places(seed: int | str, nation: Nation | None, schemes: int) -> Iterator[tuple[Region, str]]:
    regions = regions_of(nation)
    numbers = _shared_out(schemes, [region.schemes for region in regions])
    for region, number in zip(regions, numbers, strict=True):
        for middle in middles(region, number, Draw(seed, region.name)):
            yield region, middle


def _weights(seed: int | str, nations: Sequence[Nation]) -> list[float]:
    """How big each scheme is beside the others: drawn, and then such that each nation has its share."""
    draws = [Draw(seed, "size", number) for number, _ in enumerate(nations, 1)]
    drawn = [(nation, d.number(*d.by(PEOPLE_OF_A_SCHEME))) for nation, d in zip(nations, draws, strict=True)]
    in_nation: Counter[Nation] = Counter()
    for nation, people in drawn:
        in_nation[nation] += people
    return [people * SUPPORTED_IN[nation] / in_nation[nation] for nation, people in drawn]


def _sizes(size: SchemeSize, weights: Sequence[float]) -> Iterator[SchemeSize]:
    """The size of each scheme, which together are exactly the whole; each has a household at least."""
    spare = _shared_out(size.households - len(weights), weights)
    households = [1 + more for more in spare]
    others = (_shared_out(whole, households) for whole in (size.requests, size.carers, size.supported))
    for own, requests, carers, supported in zip(households, *others, strict=True):
        yield SchemeSize(households=own, requests=requests, carers=carers, supported=supported)


def _shared_out(whole: int, weights: Sequence[float]) -> list[int]:
    """A number in whole parts, each within one of its share, which sum to it."""
    total = sum(weights)
    upto = [round(whole * part / total) for part in accumulate(weights)]
    return [after - before for before, after in pairwise([0, *upto])]
