"""Reading the cells of a row, as a mapping says, into the values of records."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from sharedlives.domain.carer import ANY_NEED
from sharedlives.domain.wish import ABOUT, ValueKind
from sharedlives.domain.words import (
    Kind,
    Medicines,
    MovingAndHandling,
    NightSupport,
    Sex,
)
from sharedlives.files import mapping_wishes, value_animals, value_dates, value_people, value_times, values
from sharedlives.files.mapping_columns import How
from sharedlives.files.mapping_fields import Reads
from sharedlives.files.mapping_language import RegisterMapping
from sharedlives.files.mapping_targets import Path
from sharedlives.files.value_wishes import animal_of
from sharedlives.files.value_words import find_word, read_check, read_word
from sharedlives.files.values import (
    USUAL_SEPARATORS,
    Misread,
    Raw,
    Remark,
    Silence,
    Understood,
    clean_text,
    key_of,
    split_list,
    standing_meaning,
)

_UNITS: Final = MappingProxyType(
    {
        "nights": MappingProxyType(
            {"night": 1, "nt": 1, "nite": 1, "week": 7, "wk": 7, "fortnight": 14, "nos": 1}
        ),
        "limit": MappingProxyType({"person": 1, "people": 1, "place": 1, "at once": 1, "max": 1}),
        "bedrooms": MappingProxyType({"bedroom": 1, "room": 1, "bed": 1}),
        "repeat_every_days": MappingProxyType({"day": 1, "week": 7, "fortnight": 14}),
    }
)
_NO_HELP: Final[Mapping[Any, Any]] = MappingProxyType(
    {Medicines: Medicines.SELF, MovingAndHandling: MovingAndHandling.NONE, NightSupport: NightSupport.NONE}
)
_NOTHING: Final[Mapping[Reads, Any]] = MappingProxyType(
    {
        Reads.YES_NO: False,
        Reads.COUNT: 0,
        Reads.WORDS: (),
        Reads.AGES: (),
        Reads.NAMES: (),
        Reads.ANIMALS: (),
        Reads.NUMBER: 0,
        Reads.WEEKDAYS: None,
    }
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one cell, or one piece of it, was read as; `values` is empty where it says nothing."""

    values: tuple[Any, ...] = ()
    remarks: tuple[Remark, ...] = ()
    missed: tuple[tuple[str, Misread], ...] = ()
    silent: bool = False


NOTHING_SAID: Final = Outcome()
_FREE: Final = frozenset((Reads.TEXT, Reads.ID, Reads.REFERENCES, Reads.NAME, Reads.NAMES))
"""What may hold a question mark that means nothing."""
_ITEMISED: Final = frozenset((Reads.SPANS, Reads.WEEKDAYS, Reads.AGES, Reads.SEXES))
"""What is a list that is read as a whole, whose items may be spelled in words of the mapping."""
_DOUBTFUL: Final = re.compile(r"^\?\s*\w|\w[^,;|/&+\n]*\?\s*(?:$|[,;|/&+\n])")
_DOUBT: Final = Remark("doubtful", "With its question mark this is read as not known.")
_MOST_IN_ONE_HOME: Final = 50
"""More bedrooms or children than this are a number from another column."""


@dataclass(frozen=True, slots=True)
class _Setting:
    path: Path
    how: How
    years: value_dates.YearWindow | None
    epoch: date


