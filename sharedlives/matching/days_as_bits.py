"""Days as bits: whether two times share a day, for thousands of homes at once.

From the day asked about up to the last on which anything asked for begins or ends there is a bit for each
day. All days after that are seven bits, one for each day of the week: whatever is asked for then goes on for
ever, so that what happens on any Tuesday later meets it or does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from sharedlives.dates import DAYS_IN_A_WEEK, Period, Sessions
from sharedlives.matching.when import When

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Bits = NDArray[np.uint64]
    Flags = NDArray[np.bool_]

_WORD: Final = 64


class Days:
    """The days from one day on, as bits in words of 64.

    Parameters
    ----------
    first
        The day of the first bit; what was before it has none.
    last
        The last day with a bit of its own.

    Attributes
    ----------
    words
        How many words of 64 bits a set of days takes.
    """

    def __init__(self, first: date, last: date) -> None:
        self.first = first
        self._number = (max(first, last) - first).days + 1
        self.words = -(-(self._number + DAYS_IN_A_WEEK) // _WORD)

    @classmethod
    def for_times(cls, first: date, times: Iterable[When]) -> Days:
        """Days that tell these times apart; none of them may begin before `first`."""
        ends = [day for time in times for day in time.boundaries]
        return cls(first, max(ends, default=first))

    def none(self) -> Flags:
        """No day at all, a flag for each."""
        import numpy as np

        return np.zeros(self.words * _WORD, dtype=np.bool_)

    def mark(self, flags: Flags, period: Period, weekdays: Iterable[int] = range(DAYS_IN_A_WEEK)) -> None:
        """Set the flags of the days of a period that fall on these days of the week (0 is Monday)."""
        begin = max((period.first - self.first).days, 0)
        end = self._number if period.last is None else min((period.last - self.first).days + 1, self._number)
        wanted = set(weekdays)
        if len(wanted) == DAYS_IN_A_WEEK:
            flags[begin : max(end, begin)] = True
        else:
            for weekday in wanted:
                ahead = (weekday - self.first.weekday() - begin) % DAYS_IN_A_WEEK
                flags[begin + ahead : max(end, begin) : DAYS_IN_A_WEEK] = True
        for weekday in wanted & self._weekdays_later(period):
            flags[self._number + weekday] = True

    def _weekdays_later(self, period: Period) -> set[int]:
        """The days of the week on which days of a period fall that have no bit of their own."""
        first = max(period.first, self.first + timedelta(days=self._number))
        if period.last is not None and period.last < first:
            return set()
        number = DAYS_IN_A_WEEK if period.last is None else (period.last - first).days + 1
        return {(first.weekday() + ahead) % DAYS_IN_A_WEEK for ahead in range(min(number, DAYS_IN_A_WEEK))}

    def mark_sessions(self, flags: Flags, sessions: Sessions) -> None:
        """Set the flags of the days on which sessions are."""
        self.mark(flags, sessions.period, [int(day) for day in sessions.weekdays])

    def of(self, when: When) -> Bits:
        """The nights or days of a time: ``(words,) uint64``."""
        flags = self.none()
        if when.sessions is not None:
            self.mark_sessions(flags, when.sessions)
        for stay in when.stays:
            self.mark(flags, stay.as_period)
        return self.packed(flags)

    @staticmethod
    def packed(flags: Flags) -> Bits:
        """Flags of days as words: ``(..., words) uint64`` of ``(..., 64 * words) bool``."""
        import numpy as np

        return np.packbits(flags, axis=-1, bitorder="little").view(np.uint64)


def share_a_day(some: Bits, other: Bits) -> Flags:
    """Which of many sets of days, ``(sets, words) uint64``, share one with another: ``(sets,) bool``."""
    import numpy as np

    return np.asarray((some & other).any(axis=1), dtype=np.bool_)
