"""What a single cell says about days of the week and times of day.

Morning and evening are never guessed where both are possible.
"""

from __future__ import annotations

import re
from datetime import datetime, time
from types import MappingProxyType

from sharedlives.dates import Weekday
from sharedlives.files.value_dates import WEEKDAYS
from sharedlives.files.values import Misread, Raw, Remark, Understood, clean_text

_SPANS = MappingProxyType(
    {
        **dict.fromkeys(("weekdays", "weekday", "every weekday"), frozenset(map(Weekday, range(5)))),
        **dict.fromkeys(("weekends", "weekend", "every weekend"), frozenset(map(Weekday, (5, 6)))),
        **dict.fromkeys(("daily", "every day", "all week", "7 days"), frozenset(map(Weekday, range(7)))),
    }
)


def read_weekdays(raw: Raw) -> Understood[frozenset[Weekday]] | Misread:
    """Days of the week: ``"Mon/Wed"``, ``"Mon, Tue"``, ``"Mon-Fri"``, ``"weekdays"``."""
    text = clean_text(raw).lower() if isinstance(raw, str) else ""
    days: set[Weekday] = set()
    for item in re.split(r"\s*(?:[,;/&+|\n]|\b(?:and|ac?)\b)\s*", text.replace(".", "")):
        found = _weekday_span(item)
        if found is None:
            # “Mon Wed Fri”: several days with nothing but spaces between them
            pieces = [_weekday_span(piece) for piece in item.split()]
            found = None if None in pieces or not pieces else frozenset().union(*filter(None, pieces))
        if found is None:
            return Misread(
                "not-weekdays",
                "We expected days of the week.",
                "Write them as Mon, Wed or Mon-Fri; T and S alone could be two days.",
            )
        days |= found
    return Understood(frozenset(days))


def _weekday_span(text: str) -> frozenset[Weekday] | None:
    text = text.strip()
    if text in _SPANS:
        return _SPANS[text]
    one = WEEKDAYS.get(text) if text in WEEKDAYS else WEEKDAYS.get(text.removesuffix("s"))
    if one is not None:
        return frozenset({one})
    ends = re.fullmatch(r"([a-z]+)\s*(?:-|–|to|hyd)\s*([a-z]+)", text)
    first, last = (WEEKDAYS.get(end) for end in ends.groups()) if ends else (None, None)
    if first is None or last is None:
        return None
    return frozenset(Weekday((first + step) % 7) for step in range((last - first) % 7 + 1))


_CLOCK = re.compile(r"^(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>am|pm|noon)?$")
_MILITARY = re.compile(r"^(\d{2})(\d{2})$")


def read_time(raw: Raw) -> Understood[time] | Misread:
    """A time of day: ``09:30``, ``9.30am``, ``3pm``, ``0930``, a time cell or Excel's fraction of a day."""
    if isinstance(raw, datetime):
        return Understood(raw.time())
    if isinstance(raw, time):
        return Understood(raw)
    if isinstance(raw, float) and 0 <= raw < 1:
        minutes = round(raw * 24 * 60)
        return Understood(time(minutes // 60 % 24, minutes % 60))
    text = clean_text(raw).lower() if isinstance(raw, str) else ""
    found = (
        _CLOCK.match(_MILITARY.sub(r"\1:\2", text))
        if text not in ("noon", "midday")
        else _CLOCK.match("12pm")
    )
    if found is None or (found["minute"] is None and found["half"] is None):
        return _not_a_time()
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:  # noqa: PLR2004 - hours of half a day
            return _not_a_time()
        hour = hour % 12 + (0 if found["half"] == "am" else 12)
    return Understood(time(hour, minute)) if hour < 24 and minute < 60 else _not_a_time()  # noqa: PLR2004 - a day


def read_times(raw: Raw) -> Understood[tuple[time, time]] | Misread:
    """From one time of day to another: ``"10:00-15:00"``, ``"9am to 3pm"``, ``"10-3"``.

    An hour without am or pm is read only where one of the two lies between 7 in the morning and 7 in the
    evening, with a remark.
    """
    text = clean_text(raw) if isinstance(raw, str) else ""
    ends = re.split(r"\s*(?:-|–|—|\bto\b|\buntil\b)\s*", text)
    if len(ends) == 2:  # noqa: PLR2004 - from and to
        first, last = read_time(ends[0]), read_time(ends[1])
        if isinstance(first, Understood) and isinstance(last, Understood) and first.value < last.value:
            return Understood((first.value, last.value))
        by_day = [
            (start, end)
            for start in _possible_times(ends[0])
            for end in _possible_times(ends[1])
            if _EARLIEST <= start < end <= _LATEST
        ]
        if len(by_day) == 1:
            start, end = by_day[0]
            says = f"Read as {start:%H:%M} to {end:%H:%M}, which is the one way that lies in the daytime."
            return Understood((start, end), (Remark("times-by-day", says),))
    return Misread(
        "not-times", "We expected two times of day, the first one earlier.", "Write them as 09:30-15:00."
    )


_EARLIEST, _LATEST = time(7), time(19)
_HALF_A_DAY = 12


def _possible_times(text: str) -> list[time]:
    """What one end may mean: “10” and “10:30” are in the morning or in the evening."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.]([0-5]\d))?", text.strip())
    if found is None or not 1 <= int(found[1]) <= _HALF_A_DAY:
        read = read_time(text)
        return [read.value] if isinstance(read, Understood) else []
    hour, minute = int(found[1]) % _HALF_A_DAY, int(found[2] or 0)
    return [time(hour, minute), time(hour + _HALF_A_DAY, minute)]


def _not_a_time() -> Misread:
    return Misread("not-a-time", "We expected a time of day.", "Write it as 09:30 or 3pm.")
