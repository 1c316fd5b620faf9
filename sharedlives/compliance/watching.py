"""A day that notes until when every question about it has the same answer.

A rule is a function of its records and of the answers to such questions: is this day before the 3rd, is it
on or after the 5th? As long as none of these answers changes, neither does the rule's. So a forecast asks a
rule again only on the days on which an answer changes, and is as good as asking it on every day.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

_FAR = date.max.toordinal()


class WatchedDay(date):
    """A day whose comparisons are watched: `changes` is the first later day that one answers differently.

    Whatever is asked of it beyond a comparison (its weekday, its year) may differ on the next day already.
    """

    number: int
    changes: int

    def __new__(cls, day: date) -> Self:
        """The same day, nothing asked of it yet."""
        self = super().__new__(cls, day.year, day.month, day.day)
        self.number = day.toordinal()
        self.changes = _FAR
        return self

    @property
    def changes_on(self) -> date | None:
        """The first later day on which an answer given so far would be another; None where there is none."""
        return None if self.changes >= _FAR else date.fromordinal(self.changes)

    def forget(self) -> None:
        """Begin to watch anew."""
        self.changes = _FAR

    def note(self, number: int) -> None:
        """That an answer given may be another from this day on."""
        self.changes = min(self.changes, number)

    def _tomorrow(self) -> date:
        self.note(self.number + 1)
        return date.fromordinal(self.number)

    def __lt__(self, other: date) -> bool:
        number = _number(other)
        if self.number < number:
            self.note(number)
            return True
        return False

    def __le__(self, other: date) -> bool:
        number = _number(other)
        if self.number <= number:
            self.note(number + 1)
            return True
        return False

    def __gt__(self, other: date) -> bool:
        return not self <= other

    def __ge__(self, other: date) -> bool:
        return not self < other

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, date):
            return False
        number = _number(other)
        if self.number <= number:
            self.note(number if self.number < number else number + 1)
        return self.number == number

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._tomorrow())

    def __add__(self, other: timedelta) -> date:  # type: ignore[override] # what results is watched no more
        return self._tomorrow() + other

    def __sub__(self, other: Any) -> Any:
        return self._tomorrow() - other

    def __rsub__(self, other: date) -> timedelta:
        return other - self._tomorrow()

    def __format__(self, spec: str) -> str:
        return format(self._tomorrow(), spec)

    def __str__(self) -> str:
        return str(self._tomorrow())

    def weekday(self) -> int:
        """The day of the week, which is another one tomorrow."""
        return self._tomorrow().weekday()

    def toordinal(self) -> int:
        """The number of the day, which is another one tomorrow."""
        self.note(self.number + 1)
        return self.number

    @property
    def year(self) -> int:
        """The year, of which nobody says when it ends."""
        return self._tomorrow().year

    @property
    def month(self) -> int:
        """The month, of which nobody says when it ends."""
        return self._tomorrow().month

    @property
    def day(self) -> int:
        """The day of the month, which is another one tomorrow."""
        return self._tomorrow().day


def _number(other: date) -> int:
    """The number of a day; of two watched days the other one is only read."""
    return other.number if isinstance(other, WatchedDay) else other.toordinal()
