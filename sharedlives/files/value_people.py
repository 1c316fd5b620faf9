"""What a single cell says about people: names, ages, sexes, animals, what is approved, what is wished."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sharedlives.domain.words import Kind, Sex, Strength
from sharedlives.files.value_words import also, find_word, words_for
from sharedlives.files.values import (
    NUMBER_WORDS,
    USUAL_SEPARATORS,
    Misread,
    Raw,
    Remark,
    Understood,
    clean_text,
    key_of,
    read_whole_number,
    split_list,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a register keeps it; either part may be missing."""

    first: str | None
    last: str | None


_TITLE = re.compile(r"^(?:mr|mrs|ms|miss|mx|dr|rev)\b\.?\s+", re.IGNORECASE)
_PARTICLES = frozenset(
    ("van", "von", "de", "der", "den", "di", "da", "del", "la", "le", "ap", "ab", "ben", "bin")
)


def read_name(raw: Raw, *, surname_first: bool = False) -> Understood[Name] | Misread:
    """A person's name: ``"Surname, Forename"`` or ``"Forename Surname"``; one word alone is the forename.

    Parameters
    ----------
    raw
        The cell.
    surname_first
        Whether a name without a comma has its surname first (``"Naylor Amina"``).
    """
    text = _TITLE.sub("", clean_text(raw)) if isinstance(raw, str) else ""
    if not text or re.search(r"\d", text):
        return Misread(
            "not-a-name", "We expected a name.", "Write it as “Forename Surname” or “Surname, Forename”."
        )
    last, comma, first = text.partition(",")
    if comma:
        return Understood(Name(_TITLE.sub("", first.strip()) or None, last.strip() or None))
    words = text.split()
    if len(words) == 1:
        return Understood(Name(None, words[0]) if surname_first else Name(words[0], None))
    if surname_first or (words[0].isupper() and len(words[0]) > 1 and not words[-1].isupper()):
        return Understood(Name(" ".join(words[1:]), words[0]))
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].lower() in _PARTICLES:
        cut -= 1
    return Understood(Name(" ".join(words[:cut]), " ".join(words[cut:])))


def read_names(raw: Raw, *, surname_first: bool = False) -> Understood[tuple[Name, ...]] | Misread:
    """Several people in one cell: ``"Ann & Bob Lumb"``, ``"Ann Lumb and Bob Shaw"``, ``"Lumb, Ann and Bob"``.

    A forename alone takes the surname beside it.
    """
    text = clean_text(raw) if isinstance(raw, str) else ""
    pieces = split_list(text, ("&", "+", "/", "and", "a", "ac", ";", "\n"))
    if len(pieces) == 1 and text.count(",") > 1:
        pieces = split_list(text, (",",))
    names: list[Name] = []
    for piece in pieces:
        read = read_name(piece, surname_first=surname_first)
        if isinstance(read, Misread):
            return read
        names.append(read.value)
    if not names:
        return Misread("not-a-name", "We expected names.", "Write them as “Ann Lumb & Bob Shaw”.")
    surname_after = next((name.last for name in reversed(names) if name.last), None)
    whole: list[Name] = []
    for name in names:
        before = whole[-1].last if whole and "," in text else None
        whole.append(name if name.last else Name(name.first, before or surname_after))
    return Understood(tuple(whole))


# -- ages and sexes

AgeRange = tuple[int | None, int | None]
"""The youngest and the oldest, both included; None where there is no such end."""

_AGES = (
    (
        re.compile(
            r"^(\d+)\s*(?:\+|plus|and over|and above|or over|years? and over|upwards|onwards|a throsodd)$"
        ),
        "up",
    ),
    (re.compile(r"^(?:from|at least|min(?:imum)?)\s*(\d+)$"), "up"),
    (re.compile(r"^(?:over|above|older than|dros)\s*(\d+)s?$"), "over"),
    (re.compile(r"^(?:under|below|younger than|dan)\s*(\d+)s?$"), "under"),
    (re.compile(r"^(?:up to|to|max(?:imum)?|until)\s*(\d+)$"), "down"),
    (re.compile(r"^(\d+)\s*(?:-|–|—|to|i)\s*(\d+)$"), "both"),
)
_ANY = frozenset(
    map(key_of, ("any", "all", "any age", "all ages", "no limit", "no limits", "unrestricted", "either"))
)