class CellReader:
    """Reads raw cells into values for a path.

    Parameters
    ----------
    mapping
        Whose windows of years and silences count.
    epoch
        The day 0 of the workbook's numbers.
    """

    def __init__(self, mapping: RegisterMapping, epoch: date) -> None:
        self._mapping = mapping
        self._epoch = epoch

    def blank(self, path: Path, how: How) -> Outcome:
        """What a blank cell says: the mapping's default, “no”, or nothing."""
        if how.default is not None:
            read = self.read(path, how.default, How())
            return Outcome(read.values, read.remarks, read.missed, silent=True)
        if path.target.asks_silence and self._mapping.blank_means_no(path.target):
            none = nothing_of(path)
            return NOTHING_SAID if none is None else Outcome((none,), silent=True)
        return NOTHING_SAID

    def read(self, path: Path, raw: Raw, how: How) -> Outcome:
        """What a cell that is not blank says."""
        text = clean_text(raw)
        if path.target.reads not in _FREE and _DOUBTFUL.search(text):
            return Outcome(remarks=(_DOUBT,))
        meaning = how.words.get(key_of(text))
        if meaning is not None:
            said = standing_meaning(meaning)
            if said is not None:
                return self._standing(path, said, how)
            raw = text = meaning
        elif not self._is_own_word(path, text):
            said = standing_meaning(text)
            if said is not None:
                return self._standing(path, said, how)
        if how.when_yes is not None or how.when_no is not None:
            return self._ticked(path, raw, how)
        if path.target.reads in _ITEMISED:
            raw = _respelled(raw, how, path.target.reads)
        years = how.years or self._mapping.years_for(path.target)
        return _READ[path.target.reads](raw, _Setting(path, how, years, self._epoch))

    @staticmethod
    def _is_own_word(path: Path, text: str) -> bool:
        choices = path.target.choices
        return choices is not None and find_word(text, choices) is not None

    def _standing(self, path: Path, said: Silence, how: How) -> Outcome:
        if said is Silence.BLANK:
            return self.blank(path, how)
        if said is Silence.NOT_KNOWN or (
            said is Silence.NOT_APPLICABLE and path.target.reads is Reads.YES_NO
        ):
            return NOTHING_SAID
        none = nothing_of(path)
        return NOTHING_SAID if none is None else Outcome((none,))

    def _ticked(self, path: Path, raw: Raw, how: How) -> Outcome:
        ticked = clean_text(raw).lower() in ("x", "xx", "*")
        answer = Understood(value=True) if ticked else values.read_yes_no(raw)
        if isinstance(answer, Misread):
            return _outcome(answer)
        stands_for = how.when_yes if answer.value else how.when_no
        if stands_for is None:
            none = nothing_of(path)
            return NOTHING_SAID if none is None else Outcome((none,))
        return self.read(path, stands_for, How())


def _respelled(raw: Raw, how: How, reads: Reads) -> Raw:
    """A list with commas between its items, each by its meaning where the mapping gives it one."""
    if not isinstance(raw, str) or not (how.separators or how.words):
        return raw
    further = () if reads is Reads.SPANS else ("/", "&", "+", "and")  # which may stand within a date
    items = split_list(raw, how.separators or (*USUAL_SEPARATORS, *further))
    if not how.separators and not any(_meanings(item, how) != item for item in items):
        return raw
    return ", ".join(_meanings(item, how) for item in items)


def _meanings(item: str, how: How) -> str:
    """The meaning of an item, or of its words where they are known one by one: “T Th”."""
    whole = how.words.get(key_of(item))
    return whole or " ".join(how.words.get(key_of(word), word) for word in item.split())


def nothing_of(path: Path) -> Any | None:
    """What “none” means for a field: no, an empty list, 0; None where it means nothing."""
    target = path.target
    if target.choices is not None and target.reads is Reads.WORD:
        return _NO_HELP.get(target.choices)
    if target.reads is Reads.NUMBER and target.name != "household.bedrooms":
        return None
    return _NOTHING.get(target.reads)


def _outcome(read: Understood[Any] | Misread) -> Outcome:
    if isinstance(read, Misread):
        return Outcome(missed=(("", read),))
    return Outcome((read.value,), read.remarks)


def _read_text(raw: Raw, setting: _Setting) -> Outcome:
    del setting
    return Outcome((clean_text(raw),))


def _read_references(raw: Raw, setting: _Setting) -> Outcome:
    separators = setting.how.separators or (*USUAL_SEPARATORS, "&", "+", "/", "and")
    return Outcome((split_list(raw, separators),))


def _read_number(raw: Raw, setting: _Setting) -> Outcome:
    field_name = setting.path.target.field
    limits = ("total", "number", "local_limit")
    units = _UNITS.get("limit" if field_name in limits else field_name)
    text = clean_text(raw).lower()
    if field_name in limits and isinstance(raw, str):
        raw = text.removeprefix("max").removeprefix("up to").lstrip(". ")
    return _not_too_many(values.read_whole_number(raw, units), field_name == "bedrooms")


def _not_too_many(read: Understood[int] | Misread, of_a_home: bool) -> Outcome:  # noqa: FBT001 - private
    if of_a_home and isinstance(read, Understood) and read.value > _MOST_IN_ONE_HOME:
        expected = f"We expected no more than {_MOST_IN_ONE_HOME} in one home."
        return _outcome(Misread("too-many", expected, "Correct the number; it may belong in another column."))
    return _outcome(read)


