"""How the cells of our own workbook are written and read: each way the other's inverse.

People may type much that is never written here: the readers of `values` are tolerant. What is written is read
back as the same value, always. Where a value would otherwise be read as something else, such as the name
“N/K”, it stands between straight quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time
from enum import Enum
from functools import cache
from typing import Any, Final

from sharedlives.dates import Period, Weekday
from sharedlives.domain.policy import FitPart, Weighted
from sharedlives.files.columns import Column, Form, SheetTable, fact_words
from sharedlives.files.tables import EPOCH_1900
from sharedlives.files.value_dates import read_date, read_spans
from sharedlives.files.value_times import read_time, read_weekdays
from sharedlives.files.value_words import find_word
from sharedlives.files.values import (
    STANDING_WORDS,
    Misread,
    Raw,
    Remark,
    Silence,
    Understood,
    as_given,
    clean_text,
    did_you_mean,
    is_blank,
    key_of,
    read_postcode,
    read_telephone,
    read_whole_number,
    read_yes_no,
)
from sharedlives.places import is_known_postcode

Plain = str | int | date | time | None
Read = Understood[Any] | Misread

_SILENT: Final = {key_of(word): silence for silence, words in STANDING_WORDS.items() for word in words}
_QUOTE: Final = '"'
_SEPARATORS: Final = ";,|•\n"
_FEW_SEPARATORS: Final = ";\n"
_NONE: Final = "none"
_ESCAPED: Final = re.compile("_x005F_(?=x[0-9A-Fa-f]{4}_)")
_WEIGHT: Final = re.compile(r"(?P<part>.*?[^\s:=])\s*[:=]?\s*(?P<weight>\d+)")
_CAPITALS: Final = frozenset({"mot"})


def said(choice: Enum) -> str:
    """A word of a closed list as people see it: ``Live-in``."""
    if isinstance(choice, Weekday):
        return choice.title
    word = str(choice.value)
    return word.upper() if word in _CAPITALS else word[:1].upper() + word[1:]


# -- writing -------------------------------------------------------------------------------------------------


def written(value: Any, column: Column) -> Plain:  # noqa: C901 - a table of what a cell may hold
    """What a cell of a column holds for a value; None leaves it blank."""
    if value is None:
        return None
    match column.form:
        case Form.YES_NO:
            return "Yes" if value else "No"
        case Form.ANY:
            return "Yes" if value else "No"
        case Form.NUMBER | Form.DATE | Form.TIME:
            return value  # type: ignore[no-any-return] # an int, a date or a time, as the form says
        case Form.CHOICE:
            return said(value)
        case Form.CHOICES:
            return _listed([said(choice) for choice in type_order(column.choices) if choice in value], column)
        case Form.WORDS | Form.IDS:
            return _listed([_item(word, column.form) for word in sorted(value)], column)
        case Form.FACTS:
            return _listed([_fact_item(fact) for fact in sorted(value)], column)
        case Form.TEXTS:
            return _listed([_item(word, column.form) for word in value], column)
        case Form.PERIODS:
            return "; ".join(map(_period, value)) or None
        case Form.WEIGHTS:
            return "; ".join(f"{said(entry.part)}: {entry.weight}" for entry in value) or None
    return guarded(value, plain_reader(column.form))


def type_order(choices: Any) -> tuple[Enum, ...]:
    """The words of a closed list in their order."""
    return tuple(choices)


def guarded(text: str, plain: Callable[[str], Any]) -> str:
    """A text as it is, or between quotation marks where a reader would take it for something else."""
    return text if unguarded(text, plain) == text else f"{_QUOTE}{text}{_QUOTE}"


def _listed(items: Sequence[str], column: Column) -> str | None:
    if items:
        return "; ".join(items)
    return _NONE if column.is_optional else None


def _item(word: str, form: Form, meaning: str | None = None) -> str:
    """An item of a list, between quotation marks where it would be read as anything but its meaning."""
    is_safe = (
        not word.startswith(_QUOTE)
        and split_items(word, _separators(form)) == [(word, False)]
        and _brackets_match(word)
        and _plain_item(word, form) == (word if meaning is None else meaning)
        and _silence(word) is None
    )
    return word if is_safe else _QUOTE + word.replace(_QUOTE, _QUOTE * 2) + _QUOTE


def _fact_item(fact: str) -> str:
    words = fact_words().get(fact)
    item = _item(fact if words is None else words, Form.FACTS, fact)
    return _item(fact, Form.FACTS) if item.startswith(_QUOTE) else item


def _separators(form: Form) -> str:
    return _FEW_SEPARATORS if form is Form.FACTS else _SEPARATORS  # headings may hold commas


def _brackets_match(word: str) -> bool:
    depth = 0
    for sign in word:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0


def _period(period: Period) -> str:
    first = f"{period.first:%d/%m/%Y}"
    return f"from {first}" if period.last is None else f"{first} to {period.last:%d/%m/%Y}"


# -- reading -------------------------------------------------------------------------------------------------


def read_cell(raw: Raw, column: Column, epoch: date = EPOCH_1900) -> Read:  # noqa: C901, PLR0912 - as `written`
    """The value of a cell; None within `Understood` where nothing is stated.

    Parameters
    ----------
    raw
        What the cell holds.
    column
        The column it stands in.
    epoch
        The day 0 of the workbook's numbers.
    """
    if isinstance(raw, str):
        raw = _ESCAPED.sub("_", raw)
    if is_blank(raw):
        return Understood(None)
    match column.form:
        case Form.YES_NO | Form.ANY:
            return _read_yes_no(raw, column.form)
        case Form.CHOICE:
            return _read_choice(raw, column)
        case Form.CHOICES:
            return _read_choices(raw, column)
        case Form.WORDS | Form.IDS | Form.TEXTS | Form.FACTS:
            return _read_items(raw, column.form)
        case Form.TELEPHONE if not isinstance(raw, str):
            return read_telephone(raw)
        case Form.FACT:  # what it means depends on the sheet its row names: see `fact_reader`
            return Understood(as_given(raw))
        case Form.TEXT | Form.WORD | Form.ID | Form.POSTCODE | Form.TELEPHONE:
            found = unguarded(as_given(raw), plain_reader(column.form))
            if isinstance(found, Misread):
                return found
            return Understood(found, _unknown_postcode(found) if column.form is Form.POSTCODE else ())
    if isinstance(raw, str) and _silence(raw) is not None and column.form is not Form.NUMBER:
        return Understood(None)
    match column.form:
        case Form.NUMBER:
            return _read_number(raw, column)
        case Form.DATE:
            return _with_our_remedy(read_date(raw, None, epoch))
        case Form.TIME:
            return read_time(raw)
        case Form.PERIODS:
            return _read_periods(raw, epoch)
    return _read_weights(raw)


def _unknown_postcode(postcode: str | None) -> tuple[Remark, ...]:
    if postcode is None or is_known_postcode(postcode):
        return ()
    says = "The national list does not hold this postcode, so no distance can be worked out from it."
    return (Remark("postcode-unknown", says),)


def plain_reader(form: Form) -> Callable[[str], Any]:
    """What a text without quotation marks is read as: a text, None for nothing, or why it cannot be read."""
    if form is Form.WORD:
        return lambda text: None if _silence(text) in _NOTHING else clean_text(text).lower()
    if form is Form.POSTCODE:
        return _plain_postcode
    return lambda text: None if _silence(text) in _NOTHING else text.strip()


_NOTHING: Final = (Silence.NOT_KNOWN, Silence.BLANK)


def fact_reader(sheet: SheetTable) -> Callable[[str], Any]:
    """What a text says about which field of a sheet's records is meant: its heading, or its own name."""
    by_heading = {
        key_of(heading): column.field
        for column in reversed(sheet.columns)
        for heading in (column.heading, *column.aliases)
    }
    return lambda text: None if _silence(text) in _NOTHING else by_heading.get(key_of(text), text.strip())


