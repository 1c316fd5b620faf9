"""All homes side by side, as whoever comes at a time finds them: columns for judging many pairs at once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from sharedlives.domain.person import Person
from sharedlives.domain.place import Grid, Place
from sharedlives.domain.request import Request
from sharedlives.domain.words import Kind
from sharedlives.matching.days_as_bits import Days, share_a_day
from sharedlives.matching.diaries import Diaries
from sharedlives.matching.reading import Fact
from sharedlives.matching.sides import Asking, Context, Offering
from sharedlives.matching.when import When
from sharedlives.places import METRES_PER_MILE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Miles = NDArray[np.float64]


@frozen(kw_only=True, eq=False)
class Setting:
    """A home between two of its changes with those who are in it then, as any newcomer finds it."""

    offering: Offering
    anybody: Asking


@frozen(kw_only=True, eq=False)
class Coded:
    """A fact of every setting as a number: ``(settings,) int64``, from 0 up to, not including, `number`."""

    codes: Whole
    number: int


class Homes:
    """Every household of a scheme at each of several times.

    Parameters
    ----------
    context
        The scheme on a day.
    times
        Every time that anything will be asked about.

    Attributes
    ----------
    ids
        The households' ids in order; places everywhere are places in it.
    diaries
        On which days each is full, and which rooms are free.
    """

    def __init__(self, context: Context, times: Iterable[When]) -> None:
        self.context = context
        self.ids = tuple(household.id for household in context.scheme.households)
        self.place_of = {household_id: place for place, household_id in enumerate(self.ids)}
        some = tuple(dict.fromkeys(times))
        self.diaries = Diaries(context, self.ids, Days.for_times(context.on, some))
        self._settings: list[Setting] = []
        self._numbers: dict[tuple[int, int], int] = {}
        self._usual: tuple[Whole, Whole] | None = None
        self._settings_at = {when: self._found_settings(when) for when in some}
        self._coded: dict[Hashable, Coded] = {}
        self._columns: dict[Hashable, Any] = {}

    def settings_at(self, when: When) -> Whole:
        """The number of each home's setting at a time: ``(households,) int64``."""
        return self._settings_at[when]

    def offering_at(self, when: When, place: int) -> Offering:
        """A household as it will be at a time."""
        return self._settings[int(self._settings_at[when][place])].offering

    def coded(self, fact: Fact) -> Coded:
        """A fact of every setting, each value with a number of its own; read once."""
        if fact.name not in self._coded:
            self._coded[fact.name] = self._code(fact)
        return self._coded[fact.name]

    def _code(self, fact: Fact) -> Coded:
        import numpy as np

        if fact.through is None:
            codes, number = self._numbered(fact, self._settings)
            return Coded(codes=codes, number=number)
        coarser = self.coded(fact.through)
        _, one_of_each = np.unique(coarser.codes, return_index=True)
        codes, number = self._numbered(fact, [self._settings[index] for index in one_of_each.tolist()])
        return Coded(codes=codes[coarser.codes], number=number)

    def _numbered(self, fact: Fact, settings: Sequence[Setting]) -> tuple[Whole, int]:
        import numpy as np

        numbers: dict[Hashable, int] = {}
        codes = [
            numbers.setdefault(fact.read(setting.anybody, setting.offering, self.context), len(numbers))
            for setting in settings
        ]
        return np.array(codes, dtype=np.int64), max(len(numbers), 1)

    def once(self, name: Hashable, make: Callable[[Homes], Any]) -> Any:
        """Something worked out of all homes once, for columns that need it again and again."""
        if name not in self._columns:
            self._columns[name] = make(self)
        return self._columns[name]

    @property
    def settings(self) -> Sequence[Setting]:
        """Every setting, by its number."""
        return self._settings

    def _found_settings(self, when: When) -> Whole:
        """A home has another setting where it has seen other changes by then, or others are there."""
        import numpy as np

        seen = self._changes_seen(when) << _MOST_PRESENCES | self._who_is_there(when)
        seen[self._crowded] = -1 - len(self._settings)  # too many to tell apart: another setting each time
        if self._usual is None:
            numbers = [self._number_of(place, key, when) for place, key in enumerate(seen.tolist())]
            self._usual = seen, np.array(numbers, dtype=np.int64)
            return self._usual[1]
        usually, as_usual = self._usual
        found = as_usual.copy()
        for place in np.flatnonzero(seen != usually).tolist():
            found[place] = self._number_of(place, int(seen[place]), when)
        return found

    def _number_of(self, place: int, key: int, when: When) -> int:
        number = self._numbers.get((place, key))
        if number is None:
            number = self._numbers[place, key] = len(self._settings)
            offering = self.context.offering(self.ids[place], when.first)
            self._settings.append(Setting(offering=offering, anybody=_anybody(when)))
        return number

    def _changes_seen(self, when: When) -> Whole:
        """How many of its changes each home has seen by the first day of a time."""
        import numpy as np

        homes, days = self._changes
        return np.bincount(homes[days <= when.first.toordinal()], minlength=len(self.ids))

    @cached_property
    def _changes(self) -> tuple[Whole, Whole]:
        import numpy as np

        pairs = [
            (place, day.toordinal())
            for place, household_id in enumerate(self.ids)
            for day in self.context.changes_of(household_id)
        ]
        columns = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
        return columns[0], columns[1]

    def _who_is_there(self, when: When) -> Whole:
        """For each home which of its presences meet a time, as bits of one whole number."""
        import numpy as np

        homes, places, bits = self._presences
        meets = share_a_day(bits, self.diaries.bits(when))
        company = np.zeros(len(self.ids), dtype=np.int64)
        np.bitwise_or.at(company, homes[meets], np.int64(1) << places[meets])
        return company

    @cached_property
    def _presences(self) -> tuple[Whole, Whole, Any]:
        """Everybody who is or will be in a home: which home, which of its presences, on which days."""
        import numpy as np

        homes, places, bits = [], [], [self.diaries.bits(When())]
        for home, household_id in enumerate(self.ids):
            for place, presence in enumerate(self.context.presences(household_id)):
                if presence.kind is not Kind.OUTREACH and place < _MOST_PRESENCES:
                    stays = () if presence.stay is None else (presence.stay,)
                    homes.append(home)
                    places.append(place)
                    bits.append(self.diaries.bits(When(stays=stays, sessions=presence.sessions)))
        return np.array(homes, dtype=np.int64), np.array(places, dtype=np.int64), np.stack(bits)[1:]

    @cached_property
    def _crowded(self) -> list[int]:
        presences = map(self.context.presences, self.ids)
        return [place for place, there in enumerate(presences) if len(there) > _MOST_PRESENCES]

    def miles_from(self, place: Place, places: Whole) -> Miles:
        """Miles from a place to some homes, not a number where not known: ``(places,) float64``."""
        import numpy as np

        if not self.context.travel_is_straight_line:
            households = self.context.scheme.households
            said = (self.context.miles(place, households[index].place) for index in places.tolist())
            return np.array([np.nan if far is None else far for far in said], dtype=np.float64)
        grid, easting, northing = self._references
        here = self.context.located(place).grid_reference
        if here is None:
            return np.full(len(places), np.nan)
        east = (here.easting - easting[places]).astype(np.float64)
        north = (here.northing - northing[places]).astype(np.float64)
        miles = np.sqrt(east * east + north * north) / METRES_PER_MILE
        miles[grid[places] != _GRIDS.index(here.grid)] = np.nan
        return np.asarray(miles)

    @cached_property
    def _references(self) -> tuple[Whole, Whole, Whole]:
        """Each home's grid, easting and northing; a grid of -1 where not known."""
        import numpy as np

        found = [self.context.located(h.place).grid_reference for h in self.context.scheme.households]
        grid = [-1 if reference is None else _GRIDS.index(reference.grid) for reference in found]
        easting = [0 if reference is None else reference.easting for reference in found]
        northing = [0 if reference is None else reference.northing for reference in found]
        return np.array(grid), np.array(easting, dtype=np.int64), np.array(northing, dtype=np.int64)


_GRIDS: Final = tuple(Grid)
_MOST_PRESENCES: Final = 48
"""Bits for who of a home's people is there at a time; the bits above count changes."""


def _anybody(when: When) -> Asking:
    """Nobody in particular who comes into a home at a time."""
    return Asking(
        request=Request(id="anybody", person_id="anybody", kind=Kind.LIVE_IN),
        person=Person(id="anybody"),
        when=when,
        age=None,
        away=(),
        with_already=frozenset(),
        where_they_are=frozenset(),
        apart=frozenset(),
        declines=(),
        together_in=None,
        together_missing=False,
    )