def _read_count(raw: Raw, setting: _Setting) -> Outcome:
    del setting
    number = values.read_whole_number(raw)
    if isinstance(number, Understood):
        return _not_too_many(number, of_a_home=True)
    answer = values.read_yes_no(raw)
    if isinstance(answer, Misread):
        expected = "We expected a whole number, or yes or no."
        return Outcome(missed=(("", Misread("not-a-count", expected, "Write how many, or No.")),))
    return Outcome((True if answer.value else 0,))


_NO_DAY: Final = frozenset(
    map(
        key_of,
        (
            *("asap", "a.s.a.p.", "as soon as possible", "immediately", "immediate", "now", "straight away"),
            *("any time", "anytime", "any", "flexible", "when available", "cyn gynted â phosibl"),
        ),
    )
)
_NO_DAY_STATED: Final = Remark("no-day-stated", "This states no day, so none is read.")


def _read_date(raw: Raw, setting: _Setting) -> Outcome:
    read = value_dates.read_date(raw, setting.years, setting.epoch)
    is_first = setting.path.target.name == "request.earliest_start"
    if is_first and isinstance(read, Misread):
        if key_of(clean_text(raw)) in _NO_DAY:
            return Outcome(remarks=(_NO_DAY_STATED,))
        return _outcome(value_dates.read_month(raw, setting.years) or read)
    return _outcome(read)


def _read_spans(raw: Raw, setting: _Setting) -> Outcome:
    read = value_dates.read_spans(raw, setting.years, setting.epoch)
    if setting.path.target.name == "request.dates" and isinstance(read, Misread):
        if key_of(clean_text(raw)) in _NO_DAY:
            return Outcome(remarks=(_NO_DAY_STATED,))
        first = value_dates.read_month(raw, setting.years) if value_dates.is_from(raw) else None
        return _outcome(read) if first is None else Outcome((((first.value, None),),), first.remarks)
    return _outcome(read)


def _read_one_word(raw: Raw, setting: _Setting) -> Outcome:
    choices = setting.path.target.choices
    assert choices is not None  # noqa: S101 - every target that reads a word has its choices
    read = read_word(raw, choices)
    if isinstance(read, Misread) and choices is Sex:
        only = key_of(clean_text(raw)).removesuffix(" only")
        return _outcome(read_word(only, choices) if find_word(only, choices) else read)
    return _outcome(read)


def _read_words(raw: Raw, setting: _Setting) -> Outcome:
    """A list of words; a word of the mapping stands for its meaning, “n/k” among others is passed over."""
    target, how = setting.path.target, setting.how

    def read_item(item: str) -> Understood[Any] | Misread:
        meaning = how.words.get(key_of(item), item)
        if standing_meaning(meaning) is not None and (
            target.choices is None or not find_word(meaning, target.choices)
        ):
            return Understood(None)
        if target.choices is not None:
            return read_word(meaning, target.choices)
        if meaning is item and how.separators is None and _is_of_known_words(item, target.field, how):
            return Misread("several-words", "We expected one word.", "Put commas between the words.")
        word = " ".join(meaning.lower().rstrip(".").split())
        if target.name == "approval.needs" and key_of(word) in _ANY_NEEDS:
            return Understood(ANY_NEED)
        return Understood(animal_of(word) if target.field == "not_with_animals" else word)

    read = values.read_items(raw, read_item, how.separators)
    understood, missed = read if isinstance(read, tuple) else (read, ())
    words = tuple(word for word in understood.value if word is not None)
    return Outcome((words,) if words or not missed else (), understood.remarks, missed)


def _is_of_known_words(item: str, field_name: str, how: How) -> bool:
    """Whether an item is several, each known by the mapping or a language: “LD/MH”, “English & Welsh”."""
    pieces = split_list(item, values.FURTHER_SEPARATORS)
    are_languages = field_name.startswith("languages") and all(piece.isalpha() for piece in pieces)
    return len(pieces) > 1 and (are_languages or all(key_of(piece) in how.words for piece in pieces))


_ANY_NEEDS: Final = frozenset(map(key_of, ("any", "all", "any need", "all needs", "no limit", "any needs")))


def _read_one_animal(raw: Raw, setting: _Setting) -> Outcome:
    del setting
    read = value_animals.read_animal(raw)
    return _outcome(read if isinstance(read, Misread) else Understood(read.value[0], read.remarks))


