"""What a scheme in the making knows: its settings, its homes as they fill, and the records so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final

from attrs import define, field

from sharedlives.dates import Period, Sessions, Stay, Weekday
from sharedlives.domain.household import Bedroom
from sharedlives.domain.person import Person
from sharedlives.domain.place import Place
from sharedlives.domain.scheme import COLLECTIONS
from sharedlives.domain.words import Kind, Nation
from sharedlives.planning.synthetic.areas import Area
from sharedlives.planning.synthetic.drawing import Draw
from sharedlives.planning.synthetic.sizes import SchemeSize
from sharedlives.planning.synthetic.tables.of_living import HOLIDAYS, IN_A_HOLIDAY

MOST_AT_ONCE: Final = 3
"""What Wales and Northern Ireland allow by law and most schemes elsewhere by their own rule."""
HALF_A_YEAR: Final = 182
YEAR: Final = 365


@define(eq=False)
class Home:
    """A home as it fills: what it is approved for, its bedrooms, and who is there when.

    `people` are those supported there now or soon; the approval is drawn around them. `closed` are the days
    on which it welcomes nobody, `stops_on` the day on which its carers stop.
    """

    id: str
    place: Place
    neighbourhood: str
    since: date
    numbers: dict[Kind, int]
    bedrooms: tuple[Bedroom, ...] | None = ()
    closed: tuple[Period, ...] = ()
    stops_on: date | None = None
    people: list[Person] = field(factory=list)
    _stays: list[tuple[Stay, Kind, str | None]] = field(factory=list)
    _days: list[tuple[Sessions, Kind]] = field(factory=list)

    @property
    def overnight(self) -> int:
        """How many may sleep there at once."""
        return min(sum(n for kind, n in self.numbers.items() if kind.is_overnight), MOST_AT_ONCE)

    @property
    def total(self) -> int:
        """How many may be there at once, one of them for the day where day support is approved."""
        by_day = self.numbers.get(Kind.DAY_SUPPORT, 0)
        return min(self.overnight + min(by_day, 1), MOST_AT_ONCE) if self.overnight else max(by_day, 1)

    @property
    def rooms(self) -> int:
        """How many bedrooms there are, as far as is known."""
        return self.overnight if self.bedrooms is None else len(self.bedrooms)

    def offers(self, kind: Kind) -> bool:
        """Whether it is approved for a kind."""
        return self.numbers.get(kind, 0) > 0

    def places(self, kind: Kind) -> int:
        """How many at once of a kind, as its bedrooms have it too."""
        number = self.numbers.get(kind, 0)
        return min(number, self.rooms) if kind.is_overnight else number

    def widen(self, kind: Kind) -> None:
        """Approve it for one more of a kind."""
        self.numbers[kind] = self.numbers.get(kind, 0) + 1

    def has_room(self, stay: Stay, kind: Kind) -> bool:
        """Whether somebody more may sleep there, counted on the safe side: all who overlap as if at once."""
        if self.stops_on is not None and (stay.leaves is None or stay.leaves > self.stops_on):
            return False
        if stay.arrives < self.since or any(period.overlaps(stay.as_period) for period in self.closed):
            return False
        there = [other for other in self._stays if other[0].overlaps(stay)]
        by_day = max(len(self._on(day, Kind.DAY_SUPPORT)) for day in Weekday)
        return (
            len(there) < self.rooms
            and len(there) + by_day < self.total
            and sum(other[1] is kind for other in there) < self.numbers.get(kind, 0)
        )

    def take(self, stay: Stay, kind: Kind, *, say_room: bool) -> str | None:
        """Let somebody sleep there; the bedroom that is theirs, None where it is not said."""
        taken = {room for other, _, room in self._stays if other.overlaps(stay)}
        free = [room.id for room in self.bedrooms or () if room.id not in taken]
        room = free[0] if free and say_room else None
        self._stays.append((stay, kind, room))
        return room

    def has_time(self, sessions: Sessions, kind: Kind) -> bool:
        """Whether somebody more may come on these days."""
        most = self.numbers.get(kind, 0)
        if kind is Kind.DAY_SUPPORT:
            most = min(most, self.total - sum(of.is_home for _, of, _ in self._stays))
        return all(len(self._on(day, kind)) < most for day in sessions.weekdays)

    def give_time(self, sessions: Sessions, kind: Kind) -> None:
        """Let somebody come on these days."""
        self._days.append((sessions, kind))

    def _on(self, day: Weekday, kind: Kind) -> list[Sessions]:
        return [sessions for sessions, of in self._days if of is kind and day in sessions.weekdays]


@define(eq=False)
class Making:
    """A scheme in the making."""

    size: SchemeSize
    nation: Nation
    on: date
    words: tuple[object, ...]
    area: Area
    homes: list[Home] = field(factory=list)
    people: dict[str, Person] = field(factory=dict)
    records: dict[str, list[Any]] = field(factory=lambda: {name: [] for name in COLLECTIONS})
    _homes_for: dict[Kind, list[Home]] = field(factory=dict)

    def draw(self, *words: object) -> Draw:
        """The stream of draws for somebody or something."""
        return Draw(*self.words, *words)

    def day(self, number: int) -> date:
        """So many days after the day the register is kept; before it where negative."""
        return self.on + timedelta(days=number)

    def add(self, collection: str, record: Any) -> None:
        """Keep one more record."""
        self.records[collection].append(record)

    def next_id(self, collection: str, letter: str) -> str:
        """The next id of a collection."""
        return f"{letter}{len(self.records[collection]) + 1:05}"

    def homes_for(self, kind: Kind) -> Sequence[Home]:
        """The homes approved for a kind, once their numbers are settled."""
        if kind not in self._homes_for:
            self._homes_for[kind] = [home for home in self.homes if home.offers(kind)]
        return self._homes_for[kind]

    def a_day_for_a_break(self, draw: Draw, first: int, last: int) -> date:
        """A day some days from now, before now where negative: often in a holiday, where there is one."""
        if draw.chance(IN_A_HOLIDAY):
            days = self._holidays
            days = days[bisect_left(days, self.day(first)) : bisect_right(days, self.day(last))]
            if days:
                return draw.one_of(days)
        return self.day(draw.number(first, last))

    @cached_property
    def _holidays(self) -> list[date]:
        """Every day of a holiday from a year ago to a year ahead, in order."""
        years = range(self.on.year - 1, self.on.year + 2)
        firsts = [(date(year, month, day), days) for year in years for month, day, days in HOLIDAYS]
        return [first + timedelta(days=number) for first, days in firsts for number in range(days)]
