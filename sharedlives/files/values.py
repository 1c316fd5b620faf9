"""What a single cell says: text, yes or no, numbers, lists, miles, telephone numbers, postcodes.

Every reader here takes a cell as the workbook gives it and answers either `Understood`, a value with any
remarks worth a look, or `Misread`, what was expected and what to do about it. None of them guesses: where a
cell could mean two things, it is a `Misread`. Dates stand in `value_dates`, people in `value_people`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from enum import Enum
from functools import lru_cache
from types import MappingProxyType
from typing import Generic, TypeVar

from sharedlives.files.tables import clean
from sharedlives.places import is_outward_code, miles_from_kilometres, normalise_postcode

Raw = str | int | float | bool | date | datetime | time | None
"""What a cell holds."""

V_co = TypeVar("V_co", covariant=True)
T = TypeVar("T")

_STRAIGHT = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\ufe0f": None,  # asks for a coloured tick
    }
)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something worth a look about a value that was read: `code` for machines, `says` for people."""

    code: str
    says: str


@dataclass(frozen=True, slots=True)
class Understood(Generic[V_co]):
    """What a cell was read as, with any remarks about how."""

    value: V_co
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Misread:
    """Why a cell could not be read: what was expected and what to do."""

    code: str
    expected: str
    suggestion: str


class Silence(Enum):
    """What a word says that is no value: nothing is known, there is none, or it is as good as blank."""

    NOT_KNOWN = "not known"
    NONE = "none"
    NOT_APPLICABLE = "not applicable"
    BLANK = "blank"


def clean_text(raw: Raw) -> str:
    """The text of a cell, without stray spaces, invisible characters or typographic quotes.

    Line breaks inside the cell are kept, for they often separate the items of a list.
    """
    return _cleaned(as_given(raw))


@lru_cache(maxsize=4096)
def _cleaned(text: str) -> str:
    lines = clean(text).translate(_STRAIGHT).split("\n")
    return "\n".join(line for line in lines if line)