def fact_written(fact: str | None, sheet: SheetTable) -> str | None:
    """The heading of the column that a field of a sheet's records stands in, or the name of the field."""
    if fact is None:
        return None
    plain = fact_reader(sheet)
    heading = next((column.heading for column in sheet.columns if column.field == fact), fact)
    return heading if unguarded(heading, plain) == fact else guarded(fact, plain)


def _plain_postcode(text: str) -> Any:
    if _silence(text) is not None:
        return None
    read = read_postcode(text)
    return read if isinstance(read, Misread) else read.value


def _silence(text: str) -> Silence | None:
    """What a word that is no value says; between quotation marks it is a value."""
    if text.lstrip().startswith(_QUOTE):
        return None
    return Silence.BLANK if is_blank(text) else _SILENT.get(key_of(text))


def unguarded(text: str, plain: Callable[[str], Any]) -> Any:
    """What a text is read as; quotation marks that guard something go, others are its own."""
    outer = text.strip()
    if len(outer) > 1 and outer[0] == outer[-1] == _QUOTE and unguarded(outer[1:-1], plain) != outer[1:-1]:
        return outer[1:-1]
    return plain(text)


def _read_yes_no(raw: Raw, form: Form) -> Read:
    answer = read_yes_no(raw)
    if isinstance(answer, Understood):
        return answer
    silence = _silence(as_given(raw))
    if silence is Silence.NONE and form is Form.ANY:
        return Understood(value=False)
    if silence is not None:
        return Understood(None)
    return Misread("not-yes-or-no", answer.expected, "Write Yes or No, or leave it blank if it is not known.")


def _read_choice(raw: Raw, column: Column) -> Read:
    if column.choices is None:  # pragma: no cover - a choice always has its list
        raise AssertionError(column.heading)
    text = clean_text(raw)
    found = _word_of(text, column.choices)
    if found is None and _silence(text) is not None:
        return Understood(None)
    return _unknown_word(text, column.choices) if found is None else Understood(found)


