"""Wishes out of the cells of a register: of a column about one thing, or about several."""

from __future__ import annotations

from sharedlives.domain.wish import About, Wish
from sharedlives.domain.words import Strength
from sharedlives.files import value_animals, value_people
from sharedlives.files.mapping_columns import How
from sharedlives.files.value_wishes import ANY_ANIMAL, read_meant_wish, value_of
from sharedlives.files.values import Misread, key_of, standing_meaning


def wishes_in(item: str, about: About | None, how: How) -> list[Wish] | Misread:
    """The wishes that an item of a cell states; without `about` it says itself what it is about."""
    if standing_meaning(item) is not None or key_of(item) in value_people.NO_WISH:
        return []
    if about is not None:
        return _wished(item, about, how)
    read = read_meant_wish(item)
    return read if isinstance(read, Misread) else [a_wish(read.about, read.value, read.strength, how)]


def a_wish(about: About, value: str | None, strength: Strength, how: How) -> Wish:
    """A wish with the weight that the mapping gives it."""
    return Wish(about=about, value=value, strength=strength, weight=how.weight or 3)


def _wished(item: str, about: About, how: How) -> list[Wish] | Misread:
    read = value_people.read_wishes(item, how.strength)
    if isinstance(read, Misread):
        return read
    found: list[Wish] = []
    for wished in read.value:
        strength, value = wished.strength, _value(wished.what, about, how)
        if value is None:
            return _no_such_wish(about)
        if strength is None:
            return Misread(
                "wish-without-strength",
                "It does not say how strongly this is wished.",
                "Write “... only”, “no ...” or “... pref”, or declare `strength` in the mapping.",
            )
        found.append(a_wish(about, value, strength, how))
    return found


def _no_such_wish(about: About) -> Misread:
    if about.name.endswith("_PET"):
        remedy = "Give it a meaning under `words` in the mapping, or map what else is wished by its own wish."
        return Misread("not-an-animal", "We expected an animal that we know.", remedy)
    return Misread("not-a-wish", "We expected F or M, or a number.", "Write it as “F only” or “M pref”.")


def _value(what: str, about: About, how: How) -> str | None:
    value = value_of(about, what)
    if value is None or not about.name.endswith("_PET"):
        return value
    known = value == ANY_ANIMAL or value_animals.usual_animal(value) or _is_a_meaning(what, how)
    return value if known else None


def _is_a_meaning(what: str, how: How) -> bool:
    """Whether the mapping itself speaks of this, so that it is no slip."""
    return any(what in key_of(meaning) for meaning in how.words.values())