def read_age_range(raw: Raw) -> Understood[AgeRange] | Misread:
    """Ages a panel approved: ``"18+"``, ``"18-65"``, ``"over 50"``, ``"under 65"``, ``"any"``."""
    text = clean_text(raw).lower() if isinstance(raw, str) else ""
    if key_of(text) in _ANY:
        return Understood((None, None))
    text = re.sub(r"^(ages?|aged|oed)\b:?\s*|\s*(years?( old)?|yrs|only|oed)$", "", text).strip()
    for pattern, meaning in _AGES:
        found = pattern.match(text)
        if found is not None:
            return _age_range(meaning, [int(number) for number in found.groups()])
    return Misread(
        "not-an-age-range",
        "We expected ages such as 18+ or 18-65.",
        "Write them as 18+, 18-65 or up to 65.",
    )


def _age_range(meaning: str, numbers: Sequence[int]) -> Understood[AgeRange] | Misread:
    first = numbers[0]
    if meaning == "both":
        if numbers[1] < first:
            return Misread("ages-backwards", "The oldest age is below the youngest.", "Swap the two ages.")
        return Understood((first, numbers[1]))
    if meaning == "over":
        read = (
            f"“over {first}” is read as {first} and over; write {first + 1}+ if {first} itself is not meant."
        )
        return Understood((first, None), (Remark("age-over", read),))
    if meaning == "under":
        return Understood((None, first - 1))
    return Understood((first, None) if meaning == "up" else (None, first))


_BOTH_SEXES = frozenset(
    map(
        key_of,
        ("either", "both", "any", "all", "mixed", "m/f", "f/m", "m or f", "m & f", "no preference", "y ddau"),
    )
)


def read_sexes(raw: Raw) -> Understood[frozenset[Sex]] | Misread:
    """The sexes an approval accepts: ``"F only"``, ``"M/F"``, ``"Either"``, ``"Women"``."""
    text = clean_text(raw) if isinstance(raw, str) else ""
    key = key_of(text)
    if key in _BOTH_SEXES:
        return Understood(frozenset(Sex))
    sex = find_word(key.removesuffix(" only").removeprefix("only ").removesuffix(" yn unig"), Sex)
    if sex is not None:
        return Understood(frozenset({sex}))
    several = {
        find_word(piece, Sex) for piece in split_list(text, (",", "/", "&", "+", "or", "and", "neu", "a"))
    }
    if several == set(Sex):
        return Understood(frozenset(Sex))
    return Misread("not-sexes", "We expected M, F or either.", "Write M only, F only or either.")


# -- what a panel approved

KindNumbers = tuple[tuple[Kind, int], ...]
_COUNTED = re.compile(
    rf"^(?:up to\s*)?(?:(?P<before>\d+|(?:{'|'.join(NUMBER_WORDS)})\b)\s*(?:x\s*)?(?P<kind>[a-z].*?)"
    r"|(?P<first>[a-z].*?)\s*(?:x|:|=|\(|-)?\s*(?P<after>\d+)\s*\)?)$"
)


def read_kind_numbers(
    raw: Raw, order: Sequence[Kind] = (), words: Mapping[str, Kind] | None = None
) -> Understood[KindNumbers] | Misread:
    """How many at once of each kind: ``"1 LT; 2 SB; 1 day"``, ``"LT x 2 + SB"``, ``"2/1/1"``.

    Parameters
    ----------
    raw
        The cell.
    order
        The kinds that bare numbers stand for, in their order; without it bare numbers are refused.
    words
        Words for kinds beyond the usual ones, by their `key_of`.
    """
    text = clean_text(raw).lower() if not isinstance(raw, bool) else ""
    bare = re.fullmatch(r"\s*\d+(?:\s*[/,;:|+-]\s*\d+)*\s*", text)
    if bare is not None:
        return _by_position([int(number) for number in re.findall(r"\d+", text)], order)
    known = {**words_for(Kind), **(words or {})}
    numbers: dict[Kind, int] = {}
    for piece in _pieces(text):
        counted = _counted(piece, known)
        if counted is None:
            return _no_kinds()
        numbers[counted[0]] = numbers.get(counted[0], 0) + counted[1]
    return Understood(tuple(numbers.items())) if numbers else _no_kinds()


def _pieces(text: str) -> list[str]:
    text = re.sub(r"(?<=\d)(?=[a-z])", " ", text)
    pieces = split_list(text, (*USUAL_SEPARATORS, "+", "/", "&", "and", "a"))
    # “2 LT 1 SB”: a new number starts a new kind
    return [
        part
        for piece in pieces
        for part in re.split(r"(?<=[a-z)])\s+(?=\d+\s*(?:x\s*)?[a-z])", piece)
        if part
    ]