def _word_of(text: str, choices: type[Enum]) -> Any | None:
    """The choice a word stands for; its own word before what registers call the others."""
    own = next((choice for choice in choices if key_of(said(choice)) == key_of(text)), None)
    return find_word(text, choices) if own is None else own


def _unknown_word(text: str, choices: Iterable[Enum]) -> Misread:
    return Misread(
        "unknown-word",
        "We expected words of the list, and this is not one of them.",
        did_you_mean(text, map(said, choices)),
    )


def _read_choices(raw: Raw, column: Column) -> Read:
    if column.choices is None:  # pragma: no cover - as above
        raise AssertionError(column.heading)
    text = clean_text(raw)
    silence = _silence(text)
    if silence is not None:
        return Understood(frozenset() if silence is Silence.NONE else None)
    if column.choices is Weekday:
        return read_weekdays(raw)
    found = set()
    for item, _ in split_items(text):
        choice = _word_of(item, column.choices)
        if choice is None:
            return _unknown_word(item, column.choices)
        found.add(choice)
    return Understood(frozenset(found))


def _read_items(raw: Raw, form: Form) -> Read:
    text = as_given(raw)
    silence = _silence(text)
    if silence is not None:
        return Understood(frozenset() if silence is Silence.NONE and form is not Form.TEXTS else None)
    items = [
        item if quoted else _plain_item(item, form) for item, quoted in split_items(text, _separators(form))
    ]
    return Understood(tuple(items) if form is Form.TEXTS else frozenset(items))


def _plain_item(item: str, form: Form) -> str:
    if form is Form.WORDS:
        return clean_text(item).lower()
    if form is Form.FACTS:
        return _facts_by_words().get(key_of(item), clean_text(item))
    return item.strip() if form is Form.IDS else clean_text(item)


@cache
def _facts_by_words() -> Mapping[str, str]:
    return {key_of(words): fact for fact, words in reversed(tuple(fact_words().items()))}


def split_items(text: str, separators: str = _SEPARATORS) -> list[tuple[str, bool]]:
    """The items of a list, each with whether it stood between quotation marks.

    A separator within brackets or quotation marks separates nothing. Two quotation marks within such a pair
    stand for one.
    """
    quoted = re.compile(rf'\s*"((?:[^"]|"")*)"[^\S\n]*(?:[{separators}]|$)')
    items: list[tuple[str, bool]] = []
    at = 0
    while at < len(text):
        found = quoted.match(text, at)
        if found is not None:
            items.append((found[1].replace(_QUOTE * 2, _QUOTE), True))
            at = found.end()
            continue
        end = _end_of_item(text, at, separators)
        item = text[at:end].strip()
        if item:
            items.append((item, False))
        at = end + 1
    return items


def _end_of_item(text: str, start: int, separators: str) -> int:
    depth = 0
    for at in range(start, len(text)):
        depth = max(0, depth + {"(": 1, "[": 1, ")": -1, "]": -1}.get(text[at], 0))
        if depth == 0 and text[at] in separators:
            return at
    return len(text)


def _read_number(raw: Raw, column: Column) -> Read:
    text = clean_text(raw)
    digits = text if isinstance(raw, str) and text.isascii() and text.isdecimal() else None
    read = read_whole_number(raw) if digits is None else Understood(int(digits))
    if isinstance(read, Misread):
        return Understood(None) if _silence(text) is not None else read
    within = column.within
    if within is None or (within.least <= read.value and (within.most is None or read.value <= within.most)):
        return read
    said_range = f"{within.least} or more" if within.most is None else f"from {within.least} to {within.most}"
    return Misread("number-out-of-range", f"We expected a whole number, {said_range}.", "Correct the number.")


def _with_our_remedy(read: Understood[Any] | Misread) -> Read:
    if isinstance(read, Misread) and read.code == "two-digit-year-undeclared":
        return Misread(
            "two-digit-year",
            "The year has two digits, and it is not guessed which century is meant.",
            "Write all four digits of the year, such as 28/02/2026.",
        )
    return read


def _read_periods(raw: Raw, epoch: date) -> Read:
    read = _with_our_remedy(read_spans(raw, None, epoch))
    if isinstance(read, Misread):
        return read
    if any(first is None for first, _ in read.value):
        return Misread(
            "period-without-start", "The first day is missing.", "Write both days: 01/02/2026 to 14/02/2026."
        )
    return Understood(tuple(Period(first, last) for first, last in read.value), read.remarks)


def _read_weights(raw: Raw) -> Read:
    entries = []
    for item, _ in split_items(clean_text(raw), _FEW_SEPARATORS):
        found = _WEIGHT.fullmatch(item)
        part = None if found is None else _FIT_PARTS.get(key_of(found["part"]))
        if found is None or part is None:
            return Misread(
                "not-a-weight",
                "We expected what counts, each with a whole number.",
                f"Write it as “{said(FitPart.PETS)}: 5”. {did_you_mean(item, map(said, FitPart))}",
            )
        entries.append(Weighted(part=part, weight=int(found["weight"])))
    return Understood(tuple(entries))


_FIT_PARTS: Final = {key_of(part.value): part for part in FitPart}
