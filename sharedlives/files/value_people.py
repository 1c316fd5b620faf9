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
    split_list,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a register keeps it; either part may be missing."""

    first: str | None
    last: str | None


_TITLE = re.compile(r"^(?:mr|mrs|ms|miss|mx|dr|rev)\b\.?\s*", re.IGNORECASE)
_PARTICLES = frozenset(
    ("van", "von", "de", "der", "den", "di", "da", "del", "la", "le", "ap", "ab", "ben", "bin")
)
_BETWEEN_NAMES = re.compile(r"\s*[&+/;\n]\s*|\s+(?:[Aa][Nn][Dd]|ac?)\s+")  # “A” alone is an initial
_BESIDE_A_NAME = re.compile(r"\d|[([][^)\]]*[)\]]?$")

_MOST_INITIALS = 2  # “JP Smith” begins with initials, “SMITH Jo” with a surname
_ONE_NAME = "Write it as “Forename Surname” or “Surname, Forename”."


def read_name(raw: Raw, *, surname_first: bool = False) -> Understood[Name] | Misread:
    """A person's name: ``"Surname, Forename"`` or ``"Forename Surname"``; one word alone is the forename.

    Parameters
    ----------
    raw
        The cell.
    surname_first
        Whether a name without a comma has its surname first (``"Naylor Amina"``).
    """
    text = clean_text(raw) if isinstance(raw, str) else ""
    if _BETWEEN_NAMES.search(text) or _are_two(text):
        remedy = "Map a column of several carers as carer.names, or write one name only."
        return Misread("several-names", "We expected one name.", remedy)
    name = _name(text, surname_first=surname_first)
    return Misread("not-a-name", "We expected a name alone.", _ONE_NAME) if name is None else Understood(name)


def _name(text: str, *, surname_first: bool) -> Name | None:
    """A name without its title; “Mrs Lumb” has no forename."""
    titled = _TITLE.match(text) is not None
    text = _TITLE.sub("", text).rstrip("* ")
    if not text or _BESIDE_A_NAME.search(text):
        return None
    last, comma, first = text.partition(",")
    if comma:
        return Name(_TITLE.sub("", first.strip()) or None, last.strip() or None)
    words = text.split()
    if len(words) == 1:
        is_surname = surname_first or (titled and len(words[0].rstrip(".")) > 1)
        return Name(None, words[0]) if is_surname else Name(words[0], None)
    in_capitals = words[0].isupper() and words[0].isalpha() and len(words[0]) > _MOST_INITIALS
    if surname_first or (in_capitals and not words[-1].isupper()):
        return Name(" ".join(words[1:]), words[0])
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].lower() in _PARTICLES:
        cut -= 1
    return Name(" ".join(words[:cut]), " ".join(words[cut:]))


def _are_two(text: str) -> bool:
    """Whether a comma stands between two whole names rather than between surname and forename."""
    sides = [side.split() for side in text.split(",")]
    return len(sides) == 2 and all(len(side) > 1 for side in sides) and sides[0][-1] == sides[1][-1]  # noqa: PLR2004 - one comma


def read_names(
    raw: Raw, *, surname_first: bool = False, separators: Sequence[str] | None = None
) -> Understood[tuple[Name, ...]] | Misread:
    """Several people in one cell: ``"Ann & Bob Lumb"``, ``"Ann Lumb and Bob Shaw"``, ``"Lumb, Ann and Bob"``.

    A forename alone takes the surname beside it. A comma with whole names on both sides could be either;
    then only declared `separators` tell.
    """
    text = clean_text(raw) if isinstance(raw, str) else ""
    pieces = _name_pieces(text, separators)
    if pieces is None:
        return Misread(
            "names-unclear",
            "It is not clear whether the comma stands between two people.",
            "Write them as “Ann Lumb & Bob Shaw”, or declare `separators` for this column in the mapping.",
        )
    titles = [_TITLE.sub("", piece) == "" for piece in pieces]
    read = [
        Name(None, None) if is_title else _name(piece, surname_first=surname_first)
        for piece, is_title in zip(pieces, titles, strict=True)
    ]
    names = [name for name in read if name is not None]
    if len(names) < len(read) or all(titles):
        return Misread("not-a-name", "We expected names.", "Write them as “Ann Lumb & Bob Shaw”.")
    surname_after = next((name.last for name in reversed(names) if name.last), None)
    whole: list[Name] = []
    for name in names:
        before = whole[-1].last if whole and "," in text else None
        whole.append(name if name.last else Name(name.first, before or surname_after))
    return Understood(tuple(whole))


def _name_pieces(text: str, separators: Sequence[str] | None) -> Sequence[str] | None:
    """The text of each name; None where a comma could stand between people or within a name."""
    if separators is not None:
        return split_list(text, separators)
    pieces = [piece for piece in _BETWEEN_NAMES.split(text) if piece]
    if len(pieces) > 1 or "," not in text:
        return pieces
    if text.count(",") > 1 or _are_two(text):
        return split_list(text, (",",))
    words = [side.split() for side in text.split(",")]
    unclear = all(len(side) > 1 for side in words) and words[0][0].lower() not in _PARTICLES
    return None if unclear else pieces


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
    (re.compile(r"^(?:under|below|younger than|dan|u|<)\s*(\d+)s?$"), "under"),
    (re.compile(r"^(?:up to|to|max(?:imum)?|until)\s*(\d+)$"), "down"),
    (re.compile(r"^(\d+)\s*(?:-|–|—|to|i)\s*(\d+)$"), "both"),
)
_ANY = frozenset(
    map(
        key_of,
        (
            *("any", "all", "any age", "all ages", "no limit", "no limits", "unrestricted", "either"),
            *("no restriction", "no restrictions", "any adult", "all adults", "no age limit"),
        ),
    )
)


def read_age_range(raw: Raw) -> Understood[AgeRange] | Misread:
    """Ages a panel approved: ``"18+"``, ``"18-65"``, ``"over 50"``, ``"under 65"``, ``"any"``."""
    text = clean_text(raw).lower() if isinstance(raw, str) else ""
    if key_of(text) in _ANY:
        return Understood((None, None))
    text = re.sub(r"\(no (?:upper )?(?:age )?limit\)", "", text).strip()
    text = re.sub(r"^(ages?|aged|oed)\b:?\s*|\s*(years?( old)?|yrs|only|oed)(?=\s*\+?$)", "", text).strip()
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
        (
            *("either", "both", "any", "all", "mixed", "m/f", "f/m", "m or f", "m & f", "no preference"),
            *("no restriction", "no restrictions", "y ddau", "both sexes", "either sex", "any sex"),
        ),
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
    pieces = split_list(text, (",", "/", "&", "+", "or", "and", "neu", "a"))
    if pieces and all(key_of(piece) in _BOTH_SEXES for piece in pieces):
        return Understood(frozenset(Sex))
    found = [find_word(piece, Sex) for piece in pieces]
    sexes = frozenset(sex for sex in found if sex is not None)
    if found and None not in found:
        return Understood(sexes)
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
            return _kinds_alone() if key_of(piece) in known else _no_kinds()
        numbers[counted[0]] = numbers.get(counted[0], 0) + counted[1]
    return Understood(tuple(numbers.items())) if numbers else _no_kinds()


def _pieces(text: str) -> list[str]:
    text = re.sub(r"(?<=\d)(?=[a-z])", " ", re.sub(r"\b(?:up to|max\.?|maximum)\s+", "", text))
    pieces = split_list(text, (*USUAL_SEPARATORS, "+", "/", "&", "and", "a"))
    # “2 LT 1 SB”: a new number starts a new kind, as a new word does in “LT 2 SB 1”
    return [
        part
        for piece in pieces
        for part in re.split(_NEXT_WORD if piece[:1].isalpha() else _NEXT_NUMBER, piece)
        if part
    ]


_NEXT_NUMBER = re.compile(r"(?<=[a-z)])\s+(?=\d+\s*(?:x\s*)?[a-z])")
_NEXT_WORD = re.compile(r"(?<=\d)\s+(?=[a-z])")


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


def _kinds_alone() -> Misread:
    return Misread(
        "kinds-without-number",
        "We expected a number beside each kind of arrangement.",
        "Write it as “1 LT; 2 SB”; or map this column as approval.kinds, and the number as approval.total.",
    )


def _no_kinds() -> Misread:
    return Misread(
        "not-kinds", "We expected kinds of arrangement with numbers.", "Write it as “1 LT; 2 SB; 1 day”."
    )


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
NO_WISH = frozenset(
    map(
        key_of,
        (
            *("no preference", "no pref", "no preferences", "either", "any", "anyone", "anywhere", "all"),
            *("m/f", "f/m", "m or f", "male or female", "m & f", "both"),
            *("don't mind", "doesn't mind", "does not mind", "not bothered", "no view", "dim gwahaniaeth"),
        ),
    )
)
"""What people write where nothing is wished."""
_LITTLE_WORDS = frozenset(
    ("a", "an", "the", "any", "some", "to", "of", "be", "with", "please", "home", "carer", "carers")
)


def read_wishes(raw: Raw, otherwise: Strength | None = None) -> Understood[tuple[Wished, ...]] | Misread:
    """Wishes in a few words: ``"no dogs or cats"``, ``"allergic to cats"``, ``"F only"``.

    What stands on either side of “or” and “and” is wished as strongly as the other. One of two things as a
    must is no wish that can be kept.

    Parameters
    ----------
    raw
        The cell, or an item of it.
    otherwise
        How strongly it is wished where the words do not say.
    """
    text = clean_text(raw) if isinstance(raw, str) else ""
    wished: list[Wished] = []
    for piece in re.split(r"\s*[/&+]\s*|\s+(?:or|and|neu)\s+", text, flags=re.IGNORECASE):
        read = read_wish(piece)
        if isinstance(read, Misread):
            return read
        wished.append(read.value)
    strengths = {wish.strength for wish in wished} - {None} or {otherwise}
    if len(wished) > 1 and Strength.MUST in strengths and re.search(r"/|\b(or|neu)\b", text):
        return Misread(
            "wish-either",
            "One or the other as a must cannot be kept.",
            "Write one of them; or both as preferences, such as “Elland or Halifax pref”.",
        )
    usual = strengths.pop() if len(strengths) == 1 else None
    return Understood(tuple(Wished(wish.what, wish.strength or usual) for wish in wished))


def read_wish(raw: Raw) -> Understood[Wished] | Misread:
    """One wish: ``"no dogs"``, ``"allergic to cats"``, ``"would love a dog"``, ``"F only"``."""
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
