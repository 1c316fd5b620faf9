"""What a wish is about, what of and how strongly, where a mapping says all three: “home pet dog must not”."""

from __future__ import annotations

from typing import Final

from sharedlives.domain.wish import ABOUT, About, ValueKind, Wish
from sharedlives.domain.words import Sex, Strength
from sharedlives.files import value_animals
from sharedlives.files.value_words import find_word, words_for
from sharedlives.files.values import Misread, key_of

ANY_ANIMAL: Final = "any animal"
"""What “no pets” is about, until it is known which animals the homes of the register have."""
_ANIMALS: Final = frozenset(("pet", "animal", "any animal", "any pet"))
_ABOUT: Final = sorted(
    (
        *((about.name.lower().replace("_", " "), about) for about in About),
        *words_for(About).items(),
    ),
    key=lambda pair: -len(pair[0]),
)
_STRENGTHS: Final = sorted(Strength, key=lambda strength: -len(strength))


def animal_of(word: str) -> str:
    """The kind of animal that a wish or a plan speaks of, which may be any."""
    animal = value_animals.usual_animal(word) or value_animals.singular(word)
    return ANY_ANIMAL if animal in _ANIMALS else animal


def read_meant_wish(text: str) -> Wish | Misread:
    """A wish in the words of a mapping: what it is about, of what, and how strongly.

    Examples
    --------
    >>> read_meant_wish("home pace quiet prefer").value
    'quiet'
    """
    words = key_of(text)
    strength = next((each for each in _STRENGTHS if words.endswith(f" {each}")), None)
    said = words.removesuffix(f" {strength}")
    about, name = next(
        ((each, name) for name, each in _ABOUT if f"{said} ".startswith(f"{name} ")), (None, "")
    )
    if about is None or strength is None:
        return _unknown()
    what = said.removeprefix(name).strip()
    value = value_of(about, what)
    kind = ABOUT[about]
    if (kind is ValueKind.YES) != (not what) or (what and value is None):
        return _unknown()
    return Wish(about=about, value=value, strength=strength)


def value_of(about: About, what: str) -> str | None:
    """What a wish is about as the record has it: a sex, a number, an animal or a word."""
    kind = ABOUT[about]
    if kind is ValueKind.SEX:
        sex = find_word(what, Sex)
        return None if sex is None else sex.value
    if kind is ValueKind.NUMBER:
        return what if what.isdecimal() else None
    return (animal_of(what) if about.name.endswith("_PET") else what) or None


def _unknown() -> Misread:
    return Misread(
        "not-a-wish-in-full",
        "We expected what is wished about, what and how strongly.",
        "Give it a meaning under `words` in the mapping, such as “home pet dog must not”.",
    )