def _counted(piece: str, known: Mapping[str, Kind]) -> tuple[Kind, int] | None:
    found = _COUNTED.match(piece)
    if found is None:
        return None
    number, kind = (found["before"], found["kind"]) if found["kind"] else (found["after"], found["first"])
    meant = known.get(key_of(kind))
    return None if meant is None else (meant, int(number) if number.isdigit() else NUMBER_WORDS[number])


def _by_position(numbers: Sequence[int], order: Sequence[Kind]) -> Understood[KindNumbers] | Misread:
    if len(numbers) == len(order):
        return Understood(tuple(zip(order, numbers, strict=True)))
    expected = " / ".join(order) if order else "a kind beside each number"
    return Misread(
        "kinds-without-order",
        f"We expected {expected}.",
        "Write it as “1 LT; 2 SB”, or declare `order` for this column in the mapping.",
    )


def _no_kinds() -> Misread:
    return Misread(
        "not-kinds", "We expected kinds of arrangement with numbers.", "Write it as “1 LT; 2 SB; 1 day”."
    )


# -- animals

_ANIMAL = re.compile(
    r"^(?:(?P<before>\d+|[a-z]+)\s*x?\s+)?(?P<kind>[a-z][a-z' -]*?)(?:\s*x\s*(?P<after>\d+))?$"
)
_PLURALS = {"mice": "mouse", "ponies": "pony", "puppies": "puppy", "canaries": "canary", "budgies": "budgie"}
_SAME = frozenset(("fish", "sheep", "tropical fish", "goldfish"))


def read_animal(raw: Raw) -> Understood[tuple[str, int | None]] | Misread:
    """One kind of animal and how many: ``"dog"``, ``"2 dogs"``, ``"cat x2"``."""
    text = clean_text(raw).lower() if isinstance(raw, str) else ""
    found = _ANIMAL.match(text)
    if found is None:
        return Misread(
            "not-an-animal", "We expected an animal, with or without a number.", "Write 2 dogs, or cat."
        )
    before, kind, number = found["before"], found["kind"], found["after"]
    if before is not None and number is None and (before.isdigit() or before in NUMBER_WORDS):
        number = before
    elif before is not None:
        kind = f"{before} {kind}"
    count = None if number is None else read_whole_number(number)
    return Understood((singular(kind), count.value or None if isinstance(count, Understood) else None))


def singular(word: str) -> str:
    """An animal's name in the singular (``dog`` for ``dogs``)."""
    if word in _SAME or not word.endswith("s") or word.endswith("ss"):
        return _PLURALS.get(word, word)
    return _PLURALS.get(word, word[:-1])


# -- wishes


@dataclass(frozen=True, slots=True)
class Wished:
    """What somebody wishes about and how strongly; `strength` None where the cell does not say."""

    what: str
    strength: Strength | None


_STRENGTHS = sorted(
    ((key_of(word), strength) for strength in Strength for word in (strength.value, *also(strength))),
    key=lambda pair: -len(pair[0]),
)
_LITTLE_WORDS = frozenset(
    ("a", "an", "the", "any", "some", "to", "of", "be", "with", "please", "home", "carer", "carers")
)


def read_wish(raw: Raw) -> Understood[Wished] | Misread:
    """A wish in a few words: ``"no dogs"``, ``"allergic to cats"``, ``"would love a dog"``, ``"F only"``."""
    words = key_of(clean_text(raw)) if isinstance(raw, str) else ""
    for phrase, strength in _STRENGTHS:
        if words == phrase:
            break
        rest = None
        if words.startswith(f"{phrase} "):
            rest = words.removeprefix(f"{phrase} ")
        elif words.endswith(f" {phrase}"):
            rest = words.removesuffix(f" {phrase}")
        if rest is not None:
            return _wished(rest, strength)
    return _wished(words, None)


def _wished(words: str, strength: Strength | None) -> Understood[Wished] | Misread:
    kept = [word for word in words.split() if word not in _LITTLE_WORDS]
    if not kept or any(word in _HEDGES for word in kept):
        return Misread(
            "not-a-wish",
            "We expected what is wished and how strongly.",
            "Write it as “no dogs”, “F only” or “would love a dog”.",
        )
    return Understood(Wished(" ".join(kept), strength))


_HEDGES = frozenset(("but", "unless", "if", "except", "or", "not", "no", "maybe", "depends"))
