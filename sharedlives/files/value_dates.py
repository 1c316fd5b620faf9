"""What a single cell says about days: one of them, or a span of them.

The day comes before the month, as in the United Kingdom; the American order is never guessed. Two digits
are a year only within a window that somebody declared.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from sharedlives.dates import Weekday
from sharedlives.files.values import (
    USUAL_SEPARATORS,
    Misread,
    Raw,
    Remark,
    Understood,
    clean_text,
    split_list,
)

EPOCH_1900 = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)
FIRST_YEAR, LAST_YEAR = 1900, 2100
_A_CENTURY = 100
_FIRST_SERIAL_DAY = date(1910, 1, 1)  # smaller numbers are counts or ages in the wrong column


@dataclass(frozen=True, slots=True)
class YearWindow:
    """The years that two digits may stand for, both included; at most a hundred of them."""

    first: int
    last: int

    def year(self, two_digits: int) -> int | None:
        """The one year of the window that ends in these digits, or None where it has none."""
        year = self.first - self.first % _A_CENTURY + two_digits
        year += 0 if year >= self.first else _A_CENTURY
        return year if year <= self.last else None

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"


BORN = YearWindow(1926, 2025)
OTHERWISE = YearWindow(2000, 2049)

_MONTHS = (
    ("january", "jan", "ionawr", "ion"),
    ("february", "feb", "chwefror", "chwe"),
    ("march", "mar", "mawrth", "maw"),
    ("april", "apr", "ebrill", "ebr"),
    ("may", "mai"),
    ("june", "jun", "mehefin", "meh"),
    ("july", "jul", "gorffennaf", "gorff"),
    ("august", "aug", "awst"),
    ("september", "sept", "sep", "medi"),
    ("october", "oct", "hydref", "hyd"),
    ("november", "nov", "tachwedd", "tach"),
    ("december", "dec", "rhagfyr", "rhag"),
)
MONTHS = MappingProxyType({word: number for number, words in enumerate(_MONTHS, 1) for word in words})

_WEEKDAYS = (
    ("monday", "mon", "mo", "m", "llun", "dydd llun"),
    ("tuesday", "tues", "tue", "tu", "mawrth", "dydd mawrth"),  # a date knows it as a month
    ("wednesday", "weds", "wed", "we", "w", "mercher", "dydd mercher"),
    ("thursday", "thurs", "thur", "thu", "th", "iau", "dydd iau"),
    ("friday", "fri", "fr", "f", "gwener", "dydd gwener"),
    ("saturday", "sat", "sa", "sadwrn", "dydd sadwrn"),
    ("sunday", "sun", "su", "sul", "dydd sul"),
)
WEEKDAYS = MappingProxyType(
    {word: Weekday(number) for number, words in enumerate(_WEEKDAYS) for word in words}
)
_TIME_OF_DAY = re.compile(r"[\st,]+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(?:am|pm|z)?$")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|af|ain|il|ydd|fed|eg)\b")
_LEADING_WEEKDAY = re.compile(r"^([a-z]+)[\s,]+(?=.*\d)")

_TYPED_SERIAL = re.compile(r"[1-9]\d{4}(?:\.\d+)?")  # as a CSV file keeps Excel's number of a day

_WRITE_A_DATE = "Write a date as dd/mm/yyyy, such as 28/02/2026."


def read_date(
    raw: Raw, years: YearWindow | None = None, epoch: date = EPOCH_1900
) -> Understood[date] | Misread:
    """A day, as a date cell, as people type it, or as the number Excel keeps it by.

    Parameters
    ----------
    raw
        The cell.
    years
        What two digits of a year may stand for; None where they are not to be read at all.
    epoch
        The day 0 of the workbook's numbers.
    """
    if isinstance(raw, datetime):
        return _sound(raw.date(), _time_remark(raw.time()))
    if isinstance(raw, date):
        return _sound(raw, ())
    if isinstance(raw, bool | time) or raw is None:
        return _not_a_date()
    if isinstance(raw, int | float):
        return _read_serial(raw, epoch)
    text = clean_text(raw).lower().replace("'", "").rstrip(".,;")
    if _TYPED_SERIAL.fullmatch(text):
        return _read_serial(float(text), epoch)
    remarks: tuple[Remark, ...] = ()
    timed = _TIME_OF_DAY.search(text)
    if timed is not None:
        text = text[: timed.start()]
        remarks = () if not re.search("[1-9]", timed[1]) else _time_remark(None)
    return _read_typed(text, years, remarks)


_A_DATE_WITHIN = re.compile(r"\d{1,2}[ ./-](?:\d{1,2}|[a-z]{3,9})[ ./-]\d{2}")


def _not_a_date(*, is_within: bool = False) -> Misread:
    if is_within:
        alone = "Leave the date alone in its cell, or describe the cell with `like` in the mapping."
        return Misread("date-not-alone", "We expected a date and nothing else.", alone)
    return Misread("not-a-date", "We expected a date.", _WRITE_A_DATE)


def _time_remark(moment: time | None) -> tuple[Remark, ...]:
    if moment == time(0):
        return ()
    return (Remark("date-with-time", "A time of day stands beside the date; only the day is read."),)


def _sound(day: date, remarks: tuple[Remark, ...]) -> Understood[date] | Misread:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return Misread(
            "year-out-of-reach", f"We expected a year from {FIRST_YEAR} to {LAST_YEAR}.", _WRITE_A_DATE
        )
    return Understood(day, remarks)


def _read_serial(number: float, epoch: date) -> Understood[date] | Misread:
    if FIRST_YEAR <= number <= LAST_YEAR:
        return Misread("date-without-day", "We expected a date, and this is only a year.", _WRITE_A_DATE)
    compact = _read_compact(str(int(number))) if float(number).is_integer() else None
    if compact is not None:
        return compact
    if not (_FIRST_SERIAL_DAY - epoch).days <= number < (date(LAST_YEAR, 12, 31) - epoch).days:
        return _not_a_date()
    whole = int(number)
    read = Remark("date-as-number", "The date is kept as a plain number; it is read as Excel would show it.")
    return _sound(epoch + timedelta(days=whole), (read,) + (() if number == whole else _time_remark(None)))


def _read_compact(digits: str) -> Understood[date] | Misread | None:
    """Eight digits: ``20260228`` or ``28022026``. With a year from 1900 to 2100 they cannot be both."""
    if len(digits) != 8:  # noqa: PLR2004 - yyyymmdd
        return None
    orders = ((digits[:4], digits[4:6], digits[6:]), (digits[4:], digits[2:4], digits[:2]))
    for year, month, day in orders:
        if FIRST_YEAR <= int(year) <= LAST_YEAR and 1 <= int(month) <= 12:  # noqa: PLR2004 - months
            return _real_day(int(year), int(month), int(day), ())
    return None


def _read_typed(
    text: str, years: YearWindow | None, remarks: tuple[Remark, ...]
) -> Understood[date] | Misread:
    weekday = _LEADING_WEEKDAY.match(text)
    if weekday is not None and weekday[1] in WEEKDAYS and weekday[1] not in MONTHS:
        text = text[weekday.end() :]
    parts = _date_parts(text)
    if parts is None:
        return _not_a_date(is_within=_A_DATE_WITHIN.search(text) is not None)
    if len(parts) == 1:
        compact = _read_compact(parts[0])
        return compact or (_half_a_date(parts) if re.fullmatch(r"\d{4}", parts[0]) else _not_a_date())
    if len(parts) == 2:  # noqa: PLR2004 - two of day, month and year
        return _half_a_date(parts)
    year, month, day = _in_order(parts)
    if not (day.isdigit() and year.isdigit()):
        return _not_a_date()
    whole_year = _whole_year(year, years)
    if isinstance(whole_year, Misread):
        return whole_year
    if len(year) == 2:  # noqa: PLR2004 - two digits
        remarks = (*remarks, Remark("two-digit-year", f"Two digits of a year are read within {years}."))
    return _real_day(whole_year, MONTHS.get(month) or int(month), int(day), remarks)


def _date_parts(text: str) -> tuple[str, ...] | None:
    """The day, month and year of a text in the order in which they stand; None where there is more."""
    if text[-1:] in "-–—/":
        return None
    text = _ORDINAL.sub(r"\1", text).replace(" of ", " ")
    text = re.sub(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)", " ", text)
    parts = tuple(part for part in re.split(r"[\s./,\-–—\\]+", text) if part)
    fits = all(part.isdecimal() or part in MONTHS for part in parts)
    return parts if parts and len(parts) <= 3 and fits else None  # noqa: PLR2004 - day, month, year


def _in_order(parts: tuple[str, ...]) -> tuple[str, str, str]:
    """Year, month and day of three parts; the day comes first unless the year does or the month is a word."""
    first, second, third = parts
    if len(first) == 4:  # noqa: PLR2004 - ISO
        return first, second, third
    if first in MONTHS:
        return third, first, second
    return third, second, first


def _half_a_date(parts: tuple[str, ...]) -> Misread:
    last = parts[-1]
    if len(parts) == 1 or len(last) == 4 or (parts[0] in MONTHS and not last.isdigit()):  # noqa: PLR2004 - a year
        what = "only a year" if len(parts) == 1 else "only a month"
        return Misread("date-without-day", f"We expected a date, and this is {what}.", _WRITE_A_DATE)
    return Misread(
        "date-unfinished", "We expected a day, a month and a year, and one of them is missing.", _WRITE_A_DATE
    )


def _whole_year(digits: str, years: YearWindow | None) -> int | Misread:
    if len(digits) == 4:  # noqa: PLR2004 - a whole year
        return int(digits)
    if len(digits) != 2:  # noqa: PLR2004 - two digits
        return Misread("not-a-year", "We expected a year of four digits.", _WRITE_A_DATE)
    if years is None:
        return Misread(
            "two-digit-year-undeclared",
            "The year has two digits, and the mapping declares no window of years for this column.",
            "Write all four digits, or declare `years`, such as “2000-2049”.",
        )
    year = years.year(int(digits))
    if year is None:
        return Misread(
            "two-digit-year-outside",
            f"The year has two digits, and no year from {years} ends in them.",
            "Write all four digits of the year.",
        )
    return year


def _real_day(year: int, month: int, day: int, remarks: tuple[Remark, ...]) -> Understood[date] | Misread:
    if month > 12 >= day:  # noqa: PLR2004 - months
        return Misread(
            "date-month-impossible",
            f"There is no month {month}; the day comes before the month here.",
            f"If day {month} of month {day} is meant, write {month:02}/{day:02}/{year}."
            if day and month <= 31  # noqa: PLR2004 - days
            else _WRITE_A_DATE,
        )
    if not 1 <= month <= 12:  # noqa: PLR2004 - months
        return Misread("date-month-impossible", f"There is no month {month}.", _WRITE_A_DATE)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Misread(
            "year-out-of-reach", f"We expected a year from {FIRST_YEAR} to {LAST_YEAR}.", _WRITE_A_DATE
        )
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        return Misread(
            "date-impossible",
            f"There is no {day} {calendar.month_name[month]} {year}.",
            f"Write a day that exists; that month ends on {last:02}/{month:02}/{year}.",
        )
    return Understood(date(year, month, day), remarks)


def read_month(raw: Raw, years: YearWindow | None = None) -> Understood[date] | None:
    """The first day of a month written without one, “Jan 2026” or “from 01/2026”; None for anything else."""
    text = clean_text(raw).lower() if isinstance(raw, str) else ""
    parts = _date_parts(_FROM.sub("", text))
    if parts is None or len(parts) != 2:  # noqa: PLR2004 - a month and a year
        return None
    month, digits = parts
    year = _whole_year(digits, years) if digits.isdigit() else None
    if year is None or isinstance(year, Misread) or not (month in MONTHS or len(digits) == 4):  # noqa: PLR2004
        return None
    remark = Remark("month-alone", "A month without a day is read as from its first day.")
    read = _real_day(year, MONTHS.get(month) or int(month), 1, (remark,))
    return read if isinstance(read, Understood) else None


def is_from(raw: Raw) -> bool:
    """Whether a cell says “from” some day."""
    return isinstance(raw, str) and _FROM.match(clean_text(raw).lower()) is not None


# -- spans

Span = tuple[date | None, date | None]
"""The first and the last day, None where it is open."""

_BETWEEN = re.compile(
    r"(?<=\d{4}-\d{2}-\d{2})/"
    r"|\s+(?:-+|to|until|till|til|thru|through|hyd at|hyd|and|i)\s+"
    r"|\s*(?:–|—|->|→|>)\s*"
)
_FROM = re.compile(r"^(?:from|since|starting|as of|o|ers)\b:?\s*")
_UNTIL = re.compile(r"^(?:until|till|til|up to|to|hyd at|hyd)\b:?\s*")
_OPEN_END = re.compile(
    r"\s*(?:-+|–|—|to|until)\s*(?:further notice|present|now|date|ongoing|open|open ended|\?)?$|\s+onwards?$"
)


def read_span(
    raw: Raw, years: YearWindow | None = None, epoch: date = EPOCH_1900
) -> Understood[Span] | Misread:
    """Days from one to another: ``"04/12/2026 - 13/12/2026"``, ``"4-13 Dec 2026"``, ``"from 4/12/26"``.

    What the first day leaves out, its month or its year, is taken from the last. A single day is both.
    """
    if not isinstance(raw, str):
        single = read_date(raw, years, epoch)
        return (
            single
            if isinstance(single, Misread)
            else Understood((single.value, single.value), single.remarks)
        )
    text = clean_text(raw).lower().removeprefix("between ").strip()
    starts, ends = _FROM.match(text), _UNTIL.match(text)
    if ends is not None:
        return _one_end(text[ends.end() :], years, epoch, opens=False)
    text = text if starts is None else text[starts.end() :]
    single = read_date(text, years, epoch)
    if isinstance(single, Understood):
        return Understood((single.value, None if starts else single.value), single.remarks)
    open_end = _OPEN_END.search(text)
    if open_end is not None:
        opened = _one_end(text[: open_end.start()], years, epoch, opens=True)
        if isinstance(opened, Understood):
            return opened
    return _read_both(text, years, epoch) or _first_trouble(text, single, years, epoch)


def _one_end(text: str, years: YearWindow | None, epoch: date, *, opens: bool) -> Understood[Span] | Misread:
    day = read_date(text, years, epoch)
    if isinstance(day, Misread):
        return day
    return Understood((day.value, None) if opens else (None, day.value), day.remarks)


def _splits(text: str) -> list[tuple[str, str]]:
    spaced = [(text[: cut.start()], text[cut.end() :]) for cut in _BETWEEN.finditer(text)]
    dashes = [at for at, sign in enumerate(text) if sign == "-"]
    return [*spaced, *((text[:at], text[at + 1 :]) for at in dashes)]


def _read_both(text: str, years: YearWindow | None, epoch: date) -> Understood[Span] | Misread | None:
    for left, right in _splits(text):
        last = read_date(right, years, epoch)
        if isinstance(last, Misread):
            continue
        first = read_date(_completed(left, right), years, epoch)
        if isinstance(first, Misread):
            continue
        if last.value < first.value and _lacks_its_year(left):
            first = _year_before(first)  # “28 Dec - 3 Jan 2027”
        if last.value < first.value:
            return Misread(
                "span-backwards",
                "The last day comes before the first.",
                "Swap the two dates, or write both years.",
            )
        return Understood((first.value, last.value), tuple(dict.fromkeys((*first.remarks, *last.remarks))))
    return None


def _lacks_its_year(text: str) -> bool:
    parts = _date_parts(text.strip())
    return parts is not None and len(parts) == 2  # noqa: PLR2004 - a day and a month


def _year_before(day: Understood[date]) -> Understood[date]:
    """The same day a year before, as far as there is one."""
    if (day.value.month, day.value.day) == (2, 29):
        return day
    before = day.value.replace(year=day.value.year - 1)
    remark = Remark("year-before", f"The first day is read as in {before.year}, a year before the last.")
    return Understood(before, (*day.remarks, remark))


def _completed(left: str, right: str) -> str:
    """The first day with the month and year that only the last one has."""
    mine, theirs = _date_parts(left.strip()), _date_parts(right.strip())
    if mine is None or theirs is None or len(mine) >= len(theirs) or len(theirs[0]) == 4:  # noqa: PLR2004 - ISO
        return left
    return " ".join((*mine, *theirs[len(mine) :]))


def _first_trouble(text: str, single: Misread, years: YearWindow | None, epoch: date) -> Misread:
    """The reason nearest to what was meant: an impossible date on either side rather than “no dates”."""
    for left, right in _splits(text):
        for side in (left, right):
            read = read_date(side, years, epoch)
            if isinstance(read, Misread) and read.code != "not-a-date":
                return read
    if single.code != "not-a-date":
        return single
    return Misread(
        "not-dates",
        "We expected two dates.",
        "Write them as 04/12/2026 - 13/12/2026; an open end as “from ...”.",
    )


def read_spans(
    raw: Raw, years: YearWindow | None = None, epoch: date = EPOCH_1900
) -> Understood[tuple[Span, ...]] | Misread:
    """Several spans of days, separated by semicolons, commas or line breaks."""
    spans: list[Span] = []
    remarks: list[Remark] = []
    texts = split_list(raw, USUAL_SEPARATORS) if isinstance(raw, str) else (raw,)
    for text in texts:
        span = read_span(text, years, epoch)
        if isinstance(span, Misread):
            return span
        spans.append(span.value)
        remarks.extend(span.remarks)
    return Understood(tuple(spans), tuple(dict.fromkeys(remarks)))
