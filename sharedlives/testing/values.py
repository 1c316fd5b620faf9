"""What fields hold: texts that trip careless readers, words, ids, days and stays."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from sharedlives.dates import Period, Sessions, Stay, Weekday

ON: Final = date(2026, 11, 16)
"""A Monday; what is drawn happens around it."""

AWKWARD_TEXTS: Final = (
    "=1+1",
    '=HYPERLINK("x")',
    "+44 1422 000000",
    "-5",
    "@home",
    "'quoted",
    '"quoted"',
    "none",
    "None",
    "n/k",
    "not known",
    "no",
    "TRUE",
    "false",
    "nan",
    "null",
    "#N/A",
    "007",
    "01422 000000",
    "1E5",
    "1/2/2024",
    "2026-11-16",
    "12.03.24",
    "½",
    "a; b",
    "a, b",
    "a | b",
    "a: b",
    "line one\nline two",
    "tab\there",
    "Zoë O’Neill-Ŵyn",
    "e\u0301",
    "中文",
    "\u05e9\u05dc\u05d5\u05dd",
    "🙂",
    "<b>&amp;</b>",
    "_x0041_",
    "\\n",
    "{}",
    "[1]",
    "x" * 3000,
)
"""Texts that spreadsheets, parsers and templates like to read as something else."""

_POSTCODES: Final = ("HX3 5YD", "HX1 1UJ", "LL57 4BL", "EH1 1YZ", "BT1 5GS", "SW1A 1AA", "ZZ99 9ZZ")
_CHARACTERS: Final = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"))
_WORDS: Final = (
    "makaton",
    "epilepsy",
    "dementia",
    "gardening",
    "welsh",
    "british sign language",
    "mental health",
    "dog",
)


def awkward_texts() -> SearchStrategy[str]:
    """Texts that are often read as something else, none blank and none with spaces around it."""
    return st.sampled_from(AWKWARD_TEXTS)


def texts() -> SearchStrategy[str]:
    """Texts as people type and paste them: never blank, no spaces around them, all of them fit for XML."""
    return awkward_texts() | st.text(_CHARACTERS, min_size=1, max_size=12).map(_tidy)


def words() -> SearchStrategy[str]:
    """Lower-case words or phrases of one line, as the scheme's own lists hold them."""
    awkward = (text.lower() for text in AWKWARD_TEXTS if "\n" not in text and "\t" not in text)
    return st.sampled_from((*_WORDS, *awkward))


def identities() -> SearchStrategy[str]:
    """Ids as registers keep them: short, no spaces around them, some of them only digits."""
    return st.sampled_from(("H1", "P/2024/007", "007", "12", "a b", "Ŵ-1", "=1", "none", "1/2/2024"))


def postcodes() -> SearchStrategy[str]:
    """Postcodes as the Royal Mail writes them, one of them nobody's."""
    return st.sampled_from(_POSTCODES)


def days() -> SearchStrategy[date]:
    """Days, most of them near `ON`, and now and then one long past."""
    near = st.integers(-60, 60).map(lambda number: ON + timedelta(days=number))
    return near | st.dates(date(1930, 1, 1), date(2035, 12, 31)) | st.just(date(2024, 2, 29))


def times() -> SearchStrategy[time]:
    """Clock times on a quarter of an hour."""
    return st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))


def periods() -> SearchStrategy[Period]:
    """Periods of a day to some weeks, some of them open-ended."""
    return st.builds(_period, days(), st.none() | st.integers(0, 40))


def stays() -> SearchStrategy[Stay]:
    """Stays of a night to some weeks, some of them open-ended."""
    return st.builds(_stay, days(), st.none() | st.integers(1, 40))


def sessions() -> SearchStrategy[Sessions]:
    """Sessions on some weekdays, with or without times."""
    weekdays = st.frozensets(st.sampled_from(Weekday), min_size=1, max_size=3)
    return st.builds(_sessions, periods(), weekdays, st.none() | times(), st.none() | times())


def _tidy(text: str) -> str:
    return text.strip() or "x"


def _period(first: date, more: int | None) -> Period:
    return Period(first, None if more is None else first + timedelta(days=more))


def _stay(arrives: date, nights: int | None) -> Stay:
    return Stay(arrives, None if nights is None else arrives + timedelta(days=nights))


def _sessions(
    period: Period, weekdays: frozenset[Weekday], starts: time | None, ends: time | None
) -> Sessions:
    if starts is not None and ends is not None:
        starts, ends = (starts, None) if starts == ends else (min(starts, ends), max(starts, ends))
    return Sessions(period, weekdays, starts, ends)
