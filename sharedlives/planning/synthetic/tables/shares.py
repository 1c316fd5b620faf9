"""What a table says: how often something is so or each value is drawn, and on what grounds."""

from __future__ import annotations

from typing import Final, Generic, TypeVar

from attrs import field, frozen

T = TypeVar("T")

NO_FIGURE: Final = "a guess"
"""No public figure was found."""
UK_2025: Final = "UK, 2024-25: live-in 58 %, short breaks 27 %, day support 17 % of people; the rest a guess"
ENGLAND_2020: Final = "England, 2019-20: learning disability 67 %, autism 7 %; the rest a guess"
SCOTLAND_2022: Final = "Scotland, 2021-22: 40 % under 25; the rest a guess"
CARERS_2024: Final = "about 10 % of carers a year, mostly retiring, often past 70 (2024)"
ABOUT_CARERS: Final = "a guess; commonly said of carers: some three in four are women, in their mid-fifties"

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
