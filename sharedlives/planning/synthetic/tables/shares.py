"""What a table says: how often something is so or each value is drawn, and on what grounds."""

from __future__ import annotations

from typing import Final, Generic, TypeVar

from attrs import field, frozen

T = TypeVar("T")

NO_FIGURE: Final = "a guess"
"""No public figure was found."""
UK_2025: Final = (
    "State of Shared Lives 2024-25: live-in 58 %, short breaks 27 %, day support 17 % of people, some by "
    "several; the rest a guess"
)
ENGLAND_2020: Final = (
    "Shared Lives in England 2019-20: a learning disability 7,720 (67 %), autism 840 (7 %) of 11,470 people; "
    "the rest a guess"
)
SCOTLAND_2022: Final = (
    "Shared Lives Plus, Scotland 2021-22: a learning disability or autism 47 %, leaving care 35 %, "
    "dementia or old age 15 %, mental ill-health 3 %; 40 % under 25; the rest a guess"
)
CARERS_2024: Final = (
    "Shared Lives Plus on keeping carers: about one in ten stops each year, mostly to retire, often past 70"
)
ABOUT_CARERS: Final = "a guess: some three in four are said to be women, and in their mid-fifties"

Span = tuple[int, int]
"""From one number to another, both included."""


@frozen
class Share:
    """How often something is so, in a hundred, and on what grounds."""

    says: str
    of_a_hundred: float
    source: str = NO_FIGURE


@frozen
class Shares(Generic[T]):
    """How often each of several values is drawn, and on what grounds.

    The numbers need not sum to anything: each is a part of their sum.
    """

    says: str
    parts: tuple[tuple[T, float], ...]
    source: str = NO_FIGURE
    total: float = field(init=False, repr=False)

    @total.default
    def _sum(self) -> float:
        return sum(part for _, part in self.parts)

    def at(self, point: float) -> T:
        """The value at a point from 0 to the sum of all parts."""
        for value, part in self.parts:
            point -= part
            if point < 0:
                return value
        return self.parts[-1][0]
