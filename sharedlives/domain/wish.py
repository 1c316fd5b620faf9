"""Wishes as somebody stated them, and the closed table of what a wish can be about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from sharedlives.domain.fields import Record, between, checked
from sharedlives.domain.words import Sex, Strength
from sharedlives.errors import InvalidRecordError


class About(StrEnum):
    """What a wish can be about: of a home (`home_...`), or of a person who may come (`person_...`)."""

    HOME_SMOKES = "a home where somebody smokes"
    HOME_PET = "an animal in the home"
    HOME_CHILDREN = "children in the home"
    HOME_SEX = "somebody of this sex in the home"
    CARER_SEX_ALL = "carers, all of this sex"
    CARER_SEX_ANY = "a carer of this sex"
    CARER_LANGUAGE = "a carer who speaks"
    CARER_FAITH = "a carer of this faith"
    CARER_DRIVES = "a carer who drives people"
    HOME_FAITH = "a home that keeps this faith"
    HOME_PACE = "the pace of the home"
    HOME_NEIGHBOURHOOD = "the neighbourhood"
    HOME_OTHERS = "other people supported in the home"
    PERSON_SEX = "somebody of this sex coming"
    PERSON_SMOKES = "somebody who smokes coming"
    PERSON_PET = "somebody with this animal coming"
    PERSON_NEED = "somebody with this support need coming"
    PERSON_AGE_AT_LEAST = "somebody of this age or older coming"
    PERSON_AGE_AT_MOST = "somebody of this age or younger coming"
    PERSON_WAKING_NIGHTS = "somebody who needs waking nights coming"


class ValueKind(StrEnum):
    """What kind of value a wish holds."""

    YES = "yes"
    """The wish itself says it all; the value is None."""
    WORD = "word"
    SEX = "sex"
    NUMBER = "number"


ABOUT: Final[Mapping[About, ValueKind]] = MappingProxyType(
    {
        About.HOME_SMOKES: ValueKind.YES,
        About.HOME_PET: ValueKind.WORD,
        About.HOME_CHILDREN: ValueKind.YES,
        About.HOME_SEX: ValueKind.SEX,
        About.CARER_SEX_ALL: ValueKind.SEX,
        About.CARER_SEX_ANY: ValueKind.SEX,
        About.CARER_LANGUAGE: ValueKind.WORD,
        About.CARER_FAITH: ValueKind.WORD,
        About.CARER_DRIVES: ValueKind.YES,
        About.HOME_FAITH: ValueKind.WORD,
        About.HOME_PACE: ValueKind.WORD,
        About.HOME_NEIGHBOURHOOD: ValueKind.WORD,
        About.HOME_OTHERS: ValueKind.YES,
        About.PERSON_SEX: ValueKind.SEX,
        About.PERSON_SMOKES: ValueKind.YES,
        About.PERSON_PET: ValueKind.WORD,
        About.PERSON_NEED: ValueKind.WORD,
        About.PERSON_AGE_AT_LEAST: ValueKind.NUMBER,
        About.PERSON_AGE_AT_MOST: ValueKind.NUMBER,
        About.PERSON_WAKING_NIGHTS: ValueKind.YES,
    }
)
"""The kind of value each `About` takes."""


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Wish(Record):
    """A stated preference: a person's, a carer's or a current resident's. None is ever inferred.

    `value` is a lower-case word, a `Sex` value or a whole number written as text, as `ABOUT` says for
    this `about`; None where the wish needs none. `weight` counts only for prefer and avoid. `stated_by`
    is a role or an id, `reason` only what they chose to say.
    """

    about: About
    value: str | None = None
    strength: Strength
    weight: int = field(default=3, validator=between(1, 5))
    stated_by: str | None = None
    stated_on: date | None = None
    reason: str | None = None

    def __attrs_post_init__(self) -> None:
        expected = ABOUT[self.about]
        if not _fits(expected, self.value):
            raise InvalidRecordError(f"a wish about “{self.about}” takes {_EXPECTED[expected]}")

    @property
    def is_hard(self) -> bool:
        """Whether it binds, rather than helping to choose."""
        return self.strength in (Strength.MUST, Strength.MUST_NOT)


_EXPECTED: Final = {
    ValueKind.YES: "no value",
    ValueKind.WORD: "one word or phrase",
    ValueKind.SEX: "female or male",
    ValueKind.NUMBER: "a whole number",
}


def _fits(kind: ValueKind, value: str | None) -> bool:
    if kind is ValueKind.YES:
        return value is None
    if value is None or not value.strip():
        return False
    if kind is ValueKind.SEX:
        return value in set(Sex)
    return kind is not ValueKind.NUMBER or value.isdecimal()
