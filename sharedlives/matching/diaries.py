"""The diaries of all homes side by side: on which days each is full, and which of its rooms are free.

What a home's limits leave is asked of `limits_on` once for each stretch of days between two changes. What a
newcomer counts under a limit is asked of that limit. Which days are full for whom follows for all homes at
once, in bits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import frozen

from sharedlives.dates import DAYS_IN_A_WEEK, Period, begins_and_ends, stretches
from sharedlives.matching.days_as_bits import Days, share_a_day
from sharedlives.matching.limits import Guest, Limit, Stretch, limits_on, stretches_of
from sharedlives.matching.rooms import (
    Need,
    RoomKind,
    Suitability,
    certainly_free,
    kinds_of_rooms,
    rooms_not_stated,
    suits,
)
from sharedlives.matching.sides import Context
from sharedlives.matching.when import When

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Bits = NDArray[np.uint64]

_PLENTY: Final = 1 << 30
"""Room under a limit that a home does not have."""


class Diaries:
    """Every home's limits and rooms over days.

    Parameters
    ----------
    context, household_ids
        The homes, in their order; places below are places in it.
    days
        The days to tell apart.
    """

    def __init__(self, context: Context, household_ids: Sequence[str], days: Days) -> None:
        self._context = context
        self._ids = household_ids
        self._days = days
        self._full: dict[Guest, Bits] = {}
        self._bits: dict[When, Bits] = {}
        self._samples: dict[str, tuple[str, date]] = {}
        self._states: _States | None = None
        self._rooms: _Rooms | None = None
        self._suits: dict[Need, tuple[Flags, Flags]] = {}
        self._free: dict[When, Flags] = {}
        self._rooms_free: dict[When, Whole] = {}
        self._doubts: dict[tuple[int, Need], Bits] = {}

    def bits(self, when: When) -> Bits:
        """The nights or days of a time: ``(words,) uint64``."""
        if when not in self._bits:
            self._bits[when] = self._days.of(when)
        return self._bits[when]

    def bits_of(self, periods: Iterable[Period]) -> Bits:
        """The days of some periods: ``(words,) uint64``."""
        flags = self._days.none()
        for period in periods:
            self._days.mark(flags, period)
        return self._days.packed(flags)

    def is_full(self, guest: Guest, when: When, places: Whole) -> Flags:
        """Whether some limit leaves no room for a guest on some day of a time: ``(places,) bool``."""
        if guest not in self._full:
            self._full[guest] = self._days_full(guest)
        return share_a_day(self._full[guest][places], self.bits(when))

    def _days_full(self, guest: Guest) -> Bits:
        import numpy as np

        states = self._all_states()
        too_many = np.zeros(len(states.home), dtype=np.bool_)
        for code, left in states.left.items():
            counts = self._counts(guest, code)
            if counts > 0:
                too_many |= counts > left
        full = np.zeros((len(self._ids), self._days.words), dtype=np.uint64)
        np.bitwise_or.at(full, states.home[too_many], states.days[too_many])
        return full

    def _counts(self, guest: Guest, code: str) -> int:
        """How much a guest counts under limits of a code, as one of them says."""
        household_id, day = self._samples[code]
        needs = [] if guest.need is None else [guest.need]
        limits = limits_on(self._context, household_id, day, needs)
        limit = next(limit for limit in limits if limit.code == code and limit.blocks)
        return limit.count((guest.as_newcomer(day),)) - limit.count(())

    def _all_states(self) -> _States:
        if self._states is None:
            self._states = self._found_states()
        return self._states

    def _found_states(self) -> _States:
        import numpy as np

        homes: list[int] = []
        flags = []
        left: dict[str, list[int]] = {}
        for place, household_id in enumerate(self._ids):
            for stretch in stretches_of(self._context, household_id):
                for code, room in self._room_left(household_id, stretch.day).items():
                    column = left.setdefault(code, [])
                    column += [_PLENTY] * (len(homes) - len(column))
                    column.append(room)
                homes.append(place)
                flags.append(self._days_of(stretch))
        columns = {code: some + [_PLENTY] * (len(homes) - len(some)) for code, some in left.items()}
        return _States(
            home=np.array(homes, dtype=np.int64),
            days=np.stack(flags) if flags else np.zeros((0, self._days.words), dtype=np.uint64),
            left={code: np.array(column, dtype=np.int64) for code, column in columns.items()},
        )

    def _days_of(self, stretch: Stretch) -> Bits:
        flags = self._days.none()
        weekdays = range(DAYS_IN_A_WEEK) if stretch.weekday is None else [stretch.weekday]
        self._days.mark(flags, stretch.period, weekdays)
        return self._days.packed(flags)

    def _room_left(self, household_id: str, day: date) -> dict[str, int]:
        """How many more each limit that blocks leaves room for on a day; the tightest of one code."""
        found: dict[str, int] = {}
        for limit in limits_on(self._context, household_id, day, ()):
            if _is_counted_here(limit):
                room = limit.most - limit.count(())
                found[limit.code] = min(found.get(limit.code, room), room)
                self._samples.setdefault(limit.code, (household_id, day))
        return found

    def has_room_throughout(self, guest: Guest, when: When, places: Whole) -> Flags:
        """Whether as many bedrooms as a guest needs are free all the time; so where none is known of.

        ``(places,) bool``.
        """
        import numpy as np

        if when not in self._rooms_free:
            rooms, free = self._all_rooms(), self.is_free(when)
            number = np.bincount(rooms.home[free], weights=rooms.number[free], minlength=len(self._ids))
            # More than anybody needs where no bedroom is known of.
            self._rooms_free[when] = np.where(rooms.any_known, number, _PLENTY).astype(np.int64)
        enough: Flags = self._rooms_free[when][places] >= guest.rooms
        return enough

    def is_free(self, when: When) -> Flags:
        """Which kinds of bedrooms nobody else has on any day of a time: ``(kinds,) bool``."""
        if when not in self._free:
            self._free[when] = ~share_a_day(self._all_rooms().taken, self.bits(when))
        return self._free[when]

    def suitability(self, need: Need, when: When, places: Whole) -> Whole:
        """Whether each home has a bedroom with what is needed, as places in `Suitability`."""
        import numpy as np

        rooms = self._all_rooms()
        number = len(self._ids)
        free = self.is_free(when)
        may, does = self._suiting(need)
        found = np.full(number, _SUITABILITIES.index(Suitability.NONE), dtype=np.int64)
        # Each that holds of a home overrides what stands before it.
        found[rooms.home[may]] = _SUITABILITIES.index(Suitability.TAKEN)
        found[rooms.home[may & free]] = _SUITABILITIES.index(Suitability.NOT_KNOWN)
        found[rooms.home[does & free]] = _SUITABILITIES.index(Suitability.CERTAIN)
        answer = found[places]
        bits = self.bits(when)
        for index in np.flatnonzero(answer == _SUITABILITIES.index(Suitability.CERTAIN)):
            if (self._nights_in_doubt(int(places[index]), need) & bits).any():
                answer[index] = _SUITABILITIES.index(Suitability.SOMEBODY_MAY_SLEEP_THERE)
        return answer

    def _suiting(self, need: Need) -> tuple[Flags, Flags]:
        """Which kinds of bedrooms may have what is needed, and which do: ``(kinds,) bool`` each."""
        import numpy as np

        if need not in self._suits:
            facts = [suits(kind.bedrooms[0], need) for kind in self._all_rooms().kinds]
            may = np.array([fact is not False for fact in facts], dtype=np.bool_)
            self._suits[need] = may, np.array([fact is True for fact in facts], dtype=np.bool_)
        return self._suits[need]

    def free_rooms(self, need: Need, when: When, places: Whole) -> Iterator[tuple[int, str]]:
        """Every kind of bedroom that suits and is free all the time, as a place of some with its key."""
        rooms = self._all_rooms()
        wanted = self.is_free(when) & self._suiting(need)[1]
        wanted &= self._among(places)[rooms.home]
        for index in wanted.nonzero()[0].tolist():
            yield int(rooms.home[index]), rooms.kinds[index].key

    def no_rooms_recorded(self, places: Whole) -> Whole:
        """Those of some homes of which the register does not say what bedrooms there are."""
        return places[~self._all_rooms().recorded[places]]

    def _among(self, places: Whole) -> Flags:
        import numpy as np

        among = np.zeros(len(self._ids), dtype=np.bool_)
        among[places] = True
        return among

    def _nights_in_doubt(self, place: int, need: Need) -> Bits:
        """The nights on which somebody whose room is not stated may sleep in the last room that suits."""
        key = (place, need)
        if key not in self._doubts:
            self._doubts[key] = self._found_doubts(self._ids[place], need)
        return self._doubts[key]

    def _found_doubts(self, household_id: str, need: Need) -> Bits:
        household = self._context.scheme.household(household_id)
        there = self._context.presences(household_id)
        changes = {day for p in there if p.stay is not None for day in (p.stay.arrives, p.stay.leaves) if day}
        for bedroom in household.bedrooms or ():
            for period in bedroom.closed:
                changes.update(begins_and_ends(period.first, period.last))
        flags = self._days.none()
        for period in stretches(self._days.first, changes):
            night = period.first
            if certainly_free(household, there, need, night) <= rooms_not_stated(there, night):
                self._days.mark(flags, period)
        return self._days.packed(flags)

    def _all_rooms(self) -> _Rooms:
        if self._rooms is None:
            self._rooms = self._found_rooms()
        return self._rooms

    def _found_rooms(self) -> _Rooms:
        import numpy as np

        homes, kinds, taken, bedrooms = [], [], [], []
        for place, household_id in enumerate(self._ids):
            bedrooms.append(self._context.scheme.household(household_id).bedrooms)
            for kind in kinds_of_rooms(self._context, household_id):
                homes.append(place)
                kinds.append(kind)
                taken.append(self.bits_of(kind.taken))
        return _Rooms(
            home=np.array(homes, dtype=np.int64),
            kinds=tuple(kinds),
            number=np.array([len(kind.bedrooms) for kind in kinds], dtype=np.int64),
            taken=np.stack(taken) if taken else np.zeros((0, self._days.words), dtype=np.uint64),
            any_known=np.array([bool(some) for some in bedrooms], dtype=np.bool_),
            recorded=np.array([some is not None for some in bedrooms], dtype=np.bool_),
        )


def _is_counted_here(limit: Limit) -> bool:
    """Rooms with a feature are counted by `suitability` and by the rows of the program."""
    return limit.blocks and limit.code != "bedrooms-with"


_SUITABILITIES: Final = tuple(Suitability)


@frozen(kw_only=True, eq=False)
class _States:
    """Each home on each stretch of days that are alike: its days, and what each limit leaves.

    `home` are ``(states,) int64`` places, `days` ``(states, words) uint64``, `left` ``(states,) int64`` each.
    """

    home: Whole
    days: Bits
    left: dict[str, Whole]


@frozen(kw_only=True, eq=False)
class _Rooms:
    """Every kind of bedroom of every home: where, how many, and on which days others have them."""

    home: Whole
    kinds: tuple[RoomKind, ...]
    number: Whole
    taken: Bits
    any_known: Flags
    recorded: Flags