def _read_animals(raw: Raw, setting: _Setting) -> Outcome:
    if value_animals.says_no_animals(raw):
        return Outcome(((),))

    def read_item(item: str) -> Understood[Any] | Misread:
        return value_animals.read_animal(setting.how.words.get(key_of(item), item))

    separators = setting.how.separators or (*USUAL_SEPARATORS, "&", "+", "/", "and")
    read = values.read_items(raw, read_item, separators)
    understood, missed = read if isinstance(read, tuple) else (read, ())
    return Outcome((understood.value,) if understood.value else (), understood.remarks, missed)


def _read_ages(raw: Raw, setting: _Setting) -> Outcome:
    """Ages; “No” is that there is nobody. 0 alone could be a baby or nobody, so it is asked."""
    del setting
    text = clean_text(raw)
    if text == "0":
        remedy = "Write None where nobody is there, or 6 months for a baby."
        return _outcome(Misread("not-ages", "0 may mean nobody, or a baby.", remedy))
    answer = values.read_yes_no(raw) if not text.isdecimal() else None
    if isinstance(answer, Understood) and not answer.value:
        return Outcome(((),))
    return _outcome(values.read_ages(raw))


def _read_names(raw: Raw, setting: _Setting) -> Outcome:
    how = setting.how
    return _outcome(value_people.read_names(raw, surname_first=how.surname_first, separators=how.separators))


def _read_distance(raw: Raw, setting: _Setting) -> Outcome:
    if key_of(clean_text(raw)) in value_people.NO_WISH:
        return NOTHING_SAID
    return _outcome(values.read_miles(raw, setting.how.unit))


def _read_kind_numbers(raw: Raw, setting: _Setting) -> Outcome:
    words = {word: find_word(meaning, Kind) for word, meaning in setting.how.words.items()}
    known = {word: kind for word, kind in words.items() if kind is not None}
    return _outcome(value_people.read_kind_numbers(raw, setting.how.order, known))


def _read_wish(raw: Raw, setting: _Setting) -> Outcome:
    about, how = setting.path.about, setting.how
    if about is not None and ABOUT[about] is ValueKind.YES:
        answer = values.read_yes_no(raw)
        if isinstance(answer, Misread):
            return _outcome(answer)
        strength = how.yes if answer.value else how.no
        return Outcome(() if strength is None else (mapping_wishes.a_wish(about, None, strength, how),))
    wishes: list[Any] = []
    missed: list[tuple[str, Misread]] = []
    for item in split_list(raw, how.separators or USUAL_SEPARATORS):
        read = mapping_wishes.wishes_in(how.words.get(key_of(item), item), about, how)
        if isinstance(read, Misread):
            missed.append((item, read))
        else:
            wishes.extend(read)
    return Outcome(tuple(wishes), (), tuple(missed))


def _plain(read: Callable[[Raw], Understood[Any] | Misread]) -> Callable[[Raw, _Setting], Outcome]:
    return lambda raw, _: _outcome(read(raw))


_READ: Final[Mapping[Reads, Callable[[Raw, _Setting], Outcome]]] = MappingProxyType(
    {
        Reads.TEXT: _read_text,
        Reads.ID: _read_text,
        Reads.REFERENCES: _read_references,
        Reads.YES_NO: _plain(values.read_yes_no),
        Reads.NUMBER: _read_number,
        Reads.COUNT: _read_count,
        Reads.DATE: _read_date,
        Reads.TIME: _plain(value_times.read_time),
        Reads.TIMES: _plain(value_times.read_times),
        Reads.WORD: _read_one_word,
        Reads.CHECK: _plain(read_check),
        Reads.WORDS: _read_words,
        Reads.WEEKDAYS: _plain(value_times.read_weekdays),
        Reads.NAME: lambda raw, s: _outcome(value_people.read_name(raw, surname_first=s.how.surname_first)),
        Reads.NAMES: _read_names,
        Reads.TELEPHONE: _plain(values.read_telephone),
        Reads.POSTCODE: _plain(values.read_postcode),
        Reads.MILES: _read_distance,
        Reads.AGE: _plain(values.read_age),
        Reads.AGES: _read_ages,
        Reads.AGE_RANGE: _plain(value_people.read_age_range),
        Reads.SEXES: _plain(value_people.read_sexes),
        Reads.KIND_NUMBERS: _read_kind_numbers,
        Reads.ANIMAL: _read_one_animal,
        Reads.ANIMALS: _read_animals,
        Reads.SPANS: _read_spans,
        Reads.WISH: _read_wish,
    }
)