def as_given(raw: Raw) -> str:
    """What a cell shows to a person."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, datetime):
        return raw.strftime("%d/%m/%Y" if raw.time() == time(0) else "%d/%m/%Y %H:%M")
    if isinstance(raw, date):
        return raw.strftime("%d/%m/%Y")
    if isinstance(raw, time):
        return raw.strftime("%H:%M")
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw)


def is_blank(raw: Raw) -> bool:
    """Whether a cell holds nothing a person could see."""
    return raw is None or (isinstance(raw, str) and not clean_text(raw))


@lru_cache(maxsize=4096)
def key_of(text: str) -> str:
    """A word or heading without what people write differently: case, spaces, punctuation, accents.

    Examples
    --------
    >>> key_of("Home-safety  Check?") == key_of("home safety check")
    True
    """
    plain = unicodedata.normalize("NFKD", clean_text(text).casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", plain.replace("'", "").replace("&", " and "))) or plain.strip()


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice most like a word, the first of those alike, or None where nothing comes near it."""
    by_key: dict[str, str] = {}
    for choice in choices:
        by_key.setdefault(key_of(choice), choice)
    found = get_close_matches(key_of(word), by_key, n=1, cutoff=0.6)
    return by_key[found[0]] if found else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A sentence that names the choice most like a word, or all of them where nothing comes near."""
    names = sorted(choices)
    near = nearest(word, names)
    if near is not None:
        return f"Did you mean “{near}”?"
    return f"It can be: {', '.join(names)}." if names else ""


# -- words

STANDING_WORDS: Mapping[Silence, tuple[str, ...]] = {
    Silence.NOT_KNOWN: (
        *("n/k", "nk", "n.k.", "?", "??", "???", "not known", "unknown", "dont know", "not sure", "unsure"),
        *("tbc", "to be confirmed", "tba", "to be advised", "awaiting", "to be checked"),
        *("ddim yn gwybod", "anhysbys", "i'w gadarnhau"),
    ),
    Silence.NONE: ("none", "nil", "no one", "nobody", "dim", "dim / none"),
    Silence.NOT_APPLICABLE: ("n/a", "na", "n.a.", "not applicable", "amherthnasol"),
    Silence.BLANK: ("blank", "-", "--", "---", "–", "—", ".", "…", "...", "_", '"" ""'),
}
"""What these words mean in any column, unless the mapping says otherwise."""

YES_WORDS = (
    *("y", "yes", "true", "yep", "ok", "okay", "tick", "ticked", "✓", "✔", "☑", "√", "1"),
    *("oes", "ydy", "ydi", "ydw", "ydyn", "ydych", "ie", "do", "iawn"),
)
NO_WORDS = (
    *("n", "no", "false", "nope", "not ok", "✗", "✘", "☐", "0"),
    *("na", "nac oes", "nac ydy", "nac ydi", "nac ydw", "nac ydyn", "nac ydych", "nag oes", "nage", "naddo"),
)


def standing_meaning(text: str) -> Silence | None:
    """What a word says in any column: not known, none, not applicable, blank; None for other words."""
    return _STANDING.get(key_of(text))


def read_yes_no(raw: Raw) -> Understood[bool] | Misread:
    """Yes or no, as people write it in English or Welsh, in both (“Oes/Yes”), as a tick or as 1 and 0."""
    if isinstance(raw, bool):
        return Understood(raw)
    text = clean_text(raw)
    answer = _YES_OR_NO.get(key_of(text))
    if answer is None:
        halves = {_YES_OR_NO.get(key_of(half)) for half in re.split(r"[/|\n]", text)}
        answer = halves.pop() if len(halves) == 1 else None
    if answer is not None:
        return Understood(answer)
    return Misread(
        "not-yes-or-no",
        "We expected yes or no.",
        "Write Yes or No, or give this word a meaning under `words` in the mapping.",
    )


_STANDING = {key_of(word): meaning for meaning, words in STANDING_WORDS.items() for word in words}
_YES_OR_NO = {key_of(word): True for word in YES_WORDS} | {key_of(word): False for word in NO_WORDS}


# -- lists

USUAL_SEPARATORS = (",", ";", "\n", "|", "•")
"""What separates the items of a list unless a mapping says otherwise."""
FURTHER_SEPARATORS = ("/", "&", "+", "and", "a/and", "a")
"""What may separate them as well where every item is then a word that is known."""


def split_list(raw: Raw, separators: Sequence[str] = USUAL_SEPARATORS) -> tuple[str, ...]:
    """The items of a cell; a separator inside brackets separates nothing.

    A separator made of letters (“and”) counts only as a word of its own.

    Examples
    --------
    >>> split_list("moving & handling (hoist, sling), insulin; BSL")
    ('moving & handling (hoist, sling)', 'insulin', 'BSL')
    """
    text = clean_text(raw)
    pattern = re.compile(
        "|".join(_separator(each) for each in sorted(separators, key=len, reverse=True)), re.IGNORECASE
    )
    depth, start, items, at = 0, 0, [], 0
    while at < len(text):
        depth = max(0, depth + {"(": 1, "[": 1, ")": -1, "]": -1}.get(text[at], 0))
        found = pattern.match(text, at) if depth == 0 else None
        if found is None or found.end() == at:
            at += 1
            continue
        items.append(text[start:at])
        start = at = found.end()
    items.append(text[start:])
    return tuple(item for item in (each.strip(" \n•*·") for each in items) if item)


def _separator(text: str) -> str:
    if text == "\n":
        return r"\n"
    plain = re.escape(text.strip())
    return rf"(?<=\s){plain}(?=\s)" if text.strip()[0].isalpha() else plain


def read_items(
    raw: Raw, read_item: Callable[[str], Understood[T] | Misread], separators: Sequence[str] | None = None
) -> Understood[tuple[T, ...]] | tuple[Understood[tuple[T, ...]], tuple[tuple[str, Misread], ...]]:
    """A list of items each of which is read on its own; what could not be read is given back beside the rest.

    Where an item is not understood and no separators were declared, it is tried once more split at “/”, “&”,
    “+” and “and”, and taken so only if every piece is understood.
    """
    values: list[T] = []
    remarks: list[Remark] = []
    missed: list[tuple[str, Misread]] = []
    for item in split_list(raw, separators or USUAL_SEPARATORS):
        pieces = [read_item(item)]
        if isinstance(pieces[0], Misread) and separators is None:
            again = [read_item(piece) for piece in split_list(item, FURTHER_SEPARATORS)]
            if again and not any(isinstance(piece, Misread) for piece in again):
                pieces = again
        for piece in pieces:
            if isinstance(piece, Misread):
                missed.append((item, piece))
            else:
                values.append(piece.value)
                remarks.extend(piece.remarks)
    understood = Understood(tuple(values), tuple(remarks))
    return (understood, tuple(missed)) if missed else understood


# -- numbers

NUMBER_WORDS = MappingProxyType(
    {
        word: number
        for number, words in enumerate(
            (
                *(
                    "zero nil no none dim",
                    "one a an single un",
                    "two double dau dwy couple",
                    "three tri tair",
                ),
                *("four pedwar", "five pump", "six chwech", "seven saith", "eight wyth", "nine naw"),
                *("ten deg", "eleven", "twelve", "thirteen", "fourteen"),
            )
        )
        for word in words.split()
    }
)
_WHOLE = re.compile(r"^(?P<number>\d[\d,]*(?:\.0+)?|[a-z]+)\s*(?P<unit>[a-z][a-z /()-]*)?\.?$")


def read_whole_number(raw: Raw, units: Mapping[str, int] | None = None) -> Understood[int] | Misread:
    """A whole number: ``3``, ``3.0``, ``"3"``, ``"three"`` or, with units, ``"7 nights"``.

    Parameters
    ----------
    raw
        The cell.
    units
        Words that may follow the number, in the singular or plural, with what one of them counts for:
        ``{"night": 1, "week": 7}``.
    """
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return Understood(int(raw)) if float(raw).is_integer() and raw >= 0 else _no_number()
    found = _WHOLE.match(clean_text(raw).lower()) if isinstance(raw, str) else None
    if found is None:
        return _no_number()
    number = _number_of(found["number"].replace(",", ""))
    times = 1 if found["unit"] is None else _unit_of(found["unit"], units or {})
    return _no_number() if number is None or times is None else Understood(number * times)


_MOST_DIGITS = 15  # more, and Excel itself no longer keeps them apart


def _number_of(text: str) -> int | None:
    if not text[0].isdigit():
        return NUMBER_WORDS.get(text)
    return int(float(text)) if len(text) <= _MOST_DIGITS else None


def _unit_of(text: str, units: Mapping[str, int]) -> int | None:
    word = text.strip().rstrip(".")
    return next((times for unit, times in units.items() if word in (unit, f"{unit}s", f"{unit}(s)")), None)


def _no_number() -> Misread:
    return Misread("not-a-whole-number", "We expected a whole number.", "Write a number alone, such as 2.")


_AGE = re.compile(
    r"^(?P<number>\d{1,3})\s*(?P<unit>y|yr|yrs|year|years|oed|y/o|yo|m|mth|mths|month|months)?( old)?$"
)


def read_age(raw: Raw) -> Understood[int] | Misread:
    """An age in whole years: ``8``, ``"8 yrs"``, ``"18 months"`` (1)."""
    number = read_whole_number(raw)
    if not isinstance(number, Misread):
        years = number.value
    else:
        found = _AGE.match(clean_text(raw).lower())
        if found is None:
            return Misread("not-an-age", "We expected an age in years.", "Write the age alone, such as 8.")
        years = int(found["number"])
        if found["unit"] in ("m", "mth", "mths", "month", "months"):
            years //= 12
    if years > OLDEST:
        return Misread("not-an-age", f"We expected an age up to {OLDEST}.", "Write the age in years.")
    return Understood(years)


def read_ages(raw: Raw) -> Understood[tuple[int, ...]] | Misread:
    """Ages, however they are separated: ``"2, 5"``, ``"12 a/and 14"``, ``"son 8, Ella (11)"``, ``8``."""
    if not isinstance(raw, str):
        one = read_age(raw)
        return one if isinstance(one, Misread) else Understood((one.value,))
    text = re.sub(r"^(ages?|aged)\b:?", "", clean_text(raw).lower()).strip()
    counted = _COUNTED_AGES.fullmatch(text)
    items = split_list(text if counted is None else counted[2], (*USUAL_SEPARATORS, *FURTHER_SEPARATORS))
    if counted is not None and len(items) != int(counted[1]):
        items = ()
    ages = [read_age(_AGED_SOMEBODY.sub(r"\1", item)) for item in items]
    missed = next((age for age in ages if isinstance(age, Misread)), None)
    if missed is not None or not ages:
        return Misread(
            "not-ages", "We expected one or more ages in years.", "Write the ages with commas: 2, 5."
        )
    return Understood(tuple(sorted(age.value for age in ages if isinstance(age, Understood))))


_COUNTED_AGES = re.compile(r"(\d)\s*(?:children|kids)?\s*\(([^()]*)\)")  # “2 (8, 11)”
_AGED_SOMEBODY = re.compile(r"^[^\W\d][^\W\d' -]*[ (]+(\d[^()]*)\)?$")  # “son 8”, “Ella (11)”

OLDEST = 120

# -- distances, telephones, postcodes

_DISTANCE = re.compile(
    r"^(?:within|max\.?|up to|<)?\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[a-z]+)?\.?(?: max\.?| radius)?$"
)
_UNITS = MappingProxyType(
    {
        **dict.fromkeys(("mile", "miles", "mi", "milltir", "filltir"), "miles"),
        **dict.fromkeys(
            ("km", "kms", "kilometre", "kilometres", "kilometer", "kilometers", "cilometr"), "km"
        ),
    }
)


def read_miles(raw: Raw, unit: str | None = None) -> Understood[int] | Misread:
    """A distance in whole miles: ``"5 miles"``, ``"8 km"``, or a bare number where its unit is declared.

    Kilometres are converted and, like fractions of a mile, rounded to the nearest mile with a remark.

    Parameters
    ----------
    raw
        The cell.
    unit
        The unit of a bare number: ``"miles"`` or ``"km"``; None where a bare number would be a guess.
    """
    text = clean_text(raw).lower() if isinstance(raw, str | int | float) and not isinstance(raw, bool) else ""
    found = _DISTANCE.match(text)
    given = None if found is None else (_UNITS.get(found["unit"]) if found["unit"] else unit)
    if found is not None and found["unit"] == "m" and unit == "miles":
        given = unit  # nobody counts in metres where miles are declared
    if found is None or given is None:
        return Misread(
            "not-a-distance",
            "We expected a distance with its unit.",
            "Write it as “5 miles” or “8 km”, or declare `unit` for this column in the mapping.",
        )
    number = float(found["number"])
    miles = miles_from_kilometres(number) if given == "km" else number
    whole = int(miles + 0.5)
    if given == "miles" and miles == whole:
        return Understood(whole)
    return Understood(whole, (Remark("distance-rounded", f"“{text}” is read as {whole} miles."),))


_DIGITS_WITHOUT_ZERO = re.compile(r"^[12378]\d{9}$|^[12]\d{8}$")
_MOBILE = re.compile(r"^07\d{9}$")


def read_telephone(raw: Raw) -> Understood[str] | Misread:
    """A telephone number as text, with the first 0 that Excel takes off where the pattern is certain."""
    text = clean_text(raw)
    digits = re.sub(r"[\s()-]", "", text)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        if not _DIGITS_WITHOUT_ZERO.match(digits):
            return Misread(
                "not-a-telephone-number",
                "We expected a telephone number.",
                "Format the cell as text and write the number with its first 0.",
            )
        digits = f"0{digits}"
        remarks: tuple[Remark, ...] = (
            Remark("telephone-as-number", "Excel kept it as a number; its first 0 is put back."),
        )
    else:
        remarks = ()
        if not re.search(r"\d{5}", digits):
            return Misread(
                "not-a-telephone-number",
                "We expected a telephone number.",
                "Write the number, such as 07700 900123.",
            )
    if _MOBILE.match(digits):
        return Understood(f"{digits[:5]} {digits[5:]}", remarks)
    return Understood(digits if remarks else text, remarks)


def read_postcode(raw: Raw) -> Understood[str] | Misread:
    """A full UK postcode as the Royal Mail writes it; whether it exists is not asked here."""
    text = clean_text(raw)
    postcode = normalise_postcode(text)
    if postcode is not None:
        return Understood(postcode)
    half = is_outward_code(text)
    return Misread(
        "not-a-postcode",
        "This is only the first half of a postcode." if half else "We expected a postcode.",
        "Write it in full, such as HX3 5YD.",
    )
